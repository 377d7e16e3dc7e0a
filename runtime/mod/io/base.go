// This file implements the base classes, which work by the methods that subclasses define.

package io

import (
	"unsafe"

	"adder/runtime/py"
)

// object is an instance of one of the base classes.
type object struct {
	py.Header
	py.Ext
	closed bool
}

var (
	iobaseType       = &py.Type{Name: "_IOBase"}
	rawType          = &py.Type{Name: "_RawIOBase"}
	bufferedBaseType = &py.Type{Name: "_BufferedIOBase"}
	textBaseType     = &py.Type{Name: "_TextIOBase"}
)

func allocBase(typ *py.Type) value {
	o := &object{}
	o.SetType(typ)
	return ptr(o)
}

// newByAlloc is the New slot of the classes whose __init__ does the work.
func newByAlloc(t *thread, typ *py.Type, args []value, kw []*str) (value, *excp) {
	return py.AllocOf(typ), nil
}

func asObject(v value) *object { return (*object)(v.Ptr()) }

// isClosed asks the attribute closed.
func isClosed(t *thread, v value) (bool, *excp) {
	c, exc := py.GetAttr(t, v, py.Intern("closed"))
	if exc != nil {
		return false, exc
	}
	return py.Truth(t, c)
}

func checkClosed(t *thread, v value) *excp {
	closed, exc := isClosed(t, v)
	if exc == nil && closed {
		return closedError()
	}
	return exc
}

func defineBase() {
	no := func(name string) method {
		return method{Name: name, Sig: "(*args)", FK: func(t *thread, self value, _ []value, _ []*str) (value, *excp) {
			return value{}, unsupportedError(t, name)
		}}
	}
	ability := func(name string) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.False, checkClosed(t, self) }}
	}
	check := func(name, ability, text string) method {
		return method{Name: name, Sig: "(*args)", FK: func(t *thread, self value, _ []value, _ []*str) (value, *excp) {
			v, exc := call(t, self, ability)
			if exc != nil {
				return value{}, exc
			}
			if v != py.True {
				return value{}, unsupportedError(t, text)
			}
			return v, nil
		}}
	}
	py.Define(iobaseType, &py.StaticType{Name: "_io._IOBase", Flags: py.BaseType, Alloc: allocBase, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Doc:    "The abstract base class for all I/O classes.",
		Slots:  py.Slots{New: newByAlloc, Iter: baseIter, Next: baseNext},
		GetSet: []py.GetSet{{Name: "closed", Get: func(t *thread, self value) (value, *excp) { return py.Bool(asObject(self).closed), nil }}},
		Methods: []method{
			no("seek"), {Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return call(t, self, "seek", py.Int(0), py.Int(1)) }},
			no("truncate"), no("fileno"),
			ability("seekable"), ability("readable"), ability("writable"), ability("isatty"),
			check("_checkSeekable", "seekable", "File or stream is not seekable."),
			check("_checkReadable", "readable", "File or stream is not readable."),
			check("_checkWritable", "writable", "File or stream is not writable."),
			{Name: "_checkClosed", Sig: "(*args)", FK: func(t *thread, self value, _ []value, _ []*str) (value, *excp) { return py.None, checkClosed(t, self) }},
			{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.None, checkClosed(t, self) }},
			{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				if asObject(self).closed {
					return py.None, nil
				}
				_, exc := call(t, self, "flush")
				asObject(self).closed = true
				return py.None, exc
			}},
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, checkClosed(t, self) }},
			{Name: "__exit__", Sig: "(*args)", FK: func(t *thread, self value, _ []value, _ []*str) (value, *excp) { return call(t, self, "close") }},
			{Name: "readline", Sig: "(size=-1, /)", FN: baseReadline},
			{Name: "readlines", Sig: "(hint=-1, /)", FN: readlines},
			{Name: "writelines", Sig: "(lines, /)", F1: writelines},
		}})
	py.Define(rawType, &py.StaticType{Name: "_io._RawIOBase", Base: iobaseType, Flags: py.BaseType, Alloc: allocBase, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true, Doc: "Base class for raw binary I/O.",
		Methods: []method{
			{Name: "read", Sig: "(size=-1, /)", FN: rawRead},
			{Name: "readall", Sig: "()", F0: rawReadAll},
			no("readinto"), no("write"),
		}})
	py.Define(bufferedBaseType, &py.StaticType{Name: "_io._BufferedIOBase", Base: iobaseType, Flags: py.BaseType, Alloc: allocBase, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true, Doc: "Base class for buffered IO objects.",
		Methods: []method{no("detach"), no("read"), no("read1"), no("write"),
			{Name: "readinto", Sig: "(buffer, /)", F1: func(t *thread, self, b value) (value, *excp) { return readIntoBy(t, self, b, "read") }},
			{Name: "readinto1", Sig: "(buffer, /)", F1: func(t *thread, self, b value) (value, *excp) { return readIntoBy(t, self, b, "read1") }},
		}})
	none := func(name string) py.GetSet {
		return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return py.None, nil }}
	}
	py.Define(textBaseType, &py.StaticType{Name: "_io._TextIOBase", Base: iobaseType, Flags: py.BaseType, Alloc: allocBase, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true, Doc: "Base class for text I/O.",
		Methods: []method{no("detach"), no("read"), no("readline"), no("write")},
		GetSet:  []py.GetSet{none("encoding"), none("newlines"), none("errors")}})
}

func baseIter(t *thread, self value) (value, *excp) { return self, checkClosed(t, self) }

func baseNext(t *thread, self value) (value, *excp) {
	line, exc := call(t, self, "readline")
	if exc != nil {
		return value{}, exc
	}
	n, exc := py.Len(t, line)
	if exc != nil || n == 0 {
		return value{}, exc
	}
	return line, nil
}

// baseReadline reads byte by byte, or by peek where the stream has it.
func baseReadline(t *thread, self value, a []value) (value, *excp) {
	limit, exc := sizeArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	peek, exc := py.LookupAttr(t, self, py.Intern("peek"))
	if exc != nil {
		return value{}, exc
	}
	var out []byte
	for limit < 0 || len(out) < limit {
		n := 1
		if peek.Bound() {
			ahead, exc := py.Call1(t, peek, py.Int(1))
			if exc != nil {
				return value{}, exc
			}
			if !ahead.IsBytes() {
				return value{}, py.Errorf(py.OSError, "peek() should have returned a bytes object, not '%s'", py.TypeName(ahead))
			}
			if data := py.AsBytes(ahead).Data(); len(data) > 0 {
				n = len(data)
				for i, c := range data {
					if c == '\n' {
						n = i + 1
						break
					}
				}
				if limit >= 0 {
					n = min(n, limit-len(out))
				}
			}
		}
		b, exc := call(t, self, "read", py.Int(int64(n)))
		if exc != nil {
			return value{}, exc
		}
		if !b.IsBytes() {
			return value{}, py.Errorf(py.OSError, "read() should have returned a bytes object, not '%s'", py.TypeName(b))
		}
		data := py.AsBytes(b).Data()
		if len(data) == 0 {
			break
		}
		out = append(out, data...)
		if out[len(out)-1] == '\n' {
			break
		}
	}
	return py.BytesV(out), nil
}

func readlines(t *thread, self value, a []value) (value, *excp) {
	hint, exc := sizeArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	it, exc := py.Iter(t, self)
	if exc != nil {
		return value{}, exc
	}
	list, total := py.NewList(), 0
	for {
		line, exc := py.Next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if line.IsUnbound() {
			break
		}
		list.Items = append(list.Items, line)
		if hint > 0 {
			n, exc := py.Len(t, line)
			if exc != nil {
				return value{}, exc
			}
			if total += n; total >= hint {
				break
			}
		}
	}
	return list.V(), nil
}

func writelines(t *thread, self, lines value) (value, *excp) {
	if exc := checkClosed(t, self); exc != nil {
		return value{}, exc
	}
	it, exc := py.Iter(t, lines)
	if exc != nil {
		return value{}, exc
	}
	for {
		line, exc := py.Next(t, it)
		if exc != nil || line.IsUnbound() {
			return py.None, exc
		}
		if _, exc := call(t, self, "write", line); exc != nil {
			return value{}, exc
		}
	}
}

func rawRead(t *thread, self value, a []value) (value, *excp) {
	n, exc := sizeArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	if n < 0 {
		return call(t, self, "readall")
	}
	buf := py.NewByteArray(make([]byte, n))
	r, exc := call(t, self, "readinto", buf.V())
	if exc != nil || r.IsNone() {
		return r, exc
	}
	got, exc := py.IndexInt(t, r, py.ValueError)
	if exc != nil {
		return value{}, exc
	}
	if got < 0 || got > n {
		return value{}, py.ValueErrorf("readinto returned %d outside buffer size %d", got, n)
	}
	return py.BytesV(append([]byte(nil), buf.Data()[:got]...)), nil
}

func rawReadAll(t *thread, self value) (value, *excp) {
	var out []byte
	for {
		b, exc := call(t, self, "read", py.Int(defaultBuffer))
		if exc != nil {
			return value{}, exc
		}
		if b.IsNone() {
			if out == nil {
				return b, nil
			}
			break
		}
		if !b.IsBytes() {
			return value{}, py.TypeErrorf("read() should return bytes")
		}
		if len(py.AsBytes(b).Data()) == 0 {
			break
		}
		out = append(out, py.AsBytes(b).Data()...)
	}
	return py.BytesV(out), nil
}

// readIntoBy fills a buffer by the method read or read1.
func readIntoBy(t *thread, self, target value, name string) (value, *excp) {
	buf, exc := py.WritableBuffer(t, target)
	if exc != nil {
		return value{}, exc
	}
	defer buf.Release(t)
	dst := buf.Contents()
	b, exc := call(t, self, name, py.Int(int64(len(dst))))
	if exc != nil {
		return value{}, exc
	}
	if !b.IsBytes() {
		return value{}, py.TypeErrorf("%s() should return bytes", name)
	}
	data := py.AsBytes(b).Data()
	if len(data) > len(dst) {
		return value{}, py.ValueErrorf("%s() returned too much data: %d bytes requested, %d returned", name, len(dst), len(data))
	}
	return py.Int(int64(copy(dst, data))), nil
}
