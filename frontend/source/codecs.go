// This file decodes the encodings that a coding cookie may name.

package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decodeWith decodes data from the encoding called name. A failure is told by CPython's
// message of the LookupError or UnicodeDecodeError.
func decodeWith(name string, data []byte) (text []byte, failure string) {
	codec := lookup(name)
	if codec == nil {
		return nil, "unknown encoding: " + name
	}
	return codec(data)
}

// A codec decodes a whole text; failure is the message of the Python exception, or "".
type codec func(data []byte) (text []byte, failure string)

// lookup returns the codec that Python finds under name, nil if there is none.
func lookup(name string) codec {
	// Python's own normalisation of names (encodings.normalize_encoding).
	name = strings.ToLower(strings.NewReplacer("-", "_", ".", "_").Replace(name))
	switch name {
	case "utf_8", "utf8", "u8", "utf", "utf8_ucs2", "utf8_ucs4", "cp65001":
		return decodeUTF8
	case "iso_8859_1", "latin1", "latin", "l1", "iso8859_1", "8859", "cp819":
		return decodeLatin1
	case "ascii", "us_ascii", "646", "ansi_x3_4_1968":
		return decodeASCII
	}
	if table := charmaps[name]; table != nil {
		return func(data []byte) ([]byte, string) { return decodeCharmap(table, data) }
	}
	return nil
}

// charmaps are the single-byte codecs by Python's name. Names that are missing here, the
// multi-byte codecs among them, are reported as unknown encodings.
var charmaps = map[string]*charmap.Charmap{
	"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852,
	"cp855": charmap.CodePage855, "cp858": charmap.CodePage858, "cp866": charmap.CodePage866,
	"iso8859_2": charmap.ISO8859_2, "iso_8859_2": charmap.ISO8859_2, "latin2": charmap.ISO8859_2,
	"iso8859_5": charmap.ISO8859_5, "iso_8859_5": charmap.ISO8859_5, "cyrillic": charmap.ISO8859_5,
	"iso8859_7": charmap.ISO8859_7, "iso_8859_7": charmap.ISO8859_7, "greek": charmap.ISO8859_7,
	"iso8859_9": charmap.ISO8859_9, "iso_8859_9": charmap.ISO8859_9, "latin5": charmap.ISO8859_9,
	"iso8859_15": charmap.ISO8859_15, "iso_8859_15": charmap.ISO8859_15, "latin9": charmap.ISO8859_15,
	"koi8_r": charmap.KOI8R,
	"cp1250": charmap.Windows1250, "windows_1250": charmap.Windows1250,
	"cp1251": charmap.Windows1251, "windows_1251": charmap.Windows1251,
	"cp1252": charmap.Windows1252, "windows_1252": charmap.Windows1252,
	"cp1253": charmap.Windows1253, "windows_1253": charmap.Windows1253,
	"cp1254": charmap.Windows1254, "windows_1254": charmap.Windows1254,
	"cp1257": charmap.Windows1257, "windows_1257": charmap.Windows1257,
}

// decodeCharmap decodes byte by byte. Where Windows code pages are undefined, the library
// follows browsers and yields the control character of the same number; Python fails. In the
// ISO sets it is the other way round.
func decodeCharmap(table *charmap.Charmap, data []byte) ([]byte, string) {
	windows, iso := strings.HasPrefix(table.String(), "Windows"), strings.HasPrefix(table.String(), "ISO")
	out := make([]byte, 0, len(data)+16)
	for i, c := range data {
		r := table.DecodeByte(c)
		if iso && c >= 0x80 && c < 0xa0 {
			r = rune(c)
		}
		if r == utf8.RuneError || windows && c >= 0x80 && r == rune(c) && c < 0xa0 {
			return nil, fmt.Sprintf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i)
		}
		out = utf8.AppendRune(out, r)
	}
	return out, ""
}

func decodeLatin1(data []byte) ([]byte, string) {
	out := make([]byte, 0, len(data)+16)
	for _, c := range data {
		out = utf8.AppendRune(out, rune(c))
	}
	return out, ""
}

func decodeASCII(data []byte) ([]byte, string) {
	for i, c := range data {
		if c >= 0x80 {
			return nil, fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i)
		}
	}
	return data, ""
}

// decodeUTF8 checks only: an error says what CPython's decoder says.
func decodeUTF8(data []byte) ([]byte, string) {
	for i := 0; i < len(data); {
		n := 1
		if data[i] >= utf8.RuneSelf {
			n = SequenceLen(data[i:])
		}
		if n == 0 {
			return nil, invalidUTF8(data, i)
		}
		i += n
	}
	return data, ""
}

// invalidUTF8 is the message for the bad sequence at i.
func invalidUTF8(data []byte, i int) string {
	want := 0
	switch c := data[i]; {
	case c >= 0xC2 && c < 0xE0:
		want = 2
	case c >= 0xE0 && c < 0xF0:
		want = 3
	case c >= 0xF0 && c < 0xF5:
		want = 4
	default:
		return fmt.Sprintf("'utf-8' codec can't decode byte 0x%02x in position %d: invalid start byte", c, i)
	}
	good := 1 // bytes of the sequence that could be right
	for good < want && i+good < len(data) && continues(data[i], good, data[i+good]) {
		good++
	}
	reason := "invalid continuation byte"
	if i+good == len(data) {
		reason = "unexpected end of data"
	}
	if good == 1 {
		return fmt.Sprintf("'utf-8' codec can't decode byte 0x%02x in position %d: %s", data[i], i, reason)
	}
	return fmt.Sprintf("'utf-8' codec can't decode bytes in position %d-%d: %s", i, i+good-1, reason)
}

// continues reports whether c may be byte n of a sequence that starts with first: neither
// overlong forms nor surrogates are valid.
func continues(first byte, n int, c byte) bool {
	low, high := byte(0x80), byte(0xBF)
	if n == 1 {
		switch first {
		case 0xE0:
			low = 0xA0
		case 0xED:
			high = 0x9F
		case 0xF0:
			low = 0x90
		case 0xF4:
			high = 0x8F
		}
	}
	return low <= c && c <= high
}
