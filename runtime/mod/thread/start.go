// This file starts threads and waits for their end.

package thread

import (
	"fmt"
	"time"

	"adder/runtime/py"
	"adder/runtime/sched"
)

// handle is a _thread._ThreadHandle.
type handle struct {
	py.Header
	state handleState
	ident int64
	owner *thread       // the thread while it runs
	done  chan struct{} // closed when the thread has ended
}

// handleState tells how far a thread is.
type handleState uint8

const (
	notStarted handleState = iota
	running
	ended
)

var handleType = &py.Type{Name: "_ThreadHandle"}

func asHandle(v value) *handle { return (*handle)(v.Ptr()) }

func newHandle() *handle {
	h := &handle{done: make(chan struct{})}
	h.SetType(handleType)
	return h
}

// started counts the threads that run beside the main one; joinable are the handles of those
// that the program's end waits for.
var (
	started  int
	joinable = map[*handle]bool{}
)

// finish marks the thread of h as ended.
func (h *handle) finish() {
	if h.state != ended {
		h.state, h.owner = ended, nil
		close(h.done)
	}
	delete(joinable, h)
}

// spawn starts a thread that calls body, and calls end at its end.
func spawn(body func(t *thread), end func()) *thread {
	nt := py.AddThread()
	started++
	go func() {
		sched.Acquire(&nt.Breaker)
		body(nt)
		nt.Remove()
		started--
		if end != nil {
			end()
		}
		sched.Release()
	}()
	return nt
}

func startNew(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("_thread.start_new_thread() takes no keyword arguments")
	}
	if exc := py.CheckPositional("start_new_thread", len(args), 2, 3); exc != nil {
		return value{}, exc
	}
	fn := args[0]
	switch {
	case !py.Callable(fn):
		return value{}, py.TypeErrorf("first arg must be callable")
	case !args[1].IsTuple():
		return value{}, py.TypeErrorf("2nd arg must be a tuple")
	case len(args) > 2 && !args[2].IsDict():
		return value{}, py.TypeErrorf("optional 3rd arg must be a dictionary")
	}
	full := append([]value(nil), py.AsTuple(args[1]).Items...)
	var names []*py.Str
	if len(args) > 2 {
		for pos := 0; ; {
			k, v, ok := py.AsDict(args[2]).Next(&pos)
			if !ok {
				break
			}
			if !k.IsStr() {
				return value{}, py.TypeErrorf("keywords must be strings")
			}
			names, full = append(names, py.AsStr(k)), append(full, v)
		}
	}
	nt := spawn(func(t *thread) { callIgnoring(t, fn, full, names) }, nil)
	return py.Int(nt.ID), nil
}

// callIgnoring calls a thread's function. An exception that it does not catch is reported.
func callIgnoring(t *thread, fn value, args []value, kw []*py.Str) {
	if _, exc := py.Call(t, fn, args, kw); exc != nil && !exc.Matches(py.SystemExit) {
		name := "<object repr() failed>"
		if s, failed := py.Repr(t, fn); failed == nil {
			name = s.String()
		}
		py.Unraisable(t, exc, "Exception ignored in thread started by "+name, py.Value{})
	}
}

func startJoinable(t *thread, self value, args []value) (value, *excp) {
	fn := args[0]
	if !py.Callable(fn) {
		return value{}, py.TypeErrorf("thread function must be callable")
	}
	h := newHandle()
	if args[1].Bound() && !args[1].IsNone() {
		if args[1].Type() != handleType {
			return value{}, py.TypeErrorf("'handle' must be a _ThreadHandle")
		}
		h = asHandle(args[1])
	}
	daemon := true
	if args[2].Bound() {
		var exc *excp
		if daemon, exc = py.Truth(t, args[2]); exc != nil {
			return value{}, exc
		}
	}
	if h.state != notStarted {
		return value{}, py.RuntimeErrorf("thread already started")
	}
	h.state = running
	if !daemon {
		joinable[h] = true
	}
	h.owner = spawn(func(t *thread) { callIgnoring(t, fn, nil, nil) }, h.finish)
	h.ident = h.owner.ID
	return h.V(), nil
}

func makeHandle(t *thread, self, ident value) (value, *excp) {
	if !ident.IsAnyInt() {
		return value{}, py.TypeErrorf("ident must be an integer")
	}
	n, exc := py.IndexInt(t, ident, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	h := newHandle()
	h.state, h.ident = running, int64(n)
	for _, other := range py.Threads() {
		if other.ID == h.ident {
			h.owner = other
		}
	}
	return h.V(), nil
}

// join waits for the end of the thread of h; that the time ended first is no error.
func (h *handle) join(t *thread, timeout time.Duration) *excp {
	switch {
	case h.state == notStarted:
		return py.RuntimeErrorf("thread not started")
	case h.state == ended:
		return nil
	case h.owner == t:
		return py.RuntimeErrorf("Cannot join current thread")
	}
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	for h.state != ended {
		if t.Sleep(h.done, expired) {
			return nil
		}
		if exc := t.CheckSignals(); exc != nil {
			return exc
		}
	}
	return nil
}

func handleJoin(t *thread, self value, args []value) (value, *excp) {
	timeout := forever
	if args[0].Bound() && !args[0].IsNone() {
		d, exc := py.Seconds(t, args[0])
		if exc != nil {
			return value{}, exc
		}
		if d >= 0 {
			timeout = d
		}
	}
	return py.None, asHandle(self).join(t, timeout)
}

func handleSetDone(t *thread, self value) (value, *excp) {
	h := asHandle(self)
	if h.state == notStarted {
		return value{}, py.RuntimeErrorf("thread not started")
	}
	h.finish()
	return py.None, nil
}

// shutdown waits for all threads that are not daemons.
func shutdown(t *thread, self value) (value, *excp) {
	for {
		var next *handle
		for h := range joinable {
			if h.owner != t && (next == nil || h.ident < next.ident) {
				next = h
			}
		}
		if next == nil {
			return py.None, nil
		}
		if exc := next.join(t, forever); exc != nil {
			return value{}, exc
		}
	}
}

func defineHandle() {
	py.Define(handleType, &py.StaticType{Name: "_thread._ThreadHandle",
		Slots: py.Slots{
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) { return newHandle().V(), nil },
			Repr: func(t *thread, self value) (value, *excp) {
				return py.StrV(fmt.Sprintf("<%s object: ident=%d>", py.TypeName(self), asHandle(self).ident)), nil
			},
		},
		GetSet: []py.GetSet{{Name: "ident", Get: func(t *thread, self value) (value, *excp) { return py.Int(asHandle(self).ident), nil }}},
		Methods: []py.Method{
			{Name: "join", Sig: "(timeout=None)", FN: handleJoin},
			{Name: "_set_done", Sig: "()", F0: handleSetDone},
			{Name: "is_done", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asHandle(self).state == ended), nil }},
		}})
}

func defineTypes() {
	defineLock()
	defineRLock()
	defineLocal()
	defineHandle()
}
