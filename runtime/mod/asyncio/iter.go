// This file defines FutureIter, what await runs for a future, and the steps of tasks as loops call
// them.

package asyncio

import (
	"unsafe"

	"adder/runtime/py"
)

// futureIter yields its future once, unless that is done, and returns the result.
type futureIter struct {
	py.Header
	future *future // nil: it was thrown into or closed
}

// stepCall is a TaskStepMethWrapper: the call of a task's step with an exception, nil for none.
type stepCall struct {
	py.Header
	task *task
	exc  *excp
}

var (
	iterType = &py.Type{Name: "FutureIter"}
	stepType = &py.Type{Name: "TaskStepMethWrapper"}
)

func asIter(v value) *futureIter { return (*futureIter)(v.Ptr()) }
func asStep(v value) *stepCall   { return (*stepCall)(v.Ptr()) }

// futureIterOf is the __await__ and __iter__ of futures.
func futureIterOf(t *thread, self value) (value, *excp) {
	if exc := asFuture(self).ensure(); exc != nil {
		return value{}, exc
	}
	it := &futureIter{future: asFuture(self)}
	it.SetType(iterType)
	return py.FromPtr(unsafe.Pointer(it)), nil
}

func iterSend(t *thread, self, arg value) (v value, done bool, exc *excp) {
	f := asIter(self).future
	switch {
	case f == nil:
		return py.None, true, nil
	case f.state != pending:
		v, exc = f.outcome(t)
		if exc != nil && f.state == finished {
			t.SetContext(exc)
		}
		return v, exc == nil, exc
	case f.blocking:
		return value{}, false, py.RuntimeErrorf("await wasn't used with future")
	}
	f.blocking = true
	return f.V(), false, nil
}

func iterNext(t *thread, self value) (value, *excp) {
	v, done, exc := iterSend(t, self, py.None)
	if done && exc == nil {
		t.StopValue = v
		return value{}, nil
	}
	return v, exc
}

func iterSendMethod(t *thread, self, arg value) (value, *excp) {
	v, done, exc := iterSend(t, self, arg)
	if done && exc == nil {
		return value{}, py.StopIterationOf(v)
	}
	return v, exc
}

func iterThrow(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("FutureIter.throw() takes no keyword arguments")
	}
	if exc := py.CheckPositional("throw", len(args), 1, 3); exc != nil {
		return value{}, exc
	}
	if len(args) > 1 {
		if exc := py.Warn(t, py.DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", 1); exc != nil {
			return value{}, exc
		}
	}
	typ, val, tb := args[0], py.None, py.None
	if len(args) > 1 {
		val = args[1]
	}
	if len(args) > 2 {
		tb = args[2]
	}
	if !tb.IsNone() && tb.Type() != py.TracebackType {
		return value{}, py.TypeErrorf("throw() third argument must be a traceback")
	}
	var e *excp
	switch {
	case py.IsExcClass(typ):
		v, exc := py.MakeExc(t, typ, val)
		if exc != nil {
			return value{}, exc
		}
		e = v
	case !py.IsExc(typ):
		return value{}, py.TypeErrorf("exceptions must be classes deriving BaseException or instances of such a class")
	case !val.IsNone():
		return value{}, py.TypeErrorf("instance exception may not have a separate value")
	default:
		e = py.AsExc(typ)
	}
	asIter(self).future = nil
	if !tb.IsNone() {
		e.Traceback = (*py.Traceback)(tb.Ptr())
	}
	return value{}, e
}

func newStep(k *task, exc *excp) value {
	s := &stepCall{task: k, exc: exc}
	s.SetType(stepType)
	return py.FromPtr(unsafe.Pointer(s))
}

func stepRun(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	switch {
	case len(kw) > 0:
		return value{}, py.TypeErrorf("function takes no keyword arguments")
	case len(args) > 0:
		return value{}, py.TypeErrorf("function takes no positional arguments")
	}
	s := asStep(self)
	return py.None, s.task.step(t, s.exc)
}

func defineIter() {
	self := func(t *thread, self value) (value, *excp) { return self, nil }
	py.Define(iterType, &py.StaticType{Name: "_asyncio.FutureIter", Flags: py.DisallowNew,
		Slots: py.Slots{GetAttr: py.GenericGetAttr, Iter: self, Next: iterNext, Send: iterSend},
		Methods: []py.Method{
			{Name: "send", Sig: "(object, /)", F1: iterSendMethod},
			{Name: "throw", FK: iterThrow},
			{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				asIter(self).future = nil
				return py.None, nil
			}},
		}})
	py.Define(stepType, &py.StaticType{Name: "_asyncio.TaskStepMethWrapper", Flags: py.DisallowNew,
		Slots: py.Slots{GetAttr: py.GenericGetAttr, Call: stepRun},
		GetSet: []py.GetSet{{Name: "__self__", Get: func(t *thread, self value) (value, *excp) {
			return asStep(self).task.V(), nil
		}}}})
}
