// Package source holds what every stage of the front end says about program text: the
// decoded file, positions in it, and the syntax errors and warnings that name them.
//
//	bytes ─ Decode ─▶ File.Text: UTF-8, no byte order mark, "\n" line ends, a final "\n"
//	                  File.Raw:  the same before decoding, for excerpts in error messages
//
// It follows Parser/tokenizer (helpers.c, string_tokenizer.c, utf8_tokenizer.c): texts,
// lines and columns of every error are those of CPython's compile() on bytes or str.
package source

import (
	"bytes"
	"sort"
)

// File is a source text, ready to be scanned.
type File struct {
	Name     string
	Text     []byte // UTF-8, line ends translated
	Raw      []byte // line ends translated, still in the file's own encoding, no BOM
	Encoding string // as declared and normalised: "utf-8" by BOM or cookie, "" when undeclared

	lines []int // offsets in Text at which lines start; filled on first use
}

// Span is a range of a File: lines count from 1, columns from 0 in UTF-8 bytes. The end
// column is exclusive.
type Span struct {
	Lineno, Col, EndLineno, EndCol int32
}

// LineStarts returns the offsets in Text at which each line begins.
func (f *File) LineStarts() []int {
	if f.lines == nil {
		f.lines = append(make([]int, 0, 1+bytes.Count(f.Text, []byte{'\n'})), 0)
		for i, c := range f.Text {
			if c == '\n' && i+1 < len(f.Text) {
				f.lines = append(f.lines, i+1)
			}
		}
	}
	return f.lines
}

// Line returns line number n (from 1) with its line end, or nil beyond the text.
func (f *File) Line(n int) []byte {
	starts := f.LineStarts()
	if n < 1 || n > len(starts) {
		return nil
	}
	if n == len(starts) {
		return f.Text[starts[n-1]:]
	}
	return f.Text[starts[n-1]:starts[n]]
}

// Position returns the line (from 1) and the byte column (from 0) of an offset in Text.
func (f *File) Position(offset int) (line, col int) {
	starts := f.LineStarts()
	line = sort.SearchInts(starts, offset+1)
	return line, offset - starts[line-1]
}
