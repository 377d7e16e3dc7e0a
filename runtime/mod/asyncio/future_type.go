// This file lists the methods and attributes of Future.

package asyncio

import (
	"unsafe"

	"adder/runtime/py"
)

// addCallback is add_done_callback, which is a method of Future and, of its own, of Task.
var addCallback = py.Method{Name: "add_done_callback", Sig: "(fn, /, *, context=<unrepresentable>)", Doc: docAddDoneCallback,
	F1: func(t *thread, self, fn value) (value, *excp) {
		return py.None, asFuture(self).addCallback(t, fn, contextOrCurrent(t, value{}))
	},
	FN: func(t *thread, self value, args []value) (value, *excp) {
		return py.None, asFuture(self).addCallback(t, args[0], contextOrCurrent(t, args[1]))
	}}

// addCallbackMethod returns the descriptor that Future has for add_done_callback.
func addCallbackMethod() value { return futureType.Lookup(nameAddCallback) }

// shared are the methods that Future and Task both define.
func shared(docMakeError string) []py.Method {
	return []py.Method{
		{Name: "result", Sig: "()", Doc: docResult, F0: futureResult},
		none("exception", futureException, docException),
		addCallback,
		one("remove_done_callback", "fn", func(t *thread, self, fn value) (value, *excp) {
			if exc := asFuture(self).ensure(); exc != nil {
				return value{}, exc
			}
			n, exc := asFuture(self).removeCallback(t, fn)
			return py.Int(int64(n)), exc
		}, docRemoveDoneCallback),
		{Name: "cancelled", Sig: "()", Doc: docCancelled, F0: func(t *thread, self value) (value, *excp) {
			f := asFuture(self)
			return py.Bool(f.alive() && f.state == cancelled), nil
		}},
		{Name: "done", Sig: "()", Doc: docDone, F0: func(t *thread, self value) (value, *excp) {
			f := asFuture(self)
			return py.Bool(f.alive() && f.state != pending), nil
		}},
		{Name: "_make_cancelled_error", Sig: "()", Doc: docMakeError, F0: func(t *thread, self value) (value, *excp) {
			return asFuture(self).cancelledError(t).V(), nil
		}},
	}
}

func futureResult(t *thread, self value) (value, *excp) {
	f := asFuture(self)
	if !f.alive() {
		return value{}, raise(t, imported.invalidState, "Future object is not initialized.")
	}
	v, exc := f.outcome(t)
	if exc != nil && f.state == finished {
		t.SetContext(exc)
	}
	return v, exc
}

func futureException(t *thread, self value) (value, *excp) {
	f := asFuture(self)
	switch {
	case !f.alive():
		return value{}, raise(t, imported.invalidState, "Future object is not initialized.")
	case f.state == cancelled:
		exc := f.cancelledError(t)
		t.SetContext(exc)
		return value{}, exc
	case f.state != finished:
		return value{}, raise(t, imported.invalidState, "Exception is not set.")
	case f.exception == nil:
		return py.None, nil
	}
	f.retrieved()
	return f.exception.V(), nil
}

func futureMethods() []py.Method {
	return append(shared(docMakeCancelledError),
		one("set_result", "result", func(t *thread, self, v value) (value, *excp) {
			return py.None, asFuture(self).setResult(t, v)
		}, docSetResult),
		one("set_exception", "exception", func(t *thread, self, v value) (value, *excp) {
			if exc := asFuture(self).ensure(); exc != nil {
				return value{}, exc
			}
			return py.None, asFuture(self).setException(t, v)
		}, docSetException),
		py.Method{Name: "cancel", Sig: "(msg=None)", Doc: docCancel, FN: func(t *thread, self value, args []value) (value, *excp) {
			if exc := asFuture(self).ensure(); exc != nil {
				return value{}, exc
			}
			done, exc := asFuture(self).cancel(t, orNone(args[0]))
			return py.Bool(done), exc
		}},
		none("get_loop", func(t *thread, self value) (value, *excp) {
			return asFuture(self).loop, asFuture(self).ensure()
		}, docGetLoop),
		py.Method{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: py.ClassGetItem, Doc: docClassGetitem},
	)
}

// getter makes an attribute that only a future that was initialised has.
func getter(name string, get func(f *future) value) py.GetSet {
	return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) {
		f := asFuture(self)
		if exc := f.ensure(); exc != nil {
			return value{}, exc
		}
		return orNone(get(f)), nil
	}}
}

// plain makes an attribute that any future has.
func plain(name string, get func(f *future) value, set func(t *thread, f *future, v value) *excp) py.GetSet {
	g := py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return orNone(get(asFuture(self))), nil }}
	if set != nil {
		g.Set = func(t *thread, self, v value) *excp {
			if v.IsUnbound() {
				return py.Errorf(py.AttributeError, "cannot delete attribute")
			}
			return set(t, asFuture(self), v)
		}
	}
	return g
}

var stateNames = [...]*py.Str{pending: py.Intern("PENDING"), cancelled: py.Intern("CANCELLED"), finished: py.Intern("FINISHED")}

func futureAttrs() []py.GetSet {
	logTraceback := getter("_log_traceback", func(f *future) value { return py.Bool(f.logTB) })
	logTraceback.Set = func(t *thread, self, v value) *excp {
		if v.IsUnbound() {
			return py.Errorf(py.AttributeError, "cannot delete attribute")
		}
		on, exc := py.Truth(t, v)
		if exc == nil && on {
			exc = py.ValueErrorf("_log_traceback can only be set to False")
		}
		if exc == nil {
			asFuture(self).retrieved()
		}
		return exc
	}
	blocking := plain("_asyncio_future_blocking", func(f *future) value { return py.Bool(f.alive() && f.blocking) }, nil)
	blocking.Set = func(t *thread, self, v value) *excp {
		if exc := asFuture(self).ensure(); exc != nil {
			return exc
		}
		if v.IsUnbound() {
			return py.Errorf(py.AttributeError, "cannot delete attribute")
		}
		on, exc := py.Truth(t, v)
		if exc == nil {
			asFuture(self).blocking = on
		}
		return exc
	}
	return []py.GetSet{
		getter("_state", func(f *future) value { return stateNames[f.state].V() }),
		blocking,
		plain("_loop", func(f *future) value { return f.loop }, nil),
		getter("_callbacks", (*future).callbacks),
		getter("_result", func(f *future) value { return f.result }),
		getter("_exception", func(f *future) value {
			if f.exception == nil {
				return py.None
			}
			return f.exception.V()
		}),
		logTraceback,
		plain("_source_traceback", func(f *future) value {
			if f.rare == nil || !f.alive() {
				return py.None
			}
			return f.rare.source
		}, nil),
		plain("_cancel_message", (*future).message, func(t *thread, f *future, v value) *excp {
			f.setMessage(v)
			return nil
		}),
		{Name: "_asyncio_awaited_by", Get: func(t *thread, self value) (value, *excp) {
			f := asFuture(self)
			switch {
			case f.awaitedBy.IsUnbound():
				return py.None, nil
			case f.awaiters:
				return py.Call1(t, py.FrozenSetType.V(), f.awaitedBy)
			}
			return py.Call1(t, py.FrozenSetType.V(), py.NewTuple(f.awaitedBy).V())
		}},
	}
}

// callbacks returns the list of pairs of callbacks and contexts, None for none.
func (f *future) callbacks() value {
	var items []value
	if f.first.fn.Bound() {
		items = append(items, py.Tuple2(f.first.fn, f.first.context))
	}
	for _, c := range f.more {
		items = append(items, py.Tuple2(c.fn, c.context))
	}
	if items == nil {
		return py.None
	}
	return py.ListFrom(items).V()
}

func defineFuture() {
	py.Define(futureType, &py.StaticType{Name: "_asyncio.Future", Doc: docFuture, Sig: "(*, loop=None)", Flags: py.BaseType,
		Alloc: futureAlloc, ExtOffset: unsafe.Offsetof(future{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{
			New:  func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) { return typ.Alloc(typ), nil },
			Init: futureInit, Iter: futureIterOf, Await: futureIterOf, Del: futureDel,
			Repr: func(t *thread, self value) (value, *excp) {
				if exc := asFuture(self).ensure(); exc != nil {
					return value{}, exc
				}
				return py.Call1(t, imported.futureRepr, self)
			},
		},
		Methods: futureMethods(), GetSet: futureAttrs()})
}
