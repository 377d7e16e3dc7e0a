// This file runs __del__: objects whose class defines it are noted with Go's collector, which
// queues them; the queue is run at safe points.

package py

import (
	"runtime"
	"sync"
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
