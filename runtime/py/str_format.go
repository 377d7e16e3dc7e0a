// This file implements str.format and str.format_map.

package py

import (
	"math"

	"adder/runtime/internal/unitype"
)

// formatter is the state of one str.format.
type formatter struct {
	t      *Thread
	args   []Value
	lookup func(name *Str) (Value, *Exc)
	auto   int // next automatic number
	mode   int // 0 undecided, 1 automatic, 2 manual numbering
}

func strFormat(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	npos := len(args) - len(kw)
	f := &formatter{t: t, args: args[:npos], lookup: func(name *Str) (Value, *Exc) {
		for i, k := range kw {
			if k.equal(name) {
				return args[npos+i], nil
			}
		}
		return Value{}, KeyErrorOf(name.V())
	}}
	s, exc := f.expand(AsStr(self).runes(), 2)
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

func strFormatMap(t *Thread, self, mapping Value) (Value, *Exc) {
	f := &formatter{t: t, lookup: func(name *Str) (Value, *Exc) { return GetItem(t, mapping, name.V()) }}
	s, exc := f.expand(AsStr(self).runes(), 2)
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

// expand replaces the fields in src; depth limits fields in format specifications.
func (f *formatter) expand(src []rune, depth int) (*Str, *Exc) {
	if depth <= 0 {
		return nil, ValueErrorf("Max string recursion exceeded")
	}
	var out []*Str
	for i := 0; i < len(src); {
		start := i
		for i < len(src) && src[i] != '{' && src[i] != '}' {
			i++
		}
		if i > start {
			out = append(out, fromRunes(src[start:i]))
		}
		if i == len(src) {
			break
		}
		c := src[i]
		i++
		switch atEnd := i == len(src); {
		case !atEnd && src[i] == c:
			out = append(out, newASCII(string(c)))
			i++
			continue
		case c == '}':
			return nil, ValueErrorf("Single '}' encountered in format string")
		case atEnd:
			return nil, ValueErrorf("Single '{' encountered in format string")
		}
		p := replacement{src: src, pos: i}
		if exc := p.parse(); exc != nil {
			return nil, exc
		}
		s, exc := f.replace(&p, depth)
		if exc != nil {
			return nil, exc
		}
		out = append(out, s)
		i = p.pos
	}
	return concatStrs(out), nil
}

// replacement is a replacement field: {name!conversion:spec}.
type replacement struct {
	src        []rune
	pos        int // where parsing is
	name, spec []rune
	conversion rune
	nested     bool // the specification holds fields
}

// parse reads a field, behind its opening brace, with the closing one.
func (p *replacement) parse() *Exc {
	start, c := p.pos, rune(0)
name:
	for p.pos < len(p.src) {
		c = p.src[p.pos]
		p.pos++
		switch c {
		case '{':
			return ValueErrorf("unexpected '{' in field name")
		case '[':
			for p.pos < len(p.src) && p.src[p.pos] != ']' {
				p.pos++
			}
		case '}', ':', '!':
			break name
		}
	}
	p.name = p.src[start : p.pos-1]
	switch c {
	case '}':
		return nil
	case '!':
		done, exc := p.parseConversion()
		if done || exc != nil {
			return exc
		}
	case ':':
	default:
		return ValueErrorf("expected '}' before end of string")
	}
	return p.parseSpec()
}

// parseConversion reads a conversion; done means that the field ends with it.
func (p *replacement) parseConversion() (done bool, exc *Exc) {
	if p.pos == len(p.src) {
		return false, ValueErrorf("end of string while looking for conversion specifier")
	}
	p.conversion = p.src[p.pos]
	p.pos++
	if p.pos == len(p.src) {
		return false, nil
	}
	c := p.src[p.pos]
	p.pos++
	if c != '}' && c != ':' {
		return false, ValueErrorf("expected ':' after conversion specifier")
	}
	return c == '}', nil
}

func (p *replacement) parseSpec() *Exc {
	start, depth := p.pos, 1
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		p.pos++
		switch c {
		case '{':
			depth++
			p.nested = true
		case '}':
			if depth--; depth == 0 {
				p.spec = p.src[start : p.pos-1]
				return nil
			}
		}
	}
	return ValueErrorf("unmatched '{' in format spec")
}

// replace formats one replacement field.
func (f *formatter) replace(p *replacement, depth int) (*Str, *Exc) {
	v, exc := f.value(p.name)
	if exc == nil && p.conversion != 0 {
		v, exc = f.convert(v, p.conversion)
	}
	if exc != nil {
		return nil, exc
	}
	spec := emptyStr
	if p.nested {
		if spec, exc = f.expand(p.spec, depth-1); exc != nil {
			return nil, exc
		}
	} else if len(p.spec) > 0 {
		spec = fromRunes(p.spec)
	}
	r, exc := FormatValue(f.t, v, spec.V())
	if exc != nil {
		return nil, exc
	}
	return AsStr(r), nil
}

func (f *formatter) convert(v Value, how rune) (Value, *Exc) {
	var s *Str
	var exc *Exc
	switch how {
	case 's':
		s, exc = StrOf(f.t, v)
	case 'r':
		s, exc = Repr(f.t, v)
	case 'a':
		s, exc = ASCII(f.t, v)
	default:
		if how > ' ' && how < 127 {
			return v, ValueErrorf("Unknown conversion specifier %c", how)
		}
		return v, ValueErrorf("Unknown conversion specifier \\x%x", how)
	}
	if exc != nil {
		return v, exc
	}
	return s.V(), nil
}

// nameEnd returns where in src, from i on, a name in a field name ends.
func nameEnd(src []rune, i int) int {
	for i < len(src) && src[i] != '.' && src[i] != '[' {
		i++
	}
	return i
}

// value evaluates a field name: first[.attr | [index]]…
func (f *formatter) value(src []rune) (Value, *Exc) {
	end := nameEnd(src, 0)
	v, exc := f.first(src[:end])
	for exc == nil && end < len(src) {
		c, start := src[end], end+1
		switch c {
		case '.':
			end = nameEnd(src, start)
		case '[':
			for end = start; end < len(src) && src[end] != ']'; {
				end++
			}
			if end == len(src) {
				return Value{}, ValueErrorf("Missing ']' in format string")
			}
		default:
			return Value{}, ValueErrorf("Only '.' or '[' may follow ']' in format field specifier")
		}
		name := src[start:end]
		if len(name) == 0 {
			return Value{}, ValueErrorf("Empty attribute in format string")
		}
		if c == '.' {
			v, exc = GetAttr(f.t, v, fromRunes(name))
			continue
		}
		end++
		v, exc = f.item(v, name)
	}
	return v, exc
}

// item is v[name], where a name of digits is an int.
func (f *formatter) item(v Value, name []rune) (Value, *Exc) {
	n, ok, exc := decimal(name)
	switch {
	case exc != nil:
		return Value{}, exc
	case ok:
		return GetItem(f.t, v, Int(int64(n)))
	}
	return GetItem(f.t, v, fromRunes(name).V())
}

// decimal reads an index; ok is false if the text is none.
func decimal(src []rune) (n int, ok bool, exc *Exc) {
	for _, c := range src {
		digit := unitype.Decimal(c)
		if digit < 0 {
			return 0, false, nil
		}
		if n > (math.MaxInt-digit)/10 {
			return 0, false, ValueErrorf("Too many decimal digits in format string")
		}
		n = n*10 + digit
	}
	return n, len(src) > 0, nil
}

func (f *formatter) first(src []rune) (Value, *Exc) {
	n, number, exc := decimal(src)
	if exc != nil {
		return Value{}, exc
	}
	if !number && len(src) > 0 {
		return f.lookup(fromRunes(src))
	}
	if number {
		if f.mode == 1 {
			return Value{}, ValueErrorf("cannot switch from automatic field numbering to manual field specification")
		}
		f.mode = 2
	} else {
		if f.mode == 2 {
			return Value{}, ValueErrorf("cannot switch from manual field specification to automatic field numbering")
		}
		f.mode = 1
		n = f.auto
		f.auto++
	}
	if f.args == nil {
		return Value{}, ValueErrorf("Format string contains positional fields")
	}
	if n >= len(f.args) {
		return Value{}, IndexErrorf("Replacement index %d out of range for positional args tuple", n)
	}
	return f.args[n], nil
}
