// This file implements encoder objects: what make_encoder makes.

package json

import (
	"reflect"
	"unsafe"

	"adder/runtime/py"
)

// encoder holds the settings of an encoder.
type encoder struct {
	py.Header
	markers, fallback, stringer, indent value
	keySep, itemSep                     *py.Str
	sortKeys, skipKeys, allowNaN        bool
	quote                               func(b []byte, s *py.Str) []byte // what stringer does, nil if it is not ours
	path                                []unsafe.Pointer                 // the containers being encoded, if cycles are looked for
}

var encoderType = &py.Type{Name: "Encoder"}

func asEncoder(v value) *encoder { return (*encoder)(v.Ptr()) }

const encoderSig = "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)"

var (
	encoderSignature = py.Signature{Text: encoderSig}
	encodeSignature  = py.Signature{Text: "(obj, _current_indent_level)"}
)

func defineEncoder() {
	member := func(name string, field func(e *encoder) value) py.Member {
		return py.Member{Name: name, Get: func(self value) value { return field(asEncoder(self)) }, Doc: name}
	}
	py.Define(encoderType, &py.StaticType{
		Name: "_json.Encoder", Doc: "Encoder" + encoderSig,
		Slots: py.Slots{New: encoderNew, Call: encoderCall},
		Members: []py.Member{
			member("markers", func(e *encoder) value { return e.markers }),
			member("default", func(e *encoder) value { return e.fallback }),
			member("encoder", func(e *encoder) value { return e.stringer }),
			member("indent", func(e *encoder) value { return e.indent }),
			member("key_separator", func(e *encoder) value { return e.keySep.V() }),
			member("item_separator", func(e *encoder) value { return e.itemSep.V() }),
			member("sort_keys", func(e *encoder) value { return py.Bool(e.sortKeys) }),
			member("skipkeys", func(e *encoder) value { return py.Bool(e.skipKeys) }),
		},
	})
}

func encoderNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	var a [9]value
	if exc := py.BindInto("make_encoder", &encoderSignature, a[:], args, kw); exc != nil {
		return value{}, exc
	}
	for i := 4; i <= 5; i++ {
		if !a[i].IsStr() {
			return value{}, py.TypeErrorf("make_encoder() argument %d must be str, not %s", i+1, py.TypeName(a[i]))
		}
	}
	e := &encoder{markers: a[0], fallback: a[1], stringer: a[2], indent: a[3], keySep: py.AsStr(a[4]), itemSep: py.AsStr(a[5])}
	e.SetType(typ)
	for i, to := range []*bool{&e.sortKeys, &e.skipKeys, &e.allowNaN} {
		var exc *excp
		if *to, exc = py.Truth(t, a[6+i]); exc != nil {
			return value{}, exc
		}
	}
	if !a[0].IsNone() && !a[0].IsDict() {
		return value{}, py.TypeErrorf("make_encoder() argument 1 must be dict or None, not %s", py.TypeName(a[0]))
	}
	e.quote = quoterOf(a[2])
	return py.FromPtr(unsafe.Pointer(e)), nil
}

// quoterOf tells what a function that encodes strings does if it is one of this module's.
func quoterOf(fn value) func(b []byte, s *py.Str) []byte {
	if fn.Type() != py.BuiltinType {
		return nil
	}
	f1 := py.AsBuiltin(fn).Method.F1
	if f1 == nil {
		return nil
	}
	switch reflect.ValueOf(f1).Pointer() {
	case reflect.ValueOf(encodeBasestringASCII).Pointer():
		return appendASCII
	case reflect.ValueOf(encodeBasestring).Pointer():
		return appendString
	}
	return nil
}

// encoderCall is _iterencode(obj, _current_indent_level): a tuple of pieces.
func encoderCall(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	var a [2]value
	if exc := py.BindInto("_iterencode", &encodeSignature, a[:], args, kw); exc != nil {
		return value{}, exc
	}
	level, exc := index(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	e := asEncoder(self)
	w := writer{t: t, e: e, out: spare[:0]}
	spare = nil // an encoder may be called while another one works
	if e.indent.Bound() && !e.indent.IsNone() {
		if !e.indent.IsStr() {
			return value{}, py.TypeErrorf("can only concatenate str (not \"%s\") to str", py.TypeName(e.indent))
		}
		w.indent, w.level = py.AsStr(e.indent).String(), level
		w.hasIndent = true
	}
	w.keySep, w.itemSep = e.keySep.String(), e.itemSep.String()
	depth := len(e.path)
	exc = w.value(a[0])
	e.path = e.path[:depth]
	if cap(w.out) <= maxSpare {
		spare = w.out
	}
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.StrOfBytes(w.out).V()).V(), nil
}

// spare is a buffer for the next encoding, guarded by the interpreter lock.
var spare []byte

const maxSpare = 1 << 16
