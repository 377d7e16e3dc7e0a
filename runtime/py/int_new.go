// This file makes ints of other objects: int() and its parsing of text.

package py

import (
	"math"
	"math/big"
	"strings"

	"adder/runtime/internal/unitype"
)

func allocInt(typ *Type) Value {
	x := &intSub{IntObject: IntObject{Header: Header{typ}}}
	return x.V()
}

func intNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	npos := len(args) - len(kw)
	if npos+len(kw) > 2 {
		return Value{}, TypeErrorf("int expected at most 2 arguments, got %d", len(args))
	}
	var x, base Value
	if npos > 0 {
		x = args[0]
	}
	if npos > 1 {
		base = args[1]
	}
	for i, k := range kw {
		if k.String() != "base" || base.Bound() {
			return Value{}, UnexpectedKeyword("int", k.String(), "base")
		}
		base = args[npos+i]
	}
	v, exc := intOf(t, x, base)
	if exc != nil || typ == IntType {
		return v, exc
	}
	sub := AllocOf(typ)
	AsIntObject(sub).v.Set(ToBig(v))
	return sub, nil
}

// intOf is int(x, base); either may be unbound.
func intOf(t *Thread, x, base Value) (Value, *Exc) {
	if x.IsUnbound() {
		if base.Bound() {
			return Value{}, TypeErrorf("int() missing string argument")
		}
		return Int(0), nil
	}
	if base.IsUnbound() {
		return ToInt(t, x)
	}
	n, exc := IndexInt(t, base, nil)
	if exc != nil {
		return Value{}, exc
	}
	if n != 0 && n < 2 || n > 36 {
		return Value{}, ValueErrorf("int() base must be >= 2 and <= 36, or 0")
	}
	if x.IsStr() {
		if s := AsStr(x); s.ascii() && n != 0 {
			if i, ok := parseSmall(s.data(), n); ok {
				return Int(i), nil
			}
		}
		return ParseInt(t, AsStr(x).String(), n, x)
	}
	if data, ok := BytesOf(x); ok {
		return ParseInt(t, string(data), n, x)
	}
	return Value{}, TypeErrorf("int() can't convert non-string with explicit base")
}

// ToInt is int(x) (PyNumber_Long).
func ToInt(t *Thread, x Value) (Value, *Exc) {
	if x.Type() == IntType {
		return x, nil
	}
	s := &x.Type().Slots
	if s.Int != nil {
		v, exc := s.Int(t, x)
		if exc != nil {
			return Value{}, exc
		}
		if !v.IsAnyInt() {
			return Value{}, TypeErrorf("__int__ returned non-int (type %s)", TypeName(v))
		}
		if v.Type() != IntType && !v.IsBool() {
			if exc := Warn(t, DeprecationWarning, TypeName(x)+".__int__() must return an int, not "+TypeName(v)+".  The ability to return an instance of a strict subclass of int is deprecated, and may not be supported in a future version of Python.", 1); exc != nil {
				return Value{}, exc
			}
		}
		return intSelf(t, v)
	}
	if s.Index != nil {
		v, exc := IndexOf(t, x)
		if exc != nil {
			return Value{}, exc
		}
		return intSelf(t, v)
	}
	if x.IsStr() {
		if s := AsStr(x); s.ascii() {
			if n, ok := parseSmall(s.data(), 10); ok {
				return Int(n), nil
			}
		}
		return ParseInt(t, AsStr(x).String(), 10, x)
	}
	if data, ok := BytesOf(x); ok {
		return ParseInt(t, string(data), 10, x)
	}
	return Value{}, TypeErrorf("int() argument must be a string, a bytes-like object or a real number, not '%s'", TypeName(x))
}

// parseSmall reads an int of ASCII digits of a base, with a sign and white space around it
// possibly; ok is false if it is anything else, or close to the limits of 64 bits.
func parseSmall(s string, base int) (n int64, ok bool) {
	i, end := 0, len(s)
	for i < end && isCSpace(s[i]) {
		i++
	}
	for end > i && isCSpace(s[end-1]) {
		end--
	}
	negative := false
	if i < end && (s[i] == '-' || s[i] == '+') {
		negative = s[i] == '-'
		i++
	}
	if i == end {
		return 0, false
	}
	for ; i < end; i++ {
		d, c := 99, s[i]
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			d = int(c|0x20-'a') + 10
		}
		if d >= base || n > 1<<57 {
			return 0, false
		}
		n = n*int64(base) + int64(d)
	}
	if negative {
		n = -n
	}
	return n, true
}

// isCSpace is isspace of C's locale.
func isCSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// ParseInt reads an int literal; orig is the object that it came from, for the error.
func ParseInt(t *Thread, text string, base int, orig Value) (Value, *Exc) {
	s := numberText(text, orig)
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	digits, radix, ok := intDigits(s, base)
	if !ok {
		r, exc := Repr(t, orig)
		if exc != nil {
			return Value{}, exc
		}
		return Value{}, ValueErrorf("invalid literal for int() with base %d: %s", base, r.String())
	}
	if IntMaxStrDigits > 0 && len(digits) > IntMaxStrDigits && radix&(radix-1) != 0 {
		return Value{}, tooManyDigits(": value has " + itoa(len(digits)) + " digits")
	}
	x, ok := new(big.Int).SetString(digits, radix)
	if !ok {
		return Value{}, ValueErrorf("invalid literal for int() with base %d: %s", base, text)
	}
	if negative {
		x.Neg(x)
	}
	return BigInt(x), nil
}

func itoa(n int) string { return big.NewInt(int64(n)).String() }

// numberText returns the text of a number without white space around it. In a str, digits and
// white space of other scripts count as those of ASCII; orig is the object that it came from.
func numberText(s string, orig Value) string {
	if !isASCII(s) && orig.IsStr() {
		s = strings.Map(func(c rune) rune {
			switch n := unitype.Decimal(c); {
			case c >= 0x80 && n >= 0:
				return '0' + rune(n)
			case c >= 0x80 && unitype.IsSpace(c):
				return ' '
			}
			return c
		}, s)
	}
	return strings.Trim(s, asciiSpace)
}

// intDigits strips prefix and underscores and checks the digits.
func intDigits(s string, base int) (digits string, radix int, ok bool) {
	radix = base
	prefixed := false
	if len(s) > 1 && s[0] == '0' {
		n := map[byte]int{'x': 16, 'o': 8, 'b': 2}[s[1]|0x20]
		if n != 0 && (base == 0 || base == n) {
			s, radix, prefixed = s[2:], n, true
			s = strings.TrimPrefix(s, "_")
		}
	}
	if base == 0 && !prefixed {
		radix = 10
		if s != "" && s[0] == '0' && strings.Trim(s, "0_") != "" {
			return "", 0, false
		}
	}
	last := byte('_')
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c == '_' {
			if last == '_' {
				return "", 0, false
			}
			last = c
			continue
		}
		d := 99
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			d = int(c|0x20-'a') + 10
		}
		if d >= radix {
			return "", 0, false
		}
		b.WriteByte(c)
		last = c
	}
	return b.String(), radix, last != '_'
}

// FloatToInt truncates a float: int(f).
func FloatToInt(f float64) (Value, *Exc) {
	switch {
	case math.IsInf(f, 0):
		return Value{}, OverflowErrorf("cannot convert float infinity to integer")
	case math.IsNaN(f):
		return Value{}, ValueErrorf("cannot convert float NaN to integer")
	case f > -9e18 && f < 9e18:
		return Int(int64(f)), nil
	}
	x, _ := new(big.Float).SetFloat64(f).Int(nil)
	return BigInt(x), nil
}
