// This file implements range objects and their iterators. Bounds are ints of any size; as long
// as all fit 64 bits, nothing but the object itself is allocated.

package py

import (
	"math/big"
	"unsafe"
)

// Range is a range object. Its bounds are of exact type int.
type Range struct {
	Header
	Start, Stop, Step Value
	length            Value // computed at once
}

// AsRange returns v as a range; v must be one.
func AsRange(v Value) *Range { return (*Range)(v.ref) }

// The types of range iterators: over ints of 64 bits, and over larger ones.
var (
	RangeIterType     = &Type{Name: "range_iterator"}
	LongRangeIterType = &Type{Name: "longrange_iterator"}
)

// RangeIter is a range_iterator: left more items, the next one being next.
type RangeIter struct {
	Header
	next, step int64
	left       int64
}

// NewRange returns range(start, stop, step) of ints; step must not be zero.
func NewRange(start, stop, step Value) Value {
	r := &Range{Header{RangeType}, start, stop, step, Value{}}
	r.length = r.computeLength()
	return Value{ref: unsafe.Pointer(r)}
}

// computeLength is the number of items.
func (r *Range) computeLength() Value {
	if r.Start.IsInt() && r.Stop.IsInt() && r.Step.IsInt() {
		lo, hi, step := r.Start.Int64(), r.Stop.Int64(), r.Step.Int64()
		if step < 0 {
			lo, hi = hi, lo
		}
		if lo >= hi {
			return Int(0)
		}
		gap := uint64(hi) - uint64(lo) - 1
		if n := gap/absUint(step) + 1; n < 1<<63 && n != 0 {
			return Int(int64(n))
		}
	}
	lo, hi, step := ToBig(r.Start), ToBig(r.Stop), new(big.Int).Set(ToBig(r.Step))
	if step.Sign() < 0 {
		lo, hi = hi, lo
		step.Neg(step)
	}
	n := new(big.Int).Sub(hi, lo)
	if n.Sign() <= 0 {
		return Int(0)
	}
	n.Sub(n, big.NewInt(1))
	n.Quo(n, step)
	return BigInt(n.Add(n, big.NewInt(1)))
}

func absUint(i int64) uint64 {
	if i < 0 {
		return -uint64(i)
	}
	return uint64(i)
}

// item returns item i, which is in range.
func (r *Range) item(t *Thread, i Value) (Value, *Exc) {
	if i.IsInt() && r.Start.IsInt() && r.Step.IsInt() && r.Stop.IsInt() && r.length.IsInt() {
		return Int(r.Start.Int64() + i.Int64()*r.Step.Int64()), nil
	}
	v := new(big.Int).Mul(ToBig(i), ToBig(r.Step))
	return BigInt(v.Add(v, ToBig(r.Start))), nil
}

// Small returns the bounds if the whole range is within 64 bits.
func (r *Range) Small() (start, step, n int64, ok bool) {
	if !r.length.IsInt() || !r.Start.IsInt() || !r.Step.IsInt() || !r.Stop.IsInt() {
		return 0, 0, 0, false
	}
	return r.Start.Int64(), r.Step.Int64(), r.length.Int64(), true
}

func exactInt(t *Thread, v Value) (Value, *Exc) {
	if v.IsInt() {
		return v, nil
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return Value{}, exc
	}
	return plainInt(i), nil
}

// plainInt turns a bool or an instance of a subclass into an int of exact type int.
func plainInt(v Value) Value {
	if v.Type() == IntType {
		return v
	}
	if i, ok := ToInt64(v); ok {
		return Int(i)
	}
	return BigInt(new(big.Int).Set(ToBig(v)))
}

func rangeNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("range() takes no keyword arguments")
	}
	bounds := [3]Value{Int(0), Int(0), Int(1)}
	switch len(args) {
	case 0:
		return Value{}, TypeErrorf("range expected at least 1 argument, got 0")
	case 1:
		bounds[1] = args[0]
	case 2, 3:
		copy(bounds[:], args)
	default:
		return Value{}, TypeErrorf("range expected at most 3 arguments, got %d", len(args))
	}
	for i := range bounds {
		var exc *Exc
		if bounds[i], exc = exactInt(t, bounds[i]); exc != nil {
			return Value{}, exc
		}
	}
	if bounds[2] == Int(0) {
		return Value{}, ValueErrorf("range() arg 3 must not be zero")
	}
	return NewRange(bounds[0], bounds[1], bounds[2]), nil
}

func rangeRepr(t *Thread, self Value) (Value, *Exc) {
	r := AsRange(self)
	s := "range(" + ToBig(r.Start).String() + ", " + ToBig(r.Stop).String()
	if r.Step != Int(1) {
		s += ", " + ToBig(r.Step).String()
	}
	return StrV(s + ")"), nil
}

func rangeLen(t *Thread, self Value) (int, *Exc) {
	n := AsRange(self).length
	if !n.IsInt() {
		return 0, OverflowErrorf("Python int too large to convert to C ssize_t")
	}
	return int(n.Int64()), nil
}

func rangeGetItem(t *Thread, self, key Value) (Value, *Exc) {
	r := AsRange(self)
	if key.Type() == SliceType {
		return r.slice(t, AsSlice(key))
	}
	if key.Type().Slots.Index == nil {
		return Value{}, TypeErrorf("range indices must be integers or slices, not %s", TypeName(key))
	}
	i, exc := exactInt(t, key)
	if exc != nil {
		return Value{}, exc
	}
	n := ToBig(r.length)
	at := new(big.Int).Set(ToBig(i))
	if at.Sign() < 0 {
		at.Add(at, n)
	}
	if at.Sign() < 0 || at.Cmp(n) >= 0 {
		return Value{}, IndexErrorf("range object index out of range")
	}
	return r.item(t, BigInt(at))
}

// slice selects a part of the range, as a range.
func (r *Range) slice(t *Thread, s *Slice) (Value, *Exc) {
	n, exc := rangeLen(t, Value{ref: unsafe.Pointer(r)})
	if exc != nil {
		return Value{}, exc
	}
	start, stop, step, exc := s.Unpack(t)
	if exc != nil {
		return Value{}, exc
	}
	first, last, _ := AdjustIndices(n, start, stop, step)
	lo, _ := r.item(t, Int(int64(first)))
	hi, _ := r.item(t, Int(int64(last)))
	by := BigInt(new(big.Int).Mul(ToBig(r.Step), big.NewInt(int64(step))))
	return NewRange(lo, hi, by), nil
}

// indexOf returns the position of an int in the range; ok is false if it is not in it.
func (r *Range) indexOf(v Value) (pos *big.Int, ok bool) {
	d := new(big.Int).Sub(ToBig(v), ToBig(r.Start))
	q, m := new(big.Int).QuoRem(d, ToBig(r.Step), new(big.Int))
	return q, m.Sign() == 0 && q.Sign() >= 0 && q.Cmp(ToBig(r.length)) < 0
}

func rangeContains(t *Thread, self, v Value) (bool, *Exc) {
	r := AsRange(self)
	if v.Type() == IntType || v.IsBool() {
		_, ok := r.indexOf(v)
		return ok, nil
	}
	it, exc := rangeIter(t, self)
	if exc != nil {
		return false, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return false, exc
		}
		if eq, exc := Equal(t, item, v); exc != nil || eq {
			return eq, exc
		}
	}
}

// key is what ranges compare and hash by: the length, the first item, the step.
func (r *Range) key() *Tuple {
	switch {
	case r.length == Int(0):
		return NewTuple(r.length, None, None)
	case r.length == Int(1):
		return NewTuple(r.length, r.Start, None)
	}
	return NewTuple(r.length, r.Start, r.Step)
}

func rangeCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if b.Type() != RangeType || op != EQ && op != NE {
		return NotImplemented, nil
	}
	return Compare(t, AsRange(a).key().V(), AsRange(b).key().V(), op)
}

func rangeHash(t *Thread, self Value) (int64, *Exc) { return Hash(t, AsRange(self).key().V()) }

func rangeIter(t *Thread, self Value) (Value, *Exc) {
	r := AsRange(self)
	if start, step, n, ok := r.Small(); ok {
		return newRangeIter(start, step, n), nil
	}
	return newLongRangeIter(r.Start, r.Step, r.length), nil
}

func newRangeIter(start, step, n int64) Value {
	return Value{ref: unsafe.Pointer(&RangeIter{Header{RangeIterType}, start, step, n})}
}

func rangeReversed(t *Thread, self Value) (Value, *Exc) {
	r := AsRange(self)
	if start, step, n, ok := r.Small(); ok && step != -1<<63 {
		return newRangeIter(start+(n-1)*step, -step, n), nil
	}
	last := new(big.Int).Sub(ToBig(r.length), big.NewInt(1))
	last.Mul(last, ToBig(r.Step)).Add(last, ToBig(r.Start))
	return newLongRangeIter(BigInt(last), BigInt(new(big.Int).Neg(ToBig(r.Step))), r.length), nil
}

// NewRangeIter returns an iterator of left ints, from next on by step.
func NewRangeIter(next, step, left int64) Value { return newRangeIter(next, step, left) }

func rangeIterNext(t *Thread, self Value) (Value, *Exc) { return AsRangeIter(self).Next(), nil }

// AsRangeIter returns v as an iterator over a range; v must be of RangeIterType.
func AsRangeIter(v Value) *RangeIter { return (*RangeIter)(v.ref) }

// Next returns the next int, unbound at the end.
func (it *RangeIter) Next() Value {
	if it.left <= 0 {
		return Value{}
	}
	it.left--
	v := it.next
	it.next += it.step
	return Int(v)
}

// longRangeIter iterates over ints of any size.
type longRangeIter struct {
	Header
	next, step, left *big.Int
}

func newLongRangeIter(start, step, n Value) Value {
	return Value{ref: unsafe.Pointer(&longRangeIter{Header{LongRangeIterType}, new(big.Int).Set(ToBig(start)), ToBig(step), new(big.Int).Set(ToBig(n))})}
}

func longRangeIterNext(t *Thread, self Value) (Value, *Exc) {
	it := (*longRangeIter)(self.ref)
	if it.left.Sign() <= 0 {
		return Value{}, nil
	}
	it.left.Sub(it.left, big.NewInt(1))
	v := new(big.Int).Set(it.next)
	it.next.Add(it.next, it.step)
	return BigInt(v), nil
}

func rangeIterReduce(t *Thread, self Value) (Value, *Exc) {
	var r Value
	if self.Type() == RangeIterType {
		it := (*RangeIter)(self.ref)
		stop := new(big.Int).Mul(big.NewInt(it.left), big.NewInt(it.step))
		r = NewRange(Int(it.next), BigInt(stop.Add(stop, big.NewInt(it.next))), Int(it.step))
	} else {
		it := (*longRangeIter)(self.ref)
		stop := new(big.Int).Mul(it.left, it.step)
		r = NewRange(BigInt(new(big.Int).Set(it.next)), BigInt(stop.Add(stop, it.next)), BigInt(new(big.Int).Set(it.step)))
	}
	return NewTuple(builtinNamed("iter"), NewTuple(r).V(), None).V(), nil
}

func rangeIterHint(t *Thread, self Value) (Value, *Exc) {
	if self.Type() == RangeIterType {
		return Int((*RangeIter)(self.ref).left), nil
	}
	return BigInt(new(big.Int).Set((*longRangeIter)(self.ref).left)), nil
}

func rangeIterSetState(t *Thread, self, state Value) (Value, *Exc) {
	n, exc := IndexInt(t, state, nil)
	if exc != nil {
		return Value{}, exc
	}
	if self.Type() == RangeIterType {
		it := (*RangeIter)(self.ref)
		k := min(max(int64(n), 0), it.left)
		it.next += k * it.step
		it.left -= k
	}
	return None, nil
}

func rangeIndex(t *Thread, self, v Value) (Value, *Exc) {
	if v.Type() == IntType || v.IsBool() {
		if pos, ok := AsRange(self).indexOf(v); ok {
			return BigInt(pos), nil
		}
	} else {
		items, exc := Collect(t, self)
		if exc != nil {
			return Value{}, exc
		}
		i, exc := indexOfItem(t, func() []Value { return items }, v, 0, maxItems)
		if exc != nil || i >= 0 {
			return Int(int64(i)), exc
		}
		return Value{}, ValueErrorf("sequence.index(x): x not in sequence")
	}
	return Value{}, ValueErrorf("range.index(x): x not in range")
}

func rangeCount(t *Thread, self, v Value) (Value, *Exc) {
	if v.Type() == IntType || v.IsBool() {
		_, ok := AsRange(self).indexOf(v)
		return Int(map[bool]int64{true: 1}[ok]), nil
	}
	items, exc := Collect(t, self)
	if exc != nil {
		return Value{}, exc
	}
	return countItems(t, func() []Value { return items }, v)
}

func defineRange() {
	define(RangeType, &StaticType{
		Name: "range",
		Doc:  "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
		Slots: Slots{
			Repr: rangeRepr, Hash: rangeHash, Compare: rangeCompare, Iter: rangeIter, New: rangeNew, Len: rangeLen,
			GetItem: rangeGetItem, Contains: rangeContains, IsSequence: true, IsMapping: true,
			Bool: func(t *Thread, self Value) (bool, *Exc) { return AsRange(self).length != Int(0), nil },
		},
		Methods: []Method{
			{Name: "count", F1: rangeCount, Doc: "rangeobject.count(value) -> integer -- return number of occurrences of value"},
			{Name: "index", F1: rangeIndex, Doc: "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."},
			{Name: "__reversed__", F0: rangeReversed, Doc: "Return a reverse iterator."},
			{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
				r := AsRange(self)
				return NewTuple(RangeType.V(), NewTuple(r.Start, r.Stop, r.Step).V()).V(), nil
			}},
		},
		Members: []Member{
			{Name: "start", Get: func(self Value) Value { return AsRange(self).Start }},
			{Name: "stop", Get: func(self Value) Value { return AsRange(self).Stop }},
			{Name: "step", Get: func(self Value) Value { return AsRange(self).Step }},
		},
	})
	for typ, next := range map[*Type]UnaryFunc{RangeIterType: rangeIterNext, LongRangeIterType: longRangeIterNext} {
		define(typ, &StaticType{
			Name: typ.Name, Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: next},
			Methods: []Method{
				{Name: "__length_hint__", F0: rangeIterHint, Doc: "Private method returning an estimate of len(list(it))."},
				{Name: "__reduce__", F0: rangeIterReduce, Doc: "Return state information for pickling."},
				{Name: "__setstate__", F1: rangeIterSetState, Doc: "Set state information for unpickling."},
			},
		})
	}
}
