// This file computes the gamma function by Lanczos' approximation, with CPython's coefficients, so that
// the last digits are the same.

package mathmod

import (
	"math"

	"adder/frontend/libm"
)

const (
	lanczosG  = 6.024680040776729583740234375
	lanczosGH = 5.524680040776729583740234375 // half less
	logPi     = 1.144729885849400174143427351353058711647
)

// lanczos are the coefficients of the approximation's numerator and denominator.
var lanczos = [13]struct{ num, den float64 }{
	{23531376880.410759688572007674451636754734846804940, 0},
	{42919803642.649098768957899047001988850926355848959, 39916800},
	{35711959237.355668049440185451547166705960488635843, 120543840},
	{17921034426.037209699919755754458931112671403265390, 150917976},
	{6039542586.3520280050642916443072979210699388420708, 105258076},
	{1439720407.3117216736632230727949123939715485786372, 45995730},
	{248874557.86205415651146038641322942321632125127801, 13339535},
	{31426415.585400194380614231628318205362874684987640, 2637558},
	{2876370.6289353724412254090516208496135991145378768, 357423},
	{186056.26539522349504029498971604569928220784236328, 32670},
	{8071.6720023658162106380029022722506138218516325024, 1925},
	{210.82427775157934587250973392071336271166969580291, 66},
	{2.5066282746310002701649081771338373386264310793408, 1},
}

// lanczosSum is the approximation's rational function of a positive number.
func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := len(lanczos) - 1; i >= 0; i-- {
			num = float64(num*x) + lanczos[i].num
			den = float64(den*x) + lanczos[i].den
		}
		return num / den
	}
	for i := range lanczos {
		num = num/x + lanczos[i].num
		den = den/x + lanczos[i].den
	}
	return num / den
}

// sinPi is the sine of pi times x.
func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	var r float64
	switch int(math.Round(2 * y)) {
	case 0:
		r = libm.Sin(math.Pi * y)
	case 1:
		r = libm.Cos(math.Pi * (y - 0.5))
	case 2:
		r = libm.Sin(math.Pi * (1 - y)) // not the negative sine, whose zero has the wrong sign
	case 3:
		r = -libm.Cos(math.Pi * (y - 1.5))
	default:
		r = libm.Sin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

// exactFactorials is how many factorials floats hold exactly.
const exactFactorials = 23

func gamma(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case x > 0 && x <= exactFactorials && x == math.Floor(x):
		r := 1.0
		for i := 2.0; i < x; i++ {
			r *= i
		}
		return r
	case a < 1e-20:
		return 1 / x
	case a > 200 && x < 0:
		return 0 / sinPi(x)
	case a > 200:
		return math.Inf(1)
	}
	y := a + lanczosGH
	// z is the error of that sum.
	var z float64
	if a > lanczosGH {
		z = (y - a) - lanczosGH
	} else {
		z = (y - lanczosGH) - a
	}
	z = z * lanczosG / y
	if x < 0 {
		r := -math.Pi / sinPi(a) / a * libm.Exp(y) / lanczosSum(a)
		r -= float64(z * r)
		if a < 140 {
			return r / libm.Pow(y, a-0.5)
		}
		root := libm.Pow(y, a/2-0.25)
		return r / root / root
	}
	r := lanczosSum(a) / libm.Exp(y)
	r += float64(z * r)
	if a < 140 {
		return r * libm.Pow(y, a-0.5)
	}
	root := libm.Pow(y, a/2-0.25)
	return r * root * root
}

// lgamma is the logarithm of gamma's absolute value.
func lgamma(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return x
	case math.IsInf(x, 0):
		return math.Inf(1)
	case x == math.Floor(x) && x <= 2:
		if x <= 0 {
			return math.Inf(1)
		}
		return 0
	case a < 1e-20:
		return -libm.Log(a)
	}
	r := libm.Log(lanczosSum(a)) - lanczosG
	r += float64((a - 0.5) * (libm.Log(a+lanczosG-0.5) - 1))
	if x < 0 {
		r = logPi - libm.Log(math.Abs(sinPi(a))) - libm.Log(a) - r
	}
	return r
}
