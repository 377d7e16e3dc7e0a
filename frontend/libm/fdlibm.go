// This file computes functions by the formulas of fdlibm, which the C library has kept; they
// are not correctly rounded, but their results are what programs see.

package libm

import "math"

// Expm1 and Log1p of Go's package are fdlibm's.

// Expm1 returns e**x - 1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log1p returns the logarithm of 1+x.
func Log1p(x float64) float64 { return math.Log1p(x) }

const (
	medium      = 22 // beyond it e^-x vanishes beside e^x
	logMax      = 709.782712893384
	overflow    = 710.4758600739439
	tinySinh    = 1.0 / (1 << 28)
	tinyTanh    = 1.0 / (1 << 55)
	halfLn2     = 0.34657359027997264
	log10Of2Hi  = 3.01029995663611771306e-01
	log10Of2Lo  = 3.69423907715893078616e-13
	inverseLn10 = 4.34294481903251816668e-01
)

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	h, a := math.Copysign(0.5, x), math.Abs(x)
	switch {
	case special(x) || a < tinySinh:
		return x
	case a < 1:
		t := Expm1(a)
		return h * (2*t - t*t/(t+1))
	case a < medium:
		t := Expm1(a)
		return h * (t + t/(t+1))
	case a < logMax:
		return h * Exp(a)
	case a <= overflow:
		w := Exp(0.5 * a)
		return h * w * w
	}
	return math.Copysign(math.Inf(1), x)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case special(x):
		return x * x
	case a < halfLn2:
		t := Expm1(a)
		w := 1 + t
		if a < tinyTanh {
			return w
		}
		return 1 + t*t/(w+w)
	case a < medium:
		t := Exp(a)
		return 0.5*t + 0.5/t
	case a < logMax:
		return 0.5 * Exp(a)
	case a <= overflow:
		w := Exp(0.5 * a)
		return 0.5 * w * w
	}
	return math.Inf(1)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	z := 1.0
	switch {
	case math.IsNaN(x) || a < tinyTanh:
		return x
	case a >= medium:
	case a >= 1:
		z = 1 - 2/(Expm1(2*a)+2)
	default:
		t := Expm1(-2 * a)
		z = -t / (t + 2)
	}
	return math.Copysign(z, x)
}

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64 {
	if special(x) || x <= 0 {
		return math.Log10(x)
	}
	m, e := math.Frexp(x)
	k := e - 1
	y := float64(k)
	m *= 2 // in [1, 2)
	if k < 0 {
		y, m = float64(k+1), m/2
	}
	return (y*log10Of2Lo + inverseLn10*Log(m)) + y*log10Of2Hi
}
