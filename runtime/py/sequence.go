// This file holds what lists and tuples share: items, slices, comparison, repetition, search.

package py

import "strings"

// seqKind tells the sequence types apart in error messages.
type seqKind struct{ name string }

var (
	listKind  = seqKind{"list"}
	tupleKind = seqKind{"tuple"}
)

// seqIndex converts a subscript to a position of n items.
func seqIndex(t *Thread, kind, key Value, n int, what string) (int, *Exc) {
	i, exc := IndexInt(t, key, IndexError)
	if exc != nil {
		return 0, exc
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return 0, IndexErrorf("%s out of range", what)
	}
	return i, nil
}

// itemsAt returns items[key]: one item, or with slice true the selected ones as a new slice.
func itemsAt(t *Thread, items []Value, key Value, k seqKind) (one Value, many []Value, slice bool, exc *Exc) {
	switch {
	case key.IsInt():
		i := int(key.Int64())
		if i < 0 {
			i += len(items)
		}
		if uint(i) >= uint(len(items)) {
			return Value{}, nil, false, IndexErrorf("%s index out of range", k.name)
		}
		return items[i], nil, false, nil
	case key.Type() == SliceType:
		start, step, count, exc := AsSlice(key).Indices(t, len(items))
		if exc != nil {
			return Value{}, nil, false, exc
		}
		return Value{}, selectItems(items, start, step, count), true, nil
	case key.Type().Slots.Index == nil:
		return Value{}, nil, false, TypeErrorf("%s indices must be integers or slices, not %s", k.name, TypeName(key))
	}
	i, exc := seqIndex(t, Value{}, key, len(items), k.name+" index")
	if exc != nil {
		return Value{}, nil, false, exc
	}
	return items[i], nil, false, nil
}

// selectItems copies count items from start on by step.
func selectItems(items []Value, start, step, count int) []Value {
	out := make([]Value, count)
	selectInto(out, items, start, step)
	return out
}

// selectInto fills out with items from start on by step.
func selectInto(out, items []Value, start, step int) {
	if step == 1 {
		copy(out, items[start:start+len(out)])
		return
	}
	for i := range out {
		out[i] = items[start]
		start += step
	}
}

// compareItems compares two sequences lexicographically. The slices are fetched anew at each
// step, since comparing items may change a list.
func compareItems(t *Thread, a, b func() []Value, op CmpOp) (Value, *Exc) {
	if la, lb := len(a()), len(b()); la != lb && (op == EQ || op == NE) {
		return Bool(op == NE), nil
	}
	for i := 0; ; i++ {
		x, y := a(), b()
		if i >= len(x) || i >= len(y) {
			return Bool(compareInts(len(x), len(y), op)), nil
		}
		if x[i] == y[i] && !x[i].IsFloat() {
			continue
		}
		p, q := x[i], y[i]
		eq, exc := Equal(t, p, q)
		if exc != nil {
			return Value{}, exc
		}
		if !eq {
			switch op {
			case EQ:
				return False, nil
			case NE:
				return True, nil
			}
			return Compare(t, p, q, op)
		}
	}
}

func compareInts(a, b int, op CmpOp) bool {
	switch op {
	case LT:
		return a < b
	case LE:
		return a <= b
	case EQ:
		return a == b
	case NE:
		return a != b
	case GT:
		return a > b
	}
	return a >= b
}

// repeatItems returns items n times over.
func repeatItems(items []Value, n int) ([]Value, *Exc) {
	if n <= 0 || len(items) == 0 {
		return nil, nil
	}
	if len(items) > maxItems/n {
		return nil, NewExc(MemoryError)
	}
	out := make([]Value, len(items)*n)
	if len(items) == 1 {
		for i := range out {
			out[i] = items[0]
		}
		return out, nil
	}
	for i := 0; i < len(out); i += len(items) {
		copy(out[i:], items)
	}
	return out, nil
}

// maxItems bounds the length of a sequence: more would not fit into memory in any case.
const maxItems = 1 << 40

// reprItems writes the reprs of items between open and close.
func reprItems(t *Thread, items func() []Value, open, close string) (Value, *Exc) {
	var s strings.Builder
	s.WriteString(open)
	for i := 0; ; i++ {
		list := items()
		if i >= len(list) {
			break
		}
		if i > 0 {
			s.WriteString(", ")
		}
		r, exc := Repr(t, list[i])
		if exc != nil {
			return Value{}, exc
		}
		s.WriteString(r.String())
	}
	s.WriteString(close)
	return StrV(s.String()), nil
}

// indexOfItem finds v from start up to stop; -1 for none.
func indexOfItem(t *Thread, items func() []Value, v Value, start, stop int) (int, *Exc) {
	for i := start; ; i++ {
		list := items()
		if i >= stop || i >= len(list) {
			return -1, nil
		}
		eq, exc := Equal(t, list[i], v)
		if exc != nil {
			return -1, exc
		}
		if eq {
			return i, nil
		}
	}
}

func countItems(t *Thread, items func() []Value, v Value) (Value, *Exc) {
	n := 0
	for i := 0; ; i++ {
		list := items()
		if i >= len(list) {
			return Int(int64(n)), nil
		}
		eq, exc := Equal(t, list[i], v)
		if exc != nil {
			return Value{}, exc
		}
		if eq {
			n++
		}
	}
}

// SearchRange converts index()'s optional bounds.
func SearchRange(t *Thread, start, stop Value, n int) (int, int, *Exc) {
	from, to := 0, n
	if start.Bound() {
		i, exc := sliceIndexRequired(t, start)
		if exc != nil {
			return 0, 0, exc
		}
		if i < 0 {
			i = max(i+n, 0)
		}
		from = i
	}
	if stop.Bound() {
		i, exc := sliceIndexRequired(t, stop)
		if exc != nil {
			return 0, 0, exc
		}
		if i < 0 {
			i = max(i+n, 0)
		}
		to = i
	}
	return from, to, nil
}

// sliceIndexRequired is sliceIndex where None is no answer.
func sliceIndexRequired(t *Thread, v Value) (int, *Exc) {
	if v.Type().Slots.Index == nil {
		return 0, TypeErrorf("slice indices must be integers or have an __index__ method")
	}
	return IndexInt(t, v, nil)
}

// Collect returns the items of an iterable as a new slice.
func collectInto(t *Thread, items []Value, v Value) ([]Value, *Exc) {
	switch v.Type() {
	case ListType:
		return append(items, AsList(v).Items...), nil
	case TupleType:
		return append(items, AsTuple(v).Items...), nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return nil, exc
	}
	if cap(items) == 0 {
		if n := lengthHint(t, v); n > 0 {
			items = make([]Value, 0, n)
		}
	}
	next := it.Type().Slots.Next
	for {
		item, exc := next(t, it)
		if exc != nil {
			return nil, exc
		}
		if item.IsUnbound() {
			return items, nil
		}
		items = append(items, item)
	}
}

// firstItems is how many items collectTuple takes before it needs memory that grows.
const firstItems = 8

// collectTuple makes a tuple of the items of an iterable. Short ones need no memory but the tuple's.
func collectTuple(t *Thread, v Value) (*Tuple, *Exc) {
	switch v.Type() {
	case ListType:
		return NewTuple(AsList(v).Items...), nil
	case TupleType:
		return AsTuple(v), nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return nil, exc
	}
	var first [firstItems]Value
	n, exc := takeItems(t, it, first[:])
	if exc != nil {
		return nil, exc
	}
	if n < firstItems {
		return NewTuple(first[:n]...), nil
	}
	items, exc := collectRest(t, it, first[:], lengthHint(t, v))
	return TupleFrom(items), exc
}

// collectList is collectTuple for a list.
func collectList(t *Thread, v Value) (*List, *Exc) {
	switch v.Type() {
	case ListType:
		return NewList(AsList(v).Items...), nil
	case TupleType:
		return NewList(AsTuple(v).Items...), nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return nil, exc
	}
	var first [firstItems]Value
	n, exc := takeItems(t, it, first[:])
	if exc != nil {
		return nil, exc
	}
	if n < firstItems {
		return NewList(first[:n]...), nil
	}
	items, exc := collectRest(t, it, first[:], lengthHint(t, v))
	return ListFrom(items), exc
}

// takeItems fills out with items of an iterator and returns their number, which is less than
// len(out) at the iterator's end.
func takeItems(t *Thread, it Value, out []Value) (int, *Exc) {
	next := it.Type().Slots.Next
	for n := range out {
		item, exc := next(t, it)
		if exc != nil || item.IsUnbound() {
			return n, exc
		}
		out[n] = item
	}
	return len(out), nil
}

// collectRest returns the first items with those that the iterator still gives; hint is their likely
// number.
func collectRest(t *Thread, it Value, first []Value, hint int) ([]Value, *Exc) {
	items := append(make([]Value, 0, max(hint, 3*len(first))), first...)
	next := it.Type().Slots.Next
	for {
		item, exc := next(t, it)
		if exc != nil {
			return nil, exc
		}
		if item.IsUnbound() {
			return items, nil
		}
		items = append(items, item)
	}
}

// lengthHint is the length of v where it costs nothing to ask, else 0.
func lengthHint(t *Thread, v Value) int {
	const most = 1 << 20
	switch v.Type() {
	case DictType:
		return AsDict(v).Len()
	case RangeType:
		if n, exc := RangeType.Slots.Len(t, v); exc == nil {
			return min(n, most)
		}
	}
	return 0
}
