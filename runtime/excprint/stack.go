// This file prints the entries of a traceback, folding repeated ones.

package excprint

import (
	"fmt"
	"os"
	"strings"

	"adder/frontend/code"
	"adder/runtime/internal/caret"
	"adder/runtime/py"
)

// recursiveCutoff is how often the same entry is shown before the rest is counted.
const recursiveCutoff = 3

// Limit is sys.tracebacklimit, negative when it is not set.
var Limit = -1

// SourceHook returns the lines of a source file that is not on disk; nil or ok false: read the
// file system.
var SourceHook func(filename string) (lines []string, ok bool)

// entry is what is printed of one traceback entry.
type entry struct {
	file string
	line int
	name string
	loc  code.Location
}

func entryOf(tb *py.Traceback) entry {
	c := tb.Frame.Code
	e := entry{file: c.Filename.String(), line: tb.Lineno(), name: c.Name.String(), loc: code.NoLocation}
	if tb.Lasti >= 0 {
		e.loc = c.Full().LocationAt(int(tb.Lasti))
		if e.loc.Line > 0 {
			e.line = e.loc.Line
		}
	}
	return e
}

func (p *printer) stack(tb *py.Traceback) string { return stackText(p.t, tb, true) }

// stackText formats the entries of a traceback, with carets or as the interpreter's C code does.
func stackText(t *py.Thread, tb *py.Traceback, carets bool) string {
	var entries []entry
	for ; tb != nil; tb = tb.Next {
		e := entryOf(tb)
		loadSource(t, e.file, tb.Frame.Globals)
		entries = append(entries, e)
	}
	if Limit >= 0 && len(entries) > Limit {
		entries = entries[len(entries)-Limit:]
	}
	var b strings.Builder
	count := 0
	fold := func() {
		if n := count - recursiveCutoff; n > 0 {
			plural := ""
			if n > 1 {
				plural = "s"
			}
			fmt.Fprintf(&b, "  [Previous line repeated %d more time%s]\n", n, plural)
		}
	}
	for i, e := range entries {
		if i == 0 || e.file != entries[i-1].file || e.line != entries[i-1].line || e.name != entries[i-1].name {
			fold()
			count = 0
		}
		if count++; count <= recursiveCutoff {
			if !carets {
				e.loc = code.NoLocation
			}
			b.WriteString(e.format())
		}
	}
	fold()
	return b.String()
}

func (e *entry) format() string {
	file := e.file
	if strings.HasPrefix(file, "<stdin-") && strings.HasSuffix(file, ">") {
		file = "<stdin>"
	}
	head := fmt.Sprintf("  File \"%s\", line %d, in %s\n", file, e.line, e.name)
	lines := sourceLines(e.file)
	end := max(e.loc.EndLine, e.line)
	if e.line < 1 || e.line > len(lines) {
		return head
	}
	text := make([]string, 0, end-e.line+1)
	for i := e.line; i <= end; i++ {
		if i <= len(lines) {
			text = append(text, lines[i-1])
		} else {
			text = append(text, "")
		}
	}
	if strings.TrimSpace(strings.Join(text, "")) == "" {
		return head
	}
	if e.loc.Col < 0 || e.loc.EndCol < 0 {
		return head + caret.Plain(text[0])
	}
	return head + caret.Render(text, e.loc.Col, e.loc.EndCol)
}

// Lines splits the text of a source file as the compiler does.
func Lines(data []byte) []string {
	text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
	return strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
}

// loadSource asks the loader of a module whose file is not on disk, such as one in an archive, for its
// source.
func loadSource(t *py.Thread, file string, globals *py.Dict) {
	if globals == nil || sourceLines(file) != nil || strings.HasPrefix(file, "<") {
		return
	}
	loader, name := globals.GetStr(py.Intern("__loader__")), globals.GetStr(py.Intern("__name__"))
	if loader.IsUnbound() || loader.IsNone() || name.IsUnbound() {
		return
	}
	get, exc := py.LookupAttr(t, loader, py.Intern("get_source"))
	if exc != nil || get.IsUnbound() {
		return
	}
	if src, exc := py.Call1(t, get, name); exc == nil && src.IsStr() {
		sources[file] = strings.Split(py.AsStr(src).String(), "\n")
	}
}

// sources caches files by name. An exception is printed by one thread at a time.
var sources = map[string][]string{}

func sourceLines(file string) []string {
	if lines, ok := sources[file]; ok {
		return lines
	}
	var lines []string
	if SourceHook != nil {
		lines, _ = SourceHook(file)
	}
	if lines == nil && !(strings.HasPrefix(file, "<") && strings.HasSuffix(file, ">")) {
		if data, err := os.ReadFile(file); err == nil {
			lines = Lines(data)
		}
	}
	sources[file] = lines
	return lines
}
