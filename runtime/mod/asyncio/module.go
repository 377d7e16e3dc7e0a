// This file defines the module: its types, its functions, and what it takes from the asyncio package.

// Package asyncio is the _asyncio module (Modules/_asynciomodule.c): Future, Task, and who runs what.
package asyncio

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_asyncio", Doc: "Accelerator module for asyncio", Methods: functions(), Exec: fill}
}

// imported is what the module calls in the asyncio package and elsewhere.
var imported struct {
	eventLoopPolicy, iscoroutine             value
	futureRepr, taskRepr, getStack, prnStack value
	extractStack                             value
	invalidState, cancelled                  *py.Type
}

// others holds tasks that are not instances of Task: those that a loop has scheduled, weakly, and
// those that run eagerly.
var others struct{ scheduled, eager value }

func fill(t *thread, m *py.Module) *excp {
	defineFuture()
	defineIter()
	defineTask()
	m.Dict.SetStr(py.Intern("Future"), futureType.V())
	m.Dict.SetStr(py.Intern("Task"), taskType.V())
	watchCollector()
	if _, exc := py.ImportAttr(t, "asyncio", "__name__"); exc != nil {
		return exc
	}
	for _, from := range []struct {
		module, name string
		to           *value
	}{
		{"asyncio.events", "_get_event_loop_policy", &imported.eventLoopPolicy},
		{"asyncio.base_futures", "_future_repr", &imported.futureRepr},
		{"asyncio.base_tasks", "_task_repr", &imported.taskRepr},
		{"asyncio.base_tasks", "_task_get_stack", &imported.getStack},
		{"asyncio.base_tasks", "_task_print_stack", &imported.prnStack},
		{"asyncio.coroutines", "iscoroutine", &imported.iscoroutine},
		{"traceback", "extract_stack", &imported.extractStack},
	} {
		v, exc := py.ImportAttr(t, from.module, from.name)
		if exc != nil {
			return exc
		}
		*from.to = v
	}
	for name, to := range map[string]**py.Type{"InvalidStateError": &imported.invalidState, "CancelledError": &imported.cancelled} {
		v, exc := py.ImportAttr(t, "asyncio.exceptions", name)
		if exc != nil {
			return exc
		}
		*to = py.AsType(v)
	}
	weakSet, exc := py.ImportAttr(t, "weakref", "WeakSet")
	if exc != nil {
		return exc
	}
	others.eager = py.NewSet()
	others.scheduled, exc = py.Call0(t, weakSet)
	return exc
}

// raise makes the exception typ(message), where typ is a class that Python code defines.
func raise(t *thread, typ *py.Type, message string) *excp {
	v, exc := py.Call1(t, typ.V(), py.StrV(message))
	if exc != nil {
		return exc
	}
	return py.AsExc(v)
}

// repr is the text of repr(v) for a message.
func repr(t *thread, v value) (string, *excp) {
	s, exc := py.Repr(t, v)
	if exc != nil {
		return "", exc
	}
	return s.String(), nil
}

// messagef makes an error of type typ whose message holds the reprs of values, in place of each %s.
func messagef(t *thread, typ *py.Type, format string, values ...value) *excp {
	texts := make([]any, len(values))
	for i, v := range values {
		s, exc := repr(t, v)
		if exc != nil {
			return exc
		}
		texts[i] = s
	}
	return py.Errorf(typ, format, texts...)
}

func orNone(v value) value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

// one makes a method with one positional-only parameter, whose errors are those of
// _PyArg_UnpackKeywords.
func one(name, param string, call func(t *thread, self, a value) (value, *excp), doc string) py.Method {
	return py.Method{Name: name, Sig: "(" + param + ", /)", Doc: doc, F1: call,
		FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			switch n := len(args) - len(kw); {
			case len(args) > 1 && n == 0:
				return value{}, py.TypeErrorf("%s() takes at most 1 keyword argument (%d given)", name, len(args))
			case len(args) > 1:
				return value{}, py.TypeErrorf("%s() takes at most 1 argument (%d given)", name, len(args))
			case n != 1:
				return value{}, py.TypeErrorf("%s() takes exactly 1 positional argument (%d given)", name, n)
			}
			return call(t, self, args[0])
		}}
}

// none makes a method without parameters that CPython tells its defining class.
func none(name string, call func(t *thread, self value) (value, *excp), doc string) py.Method {
	return py.Method{Name: name, Sig: "()", Doc: doc, F0: call,
		FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			if len(args) > 0 {
				return value{}, py.TypeErrorf("%s() takes no arguments", name)
			}
			return call(t, self)
		}}
}
