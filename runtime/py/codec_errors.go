// This file handles what cannot be encoded or decoded (PEP 293).

package py

import (
	"fmt"
	"strings"
)

func newEncodeError(encoding string, s *Str, start, end int, reason string) *Exc {
	return newUnicodeError(UnicodeEncodeError, encoding, s.V(), start, end, reason)
}

func newDecodeError(encoding string, data []byte, start, end int, reason string) *Exc {
	return newUnicodeError(UnicodeDecodeError, encoding, BytesV(data), start, end, reason)
}

func newUnicodeError(typ *Type, encoding string, obj Value, start, end int, reason string) *Exc {
	args := []Value{StrV(encoding), obj, Int(int64(start)), Int(int64(end)), StrV(reason)}
	e := NewExc(typ, args...)
	copy(e.Fields[UnicodeErrorEncoding:], args)
	return e
}

// encodeError returns what stands for the characters from start up to end, a str or bytes, and
// where to go on.
func encodeError(t *Thread, encoding string, s *Str, start, end int, reason, errors string) (Value, int, *Exc) {
	var b strings.Builder
	switch errors {
	case "strict", "":
		return Value{}, 0, newEncodeError(encoding, s, start, end, reason)
	case "ignore":
	case "replace":
		b.WriteString(strings.Repeat("?", end-start))
	case "backslashreplace", "xmlcharrefreplace":
		for i := start; i < end; i++ {
			b.WriteString(escapeChar(s.At(i), errors[0] == 'x'))
		}
	case "surrogateescape":
		i := start
		var data []byte
		for ; i < end; i++ {
			c := s.At(i)
			if c < 0xdc80 || c > 0xdcff {
				break
			}
			data = append(data, byte(c-0xdc00))
		}
		if i == start {
			return Value{}, 0, newEncodeError(encoding, s, start, end, reason)
		}
		return BytesV(data), i, nil
	default:
		return callEncodeHandler(t, encoding, s, start, end, reason, errors)
	}
	return StrV(b.String()), end, nil
}

func escapeChar(c rune, xml bool) string {
	switch {
	case xml:
		return fmt.Sprintf("&#%d;", c)
	case c < 0x100:
		return fmt.Sprintf(`\x%02x`, c)
	case c < 0x10000:
		return fmt.Sprintf(`\u%04x`, c)
	}
	return fmt.Sprintf(`\U%08x`, c)
}

// callEncodeHandler asks a handler by name, with an exception that describes the error.
func callEncodeHandler(t *Thread, encoding string, s *Str, start, end int, reason, errors string) (Value, int, *Exc) {
	handler, exc := LookupErrorHandler(t, errors)
	if exc != nil {
		return Value{}, 0, exc
	}
	r, exc := Call1(t, handler, newEncodeError(encoding, s, start, end, reason).V())
	if exc != nil {
		return Value{}, 0, exc
	}
	if r.Type().Flags&TupleSubclass == 0 || len(AsTuple(r).Items) != 2 || !AsTuple(r).Items[0].IsStr() && !AsTuple(r).Items[0].IsBytes() {
		return Value{}, 0, TypeErrorf("encoding error handler must return (str/bytes, int) tuple")
	}
	items := AsTuple(r).Items
	next, exc := handlerPosition(t, items[1], s.Len())
	return items[0], next, exc
}

// handlerPosition checks the position at which a handler wants to go on.
func handlerPosition(t *Thread, v Value, n int) (int, *Exc) {
	next, exc := IndexInt(t, v, OverflowError)
	if exc != nil {
		return 0, exc
	}
	at := next
	if at < 0 {
		at += n
	}
	if at < 0 || at > n {
		return 0, IndexErrorf("position %d from error handler out of bounds", next)
	}
	return at, nil
}

// decodeError returns what stands for the bytes from start up to end, where to go on, and the
// data to go on with, which a handler may replace.
func decodeError(t *Thread, encoding string, data []byte, start, end int, reason, errors string) (*Str, int, []byte, *Exc) {
	var out []rune
	switch errors {
	case "strict", "":
		return nil, 0, nil, newDecodeError(encoding, data, start, end, reason)
	case "ignore":
	case "replace":
		out = []rune{0xfffd}
	case "backslashreplace":
		for _, c := range data[start:end] {
			out = append(out, []rune(fmt.Sprintf(`\x%02x`, c))...)
		}
	case "surrogateescape":
		for _, c := range data[start:end] {
			if c < 0x80 {
				break
			}
			out = append(out, 0xdc00+rune(c))
		}
		if out == nil {
			return nil, 0, nil, newDecodeError(encoding, data, start, end, reason)
		}
		end = start + len(out)
	default:
		return callDecodeHandler(t, encoding, data, start, end, reason, errors)
	}
	return fromRunes(out), end, data, nil
}

func callDecodeHandler(t *Thread, encoding string, data []byte, start, end int, reason, errors string) (*Str, int, []byte, *Exc) {
	handler, exc := LookupErrorHandler(t, errors)
	if exc != nil {
		return nil, 0, nil, exc
	}
	err := newDecodeError(encoding, data, start, end, reason)
	r, exc := Call1(t, handler, err.V())
	if exc != nil {
		return nil, 0, nil, exc
	}
	if r.Type().Flags&TupleSubclass == 0 || len(AsTuple(r).Items) != 2 || !AsTuple(r).Items[0].IsStr() {
		return nil, 0, nil, TypeErrorf("decoding error handler must return (str, int) tuple")
	}
	if obj := err.Field(UnicodeErrorObject); obj.IsBytes() {
		data = AsBytes(obj).Data()
	}
	items := AsTuple(r).Items
	next, exc := handlerPosition(t, items[1], len(data))
	return AsStr(items[0]), next, data, exc
}

// errorHandlers are the handlers that were registered, and the built-in ones once asked for.
var errorHandlers = map[string]Value{}

// RegisterErrorHandler is codecs.register_error.
func RegisterErrorHandler(name string, handler Value) { errorHandlers[name] = handler }

// LookupErrorHandler is codecs.lookup_error.
func LookupErrorHandler(t *Thread, name string) (Value, *Exc) {
	if h, ok := errorHandlers[name]; ok {
		return h, nil
	}
	if builtinHandlers[name] {
		m := &Method{Name: name + "_errors", Sig: "(exc, /)", F1: func(t *Thread, _, exc Value) (Value, *Exc) { return builtinHandler(t, name, exc) }}
		h := NewBuiltin(m, Value{}, Value{})
		errorHandlers[name] = h
		return h, nil
	}
	return Value{}, Errorf(LookupError, "unknown error handler name '%s'", name)
}

var builtinHandlers = map[string]bool{"strict": true, "ignore": true, "replace": true, "backslashreplace": true,
	"xmlcharrefreplace": true, "surrogateescape": true, "surrogatepass": true, "namereplace": true}

// UnicodeNameHook returns the name of a character for the handler namereplace, "" for none.
var UnicodeNameHook func(t *Thread, c rune) (string, *Exc)

// builtinHandler is a built-in handler called as an object.
func builtinHandler(t *Thread, name string, v Value) (Value, *Exc) {
	if !v.isInstanceOf(UnicodeError) && name != "strict" {
		return Value{}, TypeErrorf("don't know how to handle %s in error callback", TypeName(v))
	}
	if !v.isInstanceOf(BaseException) {
		return Value{}, TypeErrorf("codec must pass exception instance")
	}
	e := AsExc(v)
	if name == "strict" {
		return Value{}, e
	}
	start, end, exc := unicodeRange(t, e)
	if exc != nil {
		return Value{}, exc
	}
	pair := func(v Value, next int) (Value, *Exc) { return NewTuple(v, Int(int64(next))).V(), nil }
	obj := e.Field(UnicodeErrorObject)
	decoding := v.isInstanceOf(UnicodeDecodeError)
	if name == "ignore" {
		return pair(emptyStr.V(), end)
	}
	if v.isInstanceOf(UnicodeTranslateError) && name == "replace" {
		return pair(StrV(strings.Repeat("\ufffd", end-start)), end)
	}
	encoding := ""
	if f := e.Field(UnicodeErrorEncoding); f.IsStr() {
		encoding = AsStr(f).String()
	}
	switch {
	case name == "surrogatepass":
		return surrogatePass(e, obj, decoding, encoding, start, end)
	case name == "namereplace":
		return nameReplace(t, e, obj, decoding, start, end)
	case decoding:
		s, next, _, exc := decodeError(t, encoding, AsBytes(obj).Data(), start, end, "", name)
		if exc != nil {
			return Value{}, e
		}
		return pair(s.V(), next)
	}
	r, next, exc := encodeError(t, encoding, AsStr(obj), start, end, "", name)
	if exc != nil {
		return Value{}, e
	}
	return pair(r, next)
}

// surrogatePass lets lone surrogates through in the UTF encodings.
func surrogatePass(e *Exc, obj Value, decoding bool, encoding string, start, end int) (Value, *Exc) {
	unit, big := 0, false
	switch n := normalEncoding(encoding); n {
	case "utf_8", "utf8":
		unit = 1
	case "utf_16_le", "utf_16", "utf_16le":
		unit = 2
	case "utf_16_be", "utf_16be":
		unit, big = 2, true
	case "utf_32_le", "utf_32", "utf_32le":
		unit = 4
	case "utf_32_be", "utf_32be":
		unit, big = 4, true
	default:
		return Value{}, e
	}
	if !decoding {
		var out []byte
		for i := start; i < end; i++ {
			c := AsStr(obj).At(i)
			if c < 0xd800 || c > 0xdfff {
				return Value{}, e
			}
			out = appendUnit(out, c, unit, big)
		}
		return NewTuple(BytesV(out), Int(int64(end))).V(), nil
	}
	data := AsBytes(obj).Data()[start:]
	c, size := rune(0), max(unit, 2)
	switch {
	case unit == 1 && len(data) >= 3 && data[0] == 0xed && data[1]&0xe0 == 0xa0 && data[2]&0xc0 == 0x80:
		c, size = rune(data[0]&0xf)<<12|rune(data[1]&0x3f)<<6|rune(data[2]&0x3f), 3
	case unit > 1 && len(data) >= unit:
		for k := range unit {
			b := data[k]
			if !big {
				b = data[unit-1-k]
			}
			c = c<<8 | rune(b)
		}
		size = unit
	}
	if c < 0xd800 || c > 0xdfff {
		return Value{}, e
	}
	return NewTuple(fromRunes([]rune{c}).V(), Int(int64(start+size))).V(), nil
}

// appendUnit appends a surrogate in UTF-8 (unit 1), UTF-16 or UTF-32.
func appendUnit(out []byte, c rune, unit int, big bool) []byte {
	if unit == 1 {
		return appendWTF8(out, c)
	}
	for k := range unit {
		shift := 8 * k
		if big {
			shift = 8 * (unit - 1 - k)
		}
		out = append(out, byte(c>>shift))
	}
	return out
}

func nameReplace(t *Thread, e *Exc, obj Value, decoding bool, start, end int) (Value, *Exc) {
	if decoding || !obj.IsStr() {
		return Value{}, TypeErrorf("don't know how to handle %s in error callback", TypeName(e.V()))
	}
	var b strings.Builder
	for i := start; i < end; i++ {
		c := AsStr(obj).At(i)
		name := ""
		if UnicodeNameHook != nil {
			var exc *Exc
			if name, exc = UnicodeNameHook(t, c); exc != nil {
				return Value{}, exc
			}
		}
		if name == "" {
			b.WriteString(escapeChar(c, false))
		} else {
			b.WriteString(`\N{` + name + "}")
		}
	}
	return NewTuple(StrV(b.String()), Int(int64(end))).V(), nil
}
