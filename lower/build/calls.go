// This file translates calls and the making of functions.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
)

func addCalls(t map[code.Op]translator) {
	t[code.CALL] = call
	t[code.CALL_KW] = callKw
	t[code.CALL_FUNCTION_EX] = func(b *builder, in *instr) {
		b.push(b.emit(ir.OpCallEx, b.popN(4)...))
		b.guess(in, 1)
	}
	t[code.MAKE_FUNCTION] = makeFunction
	t[code.SET_FUNCTION_ATTRIBUTE] = func(b *builder, in *instr) {
		fn, attr := b.pop(), b.pop()
		b.push(b.emitNum(ir.OpSetFunctionAttr, in.arg, fn, attr))
	}
	t[code.CALL_INTRINSIC_1] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpIntrinsic1, in.arg, b.pop()))
	}
	t[code.CALL_INTRINSIC_2] = func(b *builder, in *instr) {
		y, x := b.pop(), b.pop()
		b.push(b.emitNum(ir.OpIntrinsic2, in.arg, x, y))
	}
}

// call leaves out self where it is known to be NULL.
func call(b *builder, in *instr) {
	a := b.popN(in.arg + 2) // callable, self or NULL, arguments
	if a[1].Op == ir.OpUnbound {
		exit := b.exitBefore(in, a)
		v := b.emit(ir.OpCall, append(a[:1:1], a[2:]...)...)
		v.Exit = exit
		b.push(v)
	} else {
		b.push(b.emit(ir.OpCallMethod, a...))
	}
	b.guess(in, 1)
}

func callKw(b *builder, in *instr) {
	names := b.pop()
	v := b.emit(ir.OpCallKw, b.popN(in.arg+2)...)
	v.Aux = names.Aux.(code.Tuple)
	b.push(v)
	b.guess(in, 1)
}

func makeFunction(b *builder, in *instr) {
	body := b.pop()
	v := b.emit(ir.OpMakeFunction)
	v.Aux = body.Aux.(*code.Code)
	b.push(v)
}
