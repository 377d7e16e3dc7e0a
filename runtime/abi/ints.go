// This file holds arithmetic on unboxed ints. Results that are not exact, and what raises, are
// left to the general operations.

package abi

import (
	"math/bits"

	"adder/runtime/py"
)

// IsRange reports whether v is the type range.
func IsRange(v py.Value) bool { return v == py.RangeType.V() }

// RangeEnd returns the first number that counting from start by step reaches at or behind stop,
// start for an empty range; ok is false where it, or the one behind, does not fit.
func RangeEnd(start, stop, step int64) (end int64, ok bool) {
	n, ok := RangeLen(start, stop, step)
	return start + n*step, ok
}

// RangeIterator returns an iterator object of the ints from cur to before end by step.
func RangeIterator(cur, end, step int64) py.Value {
	return py.NewRangeIter(cur, step, (end-cur)/step)
}

// MulInt64 is a * b.
func MulInt64(a, b int64) (r int64, ok bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	h := int64(hi) - a>>63&b - b>>63&a
	return int64(lo), h == int64(lo)>>63
}

// FloorDivInt64 is a // b for a positive divisor.
func FloorDivInt64(a, b int64) (r int64, ok bool) {
	if b <= 0 {
		return 0, false
	}
	return FloorDivPos(a, b), true
}

// ModInt64 is a % b for a positive divisor.
func ModInt64(a, b int64) (r int64, ok bool) {
	if b <= 0 {
		return 0, false
	}
	return ModPos(a, b), true
}

// FloorDivPos is a // b, b > 0.
func FloorDivPos(a, b int64) int64 {
	q := a / b
	return q - int64(uint64(a-q*b)>>63)
}

// ModPos is a % b, b > 0.
func ModPos(a, b int64) int64 {
	m := a % b
	return m + b&(m>>63)
}

// LShiftInt64 is a << b where no bit is lost.
func LShiftInt64(a, b int64) (r int64, ok bool) {
	s := a << (b & 63)
	return s, uint64(b) < 64 && s>>(b&63) == a
}

// RShiftInt64 is a >> b.
func RShiftInt64(a, b int64) (r int64, ok bool) {
	return a >> (b & 63), uint64(b) < 64
}
