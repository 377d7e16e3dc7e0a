// This file lists the functions of the module.

package asyncio

import "adder/runtime/py"

func functions() []py.Method {
	type call = func(t *thread, task value) *excp
	task := func(name, doc string, native func(k *task), other call) py.Method {
		return py.Method{Name: name, Sig: "(task)", Doc: doc, FN: func(t *thread, self value, args []value) (value, *excp) {
			if v := args[0]; !py.IsInstance(v, taskType) {
				return py.None, other(t, v)
			}
			native(asTask(args[0]))
			return py.None, nil
		}}
	}
	method := func(set *value, name string) call {
		return func(t *thread, v value) *excp {
			_, exc := py.CallMethod(t, *set, py.Intern(name), v)
			return exc
		}
	}
	pair := func(name, doc string, do func(t *thread, loop, task value) (value, *excp)) py.Method {
		return py.Method{Name: name, Sig: "(loop, task)", Doc: doc, F2: func(t *thread, self, loop, task value) (value, *excp) {
			return do(t, loop, task)
		}, FN: func(t *thread, self value, args []value) (value, *excp) { return do(t, args[0], args[1]) }}
	}
	awaited := func(name, doc string, do func(f *future, t *thread, v value) *excp) py.Method {
		return py.Method{Name: name, Sig: "(fut, waiter, /)", Doc: doc, F2: func(t *thread, self, fut, waiter value) (value, *excp) {
			if isFuture(fut) && isFuture(waiter) {
				return py.None, do(asFuture(fut), t, waiter)
			}
			return py.None, nil
		}}
	}
	return []py.Method{
		{Name: "current_task", Sig: "(loop=None)", Doc: docModCurrentTask,
			F0: func(t *thread, self value) (value, *excp) { return currentTask(t, py.None) },
			F1: func(t *thread, self, loop value) (value, *excp) { return currentTask(t, loop) },
			FN: func(t *thread, self value, args []value) (value, *excp) { return currentTask(t, orNone(args[0])) }},
		{Name: "get_event_loop", Sig: "()", Doc: docModGetEventLoop, F0: func(t *thread, self value) (value, *excp) { return eventLoop(t) }},
		{Name: "get_running_loop", Sig: "()", Doc: docModGetRunningLoop, F0: func(t *thread, self value) (value, *excp) { return runningLoop(t) }},
		{Name: "_get_running_loop", Sig: "()", Doc: docModGetRunningLoopP, F0: func(t *thread, self value) (value, *excp) {
			return orNone(t.RunningLoop), nil
		}},
		{Name: "_set_running_loop", Sig: "(loop, /)", Doc: docModSetRunningLoop, F1: func(t *thread, self, loop value) (value, *excp) {
			setRunningLoop(t, loop)
			return py.None, nil
		}},
		task("_register_task", docModRegisterTask, registry.add, method(&others.scheduled, "add")),
		task("_register_eager_task", docModRegisterEagerTask, registry.add, method(&others.eager, "add")),
		task("_unregister_task", docModUnregisterTask, registry.remove, method(&others.scheduled, "discard")),
		task("_unregister_eager_task", docModUnregisterEagerTask, registry.remove, method(&others.eager, "discard")),
		pair("_enter_task", docModEnterTask, func(t *thread, loop, task value) (value, *excp) { return py.None, enterTask(t, loop, task) }),
		pair("_leave_task", docModLeaveTask, func(t *thread, loop, task value) (value, *excp) { return py.None, leaveTask(t, loop, task) }),
		pair("_swap_current_task", docModSwapCurrentTask, swapTask),
		{Name: "all_tasks", Sig: "(loop=None)", Doc: docModAllTasks, FN: func(t *thread, self value, args []value) (value, *excp) {
			return allTasks(t, orNone(args[0]))
		}},
		awaited("future_add_to_awaited_by", docModFutureAddToAwaitedBy, (*future).addAwaiter),
		awaited("future_discard_from_awaited_by", "", (*future).discardAwaiter),
	}
}
