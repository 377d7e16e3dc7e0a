// This file translates loops, generators and coroutines.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

func addIteration(t map[code.Op]translator) {
	t[code.GET_ITER] = func(b *builder, in *instr) { b.push(b.emit(ir.OpGetIter, b.pop())) }
	t[code.FOR_ITER] = forIter
	t[code.GET_YIELD_FROM_ITER] = func(b *builder, in *instr) { b.push(b.emit(ir.OpGetYieldFromIter, b.pop())) }
	t[code.GET_AWAITABLE] = func(b *builder, in *instr) { b.push(b.emitNum(ir.OpGetAwaitable, in.arg, b.pop())) }
	t[code.GET_AITER] = func(b *builder, in *instr) { b.push(b.emit(ir.OpGetAIter, b.pop())) }
	t[code.GET_ANEXT] = func(b *builder, in *instr) { b.push(b.emit(ir.OpGetANext, b.peek(1))) }
	t[code.END_ASYNC_FOR] = endAsyncFor
	t[code.SEND] = send
	t[code.END_SEND] = endSend
	t[code.CLEANUP_THROW] = cleanupThrow
	t[code.YIELD_VALUE] = yieldValue
	t[code.RETURN_GENERATOR] = returnGenerator
}

// forIter branches on whether the iterator gave an item; the iterator stays on the stack
// either way, the item is on top of it in the loop's body.
func forIter(b *builder, in *instr) {
	item := b.emit(ir.OpIterNext, b.peek(1))
	some := b.emit(ir.OpIsBound, item)
	exit := b.edgeTo(in.target)
	b.push(item)
	if !b.speculating || b.general {
		body := b.edgeTo(in.next)
		b.emit(ir.OpBranch, some).Succs = []*ir.Edge{body, exit}
		return
	}
	between := b.fn.NewBlock() // where what the item is may be guessed
	b.emit(ir.OpBranch, some).Succs = []*ir.Edge{{To: between}, exit}
	b.cur = between
	b.guess(in, 1)
	b.jumpTo(in.next)
}

// send resumes the receiver below the value: to the target with its result when it
// returned, else on with what it yielded.
func send(b *builder, in *instr) {
	v := b.pop()
	r := b.emit(ir.OpSend, b.peek(1), v)
	returned := b.proj(r, 1)
	returned.Rep, returned.Type = ir.RepBool, types.Bool
	b.push(r)
	done, yielded := b.edgeTo(in.target), b.edgeTo(in.next)
	b.emit(ir.OpBranch, returned).Succs = []*ir.Edge{done, yielded}
}

func endSend(b *builder, in *instr) {
	v := b.pop()
	b.pop()
	b.push(v)
}

// cleanupThrow ends a yield from after throw() into it: the value of a StopIteration is
// the result, any other exception goes on.
func cleanupThrow(b *builder, in *instr) {
	exc := b.pop()
	b.popN(2)
	v := b.emit(ir.OpCleanupThrow, exc)
	b.push(b.constant(code.None{}, types.None))
	b.push(v)
}

func endAsyncFor(b *builder, in *instr) {
	exc := b.pop()
	b.emit(ir.OpEndAsyncFor, exc)
	b.pop()
}

// yieldValue suspends; the block behind it starts with what is sent in.
func yieldValue(b *builder, in *instr) {
	v := b.pop()
	if b.delegates(in) {
		b.suspend(ir.OpYield, in, v, b.peek(1))
		return
	}
	b.suspend(ir.OpYield, in, v)
}

// delegates reports whether the yield passes on what the receiver below the value yielded: the
// operand of the RESUME behind it tells (RESUME_AFTER_YIELD_FROM, RESUME_AFTER_AWAIT).
func (b *builder) delegates(in *instr) bool {
	next := &b.instrs[b.index[in.next]]
	return next.op == code.RESUME && next.arg&3 >= 2
}

// returnGenerator makes the generator object; its body starts like a resumption.
func returnGenerator(b *builder, in *instr) { b.suspend(ir.OpReturnGenerator, in) }

// suspend ends the block and begins the one that resumes, which is no join: its only
// predecessor is the suspension, so values flow into it directly.
func (b *builder) suspend(op ir.Op, in *instr, args ...*ir.Value) {
	term := b.emit(op, args...)
	term.Num = int64(in.arg)
	resume := b.fn.NewBlock()
	resume.General = b.general
	term.Succs = []*ir.Edge{{To: resume}}
	b.fn.Resumes = append(b.fn.Resumes, resume)
	b.cur = resume
	input := b.emit(ir.OpGenInput)
	if len(args) > 1 {
		input.Num = 1
	}
	b.push(input)
	b.jumpTo(in.next)
	b.at = in
}
