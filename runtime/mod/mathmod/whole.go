// This file implements the functions of integers, and the conversions to them.

package mathmod

import (
	"math"
	"math/big"

	"adder/runtime/py"
)

func wholeMethods() []py.Method {
	return []py.Method{
		toWhole("ceil", math.Ceil), toWhole("floor", math.Floor),
		{Name: "trunc", Sig: "(x, /)", F1: trunc},
		{Name: "comb", Sig: "(n, k, /)", F2: comb},
		{Name: "perm", Sig: "(n, k=None, /)", FN: perm},
		{Name: "factorial", Sig: "(n, /)", F1: factorial},
		{Name: "gcd", Sig: "(*integers)", FK: gcd},
		{Name: "lcm", Sig: "(*integers)", FK: fold("lcm", 1, lcm)},
		{Name: "isqrt", Sig: "(n, /)", F1: isqrt},
	}
}

// toWhole makes ceil or floor: of a float, by the object's method, or of what it converts to.
func toWhole(name string, round func(x float64) float64) py.Method {
	special := py.Intern("__" + name + "__")
	return py.Method{Name: name, Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) {
		if !v.IsFloat() {
			if r, ok, exc := py.CallSpecial(t, v, special); ok || exc != nil {
				return r, exc
			}
		}
		x, exc := real(t, v)
		if exc != nil {
			return value{}, exc
		}
		return py.FloatToInt(round(x))
	}}
}

func trunc(t *thread, self, v value) (value, *excp) {
	if v.IsFloat() {
		return py.FloatToInt(math.Trunc(v.Float64()))
	}
	r, ok, exc := py.CallSpecial(t, v, py.Intern("__trunc__"))
	if !ok && exc == nil {
		return value{}, py.TypeErrorf("type %s doesn't define __trunc__ method", py.TypeName(v))
	}
	return r, exc
}

// whole converts an argument by __index__.
func whole(t *thread, v value) (*big.Int, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return nil, exc
	}
	return py.ToBig(i), nil
}

// gcd is math.gcd, without big.Ints as long as the numbers are within 64 bits.
func gcd(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return bigGCD(t, self, args, kw)
	}
	r := uint64(0)
	for _, v := range args {
		if !v.IsInt() {
			return bigGCD(t, self, args, kw)
		}
		n := uint64(v.Int64())
		if v.Int64() < 0 {
			n = -n
		}
		for n != 0 {
			r, n = n, r%n
		}
	}
	if r > math.MaxInt64 {
		return py.BigInt(new(big.Int).SetUint64(r)), nil
	}
	return py.Int(int64(r)), nil
}

var bigGCD = fold("gcd", 0, func(a, b *big.Int) *big.Int { return new(big.Int).GCD(nil, nil, a, b) })

func lcm(a, b *big.Int) *big.Int {
	if a.Sign() == 0 || b.Sign() == 0 {
		return new(big.Int)
	}
	g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(a), new(big.Int).Abs(b))
	return g.Abs(g.Mul(g.Quo(a, g), b))
}

// fold makes a function of any number of integers.
func fold(name string, start int64, op func(a, b *big.Int) *big.Int) func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		if len(kw) > 0 {
			return value{}, py.TypeErrorf("math.%s() takes no keyword arguments", name)
		}
		r := big.NewInt(start)
		for i, v := range args {
			n, exc := whole(t, v)
			if exc != nil {
				return value{}, exc
			}
			if i == 0 {
				r = new(big.Int).Abs(n)
				continue
			}
			r = op(r, new(big.Int).Abs(n))
		}
		return py.BigInt(r), nil
	}
}

func factorial(t *thread, self, v value) (value, *excp) {
	n, exc := whole(t, v)
	switch {
	case exc != nil:
		return value{}, exc
	case n.Sign() < 0:
		return value{}, py.ValueErrorf("factorial() not defined for negative values")
	case !n.IsInt64():
		return value{}, py.OverflowErrorf("factorial() argument should not exceed %d", int64(math.MaxInt64))
	}
	return py.BigInt(new(big.Int).MulRange(1, n.Int64())), nil
}

func isqrt(t *thread, self, v value) (value, *excp) {
	n, exc := whole(t, v)
	switch {
	case exc != nil:
		return value{}, exc
	case n.Sign() < 0:
		return value{}, py.ValueErrorf("isqrt() argument must be nonnegative")
	}
	return py.BigInt(new(big.Int).Sqrt(n)), nil
}

// falling is n * (n-1) * ... of k factors, n at least k.
func falling(n *big.Int, k int64) *big.Int {
	if n.IsInt64() {
		return new(big.Int).MulRange(n.Int64()-k+1, n.Int64())
	}
	r := big.NewInt(1)
	for i := range k {
		r.Mul(r, new(big.Int).Sub(n, big.NewInt(i)))
	}
	return r
}

// counts checks n and k of comb and perm.
func counts(t *thread, a, b value, name string) (n, k *big.Int, exc *excp) {
	if n, exc = whole(t, a); exc != nil {
		return nil, nil, exc
	}
	if k, exc = whole(t, b); exc != nil {
		return nil, nil, exc
	}
	switch {
	case n.Sign() < 0:
		return nil, nil, py.ValueErrorf("n must be a non-negative integer")
	case k.Sign() < 0:
		return nil, nil, py.ValueErrorf("k must be a non-negative integer")
	}
	return n, k, nil
}

func comb(t *thread, self, a, b value) (value, *excp) {
	n, k, exc := counts(t, a, b, "comb")
	if exc != nil {
		return value{}, exc
	}
	if k.Cmp(n) > 0 {
		return py.Int(0), nil
	}
	if rest := new(big.Int).Sub(n, k); rest.Cmp(k) < 0 {
		k = rest
	}
	if !k.IsInt64() {
		return value{}, py.OverflowErrorf("min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	}
	if n.IsInt64() {
		return py.BigInt(new(big.Int).Binomial(n.Int64(), k.Int64())), nil
	}
	top := falling(n, k.Int64())
	return py.BigInt(top.Quo(top, new(big.Int).MulRange(1, k.Int64()))), nil
}

func perm(t *thread, self value, args []value) (value, *excp) {
	if args[1].IsUnbound() || args[1].IsNone() {
		return factorial(t, self, args[0])
	}
	n, k, exc := counts(t, args[0], args[1], "perm")
	if exc != nil {
		return value{}, exc
	}
	if k.Cmp(n) > 0 {
		return py.Int(0), nil
	}
	if !k.IsInt64() {
		return value{}, py.OverflowErrorf("k must not exceed %d", int64(math.MaxInt64))
	}
	return py.BigInt(falling(n, k.Int64())), nil
}
