// This file implements the functions of sequences: sums, products, distances, without loss of accuracy.

package mathmod

import (
	"math"
	"math/big"

	"adder/runtime/py"
)

func sequenceMethods() []py.Method {
	return []py.Method{
		{Name: "fsum", Sig: "(seq, /)", F1: fsum},
		{Name: "prod", Sig: "(iterable, /, *, start=1)", FN: prod},
		{Name: "sumprod", Sig: "(p, q, /)", F2: sumprod},
		{Name: "dist", Sig: "(p, q, /)", F2: dist},
		{Name: "hypot", Sig: "(*coordinates)", FK: hypot},
	}
}

func fsum(t *thread, self, seq value) (value, *excp) {
	it, exc := py.Iter(t, seq)
	if exc != nil {
		return value{}, exc
	}
	// An accumulator of 2,200 bits holds any sum of floats exactly.
	sum := new(big.Float).SetPrec(2200)
	special, infinite, nan := 0.0, false, false
	for {
		v, exc := py.Next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			break
		}
		x, exc := real(t, v)
		if exc != nil {
			return value{}, exc
		}
		switch {
		case math.IsNaN(x):
			nan = true
		case math.IsInf(x, 0):
			if infinite && special != x {
				special = math.NaN()
			} else if !infinite {
				special = x
			}
			infinite = true
		default:
			sum.Add(sum, new(big.Float).SetFloat64(x))
		}
	}
	switch {
	case nan:
		return py.Float(math.NaN()), nil
	case infinite && math.IsNaN(special):
		return value{}, py.ValueErrorf("-inf + inf in fsum")
	case infinite:
		return py.Float(special), nil
	}
	r, _ := sum.Float64()
	if math.IsInf(r, 0) {
		return value{}, py.OverflowErrorf("intermediate overflow in fsum")
	}
	return py.Float(r), nil
}

func prod(t *thread, self value, args []value) (value, *excp) {
	r := py.Int(1)
	if args[1].Bound() {
		r = args[1]
	}
	it, exc := py.Iter(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	for {
		v, exc := py.Next(t, it)
		if exc != nil || v.IsUnbound() {
			return r, exc
		}
		if r, exc = py.Binary(t, r, v, py.OpMul); exc != nil {
			return value{}, exc
		}
	}
}

// sumprod multiplies pairwise and adds: exactly for floats, by the operators for other objects.
func sumprod(t *thread, self, p, q value) (value, *excp) {
	a, exc := py.Collect(t, p)
	if exc != nil {
		return value{}, exc
	}
	b, exc := py.Collect(t, q)
	if exc != nil {
		return value{}, exc
	}
	if len(a) != len(b) {
		return value{}, py.ValueErrorf("Inputs are not the same length")
	}
	if floats, ok := floatProducts(a, b); ok {
		return py.Float(floats), nil
	}
	sum := py.Int(0)
	for i := range a {
		v, exc := py.Binary(t, a[i], b[i], py.OpMul)
		if exc != nil {
			return value{}, exc
		}
		if sum, exc = py.Binary(t, sum, v, py.OpAdd); exc != nil {
			return value{}, exc
		}
	}
	return sum, nil
}

// floatProducts is the sum of products where a float is among each pair and the rest are small ints.
func floatProducts(a, b []value) (float64, bool) {
	sum := new(big.Float).SetPrec(4300)
	float := false
	number := func(v value) (float64, bool) {
		switch {
		case v.IsFloat():
			float = true
			return v.Float64(), true
		case v.IsInt() || v.IsBool():
			n := v.Int64()
			return float64(n), int64(float64(n)) == n
		}
		return 0, false
	}
	for i := range a {
		x, ok := number(a[i])
		y, ok2 := number(b[i])
		if !ok || !ok2 || math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0) {
			return 0, false
		}
		f := new(big.Float).SetPrec(106).SetFloat64(x)
		sum.Add(sum, f.Mul(f, new(big.Float).SetFloat64(y)))
	}
	r, _ := sum.Float64()
	return r, float
}

// norm is the length of a vector, correctly rounded but for the last bit.
func norm(x []float64) float64 {
	most, nan := 0.0, false
	for i := range x {
		x[i] = math.Abs(x[i])
		nan = nan || math.IsNaN(x[i])
		most = math.Max(most, x[i])
	}
	for _, f := range x {
		if math.IsInf(f, 0) {
			return f
		}
	}
	switch {
	case nan:
		return math.NaN()
	case most == 0 || len(x) == 1:
		return most
	}
	sum := new(big.Float).SetPrec(400)
	for _, f := range x {
		b := new(big.Float).SetPrec(106).SetFloat64(f)
		sum.Add(sum, b.Mul(b, b))
	}
	r, _ := new(big.Float).SetPrec(120).Sqrt(sum).Float64()
	return r
}

func hypot(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("math.hypot() takes no keyword arguments")
	}
	x := make([]float64, len(args))
	for i, v := range args {
		var exc *excp
		if x[i], exc = real(t, v); exc != nil {
			return value{}, exc
		}
	}
	return py.Float(norm(x)), nil
}

func dist(t *thread, self, p, q value) (value, *excp) {
	a, exc := py.Collect(t, p)
	if exc != nil {
		return value{}, exc
	}
	b, exc := py.Collect(t, q)
	if exc != nil {
		return value{}, exc
	}
	if len(a) != len(b) {
		return value{}, py.ValueErrorf("both points must have the same number of dimensions")
	}
	x := make([]float64, len(a))
	for i := range a {
		f, exc := real(t, a[i])
		if exc != nil {
			return value{}, exc
		}
		g, exc := real(t, b[i])
		if exc != nil {
			return value{}, exc
		}
		x[i] = f - g
	}
	return py.Float(norm(x)), nil
}
