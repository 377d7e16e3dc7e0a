// This file validates UTF-8 as CPython does and turns bytes and offsets into characters.

package source

import "unicode/utf8"

// SequenceLen returns the length of the valid UTF-8 sequence that b starts with, 0 if there
// is none. Surrogates and overlong forms are invalid.
func SequenceLen(b []byte) int {
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError && n <= 1 {
		return 0
	}
	return n
}

// badLen returns how many bytes of an invalid sequence at the start of b Python's "replace"
// handler turns into one U+FFFD: the longest prefix of a well-formed sequence, at least 1.
func badLen(b []byte) int {
	lo, hi, want := byte(0x80), byte(0xbf), 0
	switch c := b[0]; {
	case c >= 0xc2 && c < 0xe0:
		want = 1
	case c == 0xe0:
		lo, want = 0xa0, 2
	case c == 0xed:
		hi, want = 0x9f, 2
	case c >= 0xe1 && c < 0xf0:
		want = 2
	case c == 0xf0:
		lo, want = 0x90, 3
	case c == 0xf4:
		hi, want = 0x8f, 3
	case c > 0xf0 && c < 0xf4:
		want = 3
	}
	n := 1
	for n <= want && n < len(b) && b[n] >= lo && b[n] <= hi {
		lo, hi = 0x80, 0xbf
		n++
	}
	return n
}

// DecodeReplace decodes b like b.decode("utf-8", "replace").
func DecodeReplace(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	out := make([]byte, 0, len(b)+8)
	for len(b) > 0 {
		n := SequenceLen(b)
		if n > 0 {
			out = append(out, b[:n]...)
		} else {
			n = badLen(b)
			out = utf8.AppendRune(out, utf8.RuneError)
		}
		b = b[n:]
	}
	return string(out)
}

// CharCount returns len(b.decode("utf-8", "replace")).
func CharCount(b []byte) int {
	count := 0
	for len(b) > 0 {
		n := SequenceLen(b)
		if n == 0 {
			n = badLen(b)
		}
		b = b[n:]
		count++
	}
	return count
}

// CharOffset converts a byte offset that counts from 1 into a character offset that counts
// from 1, the way of SyntaxError.offset: a place beyond the line is one past its end.
func CharOffset(line string, byteOffset int) int {
	if byteOffset <= 0 {
		return byteOffset
	}
	if byteOffset > len(line) {
		return CharCount([]byte(line)) + 1
	}
	return CharCount([]byte(line[:byteOffset]))
}
