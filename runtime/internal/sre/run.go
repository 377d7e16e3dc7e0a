// This file executes programs.

package sre

// run executes the program from pc at position ptr until it succeeds; then e.ptr is the end. It
// keeps its own stack, so that deep matches do not grow Go's.
func (e *Engine[T]) run(pc int32, ptr int) bool {
	insts, text := e.prog.insts, e.text
	for {
		in := &insts[pc]
		switch in.op {
		case iChar:
			if uint(ptr) < uint(len(text)) && uint32(text[ptr]) == in.c {
				ptr++
				pc++
				continue
			}
		case iSet:
			if uint(ptr) < uint(len(text)) && in.set.has(uint32(text[ptr])) {
				ptr++
				pc++
				continue
			}
		case iString:
			if e.hasLiteral(in.lit, ptr) {
				ptr += len(in.lit.chars)
				pc = in.next
				continue
			}
		case iAll:
			if ptr < len(text) {
				ptr++
				pc++
				continue
			}
		case iMark:
			e.mark(int(in.c), ptr)
			pc++
			continue
		case iAt:
			if e.at(in.c, ptr) {
				pc++
				continue
			}
		case iJump:
			pc = in.next
			continue
		case iAlt:
			if pc = e.alternative(pc, ptr); pc >= 0 {
				continue
			}
		case iPossessive:
			if n := e.count(in, ptr, in.max); n >= in.min {
				ptr += n
				pc = in.alt
				continue
			}
		case iGreedy:
			if n := e.count(in, ptr, in.max); n >= in.min {
				if n > in.min {
					e.push(choiceBack, pc, ptr+n, ptr+in.min)
				}
				ptr += n
				pc = in.alt
				continue
			}
		case iLazy:
			if n := e.count(in, ptr, in.min); n >= in.min {
				ptr += n
				e.push(choiceMore, pc, ptr, n)
				pc = in.alt
				continue
			}
		case iRepeat:
			e.begin(pc)
			pc = in.alt
			continue
		case iMaxUntil:
			pc = e.maxUntil(pc, ptr)
			continue
		case iMinUntil:
			pc = e.minUntil(pc, ptr)
			continue
		case iGroupRef:
			if n, ok := e.groupRef(uint32(in.min), int(in.c), ptr); ok {
				ptr += n
				pc++
				continue
			}
		case iGroupExists:
			if pc = in.alt; e.groupSet(int(in.c)) {
				pc = in.next
			}
			continue
		case iAssert:
			if ptr >= in.min {
				e.open(pc, ptr)
				ptr -= in.min
				pc = in.next
				continue
			}
		case iAssertNot:
			if ptr < in.min {
				pc = in.alt
				continue
			}
			e.open(pc, ptr)
			ptr -= in.min
			pc = in.next
			continue
		case iAtomic:
			e.open(pc, ptr)
			pc = in.next
			continue
		case iPossRepeat:
			e.begin(pc)
			if in.max == 0 {
				pc = e.leave(pc)
				continue
			}
			e.open(pc, ptr)
			pc = in.next
			continue
		case iSuccess:
			if e.barrier < 0 {
				if !(e.matchAll && ptr != len(text) || e.advance && ptr == e.start) {
					e.ptr = ptr
					return true
				}
				break
			}
			if pc, ptr = e.closePart(ptr); pc >= 0 {
				continue
			}
		}
		if pc, ptr = e.backtrack(); pc < 0 {
			return false
		}
	}
}

func (e *Engine[T]) push(kind entryKind, pc int32, a, b int) {
	if len(e.stack) == cap(e.stack) {
		e.grow()
	}
	e.stack = append(e.stack, entry{kind, pc, a, b})
}

// grow doubles the stack: append's steps for large slices would copy a deep one many times.
func (e *Engine[T]) grow() {
	stack := make([]entry, len(e.stack), max(64, 2*len(e.stack)))
	copy(stack, e.stack)
	e.stack = stack
}

// undo pushes a change to undo, unless there is nothing to go back to.
func (e *Engine[T]) undo(kind entryKind, pc int32, a, b int) {
	if len(e.stack) > 0 {
		e.push(kind, pc, a, b)
	}
}

func (e *Engine[T]) mark(i, ptr int) {
	e.undo(undoMark, int32(i), e.marks[i], e.lastIndex)
	e.dirty = true
	if i&1 != 0 {
		e.lastIndex = i/2 + 1
	}
	e.marks[i] = ptr
}

// alternative returns the body of the first alternative from pc on that can match, -1 for none, and
// notes the next that can.
func (e *Engine[T]) alternative(pc int32, ptr int) int32 {
	insts := e.prog.insts
	found := int32(-1)
	for ; pc >= 0; pc = insts[pc].alt {
		in := &insts[pc]
		if in.set != nil && (ptr >= len(e.text) || !in.set.has(uint32(e.text[ptr]))) {
			continue
		}
		if found >= 0 {
			e.push(choicePC, pc, ptr, 0)
			break
		}
		found = in.next
	}
	return found
}

// open begins a part that is matched for its own sake: the body of instruction pc.
func (e *Engine[T]) open(pc int32, ptr int) {
	e.push(barrierPart, pc, ptr, e.barrier)
	e.barrier = len(e.stack) - 1
}

// closePart ends the innermost part, which matched up to ptr, and returns where to go on; pc is -1
// if the match failed thereby.
func (e *Engine[T]) closePart(ptr int) (int32, int) {
	b := e.stack[e.barrier]
	in := &e.prog.insts[b.pc]
	if in.op == iAssertNot {
		e.unwind(e.barrier + 1)
		e.stack = e.stack[:e.barrier]
		e.barrier = b.b
		return -1, 0
	}
	e.cut()
	switch in.op {
	case iAssert:
		return in.alt, b.a
	case iAtomic:
		return in.alt, ptr
	}
	r := &e.reps[e.rep]
	e.undo(undoCount, int32(e.rep), r.count, r.last)
	r.count++
	r.last = b.a
	// An item that matched nothing would match nothing for ever.
	if r.count < in.min || r.count < in.max && ptr != b.a {
		e.open(b.pc, ptr)
		return in.next, ptr
	}
	return e.leave(b.pc), ptr
}

// leave ends the possessive repeat pc.
func (e *Engine[T]) leave(pc int32) int32 {
	e.undo(undoRep, 0, e.rep, 0)
	e.rep = int(e.reps[e.rep].prev)
	return e.prog.insts[pc].alt
}

// cut drops the choices of the innermost part but keeps what is to be undone.
func (e *Engine[T]) cut() {
	at := e.barrier
	e.barrier = e.stack[at].b
	n := at
	if at > 0 {
		for _, x := range e.stack[at+1:] {
			if x.kind <= undoPush {
				e.stack[n] = x
				n++
			}
		}
	}
	e.stack = e.stack[:n]
}

// unwind undoes all changes above height n of the stack.
func (e *Engine[T]) unwind(n int) {
	for i := len(e.stack) - 1; i >= n; i-- {
		if e.stack[i].kind <= undoPush {
			e.revert(&e.stack[i])
		}
	}
	e.stack = e.stack[:n]
}

func (e *Engine[T]) revert(x *entry) {
	switch x.kind {
	case undoMark:
		e.marks[x.pc], e.lastIndex = x.a, x.b
	case undoRep:
		e.rep = x.a
	case undoCount:
		e.reps[x.pc].count, e.reps[x.pc].last = x.a, x.b
	case undoPush:
		e.rep, e.reps = x.a, e.reps[:x.b]
	}
}

// pollInterval is how many times the engine goes back between calls of poll.
const pollInterval = 1 << 16

// backtrack goes back to the latest choice and returns where to go on; pc is -1 if there is none.
func (e *Engine[T]) backtrack() (pc int32, ptr int) {
	if e.steps++; e.steps&(pollInterval-1) == 0 && e.poll != nil {
		if e.stopped = e.poll(e.pollArg); e.stopped != nil {
			return -1, 0
		}
	}
	for len(e.stack) > 0 {
		top := len(e.stack) - 1
		x := e.stack[top]
		switch x.kind {
		case choicePC:
			e.stack = e.stack[:top]
			if pc = e.alternative(x.pc, x.a); pc >= 0 {
				return pc, x.a
			}
		case choiceBack:
			if p := e.giveBack(&e.stack[top]); p >= 0 {
				if p == x.b {
					e.stack = e.stack[:top]
				}
				return e.prog.insts[x.pc].alt, p
			}
			e.stack = e.stack[:top]
		case choiceMore:
			if e.takeMore(&e.stack[top]) {
				return e.prog.insts[x.pc].alt, e.stack[top].a
			}
			e.stack = e.stack[:top]
		case choiceTail:
			e.stack = e.stack[:top]
			e.undo(undoRep, 0, e.rep, 0)
			e.rep = int(e.reps[x.b].prev)
			return x.pc + 1, x.a
		case choiceBody:
			e.stack = e.stack[:top]
			if pc = e.lazyBody(x.pc, x.a); pc >= 0 {
				return pc, x.a
			}
		case barrierPart:
			e.stack = e.stack[:top]
			e.barrier = x.b
			in := &e.prog.insts[x.pc]
			if in.op == iAssertNot {
				return in.alt, x.a
			}
			if in.op == iPossRepeat && e.reps[e.rep].count >= in.min {
				return e.leave(x.pc), x.a
			}
		default:
			e.revert(&x)
			e.stack = e.stack[:top]
		}
	}
	return -1, 0
}
