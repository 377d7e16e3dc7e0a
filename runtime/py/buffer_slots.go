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
	if m.managed.buf.Obj.IsUnbound() { // what __release_buffer__ gets: the base is told anyway
		return None, nil
	}
	if m.managed.buf.Obj != self {
		return Value{}, ValueErrorf("memoryview's buffer is not this object")
	}
	m.managed.giveBack(t, asFunc[ReleaseFunc](fn))
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
	buf.Obj, buf.view, buf.inner = self, v, inner
	return &buf, nil
}

// slotReleaseBuffer is the ReleaseBuffer slot of a class with a method __release_buffer__, which
// gets the view that __buffer__ has returned. Where that is the base's, the method gets a view
// of which no others can be made, and the base is told as well. Errors have nowhere to go.
func slotReleaseBuffer(t *Thread, self Value, b *Buffer) {
	if t == nil {
		return
	}
	call := func(view Value) {
		if _, _, exc := CallSpecial(t, self, nameReleaseBuffer, view); exc != nil {
			Unraisable(t, exc, "Exception ignored in __release_buffer__ of", self)
		}
	}
	if b.view.Bound() {
		call(b.view)
		if inner := AsMemoryView(b.view).managed; inner.buf.Obj == self { // the base's, for whom nobody has asked
			if release := nativeRelease(self.Type()); release != nil {
				inner.giveBack(t, release)
			}
		}
		return
	}
	m := NewMemoryView(&Buffer{Data: b.Data, Offset: b.Offset, ReadOnly: b.ReadOnly, ItemSize: b.ItemSize,
		Format: b.Format, Shape: b.Shape, Strides: b.Strides})
	m.restricted = true
	call(m.V())
	m.released, m.data = true, nil
	if release := nativeRelease(self.Type()); release != nil {
		release(t, self, b)
	}
}

// nativeRelease returns the ReleaseBuffer slot of the built-in type that a class derives from.
func nativeRelease(typ *Type) ReleaseFunc {
	for _, base := range typ.MRO {
		if release := base.Slots.ReleaseBuffer; release != nil && base.Flags&HeapType == 0 {
			return release
		}
	}
	return nil
}

// giveBack releases the buffer by the exporter's own function, once.
func (b *managedBuffer) giveBack(t *Thread, release ReleaseFunc) {
	if !b.buf.released {
		b.buf.released = true
		release(t, b.buf.Obj, b.buf)
	}
}
