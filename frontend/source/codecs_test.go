// This file compares decoding with CPython's, a byte at a time.

package source

import (
	"testing"

	"adder/frontend/oracle"
)

const decodeScript = `
def answer(name):
    out = []
    for i in range(256):
        try:
            out.append(bytes([i]).decode(name))
        except UnicodeDecodeError as e:
            out.append("error " + str(e))
    return out
`

// TestCharmaps decodes each byte in each single-byte codec.
func TestCharmaps(t *testing.T) {
	python, err := oracle.Start(decodeScript)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	names := []string{"iso-8859-1", "ascii"}
	for name := range charmaps {
		names = append(names, name)
	}
	for _, name := range names {
		var want []string
		if err := python.Ask(name, &want); err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			got, failure := decodeWith(name, []byte{byte(i)})
			if failure != "" {
				got = []byte("error " + failure)
			}
			if string(got) != w {
				t.Errorf("%s, byte %#x: got %q, want %q", name, i, got, w)
			}
		}
	}
}

const utf8Script = `
import itertools
def answer(_):
    out = []
    bytes_ = [0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff]
    for n in (1, 2, 3):
        for t in itertools.product(bytes_, repeat=n):
            try:
                bytes(t).decode("utf-8")
                out.append([list(t), ""])
            except UnicodeDecodeError as e:
                out.append([list(t), str(e)])
    return out
`

// TestUTF8 compares the errors of wrong sequences.
func TestUTF8(t *testing.T) {
	python, err := oracle.Start(utf8Script)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	var cases [][2]any
	if err := python.Ask(nil, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		var data []byte
		for _, b := range c[0].([]any) {
			data = append(data, byte(b.(float64)))
		}
		if _, failure := decodeWith("utf8", data); failure != c[1] {
			t.Errorf("%x: got %q, want %q", data, failure, c[1])
		}
	}
}
