// This file defines the module: the registry, and the codecs that need no table.

// Package codecs is the _codecs module (Modules/_codecsmodule.c).
package codecs

import (
	"fmt"
	"strings"

	"adder/frontend/uniname"
	"adder/runtime/internal/codec"
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
	py.UnicodeNameHook, py.UnicodeLookupHook = uniname.Name, uniname.Lookup
	methods := []method{
		{Name: "register", Sig: "(search_function, /)", Doc: "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object).", F1: register},
		{Name: "unregister", Sig: "(search_function, /)", Doc: "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.", F1: func(t *thread, _, f value) (value, *excp) {
			py.UnregisterCodec(f)
			return py.None, nil
		}},
		{Name: "lookup", Sig: "(encoding, /)", Doc: "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.", F1: func(t *thread, _, name value) (value, *excp) {
			s, exc := text("lookup", name)
			if exc != nil {
				return value{}, exc
			}
			return py.LookupCodec(t, s)
		}},
		{Name: "register_error", Sig: "(errors, handler, /)", Doc: "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that will be called with an exception\ninstance containing information about the location of the\nencoding/decoding error and must return a (replacement, new position)\ntuple.", F2: func(t *thread, _, name, handler value) (value, *excp) {
			s, exc := text("register_error() argument 1", name)
			if exc != nil {
				return value{}, exc
			}
			if handler.Type().Slots.Call == nil {
				return value{}, py.TypeErrorf("handler must be callable")
			}
			py.RegisterErrorHandler(s, handler)
			return py.None, nil
		}},
		{Name: "lookup_error", Sig: "(name, /)", Doc: "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise\na LookupError, if no handler exists under this name.", F1: func(t *thread, _, name value) (value, *excp) {
			s, exc := text("lookup_error", name)
			if exc != nil {
				return value{}, exc
			}
			return py.LookupErrorHandler(t, s)
		}},
		{Name: "encode", Sig: "(obj, encoding='utf-8', errors='strict')", Doc: "Encodes obj using the codec registered for encoding.\n\nThe default encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that\nencoding errors raise a ValueError.  Other possible values are 'ignore',\n'replace' and 'backslashreplace' as well as any other name registered\nwith codecs.register_error that can handle ValueErrors.", FN: func(t *thread, _ value, a []value) (value, *excp) { return run(t, 0, a) }},
		{Name: "decode", Sig: "(obj, encoding='utf-8', errors='strict')", Doc: "Decodes obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that\nencoding errors raise a ValueError.  Other possible values are 'ignore',\n'replace' and 'backslashreplace' as well as any other name registered\nwith codecs.register_error that can handle ValueErrors.", FN: func(t *thread, _ value, a []value) (value, *excp) { return run(t, 1, a) }},
		{Name: "charmap_build", Sig: "(map, /)", F1: charmapBuild},
		{Name: "charmap_encode", Sig: "(str, errors=None, mapping=None, /)", FN: charmapEncode},
		{Name: "charmap_decode", Sig: "(data, errors=None, mapping=None, /)", FN: charmapDecode},
		{Name: "_unregister_error", Sig: "(errors, /)", Doc: "Un-register the specified error handler for the error handling `errors'.\n\nOnly custom error handlers can be un-registered. An exception is raised\nif the error handling is a built-in one (e.g., 'strict'), or if an error\noccurs.\n\nOtherwise, this returns True if a custom handler has been successfully\nun-registered, and False if no custom handler for the specified error\nhandling exists.", F1: func(t *thread, _, name value) (value, *excp) {
			s, exc := text("_unregister_error", name)
			if exc != nil {
				return value{}, exc
			}
			known, exc := py.UnregisterErrorHandler(s)
			return py.Bool(known), exc
		}},
		{Name: "readbuffer_encode", Sig: "(data, errors=None, /)", FN: readbufferEncode},
		{Name: "escape_decode", Sig: "(data, errors=None, /)", FN: escapeDecode},
		{Name: "escape_encode", Sig: "(data, errors=None, /)", FN: escapeEncode},
	}
	for _, c := range texts() {
		methods = append(methods, c.methods()...)
	}
	methods = append(methods, ordered("utf_16", (*codec.Encoder).UTF16, (*codec.Decoder).UTF16)...)
	methods = append(methods, ordered("utf_32", (*codec.Encoder).UTF32, (*codec.Decoder).UTF32)...)
	return &py.ModuleDef{Name: "_codecs", Methods: methods}
}

// text returns an argument that must be a str; fn says whose, and which of several.
func text(fn string, v value) (string, *excp) {
	if !v.IsStr() {
		if !strings.Contains(fn, " ") {
			fn += "() argument"
		}
		return "", py.TypeErrorf("%s must be str, not %s", fn, py.TypeName(v))
	}
	s := py.AsStr(v).String()
	if strings.IndexByte(s, 0) >= 0 {
		return "", py.ValueErrorf("embedded null character")
	}
	return s, nil
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
			s, exc := text(fmt.Sprintf("%s() argument '%s'", [...]string{"encode", "decode"}[which], [...]string{"encoding", "errors"}[i]), v)
			if exc != nil {
				return value{}, exc
			}
			*p = s
		}
	}
	info, exc := py.LookupCodec(t, name)
	if exc != nil {
		return value{}, exc
	}
	return py.CodecRun(t, info, name, which, a[0], errors)
}
