// This file reports what nobody has looked at when it is collected: exceptions of futures, and tasks
// that were still pending.

package asyncio

import "adder/runtime/py"

// watch arranges that the collector calls the __del__ of a future with an exception.
func (f *future) watch() {
	if !f.watched {
		f.watched = true
		py.Finalize(f.V())
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
	if f.logTB {
		f.logTB = false
		f.handler(t, self.Type().Name+" exception was never retrieved", "future", f.exception)
	}
	return nil
}

// taskDel is the __del__ of tasks.
func taskDel(t *thread, self value) *excp {
	if k := asTask(self); k.state == pending && k.logDestroyed {
		k.handler(t, "Task was destroyed but it is pending!", "task", nil)
	}
	return futureDel(t, self)
}
