// This file scans f-strings and t-strings: their starts, text parts, fields and ends.

package scan

import (
	"strings"

	"adder/frontend/token"
)

// mode is an f-string or t-string that is open, or (the first one) the file itself.
type mode struct {
	inString   bool // in the text, not in a replacement field
	template   bool // a t-string
	raw        bool
	quote      int
	quoteSize  int
	start      int // offset of the prefix
	lineStart  int // start of the line of the prefix
	lineno     int // line of the prefix
	depth      int // open brackets within the string
	fieldDepth int // depth at which the innermost field's expression starts, -1 outside fields
	inSpec     bool
	debug      bool // a "=" was seen at the top level of the field
	exprStart  int  // offset of the field's expression, noOffset when none was seen
	exprEnd    int  // its end, noOffset while it is being scanned
}

func (m *mode) inField() bool    { return m.fieldDepth >= 0 }
func (m *mode) atFieldTop() bool { return m.quote != 0 && m.depth-m.fieldDepth == 1 }

// letter returns the letter that names the kind of string in errors.
func (m *mode) letter() byte {
	if m.template {
		return 't'
	}
	return 'f'
}

// part returns the kind of the string's START (0), MIDDLE (1) or END (2) token.
func (m *mode) part(n token.Kind) token.Kind {
	if m.template {
		return token.TSTRING_START + n
	}
	return token.FSTRING_START + n
}

// stringStart scans the opening quotes of an f-string, the first of which was read.
func (s *Scanner) stringStart(t *token.Token, quote int) token.Kind {
	size := 1
	s.firstLineno, s.multiLineStart = s.lineno, s.lineStart
	if c := s.next(); c == quote {
		if c2 := s.next(); c2 == quote {
			size = 3
		} else {
			s.back(c2)
			s.back(c)
		}
	} else {
		s.back(c)
	}
	if len(s.modes) >= maxStringLevel {
		s.errorf("too many nested f-strings or t-strings")
		return s.fail(t)
	}
	prefix := strings.ToLower(s.src[s.start : s.cur-size])
	m := mode{
		inString: true, template: strings.Contains(prefix, "t"), raw: strings.Contains(prefix, "r"),
		quote: quote, quoteSize: size, start: s.start, lineStart: s.lineStart, lineno: s.lineno,
		fieldDepth: -1, exprStart: noOffset, exprEnd: noOffset,
	}
	s.modes = append(s.modes, m)
	return s.token(t, m.part(0))
}

// fieldPunctuation handles ":", "!", "{" and "}" in a replacement field before they are
// scanned as operators. done says that a token is in t.
func (s *Scanner) fieldPunctuation(t *token.Token, m *mode, c int) (kind token.Kind, done bool) {
	// The depth as it is before "{" counts and after "}" does.
	cursor := m.depth
	if c != '{' {
		cursor--
	}
	if cursor == 0 || cursor == 1 && (m.debug || m.inSpec) {
		s.markExpr(m, c)
		if c != '{' {
			s.setMeta(m)
		}
	}
	if c == ':' && cursor == m.fieldDepth {
		m.inString, m.inSpec = true, true
		return s.token(t, token.COLON), true
	}
	return 0, false
}

// markExpr notes the beginning ("{") or the end of a field's expression. A "!" may be that of
// "!=", so that what comes later moves the end on.
func (s *Scanner) markExpr(m *mode, c int) {
	switch {
	case c == '{':
		m.exprStart, m.exprEnd = s.cur, noOffset
	case c != ':' || m.exprEnd == noOffset:
		m.exprEnd = s.start
	}
}

// setMeta attaches the expression's text to the token under way, where it will be needed.
func (s *Scanner) setMeta(m *mode) {
	if !m.debug && !m.template || s.hasMeta || m.exprStart == noOffset || m.exprEnd < m.exprStart {
		return
	}
	s.meta, s.hasMeta = withoutComments(s.src[m.exprStart:m.exprEnd]), true
}

// withoutComments cuts the comments out of an expression's text, up to the line ends.
func withoutComments(text string) string {
	if !strings.Contains(text, "#") || !hasComment(text) {
		return text
	}
	var out strings.Builder
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			quote = toggle(quote, c)
			out.WriteByte(c)
		case c == '#' && quote == 0:
			n := strings.IndexByte(text[i:], '\n')
			if n < 0 {
				return out.String()
			}
			i += n
			out.WriteByte('\n')
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// hasComment looks for a "#" outside of strings. Counting single quotes is enough, since
// triple ones toggle three times.
func hasComment(text string) bool {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			quote = toggle(quote, c)
		case c == '#' && quote == 0:
			return true
		}
	}
	return false
}

func toggle(quote, c byte) byte {
	switch quote {
	case 0:
		return c
	case c:
		return 0
	}
	return quote
}

// stringMiddle scans the next token in the text of an f-string: a field's "{", a MIDDLE
// part or the END.
func (s *Scanner) stringMiddle(t *token.Token, m *mode) token.Kind {
	s.start, s.startCol, s.firstLineno = s.cur, s.col(), s.lineno
	if c := s.next(); c == '{' {
		peek := s.next()
		s.back(peek)
		s.back(c)
		if peek != '{' {
			if !s.enterField(m) {
				return s.fail(t)
			}
			return s.regular(t, m)
		}
	} else {
		s.back(c)
	}
	if s.atEndQuotes(m) {
		s.modes = s.modes[:len(s.modes)-1]
		return s.token(t, m.part(2))
	}
	return s.stringText(t, m)
}

// enterField switches to the expression of a replacement field.
func (s *Scanner) enterField(m *mode) bool {
	m.fieldDepth++
	if m.fieldDepth >= maxFieldDepth {
		return s.errorf("%c-string: expressions nested too deeply", m.letter())
	}
	m.inString = false
	return true
}

// atEndQuotes reads the closing quotes, if they come next. As in CPython, of three quotes
// those before a differing byte stay read.
func (s *Scanner) atEndQuotes(m *mode) bool {
	for range m.quoteSize {
		if c := s.next(); c != m.quote {
			s.back(c)
			return false
		}
	}
	return true
}

// stringText scans a MIDDLE part.
func (s *Scanner) stringText(t *token.Token, m *mode) token.Kind {
	s.multiLineStart = s.lineStart
	endSize, named := 0, false
	for endSize != m.quoteSize {
		c := s.next()
		if s.done == statusError {
			return s.fail(t)
		}
		inSpec := m.inSpec && m.inField()
		if c == eof || m.quoteSize == 1 && c == '\n' {
			return s.stringLineEnd(t, m, c, inSpec)
		}
		if c == m.quote {
			endSize++
			continue
		}
		endSize = 0
		switch c {
		case '{':
			return s.textBeforeField(t, m, inSpec)
		case '}':
			return s.textBeforeBrace(t, m, inSpec, named)
		case '\\':
			var ok bool
			if named, ok = s.escape(m, named); !ok {
				return s.fail(t)
			}
		}
	}
	s.cur -= m.quoteSize // the quotes belong to the END token
	return s.token(t, m.part(1))
}

// textBeforeField ends a part at "{", which was read: "{{" belongs to the part as "{".
func (s *Scanner) textBeforeField(t *token.Token, m *mode, inSpec bool) token.Kind {
	s.markExpr(m, '{')
	peek := s.next()
	if peek == '{' && !inSpec {
		return s.emit(t, m.part(1), s.start, s.cur-1)
	}
	s.back(peek)
	s.back('{')
	if !s.enterField(m) {
		return s.fail(t)
	}
	m.inSpec = false
	return s.token(t, m.part(1))
}

// textBeforeBrace ends a part at "}", which was read: it closes the name of a \N escape,
// is doubled, or belongs to the field around the format specification.
func (s *Scanner) textBeforeBrace(t *token.Token, m *mode, inSpec, named bool) token.Kind {
	if named {
		return s.token(t, m.part(1))
	}
	peek := s.next()
	if peek == '}' && !inSpec && m.depth == 0 {
		return s.emit(t, m.part(1), s.start, s.cur-1)
	}
	s.back(peek)
	s.back('}')
	m.inString, m.inSpec = false, false
	return s.token(t, m.part(1))
}

// escape reads what a backslash escapes. named says that it opens a \N{name}.
func (s *Scanner) escape(m *mode, wasNamed bool) (named, ok bool) {
	peek := s.next()
	if peek == '\r' {
		peek = s.next()
	}
	if peek == '{' || peek == '}' {
		// The brace keeps its meaning.
		if !m.raw && !s.warnEscape(byte(peek)) {
			return wasNamed, false
		}
		s.back(peek)
		return wasNamed, true
	}
	if !m.raw && peek == 'N' {
		if peek = s.next(); peek == '{' {
			return true, true
		}
		s.back(peek)
	}
	return wasNamed, true
}

// stringLineEnd handles a line end or the end of the text within a part.
func (s *Scanner) stringLineEnd(t *token.Token, m *mode, c int, inSpec bool) token.Kind {
	if inSpec && c == '\n' {
		if m.quoteSize == 1 {
			s.errorf("%c-string: newlines are not allowed in format specifiers for single quoted %c-strings",
				m.letter(), m.letter())
			return s.fail(t)
		}
		s.back(c)
		m.inString, m.inSpec = false, false
		return s.token(t, m.part(1))
	}
	last := s.lineno
	s.cur = m.start + 1
	s.lineStart = m.lineStart
	s.lineno = m.lineno
	if m.quoteSize == 3 {
		s.errorf("unterminated triple-quoted %c-string literal (detected at line %d)", m.letter(), last)
		if c != '\n' {
			s.done = statusStringEnd
		}
		return s.fail(t)
	}
	s.errorf("unterminated %c-string literal (detected at line %d)", m.letter(), last)
	return s.fail(t)
}
