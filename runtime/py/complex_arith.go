// This file adds, multiplies and divides complex numbers.

package py

import (
	"math"
	"math/cmplx"
)

// complexOp is an operation on two complex numbers, on one and a real, and on a real and one: the latter
// leave a part alone that would change its sign or become no number if the real had an imaginary part.
type complexOp struct {
	both func(x, y complex128) complex128
	left func(x complex128, y float64) complex128
	// right may be nil where left serves.
	right func(x float64, y complex128) complex128
	// fails tells which right operands there is no result for.
	fails func(y complex128) bool
}

func (op *complexOp) binary(t *Thread, a, b Value) (Value, *Exc) {
	x, ok, exc := complexOperand(a)
	if !ok {
		return NotImplemented, exc
	}
	y, ok, exc := complexOperand(b)
	switch {
	case !ok:
		return NotImplemented, exc
	case op.fails != nil && op.fails(y):
		return Value{}, ZeroDivisionErrorf("division by zero")
	case a.IsComplex() && b.IsComplex():
		return NewComplex(op.both(x, y)), nil
	case a.IsComplex():
		return NewComplex(op.left(x, real(y))), nil
	case op.right == nil:
		return NewComplex(op.left(y, real(x))), nil
	}
	return NewComplex(op.right(real(x), y)), nil
}

var (
	complexAdd = (&complexOp{
		both: func(x, y complex128) complex128 { return x + y },
		left: func(x complex128, y float64) complex128 { return complex(real(x)+y, imag(x)) },
	}).binary
	complexSub = (&complexOp{
		both:  func(x, y complex128) complex128 { return x - y },
		left:  func(x complex128, y float64) complex128 { return complex(real(x)-y, imag(x)) },
		right: func(x float64, y complex128) complex128 { return complex(x-real(y), -imag(y)) },
	}).binary
	complexMul = (&complexOp{
		both: mulComplex,
		left: func(x complex128, y float64) complex128 { return complex(real(x)*y, imag(x)*y) },
	}).binary
	complexDiv = (&complexOp{
		both:  DivComplex,
		left:  func(x complex128, y float64) complex128 { return complex(real(x)/y, imag(x)/y) },
		right: divRealByComplex,
		fails: func(y complex128) bool { return y == 0 },
	}).binary
)

// lane is an infinite part as ±1 and a finite one as ±0: what directions of infinities are computed from.
func lane(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.Copysign(1, x)
	}
	return math.Copysign(0, x)
}

func isNaN(c complex128) bool { return math.IsNaN(real(c)) && math.IsNaN(imag(c)) }

func finite(c complex128) bool { return real(c)-real(c) == 0 && imag(c)-imag(c) == 0 }

// mulComplex multiplies; infinities are kept as annex G of the C standard wants it.
func mulComplex(z, w complex128) complex128 {
	a, b, c, d := real(z), imag(z), real(w), imag(w)
	ac, bd, ad, bc := float64(a*c), float64(b*d), float64(a*d), float64(b*c)
	r := complex(ac-bd, ad+bc)
	if !isNaN(r) {
		return r
	}
	again := false
	zero := func(x float64) float64 {
		if math.IsNaN(x) {
			return math.Copysign(0, x)
		}
		return x
	}
	if cmplx.IsInf(z) {
		a, b, c, d, again = lane(a), lane(b), zero(c), zero(d), true
	}
	if math.IsInf(c, 0) || math.IsInf(d, 0) {
		c, d, a, b, again = lane(c), lane(d), zero(a), zero(b), true
	}
	if !again && (math.IsInf(ac, 0) || math.IsInf(bd, 0) || math.IsInf(ad, 0) || math.IsInf(bc, 0)) {
		a, b, c, d, again = zero(a), zero(b), zero(c), zero(d), true
	}
	if again {
		inf := math.Inf(1)
		return complex(inf*(float64(a*c)-float64(b*d)), inf*(float64(a*d)+float64(b*c)))
	}
	return r
}

// DivComplex divides by Smith's method, as CPython does.
func DivComplex(a, b complex128) complex128 {
	ar, ai, br, bi := real(a), imag(a), real(b), imag(b)
	r := complex(math.NaN(), math.NaN())
	switch {
	case math.Abs(br) >= math.Abs(bi):
		ratio := bi / br
		denom := br + float64(bi*ratio)
		r = complex((ar+float64(ai*ratio))/denom, (ai-float64(ar*ratio))/denom)
	case math.Abs(bi) >= math.Abs(br):
		ratio := br / bi
		denom := float64(br*ratio) + bi
		r = complex((float64(ar*ratio)+ai)/denom, (float64(ai*ratio)-ar)/denom)
	}
	switch {
	case !isNaN(r):
	case cmplx.IsInf(a) && finite(b):
		x, y, inf := lane(ar), lane(ai), math.Inf(1)
		r = complex(inf*(x*br+y*bi), inf*(y*br-x*bi))
	case cmplx.IsInf(b) && finite(a):
		x, y := lane(br), lane(bi)
		r = complex(0*(ar*x+ai*y), 0*(ai*x-ar*y))
	}
	return r
}

// divRealByComplex is DivComplex of a real number.
func divRealByComplex(a float64, b complex128) complex128 {
	br, bi := real(b), imag(b)
	r := complex(math.NaN(), math.NaN())
	switch {
	case math.Abs(br) >= math.Abs(bi):
		ratio := bi / br
		denom := br + float64(bi*ratio)
		r = complex(a/denom, (-a*ratio)/denom)
	case math.Abs(bi) >= math.Abs(br):
		ratio := br / bi
		denom := float64(br*ratio) + bi
		r = complex((a*ratio)/denom, -a/denom)
	}
	if isNaN(r) && cmplx.IsInf(b) && a-a == 0 {
		x, y := lane(br), lane(bi)
		r = complex(0*(a*x), 0*(-a*y))
	}
	return r
}
