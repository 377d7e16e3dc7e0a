// This file defines the errors and warnings of compiling, with the fields that CPython gives them.

package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// SyntaxError is a SyntaxError (or a subclass of it, by Type) that compiling raises. Its
// fields are the attributes of the Python exception: lines and offsets count from 1, offsets
// in characters, and both may hold the odd 0 or -1 that CPython leaves there.
type SyntaxError struct {
	Type     string // "SyntaxError", "IndentationError", "TabError", "_IncompleteInputError"
	Msg      string
	Filename string

	Lineno, Offset       int
	EndLineno, EndOffset int
	Text                 string // the line, in WTF-8

	HasPos  bool // filename, lineno and offset are not None
	HasText bool // text is not None
	HasEnd  bool // end_lineno and end_offset are not None
}

// Error returns the message as CPython's traceback ends, with its place before it.
func (e *SyntaxError) Error() string {
	if !e.HasPos {
		return fmt.Sprintf("%s: %s", e.Type, e.Msg)
	}
	return fmt.Sprintf("%s:%d:%d: %s: %s", e.Filename, e.Lineno, e.Offset, e.Type, e.Msg)
}

// Warning is a warning that compiling issues (PyErr_WarnExplicitObject).
type Warning struct {
	Category string // "SyntaxWarning" or "DeprecationWarning"
	Msg      string
	Filename string
	Lineno   int
}

// String returns the warning in the form in which Python prints it.
func (w *Warning) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", w.Filename, w.Lineno, w.Category, w.Msg)
}

// WarnFunc receives warnings as they are issued. It returns true when the warning is to be
// raised as an error instead (the "error" filter): the issuer then fails with a SyntaxError
// of the same message, as CPython does.
type WarnFunc func(*Warning) (raise bool)

// Place returns the attributes filename, lineno, offset, text, end_lineno and end_offset,
// nil standing for None.
func (e *SyntaxError) Place() []any {
	place := make([]any, 6)
	if e.HasPos {
		place[0], place[1], place[2] = e.Filename, e.Lineno, e.Offset
	}
	if e.HasText {
		place[3] = e.Text
	}
	if e.HasEnd {
		place[4], place[5] = e.EndLineno, e.EndOffset
	}
	return place
}

// EncodeError is the UnicodeEncodeError that a docstring with a lone surrogate raises.
type EncodeError struct {
	Text       string // the docstring, in WTF-8
	Start, End int    // the first run of surrogates, counted in characters
}

// Error returns the message as CPython's traceback ends.
func (e *EncodeError) Error() string {
	if e.End > e.Start+1 {
		return fmt.Sprintf("'utf-8' codec can't encode characters in position %d-%d: surrogates not allowed", e.Start, e.End-1)
	}
	return fmt.Sprintf("'utf-8' codec can't encode character '\\u%04x' in position %d: surrogates not allowed",
		e.surrogate(), e.Start)
}

// surrogate returns the first one.
func (e *EncodeError) surrogate() rune {
	i := findSurrogate(e.Text)
	return 0xD000 | rune(e.Text[i+1]&0x3F)<<6 | rune(e.Text[i+2]&0x3F)
}

// CheckEncodable returns an *EncodeError if text holds a surrogate, else nil.
func CheckEncodable(text string) error {
	i := findSurrogate(text)
	if i < 0 {
		return nil
	}
	const width = 3 // bytes of a surrogate
	start := utf8.RuneCountInString(text[:i])
	end := start
	for findSurrogate(text[i:]) == 0 {
		i += width
		end++
	}
	return &EncodeError{text, start, end}
}

// findSurrogate returns the offset of the first surrogate in WTF-8, -1 without one.
func findSurrogate(text string) int {
	for i := 0; i+2 < len(text); i++ {
		n := strings.IndexByte(text[i:], 0xED)
		if n < 0 {
			return -1
		}
		if i += n; i+2 < len(text) && text[i+1] >= 0xA0 {
			return i
		}
	}
	return -1
}
