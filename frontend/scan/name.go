// This file verifies names that are not ASCII (PEP 3131).

package scan

import (
	"unicode"
	"unicode/utf8"

	"adder/frontend/charset"
)

// verifyName checks the name from start to cur. At the first character that may not stand
// in a name it fails, with cur behind that character.
func (s *Scanner) verifyName() bool {
	if s.opt.ExtraTokens {
		return true
	}
	name := s.src[s.start:s.cur]
	for i, r := range name {
		if i == 0 && startsName(r) || i > 0 && continuesName(r) {
			continue
		}
		s.cur = s.start + i + utf8.RuneLen(r)
		if printable(r) {
			return s.errorf("invalid character '%c' (U+%04X)", r, r)
		}
		return s.errorf("invalid non-printable character U+%04X", r)
	}
	return true
}

func startsName(r rune) bool    { return r == '_' || unicode.Is(charset.IDStart, r) }
func continuesName(r rune) bool { return unicode.Is(charset.IDContinue, r) }
func printable(r rune) bool     { return charset.Printable(r) }
