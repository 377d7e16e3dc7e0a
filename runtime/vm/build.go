// This file builds and unpacks containers and strings.

package vm

import "adder/runtime/py"

func buildSet(t *py.Thread, items []py.Value) (py.Value, *py.Exc) {
	set := py.NewSet()
	for _, v := range items {
		if exc := py.SetAdd(t, set, v); exc != nil {
			return py.Value{}, exc
		}
	}
	return set, nil
}

func buildMap(t *py.Thread, pairs []py.Value) (py.Value, *py.Exc) {
	d := py.NewDict()
	for i := 0; i < len(pairs); i += 2 {
		if exc := d.Set(t, pairs[i], pairs[i+1]); exc != nil {
			return py.Value{}, exc
		}
	}
	return d.V(), nil
}

// convertValue is !s, !r or !a of a formatted value (1, 2, 3).
func convertValue(t *py.Thread, v py.Value, how int) (py.Value, *py.Exc) {
	var s *py.Str
	var exc *py.Exc
	switch how {
	case 1:
		s, exc = py.StrOf(t, v)
	case 2:
		s, exc = py.Repr(t, v)
	default:
		s, exc = py.ASCII(t, v)
	}
	if exc != nil {
		return py.Value{}, exc
	}
	return s.V(), nil
}

// unpack is UNPACK_SEQUENCE: out receives the items, the last one first (so that the first is
// on top of the stack).
func (f *frame) unpack(v py.Value, out []py.Value) *py.Exc {
	items, exc := py.UnpackItems(f.t, v, len(out))
	if exc != nil {
		return exc
	}
	for i, item := range items {
		out[len(out)-1-i] = item
	}
	return nil
}

// unpackEx is UNPACK_EX: before items, a list of the middle, and the rest.
func (f *frame) unpackEx(v py.Value, before int, out []py.Value) *py.Exc {
	after := len(out) - 1 - before
	items, exc := py.Collect(f.t, v)
	if exc != nil {
		return py.UnpackError(v, exc)
	}
	if len(items) < before+after {
		if after == 0 && len(items) < before || after > 0 {
			return py.ValueErrorf("not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
		}
	}
	top := len(out) - 1
	for i := range before {
		out[top-i] = items[i]
	}
	mid := items[before : len(items)-after]
	out[top-before] = py.NewList(mid...).V()
	for i, item := range items[len(items)-after:] {
		out[after-1-i] = item
	}
	return nil
}
