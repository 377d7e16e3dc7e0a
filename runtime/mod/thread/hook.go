// This file implements threading.excepthook.

package thread

import (
	"strconv"

	"adder/runtime/py"
)

var hookArgs = &py.StructSeq{Name: "_thread._ExceptHookArgs", Fields: []string{"exc_type", "exc_value", "exc_traceback", "thread"},
	Doc: "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook."}

// excepthook prints the exception that ended a thread.
func excepthook(t *thread, self, v value) (value, *excp) {
	if v.Type() != hookArgs.Type() {
		return value{}, py.TypeErrorf("_thread.excepthook argument type must be ExceptHookArgs")
	}
	items := py.AsTuple(v).Items
	typ, exc, th := items[0], items[1], items[3]
	if typ == py.SystemExit.V() {
		return py.None, nil
	}
	file, failed := errorStream(t, th)
	if failed != nil || file.IsNone() {
		return py.None, failed
	}
	name, failed := threadName(t, th)
	if failed != nil {
		return value{}, failed
	}
	text := "Exception in thread " + name + ":\n"
	if py.IsExc(exc) {
		text += py.FormatExcHook(t, py.AsExc(exc))
	}
	if _, failed := py.CallMethod(t, file, py.Intern("write"), py.StrV(text)); failed != nil {
		return value{}, failed
	}
	_, failed = py.CallMethod(t, file, py.Intern("flush"))
	return py.None, failed
}

// errorStream is sys.stderr, or the one that the thread saw at its start; None for nowhere.
func errorStream(t *thread, th value) (value, *excp) {
	file := py.SysGet("stderr")
	if file.Bound() && !file.IsNone() {
		return file, nil
	}
	if th.IsNone() {
		return py.None, nil
	}
	return py.GetAttr(t, th, py.Intern("_stderr"))
}

func threadName(t *thread, th value) (string, *excp) {
	if !th.IsNone() {
		name, exc := py.LookupAttr(t, th, py.Intern("name"))
		if exc != nil {
			return "", exc
		}
		if name.Bound() {
			s, exc := py.StrOf(t, name)
			if exc != nil {
				return "", exc
			}
			return s.String(), nil
		}
	}
	return strconv.FormatInt(t.ID, 10), nil
}
