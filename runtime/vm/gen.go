// This file prepares awaiting and delegating.

package vm

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// yieldFromIter is GET_YIELD_FROM_ITER: a coroutine only in a coroutine, a generator as it is.
func (f *frame) yieldFromIter(v py.Value) (py.Value, *py.Exc) {
	switch v.Type() {
	case py.CoroutineType:
		if f.p.flags&(code.CO_COROUTINE|code.CO_ITERABLE_COROUTINE) == 0 {
			return py.Value{}, py.TypeErrorf("cannot 'yield from' a coroutine object in a non-coroutine generator")
		}
		return v, nil
	case py.GeneratorType:
		return v, nil
	}
	return py.Iter(f.t, v)
}

// getAwaitable is GET_AWAITABLE; how tells whether it is for async with's __aenter__ (1) or
// __aexit__ (2).
func (f *frame) getAwaitable(v py.Value, how int) (py.Value, *py.Exc) {
	it, exc := py.GetAwaitable(f.t, v)
	if exc != nil {
		if how != 0 && exc.Matches(py.TypeError) && !py.IsAwaitable(v) {
			exc = py.TypeErrorf("'async with' received an object from %s that does not implement __await__: %s",
				[...]string{1: "__aenter__", 2: "__aexit__"}[how], py.TypeName(v))
		}
		return py.Value{}, exc
	}
	if it.Type() == py.CoroutineType && py.AsGenerator(it).Awaiting.Bound() {
		return py.Value{}, py.RuntimeErrorf("coroutine is being awaited already")
	}
	return it, nil
}
