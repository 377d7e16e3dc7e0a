// This file implements subscripts and iteration of memoryviews.

package py

// MemoryIterType is the type of iterators over memoryviews.
var MemoryIterType = &Type{Name: "memory_iterator"}

func memoryViewLen(t *Thread, self Value) (int, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return 0, exc
	}
	if len(m.shape) == 0 {
		return 0, TypeErrorf("0-dim memory has no length")
	}
	return m.shape[0], nil
}

// unpack returns the item at an offset.
func (m *MemoryView) unpack(off int) (Value, *Exc) {
	f := nativeFormat(m.format)
	if f == 0 {
		return Value{}, Errorf(NotImplementedError, "memoryview: format %s not supported", m.format)
	}
	return UnpackNative(f, m.data[off:]), nil
}

// pack stores an item at an offset.
func (m *MemoryView) pack(t *Thread, off int, v Value) *Exc {
	f := nativeFormat(m.format)
	if f == 0 {
		return Errorf(NotImplementedError, "memoryview: format %s not supported", m.format)
	}
	var item [8]byte // converting v may run code that releases the view
	if exc := packNative(t, f, item[:], v); exc != nil {
		return exc
	}
	if exc := m.check(); exc != nil {
		return exc
	}
	copy(m.data[off:], item[:m.itemSize])
	return nil
}

// along returns the offset of index i of a dimension, given that of index 0.
func (m *MemoryView) along(off, dim, i int) (int, *Exc) {
	n := m.shape[dim]
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return 0, IndexErrorf("index out of bounds on dimension %d", dim+1)
	}
	return off + i*m.strides[dim], nil
}

// isIndex reports whether v can be an index.
func isIndex(v Value) bool { return v.Type().Slots.Index != nil }

// allOf reports whether v is a tuple for all of whose items ok holds.
func allOf(v Value, ok func(Value) bool) bool {
	if !v.IsTuple() {
		return false
	}
	for _, item := range AsTuple(v).Items {
		if !ok(item) {
			return false
		}
	}
	return true
}

func isSlice(v Value) bool { return v.Type() == SliceType }

// multiOffset returns the offset of the item at a tuple of indices.
func (m *MemoryView) multiOffset(t *Thread, key *Tuple) (int, *Exc) {
	if len(key.Items) > len(m.shape) {
		return 0, TypeErrorf("cannot index %d-dimension view with %d-element tuple", len(m.shape), len(key.Items))
	}
	if len(key.Items) < len(m.shape) {
		return 0, Errorf(NotImplementedError, "sub-views are not implemented")
	}
	off := m.offset
	for dim, item := range key.Items {
		i, exc := IndexInt(t, item, IndexError)
		if exc != nil {
			return 0, exc
		}
		if off, exc = m.along(off, dim, i); exc != nil {
			return 0, exc
		}
	}
	return off, m.check()
}

// indexOffset returns the offset of the item at an index of a view with one dimension.
func (m *MemoryView) indexOffset(t *Thread, key Value) (int, *Exc) {
	i, exc := IndexInt(t, key, IndexError)
	if exc != nil {
		return 0, exc
	}
	if exc := m.check(); exc != nil {
		return 0, exc
	}
	if len(m.shape) > 1 {
		return 0, Errorf(NotImplementedError, "multi-dimensional sub-views are not implemented")
	}
	return m.along(m.offset, 0, i)
}

// slice returns the part of the view that a slice of its first dimension selects.
func (m *MemoryView) slice(t *Thread, s *Slice) (*MemoryView, *Exc) {
	if m.restricted {
		return nil, m.checkView()
	}
	v := m.view() // it keeps the memory, whatever the conversion of the bounds does
	start, step, count, exc := s.Indices(t, m.shape[0])
	if exc != nil {
		m.managed.views--
		return nil, exc
	}
	v.shape = append([]int{count}, m.shape[1:]...)
	v.strides = append([]int{m.strides[0] * step}, m.strides[1:]...)
	v.offset += start * m.strides[0]
	return v, nil
}

func memoryViewGetItem(t *Thread, self, key Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	if len(m.shape) == 0 {
		switch {
		case key.IsTuple() && len(AsTuple(key).Items) == 0:
			return m.unpack(m.offset)
		case key == Ellipsis:
			return self, nil
		}
		return Value{}, TypeErrorf("invalid indexing of 0-dim memory")
	}
	switch {
	case isIndex(key):
		off, exc := m.indexOffset(t, key)
		if exc != nil {
			return Value{}, exc
		}
		return m.unpack(off)
	case isSlice(key):
		v, exc := m.slice(t, AsSlice(key))
		if exc != nil {
			return Value{}, exc
		}
		return v.V(), nil
	case allOf(key, isIndex):
		off, exc := m.multiOffset(t, AsTuple(key))
		if exc != nil {
			return Value{}, exc
		}
		return m.unpack(off)
	case allOf(key, isSlice):
		return Value{}, Errorf(NotImplementedError, "multi-dimensional slicing is not implemented")
	}
	return Value{}, TypeErrorf("memoryview: invalid slice key")
}

func memoryViewSetItem(t *Thread, self, key, v Value) *Exc {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return exc
	}
	switch {
	case m.readOnly:
		return TypeErrorf("cannot modify read-only memory")
	case v.IsUnbound():
		return TypeErrorf("cannot delete memory")
	case len(m.shape) == 0:
		if key == Ellipsis || key.IsTuple() && len(AsTuple(key).Items) == 0 {
			return m.pack(t, m.offset, v)
		}
		return TypeErrorf("invalid indexing of 0-dim memory")
	case isIndex(key) && len(m.shape) > 1:
		return Errorf(NotImplementedError, "sub-views are not implemented")
	case isIndex(key):
		off, exc := m.indexOffset(t, key)
		if exc != nil {
			return exc
		}
		return m.pack(t, off, v)
	case isSlice(key) && len(m.shape) == 1:
		return m.setSlice(t, AsSlice(key), v)
	case allOf(key, isIndex):
		off, exc := m.multiOffset(t, AsTuple(key))
		if exc != nil {
			return exc
		}
		return m.pack(t, off, v)
	case isSlice(key), allOf(key, isSlice):
		return Errorf(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
	}
	return TypeErrorf("memoryview: invalid slice key")
}

// setSlice copies the items of v into a part of the view.
func (m *MemoryView) setSlice(t *Thread, s *Slice, v Value) *Exc {
	src, exc := GetBuffer(t, v, BufFullRO)
	if exc != nil {
		return exc
	}
	defer src.Release(t)
	dst, exc := m.slice(t, s)
	if exc != nil {
		return exc
	}
	m.managed.views-- // dst goes away
	if exc := m.check(); exc != nil {
		return exc
	}
	if !sameFormat(m.format, src.Format) || m.itemSize != src.ItemSize || len(src.shape()) != 1 || dst.shape[0] != src.shape()[0] {
		return ValueErrorf("memoryview assignment: lvalue and rvalue have different structures")
	}
	n, step := dst.shape[0], dst.strides[0]
	if n == 0 {
		return nil
	}
	if step == m.itemSize && src.IsContiguous('C') {
		copy(dst.data[dst.offset:dst.offset+n*step], src.Contents())
		return nil
	}
	items := src.Flatten('C') // the memory may overlap
	for i := range n {
		copy(dst.data[dst.offset+i*step:], items[i*m.itemSize:(i+1)*m.itemSize])
	}
	return nil
}

// sameFormat compares formats; a leading @ says nothing.
func sameFormat(a, b string) bool {
	plain := func(s string) string {
		if s == "" {
			return "B"
		}
		if s[0] == '@' {
			return s[1:]
		}
		return s
	}
	return plain(a) == plain(b)
}

func memoryViewIter(t *Thread, self Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	switch {
	case len(m.shape) == 0:
		return Value{}, TypeErrorf("invalid indexing of 0-dim memory")
	case len(m.shape) != 1:
		return Value{}, Errorf(NotImplementedError, "multi-dimensional sub-views are not implemented")
	case nativeFormat(m.format) == 0:
		return Value{}, Errorf(NotImplementedError, "memoryview: format %s not supported", m.format)
	}
	return newIter(MemoryIterType, self, 0), nil
}

func memoryIterNext(t *Thread, self Value) (Value, *Exc) {
	it := AsSeqIter(self)
	if it.Seq.IsUnbound() {
		return Value{}, nil
	}
	m := AsMemoryView(it.Seq)
	if it.Index < m.shape[0] {
		if exc := m.check(); exc != nil {
			return Value{}, exc
		}
		it.Index++
		return m.unpack(m.offset + (it.Index-1)*m.strides[0])
	}
	it.Seq = Value{}
	return Value{}, nil
}
