// This file keeps who runs: the loop and the task of each thread.

package asyncio

import "adder/runtime/py"

// eventLoop is get_event_loop(): the running loop, else the policy's.
func eventLoop(t *thread) (value, *excp) {
	if t.RunningLoop.Bound() {
		return t.RunningLoop, nil
	}
	policy, exc := py.Call0(t, imported.eventLoopPolicy)
	if exc != nil {
		return value{}, exc
	}
	return py.CallMethod(t, policy, py.Intern("get_event_loop"))
}

func runningLoop(t *thread) (value, *excp) {
	if t.RunningLoop.IsUnbound() {
		return value{}, py.RuntimeErrorf("no running event loop")
	}
	return t.RunningLoop, nil
}

func setRunningLoop(t *thread, loop value) {
	if !loop.IsNone() {
		t.RunningLoop = loop
		return
	}
	t.RunningLoop = value{}
	loops.forget()
	reportLate(t)
}

// runs reports whether loop is the one that runs in the thread.
func runs(t *thread, loop value) bool { return t.RunningLoop.Bound() && py.Is(t.RunningLoop, loop) }

func enterTask(t *thread, loop, task value) *excp {
	if !runs(t, loop) {
		return messagef(t, py.RuntimeError, "loop %s is not the running loop", loop)
	}
	if t.RunningTask.Bound() {
		return messagef(t, py.RuntimeError, "Cannot enter into task %s while another task %s is being executed.", task, t.RunningTask)
	}
	t.RunningTask = task
	return nil
}

func leaveTask(t *thread, loop, task value) *excp {
	if !runs(t, loop) {
		return messagef(t, py.RuntimeError, "loop %s is not the running loop", loop)
	}
	if t.RunningTask.IsUnbound() || !py.Is(t.RunningTask, task) {
		return messagef(t, py.RuntimeError, "Invalid attempt to leave task %s while task %s is entered.", task, orNone(t.RunningTask))
	}
	t.RunningTask = value{}
	return nil
}

// swapTask makes task, which may be None, the current one and returns the one before.
func swapTask(t *thread, loop, task value) (value, *excp) {
	if !runs(t, loop) {
		return value{}, messagef(t, py.RuntimeError, "loop %s is not the running loop", loop)
	}
	prev := orNone(t.RunningTask)
	if task.IsNone() {
		task = value{}
	}
	t.RunningTask = task
	return prev, nil
}

func currentTask(t *thread, loop value) (value, *excp) {
	if loop.IsNone() {
		var exc *excp
		if loop, exc = runningLoop(t); exc != nil {
			return value{}, exc
		}
	}
	if runs(t, loop) {
		return orNone(t.RunningTask), nil
	}
	for _, other := range py.Threads() {
		if runs(other, loop) {
			return orNone(other.RunningTask), nil
		}
	}
	return py.None, nil
}

// allTasks is all_tasks(): the pending tasks of a loop.
func allTasks(t *thread, loop value) (value, *excp) {
	if loop.IsNone() {
		var exc *excp
		if loop, exc = runningLoop(t); exc != nil {
			return value{}, exc
		}
	}
	var list []value
	for _, set := range []value{others.eager, others.scheduled} {
		items, exc := py.Collect(t, set)
		if exc != nil {
			return value{}, exc
		}
		list = append(list, items...)
	}
	registry.each(func(k *task) { list = append(list, k.V()) })
	out := py.NewSet()
	for _, v := range list {
		of, exc := isPendingOf(t, v, loop)
		if exc == nil && of {
			exc = py.SetAdd(t, out, v)
		}
		if exc != nil {
			return value{}, exc
		}
	}
	return out, nil
}

// isPendingOf reports whether the task v of the loop is not done.
func isPendingOf(t *thread, v, loop value) (bool, *excp) {
	if v.Type() == taskType {
		f := asFuture(v)
		return f.state == pending && f.alive() && py.Is(f.loop, loop), nil
	}
	done, exc := py.CallMethod(t, v, nameDone)
	if exc != nil || done.IsTrue() {
		return false, exc
	}
	of, exc := loopOf(t, v)
	return exc == nil && py.Is(of, loop), exc
}
