// This file defines the iterator that iter_unpack returns.

package structs

import "adder/runtime/py"

// unpackIter yields a tuple for each part of a buffer; buf is nil once it is exhausted.
type unpackIter struct {
	py.Header
	layout *layout
	buf    *py.Buffer
	index  int
}

func asIter(v value) *unpackIter { return (*unpackIter)(v.Ptr()) }

func defineIter() *py.Type {
	typ := &py.Type{}
	py.Define(typ, &py.StaticType{Name: "_struct.unpack_iterator", Flags: py.DisallowNew,
		Slots: py.Slots{
			Iter: func(t *thread, self value) (value, *excp) { return self, nil },
			Next: unpackNext,
		},
		Methods: []py.Method{{Name: "__length_hint__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			it := asIter(self)
			if it.buf == nil {
				return py.Int(0), nil
			}
			return py.Int(int64((it.buf.Len() - it.index) / it.layout.size)), nil
		}}},
	})
	return typ
}

func unpackNext(t *thread, self value) (value, *excp) {
	it := asIter(self)
	if it.buf == nil {
		return value{}, nil
	}
	data := it.buf.Contents()
	if it.index >= len(data) {
		it.buf.Release(t)
		it.buf = nil
		return value{}, nil
	}
	v := it.layout.unpack(data[it.index : it.index+it.layout.size])
	it.index += it.layout.size
	return v, nil
}

func (m *module) iterUnpack(t *thread, l *layout, buffer value) (value, *excp) {
	if l.size == 0 {
		return value{}, m.errorf("cannot iteratively unpack with a struct of length 0")
	}
	buf, exc := py.GetBuffer(t, buffer, py.BufSimple)
	if exc != nil {
		return value{}, exc
	}
	if buf.Len()%l.size != 0 {
		buf.Release(t)
		return value{}, m.errorf("iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
	}
	it := &unpackIter{layout: l, buf: buf}
	it.SetType(m.iterType)
	return it.V(), nil
}
