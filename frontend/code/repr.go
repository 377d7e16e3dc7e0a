// This file writes constants as Python's repr does.

package code

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"adder/frontend/charset"
)

// Repr returns Python's repr of a constant. That of a code object has no address.
func Repr(c Const) string {
	switch v := c.(type) {
	case None:
		return "None"
	case EllipsisType:
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
		return reprFloat(v)
	case complex128:
		return reprComplex(v)
	case string:
		return ReprString(v)
	case Bytes:
		return "b" + reprText(string(v), true)
	case Tuple:
		if len(v) == 1 {
			return "(" + Repr(v[0]) + ",)"
		}
		return "(" + reprItems(v) + ")"
	case FrozenSet:
		if len(v) == 0 {
			return "frozenset()"
		}
		return "frozenset({" + reprItems(v) + "})"
	case Slice:
		return "slice(" + reprItems([]Const{v.Start, v.Stop, v.Step}) + ")"
	case *Code:
		return fmt.Sprintf("<code object %s, file \"%s\", line %d>", v.Name, v.Filename, v.FirstLine)
	}
	return fmt.Sprint(c)
}

func reprItems(items []Const) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = Repr(item)
	}
	return strings.Join(texts, ", ")
}

func reprFloat(v float64) string {
	switch {
	case math.IsInf(v, 0) || v != v:
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(v, 'g', -1, 64), "+"))
	case v == 0 || math.Abs(v) >= 1e-4 && math.Abs(v) < 1e16:
		s := strconv.FormatFloat(v, 'f', -1, 64)
		if strings.IndexByte(s, '.') < 0 {
			s += ".0"
		}
		return s
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}

func reprComplex(v complex128) string {
	im := strings.TrimSuffix(reprFloat(imag(v)), ".0") + "j"
	if real(v) == 0 && !math.Signbit(real(v)) {
		return im
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + strings.TrimSuffix(reprFloat(real(v)), ".0") + im + ")"
}

// ReprString returns Python's repr of a string.
func ReprString(s string) string { return reprText(s, false) }

func reprText(s string, bytes bool) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	out := []byte{quote}
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf && !bytes {
			c, size = decodeWTF8(s[i:])
		}
		switch {
		case c == rune(quote) || c == '\\':
			out = append(out, '\\', byte(c))
		case c == '\t':
			out = append(out, `\t`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c < 32 || c == 127 || bytes && c > 127:
			out = fmt.Appendf(out, `\x%02x`, c)
		case c < 128 || charset.Printable(c):
			out = append(out, s[i:i+size]...)
		case c < 256:
			out = fmt.Appendf(out, `\x%02x`, c)
		case c < 0x10000:
			out = fmt.Appendf(out, `\u%04x`, c)
		default:
			out = fmt.Appendf(out, `\U%08x`, c)
		}
		i += size
	}
	return string(append(out, quote))
}

// decodeWTF8 decodes a character that may be a surrogate in three bytes.
func decodeWTF8(s string) (rune, int) {
	c, size := utf8.DecodeRuneInString(s)
	if c == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xED {
		return rune(s[0]&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return c, size
}
