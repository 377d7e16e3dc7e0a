//go:build unix

// This file defines the type: a sequence of bytes that is a buffer and reads like a file.

package mmap

import (
	"fmt"
	"unsafe"

	"adder/runtime/py"
)

const mapDoc = "Windows: mmap(fileno, length[, tagname[, access[, offset]]])\n\nMaps length bytes from the file specified by the file handle fileno,\nand returns a mmap object.  If length is larger than the current size\nof the file, the file is extended to contain length bytes.  If length\nis 0, the maximum length of the map is the current size of the file,\nexcept that if the file is empty Windows raises an exception (you cannot\ncreate an empty mapping on Windows).\n\nUnix: mmap(fileno, length[, flags[, prot[, access[, offset[, trackfd]]]]])\n\nMaps length bytes from the file specified by the file descriptor fileno,\nand returns a mmap object.  If length is 0, the maximum length of the map\nwill be the current size of the file when mmap is called.\nflags specifies the nature of the mapping. MAP_PRIVATE creates a\nprivate copy-on-write mapping, so changes to the contents of the mmap\nobject will be private to this process, and MAP_SHARED creates a mapping\nthat's shared with all other processes mapping the same areas of the file.\nThe default value is MAP_SHARED.\n\nTo map anonymous memory, pass -1 as the fileno (both versions)."

func define() {
	py.Define(mapType, &py.StaticType{Name: "mmap.mmap", Flags: py.BaseType, Doc: mapDoc, Weakref: true,
		Alloc: func(typ *py.Type) value {
			m := &mapping{fd: -1}
			m.SetType(typ)
			return m.V()
		}, ExtOffset: unsafe.Offsetof(mapping{}.Ext),
		Slots: py.Slots{New: newMap, Repr: repr, GetItem: getItem, SetItem: setItem, Iter: iter, Contains: contains, IsSequence: true, IsMapping: true,
			Len: func(t *thread, self value) (int, *excp) { return len(as(self).data), as(self).check() },
			Buffer: func(t *thread, self value, flags py.BufferFlags) (*py.Buffer, *excp) {
				m := as(self)
				if exc := m.check(); exc != nil {
					return nil, exc
				}
				b, exc := py.SimpleBuffer(self, m.data, m.access == accessRead, flags)
				if exc != nil {
					return nil, exc
				}
				return m.exports.Add(b), nil
			},
			ReleaseBuffer: func(t *thread, self value, b *py.Buffer) { as(self).exports.Remove(b) },
		},
		GetSet: []py.GetSet{{Name: "closed", Get: func(t *thread, self value) (value, *excp) { return py.Bool(as(self).data == nil), nil }}},
		Methods: append(fileMethods(), []method{
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, as(self).check() }},
			{Name: "__exit__", Sig: "(exc_type, exc_value, traceback, /)", F3: func(t *thread, self, _, _, _ value) (value, *excp) { return closeMap(t, self) }},
		}...)})
}

func repr(t *thread, self value) (value, *excp) {
	m := as(self)
	if m.data == nil {
		return py.StrV("<" + self.Type().TpName() + " closed=True>"), nil
	}
	access := [...]string{"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"}[m.access]
	return py.StrV(fmt.Sprintf("<%s closed=False, access=%s, length=%d, pos=%d, offset=%d>", self.Type().TpName(), access, len(m.data), m.pos, m.offset)), nil
}

// copyOf makes bytes of a part of the memory, which may change afterwards.
func copyOf(data []byte) value { return py.BytesV(append([]byte(nil), data...)) }

// index converts an index into the memory.
func (m *mapping) index(t *thread, key value) (int, *excp) {
	i, exc := py.IndexInt(t, key, py.IndexError)
	if exc != nil {
		return 0, exc
	}
	if i < 0 {
		i += len(m.data)
	}
	if i < 0 || i >= len(m.data) {
		return 0, py.IndexErrorf("mmap index out of range")
	}
	return i, m.check()
}

func getItem(t *thread, self, key value) (value, *excp) {
	m := as(self)
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	if key.Type() == py.SliceType {
		start, step, n, exc := py.AsSlice(key).Indices(t, len(m.data))
		if exc != nil {
			return value{}, exc
		}
		if exc := m.check(); exc != nil {
			return value{}, exc
		}
		if step == 1 {
			return copyOf(m.data[start : start+n]), nil
		}
		out := make([]byte, n)
		for i := range out {
			out[i] = m.data[start+i*step]
		}
		return py.BytesV(out), nil
	}
	if key.Type().Slots.Index == nil {
		return value{}, py.TypeErrorf("mmap indices must be integers")
	}
	i, exc := m.index(t, key)
	if exc != nil {
		return value{}, exc
	}
	return py.Int(int64(m.data[i])), nil
}

func setItem(t *thread, self, key, v value) *excp {
	m := as(self)
	if exc := m.checkWrite(); exc != nil {
		return exc
	}
	isSlice := key.Type() == py.SliceType
	switch {
	case !isSlice && key.Type().Slots.Index == nil:
		return py.TypeErrorf("mmap indices must be integers")
	case v.IsUnbound() && isSlice:
		return py.TypeErrorf("mmap object doesn't support slice deletion")
	case v.IsUnbound():
		return py.TypeErrorf("mmap object doesn't support item deletion")
	case isSlice:
		return m.setSlice(t, py.AsSlice(key), v)
	}
	i, exc := m.index(t, key)
	if exc != nil {
		return exc
	}
	if v.Type().Slots.Index == nil {
		return py.TypeErrorf("mmap item value must be an int")
	}
	n, exc := py.IndexInt(t, v, py.TypeError)
	if exc != nil {
		return exc
	}
	if n < 0 || n > 255 {
		return py.ValueErrorf("mmap item value must be in range(0, 256)")
	}
	if exc := m.check(); exc != nil {
		return exc
	}
	m.data[i] = byte(n)
	return nil
}

func (m *mapping) setSlice(t *thread, s *py.Slice, v value) *excp {
	start, step, n, exc := s.Indices(t, len(m.data))
	if exc != nil {
		return exc
	}
	data, exc := py.BytesLike(t, v)
	if exc != nil {
		return exc
	}
	if len(data) != n {
		return py.IndexErrorf("mmap slice assignment is wrong size")
	}
	if exc := m.check(); exc != nil {
		return exc
	}
	if step == 1 {
		copy(m.data[start:], data)
		return nil
	}
	for i, c := range append([]byte(nil), data...) {
		m.data[start+i*step] = c
	}
	return nil
}

// iterator walks over the memory in bytes objects of one byte each, unlike indexing.
type iterator struct {
	py.Header
	m   *mapping
	pos int
}

var iterType = &py.Type{Name: "iterator"}

func iter(t *thread, self value) (value, *excp) {
	if !iterDefined {
		iterDefined = true
		py.Define(iterType, &py.StaticType{Name: "iterator", Flags: py.DisallowNew, Slots: py.Slots{
			Iter: func(t *thread, self value) (value, *excp) { return self, nil },
			Next: func(t *thread, self value) (value, *excp) {
				it := (*iterator)(self.Ptr())
				if exc := it.m.check(); exc != nil {
					return value{}, exc
				}
				if it.pos >= len(it.m.data) {
					return value{}, nil
				}
				it.pos++
				return copyOf(it.m.data[it.pos-1 : it.pos]), nil
			},
		}})
	}
	it := &iterator{m: as(self)}
	it.SetType(iterType)
	return py.FromPtr(unsafe.Pointer(it)), nil
}

var iterDefined bool

func contains(t *thread, self, v value) (bool, *excp) {
	m := as(self)
	if exc := m.check(); exc != nil {
		return false, exc
	}
	data, ok := py.BytesOf(v)
	if !ok || len(data) != 1 {
		return false, nil
	}
	for _, c := range m.data {
		if c == data[0] {
			return true, nil
		}
	}
	return false, nil
}
