// This file holds the inline parts of arithmetic. Each function is small enough for Go's
// compiler to inline it (TestInlined checks); what it leaves goes to package py.

package abi

import (
	"math"
	"math/bits"

	"adder/runtime/py"
)

// FloatBits returns the float with the given bits, for those that Go cannot write as a literal.
func FloatBits(b uint64) float64 { return math.Float64frombits(b) }

// AddInt adds two immediate ints; ok is false if they are not, or the sum overflows.
func AddInt(a, b py.Value) (r py.Value, ok bool) {
	x, y := a.Int64(), b.Int64()
	s := x + y
	return py.Int(s), a.IsInt() && b.IsInt() && (x^s)&(y^s) >= 0
}

// SubInt subtracts two immediate ints.
func SubInt(a, b py.Value) (r py.Value, ok bool) {
	x, y := a.Int64(), b.Int64()
	d := x - y
	return py.Int(d), a.IsInt() && b.IsInt() && (x^y)&(x^d) >= 0
}

// MulInt multiplies two immediate ints.
func MulInt(a, b py.Value) (r py.Value, ok bool) {
	hi, lo := bits.Mul64(uint64(a.Int64()), uint64(b.Int64()))
	h := int64(hi) - a.Int64()>>63&b.Int64() - b.Int64()>>63&a.Int64()
	return py.Int(int64(lo)), a.IsInt() && b.IsInt() && h == int64(lo)>>63
}

// AndInt is a & b of two immediate ints.
func AndInt(a, b py.Value) (r py.Value, ok bool) {
	return py.Int(a.Int64() & b.Int64()), a.IsInt() && b.IsInt()
}

// OrInt is a | b of two immediate ints.
func OrInt(a, b py.Value) (r py.Value, ok bool) {
	return py.Int(a.Int64() | b.Int64()), a.IsInt() && b.IsInt()
}

// XorInt is a ^ b of two immediate ints.
func XorInt(a, b py.Value) (r py.Value, ok bool) {
	return py.Int(a.Int64() ^ b.Int64()), a.IsInt() && b.IsInt()
}

// RShiftInt is a >> b of immediate ints with a count below 64.
func RShiftInt(a, b py.Value) (r py.Value, ok bool) {
	return py.Int(a.Int64() >> (b.Int64() & 63)), a.IsInt() && b.IsInt() && uint64(b.Int64()) < 64
}

// LShiftInt is a << b of immediate ints where no bit is lost.
func LShiftInt(a, b py.Value) (r py.Value, ok bool) {
	s := a.Int64() << (b.Int64() & 63)
	return py.Int(s), a.IsInt() && b.IsInt() && uint64(b.Int64()) < 64 && s>>(b.Int64()&63) == a.Int64()
}

// FloorDivInt is a // b of immediate ints with a positive divisor.
func FloorDivInt(a, b py.Value) (r py.Value, ok bool) {
	x, y := a.Int64(), b.Int64()
	if !a.IsInt() || !b.IsInt() || y <= 0 {
		return py.Value{}, false
	}
	q := x / y
	return py.Int(q - int64(uint64(x-q*y)>>63)), true
}

// ModInt is a % b of immediate ints with a positive divisor.
func ModInt(a, b py.Value) (r py.Value, ok bool) {
	x, y := a.Int64(), b.Int64()
	if !a.IsInt() || !b.IsInt() || y <= 0 {
		return py.Value{}, false
	}
	m := x % y
	return py.Int(m + y&(m>>63)), true
}

// CompareTest is the truth of a op b.
func CompareTest(t *py.Thread, a, b py.Value, op py.CmpOp) (bool, *py.Exc) {
	if a.Type() == py.StrType && b.Type() == py.StrType && (op == py.EQ || op == py.NE) {
		return py.AsStr(a).Equal(py.AsStr(b)) == (op == py.EQ), nil
	}
	r, exc := py.Compare(t, a, b, op)
	if exc != nil {
		return false, exc
	}
	if r.IsBool() {
		return r.IsTrue(), nil
	}
	return py.Truth(t, r)
}

// The general binary operators. Each is a function of its own, so that a call passes no
// operator number.

// Add is the general form of its operator.
func Add(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpAdd) }

// InplaceAdd is the general form of its augmented assignment.
func InplaceAdd(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpAdd)
}

// And is the general form of its operator.
func And(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpAnd) }

// InplaceAnd is the general form of its augmented assignment.
func InplaceAnd(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpAnd)
}

// FloorDiv is the general form of its operator.
func FloorDiv(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.Binary(t, a, b, py.OpFloorDiv)
}

// InplaceFloorDiv is the general form of its augmented assignment.
func InplaceFloorDiv(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpFloorDiv)
}

// LShift is the general form of its operator.
func LShift(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpLShift) }

// InplaceLShift is the general form of its augmented assignment.
func InplaceLShift(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpLShift)
}

// MatMul is the general form of its operator.
func MatMul(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpMatMul) }

// InplaceMatMul is the general form of its augmented assignment.
func InplaceMatMul(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpMatMul)
}

// Mul is the general form of its operator.
func Mul(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpMul) }

// InplaceMul is the general form of its augmented assignment.
func InplaceMul(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpMul)
}

// Mod is the general form of its operator.
func Mod(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpMod) }

// InplaceMod is the general form of its augmented assignment.
func InplaceMod(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpMod)
}

// Or is the general form of its operator.
func Or(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpOr) }

// InplaceOr is the general form of its augmented assignment.
func InplaceOr(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpOr)
}

// Pow is the general form of its operator.
func Pow(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpPow) }

// InplacePow is the general form of its augmented assignment.
func InplacePow(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpPow)
}

// RShift is the general form of its operator.
func RShift(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpRShift) }

// InplaceRShift is the general form of its augmented assignment.
func InplaceRShift(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpRShift)
}

// Sub is the general form of its operator.
func Sub(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpSub) }

// InplaceSub is the general form of its augmented assignment.
func InplaceSub(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpSub)
}

// TrueDiv is the general form of its operator.
func TrueDiv(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.Binary(t, a, b, py.OpTrueDiv)
}

// InplaceTrueDiv is the general form of its augmented assignment.
func InplaceTrueDiv(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpTrueDiv)
}

// Xor is the general form of its operator.
func Xor(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) { return py.Binary(t, a, b, py.OpXor) }

// InplaceXor is the general form of its augmented assignment.
func InplaceXor(t *py.Thread, a, b py.Value) (py.Value, *py.Exc) {
	return py.InplaceBinary(t, a, b, py.OpXor)
}

// Compare is a op b as an object.
func Compare(t *py.Thread, a, b py.Value, op py.CmpOp) (py.Value, *py.Exc) {
	return py.Compare(t, a, b, op)
}
