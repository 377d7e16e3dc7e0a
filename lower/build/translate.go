// This file is the table of translators, one an opcode, and those of locals, constants,
// stack manipulation, operators and jumps.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

// translator executes one instruction over the abstract state.
type translator func(b *builder, in *instr)

// translators is indexed by opcode. Every opcode that CPython's compiler emits has one
// (TestTranslators compares with the op table).
var translators map[code.Op]translator

func init() {
	translators = map[code.Op]translator{
		code.NOP: skip, code.RESUME: resume, code.NOT_TAKEN: skip,

		code.LOAD_FAST: loadFast, code.LOAD_FAST_BORROW: loadFast,
		code.LOAD_FAST_LOAD_FAST: loadFastTwice, code.LOAD_FAST_BORROW_LOAD_FAST_BORROW: loadFastTwice,
		code.LOAD_FAST_CHECK: loadFastCheck, code.LOAD_FAST_AND_CLEAR: loadFastAndClear,
		code.STORE_FAST: storeFast, code.STORE_FAST_LOAD_FAST: storeFastLoadFast,
		code.STORE_FAST_STORE_FAST: storeFastStoreFast, code.DELETE_FAST: deleteFast,
		code.LOAD_CONST: loadConst, code.LOAD_SMALL_INT: loadSmallInt,
		code.LOAD_COMMON_CONSTANT: loadCommonConstant,

		code.POP_TOP: popTop, code.END_FOR: popTop, code.POP_ITER: popTop,
		code.COPY: copyStack, code.SWAP: swapStack, code.PUSH_NULL: pushNull,

		code.UNARY_NEGATIVE: unaryOp(ir.OpNegative), code.UNARY_INVERT: unaryOp(ir.OpInvert),
		code.UNARY_NOT: unaryNot, code.TO_BOOL: toBool,
		code.BINARY_OP: binaryOp, code.COMPARE_OP: compareOp, code.IS_OP: isOp, code.CONTAINS_OP: containsOp,
		code.BINARY_SLICE: binarySlice, code.STORE_SLICE: storeSlice,
		code.STORE_SUBSCR: storeSubscr, code.DELETE_SUBSCR: deleteSubscr,

		code.JUMP_FORWARD: jump, code.JUMP_BACKWARD: jumpBackward, code.JUMP_BACKWARD_NO_INTERRUPT: jump,
		code.POP_JUMP_IF_TRUE: popJumpIf(true), code.POP_JUMP_IF_FALSE: popJumpIf(false),
		code.POP_JUMP_IF_NONE: popJumpIfNone(true), code.POP_JUMP_IF_NOT_NONE: popJumpIfNone(false),
		code.RETURN_VALUE: returnValue,
	}
	addVariables(translators)
	addCalls(translators)
	addContainers(translators)
	addIteration(translators)
	addExceptions(translators)
}

func skip(*builder, *instr) {}

// resume is where signals and other pending work are seen at the start of a function;
// after a yield the generator's caller has just passed a safe point.
func resume(b *builder, in *instr) {
	if in.arg&3 == 0 {
		b.emit(ir.OpSafePoint)
		b.guessParams(in)
	}
}

// local returns the value of a local that the compiler proved bound.
func (b *builder) local(i int) *ir.Value {
	if v := b.locals[i]; v != nil {
		return v
	}
	return b.unbound()
}

func loadFast(b *builder, in *instr) { b.push(b.local(in.arg)) }

func loadFastTwice(b *builder, in *instr) {
	b.push(b.local(in.arg >> 4))
	b.push(b.local(in.arg & 15))
}

func loadFastCheck(b *builder, in *instr) {
	v := b.emitNum(ir.OpCheckLocal, in.arg, b.local(in.arg))
	b.locals[in.arg] = v
	b.push(v)
}

// loadFastAndClear saves a local that an inlined comprehension is about to reuse; it may
// be unbound, and comes back by an ordinary store.
func loadFastAndClear(b *builder, in *instr) {
	b.push(b.local(in.arg))
	b.locals[in.arg] = nil
	b.spillLocal(in.arg)
}

func (b *builder) storeLocal(i int) {
	b.locals[i] = b.pop()
	b.spillLocal(i)
}

func storeFast(b *builder, in *instr) { b.storeLocal(in.arg) }

func storeFastLoadFast(b *builder, in *instr) {
	b.storeLocal(in.arg >> 4)
	b.push(b.local(in.arg & 15))
}

func storeFastStoreFast(b *builder, in *instr) {
	b.storeLocal(in.arg >> 4)
	b.storeLocal(in.arg & 15)
}

func deleteFast(b *builder, in *instr) {
	b.emitNum(ir.OpCheckDelete, in.arg, b.local(in.arg))
	b.locals[in.arg] = nil
	b.spillLocal(in.arg)
}

func loadConst(b *builder, in *instr) {
	c := b.code.Consts[in.arg]
	b.push(b.constant(c, ConstType(c)))
}

func loadSmallInt(b *builder, in *instr) { b.push(b.constant(int64(in.arg), types.SmallInt)) }

// loadCommonConstant loads one of the objects that LOAD_COMMON_CONSTANT numbers, kept as a
// constant of its own kind.
func loadCommonConstant(b *builder, in *instr) {
	b.push(b.constant(ir.CommonConst(in.arg), types.Other))
}

// ConstType returns the type of a constant.
func ConstType(c code.Const) types.T {
	switch c.(type) {
	case code.None:
		return types.None
	case bool:
		return types.Bool
	case int64:
		return types.SmallInt
	case float64:
		return types.Float
	case complex128:
		return types.Complex
	case string:
		return types.Str
	case code.Bytes:
		return types.Bytes
	case code.Tuple:
		return types.Tuple
	case *code.Code:
		return types.Code
	case code.EllipsisType, code.FrozenSet, code.Slice:
		return types.Other
	}
	return types.BigInt
}

func popTop(b *builder, in *instr) { b.pop() }

func copyStack(b *builder, in *instr) { b.push(b.peek(in.arg)) }

func swapStack(b *builder, in *instr) {
	n := len(b.stack)
	b.stack[n-1], b.stack[n-in.arg] = b.stack[n-in.arg], b.stack[n-1]
}

func pushNull(b *builder, in *instr) { b.push(b.unbound()) }

func unaryOp(op ir.Op) translator {
	return func(b *builder, in *instr) {
		exit := b.exitAt(in.off)
		v := b.emit(op, b.pop())
		v.Exit = exit
		b.push(v)
	}
}

// flag returns the truth of v, an exact bool, as an unboxed flag.
func (b *builder) flag(v *ir.Value) *ir.Value {
	if v.Rep == ir.RepBool {
		return v
	}
	return b.emit(ir.OpTruth, v)
}

func unaryNot(b *builder, in *instr) { b.push(b.emit(ir.OpFlagNot, b.flag(b.pop()))) }

func toBool(b *builder, in *instr) { b.push(b.flag(b.pop())) }

// inplaceBase and subscr are the numbers of the first in-place operator and of the
// subscript among BINARY_OP's arguments (Include/opcode.h, NB_*).
const (
	inplaceBase = 13
	nbSubscr    = 26
)

func binaryOp(b *builder, in *instr) {
	exit := b.exitAt(in.off)
	y, x := b.pop(), b.pop()
	var v *ir.Value
	switch {
	case in.arg == nbSubscr:
		b.push(b.emit(ir.OpGetItem, x, y))
		b.guess(in, 1)
		return
	case in.arg >= inplaceBase:
		v = b.emitNum(ir.OpInplace, in.arg-inplaceBase, x, y)
	default:
		v = b.emitNum(ir.OpBinary, in.arg, x, y)
	}
	v.Exit = exit
	b.push(v)
}

// compareOp reads COMPARE_OP: the comparison above bit 5; bit 4 asks for a bool.
func compareOp(b *builder, in *instr) {
	exit := b.exitAt(in.off)
	y, x := b.pop(), b.pop()
	op := ir.OpCompare
	if in.arg&16 != 0 {
		op = ir.OpCompareTest
	}
	v := b.emitNum(op, in.arg>>5, x, y)
	v.Exit = exit
	b.push(v)
}

func (b *builder) negatedIf(flag *ir.Value, negate int) *ir.Value {
	if negate != 0 {
		return b.emit(ir.OpFlagNot, flag)
	}
	return flag
}

func isOp(b *builder, in *instr) {
	y, x := b.pop(), b.pop()
	b.push(b.negatedIf(b.emit(ir.OpIs, x, y), in.arg))
}

func containsOp(b *builder, in *instr) {
	container, item := b.pop(), b.pop()
	b.push(b.negatedIf(b.emit(ir.OpContains, container, item), in.arg))
}

func binarySlice(b *builder, in *instr) {
	a := b.popN(3)
	b.push(b.emit(ir.OpGetSlice, a...))
}

func storeSlice(b *builder, in *instr) {
	a := b.popN(4) // value, container, start, stop
	b.emit(ir.OpSetSlice, a[1], a[2], a[3], a[0])
}

func storeSubscr(b *builder, in *instr) {
	a := b.popN(3) // value, container, key
	b.emit(ir.OpSetItem, a[1], a[2], a[0])
}

func deleteSubscr(b *builder, in *instr) {
	a := b.popN(2)
	b.emit(ir.OpDelItem, a...)
}

func jump(b *builder, in *instr) { b.jumpTo(in.target) }

func jumpBackward(b *builder, in *instr) {
	b.emit(ir.OpSafePoint)
	b.jumpTo(in.target)
}

// branch ends the block: to target if flag is as wanted, else to the next instruction.
func (b *builder) branch(flag *ir.Value, want bool, in *instr) {
	taken, next := b.edgeTo(in.target), b.edgeTo(in.next)
	br := b.emit(ir.OpBranch, flag)
	if want {
		br.Succs = []*ir.Edge{taken, next}
	} else {
		br.Succs = []*ir.Edge{next, taken}
	}
}

func popJumpIf(want bool) translator {
	return func(b *builder, in *instr) {
		v := b.pop()
		b.branch(b.flag(v), want, in)
	}
}

func popJumpIfNone(want bool) translator {
	return func(b *builder, in *instr) {
		v := b.pop()
		b.branch(b.emit(ir.OpIsNone, v), want, in)
	}
}

func returnValue(b *builder, in *instr) {
	b.emit(ir.OpReturn, b.pop())
}
