// This file scans comments, type comments among them.

package scan

import (
	"strings"

	"adder/frontend/token"
)

// comment reads a comment, whose "#" was just read, up to the line end. done says that it
// is a token in t; otherwise c is the byte after it, already read.
func (s *Scanner) comment(t *token.Token, blank bool) (c int, done bool) {
	for c = '#'; c != eof && c != '\n' && c != '\r'; {
		c = s.next()
	}
	if s.opt.TypeComments {
		if body, ok := typeComment(s.src[s.start:s.cur]); ok {
			s.back(c)
			s.typeComment(t, s.start+body, blank)
			return c, true
		}
	}
	if s.opt.ExtraTokens {
		s.back(c)
		s.commentNewline = blank
		s.token(t, token.COMMENT)
		return c, true
	}
	return c, false
}

// typeComment returns where the type begins in a comment that starts like "# type: "; each
// blank of it stands for any number of blanks.
func typeComment(text string) (int, bool) {
	i := 0
	for _, c := range "# type: " {
		if c == ' ' {
			i += len(text[i:]) - len(strings.TrimLeft(text[i:], " \t"))
		} else if i < len(text) && rune(text[i]) == c {
			i++
		} else {
			return 0, false
		}
	}
	return i, true
}

// typeComment emits the TYPE_IGNORE or TYPE_COMMENT whose body starts at the given offset.
func (s *Scanner) typeComment(t *token.Token, body int, blank bool) {
	shift := body - s.start
	rest := s.src[body:s.cur]
	after, ignore := strings.CutPrefix(rest, "ignore")
	if !ignore || after != "" && (after[0] >= 128 || isAlnum(after[0])) {
		s.startCol += shift
		s.emit(t, token.TYPE_COMMENT, body, s.cur)
		return
	}
	end := s.cur
	s.startCol += shift + len("ignore")
	endCol := s.col()
	if blank { // alone on its line: take the line end too
		s.next()
		s.atBOL = true
		endCol = s.col()
	}
	s.emit(t, token.TYPE_IGNORE, body+len("ignore"), end)
	t.EndCol = int32(endCol)
}
