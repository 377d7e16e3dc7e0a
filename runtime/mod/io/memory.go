// This file implements BytesIO and StringIO.

package io

import (
	"strings"
	"unsafe"

	"adder/runtime/py"
)

// bytesIO is a BytesIO: data, and the position in it, which may be behind its end.
type bytesIO struct {
	object
	data    []byte
	pos     int
	exports py.Exports
}

var bytesType = &py.Type{Name: "BytesIO"}

func asBytesIO(v value) *bytesIO { return (*bytesIO)(v.Ptr()) }

func (b *bytesIO) check() *excp {
	if b.closed {
		return closedError()
	}
	return nil
}

// take returns up to n bytes from the position on, all for a negative n.
func (b *bytesIO) take(n int) []byte {
	if b.pos >= len(b.data) {
		return nil
	}
	rest := b.data[b.pos:]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	b.pos += len(rest)
	return rest
}

func (b *bytesIO) line(limit int) []byte {
	if b.pos >= len(b.data) {
		return nil
	}
	rest := b.data[b.pos:]
	if i := strings.IndexByte(unsafe.String(&rest[0], len(rest)), '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	if limit >= 0 && limit < len(rest) {
		rest = rest[:limit]
	}
	b.pos += len(rest)
	return rest
}

func (b *bytesIO) write(p []byte) {
	if b.pos > len(b.data) {
		b.data = append(b.data, make([]byte, b.pos-len(b.data))...)
	}
	n := copy(b.data[b.pos:], p)
	b.data = append(b.data, p[n:]...)
	b.pos += len(p)
}

func (b *bytesIO) busy() *excp {
	if b.exports.Any() {
		return py.Errorf(py.BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

func copied(b []byte) value { return py.BytesV(append([]byte(nil), b...)) }

var bytesSig = &py.Signature{Text: "(initial_bytes=b'')"}

func bytesInit(t *thread, self value, args []value, kw []*str) *excp {
	a, exc := py.BindArgs("BytesIO", bytesSig, args, kw)
	if exc != nil {
		return exc
	}
	b := asBytesIO(self)
	if exc := b.busy(); exc != nil {
		return exc
	}
	b.data, b.pos, b.closed = nil, 0, false
	if isNone(a[0]) {
		return nil
	}
	data, exc := py.BytesLike(t, a[0])
	b.data = append([]byte(nil), data...)
	return exc
}

func defineBytes() {
	yes := func(name string, v value) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) { return v, asBytesIO(self).check() }}
	}
	read := func(name string) method {
		return method{Name: name, Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBytesIO(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil {
				exc = b.check()
			}
			if exc != nil {
				return value{}, exc
			}
			return copied(b.take(n)), nil
		}}
	}
	py.Define(bytesType, &py.StaticType{Name: "_io.BytesIO", Base: bufferedBaseType, Flags: py.BaseType, Sig: "(initial_bytes=b'')", Doc: "Buffered I/O implementation using an in-memory bytes buffer.",
		Alloc: func(typ *py.Type) value {
			b := &bytesIO{}
			b.SetType(typ)
			return ptr(b)
		}, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{New: newByAlloc, Init: bytesInit,
			Iter: func(t *thread, self value) (value, *excp) { return self, asBytesIO(self).check() },
			Next: func(t *thread, self value) (value, *excp) {
				b := asBytesIO(self)
				if exc := b.check(); exc != nil {
					return value{}, exc
				}
				line := b.line(-1)
				if len(line) == 0 {
					return value{}, nil
				}
				return copied(line), nil
			}},
		GetSet: []py.GetSet{{Name: "closed", Doc: "True if the file is closed.", Get: func(t *thread, self value) (value, *excp) { return py.Bool(asBytesIO(self).closed), nil }}},
		Methods: []method{
			read("read"), read("read1"),
			{Name: "readline", Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
				b := asBytesIO(self)
				n, exc := sizeArg(t, a[0])
				if exc == nil {
					exc = b.check()
				}
				if exc != nil {
					return value{}, exc
				}
				return copied(b.line(n)), nil
			}},
			{Name: "readlines", Sig: "(size=None, /)", FN: readlines},
			{Name: "readinto", Sig: "(buffer, /)", F1: func(t *thread, self, target value) (value, *excp) {
				b := asBytesIO(self)
				if exc := b.check(); exc != nil {
					return value{}, exc
				}
				buf, exc := py.WritableBuffer(t, target)
				if exc != nil {
					return value{}, exc
				}
				defer buf.Release(t)
				return py.Int(int64(copy(buf.Contents(), b.take(buf.Len())))), nil
			}},
			{Name: "write", Sig: "(b, /)", F1: func(t *thread, self, data value) (value, *excp) {
				b := asBytesIO(self)
				if exc := b.check(); exc != nil {
					return value{}, exc
				}
				if exc := b.busy(); exc != nil {
					return value{}, exc
				}
				p, exc := py.BytesLike(t, data)
				if exc != nil {
					return value{}, exc
				}
				b.write(p)
				return py.Int(int64(len(p))), nil
			}},
			{Name: "writelines", Sig: "(lines, /)", F1: writelines},
			{Name: "getvalue", Sig: "()", Doc: "Retrieve the entire contents of the BytesIO object.", F0: func(t *thread, self value) (value, *excp) {
				b := asBytesIO(self)
				return copied(b.data), b.check()
			}},
			{Name: "getbuffer", Sig: "()", Doc: "Get a read-write view over the contents of the BytesIO object.", F0: bytesGetBuffer},
			{Name: "seek", Sig: "(pos, whence=0, /)", FN: bytesSeek},
			{Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Int(int64(asBytesIO(self).pos)), asBytesIO(self).check()
			}},
			{Name: "truncate", Sig: "(size=None, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
				b := asBytesIO(self)
				if exc := b.check(); exc != nil {
					return value{}, exc
				}
				if exc := b.busy(); exc != nil {
					return value{}, exc
				}
				n := b.pos
				if !isNone(a[0]) {
					var exc *excp
					if n, exc = py.IndexInt(t, a[0], py.OverflowError); exc != nil {
						return value{}, exc
					}
				}
				if n < 0 {
					return value{}, py.ValueErrorf("negative size value %d", n)
				}
				if n < len(b.data) {
					b.data = b.data[:n]
				}
				return py.Int(int64(n)), nil
			}},
			{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				if exc := asBytesIO(self).busy(); exc != nil {
					return value{}, exc
				}
				asBytesIO(self).closed = true
				return py.None, nil
			}},
			{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.None, asBytesIO(self).check() }},
			yes("readable", py.True), yes("writable", py.True), yes("seekable", py.True), yes("isatty", py.False),
		}})
}

// exporter gives getbuffer's memoryview the contents.
type exporter struct {
	py.Header
	b *bytesIO
}

var exporterType = &py.Type{Name: "_BytesIOBuffer"}

func bytesGetBuffer(t *thread, self value) (value, *excp) {
	b := asBytesIO(self)
	if exc := b.check(); exc != nil {
		return value{}, exc
	}
	if exporterType.Slots.Buffer == nil {
		py.Define(exporterType, &py.StaticType{Name: "_io._BytesIOBuffer", Flags: py.DisallowNew, Slots: py.Slots{
			Buffer: func(t *thread, self value, flags py.BufferFlags) (*py.Buffer, *excp) {
				e := (*exporter)(self.Ptr())
				buf, exc := py.SimpleBuffer(self, e.b.data, false, flags)
				if exc != nil {
					return nil, exc
				}
				return e.b.exports.Add(buf), nil
			},
			ReleaseBuffer: func(t *thread, self value, buf *py.Buffer) { (*exporter)(self.Ptr()).b.exports.Remove(buf) },
		}})
	}
	e := &exporter{b: b}
	e.SetType(exporterType)
	return py.Call1(t, py.MemoryViewType.V(), ptr(e))
}

func bytesSeek(t *thread, self value, a []value) (value, *excp) {
	b := asBytesIO(self)
	if exc := b.check(); exc != nil {
		return value{}, exc
	}
	pos, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	whence := 0
	if a[1].Bound() {
		if whence, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	switch whence {
	case 0:
		if pos < 0 {
			return value{}, py.ValueErrorf("negative seek value %d", pos)
		}
	case 1:
		pos += b.pos
	case 2:
		pos += len(b.data)
	default:
		return value{}, py.ValueErrorf("invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	b.pos = max(pos, 0)
	return py.Int(int64(b.pos)), nil
}

// stringIO is a StringIO: code points, and the position among them.
type stringIO struct {
	object
	data     []rune
	pos      int
	newlines newlineMode
	started  bool // __init__ has run
}

var stringType = &py.Type{Name: "StringIO"}

func asStringIO(v value) *stringIO { return (*stringIO)(v.Ptr()) }

func (s *stringIO) check() *excp {
	if !s.started {
		return py.ValueErrorf("I/O operation on uninitialized object")
	}
	if s.closed {
		return closedError()
	}
	return nil
}

func (s *stringIO) write(text *str) {
	runes := s.newlines.forMemory(text)
	if s.pos > len(s.data) {
		s.data = append(s.data, make([]rune, s.pos-len(s.data))...)
	}
	n := copy(s.data[s.pos:], runes)
	s.data = append(s.data, runes[n:]...)
	s.pos += len(runes)
}

func (s *stringIO) take(n int) value {
	if s.pos >= len(s.data) {
		return py.StrV("")
	}
	rest := s.data[s.pos:]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	s.pos += len(rest)
	return py.StrOfRunes(rest).V()
}

func (s *stringIO) line(limit int) value {
	if s.pos >= len(s.data) {
		return py.StrV("")
	}
	n := s.newlines.lineEnd(s.data[s.pos:])
	if n < 0 {
		n = len(s.data) - s.pos
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	return s.take(n)
}

var stringSig = &py.Signature{Text: "(initial_value='', newline='\\n')"}

func stringInit(t *thread, self value, args []value, kw []*str) *excp {
	a, exc := py.BindArgs("StringIO", stringSig, args, kw)
	if exc != nil {
		return exc
	}
	s := asStringIO(self)
	newline := a[1]
	if newline.IsUnbound() {
		newline = py.StrV("\n")
	}
	if s.newlines, exc = parseNewline(newline, "StringIO()"); exc != nil {
		return exc
	}
	s.data, s.pos, s.closed, s.started = nil, 0, false, true
	if isNone(a[0]) {
		return nil
	}
	if !a[0].IsStr() {
		return py.TypeErrorf("initial_value must be str or None, not %s", py.TypeName(a[0]))
	}
	s.write(py.AsStr(a[0]))
	s.pos = 0
	return nil
}

func defineString() {
	yes := func(name string, v value) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) { return v, asStringIO(self).check() }}
	}
	sized := func(name string, get func(s *stringIO, n int) value) method {
		return method{Name: name, Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			s := asStringIO(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil {
				exc = s.check()
			}
			if exc != nil {
				return value{}, exc
			}
			return get(s, n), nil
		}}
	}
	py.Define(stringType, &py.StaticType{Name: "_io.StringIO", Base: textBaseType, Flags: py.BaseType, Sig: "(initial_value='', newline='\\n')", Doc: "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.",
		Alloc: func(typ *py.Type) value {
			s := &stringIO{}
			s.SetType(typ)
			return ptr(s)
		}, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{New: newByAlloc, Init: stringInit,
			Iter: func(t *thread, self value) (value, *excp) { return self, asStringIO(self).check() },
			Next: func(t *thread, self value) (value, *excp) {
				s := asStringIO(self)
				if exc := s.check(); exc != nil {
					return value{}, exc
				}
				if s.pos >= len(s.data) {
					return value{}, nil
				}
				return s.line(-1), nil
			}},
		GetSet: []py.GetSet{
			{Name: "closed", Get: func(t *thread, self value) (value, *excp) { return py.Bool(asStringIO(self).closed), nil }},
			{Name: "line_buffering", Get: func(t *thread, self value) (value, *excp) { return py.False, asStringIO(self).check() }},
			{Name: "newlines", Get: func(t *thread, self value) (value, *excp) {
				return asStringIO(self).newlines.seenValue(), asStringIO(self).check()
			}},
		},
		Methods: []method{
			sized("read", (*stringIO).take), sized("readline", (*stringIO).line),
			{Name: "write", Sig: "(s, /)", F1: func(t *thread, self, v value) (value, *excp) {
				s := asStringIO(self)
				if !v.IsStr() {
					return value{}, py.TypeErrorf("string argument expected, got '%s'", py.TypeName(v))
				}
				if exc := s.check(); exc != nil {
					return value{}, exc
				}
				s.write(py.AsStr(v))
				return py.Int(int64(py.AsStr(v).Len())), nil
			}},
			{Name: "getvalue", Sig: "()", Doc: "Retrieve the entire contents of the object.", F0: func(t *thread, self value) (value, *excp) {
				s := asStringIO(self)
				return py.StrOfRunes(s.data).V(), s.check()
			}},
			{Name: "seek", Sig: "(pos, whence=0, /)", FN: stringSeek},
			{Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Int(int64(asStringIO(self).pos)), asStringIO(self).check()
			}},
			{Name: "truncate", Sig: "(pos=None, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
				s := asStringIO(self)
				if exc := s.check(); exc != nil {
					return value{}, exc
				}
				n := s.pos
				if !isNone(a[0]) {
					var exc *excp
					if n, exc = py.IndexInt(t, a[0], py.OverflowError); exc != nil {
						return value{}, exc
					}
				}
				if n < 0 {
					return value{}, py.ValueErrorf("Negative size value %d", n)
				}
				if n < len(s.data) {
					s.data = s.data[:n]
				}
				return py.Int(int64(n)), nil
			}},
			{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				asStringIO(self).closed = true
				return py.None, nil
			}},
			yes("readable", py.True), yes("writable", py.True), yes("seekable", py.True),
		}})
}

func stringSeek(t *thread, self value, a []value) (value, *excp) {
	s := asStringIO(self)
	if exc := s.check(); exc != nil {
		return value{}, exc
	}
	pos, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	whence := 0
	if a[1].Bound() {
		if whence, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	switch {
	case whence < 0 || whence > 2:
		return value{}, py.ValueErrorf("Invalid whence (%d, should be 0, 1 or 2)", whence)
	case whence == 0 && pos < 0:
		return value{}, py.ValueErrorf("Negative seek position %d", pos)
	case whence != 0 && pos != 0:
		return value{}, py.Errorf(py.OSError, "Can't do nonzero cur-relative seeks")
	case whence == 1:
		pos = s.pos
	case whence == 2:
		pos = len(s.data)
	}
	s.pos = pos
	return py.Int(int64(pos)), nil
}
