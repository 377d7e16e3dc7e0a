// This file defines the module _multibytecodec and the type of its codecs.

// Package multibyte is the _multibytecodec module (Modules/cjkcodecs/multibytecodec.c).
package multibyte

import (
	"sync"

	"adder/runtime/internal/cjk"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_multibytecodec", Exec: func(t *thread, m *py.Module) *excp {
		for _, typ := range types() {
			m.Dict.SetStr(py.Intern(typ.Name), typ.V())
		}
		return nil
	}}
}

// types are the types of the module, but for that of codecs.
var types = sync.OnceValue(func() []*py.Type {
	return []*py.Type{defineEncoder(), defineDecoder(), defineReader(), defineWriter()}
})

// object is a codec.
type object struct {
	py.Header
	codec *cjk.Codec
}

var codecType = sync.OnceValue(func() *py.Type {
	return py.NewType(&py.StaticType{Name: "_multibytecodec.MultibyteCodec", Flags: py.DisallowNew, Methods: []method{
		{Name: "encode", Sig: "(input, errors=None)", FN: codecEncode, Doc: "Return an encoded string version of 'input'.\n\n'errors' may be given to set a different error handling scheme.\nDefault is 'strict' meaning that encoding errors raise\na UnicodeEncodeError.  Other possible values are 'ignore', 'replace'\nand 'xmlcharrefreplace' as well as any other name registered with\ncodecs.register_error that can handle UnicodeEncodeErrors."},
		{Name: "decode", Sig: "(input, errors=None)", FN: codecDecode, Doc: "Decodes 'input'.\n\n'errors' may be given to set a different error handling scheme.\nDefault is 'strict' meaning that encoding errors raise\na UnicodeDecodeError.  Other possible values are 'ignore' and\n'replace' as well as any other name registered with\ncodecs.register_error that is able to handle UnicodeDecodeErrors.\""},
	}})
})

// CodecModule returns the definition of a module of codecs.
func CodecModule(name string, codecs func() []*cjk.Codec) *py.ModuleDef {
	return &py.ModuleDef{Name: name, Methods: []method{{Name: "getcodec", Sig: "(object, /)", F1: func(t *thread, _, v value) (value, *excp) {
		if !v.IsStr() {
			return value{}, py.TypeErrorf("encoding name must be a string.")
		}
		want := py.AsStr(v).String()
		for _, c := range codecs() {
			if c.Name == want {
				o := &object{codec: c}
				o.SetType(codecType())
				return o.V(), nil
			}
		}
		return value{}, py.Errorf(py.LookupError, "no such codec is supported.")
	}}}}
}

// errorsArg converts the name of an error handler, which may be None.
func errorsArg(fn string, v value) (string, *excp) {
	switch {
	case v.IsUnbound() || v.IsNone():
		return "strict", nil
	case !v.IsStr():
		return "", py.TypeErrorf("%s() argument 'errors' must be str or None, not %s", fn, py.TypeName(v))
	}
	return py.AsStr(v).String(), nil
}

// textOf is an argument that is encoded: a str, or what str() makes of it.
func textOf(t *thread, v value) ([]rune, *excp) {
	s, exc := py.StrOf(t, v)
	if exc != nil {
		return nil, exc
	}
	return s.Runes(), nil
}

// start returns the state at the start of encoding or decoding.
func start(c *cjk.Codec, decoding bool) (s cjk.State) {
	switch {
	case decoding && c.StartDecoding != nil:
		c.StartDecoding(&s)
	case c.Start != nil:
		c.Start(&s)
	}
	return s
}

func codecEncode(t *thread, self value, a []value) (value, *excp) {
	errors, exc := errorsArg("encode", a[1])
	if exc != nil {
		return value{}, exc
	}
	text, exc := textOf(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	codec := (*object)(self.Ptr()).codec
	state := start(codec, false)
	c := conversion{t: t, codec: codec, state: &state, errors: errors}
	out, n, exc := c.encode(text, true)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(out), py.Int(int64(n))).V(), nil
}

func codecDecode(t *thread, self value, a []value) (value, *excp) {
	errors, exc := errorsArg("decode", a[1])
	if exc != nil {
		return value{}, exc
	}
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	codec := (*object)(self.Ptr()).codec
	state := start(codec, true)
	c := conversion{t: t, codec: codec, state: &state, errors: errors}
	out, exc := c.decodeAll(data)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.StrFromRunes(out).V(), py.Int(int64(len(data)))).V(), nil
}
