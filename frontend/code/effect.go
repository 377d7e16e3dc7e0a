// This file holds the effect of each instruction on the evaluation stack.

package code

// effect is how many values an instruction pops and pushes: popped + popArg*arg, and so on.
type effect struct{ popped, popArg, pushed, pushArg int8 }

// effects holds the fixed effects and those linear in the argument, indexed by op
var effects = map[Op]effect{
	NOP: {}, RESUME: {}, NOT_TAKEN: {}, POP_BLOCK: {}, SETUP_ANNOTATIONS: {},
	DELETE_NAME: {}, DELETE_GLOBAL: {}, DELETE_FAST: {}, DELETE_DEREF: {},
	MAKE_CELL: {}, COPY_FREE_VARS: {}, JUMP: {}, JUMP_NO_INTERRUPT: {},
	ANNOTATIONS_PLACEHOLDER: {},

	POP_TOP: {popped: 1}, END_FOR: {popped: 1}, POP_ITER: {popped: 1},
	POP_EXCEPT: {popped: 1}, STORE_NAME: {popped: 1}, STORE_GLOBAL: {popped: 1},
	STORE_DEREF: {popped: 1}, STORE_FAST: {popped: 1}, STORE_FAST_MAYBE_NULL: {popped: 1},
	DELETE_ATTR: {popped: 1}, POP_JUMP_IF_FALSE: {popped: 1}, POP_JUMP_IF_TRUE: {popped: 1},
	POP_JUMP_IF_NONE: {popped: 1}, POP_JUMP_IF_NOT_NONE: {popped: 1},
	EXIT_INIT_CHECK: {popped: 1}, INTERPRETER_EXIT: {popped: 1},
	STORE_ATTR: {popped: 2}, DELETE_SUBSCR: {popped: 2}, END_ASYNC_FOR: {popped: 2},
	STORE_FAST_STORE_FAST: {popped: 2}, STORE_SUBSCR: {popped: 3}, STORE_SLICE: {popped: 4},
	RAISE_VARARGS: {popArg: 1},

	PUSH_NULL: {pushed: 1}, LOAD_CONST: {pushed: 1}, LOAD_SMALL_INT: {pushed: 1},
	LOAD_COMMON_CONSTANT: {pushed: 1}, LOAD_FAST: {pushed: 1}, LOAD_FAST_CHECK: {pushed: 1},
	LOAD_FAST_BORROW: {pushed: 1}, LOAD_FAST_AND_CLEAR: {pushed: 1}, LOAD_CLOSURE: {pushed: 1},
	LOAD_DEREF: {pushed: 1}, LOAD_NAME: {pushed: 1}, LOAD_LOCALS: {pushed: 1},
	LOAD_BUILD_CLASS: {pushed: 1}, RETURN_GENERATOR: {pushed: 1},
	LOAD_FAST_LOAD_FAST: {pushed: 2}, LOAD_FAST_BORROW_LOAD_FAST_BORROW: {pushed: 2},
	SETUP_FINALLY: {pushed: 1}, SETUP_WITH: {pushed: 1}, SETUP_CLEANUP: {pushed: 2},

	UNARY_NEGATIVE: {popped: 1, pushed: 1}, UNARY_NOT: {popped: 1, pushed: 1},
	UNARY_INVERT: {popped: 1, pushed: 1}, TO_BOOL: {popped: 1, pushed: 1},
	CALL_INTRINSIC_1: {popped: 1, pushed: 1}, RETURN_VALUE: {popped: 1, pushed: 1},
	GET_AITER: {popped: 1, pushed: 1}, GET_AWAITABLE: {popped: 1, pushed: 1},
	YIELD_VALUE: {popped: 1, pushed: 1}, LOAD_FROM_DICT_OR_GLOBALS: {popped: 1, pushed: 1},
	LOAD_FROM_DICT_OR_DEREF: {popped: 1, pushed: 1}, GET_ITER: {popped: 1, pushed: 1},
	GET_YIELD_FROM_ITER: {popped: 1, pushed: 1}, MAKE_FUNCTION: {popped: 1, pushed: 1},
	CONVERT_VALUE: {popped: 1, pushed: 1}, FORMAT_SIMPLE: {popped: 1, pushed: 1},
	STORE_FAST_LOAD_FAST: {popped: 1, pushed: 1}, JUMP_IF_FALSE: {popped: 1, pushed: 1},
	JUMP_IF_TRUE: {popped: 1, pushed: 1},
	GET_ANEXT:    {popped: 1, pushed: 2}, IMPORT_FROM: {popped: 1, pushed: 2},
	GET_LEN: {popped: 1, pushed: 2}, MATCH_MAPPING: {popped: 1, pushed: 2},
	MATCH_SEQUENCE: {popped: 1, pushed: 2}, FOR_ITER: {popped: 1, pushed: 2},
	LOAD_SPECIAL: {popped: 1, pushed: 2}, PUSH_EXC_INFO: {popped: 1, pushed: 2},
	BINARY_OP: {popped: 2, pushed: 1}, END_SEND: {popped: 2, pushed: 1},
	CALL_INTRINSIC_2: {popped: 2, pushed: 1}, BUILD_TEMPLATE: {popped: 2, pushed: 1},
	COMPARE_OP: {popped: 2, pushed: 1}, IS_OP: {popped: 2, pushed: 1},
	CONTAINS_OP: {popped: 2, pushed: 1}, IMPORT_NAME: {popped: 2, pushed: 1},
	SET_FUNCTION_ATTRIBUTE: {popped: 2, pushed: 1}, FORMAT_WITH_SPEC: {popped: 2, pushed: 1},
	SEND: {popped: 2, pushed: 2}, CHECK_EG_MATCH: {popped: 2, pushed: 2},
	CHECK_EXC_MATCH: {popped: 2, pushed: 2}, MATCH_KEYS: {popped: 2, pushed: 3},
	BINARY_SLICE: {popped: 3, pushed: 1}, MATCH_CLASS: {popped: 3, pushed: 1},
	CLEANUP_THROW: {popped: 3, pushed: 2}, CALL_FUNCTION_EX: {popped: 4, pushed: 1},
	WITH_EXCEPT_START: {popped: 5, pushed: 6},

	LIST_APPEND: {1, 1, 0, 1}, SET_ADD: {1, 1, 0, 1}, MAP_ADD: {2, 1, 0, 1},
	LIST_EXTEND: {1, 1, 0, 1}, SET_UPDATE: {1, 1, 0, 1}, DICT_UPDATE: {1, 1, 0, 1},
	DICT_MERGE: {4, 1, 3, 1}, RERAISE: {1, 1, 0, 1}, COPY: {0, 1, 1, 1}, SWAP: {0, 1, 0, 1},
	BUILD_STRING: {0, 1, 1, 0}, BUILD_TUPLE: {0, 1, 1, 0}, BUILD_LIST: {0, 1, 1, 0},
	BUILD_SET: {0, 1, 1, 0}, BUILD_SLICE: {0, 1, 1, 0}, BUILD_MAP: {0, 2, 1, 0},
	CALL: {2, 1, 1, 0}, CALL_KW: {3, 1, 1, 0}, UNPACK_SEQUENCE: {1, 0, 0, 1},
}

// effectTable is effects as an array.
var effectTable = func() (t [512]effect) {
	for op, e := range effects {
		t[op] = e
	}
	return t
}()

// Effect returns how many values op pops off the evaluation stack and pushes.
func Effect(op Op, n int) (popped, pushed int) {
	switch op {
	case UNPACK_EX:
		return 1, 1 + n&0xff + n>>8
	case LOAD_GLOBAL:
		return 0, 1 + n&1
	case LOAD_ATTR:
		return 1, 1 + n&1
	case LOAD_SUPER_ATTR:
		return 3, 1 + n&1
	case BUILD_INTERPOLATION:
		return 2 + n&1, 1
	}
	e := effectTable[op]
	return int(e.popped) + int(e.popArg)*n, int(e.pushed) + int(e.pushArg)*n
}
