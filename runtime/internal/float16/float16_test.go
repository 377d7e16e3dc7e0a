package float16

import (
	"math"
	"testing"
)

// TestRoundTrip converts every half precision number there and back.
func TestRoundTrip(t *testing.T) {
	for i := range 1 << 16 {
		f := Float(uint16(i))
		if bits, ok := Bits(f); !ok || bits != uint16(i) {
			t.Fatalf("%#04x is %v, which is %#04x", i, f, bits)
		}
	}
}

// TestRounding checks ties and limits.
func TestRounding(t *testing.T) {
	for _, c := range []struct {
		f    float64
		bits uint16
		ok   bool
	}{
		{1 + 1.0/2048, 0x3c00, true}, {1 + 3.0/2048, 0x3c02, true}, {65519, 0x7bff, true}, {65520, 0, false},
		{math.Ldexp(1, -25), 0, true}, {math.Ldexp(1.5, -25), 1, true}, {-2, 0xc000, true},
	} {
		if bits, ok := Bits(c.f); ok != c.ok || ok && bits != c.bits {
			t.Errorf("Bits(%v) = %#04x, %v", c.f, bits, ok)
		}
	}
}
