// This file names the arguments of instructions whose argument is a code of its own.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

// Arguments of CALL_INTRINSIC_1, see code.Intrinsic1Names.
const (
	intrinsicPrint              = 1
	intrinsicImportStar         = 2
	intrinsicStopIterationError = 3
	intrinsicAsyncGenWrap       = 4
	intrinsicUnaryPositive      = 5
	intrinsicListToTuple        = 6
	intrinsicTypeVar            = 7
	intrinsicParamSpec          = 8
	intrinsicTypeVarTuple       = 9
	intrinsicSubscriptGeneric   = 10
	intrinsicTypeAlias          = 11
)

// Arguments of CALL_INTRINSIC_2, see code.Intrinsic2Names.
const (
	intrinsicPrepReraiseStar        = 1
	intrinsicTypeVarWithBound       = 2
	intrinsicTypeVarWithConstraints = 3
	intrinsicSetFunctionTypeParams  = 4
	intrinsicSetTypeParamDefault    = 5
)

// Arguments of LOAD_SPECIAL, see code.SpecialMethodNames.
const (
	specialEnter  = 0
	specialExit   = 1
	specialAEnter = 2
	specialAExit  = 3
)

// Arguments of LOAD_COMMON_CONSTANT, see code.CommonConstantNames.
const (
	commonAssertionError      = 0
	commonNotImplementedError = 1
	commonTuple               = 2
	commonAll                 = 3
	commonAny                 = 4
)

// Arguments of SET_FUNCTION_ATTRIBUTE; together they are the flags of makeClosure.
const (
	funcDefaults    = 0x01
	funcKwDefaults  = 0x02
	funcAnnotations = 0x04
	funcClosure     = 0x08
	funcAnnotate    = 0x10
)

// Arguments of GET_AWAITABLE: what is awaited, for error messages.
const (
	awaitExpr  = 0
	awaitEnter = 1
	awaitExit  = 2
)

// stackUse is the number of operands from which a display is built bit by bit instead of
// from a full stack.
const stackUse = 30

// binaryOps are the arguments of BINARY_OP by operator, plain and in place.
var binaryOps = [...][2]int{
	ast.Add:      {code.NB_ADD, code.NB_INPLACE_ADD},
	ast.Sub:      {code.NB_SUBTRACT, code.NB_INPLACE_SUBTRACT},
	ast.Mult:     {code.NB_MULTIPLY, code.NB_INPLACE_MULTIPLY},
	ast.MatMult:  {code.NB_MATRIX_MULTIPLY, code.NB_INPLACE_MATRIX_MULTIPLY},
	ast.Div:      {code.NB_TRUE_DIVIDE, code.NB_INPLACE_TRUE_DIVIDE},
	ast.Modulo:   {code.NB_REMAINDER, code.NB_INPLACE_REMAINDER},
	ast.Pow:      {code.NB_POWER, code.NB_INPLACE_POWER},
	ast.LShift:   {code.NB_LSHIFT, code.NB_INPLACE_LSHIFT},
	ast.RShift:   {code.NB_RSHIFT, code.NB_INPLACE_RSHIFT},
	ast.BitOr:    {code.NB_OR, code.NB_INPLACE_OR},
	ast.BitXor:   {code.NB_XOR, code.NB_INPLACE_XOR},
	ast.BitAnd:   {code.NB_AND, code.NB_INPLACE_AND},
	ast.FloorDiv: {code.NB_FLOOR_DIVIDE, code.NB_INPLACE_FLOOR_DIVIDE},
}

// compareOps are the instruction and argument of each comparison. That of COMPARE_OP has the
// operator's number above bit 5 and the mask of accepted outcomes below: less 2, greater 4, equal 8,
// unordered 1.
var compareOps = [...]struct {
	op  code.Op
	arg int
}{
	ast.Lt:    {code.COMPARE_OP, 0<<5 | 2},
	ast.LtE:   {code.COMPARE_OP, 1<<5 | 2 | 8},
	ast.Eq:    {code.COMPARE_OP, 2<<5 | 8},
	ast.NotEq: {code.COMPARE_OP, 3<<5 | 1 | 2 | 4},
	ast.Gt:    {code.COMPARE_OP, 4<<5 | 4},
	ast.GtE:   {code.COMPARE_OP, 5<<5 | 4 | 8},
	ast.Is:    {code.IS_OP, 0},
	ast.IsNot: {code.IS_OP, 1},
	ast.In:    {code.CONTAINS_OP, 0},
	ast.NotIn: {code.CONTAINS_OP, 1},
}

func (c *compiler) compareOp(loc location, op ast.CmpOperator) {
	c.opI(loc, compareOps[op].op, compareOps[op].arg)
}
