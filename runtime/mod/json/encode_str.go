// This file writes strings as JSON.

package json

import (
	"unicode/utf16"

	"adder/runtime/py"
)

func encodeBasestringASCII(t *thread, self, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, notString(v)
	}
	return quoted(v, appendASCII), nil
}

func encodeBasestring(t *thread, self, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, notString(v)
	}
	return quoted(v, appendString), nil
}

// quoted makes a str of what quote appends.
func quoted(v value, quote func(b []byte, s *py.Str) []byte) value {
	var room [128]byte
	return py.StrOfBytes(quote(room[:0], py.AsStr(v))).V()
}

// special are the characters of ASCII that must be escaped.
func special(c byte) bool { return c < ' ' || c == '"' || c == '\\' }

const hexDigits = "0123456789abcdef"

// appendEscape appends a character of ASCII that must be escaped.
func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	case '\f':
		return append(b, '\\', 'f')
	case '\b':
		return append(b, '\\', 'b')
	}
	return appendUnit(b, uint16(c))
}

// appendUnit appends \uXXXX.
func appendUnit(b []byte, c uint16) []byte {
	return append(b, '\\', 'u', hexDigits[c>>12], hexDigits[c>>8&15], hexDigits[c>>4&15], hexDigits[c&15])
}

// specials tells which bytes appendPlain looks at more closely.
var specials = func() (table [256]bool) {
	for c := range table {
		table[c] = special(byte(c)) || c == deleteChar
	}
	return table
}()

// What appendPlain escapes beside the special characters.
const (
	deleteChar = 0x7f
	nothing    = '"' // which is special anyhow
)

// appendPlain appends a quoted string whose bytes stand for themselves but for special ones and
// del, which only the encoding for ASCII escapes.
func appendPlain(b []byte, s string, del byte) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		if c := s[i]; specials[c] && (c != deleteChar || del == deleteChar) {
			b = appendEscape(append(b, s[start:i]...), s[i])
			start = i + 1
		}
	}
	return append(append(b, s[start:]...), '"')
}

// appendString appends s, quoted, as WTF-8.
func appendString(b []byte, s *py.Str) []byte {
	return appendPlain(b, s.String(), nothing)
}

// appendASCII appends s, quoted, with escapes for everything beyond ASCII.
func appendASCII(b []byte, s *py.Str) []byte {
	if s.IsASCII() {
		return appendPlain(b, s.Raw(), deleteChar)
	}
	b = append(b, '"')
	for i := range s.Len() {
		switch c := s.At(i); {
		case c == deleteChar || c < 128 && special(byte(c)):
			b = appendEscape(b, byte(c))
		case c < 128:
			b = append(b, byte(c))
		case c > 0xffff:
			high, low := utf16.EncodeRune(c)
			b = appendUnit(appendUnit(b, uint16(high)), uint16(low))
		default:
			b = appendUnit(b, uint16(c))
		}
	}
	return append(b, '"')
}
