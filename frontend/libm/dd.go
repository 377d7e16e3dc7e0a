// This file computes in double-double arithmetic (Dekker, "A Floating-Point Technique for
// Extending the Available Precision", 1971): a sum of two floats that is rounded once at the
// end. The errors are around 2^-100, so that results are correctly rounded nearly always, as
// those of the C library are.

package libm

import "math"

// dd is an unevaluated sum of two floats, the second below half an ulp of the first.
type dd struct{ hi, lo float64 }

func twoSum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func fastSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

func twoProd(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s, t := twoSum(a.hi, b.hi), twoSum(a.lo, b.lo)
	s = fastSum(s.hi, s.lo+t.hi)
	return fastSum(s.hi, s.lo+t.lo)
}

func (a dd) addFloat(b float64) dd {
	s := twoSum(a.hi, b)
	return fastSum(s.hi, s.lo+a.lo)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) mul(b dd) dd {
	p := twoProd(a.hi, b.hi)
	return fastSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a dd) scale(f float64) dd {
	p := twoProd(a.hi, f)
	return fastSum(p.hi, math.FMA(a.lo, f, p.lo))
}

func (a dd) ldexp(k int) dd { return dd{math.Ldexp(a.hi, k), math.Ldexp(a.lo, k)} }

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.add(b.scale(-q))
	q2 := r.hi / b.hi
	r = r.add(b.scale(-q2))
	return fastSum(q, q2).addFloat(r.hi / b.hi)
}

func (a dd) sqrt() dd {
	s := math.Sqrt(a.hi)
	p := twoProd(s, s)
	r := a.add(p.neg())
	return fastSum(s, r.hi/(2*s))
}

func (a dd) float() float64 { return a.hi + a.lo }

var (
	ddLn2     = dd{0.6931471805599453, 2.3190468138462996e-17}
	ddLn2Rest = 5.707708438416212e-34
	ddHalfPi  = dd{1.5707963267948966, 6.123233995736766e-17}
	ddPiRest  = -1.4973849048591833e-33
)

// inverse holds 1/k!, made on first use.
var inverse []dd

func factorials() []dd {
	if inverse == nil {
		const count = 28
		f := make([]dd, count)
		f[0] = dd{1, 0}
		for k := 1; k < count; k++ {
			f[k] = f[k-1].div(dd{float64(k), 0})
		}
		inverse = f
	}
	return inverse
}

// series is the sum of r^i/i! for i from 1 to terms.
func (r dd) series(terms int) dd {
	f := factorials()
	s := f[terms]
	for i := terms - 1; i >= 1; i-- {
		s = s.mul(r).add(f[i])
	}
	return s.mul(r)
}

// exp returns e^a as r * 2^k.
func (a dd) exp() (r dd, k int) {
	n := math.Round(a.hi / ddLn2.hi)
	r = a.add(ddLn2.scale(-n)).addFloat(-n * ddLn2Rest)
	const halvings, terms = 6, 13
	s := r.ldexp(-halvings).series(terms)
	for range halvings { // (1+s)^2 - 1 = 2s + s^2 keeps the small part exact
		s = s.scale(2).add(s.mul(s))
	}
	return s.addFloat(1), int(n)
}

// logDD returns the logarithm of a positive finite x.
func logDD(x dd) dd {
	m, e := math.Frexp(x.hi)
	if m < math.Sqrt2/2 {
		m, e = m*2, e-1
	}
	z := dd{m, math.Ldexp(x.lo, -e)}
	y := dd{math.Log(m), 0}
	for range 2 { // Newton's step for exp(y) = z
		p, k := y.neg().exp()
		d := z.mul(p.ldexp(k)).addFloat(-1)
		y = y.add(d.add(d.mul(d).scale(-0.5)))
	}
	return y.add(ddLn2.scale(float64(e)))
}

func special(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// Exp2 returns 2**x.
func Exp2(x float64) float64 {
	if special(x) || x >= 1023 || x < -1000 {
		return math.Exp2(x)
	}
	n := math.Round(x)
	r, k := ddLn2.scale(x - n).exp()
	return math.Ldexp(r.float(), k+int(n))
}

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	if special(x) || x <= 0 || x == 1 {
		return math.Log(x)
	}
	return logDD(dd{x, 0}).float()
}

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64 {
	if special(x) || x <= 0 {
		return math.Log2(x)
	}
	if m, e := math.Frexp(x); m == 0.5 {
		return float64(e - 1)
	}
	return logDD(dd{x, 0}).div(ddLn2).float()
}

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 {
	if special(x) || x == 0 {
		return x
	}
	y := math.Cbrt(x)
	c := twoProd(y, y).scale(y)
	d := c.neg().addFloat(x)
	return dd{y, 0}.addFloat(d.hi / (3 * y * y)).float()
}
