// This file implements the methods that only bytearray has.

package py

import (
	"bytes"
	"slices"
)

func byteArrayMethods() []Method {
	return []Method{
		{Name: "__alloc__", Sig: "()", F0: byteArrayAlloc, Doc: "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated."},
		{Name: "__reduce__", Sig: "()", F0: byteArrayReduce, Doc: "Return state information for pickling."},
		{Name: "__reduce_ex__", Sig: "(proto=0, /)", FN: byteArrayReduceEx, Doc: "Return state information for pickling."},
		{Name: "__sizeof__", Sig: "()", F0: byteArraySizeof, Doc: "Returns the size of the bytearray object in memory, in bytes."},
		{Name: "append", Sig: "(item, /)", F1: byteArrayAppend, Doc: "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended."},
		{Name: "clear", Sig: "()", F0: byteArrayClear, Doc: "Remove all items from the bytearray."},
		{Name: "copy", Sig: "()", F0: byteArrayCopy, Doc: "Return a copy of B."},
		{Name: "extend", Sig: "(iterable_of_ints, /)", F1: byteArrayExtend, Doc: "Append all the items from the iterator or sequence to the end of the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append."},
		{Name: "insert", Sig: "(index, item, /)", F2: byteArrayInsert, Doc: "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted."},
		{Name: "pop", Sig: "(index=-1, /)", FN: byteArrayPop, Doc: "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item."},
		{Name: "remove", Sig: "(value, /)", F1: byteArrayRemove, Doc: "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove."},
		{Name: "resize", Sig: "(size, /)", F1: byteArrayResize, Doc: "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to."},
		{Name: "reverse", Sig: "()", F0: byteArrayReverse, Doc: "Reverse the order of the values in B in place."},
	}
}

func byteArrayAppend(t *Thread, self, v Value) (Value, *Exc) {
	c, exc := byteItem(t, v, "bytearray")
	if exc != nil {
		return Value{}, exc
	}
	b := AsByteArray(self)
	if len(b.exports.list) > 0 {
		if exc := b.checkExports(); exc != nil {
			return Value{}, exc
		}
	}
	b.data = append(b.data, c)
	return None, nil
}

func byteArrayClear(t *Thread, self Value) (Value, *Exc) {
	b := AsByteArray(self)
	if exc := b.resize(0); exc != nil {
		return Value{}, exc
	}
	b.data = nil
	return None, nil
}

func byteArrayCopy(t *Thread, self Value) (Value, *Exc) {
	return NewByteArray(bytes.Clone(AsByteArray(self).data)).V(), nil
}

func byteArrayExtend(t *Thread, self, v Value) (Value, *Exc) {
	b := AsByteArray(self)
	var items []byte
	var exc *Exc
	switch {
	case IsBytesLike(v):
		items, exc = collectBytes(t, v, "bytearray")
	case v.Type().Slots.Iter == nil && !v.Type().Slots.IsSequence:
		return Value{}, TypeErrorf("can't extend bytearray with %s", TypeName(v))
	default:
		items, exc = iterBytes(t, v, "bytearray")
		if exc != nil && v.IsStr() && exc.Matches(TypeError) {
			exc = TypeErrorf("expected iterable of integers; got: 'str'")
		}
	}
	if exc != nil {
		return Value{}, exc
	}
	return None, b.splice(len(b.data), len(b.data), items)
}

func byteArrayInsert(t *Thread, self, index, v Value) (Value, *Exc) {
	i, exc := SsizeArg(t, index)
	if exc != nil {
		return Value{}, exc
	}
	c, exc := byteItem(t, v, "bytearray")
	if exc != nil {
		return Value{}, exc
	}
	b := AsByteArray(self)
	n := len(b.data)
	if i < 0 {
		i = max(i+n, 0)
	}
	i = min(i, n)
	return None, b.splice(i, i, []byte{c})
}

func byteArrayPop(t *Thread, self Value, a []Value) (Value, *Exc) {
	i := -1
	if a[0].Bound() {
		var exc *Exc
		if i, exc = SsizeArg(t, a[0]); exc != nil {
			return Value{}, exc
		}
	}
	b := AsByteArray(self)
	n := len(b.data)
	if n == 0 {
		return Value{}, IndexErrorf("pop from empty bytearray")
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Value{}, IndexErrorf("pop index out of range")
	}
	c := b.data[i]
	return Int(int64(c)), b.splice(i, i+1, nil)
}

func byteArrayRemove(t *Thread, self, v Value) (Value, *Exc) {
	c, exc := byteItem(t, v, "bytearray")
	if exc != nil {
		return Value{}, exc
	}
	b := AsByteArray(self)
	i := bytes.IndexByte(b.data, c)
	if i < 0 {
		return Value{}, ValueErrorf("value not found in bytearray")
	}
	return None, b.splice(i, i+1, nil)
}

func byteArrayReverse(t *Thread, self Value) (Value, *Exc) {
	slices.Reverse(AsByteArray(self).data)
	return None, nil
}

func byteArrayResize(t *Thread, self, size Value) (Value, *Exc) {
	n, exc := SsizeArg(t, size)
	if exc != nil {
		return Value{}, exc
	}
	if n < 0 {
		return Value{}, ValueErrorf("Can only resize to positive sizes, got %d", n)
	}
	if n > maxItems {
		return Value{}, NewExc(MemoryError)
	}
	return None, AsByteArray(self).resize(n)
}

// byteArrayAlloc is __alloc__: CPython allocates one byte more than the data, for a NUL.
func byteArrayAlloc(t *Thread, self Value) (Value, *Exc) {
	b := AsByteArray(self)
	if cap(b.data) == 0 {
		return Int(0), nil
	}
	return Int(int64(cap(b.data) + 1)), nil
}

func byteArraySizeof(t *Thread, self Value) (Value, *Exc) {
	n, _ := byteArrayAlloc(t, self)
	return Int(n.Int64() + 56), nil
}

func byteArrayReduce(t *Thread, self Value) (Value, *Exc) { return reduceByteArray(t, self, 2) }

func byteArrayReduceEx(t *Thread, self Value, a []Value) (Value, *Exc) {
	proto := 0
	if a[0].Bound() {
		var exc *Exc
		if proto, exc = CInt(t, a[0]); exc != nil {
			return Value{}, exc
		}
	}
	return reduceByteArray(t, self, proto)
}

func reduceByteArray(t *Thread, self Value, proto int) (Value, *Exc) {
	state, exc := CallMethod(t, self, Intern("__getstate__"))
	if exc != nil {
		return Value{}, exc
	}
	data := AsByteArray(self).data
	args := NewTuple(BytesV(bytes.Clone(data)))
	switch {
	case len(data) == 0:
		args = NewTuple()
	case proto < 3:
		args = NewTuple(latin1Str(data).V(), StrV("latin-1"))
	}
	return NewTuple(self.Type().V(), args.V(), state).V(), nil
}

// latin1Str makes a str whose characters are the bytes.
func latin1Str(data []byte) *Str {
	largest := rune(0)
	for _, c := range data {
		largest = max(largest, rune(c))
	}
	b := newStrBuf(len(data), largest)
	copy(b.data, data)
	return b.str()
}
