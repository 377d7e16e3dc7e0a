// This file defines the type Struct.

package structs

import (
	"unsafe"

	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// structObject is a Struct: a compiled format, nil before __init__.
type structObject struct {
	py.Header
	py.Ext
	layout *layout
	m      *module
}

func asStruct(v value) *structObject { return (*structObject)(v.Ptr()) }

// get returns the layout.
func (s *structObject) get() (*layout, *excp) {
	if s.layout == nil {
		return nil, py.RuntimeErrorf("Struct object is not initialized")
	}
	return s.layout, nil
}

func (m *module) defineStruct() *py.Type {
	typ := &py.Type{}
	py.Define(typ, &py.StaticType{Name: "_struct.Struct", Flags: py.BaseType, Weakref: true,
		Doc: "Struct(fmt) --> compiled struct object\n\n",
		Alloc: func(typ *py.Type) value {
			s := &structObject{m: m}
			s.SetType(typ)
			return s.V()
		},
		ExtOffset: unsafe.Offsetof(structObject{}.Ext),
		Slots: py.Slots{
			New:  func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) { return py.AllocOf(typ), nil },
			Init: m.structInit,
			Repr: func(t *thread, self value) (value, *excp) {
				l, exc := asStruct(self).get()
				if exc != nil {
					return value{}, exc
				}
				return py.StrV(self.Type().Name + "(" + py.ReprText(py.NewStr(l.text)) + ")"), nil
			},
		},
		GetSet: []py.GetSet{
			{Name: "format", Doc: "struct format string", Get: func(t *thread, self value) (value, *excp) {
				l, exc := asStruct(self).get()
				if exc != nil {
					return value{}, exc
				}
				return py.StrV(l.text), nil
			}},
			{Name: "size", Doc: "struct size in bytes", Get: func(t *thread, self value) (value, *excp) {
				if l := asStruct(self).layout; l != nil {
					return py.Int(int64(l.size)), nil
				}
				return py.Int(-1), nil
			}},
		},
		Methods: m.structMethods(),
	})
	return typ
}

func (m *module) structInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	a, exc := py.BindArgs("Struct", &m.structSig, args, kw)
	if exc != nil {
		return exc
	}
	l, exc := m.layoutOf(t, a[0])
	if exc == nil {
		asStruct(self).layout = l
	}
	return exc
}

func (m *module) structMethods() []py.Method {
	return []py.Method{
		{Name: "pack", FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			if len(kw) > 0 {
				return value{}, py.TypeErrorf("Struct.pack() takes no keyword arguments")
			}
			l, exc := asStruct(self).get()
			if exc != nil {
				return value{}, exc
			}
			return m.packNew(t, l, args)
		}, Doc: "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according\nto the format string S.format.  See help(struct) for more on format\nstrings."},
		{Name: "pack_into", FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			if len(kw) > 0 {
				return value{}, py.TypeErrorf("Struct.pack_into() takes no keyword arguments")
			}
			l, exc := asStruct(self).get()
			if exc != nil {
				return value{}, exc
			}
			return m.packInto(t, l, args)
		}, Doc: "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string S.format\nand write the packed bytes into the writable buffer buf starting at\noffset.  Note that the offset is a required argument.  See\nhelp(struct) for more on format strings."},
		{Name: "unpack", Sig: "(buffer, /)", F1: func(t *thread, self, buffer value) (value, *excp) {
			l, exc := asStruct(self).get()
			if exc != nil {
				return value{}, exc
			}
			return m.unpack(t, l, buffer)
		}, Doc: "Return a tuple containing unpacked values.\n\nUnpack according to the format string Struct.format. The buffer's size\nin bytes must be Struct.size.\n\nSee help(struct) for more on format strings."},
		{Name: "unpack_from", Sig: "(buffer, offset=0)", FN: func(t *thread, self value, a []value) (value, *excp) {
			l, exc := asStruct(self).get()
			if exc != nil {
				return value{}, exc
			}
			return m.unpackFrom(t, l, a[0], a[1])
		}, Doc: "Return a tuple containing unpacked values.\n\nValues are unpacked according to the format string Struct.format.\n\nThe buffer's size in bytes, starting at position offset, must be\nat least Struct.size.\n\nSee help(struct) for more on format strings."},
		{Name: "iter_unpack", Sig: "(buffer, /)", F1: func(t *thread, self, buffer value) (value, *excp) {
			l, exc := asStruct(self).get()
			if exc != nil {
				return value{}, exc
			}
			return m.iterUnpack(t, l, buffer)
		}, Doc: "Return an iterator yielding tuples.\n\nTuples are unpacked from the given bytes source, like a repeated\ninvocation of unpack_from().\n\nRequires that the bytes length be a multiple of the struct size."},
		{Name: "__sizeof__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			n := 0
			if l := asStruct(self).layout; l != nil {
				n = len(l.fields)
			}
			return py.Int(int64(48 + 32*(n+1))), nil
		}, Doc: "S.__sizeof__() -> size of S in memory, in bytes"},
	}
}

// packNew returns the packed values as a new bytes object.
func (m *module) packNew(t *thread, l *layout, args []value) (value, *excp) {
	if len(args) != l.items {
		return value{}, m.errorf("pack expected %d items for packing (got %d)", l.items, len(args))
	}
	data := make([]byte, l.size)
	if exc := m.pack(t, l, data, args); exc != nil {
		return value{}, exc
	}
	return py.BytesV(data), nil
}

// packInto packs into a buffer: args are it, the offset, and the values.
func (m *module) packInto(t *thread, l *layout, args []value) (value, *excp) {
	switch {
	case len(args) == 0:
		return value{}, m.errorf("pack_into expected buffer argument")
	case len(args) == 1:
		return value{}, m.errorf("pack_into expected offset argument")
	case len(args) != l.items+2:
		return value{}, m.errorf("pack_into expected %d items for packing (got %d)", l.items, len(args)-2)
	}
	buf, exc := py.WritableBuffer(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	defer buf.Release(t)
	data := buf.Contents()
	offset, exc := py.IndexInt(t, args[1], py.IndexError)
	if exc != nil {
		return value{}, exc
	}
	if offset < 0 {
		if offset+l.size > 0 {
			return value{}, m.errorf("no space to pack %d bytes at offset %d", l.size, offset)
		}
		if offset+len(data) < 0 {
			return value{}, m.errorf("offset %d out of range for %d-byte buffer", offset, len(data))
		}
		offset += len(data)
	}
	if len(data)-offset < l.size {
		return value{}, m.errorf("pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)",
			uint(l.size)+uint(offset), l.size, offset, len(data))
	}
	part := data[offset : offset+l.size]
	clear(part)
	return py.None, m.pack(t, l, part, args[2:])
}

func (m *module) unpack(t *thread, l *layout, buffer value) (value, *excp) {
	data, exc := py.BytesLike(t, buffer)
	if exc != nil {
		return value{}, exc
	}
	if len(data) != l.size {
		return value{}, m.errorf("unpack requires a buffer of %d bytes", l.size)
	}
	return l.unpack(data), nil
}

func (m *module) unpackFrom(t *thread, l *layout, buffer, at value) (value, *excp) {
	data, exc := py.BytesLike(t, buffer)
	if exc != nil {
		return value{}, exc
	}
	offset := 0
	if at.Bound() {
		if offset, exc = py.SsizeArg(t, at); exc != nil {
			return value{}, exc
		}
	}
	if offset < 0 {
		if offset+l.size > 0 {
			return value{}, m.errorf("not enough data to unpack %d bytes at offset %d", l.size, offset)
		}
		if offset+len(data) < 0 {
			return value{}, m.errorf("offset %d out of range for %d-byte buffer", offset, len(data))
		}
		offset += len(data)
	}
	if len(data)-offset < l.size {
		return value{}, m.errorf("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)",
			uint(l.size)+uint(offset), l.size, offset, len(data))
	}
	return l.unpack(data[offset : offset+l.size]), nil
}
