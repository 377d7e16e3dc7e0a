// This file raises floats to powers, correctly rounded. Go's math.Pow is off by a unit in the
// last place now and then, the C library's hardly ever.

package flow

import (
	"math"
	"math/big"
)

// powBits is the working precision: 53 bits of result and enough for the hard cases.
const powBits = 240

// pow returns x**y for real results.
func pow(x, y float64) float64 {
	approx := math.Pow(x, y)
	if x == 0 || y == 0 || x == 1 || math.IsInf(approx, 0) || math.IsNaN(approx) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return approx
	}
	ln := bigLog(math.Abs(x))
	ln.Mul(ln, new(big.Float).SetPrec(powBits).SetFloat64(y))
	z, _ := bigExp(ln).Float64()
	return math.Copysign(z, approx)
}

func newBig(f float64) *big.Float { return new(big.Float).SetPrec(powBits).SetFloat64(f) }

// bigLog returns ln x for x > 0, by the series of atanh around a power of two.
func bigLog(x float64) *big.Float {
	frac, exp := math.Frexp(x)
	if frac < math.Sqrt2/2 {
		frac *= 2
		exp--
	}
	ln := atanhLog(newBig(frac))
	return ln.Add(ln, new(big.Float).Mul(newBig(float64(exp)), bigLn2()))
}

func bigLn2() *big.Float { return atanhLog(newBig(2)) }

// atanhLog returns ln m = 2 atanh((m-1)/(m+1)) for m near 1.
func atanhLog(m *big.Float) *big.Float {
	one := newBig(1)
	t := new(big.Float).Quo(new(big.Float).Sub(m, one), new(big.Float).Add(m, one))
	square := new(big.Float).Mul(t, t)
	sum, term := newBig(0), newBig(0).Set(t)
	for n := 1.0; term.Sign() != 0 && term.MantExp(nil) > -powBits-8; n += 2 {
		sum.Add(sum, new(big.Float).Quo(term, newBig(n)))
		term.Mul(term, square)
	}
	return sum.Mul(sum, newBig(2))
}

// bigExp returns e**x: x is split into a multiple of ln 2 and a rest for the Taylor series.
func bigExp(x *big.Float) *big.Float {
	ln2 := bigLn2()
	f, _ := new(big.Float).Quo(x, ln2).Float64()
	k := math.Round(f)
	rest := new(big.Float).Sub(x, new(big.Float).Mul(newBig(k), ln2))
	sum, term := newBig(1), newBig(1)
	for n := 1.0; term.Sign() != 0 && term.MantExp(nil) > -powBits-8; n++ {
		term.Mul(term, rest)
		term.Quo(term, newBig(n))
		sum.Add(sum, term)
	}
	return sum.SetMantExp(sum, int(k))
}
