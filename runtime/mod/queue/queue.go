// This file implements SimpleQueue.

// Package queue is the _queue module.
package queue

import (
	"time"
	"unsafe"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_queue", Doc: "C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it directly.", Exec: fill}
}

// simple is a SimpleQueue: items, and the threads that wait for some.
type simple struct {
	py.Header
	py.Ext
	items   []value
	waiting py.WaitQueue
}

var (
	queueType = &py.Type{Name: "SimpleQueue"}
	empty     value // the class Empty
)

func asQueue(v value) *simple { return (*simple)(v.Ptr()) }

const emptyDoc = "Exception raised by Queue.get(block=0)/get_nowait()."

func fill(t *thread, m *py.Module) *excp {
	py.Define(queueType, &py.StaticType{Name: "_queue.SimpleQueue", Doc: "Simple, unbounded, reentrant FIFO queue.", Sig: "()",
		Flags: py.BaseType, Weakref: true, ExtOffset: unsafe.Offsetof(simple{}.Ext),
		Alloc: func(typ *py.Type) value {
			q := &simple{}
			q.SetType(typ)
			return q.V()
		},
		Slots: py.Slots{New: queueNew},
		Methods: []py.Method{
			{Name: "empty", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(len(asQueue(self).items) == 0), nil }},
			{Name: "get", Sig: "(block=True, timeout=None)", FN: get},
			{Name: "get_nowait", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return asQueue(self).take(t, 0) }},
			{Name: "put", Sig: "(item, block=True, timeout=None)", FN: func(t *thread, self value, args []value) (value, *excp) {
				return put(t, self, args[0])
			}},
			{Name: "put_nowait", Sig: "(item)", FN: func(t *thread, self value, args []value) (value, *excp) { return put(t, self, args[0]) }},
			{Name: "qsize", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(len(asQueue(self).items))), nil }},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: func(t *thread, class, item value) (value, *excp) {
				return py.NewGenericAlias(class, item), nil
			}},
			{Name: "__sizeof__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Int(int64(unsafe.Sizeof(simple{})) + int64(cap(asQueue(self).items))*int64(unsafe.Sizeof(value{}))), nil
			}},
		}})
	if empty.IsUnbound() {
		ns := py.NewDict()
		ns.SetStr(py.Intern("__module__"), py.StrV("_queue"))
		ns.SetStr(py.Intern("__doc__"), py.StrV(emptyDoc))
		var exc *excp
		if empty, exc = py.Call3(t, py.TypeType.V(), py.StrV("Empty"), py.NewTuple(py.Exception.V()).V(), ns.V()); exc != nil {
			return exc
		}
	}
	m.Dict.SetStr(py.Intern("SimpleQueue"), queueType.V())
	m.Dict.SetStr(py.Intern("Empty"), empty)
	return nil
}

func queueNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if typ == queueType && len(args) > 0 {
		if len(kw) > 0 {
			return value{}, py.TypeErrorf("SimpleQueue() takes no keyword arguments")
		}
		return value{}, py.TypeErrorf("SimpleQueue() takes no positional arguments")
	}
	return py.AllocOf(typ), nil
}

func put(t *thread, self, item value) (value, *excp) {
	q := asQueue(self)
	q.items = append(q.items, item)
	q.waiting.Wake()
	return py.None, nil
}

// take removes the first item, waiting for one until the timeout; negative: for ever.
func (q *simple) take(t *thread, timeout time.Duration) (value, *excp) {
	ok, exc := q.waiting.Wait(t, timeout, func() bool { return len(q.items) > 0 })
	if exc != nil {
		return value{}, exc
	}
	if !ok {
		_, exc := py.Call0(t, empty)
		if exc != nil {
			return value{}, exc
		}
		v, exc := py.Call0(t, empty)
		if exc != nil {
			return value{}, exc
		}
		return value{}, py.AsExc(v)
	}
	v := q.items[0]
	q.items[0] = value{}
	q.items = q.items[1:]
	if len(q.items) == 0 {
		q.items = nil
	}
	return v, nil
}

func get(t *thread, self value, args []value) (value, *excp) {
	block := true
	if args[0].Bound() {
		var exc *excp
		if block, exc = py.Truth(t, args[0]); exc != nil {
			return value{}, exc
		}
	}
	timeout := time.Duration(-1)
	if !block {
		timeout = 0
	} else if args[1].Bound() && !args[1].IsNone() {
		var exc *excp
		if timeout, exc = py.Seconds(t, args[1]); exc != nil {
			return value{}, exc
		}
		if timeout < 0 {
			return value{}, py.ValueErrorf("'timeout' must be a non-negative number")
		}
	}
	return asQueue(self).take(t, timeout)
}
