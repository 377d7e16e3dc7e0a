// This file encodes and decodes with the code page of Windows' user.

package py

import (
	"strconv"
	"sync"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/codec"
)

// codePage is the user's code page: its name, and its codec where one byte is one character.
var codePage = sync.OnceValue(func() (page struct {
	name  string
	codec *Codec
}) {
	id := windows.GetACP()
	page.name = "cp" + strconv.Itoa(int(id))
	var table [256]rune
	for b := range table {
		table[b] = -1
		in := byte(b)
		var out [2]uint16
		const invalidFails = 8 // MB_ERR_INVALID_CHARS
		n, err := windows.MultiByteToWideChar(id, invalidFails, &in, 1, &out[0], int32(len(out)))
		if b < 0x80 && (err != nil || n != 1 || out[0] != uint16(b)) {
			return page
		}
		if err != nil || n != 1 {
			continue
		}
		if c := rune(out[0]); c != rune(b) || b < 0x80 || b > 0x9f { // a control there stands for nothing
			table[b] = c
		}
	}
	wide := 0
	for _, c := range table {
		if c < 0 {
			wide++
		}
	}
	const most = 60 // of undefined characters: beyond, the bytes lead others
	if wide <= most {
		page.codec = tableCodec(&table)
	}
	return page
})

// tableCodec makes the codec of a table with -1 for bytes that stand for nothing.
func tableCodec(table *[256]rune) *Codec {
	const undefined = "character maps to <undefined>"
	back := make(map[rune]byte, len(table))
	for b, c := range table {
		if c >= 0 {
			back[c] = byte(b)
		}
	}
	return &Codec{
		Encode: func(t *Thread, s *Str, errors string) ([]byte, *Exc) {
			return EncodeBy(t, s, errors, func(e *codec.Encoder) bool {
				return e.Each("charmap", undefined, func(out []byte, c rune) ([]byte, bool) {
					b, ok := back[c]
					if !ok {
						return out, false
					}
					return append(out, b), true
				})
			})
		},
		Decode: func(t *Thread, data []byte, errors string, final bool) (*Str, int, *Exc) {
			return DecodeBy(t, data, errors, final, func(d *codec.Decoder) (int, bool) {
				return d.Each("charmap", func(i int) (int, string) {
					c := table[d.Data[i]]
					if c < 0 {
						return 1, undefined
					}
					d.Out = codec.AppendRune(d.Out, c)
					return 1, ""
				})
			})
		},
	}
}

// LocaleEncoding is the encoding of text files that are opened without naming one. Code pages in which
// characters take several bytes are not supported: UTF-8 stands in for them.
func LocaleEncoding() string {
	if page := codePage(); page.codec != nil {
		return page.name
	}
	return "utf-8"
}

// pageCodec is the codec of the user's code page, nil for another name.
func pageCodec(name string) *Codec {
	if len(name) < 3 || name[:2] != "cp" {
		return nil
	}
	if page := codePage(); page.name == name {
		return page.codec
	}
	return nil
}
