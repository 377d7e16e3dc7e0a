// This file renders the source lines of one traceback entry with their carets.

package caret

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Render returns the source lines of an entry, indented by four spaces, with carets under the
// columns col to endCol (UTF-8 bytes; endCol in the last line). lines are the lines as they
// stand in the file, without line ends; first and last are the same line where it is one.
func Render(lines []string, col, endCol int) string {
	lines = append([]string(nil), lines...)
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	start, end := runeOffset(lines[0], col), runeOffset(lines[len(lines)-1], endCol)
	text := dedent(lines)
	cut := utf8.RuneCountInString(lines[0]) - len(text[0])
	r := &renderer{lines: text, start: max(0, start-cut), end: max(0, end-cut)}
	return r.render()
}

// Plain returns the source line of an entry without column information.
func Plain(line string) string {
	return "    " + strings.TrimSpace(line) + "\n"
}

// renderer is the state of rendering one entry.
type renderer struct {
	lines      [][]rune
	start, end int // characters: start in the first line, end in the last
	anchors    *Anchors
	carets     bool
	out        []string
}

func (r *renderer) render() string {
	segment := r.segment()
	if a, ok := Find(segment); ok {
		r.anchors = &a
	}
	r.carets = r.wanted()
	significant := map[int]bool{0: true, len(r.lines) - 1: true}
	if a := r.anchors; a != nil {
		for d := -1; d <= 1; d++ {
			significant[a.LeftLine+d] = true
			significant[a.RightLine+d] = true
		}
		if a.LeftLine == 0 {
			a.LeftCol += r.start
		}
		if a.RightLine == 0 {
			a.RightCol += r.start
		}
		a.LeftCol = displayWidth(r.lines[a.LeftLine], a.LeftCol)
		a.RightCol = displayWidth(r.lines[a.RightLine], a.RightCol)
	}
	var shown []int
	for i := range significant {
		if i >= 0 && i < len(r.lines) {
			shown = append(shown, i)
		}
	}
	sort.Ints(shown)
	for i, line := range shown {
		if i > 0 {
			switch diff := line - shown[i-1]; {
			case diff == 2:
				r.line(line - 1)
			case diff > 2:
				r.out = append(r.out, fmt.Sprintf("...<%d lines>...", diff-1))
			}
		}
		r.line(line)
	}
	return finish(r.out)
}

// segment is the text of the expression itself.
func (r *renderer) segment() string {
	var b strings.Builder
	for i, l := range r.lines {
		from, to := 0, len(l)
		if i == 0 {
			from = min(r.start, to)
		} else {
			b.WriteByte('\n')
		}
		if i == len(r.lines)-1 {
			to = max(min(r.end, to), from)
		}
		b.WriteString(string(l[from:to]))
	}
	return b.String()
}

// wanted decides whether carets tell anything: not where they would underline the whole line,
// nor under a call that is all that its statement does.
func (r *renderer) wanted() bool {
	last := r.lines[len(r.lines)-1]
	before := strings.TrimLeftFunc(string(r.lines[0][:min(r.start, len(r.lines[0]))]), unicode.IsSpace)
	after := strings.TrimRightFunc(string(last[min(r.end, len(last)):]), unicode.IsSpace)
	if a := r.anchors; a != nil && a.call && (after == "" || after[0] == '#' || after[0] == ';' || strings.HasPrefix(strings.TrimSpace(after), "#")) {
		if before == "return " && a.plainName || isAssignment(before) {
			return false
		}
	}
	return r.anchors != nil || before != "" || after != ""
}

// isAssignment reports whether text is "name = ".
func isAssignment(text string) bool {
	name, ok := strings.CutSuffix(strings.TrimRight(text, " "), "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" || !isName(name) {
		return false
	}
	for _, c := range name {
		if c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// line outputs a line and the carets below it.
func (r *renderer) line(i int) {
	l := r.lines[i]
	r.out = append(r.out, string(l))
	if !r.carets {
		return
	}
	spaces := len(l) - len([]rune(strings.TrimLeftFunc(string(l), unicode.IsSpace)))
	from := displayWidth(r.lines[0], r.start)
	n := displayWidth(l, len(l))
	if i == len(r.lines)-1 {
		n = displayWidth(l, r.end)
	}
	var b strings.Builder
	for col := range n {
		switch a := r.anchors; {
		case col < spaces || i == 0 && col < from:
			b.WriteByte(' ')
		case a == nil || (i > a.LeftLine || i == a.LeftLine && col >= a.LeftCol) && (i < a.RightLine || i == a.RightLine && col < a.RightCol):
			b.WriteByte('^')
		default:
			b.WriteByte('~')
		}
	}
	r.out = append(r.out, b.String())
}

// finish removes the indentation that all lines share and indents them by four.
func finish(lines []string) string {
	var b strings.Builder
	for _, l := range dedent(lines) {
		b.WriteString("    ")
		b.WriteString(string(l))
		b.WriteByte('\n')
	}
	return b.String()
}

// dedent is textwrap.dedent: it removes the white space that all lines begin with; lines of
// nothing but white space become empty and do not count.
func dedent(lines []string) [][]rune {
	margin, have := "", false
	for _, l := range lines {
		trimmed := strings.TrimLeft(l, " \t")
		if trimmed == "" {
			continue
		}
		indent := l[:len(l)-len(trimmed)]
		if !have {
			margin, have = indent, true
			continue
		}
		n := 0
		for n < len(margin) && n < len(indent) && margin[n] == indent[n] {
			n++
		}
		margin = margin[:n]
	}
	out := make([][]rune, len(lines))
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			out[i] = []rune(strings.TrimPrefix(l, margin))
		}
	}
	return out
}

// runeOffset turns an offset in UTF-8 bytes into one in characters.
func runeOffset(line string, off int) int {
	return utf8.RuneCountInString(line[:min(max(off, 0), len(line))])
}

// displayWidth is the width of the first n characters of a line, wide ones counted twice.
func displayWidth(line []rune, n int) int {
	w := n
	for _, c := range line[:min(n, len(line))] {
		if c < 0x80 {
			continue
		}
		if isWide(c) {
			w++
		}
	}
	return w
}

// wideRanges are the main blocks of characters that terminals show in two columns
// (East_Asian_Width W and F).
var wideRanges = [...][2]rune{{0x1100, 0x115f}, {0x231a, 0x231b}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf},
	{0x4e00, 0xa4cf}, {0xa960, 0xa97f}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f},
	{0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff}, {0x1f300, 0x1f320}, {0x1f32d, 0x1f335},
	{0x1f337, 0x1f37c}, {0x1f400, 0x1f43e}, {0x1f442, 0x1f4fc}, {0x1f500, 0x1f53d}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5},
	{0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}}

func isWide(c rune) bool {
	for _, r := range wideRanges {
		if c >= r[0] && c <= r[1] {
			return true
		}
	}
	return false
}
