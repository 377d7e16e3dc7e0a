// This file computes the functions.

package cmathmod

import (
	"math"
	"math/cmplx"

	"adder/frontend/libm"
)

// Beyond these, squares or exponentials leave the range of floats.
const (
	large     = math.MaxFloat64 / 4
	smallest  = 0x1p-1022 // the least normal number
	sqrtLarge = 0x1.fffffffffffffp510
	logLarge  = 708.396418532264 // the logarithm of large
)

// tooLarge reports whether z's functions must be computed by way of half its size.
func tooLarge(z complex128) bool { return math.Abs(real(z)) > large || math.Abs(imag(z)) > large }

// logOfTwice is the logarithm of the absolute value of z, however large, doubled.
func logOfTwice(z complex128) float64 {
	return libm.Log(libm.Hypot(real(z)/2, imag(z)/2)) + 2*math.Ln2
}

// timesI is iz, overI is -iz: the trigonometric functions are the hyperbolic ones, turned.
func timesI(z complex128) complex128 { return complex(-imag(z), real(z)) }
func overI(z complex128) complex128  { return complex(imag(z), -real(z)) }

func sqrt(z complex128) complex128 {
	if z == 0 {
		return complex(0, imag(z))
	}
	switch {
	case finite(z):
	case cmplx.IsInf(z):
		return cmplx.Sqrt(z)
	default:
		return cmplx.NaN()
	}
	ax, ay := math.Abs(real(z)), math.Abs(imag(z))
	var s float64
	if ax < smallest && ay < smallest {
		ax = math.Ldexp(ax, 53)
		s = math.Ldexp(math.Sqrt(ax+libm.Hypot(ax, math.Ldexp(ay, 53))), -27)
	} else {
		ax /= 8
		s = 2 * math.Sqrt(ax+libm.Hypot(ax, ay/8))
	}
	d := ay / (2 * s)
	if real(z) >= 0 {
		return complex(s, math.Copysign(d, imag(z)))
	}
	return complex(d, math.Copysign(s, imag(z)))
}

func acos(z complex128) (complex128, fault) {
	switch {
	case !finite(z):
		return cmplx.Acos(z), fine
	case tooLarge(z):
		return complex(libm.Atan2(math.Abs(imag(z)), real(z)), math.Copysign(logOfTwice(z), -imag(z))), fine
	}
	a, b := sqrt(complex(1-real(z), -imag(z))), sqrt(complex(1+real(z), imag(z)))
	return complex(2*libm.Atan2(real(a), real(b)), math.Asinh(real(b)*imag(a)-imag(b)*real(a))), fine
}

func acosh(z complex128) (complex128, fault) {
	switch {
	case !finite(z):
		return cmplx.Acosh(z), fine
	case tooLarge(z):
		return complex(logOfTwice(z), libm.Atan2(imag(z), real(z))), fine
	}
	a, b := sqrt(complex(real(z)-1, imag(z))), sqrt(complex(real(z)+1, imag(z)))
	return complex(math.Asinh(real(a)*real(b)+imag(a)*imag(b)), 2*libm.Atan2(imag(a), real(b))), fine
}

func asin(z complex128) (complex128, fault) {
	w, f := asinh(timesI(z))
	return overI(w), f
}

func asinh(z complex128) (complex128, fault) {
	switch {
	case !finite(z):
		return cmplx.Asinh(z), fine
	case tooLarge(z):
		return complex(math.Copysign(logOfTwice(z), real(z)), libm.Atan2(imag(z), math.Abs(real(z)))), fine
	}
	a, b := sqrt(complex(1+imag(z), -real(z))), sqrt(complex(1-imag(z), real(z)))
	return complex(math.Asinh(real(a)*imag(b)-real(b)*imag(a)), libm.Atan2(imag(z), real(a)*real(b)-imag(a)*imag(b))), fine
}

func atan(z complex128) (complex128, fault) {
	w, f := atanh(timesI(z))
	return overI(w), f
}

func atanh(z complex128) (complex128, fault) {
	if !finite(z) {
		return cmplx.Atanh(z), fine
	}
	if math.Signbit(real(z)) {
		w, f := atanh(-z)
		return -w, f
	}
	x, y, ay := real(z), imag(z), math.Abs(imag(z))
	switch {
	case x > sqrtLarge || ay > sqrtLarge:
		h := libm.Hypot(x/2, y/2)
		return complex(x/4/h/h, -math.Copysign(math.Pi/2, -y)), fine
	case x == 1 && ay == 0:
		return complex(math.Inf(1), y), domain
	case x == 1 && ay < 0x1p-511:
		return complex(-libm.Log(math.Sqrt(ay)/math.Sqrt(libm.Hypot(ay, 2))), math.Copysign(libm.Atan2(2, -ay)/2, y)), fine
	}
	return complex(libm.Log1p(4*x/((1-x)*(1-x)+ay*ay))/4, -libm.Atan2(-2*y, (1-x)*(1+x)-ay*ay)/2), fine
}

func cos(z complex128) (complex128, fault) { return cosh(timesI(z)) }

func sin(z complex128) (complex128, fault) {
	w, f := sinh(timesI(z))
	return overI(w), f
}

func tan(z complex128) (complex128, fault) {
	w, f := tanh(timesI(z))
	return overI(w), f
}

// turned is the fault of a function that has a period along the imaginary axis, at its infinite ends.
func turned(z complex128) fault {
	if math.IsInf(imag(z), 0) && !math.IsNaN(real(z)) {
		return domain
	}
	return fine
}

// checked finds overflows of finite arguments.
func checked(w complex128) (complex128, fault) {
	if cmplx.IsInf(w) {
		return w, overflow
	}
	return w, fine
}

func cosh(z complex128) (complex128, fault) {
	if !finite(z) {
		return cmplx.Cosh(z), turned(z)
	}
	x, y := real(z), imag(z)
	if math.Abs(x) > logLarge {
		x -= sign(x)
		return checked(complex(libm.Cos(y)*libm.Cosh(x)*math.E, libm.Sin(y)*libm.Sinh(x)*math.E))
	}
	return checked(complex(libm.Cos(y)*libm.Cosh(x), libm.Sin(y)*libm.Sinh(x)))
}

func sinh(z complex128) (complex128, fault) {
	if !finite(z) {
		return cmplx.Sinh(z), turned(z)
	}
	x, y := real(z), imag(z)
	if math.Abs(x) > logLarge {
		x -= sign(x)
		return checked(complex(libm.Cos(y)*libm.Sinh(x)*math.E, libm.Sin(y)*libm.Cosh(x)*math.E))
	}
	return checked(complex(libm.Cos(y)*libm.Sinh(x), libm.Sin(y)*libm.Cosh(x)))
}

func tanh(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return z, domain
		}
		if x == 0 {
			return z, fine // imaginary and no number
		}
		return cmplx.Tanh(z), fine
	}
	if math.Abs(x) > logLarge {
		return complex(sign(x), 4*libm.Sin(y)*libm.Cos(y)*libm.Exp(-2*math.Abs(x))), fine
	}
	tx, ty, cx := libm.Tanh(x), libm.Tan(y), 1/libm.Cosh(x)
	product := tx * ty
	denominator := 1 + product*product
	return complex(tx*(1+ty*ty)/denominator, ((ty/denominator)*cx)*cx), fine
}

func exp(z complex128) (complex128, fault) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && !math.IsNaN(x) && !math.IsInf(x, -1) {
			return z, domain
		}
		return cmplx.Exp(z), fine
	}
	if x > logLarge {
		l := libm.Exp(x - 1)
		return checked(complex(l*libm.Cos(y)*math.E, l*libm.Sin(y)*math.E))
	}
	l := libm.Exp(x)
	return checked(complex(l*libm.Cos(y), l*libm.Sin(y)))
}

// ln is the natural logarithm.
func ln(z complex128) (complex128, fault) {
	if !finite(z) {
		return cmplx.Log(z), fine
	}
	ax, ay := math.Abs(real(z)), math.Abs(imag(z))
	angle := libm.Atan2(imag(z), real(z))
	switch {
	case tooLarge(z):
		return complex(libm.Log(libm.Hypot(ax/2, ay/2))+math.Ln2, angle), fine
	case z == 0:
		return complex(math.Inf(-1), angle), domain
	case ax < smallest && ay < smallest:
		return complex(libm.Log(libm.Hypot(math.Ldexp(ax, 53), math.Ldexp(ay, 53)))-53*math.Ln2, angle), fine
	}
	h := libm.Hypot(ax, ay)
	if h < 0.71 || h > 1.73 {
		return complex(libm.Log(h), angle), fine
	}
	more, less := max(ax, ay), min(ax, ay)
	return complex(libm.Log1p((more-1)*(more+1)+less*less)/2, angle), fine
}

func log10(z complex128) (complex128, fault) {
	w, f := ln(z)
	return complex(real(w)/math.Ln10, imag(w)/math.Ln10), f
}
