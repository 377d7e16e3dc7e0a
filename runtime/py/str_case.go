// This file defines the methods of str about the case of letters, and which characters are what.

package py

import (
	"adder/runtime/internal/unitype"
)

// strClassMethods are the methods that tell of what characters a str is made.
func strClassMethods() []Method {
	pred := func(name string, all func(c rune) bool) Method {
		return Method{Name: name, Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			s := AsStr(self)
			return Bool(s.Len() > 0 && s.every(all)), nil
		}}
	}
	return []Method{
		pred("isalpha", unitype.IsAlpha), pred("isdigit", unitype.IsDigit), pred("isdecimal", unitype.IsDecimal),
		pred("isnumeric", unitype.IsNumeric), pred("isspace", unitype.IsSpace), pred("isalnum", unitype.IsAlnum),
		{Name: "isascii", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return Bool(AsStr(self).ascii()), nil }},
		{Name: "isprintable", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			return Bool(AsStr(self).every(unitype.IsPrintable)), nil
		}},
		{Name: "islower", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			return Bool(onlyCase(AsStr(self), unitype.IsLower, unitype.IsUpper)), nil
		}},
		{Name: "isupper", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			return Bool(onlyCase(AsStr(self), unitype.IsUpper, unitype.IsLower)), nil
		}},
		{Name: "istitle", Sig: "()", F0: strIsTitle},
		{Name: "isidentifier", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			s := AsStr(self)
			return Bool(s.Len() > 0 && unitype.IsStart(s.At(0)) && s.every(unitype.IsContinue)), nil
		}},
	}
}

// every reports whether f holds for all characters.
func (s *Str) every(f func(c rune) bool) bool {
	if s.meta&strShift == 0 {
		for _, c := range []byte(s.data()) {
			if !f(rune(c)) {
				return false
			}
		}
		return true
	}
	for i := range s.Len() {
		if !f(s.At(i)) {
			return false
		}
	}
	return true
}

// strCaseMethods are the methods that change the case of letters.
func strCaseMethods() []Method {
	conv := func(name string, f func(s *Str) *Str) Method {
		return Method{Name: name, Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return f(AsStr(self)).V(), nil }}
	}
	return []Method{conv("lower", strLower), conv("upper", strUpper), conv("casefold", strCasefold),
		conv("swapcase", strSwapcase), conv("title", strTitle), conv("capitalize", strCapitalize)}
}

// mapStr builds a str of what f appends for each code point.
func mapStr(s *Str, f func(out []rune, i int, c rune) []rune) *Str {
	out := make([]rune, 0, s.Len())
	for i := range s.Len() {
		out = f(out, i, s.At(i))
	}
	return fromRunes(out)
}

// asciiLower, asciiUpper and asciiSwap map the ASCII characters.
var asciiLower, asciiUpper, asciiSwap = func() (lower, upper, swap [128]byte) {
	for c := range byte(128) {
		lower[c], upper[c], swap[c] = c, c, c
		switch {
		case c >= 'A' && c <= 'Z':
			lower[c], swap[c] = c+32, c+32
		case c >= 'a' && c <= 'z':
			upper[c], swap[c] = c-32, c-32
		}
	}
	return
}()

// mapASCII maps each character of an ASCII str.
func (s *Str) mapASCII(to *[128]byte) *Str {
	data := s.data()
	if len(data) == 0 {
		return emptyStr
	}
	r, out := newStr(len(data), strASCII)
	for i := range len(data) {
		out[i] = to[data[i]&127]
	}
	return single(r)
}

const (
	capitalSigma = 0x3a3
	sigma        = 0x3c3
	finalSigma   = 0x3c2
)

// appendLowerAt appends character i of s in lower case, which for a sigma depends on where it stands.
func appendLowerAt(out []rune, s *Str, i int, c rune) []rune {
	switch {
	case c != capitalSigma:
		return unitype.AppendLower(out, c)
	case endsWord(s, i):
		return append(out, finalSigma)
	}
	return append(out, sigma)
}

// endsWord reports whether a letter with case comes before character i, and none after it.
func endsWord(s *Str, i int) bool {
	before, after := i-1, i+1
	for before >= 0 && unitype.IsIgnorable(s.At(before)) {
		before--
	}
	for after < s.Len() && unitype.IsIgnorable(s.At(after)) {
		after++
	}
	return before >= 0 && unitype.IsCased(s.At(before)) && !(after < s.Len() && unitype.IsCased(s.At(after)))
}

func strLower(s *Str) *Str {
	if s.ascii() {
		return s.mapASCII(&asciiLower)
	}
	return mapStr(s, func(out []rune, i int, c rune) []rune { return appendLowerAt(out, s, i, c) })
}

func strUpper(s *Str) *Str {
	if s.ascii() {
		return s.mapASCII(&asciiUpper)
	}
	return mapStr(s, func(out []rune, i int, c rune) []rune { return unitype.AppendUpper(out, c) })
}

func strCasefold(s *Str) *Str {
	if s.ascii() {
		return s.mapASCII(&asciiLower)
	}
	return mapStr(s, func(out []rune, i int, c rune) []rune { return unitype.AppendFold(out, c) })
}

func strSwapcase(s *Str) *Str {
	if s.ascii() {
		return s.mapASCII(&asciiSwap)
	}
	return mapStr(s, func(out []rune, i int, c rune) []rune {
		switch {
		case unitype.IsUpper(c):
			return appendLowerAt(out, s, i, c)
		case unitype.IsLower(c):
			return unitype.AppendUpper(out, c)
		}
		return append(out, c)
	})
}

func strTitle(s *Str) *Str {
	within := false
	return mapStr(s, func(out []rune, i int, c rune) []rune {
		if within {
			out = appendLowerAt(out, s, i, c)
		} else {
			out = unitype.AppendTitle(out, c)
		}
		within = unitype.IsCased(c)
		return out
	})
}

func strCapitalize(s *Str) *Str {
	if s.ascii() && s.Len() > 1 {
		r := s.mapASCII(&asciiLower)
		*(*byte)(r.ptr) = asciiUpper[s.data()[0]] // nobody has seen it yet
		return r
	}
	return mapStr(s, func(out []rune, i int, c rune) []rune {
		if i == 0 {
			return unitype.AppendTitle(out, c)
		}
		return appendLowerAt(out, s, i, c)
	})
}

func onlyCase(s *Str, want, not func(rune) bool) bool {
	found := false
	for i := range s.Len() {
		c := s.At(i)
		if not(c) || unitype.IsTitle(c) {
			return false
		}
		found = found || want(c)
	}
	return found
}

func strIsTitle(t *Thread, self Value) (Value, *Exc) {
	s, cased, within := AsStr(self), false, false
	for i := range s.Len() {
		c := s.At(i)
		switch {
		case unitype.IsUpper(c) || unitype.IsTitle(c):
			if within {
				return False, nil
			}
			within, cased = true, true
		case unitype.IsLower(c):
			if !within {
				return False, nil
			}
			cased = true
		default:
			within = false
		}
	}
	return Bool(cased), nil
}
