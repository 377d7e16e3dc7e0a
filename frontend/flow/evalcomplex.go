// This file computes with complex constants. A real operand isn't converted first, so that
// signed zeros survive (as in CPython from 3.14 on).

package flow

import (
	"math"
	"math/cmplx"

	"adder/frontend/code"
	"adder/frontend/libm"
)

func evalComplex(a code.Const, op int, b code.Const) code.Const {
	x, okX := a.(complex128)
	y, okY := b.(complex128)
	var f, g float64
	if !okX {
		if f, okX = toFloat(a); !okX {
			return nil
		}
		x = complex(f, 0)
		return mixedLeft(f, op, y, x)
	}
	if !okY {
		if g, okY = toFloat(b); !okY {
			return nil
		}
		return mixedRight(x, op, g)
	}
	switch op {
	case code.NB_ADD:
		return complex(real(x)+real(y), imag(x)+imag(y))
	case code.NB_SUBTRACT:
		return complex(real(x)-real(y), imag(x)-imag(y))
	case code.NB_MULTIPLY:
		return complex(real(x)*real(y)-imag(x)*imag(y), real(x)*imag(y)+imag(x)*real(y))
	case code.NB_TRUE_DIVIDE:
		return quotient(x, y)
	case code.NB_POWER:
		return powComplex(x, y)
	}
	return nil
}

// mixedLeft computes f op y; x is f as a complex number.
func mixedLeft(f float64, op int, y, x complex128) code.Const {
	switch op {
	case code.NB_ADD:
		return complex(f+real(y), imag(y))
	case code.NB_SUBTRACT:
		return complex(f-real(y), -imag(y))
	case code.NB_MULTIPLY:
		return complex(f*real(y), f*imag(y))
	case code.NB_TRUE_DIVIDE:
		return quotient(x, y)
	case code.NB_POWER:
		return powComplex(x, y)
	}
	return nil
}

func mixedRight(x complex128, op int, g float64) code.Const {
	switch op {
	case code.NB_ADD:
		return complex(real(x)+g, imag(x))
	case code.NB_SUBTRACT:
		return complex(real(x)-g, imag(x))
	case code.NB_MULTIPLY:
		return complex(real(x)*g, imag(x)*g)
	case code.NB_TRUE_DIVIDE:
		if g == 0 {
			return nil
		}
		return complex(real(x)/g, imag(x)/g)
	case code.NB_POWER:
		return powComplex(x, complex(g, 0))
	}
	return nil
}

// quotient divides by Smith's method, scaling by the larger part of the divisor.
func quotient(x, y complex128) code.Const {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	switch {
	case math.Abs(c) >= math.Abs(d):
		if c == 0 {
			return nil
		}
		ratio := d / c
		denom := c + d*ratio
		return complex((a+b*ratio)/denom, (b-a*ratio)/denom)
	case math.Abs(d) >= math.Abs(c):
		ratio := c / d
		denom := c*ratio + d
		return complex((a*ratio+b)/denom, (b*ratio-a)/denom)
	}
	return complex(math.NaN(), math.NaN())
}

// maxIntPower is the largest exponent that is computed by multiplication.
const maxIntPower = 100

func powComplex(x, y complex128) code.Const {
	if imag(y) == 0 && real(y) == math.Floor(real(y)) && math.Abs(real(y)) <= maxIntPower {
		return powInt(x, int(real(y)))
	}
	if x == 0 {
		if imag(y) != 0 || real(y) < 0 {
			return nil
		}
		return complex(0, 0)
	}
	vabs := math.Hypot(real(x), imag(x))
	length := libm.Pow(vabs, real(y))
	at := libm.Atan2(imag(x), real(x))
	phase := at * real(y)
	if imag(y) != 0 {
		length *= libm.Exp(-at * imag(y))
		phase += imag(y) * libm.Log(vabs)
	}
	z := complex(length*libm.Cos(phase), length*libm.Sin(phase))
	if cmplx.IsInf(z) {
		return nil
	}
	return z
}

func powInt(x complex128, n int) code.Const {
	if n > 0 {
		return powUnsigned(x, n)
	}
	if n == 0 {
		return complex(1, 0)
	}
	return quotient(complex(1, 0), powUnsigned(x, -n))
}

func powUnsigned(x complex128, n int) complex128 {
	mul := func(a, b complex128) complex128 {
		return complex(real(a)*real(b)-imag(a)*imag(b), real(a)*imag(b)+imag(a)*real(b))
	}
	r, p := complex(1, 0), x
	for mask := 1; mask > 0 && n >= mask; mask <<= 1 {
		if n&mask != 0 {
			r = mul(r, p)
		}
		p = mul(p, p)
	}
	return r
}
