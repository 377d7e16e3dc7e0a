// This file encodes and decodes text: the entry points, and the codecs for which no codec
// object is needed.

package py

import (
	"strings"
	"unicode/utf8"

	"adder/runtime/internal/codec"
)

// DecodeStr is str(b, encoding, errors) for a bytes-like v; encoding and errors may be unbound.
// fn is the function whose arguments they are.
func DecodeStr(t *Thread, fn string, v, encoding, errors Value) (*Str, *Exc) {
	name, mode, exc := codecArgs(fn, encoding, errors)
	if exc != nil {
		return nil, exc
	}
	if v.IsStr() {
		return nil, TypeErrorf("decoding str is not supported")
	}
	if !IsBytesLike(v) {
		return nil, TypeErrorf("decoding to str: need a bytes-like object, %s found", TypeName(v))
	}
	data, exc := BytesLike(t, v)
	if exc != nil {
		return nil, exc
	}
	if exc := checkCodecArgs(t, name, mode); exc != nil {
		return nil, exc
	}
	if len(data) == 0 {
		return emptyStr, nil // whatever the encoding
	}
	if c := directCodec(name); c != nil {
		s, _, exc := c.Decode(t, data, mode, true)
		return s, exc
	}
	r, exc := codecCall(t, name, 1, v, mode)
	if exc != nil {
		return nil, exc
	}
	if !r.IsStr() {
		return nil, TypeErrorf("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types", name, TypeName(r))
	}
	return AsStr(r), nil
}

// EncodeStr is s.encode(encoding, errors); encoding and errors may be unbound. fn is as for DecodeStr.
func EncodeStr(t *Thread, fn string, s *Str, encoding, errors Value) (Value, *Exc) {
	name, mode, exc := codecArgs(fn, encoding, errors)
	if exc != nil {
		return Value{}, exc
	}
	if exc := checkCodecArgs(t, name, mode); exc != nil {
		return Value{}, exc
	}
	if c := directCodec(name); c != nil {
		data, exc := c.Encode(t, s, mode)
		if exc != nil {
			return Value{}, exc
		}
		return BytesV(data), nil
	}
	r, exc := codecCall(t, name, 0, s.V(), mode)
	if exc != nil {
		return Value{}, exc
	}
	if r.IsByteArray() {
		return BytesV(append([]byte(nil), AsByteArray(r).Data()...)), nil
	}
	if !r.IsBytes() {
		return Value{}, TypeErrorf("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", name, TypeName(r))
	}
	return r, nil
}

// CheckCodecs tells that names of encodings and error handlers are looked up even when they are
// not needed: Python's development mode.
var CheckCodecs bool

func checkCodecArgs(t *Thread, name, mode string) *Exc {
	if !CheckCodecs {
		return nil
	}
	if directCodec(name) == nil {
		if _, exc := LookupCodec(t, name); exc != nil {
			return exc
		}
	}
	_, exc := LookupErrorHandler(t, mode)
	return exc
}

func codecArgs(fn string, encoding, errors Value) (name, mode string, exc *Exc) {
	name, mode = "utf-8", "strict"
	for i, v := range []Value{encoding, errors} {
		if v.IsUnbound() {
			continue
		}
		param := []string{"encoding", "errors"}[i]
		if !v.IsStr() {
			return "", "", TypeErrorf("%s() argument '%s' must be str, not %s", fn, param, TypeName(v))
		}
		text := AsStr(v).String()
		if strings.IndexByte(text, 0) >= 0 {
			return "", "", ValueErrorf("embedded null character")
		}
		*[]*string{&name, &mode}[i] = text
	}
	return name, mode, nil
}

// normalEncoding brings the name of an encoding to the form of the registry's and the tables'
// keys: runs of what is neither an ASCII letter or digit nor a dot become underscores.
func normalEncoding(name string) string {
	if plainEncoding(name) {
		return name
	}
	out := make([]byte, 0, len(name))
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.':
		case c >= 0x80:
			continue
		default:
			gap = true
			continue
		}
		if gap && len(out) > 0 {
			out = append(out, '_')
		}
		gap = false
		out = append(out, c)
	}
	return string(out)
}

// plainEncoding reports whether a name is in normal form already.
func plainEncoding(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// Codec is a native codec. errors is the name of an error handler.
type Codec struct {
	// Encode returns the bytes of s.
	Encode func(t *Thread, s *Str, errors string) ([]byte, *Exc)
	// Decode returns the text of data and how much of it was read: with final false, an
	// incomplete sequence at the end is left.
	Decode func(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc)
	// stateful tells that what stands at the start of a stream decides how it goes on.
	stateful bool
}

// The codecs that str and bytes use without asking the registry.
var (
	UTF8   = &Codec{Encode: encodeUTF8, Decode: decodeUTF8}
	ASCII7 = &Codec{Encode: encodeASCII, Decode: decodeASCII}
	Latin1 = &Codec{Encode: encodeLatin1, Decode: decodeLatin1}
	utf16  = &Codec{encodeUTF16, decodeUTF16, true}
	utf32  = &Codec{encodeUTF32, decodeUTF32, true}
)

var directCodecs = map[string]*Codec{
	"utf_8": UTF8, "utf8": UTF8, "u8": UTF8, "cp65001": UTF8,
	"ascii": ASCII7, "us_ascii": ASCII7, "646": ASCII7,
	"latin_1": Latin1, "latin1": Latin1, "iso_8859_1": Latin1, "iso8859_1": Latin1, "l1": Latin1, "latin": Latin1,
	"utf_16": utf16, "utf16": utf16, "utf_32": utf32, "utf32": utf32,
}

// directCodec returns the codec of an encoding that str and bytes know themselves, else nil.
func directCodec(encoding string) *Codec {
	if encoding == "utf-8" {
		return UTF8
	}
	name := normalEncoding(encoding)
	if c := directCodecs[name]; c != nil {
		return c
	}
	return pageCodec(name)
}

// DirectCodec returns the codec of an encoding that needs no codec object, even for a stream,
// else nil.
func DirectCodec(encoding string) *Codec {
	if c := directCodec(encoding); c != nil && !c.stateful {
		return c
	}
	return nil
}

func encodeUTF8(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	if s.ascii() {
		return []byte(s.data()), nil
	}
	if s.kind() == 1 {
		return []byte(s.String()), nil
	}
	return EncodeBy(t, s, errors, (*codec.Encoder).UTF8)
}

func encodeASCII(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	if s.ascii() {
		return []byte(s.data()), nil
	}
	return EncodeBy(t, s, errors, (*codec.Encoder).ASCII)
}

func encodeLatin1(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	if s.kind() == 1 {
		return []byte(s.data()), nil
	}
	return EncodeBy(t, s, errors, (*codec.Encoder).Latin1)
}

func encodeUTF16(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	return EncodeBy(t, s, errors, func(e *codec.Encoder) bool { return e.UTF16(codec.Native) })
}

func encodeUTF32(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	return EncodeBy(t, s, errors, func(e *codec.Encoder) bool { return e.UTF32(codec.Native) })
}

func decodeLatin1(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	largest := rune(0)
	for _, c := range data {
		largest = max(largest, rune(c))
	}
	b := newStrBuf(len(data), largest)
	copy(b.data, data)
	return b.str(), len(data), nil
}

func decodeASCII(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	if text := string(data); isASCII(text) {
		return newASCII(text), len(data), nil
	}
	return DecodeBy(t, data, errors, final, (*codec.Decoder).ASCII)
}

func decodeUTF8(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	if utf8.Valid(data) {
		return NewStr(string(data)), len(data), nil
	}
	return DecodeBy(t, data, errors, final, (*codec.Decoder).UTF8)
}

func decodeUTF16(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	return DecodeBy(t, data, errors, final, func(d *codec.Decoder) (int, bool) {
		n, _, ok := d.UTF16(codec.Native)
		return n, ok
	})
}

func decodeUTF32(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	return DecodeBy(t, data, errors, final, func(d *codec.Decoder) (int, bool) {
		n, _, ok := d.UTF32(codec.Native)
		return n, ok
	})
}
