// This file implements the iterators over sequences: of lists, tuples, strs and anything with
// __getitem__, forwards and backwards.

package py

import "unsafe"

// The types of the iterators.
var (
	ListIterType        = &Type{Name: "list_iterator"}
	ListReverseIterType = &Type{Name: "list_reverseiterator"}
	TupleIterType       = &Type{Name: "tuple_iterator"}
	StrIterType         = &Type{Name: "str_iterator"}
	StrASCIIIterType    = &Type{Name: "str_ascii_iterator"}
	BytesIterType       = &Type{Name: "bytes_iterator"}
	ByteArrayIterType   = &Type{Name: "bytearray_iterator"}
	SeqIterType         = &Type{Name: "iterator"}
	CallableIterType    = &Type{Name: "callable_iterator"}
)

// SeqIter iterates over a sequence by index. Seq is unbound once it is exhausted.
type SeqIter struct {
	Header
	Seq   Value
	Index int
}

// AsSeqIter returns v as a SeqIter; v must be one.
func AsSeqIter(v Value) *SeqIter { return (*SeqIter)(v.ref) }

func newIter(typ *Type, seq Value, index int) Value {
	return Value{ref: unsafe.Pointer(&SeqIter{Header{typ}, seq, index})}
}

func newSeqIter(seq Value) Value { return newIter(SeqIterType, seq, 0) }

func listIter(t *Thread, self Value) (Value, *Exc)  { return newIter(ListIterType, self, 0), nil }
func tupleIter(t *Thread, self Value) (Value, *Exc) { return newIter(TupleIterType, self, 0), nil }

func listReversed(t *Thread, self Value) (Value, *Exc) {
	return newIter(ListReverseIterType, self, len(AsList(self).Items)-1), nil
}

// NewSeqIter returns an iterator of a list or tuple that stands at index.
func NewSeqIter(seq Value, index int) Value {
	if seq.Type() == TupleType {
		return newIter(TupleIterType, seq, index)
	}
	return newIter(ListIterType, seq, index)
}

// NewStrIter returns an iterator of a str that stands at index.
func NewStrIter(s *Str, index int) Value { return newIter(StrIterType, s.V(), index) }

func selfIter(t *Thread, self Value) (Value, *Exc) { return self, nil }

// nextItem returns the item at the index and advances; past the end the iterator is done.
func (it *SeqIter) nextItem(items []Value) (Value, *Exc) {
	if i := it.Index; i < len(items) {
		it.Index = i + 1
		return items[i], nil
	}
	it.Seq = Value{}
	return Value{}, nil
}

func listIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	return it.nextItem(AsList(it.Seq).Items)
}

// ListIterNext returns the next item of an iterator of ListIterType, unbound at the end.
func ListIterNext(v Value) Value {
	it := AsSeqIter(v)
	if it.Seq.ref == nil {
		return Value{}
	}
	if l := AsList(it.Seq); it.Index < len(l.Items) {
		it.Index++
		return l.Items[it.Index-1]
	}
	it.Seq = Value{}
	return Value{}
}

func tupleIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	return it.nextItem(AsTuple(it.Seq).Items)
}

func listReverseNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	items := AsList(it.Seq).Items
	if i := it.Index; i >= 0 && i < len(items) {
		it.Index = i - 1
		return items[i], nil
	}
	it.Index, it.Seq = -1, Value{}
	return Value{}, nil
}

func seqIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	v, exc := GetItem(t, it.Seq, Int(int64(it.Index)))
	if exc != nil {
		if exc.Matches(IndexError) || exc.Matches(StopIteration) {
			it.Seq = Value{}
			return Value{}, nil
		}
		return Value{}, exc
	}
	it.Index++
	return v, nil
}

// strIterNext yields the characters of a str.
func strIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	s := AsStr(it.Seq)
	if i := it.Index; i < s.Len() {
		it.Index = i + 1
		return s.CharAt(i).V(), nil
	}
	it.Seq = Value{}
	return Value{}, nil
}

// bytesIterNext yields the bytes of a bytes object or a bytearray.
func bytesIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	data := byteData(it.Seq)
	if i := it.Index; i < len(data) {
		it.Index = i + 1
		return Int(int64(data[i])), nil
	}
	it.Seq = Value{}
	return Value{}, nil
}

// CharAt returns code point i as a str.
func (s *Str) CharAt(i int) *Str { return StrOfRune(s.At(i)) }

// StrOfRune returns a code point as a str.
func StrOfRune(c rune) *Str {
	if c < 256 {
		return &latin1Strs[c]
	}
	b := newStrBuf(1, c)
	b.set(0, c)
	return b.str()
}

func seqIterLengthHint(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Int(0), nil
	}
	if it.typ == ListReverseIterType {
		return Int(int64(it.Index + 1)), nil
	}
	if it.Seq.Type().Slots.Len == nil {
		return NotImplemented, nil
	}
	n, exc := Len(t, it.Seq)
	return Int(int64(max(n-it.Index, 0))), exc
}

func seqIterReduce(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	name := "iter"
	if it.typ == ListReverseIterType {
		name = "reversed"
	}
	if it.Seq.IsUnbound() {
		empty := NewTuple().V()
		if it.typ == ListIterType || it.typ == ListReverseIterType {
			empty = NewList().V()
		}
		return NewTuple(builtinNamed("iter"), NewTuple(empty).V()).V(), nil
	}
	return NewTuple(builtinNamed(name), NewTuple(it.Seq).V(), Int(int64(it.Index))).V(), nil
}

func seqIterSetState(t *Thread, self, state Value) (Value, *Exc) {
	it := AsSeqIter(self)
	i, exc := IndexInt(t, state, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	if it.Seq.Bound() {
		n, exc := Len(t, it.Seq)
		if exc != nil {
			n = maxItems
		}
		if it.typ == ListReverseIterType {
			it.Index = max(min(i, n-1), -1)
		} else {
			it.Index = min(max(i, 0), n)
		}
	}
	return None, nil
}

// callableIter is iter(callable, sentinel); fn is unbound once the sentinel was seen.
type callableIter struct {
	Header
	fn, sentinel Value
}

// NewCallableIter returns iter(fn, sentinel).
func NewCallableIter(fn, sentinel Value) Value {
	return Value{ref: unsafe.Pointer(&callableIter{Header{CallableIterType}, fn, sentinel})}
}

func callableIterNext(t *Thread, self Value) (Value, *Exc) {
	it := (*callableIter)(self.ref)
	if it.fn.IsUnbound() {
		return Value{}, nil
	}
	v, exc := Call0(t, it.fn)
	if exc != nil {
		if exc.Matches(StopIteration) {
			it.fn = Value{}
			return Value{}, nil
		}
		return Value{}, exc
	}
	if it.fn.IsUnbound() {
		return Value{}, nil
	}
	stop, exc := Equal(t, it.sentinel, v)
	if exc != nil {
		return Value{}, exc
	}
	if stop {
		it.fn, it.sentinel = Value{}, Value{}
		return Value{}, nil
	}
	return v, nil
}

func defineSeqIters() {
	methods := []Method{
		{Name: "__length_hint__", F0: seqIterLengthHint, Doc: "Private method returning an estimate of len(list(it))."},
		{Name: "__reduce__", F0: seqIterReduce, Doc: "Return state information for pickling."},
		{Name: "__setstate__", F1: seqIterSetState, Doc: "Set state information for unpickling."},
	}
	for _, d := range []struct {
		typ  *Type
		next UnaryFunc
	}{
		{ListIterType, listIterNext}, {ListReverseIterType, listReverseNext}, {TupleIterType, tupleIterNext},
		{StrIterType, strIterNext}, {StrASCIIIterType, strIterNext}, {SeqIterType, seqIterNext},
		{BytesIterType, bytesIterNext}, {ByteArrayIterType, bytesIterNext},
	} {
		define(d.typ, &StaticType{Name: d.typ.Name, Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: d.next}, Methods: methods})
	}
	define(CallableIterType, &StaticType{
		Name: "callable_iterator", Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: callableIterNext},
		Methods: []Method{{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
			it := (*callableIter)(self.ref)
			if it.fn.IsUnbound() {
				return NewTuple(builtinNamed("iter"), NewTuple(NewTuple().V()).V()).V(), nil
			}
			return NewTuple(builtinNamed("iter"), NewTuple(it.fn, it.sentinel).V()).V(), nil
		}, Doc: "Return state information for pickling."}},
	})
}
