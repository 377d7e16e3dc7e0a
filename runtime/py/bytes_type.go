// This file defines the type bytes, and the slots that bytes and bytearray share.

package py

import (
	"bytes"
	"math"
	"unsafe"
)

func allocBytes(typ *Type) Value {
	x := &bytesSub{}
	x.typ = typ
	return x.V()
}

func defineBytes() {
	s := byteSlots()
	s.Repr, s.Str = bytesRepr, bytesRepr
	s.Hash = func(t *Thread, v Value) (int64, *Exc) { return AsBytes(v).Hash(), nil }
	s.Compare, s.New = bytesCompare, bytesNew
	s.GetItem, s.Concat = bytesGetItem, bytesConcat
	s.Iter = func(t *Thread, self Value) (Value, *Exc) { return newIter(BytesIterType, self, 0), nil }
	s.Binary[OpMod] = bytesMod
	s.Buffer = func(t *Thread, self Value, flags BufferFlags) (*Buffer, *Exc) {
		return SimpleBuffer(self, AsBytes(self).data, true, flags)
	}
	define(BytesType, &StaticType{Name: "bytes", Flags: BaseType | BytesSubclass, Slots: s,
		Methods: append(byteMethods(false),
			Method{Name: "__getnewargs__", Sig: "()", F0: bytesGetNewArgs},
			Method{Name: "__bytes__", Sig: "()", F0: bytesExact, Doc: "Convert this value to exact type bytes."}),
		Alloc: allocBytes, ExtOffset: unsafe.Offsetof(bytesSub{}.Ext),
		Doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer"})
}

// byteSlots are the slots that bytes and bytearray have in common.
func byteSlots() Slots {
	return Slots{
		Len:      func(t *Thread, v Value) (int, *Exc) { return len(byteData(v)), nil },
		Contains: bytesContains, Repeat: bytesRepeat, IsSequence: true, IsMapping: true,
	}
}

// bytesExact returns self as an object of exact type bytes.
func bytesExact(t *Thread, self Value) (Value, *Exc) {
	if self.Type() == BytesType {
		return self, nil
	}
	return BytesV(AsBytes(self).data), nil
}

func bytesGetNewArgs(t *Thread, self Value) (Value, *Exc) {
	return NewTuple(BytesV(AsBytes(self).data)).V(), nil
}

// appendQuotedBytes appends the literal of data, b'…'; escaped is a quote to escape in any case.
func appendQuotedBytes(out, data []byte, escaped byte) []byte {
	const hexDigits = "0123456789abcdef"
	quote := byte('\'')
	if bytes.IndexByte(data, '\'') >= 0 && bytes.IndexByte(data, '"') < 0 {
		quote = '"'
	}
	out = append(out, 'b', quote)
	for _, c := range data {
		switch {
		case c == quote || c == '\\' || c == escaped:
			out = append(out, '\\', c)
		case c == '\t':
			out = append(out, `\t`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c < ' ' || c >= 0x7f:
			out = append(out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			out = append(out, c)
		}
	}
	return append(out, quote)
}

func bytesRepr(t *Thread, self Value) (Value, *Exc) {
	data := AsBytes(self).data
	return asciiStr(appendQuotedBytes(make([]byte, 0, len(data)+3), data, '\\')), nil
}

// asciiStr makes a str of ASCII characters, taking over the memory.
func asciiStr(b []byte) Value { return newASCII(unsafe.String(unsafe.SliceData(b), len(b))).V() }

func bytesCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !a.IsBytes() || !b.IsBytes() {
		return NotImplemented, nil
	}
	return compareBytes(AsBytes(a).data, AsBytes(b).data, op), nil
}

func compareBytes(x, y []byte, op CmpOp) Value {
	switch op {
	case EQ:
		return Bool(bytes.Equal(x, y))
	case NE:
		return Bool(!bytes.Equal(x, y))
	}
	return Bool(cmpResult(bytes.Compare(x, y), op))
}

func bytesGetItem(t *Thread, self, key Value) (Value, *Exc) {
	data := AsBytes(self).data
	if key.IsInt() {
		i := key.Int64()
		if i < 0 {
			i += int64(len(data))
		}
		if uint64(i) < uint64(len(data)) {
			return Int(int64(data[i])), nil
		}
		return Value{}, IndexErrorf("index out of range")
	}
	if key.Type() == SliceType {
		start, step, count, exc := AsSlice(key).Indices(t, len(data))
		if exc != nil {
			return Value{}, exc
		}
		if step == 1 { // the memory is shared, which nobody can tell
			if count == len(data) && self.Type() == BytesType {
				return self, nil
			}
			return cutBytes(data, start, count), nil
		}
		return BytesV(stepBytes(data, start, step, count)), nil
	}
	if key.Type().Slots.Index == nil {
		return Value{}, TypeErrorf("byte indices must be integers or slices, not %s", TypeName(key))
	}
	i, exc := seqIndex(t, Value{}, key, len(data), "index")
	if exc != nil {
		return Value{}, exc
	}
	return Int(int64(data[i])), nil
}

// cutBytes returns a part of immutable data: a copy of a small one, so that it does not keep
// all the memory, and the same memory if it is large.
func cutBytes(data []byte, start, count int) Value {
	part := data[start : start+count : start+count]
	if count < 256 || count < len(data)/2 {
		return CopyBytes(part)
	}
	return BytesV(part)
}

func stepBytes(data []byte, start, step, count int) []byte {
	out := make([]byte, count)
	if step == 1 {
		copy(out, data[start:])
		return out
	}
	for i := range out {
		out[i] = data[start+i*step]
	}
	return out
}

func bytesConcat(t *Thread, a, b Value) (Value, *Exc) {
	x := byteData(a)
	y, ok := BytesOf(b)
	if !ok {
		return Value{}, TypeErrorf("can't concat %s to %s", TypeName(b), TypeName(a))
	}
	if len(x) == 0 && b.Type() == BytesType && a.IsBytes() {
		return b, nil
	}
	if len(y) == 0 && a.Type() == BytesType {
		return a, nil
	}
	if a.IsBytes() {
		r := newBytes(len(x) + len(y))
		copy(r.data, x)
		copy(r.data[len(x):], y)
		return r.V(), nil
	}
	out := make([]byte, len(x)+len(y))
	copy(out, x)
	copy(out[len(x):], y)
	return likeBytes(a, out), nil
}

func bytesRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	data := byteData(self)
	if n <= 0 || len(data) == 0 {
		return likeBytes(self, nil), nil
	}
	if n > math.MaxInt/len(data) {
		if self.IsBytes() {
			return Value{}, OverflowErrorf("repeated bytes are too long")
		}
		return Value{}, NewExc(MemoryError)
	}
	if n == 1 && self.Type() == BytesType {
		return self, nil
	}
	if n > maxItems/len(data) {
		return Value{}, NewExc(MemoryError)
	}
	return likeBytes(self, bytes.Repeat(data, n)), nil
}

// bytesContains is v in self: v is a byte or bytes-like.
func bytesContains(t *Thread, self, v Value) (bool, *Exc) {
	if v.Type().Slots.Index != nil {
		if n, exc := IndexInt(t, v, nil); exc == nil {
			if n < 0 || n > 255 {
				return false, ValueErrorf("byte must be in range(0, 256)")
			}
			return bytes.IndexByte(byteData(self), byte(n)) >= 0, nil
		}
	}
	sub, exc := BytesLike(t, v)
	if exc != nil {
		return false, exc
	}
	return bytes.Contains(byteData(self), sub), nil
}

// BytesLike is BytesOf with an error for what is no contiguous bytes-like object.
func BytesLike(t *Thread, v Value) ([]byte, *Exc) {
	if v.IsBytes() {
		return AsBytes(v).data, nil
	}
	buf, exc := GetBuffer(t, v, BufSimple)
	if exc != nil {
		return nil, exc
	}
	data := buf.Contents()
	buf.Release(t)
	return data, nil
}
