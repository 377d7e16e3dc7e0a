// This file defines memoryview objects: how they come about, are released and exported.

package py

import (
	"slices"
	"unsafe"
)

// MemoryView is a memoryview object.
type MemoryView struct {
	Header
	managed    *managedBuffer
	data       []byte // the exporter's memory
	offset     int    // where the first item starts
	itemSize   int
	format     string
	shape      []int
	strides    []int
	readOnly   bool
	released   bool
	restricted bool // no other views may be made of it
	exports    Exports
	hash       int64
	hashed     bool
}

// managedBuffer is a buffer that several memoryviews share. It goes back to the exporter when
// the last of them is released.
type managedBuffer struct {
	buf   *Buffer
	views int
}

// AsMemoryView returns v as a memoryview; v must be one.
func AsMemoryView(v Value) *MemoryView { return (*MemoryView)(v.ref) }

// V returns the view as a Value.
func (m *MemoryView) V() Value { return Value{ref: unsafe.Pointer(m)} }

// NewMemoryView makes a memoryview over a buffer, which belongs to the view from now on.
func NewMemoryView(buf *Buffer) *MemoryView {
	m := &MemoryView{Header: Header{MemoryViewType}, managed: &managedBuffer{buf, 1},
		data: buf.Data, offset: buf.Offset, itemSize: buf.ItemSize, format: buf.Format,
		shape: buf.shape(), strides: buf.strides(), readOnly: buf.ReadOnly}
	if m.format == "" {
		m.format = "B"
	}
	return m
}

// view makes another view over the same buffer, equal to m.
func (m *MemoryView) view() *MemoryView {
	m.managed.views++
	return &MemoryView{Header: Header{MemoryViewType}, managed: m.managed, data: m.data, offset: m.offset,
		itemSize: m.itemSize, format: m.format, shape: m.shape, strides: m.strides, readOnly: m.readOnly}
}

// MemoryViewOf is memoryview(v).
func MemoryViewOf(t *Thread, v Value, flags BufferFlags) (*MemoryView, *Exc) {
	if v.Type() == MemoryViewType {
		m := AsMemoryView(v)
		if exc := m.checkView(); exc != nil {
			return nil, exc
		}
		return m.view(), nil
	}
	if !IsBytesLike(v) {
		return nil, TypeErrorf("memoryview: a bytes-like object is required, not '%s'", TypeName(v))
	}
	buf, exc := GetBuffer(t, v, flags)
	if exc != nil {
		return nil, exc
	}
	return NewMemoryView(buf), nil
}

var memoryViewSig = Signature{Text: "(object)"}

func memoryViewNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := BindArgs("memoryview", &memoryViewSig, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	m, exc := MemoryViewOf(t, a[0], BufFullRO)
	if exc != nil {
		return Value{}, exc
	}
	return m.V(), nil
}

func memoryViewFromFlags(t *Thread, class Value, a []Value) (Value, *Exc) {
	flags, exc := CInt(t, a[1])
	if exc != nil {
		return Value{}, exc
	}
	m, exc := MemoryViewOf(t, a[0], BufferFlags(flags))
	if exc != nil {
		return Value{}, exc
	}
	return m.V(), nil
}

// check refuses the use of a released view.
func (m *MemoryView) check() *Exc {
	if m.released || m.managed.buf.released {
		return ValueErrorf("operation forbidden on released memoryview object")
	}
	return nil
}

// checkView refuses to make another view of a released or restricted one.
func (m *MemoryView) checkView() *Exc {
	if exc := m.check(); exc != nil {
		return exc
	}
	if m.restricted {
		return ValueErrorf("cannot create new view on restricted memoryview")
	}
	return nil
}

// Release gives up the view; the exporter gets its buffer back with the last view of it.
func (m *MemoryView) Release(t *Thread) *Exc {
	if m.released {
		return nil
	}
	if m.exports.Any() {
		n := len(m.exports.list)
		return Errorf(BufferError, "memoryview has %d exported buffer%s", n, plural(n))
	}
	m.released = true
	if m.managed.views--; m.managed.views == 0 {
		m.managed.buf.Release(t)
	}
	m.data = nil
	return nil
}

func memoryViewRelease(t *Thread, self Value) (Value, *Exc) {
	return None, AsMemoryView(self).Release(t)
}

func memoryViewEnter(t *Thread, self Value) (Value, *Exc) { return self, AsMemoryView(self).check() }

func memoryViewExit(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return None, AsMemoryView(self).Release(t)
}

// buffer describes the view's memory.
func (m *MemoryView) buffer() *Buffer {
	return &Buffer{Obj: m.V(), Data: m.data, Offset: m.offset, ReadOnly: m.readOnly, ItemSize: m.itemSize,
		Format: m.format, Shape: m.shape, Strides: m.strides}
}

// nbytes is the number of bytes that the items take.
func (m *MemoryView) nbytes() int {
	n := m.itemSize
	for _, d := range m.shape {
		n *= d
	}
	return n
}

// memoryViewBuffer is the view's own Buffer slot.
func memoryViewBuffer(t *Thread, self Value, flags BufferFlags) (*Buffer, *Exc) {
	m := AsMemoryView(self)
	if exc := m.checkView(); exc != nil {
		return nil, exc
	}
	b := m.buffer()
	if exc := m.refuse(b, flags); exc != nil {
		return nil, exc
	}
	if flags&BufFormat == 0 {
		b.Format = ""
	}
	if flags&bufStridesOnly == 0 {
		b.Strides = nil
		if flags&BufND == 0 {
			b.Shape = nil
			b.Data, b.Offset = m.data[m.offset:m.offset+m.nbytes()], 0
		}
	}
	return m.exports.Add(b), nil
}

// refuse returns the error for a consumer that cannot cope with the view.
func (m *MemoryView) refuse(b *Buffer, flags BufferFlags) *Exc {
	const contiguous = BufCContig | BufFContig | BufAnyContig
	want := flags & contiguous &^ BufStrides
	message := ""
	switch {
	case flags&BufWritable != 0 && m.readOnly:
		message = "underlying buffer is not writable"
	case want == BufCContig&^BufStrides && !b.IsContiguous('C'):
		message = "underlying buffer is not C-contiguous"
	case want == BufFContig&^BufStrides && !b.IsContiguous('F'):
		message = "underlying buffer is not Fortran contiguous"
	case want == BufAnyContig&^BufStrides && !b.IsContiguous('A'):
		message = "underlying buffer is not contiguous"
	case flags&bufStridesOnly == 0 && !b.IsContiguous('C'):
		message = "underlying buffer is not C-contiguous"
	case flags&BufND == 0 && flags&BufFormat != 0:
		message = "cannot cast to unsigned bytes if the format flag is present"
	default:
		return nil
	}
	return Errorf(BufferError, "memoryview: %s", message)
}

func memoryViewGiveBack(t *Thread, self Value, b *Buffer) { AsMemoryView(self).exports.Remove(b) }

func memoryViewRepr(t *Thread, self Value) (Value, *Exc) {
	if AsMemoryView(self).check() != nil {
		return StrV("<released memory at " + Address(self) + ">"), nil
	}
	return StrV("<memory at " + Address(self) + ">"), nil
}

func memoryViewHash(t *Thread, self Value) (int64, *Exc) {
	m := AsMemoryView(self)
	if m.hashed {
		return m.hash, nil
	}
	if exc := m.check(); exc != nil {
		return 0, exc
	}
	if !m.readOnly {
		return 0, ValueErrorf("cannot hash writable memoryview object")
	}
	switch nativeFormat(m.format) {
	case 'B', 'b', 'c':
	default:
		return 0, ValueErrorf("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
	}
	if obj := m.managed.buf.Obj; obj.Bound() {
		if _, exc := Hash(t, obj); exc != nil {
			return 0, exc
		}
	}
	m.hash, m.hashed = NewBytes(m.buffer().Flatten('C')).Hash(), true
	return m.hash, nil
}

// viewAttr is an attribute of a view that is not released.
func viewAttr(name, doc string, get func(m *MemoryView) Value) GetSet {
	return GetSet{Name: name, Doc: doc, Get: func(t *Thread, self Value) (Value, *Exc) {
		m := AsMemoryView(self)
		if exc := m.check(); exc != nil {
			return Value{}, exc
		}
		return get(m), nil
	}}
}

func intTuple(items []int) Value {
	x := AllocTuple(len(items))
	for i, n := range items {
		x.Items[i] = Int(int64(n))
	}
	return x.V()
}

func memoryViewAttrs() []GetSet {
	return []GetSet{
		viewAttr("c_contiguous", "A bool indicating whether the memory is C contiguous.", func(m *MemoryView) Value { return Bool(m.buffer().IsContiguous('C')) }),
		viewAttr("contiguous", "A bool indicating whether the memory is contiguous.", func(m *MemoryView) Value { return Bool(m.buffer().IsContiguous('A')) }),
		viewAttr("f_contiguous", "A bool indicating whether the memory is Fortran contiguous.", func(m *MemoryView) Value { return Bool(m.buffer().IsContiguous('F')) }),
		viewAttr("format", "A string containing the format (in struct module style)\n for each element in the view.", func(m *MemoryView) Value { return StrV(m.format) }),
		viewAttr("itemsize", "The size in bytes of each element of the memoryview.", func(m *MemoryView) Value { return Int(int64(m.itemSize)) }),
		viewAttr("nbytes", "The amount of space in bytes that the array would use in\n a contiguous representation.", func(m *MemoryView) Value { return Int(int64(m.nbytes())) }),
		viewAttr("ndim", "An integer indicating how many dimensions of a multi-dimensional\n array the memory represents.", func(m *MemoryView) Value { return Int(int64(len(m.shape))) }),
		viewAttr("obj", "The underlying object of the memoryview.", func(m *MemoryView) Value { return boundOrNone(m.managed.buf.Obj) }),
		viewAttr("readonly", "A bool indicating whether the memory is read only.", func(m *MemoryView) Value { return Bool(m.readOnly) }),
		viewAttr("shape", "A tuple of ndim integers giving the shape of the memory\n as an N-dimensional array.", func(m *MemoryView) Value { return intTuple(m.shape) }),
		viewAttr("strides", "A tuple of ndim integers giving the size in bytes to access\n each element for each dimension of the array.", func(m *MemoryView) Value { return intTuple(m.strides) }),
		viewAttr("suboffsets", "A tuple of integers used internally for PIL-style arrays.", func(m *MemoryView) Value { return intTuple(nil) }),
	}
}

func memoryViewToReadOnly(t *Thread, self Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.checkView(); exc != nil {
		return Value{}, exc
	}
	v := m.view()
	v.readOnly = true
	return v.V(), nil
}

func defineMemoryView() {
	define(MemoryViewType, &StaticType{Name: "memoryview", Sig: memoryViewSig.Text,
		Doc: "Create a new memoryview object which references the given object.",
		Slots: Slots{Repr: memoryViewRepr, Hash: memoryViewHash, Compare: memoryViewCompare, New: memoryViewNew,
			Len: memoryViewLen, GetItem: memoryViewGetItem, SetItem: memoryViewSetItem, Iter: memoryViewIter,
			IsSequence: true, IsMapping: true, Buffer: memoryViewBuffer, ReleaseBuffer: memoryViewGiveBack},
		GetSet: memoryViewAttrs(), Weakref: true,
		Methods: slices.Concat([]Method{
			{Name: "release", Sig: "()", F0: memoryViewRelease, Doc: "Release the underlying buffer exposed by the memoryview object."},
			{Name: "__enter__", Sig: "()", F0: memoryViewEnter},
			{Name: "__exit__", Sig: "(*exc_info)", FK: memoryViewExit, Doc: "Release the underlying buffer exposed by the memoryview object."},
			{Name: "_from_flags", Sig: "(object, flags)", Class: true, FN: memoryViewFromFlags, Doc: "Create a new memoryview object which references the given object."},
			{Name: "toreadonly", Sig: "()", F0: memoryViewToReadOnly, Doc: "Return a readonly version of the memoryview."},
			{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "memoryviews are generic over the type of their underlying data"},
		}, memoryViewMethods())})
	define(MemoryIterType, &StaticType{Name: "memory_iterator", Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: memoryIterNext}})
}
