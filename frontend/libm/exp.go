// Package libm computes functions of floats as the C library does that CPython is linked with: with
// an error of little more than half a unit in the last place, so that results agree to the last bit.
//
// exp and pow follow ARM's optimized routines, which glibc and musl use too; the values of their
// tables are those that the formulas in tables.go give.
package libm

import "math"

// log(2)/128 in two parts, its inverse, and what rounds to an integer when added.
const (
	invLn2N   = 0x1.71547652b82fep0 * tableSize
	negLn2HiN = -0x1.62e42fefa0000p-8
	negLn2LoN = -0x1.cf79abc9e3b39p-47
	shift     = 0x1.8p52
)

// The coefficients of exp(r) - 1 - r.
const (
	exp2nd = 0x1.ffffffffffdbdp-2
	exp3rd = 0x1.555555555543cp-3
	exp4th = 0x1.55555cf172b91p-5
	exp5th = 0x1.1111167a4d017p-7
)

// Exp is exp() of C.
func Exp(x float64) float64 {
	top := uint32(math.Float64bits(x)>>52) & 0x7ff
	if top >= 0x409 && (top == 0x7ff || x > 710 || x < -746) {
		return math.Exp(x)
	}
	return expOf(x, 0, 0)
}

// expOf is exp(x + tail), negative with bias signBias.
func expOf(x, tail float64, bias uint64) float64 {
	const tiny, large, huge = 0x3c9, 0x408, 0x409
	top := uint32(math.Float64bits(x)>>52) & 0x7ff
	if top-tiny >= large-tiny {
		switch {
		case top < tiny:
			if bias != 0 {
				return -(1 + x)
			}
			return 1 + x
		case top >= huge:
			y := math.Inf(1)
			if x < 0 {
				y = 0
			}
			if bias != 0 {
				y = -y
			}
			return y
		}
		top = 0 // the result may be infinite or subnormal
	}
	kd := math.FMA(invLn2N, x, shift)
	ki := math.Float64bits(kd)
	kd -= shift
	r := math.FMA(kd, negLn2LoN, math.FMA(kd, negLn2HiN, x))
	r += tail
	i := 2 * (ki % tableSize)
	bits := expTable[i+1] + (ki+bias)<<(52-tableBits)
	r2 := r * r
	tmp := math.FMA(r2, math.FMA(r, exp3rd, exp2nd), math.Float64frombits(expTable[i])+r)
	tmp = math.FMA(r2*r2, math.FMA(r, exp5th, exp4th), tmp)
	if top == 0 {
		return expAtEdge(tmp, bits, ki)
	}
	scale := math.Float64frombits(bits)
	return math.FMA(scale, tmp, scale)
}

// expAtEdge is scale·(1+tmp), with the bits of scale beyond the range of exponents perhaps.
func expAtEdge(tmp float64, bits, ki uint64) float64 {
	if ki&0x80000000 == 0 {
		scale := math.Float64frombits(bits - 1009<<52)
		return 0x1p1009 * math.FMA(scale, tmp, scale)
	}
	bits += 1022 << 52
	scale := math.Float64frombits(bits)
	y := math.FMA(scale, tmp, scale)
	if math.Abs(y) < 1 {
		// Round to the precision of a subnormal number first, or it would be rounded twice.
		one := math.Copysign(1, y)
		lo := math.FMA(scale, tmp, scale-y)
		hi := one + y
		lo = one - hi + y + lo
		y = hi + lo - one
		if y == 0 {
			y = math.Float64frombits(bits & (1 << 63))
		}
	}
	return 0x1p-1022 * y
}
