// This file has the operators' paths that the loop does not contain.

package vm

import (
	"math"

	"adder/runtime/py"
)

func compareInts(a, b int64, op py.CmpOp) bool {
	switch op {
	case py.LT:
		return a < b
	case py.LE:
		return a <= b
	case py.EQ:
		return a == b
	case py.NE:
		return a != b
	case py.GT:
		return a > b
	}
	return a >= b
}

func compareFloats(a, b float64, op py.CmpOp) bool {
	switch op {
	case py.LT:
		return a < b
	case py.LE:
		return a <= b
	case py.EQ:
		return a == b
	case py.NE:
		return a != b
	case py.GT:
		return a > b
	}
	return a >= b
}

// add is + and += for anything but two small ints or two floats.
func (f *frame) add(in *instr, a, b py.Value) (py.Value, *py.Exc) {
	if a.IsInt() && b.IsFloat() {
		return py.Float(float64(a.Int64()) + b.Float64()), nil
	}
	if a.IsFloat() && b.IsInt() {
		return py.Float(a.Float64() + float64(b.Int64())), nil
	}
	return f.binary(in, a, b)
}

// binary is a binary operator, in place if in.x says so; in.arg is the operator.
func (f *frame) binary(in *instr, a, b py.Value) (py.Value, *py.Exc) {
	op := py.BinOp(in.arg)
	if (a.IsFloat() || a.IsInt()) && (b.IsFloat() || b.IsInt()) && a.IsFloat() != b.IsFloat() {
		x, y := toFloat(a), toFloat(b)
		switch op {
		case py.OpSub:
			return py.Float(x - y), nil
		case py.OpMul:
			return py.Float(x * y), nil
		}
	}
	if in.x != 0 {
		return py.InplaceBinary(f.t, a, b, op)
	}
	return py.Binary(f.t, a, b, op)
}

func toFloat(v py.Value) float64 {
	if v.IsInt() {
		return float64(v.Int64())
	}
	return v.Float64()
}

// arith is a binary operator other than + - *.
func (f *frame) arith(in *instr, a, b py.Value) (py.Value, *py.Exc) {
	op := py.BinOp(in.arg)
	if a.IsInt() && b.IsInt() {
		if v, ok := intOp(a.Int64(), b.Int64(), op); ok {
			return v, nil
		}
	} else if op == py.OpTrueDiv && (a.IsFloat() || a.IsInt()) && (b.IsFloat() || b.IsInt()) {
		if y := toFloat(b); y != 0 {
			return py.Float(toFloat(a) / y), nil
		}
	}
	return py.Binary(f.t, a, b, op)
}

func (f *frame) arithInplace(in *instr, a, b py.Value) (py.Value, *py.Exc) {
	op := py.BinOp(in.arg)
	if a.IsInt() && b.IsInt() {
		if v, ok := intOp(a.Int64(), b.Int64(), op); ok {
			return v, nil
		}
	} else if op == py.OpTrueDiv && (a.IsFloat() || a.IsInt()) && (b.IsFloat() || b.IsInt()) {
		if y := toFloat(b); y != 0 {
			return py.Float(toFloat(a) / y), nil
		}
	}
	return py.InplaceBinary(f.t, a, b, op)
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
