// This file implements the searches.

package bisect

import "adder/runtime/py"

// right and left tell whether x belongs in front of item, once equal items come to its left or
// to its right.
func right(t *thread, item, x value) (bool, *excp) { return py.Less(t, x, item) }

func left(t *thread, item, x value) (bool, *excp) {
	less, exc := py.Less(t, item, x)
	return !less, exc
}

type side func(t *thread, item, x value) (before bool, exc *excp)

// bisect makes bisect_left or bisect_right. Arguments: a, x, lo, hi, key.
func bisect(before side) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		lo, hi, exc := bounds(t, args)
		if exc != nil {
			return value{}, exc
		}
		i, exc := search(t, args[0], args[1], lo, hi, args[4], before)
		return py.Int(int64(i)), exc
	}
}

// insort makes insort_left or insort_right.
func insort(before side) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		lo, hi, exc := bounds(t, args)
		if exc != nil {
			return value{}, exc
		}
		a, x, key := args[0], args[1], args[4]
		k := x
		if key.Bound() && !key.IsNone() {
			if k, exc = py.Call1(t, key, x); exc != nil {
				return value{}, exc
			}
		}
		i, exc := search(t, a, k, lo, hi, key, before)
		if exc != nil {
			return value{}, exc
		}
		if a.Type() == py.ListType {
			l := py.AsList(a)
			i = min(i, len(l.Items))
			l.Append(value{})
			copy(l.Items[i+1:], l.Items[i:])
			l.Items[i] = x
			return py.None, nil
		}
		_, exc = py.CallMethod(t, a, nameInsert, py.Int(int64(i)), x)
		return py.None, exc
	}
}

var nameInsert = py.Intern("insert")

// bounds converts lo and hi; a hi of -1 stands for the length.
func bounds(t *thread, args []value) (lo, hi int, exc *excp) {
	hi = -1
	if args[2].Bound() {
		if lo, exc = py.IndexInt(t, args[2], py.OverflowError); exc != nil {
			return
		}
	}
	if args[3].Bound() && !args[3].IsNone() {
		hi, exc = py.IndexInt(t, args[3], py.OverflowError)
	}
	return
}

func search(t *thread, a, x value, lo, hi int, key value, before side) (int, *excp) {
	if lo < 0 {
		return 0, py.ValueErrorf("lo must be non-negative")
	}
	if hi == -1 {
		var exc *excp
		if hi, exc = py.Len(t, a); exc != nil {
			return 0, exc
		}
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		item, exc := itemAt(t, a, mid)
		if exc == nil && key.Bound() && !key.IsNone() {
			item, exc = py.Call1(t, key, item)
		}
		if exc != nil {
			return 0, exc
		}
		front, exc := before(t, item, x)
		if exc != nil {
			return 0, exc
		}
		if front {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

func itemAt(t *thread, a value, i int) (value, *excp) {
	if a.Type() == py.ListType {
		if items := py.AsList(a).Items; i < len(items) {
			return items[i], nil
		}
	}
	if !a.Type().Slots.IsSequence {
		return value{}, py.TypeErrorf("%s is not a sequence", py.TypeName(a))
	}
	return py.GetItem(t, a, py.Int(int64(i)))
}
