// This file takes sets of 94 × 94 characters out of tables of EUC encodings.

package cjk

// Charset is a coded character set, as escape sequences of ISO 2022 designate them.
type Charset struct {
	Mark  byte // the final byte of the escape sequence; the top bit tells of two bytes a character
	Plane int  // G0, or G1, which the control SO shifts to
	// Decode returns the character or the two characters of a code, second 0 if it is one.
	Decode func(code []byte) (first, second rune, ok bool)
	// Encode returns the code of text[0], or of both characters of text; Pairs tells that it
	// depends on the next character, and is asked again with that, or with flush if there is none.
	Encode func(text []rune, flush bool) (code int, taken int, ok bool)
}

// Pairs is a code that stands for the need of a further character.
const Pairs = -1

// Width is the number of bytes of a code.
func (s *Charset) Width() int {
	if s.Mark&0x80 != 0 {
		return 2
	}
	return 1
}

// Without returns the charset without some rows, which count from 1.
func (s *Charset) Without(skip func(row int) bool) *Charset {
	decode, encode := s.Decode, s.Encode
	r := *s
	r.Decode = func(code []byte) (rune, rune, bool) {
		if skip(int(code[0]) - 0x20) {
			return 0, 0, false
		}
		return decode(code)
	}
	r.Encode = func(text []rune, flush bool) (int, int, bool) {
		code, taken, ok := encode(text, flush)
		return code, taken, ok && (code == Pairs || !skip(code>>8-0x20))
	}
	return &r
}

// Decoding returns the charset with another character for a code.
func (s *Charset) Decoding(code int, c rune) *Charset {
	decode := s.Decode
	r := *s
	r.Decode = func(b []byte) (rune, rune, bool) {
		if int(b[0])<<8|int(b[1]) == code {
			return c, 0, true
		}
		return decode(b)
	}
	return &r
}

// NotEncoding returns the charset without the encoding of one character.
func (s *Charset) NotEncoding(c rune) *Charset {
	encode := s.Encode
	r := *s
	r.Encode = func(text []rune, flush bool) (int, int, bool) {
		if text[0] == c {
			return 0, 0, false
		}
		return encode(text, flush)
	}
	return &r
}

// singleShift3 precedes the second plane in EUC.
const singleShift3 = 0x8f

// Plane makes a charset of a plane of an EUC table: 1 is that of two bytes, 2 that of three.
// onlyPairs restricts encoding to pairs of characters.
func Plane(t *Table, plane int, mark byte, onlyPairs bool) *Charset {
	s := &Charset{Mark: mark | 0x80}
	s.Decode = func(code []byte) (rune, rune, bool) {
		if code[0] >= 0x80 || code[1] >= 0x80 || code[0] < 0x21 || code[1] < 0x21 {
			return 0, 0, false
		}
		sequence := []byte{singleShift3, code[0] | 0x80, code[1] | 0x80}
		if plane == 1 {
			sequence = sequence[1:]
		}
		out, n, status := t.Decode(nil, sequence, nil)
		switch {
		case status != OK || n != len(sequence):
			return 0, 0, false
		case len(out) == 2:
			return out[0], out[1], true
		}
		return out[0], 0, true
	}
	s.Encode = func(text []rune, flush bool) (int, int, bool) {
		t.inverse()
		c := text[0]
		if t.pairFirst[c] {
			if len(text) < 2 && !flush {
				return Pairs, 0, true
			}
			if len(text) > 1 {
				if v := t.pairBytes[[2]rune{c, text[1]}]; v != 0 {
					code, ok := planeCode(v, plane)
					return code, 2, ok
				}
			}
		}
		if onlyPairs {
			return 0, 0, false
		}
		code, ok := planeCode(t.bytesOf(c), plane)
		return code, 1, ok
	}
	return s
}

// planeCode is the code in a plane that an encoding in EUC stands for.
func planeCode(v uint32, plane int) (int, bool) {
	if int(v>>24) != plane+1 {
		return 0, false
	}
	a, b, c := byte(v>>16), byte(v>>8), byte(v)
	if plane == 2 {
		if a != singleShift3 {
			return 0, false
		}
		a, b = b, c
	}
	if a < 0xa1 || b < 0xa1 {
		return 0, false
	}
	return int(a&0x7f)<<8 | int(b&0x7f), true
}

// Small makes a charset of one byte a character.
func Small(mark byte, decode func(b byte) (rune, bool), encode func(c rune) (byte, bool)) *Charset {
	return &Charset{Mark: mark, Decode: func(code []byte) (rune, rune, bool) {
		c, ok := decode(code[0])
		return c, 0, ok
	}, Encode: func(text []rune, flush bool) (int, int, bool) {
		b, ok := encode(text[0])
		return int(b), 1, ok
	}}
}
