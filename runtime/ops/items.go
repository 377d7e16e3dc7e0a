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
	return py.GetItem(t, obj, py.NewSlice(start, stop, py.None))
}

// SetSlice is container[start:stop] = v.
func SetSlice(t *py.Thread, obj, start, stop, v py.Value) *py.Exc {
	return py.SetItem(t, obj, py.NewSlice(start, stop, py.None), v)
}
