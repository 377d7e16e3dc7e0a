// This file implements sets of characters with bitmaps.

package sre

// set is a set of characters. Those below 256 are looked up in a bitmap; the others are found by
// the instruction that the set was made of.
type set struct {
	bits   [8]uint32
	only   int64 // the one member, -1 if there are more
	high   highPart
	op     uint32
	code   []uint32
	pc     int
	others []*set // a union: the members above 255 are those of these
}

// highPart tells what is known about the members above 255.
type highPart uint8

const (
	highNone highPart = iota
	highAll
	highSome
)

// has reports whether c is in the set.
func (s *set) has(c uint32) bool {
	if c < 256 {
		return s.bits[c>>5]&(1<<(c&31)) != 0
	}
	return s.hasHigh(c)
}

func (s *set) hasHigh(c uint32) bool {
	if s.high != highSome {
		return s.high == highAll
	}
	for _, o := range s.others {
		if o.has(c) {
			return true
		}
	}
	return s.code != nil && one(s.code, s.op, s.pc, c)
}

// newSet makes the set of the characters that the single-character instruction op with its
// operands at pc matches.
func newSet(op uint32, code []uint32, pc int) *set {
	s := &set{only: -1, op: op, code: code, pc: pc, high: highSome}
	switch op {
	case opAny, opNotLiteral:
		for i := range s.bits {
			s.bits[i] = ^uint32(0)
		}
		c := uint32('\n')
		if op == opNotLiteral {
			c = code[pc]
		}
		if c < 256 {
			s.bits[c>>5] &^= 1 << (c & 31)
			s.high = highAll
		}
		return s
	case opIn:
		if s.simple(pc + 1) {
			return s
		}
	}
	for c := range uint32(256) {
		if one(code, op, pc, c) {
			s.bits[c>>5] |= 1 << (c & 31)
		}
	}
	return s
}

// simple fills the set from the charset at pc if that has only parts that are quick to add.
func (s *set) simple(pc int) bool {
	negate := s.code[pc] == opNegate
	if negate {
		pc++
	}
	s.high = highNone
	for ; ; pc++ {
		switch s.code[pc] {
		case opFailure:
			if negate {
				for i := range s.bits {
					s.bits[i] = ^s.bits[i]
				}
				if s.high == highNone {
					s.high = highAll
				}
			}
			return true
		case opLiteral:
			s.addRange(s.code[pc+1], s.code[pc+1])
			pc++
		case opRange:
			s.addRange(s.code[pc+1], s.code[pc+2])
			pc += 2
		case opCharset:
			for i := range s.bits {
				s.bits[i] |= s.code[pc+1+i]
			}
			pc += 8
		case opCategory:
			if !s.addCategory(s.code[pc+1]) {
				return false
			}
			pc++
		default:
			s.high, s.bits = highSome, [8]uint32{}
			return false
		}
	}
}

func (s *set) addRange(from, to uint32) {
	if to > 255 {
		s.high = highSome
	}
	for c := from; c <= min(to, 255); c++ {
		s.bits[c>>5] |= 1 << (c & 31)
	}
}

// categoryBits are the bitmaps of the categories, made when first used.
var categoryBits [2 * len(categories)]*[8]uint32

func (s *set) addCategory(category uint32) bool {
	if int(category) >= len(categoryBits) {
		s.high, s.bits = highSome, [8]uint32{}
		return false
	}
	b := categoryBits[category]
	if b == nil {
		b = new([8]uint32)
		for c := range uint32(256) {
			if inCategory(category, c) {
				b[c>>5] |= 1 << (c & 31)
			}
		}
		categoryBits[category] = b
	}
	for i := range s.bits {
		s.bits[i] |= b[i]
	}
	s.high = highSome
	return true
}

func charSet(c uint32) *set {
	s := &set{only: int64(c)}
	if c < 256 {
		s.bits[c>>5] = 1 << (c & 31)
	} else {
		s.high, s.op, s.code = highSome, opLiteral, []uint32{c}
	}
	return s
}

// union returns the set of the members of a and b; nil stands for an unknown set.
func union(a, b *set) *set {
	if a == nil || b == nil {
		return nil
	}
	s := &set{only: -1}
	for i := range s.bits {
		s.bits[i] = a.bits[i] | b.bits[i]
	}
	switch {
	case a.high == highAll || b.high == highAll:
		s.high = highAll
	case a.high == highSome || b.high == highSome:
		s.high, s.others = highSome, []*set{a, b}
	}
	return s
}

// disjoint reports whether a and b certainly have no member in common.
func disjoint(a, b *set) bool {
	for i := range a.bits {
		if a.bits[i]&b.bits[i] != 0 {
			return false
		}
	}
	return a.high == highNone || b.high == highNone
}

// one reports whether the single-character instruction op, its operands at pc, matches c.
func one(code []uint32, op uint32, pc int, c uint32) bool {
	switch op {
	case opLiteral:
		return c == code[pc]
	case opIn:
		return inSet(code, pc+1, c)
	case opAny:
		return c != '\n'
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
