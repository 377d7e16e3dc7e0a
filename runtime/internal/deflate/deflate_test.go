package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand"
	"testing"
)

// TestRoundTrip decompresses with the standard library what was compressed.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for level := range 10 {
		for _, n := range []int{0, 1, 10, 1000, 80000} {
			data := make([]byte, n)
			for i := range data {
				data[i] = byte(r.Intn(4)) * byte(r.Intn(3))
			}
			for s := Default; s <= Fixed; s++ {
				z := New(level, Raw, 15, 8, s)
				out := z.Compress(data[:n/2], NoFlush)
				out = append(out, z.Compress(data[n/2:], Finish)...)
				got, err := io.ReadAll(flate.NewReader(bytes.NewReader(out)))
				if err != nil || !bytes.Equal(got, data) {
					t.Fatalf("level %d strategy %d size %d: %v", level, s, n, err)
				}
			}
		}
	}
}
