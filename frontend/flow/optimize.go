// This file runs the passes on jumps and instructions of a block (optimize_cfg).

package flow

import "adder/frontend/code"

func (g *graph) optimize() {
	g.inlineSmallExits()
	g.removeUnreachable()
	g.resolveLines()
	for b := g.entry; b != nil; b = b.next {
		g.optimizeLoadConst(b)
	}
	for b := g.entry; b != nil; b = b.next {
		g.optimizeBlock(b)
	}
	g.removePairs()
	g.removeUnreachable()
	g.removeNopsAndJumps()
}

// maxCopySize is the number of instructions of an exit block that is copied instead of jumped to.
const maxCopySize = 4

func (g *graph) inlineSmallExits() {
	for changed := true; changed; {
		changed = false
		for b := g.entry; b != nil; b = b.next {
			if b.inlineSmallExit() {
				changed = true
			}
		}
	}
}

func (b *block) inlineSmallExit() bool {
	last := b.last()
	if last == nil || !unconditional(last.op) {
		return false
	}
	target := last.target
	smallExit := target.exitsScope() && len(target.instrs) <= maxCopySize
	noLine := target.hasNoLine() && !target.fallsThrough()
	if !smallExit && !noLine {
		return false
	}
	removed := last.op
	last.nop()
	b.instrs = append(b.instrs, target.instrs...)
	if last = b.last(); noLine && unconditional(last.op) && removed == code.JUMP {
		last.op = code.JUMP // keep the check for signals
	}
	target.predecessors--
	return true
}

// thread replaces the jump that ends b, to another jump, by one to that one's target. It
// reports whether it did.
func (b *block) thread(target *instr, op code.Op) bool {
	last := b.last()
	if last.target == target.target {
		return false
	}
	last.nop()
	to, loc := target.target, target.loc
	b.add(op, 0, loc)
	b.last().target = to
	return true
}

func (g *graph) optimizeBlock(b *block) {
	for i := 0; i < len(b.instrs); i++ {
		if g.peephole(b, i) {
			i-- // look at the changed jump again
		}
	}
	for i := 0; i < len(b.instrs); i++ {
		if b.instrs[i].op == code.SWAP {
			i = b.swaptimize(i)
			b.applySwaps(i)
		}
	}
}

// peephole rewrites the instruction at i, perhaps with the next one. It reports whether
// the instruction must be looked at again.
func (g *graph) peephole(b *block, i int) bool {
	in := &b.instrs[i]
	next := &instr{}
	if i+1 < len(b.instrs) {
		next = &b.instrs[i+1]
	}
	switch in.op {
	case code.LOAD_GLOBAL:
		if next.op == code.PUSH_NULL && in.arg&1 == 0 {
			in.arg |= 1
			next.nop()
		}
	case code.STORE_FAST:
		if next.op == code.STORE_FAST && next.arg == in.arg && next.loc.Line == in.loc.Line {
			in.set(code.POP_TOP, 0)
		}
	case code.SWAP:
		if in.arg == 1 {
			in.nop()
		}
	case code.BUILD_TUPLE:
		g.buildTuple(b, i, in, next)
	case code.BUILD_LIST, code.BUILD_SET:
		g.foldListOrSet(b, i, next.op)
	case code.COMPARE_OP:
		if next.op == code.TO_BOOL {
			next.set(code.COMPARE_OP, in.arg|16)
			in.nop()
		}
	case code.CONTAINS_OP, code.IS_OP:
		if next.op == code.TO_BOOL {
			next.set(in.op, in.arg)
			in.nop()
		} else if next.op == code.UNARY_NOT {
			next.set(in.op, in.arg^1)
			in.nop()
		}
	case code.TO_BOOL:
		if next.op == code.TO_BOOL {
			in.nop()
		}
	case code.UNARY_NOT:
		g.unaryNot(b, i, in, next)
	case code.UNARY_INVERT, code.UNARY_NEGATIVE:
		g.foldUnary(b, i)
	case code.CALL_INTRINSIC_1:
		g.intrinsic(b, i, in, next)
	case code.BINARY_OP:
		g.foldBinary(b, i)
	default:
		return hasTarget(in.op) && len(in.target.instrs) > 0 && threadJump(b, in)
	}
	return false
}

// threadJump follows a jump to a jump.
func threadJump(b *block, in *instr) bool {
	target := &in.target.instrs[0]
	switch in.op {
	case code.POP_JUMP_IF_FALSE, code.POP_JUMP_IF_TRUE, code.POP_JUMP_IF_NONE, code.POP_JUMP_IF_NOT_NONE:
		return target.op == code.JUMP && b.thread(target, in.op)
	case code.JUMP_IF_FALSE, code.JUMP_IF_TRUE:
		switch target.op {
		case code.JUMP, in.op:
			return b.thread(target, in.op)
		case code.JUMP_IF_FALSE, code.JUMP_IF_TRUE:
			in.target = in.target.next
			return true
		}
	case code.JUMP, code.JUMP_NO_INTERRUPT:
		switch target.op {
		case code.JUMP:
			return b.thread(target, code.JUMP)
		case code.JUMP_NO_INTERRUPT:
			return b.thread(target, in.op)
		}
	}
	return false
}

func (g *graph) buildTuple(b *block, i int, in, next *instr) {
	if next.op == code.UNPACK_SEQUENCE && next.arg == in.arg {
		switch in.arg {
		case 1:
			in.nop()
			next.nop()
			return
		case 2, 3:
			in.nop()
			next.op = code.SWAP
			return
		}
	}
	g.foldTuple(b, i)
}

func (g *graph) unaryNot(b *block, i int, in, next *instr) {
	switch next.op {
	case code.TO_BOOL:
		in.nop()
		next.set(code.UNARY_NOT, 0)
	case code.UNARY_NOT:
		in.nop()
		next.nop()
	default:
		g.foldUnary(b, i)
	}
}

// Arguments of CALL_INTRINSIC_1 that fold.
const (
	unaryPositive = 5
	listToTuple   = 6
)

func (g *graph) intrinsic(b *block, i int, in, next *instr) {
	switch in.arg {
	case listToTuple:
		if next.op == code.GET_ITER {
			in.nop()
		} else {
			g.foldListToTuple(b, i)
		}
	case unaryPositive:
		g.foldUnary(b, i)
	}
}

// optimizeLoadConst turns small integers into LOAD_SMALL_INT and decides jumps on constants.
func (g *graph) optimizeLoadConst(b *block) {
	var op code.Op
	var arg int32
	for i := range b.instrs {
		in := &b.instrs[i]
		if in.op == code.LOAD_CONST {
			if v, ok := smallInt(g.constant(in.op, in.arg)); ok {
				in.set(code.LOAD_SMALL_INT, v)
			}
		}
		if !(op == code.LOAD_CONST && in.op == code.COPY && in.arg == 1) {
			op, arg = in.op, in.arg
		}
		if op != code.LOAD_CONST && op != code.LOAD_SMALL_INT || i+1 >= len(b.instrs) {
			continue
		}
		next := &b.instrs[i+1]
		switch next.op {
		case code.POP_JUMP_IF_FALSE, code.POP_JUMP_IF_TRUE, code.JUMP_IF_FALSE, code.JUMP_IF_TRUE:
			jumpIf := next.op == code.POP_JUMP_IF_TRUE || next.op == code.JUMP_IF_TRUE
			if next.op == code.POP_JUMP_IF_TRUE || next.op == code.POP_JUMP_IF_FALSE {
				in.nop()
			}
			if truth(g.constant(op, arg)) == jumpIf {
				next.op = code.JUMP
			} else {
				next.nop()
			}
		case code.IS_OP:
			g.isNone(b, i, g.constant(op, arg))
		case code.TO_BOOL:
			index := g.unit.Consts.Add(truth(g.constant(op, arg)))
			in.nop()
			next.set(code.LOAD_CONST, int32(index))
		}
	}
}

// isNone folds a comparison with None by identity into the jump behind it.
func (g *graph) isNone(b *block, i int, c code.Const) {
	if _, ok := c.(code.None); !ok || i+2 >= len(b.instrs) {
		return
	}
	is, jump := &b.instrs[i+1], &b.instrs[i+2]
	if jump.op == code.TO_BOOL {
		jump.nop()
		if i+3 >= len(b.instrs) {
			return
		}
		jump = &b.instrs[i+3]
	}
	invert := is.arg != 0
	switch jump.op {
	case code.POP_JUMP_IF_FALSE:
		invert = !invert
	case code.POP_JUMP_IF_TRUE:
	default:
		return
	}
	b.instrs[i].nop()
	is.nop()
	jump.op = code.POP_JUMP_IF_NONE
	if invert {
		jump.op = code.POP_JUMP_IF_NOT_NONE
	}
}
