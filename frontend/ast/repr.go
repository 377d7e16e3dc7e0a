// This file writes constants as Python's repr() does.

package ast

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"adder/frontend/code"
)

// Repr returns repr(v) for a constant that a tree can hold.
func Repr(v code.Const) string {
	switch v := v.(type) {
	case code.None:
		return "None"
	case code.EllipsisType:
		return "Ellipsis"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		return FloatRepr(v)
	case complex128:
		return complexRepr(v)
	case string:
		return StrRepr(v)
	case code.Bytes:
		return BytesRepr(string(v))
	case code.Tuple:
		return "(" + reprList(v) + tupleComma(len(v)) + ")"
	case code.FrozenSet:
		if len(v) == 0 {
			return "frozenset()"
		}
		return "frozenset({" + reprList(v) + "})"
	}
	return "?"
}

func reprList(list []code.Const) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = Repr(v)
	}
	return strings.Join(parts, ", ")
}

func tupleComma(n int) string {
	if n == 1 {
		return ","
	}
	return ""
}

// FloatRepr returns repr(f): the shortest digits that read back as f.
func FloatRepr(f float64) string {
	s := floatDigits(f)
	if strings.ContainsAny(s, ".en") { // point, exponent, inf or nan
		return s
	}
	return s + ".0"
}

func floatDigits(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	e := strings.IndexByte(s, 'e')
	exp, _ := strconv.Atoi(s[e+1:])
	if exp < -4 || exp >= 16 {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func complexRepr(v complex128) string {
	re, im := real(v), imag(v)
	if re == 0 && !math.Signbit(re) {
		return floatDigits(im) + "j"
	}
	s := floatDigits(im)
	if s[0] != '-' {
		s = "+" + s
	}
	return "(" + floatDigits(re) + s + "j)"
}

// StrRepr returns repr(s) for a str in WTF-8.
func StrRepr(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte(quote)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) { // a lone surrogate
			r, n = rune(s[i]&0xf)<<12|rune(s[i+1]&0x3f)<<6|rune(s[i+2]&0x3f), 3
		}
		reprRune(&b, r, rune(quote))
		i += n
	}
	b.WriteByte(quote)
	return b.String()
}

func reprRune(b *strings.Builder, r, quote rune) {
	switch {
	case r == quote || r == '\\':
		b.WriteByte('\\')
		b.WriteRune(r)
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r >= 0xd800 && r < 0xe000:
		hexEscape(b, `\u`, r, 4)
	case unicode.IsPrint(r):
		b.WriteRune(r)
	case r < 0x100:
		hexEscape(b, `\x`, r, 2)
	case r < 0x10000:
		hexEscape(b, `\u`, r, 4)
	default:
		hexEscape(b, `\U`, r, 8)
	}
}

func hexEscape(b *strings.Builder, prefix string, r rune, digits int) {
	b.WriteString(prefix)
	s := strconv.FormatInt(int64(r), 16)
	b.WriteString("00000000"[:digits-len(s)])
	b.WriteString(s)
}

// BytesRepr returns repr(b) for bytes.
func BytesRepr(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte('b')
	b.WriteByte(quote)
	for i := 0; i < len(s); i++ {
		if ch := s[i]; ch >= 0x7f {
			hexEscape(&b, `\x`, rune(ch), 2)
		} else {
			reprRune(&b, rune(ch), rune(quote))
		}
	}
	b.WriteByte(quote)
	return b.String()
}
