// This file executes repeats.

package sre

import (
	"strings"
)

// count returns how often the item of a one-character repeat matches from ptr on, at most limit
// times.
func (e *Engine[T]) count(in *inst, ptr, limit int) int {
	text := e.text[ptr:]
	if limit < len(text) {
		text = text[:limit]
	}
	if in.single {
		for i, c := range text {
			if uint32(c) != in.c {
				return i
			}
		}
		return len(text)
	}
	set := in.set
	if set == nil {
		return len(text)
	}
	for i, c := range text {
		if !set.has(uint32(c)) {
			return i
		}
	}
	return len(text)
}

// giveBack returns the next position before x.a from which the rest can match, -1 for none.
func (e *Engine[T]) giveBack(x *entry) int {
	tail := e.prog.insts[x.pc].tail
	p := x.a - 1
	if tail != nil {
		if s, ok := bytesOf(e.text); ok && tail.only >= 0 && tail.only < 256 {
			p = x.b + strings.LastIndexByte(s[x.b:p+1], byte(tail.only))
		} else {
			for p >= x.b && !tail.has(uint32(e.text[p])) {
				p--
			}
		}
	}
	if p < x.b {
		return -1
	}
	x.a = p
	return p
}

// takeMore lets a lazy repeat match items up to the next position from which the rest can match.
func (e *Engine[T]) takeMore(x *entry) bool {
	in := &e.prog.insts[x.pc]
	text := e.text
	for x.b < in.max && x.a < len(text) {
		c := uint32(text[x.a])
		if in.single && c != in.c || !in.single && in.set != nil && !in.set.has(c) {
			return false
		}
		x.a++
		x.b++
		if in.tail == nil || x.a < len(text) && in.tail.has(uint32(text[x.a])) {
			return true
		}
	}
	return false
}

// begin starts the repeat at pc.
func (e *Engine[T]) begin(pc int32) {
	e.undo(undoPush, 0, e.rep, len(e.reps))
	e.reps = append(e.reps, repetition{inst: pc, prev: int32(e.rep), last: -1, count: e.firstCount(pc)})
	e.rep = len(e.reps) - 1
}

// firstCount is -1 for repeats with an until, which counts the item before it.
func (e *Engine[T]) firstCount(pc int32) int {
	if e.prog.insts[pc].op == iRepeat {
		return -1
	}
	return 0
}

// maxUntil is reached behind the item of a greedy repeat, and at its start.
func (e *Engine[T]) maxUntil(pc int32, ptr int) int32 {
	r := &e.reps[e.rep]
	in := &e.prog.insts[r.inst]
	count := r.count + 1
	switch {
	case count < in.min:
		e.undo(undoCount, int32(e.rep), r.count, r.last)
		r.count = count
		return in.next
	case (count < in.max || in.max == MaxRepeat) && ptr != r.last:
		e.push(choiceTail, pc, ptr, e.rep)
		e.undo(undoCount, int32(e.rep), r.count, r.last)
		r.count, r.last = count, ptr
		return in.next
	}
	e.undo(undoRep, 0, e.rep, 0)
	e.rep = int(r.prev)
	return pc + 1
}

// minUntil is reached behind the item of a lazy repeat, and at its start.
func (e *Engine[T]) minUntil(pc int32, ptr int) int32 {
	r := &e.reps[e.rep]
	in := &e.prog.insts[r.inst]
	if count := r.count + 1; count < in.min {
		e.undo(undoCount, int32(e.rep), r.count, r.last)
		r.count = count
		return in.next
	}
	e.push(choiceBody, pc, ptr, e.rep)
	e.undo(undoRep, 0, e.rep, 0)
	e.rep = int(r.prev)
	return pc + 1
}

// lazyBody lets a lazy repeat match its item once more; -1 if it may not.
func (e *Engine[T]) lazyBody(pc int32, ptr int) int32 {
	r := &e.reps[e.rep]
	in := &e.prog.insts[r.inst]
	count := r.count + 1
	if in.max != MaxRepeat && count >= in.max || ptr == r.last {
		return -1
	}
	e.undo(undoCount, int32(e.rep), r.count, r.last)
	r.count, r.last = count, ptr
	return in.next
}
