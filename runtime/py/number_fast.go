// This file holds the short ways of operators on immediate ints and floats where one is a float.

package py

// immediateNumber returns v as a float if v is an immediate float, or an immediate int that a float
// holds exactly.
func immediateNumber(v Value) (float64, bool) {
	if v.IsFloat() {
		return v.Float64(), true
	}
	if i := v.Int64(); v.IsInt() && -1<<53 <= i && i <= 1<<53 {
		return float64(i), true
	}
	return 0, false
}

// mixedArithmetic performs a op b if one of them is a float, the other a float or an int that a float
// holds, and the operator one of those that a machine has.
func mixedArithmetic(a, b Value, op BinOp) (Value, bool) {
	if !a.IsFloat() && !b.IsFloat() {
		return Value{}, false
	}
	x, ok1 := immediateNumber(a)
	y, ok2 := immediateNumber(b)
	if !ok1 || !ok2 {
		return Value{}, false
	}
	switch op {
	case OpAdd:
		return Float(x + y), true
	case OpSub:
		return Float(x - y), true
	case OpMul:
		return Float(x * y), true
	case OpTrueDiv:
		if y != 0 {
			return Float(x / y), true
		}
	}
	return Value{}, false
}

// compareImmediate compares two numbers as immediateNumber takes them.
func compareImmediate(a, b Value, op CmpOp) (Value, bool) {
	if a.IsInt() && b.IsInt() {
		return Bool(ordered(a.Int64(), b.Int64(), op)), true
	}
	x, ok := immediateNumber(a)
	if !ok {
		return Value{}, false
	}
	y, ok := immediateNumber(b)
	if !ok {
		return Value{}, false
	}
	return Bool(ordered(x, y, op)), true
}

func ordered[T int64 | float64](x, y T, op CmpOp) bool {
	switch op {
	case LT:
		return x < y
	case LE:
		return x <= y
	case EQ:
		return x == y
	case NE:
		return x != y
	case GT:
		return x > y
	}
	return x >= y
}
