// This file prepares awaiting and delegating.

package ops

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// YieldFromIter is GET_YIELD_FROM_ITER: a coroutine only in a coroutine, a generator as it is.
func YieldFromIter(t *py.Thread, fn *py.Function, v py.Value) (py.Value, *py.Exc) {
	switch v.Type() {
	case py.CoroutineType:
		if fn.Code.Flags&(code.CO_COROUTINE|code.CO_ITERABLE_COROUTINE) == 0 {
			return py.Value{}, py.TypeErrorf("cannot 'yield from' a coroutine object in a non-coroutine generator")
		}
		return v, nil
	case py.GeneratorType:
		return v, nil
	}
	return py.IterOwned(t, v)
}

// GetAwaitable is GET_AWAITABLE; how tells whether it is for async with's __aenter__ (1) or
// __aexit__ (2).
func GetAwaitable(t *py.Thread, v py.Value, how int) (py.Value, *py.Exc) {
	if v.Type() == py.CoroutineType && py.AsGenerator(v).State == py.GenCreated {
		return v, nil
	}
	it, exc := py.GetAwaitable(t, v)
	if exc != nil {
		if how != 0 && exc.Matches(py.TypeError) && !py.IsAwaitable(v) {
			exc = py.TypeErrorf("'async with' received an object from %s that does not implement __await__: %s",
				[...]string{1: "__aenter__", 2: "__aexit__"}[how], py.TypeName(v))
		}
		return py.Value{}, exc
	}
	if it.Type() == py.CoroutineType {
		if g := py.AsGenerator(it); g.State == py.GenSuspended && g.Awaiting().Bound() {
			return py.Value{}, py.RuntimeErrorf("coroutine is being awaited already")
		}
	}
	return it, nil
}
