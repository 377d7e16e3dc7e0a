// This file says what the passes must know of an opcode: how it leaves, and its stack effect.

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

// effect is how many values an instruction pops and pushes: popped + popArg*arg, and so on.
type effect struct{ popped, popArg, pushed, pushArg int8 }

// effects holds the fixed effects and those linear in the argument, indexed by opcode.
var effects = map[code.Op]effect{
	code.NOP: {}, code.RESUME: {}, code.NOT_TAKEN: {}, code.POP_BLOCK: {}, code.SETUP_ANNOTATIONS: {},
	code.DELETE_NAME: {}, code.DELETE_GLOBAL: {}, code.DELETE_FAST: {}, code.DELETE_DEREF: {},
	code.MAKE_CELL: {}, code.COPY_FREE_VARS: {}, code.JUMP: {}, code.JUMP_NO_INTERRUPT: {},
	code.ANNOTATIONS_PLACEHOLDER: {},

	code.POP_TOP: {popped: 1}, code.END_FOR: {popped: 1}, code.POP_ITER: {popped: 1},
	code.POP_EXCEPT: {popped: 1}, code.STORE_NAME: {popped: 1}, code.STORE_GLOBAL: {popped: 1},
	code.STORE_DEREF: {popped: 1}, code.STORE_FAST: {popped: 1}, code.STORE_FAST_MAYBE_NULL: {popped: 1},
	code.DELETE_ATTR: {popped: 1}, code.POP_JUMP_IF_FALSE: {popped: 1}, code.POP_JUMP_IF_TRUE: {popped: 1},
	code.POP_JUMP_IF_NONE: {popped: 1}, code.POP_JUMP_IF_NOT_NONE: {popped: 1},
	code.STORE_ATTR: {popped: 2}, code.DELETE_SUBSCR: {popped: 2}, code.END_ASYNC_FOR: {popped: 2},
	code.STORE_FAST_STORE_FAST: {popped: 2}, code.STORE_SUBSCR: {popped: 3}, code.STORE_SLICE: {popped: 4},
	code.RAISE_VARARGS: {popArg: 1},

	code.PUSH_NULL: {pushed: 1}, code.LOAD_CONST: {pushed: 1}, code.LOAD_SMALL_INT: {pushed: 1},
	code.LOAD_COMMON_CONSTANT: {pushed: 1}, code.LOAD_FAST: {pushed: 1}, code.LOAD_FAST_CHECK: {pushed: 1},
	code.LOAD_FAST_BORROW: {pushed: 1}, code.LOAD_FAST_AND_CLEAR: {pushed: 1}, code.LOAD_CLOSURE: {pushed: 1},
	code.LOAD_DEREF: {pushed: 1}, code.LOAD_NAME: {pushed: 1}, code.LOAD_LOCALS: {pushed: 1},
	code.LOAD_BUILD_CLASS: {pushed: 1}, code.RETURN_GENERATOR: {pushed: 1},
	code.LOAD_FAST_LOAD_FAST: {pushed: 2}, code.LOAD_FAST_BORROW_LOAD_FAST_BORROW: {pushed: 2},
	code.SETUP_FINALLY: {pushed: 1}, code.SETUP_WITH: {pushed: 1}, code.SETUP_CLEANUP: {pushed: 2},

	code.UNARY_NEGATIVE: {popped: 1, pushed: 1}, code.UNARY_NOT: {popped: 1, pushed: 1},
	code.UNARY_INVERT: {popped: 1, pushed: 1}, code.TO_BOOL: {popped: 1, pushed: 1},
	code.CALL_INTRINSIC_1: {popped: 1, pushed: 1}, code.RETURN_VALUE: {popped: 1, pushed: 1},
	code.GET_AITER: {popped: 1, pushed: 1}, code.GET_AWAITABLE: {popped: 1, pushed: 1},
	code.YIELD_VALUE: {popped: 1, pushed: 1}, code.LOAD_FROM_DICT_OR_GLOBALS: {popped: 1, pushed: 1},
	code.LOAD_FROM_DICT_OR_DEREF: {popped: 1, pushed: 1}, code.GET_ITER: {popped: 1, pushed: 1},
	code.GET_YIELD_FROM_ITER: {popped: 1, pushed: 1}, code.MAKE_FUNCTION: {popped: 1, pushed: 1},
	code.CONVERT_VALUE: {popped: 1, pushed: 1}, code.FORMAT_SIMPLE: {popped: 1, pushed: 1},
	code.STORE_FAST_LOAD_FAST: {popped: 1, pushed: 1}, code.JUMP_IF_FALSE: {popped: 1, pushed: 1},
	code.JUMP_IF_TRUE: {popped: 1, pushed: 1},
	code.GET_ANEXT:    {popped: 1, pushed: 2}, code.IMPORT_FROM: {popped: 1, pushed: 2},
	code.GET_LEN: {popped: 1, pushed: 2}, code.MATCH_MAPPING: {popped: 1, pushed: 2},
	code.MATCH_SEQUENCE: {popped: 1, pushed: 2}, code.FOR_ITER: {popped: 1, pushed: 2},
	code.LOAD_SPECIAL: {popped: 1, pushed: 2}, code.PUSH_EXC_INFO: {popped: 1, pushed: 2},
	code.BINARY_OP: {popped: 2, pushed: 1}, code.END_SEND: {popped: 2, pushed: 1},
	code.CALL_INTRINSIC_2: {popped: 2, pushed: 1}, code.BUILD_TEMPLATE: {popped: 2, pushed: 1},
	code.COMPARE_OP: {popped: 2, pushed: 1}, code.IS_OP: {popped: 2, pushed: 1},
	code.CONTAINS_OP: {popped: 2, pushed: 1}, code.IMPORT_NAME: {popped: 2, pushed: 1},
	code.SET_FUNCTION_ATTRIBUTE: {popped: 2, pushed: 1}, code.FORMAT_WITH_SPEC: {popped: 2, pushed: 1},
	code.SEND: {popped: 2, pushed: 2}, code.CHECK_EG_MATCH: {popped: 2, pushed: 2},
	code.CHECK_EXC_MATCH: {popped: 2, pushed: 2}, code.MATCH_KEYS: {popped: 2, pushed: 3},
	code.BINARY_SLICE: {popped: 3, pushed: 1}, code.MATCH_CLASS: {popped: 3, pushed: 1},
	code.CLEANUP_THROW: {popped: 3, pushed: 2}, code.CALL_FUNCTION_EX: {popped: 4, pushed: 1},
	code.WITH_EXCEPT_START: {popped: 5, pushed: 6},

	code.LIST_APPEND: {1, 1, 0, 1}, code.SET_ADD: {1, 1, 0, 1}, code.MAP_ADD: {2, 1, 0, 1},
	code.LIST_EXTEND: {1, 1, 0, 1}, code.SET_UPDATE: {1, 1, 0, 1}, code.DICT_UPDATE: {1, 1, 0, 1},
	code.DICT_MERGE: {4, 1, 3, 1}, code.RERAISE: {1, 1, 0, 1}, code.COPY: {0, 1, 1, 1}, code.SWAP: {0, 1, 0, 1},
	code.BUILD_STRING: {0, 1, 1, 0}, code.BUILD_TUPLE: {0, 1, 1, 0}, code.BUILD_LIST: {0, 1, 1, 0},
	code.BUILD_SET: {0, 1, 1, 0}, code.BUILD_SLICE: {0, 1, 1, 0}, code.BUILD_MAP: {0, 2, 1, 0},
	code.CALL: {2, 1, 1, 0}, code.CALL_KW: {3, 1, 1, 0}, code.UNPACK_SEQUENCE: {1, 0, 0, 1},
}

// effectTable is effects as an array.
var effectTable = func() (t [512]effect) {
	for op, e := range effects {
		t[op] = e
	}
	return t
}()

// popPush returns how many values op pops and pushes.
func popPush(op code.Op, arg int32) (popped, pushed int) {
	n := int(arg)
	switch op {
	case code.UNPACK_EX:
		return 1, 1 + n&0xff + n>>8
	case code.LOAD_GLOBAL:
		return 0, 1 + n&1
	case code.LOAD_ATTR:
		return 1, 1 + n&1
	case code.LOAD_SUPER_ATTR:
		return 3, 1 + n&1
	case code.BUILD_INTERPOLATION:
		return 2 + n&1, 1
	}
	e := effectTable[op]
	return int(e.popped) + int(e.popArg)*n, int(e.pushed) + int(e.pushArg)*n
}
