// This file parses documents. A str is parsed in the form in which it is stored, so there is one
// parser for each width of characters.

package json

import (
	"math"
	"unsafe"

	"adder/runtime/py"
)

// char is a code point as a str stores it.
type char interface{ uint8 | uint16 | uint32 }

// parser is the state of a parse.
type parser[T char] struct {
	t      *thread
	s      *scanner
	doc    value
	str    *py.Str
	text   []T
	values []value // elements of the arrays and objects that are being read
}

// scanOnce reads the value at position idx of a str and returns it with the position behind it.
func (s *scanner) scanOnce(t *thread, doc value, idx int) (value, int, *excp) {
	str := py.AsStr(doc)
	raw := str.Raw()
	at := unsafe.Pointer(unsafe.StringData(raw))
	switch str.Kind() {
	case 1:
		p := parser[uint8]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint8)(at), len(raw))}
		return p.value(idx)
	case 2:
		p := parser[uint16]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint16)(at), len(raw)/2)}
		return p.value(idx)
	}
	p := parser[uint32]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint32)(at), len(raw)/4)}
	return p.value(idx)
}

// stop is the StopIteration that tells the caller where a value is missing.
func stop(idx int) *excp { return py.NewExc(py.StopIteration, py.Int(int64(idx))) }

func (p *parser[T]) fail(msg string, pos int) *excp { return decodeError(p.t, msg, p.doc, pos) }

// value reads the value at i.
func (p *parser[T]) value(i int) (value, int, *excp) {
	if i >= len(p.text) {
		return value{}, i, stop(i)
	}
	switch p.text[i] {
	case '"':
		return p.string(i + 1)
	case '{':
		if exc := p.t.EnterNative(" while decoding a JSON object from a unicode string"); exc != nil {
			return value{}, i, exc
		}
		v, end, exc := p.object(i + 1)
		p.t.LeaveNative()
		return v, end, exc
	case '[':
		if exc := p.t.EnterNative(" while decoding a JSON array from a unicode string"); exc != nil {
			return value{}, i, exc
		}
		v, end, exc := p.array(i + 1)
		p.t.LeaveNative()
		return v, end, exc
	case 'n':
		if p.has(i, "null") {
			return py.None, i + 4, nil
		}
	case 't':
		if p.has(i, "true") {
			return py.True, i + 4, nil
		}
	case 'f':
		if p.has(i, "false") {
			return py.False, i + 5, nil
		}
	case 'N':
		if p.has(i, "NaN") {
			return p.constant("NaN", math.NaN(), i)
		}
	case 'I':
		if p.has(i, "Infinity") {
			return p.constant("Infinity", math.Inf(1), i)
		}
	case '-':
		if p.has(i, "-Infinity") {
			return p.constant("-Infinity", math.Inf(-1), i)
		}
	}
	return p.number(i)
}

// has reports whether word is at i.
func (p *parser[T]) has(i int, word string) bool {
	if len(word) > len(p.text)-i {
		return false
	}
	for k := range len(word) {
		if p.text[i+k] != T(word[k]) {
			return false
		}
	}
	return true
}

// constant is the value of a number that JSON does not have.
func (p *parser[T]) constant(word string, f float64, i int) (value, int, *excp) {
	v, exc := py.Call1(p.t, p.s.parseConstant, py.StrV(word))
	return v, i + len(word), exc
}

func (p *parser[T]) space(i int) int {
	for i < len(p.text) {
		if c := p.text[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			break
		}
		i++
	}
	return i
}

func (p *parser[T]) is(i int, c T) bool { return i < len(p.text) && p.text[i] == c }

// array reads an array whose opening bracket is before i.
func (p *parser[T]) array(i int) (value, int, *excp) {
	base := len(p.values)
	i = p.space(i)
	if p.is(i, ']') {
		return py.NewList().V(), i + 1, nil
	}
	for {
		v, end, exc := p.value(i)
		if exc != nil {
			return value{}, i, exc
		}
		p.values = append(p.values, v)
		i = p.space(end)
		if p.is(i, ']') {
			break
		}
		if !p.is(i, ',') {
			return value{}, i, p.fail("Expecting ',' delimiter", i)
		}
		comma := i
		i = p.space(i + 1)
		if p.is(i, ']') {
			return value{}, i, p.fail("Illegal trailing comma before end of array", comma)
		}
	}
	list := py.NewList(p.values[base:]...)
	clear(p.values[base:])
	p.values = p.values[:base]
	return list.V(), i + 1, nil
}

// object reads an object whose opening brace is before i.
func (p *parser[T]) object(i int) (value, int, *excp) {
	base := len(p.values)
	i = p.space(i)
	if !p.is(i, '}') {
		for {
			if !p.is(i, '"') {
				return value{}, i, p.fail("Expecting property name enclosed in double quotes", i)
			}
			key, end, exc := p.key(i + 1)
			if exc != nil {
				return value{}, i, exc
			}
			i = p.space(end)
			if !p.is(i, ':') {
				return value{}, i, p.fail("Expecting ':' delimiter", i)
			}
			v, end, exc := p.value(p.space(i + 1))
			if exc != nil {
				return value{}, i, exc
			}
			p.values = append(p.values, key, v)
			i = p.space(end)
			if p.is(i, '}') {
				break
			}
			if !p.is(i, ',') {
				return value{}, i, p.fail("Expecting ',' delimiter", i)
			}
			comma := i
			i = p.space(i + 1)
			if p.is(i, '}') {
				return value{}, i, p.fail("Illegal trailing comma before end of object", comma)
			}
		}
	}
	v, exc := p.makeObject(p.values[base:])
	clear(p.values[base:])
	p.values = p.values[:base]
	return v, i + 1, exc
}

// makeObject makes a dict, or what the hooks make, of keys and values in turn.
func (p *parser[T]) makeObject(items []value) (value, *excp) {
	if hook := p.s.pairsHook; !hook.IsNone() {
		pairs := make([]value, len(items)/2)
		for i := range pairs {
			pairs[i] = py.NewTuple(items[2*i], items[2*i+1]).V()
		}
		return py.Call1(p.t, hook, py.ListFrom(pairs).V())
	}
	d := py.NewDictSize(len(items) / 2)
	for i := 0; i < len(items); i += 2 {
		d.SetStr(py.AsStr(items[i]), items[i+1])
	}
	if hook := p.s.objectHook; !hook.IsNone() {
		return py.Call1(p.t, hook, d.V())
	}
	return d.V(), nil
}

// number reads the number at start.
func (p *parser[T]) number(start int) (value, int, *excp) {
	text, i := p.text, start
	if text[i] == '-' {
		i++
	}
	switch {
	case i >= len(text):
		return value{}, start, stop(start)
	case text[i] >= '1' && text[i] <= '9':
		i = p.digits(i)
	case text[i] == '0':
		i++
	default:
		return value{}, start, stop(start)
	}
	isFloat := false
	if p.is(i, '.') && p.isDigit(i+1) {
		isFloat = true
		i = p.digits(i + 1)
	}
	if p.is(i, 'e') || p.is(i, 'E') {
		exp := i + 1
		if p.is(exp, '-') || p.is(exp, '+') {
			exp++
		}
		if p.isDigit(exp) {
			isFloat = true
			i = p.digits(exp)
		}
	}
	if !isFloat && i-start <= 18 && p.s.plainInt {
		return py.Int(p.smallInt(start, i)), i, nil
	}
	v, exc := p.s.number(p.t, p.str.Slice(start, i), isFloat)
	return v, i, exc
}

func (p *parser[T]) isDigit(i int) bool {
	return i < len(p.text) && p.text[i] >= '0' && p.text[i] <= '9'
}

func (p *parser[T]) digits(i int) int {
	for p.isDigit(i) {
		i++
	}
	return i
}

func (p *parser[T]) smallInt(i, end int) int64 {
	negative := p.text[i] == '-'
	if negative {
		i++
	}
	n := int64(0)
	for ; i < end; i++ {
		n = n*10 + int64(p.text[i]-'0')
	}
	if negative {
		return -n
	}
	return n
}
