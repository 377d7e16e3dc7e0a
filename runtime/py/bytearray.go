// This file implements the type bytearray, except for the methods that it shares with bytes.

package py

import (
	"bytes"
	"unsafe"
)

func allocByteArray(typ *Type) Value {
	if typ == ByteArrayType {
		return NewByteArray(nil).V()
	}
	x := &byteArraySub{}
	x.typ = typ
	return x.V()
}

// checkExports refuses to change the size while buffers are in use.
func (b *ByteArray) checkExports() *Exc {
	if b.exports.Any() {
		return Errorf(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

// resize changes the size; new bytes are zero.
func (b *ByteArray) resize(n int) *Exc {
	if n == len(b.data) {
		return nil
	}
	if exc := b.checkExports(); exc != nil {
		return exc
	}
	if n > len(b.data) {
		b.data = append(b.data, make([]byte, n-len(b.data))...)
	} else {
		b.data = b.data[:n]
	}
	return nil
}

// splice puts items in place of data[i:j].
func (b *ByteArray) splice(i, j int, items []byte) *Exc {
	grow := len(items) - (j - i)
	if grow == 0 {
		copy(b.data[i:j], items)
		return nil
	}
	if exc := b.checkExports(); exc != nil {
		return exc
	}
	switch {
	case i == 0 && grow < 0: // from the front, as queues of bytes are used
		b.data = b.data[-grow:]
		copy(b.data, items)
	case grow < 0:
		copy(b.data[i+len(items):], b.data[j:])
		copy(b.data[i:], items)
		b.data = b.data[:len(b.data)+grow]
	default:
		if len(items) > 0 && unsafe.SliceData(items) == unsafe.SliceData(b.data) {
			items = bytes.Clone(items)
		}
		n := len(b.data)
		b.data = append(b.data, items[:grow]...) // for the room
		copy(b.data[j+grow:], b.data[j:n])
		copy(b.data[i:], items)
	}
	return nil
}

func byteArrayRepr(t *Thread, self Value) (Value, *Exc) {
	b := append([]byte(self.Type().Name), '(')
	return StrV(string(append(appendQuotedBytes(b, AsByteArray(self).data, '\''), ')'))), nil
}

func byteArrayCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	x, ok := BytesOf(a)
	if !ok {
		return NotImplemented, nil
	}
	y, ok := BytesOf(b)
	if !ok {
		return NotImplemented, nil
	}
	return compareBytes(x, y, op), nil
}

// position converts a subscript that is no slice; the caller checks that it is in range.
func (b *ByteArray) position(t *Thread, key Value) (int, *Exc) {
	if key.Type().Slots.Index == nil {
		return 0, TypeErrorf("bytearray indices must be integers or slices, not %s", TypeName(key))
	}
	i, exc := IndexInt(t, key, IndexError)
	if i < 0 {
		i += len(b.data)
	}
	return i, exc
}

func byteArrayGetItem(t *Thread, self, key Value) (Value, *Exc) {
	b := AsByteArray(self)
	if key.Type() == SliceType {
		start, step, count, exc := AsSlice(key).Indices(t, len(b.data))
		if exc != nil {
			return Value{}, exc
		}
		return NewByteArray(stepBytes(b.data, start, step, count)).V(), nil
	}
	i, exc := b.position(t, key)
	if exc != nil {
		return Value{}, exc
	}
	if uint(i) >= uint(len(b.data)) {
		return Value{}, IndexErrorf("bytearray index out of range")
	}
	return Int(int64(b.data[i])), nil
}

func byteArraySetItem(t *Thread, self, key, v Value) *Exc {
	b := AsByteArray(self)
	if key.Type() == SliceType {
		return b.setSlice(t, AsSlice(key), v)
	}
	i, exc := b.position(t, key)
	if exc != nil {
		return exc
	}
	c := byte(0)
	if v.Bound() {
		if c, exc = byteItem(t, v, "bytearray"); exc != nil {
			return exc
		}
	}
	if uint(i) >= uint(len(b.data)) {
		return IndexErrorf("bytearray index out of range")
	}
	if v.IsUnbound() {
		return b.splice(i, i+1, nil)
	}
	b.data[i] = c
	return nil
}

func (b *ByteArray) setSlice(t *Thread, s *Slice, v Value) *Exc {
	start, stop, step, exc := s.Unpack(t)
	if exc != nil {
		return exc
	}
	var items []byte
	if v.Bound() {
		if items, exc = assignable(t, v); exc != nil {
			return exc
		}
	}
	first, last, count := AdjustIndices(len(b.data), start, stop, step)
	if step == 1 {
		return b.splice(first, max(first, last), items)
	}
	if v.IsUnbound() || len(items) == 0 {
		return b.deleteStepped(first, step, count)
	}
	if len(items) != count {
		return ValueErrorf("attempt to assign bytes of size %d to extended slice of size %d", len(items), count)
	}
	for i, c := range items {
		b.data[first+i*step] = c
	}
	return nil
}

// assignable returns a copy of the bytes that a slice is assigned.
func assignable(t *Thread, v Value) ([]byte, *Exc) {
	if v.IsBytes() {
		return AsBytes(v).data, nil
	}
	if v.IsByteArray() {
		return bytes.Clone(AsByteArray(v).data), nil
	}
	if s := &v.Type().Slots; s.Index != nil || s.Int != nil || s.Float != nil || v.IsStr() || IsInstance(v, ComplexType) {
		return nil, TypeErrorf("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
	}
	return byteArraySource(t, v, Value{}, Value{})
}

func (b *ByteArray) deleteStepped(first, step, count int) *Exc {
	if count == 0 {
		return nil
	}
	if exc := b.checkExports(); exc != nil {
		return exc
	}
	if step < 0 {
		first, step = first+(count-1)*step, -step
	}
	kept := b.data[:first]
	for i := first; i < len(b.data); i++ {
		if off := i - first; off%step != 0 || off/step >= count {
			kept = append(kept, b.data[i])
		}
	}
	b.data = kept
	return nil
}

func byteArrayInplaceConcat(t *Thread, a, b Value) (Value, *Exc) {
	more, ok := BytesOf(b)
	if !ok {
		return Value{}, TypeErrorf("can't concat %s to %s", TypeName(b), TypeName(a))
	}
	x := AsByteArray(a)
	if a == b && len(more) > 0 { // its own buffer is in use
		return Value{}, Errorf(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return a, x.splice(len(x.data), len(x.data), more)
}

func byteArrayInplaceRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	b := AsByteArray(self)
	n = max(n, 0)
	if n == 1 || len(b.data) == 0 {
		return self, nil
	}
	if n > 0 && len(b.data) > maxItems/n {
		return Value{}, NewExc(MemoryError)
	}
	if exc := b.checkExports(); exc != nil {
		return Value{}, exc
	}
	b.data = bytes.Repeat(b.data, n)
	return self, nil
}

func byteArrayBuffer(t *Thread, self Value, flags BufferFlags) (*Buffer, *Exc) {
	b := AsByteArray(self)
	buf, exc := SimpleBuffer(self, b.data, false, flags)
	if exc != nil {
		return nil, exc
	}
	return b.exports.Add(buf), nil
}

func byteArrayRelease(t *Thread, self Value, buf *Buffer) { AsByteArray(self).exports.Remove(buf) }

func defineByteArray() {
	s := byteSlots()
	s.Repr, s.Str = byteArrayRepr, byteArrayRepr
	s.Compare, s.New, s.Init = byteArrayCompare, byteArrayNew, byteArrayInit
	s.GetItem, s.SetItem, s.Concat = byteArrayGetItem, byteArraySetItem, bytesConcat
	s.InplaceConcat, s.InplaceRepeat = byteArrayInplaceConcat, byteArrayInplaceRepeat
	s.Iter = func(t *Thread, self Value) (Value, *Exc) { return newIter(ByteArrayIterType, self, 0), nil }
	s.Binary[OpMod] = byteArrayMod
	s.Buffer, s.ReleaseBuffer = byteArrayBuffer, byteArrayRelease
	define(ByteArrayType, &StaticType{Name: "bytearray", Flags: BaseType, Slots: s,
		Methods: append(byteMethods(true), byteArrayMethods()...),
		Alloc:   allocByteArray, ExtOffset: unsafe.Offsetof(byteArraySub{}.Ext),
		Doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer"})
}
