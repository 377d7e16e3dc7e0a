// This file sorts lists.

package py

import (
	"strings"
	"unsafe"

	"adder/runtime/internal/powersort"
)

// sortError carries an exception through the generic sort.
type sortError struct{ exc *Exc }

func (*sortError) Error() string { return "exception" }

// keyed is an item with its sort key.
type keyed struct{ key, item Value }

func listSort(t *Thread, self Value, args []Value) (Value, *Exc) {
	key, reverse := args[0], false
	if args[1].Bound() {
		var exc *Exc
		if reverse, exc = Truth(t, args[1]); exc != nil {
			return Value{}, exc
		}
	}
	if key.Bound() && key.IsNone() {
		key = Value{}
	}
	return None, SortList(t, AsList(self), key, reverse)
}

// SortList sorts l stably by key, unbound for none. While keys are computed and compared the
// list is empty, and a change to it is an error afterwards.
func SortList(t *Thread, l *List, key Value, reverse bool) *Exc {
	items := l.Items
	l.Items = nil
	exc := sortItems(t, items, key, reverse)
	changed := l.Items != nil
	l.Items = items
	if exc == nil && changed {
		exc = ValueErrorf("list modified during sort")
	}
	return exc
}

func sortItems(t *Thread, items []Value, key Value, reverse bool) *Exc {
	if key.IsUnbound() {
		return sortReversed(items, reverse, func() *Exc { return sortValues(t, items) })
	}
	list := make([]keyed, len(items))
	for i, item := range items {
		k, exc := Call1(t, key, item)
		if exc != nil {
			return exc
		}
		list[i] = keyed{k, item}
	}
	exc := sortReversed(list, reverse, func() *Exc { return sortKeyed(t, list) })
	for i := range list {
		items[i] = list[i].item
	}
	return exc
}

// sortReversed runs sort between two reversals, which keep a descending sort stable.
func sortReversed[T any](a []T, reverse bool, sort func() *Exc) *Exc {
	if !reverse {
		return sort()
	}
	reverseSlice(a)
	exc := sort()
	reverseSlice(a)
	return exc
}

func reverseSlice[T any](a []T) {
	for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 {
		a[i], a[j] = a[j], a[i]
	}
}

func sortValues(t *Thread, items []Value) *Exc {
	less := lessFor(t, len(items), func(i int) Value { return items[i] })
	return runSort(items, less)
}

func sortKeyed(t *Thread, list []keyed) *Exc {
	less := lessFor(t, len(list), func(i int) Value { return list[i].key })
	return runSort(list, func(x, y keyed) (bool, error) { return less(x.key, y.key) })
}

func runSort[T any](a []T, less func(x, y T) (bool, error)) *Exc {
	if err := powersort.Sort(a, less); err != nil {
		return err.(*sortError).exc
	}
	return nil
}

// lessFor chooses a comparison: a direct one where all keys are of one simple type.
func lessFor(t *Thread, n int, at func(i int) Value) func(x, y Value) (bool, error) {
	ints, floats, strs, tuples := true, true, true, true
	for i := range n {
		v := at(i)
		ints = ints && v.IsInt()
		floats = floats && v.IsFloat()
		strs = strs && v.Type() == StrType
		tuples = tuples && v.Type() == TupleType
		if !ints && !floats && !strs && !tuples {
			return func(x, y Value) (bool, error) { return lessGeneral(t, x, y) }
		}
	}
	switch {
	case ints:
		return func(x, y Value) (bool, error) { return x.Int64() < y.Int64(), nil }
	case floats:
		return func(x, y Value) (bool, error) { return x.Float64() < y.Float64(), nil }
	case tuples:
		return func(x, y Value) (bool, error) {
			b, exc := lessTuples(t, AsTuple(x).Items, AsTuple(y).Items)
			if exc != nil {
				return false, &sortError{exc}
			}
			return b, nil
		}
	}
	return func(x, y Value) (bool, error) { return AsStr(x).Compare(AsStr(y)) < 0, nil }
}

// Less reports whether a < b, as sorting and searching compare.
func Less(t *Thread, a, b Value) (bool, *Exc) {
	switch {
	case a.ref == intRef && b.ref == intRef:
		return int64(a.bits) < int64(b.bits), nil
	case a.ref == floatRef && b.ref == floatRef:
		return a.Float64() < b.Float64(), nil
	}
	at, bt := a.Type(), b.Type()
	var r Value
	var exc *Exc
	switch {
	case at == StrType && bt == StrType:
		return AsStr(a).Compare(AsStr(b)) < 0, nil
	case at == TupleType && bt == TupleType:
		return lessTuples(t, AsTuple(a).Items, AsTuple(b).Items)
	default:
		r, exc = Compare(t, a, b, LT)
	}
	if exc != nil {
		return false, exc
	}
	if r.ref == boolRef {
		return r.bits != 0, nil
	}
	return Truth(t, r)
}

// lessTuples is Less for tuples of these items.
func lessTuples(t *Thread, x, y []Value) (bool, *Exc) {
	for i := range min(len(x), len(y)) {
		p, q := x[i], y[i]
		if p == q {
			continue
		}
		if p.ref == q.ref {
			switch p.ref {
			case unsafe.Pointer(&intTag):
				return int64(p.bits) < int64(q.bits), nil
			case unsafe.Pointer(&floatTag):
				if p.Float64() == q.Float64() { // zeros
					continue
				}
				return p.Float64() < q.Float64(), nil
			}
		}
		if p.Type() == StrType && q.Type() == StrType {
			if c := AsStr(p).Compare(AsStr(q)); c != 0 {
				return c < 0, nil
			}
			continue
		}
		if eq, exc := Equal(t, p, q); exc != nil {
			return false, exc
		} else if !eq {
			return Less(t, p, q)
		}
	}
	return len(x) < len(y), nil
}

func lessGeneral(t *Thread, x, y Value) (bool, error) {
	b, exc := Less(t, x, y)
	if exc != nil {
		return false, &sortError{exc}
	}
	return b, nil
}

// Compare orders two strs by code points: negative, zero or positive.
func (s *Str) Compare(o *Str) int {
	if s.kind() == 1 && o.kind() == 1 {
		return strings.Compare(s.data(), o.data())
	}
	n := min(s.Len(), o.Len())
	for i := range n {
		if d := s.At(i) - o.At(i); d != 0 {
			return int(d)
		}
	}
	return s.Len() - o.Len()
}
