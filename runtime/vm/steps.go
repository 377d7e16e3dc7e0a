// This file is the table of steps.

package vm

import "adder/frontend/code"

// steps are the first steps of instructions; those without one are rare.
var steps [opCount]step

// It is filled here since a step may decode code, for which the table is needed.
func init() {
	steps = [opCount]step{
		code.RESUME: resumeStep,

		code.LOAD_FAST:             loadFast,
		code.LOAD_FAST_LOAD_FAST:   loadFastLoadFast,
		code.LOAD_FAST_CHECK:       loadFastCheck,
		code.LOAD_FAST_AND_CLEAR:   loadFastAndClear,
		code.STORE_FAST:            storeFast,
		code.STORE_FAST_LOAD_FAST:  storeFastLoadFast,
		code.STORE_FAST_STORE_FAST: storeFastStoreFast,
		code.DELETE_FAST:           deleteFast,
		code.LOAD_CONST:            loadConst,
		code.LOAD_SMALL_INT:        loadSmallInt,
		code.LOAD_COMMON_CONSTANT:  loadCommonConstant,
		code.POP_TOP:               popTop,
		code.POP_ITER:              popTop,
		code.END_FOR:               popTop,
		code.PUSH_NULL:             pushNull,
		code.COPY:                  copyStep,
		code.SWAP:                  swap,

		code.LOAD_GLOBAL:    loadGlobal,
		code.STORE_GLOBAL:   storeGlobal,
		code.LOAD_NAME:      loadName,
		code.STORE_NAME:     storeName,
		code.MAKE_CELL:      makeCell,
		code.COPY_FREE_VARS: copyFreeVars,
		code.LOAD_DEREF:     loadDeref,
		code.STORE_DEREF:    storeDeref,
		code.DELETE_DEREF:   deleteDeref,

		opLoadAttr:           loadAttr,
		opLoadMethod:         loadMethod,
		code.STORE_ATTR:      storeAttr,
		code.LOAD_SUPER_ATTR: loadSuperAttr,
		code.LOAD_SPECIAL:    loadSpecial,

		opAdd:               add,
		opSub:               sub,
		opMul:               mul,
		opAnd:               and,
		opOr:                or,
		opXor:               xor,
		opRShift:            rshift,
		opTrueDiv:           trueDiv,
		opBinary:            binary,
		code.UNARY_NEGATIVE: negative,
		code.UNARY_INVERT:   invert,

		opSubscr:           subscr,
		code.BINARY_SLICE:  binarySlice,
		code.STORE_SLICE:   storeSlice,
		code.STORE_SUBSCR:  storeSubscr,
		code.DELETE_SUBSCR: deleteSubscr,

		opCompare:        compare,
		code.IS_OP:       isOp,
		code.CONTAINS_OP: contains,
		code.UNARY_NOT:   not,
		code.TO_BOOL:     toBoolStep,

		code.JUMP_FORWARD:               jump,
		code.JUMP_BACKWARD_NO_INTERRUPT: jump,
		code.JUMP_BACKWARD:              jumpBackward,
		code.POP_JUMP_IF_FALSE:          popJump,
		code.POP_JUMP_IF_TRUE:           popJump,
		code.POP_JUMP_IF_NONE:           popJumpIfNone,
		code.POP_JUMP_IF_NOT_NONE:       popJumpIfNotNone,

		code.GET_ITER:        getIter,
		code.FOR_ITER:        forIter,
		code.UNPACK_SEQUENCE: unpackSequence,
		opUnpackPair:         unpackPair,
		code.UNPACK_EX:       unpackEx,

		code.CALL:                   call,
		code.CALL_KW:                callKw,
		code.CALL_FUNCTION_EX:       callFunctionEx,
		code.MAKE_FUNCTION:          makeFunction,
		code.SET_FUNCTION_ATTRIBUTE: setFunctionAttribute,
		code.RETURN_VALUE:           returnValue,

		code.BUILD_TUPLE:      buildTuple,
		code.BUILD_LIST:       buildList,
		code.BUILD_SET:        buildSet,
		code.BUILD_MAP:        buildMap,
		code.BUILD_SLICE:      buildSlice,
		code.BUILD_STRING:     buildString,
		code.FORMAT_SIMPLE:    formatSimple,
		code.FORMAT_WITH_SPEC: formatWithSpec,
		code.CONVERT_VALUE:    convertValue,
		code.LIST_APPEND:      listAppend,
		code.LIST_EXTEND:      listExtend,
		code.SET_ADD:          setAdd,
		code.SET_UPDATE:       setUpdate,
		code.MAP_ADD:          mapAdd,
		code.DICT_UPDATE:      dictUpdate,
		code.DICT_MERGE:       dictMerge,

		code.RAISE_VARARGS:   raiseVarargs,
		code.RERAISE:         reraise,
		code.PUSH_EXC_INFO:   pushExcInfo,
		code.POP_EXCEPT:      popExcept,
		code.CHECK_EXC_MATCH: checkExcMatch,
		code.CLEANUP_THROW:   cleanupThrow,
		code.END_ASYNC_FOR:   endAsyncFor,

		code.RETURN_GENERATOR:    returnGenerator,
		code.YIELD_VALUE:         yieldValue,
		code.SEND:                send,
		code.END_SEND:            endSend,
		code.GET_YIELD_FROM_ITER: getYieldFromIter,
		code.GET_AWAITABLE:       getAwaitable,
	}
}
