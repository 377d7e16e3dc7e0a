// This file formats with % in the usual cases: conversions that take one argument each.

package py

import (
	"strconv"
	"strings"
)

// plainPercent is a format of ASCII text whose conversions are all of a known kind and take one argument.
type plainPercent struct {
	t      *Thread
	format string
	args   []Value
	dict   Value // of which keys take the arguments; unbound without keys
	next   int
	out    []byte // what comes behind parts, as long as it is ASCII
	parts  []*Str
}

// fastPercent formats if that is plain. ok is false, and nothing has happened, if it is not.
func fastPercent(t *Thread, format string, arg Value) (s *Str, ok bool, exc *Exc) {
	n, keyed, plain := scanPercent(format)
	if !plain {
		return nil, false, nil
	}
	var room [96]byte
	p := plainPercent{t: t, format: format, out: room[:0]}
	single := [1]Value{arg}
	switch {
	case keyed:
		if arg.Type() != DictType {
			return nil, false, nil
		}
		p.dict = arg
	case arg.IsTuple():
		if p.args = AsTuple(arg).Items; len(p.args) != n {
			return nil, false, nil
		}
	case n != 1:
		return nil, false, nil
	default:
		p.args = single[:]
	}
	s, exc = p.run()
	return s, true, exc
}

// scanPercent counts the conversions of a format; plain is false if one is unknown or takes more than one
// argument, or if some have keys and others not.
func scanPercent(format string) (n int, keyed, plain bool) {
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return n, keyed, true
		}
		spec := format[i+1:]
		key, end := specEnd(spec)
		if end == 0 || (spec[end-1] == '%') && end > 1 {
			return 0, false, false
		}
		format = spec[end:]
		if spec[end-1] == '%' {
			continue
		}
		if n > 0 && keyed != (key > 0) {
			return 0, false, false
		}
		keyed = key > 0
		n++
	}
}

// specEnd returns the length of the key with its parentheses that spec, the text behind a %, starts with, and
// where the conversion ends; end is zero if that is not known.
func specEnd(spec string) (key, end int) {
	if spec != "" && spec[0] == '(' {
		key = strings.IndexAny(spec[1:], "()") + 2
		if key < 2 || spec[key-1] == '(' {
			return 0, 0
		}
	}
	for i := key; i < len(spec); i++ {
		switch c := spec[i]; {
		case strings.IndexByte("sdrifgxXeEFGoac%", c) >= 0:
			return key, i + 1
		case strings.IndexByte("-+ #.0123456789", c) < 0 || i-key > 8:
			return 0, 0
		}
	}
	return 0, 0
}

func (p *plainPercent) run() (*Str, *Exc) {
	for {
		i := strings.IndexByte(p.format, '%')
		if i < 0 {
			break
		}
		p.out = append(p.out, p.format[:i]...)
		spec := p.format[i+1:]
		key, end := specEnd(spec)
		p.format = spec[end:]
		if spec[end-1] == '%' {
			p.out = append(p.out, '%')
			continue
		}
		v, exc := p.arg(spec, key)
		if exc == nil {
			exc = p.convert(spec[key:end], v)
		}
		if exc != nil {
			return nil, exc
		}
	}
	p.out = append(p.out, p.format...)
	if p.parts == nil {
		return ASCIIStr(p.out), nil
	}
	return concatStrs(append(p.parts, ASCIIStr(p.out))), nil
}

func (p *plainPercent) arg(spec string, key int) (Value, *Exc) {
	if key > 0 {
		return GetItem(p.t, p.dict, Intern(spec[1:key-1]).V())
	}
	p.next++
	return p.args[p.next-1], nil
}

// convert appends one argument as the conversion wants it.
func (p *plainPercent) convert(spec string, v Value) *Exc {
	switch spec {
	case "d", "s", "r", "i":
		if v.IsInt() {
			p.out = strconv.AppendInt(p.out, v.Int64(), 10)
			return nil
		}
	}
	var s *Str
	var exc *Exc
	switch {
	case spec == "s":
		s, exc = StrOf(p.t, v)
	case spec == "r":
		s, exc = Repr(p.t, v)
	default:
		slow := percent{t: p.t, src: []rune("%" + spec), args: []Value{v}, one: true}
		s, exc = slow.run()
	}
	if exc != nil {
		return exc
	}
	if s.ascii() {
		p.out = append(p.out, s.data()...)
		return nil
	}
	if len(p.out) > 0 {
		p.parts = append(p.parts, ASCIIStr(p.out))
		p.out = p.out[:0]
	}
	p.parts = append(p.parts, s)
	return nil
}
