// This file implements CALL_INTRINSIC_1 and CALL_INTRINSIC_2.

package ops

import "adder/runtime/py"

// The intrinsics with one operand, numbered as in CPython.
const (
	intrinsicPrint = iota + 1
	intrinsicImportStar
	intrinsicStopIterationError
	intrinsicAsyncGenWrap
	intrinsicUnaryPositive
	intrinsicListToTuple
	intrinsicTypeVar
	intrinsicParamSpec
	intrinsicTypeVarTuple
	intrinsicSubscriptGeneric
	intrinsicTypeAlias
)

// The intrinsics with two operands.
const (
	intrinsicPrepReraiseStar = iota + 1
	intrinsicTypeVarWithBound
	intrinsicTypeVarWithConstraints
	intrinsicSetFunctionTypeParams
	intrinsicSetTypeParamDefault
)

// Intrinsic1 is CALL_INTRINSIC_1; locals is the namespace of a body, or unbound.
func Intrinsic1(t *py.Thread, fn *py.Function, locals, v py.Value, which int) (py.Value, *py.Exc) {
	switch which {
	case intrinsicPrint:
		return py.DisplayHook(t, v)
	case intrinsicImportStar:
		return py.None, py.ImportStar(t, v, locals)
	case intrinsicStopIterationError:
		return stopIterationError(fn, v), nil
	case intrinsicAsyncGenWrap:
		return py.AsyncGenWrap(v), nil
	case intrinsicUnaryPositive:
		return py.Positive(t, v)
	case intrinsicListToTuple:
		return py.TupleOfList(py.AsList(v)).V(), nil
	case intrinsicTypeVar, intrinsicParamSpec, intrinsicTypeVarTuple, intrinsicSubscriptGeneric, intrinsicTypeAlias:
		return py.TypeParam(t, which, v, py.None)
	}
	return py.Value{}, py.SystemErrorf("unknown intrinsic %d", which)
}

// Intrinsic2 is CALL_INTRINSIC_2.
func Intrinsic2(t *py.Thread, a, b py.Value, which int) (py.Value, *py.Exc) {
	switch which {
	case intrinsicPrepReraiseStar:
		return py.PrepReraiseStar(t, a, py.AsList(b).Items)
	case intrinsicTypeVarWithBound, intrinsicTypeVarWithConstraints, intrinsicSetTypeParamDefault:
		return py.TypeParam(t, typeParam2+which, a, b)
	case intrinsicSetFunctionTypeParams:
		py.AsFunction(a).Rarely().TypeParams = b
		return a, nil
	}
	return py.Value{}, py.SystemErrorf("unknown intrinsic %d", which)
}

// typeParam2 is added to the number of a two-operand intrinsic for py.TypeParam.
const typeParam2 = 100

// stopIterationError turns a StopIteration that leaves a generator into a RuntimeError.
func stopIterationError(fn *py.Function, v py.Value) py.Value {
	e := py.AsExc(v)
	gen := py.GeneratorTypeOf(fn.Code)
	var message string
	switch {
	case e.Matches(py.StopIteration):
		message = "generator raised StopIteration"
		switch gen {
		case py.AsyncGeneratorType:
			message = "async generator raised StopIteration"
		case py.CoroutineType:
			message = "coroutine raised StopIteration"
		}
	case e.Matches(py.StopAsyncIteration) && gen == py.AsyncGeneratorType:
		message = "async generator raised StopAsyncIteration"
	default:
		return v
	}
	r := py.RuntimeErrorf("%s", message)
	r.SetCause(v)
	r.Context = e
	return r.V()
}
