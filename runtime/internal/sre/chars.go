// This file classifies characters.

package sre

import "adder/runtime/internal/unitype"

func isDigit(c uint32) bool { return c-'0' < 10 }
func isSpace(c uint32) bool { return c == ' ' || c-'\t' < 5 }
func isWord(c uint32) bool {
	return c < 128 && (c-'0' < 10 || c|32-'a' < 26 && c >= 'A' || c == '_')
}

func uniDigit(c uint32) bool {
	if c < 128 {
		return isDigit(c)
	}
	return unitype.IsDecimal(rune(c))
}

func uniSpace(c uint32) bool {
	if c < 128 {
		return isSpace(c) || c-0x1c < 4
	}
	return unitype.IsSpace(rune(c))
}

func uniWord(c uint32) bool {
	if c < 128 {
		return isWord(c)
	}
	return unitype.IsAlnum(rune(c))
}

func uniLineBreak(c uint32) bool {
	if c < 128 {
		return c-'\n' < 4 || c-0x1c < 3
	}
	return unitype.IsLineBreak(rune(c))
}

// locWord is a word character in the C locale, the only one there is here.
func locWord(c uint32) bool { return isWord(c) }

// categories are the classes by the argument of opCategory; odd ones are the complements.
var categories = [...]func(c uint32) bool{
	isDigit, isSpace, isWord, func(c uint32) bool { return c == '\n' },
	locWord, uniDigit, uniSpace, uniWord, uniLineBreak,
}

func inCategory(category, c uint32) bool {
	if int(category>>1) >= len(categories) {
		return false
	}
	return categories[category>>1](c) != (category&1 != 0)
}

// ASCIILower lowers a letter of ASCII.
func ASCIILower(c uint32) uint32 {
	if c-'A' < 26 {
		return c + 32
	}
	return c
}

func asciiUpper(c uint32) uint32 {
	if c-'a' < 26 {
		return c - 32
	}
	return c
}

func uniLower(c uint32) uint32 {
	if c < 128 {
		return ASCIILower(c)
	}
	return uint32(unitype.ToLower(rune(c)))
}

func uniUpper(c uint32) uint32 {
	if c < 128 {
		return asciiUpper(c)
	}
	return uint32(unitype.ToUpper(rune(c)))
}

// inSet reports whether c is in the set that starts at code[pc].
func inSet(code []uint32, pc int, c uint32) bool {
	ok := true
	for {
		op := code[pc]
		pc++
		switch op {
		case opFailure:
			return !ok
		case opLiteral:
			if c == code[pc] {
				return ok
			}
			pc++
		case opCategory:
			if inCategory(code[pc], c) {
				return ok
			}
			pc++
		case opCharset:
			if c < 256 && code[pc+int(c>>5)]&(1<<(c&31)) != 0 {
				return ok
			}
			pc += 8
		case opRange:
			if code[pc] <= c && c <= code[pc+1] {
				return ok
			}
			pc += 2
		case opRangeUniIgnore:
			if code[pc] <= c && c <= code[pc+1] {
				return ok
			}
			if u := uniUpper(c); code[pc] <= u && u <= code[pc+1] {
				return ok
			}
			pc += 2
		case opNegate:
			ok = !ok
		case opBigCharset:
			if inBigSet(code, pc, c) {
				return ok
			}
			pc += 1 + 64 + 8*int(code[pc])
		default:
			return false // the validator lets no other code through
		}
	}
}

// inBigSet looks c up in a two-level set: 256 block numbers, one a byte, then the blocks.
func inBigSet(code []uint32, pc int, c uint32) bool {
	if c >= 65536 {
		return false
	}
	high := c >> 8
	block := code[pc+1+int(high>>2)] >> (8 * (high & 3)) & 255
	return code[pc+1+64+int(block*8+c&255>>5)]&(1<<(c&31)) != 0
}

// locSet tests a set under IGNORECASE in the locale: c itself, or its other case.
func locSet(code []uint32, pc int, c uint32) bool {
	lower := ASCIILower(c)
	if inSet(code, pc, lower) {
		return true
	}
	upper := asciiUpper(c)
	return upper != lower && inSet(code, pc, upper)
}
