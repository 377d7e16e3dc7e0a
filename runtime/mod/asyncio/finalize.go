// This file reports what nobody has looked at when it is collected: exceptions of futures, and tasks
// that were still pending.

package asyncio

import "adder/runtime/py"

// reportLate reports the exceptions that nobody can look at any more. CPython does that as soon as the
// last reference is gone: the end of a loop's run is when most programs have dropped theirs.
func reportLate(t *thread) {
	if failures.young != nil {
		py.Sweep(t)
		py.RunQueued(t)
	}
}

// reportAll reports what is left at the end of the program, except for tasks of loops that still run in
// other threads.
func reportAll(t *thread) {
	var left []value
	registry.each(func(k *task) {
		for _, other := range py.Threads() {
			if runs(other, k.loop) {
				return
			}
		}
		left = append(left, k.V())
	})
	for f := failures.young; f != nil; f = f.rare.next {
		left = append(left, f.V())
	}
	for i := len(failures.old) - 1; i >= 0; i-- {
		if f := failures.old[i].Value(); f != nil && f.logTB {
			left = append(left, f.V())
		}
	}
	for _, v := range left {
		if exc := v.Type().Slots.Del(t, v); exc != nil {
			py.Unraisable(t, exc, "Exception ignored while calling deallocator", value{})
		}
	}
}

// handler calls the exception handler of the loop with a description of the future's problem.
func (f *future) handler(t *thread, message, key string, exception *excp) {
	context := py.NewDict()
	context.SetStr(py.Intern("message"), py.StrV(message))
	if exception != nil {
		context.SetStr(py.Intern("exception"), exception.V())
	}
	context.SetStr(py.Intern(key), f.V())
	if f.rare != nil && f.rare.source.Bound() {
		context.SetStr(py.Intern("source_traceback"), f.rare.source)
	}
	call, exc := py.GetAttr(t, f.loop, nameHandler)
	if exc != nil {
		return
	}
	if _, exc := py.Call1(t, call, context.V()); exc != nil {
		what := "Exception ignored while calling asyncio function"
		if s, failed := repr(t, call); failed == nil {
			what += " " + s
		}
		py.Unraisable(t, exc, what, value{})
	}
}

// futureDel is the __del__ of futures.
func futureDel(t *thread, self value) *excp {
	f := asFuture(self)
	f.unguard()
	if f.logTB {
		f.retrieved()
		f.handler(t, self.Type().Name+" exception was never retrieved", "future", f.exception)
	}
	return nil
}

// taskDel is the __del__ of tasks.
func taskDel(t *thread, self value) *excp {
	if k := asTask(self); k.state == pending && k.logDestroyed {
		k.unguard()
		k.handler(t, "Task was destroyed but it is pending!", "task", nil)
	}
	return futureDel(t, self)
}
