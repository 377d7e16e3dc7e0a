// This file implements the interpreter lock.

package sched

import (
	"sync"
	"sync/atomic"
	"time"
)

// Breaker is the word that a thread's safe points load: what there is to do, as a set of the
// bits below.
type Breaker = atomic.Uint32

// The bits of a Breaker.
const (
	Switch   uint32 = 1 << iota // another thread waits for the lock
	Signals                     // signals wait for their Python handlers (main thread only)
	Finalize                    // objects wait for __del__ or weak references for their callbacks
	AsyncExc                    // an exception was set from another thread
)

// DefaultInterval is the switch interval at start.
const DefaultInterval = 5 * time.Millisecond

// waiter is a thread that waits for the lock. Its channel receives when it has been handed over.
type waiter struct {
	thread *Breaker
	ready  chan struct{}
	next   *waiter
}

// The interpreter lock. state is 0 while it is free, 1 while it is taken and 2 while it is taken
// and threads wait for it.
var gil struct {
	state    atomic.Int32
	interval atomic.Int64 // nanoseconds, 0 for the default

	mu          sync.Mutex // guards what follows
	first, last *waiter
	holder      atomic.Pointer[Breaker]
}

// Set sets bits in a thread's Breaker.
func Set(b *Breaker, bits uint32) { b.Or(bits) }

// SetInterval changes how long a thread waits before it asks for the lock.
func SetInterval(d time.Duration) { gil.interval.Store(int64(d)) }

// Interval returns the switch interval.
func Interval() time.Duration {
	if d := gil.interval.Load(); d != 0 {
		return time.Duration(d)
	}
	return DefaultInterval
}

// Acquire takes the lock for a thread, waiting for it if need be.
func Acquire(b *Breaker) {
	if closed.Load() && b != survivor.Load() {
		select {} // the program is ending: only the main thread may run on
	}
	if gil.state.CompareAndSwap(0, 1) {
		gil.holder.Store(b)
		return
	}
	acquireSlow(b)
}

func acquireSlow(b *Breaker) {
	w := &waiter{thread: b, ready: make(chan struct{}, 1)}
	gil.mu.Lock()
	// Announce the wait; if the lock became free meanwhile, take it instead.
	for {
		if gil.state.CompareAndSwap(0, 1) {
			gil.holder.Store(b)
			gil.mu.Unlock()
			return
		}
		if gil.state.CompareAndSwap(1, 2) || gil.state.Load() == 2 {
			break
		}
	}
	enqueue(w)
	gil.mu.Unlock()
	await(w)
}

func enqueue(w *waiter) {
	if gil.last == nil {
		gil.first = w
	} else {
		gil.last.next = w
	}
	gil.last = w
}

// await sleeps until the lock has been handed to w, asking the holder for it at every interval.
func await(w *waiter) {
	timer := time.NewTimer(Interval())
	defer timer.Stop()
	for {
		select {
		case <-w.ready:
			if closed.Load() && w.thread != survivor.Load() {
				Release()
				select {}
			}
			return
		case <-timer.C:
			if h := gil.holder.Load(); h != nil {
				Set(h, Switch)
			}
			timer.Reset(Interval())
		}
	}
}

// Release gives the lock back: to the thread that has waited longest, if any.
func Release() {
	gil.holder.Store(nil)
	if gil.state.CompareAndSwap(1, 0) {
		return
	}
	gil.mu.Lock()
	handOver()
	gil.mu.Unlock()
}

// handOver passes the lock to the first waiter; gil.mu is held and there is one.
func handOver() {
	w := gil.first
	gil.first = w.next
	if gil.first == nil {
		gil.last = nil
		gil.state.Store(1)
	}
	gil.holder.Store(w.thread)
	w.ready <- struct{}{}
}

// Yield lets the threads that wait for the lock run and takes it back after them. It is what a
// safe point does when Switch is set.
func Yield(b *Breaker) {
	gil.mu.Lock()
	b.And(^Switch)
	if gil.first == nil {
		gil.mu.Unlock()
		return
	}
	w := &waiter{thread: b, ready: make(chan struct{}, 1)}
	enqueue(w)
	handOver()
	gil.mu.Unlock()
	await(w)
}

// The end of the program: survivor is the thread that finishes it.
var (
	closed   atomic.Bool
	survivor atomic.Pointer[Breaker]
)

// Close makes all threads but the one of b stop for good when they next take the lock.
func Close(b *Breaker) {
	survivor.Store(b)
	closed.Store(true)
}
