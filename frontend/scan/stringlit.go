// This file scans string literals that are one token: prefixes, quotes, escapes, ends.

package scan

import "adder/frontend/token"

// prefixes are the letters before a string literal.
type prefixes struct{ b, r, u, f, t bool }

// add takes c as another prefix letter. It returns false if c is none or came before.
func (p *prefixes) add(c int) bool {
	var seen *bool
	switch c {
	case 'b', 'B':
		seen = &p.b
	case 'u', 'U':
		seen = &p.u
	case 'r', 'R':
		seen = &p.r
	case 'f', 'F':
		seen = &p.f
	case 't', 'T':
		seen = &p.t
	default:
		return false
	}
	if *seen {
		return false
	}
	*seen = true
	return true
}

// checkPrefixes refuses combinations of prefix letters; the opening quote was just read.
func (s *Scanner) checkPrefixes(p prefixes) bool {
	for _, pair := range [...]struct {
		both        bool
		left, right byte
	}{
		{p.u && p.b, 'u', 'b'}, {p.u && p.r, 'u', 'r'}, {p.u && p.f, 'u', 'f'}, {p.u && p.t, 'u', 't'},
		{p.b && p.f, 'b', 'f'}, {p.b && p.t, 'b', 't'}, {p.f && p.t, 'f', 't'},
	} {
		if pair.both {
			return s.errorRange(s.start+1-s.lineStart, s.col(),
				"'%c' and '%c' prefixes are incompatible", pair.left, pair.right)
		}
	}
	return true
}

// stringLiteral scans the string whose opening quote was read.
func (s *Scanner) stringLiteral(t *token.Token, quote int) token.Kind {
	size, endSize, escaped := 1, 0, false
	s.firstLineno, s.multiLineStart = s.lineno, s.lineStart
	c := s.next()
	if c == quote {
		if c = s.next(); c == quote {
			size = 3
		} else {
			endSize = 1 // the empty string
		}
	}
	if c != quote {
		s.back(c)
	}
	for endSize != size {
		c = s.next()
		if c == eof || size == 1 && c == '\n' {
			s.unterminated(c, quote, size, escaped)
			return s.fail(t)
		}
		if c == quote {
			endSize++
			continue
		}
		endSize = 0
		if c == '\\' {
			c = s.next()
			escaped = escaped || c == quote
			if c == '\r' {
				s.next()
			}
		}
	}
	return s.token(t, token.STRING)
}

// unterminated reports a string without an end at its opening quote.
func (s *Scanner) unterminated(c, quote, size int, escaped bool) {
	last := s.lineno
	s.cur = s.start + 1
	s.lineStart = s.multiLineStart
	s.lineno = s.firstLineno
	if m := &s.modes[len(s.modes)-1]; len(s.modes) > 1 && m.quote == quote && m.quoteSize == size {
		// The quote would end the f-string: what is missing is the field's end.
		s.errorf("%c-string: expecting '}'", m.letter())
		return
	}
	switch {
	case size == 3:
		s.errorf("unterminated triple-quoted string literal (detected at line %d)", last)
	case escaped:
		s.errorf("unterminated string literal (detected at line %d); perhaps you escaped the end quote?", last)
	default:
		s.errorf("unterminated string literal (detected at line %d)", last)
	}
	if c != '\n' {
		s.done = statusStringEnd
	}
}
