// This file compares constants.

package emit

import (
	"math"
	"math/big"

	"adder/frontend/code"
)

// sameConst reports whether two constants are interchangeable: of one type and equal, with
// the sign of zero counting.
func sameConst(a, b code.Const) bool {
	switch a := a.(type) {
	case *code.Code:
		b, ok := b.(*code.Code)
		return ok && a == b
	case float64:
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	case complex128:
		b, ok := b.(complex128)
		return ok && sameConst(real(a), real(b)) && sameConst(imag(a), imag(b))
	case *big.Int:
		b, ok := b.(*big.Int)
		return ok && a.Cmp(b) == 0
	case code.Tuple:
		b, ok := b.(code.Tuple)
		return ok && sameConsts(a, b)
	case code.FrozenSet:
		b, ok := b.(code.FrozenSet)
		return ok && sameConsts(a, b)
	case code.Slice:
		b, ok := b.(code.Slice)
		return ok && sameConst(a.Start, b.Start) && sameConst(a.Stop, b.Stop) && sameConst(a.Step, b.Step)
	}
	switch b.(type) {
	case code.Tuple, code.FrozenSet, code.Slice:
		return false
	}
	return a == b
}

func sameConsts(a, b []code.Const) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameConst(a[i], b[i]) {
			return false
		}
	}
	return true
}
