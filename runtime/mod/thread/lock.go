// This file implements lock objects.

package thread

import (
	"fmt"

	"adder/runtime/py"
)

// lock is a _thread.lock.
type lock struct {
	py.Header
	locked bool
	queue  py.WaitQueue
}

var lockType = &py.Type{Name: "lock"}

func newLock() value {
	l := &lock{}
	l.SetType(lockType)
	return l.V()
}

func asLock(v value) *lock { return (*lock)(v.Ptr()) }

// take locks the lock if it is free.
func (l *lock) take() bool {
	if l.locked {
		return false
	}
	l.locked = true
	return true
}

func (l *lock) release() *excp {
	if !l.locked {
		return py.RuntimeErrorf("release unlocked lock")
	}
	l.locked = false
	l.queue.Wake()
	return nil
}

// acquireArgs are the parameters that acquire takes.
var acquireArgs = py.Signature{Text: "(blocking=True, timeout=-1)"}

func lockAcquire(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	l := asLock(self)
	if len(args) == 0 && l.take() {
		return py.True, nil
	}
	a, exc := py.BindArgs("acquire", &acquireArgs, args, kw)
	if exc != nil {
		return value{}, exc
	}
	d, exc := timeoutOf(t, a[0], a[1])
	if exc != nil {
		return value{}, exc
	}
	ok, exc := l.queue.Wait(t, d, l.take)
	return py.Bool(ok), exc
}

func lockRelease(t *thread, self value) (value, *excp) { return py.None, asLock(self).release() }

func lockLocked(t *thread, self value) (value, *excp) { return py.Bool(asLock(self).locked), nil }

func lockEnter(t *thread, self value) (value, *excp) {
	l := asLock(self)
	if l.take() {
		return py.True, nil
	}
	ok, exc := l.queue.Wait(t, forever, l.take)
	return py.Bool(ok), exc
}

func lockExit(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return py.None, asLock(self).release()
}

func lockReinit(t *thread, self value) (value, *excp) {
	l := asLock(self)
	l.locked, l.queue = false, py.WaitQueue{}
	return py.None, nil
}

func lockNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("lock() takes no keyword arguments")
	}
	if exc := py.CheckPositional("lock", len(args), 0, 0); exc != nil {
		return value{}, exc
	}
	return newLock(), nil
}

func lockState(locked bool) string {
	if locked {
		return "locked"
	}
	return "unlocked"
}

func lockRepr(t *thread, self value) (value, *excp) {
	return py.StrV(fmt.Sprintf("<%s %s object at %s>", lockState(asLock(self).locked), py.TypeName(self), py.Address(self))), nil
}

const lockDoc = "A lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().  Methods are:\n\nacquire() -- lock the lock, possibly blocking until it can be obtained\nrelease() -- unlock of the lock\nlocked() -- test whether the lock is currently locked\n\nA lock is not owned by the thread that locked it; another thread may\nunlock it.  A thread attempting to lock a lock that it has already locked\nwill block until another thread unlocks it.  Deadlocks may ensue."

func defineLock() {
	py.Define(lockType, &py.StaticType{Name: "_thread.lock", Doc: lockDoc, Sig: "()", Weakref: true,
		Slots: py.Slots{New: lockNew, Repr: lockRepr},
		Methods: []py.Method{
			{Name: "acquire_lock", Sig: "(blocking=True, timeout=-1)", FK: lockAcquire},
			{Name: "acquire", Sig: "(blocking=True, timeout=-1)", FK: lockAcquire},
			{Name: "release_lock", Sig: "()", F0: lockRelease},
			{Name: "release", Sig: "()", F0: lockRelease},
			{Name: "locked_lock", Sig: "()", F0: lockLocked},
			{Name: "locked", Sig: "()", F0: lockLocked},
			{Name: "__enter__", Sig: "()", F0: lockEnter},
			{Name: "__exit__", Sig: "(*exc_info)", FK: lockExit},
			{Name: "_at_fork_reinit", Sig: "()", F0: lockReinit},
		}})
}
