// This file gives the engine the text of strs and of bytes-like objects.

package sre

import (
	"unsafe"

	engine "adder/runtime/internal/sre"
	"adder/runtime/py"
)

// textKind is what a pattern can be matched against.
type textKind uint8

const (
	anyText textKind = iota
	strText
	bytesText
)

// text is the string that is searched.
type text struct {
	obj   value
	bytes bool
	len   int
	data  []byte     // of a bytes-like object
	buf   *py.Buffer // held while data of something mutable is used
}

func notText(v value) *excp {
	return py.TypeErrorf("expected string or bytes-like object, got '%s'", py.TypeName(v))
}

// open makes v, which must suit the pattern, the text.
func (x *text) open(t *thread, p *pattern, v value) *excp {
	x.obj = v
	switch {
	case v.IsStr():
		x.len = py.AsStr(v).Len()
		if p.kind == bytesText {
			return py.TypeErrorf("cannot use a bytes pattern on a string-like object")
		}
		return nil
	case v.IsBytes():
		x.data = py.AsBytes(v).Data()
	default:
		buf, exc := py.GetBuffer(t, v, py.BufSimple)
		if exc != nil {
			return notText(v)
		}
		x.buf, x.data = buf, buf.Contents()
	}
	x.bytes, x.len = true, len(x.data)
	if p.kind == strText {
		x.close(t)
		return py.TypeErrorf("cannot use a string pattern on a bytes-like object")
	}
	return nil
}

func (x *text) close(t *thread) {
	if x.buf != nil {
		x.buf.Release(t)
		x.buf = nil
	}
}

// slice returns the part from i up to j.
func (x *text) slice(i, j int) value {
	if x.bytes {
		return sliceBytes(x.obj, x.data, i, j)
	}
	return sliceStr(x.obj, i, j)
}

func sliceStr(v value, i, j int) value {
	s := py.AsStr(v)
	if i == 0 && j >= s.Len() && v.Type() == py.StrType {
		return v
	}
	return s.Slice(i, j).V()
}

func sliceBytes(v value, data []byte, i, j int) value {
	// A bytearray may have shrunk since it was matched.
	j = min(j, len(data))
	i = min(i, j)
	if v.Type() == py.BytesType {
		if i == 0 && j == len(data) {
			return v
		}
		return py.BytesV(data[i:j:j])
	}
	return py.BytesV(append([]byte(nil), data[i:j]...))
}

// engines are a pattern's engines for the three widths; one in use is taken out.
type engines struct {
	one  *engine.Engine[uint8]
	two  *engine.Engine[uint16]
	four *engine.Engine[uint32]
}

// take returns an engine for the text up to end.
func (p *pattern) take(x *text, end int) engine.Matcher {
	if x.bytes {
		return p.takeOne(x.data, end)
	}
	s := py.AsStr(x.obj)
	raw := s.Raw()
	at := unsafe.Pointer(unsafe.StringData(raw))
	switch s.Kind() {
	case 1:
		return p.takeOne(unsafe.Slice((*byte)(at), len(raw)), end)
	case 2:
		e := p.idle.two
		if p.idle.two = nil; e == nil {
			e = engine.NewEngine[uint16](p.prog)
		}
		e.SetText(unsafe.Slice((*uint16)(at), len(raw)/2), end)
		return e
	}
	e := p.idle.four
	if p.idle.four = nil; e == nil {
		e = engine.NewEngine[uint32](p.prog)
	}
	e.SetText(unsafe.Slice((*uint32)(at), len(raw)/4), end)
	return e
}

func (p *pattern) takeOne(data []byte, end int) engine.Matcher {
	e := p.idle.one
	if p.idle.one = nil; e == nil {
		e = engine.NewEngine[uint8](p.prog)
	}
	e.SetText(data, end)
	return e
}

// give gives an engine back.
func (p *pattern) give(m engine.Matcher) {
	m.Release()
	switch e := m.(type) {
	case *engine.Engine[uint8]:
		p.idle.one = e
	case *engine.Engine[uint16]:
		p.idle.two = e
	case *engine.Engine[uint32]:
		p.idle.four = e
	}
}
