// This file prints compile errors and warnings of the program as Python prints them.

package main

import (
	"bytes"
	"fmt"
	"strings"

	"adder/frontend/source"
	"adder/runtime/eval"
	"adder/runtime/excprint"
	"adder/runtime/py"
)

// syntaxReport returns what CPython prints for an error of the front end: the line and carets.
func syntaxReport(err error) string {
	py.Boot()
	return excprint.Format(py.NewThread(1), eval.Exception(err))
}

// nullBytes returns the error of a source file with null bytes in it, nil if there are none. That of other
// text, which is all the same to the front end, names no place.
func nullBytes(data []byte, file string) *source.SyntaxError {
	i := bytes.IndexByte(data, 0)
	if i < 0 {
		return nil
	}
	start := bytes.LastIndexByte(data[:i], '\n') + 1
	return &source.SyntaxError{Type: "SyntaxError", Msg: "source code cannot contain null bytes", Filename: file,
		Lineno: 1 + bytes.Count(data[:i], []byte("\n")), Text: string(data[start:i]) + "\n", HasPos: true, HasText: true}
}

// warningReport returns what CPython prints for warnings: each place once, with its line of
// the source, which is that of the warnings' file.
func warningReport(warnings []source.Warning, data []byte) string {
	if len(warnings) == 0 {
		return ""
	}
	var out strings.Builder
	lines := bytes.Split(data, []byte("\n"))
	seen := map[source.Warning]bool{}
	for _, w := range warnings {
		if seen[w] {
			continue
		}
		seen[w] = true
		fmt.Fprintln(&out, w.String())
		if w.Lineno < 1 || w.Lineno > len(lines) {
			continue
		}
		if text := bytes.TrimSpace(lines[w.Lineno-1]); len(text) > 0 {
			fmt.Fprintf(&out, "  %s\n", text)
		}
	}
	return out.String()
}
