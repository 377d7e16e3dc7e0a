// This file writes operands: variables, constants, conversions.

package emit

import (
	"fmt"
	"math"
	"strconv"

	"adder/frontend/code"
	"adder/lower/ir"
)

// expr returns a Go expression for v in v's own representation.
func (fe *funcEmitter) expr(v *ir.Value) string {
	switch v.Op {
	case ir.OpUnbound:
		return "py.Value{}"
	case ir.OpFlagConst:
		return strconv.FormatBool(v.Num != 0)
	case ir.OpConst:
		return fe.constExpr(v)
	}
	return fe.ref(v)
}

// constExpr writes immediates as literals and takes objects from the constant table.
func (fe *funcEmitter) constExpr(v *ir.Value) string {
	if s, ok := fe.consts[v]; ok {
		return s
	}
	s := fe.literal(v)
	fe.consts[v] = s
	return s
}

func (fe *funcEmitter) literal(v *ir.Value) string {
	switch c := v.Aux.(type) {
	case code.None:
		return "py.None"
	case code.EllipsisType:
		return "py.Ellipsis"
	case bool:
		if c {
			return "py.True"
		}
		return "py.False"
	case int64:
		if v.Rep == ir.RepInt {
			return strconv.FormatInt(c, 10)
		}
		return fmt.Sprintf("py.Int(%d)", c)
	case float64:
		if v.Rep == ir.RepFloat {
			return floatLiteral(c)
		}
		return "py.Float(" + floatLiteral(c) + ")"
	case ir.CommonConst:
		return fmt.Sprintf("abi.CommonConst(%d)", int(c))
	}
	return fe.constant(fe.f, constIndex(fe.f.Code, v.Aux))
}

// floatLiteral writes f so that Go reads back the same bits.
func floatLiteral(f float64) string {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0) || f == 0 && math.Signbit(f):
		return fmt.Sprintf("abi.FloatBits(%#x)", math.Float64bits(f))
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if _, err := strconv.Atoi(s); err == nil {
		s += ".0"
	}
	return s
}

// constIndex finds the constant that the builder took from co_consts. Constants are
// compared by identity of the slice element, since equal ones of different types differ.
func constIndex(c *code.Code, aux any) int {
	for i, k := range c.Consts {
		if sameConst(k, aux) {
			return i
		}
	}
	panic(fmt.Sprintf("adder: bug in codegen/emit: constant %v of %s is not in its table", aux, c.QualName))
}

// arg returns an expression for argument i of v as a py.Value.
func (fe *funcEmitter) arg(v *ir.Value, i int) string { return fe.expr(v.Args[i]) }
