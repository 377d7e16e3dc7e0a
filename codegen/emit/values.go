// This file writes operands: variables, constants, conversions.

package emit

import (
	"fmt"
	"math"
	"strconv"

	"adder/frontend/code"
	"adder/lower/ir"
)

// boxes are the functions that make an object of a value in another representation.
var boxes = [...]string{ir.RepInt: "py.Int", ir.RepFloat: "py.Float", ir.RepBool: "py.Bool", ir.RepVirtual: ""}

// expr returns a Go expression for v as a py.Value, which any representation can become.
func (fe *funcEmitter) expr(v *ir.Value) string {
	switch {
	case v.Op == ir.OpUnbound:
		return "py.Value{}"
	case v.Op == ir.OpConst:
		return fe.constExpr(v)
	case v.Op == ir.OpVirtualRange:
		return fmt.Sprintf("abi.RangeIterator(%s, %s, %s)", fe.rawArg(v, 0), fe.rawArg(v, 1), fe.step(v))
	case v.Rep == ir.RepIter:
		return "abi.BoxIter(&" + fe.ref(v) + ")"
	case v.Rep != ir.RepValue:
		return boxes[v.Rep] + "(" + fe.raw(v) + ")"
	}
	return fe.ref(v)
}

// raw returns a Go expression for v in v's own representation, a number for a constant.
func (fe *funcEmitter) raw(v *ir.Value) string {
	switch v.Op {
	case ir.OpFlagConst:
		return strconv.FormatBool(v.Num != 0)
	case ir.OpConst:
		return rawConst(v.Aux)
	}
	return fe.ref(v)
}

// rawConst writes a constant as a Go number or flag.
func rawConst(aux any) string {
	switch c := aux.(type) {
	case int64:
		return "int64(" + strconv.FormatInt(c, 10) + ")"
	case float64:
		return "float64(" + floatLiteral(c) + ")"
	case bool:
		return strconv.FormatBool(c)
	}
	panic(fmt.Sprintf("adder: bug in codegen/emit: constant %v is not a number", aux))
}

// as returns v in representation rep, its own or that of objects.
func (fe *funcEmitter) as(v *ir.Value, rep ir.Rep) string {
	if rep == ir.RepValue {
		return fe.expr(v)
	}
	return fe.raw(v)
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
		return fmt.Sprintf("py.Int(%d)", c)
	case float64:
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
