// This file says what the passes must know of an opcode: how it leaves.

package flow

import "adder/frontend/code"

// Properties of opcodes that the passes ask for all the time, in one byte.
const (
	propJump = 1 << iota
	propBlockPush
	propScopeExit
	propUnconditional
)

var props = func() (t [512]uint8) {
	for op := range code.Op(len(t)) {
		if op.Has(code.FlagJump) {
			t[op] = propJump
		}
	}
	for _, op := range [...]code.Op{code.SETUP_FINALLY, code.SETUP_WITH, code.SETUP_CLEANUP} {
		t[op] = propBlockPush
	}
	for _, op := range [...]code.Op{code.RETURN_VALUE, code.RAISE_VARARGS, code.RERAISE} {
		t[op] = propScopeExit
	}
	for _, op := range [...]code.Op{code.JUMP, code.JUMP_NO_INTERRUPT} {
		t[op] |= propUnconditional
	}
	return t
}()

func has(op code.Op, mask uint8) bool { return props[op&511]&mask != 0 }

func blockPush(op code.Op) bool { return has(op, propBlockPush) }

func isJump(op code.Op) bool { return has(op, propJump) }

func hasTarget(op code.Op) bool { return has(op, propJump|propBlockPush) }

func scopeExit(op code.Op) bool { return has(op, propScopeExit) }

func unconditional(op code.Op) bool { return has(op, propUnconditional) }

func terminator(op code.Op) bool { return has(op, propJump|propScopeExit) }

func conditional(op code.Op) bool {
	return op >= code.POP_JUMP_IF_FALSE && op <= code.POP_JUMP_IF_TRUE
}

// evalBreak reports whether the interpreter looks for signals and other threads at op.
func evalBreak(op code.Op) bool {
	switch op {
	case code.JUMP, code.RESUME, code.CALL, code.CALL_KW, code.CALL_FUNCTION_EX:
		return true
	}
	return false
}

// popPush returns how many values op pops and pushes.
func popPush(op code.Op, arg int32) (popped, pushed int) { return code.Effect(op, int(arg)) }
