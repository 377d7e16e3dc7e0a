// This file makes the scanner's errors and warnings, and those that the parser makes out of
// the scanner's state (Parser/tokenizer/helpers.c, Parser/pegen_errors.c).

package scan

import (
	"bytes"
	"fmt"
	"strings"

	"adder/frontend/source"
	"adder/frontend/token"
)

// CurrentPos as an end line or column means where the scanner is.
const CurrentPos = -5

// errorf fails at cur. It returns false, for its callers to pass on.
func (s *Scanner) errorf(format string, args ...any) bool {
	return s.errorRange(-1, -1, format, args...)
}

// errorRange fails in the current line, between offsets that count from 1 in characters;
// -1 stands for the character before cur, or for no end.
func (s *Scanner) errorRange(col, endCol int, format string, args ...any) bool {
	if s.done == statusError {
		return false
	}
	if col == -1 {
		col = source.CharCount([]byte(s.src[s.lineStart:s.cur]))
	}
	if endCol == -1 {
		endCol = col
	}
	line := s.src[s.lineStart:]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	s.err = &source.SyntaxError{
		Type: "SyntaxError", Msg: fmt.Sprintf(format, args...), Filename: s.file.Name,
		Lineno: s.lineno, Offset: col, EndLineno: s.lineno, EndOffset: endCol,
		Text: source.DecodeReplace([]byte(line)), HasPos: true, HasText: true, HasEnd: true,
	}
	s.done = statusError
	return false
}

// warnf issues a warning at the current line. It returns false when that became an error.
func (s *Scanner) warnf(category, format string, args ...any) bool {
	if s.quiet || s.opt.Warn == nil {
		return true
	}
	w := &source.Warning{Category: category, Msg: fmt.Sprintf(format, args...), Filename: s.file.Name, Lineno: s.lineno}
	if s.opt.Warn(w) {
		return s.errorf("%s", w.Msg)
	}
	return true
}

// warnEscape warns of a backslash before c that escapes nothing.
func (s *Scanner) warnEscape(c byte) bool {
	return s.warnf("SyntaxWarning", `"\%c" is an invalid escape sequence. `+
		`Such sequences will not work in the future. `+
		`Did you mean "\\%c"? A raw string is also an option.`, c, c)
}

// tokenError returns the error that the parser raises for the ERRORTOKEN t.
func (s *Scanner) tokenError(t *token.Token) *source.SyntaxError {
	if s.err != nil {
		return s.err
	}
	switch s.done {
	case statusEOF:
		if len(s.brackets) > 0 {
			return s.NeverClosed()
		}
		return s.ErrorAtToken("SyntaxError", t, "unexpected EOF while parsing")
	case statusDedent:
		return s.ErrorAtToken("IndentationError", t, "unindent does not match any outer indentation level")
	case statusTabSpace:
		return s.ErrorAt("TabError", s.lineno, 0, s.lineno, -1, "inconsistent use of tabs and spaces in indentation")
	case statusTooDeep:
		return s.ErrorAt("IndentationError", s.lineno, 0, s.lineno, -1, "too many levels of indentation")
	case statusLineCont:
		col := max(s.cur-s.buf-1, 0)
		return s.ErrorAt("SyntaxError", s.lineno, col, s.lineno, -1, "unexpected character after line continuation character")
	}
	return s.ErrorAt("SyntaxError", s.lineno, 0, s.lineno, -1, "unknown parsing error")
}

// NeverClosed returns the error for the innermost open bracket; there must be one.
func (s *Scanner) NeverClosed() *source.SyntaxError {
	b := s.brackets[len(s.brackets)-1]
	return s.ErrorAt("SyntaxError", b.lineno, b.col, b.lineno, -1, fmt.Sprintf("'%c' was never closed", b.char))
}

// ErrorAtToken returns an error of the given type at a token (_PyPegen_raise_error). A token
// without columns is blamed where the scanner is.
func (s *Scanner) ErrorAtToken(typ string, t *token.Token, msg string) *source.SyntaxError {
	col, endCol := int(t.Col)+1, -1
	if t.Col == -1 {
		col = 0
		if s.cur != s.buf {
			col = s.cur - s.lineStart
		}
	}
	if t.EndCol != -1 {
		endCol = int(t.EndCol) + 1
	}
	return s.raise(typ, int(t.Lineno), col, int(t.EndLineno), endCol, msg)
}

// ErrorAt returns an error of the given type for a range (RAISE_ERROR_KNOWN_LOCATION):
// columns count from 0 in bytes, the end may be -1 (none) or CurrentPos.
func (s *Scanner) ErrorAt(typ string, lineno, col, endLineno, endCol int, msg string) *source.SyntaxError {
	if col != CurrentPos {
		col++
	}
	if endCol != CurrentPos {
		endCol++
	}
	return s.raise(typ, lineno, col, endLineno, endCol, msg)
}

// raise makes an error with byte columns that count from 1
// (_PyPegen_raise_error_known_location).
func (s *Scanner) raise(typ string, lineno, col, endLineno, endCol int, msg string) *source.SyntaxError {
	if endLineno == CurrentPos {
		endLineno = s.lineno
	}
	if endCol == CurrentPos {
		endCol = s.col()
	}
	text := s.errorLine(lineno)
	e := &source.SyntaxError{
		Type: typ, Msg: msg, Filename: s.file.Name, Lineno: lineno, Offset: source.CharOffset(text, col),
		EndLineno: endLineno, EndOffset: endCol, Text: text, HasPos: true, HasText: true, HasEnd: true,
	}
	if endCol > 0 {
		e.EndOffset = source.CharOffset(text, endCol)
	}
	return e
}

// errorLine returns the excerpt for an error in a line. CPython takes what it has in its
// buffer for the line that was read last, with its end, and for earlier ones a line of the
// text before decoding, without its end.
func (s *Scanner) errorLine(lineno int) string {
	if s.lineno <= lineno && s.inp > s.buf {
		return source.DecodeReplace([]byte(s.src[s.lineStart:s.inp]))
	}
	raw := s.file.Raw
	for i := 1; i < lineno; i++ {
		n := bytes.IndexByte(raw, '\n')
		if n < 0 || n+1 > len(raw) {
			break
		}
		raw = raw[n+1:]
	}
	if n := bytes.IndexByte(raw, '\n'); n >= 0 {
		raw = raw[:n]
	}
	return source.DecodeReplace(raw)
}

// CheckRest scans the rest of the text for errors that take precedence over the parser's
// own error (_PyPegen_tokenize_full_source_to_check_for_errors): the scanner's, or a bracket
// that was opened before the line of the last token and never closed. It returns nil if the
// parser's error stands.
func (s *Scanner) CheckRest(lastLine int) *source.SyntaxError {
	for {
		var t token.Token
		switch s.get(&t) {
		case token.ERRORTOKEN:
			if s.err != nil {
				return s.err
			}
			if n := len(s.brackets); n > 0 && lastLine > s.brackets[n-1].lineno {
				return s.NeverClosed()
			}
			return nil
		case token.ENDMARKER:
			return nil
		}
	}
}
