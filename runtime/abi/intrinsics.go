// This file holds built-in functions that compiled code computes itself, and the tests whether a
// callee is such a function.

package abi

import (
	"math"

	"adder/runtime/py"
)

func known(v py.Value, k py.KnownFunction) bool {
	return v.Type() == py.BuiltinType && py.AsBuiltin(v).Method.Known == k
}

// IsLen reports whether v is the function len.
func IsLen(v py.Value) bool { return known(v, py.KnownLen) }

// IsInstance reports whether v is the function isinstance.
func IsInstance(v py.Value) bool { return known(v, py.KnownIsInstance) }

// IsOrd reports whether v is the function ord.
func IsOrd(v py.Value) bool { return known(v, py.KnownOrd) }

// IsAbs reports whether v is the function abs.
func IsAbs(v py.Value) bool { return known(v, py.KnownAbs) }

// IsMin reports whether v is the function min.
func IsMin(v py.Value) bool { return known(v, py.KnownMin) }

// IsMax reports whether v is the function max.
func IsMax(v py.Value) bool { return known(v, py.KnownMax) }

// IsSqrt reports whether v is the function math.sqrt.
func IsSqrt(v py.Value) bool { return known(v, py.KnownSqrt) }

// IsInt reports whether v is the type int.
func IsInt(v py.Value) bool { return v == py.IntType.V() }

// IsFloat reports whether v is the type float.
func IsFloat(v py.Value) bool { return v == py.FloatType.V() }

// LenOf is len(v).
func LenOf(t *py.Thread, v py.Value) (int64, *py.Exc) {
	switch v.Type() {
	case py.StrType:
		return int64(py.AsStr(v).Len()), nil
	case py.TupleType:
		return int64(len(py.AsTuple(v).Items)), nil
	}
	n, exc := py.Len(t, v)
	return int64(n), exc
}

// IsInstanceOf is isinstance(v, class).
func IsInstanceOf(t *py.Thread, v, class py.Value) (bool, *py.Exc) {
	if v.Type().V() == class {
		return true, nil
	}
	return py.IsInstanceOf(t, v, class)
}

// Ord is ord(v).
func Ord(t *py.Thread, v py.Value) (int64, *py.Exc) {
	if v.Type() == py.StrType {
		if s := py.AsStr(v); s.Len() == 1 {
			return int64(s.At(0)), nil
		}
	}
	r, exc := py.Ord(t, v)
	return r.Int64(), exc
}

// AbsFloat is abs(x).
func AbsFloat(x float64) float64 { return math.Abs(x) }

// SqrtFloat is math.sqrt(x) of what is not negative.
func SqrtFloat(x float64) float64 { return math.Sqrt(x) }
