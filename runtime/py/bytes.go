// This file defines bytes and bytearray objects and what natives need of them.

package py

import (
	"bytes"
	"unsafe"
)

// Bytes is a bytes object. Its data never changes.
type Bytes struct {
	Header
	data []byte
	hash int64 // 0: not computed yet, or there is no data
}

// bytesSub is an instance of a subclass of bytes.
type bytesSub struct {
	Bytes
	Ext
}

// ByteArray is a bytearray object. Its data may be reallocated while nobody holds a buffer of it.
type ByteArray struct {
	Header
	data    []byte
	exports Exports
}

// byteArraySub is an instance of a subclass of bytearray.
type byteArraySub struct {
	ByteArray
	Ext
}

// byteTable holds all bytes in order: the data of the bytes objects of length one.
var byteTable = func() (b [256]byte) {
	for i := range b {
		b[i] = byte(i)
	}
	return b
}()

// The objects of no and of one byte exist once.
var (
	emptyBytes = &Bytes{Header: Header{BytesType}}
	oneByte    [256]Bytes
)

func byteObject(c byte) *Bytes {
	b := &oneByte[c]
	if b.typ == nil {
		b.typ, b.data = BytesType, byteTable[c:int(c)+1:int(c)+1]
	}
	return b
}

// NewBytes makes a bytes object that takes data over: nobody may change it afterwards.
func NewBytes(data []byte) *Bytes {
	switch len(data) {
	case 0:
		return emptyBytes
	case 1:
		return byteObject(data[0])
	}
	return &Bytes{Header: Header{BytesType}, data: data}
}

// BytesV is NewBytes as a Value.
func BytesV(data []byte) Value { return NewBytes(data).V() }

// BytesOfString makes a bytes object of the bytes of a Go string, whose memory it shares.
func BytesOfString(s string) Value { return BytesV(unsafe.Slice(unsafe.StringData(s), len(s))) }

// AsBytes returns v as a bytes object; v must be one.
func AsBytes(v Value) *Bytes { return (*Bytes)(v.ref) }

// IsBytes reports whether v is a bytes object, of a subclass possibly.
func (v Value) IsBytes() bool { return v.Type().Flags&BytesSubclass != 0 }

// V returns the object as a Value.
func (b *Bytes) V() Value { return Value{ref: unsafe.Pointer(b)} }

// Data returns the data, which must not be changed.
func (b *Bytes) Data() []byte { return b.data }

// String returns the data as a Go string, which shares its memory.
func (b *Bytes) String() string { return unsafe.String(unsafe.SliceData(b.data), len(b.data)) }

// Hash returns hash(b): that of a str with the same data.
func (b *Bytes) Hash() int64 {
	if b.hash == 0 {
		b.hash = hashBytes(b.String())
	}
	return b.hash
}

// NewByteArray makes a bytearray that takes data over.
func NewByteArray(data []byte) *ByteArray {
	return &ByteArray{Header: Header{ByteArrayType}, data: data}
}

// AsByteArray returns v as a bytearray; v must be one.
func AsByteArray(v Value) *ByteArray { return (*ByteArray)(v.ref) }

// IsByteArray reports whether v is a bytearray, of a subclass possibly.
func (v Value) IsByteArray() bool { return v.isInstanceOf(ByteArrayType) }

// V returns the object as a Value.
func (b *ByteArray) V() Value { return Value{ref: unsafe.Pointer(b)} }

// Data returns the data as it is now: it is valid until the bytearray changes its size.
func (b *ByteArray) Data() []byte { return b.data }

// BytesOf returns the contents of a bytes-like object whose memory is contiguous, for use at
// once: code that runs Python code in between takes a buffer instead.
func BytesOf(v Value) ([]byte, bool) {
	switch {
	case v.IsBytes():
		return AsBytes(v).data, true
	case v.IsByteArray():
		return AsByteArray(v).data, true
	case v.Type().Slots.Buffer == nil:
		return nil, false
	}
	buf, exc := GetBuffer(nil, v, BufSimple)
	if exc != nil {
		return nil, false
	}
	data := buf.Contents()
	buf.Release(nil)
	return data, true
}

// IsBytesLike reports whether v supports the buffer protocol (PyObject_CheckBuffer).
func IsBytesLike(v Value) bool { return v.Type().Slots.Buffer != nil }

// byteData returns the data of a receiver: a bytes or bytearray object.
func byteData(v Value) []byte {
	if v.IsBytes() {
		return AsBytes(v).data
	}
	return AsByteArray(v).data
}

// likeBytes makes a result of a method of self that is of the same kind: bytes or bytearray.
func likeBytes(self Value, data []byte) Value {
	if self.IsBytes() {
		return BytesV(data)
	}
	return NewByteArray(data).V()
}

// partOf returns data, a part of self's, as a new object; a bytes object itself if it is all.
func partOf(self Value, data []byte) Value {
	if !self.IsBytes() {
		return NewByteArray(bytes.Clone(data)).V()
	}
	if len(data) == len(AsBytes(self).data) && self.Type() == BytesType {
		return self
	}
	if len(data) > 56 && len(AsBytes(self).data) <= maxShared {
		return BytesV(data[:len(data):len(data)])
	}
	return CopyBytes(data)
}

// maxShared is the size up to which parts of a bytes object share its memory, which costs less
// than copies and does not keep much alive.
const maxShared = 4096

// sameBytes returns self, or a copy where it may change or is of a subclass.
func sameBytes(self Value) Value { return partOf(self, byteData(self)) }
