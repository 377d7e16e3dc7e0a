// This file implements slice objects and the indices that they select.

package py

import "unsafe"

// Slice is a slice object.
type Slice struct {
	Header
	Start, Stop, Step Value
}

// NewSlice returns slice(start, stop, step).
func NewSlice(start, stop, step Value) Value {
	return Value{ref: unsafe.Pointer(&Slice{Header{SliceType}, start, stop, step})}
}

// AsSlice returns v as a slice; v must be one.
func AsSlice(v Value) *Slice { return (*Slice)(v.ref) }

// sliceIndex converts a bound of a slice, clipping what does not fit.
func sliceIndex(t *Thread, v Value) (int, *Exc) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	if v.Type().Slots.Index == nil {
		return 0, TypeErrorf("slice indices must be integers or None or have an __index__ method")
	}
	return IndexInt(t, v, nil)
}

// Unpack returns the bounds as ints, defaults where they are None (PySlice_Unpack).
func (s *Slice) Unpack(t *Thread) (start, stop, step int, exc *Exc) {
	return unpackBounds(t, s.Start, s.Stop, s.Step)
}

// unpackBounds is Unpack of slice(from, to, by).
func unpackBounds(t *Thread, from, to, by Value) (start, stop, step int, exc *Exc) {
	const maxInt = 1<<63 - 1
	step = 1
	if !by.IsNone() {
		if step, exc = sliceIndex(t, by); exc != nil {
			return
		}
		if step == 0 {
			return 0, 0, 0, ValueErrorf("slice step cannot be zero")
		}
		step = max(step, -maxInt)
	}
	start, stop = 0, maxInt
	if step < 0 {
		start, stop = maxInt, -maxInt-1
	}
	if !from.IsNone() {
		if start, exc = sliceIndex(t, from); exc != nil {
			return
		}
	}
	if !to.IsNone() {
		stop, exc = sliceIndex(t, to)
	}
	return
}

// AdjustIndices fits bounds to a sequence of n items and counts the selected ones
// (PySlice_AdjustIndices).
func AdjustIndices(n, start, stop, step int) (first, last, count int) {
	clip := func(i int) int {
		low, high := 0, n
		if step < 0 {
			low, high = -1, n-1
		}
		if i < 0 {
			if i += n; i < 0 {
				i = low
			}
		} else if i >= n {
			i = high
		}
		return i
	}
	start, stop = clip(start), clip(stop)
	switch {
	case step > 0 && start < stop:
		count = (stop-start-1)/step + 1
	case step < 0 && stop < start:
		count = (start-stop-1)/(-step) + 1
	}
	return start, stop, count
}

// Indices returns what the slice selects of n items: the first position, the step, the count.
func (s *Slice) Indices(t *Thread, n int) (start, step, count int, exc *Exc) {
	start, stop, step, exc := s.Unpack(t)
	if exc != nil {
		return 0, 0, 0, exc
	}
	start, _, count = AdjustIndices(n, start, stop, step)
	return start, step, count, nil
}

func sliceNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("slice() takes no keyword arguments")
	}
	switch len(args) {
	case 0:
		return Value{}, TypeErrorf("slice expected at least 1 argument, got 0")
	case 1:
		return NewSlice(None, args[0], None), nil
	case 2:
		return NewSlice(args[0], args[1], None), nil
	case 3:
		return NewSlice(args[0], args[1], args[2]), nil
	}
	return Value{}, TypeErrorf("slice expected at most 3 arguments, got %d", len(args))
}

func (s *Slice) tuple() *Tuple { return NewTuple(s.Start, s.Stop, s.Step) }

func sliceRepr(t *Thread, self Value) (Value, *Exc) {
	r, exc := Repr(t, AsSlice(self).tuple().V())
	if exc != nil {
		return Value{}, exc
	}
	return StrV("slice" + r.String()), nil
}

// sliceIndices is slice.indices(len): the three bounds for a sequence of that length, of any size.
func sliceIndices(t *Thread, self, length Value) (Value, *Exc) {
	n, exc := IndexInt(t, length, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	if n < 0 {
		return Value{}, ValueErrorf("length should not be negative")
	}
	start, stop, step, exc := AsSlice(self).Unpack(t)
	if exc != nil {
		return Value{}, exc
	}
	first, last, _ := AdjustIndices(n, start, stop, step)
	return NewTuple(Int(int64(first)), Int(int64(last)), Int(int64(step))).V(), nil
}

func sliceCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if a.Type() != SliceType || b.Type() != SliceType {
		return NotImplemented, nil
	}
	return Compare(t, AsSlice(a).tuple().V(), AsSlice(b).tuple().V(), op)
}

// sliceHash is the hash of a tuple but for its length.
func sliceHash(t *Thread, self Value) (int64, *Exc) {
	acc, exc := hashLanes(t, AsSlice(self).tuple().Items)
	if exc != nil {
		return 0, exc
	}
	if acc == 1<<64-1 {
		acc = tupleHashOfMinusOne
	}
	return int64(acc), nil
}

func defineSlice() {
	define(SliceType, &StaticType{
		Name:  "slice",
		Doc:   "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
		Slots: Slots{Repr: sliceRepr, Hash: sliceHash, Compare: sliceCompare, New: sliceNew},
		Methods: []Method{
			{Name: "indices", F1: sliceIndices, Doc: "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices."},
			{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
				return NewTuple(SliceType.V(), AsSlice(self).tuple().V()).V(), nil
			}},
		},
		Members: []Member{
			{Name: "start", Get: func(self Value) Value { return AsSlice(self).Start }},
			{Name: "stop", Get: func(self Value) Value { return AsSlice(self).Stop }},
			{Name: "step", Get: func(self Value) Value { return AsSlice(self).Step }},
		},
	})
}
