// This file connects threads with the interpreter lock: the registry of running threads, giving
// the lock back around blocking calls, and what safe points do.

package py

import "adder/runtime/sched"

// threads are the threads that run Python code, the main thread first.
var threads []*Thread

var lastThreadID int64

// StartMainThread makes the main thread, registers it and takes the interpreter lock for it.
func StartMainThread() *Thread {
	t := AddThread()
	sched.SetMain(&t.Breaker)
	sched.Acquire(&t.Breaker)
	SetFinalizerWake(sched.WakeFinalizers)
	return t
}

// AddThread makes and registers a thread. Its goroutine must take the lock before it runs Python
// code and call Remove, with the lock, at its end.
func AddThread() *Thread {
	lastThreadID++
	t := NewThread(lastThreadID)
	threads = append(threads, t)
	return t
}

// Remove takes the thread off the registry and runs its exit functions.
func (t *Thread) Remove() {
	for i, other := range threads {
		if other == t {
			threads = append(threads[:i], threads[i+1:]...)
			break
		}
	}
	for _, exit := range t.Exits {
		exit()
	}
	t.Exits = nil
}

// Threads returns the running threads, the main thread first. The slice is the registry itself.
func Threads() []*Thread { return threads }

// IsMain reports whether t is the main thread.
func (t *Thread) IsMain() bool { return sched.IsMain(&t.Breaker) }

// Unlock gives the interpreter lock back before a blocking call, so that other threads run
// meanwhile. Between Unlock and Lock no object may be touched.
func (t *Thread) Unlock() { sched.Release() }

// Lock takes the interpreter lock back after a blocking call.
func (t *Thread) Lock() { sched.Acquire(&t.Breaker) }

// Interrupted is the channel that ends a blocking call of the main thread when a signal came:
// take the lock back, then call CheckSignals. It is nil for other threads.
func (t *Thread) Interrupted() <-chan struct{} { return sched.Interrupted(&t.Breaker) }

// SignalHook calls the Python handlers of the signals in the set (bit n for signal n), in the main
// thread; runtime/mod/signal sets it. Without it SIGINT raises KeyboardInterrupt.
var SignalHook func(t *Thread, signals uint64) *Exc

// RaiseSignal sends the process a signal from within, so that its Python handler has run before it
// returns; runtime/mod/signal sets it. Nil: let the operating system send it.
var RaiseSignal func(t *Thread, n int) *Exc

// sigint is the number of SIGINT on all platforms.
const sigint = 2

// CheckSignals runs the handlers of signals that have arrived, if t is the main thread.
func (t *Thread) CheckSignals() *Exc {
	if t.Breaker.Load()&sched.Signals == 0 || !t.IsMain() {
		return nil
	}
	t.Breaker.And(^sched.Signals)
	set := sched.TakeSignals()
	switch {
	case set == 0:
		return nil
	case SignalHook != nil:
		return SignalHook(t, set)
	case set&(1<<sigint) != 0:
		return NewExc(KeyboardInterrupt)
	}
	return nil
}

// SafePoint is called by loops and calls when t.Breaker is set: it lets other threads run, handles
// signals and runs finalisers.
func SafePoint(t *Thread) *Exc {
	bits := t.Breaker.Load()
	if bits&sched.Switch != 0 {
		sched.Yield(&t.Breaker)
	}
	if bits&sched.Finalize != 0 {
		t.Breaker.And(^sched.Finalize)
		RunQueued(t)
	}
	if bits&sched.Signals != 0 {
		return t.CheckSignals()
	}
	return nil
}

// RunQueued runs what the collector has queued, and returns how much that was.
func RunQueued(t *Thread) int {
	n := queuedFinalizers()
	RunFinalizers(t, func(exc *Exc, v Value) {
		del, _ := GetAttr(t, v.Type().V(), nameDel)
		unraisableIn(t, exc, "deallocator", del)
	})
	RunWeakrefCallbacks(t, func(exc *Exc, callback Value) {
		unraisableIn(t, exc, "weakref callback", callback)
	})
	return n
}

// unraisableIn reports an exception of a function that the collector's work has called.
func unraisableIn(t *Thread, exc *Exc, what string, fn Value) {
	message := "Exception ignored while calling " + what
	if fn.Bound() {
		if text, failed := Repr(t, fn); failed == nil {
			message += " " + text.String()
		}
	}
	Unraisable(t, exc, message, Value{})
}
