// This file builds and unpacks containers and strings.

package ops

import "adder/runtime/py"

// BuildSet makes a set of items.
func BuildSet(t *py.Thread, items []py.Value) (py.Value, *py.Exc) {
	set := py.NewSet()
	for _, v := range items {
		if exc := py.SetAdd(t, set, v); exc != nil {
			return py.Value{}, exc
		}
	}
	return set, nil
}

// BuildMap makes a dict of keys and values in turn.
func BuildMap(t *py.Thread, pairs []py.Value) (py.Value, *py.Exc) {
	d := py.NewDict()
	for i := 0; i < len(pairs); i += 2 {
		if exc := d.Set(t, pairs[i], pairs[i+1]); exc != nil {
			return py.Value{}, exc
		}
	}
	return d.V(), nil
}

// Convert is !s, !r or !a of a formatted value (1, 2, 3).
func Convert(t *py.Thread, v py.Value, how int) (py.Value, *py.Exc) {
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

// Unpack is UNPACK_SEQUENCE: out receives the items in order.
func Unpack(t *py.Thread, v py.Value, out []py.Value) *py.Exc {
	items, exc := py.UnpackItems(t, v, len(out))
	if exc == nil {
		copy(out, items)
	}
	return exc
}

// UnpackEx is UNPACK_EX: before items, a list of the middle, and the rest.
func UnpackEx(t *py.Thread, v py.Value, before int, out []py.Value) *py.Exc {
	after := len(out) - 1 - before
	items, exc := py.Collect(t, v)
	if exc != nil {
		return py.UnpackError(v, exc)
	}
	if len(items) < before+after {
		return py.ValueErrorf("not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
	}
	copy(out, items[:before])
	out[before] = py.NewList(items[before : len(items)-after]...).V()
	copy(out[before+1:], items[len(items)-after:])
	return nil
}
