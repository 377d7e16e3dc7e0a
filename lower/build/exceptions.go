// This file translates raising and handling of exceptions.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
)

func addExceptions(t map[code.Op]translator) {
	t[code.PUSH_EXC_INFO] = pushExcInfo
	t[code.POP_EXCEPT] = func(b *builder, in *instr) { b.emit(ir.OpPopExcept, b.pop()) }
	t[code.CHECK_EXC_MATCH] = func(b *builder, in *instr) {
		typ := b.pop()
		b.push(b.emit(ir.OpCheckExcMatch, b.peek(1), typ))
	}
	t[code.CHECK_EG_MATCH] = checkEGMatch
	t[code.WITH_EXCEPT_START] = withExceptStart
	t[code.RAISE_VARARGS] = func(b *builder, in *instr) { b.emit(ir.OpRaise, b.popN(in.arg)...) }
	t[code.RERAISE] = reraise
}

// pushExcInfo slips the exception handled so far under the new one.
func pushExcInfo(b *builder, in *instr) {
	exc := b.pop()
	b.push(b.emit(ir.OpPushExcInfo, exc))
	b.push(exc)
}

func checkEGMatch(b *builder, in *instr) {
	typ, exc := b.pop(), b.pop()
	rest := b.emit(ir.OpCheckEGMatch, exc, typ)
	b.push(rest)
	b.push(b.proj(rest, 1))
}

// withExceptStart calls the __exit__ that lies below the exception, the exception handled
// before it and the position where it was raised.
func withExceptStart(b *builder, in *instr) {
	b.push(b.emit(ir.OpWithExceptStart, b.peek(5), b.peek(4), b.peek(1)))
}

// reraise passes the position that the stack holds arg below the exception, so that the
// traceback goes on showing where the exception was first raised.
func reraise(b *builder, in *instr) {
	exc := b.pop()
	if in.arg == 0 {
		b.emit(ir.OpReraise, exc)
		return
	}
	b.emit(ir.OpReraise, exc, b.peek(in.arg))
}
