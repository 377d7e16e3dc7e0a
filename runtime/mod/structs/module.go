// This file defines the module and its functions.

// Package structs is the _struct module: conversions between values and C structs.
package structs

import (
	"adder/runtime/py"
)

// module is the state of the module.
type module struct {
	error     *py.Type
	iterType  *py.Type
	structSig py.Signature
	cache     map[string]*layout // compiled formats
}

// maxCache bounds the compiled formats that are kept.
const maxCache = 100

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	m := &module{structSig: py.Signature{Text: "(format)"}, cache: map[string]*layout{}}
	return &py.ModuleDef{Name: "_struct", Methods: m.methods(), Exec: m.exec,
		Doc: "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct.\nThe format string (explained below) describes the layout of data\nin the C struct.\n\nThe optional first format char indicates byte order, size and alignment:\n  @: native order, size & alignment (default)\n  =: native order, std. size & alignment\n  <: little-endian, std. size & alignment\n  >: big-endian, std. size & alignment\n  !: same as >\n\nThe remaining characters indicate types of args and must match exactly;\nthese can be preceded by a decimal repeat count:\n  x: pad byte (no data); c: char; b: signed byte; B: unsigned byte;\n  ?: _Bool; h: short; H: unsigned short; i: int; I: unsigned int;\n  l: long; L: unsigned long; q: long long; Q: unsigned long long;\n  f: float; d: double; e: half-float;\n  F: float complex; D: double complex.\nSpecial cases (preceding decimal count indicates length):\n  s: byte string (array of char); p: Pascal string (with count byte).\nSpecial cases (only available in native format):\n  n: ssize_t; N: size_t;\n  P: an integer type that is wide enough to hold a pointer.\nWhitespace between formats is ignored.\n\nThe variable struct.error is an exception raised on errors.\n"}
}

func (m *module) exec(t *thread, mod *py.Module) *excp {
	var exc *excp
	if m.error, exc = py.NewExcClass(t, "struct.error", "", py.Exception); exc != nil {
		return exc
	}
	m.iterType = defineIter()
	mod.Dict.SetStr(py.Intern("Struct"), m.defineStruct().V())
	mod.Dict.SetStr(py.Intern("error"), m.error.V())
	return nil
}

func (m *module) errorf(format string, args ...any) *excp { return py.Errorf(m.error, format, args...) }

// layoutOf compiles a format that is a str or bytes object.
func (m *module) layoutOf(t *thread, format value) (*layout, *excp) {
	var text string
	switch {
	case format.IsStr() && py.AsStr(format).IsASCII():
		text = py.AsStr(format).String()
	case format.IsStr():
		b, exc := py.EncodeStr(t, "encode", py.AsStr(format), py.StrV("ascii"), value{})
		if exc != nil {
			return nil, exc
		}
		text = py.AsBytes(b).String()
	case format.IsBytes():
		text = py.AsBytes(format).String()
	default:
		return nil, py.TypeErrorf("Struct() argument 1 must be a str or bytes object, not %s", py.TypeName(format))
	}
	return m.compile(text)
}

// cached is layoutOf for the functions of the module, which remember formats.
func (m *module) cached(t *thread, format value) (*layout, *excp) {
	key := ""
	switch {
	case format.IsStr():
		key = py.AsStr(format).String()
	case format.IsBytes():
		key = py.AsBytes(format).String()
	default:
		if _, exc := py.Hash(t, format); exc != nil {
			return nil, py.TypeErrorf("cannot use '%s' as a dict key (unhashable type: '%s')", py.TypeName(format), py.TypeName(format))
		}
		return m.layoutOf(t, format)
	}
	if l := m.cache[key]; l != nil {
		return l, nil
	}
	l, exc := m.layoutOf(t, format)
	if exc != nil {
		return nil, exc
	}
	if len(m.cache) >= maxCache {
		clear(m.cache)
	}
	m.cache[key] = l
	return l, nil
}

// firstFormat compiles the first argument of pack and pack_into.
func (m *module) firstFormat(t *thread, name string, args []value, kw []*py.Str) (*layout, *excp) {
	if len(kw) > 0 {
		return nil, py.TypeErrorf("_struct.%s() takes no keyword arguments", name)
	}
	if len(args) == 0 {
		return nil, py.TypeErrorf("missing format argument")
	}
	return m.cached(t, args[0])
}

func (m *module) methods() []py.Method {
	return []py.Method{
		{Name: "_clearcache", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			clear(m.cache)
			return py.None, nil
		}, Doc: "Clear the internal cache."},
		{Name: "calcsize", Sig: "(format, /)", F1: func(t *thread, self, format value) (value, *excp) {
			l, exc := m.cached(t, format)
			if exc != nil {
				return value{}, exc
			}
			return py.Int(int64(l.size)), nil
		}, Doc: "Return size in bytes of the struct described by the format string."},
		{Name: "iter_unpack", Sig: "(format, buffer, /)", F2: func(t *thread, self, format, buffer value) (value, *excp) {
			l, exc := m.cached(t, format)
			if exc != nil {
				return value{}, exc
			}
			return m.iterUnpack(t, l, buffer)
		}, Doc: "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like\na repeated invocation of unpack_from().\n\nRequires that the bytes length be a multiple of the format struct size."},
		{Name: "pack", FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			l, exc := m.firstFormat(t, "pack", args, kw)
			if exc != nil {
				return value{}, exc
			}
			return m.packNew(t, l, args[1:])
		}, Doc: "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.  See help(struct) for more on format strings."},
		{Name: "pack_into", FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			l, exc := m.firstFormat(t, "pack_into", args, kw)
			if exc != nil {
				return value{}, exc
			}
			return m.packInto(t, l, args[1:])
		}, Doc: "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset.  Note\nthat the offset is a required argument.  See help(struct) for more\non format strings."},
		{Name: "unpack", Sig: "(format, buffer, /)", F2: func(t *thread, self, format, buffer value) (value, *excp) {
			l, exc := m.cached(t, format)
			if exc != nil {
				return value{}, exc
			}
			return m.unpack(t, l, buffer)
		}, Doc: "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee help(struct) for more on format strings."},
		{Name: "unpack_from", Sig: "(format, /, buffer, offset=0)", FN: func(t *thread, self value, a []value) (value, *excp) {
			l, exc := m.cached(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return m.unpackFrom(t, l, a[1], a[2])
		}, Doc: "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).\n\nSee help(struct) for more on format strings."},
	}
}
