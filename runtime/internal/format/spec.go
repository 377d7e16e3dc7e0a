// This file parses format specifications.

// Package format implements Python's format specification mini-language on Go's numbers and
// strings, and the repr of floats. Nothing in it knows of Python objects.
package format

import "fmt"

// Spec is a parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][frac grouping][type].
type Spec struct {
	Fill      rune
	Align     byte // '<', '>', '=', '^'; 0: the type's default
	Sign      byte // '+', '-', ' '; 0: '-'
	NoNegZero bool
	Alternate bool
	Width     int  // -1: none
	Thousands byte // ',' or '_'; 0: none
	Precision int  // -1: none
	FracGroup byte
	Type      rune // 0: none
}

// Error is a ValueError's text.
type Error string

func (e Error) Error() string { return string(e) }

func isAlign(c rune) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// Parse reads a specification for an object of a type of that name; defType and defAlign are the
// type's defaults.
func Parse(text, typeName string, defType rune, defAlign byte) (*Spec, error) {
	src := []rune(text)
	s := &Spec{Fill: ' ', Align: defAlign, Width: -1, Precision: -1, Type: defType}
	p := &parser{src: src}
	alignGiven, fillGiven := false, false
	switch {
	case len(src) > 1 && isAlign(src[1]):
		s.Fill, s.Align = src[0], byte(src[1])
		p.pos, alignGiven, fillGiven = 2, true, true
	case len(src) > 0 && isAlign(src[0]):
		s.Align = byte(src[0])
		p.pos, alignGiven = 1, true
	}
	if c := p.peek(); c == '+' || c == '-' || c == ' ' {
		s.Sign = byte(p.next())
	}
	if p.peek() == 'z' {
		p.next()
		s.NoNegZero = true
	}
	if p.peek() == '#' {
		p.next()
		s.Alternate = true
	}
	if !fillGiven && p.peek() == '0' {
		p.next()
		s.Fill = '0'
		if !alignGiven && defAlign == '>' {
			s.Align = '='
		}
	}
	var err error
	if s.Width, err = p.number(); err != nil {
		return nil, err
	}
	if err := p.grouping(&s.Thousands); err != nil {
		return nil, err
	}
	if p.peek() == '.' {
		p.next()
		if s.Precision, err = p.number(); err != nil {
			return nil, err
		}
		if err := p.grouping(&s.FracGroup); err != nil {
			return nil, err
		}
		if s.Precision < 0 && s.FracGroup == 0 {
			return nil, Error("Format specifier missing precision")
		}
	}
	if len(src)-p.pos > 1 {
		return nil, Error(fmt.Sprintf("Invalid format specifier '%s' for object of type '%s'", text, typeName))
	}
	if len(src)-p.pos == 1 {
		s.Type = p.next()
	}
	return s, s.checkGrouping()
}

// parser walks over a specification.
type parser struct {
	src []rune
	pos int
}

func (p *parser) peek() rune {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

func (p *parser) next() rune {
	p.pos++
	return p.src[p.pos-1]
}

// number reads digits, -1 for none.
func (p *parser) number() (int, error) {
	n, start := 0, p.pos
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.next()
		if n = n*10 + int(c-'0'); n > 1<<31 {
			return 0, Error("Too many decimal digits in format string")
		}
	}
	if p.pos == start {
		return -1, nil
	}
	return n, nil
}

// grouping reads a thousands separator.
func (p *parser) grouping(into *byte) error {
	c := p.peek()
	if c != ',' && c != '_' {
		return nil
	}
	p.next()
	*into = byte(c)
	if d := p.peek(); d == ',' || d == '_' {
		if d == c {
			return Error(fmt.Sprintf("Cannot specify '%c' with '%c'.", c, d))
		}
		return Error("Cannot specify both ',' and '_'.")
	}
	return nil
}

func (s *Spec) checkGrouping() error {
	if s.Thousands == 0 {
		return nil
	}
	switch s.Type {
	case 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F', 0:
		return nil
	case 'b', 'o', 'x', 'X':
		if s.Thousands == '_' {
			return nil
		}
	}
	return BadGrouping(s.Thousands, s.Type)
}

// BadGrouping is the error of a separator that the presentation type does not allow.
func BadGrouping(sep byte, typ rune) error {
	if typ > 32 && typ < 128 {
		return Error(fmt.Sprintf("Cannot specify '%c' with '%c'.", sep, typ))
	}
	return Error(fmt.Sprintf("Cannot specify '%c' with '\\x%x'.", sep, typ))
}

// UnknownType is the error of a presentation type that the object's type does not know.
func UnknownType(typ rune, typeName string) error {
	if typ > 32 && typ < 128 {
		return Error(fmt.Sprintf("Unknown format code '%c' for object of type '%s'", typ, typeName))
	}
	return Error(fmt.Sprintf("Unknown format code '\\x%x' for object of type '%s'", typ, typeName))
}
