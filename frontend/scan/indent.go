// This file measures indentation at the beginning of a line and queues INDENT and DEDENT.

package scan

import "adder/frontend/token"

// lineIndent reads a line's leading blanks. blank says that the line holds nothing else
// but a comment, so that it emits nothing; ok is false after an error, s.done says which.
func (s *Scanner) lineIndent() (blank, ok bool) {
	s.atBOL = false
	col, alt, contCol := 0, 0, 0
	c := eof
loop:
	for {
		switch c = s.next(); c {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/tabSize + 1) * tabSize
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			// The blanks before the first backslash decide, whatever follows.
			if contCol == 0 {
				contCol = col
			}
			if !s.continuation() {
				return false, false
			}
		default:
			break loop
		}
	}
	s.back(c)
	if c == '#' || c == '\n' || c == '\r' {
		return true, true
	}
	if len(s.brackets) > 0 {
		return false, true
	}
	if contCol != 0 {
		col, alt = contCol, contCol
	}
	return false, s.setIndent(col, alt)
}

// setIndent compares a line's indentation, measured in both ways, with the stack.
func (s *Scanner) setIndent(col, alt int) bool {
	switch top := s.indents[s.indent]; {
	case col == top:
		return alt == s.altIndent[s.indent] || s.stop(statusTabSpace)
	case col > top:
		if s.indent+1 >= maxIndent {
			return s.stop(statusTooDeep)
		}
		if alt <= s.altIndent[s.indent] {
			return s.stop(statusTabSpace)
		}
		s.pendingIndent++
		s.indent++
		s.indents[s.indent], s.altIndent[s.indent] = col, alt
		return true
	}
	for s.indent > 0 && col < s.indents[s.indent] {
		s.pendingIndent--
		s.indent--
	}
	if col != s.indents[s.indent] {
		return s.stop(statusDedent)
	}
	return alt == s.altIndent[s.indent] || s.stop(statusTabSpace)
}

// stop ends scanning for a reason, with the rest of the line taken as read.
func (s *Scanner) stop(why status) bool {
	s.done = why
	s.cur = s.inp
	return false
}

// takeIndent emits one of the queued INDENTs and DEDENTs.
func (s *Scanner) takeIndent(t *token.Token) token.Kind {
	from, kind := noOffset, token.DEDENT
	if s.pendingIndent < 0 {
		if s.opt.ExtraTokens {
			from = s.cur
		}
		s.pendingIndent++
	} else {
		kind = token.INDENT
		if s.opt.ExtraTokens {
			from = s.buf
		}
		s.pendingIndent--
	}
	return s.emit(t, kind, from, s.cur)
}
