// This file defines the buffer protocol: views of the memory of objects (PEP 3118).

package py

import (
	"runtime"
	"slices"
	"weak"
)

// BufferFlags say what a consumer of a buffer can cope with, numbered as inspect.BufferFlags.
type BufferFlags int

// The flags, and their usual combinations.
const (
	BufSimple      BufferFlags = 0
	BufWritable    BufferFlags = 1
	BufFormat      BufferFlags = 4
	BufND          BufferFlags = 8
	BufStrides     BufferFlags = 0x10 | BufND
	BufCContig     BufferFlags = 0x20 | BufStrides
	BufFContig     BufferFlags = 0x40 | BufStrides
	BufAnyContig   BufferFlags = 0x80 | BufStrides
	BufIndirect    BufferFlags = 0x100 | BufStrides
	BufFullRO      BufferFlags = BufIndirect | BufFormat
	bufStridesOnly BufferFlags = 0x10
)

// Buffer is a view of the memory of an object. An item of the view is ItemSize bytes long and
// starts at Offset plus the strides times its indices. With one dimension of single bytes,
// which BufSimple demands, Data is just the contents.
type Buffer struct {
	Obj      Value // the exporter; unbound once the buffer is released
	Data     []byte
	Offset   int
	ReadOnly bool
	ItemSize int
	Format   string // in struct's notation; "": B
	Shape    []int  // nil: one dimension of all items
	Strides  []int  // nil: C-contiguous
	released bool
	view     Value // the memoryview that __buffer__ has returned, and the buffer of it
	inner    *Buffer
}

// GetBuffer asks v for a buffer; without BufStrides in flags it is C-contiguous, and
// Data[Offset:] are its contents.
func GetBuffer(t *Thread, v Value, flags BufferFlags) (*Buffer, *Exc) {
	get := v.Type().Slots.Buffer
	if get == nil {
		return nil, TypeErrorf("a bytes-like object is required, not '%s'", TypeName(v))
	}
	return get(t, v, flags)
}

// SimpleBuffer makes the buffer of an exporter whose memory is plain bytes.
func SimpleBuffer(obj Value, data []byte, readOnly bool, flags BufferFlags) (*Buffer, *Exc) {
	if readOnly && flags&BufWritable != 0 {
		return nil, Errorf(BufferError, "Object is not writable.")
	}
	return &Buffer{Obj: obj, Data: data, ReadOnly: readOnly, ItemSize: 1, Format: "B"}, nil
}

// Release gives the buffer back to its exporter. A second call does nothing.
func (b *Buffer) Release(t *Thread) {
	if b.released {
		return
	}
	b.released = true
	if b.inner != nil {
		b.inner.Release(t)
	}
	if b.Obj.Bound() {
		if release := b.Obj.Type().Slots.ReleaseBuffer; release != nil {
			release(t, b.Obj, b)
		}
	}
	// What the buffer refers to may have buffers itself, which count until it is garbage.
	b.Obj, b.Data, b.view, b.inner = Value{}, nil, Value{}, nil
}

// Len returns the number of bytes that the items take.
func (b *Buffer) Len() int {
	n := b.ItemSize
	if b.Shape == nil {
		return len(b.Data) - b.Offset
	}
	for _, d := range b.Shape {
		n *= d
	}
	return n
}

// Contents returns the items' bytes of a C-contiguous buffer.
func (b *Buffer) Contents() []byte { return b.Data[b.Offset : b.Offset+b.Len()] }

// Exports keeps count of the buffers of an object that is to stay where it is while there are
// any. A buffer that was never released counts until the garbage collector takes it, since
// a consumer that is forgotten has released its buffer in CPython.
type Exports struct {
	list []weak.Pointer[Buffer]
}

// Add notes a buffer.
func (e *Exports) Add(b *Buffer) *Buffer {
	e.list = append(e.list, weak.Make(b))
	return b
}

// Remove forgets a buffer.
func (e *Exports) Remove(b *Buffer) {
	p := weak.Make(b)
	if i := slices.Index(e.list, p); i >= 0 {
		e.list = slices.Delete(e.list, i, i+1)
	}
}

// Any reports whether there are buffers that are in use.
func (e *Exports) Any() bool {
	if len(e.list) == 0 {
		return false
	}
	runtime.GC()
	e.list = slices.DeleteFunc(e.list, func(p weak.Pointer[Buffer]) bool { return p.Value() == nil })
	return len(e.list) > 0
}

// strides returns the strides, those of C-contiguous memory if there are none.
func (b *Buffer) strides() []int {
	if b.Strides != nil {
		return b.Strides
	}
	return contiguousStrides(b.shape(), b.ItemSize, 'C')
}

// shape returns the shape, one dimension if there is none.
func (b *Buffer) shape() []int {
	if b.Shape != nil {
		return b.Shape
	}
	return []int{(len(b.Data) - b.Offset) / b.ItemSize}
}

// contiguousStrides returns the strides of contiguous memory in C's or Fortran's order.
func contiguousStrides(shape []int, itemSize int, order byte) []int {
	strides := make([]int, len(shape))
	step := itemSize
	for k := range shape {
		i := k
		if order == 'C' {
			i = len(shape) - 1 - k
		}
		strides[i] = step
		step *= shape[i]
	}
	return strides
}

// IsContiguous reports whether the items lie in memory without gaps, in the order 'C', 'F', or
// 'A', either.
func (b *Buffer) IsContiguous(order byte) bool {
	switch {
	case order == 'A':
		return b.IsContiguous('C') || b.IsContiguous('F')
	case b.Shape == nil || b.Len() == 0 || b.Strides == nil && order == 'C':
		return true
	}
	strides, want := b.strides(), contiguousStrides(b.Shape, b.ItemSize, order)
	for i, n := range b.Shape {
		if n > 1 && strides[i] != want[i] {
			return false
		}
	}
	return true
}

// Flatten copies the bytes of the items, in C's or Fortran's order.
func (b *Buffer) Flatten(order byte) []byte {
	if order == 'A' {
		order = 'C'
		if !b.IsContiguous('C') && b.IsContiguous('F') {
			order = 'F'
		}
	}
	n := b.Len()
	out := make([]byte, 0, n)
	if n == 0 {
		return out
	}
	if b.IsContiguous(order) {
		return append(out, b.Data[b.Offset:b.Offset+n]...)
	}
	shape, strides := b.shape(), b.strides()
	if order == 'F' {
		shape, strides = slices.Clone(shape), slices.Clone(strides)
		slices.Reverse(shape)
		slices.Reverse(strides)
	}
	return appendItems(out, b.Data, b.Offset, b.ItemSize, shape, strides)
}

// appendItems appends the items of a view, the last dimension varying fastest.
func appendItems(out, data []byte, off, size int, shape, strides []int) []byte {
	if len(shape) == 0 {
		return append(out, data[off:off+size]...)
	}
	for i := range shape[0] {
		out = appendItems(out, data, off+i*strides[0], size, shape[1:], strides[1:])
	}
	return out
}

// WritableBuffer asks v for contiguous memory that may be written, as natives that fill the
// buffer of a caller do.
func WritableBuffer(t *Thread, v Value) (*Buffer, *Exc) {
	if get := v.Type().Slots.Buffer; get != nil {
		buf, exc := get(t, v, BufWritable)
		if exc == nil {
			return buf, nil
		}
	}
	return nil, TypeErrorf("argument must be read-write bytes-like object, not %s", TypeName(v))
}
