// This file defines the module: it parses format strings for string.Formatter.

// Package strmod is the _string module.
package strmod

import (
	"strconv"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_string", Doc: "string helper module", Methods: []py.Method{
		{Name: "formatter_field_name_split", Sig: "(string, /)", F1: split, Doc: "split the argument as a field name"},
		{Name: "formatter_parser", Sig: "(string, /)", F1: parse, Doc: "parse the argument as a format string"},
	}, Exec: func(t *thread, m *py.Module) *excp {
		for _, typ := range []*py.Type{formatType, fieldType} {
			py.Define(typ, &py.StaticType{Name: typ.Name, Flags: py.DisallowNew, Slots: py.Slots{
				Iter: func(t *thread, self value) (value, *excp) { return self, nil },
				Next: func(t *thread, self value) (value, *excp) {
					p := (*parser)(self.Ptr())
					if p.at >= len(p.src) {
						return value{}, nil
					}
					return p.next(p)
				},
			}})
		}
		return nil
	}}
}

// parser goes through a string; next returns what comes next.
type parser struct {
	py.Header
	src  []rune
	at   int
	next func(p *parser) (value, *excp)
}

var (
	formatType = &py.Type{Name: "formatteriterator"}
	fieldType  = &py.Type{Name: "fieldnameiterator"}
)

func textArg(v value) ([]rune, *excp) {
	if !v.IsStr() {
		return nil, py.TypeErrorf("expected str, got %s", py.TypeName(v))
	}
	s := py.AsStr(v)
	out := make([]rune, s.Len())
	for i := range out {
		out[i] = s.At(i)
	}
	return out, nil
}

func str(r []rune) value { return py.StrFromRunes(r).V() }

func newParser(typ *py.Type, src []rune, next func(p *parser) (value, *excp)) value {
	p := &parser{src: src, next: next}
	p.SetType(typ)
	return p.V()
}

func parse(t *thread, self, v value) (value, *excp) {
	src, exc := textArg(v)
	if exc != nil {
		return value{}, exc
	}
	return newParser(formatType, src, nextPart), nil
}

// nextPart returns a literal and the replacement field behind it: its name, format and conversion.
func nextPart(p *parser) (value, *excp) {
	begin, c, field := p.at, rune(0), false
	for p.at < len(p.src) {
		c = p.src[p.at]
		p.at++
		if c == '{' || c == '}' {
			field = true
			break
		}
	}
	end := p.at
	atEnd := p.at >= len(p.src)
	switch {
	case field && c == '}' && (atEnd || p.src[p.at] != c):
		return value{}, py.ValueErrorf("Single '}' encountered in format string")
	case field && atEnd:
		return value{}, py.ValueErrorf("Single '{' encountered in format string")
	case field && p.src[p.at] == c: // doubled, it stands for itself
		p.at++
		field = false
	case field:
		end--
	}
	literal := str(p.src[begin:end])
	if !field {
		return py.NewTuple(literal, py.None, py.None, py.None).V(), nil
	}
	return p.field(literal)
}

func (p *parser) field(literal value) (value, *excp) {
	begin, c := p.at, rune(0)
scan:
	for p.at < len(p.src) {
		c = p.src[p.at]
		p.at++
		switch c {
		case '{':
			return value{}, py.ValueErrorf("unexpected '{' in field name")
		case '[':
			for p.at < len(p.src) && p.src[p.at] != ']' {
				p.at++
			}
		case '}', ':', '!':
			break scan
		}
	}
	name := func() value { return str(p.src[begin : p.at-1]) }
	switch c {
	case '}':
		return py.NewTuple(literal, name(), str(nil), py.None).V(), nil
	case ':', '!':
		n := name()
		return p.spec(literal, n, c)
	}
	return value{}, py.ValueErrorf("expected '}' before end of string")
}

// spec reads a conversion and a format, up to the brace that closes the field.
func (p *parser) spec(literal, name value, c rune) (value, *excp) {
	conversion := py.None
	if c == '!' {
		if p.at >= len(p.src) {
			return value{}, py.ValueErrorf("end of string while looking for conversion specifier")
		}
		conversion = str(p.src[p.at : p.at+1])
		p.at++
		if p.at < len(p.src) {
			c = p.src[p.at]
			p.at++
			if c == '}' {
				return py.NewTuple(literal, name, str(nil), conversion).V(), nil
			}
			if c != ':' {
				return value{}, py.ValueErrorf("expected ':' after conversion specifier")
			}
		}
	}
	begin, depth := p.at, 1
	for p.at < len(p.src) {
		c := p.src[p.at]
		p.at++
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return py.NewTuple(literal, name, str(p.src[begin:p.at-1]), conversion).V(), nil
			}
		}
	}
	return value{}, py.ValueErrorf("unmatched '{' in format spec")
}

// key is a part of a field name: an int if it is all digits.
func key(r []rune) (value, *excp) {
	if len(r) == 0 {
		return str(r), nil
	}
	for _, c := range r {
		if c < '0' || c > '9' {
			return str(r), nil
		}
	}
	n, err := strconv.ParseInt(string(r), 10, 64)
	if err != nil {
		return value{}, py.ValueErrorf("Too many decimal digits in format string")
	}
	return py.Int(n), nil
}

func split(t *thread, self, v value) (value, *excp) {
	src, exc := textArg(v)
	if exc != nil {
		return value{}, exc
	}
	i := 0
	for i < len(src) && src[i] != '.' && src[i] != '[' {
		i++
	}
	first, exc := key(src[:i])
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(first, newParser(fieldType, src[i:], nextAccess)).V(), nil
}

// nextAccess returns the next attribute or index of a field name.
func nextAccess(p *parser) (value, *excp) {
	c := p.src[p.at]
	p.at++
	begin := p.at
	switch c {
	case '.':
		for p.at < len(p.src) && p.src[p.at] != '.' && p.src[p.at] != '[' {
			p.at++
		}
		if p.at == begin {
			return value{}, py.ValueErrorf("Empty attribute in format string")
		}
		return py.NewTuple(py.True, str(p.src[begin:p.at])).V(), nil
	case '[':
		for p.at < len(p.src) && p.src[p.at] != ']' {
			p.at++
		}
		if p.at >= len(p.src) {
			return value{}, py.ValueErrorf("Missing ']' in format string")
		}
		p.at++
		if p.at-1 == begin {
			return value{}, py.ValueErrorf("Empty attribute in format string")
		}
		k, exc := key(p.src[begin : p.at-1])
		if exc != nil {
			return value{}, exc
		}
		return py.NewTuple(py.False, k).V(), nil
	}
	return value{}, py.ValueErrorf("Only '.' or '[' may follow ']' in format field specifier")
}
