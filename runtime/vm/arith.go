// This file has the arithmetic operators.

package vm

import (
	"math"
	"math/bits"
	"unsafe"

	"adder/runtime/py"
)

// add is + and +=; arg2 tells which.
//
//go:nosplit
func add(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	if a.IsInt() && b.IsInt() {
		x, y := a.Int64(), b.Int64()
		if r := x + y; (x^r)&(y^r) >= 0 {
			setInt(a, r)
			return in.next(), up(sp, -1), f
		}
	} else if a.IsFloat() && b.IsFloat() {
		setFloat(a, a.Float64()+b.Float64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func sub(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	if a.IsInt() && b.IsInt() {
		x, y := a.Int64(), b.Int64()
		if r := x - y; (x^y)&(x^r) >= 0 {
			setInt(a, r)
			return in.next(), up(sp, -1), f
		}
	} else if a.IsFloat() && b.IsFloat() {
		setFloat(a, a.Float64()-b.Float64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func mul(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	if a.IsFloat() && b.IsFloat() {
		setFloat(a, a.Float64()*b.Float64())
		return in.next(), up(sp, -1), f
	} else if a.IsInt() && b.IsInt() {
		if r, ok := mulInts(a.Int64(), b.Int64()); ok {
			setInt(a, r)
			return in.next(), up(sp, -1), f
		}
	}
	return binary(in, sp, f)
}

// mulInts multiplies; ok is false if the product does not fit.
func mulInts(x, y int64) (r int64, ok bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	hi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
	return int64(lo), hi == uint64(int64(lo)>>63)
}

//go:nosplit
func and(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a, b := at(sp, -2), at(sp, -1); a.IsInt() && b.IsInt() {
		setInt(a, a.Int64()&b.Int64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func or(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a, b := at(sp, -2), at(sp, -1); a.IsInt() && b.IsInt() {
		setInt(a, a.Int64()|b.Int64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func xor(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a, b := at(sp, -2), at(sp, -1); a.IsInt() && b.IsInt() {
		setInt(a, a.Int64()^b.Int64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func rshift(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a, b := at(sp, -2), at(sp, -1); a.IsInt() && b.IsInt() && uint64(b.Int64()) < 64 {
		setInt(a, a.Int64()>>uint64(b.Int64()))
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

//go:nosplit
func trueDiv(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a, b := at(sp, -2), at(sp, -1); a.IsFloat() && b.IsFloat() && b.Float64() != 0 {
		setFloat(a, a.Float64()/b.Float64())
		return in.next(), up(sp, -1), f
	}
	return binary(in, sp, f)
}

// binary is any binary operator, which arg tells, in place if arg2 says so.
//
//go:noinline
func binary(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b, op := *at(sp, -2), *at(sp, -1), py.BinOp(in.arg)
	v, ok := immediates(a, b, op)
	if !ok {
		var exc *py.Exc
		f.rec.Pos = in.pos
		if in.arg2 != 0 {
			v, exc = py.InplaceBinary(f.t, a, b, op)
		} else {
			v, exc = py.Binary(f.t, a, b, op)
		}
		if exc != nil {
			return f.fail(in, exc)
		}
	}
	*at(sp, -2) = v
	return in.next(), up(sp, -1), f
}

// immediates computes an operator on small ints and floats; ok is false where it takes the general path.
func immediates(a, b py.Value, op py.BinOp) (v py.Value, ok bool) {
	switch {
	case a.IsInt() && b.IsInt():
		return intOp(a.Int64(), b.Int64(), op)
	case (a.IsFloat() || a.IsInt()) && (b.IsFloat() || b.IsInt()):
		x, y := toFloat(a), toFloat(b)
		switch op {
		case py.OpAdd:
			return py.Float(x + y), true
		case py.OpSub:
			return py.Float(x - y), true
		case py.OpMul:
			return py.Float(x * y), true
		case py.OpTrueDiv:
			if y != 0 {
				return py.Float(x / y), true
			}
		}
	}
	return py.Value{}, false
}

func toFloat(v py.Value) float64 {
	if v.IsInt() {
		return float64(v.Int64())
	}
	return v.Float64()
}

func negative(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := at(sp, -1)
	switch {
	case v.IsFloat():
		setFloat(v, -v.Float64())
		return in.next(), sp, f
	case v.IsInt() && v.Int64() != math.MinInt64:
		setInt(v, -v.Int64())
		return in.next(), sp, f
	}
	f.rec.Pos = in.pos
	r, exc := py.Negative(f.t, *v)
	if exc != nil {
		return f.fail(in, exc)
	}
	*v = r
	return in.next(), sp, f
}

func invert(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	r, exc := py.Invert(f.t, *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = r
	return in.next(), sp, f
}

// exactFloatInt bounds the ints that float64 holds exactly, so that / needs no big numbers.
const exactFloatInt = 1 << 53

// intOp computes an operator on small ints; ok is false where it takes the general path:
// zero divisors, negative shifts, results that may not fit.
func intOp(a, b int64, op py.BinOp) (py.Value, bool) {
	switch op {
	case py.OpAnd:
		return py.Int(a & b), true
	case py.OpOr:
		return py.Int(a | b), true
	case py.OpXor:
		return py.Int(a ^ b), true
	case py.OpFloorDiv:
		if b == 0 || b == -1 && a == math.MinInt64 {
			return py.Value{}, false
		}
		q := a / b
		if a%b != 0 && (a < 0) != (b < 0) {
			q--
		}
		return py.Int(q), true
	case py.OpMod:
		if b == 0 || b == -1 {
			return py.Value{}, false
		}
		r := a % b
		if r != 0 && (r < 0) != (b < 0) {
			r += b
		}
		return py.Int(r), true
	case py.OpLShift:
		if uint64(b) < 63 {
			if r := a << uint(b); r>>uint(b) == a {
				return py.Int(r), true
			}
		}
	case py.OpRShift:
		if b >= 0 {
			return py.Int(a >> min(uint64(b), 63)), true
		}
	case py.OpTrueDiv:
		if b != 0 && a < exactFloatInt && a > -exactFloatInt && b < exactFloatInt && b > -exactFloatInt {
			return py.Float(float64(a) / float64(b)), true
		}
	}
	return py.Value{}, false
}
