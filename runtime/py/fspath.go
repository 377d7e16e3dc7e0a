// This file converts between paths and strings of the operating system (PEP 383, PEP 519).

package py

import (
	"strings"
	"unicode/utf8"
)

// FSEncode returns the bytes that a str stands for in the file system: UTF-8, with the
// surrogates U+DC80 to U+DCFF as the bytes that they escape.
func FSEncode(s *Str) string {
	text := s.String()
	if s.ascii() || !strings.Contains(text, "\xed") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		c, size := decodeWTF8(text[i:])
		if c >= 0xdc80 && c <= 0xdcff {
			b.WriteByte(byte(c - 0xdc00))
		} else {
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

// FSDecode is the reverse of FSEncode: bytes that are not UTF-8 become surrogates.
func FSDecode(s string) *Str {
	if utf8.ValidString(s) {
		return NewStr(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if c == utf8.RuneError && size == 1 {
			// The three bytes of a surrogate in WTF-8.
			b.Write([]byte{0xed, 0xb0 | s[i]>>6&3, 0x80 | s[i]&0x3f})
		} else {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return NewStr(b.String())
}

var nameFSPath = Intern("__fspath__")

// FSPath is os.fspath: a str or bytes, or what __fspath__ gives.
func FSPath(t *Thread, v Value) (Value, *Exc) {
	if v.IsStr() || v.IsBytes() {
		return v, nil
	}
	r, ok, exc := CallSpecial(t, v, nameFSPath)
	switch {
	case exc != nil:
		return Value{}, exc
	case !ok:
		return Value{}, TypeErrorf("expected str, bytes or os.PathLike object, not %s", TypeName(v))
	case !r.IsStr() && !r.IsBytes():
		return Value{}, TypeErrorf("expected %s.__fspath__() to return str or bytes, not %s", TypeName(v), TypeName(r))
	}
	return r, nil
}
