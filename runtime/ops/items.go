// This file reads and writes items, with shortcuts for the exact built-in sequences.

package ops

import "adder/runtime/py"

// GetItem is container[key].
func GetItem(t *py.Thread, obj, key py.Value) (py.Value, *py.Exc) {
	if key.IsInt() {
		var items []py.Value
		switch obj.Type() {
		case py.ListType:
			items = py.AsList(obj).Items
		case py.TupleType:
			items = py.AsTuple(obj).Items
		default:
			return py.GetItem(t, obj, key)
		}
		i := key.Int64()
		if i < 0 {
			i += int64(len(items))
		}
		if uint64(i) < uint64(len(items)) {
			return items[i], nil
		}
	}
	return py.GetItem(t, obj, key)
}

// SetItem is container[key] = v.
func SetItem(t *py.Thread, obj, key, v py.Value) *py.Exc {
	if key.IsInt() && obj.Type() == py.ListType {
		items := py.AsList(obj).Items
		i := key.Int64()
		if i < 0 {
			i += int64(len(items))
		}
		if uint64(i) < uint64(len(items)) {
			items[i] = v
			return nil
		}
	}
	return py.SetItem(t, obj, key, v)
}

// GetSlice is container[start:stop].
func GetSlice(t *py.Thread, obj, start, stop py.Value) (py.Value, *py.Exc) {
	switch obj.Type() {
	case py.ListType:
		items := py.AsList(obj).Items
		if i, j, ok := bounds(start, stop, len(items)); ok {
			return py.NewList(items[i:j]...).V(), nil
		}
	case py.TupleType:
		items := py.AsTuple(obj).Items
		if i, j, ok := bounds(start, stop, len(items)); ok {
			if j-i == len(items) {
				return obj, nil
			}
			return py.NewTuple(items[i:j]...).V(), nil
		}
	case py.StrType:
		s := py.AsStr(obj)
		if i, j, ok := bounds(start, stop, s.Len()); ok {
			if j-i == s.Len() {
				return obj, nil
			}
			return s.Slice(i, j).V(), nil
		}
	}
	return py.GetItem(t, obj, py.NewSlice(start, stop, py.None))
}

// GetStepSlice is container[start:stop:step].
func GetStepSlice(t *py.Thread, obj, start, stop, step py.Value) (py.Value, *py.Exc) {
	if obj.Type() == py.ListType && step.IsInt() && step.Int64() != 0 && isBound(start) && isBound(stop) {
		s := py.Slice{Start: start, Stop: stop, Step: step}
		items := py.AsList(obj).Items
		if i, by, n, exc := s.Indices(t, len(items)); exc == nil {
			out := make([]py.Value, n)
			for k := range out {
				out[k] = items[i]
				i += by
			}
			return py.ListFrom(out).V(), nil
		}
	}
	return py.GetItem(t, obj, py.NewSlice(start, stop, step))
}

// isBound reports whether v can be a bound of a slice without running code.
func isBound(v py.Value) bool { return v.IsInt() || v.IsNone() }

// SetSlice is container[start:stop] = v.
func SetSlice(t *py.Thread, obj, start, stop, v py.Value) *py.Exc {
	if obj.Type() == py.ListType && v.Type() == py.ListType {
		items, from := py.AsList(obj).Items, py.AsList(v).Items
		if i, j, ok := bounds(start, stop, len(items)); ok && j-i == len(from) {
			copy(items[i:j], from)
			return nil
		}
	}
	return py.SetItem(t, obj, py.NewSlice(start, stop, py.None), v)
}

// bounds returns the places that the bounds of a slice mean in a sequence of n items. ok is false
// if a bound is neither None nor a small int.
func bounds(start, stop py.Value, n int) (i, j int, ok bool) {
	if !isBound(start) || !isBound(stop) {
		return 0, 0, false
	}
	j = n
	if start.IsInt() {
		i = place(start.Int64(), n)
	}
	if stop.IsInt() {
		j = place(stop.Int64(), n)
	}
	return i, max(i, j), true
}

// place is the place in a sequence of n items that an index means, counted from the end if negative.
func place(i int64, n int) int {
	if i < 0 {
		i += int64(n)
	}
	return int(min(max(i, 0), int64(n)))
}
