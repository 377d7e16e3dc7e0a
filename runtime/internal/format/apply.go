// This file applies specifications to strings and to the digits of numbers.

package format

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// Str formats a string of n code points.
func Str(text string, s *Spec) (string, error) {
	switch {
	case s.Type != 's':
		return "", UnknownType(s.Type, "str")
	case s.Sign == ' ':
		return "", Error("Space not allowed in string format specifier")
	case s.Sign != 0:
		return "", Error("Sign not allowed in string format specifier")
	case s.NoNegZero:
		return "", Error("Negative zero coercion (z) not allowed in string format specifier")
	case s.Alternate:
		return "", Error("Alternate form (#) not allowed in string format specifier")
	case s.Align == '=':
		return "", Error("'=' alignment not allowed in string format specifier")
	case s.Thousands != 0:
		return "", BadGrouping(s.Thousands, 's')
	}
	if n := utf8.RuneCountInString(text); s.Precision >= 0 && s.Precision < n {
		i := 0
		for range s.Precision {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		text = text[:i]
	}
	return pad(text, s, s.Align), nil
}

// pad fills text up to the width.
func pad(text string, s *Spec, align byte) string {
	n := s.Width - utf8.RuneCountInString(text)
	if n <= 0 {
		return text
	}
	left := 0
	switch align {
	case '>', '=':
		left = n
	case '^':
		left = n / 2
	}
	fill := string(s.Fill)
	return strings.Repeat(fill, left) + text + strings.Repeat(fill, n-left)
}

// number joins sign, prefix, digits and tail, with separators and padding. digits is the part
// that is grouped, group the size of its groups, tail what follows (fraction and exponent).
func number(s *Spec, negative bool, prefix, digits, tail string, group int) string {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case s.Sign == '+' || s.Sign == ' ':
		sign = string(s.Sign)
	}
	if s.Thousands != 0 {
		least := 0
		if s.Fill == '0' && s.Align == '=' {
			least = s.Width - len(sign) - len(prefix) - len(tail)
		}
		digits = separate(digits, s.Thousands, group, least)
	}
	body := digits + tail
	if s.Align == '=' {
		if n := s.Width - len(sign) - len(prefix) - len(body); n > 0 {
			return sign + prefix + strings.Repeat(string(s.Fill), n) + body
		}
		return sign + prefix + body
	}
	return pad(sign+prefix+body, s, s.Align)
}

// separate inserts separators, adding leading zeros up to a width of least.
func separate(digits string, sep byte, group, least int) string {
	width := func(n int) int { return n + (n-1)/group }
	for width(len(digits)) < least {
		digits = "0" + digits
		if w := width(len(digits)); w > least && digits[0] == '0' && (len(digits)-1)%group == 0 {
			break // a separator would come first: one digit more, as CPython does
		}
	}
	return insertSeparators(digits, sep, group)
}

func insertSeparators(digits string, sep byte, group int) string {
	if len(digits) <= group {
		return digits
	}
	var b strings.Builder
	head := len(digits) % group
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += group {
		if i > 0 {
			b.WriteByte(sep)
		}
		b.WriteString(digits[i : i+group])
	}
	return b.String()
}

// Int formats an int with one of the integer types b, c, d, n, o, x, X.
func Int(x *big.Int, s *Spec) (string, error) {
	if s.Precision >= 0 {
		return "", Error("Precision not allowed in integer format specifier")
	}
	if s.NoNegZero {
		return "", Error("Negative zero coercion (z) not allowed in integer format specifier")
	}
	if s.Type == 'c' {
		return char(x, s)
	}
	base, prefix, group := 10, "", 3
	switch s.Type {
	case 'b':
		base, prefix, group = 2, "0b", 4
	case 'o':
		base, prefix, group = 8, "0o", 4
	case 'x', 'X':
		base, prefix, group = 16, "0"+string(s.Type), 4
	}
	if !s.Alternate {
		prefix = ""
	}
	digits := new(big.Int).Abs(x).Text(base)
	if s.Type == 'X' {
		digits = strings.ToUpper(digits)
	}
	return number(s, x.Sign() < 0, prefix, digits, "", group), nil
}

func char(x *big.Int, s *Spec) (string, error) {
	if s.Sign != 0 {
		return "", Error("Sign not allowed with integer format specifier 'c'")
	}
	if s.Alternate {
		return "", Error("Alternate form (#) not allowed with integer format specifier 'c'")
	}
	if !x.IsInt64() {
		return "", RangeError("Python int too large to convert to C long")
	}
	if x.Int64() < 0 || x.Int64() > utf8.MaxRune {
		return "", RangeError("%c arg not in range(0x110000)")
	}
	return pad(string(rune(x.Int64())), s, s.Align), nil
}

// RangeError is an OverflowError's text.
type RangeError string

func (e RangeError) Error() string { return string(e) }
