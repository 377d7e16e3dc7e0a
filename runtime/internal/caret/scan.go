// This file splits an expression's text into the tokens that the search for anchors needs.

package caret

import "unicode"

// kind classifies a token.
type kind uint8

const (
	operand kind = iota // a name, number or string
	operator
	keyword // and, or, not, in, is, if, else, for, lambda, yield, await
	open
	closing
	other // comma, :=, anything that ends an arithmetic expression
)

// token is a token of the segment; off is its place in the text, in runes.
type token struct {
	kind  kind
	text  string
	off   int
	match int // of a bracket: the index of its partner
	depth int // brackets around it
}

var keywords = map[string]bool{"and": true, "or": true, "not": true, "in": true, "is": true, "if": true,
	"else": true, "for": true, "lambda": true, "yield": true, "await": true, "async": true}

// scanner reads tokens.
type scanner struct {
	src    []rune
	pos    int
	tokens []token
	opened []int
}

// scan returns the tokens of src; ok is false where brackets or quotes do not match.
func scan(src []rune) (tokens []token, ok bool) {
	s := &scanner{src: src}
	for s.pos < len(src) {
		if !s.next() {
			return nil, false
		}
	}
	return s.tokens, len(s.opened) == 0
}

func (s *scanner) add(k kind, start int) {
	s.tokens = append(s.tokens, token{kind: k, text: string(s.src[start:s.pos]), off: start, match: -1, depth: len(s.opened)})
}

func (s *scanner) next() bool {
	c, start := s.src[s.pos], s.pos
	switch {
	case unicode.IsSpace(c) || c == '\\':
		s.pos++
	case c == '#':
		for s.pos < len(s.src) && s.src[s.pos] != '\n' {
			s.pos++
		}
	case c == '"' || c == '\'':
		return s.str(start)
	case c == '_' || unicode.IsLetter(c) || c >= 0x80:
		return s.name()
	case c >= '0' && c <= '9' || c == '.' && s.pos+1 < len(s.src) && unicode.IsDigit(s.src[s.pos+1]):
		s.number()
	case c == '(' || c == '[' || c == '{':
		s.pos++
		s.add(open, start)
		s.opened = append(s.opened, len(s.tokens)-1)
	case c == ')' || c == ']' || c == '}':
		return s.close(start)
	default:
		s.symbol(start)
	}
	return true
}

func (s *scanner) close(start int) bool {
	if len(s.opened) == 0 {
		return false
	}
	i := s.opened[len(s.opened)-1]
	s.opened = s.opened[:len(s.opened)-1]
	s.pos++
	s.add(closing, start)
	s.tokens[len(s.tokens)-1].match = i
	s.tokens[i].match = len(s.tokens) - 1
	return true
}

func (s *scanner) name() bool {
	start := s.pos
	for s.pos < len(s.src) && (s.src[s.pos] == '_' || unicode.IsLetter(s.src[s.pos]) || unicode.IsDigit(s.src[s.pos]) || s.src[s.pos] >= 0x80) {
		s.pos++
	}
	if s.pos < len(s.src) && (s.src[s.pos] == '"' || s.src[s.pos] == '\'') && s.pos-start <= 2 {
		return s.str(start)
	}
	k := operand
	if keywords[string(s.src[start:s.pos])] {
		k = keyword
	}
	s.add(k, start)
	return true
}

func (s *scanner) number() {
	start := s.pos
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		sign := (c == '+' || c == '-') && (s.src[s.pos-1] == 'e' || s.src[s.pos-1] == 'E') && s.src[start] != '0'
		if !unicode.IsDigit(c) && !unicode.IsLetter(c) && c != '.' && c != '_' && !sign {
			break
		}
		s.pos++
	}
	s.add(operand, start)
}

// str reads a string literal whose prefix, if any, is behind start already.
func (s *scanner) str(start int) bool {
	q := s.src[s.pos]
	n := 1
	if s.pos+2 < len(s.src) && s.src[s.pos+1] == q && s.src[s.pos+2] == q {
		n = 3
	}
	for s.pos += n; s.pos < len(s.src); s.pos++ {
		if s.src[s.pos] == '\\' {
			s.pos++
			continue
		}
		if s.src[s.pos] != q {
			continue
		}
		if n == 3 && !(s.pos+2 < len(s.src) && s.src[s.pos+1] == q && s.src[s.pos+2] == q) {
			continue
		}
		s.pos += n
		s.add(operand, start)
		return true
	}
	return false
}

// symbol reads an operator or another sign.
func (s *scanner) symbol(start int) {
	for _, text := range symbols {
		if n := len(text); s.pos+n <= len(s.src) && string(s.src[s.pos:s.pos+n]) == text {
			s.pos += n
			k := other
			if _, ok := precedence[text]; ok || text == "~" || text == "." {
				k = operator
			}
			s.add(k, start)
			return
		}
	}
	s.pos++
	s.add(other, start)
}

// symbols are the signs of more than one character, and the operators, longest first.
var symbols = []string{"...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", ":=", "->", "+", "-", "*", "/", "%", "@",
	"&", "|", "^", "~", "."}

// precedence orders the binary operators, the weakest first.
var precedence = map[string]int{"|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6,
	"%": 6, "@": 6, "**": 8}
