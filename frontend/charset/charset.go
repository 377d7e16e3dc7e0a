// Package charset holds the sets of characters that the front end asks for, in the Unicode
// version of CPython 3.14, which is ahead of Go's.
package charset

import "unicode"

//go:generate go run -C ../.. ./cmd/gen/unicode

// Printable is str.isprintable for one character. Surrogates are not printable.
func Printable(r rune) bool {
	if r < 127 {
		return r >= ' '
	}
	return !unicode.Is(NotPrintable, r)
}
