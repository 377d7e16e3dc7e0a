// This file connects the buffer protocol with Python code: __buffer__ and __release_buffer__
// (PEP 688).

package py

import "unsafe"

var nameBuffer, nameReleaseBuffer = Intern("__buffer__"), Intern("__release_buffer__")

func bufferGroups() []*slotGroup {
	var s Slots
	return []*slotGroup{
		group(unsafe.Offsetof(s.Buffer), BufferFunc(slotBuffer),
			slotName{"__buffer__", "($self, flags, /)", "Return a buffer object that exposes the underlying memory of the object.", wrapBuffer}),
		group(unsafe.Offsetof(s.ReleaseBuffer), ReleaseFunc(slotReleaseBuffer),
			slotName{"__release_buffer__", "($self, buffer, /)", "Release the buffer object that exposes the underlying memory of the object.", wrapReleaseBuffer}),
	}
}

// wrapBuffer is __buffer__ of a built-in type: a memoryview over its buffer.
func wrapBuffer(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	flags, exc := IndexInt(t, args[0], OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	if flags != int(int32(flags)) {
		return Value{}, OverflowErrorf("buffer flags out of range")
	}
	buf, exc := asFunc[BufferFunc](fn)(t, self, BufferFlags(flags))
	if exc != nil {
		return Value{}, exc
	}
	return NewMemoryView(buf).V(), nil
}

// wrapReleaseBuffer is __release_buffer__ of a built-in type: it releases a memoryview of self.
func wrapReleaseBuffer(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	if args[0].Type() != MemoryViewType {
		return Value{}, TypeErrorf("expected a memoryview object")
	}
	m := AsMemoryView(args[0])
	if m.released || m.managed.buf.released {
		return Value{}, ValueErrorf("memoryview's buffer has already been released")
	}
	if m.managed.buf.Obj != self {
		return Value{}, ValueErrorf("memoryview's buffer is not this object")
	}
	m.managed.buf.Release(t)
	return None, nil
}

// slotBuffer is the Buffer slot of a class with a method __buffer__.
func slotBuffer(t *Thread, self Value, flags BufferFlags) (*Buffer, *Exc) {
	v, ok, exc := CallSpecial(t, self, nameBuffer, Int(int64(flags)))
	if exc != nil {
		return nil, exc
	}
	if !ok {
		return nil, TypeErrorf("a bytes-like object is required, not '%s'", TypeName(self))
	}
	if v.Type() != MemoryViewType {
		return nil, TypeErrorf("__buffer__ returned non-memoryview object")
	}
	inner, exc := GetBuffer(t, v, flags)
	if exc != nil {
		return nil, exc
	}
	buf := *inner
	buf.Obj, buf.inner = self, inner
	return &buf, nil
}

// slotReleaseBuffer is the ReleaseBuffer slot of a class with a method __release_buffer__. The
// errors of the method have nowhere to go.
func slotReleaseBuffer(t *Thread, self Value, b *Buffer) {
	view := &Buffer{Obj: self, Data: b.Data, Offset: b.Offset, ReadOnly: b.ReadOnly, ItemSize: b.ItemSize,
		Format: b.Format, Shape: b.Shape, Strides: b.Strides, borrowed: true}
	m := NewMemoryView(view)
	if t == nil {
		return
	}
	if _, _, exc := CallSpecial(t, self, nameReleaseBuffer, m.V()); exc != nil {
		Unraisable(t, exc, "Exception ignored in __release_buffer__ of", self)
	}
	m.released = true
	m.data = nil
}
