// Package json is the native module _json: the scanner and encoder behind Lib/json.
package json

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def describes the module.
func Def() *py.ModuleDef {
	defineScanner()
	defineEncoder()
	return &py.ModuleDef{
		Name: "_json", Doc: "json speedups\n",
		Methods: []py.Method{
			{Name: "encode_basestring_ascii", Sig: "(object, /)", F1: encodeBasestringASCII, Doc: "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string"},
			{Name: "encode_basestring", Sig: "(object, /)", F1: encodeBasestring, Doc: "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string"},
			{Name: "scanstring", FK: scanstring, Doc: "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote."},
		},
		Exec: func(t *thread, m *py.Module) *excp {
			m.Dict.SetStr(py.Intern("make_scanner"), scannerType.V())
			m.Dict.SetStr(py.Intern("make_encoder"), encoderType.V())
			return nil
		},
	}
}

// decodeError is the JSONDecodeError of a document at a position.
func decodeError(t *thread, msg string, doc value, pos int) *excp {
	class, exc := py.ImportAttr(t, "json.decoder", "JSONDecodeError")
	if exc != nil {
		return exc
	}
	args := t.PushArgs(3)
	args[0], args[1], args[2] = py.StrV(msg), doc, py.Int(int64(pos))
	v, exc := py.Call(t, class, args, nil)
	t.PopArgs(args)
	if exc != nil {
		return exc
	}
	if !py.IsExc(v) {
		return py.TypeErrorf("exceptions must derive from BaseException")
	}
	return py.AsExc(v)
}

func notString(v value) *excp {
	return py.TypeErrorf("first argument must be a string, not %s", py.TypeName(v))
}
