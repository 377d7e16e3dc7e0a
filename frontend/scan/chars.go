// This file reads bytes: the next one, back by one, the next line, and classes of bytes.

package scan

import "strings"

// next returns the next byte, or eof at the end of the text or after an error.
func (s *Scanner) next() int {
	if s.cur == s.inp && !s.readLine() {
		return eof
	}
	c := s.src[s.cur]
	s.cur++
	return int(c)
}

// back undoes next, which returned c.
func (s *Scanner) back(c int) {
	if c != eof {
		s.cur--
	}
}

// readLine makes the next line available. At the end of the text it says so in s.done.
func (s *Scanner) readLine() bool {
	if s.done != statusOK {
		return false
	}
	if s.inp == len(s.src) {
		s.done = statusEOF
		return false
	}
	if s.start == noOffset {
		s.buf = s.cur
	}
	s.lineStart = s.cur
	s.lineno++
	if n := strings.IndexByte(s.src[s.inp:], '\n'); n >= 0 {
		s.inp += n + 1
	} else {
		s.inp = len(s.src)
	}
	return true
}

// continuation reads the end of a line after a backslash and looks at the next line. It
// returns false, with s.done set, when the backslash is not at the end or the text ends.
func (s *Scanner) continuation() bool {
	c := s.next()
	if c == '\r' {
		c = s.next()
	}
	if c != '\n' {
		s.done = statusLineCont
		return false
	}
	c = s.next()
	if c == eof {
		s.done = statusEOF
		s.cur = s.inp
		return false
	}
	s.back(c)
	return true
}

// lookahead reports whether word and no further name character come next.
func (s *Scanner) lookahead(word string) bool {
	rest := s.src[s.cur:s.inp]
	if !strings.HasPrefix(rest, word) {
		return false
	}
	return len(rest) == len(word) || nameClass[rest[len(word)]] == 0
}

// Classes of bytes in names and numbers.
const (
	nameStart = 1 << iota
	nameDigit
	hexDigit
)

// nameClass gives the classes of each byte; 0: not in names. Bytes from 128 up start names
// until the name is verified.
var nameClass = func() (class [256]uint8) {
	for c := range class {
		switch {
		case c >= '0' && c <= '9':
			class[c] = nameDigit | hexDigit
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 128:
			class[c] = nameStart
		}
	}
	for _, c := range "abcdefABCDEF" {
		class[c] |= hexDigit
	}
	return class
}()

func isNameStart(c int) bool { return c != eof && nameClass[c]&nameStart != 0 }
func isNameChar(c int) bool  { return c != eof && nameClass[c] != 0 }
func isDigit(c int) bool     { return c >= '0' && c <= '9' }
func isHex(c int) bool       { return c != eof && nameClass[c]&hexDigit != 0 }

func isAlnum(c byte) bool { return c < 128 && c != '_' && nameClass[c] != 0 }
