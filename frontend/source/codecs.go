// This file decodes the encodings that a coding cookie may name.

package source

import (
	"fmt"
	"unicode/utf8"
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
	switch name {
	case "iso-8859-1":
		return decodeLatin1
	case "ascii", "us-ascii", "US-ASCII":
		return decodeASCII
	}
	return nil
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
