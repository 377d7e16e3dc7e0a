// This file writes floats: their repr and the presentation types e, f, g, n and %.

package format

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// Repr is the shortest text that reads back as f (float.__repr__).
func Repr(f float64) string {
	s := short(f)
	if strings.ContainsAny(s, ".en") { // a fraction, an exponent, inf or nan
		return s
	}
	return s + ".0"
}

// AppendRepr appends Repr(f).
func AppendRepr(dst []byte, f float64) []byte {
	a := math.Abs(f)
	if a != 0 && !(a >= 1e-4 && a < 1e16) {
		return append(dst, Repr(f)...)
	}
	n := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	if bytes.IndexByte(dst[n:], '.') < 0 {
		dst = append(dst, ".0"...)
	}
	return dst
}

// short is the shortest text without ".0".
func short(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// Float formats a float.
func Float(f float64, s *Spec) (string, error) {
	typ, precision := s.Type, s.Precision
	tail := ""
	negative := math.Signbit(f) && !math.IsNaN(f)
	f = math.Abs(f)
	if typ == '%' {
		f *= 100
		tail = "%"
	}
	var text string
	switch {
	case math.IsInf(f, 0), math.IsNaN(f):
		text = short(f)
		plain := *s
		plain.Thousands = 0 // there are no digits to group
		s = &plain
	default:
		text = finite(f, typ, precision, s.Alternate)
	}
	if s.NoNegZero && negative && strings.Trim(text, "0.e+-%") == "" {
		negative = false
	}
	if typ == 'E' || typ == 'F' || typ == 'G' {
		text = strings.ToUpper(text)
	}
	digits, rest := split(text)
	if s.FracGroup != 0 {
		rest = groupFraction(rest, s.FracGroup)
	}
	return number(s, negative, "", digits, rest+tail, 3), nil
}

// finite writes a finite non-negative float.
func finite(f float64, typ rune, precision int, alternate bool) string {
	switch typ {
	case 0:
		if precision >= 0 {
			return general(f, precision, alternate, true)
		}
		text := Repr(f)
		if mant, exp, ok := strings.Cut(text, "e"); ok && alternate && !strings.Contains(mant, ".") {
			return mant + ".e" + exp
		}
		return text
	case 'g', 'G', 'n':
		if precision < 0 {
			precision = 6
		}
		return general(f, precision, alternate, false)
	}
	if precision < 0 {
		precision = 6
	}
	verb := byte('f')
	if typ == 'e' || typ == 'E' {
		verb = 'e'
	}
	text := strconv.FormatFloat(f, verb, precision, 64)
	if alternate && precision == 0 {
		if i := strings.IndexByte(text, 'e'); i >= 0 {
			return text[:i] + "." + text[i:]
		}
		return text + "."
	}
	return text
}

// general is the g format; addDot gives an integer without exponent a ".0", as format() without
// a type does.
func general(f float64, precision int, alternate, addDot bool) string {
	if precision == 0 {
		precision = 1
	}
	e := strconv.FormatFloat(f, 'e', precision-1, 64)
	mant, expText, _ := strings.Cut(e, "e")
	exp, _ := strconv.Atoi(expText)
	limit := precision
	if addDot {
		limit = precision - 1 // room for a digit behind the point
	}
	if exp < -4 || exp >= limit {
		if !alternate {
			mant = trimZeros(mant)
		}
		return mant + "e" + expText
	}
	text := strconv.FormatFloat(f, 'f', max(precision-1-exp, 0), 64)
	if alternate {
		if !strings.Contains(text, ".") {
			text += "."
		}
		return text
	}
	text = trimZeros(text)
	if addDot && !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

func trimZeros(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// split separates the integer digits from the rest.
func split(text string) (digits, rest string) {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

// groupFraction inserts separators into the digits behind the point, counted from the point.
func groupFraction(rest string, sep byte) string {
	if rest == "" || rest[0] != '.' {
		return rest
	}
	end := 1
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	var b strings.Builder
	b.WriteByte('.')
	for i := 1; i < end; i++ {
		if i > 1 && (i-1)%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(rest[i])
	}
	return b.String() + rest[end:]
}
