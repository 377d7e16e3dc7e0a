// This file implements the functions of real numbers.

package mathmod

import (
	"math"
	"math/big"

	"adder/frontend/libm"
	"adder/runtime/py"
)

func exp(x float64) float64 { return libm.Exp(x) }

func exp2(x float64) float64 { return libm.Pow(2, x) }

func ulp(x float64) float64 {
	x = math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case x == math.MaxFloat64:
		return x - math.Nextafter(x, 0)
	}
	return math.Nextafter(x, math.Inf(1)) - x
}

// binary makes a method of two floats.
func binary(name, params string, f func(x, y float64) (float64, *excp)) py.Method {
	return py.Method{Name: name, Sig: params, F2: func(t *thread, self, a, b value) (value, *excp) {
		x, exc := real(t, a)
		if exc != nil {
			return value{}, exc
		}
		y, exc := real(t, b)
		if exc != nil {
			return value{}, exc
		}
		r, exc := f(x, y)
		return py.Float(r), exc
	}}
}

func test(name string, f func(x float64) bool) py.Method {
	return py.Method{Name: name, Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) {
		x, exc := real(t, v)
		return py.Bool(f(x)), exc
	}}
}

func realMethods() []py.Method {
	var list []py.Method
	table := unaries()
	for i := range table {
		list = append(list, table[i].method())
	}
	exact := func(f func(x, y float64) float64) func(x, y float64) (float64, *excp) {
		return func(x, y float64) (float64, *excp) { return f(x, y), nil }
	}
	return append(list,
		binary("atan2", "(y, x, /)", exact(libm.Atan2)),
		binary("copysign", "(x, y, /)", exact(math.Copysign)),
		binary("fmod", "(x, y, /)", fmod),
		binary("pow", "(x, y, /)", pow),
		binary("remainder", "(x, y, /)", remainder),
		test("isfinite", func(x float64) bool { return finite(x) && !math.IsNaN(x) }),
		test("isinf", func(x float64) bool { return math.IsInf(x, 0) }),
		test("isnan", math.IsNaN),
		py.Method{Name: "fma", Sig: "(x, y, z, /)", F3: fma},
		py.Method{Name: "frexp", Sig: "(x, /)", F1: frexp},
		py.Method{Name: "ldexp", Sig: "(x, i, /)", F2: ldexp},
		py.Method{Name: "modf", Sig: "(x, /)", F1: modf},
		py.Method{Name: "nextafter", Sig: "(x, y, /, *, steps=None)", FN: nextAfter},
		py.Method{Name: "isclose", Sig: "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", FN: isClose},
		py.Method{Name: "log", FK: log},
		py.Method{Name: "log2", Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) { return floatValue(logOf(t, v, libm.Log2)) }},
		py.Method{Name: "log10", Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) { return floatValue(logOf(t, v, libm.Log10)) }},
	)
}

func floatValue(f float64, exc *excp) (value, *excp) { return py.Float(f), exc }

func fmod(x, y float64) (float64, *excp) {
	if math.IsInf(y, 0) && finite(x) {
		return x, nil
	}
	r := math.Mod(x, y)
	if math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) {
		return 0, domainError()
	}
	return r, nil
}

func remainder(x, y float64) (float64, *excp) {
	if !math.IsNaN(x) && !math.IsNaN(y) && (math.IsInf(x, 0) || y == 0) {
		return 0, domainError()
	}
	if math.IsInf(y, 0) && finite(x) {
		return x, nil
	}
	return math.Remainder(x, y), nil
}

func pow(x, y float64) (float64, *excp) {
	if !finite(x) || !finite(y) || math.IsNaN(x) || math.IsNaN(y) {
		return math.Pow(x, y), nil
	}
	if x == 0 && y < 0 {
		return 0, domainError()
	}
	r := libm.Pow(x, y)
	switch {
	case math.IsNaN(r):
		return 0, domainError()
	case math.IsInf(r, 0):
		return 0, rangeError()
	}
	return r, nil
}

func fma(t *thread, self, a, b, c value) (value, *excp) {
	var f [3]float64
	for i, v := range [...]value{a, b, c} {
		var exc *excp
		if f[i], exc = real(t, v); exc != nil {
			return value{}, exc
		}
	}
	r := math.FMA(f[0], f[1], f[2])
	nan := math.IsNaN(f[0]) || math.IsNaN(f[1]) || math.IsNaN(f[2])
	switch {
	case math.IsNaN(r) && !nan:
		return value{}, py.ValueErrorf("invalid operation in fma")
	case math.IsInf(r, 0) && finite(f[0]) && finite(f[1]) && finite(f[2]) && !nan:
		return value{}, py.OverflowErrorf("overflow in fma")
	}
	return py.Float(r), nil
}

func frexp(t *thread, self, v value) (value, *excp) {
	x, exc := real(t, v)
	if exc != nil {
		return value{}, exc
	}
	m, e := math.Frexp(x)
	return py.NewTuple(py.Float(m), py.Int(int64(e))).V(), nil
}

func ldexp(t *thread, self, a, b value) (value, *excp) {
	x, exc := real(t, a)
	if exc != nil {
		return value{}, exc
	}
	if !b.IsAnyInt() {
		return value{}, py.TypeErrorf("Expected an int as second argument to ldexp.")
	}
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return py.Float(x), nil
	}
	n, ok := py.ToInt64(b)
	if !ok {
		n = math.MaxInt32
		if py.ToBig(b).Sign() < 0 {
			n = math.MinInt32
		}
	}
	r := math.Ldexp(x, int(min(max(n, math.MinInt32), math.MaxInt32)))
	if math.IsInf(r, 0) {
		return value{}, rangeError()
	}
	return py.Float(r), nil
}

func modf(t *thread, self, v value) (value, *excp) {
	x, exc := real(t, v)
	if exc != nil {
		return value{}, exc
	}
	if math.IsInf(x, 0) {
		return py.NewTuple(py.Float(math.Copysign(0, x)), py.Float(x)).V(), nil
	}
	i := math.Trunc(x)
	return py.NewTuple(py.Float(math.Copysign(x-i, x)), py.Float(i)).V(), nil
}

// order maps floats to integers in their order, so that neighbours differ by one.
func order(x float64) int64 {
	n := int64(math.Float64bits(x))
	if n < 0 {
		n = math.MinInt64 - n
	}
	return n
}

func nextAfter(t *thread, self value, args []value) (value, *excp) {
	x, exc := real(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	y, exc := real(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	if args[2].IsUnbound() || args[2].IsNone() {
		if x == y {
			return py.Float(y), nil
		}
		return py.Float(math.Nextafter(x, y)), nil
	}
	i, exc := py.IndexOf(t, args[2])
	if exc != nil {
		return value{}, exc
	}
	steps := py.ToBig(i)
	if steps.Sign() < 0 {
		return value{}, py.ValueErrorf("steps must be a non-negative integer")
	}
	if math.IsNaN(x) || math.IsNaN(y) || x == y || steps.Sign() == 0 {
		switch {
		case math.IsNaN(x):
			return py.Float(x), nil
		case math.IsNaN(y):
			return py.Float(y), nil
		case x == y:
			return py.Float(y), nil
		}
		return py.Float(x), nil
	}
	from, to := big.NewInt(order(x)), big.NewInt(order(y))
	dist := new(big.Int).Sub(to, from)
	if new(big.Int).Abs(dist).Cmp(steps) <= 0 {
		return py.Float(y), nil
	}
	if dist.Sign() < 0 {
		steps = new(big.Int).Neg(steps)
	}
	n := new(big.Int).Add(from, steps).Int64()
	if n < 0 {
		n = math.MinInt64 - n
	}
	return py.Float(math.Float64frombits(uint64(n))), nil
}

func isClose(t *thread, self value, args []value) (value, *excp) {
	f := [4]float64{0, 0, 1e-9, 0}
	for i, v := range args {
		if v.Bound() {
			var exc *excp
			if f[i], exc = real(t, v); exc != nil {
				return value{}, exc
			}
		}
	}
	a, b, rel, abs := f[0], f[1], f[2], f[3]
	switch {
	case rel < 0 || abs < 0:
		return value{}, py.ValueErrorf("tolerances must be non-negative")
	case a == b:
		return py.True, nil
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return py.False, nil
	}
	diff := math.Abs(b - a)
	return py.Bool(diff <= math.Abs(rel*b) || diff <= math.Abs(rel*a) || diff <= abs), nil
}

// logOf is a logarithm of a float or of an int of any size.
func logOf(t *thread, v value, f func(x float64) float64) (float64, *excp) {
	if v.IsAnyInt() {
		b := py.ToBig(v)
		if b.Sign() <= 0 {
			return 0, py.ValueErrorf("expected a positive input")
		}
		if x, _ := new(big.Float).SetInt(b).Float64(); !math.IsInf(x, 0) {
			x, exc := real(t, v)
			return f(x), exc
		}
		// m * 2**e, so that its logarithm is that of m and e times that of 2.
		m := new(big.Float).SetInt(b)
		e := m.MantExp(m)
		x, _ := m.Float64()
		return f(x) + f(2)*float64(e), nil
	}
	x, exc := real(t, v)
	switch {
	case exc != nil:
		return 0, exc
	case x <= 0:
		return 0, refuse("a positive input", x)
	}
	return f(x), nil
}

func log(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("math.log() takes no keyword arguments")
	}
	if exc := py.CheckPositional("log", len(args), 1, 2); exc != nil {
		return value{}, exc
	}
	num, exc := logOf(t, args[0], libm.Log)
	if exc != nil || len(args) == 1 {
		return py.Float(num), exc
	}
	den, exc := logOf(t, args[1], libm.Log)
	if exc != nil {
		return value{}, exc
	}
	if den == 0 {
		return value{}, py.ZeroDivisionErrorf("division by zero")
	}
	return py.Float(num / den), nil
}
