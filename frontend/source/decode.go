// This file turns a file's bytes into a File: byte order mark, coding cookie (PEP 263),
// line ends, and the errors of each.

package source

import (
	"bytes"
	"fmt"
	"strings"
)

// Options say how a text is to be read.
type Options struct {
	// IsStr: the text was a Python str, given in UTF-8. Neither BOM nor cookie count.
	IsStr bool
	// Exec: the text is a module. A missing final line end is added.
	Exec bool
	// KeepCRLF leaves "\r" alone (what the tokenize module wants).
	KeepCRLF bool
}

var bom = []byte("\xef\xbb\xbf")

// Decode reads data as the source of the file called name. The error is a *SyntaxError.
func Decode(name string, data []byte, opt Options) (*File, error) {
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, &SyntaxError{Type: "SyntaxError", Msg: "source code string cannot contain null bytes"}
	}
	f := &File{Name: name, Raw: translate(data, opt)}
	if opt.IsStr {
		f.Text = f.Raw
		return f, nil
	}
	if bytes.HasPrefix(f.Raw, bom) {
		f.Raw = f.Raw[len(bom):]
		f.Encoding = "utf-8"
	}
	if err := f.readCookie(); err != nil {
		return nil, err
	}
	if f.Encoding == "" || f.Encoding == "utf-8" {
		if err := f.ensureUTF8(); err != nil {
			return nil, err
		}
		f.Text = f.Raw
		return f, nil
	}
	text, msg := decodeWith(f.Encoding, f.Raw)
	if msg != "" {
		return nil, &SyntaxError{Type: "SyntaxError", Msg: msg, Filename: name, Offset: -1, HasPos: true}
	}
	f.Text = text
	return f, nil
}

// translate turns "\r\n" and "\r" into "\n" and adds the final line end of a module. It
// keeps a quirk: a text whose last two bytes are "\r\n" already has its line end.
func translate(data []byte, opt Options) []byte {
	if !opt.KeepCRLF && bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if n := len(data); opt.Exec && n > 0 && data[n-1] != '\n' {
		data = append(data[:n:n], '\n')
	}
	return data
}

// readCookie sets Encoding from a coding comment in the first two lines. The second counts
// only when the first holds nothing but blanks or a comment; a line must be terminated.
func (f *File) readCookie() error {
	rest := f.Raw
	for lineno := 1; lineno <= 2; lineno++ {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			return nil
		}
		line := rest[:end]
		if spec := cookie(line); spec != "" {
			if f.Encoding != "" && f.Encoding != spec {
				return &SyntaxError{
					Type: "SyntaxError", Msg: fmt.Sprintf("encoding problem: %s with BOM", spec),
					Filename: f.Name, Lineno: lineno, Offset: 0, EndLineno: lineno, EndOffset: cookieSize(lineno, line),
					Text: DecodeReplace(line), HasPos: true, HasText: true, HasEnd: true,
				}
			}
			f.Encoding = spec
			return nil
		}
		if !blank(line) {
			return nil
		}
		rest = rest[end+1:]
	}
	return nil
}

// cookieSize is the end offset of a cookie error: CPython measures the second line with its
// line end.
func cookieSize(lineno int, line []byte) int {
	return len(line) + lineno - 1
}

// blank reports whether line holds only blanks and a comment.
func blank(line []byte) bool {
	line = bytes.TrimLeft(line, " \t\f")
	return len(line) == 0 || line[0] == '#' || line[0] == '\r'
}

// cookie returns the normalised encoding that a comment line declares, "" if it does not.
func cookie(line []byte) string {
	if !blank(line) {
		return ""
	}
	for {
		i := bytes.Index(line, []byte("coding"))
		if i < 0 {
			return ""
		}
		line = line[i+len("coding"):]
		if len(line) == 0 || line[0] != ':' && line[0] != '=' {
			continue
		}
		name := bytes.TrimLeft(line[1:], " \t")
		n := 0
		for n < len(name) && isSpecByte(name[n]) {
			n++
		}
		if n > 0 {
			return normalName(string(name[:n]))
		}
	}
}

func isSpecByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '_' || c == '.'
}

// normalName folds the spellings of UTF-8 and Latin-1; other names stay as they are.
func normalName(spec string) string {
	s := strings.ToLower(strings.ReplaceAll(spec, "_", "-"))
	s = s[:min(len(s), 12)]
	if s == "utf-8" || strings.HasPrefix(s, "utf-8-") {
		return "utf-8"
	}
	for _, latin := range []string{"latin-1", "iso-8859-1", "iso-latin-1"} {
		if s == latin || strings.HasPrefix(s, latin+"-") {
			return "iso-8859-1"
		}
	}
	return spec
}

// ensureUTF8 returns the error for the first byte of Raw that is not UTF-8.
func (f *File) ensureUTF8() error {
	lineno, lineStart, col := 1, 0, 0
	b := f.Raw
	for i := 0; i < len(b); {
		n := 1
		if b[i] >= 0x80 {
			n = SequenceLen(b[i:])
		}
		if n == 0 {
			line := b[lineStart:]
			if end := bytes.IndexByte(line, '\n'); end >= 0 {
				line = line[:end]
			}
			return &SyntaxError{
				Type: "SyntaxError", Filename: f.Name, Text: DecodeReplace(line),
				Msg: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x' on line %d, but no encoding declared; "+
					"see https://peps.python.org/pep-0263/ for details", b[i], lineno),
				Lineno: lineno, Offset: col + 1, EndLineno: lineno, EndOffset: col + 1,
				HasPos: true, HasText: true, HasEnd: true,
			}
		}
		col++
		if b[i] == '\n' {
			lineno++
			lineStart, col = i+1, 0
		}
		i += n
	}
	return nil
}
