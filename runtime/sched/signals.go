// This file queues what happens outside the interpreter for the main thread: signals that have
// Python handlers, and requests to run finalisers.

package sched

import "sync/atomic"

var (
	main atomic.Pointer[Breaker]
	// pending is the set of signals whose handlers are to be called, bit n for signal n.
	pending atomic.Uint64
	// interrupt receives when something was queued; blocking calls of the main thread wait for
	// it beside what they wait for.
	interrupt = make(chan struct{}, 1)
)

// SetMain tells which thread is the main one.
func SetMain(b *Breaker) { main.Store(b) }

// IsMain reports whether b belongs to the main thread.
func IsMain(b *Breaker) bool { return main.Load() == b }

// Trip queues signal n (1 to 63) for its handler. Any goroutine may call it.
func Trip(n int) {
	pending.Or(1 << n)
	wake(Signals)
}

// WakeFinalizers asks the main thread to run finalisers. Any goroutine may call it.
func WakeFinalizers() {
	if b := main.Load(); b != nil {
		Set(b, Finalize)
	}
}

func wake(bit uint32) {
	b := main.Load()
	if b == nil {
		return
	}
	Set(b, bit)
	select {
	case interrupt <- struct{}{}:
	default:
	}
	if wakeWriter.Load() {
		writeWake()
	}
}

// wakeWriter tells that somebody may wait for WakeFD.
var wakeWriter atomic.Bool

// Requeue puts signals back, because they are blocked.
func Requeue(set uint64) { pending.Or(set) }

// Pending returns the queued signals.
func Pending() uint64 { return pending.Load() }

// TakeSignals returns the queued signals and forgets them.
func TakeSignals() uint64 { return pending.Swap(0) }

// SignalsPending reports whether signals are queued.
func SignalsPending() bool { return pending.Load() != 0 }

// Interrupted returns the channel on which a blocking call of the main thread learns that a
// signal came: it should then stop waiting, take the lock back and pass a safe point. Other
// threads get nil, which blocks for ever.
func Interrupted(b *Breaker) <-chan struct{} {
	if !IsMain(b) {
		return nil
	}
	return interrupt
}
