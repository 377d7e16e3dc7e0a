// This file converts floats to and from the IEEE 754 half precision format.

// Package float16 converts floats to and from the IEEE 754 half precision format.
package float16

import "math"

// Float returns the value of a half precision number.
func Float(bits uint16) float64 {
	sign := 1.0
	if bits&0x8000 != 0 {
		sign = -1
	}
	exp, frac := int(bits>>10&0x1f), float64(bits&0x3ff)
	switch exp {
	case 0:
		return sign * math.Ldexp(frac, -24)
	case 0x1f:
		if frac == 0 {
			return math.Inf(int(sign))
		}
		// Widen the bits, so that sign and payload stay.
		return math.Float64frombits(uint64(bits&0x8000)<<48 | 0x7ff<<52 | uint64(bits&0x3ff)<<42)
	}
	return sign * math.Ldexp(frac+1024, exp-25)
}

// Bits rounds f, half to even, to half precision; ok is false if it is too large.
func Bits(f float64) (bits uint16, ok bool) {
	sign := uint16(math.Float64bits(f) >> 48 & 0x8000)
	switch f = math.Abs(f); {
	case math.IsNaN(f):
		payload := uint16(math.Float64bits(f) >> 42 & 0x3ff)
		if payload == 0 {
			payload = 0x200
		}
		return sign | 0x7c00 | payload, true
	case math.IsInf(f, 0):
		return sign | 0x7c00, true
	case f == 0:
		return sign, true
	}
	_, exp := math.Frexp(f) // f is in [2**(exp-1), 2**exp)
	if exp-1 < -14 {        // subnormal: units of 2**-24; rounding up to the smallest normal fits
		return sign | uint16(math.RoundToEven(math.Ldexp(f, 24))), true
	}
	frac := math.RoundToEven(math.Ldexp(f, 11-exp)) // 1024 … 2048
	if frac == 2048 {
		frac, exp = 1024, exp+1
	}
	if exp > 16 {
		return 0, false
	}
	return sign | uint16(exp+14)<<10 | uint16(frac)&0x3ff, true
}
