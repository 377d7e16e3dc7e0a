// This file executes patterns.

package sre

// saved are the marks at a point that backtracking may return to.
type saved struct {
	lastMark, lastIndex int
	marks               []int // copied only inside a repeat
}

func (e *engine[T]) save() saved {
	s := saved{lastMark: e.lastMark, lastIndex: e.lastIndex}
	if e.repeat != nil {
		s.marks = e.copyMarks()
	}
	return s
}

// saveAll is save with the marks in any case.
func (e *engine[T]) saveAll() saved {
	return saved{e.lastMark, e.lastIndex, e.copyMarks()}
}

func (e *engine[T]) copyMarks() []int {
	if e.lastMark < 0 {
		return nil
	}
	return append([]int(nil), e.marks[:e.lastMark+1]...)
}

func (e *engine[T]) restore(s *saved) {
	e.lastMark, e.lastIndex = s.lastMark, s.lastIndex
	copy(e.marks, s.marks)
}

func (e *engine[T]) mark(i, ptr int) {
	if i&1 != 0 {
		e.lastIndex = i/2 + 1
	}
	if i > e.lastMark {
		for j := e.lastMark + 1; j < i; j++ {
			e.marks[j] = -1
		}
		e.lastMark = i
	}
	e.marks[i] = ptr
}

// match executes the program from pc at ptr until opSuccess; on success e.ptr is the end.
// top is true for the program itself rather than a part that is matched for its own sake.
func (e *engine[T]) match(pc, ptr int, top bool) bool {
	code := e.code
	for {
		op := code[pc]
		pc++
		switch op {
		case opSuccess:
			if top && (e.matchAll && ptr != e.end || e.advance && ptr == e.start) {
				return false
			}
			e.ptr = ptr
			return true
		case opFailure:
			return false
		case opMark:
			e.mark(int(code[pc]), ptr)
			pc++
		case opAt:
			if !e.at(code[pc], ptr) {
				return false
			}
			pc++
		case opAny, opAnyAll, opLiteral, opNotLiteral, opCategory, opIn, opLiteralIgnore, opNotLiteralIgnore,
			opLiteralUniIgnore, opNotLiteralUniIgnore, opLiteralLocIgnore, opNotLiteralLocIgnore,
			opInIgnore, opInUniIgnore, opInLocIgnore:
			if ptr >= e.end || !e.one(op, pc, uint32(e.text[ptr])) {
				return false
			}
			ptr++
			pc += operands(code, op, pc)
		case opJump:
			pc += int(code[pc])
		case opInfo:
			pc += int(code[pc])
		case opGroupRef, opGroupRefIgnore, opGroupRefUniIgnore, opGroupRefLocIgnore:
			n, ok := e.groupRef(op, int(code[pc]), ptr)
			if !ok {
				return false
			}
			ptr += n
			pc++
		case opGroupRefExists:
			if e.groupSet(int(code[pc])) {
				pc += 2
			} else {
				pc += int(code[pc+1])
			}
		case opAssert:
			if at := ptr - int(code[pc+1]); at < e.begin || !e.match(pc+2, at, false) {
				return false
			}
			pc += int(code[pc])
		case opAssertNot:
			if !e.assertNot(pc, ptr) {
				return false
			}
			pc += int(code[pc])
		case opAtomicGroup:
			if !e.match(pc+1, ptr, false) {
				return false
			}
			ptr = e.ptr
			pc += int(code[pc])
		case opBranch:
			return e.branch(pc, ptr, top)
		case opRepeatOne:
			return e.repeatOne(pc, ptr, top)
		case opMinRepeatOne:
			return e.minRepeatOne(pc, ptr, top)
		case opPossessiveRepeatOne:
			n := e.count(pc+3, ptr, code[pc+2])
			if n < int(code[pc+1]) {
				return false
			}
			ptr += n
			pc += int(code[pc])
		case opRepeat:
			rep := &repetition{count: -1, pattern: pc, prev: e.repeat, lastPtr: -1}
			e.repeat = rep
			ok := e.match(pc+int(code[pc]), ptr, top)
			e.repeat = rep.prev
			return ok
		case opMaxUntil:
			return e.maxUntil(pc, ptr, top)
		case opMinUntil:
			return e.minUntil(pc, ptr, top)
		case opPossessiveRepeat:
			if !e.possessive(pc, ptr) {
				return false
			}
			ptr = e.ptr
			pc += int(code[pc]) + 1
		default:
			return false // the validator lets no other code through
		}
	}
}

// operands is the number of words behind a single-character instruction.
func operands(code []uint32, op uint32, pc int) int {
	switch op {
	case opAny, opAnyAll:
		return 0
	case opIn, opInIgnore, opInUniIgnore, opInLocIgnore:
		return int(code[pc])
	}
	return 1
}

// one reports whether the single-character instruction op, its operands at pc, matches c.
func (e *engine[T]) one(op uint32, pc int, c uint32) bool {
	code := e.code
	switch op {
	case opLiteral:
		return c == code[pc]
	case opIn:
		return inSet(code, pc+1, c)
	case opAny:
		return c != '\n'
	case opAnyAll:
		return true
	case opNotLiteral:
		return c != code[pc]
	case opCategory:
		return inCategory(code[pc], c)
	case opLiteralIgnore:
		return ASCIILower(c) == code[pc]
	case opNotLiteralIgnore:
		return ASCIILower(c) != code[pc]
	case opLiteralUniIgnore:
		return uniLower(c) == code[pc]
	case opNotLiteralUniIgnore:
		return uniLower(c) != code[pc]
	case opLiteralLocIgnore:
		return c == code[pc] || ASCIILower(c) == code[pc] || asciiUpper(c) == code[pc]
	case opNotLiteralLocIgnore:
		return !(c == code[pc] || ASCIILower(c) == code[pc] || asciiUpper(c) == code[pc])
	case opInIgnore:
		return inSet(code, pc+1, ASCIILower(c))
	case opInUniIgnore:
		return inSet(code, pc+1, uniLower(c))
	case opInLocIgnore:
		return locSet(code, pc+1, c)
	}
	return false
}

// at tests a position.
func (e *engine[T]) at(where uint32, ptr int) bool {
	switch where {
	case atBeginning, atBeginningString:
		return ptr == e.begin
	case atBeginningLine:
		return ptr == e.begin || e.text[ptr-1] == '\n'
	case atEnd:
		return ptr == e.end || ptr+1 == e.end && e.text[ptr] == '\n'
	case atEndLine:
		return ptr == e.end || e.text[ptr] == '\n'
	case atEndString:
		return ptr == e.end
	case atBoundary:
		return e.boundary(ptr, isWord)
	case atNonBoundary:
		return !e.boundary(ptr, isWord)
	case atLocBoundary:
		return e.boundary(ptr, locWord)
	case atLocNonBoundary:
		return !e.boundary(ptr, locWord)
	case atUniBoundary:
		return e.boundary(ptr, uniWord)
	case atUniNonBoundary:
		return !e.boundary(ptr, uniWord)
	}
	return false
}

// boundary reports whether exactly one side of ptr is a word character.
func (e *engine[T]) boundary(ptr int, word func(c uint32) bool) bool {
	before := ptr > e.begin && word(uint32(e.text[ptr-1]))
	after := ptr < e.end && word(uint32(e.text[ptr]))
	return before != after
}

func (e *engine[T]) groupSet(group int) bool {
	m := 2 * group
	return m+1 <= e.lastMark && e.marks[m] >= 0 && e.marks[m+1] >= e.marks[m]
}

// groupRef matches the text of a group again and returns its length.
func (e *engine[T]) groupRef(op uint32, group, ptr int) (n int, ok bool) {
	if !e.groupSet(group) {
		return 0, false
	}
	text := e.text[e.marks[2*group]:e.marks[2*group+1]]
	if len(text) > e.end-ptr {
		return 0, false
	}
	for i, c := range text {
		a, b := uint32(e.text[ptr+i]), uint32(c)
		switch op {
		case opGroupRefIgnore, opGroupRefLocIgnore:
			a, b = ASCIILower(a), ASCIILower(b)
		case opGroupRefUniIgnore:
			a, b = uniLower(a), uniLower(b)
		}
		if a != b {
			return 0, false
		}
	}
	return len(text), true
}

func (e *engine[T]) assertNot(pc, ptr int) bool {
	at := ptr - int(e.code[pc+1])
	if at < e.begin {
		return true
	}
	s := e.save()
	if e.match(pc+2, at, false) {
		return false
	}
	e.restore(&s)
	return true
}

// branch tries the alternatives in order. The first instruction of one is looked at before
// anything is saved for it.
func (e *engine[T]) branch(pc, ptr int, top bool) bool {
	s := e.save()
	for ; e.code[pc] != 0; pc += int(e.code[pc]) {
		switch e.code[pc+1] {
		case opLiteral:
			if ptr >= e.end || uint32(e.text[ptr]) != e.code[pc+2] {
				continue
			}
		case opIn:
			if ptr >= e.end || !inSet(e.code, pc+3, uint32(e.text[ptr])) {
				continue
			}
		}
		if e.match(pc+1, ptr, top) {
			return true
		}
		e.restore(&s)
	}
	return false
}
