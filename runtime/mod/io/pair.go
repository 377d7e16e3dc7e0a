// This file implements BufferedRWPair.

package io

import (
	"unsafe"

	"adder/runtime/py"
)

// rwPair is a reader and a writer in one.
type rwPair struct {
	object
	reader, writer value
}

var pairType = &py.Type{Name: "BufferedRWPair"}

func asPair(v value) *rwPair { return (*rwPair)(v.Ptr()) }

func definePair() {
	to := func(name string, reader bool) method {
		return method{Name: name, Sig: "(*args)", FK: func(t *thread, self value, a []value, _ []*str) (value, *excp) {
			target := asPair(self).writer
			if reader {
				target = asPair(self).reader
			}
			if target.IsUnbound() {
				return value{}, py.ValueErrorf("I/O operation on uninitialized object")
			}
			return call(t, target, name, a...)
		}}
	}
	py.Define(pairType, &py.StaticType{Name: "_io.BufferedRWPair", Base: bufferedBaseType, Flags: py.BaseType, Sig: "(reader, writer, buffer_size=131072, /)",
		Doc: "A buffered reader and writer object together.\n\nA buffered reader object and buffered writer object put together to\nform a sequential IO object that can read and write. This is typically\nused with a socket or two-way pipe.\n\nreader and writer are RawIOBase objects that are readable and\nwriteable respectively. If the buffer_size is omitted it defaults to\nDEFAULT_BUFFER_SIZE.",
		Alloc: func(typ *py.Type) value {
			p := &rwPair{}
			p.SetType(typ)
			return ptr(p)
		}, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{New: newByAlloc, Init: func(t *thread, self value, args []value, kw []*str) *excp {
			if exc := py.CheckPositional("BufferedRWPair", len(args)-len(kw), 2, 3); exc != nil {
				return exc
			}
			p := asPair(self)
			var exc *excp
			if p.reader, exc = py.Call(t, readerType.V(), append([]value{args[0]}, args[2:]...), nil); exc != nil {
				return exc
			}
			p.writer, exc = py.Call(t, writerType.V(), append([]value{args[1]}, args[2:]...), nil)
			return exc
		}},
		GetSet: []py.GetSet{{Name: "closed", Get: func(t *thread, self value) (value, *excp) {
			return py.GetAttr(t, asPair(self).writer, py.Intern("closed"))
		}}},
		Methods: []method{to("read", true), to("peek", true), to("read1", true), to("readinto", true), to("readinto1", true), to("readable", true),
			to("write", false), to("flush", false), to("writable", false),
			{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				_, exc := call(t, asPair(self).writer, "close")
				if _, exc2 := call(t, asPair(self).reader, "close"); exc2 != nil {
					return value{}, exc2
				}
				return py.None, exc
			}},
			{Name: "isatty", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				v, exc := call(t, asPair(self).writer, "isatty")
				if exc != nil || v == py.True {
					return v, exc
				}
				return call(t, asPair(self).reader, "isatty")
			}},
		}})
}
