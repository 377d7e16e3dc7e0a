// Package codec holds the Unicode codecs: conversions between bytes and code points.
//
// A Decoder reads Data and appends to Out, which is UTF-8 that may contain surrogates (WTF-8). An
// Encoder reads Text and appends to Out. What a codec cannot convert it hands to Fail, with the
// range and the reason that the exception has in CPython (unicodeobject.c); Fail decides how to go
// on. The package knows nothing of error handlers' names.
package codec

// Decoder is the state of one conversion of bytes to text.
type Decoder struct {
	Data  []byte
	Out   []byte // WTF-8
	Final bool   // no data follow: an incomplete sequence at the end is malformed
	// Name is the encoding as errors call it; the functions set it.
	Name string
	// Fail is told that Data[start:end] is malformed. It appends a replacement to Out and may
	// exchange Data. Decoding goes on at next, or ends if ok is false.
	Fail func(d *Decoder, start, end int, reason string) (next int, ok bool)
	// Lookup finds a character by name, for \N{…}; nil: none has a name.
	Lookup func(name string) (rune, bool)
	// BadEscape is the first escape sequence that Python does not know: the character behind the
	// backslash, or the number of an octal escape beyond 0o377. 0: there was none.
	BadEscape int
	// Stop is set by a callback to end the conversion, and tells why.
	Stop any
}

// Encoder is the state of one conversion of text to bytes.
type Encoder struct {
	Text []rune
	Out  []byte
	Name string
	// Fail is told that Text[start:end] cannot be encoded. It says what replaces the range, and
	// where to go on; ok false ends the conversion.
	Fail func(e *Encoder, start, end int, reason string) (r Replacement, next int, ok bool)
	// Refuse is told that a replacement cannot be encoded either; the conversion ends.
	Refuse func(e *Encoder, start, end int, reason string)
	// Stop is set by a callback to end the conversion, and tells why.
	Stop any
}

// Replacement stands for text that cannot be encoded: bytes, or text to be encoded in its place.
type Replacement struct {
	Bytes []byte
	Text  []rune
}

// AppendRune appends the encoding of a code point, surrogates included.
func AppendRune(b []byte, c rune) []byte {
	switch {
	case c < 0x80:
		return append(b, byte(c))
	case c < 0x800:
		return append(b, 0xc0|byte(c>>6), 0x80|byte(c&0x3f))
	case c < 0x10000:
		return append(b, 0xe0|byte(c>>12), 0x80|byte(c>>6&0x3f), 0x80|byte(c&0x3f))
	}
	return append(b, 0xf0|byte(c>>18), 0x80|byte(c>>12&0x3f), 0x80|byte(c>>6&0x3f), 0x80|byte(c&0x3f))
}

// IsSurrogate reports whether c is half of a pair.
func IsSurrogate(c rune) bool { return c >= 0xd800 && c < 0xe000 }

func isHigh(c rune) bool { return c >= 0xd800 && c < 0xdc00 }

func isLow(c rune) bool { return c >= 0xdc00 && c < 0xe000 }

func join(high, low rune) rune { return (high-0xd800)<<10 + (low - 0xdc00) + 0x10000 }
