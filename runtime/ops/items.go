// This file reads and writes items, with shortcuts for the exact built-in sequences.

package ops

import "adder/runtime/py"

// GetItem is container[key].
func GetItem(t *py.Thread, obj, key py.Value) (py.Value, *py.Exc) {
	switch obj.Type() {
	case py.ListType:
		if items := py.AsList(obj).Items; key.IsInt() {
			if i := index(key, len(items)); i >= 0 {
				return items[i], nil
			}
		}
	case py.TupleType:
		if items := py.AsTuple(obj).Items; key.IsInt() {
			if i := index(key, len(items)); i >= 0 {
				return items[i], nil
			}
		}
	case py.DictType:
		return py.DictItem(t, py.AsDict(obj), key)
	case py.StrType:
		if s := py.AsStr(obj); key.IsInt() {
			if i := index(key, s.Len()); i >= 0 {
				return s.CharAt(i).V(), nil
			}
		}
	}
	return py.GetItem(t, obj, key)
}

// index is the place in a sequence of n items that a small int means, -1 for none.
func index(key py.Value, n int) int {
	i := int(key.Int64())
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return -1
	}
	return i
}

// SetItem is container[key] = v.
func SetItem(t *py.Thread, obj, key, v py.Value) *py.Exc {
	switch obj.Type() {
	case py.ListType:
		if items := py.AsList(obj).Items; key.IsInt() {
			if i := index(key, len(items)); i >= 0 {
				items[i] = v
				return nil
			}
		}
	case py.DictType:
		return py.AsDict(obj).Set(t, key, v)
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
	if obj.Type() == py.ListType {
		return py.ListSlice(t, py.AsList(obj), start, stop, step)
	}
	return py.GetItem(t, obj, py.NewSlice(start, stop, step))
}

// SetSlice is container[start:stop] = v.
func SetSlice(t *py.Thread, obj, start, stop, v py.Value) *py.Exc {
	if obj.Type() == py.ListType {
		if v.Type() == py.ListType {
			items, from := py.AsList(obj).Items, py.AsList(v).Items
			if i, j, ok := bounds(start, stop, len(items)); ok && j-i == len(from) {
				copy(items[i:j], from)
				return nil
			}
		}
		return py.SetListSlice(t, py.AsList(obj), start, stop, py.None, v)
	}
	return py.SetItem(t, obj, py.NewSlice(start, stop, py.None), v)
}

// isBound reports whether v can be a bound of a slice without running code.
func isBound(v py.Value) bool { return v.IsInt() || v.IsNone() }

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
