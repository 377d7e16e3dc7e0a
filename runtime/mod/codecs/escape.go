// This file defines the codecs that write escape sequences as Python's literals do.

package codecs

import (
	"fmt"

	"adder/runtime/internal/codec"
	"adder/runtime/py"
)

// unicodeEscape warns of escape sequences that Python does not know.
var unicodeEscape = &py.Codec{
	Encode: func(t *thread, s *py.Str, errors string) ([]byte, *excp) {
		return py.EncodeBy(t, s, errors, (*codec.Encoder).UnicodeEscape)
	},
	Decode: func(t *thread, data []byte, errors string, final bool) (*py.Str, int, *excp) {
		bad := 0
		s, n, exc := py.DecodeBy(t, data, errors, final, func(d *codec.Decoder) (int, bool) {
			n, ok := d.UnicodeEscape()
			bad = d.BadEscape
			return n, ok
		})
		if exc == nil {
			exc = warnEscape(t, `"`, bad)
		}
		return s, n, exc
	},
}

// warnEscape warns of the escape sequence that a decoder reports, 0 for none.
func warnEscape(t *thread, open string, bad int) *excp {
	switch {
	case bad == 0:
		return nil
	case bad > 0xff:
		return py.Warn(t, py.DeprecationWarning, fmt.Sprintf(`%s\%o" is an invalid octal escape sequence. Such sequences will not work in the future. `, open, bad), 1)
	}
	return py.Warn(t, py.DeprecationWarning, fmt.Sprintf(`%s\%c" is an invalid escape sequence. Such sequences will not work in the future. `, open, bad), 1)
}

func escapeDecode(t *thread, _ value, a []value) (value, *excp) {
	errors, exc := mode("escape_decode", a[1])
	if exc != nil {
		return value{}, exc
	}
	data, exc := dataArg(t, a[0], true)
	if exc != nil {
		return value{}, exc
	}
	out, bad, fault := codec.DecodeEscape(data, errors)
	if fault != "" {
		return value{}, py.ValueErrorf("%s", fault)
	}
	if exc := warnEscape(t, `b"`, bad); exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(out), py.Int(int64(len(data)))).V(), nil
}

func escapeEncode(t *thread, _ value, a []value) (value, *excp) {
	if !a[0].IsBytes() {
		return value{}, py.TypeErrorf("escape_encode() argument 1 must be bytes, not %s", py.TypeName(a[0]))
	}
	if _, exc := mode("escape_encode", a[1]); exc != nil {
		return value{}, exc
	}
	data := py.AsBytes(a[0]).Data()
	return py.NewTuple(py.BytesV(codec.EncodeEscape(data)), py.Int(int64(len(data)))).V(), nil
}
