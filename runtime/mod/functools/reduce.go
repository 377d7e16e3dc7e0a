// This file implements functools.reduce.

package functools

import "adder/runtime/py"

const reduceDoc = "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5)."

func reduce(t *thread, _ value, args []value, kw []*py.Str) (value, *excp) {
	n := len(args) - len(kw)
	if n < 2 {
		return value{}, py.TypeErrorf("reduce() takes at least 2 positional arguments (%d given)", n)
	}
	if len(args) > 3 {
		return value{}, py.TypeErrorf("reduce() takes at most 3 arguments (%d given)", len(args))
	}
	if len(kw) > 0 && kw[0].String() != "initial" {
		return value{}, py.TypeErrorf("reduce() got an unexpected keyword argument '%s'", kw[0].String())
	}
	it, exc := py.Iter(t, args[1])
	if exc != nil {
		if exc.Matches(py.TypeError) {
			exc = py.TypeErrorf("reduce() arg 2 must support iteration")
		}
		return value{}, exc
	}
	var result value
	if len(args) == 3 {
		result = args[2]
	}
	next := it.Type().Slots.Next
	for {
		v, exc := next(t, it)
		switch {
		case exc != nil:
			return value{}, exc
		case v.IsUnbound() && result.IsUnbound():
			return value{}, py.TypeErrorf("reduce() of empty iterable with no initial value")
		case v.IsUnbound():
			return result, nil
		case result.IsUnbound():
			result = v
			continue
		}
		if result, exc = py.Call2(t, args[0], result, v); exc != nil {
			return value{}, exc
		}
	}
}
