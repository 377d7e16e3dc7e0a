// This file tests positions and matches the text of groups again.

package sre

// at tests a position.
func (e *Engine[T]) at(where uint32, ptr int) bool {
	text := e.text
	switch where {
	case atBeginning, atBeginningString:
		return ptr == 0
	case atBeginningLine:
		return ptr == 0 || text[ptr-1] == '\n'
	case atEnd:
		return ptr == len(text) || ptr+1 == len(text) && text[ptr] == '\n'
	case atEndLine:
		return ptr == len(text) || text[ptr] == '\n'
	case atEndString:
		return ptr == len(text)
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
func (e *Engine[T]) boundary(ptr int, word func(c uint32) bool) bool {
	before := ptr > 0 && word(uint32(e.text[ptr-1]))
	after := ptr < len(e.text) && word(uint32(e.text[ptr]))
	return before != after
}

func (e *Engine[T]) groupSet(group int) bool {
	m := 2 * group
	return e.marks[m] >= 0 && e.marks[m+1] >= e.marks[m]
}

// groupRef matches the text of a group again and returns its length.
func (e *Engine[T]) groupRef(op uint32, group, ptr int) (n int, ok bool) {
	if !e.groupSet(group) {
		return 0, false
	}
	text := e.text[e.marks[2*group]:e.marks[2*group+1]]
	if len(text) > len(e.text)-ptr {
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
