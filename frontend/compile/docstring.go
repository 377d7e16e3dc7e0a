// This file dedents docstrings as inspect.cleandoc does, but keeps blank lines at both ends.

package compile

import (
	"strings"

	"adder/frontend/source"
)

// docstring returns a docstring as it goes into the code object, and fails as CPython does on
// one that is no valid UTF-8.
func (c *compiler) docstring(doc string) string {
	if err := source.CheckEncodable(expandTabs(doc)); err != nil && c.err == nil {
		c.err = err
	}
	return CleanDoc(doc)
}

// CleanDoc returns the docstring as it goes into a code object.
func CleanDoc(doc string) string {
	doc = expandTabs(doc)
	first, rest, more := strings.Cut(doc, "\n")
	margin := -1
	if more {
		for line := range strings.SplitSeq(rest, "\n") {
			trimmed := strings.TrimLeft(line, " ")
			if indent := len(line) - len(trimmed); trimmed != "" && (margin < 0 || indent < margin) {
				margin = indent
			}
		}
	}
	stripped := strings.TrimLeft(first, " ")
	if !more {
		return stripped
	}
	if margin <= 0 {
		if len(stripped) == len(first) {
			return doc
		}
		margin = 0
	}
	var b strings.Builder
	b.Grow(len(doc))
	b.WriteString(stripped)
	for line := range strings.SplitSeq(rest, "\n") {
		b.WriteByte('\n')
		cut := 0
		for cut < margin && cut < len(line) && line[cut] == ' ' {
			cut++
		}
		b.WriteString(line[cut:])
	}
	return b.String()
}

// expandTabs is str.expandtabs(): columns count characters and start anew after \n and \r.
func expandTabs(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		return s
	}
	var b strings.Builder
	column := 0
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '\t':
			n := 8 - column%8
			b.WriteString("        "[:n])
			column += n
		default:
			b.WriteByte(ch)
			if ch == '\n' || ch == '\r' {
				column = 0
			} else if ch&0xc0 != 0x80 {
				column++
			}
		}
	}
	return b.String()
}
