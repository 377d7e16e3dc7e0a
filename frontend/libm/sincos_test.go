package libm

import (
	"math"
	"math/rand"
	"testing"
)

// angles returns numbers of all sizes up to maxReduce, many of them close to multiples of π/4.
func angles(n int) []float64 {
	r := rand.New(rand.NewSource(1))
	a := make([]float64, n)
	for i := range a {
		switch i % 4 {
		case 0:
			a[i] = r.Float64()*20 - 10
		case 1:
			a[i] = (r.Float64()*2 - 1) * maxReduce
		case 2:
			a[i] = float64(r.Intn(1<<16))*(math.Pi/4) + r.NormFloat64()*math.Exp(-30*r.Float64())
		default:
			a[i] = math.Ldexp(r.Float64()+0.5, -r.Intn(30))
		}
	}
	return a
}

// The quick way never differs from the long one, and is sure nearly always.
func TestQuickSin(t *testing.T) {
	const count = 400000
	unsure := 0
	for i, x := range angles(count) {
		for quarter, slow := range []func(float64) float64{slowSin, slowCos} {
			got, ok := quickSin(x, quarter)
			if want := slow(x); ok && got != want {
				t.Fatalf("quickSin(%v, %d) = %v, want %v", x, quarter, got, want)
			}
			if !ok && i%4 < 2 {
				unsure++
			}
		}
	}
	if unsure > count/1000 {
		t.Errorf("unsure about %d of %d", unsure, count)
	}
}

func BenchmarkSin(b *testing.B) {
	xs := angles(1024)
	for i := range b.N {
		Sin(xs[i&1023])
	}
}

func BenchmarkSlowSin(b *testing.B) {
	xs := angles(1024)
	for i := range b.N {
		slowSin(xs[i&1023])
	}
}
