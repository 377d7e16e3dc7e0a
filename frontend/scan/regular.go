// This file scans outside of string text: newlines, names, comments, operators, brackets.

package scan

import (
	"unicode/utf8"

	"adder/frontend/token"
)

// regular scans a token outside the text of an f-string.
func (s *Scanner) regular(t *token.Token, m *mode) token.Kind {
nextLine:
	s.start, s.startCol = noOffset, -1
	blank := false
	if s.atBOL {
		var ok bool
		if blank, ok = s.lineIndent(); !ok {
			return s.fail(t)
		}
	}
	s.start, s.startCol = s.cur, s.col()
	if s.pendingIndent != 0 {
		return s.takeIndent(t)
	}
	s.back(s.next())
again:
	s.start = noOffset
	c := s.next()
	for c == ' ' || c == '\t' || c == '\f' {
		c = s.next()
	}
	s.start, s.startCol = s.cur-1, s.col()-1
	if c == '#' {
		var done bool
		if c, done = s.comment(t, blank); done {
			return t.Kind
		}
	}
	switch {
	case c == eof:
		if len(s.brackets) > 0 || s.done != statusEOF {
			return s.fail(t)
		}
		return s.emit(t, token.ENDMARKER, noOffset, noOffset)
	case isNameStart(c):
		return s.nameOrString(t, m, c)
	case c == '\r' || c == '\n':
		if c == '\r' {
			c = s.next()
		}
		if c == '\n' {
			if s.newline(t, blank) {
				return t.Kind
			}
			goto nextLine
		}
	}
	switch {
	case c == '.':
		return s.dot(t)
	case isDigit(c):
		return s.number(t, c)
	case c == '\'' || c == '"':
		return s.stringLiteral(t, c)
	case c == '\\':
		if !s.continuation() {
			return s.fail(t)
		}
		s.continued = true
		goto again
	}
	return s.operator(t, m, c)
}

// newline ends a line. It returns false when the line end means nothing.
func (s *Scanner) newline(t *token.Token, blank bool) bool {
	s.atBOL = true
	if blank || len(s.brackets) > 0 || s.commentNewline && s.opt.ExtraTokens {
		if !s.opt.ExtraTokens {
			return false
		}
		s.commentNewline = false
		s.token(t, token.NL)
		return true
	}
	s.continued = false
	// The column counts the line end, the text does not hold it.
	s.emit(t, token.NEWLINE, s.start, s.cur-1)
	return true
}

// dot scans "." and "..." and numbers that start with a point.
func (s *Scanner) dot(t *token.Token) token.Kind {
	c := s.next()
	if isDigit(c) {
		return s.fraction(t, c)
	}
	if c == '.' {
		if c = s.next(); c == '.' {
			return s.token(t, token.ELLIPSIS)
		}
		s.back(c)
		s.back('.')
	} else {
		s.back(c)
	}
	return s.token(t, token.DOT)
}

// operator scans an operator, delimiter or stray character.
func (s *Scanner) operator(t *token.Token, m *mode, c int) token.Kind {
	if len(s.modes) > 1 && m.inField() && (c == ':' || c == '}' || c == '!' || c == '{') {
		if kind, done := s.fieldPunctuation(t, m, c); done {
			return kind
		}
	}
	if c >= 0 {
		c2 := s.next()
		if c2 != eof {
			if kind := token.Two(byte(c), byte(c2)); kind != token.OP {
				c3 := s.next()
				if c3 != eof {
					if three := token.Three(byte(c), byte(c2), byte(c3)); three != token.OP {
						return s.token(t, three)
					}
				}
				s.back(c3)
				return s.token(t, kind)
			}
		}
		s.back(c2)
	}
	switch c {
	case '(', '[', '{':
		if !s.open(m, byte(c)) {
			return s.fail(t)
		}
	case ')', ']', '}':
		if !s.close(m, byte(c)) {
			return s.fail(t)
		}
	}
	if c < ' ' || c == 0x7f {
		s.errorf("invalid non-printable character U+%04X", uint32(c))
		return s.fail(t)
	}
	if c == '=' && m.atFieldTop() {
		m.debug = true
	}
	return s.token(t, token.One(byte(c)))
}

// open pushes an opening bracket.
func (s *Scanner) open(m *mode, c byte) bool {
	if len(s.brackets) >= maxLevel {
		return s.errorf("too many nested parentheses")
	}
	s.brackets = append(s.brackets, bracket{c, s.lineno, s.start - s.lineStart})
	if len(s.modes) > 1 {
		m.depth++
	}
	return true
}

// closers maps a closing bracket to its opening one.
var closers = map[byte]byte{')': '(', ']': '[', '}': '{'}

// close pops the bracket that c closes.
func (s *Scanner) close(m *mode, c byte) bool {
	inString := len(s.modes) > 1
	if inString && m.depth == 0 && c == '}' {
		return s.errorf("%c-string: single '}' is not allowed", m.letter())
	}
	if len(s.brackets) == 0 && !s.opt.ExtraTokens {
		return s.errorf("unmatched '%c'", c)
	}
	if n := len(s.brackets); n > 0 {
		top := s.brackets[n-1]
		s.brackets = s.brackets[:n-1]
		if !s.opt.ExtraTokens && top.char != closers[c] {
			return s.mismatch(m, c, top)
		}
	}
	if !inString {
		return true
	}
	m.depth--
	if m.depth < 0 {
		return s.errorf("%c-string: unmatched '%c'", m.letter(), c)
	}
	if c == '}' && m.depth == m.fieldDepth {
		m.fieldDepth--
		m.inString, m.inSpec, m.debug = true, false, false
	}
	return true
}

// mismatch reports that c closes a bracket of another shape.
func (s *Scanner) mismatch(m *mode, c byte, top bracket) bool {
	// A bracket that would close the replacement field itself has no opening one.
	if len(s.modes) > 1 && top.char == '{' && m.depth-1 == m.fieldDepth {
		return s.errorf("%c-string: unmatched '%c'", m.letter(), c)
	}
	if top.lineno != s.lineno {
		return s.errorf("closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, top.char, top.lineno)
	}
	return s.errorf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, top.char)
}

// nameOrString scans a name, or a string with prefix letters.
func (s *Scanner) nameOrString(t *token.Token, m *mode, c int) token.Kind {
	var seen prefixes
	for seen.add(c) {
		c = s.next()
		if c == '"' || c == '\'' {
			if !s.checkPrefixes(seen) {
				return s.fail(t)
			}
			if seen.f || seen.t {
				return s.stringStart(t, c)
			}
			return s.stringLiteral(t, c)
		}
	}
	ascii := true
	for isNameChar(c) {
		ascii = ascii && c < utf8.RuneSelf
		if s.cur == s.inp { // a name may end the text
			c = s.next()
			continue
		}
		c = int(s.src[s.cur])
		s.cur++
	}
	s.back(c)
	if !ascii && !s.verifyName() {
		return s.fail(t)
	}
	return s.token(t, token.NAME)
}
