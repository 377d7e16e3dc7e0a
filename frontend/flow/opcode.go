// This file says what the passes must know of an opcode: how it leaves.

package flow

import "adder/frontend/code"

func blockPush(op code.Op) bool {
	return op == code.SETUP_FINALLY || op == code.SETUP_WITH || op == code.SETUP_CLEANUP
}

func isJump(op code.Op) bool { return op.Has(code.FlagJump) && !blockPush(op) }

func hasTarget(op code.Op) bool { return isJump(op) || blockPush(op) }

func scopeExit(op code.Op) bool {
	return op == code.RETURN_VALUE || op == code.RAISE_VARARGS || op == code.RERAISE
}

func unconditional(op code.Op) bool { return op == code.JUMP || op == code.JUMP_NO_INTERRUPT }

func terminator(op code.Op) bool { return isJump(op) || scopeExit(op) }

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
