// This file holds the iterators of loops, which are no objects.

package abi

import "adder/runtime/py"

// Iter is the state of a for loop: a count for a range, a place in the items of a list or
// tuple, or an iterator object for anything else. The zero Iter is exhausted.
type Iter struct {
	Left, Cur, Step int64       // of a range: items left, the next one, the distance
	Items           *[]py.Value // of a list or tuple, whose next index is Cur
	Seq             py.Value    // the list or tuple
	Obj             py.Value    // of anything else: the iterator; unbound: none
	Str             *py.Str     // of a str, whose next index is Cur
	Pair            *py.Tuple   // for IterNextInto: what the last item was put into
}

// StartRange1 starts a loop over fn(stop) if fn is the type range and stop an immediate int.
func StartRange1(it *Iter, fn, stop py.Value) bool {
	return StartRange3(it, fn, py.Int(0), stop, py.Int(1))
}

// StartRange2 is StartRange1 for fn(start, stop).
func StartRange2(it *Iter, fn, start, stop py.Value) bool {
	return StartRange3(it, fn, start, stop, py.Int(1))
}

// StartRange3 is StartRange1 for fn(start, stop, step).
func StartRange3(it *Iter, fn, start, stop, step py.Value) bool {
	if fn != py.RangeType.V() || !start.IsInt() || !stop.IsInt() || !step.IsInt() {
		return false
	}
	n, ok := RangeLen(start.Int64(), stop.Int64(), step.Int64())
	if ok {
		*it = Iter{Left: n, Cur: start.Int64(), Step: step.Int64()}
	}
	return ok
}

// RangeLen returns the number of items of a range; ok is false for a step of zero and where
// stepping past the last item would overflow.
func RangeLen(start, stop, step int64) (n int64, ok bool) {
	const half = 1 << 62
	if start <= -half || start >= half || stop <= -half || stop >= half || step <= -half || step >= half {
		return 0, false
	}
	switch {
	case step == 1:
		return max(stop-start, 0), true
	case step > 0:
		return max((stop-start+step-1)/step, 0), true
	case step < 0:
		return max((start-stop-step-1)/-step, 0), true
	}
	return 0, false
}

// StartIter starts a loop over v.
func StartIter(t *py.Thread, it *Iter, v py.Value) *py.Exc {
	switch v.Type() {
	case py.ListType:
		*it = Iter{Items: &py.AsList(v).Items, Seq: v}
		return nil
	case py.TupleType:
		*it = Iter{Items: &py.AsTuple(v).Items, Seq: v}
		return nil
	}
	switch v.Type() {
	case py.StrType:
		*it = Iter{Str: py.AsStr(v)}
		return nil
	case py.RangeType:
		r := py.AsRange(v)
		if StartRange3(it, py.RangeType.V(), r.Start, r.Stop, r.Step) {
			return nil
		}
	}
	obj, exc := py.IterOwned(t, v)
	*it = Iter{Obj: obj}
	return exc
}

// ExprIter is iter(v) for a generator expression that starts with StartExprIter: lists, tuples and
// ranges stay what they are.
func ExprIter(t *py.Thread, v py.Value) (py.Value, *py.Exc) {
	switch v.Type() {
	case py.ListType, py.TupleType:
		return v, nil
	case py.RangeType:
		r := py.AsRange(v)
		if it := (Iter{}); StartRange3(&it, py.RangeType.V(), r.Start, r.Stop, r.Step) {
			return v, nil
		}
	}
	return py.Iter(t, v)
}

// StartExprIter starts the loop of a generator expression over what ExprIter or Iter gave.
func StartExprIter(it *Iter, v py.Value) {
	switch v.Type() {
	case py.ListType:
		*it = Iter{Items: &py.AsList(v).Items, Seq: v}
	case py.TupleType:
		*it = Iter{Items: &py.AsTuple(v).Items, Seq: v}
	case py.RangeType:
		r := py.AsRange(v)
		StartRange3(it, py.RangeType.V(), r.Start, r.Stop, r.Step)
	default:
		*it = Iter{Obj: v}
	}
}

// Count returns the next item of a range that has one.
func (it *Iter) Count() py.Value {
	v := py.Int(it.Cur)
	it.Left--
	it.Cur += it.Step
	return v
}

// Item returns the next item of a list or tuple, unbound at the end.
func (it *Iter) Item() py.Value {
	if i := it.Cur; i < int64(len(*it.Items)) {
		it.Cur = i + 1
		return (*it.Items)[i]
	}
	it.Items = nil
	return py.Value{}
}

// IterNextInto is IterNext for a loop that takes its items apart at once, so that tuples made only for
// it can be one and the same.
func IterNextInto(t *py.Thread, it *Iter) (py.Value, *py.Exc) {
	switch {
	case it.Left > 0:
		return it.Count(), nil
	case it.Items != nil:
		return it.Item(), nil
	case it.Obj.Bound():
		return py.NextInto(t, it.Obj, &it.Pair)
	case it.Str != nil:
		return it.char(), nil
	}
	return py.Value{}, nil
}

// IterNext returns the next item, unbound at the end.
func IterNext(t *py.Thread, it *Iter) (py.Value, *py.Exc) {
	switch {
	case it.Left > 0:
		return it.Count(), nil
	case it.Items != nil:
		return it.Item(), nil
	case it.Obj.Bound():
		return Next(t, it.Obj)
	case it.Str != nil:
		return it.char(), nil
	}
	return py.Value{}, nil
}

// BoxIter returns what is left of a loop as an iterator object. The loop must not go on with it.
func BoxIter(it *Iter) py.Value {
	switch {
	case it.Left > 0:
		return py.NewRangeIter(it.Cur, it.Step, it.Left)
	case it.Items != nil:
		return py.NewSeqIter(it.Seq, int(it.Cur))
	case it.Str != nil:
		return py.NewStrIter(it.Str, int(it.Cur))
	case it.Obj.Bound():
		return it.Obj
	}
	return py.NewRangeIter(0, 1, 0)
}

// char returns the next character of a str, unbound at the end.
func (it *Iter) char() py.Value {
	if i := int(it.Cur); i < it.Str.Len() {
		it.Cur++
		return it.Str.CharAt(i).V()
	}
	it.Str = nil
	return py.Value{}
}
