// This file is format() for the specifications that programs use most.

package py

import "strconv"

// simpleSpec is a specification of the form [[fill]align][0][width][.precision][type], all ASCII.
type simpleSpec struct {
	fill, align byte // align is 0 if not given
	width, prec int  // prec is -1 if not given
	verb        byte // 0 if not given
}

// parseSimple reads a specification; ok is false if it is not of that form.
func parseSimple(spec string) (s simpleSpec, ok bool) {
	s.fill, s.prec = ' ', -1
	isAlign := func(i int) bool { return i < len(spec) && (spec[i] == '<' || spec[i] == '>' || spec[i] == '^') }
	i := 0
	switch {
	case isAlign(1):
		s.fill, s.align = spec[0], spec[1]
		i = 2
	case isAlign(0):
		s.align = spec[0]
		i = 1
	case i < len(spec) && spec[i] == '0':
		s.fill, s.align = '0', '='
		i = 1
	}
	s.width, i, ok = smallNumber(spec, i)
	if !ok {
		return s, false
	}
	if i < len(spec) && spec[i] == '.' {
		start := i + 1
		if s.prec, i, ok = smallNumber(spec, start); !ok || i == start {
			return s, false
		}
	}
	if i < len(spec) {
		s.verb = spec[i]
		i++
	}
	return s, i == len(spec)
}

// smallNumber reads up to three digits.
func smallNumber(s string, i int) (n, end int, ok bool) {
	for end = i; end < len(s) && s[end] >= '0' && s[end] <= '9'; end++ {
		n = n*10 + int(s[end]-'0')
	}
	return n, end, end-i <= 3
}

// formatFast formats an int of 64 bits, a float or an ASCII str; ok is false for a specification
// that is not simple.
func formatFast(v Value, spec string) (r Value, ok bool) {
	s, ok := parseSimple(spec)
	if !ok {
		return Value{}, false
	}
	var room [64]byte
	out := room[:0]
	switch {
	case v.IsInt():
		base := 10
		switch s.verb {
		case 0, 'd':
		case 'x':
			base = 16
		case 'b':
			base = 2
		default:
			return Value{}, false
		}
		if s.prec >= 0 {
			return Value{}, false
		}
		out = strconv.AppendInt(out, v.Int64(), base)
	case v.IsFloat():
		if s.verb != 'f' || v.Float64()-v.Float64() != 0 { // not a finite number
			return Value{}, false
		}
		if s.prec < 0 {
			s.prec = 6
		}
		out = strconv.AppendFloat(out, v.Float64(), 'f', s.prec, 64)
	default:
		x := AsStr(v)
		if !x.ascii() || s.verb != 0 && s.verb != 's' || s.prec >= 0 || s.align == '=' {
			return Value{}, false
		}
		if s.align == 0 {
			s.align = '<'
		}
		return s.pad(x.data(), x.V()), true
	}
	if s.align == 0 {
		s.align = '>'
	}
	return s.pad(string(out), Value{}), true
}

// pad returns text at the width; whole is it as a str, if there is one.
func (s *simpleSpec) pad(text string, whole Value) Value {
	n := s.width - len(text)
	if n <= 0 {
		if whole.Bound() {
			return whole
		}
		return copyASCII(text).V()
	}
	r, out := newStr(s.width, strASCII)
	left := 0
	switch s.align {
	case '>':
		left = n
	case '^':
		left = n / 2
	case '=': // zeros go behind the sign
		left = n
		if text[0] == '-' {
			out[0] = '-'
			out, text = out[1:], text[1:]
		}
	}
	for i := range left {
		out[i] = s.fill
	}
	for i := left + copy(out[left:], text); i < len(out); i++ {
		out[i] = s.fill
	}
	return single(r).V()
}
