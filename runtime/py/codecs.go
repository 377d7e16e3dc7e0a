// This file encodes and decodes text: the entry points, and the codecs for which no codec
// object is needed.

package py

import (
	"strings"
	"unicode/utf8"
)

// DecodeStr is str(b, encoding, errors) for a bytes-like v; encoding and errors may be unbound.
func DecodeStr(t *Thread, v, encoding, errors Value) (*Str, *Exc) {
	name, mode, exc := codecArgs(encoding, errors)
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
	if len(data) == 0 {
		return emptyStr, nil // whatever the encoding
	}
	if codec := directCodecs[normalEncoding(name)]; codec != nil {
		s, _, exc := codec.Decode(t, data, mode, true)
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

// EncodeStr is s.encode(encoding, errors); encoding and errors may be unbound.
func EncodeStr(t *Thread, s *Str, encoding, errors Value) (Value, *Exc) {
	name, mode, exc := codecArgs(encoding, errors)
	if exc != nil {
		return Value{}, exc
	}
	if codec := directCodecs[normalEncoding(name)]; codec != nil {
		data, exc := codec.Encode(t, s, mode)
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

func codecArgs(encoding, errors Value) (name, mode string, exc *Exc) {
	name, mode = "utf-8", "strict"
	for i, v := range []Value{encoding, errors} {
		if v.IsUnbound() {
			continue
		}
		param := []string{"encoding", "errors"}[i]
		if !v.IsStr() {
			return "", "", TypeErrorf("argument '%s' must be str, not %s", param, TypeName(v))
		}
		text := AsStr(v).String()
		if strings.IndexByte(text, 0) >= 0 {
			return "", "", ValueErrorf("embedded null character")
		}
		*[]*string{&name, &mode}[i] = text
	}
	return name, mode, nil
}

// normalEncoding brings the name of an encoding to the form of the table's keys.
func normalEncoding(name string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(name))
}

// Codec is a native codec. errors is the name of an error handler.
type Codec struct {
	// Encode returns the bytes of s.
	Encode func(t *Thread, s *Str, errors string) ([]byte, *Exc)
	// Decode returns the text of data and how much of it was read: with final false, an
	// incomplete sequence at the end is left.
	Decode func(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc)
}

// The codecs that str and bytes use without asking the registry.
var (
	UTF8   = &Codec{encodeUTF8, decodeUTF8}
	ASCII7 = &Codec{encodeNarrow("ascii", 0x80), decodeASCII}
	Latin1 = &Codec{encodeNarrow("latin-1", 0x100), decodeLatin1}
)

var directCodecs = map[string]*Codec{
	"utf_8": UTF8, "utf8": UTF8, "u8": UTF8, "cp65001": UTF8,
	"ascii": ASCII7, "us_ascii": ASCII7, "646": ASCII7,
	"latin_1": Latin1, "latin1": Latin1, "iso_8859_1": Latin1, "iso8859_1": Latin1, "l1": Latin1, "latin": Latin1,
}

func encodeUTF8(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	if s.ascii {
		return []byte(s.data), nil
	}
	if s.kind == 1 {
		return []byte(s.String()), nil
	}
	return EncodeWith(t, s, "utf-8", "surrogates not allowed", errors, func(out []byte, c rune) ([]byte, bool) {
		if c >= 0xd800 && c < 0xe000 {
			return out, false
		}
		return appendWTF8(out, c), true
	})
}

func encodeNarrow(name string, limit rune) func(t *Thread, s *Str, errors string) ([]byte, *Exc) {
	reason := "ordinal not in range(128)"
	if limit == 0x100 {
		reason = "ordinal not in range(256)"
	}
	return func(t *Thread, s *Str, errors string) ([]byte, *Exc) {
		if s.ascii || s.kind == 1 && limit == 0x100 {
			return []byte(s.data), nil
		}
		return EncodeWith(t, s, name, reason, errors, func(out []byte, c rune) ([]byte, bool) {
			if c >= limit {
				return out, false
			}
			return append(out, byte(c)), true
		})
	}
}

// EncodeWith encodes s by put, which appends the bytes of a code point, or reports that it has
// none. Runs of those go to the error handler.
func EncodeWith(t *Thread, s *Str, encoding, reason, errors string, put func(out []byte, c rune) ([]byte, bool)) ([]byte, *Exc) {
	n := s.Len()
	out := make([]byte, 0, n+n/2)
	for i := 0; i < n; {
		var ok bool
		if out, ok = put(out, s.At(i)); ok {
			i++
			continue
		}
		end := i + 1
		for end < n {
			if _, ok := put(nil, s.At(end)); ok {
				break
			}
			end++
		}
		r, next, exc := encodeError(t, encoding, s, i, end, reason, errors)
		if exc != nil {
			return nil, exc
		}
		if r.IsBytes() {
			out = append(out, AsBytes(r).Data()...)
			i = next
			continue
		}
		for k := range AsStr(r).Len() {
			if out, ok = put(out, AsStr(r).At(k)); !ok {
				return nil, newEncodeError(encoding, s, i, end, reason)
			}
		}
		i = next
	}
	return out, nil
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
	return DecodeWith(t, data, "ascii", errors, func(data []byte, i int) (rune, int, string) {
		if data[i] < 0x80 {
			return rune(data[i]), 1, ""
		}
		return 0, 1, "ordinal not in range(128)"
	})
}

// DecodeWith decodes data by get, which returns the code point at i and its length, or the
// length and the reason of an error, or a length of zero for an incomplete end that is left.
func DecodeWith(t *Thread, data []byte, encoding, errors string, get func(data []byte, i int) (c rune, size int, reason string)) (*Str, int, *Exc) {
	var one [1]rune
	return DecodeRuns(t, data, encoding, errors, func(data []byte, i int) ([]rune, int, string) {
		c, size, reason := get(data, i)
		one[0] = c
		return one[:], size, reason
	})
}

// DecodeRuns is DecodeWith where a sequence of bytes may stand for any number of code points.
func DecodeRuns(t *Thread, data []byte, encoding, errors string, get func(data []byte, i int) (run []rune, size int, reason string)) (*Str, int, *Exc) {
	out := make([]rune, 0, len(data))
	i := 0
	for i < len(data) {
		run, size, reason := get(data, i)
		if reason == "" {
			if size == 0 {
				break
			}
			out = append(out, run...)
			i += size
			continue
		}
		r, next, newData, exc := decodeError(t, encoding, data, i, i+size, reason, errors)
		if exc != nil {
			return nil, 0, exc
		}
		out = append(out, r.runes()...)
		data, i = newData, next
	}
	return fromRunes(out), i, nil
}

func decodeUTF8(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
	if utf8.Valid(data) {
		return NewStr(string(data)), len(data), nil
	}
	return DecodeWith(t, data, "utf-8", errors, func(data []byte, i int) (rune, int, string) {
		if data[i] < 0x80 {
			return rune(data[i]), 1, ""
		}
		c, size := utf8.DecodeRune(data[i:])
		if c != utf8.RuneError || size != 1 {
			return c, size, ""
		}
		size, reason := badUTF8(data[i:])
		if reason == "unexpected end of data" && !final {
			return 0, 0, ""
		}
		return 0, size, reason
	})
}

// badUTF8 describes what is wrong at the start of data: the length of the part that cannot be
// decoded, as the Unicode standard recommends (maximal subpart), and the reason.
func badUTF8(data []byte) (size int, reason string) {
	b := data[0]
	need, lo, hi := 0, byte(0x80), byte(0xbf)
	switch {
	case b >= 0xc2 && b < 0xe0:
		need = 1
	case b >= 0xe0 && b < 0xf0:
		need = 2
		if b == 0xe0 {
			lo = 0xa0
		} else if b == 0xed {
			hi = 0x9f
		}
	case b >= 0xf0 && b < 0xf5:
		need = 3
		if b == 0xf0 {
			lo = 0x90
		} else if b == 0xf4 {
			hi = 0x8f
		}
	default:
		return 1, "invalid start byte"
	}
	for k := 1; k <= need; k++ {
		if k >= len(data) {
			return k, "unexpected end of data"
		}
		if data[k] < lo || data[k] > hi {
			return k, "invalid continuation byte"
		}
		lo, hi = 0x80, 0xbf
	}
	return 1, "invalid start byte"
}

// DirectCodec returns the codec of an encoding that needs no codec object, else nil.
func DirectCodec(encoding string) *Codec { return directCodecs[normalEncoding(encoding)] }
