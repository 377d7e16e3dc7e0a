// This file unpacks iterables for assignments and calls, with CPython's messages.

package py

// UnpackItems returns exactly n items of v, or UNPACK_SEQUENCE's error. The result may share
// memory with v.
func UnpackItems(t *Thread, v Value, n int) ([]Value, *Exc) {
	switch v.Type() {
	case ListType, TupleType:
		items := AsList(v).Items
		if v.Type() == TupleType {
			items = AsTuple(v).Items
		}
		if len(items) < n {
			return nil, tooFew(n, len(items))
		}
		if len(items) > n {
			return nil, ValueErrorf("too many values to unpack (expected %d, got %d)", n, len(items))
		}
		return items, nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return nil, UnpackError(v, exc)
	}
	items := make([]Value, 0, n)
	for {
		item, exc := Next(t, it)
		if exc != nil {
			return nil, exc
		}
		switch {
		case item.IsUnbound() && len(items) < n:
			return nil, tooFew(n, len(items))
		case item.IsUnbound():
			return items, nil
		case len(items) == n:
			return nil, tooMany(t, v, n)
		}
		items = append(items, item)
	}
}

func tooFew(n, got int) *Exc {
	return ValueErrorf("not enough values to unpack (expected %d, got %d)", n, got)
}

// tooMany tells the number of values where asking costs nothing.
func tooMany(t *Thread, v Value, n int) *Exc {
	if v.Type() == DictType {
		return ValueErrorf("too many values to unpack (expected %d, got %d)", n, AsDict(v).Len())
	}
	return ValueErrorf("too many values to unpack (expected %d)", n)
}

// UnpackError turns the TypeError of iterating over v into that of unpacking it.
func UnpackError(v Value, exc *Exc) *Exc {
	if s := &v.Type().Slots; exc.Matches(TypeError) && s.Iter == nil && !s.IsSequence {
		return TypeErrorf("cannot unpack non-iterable %s object", TypeName(v))
	}
	return exc
}
