// This file scans number literals and their errors.

package scan

import "adder/frontend/token"

// number scans a literal whose first digit c was read.
func (s *Scanner) number(t *token.Token, c int) token.Kind {
	if c != '0' {
		if c = s.decimalTail(); c == 0 {
			return s.fail(t)
		}
		return s.afterInteger(t, c)
	}
	switch c = s.next(); c {
	case 'x', 'X':
		return s.radix(t, "hexadecimal", isHex)
	case 'o', 'O':
		return s.radix(t, "octal", func(c int) bool { return c >= '0' && c < '8' })
	case 'b', 'B':
		return s.radix(t, "binary", func(c int) bool { return c == '0' || c == '1' })
	}
	return s.zeros(t, c)
}

// endNumber checks what follows a literal and emits it; c is the byte after it.
func (s *Scanner) endNumber(t *token.Token, c int, kind string) token.Kind {
	if !s.verifyEnd(c, kind) {
		return s.fail(t)
	}
	s.back(c)
	return s.token(t, token.NUMBER)
}

// radix scans the digits after 0x, 0o or 0b.
func (s *Scanner) radix(t *token.Token, kind string, valid func(int) bool) token.Kind {
	c := s.next()
	for {
		if c == '_' {
			c = s.next()
		}
		if !valid(c) {
			if isDigit(c) {
				s.errorf("invalid digit '%c' in %s literal", c, kind)
			} else {
				s.back(c)
				s.errorf("invalid %s literal", kind)
			}
			return s.fail(t)
		}
		for valid(c) {
			c = s.next()
		}
		if c != '_' {
			break
		}
	}
	if isDigit(c) {
		s.errorf("invalid digit '%c' in %s literal", c, kind)
		return s.fail(t)
	}
	return s.endNumber(t, c, kind)
}

// zeros scans what starts with 0: zero itself, a float or imaginary number with leading
// zeros, or a forbidden old octal literal. c is the byte after the first zero.
func (s *Scanner) zeros(t *token.Token, c int) token.Kind {
	for {
		if c == '_' {
			if c = s.next(); !isDigit(c) {
				s.back(c)
				s.errorf("invalid decimal literal")
				return s.fail(t)
			}
		}
		if c != '0' {
			break
		}
		c = s.next()
	}
	zerosEnd, nonzero := s.cur, false
	if isDigit(c) {
		nonzero = true
		if c = s.decimalTail(); c == 0 {
			return s.fail(t)
		}
	}
	floating := c == '.' || c == 'e' || c == 'E' || c == 'j' || c == 'J'
	if nonzero && !floating && !s.opt.ExtraTokens {
		s.back(c)
		s.errorRange(s.start+1-s.lineStart, zerosEnd-s.lineStart, "leading zeros in decimal integer "+
			"literals are not permitted; use an 0o prefix for octal integers")
		return s.fail(t)
	}
	return s.afterInteger(t, c)
}

// decimalTail reads digits and single underscores and returns the byte after them, 0 after
// an error.
func (s *Scanner) decimalTail() int {
	for {
		c := s.next()
		for isDigit(c) {
			c = s.next()
		}
		if c != '_' {
			return c
		}
		if c = s.next(); !isDigit(c) {
			s.back(c)
			s.errorf("invalid decimal literal")
			return 0
		}
	}
}

// afterInteger goes on after the integer part of a decimal literal; c is the next byte.
func (s *Scanner) afterInteger(t *token.Token, c int) token.Kind {
	if c == '.' {
		return s.fraction(t, s.next())
	}
	return s.exponent(t, c)
}

// fraction goes on after the point; c is the next byte.
func (s *Scanner) fraction(t *token.Token, c int) token.Kind {
	if isDigit(c) {
		if c = s.decimalTail(); c == 0 {
			return s.fail(t)
		}
	}
	return s.exponent(t, c)
}

// exponent reads an exponent and the imaginary unit, if there are any.
func (s *Scanner) exponent(t *token.Token, c int) token.Kind {
	if c == 'e' || c == 'E' {
		e := c
		c = s.next()
		signed := c == '+' || c == '-'
		if signed {
			c = s.next()
		}
		if !isDigit(c) {
			s.back(c)
			if signed {
				s.errorf("invalid decimal literal")
				return s.fail(t)
			}
			return s.endNumber(t, e, "decimal") // as in "1else"
		}
		if c = s.decimalTail(); c == 0 {
			return s.fail(t)
		}
	}
	if c == 'j' || c == 'J' {
		return s.endNumber(t, s.next(), "imaginary")
	}
	return s.endNumber(t, c, "decimal")
}

// keywordsAfterNumber are the keywords that may follow a literal without a blank, for now
// with a warning: by first letter, the rest.
var keywordsAfterNumber = map[int]string{'a': "nd", 'e': "lse", 'f': "or", 'o': "r", 'n': "ot"}

// verifyEnd checks that no name follows a literal; c is the byte after it.
func (s *Scanner) verifyEnd(c int, kind string) bool {
	if s.opt.ExtraTokens || !isNameChar(c) {
		return true
	}
	keyword := false
	if rest, ok := keywordsAfterNumber[c]; ok {
		keyword = s.lookahead(rest)
	} else if c == 'i' {
		c2 := s.next()
		keyword = c2 == 'f' || c2 == 'n' || c2 == 's'
		s.back(c2)
	}
	if keyword {
		s.back(c)
		if !s.warnf("SyntaxWarning", "invalid %s literal", kind) {
			return false
		}
		s.next()
		return true
	}
	if c < 128 {
		s.back(c)
		return s.errorf("invalid %s literal", kind)
	}
	return true
}
