// This file decodes.

package iso2022

import "adder/runtime/internal/cjk"

func endsEscape(b byte) bool { return b >= 'A' && b <= 'Z' || b == '@' }

// decode is Codec.Decode.
func (v *variant) decode(s *cjk.State, data []byte, out []rune) ([]rune, int, int) {
	c := data[0]
	if s[flags]&through != 0 {
		// What no designation begins passes through.
		if endsEscape(c) {
			s[flags] &^= through
		}
		return append(out, rune(c)), 1, cjk.OK
	}
	switch {
	case c == esc:
		return v.decodeEscape(s, data, out)
	case c == si && !v.noShift:
		s[flags] &^= shifted
		return out, 1, cjk.OK
	case c == so && !v.noShift:
		s[flags] |= shifted
		return out, 1, cjk.OK
	case c == '\n':
		s[flags] &^= shifted
		return append(out, '\n'), 1, cjk.OK
	case c < 0x20:
		return append(out, rune(c)), 1, cjk.OK
	case c >= 0x80:
		return out, 0, 1
	}
	mark := s[0]
	if s[flags]&shifted != 0 {
		mark = s[1]
	}
	if mark == ascii {
		return append(out, rune(c)), 1, cjk.OK
	}
	set := v.find(mark)
	width := set.Width()
	if len(data) < width {
		return out, 0, cjk.TooFew
	}
	first, second, ok := set.Decode(data[:width])
	if !ok {
		return out, 0, width
	}
	out = append(out, first)
	if second != 0 {
		out = append(out, second)
	}
	return out, width, cjk.OK
}

func (v *variant) decodeEscape(s *cjk.State, data []byte, out []rune) ([]rune, int, int) {
	if len(data) < 2 {
		return out, 0, cjk.TooFew
	}
	switch c := data[1]; {
	case c == '(' || c == ')' || c == '$' || c == '.' || c == '&':
		taken, status := v.designate(s, data)
		return out, taken, status
	case v.useG2 && c == 'N':
		if len(data) < 3 {
			return out, 0, cjk.TooFew
		}
		r, ok := g2(s[2], data[2])
		if !ok {
			return out, 0, 3
		}
		return append(out, r), 3, cjk.OK
	}
	s[flags] |= through
	return append(out, esc), 1, cjk.OK
}

// g2 decodes a character of G2, which is for sets of European letters.
func g2(mark, b byte) (rune, bool) {
	switch mark {
	case latin1:
		return rune(b) + 0x80, b < 0x80
	case greek:
		return greekOf(b ^ 0x80)
	}
	return rune(b), mark == ascii && b < 0x80
}

// longest is how far an escape sequence is followed.
const longest = 16

// designate reads an escape sequence that designates a set.
func (v *variant) designate(s *cjk.State, data []byte) (taken, status int) {
	size := 0
	for i := 1; i < longest; i++ {
		if i >= len(data) {
			return 0, cjk.TooFew
		}
		if endsEscape(data[i]) {
			size = i + 1
			break
		}
		if v.noShift && i+1 < len(data) && data[i] == '&' && data[i+1] == '@' {
			i += 2 // a prefix that announces a revision
		}
	}
	if size == 0 {
		return 0, 1
	}
	mark, plane := data[size-1], 0
	switch {
	case size == 3 && data[1] == '$':
		mark |= double
	case size == 3 && data[1] == '(':
	case size == 3 && data[1] == ')':
		plane = 1
	case size == 3 && data[1] == '.' && v.useG2:
		plane = 2
	case size == 4 && data[1] == '$' && data[2] == '(':
		mark |= double
	case size == 4 && data[1] == '$' && data[2] == ')':
		mark, plane = mark|double, 1
	case size == 6 && v.noShift && data[3] == esc && data[4] == '$' && data[5] == 'B':
		mark |= double
	default:
		return 0, size
	}
	if mark != ascii && v.find(mark) == nil {
		return 0, size
	}
	s[plane] = mark
	return size, cjk.OK
}
