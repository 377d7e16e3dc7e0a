// This file tells the parser where the scanner is.

package scan

// Rest returns the text behind the last token.
func (s *Scanner) Rest() string { return s.src[s.cur:] }

// Ended reports that the text ended, if within a string literal.
func (s *Scanner) Ended() bool { return s.done == statusEOF || s.done == statusStringEnd }

// InString reports whether an f-string or t-string is open.
func (s *Scanner) InString() bool { return len(s.modes) > 1 }
