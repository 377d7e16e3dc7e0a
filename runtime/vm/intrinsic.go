// This file implements CALL_INTRINSIC_1 and CALL_INTRINSIC_2.

package vm

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

func (f *frame) intrinsic1(which int, v py.Value) (py.Value, *py.Exc) {
	switch which {
	case intrinsicPrint:
		return py.DisplayHook(f.t, v)
	case intrinsicImportStar:
		return py.None, py.ImportStar(f.t, v, f.locals)
	case intrinsicStopIterationError:
		return f.stopIterationError(v), nil
	case intrinsicAsyncGenWrap:
		return py.AsyncGenWrap(v), nil
	case intrinsicUnaryPositive:
		return py.Positive(f.t, v)
	case intrinsicListToTuple:
		return py.NewTuple(py.AsList(v).Items...).V(), nil
	case intrinsicTypeVar, intrinsicParamSpec, intrinsicTypeVarTuple, intrinsicSubscriptGeneric, intrinsicTypeAlias:
		return py.TypeParam(f.t, which, v, py.None)
	}
	return py.Value{}, py.SystemErrorf("unknown intrinsic %d", which)
}

func (f *frame) intrinsic2(which int, a, b py.Value) (py.Value, *py.Exc) {
	switch which {
	case intrinsicPrepReraiseStar:
		return py.PrepReraiseStar(f.t, a, py.AsList(b).Items)
	case intrinsicTypeVarWithBound, intrinsicTypeVarWithConstraints, intrinsicSetTypeParamDefault:
		return py.TypeParam(f.t, typeParam2+which, a, b)
	case intrinsicSetFunctionTypeParams:
		py.AsFunction(a).TypeParams = b
		return a, nil
	}
	return py.Value{}, py.SystemErrorf("unknown intrinsic %d", which)
}

// typeParam2 is added to the number of a two-operand intrinsic for py.TypeParam.
const typeParam2 = 100

// stopIterationError turns a StopIteration that leaves a generator into a RuntimeError.
func (f *frame) stopIterationError(v py.Value) py.Value {
	e := py.AsExc(v)
	var message string
	switch {
	case e.Matches(py.StopIteration):
		message = "generator raised StopIteration"
		switch f.p.gen {
		case py.AsyncGeneratorType:
			message = "async generator raised StopIteration"
		case py.CoroutineType:
			message = "coroutine raised StopIteration"
		}
	case e.Matches(py.StopAsyncIteration) && f.p.gen == py.AsyncGeneratorType:
		message = "async generator raised StopAsyncIteration"
	default:
		return v
	}
	r := py.RuntimeErrorf("%s", message)
	r.SetCause(v)
	r.Context = e
	return r.V()
}
