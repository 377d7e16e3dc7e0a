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
