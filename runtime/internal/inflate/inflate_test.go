package inflate

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"math/rand"
	"testing"
)

// TestPieces decompresses streams of the standard library in pieces of all kinds of sizes.
func TestPieces(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for round := range 60 {
		data := make([]byte, r.Intn(100000))
		for i := range data {
			data[i] = byte(r.Intn(1 + round))
		}
		var b bytes.Buffer
		format := Zlib
		if round%2 == 0 {
			w, _ := zlib.NewWriterLevel(&b, round%10)
			w.Write(data)
			w.Close()
		} else {
			w, _ := gzip.NewWriterLevel(&b, round%10)
			w.Write(data)
			w.Close()
			format = Auto
		}
		b.WriteString("rest")
		d, in, got := New(format, 15), b.Bytes(), []byte(nil)
		for !d.Done() {
			n := min(len(in), 1+r.Intn(2000))
			most := -1
			if round%3 == 0 {
				most = r.Intn(3000)
			}
			piece := in[:n]
			out, rest, err := d.Decompress(piece, most)
			if err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			got = append(got, out...)
			in = in[n-len(rest):]
		}
		if !bytes.Equal(got, data) || string(in) != "rest" {
			t.Fatalf("round %d: %d bytes of %d, rest %q", round, len(got), len(data), in[:min(len(in), 20)])
		}
	}
}
