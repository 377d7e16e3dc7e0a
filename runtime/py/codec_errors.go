// This file holds the built-in error handlers of codecs.

package py

import (
	"fmt"
	"strings"

	"adder/runtime/internal/codec"
)

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
		m := &Method{Name: handlerName(name), Sig: "(object, /)", Doc: handlerDocs[name], F1: func(t *Thread, _, exc Value) (Value, *Exc) { return builtinHandler(t, name, exc) }}
		h := NewBuiltin(m, Value{}, Value{})
		errorHandlers[name] = h
		return h, nil
	}
	return Value{}, Errorf(LookupError, "unknown error handler name '%s'", name)
}

// handlerName is what the function of a built-in handler calls itself.
func handlerName(name string) string {
	if strings.HasPrefix(name, "surrogate") {
		return name
	}
	return name + "_errors"
}

var handlerDocs = map[string]string{
	"strict":            "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.",
	"ignore":            "Implements the 'ignore' error handling, which ignores malformed data and continues.",
	"replace":           "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.",
	"xmlcharrefreplace": "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.",
	"backslashreplace":  "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.",
	"namereplace":       "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.",
}

// UnregisterErrorHandler forgets a handler, and reports whether there was one. Built-in ones stay.
func UnregisterErrorHandler(name string) (bool, *Exc) {
	if builtinHandlers[name] {
		return false, ValueErrorf("cannot un-register built-in error handler '%s'", name)
	}
	_, known := errorHandlers[name]
	delete(errorHandlers, name)
	return known, nil
}

var builtinHandlers = map[string]bool{"strict": true, "ignore": true, "replace": true, "backslashreplace": true,
	"xmlcharrefreplace": true, "surrogateescape": true, "surrogatepass": true, "namereplace": true}

// Set by _codecs: UnicodeNameHook returns the name of a character for the handler
// namereplace, "" for none; UnicodeLookupHook finds a character by its name for \N{…}.
var (
	UnicodeNameHook   func(c rune) string
	UnicodeLookupHook func(name string) (rune, bool)
)

// loadNames makes UnicodeNameHook available.
func loadNames(t *Thread) *Exc {
	if UnicodeNameHook != nil {
		return nil
	}
	_, exc := ImportAttr(t, "_codecs", "lookup")
	return exc
}

// replaceText returns what a built-in handler puts in the place of the characters from start up
// to end, and where to go on: -1 if the error stands.
func replaceText(name, encoding string, s *Str, start, end int) (codec.Replacement, int) {
	var b strings.Builder
	switch name {
	case "ignore":
	case "replace":
		b.WriteString(strings.Repeat("?", end-start))
	case "backslashreplace", "xmlcharrefreplace", "namereplace":
		for i := start; i < end; i++ {
			b.WriteString(escapeChar(s.At(i), name[0]))
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
		if i == start && start < end {
			return codec.Replacement{}, -1
		}
		return codec.Replacement{Bytes: append([]byte{}, data...)}, i
	case "surrogatepass":
		unit, big := utfUnit(encoding)
		if unit == 0 {
			return codec.Replacement{}, -1
		}
		data := []byte{}
		for i := start; i < end; i++ {
			c := s.At(i)
			if !codec.IsSurrogate(c) {
				return codec.Replacement{}, -1
			}
			data = appendUnit(data, c, unit, big)
		}
		return codec.Replacement{Bytes: data}, end
	default:
		return codec.Replacement{}, -1
	}
	return codec.Replacement{Text: []rune(b.String())}, end
}

// escapeChar is a character as the handler whose name starts with a letter writes it.
func escapeChar(c rune, handler byte) string {
	switch handler {
	case 'x':
		return fmt.Sprintf("&#%d;", c)
	case 'n':
		if name := UnicodeNameHook(c); name != "" {
			return `\N{` + name + "}"
		}
	}
	return string(codec.AppendEscape(nil, c))
}

// replaceBytes returns what a built-in handler puts in the place of the bytes from start up to
// end (WTF-8), and where to go on: -1 if the error stands.
func replaceBytes(name, encoding string, data []byte, start, end int) ([]byte, int) {
	var out []byte
	switch name {
	case "ignore":
	case "replace":
		out = []byte("\ufffd")
	case "backslashreplace":
		for _, c := range data[start:end] {
			out = codec.AppendEscape(out, rune(c))
		}
	case "surrogateescape":
		i := start
		// The first ASCII byte is not the error, nor is what follows more than three bytes on.
		for ; i < end && i < start+4 && data[i] >= 0x80; i++ {
			out = appendWTF8(out, 0xdc00+rune(data[i]))
		}
		if i == start {
			return nil, -1
		}
		return out, i
	case "surrogatepass":
		c, size := surrogateAt(encoding, data[start:])
		if size == 0 {
			return nil, -1
		}
		return appendWTF8(nil, c), start + size
	default:
		return nil, -1
	}
	return out, end
}

// builtinHandler is a built-in handler called as an object.
func builtinHandler(t *Thread, name string, v Value) (Value, *Exc) {
	if name == "strict" {
		if !v.isInstanceOf(BaseException) {
			return Value{}, TypeErrorf("codec must pass exception instance")
		}
		return Value{}, AsExc(v)
	}
	handles, known := handlerErrors[name], false
	for i, typ := range []*Type{UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError} {
		known = known || handles[i] && v.isInstanceOf(typ)
	}
	if !known {
		return Value{}, unhandled(t, v)
	}
	e := AsExc(v)
	encoding, exc := codecOf(e, name)
	if exc != nil {
		return Value{}, exc
	}
	start, end, exc := unicodeRange(t, e)
	if exc != nil {
		return Value{}, exc
	}
	pair := func(v Value, next int) (Value, *Exc) { return NewTuple(v, Int(int64(next))).V(), nil }
	if name == "ignore" {
		return pair(emptyStr.V(), end)
	}
	if name == "replace" && v.isInstanceOf(UnicodeTranslateError) {
		return pair(StrV(strings.Repeat("\ufffd", max(end-start, 0))), end)
	}
	obj, last := e.Field(UnicodeErrorObject), max(start, end)
	if name == "namereplace" {
		if exc := loadNames(t); exc != nil {
			return Value{}, exc
		}
		end = last
	}
	if v.isInstanceOf(UnicodeDecodeError) {
		out, next := replaceBytes(name, encoding, AsBytes(obj).Data(), start, last)
		switch next {
		case -1:
			return Value{}, e
		case last:
			next = end
		}
		return pair(StrV(string(out)), next)
	}
	r, next := replaceText(name, encoding, AsStr(obj), start, last)
	switch {
	case next != last: // surrogateescape may fail half-way, which only the encoders can use
		return Value{}, e
	case r.Bytes != nil:
		return pair(BytesV(r.Bytes), end)
	}
	return pair(fromRunes(r.Text).V(), end)
}

// codecOf returns the encoding of an error for a handler. Only surrogatepass needs it, and lets
// errors stand that are of other encodings than UTF.
func codecOf(e *Exc, handler string) (string, *Exc) {
	if handler != "surrogatepass" {
		return "", nil
	}
	f := e.rawField(UnicodeErrorEncoding)
	switch {
	case f.IsUnbound():
		return "", TypeErrorf("UnicodeError 'encoding' attribute is not set")
	case !f.IsStr():
		return "", TypeErrorf("UnicodeError 'encoding' attribute must be a string")
	}
	encoding := AsStr(f).String()
	if unit, _ := utfUnit(encoding); unit == 0 {
		return "", e
	}
	return encoding, nil
}

// unhandled is the error of a handler that got an exception it does not take.
func unhandled(t *Thread, v Value) *Exc {
	typ := v.Type()
	name := typ.QualName
	if m, exc := typeModule(t, typ); exc == nil && m.IsStr() {
		if module := AsStr(m).String(); module != "builtins" && module != "__main__" {
			name = module + "." + name
		}
	}
	return TypeErrorf("don't know how to handle %s in error callback", name)
}

// handlerErrors tells which handlers take errors of encoding, decoding and translating.
var handlerErrors = map[string][3]bool{
	"ignore":            {true, true, true},
	"replace":           {true, true, true},
	"backslashreplace":  {true, true, true},
	"xmlcharrefreplace": {true, false, false},
	"namereplace":       {true, false, false},
	"surrogateescape":   {true, true, false},
	"surrogatepass":     {true, true, false},
}

// utfUnit returns the size of a code unit of an encoding and the order of its bytes; 0 for
// encodings that have no code for surrogates.
func utfUnit(encoding string) (size int, big bool) {
	n := strings.ToLower(encoding)
	if n == "cp65001" {
		return 1, false
	}
	n, ok := strings.CutPrefix(n, "utf")
	if !ok {
		return 0, false
	}
	n = strings.TrimPrefix(strings.Replace(n, "_", "-", 1), "-")
	size, n = utfSizes[n[:min(2, len(n))]], n[min(2, len(n)):]
	switch strings.TrimPrefix(strings.Replace(n, "_", "-", 1), "-") {
	case "":
		return size, false
	case "le":
		return size, false
	case "be":
		return size, true
	}
	return 0, false
}

var utfSizes = map[string]int{"8": 1, "16": 2, "32": 4}

// surrogateAt reads a surrogate in a UTF encoding; size 0: there is none.
func surrogateAt(encoding string, data []byte) (c rune, size int) {
	unit, big := utfUnit(encoding)
	switch {
	case unit == 1 && len(data) >= 3 && data[0]&0xf0 == 0xe0 && data[1]&0xc0 == 0x80 && data[2]&0xc0 == 0x80:
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
	if !codec.IsSurrogate(c) {
		return 0, 0
	}
	return c, size
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
