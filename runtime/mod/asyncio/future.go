// This file defines Future: a result that is not there yet, and whom to call when it is.

package asyncio

import (
	"unsafe"

	"adder/runtime/mod/contextvars"
	"adder/runtime/py"
)

// state tells how far a future is.
type state uint8

const (
	pending state = iota
	cancelled
	finished
)

// callback is what add_done_callback was given.
type callback struct{ fn, context value }

// future is a Future; a task starts with one.
type future struct {
	py.Header
	py.Ext
	loop      value      // unbound: __init__ was not called
	first     callback   // nearly all futures have one callback
	more      []callback // further ones, in order
	result    value      // unbound: none
	exception *excp
	awaitedBy value // who waits: unbound, a future, or a set of them
	rare      *rarely

	state    state
	isTask   bool // an instance of Task, so that the struct is a task
	logTB    bool // the exception was not retrieved
	blocking bool // _asyncio_future_blocking
	awaiters bool // awaitedBy is a set
	watched  bool // the class defines a __del__ of its own
	guarded  bool // the collector calls __del__ because of what the future is
}

// rarely is what few futures have.
type rarely struct {
	source    value         // _source_traceback; unbound: None
	message   value         // _cancel_message; unbound: None
	traceback *py.Traceback // that of the exception when it was set
	cancelled *excp         // the CancelledError that ended a task

	prev, next *future // of the list of those that failed lately
	failed     bool    // in that list
}

var futureType = &py.Type{Name: "Future"}

func asFuture(v value) *future { return (*future)(v.Ptr()) }

// isFuture reports whether v is a Future, a Task, or an instance of a subclass.
func isFuture(v value) bool { return py.IsInstance(v, futureType) }

// exact reports whether v is a Future or Task, and not of a subclass that could behave differently.
func exact(v value) bool {
	typ := v.Type()
	return typ == futureType || typ == taskType
}

func (f *future) V() value { return py.FromPtr(unsafe.Pointer(f)) }

func (f *future) alive() bool { return f.loop.Bound() }

func (f *future) need() *rarely {
	if f.rare == nil {
		f.rare = &rarely{}
	}
	return f.rare
}

func futureAlloc(typ *py.Type) value {
	f := &future{}
	f.SetType(typ)
	f.watched = py.Finalized(f.V())
	return f.V()
}

var futureSig = py.Signature{Text: "(*, loop=None)"}

func futureInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	loop := py.None
	if len(args) == 1 && len(kw) == 1 && kw[0] == nameLoop {
		loop = args[0]
	} else if len(args) > 0 {
		out := t.PushArgs(1)
		defer t.PopArgs(out)
		if exc := py.BindInto("Future", &futureSig, out, args, kw); exc != nil {
			return exc
		}
		loop = orNone(out[0])
	}
	return asFuture(self).init(t, loop)
}

func (f *future) init(t *thread, loop value) *excp {
	if f.alive() { // called once more
		f.retrieved()
		f.unguard()
		*f = future{Header: f.Header, Ext: f.Ext, watched: f.watched}
	}
	if loop.IsNone() {
		var exc *excp
		if loop, exc = eventLoop(t); exc != nil {
			return exc
		}
	}
	f.loop = loop
	if l := usual(t, loop); l != nil && !l.debug.IsTrue() {
		return nil
	}
	v, exc := py.CallMethod(t, loop, nameGetDebug)
	if exc != nil {
		return exc
	}
	debug, exc := py.Truth(t, v)
	if exc != nil || !debug {
		return exc
	}
	source, exc := py.Call0(t, imported.extractStack)
	if exc == nil {
		f.need().source = source
	}
	return exc
}

// ensure reports a future that was not initialised.
func (f *future) ensure() *excp {
	if f.alive() {
		return nil
	}
	return py.RuntimeErrorf("Future object is not initialized.")
}

// schedule tells the loop to call the callbacks of a future that is done.
func (f *future) schedule(t *thread) *excp {
	if f.isTask {
		registry.remove(f.task())
	}
	if first := f.first; first.fn.Bound() {
		f.first = callback{}
		if exc := callSoon(t, f.loop, first.fn, f.V(), first.context); exc != nil {
			f.more = nil
			return exc
		}
	}
	more := f.more
	f.more = nil
	for _, c := range more {
		if exc := callSoon(t, f.loop, c.fn, f.V(), c.context); exc != nil {
			return exc
		}
	}
	return nil
}

func (f *future) setResult(t *thread, v value) *excp {
	if exc := f.ensure(); exc != nil {
		return exc
	}
	if f.state != pending {
		return raise(t, imported.invalidState, "invalid state")
	}
	f.result, f.state = v, finished
	return f.schedule(t)
}

func (f *future) setException(t *thread, v value) *excp {
	if f.state != pending {
		return raise(t, imported.invalidState, "invalid state")
	}
	if py.IsExcClass(v) {
		var exc *excp
		if v, exc = py.Call0(t, v); exc != nil {
			return exc
		}
		if f.state != pending {
			return raise(t, imported.invalidState, "invalid state")
		}
	}
	if !py.IsExc(v) {
		return py.TypeErrorf("invalid exception object")
	}
	e := py.AsExc(v)
	if e.Matches(py.StopIteration) {
		wrapped := py.RuntimeErrorf("StopIteration interacts badly with generators and cannot be raised into a Future")
		wrapped.SetCause(v)
		wrapped.Context = e
		e = wrapped
	}
	f.exception, f.state = e, finished
	if e.Traceback != nil {
		f.need().traceback = e.Traceback
	}
	if exc := f.schedule(t); exc != nil {
		return exc
	}
	f.logTB = true
	failures.add(f)
	return nil
}

// cancel is Future.cancel; it reports whether the future was pending.
func (f *future) cancel(t *thread, message value) (bool, *excp) {
	f.retrieved()
	if f.state != pending {
		return false, nil
	}
	f.state = cancelled
	f.setMessage(message)
	return true, f.schedule(t)
}

func (f *future) setMessage(v value) {
	if f.rare == nil && (v.IsUnbound() || v.IsNone()) {
		return
	}
	f.need().message = v
}

func (f *future) message() value {
	if f.rare == nil {
		return py.None
	}
	return orNone(f.rare.message)
}

// cancelledError makes the CancelledError of a cancelled future; that which ended a task is raised
// once.
func (f *future) cancelledError(t *thread) *excp {
	var v value
	var exc *excp
	if r := f.rare; r != nil && r.cancelled != nil {
		e := r.cancelled
		r.cancelled = nil
		return e
	}
	if message := f.message(); message.IsNone() {
		v, exc = py.Call0(t, imported.cancelled.V())
	} else {
		v, exc = py.Call1(t, imported.cancelled.V(), message)
	}
	if exc != nil {
		return exc
	}
	return py.AsExc(v)
}

// outcome returns the result of the future, or raises what it failed with.
func (f *future) outcome(t *thread) (value, *excp) {
	switch {
	case f.state == cancelled:
		exc := f.cancelledError(t)
		t.SetContext(exc)
		return value{}, exc
	case f.state != finished:
		return value{}, raise(t, imported.invalidState, "Result is not set.")
	}
	if f.exception == nil {
		return f.result, nil
	}
	f.retrieved()
	return value{}, f.failure()
}

// failure returns the exception of the future, with the traceback that it had when it was set where
// it is asked for for the first time.
func (f *future) failure() *excp {
	e := f.exception
	e.Traceback = nil
	if r := f.rare; r != nil {
		e.Traceback, r.traceback = r.traceback, nil
	}
	return e
}

func (f *future) addCallback(t *thread, fn, context value) *excp {
	switch {
	case !f.alive():
		return py.RuntimeErrorf("uninitialized Future object")
	case f.state != pending:
		return callSoon(t, f.loop, fn, f.V(), context)
	case f.more == nil && f.first.fn.IsUnbound():
		f.first = callback{fn, context}
	default:
		f.more = append(f.more, callback{fn, context})
	}
	return nil
}

// removeCallback removes the callbacks that equal fn and returns how many those were.
func (f *future) removeCallback(t *thread, fn value) (int, *excp) {
	removed := 0
	if f.first.fn.Bound() {
		same, exc := py.CompareBool(t, f.first.fn, fn, py.EQ)
		if exc != nil {
			return 0, exc
		}
		if same {
			f.first = callback{}
			removed = 1
		}
	}
	n := len(f.more)
	var kept []callback
	for i := 0; i < len(f.more); i++ { // a comparison may change them
		c := f.more[i]
		same, exc := py.CompareBool(t, c.fn, fn, py.EQ)
		if exc != nil {
			return 0, exc
		}
		if !same {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 || f.more == nil {
		f.more = nil
		return removed + n, nil
	}
	n = len(f.more)
	f.more = kept
	return removed + n - len(kept), nil
}

// addAwaiter notes that v waits for the future.
func (f *future) addAwaiter(t *thread, v value) *excp {
	if f.awaitedBy.IsUnbound() {
		f.awaitedBy = v
		return nil
	}
	if !f.awaiters {
		set := py.NewSet()
		if exc := py.SetAdd(t, set, f.awaitedBy); exc != nil {
			return exc
		}
		f.awaitedBy, f.awaiters = set, true
	}
	return py.SetAdd(t, f.awaitedBy, v)
}

func (f *future) discardAwaiter(t *thread, v value) *excp {
	switch {
	case f.awaitedBy.IsUnbound():
	case f.awaiters:
		_, exc := py.CallMethod(t, f.awaitedBy, nameDiscard, v)
		return exc
	case py.Is(f.awaitedBy, v):
		f.awaitedBy = value{}
	}
	return nil
}

// loopOf returns the loop of any future (asyncio.futures._get_loop).
func loopOf(t *thread, v value) (value, *excp) {
	if exact(v) {
		return orNone(asFuture(v).loop), nil
	}
	get, exc := py.LookupAttr(t, v, nameGetLoop)
	switch {
	case exc != nil:
		return value{}, exc
	case get.Bound():
		return py.Call0(t, get)
	}
	return py.GetAttr(t, v, nameLoopAttr)
}

// contextOrCurrent returns the context for a callback: a copy of the current one where none is given.
func contextOrCurrent(t *thread, context value) value {
	if context.IsUnbound() {
		return contextvars.Copy(t)
	}
	return context
}
