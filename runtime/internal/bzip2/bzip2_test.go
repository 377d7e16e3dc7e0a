package bzip2

import (
	"bytes"
	stdbzip2 "compress/bzip2"
	"io"
	"math/rand"
	"testing"
)

// TestRoundTrip decompresses what was compressed, with the standard library and in pieces.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for round := range 25 {
		data := make([]byte, r.Intn(30000*(1+round%5)))
		for i := range data {
			data[i] = byte(r.Intn(1 + round*round/4))
		}
		c := NewCompressor(1)
		packed := append(c.Compress(data), c.Finish()...)
		if got, err := io.ReadAll(stdbzip2.NewReader(bytes.NewReader(packed))); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("round %d: %v", round, err)
		}
		in, got := append(packed, "rest"...), []byte(nil)
		d := NewDecompressor()
		for !d.Done() {
			n := min(len(in), r.Intn(5000))
			out, rest, err := d.Decompress(in[:n], r.Intn(9000))
			if err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			got = append(got, out...)
			in = append(append([]byte(nil), rest...), in[n:]...)
		}
		if !bytes.Equal(got, data) || string(in) != "rest" {
			t.Fatalf("round %d: %d bytes of %d, rest %q", round, len(got), len(data), in[:min(len(in), 9)])
		}
	}
}
