// This file defines Task: a coroutine that a loop steps through, waiting for the futures that it
// yields.

package asyncio

import (
	"unsafe"

	"adder/runtime/mod/contextvars"
	"adder/runtime/py"
)

// task is a Task.
type task struct {
	future
	waiter  value // the future that the coroutine waits for; unbound: none
	coro    value // unbound: not initialised, or done eagerly
	name    value // an int until somebody asks for the name
	context value

	prev, next   *task // of the list of young tasks
	cancels      int32 // requests to cancel that were not taken back
	mustCancel   bool
	logDestroyed bool
	listed, aged bool // in the list of young or of old tasks
}

var taskType = &py.Type{Name: "Task"}

var (
	// taskCount numbers tasks without a name.
	taskCount int64
	// coroutineTypes are types that asyncio.iscoroutine has found to be coroutines'.
	coroutineTypes = map[*py.Type]bool{}
)

const maxCoroutineTypes = 100

func asTask(v value) *task { return (*task)(v.Ptr()) }

// task returns the task that the future, whose isTask must be set, is.
func (f *future) task() *task { return (*task)(unsafe.Pointer(f)) }

func taskAlloc(typ *py.Type) value {
	k := &task{}
	k.SetType(typ)
	k.watched = py.Finalized(k.V())
	return k.V()
}

var taskSig = py.Signature{Text: "(coro, *, loop=None, name=None, context=None, eager_start=False)"}

func taskInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	out := t.PushArgs(5)
	defer t.PopArgs(out)
	if exc := py.BindInto("Task", &taskSig, out, args, kw); exc != nil {
		return exc
	}
	eager := false
	if out[4].Bound() {
		var exc *excp
		if eager, exc = py.Truth(t, out[4]); exc != nil {
			return exc
		}
	}
	k := asTask(self)
	exc := k.begin(t, out[0], orNone(out[1]), orNone(out[2]), orNone(out[3]), eager)
	if exc != nil && k.logDestroyed && k.state == pending {
		k.guard() // nobody will step it
	}
	return exc
}

// begin is Task.__init__.
func (k *task) begin(t *thread, coro, loop, name, context value, eager bool) *excp {
	if exc := k.init(t, loop); exc != nil {
		return exc
	}
	k.isTask = true
	if is, exc := isCoroutine(t, coro); exc != nil {
		return exc
	} else if !is {
		k.logDestroyed = false
		return messagef(t, py.TypeError, "a coroutine was expected, got %s", coro)
	}
	if context.IsNone() {
		context = contextvars.Copy(t)
	}
	k.context, k.coro = context, coro
	k.waiter, k.mustCancel, k.logDestroyed, k.cancels = value{}, false, true, 0
	if exc := k.setName(t, name); exc != nil {
		return exc
	}
	if eager {
		running, exc := py.CallMethod(t, loop, nameIsRunning)
		if exc != nil {
			return exc
		}
		if running.IsTrue() {
			return k.startEagerly(t)
		}
	}
	if exc := k.stepSoon(t, nil); exc != nil {
		return exc
	}
	registry.add(k)
	return nil
}

func (k *task) setName(t *thread, name value) *excp {
	switch {
	case name.IsNone():
		taskCount++
		name = py.Int(taskCount)
	case name.Type() != py.StrType:
		s, exc := py.StrOf(t, name)
		if exc != nil {
			return exc
		}
		name = s.V()
	}
	k.name = name
	return nil
}

func isCoroutine(t *thread, v value) (bool, *excp) {
	typ := v.Type()
	if typ == py.CoroutineType || coroutineTypes[typ] {
		return true, nil
	}
	r, exc := py.Call1(t, imported.iscoroutine, v)
	if exc != nil {
		return false, exc
	}
	is, exc := py.Truth(t, r)
	if is && exc == nil && len(coroutineTypes) < maxCoroutineTypes {
		coroutineTypes[typ] = true
	}
	return is, exc
}

// stepSoon lets the loop step the task, with exc raised in the coroutine if it is not nil.
func (k *task) stepSoon(t *thread, exc *excp) *excp {
	return callSoon(t, k.loop, newStep(k, exc), value{}, k.context)
}

// failSoon raises a RuntimeError in the coroutine, which has yielded what it must not.
func (k *task) failSoon(t *thread, format string, values ...value) *excp {
	exc := messagef(t, py.RuntimeError, format, values...)
	if !exc.Matches(py.RuntimeError) {
		return exc
	}
	return k.stepSoon(t, exc)
}

// step runs the coroutine until it waits again, as the current task.
func (k *task) step(t *thread, exc *excp) *excp {
	self := k.V()
	if failed := enterTask(t, k.loop, self); failed != nil {
		return failed
	}
	failed := k.advance(t, exc)
	left := leaveTask(t, k.loop, self)
	if left == nil {
		return failed
	}
	if failed != nil && left.Context == nil {
		left.Context = failed
	}
	return left
}

// advance runs the coroutine until it waits again.
func (k *task) advance(t *thread, exc *excp) *excp {
	if k.state != pending {
		thrown := py.None
		if exc != nil {
			thrown = exc.V()
		}
		return k.alreadyDone(t, thrown)
	}
	if k.mustCancel {
		if exc == nil || !exc.Matches(imported.cancelled) {
			exc = k.cancelledError(t)
		}
		k.mustCancel = false
	}
	k.waiter = value{}
	k.unguard()
	if k.coro.IsUnbound() {
		return py.RuntimeErrorf("uninitialized Task object")
	}
	v, done, failed := k.resume(t, exc)
	switch {
	case failed != nil:
		return k.fail(t, failed)
	case !done:
		return k.await(t, v)
	case k.mustCancel: // cancelled right before the coroutine returned
		k.mustCancel = false
		_, exc := k.cancel(t, k.message())
		return exc
	}
	return k.setResult(t, v)
}

func (k *task) alreadyDone(t *thread, thrown value) *excp {
	a, exc := repr(t, k.V())
	if exc != nil {
		return exc
	}
	b, exc := repr(t, thrown)
	if exc != nil {
		return exc
	}
	return raise(t, imported.invalidState, "__step(): already done: "+a+" "+b)
}

// resume sends None into the coroutine, or raises exc in it.
func (k *task) resume(t *thread, exc *excp) (v value, done bool, failed *excp) {
	if exc == nil {
		return py.Send(t, k.coro, py.None)
	}
	if k.coro.Type() == py.CoroutineType {
		return py.AsGenerator(k.coro).Throw(t, exc)
	}
	v, failed = py.CallMethod(t, k.coro, nameThrow, exc.V())
	if failed != nil && failed.Matches(py.StopIteration) {
		return failed.Field(py.StopIterationValue), true, nil
	}
	return v, false, failed
}

// fail ends the task with an exception that came out of the coroutine.
func (k *task) fail(t *thread, exc *excp) *excp {
	if exc.Matches(imported.cancelled) {
		k.need().cancelled = exc
		_, failed := k.cancel(t, value{})
		return failed
	}
	if failed := k.setException(t, exc.V()); failed != nil {
		return failed
	}
	if exc.Matches(py.KeyboardInterrupt) || exc.Matches(py.SystemExit) {
		return exc
	}
	return nil
}

// await waits for what the coroutine has yielded.
func (k *task) await(t *thread, v value) *excp {
	if exact(v) {
		f := asFuture(v)
		switch {
		case f == &k.future:
			return k.failSoon(t, "Task cannot await on itself: %s", v)
		case !py.Is(orNone(f.loop), k.loop):
			return k.failSoon(t, "Task %s got Future %s attached to a different loop", k.V(), v)
		case !f.blocking:
			return k.failSoon(t, "yield was used instead of yield from in task %s with %s", k.V(), v)
		}
		if exc := f.addAwaiter(t, k.V()); exc != nil {
			return exc
		}
		f.blocking = false
		if exc := f.addCallback(t, k.wakeupCall(), k.context); exc != nil {
			return exc
		}
		return k.waitFor(t, v)
	}
	if v.IsNone() {
		return k.stepSoon(t, nil) // a bare yield: once round the loop
	}
	return k.awaitOther(t, v)
}

// awaitOther is await for what is neither None nor exactly a Future or Task.
func (k *task) awaitOther(t *thread, v value) *excp {
	if isFuture(v) && asFuture(v) == &k.future {
		return k.failSoon(t, "Task cannot await on itself: %s", v)
	}
	flag, exc := py.LookupAttr(t, v, nameBlocking)
	if exc != nil {
		return exc
	}
	if flag.IsUnbound() || flag.IsNone() {
		if py.IsInstance(v, py.GeneratorType) {
			return k.failSoon(t, "yield was used instead of yield from for generator in task %s with %s", k.V(), v)
		}
		return k.failSoon(t, "Task got bad yield: %s", v)
	}
	blocking, exc := py.Truth(t, flag)
	if exc != nil {
		return exc
	}
	loop, exc := loopOf(t, v)
	switch {
	case exc != nil:
		return exc
	case !py.Is(loop, k.loop):
		return k.failSoon(t, "Task %s got Future %s attached to a different loop", k.V(), v)
	case !blocking:
		return k.failSoon(t, "yield was used instead of yield from in task %s with %s", k.V(), v)
	}
	if isFuture(v) {
		if exc := asFuture(v).addAwaiter(t, k.V()); exc != nil {
			return exc
		}
	}
	if exc := py.SetAttr(t, v, nameBlocking, py.False); exc != nil {
		return exc
	}
	if exc := addCallbackOf(t, v, k.wakeupCall(), k.context); exc != nil {
		return exc
	}
	return k.waitFor(t, v)
}

// addCallbackOf calls v.add_done_callback(fn, context=context).
func addCallbackOf(t *thread, v, fn, context value) *excp {
	add, self, exc := py.LoadMethod(t, v, nameAddCallback)
	if exc != nil {
		return exc
	}
	if self.Bound() && py.Is(add, addCallbackMethod()) {
		return asFuture(v).addCallback(t, fn, context)
	}
	args := t.PushArgs(3)
	defer t.PopArgs(args)
	args[0], args[1], args[2] = self, fn, context
	if self.IsUnbound() {
		args = args[1:]
	}
	_, exc = py.Call(t, add, args, kwContext)
	return exc
}

// waitFor notes what the task waits for, and cancels it if the task is to be cancelled.
func (k *task) waitFor(t *thread, v value) *excp {
	k.waiter = v
	if !k.mustCancel {
		return nil
	}
	r, exc := py.CallMethod(t, v, nameCancel, k.message())
	if exc != nil {
		return exc
	}
	ok, exc := py.Truth(t, r)
	if ok && exc == nil {
		k.mustCancel = false
	}
	return exc
}

// wakeupMethod is the method of tasks that is the callback of what they wait for.
var wakeupMethod = &py.Method{Name: "task_wakeup", Sig: "(object, /)"}

func init() {
	wakeupMethod.F1 = func(t *thread, self, a value) (value, *excp) { return py.None, asTask(self).wakeup(t, a) }
}

func (k *task) wakeupCall() value { return py.NewBuiltin(wakeupMethod, k.V(), value{}) }

// wakeup steps the task after v, for which it waits, is done.
func (k *task) wakeup(t *thread, v value) *excp {
	if isFuture(v) {
		f := asFuture(v)
		if exc := f.discardAwaiter(t, k.V()); exc != nil {
			return exc
		}
		if exact(v) {
			_, exc := f.outcome(t)
			return k.step(t, exc)
		}
	}
	_, exc := py.CallMethod(t, v, nameResult)
	return k.step(t, exc)
}

// startEagerly runs the first step at once.
func (k *task) startEagerly(t *thread) *excp {
	prev, exc := swapTask(t, k.loop, k.V())
	if exc != nil {
		return exc
	}
	registry.add(k)
	if exc := contextvars.Enter(t, k.context); exc != nil {
		return exc
	}
	exc = k.advance(t, nil)
	if _, failed := swapTask(t, k.loop, prev); failed != nil {
		exc = failed
	}
	if failed := contextvars.Exit(t, k.context); failed != nil {
		exc = failed
	}
	if k.state != pending {
		k.coro = value{}
	}
	return exc
}

// requestCancel is Task.cancel.
func (k *task) requestCancel(t *thread, message value) (bool, *excp) {
	k.retrieved()
	if k.state != pending {
		return false, nil
	}
	k.cancels++
	if k.waiter.Bound() {
		r, exc := py.CallMethod(t, k.waiter, nameCancel, message)
		if exc != nil {
			return false, exc
		}
		ok, exc := py.Truth(t, r)
		if ok || exc != nil {
			return ok, exc
		}
	}
	k.mustCancel = true
	k.setMessage(message)
	return true, nil
}

func (k *task) uncancel() int64 {
	if k.cancels > 0 {
		if k.cancels--; k.cancels == 0 {
			k.mustCancel = false
		}
	}
	return int64(k.cancels)
}
