// This file holds the state of a match, and the search for one.

package sre

import (
	"strings"
	"unsafe"
)

// Char is a code point as a str or bytes stores it.
type Char interface{ uint8 | uint16 | uint32 }

// Engine executes a program on texts of one width. It keeps its stacks from match to match.
type Engine[T Char] struct {
	prog      *Program
	text      []T // up to the end position; the beginning of the text is position 0
	start     int // of the current match
	ptr       int // end of the latest match
	marks     []int
	lastIndex int  // last group closed, 0 for none
	dirty     bool // marks or lastIndex are set
	matchAll  bool
	advance   bool // an empty match at start is no match

	stack   []entry
	barrier int // index of the innermost barrier on the stack, -1 for none
	reps    []repetition
	rep     int // index of the innermost repeat under way, -1 for none

	steps   int
	poll    func(arg any) (stop any)
	pollArg any
	stopped any // what poll returned to end the match
}

// Matcher is an engine whose text's width is hidden.
type Matcher interface {
	// Match tries to match at position start. With full the match must reach the end of the
	// text. mustAdvance refuses an empty match at the start.
	Match(start int, full, mustAdvance bool) bool
	// Search looks for the first match at start or behind it.
	Search(start int, mustAdvance bool) bool
	// Span returns the range of group i (0: the whole match) of the latest match, -1, -1 if
	// the group did not take part.
	Span(i int) (start, end int)
	// LastIndex is the number of the last group closed, 0 for none.
	LastIndex() int
	// SetPoll makes the engine call poll with arg now and then while a match takes long. If
	// that returns something, the match ends without success and Stopped returns it.
	SetPoll(poll func(arg any) (stop any), arg any)
	Stopped() any
	// Release forgets the text.
	Release()
}

// entry is what the stack holds: a point to go back to, a change to undo, or a barrier, the
// beginning of a part that is matched for its own sake.
type entry struct {
	kind entryKind
	pc   int32
	a, b int
}

type entryKind uint8

const (
	undoMark    entryKind = iota // marks[pc] was a, lastIndex b
	undoRep                      // rep was a
	undoCount                    // reps[pc] had count a and last b
	undoPush                     // rep was a, reps had length b
	choicePC                     // go to pc at position a
	choiceBack                   // greedy repeat pc reached position a; give back down to b
	choiceMore                   // lazy repeat pc is at position a after b items
	choiceTail                   // try what follows until pc at position a, in repeat b
	choiceBody                   // lazy until pc: try the body once more at position a, in repeat b
	barrierPart                  // a part began at position a; the barrier before is b; pc is its instruction
)

// repetition is the state of a repeat that is under way (SRE_REPEAT).
type repetition struct {
	count int   // items matched completely
	inst  int32 // iRepeat
	prev  int32 // the repeat around it, -1 for none
	last  int   // where the latest item started, -1 for none
}

// NewEngine returns an engine for a program.
func NewEngine[T Char](prog *Program) *Engine[T] {
	e := &Engine[T]{prog: prog, marks: make([]int, 2*prog.groups), rep: -1, barrier: -1}
	for i := range e.marks {
		e.marks[i] = -1
	}
	return e
}

// SetPoll implements Matcher.
func (e *Engine[T]) SetPoll(poll func(arg any) (stop any), arg any) { e.poll, e.pollArg = poll, arg }

// Stopped implements Matcher.
func (e *Engine[T]) Stopped() any { return e.stopped }

// Release implements Matcher. A stack that an unusual match made huge is forgotten too.
func (e *Engine[T]) Release() {
	e.text, e.pollArg, e.stopped = nil, nil, nil
	if cap(e.stack) > maxKeptStack {
		e.stack = nil
	}
}

const maxKeptStack = 1 << 14

// SetText sets the text, which ends at position end for the engine.
func (e *Engine[T]) SetText(text []T, end int) { e.text = text[:end] }

func (e *Engine[T]) reset() {
	e.stack, e.reps, e.rep, e.barrier = e.stack[:0], e.reps[:0], -1, -1
	if e.dirty {
		for i := range e.marks {
			e.marks[i] = -1
		}
		e.dirty, e.lastIndex = false, 0
	}
}

// Match implements Matcher.
func (e *Engine[T]) Match(start int, full, mustAdvance bool) bool {
	e.matchAll, e.advance = full, mustAdvance
	return e.try(start)
}

func (e *Engine[T]) try(p int) bool {
	e.reset()
	e.start = p
	return e.run(0, p)
}

// Span implements Matcher.
func (e *Engine[T]) Span(i int) (start, end int) {
	if i == 0 {
		return e.start, e.ptr
	}
	m := 2 * (i - 1)
	if e.marks[m] < 0 || e.marks[m+1] < 0 {
		return -1, -1
	}
	return e.marks[m], e.marks[m+1]
}

// LastIndex implements Matcher.
func (e *Engine[T]) LastIndex() int { return e.lastIndex }

// Search implements Matcher, skipping positions where none can start.
func (e *Engine[T]) Search(start int, mustAdvance bool) bool {
	e.matchAll, e.advance = false, mustAdvance
	prog := e.prog
	last := len(e.text) - prog.minWidth
	switch {
	case prog.prefix != nil:
		return e.searchPrefix(start, last)
	case prog.first != nil:
		return e.searchSet(start, last)
	case prog.anchored:
		if start == 0 {
			return e.try(0)
		}
		e.reset()
		return false
	}
	for p := start; p <= last; p++ {
		if e.try(p) {
			return true
		}
		if e.stopped != nil {
			return false
		}
		e.advance = false
	}
	return false
}

func (e *Engine[T]) searchPrefix(start, last int) bool {
	prefix := e.prog.prefix
	for p := start; p <= last; p++ {
		if p = e.findPrefix(prefix, p); p < 0 || p > last {
			return false
		}
		if e.prog.whole {
			e.reset()
			e.start, e.ptr = p, p+len(prefix.chars)
			return true
		}
		if e.try(p) {
			return true
		}
		if e.stopped != nil {
			return false
		}
	}
	return false
}

func (e *Engine[T]) searchSet(start, last int) bool {
	first, text := e.prog.first, e.text
	for p := start; p < len(text) && p <= last; p++ {
		if !first.has(uint32(text[p])) {
			continue
		}
		if e.try(p) {
			return true
		}
		if e.stopped != nil {
			return false
		}
	}
	return false
}

// bytesOf returns the text as a Go string if its characters are bytes.
func bytesOf[T Char](text []T) (s string, ok bool) {
	var c T
	if unsafe.Sizeof(c) != 1 {
		return "", false
	}
	return unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(text))), len(text)), true
}

// findPrefix returns the first position of a literal at p or behind it, -1 for none.
func (e *Engine[T]) findPrefix(lit *literal, p int) int {
	if s, ok := bytesOf(e.text); ok {
		if lit.wide {
			return -1
		}
		if i := strings.Index(s[p:], lit.bytes); i >= 0 {
			return p + i
		}
		return -1
	}
	for n := len(lit.chars); p+n <= len(e.text); p++ {
		if uint32(e.text[p]) == lit.chars[0] && e.hasLiteral(lit, p) {
			return p
		}
	}
	return -1
}

// hasLiteral reports whether the text has a literal at position p.
func (e *Engine[T]) hasLiteral(lit *literal, p int) bool {
	if len(lit.chars) > len(e.text)-p {
		return false
	}
	if s, ok := bytesOf(e.text); ok {
		return s[p:p+len(lit.chars)] == lit.bytes && !lit.wide
	}
	for i, c := range lit.chars {
		if uint32(e.text[p+i]) != c {
			return false
		}
	}
	return true
}
