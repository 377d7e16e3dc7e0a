// This file defines the functions of the codecs between text and bytes.

package codecs

import (
	"adder/runtime/internal/codec"
	"adder/runtime/py"
)

// textCodec is a row of the table of codecs.
type textCodec struct {
	name  string
	codec *py.Codec
	// final is the parameter of the decoder that tells whether data end, "" if it has none.
	final string
	// texts tells that the decoder takes a str as well, for its UTF-8.
	texts bool
}

const (
	streams = ", final=False"
	whole   = ", final=True"
)

func texts() []textCodec {
	return []textCodec{
		{name: "utf_8", codec: py.UTF8, final: streams},
		{name: "utf_7", codec: by((*codec.Encoder).UTF7, (*codec.Decoder).UTF7), final: streams},
		{name: "utf_16_le", codec: inOrder(codec.Little, (*codec.Encoder).UTF16, (*codec.Decoder).UTF16), final: streams},
		{name: "utf_16_be", codec: inOrder(codec.Big, (*codec.Encoder).UTF16, (*codec.Decoder).UTF16), final: streams},
		{name: "utf_32_le", codec: inOrder(codec.Little, (*codec.Encoder).UTF32, (*codec.Decoder).UTF32), final: streams},
		{name: "utf_32_be", codec: inOrder(codec.Big, (*codec.Encoder).UTF32, (*codec.Decoder).UTF32), final: streams},
		{name: "unicode_escape", codec: unicodeEscape, final: whole, texts: true},
		{name: "raw_unicode_escape", codec: by((*codec.Encoder).RawUnicodeEscape, (*codec.Decoder).RawUnicodeEscape), final: whole, texts: true},
		{name: "latin_1", codec: py.Latin1},
		{name: "ascii", codec: py.ASCII7},
	}
}

// by makes a codec of an encoder and a decoder.
func by(encode func(e *codec.Encoder) bool, decode func(d *codec.Decoder) (int, bool)) *py.Codec {
	return &py.Codec{
		Encode: func(t *thread, s *py.Str, errors string) ([]byte, *excp) { return py.EncodeBy(t, s, errors, encode) },
		Decode: func(t *thread, data []byte, errors string, final bool) (*py.Str, int, *excp) {
			return py.DecodeBy(t, data, errors, final, decode)
		},
	}
}

// The forms of encoders and decoders that depend on an order of bytes.
type (
	orderedEncoder = func(e *codec.Encoder, order codec.Order) bool
	orderedDecoder = func(d *codec.Decoder, order codec.Order) (int, codec.Order, bool)
)

func inOrder(order codec.Order, encode orderedEncoder, decode orderedDecoder) *py.Codec {
	return by(func(e *codec.Encoder) bool { return encode(e, order) }, func(d *codec.Decoder) (int, bool) {
		n, _, ok := decode(d, order)
		return n, ok
	})
}

// methods returns the two functions of a codec.
func (c *textCodec) methods() []method {
	return []method{encoderOf(c.name, c.codec), {
		Name: c.name + "_decode", Sig: "(data, errors=None" + c.final + ", /)",
		FN: func(t *thread, _ value, a []value) (value, *excp) {
			final := c.final != streams
			if c.final != "" && a[2].Bound() {
				var exc *excp
				if final, exc = py.Truth(t, a[2]); exc != nil {
					return value{}, exc
				}
			}
			s, n, _, exc := decoded(t, c.name+"_decode", a, c.texts, func(data []byte, errors string) (*py.Str, int, codec.Order, *excp) {
				s, n, exc := c.codec.Decode(t, data, errors, final)
				return s, n, 0, exc
			})
			return pair(s, n, exc)
		},
	}}
}

func encoderOf(name string, c *py.Codec) method {
	return method{Name: name + "_encode", Sig: "(str, errors=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
		return encoded(t, a[0], a[1], c, name+"_encode")
	}}
}

// ordered returns the functions of an encoding that begins with a mark of the order of bytes.
func ordered(name string, encode orderedEncoder, decode orderedDecoder) []method {
	run := func(t *thread, fn string, a []value, order codec.Order, final value) (*py.Str, int, codec.Order, *excp) {
		ends := false
		if final.Bound() {
			var exc *excp
			if ends, exc = py.Truth(t, final); exc != nil {
				return nil, 0, 0, exc
			}
		}
		return decoded(t, name+fn, a, false, func(data []byte, errors string) (s *py.Str, n int, found codec.Order, exc *excp) {
			s, n, exc = py.DecodeBy(t, data, errors, ends, func(d *codec.Decoder) (n int, ok bool) {
				n, found, ok = decode(d, order)
				return n, ok
			})
			return s, n, found, exc
		})
	}
	return []method{
		{Name: name + "_encode", Sig: "(str, errors=None, byteorder=0, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			order, exc := orderArg(t, a[2])
			if exc != nil {
				return value{}, exc
			}
			return encoded(t, a[0], a[1], inOrder(order, encode, decode), name+"_encode")
		}},
		{Name: name + "_decode", Sig: "(data, errors=None, final=False, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			s, n, _, exc := run(t, "_decode", a, codec.Native, a[2])
			return pair(s, n, exc)
		}},
		{Name: name + "_ex_decode", Sig: "(data, errors=None, byteorder=0, final=False, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			order, exc := orderArg(t, a[2])
			if exc != nil {
				return value{}, exc
			}
			s, n, order, exc := run(t, "_ex_decode", a, order, a[3])
			if exc != nil {
				return value{}, exc
			}
			return py.NewTuple(s.V(), py.Int(int64(n)), py.Int(int64(order))).V(), nil
		}},
	}
}

// orderArg converts the number of an order: negative for little endian, 0 for the machine's.
func orderArg(t *thread, v value) (codec.Order, *excp) {
	if v.IsUnbound() {
		return codec.Native, nil
	}
	n, exc := py.CInt(t, v)
	switch {
	case n < 0:
		return codec.Little, exc
	case n > 0:
		return codec.Big, exc
	}
	return codec.Native, exc
}

// decoded converts the arguments of a decoder and runs it.
func decoded(t *thread, fn string, a []value, texts bool, run func(data []byte, errors string) (*py.Str, int, codec.Order, *excp)) (*py.Str, int, codec.Order, *excp) {
	errors, exc := mode(fn, a[1])
	if exc != nil {
		return nil, 0, 0, exc
	}
	data, exc := dataArg(t, a[0], texts)
	if exc != nil {
		return nil, 0, 0, exc
	}
	return run(data, errors)
}

func dataArg(t *thread, v value, texts bool) ([]byte, *excp) {
	if texts && v.IsStr() {
		return py.UTF8.Encode(t, py.AsStr(v), "strict")
	}
	return py.BytesLike(t, v)
}

// pair is the result of a decoder: the text and how much data it stands for.
func pair(s *py.Str, n int, exc *excp) (value, *excp) {
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(s.V(), py.Int(int64(n))).V(), nil
}

// mode converts the argument that names an error handler.
func mode(fn string, v value) (string, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return "strict", nil
	}
	if !v.IsStr() {
		return "", py.TypeErrorf("%s() argument 2 must be str or None, not %s", fn, py.TypeName(v))
	}
	return text(fn, v)
}

func encoded(t *thread, s, errors value, codec *py.Codec, fn string) (value, *excp) {
	if !s.IsStr() {
		return value{}, py.TypeErrorf("%s() argument 1 must be str, not %s", fn, py.TypeName(s))
	}
	handler, exc := mode(fn, errors)
	if exc != nil {
		return value{}, exc
	}
	data, exc := codec.Encode(t, py.AsStr(s), handler)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(data), py.Int(int64(py.AsStr(s).Len()))).V(), nil
}

func readbufferEncode(t *thread, _ value, a []value) (value, *excp) {
	if _, exc := mode("readbuffer_encode", a[1]); exc != nil {
		return value{}, exc
	}
	data, exc := dataArg(t, a[0], true)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(append([]byte(nil), data...)), py.Int(int64(len(data)))).V(), nil
}
