// This file builds, unpacks and formats objects.

package abi

import (
	"adder/runtime/ops"
	"adder/runtime/py"
)

// ListAppend appends to a list that is being built.
func ListAppend(list, v py.Value) {
	l := py.AsList(list)
	if len(l.Items) < cap(l.Items) {
		l.Items = append(l.Items, v)
		return
	}
	l.Append(v)
}

// ListExtend extends a list that is being built by an iterable.
func ListExtend(t *py.Thread, list, v py.Value) *py.Exc { return py.ListExtend(t, py.AsList(list), v) }

// BuildSlice returns slice(start, stop, step).
func BuildSlice(t *py.Thread, start, stop, step py.Value) py.Value {
	return py.NewSlice(start, stop, step)
}

// BuildInterpolation returns one interpolation of a t-string; spec is unbound for none.
func BuildInterpolation(t *py.Thread, value, expression, spec py.Value, conversion int) (py.Value, *py.Exc) {
	return py.NewInterpolation(value, expression, conversion, spec), nil
}

// Items returns the items of a tuple or list, nil for anything else. It is small enough to be inlined.
func Items(v py.Value) []py.Value {
	switch v.Type() {
	case py.TupleType:
		return py.AsTuple(v).Items
	case py.ListType:
		return py.AsList(v).Items
	}
	return nil
}

// ListItem returns list[i] if list is a list of exact type and i a small int in range, else the unbound Value. It is small enough to be inlined.
func ListItem(list, i py.Value) py.Value {
	if list.Type() == py.ListType && i.IsInt() {
		items := py.AsList(list).Items
		k := i.Int64()
		if k < 0 {
			k += int64(len(items))
		}
		if uint64(k) < uint64(len(items)) {
			return items[k]
		}
	}
	return py.Value{}
}

// SetListItem performs list[i] = v if list is a list of exact type and i an int that is not negative
// and in range; otherwise it does nothing. It is small enough to be inlined.
func SetListItem(list, i, v py.Value) bool {
	if list.Type() == py.ListType && i.IsInt() {
		if items := py.AsList(list).Items; uint64(i.Int64()) < uint64(len(items)) {
			items[i.Int64()] = v
			return true
		}
	}
	return false
}

// Unpack2 unpacks exactly two items.
func Unpack2(t *py.Thread, v py.Value) (a, b py.Value, exc *py.Exc) {
	var out [2]py.Value
	exc = ops.Unpack(t, v, out[:])
	return out[0], out[1], exc
}

// Unpack3 unpacks exactly three items.
func Unpack3(t *py.Thread, v py.Value) (a, b, c py.Value, exc *py.Exc) {
	var out [3]py.Value
	exc = ops.Unpack(t, v, out[:])
	return out[0], out[1], out[2], exc
}

// Format is format(v) in an f-string.
func Format(t *py.Thread, v py.Value) (py.Value, *py.Exc) {
	if v.Type() == py.StrType {
		return v, nil
	}
	return py.FormatValue(t, v, py.Value{})
}

// GetLen is len(v) as an object.
func GetLen(t *py.Thread, v py.Value) (py.Value, *py.Exc) {
	n, exc := py.Len(t, v)
	return py.Int(int64(n)), exc
}

// MatchMapping reports whether v counts as a mapping in a pattern.
func MatchMapping(v py.Value) bool { return v.Type().Flags&py.MappingPattern != 0 }

// MatchSequence reports whether v counts as a sequence in a pattern.
func MatchSequence(v py.Value) bool { return v.Type().Flags&py.SequencePattern != 0 }

// Next returns the iterator's next item, unbound at the end.
func Next(t *py.Thread, it py.Value) (py.Value, *py.Exc) {
	switch it.Type() {
	case py.RangeIterType:
		return py.AsRangeIter(it).Next(), nil
	case py.ListIterType:
		return py.ListIterNext(it), nil
	case py.GeneratorType:
		return py.AsGenerator(it).Next(t)
	}
	return it.Type().Slots.Next(t, it)
}

// EndAsyncFor ends an async for at StopAsyncIteration and raises anything else again.
func EndAsyncFor(t *py.Thread, exc py.Value) *py.Exc {
	if e := py.AsExc(exc); !e.Matches(py.StopAsyncIteration) {
		t.Reraising = true
		return e
	}
	return nil
}

// CleanupThrow ends a yield from after throw() into it: the value of a StopIteration is the
// result, any other exception is raised again.
func CleanupThrow(t *py.Thread, exc py.Value) (py.Value, *py.Exc) {
	v, raised := ops.CleanupThrow(t, exc)
	t.Reraising = raised != nil && raised.V() == exc
	return v, raised
}

// LoadLocals returns the locals of a function as a mapping (LOAD_LOCALS outside a body).
func LoadLocals(t *py.Thread, fr *py.ShadowFrame) (py.Value, *py.Exc) {
	return py.Value{}, py.SystemErrorf("no locals")
}
