// This file defines the module: the registry, and the codecs that need no table.

// Package codecs is the _codecs module (Modules/_codecsmodule.c).
package codecs

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	methods := []method{
		{Name: "register", Sig: "(search_function, /)", Doc: "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object).", F1: register},
		{Name: "unregister", Sig: "(search_function, /)", Doc: "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.", F1: func(t *thread, _, f value) (value, *excp) {
			py.UnregisterCodec(f)
			return py.None, nil
		}},
		{Name: "lookup", Sig: "(encoding, /)", Doc: "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.", F1: func(t *thread, _, name value) (value, *excp) {
			s, exc := text("lookup", 1, name)
			if exc != nil {
				return value{}, exc
			}
			return py.LookupCodec(t, s)
		}},
		{Name: "register_error", Sig: "(errors, handler, /)", F2: func(t *thread, _, name, handler value) (value, *excp) {
			s, exc := text("register_error", 1, name)
			if exc != nil {
				return value{}, exc
			}
			if handler.Type().Slots.Call == nil {
				return value{}, py.TypeErrorf("handler must be callable")
			}
			py.RegisterErrorHandler(s, handler)
			return py.None, nil
		}},
		{Name: "lookup_error", Sig: "(name, /)", F1: func(t *thread, _, name value) (value, *excp) {
			s, exc := text("lookup_error", 1, name)
			if exc != nil {
				return value{}, exc
			}
			return py.LookupErrorHandler(t, s)
		}},
		{Name: "encode", Sig: "(obj, encoding='utf-8', errors='strict')", FN: func(t *thread, _ value, a []value) (value, *excp) { return run(t, 0, a) }},
		{Name: "decode", Sig: "(obj, encoding='utf-8', errors='strict')", FN: func(t *thread, _ value, a []value) (value, *excp) { return run(t, 1, a) }},
		{Name: "charmap_build", Sig: "(map, /)", F1: charmapBuild},
		{Name: "charmap_encode", Sig: "(str, errors=None, mapping=None, /)", FN: charmapEncode},
		{Name: "charmap_decode", Sig: "(data, errors=None, mapping=None, /)", FN: charmapDecode},
		{Name: "readbuffer_encode", Sig: "(data, errors=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			if a[0].IsStr() {
				return encoded(t, a[0], value{}, py.UTF8, "readbuffer_encode")
			}
			data, exc := py.BytesLike(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.NewTuple(py.BytesV(append([]byte(nil), data...)), py.Int(int64(len(data)))).V(), nil
		}},
	}
	for name, codec := range map[string]*py.Codec{"utf_8": py.UTF8, "ascii": py.ASCII7, "latin_1": py.Latin1} {
		methods = append(methods, pair(name, codec)...)
	}
	return &py.ModuleDef{Name: "_codecs", Methods: methods}
}

func text(fn string, n int, v value) (string, *excp) {
	if !v.IsStr() {
		return "", py.TypeErrorf("%s() argument must be str, not %s", fn, py.TypeName(v))
	}
	return py.AsStr(v).String(), nil
}

func register(t *thread, _, f value) (value, *excp) {
	if f.Type().Slots.Call == nil {
		return value{}, py.TypeErrorf("argument must be callable")
	}
	py.RegisterCodec(f)
	return py.None, nil
}

// run is codecs.encode (which 0) and codecs.decode (which 1).
func run(t *thread, which int, a []value) (value, *excp) {
	name, errors := "utf-8", "strict"
	for i, p := range []*string{&name, &errors} {
		if v := a[1+i]; v.Bound() {
			if !v.IsStr() {
				return value{}, py.TypeErrorf("%s() argument '%s' must be str, not %s", [...]string{"encode", "decode"}[which], [...]string{"encoding", "errors"}[i], py.TypeName(v))
			}
			*p = py.AsStr(v).String()
		}
	}
	info, exc := py.LookupCodec(t, name)
	if exc != nil {
		return value{}, exc
	}
	return py.CodecRun(t, info, name, which, a[0], errors)
}

// pair makes the two functions of a codec.
func pair(name string, codec *py.Codec) []method {
	decodeSig := "(data, errors=None, /)"
	if codec == py.UTF8 {
		decodeSig = "(data, errors=None, final=False, /)"
	}
	return []method{
		{Name: name + "_encode", Sig: "(str, errors=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return encoded(t, a[0], a[1], codec, name+"_encode")
		}},
		{Name: name + "_decode", Sig: decodeSig, FN: func(t *thread, _ value, a []value) (value, *excp) {
			errors, exc := mode(a[1])
			if exc != nil {
				return value{}, exc
			}
			data, exc := py.BytesLike(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			final := len(a) < 3
			if !final && a[2].Bound() {
				if final, exc = py.Truth(t, a[2]); exc != nil {
					return value{}, exc
				}
			}
			s, n, exc := codec.Decode(t, data, errors, final)
			if exc != nil {
				return value{}, exc
			}
			return py.NewTuple(s.V(), py.Int(int64(n))).V(), nil
		}},
	}
}

func mode(v value) (string, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return "strict", nil
	}
	if !v.IsStr() {
		return "", py.TypeErrorf("argument 2 must be str or None, not %s", py.TypeName(v))
	}
	return py.AsStr(v).String(), nil
}

func encoded(t *thread, s, errors value, codec *py.Codec, fn string) (value, *excp) {
	if !s.IsStr() {
		return value{}, py.TypeErrorf("%s() argument 1 must be str, not %s", fn, py.TypeName(s))
	}
	handler, exc := mode(errors)
	if exc != nil {
		return value{}, exc
	}
	data, exc := codec.Encode(t, py.AsStr(s), handler)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(data), py.Int(int64(py.AsStr(s).Len()))).V(), nil
}
