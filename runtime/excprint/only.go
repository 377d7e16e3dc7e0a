// This file prints the exception itself: the lines from its type on.

package excprint

import (
	"fmt"
	"strings"
	"unicode"

	"adder/runtime/py"
)

// safeText returns str(v) or repr(v), or says that it failed.
func (p *printer) safeText(v py.Value, what, fn string) string {
	var s *py.Str
	var exc *py.Exc
	if fn == "repr" {
		s, exc = py.Repr(p.t, v)
	} else {
		s, exc = py.StrOf(p.t, v)
	}
	if exc != nil {
		return fmt.Sprintf("<%s %s() failed>", what, fn)
	}
	return s.String()
}

// typeName is the exception's type with its module, if that tells anything.
func (p *printer) typeName(e *py.Exc) string {
	typ := e.Type().V()
	attr := func(name string) (string, bool) {
		v, exc := py.GetAttr(p.t, typ, py.Intern(name))
		if exc != nil || !v.IsStr() {
			return "", false
		}
		return py.AsStr(v).String(), true
	}
	name, ok := attr("__qualname__")
	if !ok {
		name = e.Type().Name
	}
	mod, ok := attr("__module__")
	switch {
	case !ok:
		return "<unknown>." + name
	case mod == "__main__" || mod == "builtins":
		return name
	}
	return mod + "." + name
}

// only returns the lines about the exception itself and its notes.
func (p *printer) only(e *py.Exc) string {
	var b strings.Builder
	name := p.typeName(e)
	if e.Matches(py.SyntaxError) {
		p.syntaxError(&b, e, name)
	} else {
		text := p.safeText(e.V(), "exception", "str") + p.suggestion(e)
		if text == "" {
			b.WriteString(name + "\n")
		} else {
			b.WriteString(name + ": " + text + "\n")
		}
	}
	p.notes(&b, e)
	return b.String()
}

func (p *printer) notes(b *strings.Builder, e *py.Exc) {
	notes, exc := py.LookupAttr(p.t, e.V(), py.Intern("__notes__"))
	if exc != nil {
		fmt.Fprintf(b, "Ignored error getting __notes__: %s\n", p.safeText(exc.V(), "__notes__", "repr"))
		return
	}
	switch {
	case notes.IsUnbound() || notes.IsNone():
	case notes.IsList() || notes.IsTuple():
		items, _ := py.Collect(p.t, notes)
		for _, note := range items {
			for line := range strings.SplitSeq(p.safeText(note, "note", "str"), "\n") {
				b.WriteString(line + "\n")
			}
		}
	default:
		b.WriteString(p.safeText(notes, "__notes__", "repr") + "\n")
	}
}

// intField returns an int field of a SyntaxError.
func intField(e *py.Exc, i int) (n int, ok bool) {
	v := e.Field(i)
	if !v.IsInt() {
		return 0, false
	}
	return int(v.Int64()), true
}

func (p *printer) syntaxError(b *strings.Builder, e *py.Exc, name string) {
	suffix := ""
	file := e.Field(py.SyntaxErrorFilename)
	if line := e.Field(py.SyntaxErrorLineno); !line.IsNone() {
		shown := "<string>"
		if !file.IsNone() {
			shown = p.safeText(file, "filename", "str")
		}
		fmt.Fprintf(b, "  File \"%s\", line %s\n", shown, p.safeText(line, "lineno", "str"))
	} else if !file.IsNone() {
		suffix = " (" + p.safeText(file, "filename", "str") + ")"
	}
	if text := e.Field(py.SyntaxErrorText); text.IsStr() {
		p.syntaxErrorText(b, e, py.AsStr(text).String())
	}
	msg := "<no detail available>"
	if m := e.Field(py.SyntaxErrorMsg); !m.IsNone() {
		msg = p.safeText(m, "msg", "str")
	}
	b.WriteString(name + ": " + msg + suffix + "\n")
}

// syntaxErrorText prints the line of a SyntaxError with carets under the part that is wrong.
func (p *printer) syntaxErrorText(b *strings.Builder, e *py.Exc, text string) {
	full := []rune(text)
	rtext := []rune(strings.TrimRight(text, "\n"))
	ltext := []rune(strings.TrimLeft(string(rtext), " \n\f"))
	spaces := len(rtext) - len(ltext)
	offset, ok := intField(e, py.SyntaxErrorOffset)
	if !ok {
		if e.Field(py.SyntaxErrorOffset).IsNone() {
			b.WriteString("    " + string(ltext) + "\n")
		}
		return
	}
	end := len(rtext) + 1
	if e.Field(py.SyntaxErrorLineno) == e.Field(py.SyntaxErrorEndLineno) {
		end = offset
		if n, ok := intField(e, py.SyntaxErrorEndOffset); ok && n != 0 {
			end = n
		}
	}
	if len(full) > 0 && offset > len(full) {
		offset = len(rtext) + 1
	}
	if len(full) > 0 && end > len(full) {
		end = len(rtext) + 1
	}
	if offset >= end || end < 0 {
		end = offset + 1
	}
	b.WriteString("    " + string(ltext) + "\n")
	col, endCol := offset-1-spaces, end-1-spaces
	if col < 0 {
		return
	}
	b.WriteString("    ")
	for _, c := range ltext[:min(col, len(ltext))] {
		if !unicode.IsSpace(c) {
			c = ' '
		}
		b.WriteRune(c)
	}
	b.WriteString(strings.Repeat("^", endCol-col) + "\n")
}
