// This file runs __del__: objects whose class defines it are noted with Go's collector, which
// queues them; the queue is run at safe points.

package py

import (
	"runtime"
	"sync"
	"time"
	"unsafe"
)

var finalizers struct {
	sync.Mutex
	queue []Value
	// threads are told that there is something to do.
	wake func()
}

// SetFinalizerWake sets what is called, from any goroutine, when objects wait for __del__.
func SetFinalizerWake(wake func()) { finalizers.wake = wake }

// registerFinalizer arranges that __del__ of the instance is called when it is unreachable.
func registerFinalizer(v Value) {
	runtime.SetFinalizer((*Instance)(v.ref), func(x *Instance) {
		finalizers.Lock()
		finalizers.queue = append(finalizers.queue, Value{ref: unsafe.Pointer(x)})
		wake := finalizers.wake
		finalizers.Unlock()
		if wake != nil {
			wake()
		}
	})
}

// Finalize arranges that the Del slot of v, an object of its own on the heap, is called when it is
// unreachable. It must not be called twice for an object. An object that can be reached from itself
// is never found unreachable then, so that it stays in memory.
func Finalize(v Value) { registerFinalizer(v) }

// Unfinalize takes a Finalize back.
func Unfinalize(v Value) { runtime.SetFinalizer((*Instance)(v.ref), nil) }

// Finalized is Finalize for a new object of a native type, which is done only if its class defines
// __del__ in Python; it reports whether that is so.
func Finalized(v Value) bool {
	typ := v.Type()
	if typ.Flags&(HeapType|HasFinalizer) != HeapType|HasFinalizer || funcWord(typ.Slots.Del) != slotDelWord {
		return false
	}
	registerFinalizer(v)
	return true
}

// beforeSweep is called before a collection that the program asks for.
var beforeSweep []func()

// OnSweep arranges that f is called before each collection that the program asks for, so that it can
// let go of what it holds for a while only.
func OnSweep(f func()) { beforeSweep = append(beforeSweep, f) }

// queuedFinalizers is the number of objects that wait for __del__.
func queuedFinalizers() int {
	finalizers.Lock()
	defer finalizers.Unlock()
	return len(finalizers.queue)
}

// RunFinalizers calls __del__ of the objects that wait for it. Errors go to report, which may
// be nil.
func RunFinalizers(t *Thread, report func(exc *Exc, v Value)) {
	finalizers.Lock()
	queue := finalizers.queue
	finalizers.queue = nil
	finalizers.Unlock()
	for _, v := range queue {
		del := v.Type().Slots.Del
		if del == nil {
			continue
		}
		if exc := del(t, v); exc != nil && report != nil {
			report(exc, v)
		}
	}
}

// Sweep runs the collector and waits until it has queued what is to be finalised: the collector does that in
// goroutines of its own, of which the one for a sentinel is among the last.
func Sweep(t *Thread) {
	for _, f := range beforeSweep {
		f()
	}
	type sentinel struct{ p *int }
	const patience = 100 * time.Millisecond
	done := make(chan struct{})
	runtime.SetFinalizer(&sentinel{new(int)}, func(*sentinel) { close(done) })
	t.Unlock()
	runtime.GC()
	select {
	case <-done:
	case <-time.After(patience):
	}
	time.Sleep(time.Millisecond)
	t.Lock()
}

// Retry calls again what failed because something is still open, after closing what nobody can reach any more:
// where CPython's files close at once, Adder's wait for the collector. It gives up when busy does not say of the
// error that waiting may help.
func Retry(t *Thread, call func() error, busy func(error) bool) error {
	err := call()
	const rounds = 4 // a file that wraps a file is let go of one collection later
	for range rounds {
		if err == nil || !busy(err) {
			break
		}
		Sweep(t)
		RunQueued(t)
		err = call()
	}
	return err
}
