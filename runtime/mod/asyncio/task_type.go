// This file lists the methods and attributes of Task.

package asyncio

import (
	"strconv"
	"unsafe"

	"adder/runtime/py"
)

func taskMethods() []py.Method {
	refuse := func(name, param string) py.Method {
		return py.Method{Name: name, Sig: "(" + param + ", /)", F1: func(t *thread, self, v value) (value, *excp) {
			return value{}, py.RuntimeErrorf("Task does not support %s operation", name)
		}}
	}
	get := func(name, doc string, of func(k *task) value) py.Method {
		return py.Method{Name: name, Sig: "()", Doc: doc, F0: func(t *thread, self value) (value, *excp) {
			return orNone(of(asTask(self))), nil
		}}
	}
	return append(shared(docTaskMakeCancelledError),
		refuse("set_result", "result"),
		refuse("set_exception", "exception"),
		py.Method{Name: "cancel", Sig: "(msg=None)", Doc: docTaskCancel, FN: func(t *thread, self value, args []value) (value, *excp) {
			ok, exc := asTask(self).requestCancel(t, orNone(args[0]))
			return py.Bool(ok), exc
		}},
		get("cancelling", docTaskCancelling, func(k *task) value { return py.Int(int64(k.cancels)) }),
		get("uncancel", docTaskUncancel, func(k *task) value { return py.Int(k.uncancel()) }),
		py.Method{Name: "get_stack", Sig: "(*, limit=None)", Doc: docTaskGetStack, FN: func(t *thread, self value, args []value) (value, *excp) {
			return py.Call2(t, imported.getStack, self, orNone(args[0]))
		}},
		py.Method{Name: "print_stack", Sig: "(*, limit=None, file=None)", Doc: docTaskPrintStack, FN: func(t *thread, self value, args []value) (value, *excp) {
			return py.Call3(t, imported.prnStack, self, orNone(args[0]), orNone(args[1]))
		}},
		get("get_name", "", (*task).getName),
		py.Method{Name: "set_name", Sig: "(value, /)", F1: func(t *thread, self, v value) (value, *excp) {
			s, exc := py.StrOf(t, v)
			if exc == nil {
				asTask(self).name = s.V()
			}
			return py.None, exc
		}},
		get("get_coro", "", func(k *task) value { return k.coro }),
		get("get_context", "", func(k *task) value { return k.context }),
		py.Method{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: py.ClassGetItem, Doc: docTaskClassGetitem},
	)
}

// getName returns the name, which a task that was given none has when it is asked for.
func (k *task) getName() value {
	if k.name.IsInt() {
		k.name = py.StrV("Task-" + strconv.FormatInt(k.name.Int64(), 10))
	}
	return k.name
}

func taskAttrs() []py.GetSet {
	get := func(name string, of func(k *task) value) py.GetSet {
		return plain(name, func(f *future) value { return of((*task)(unsafe.Pointer(f))) }, nil)
	}
	destroyed := get("_log_destroy_pending", func(k *task) value { return py.Bool(k.logDestroyed) })
	destroyed.Set = func(t *thread, self, v value) *excp {
		if v.IsUnbound() {
			return py.Errorf(py.AttributeError, "cannot delete attribute")
		}
		on, exc := py.Truth(t, v)
		if exc == nil {
			asTask(self).logDestroyed = on
		}
		return exc
	}
	return []py.GetSet{
		destroyed,
		get("_must_cancel", func(k *task) value { return py.Bool(k.mustCancel) }),
		get("_coro", func(k *task) value { return k.coro }),
		get("_fut_waiter", func(k *task) value { return k.waiter }),
	}
}

func defineTask() {
	py.Define(taskType, &py.StaticType{Name: "_asyncio.Task", Doc: docTask, Sig: taskSig.Text, Base: futureType, Flags: py.BaseType,
		Alloc: taskAlloc, ExtOffset: unsafe.Offsetof(future{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{
			New:  func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) { return typ.Alloc(typ), nil },
			Init: taskInit, Iter: futureIterOf, Await: futureIterOf, Del: taskDel,
			Repr: func(t *thread, self value) (value, *excp) { return py.Call1(t, imported.taskRepr, self) },
		},
		Methods: taskMethods(), GetSet: taskAttrs()})
}
