// This file implements RLock, the lock that its owner may take again.

package thread

import (
	"fmt"
	"unsafe"

	"adder/runtime/py"
)

// rlock is a _thread.RLock.
type rlock struct {
	py.Header
	py.Ext
	owner *thread // nil: free
	count int
	queue py.WaitQueue
}

var rlockType = &py.Type{Name: "RLock"}

func asRLock(v value) *rlock { return (*rlock)(v.Ptr()) }

func rlockAlloc(typ *py.Type) value {
	l := &rlock{}
	l.SetType(typ)
	return l.V()
}

// take locks the lock for t count times if it is free.
func (l *rlock) take(t *thread, count int) bool {
	if l.owner != nil {
		return false
	}
	l.owner, l.count = t, count
	return true
}

// enter takes the lock if that is possible without waiting.
func (l *rlock) enter(t *thread) bool {
	if l.owner == t {
		l.count++
		return true
	}
	return l.take(t, 1)
}

func (l *rlock) free() {
	l.owner, l.count = nil, 0
	l.queue.Wake()
}

func rlockAcquire(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	l := asRLock(self)
	if len(args) == 0 && l.enter(t) {
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
	ok, exc := l.queue.Wait(t, d, func() bool { return l.enter(t) })
	return py.Bool(ok), exc
}

func rlockEnter(t *thread, self value) (value, *excp) {
	l := asRLock(self)
	if l.enter(t) {
		return py.True, nil
	}
	ok, exc := l.queue.Wait(t, forever, func() bool { return l.enter(t) })
	return py.Bool(ok), exc
}

func rlockRelease(t *thread, self value) (value, *excp) {
	l := asRLock(self)
	if l.owner != t {
		return value{}, py.RuntimeErrorf("cannot release un-acquired lock")
	}
	if l.count--; l.count == 0 {
		l.free()
	}
	return py.None, nil
}

func rlockExit(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return rlockRelease(t, self)
}

// rlockSave releases the lock entirely and returns what rlockRestore needs.
func rlockSave(t *thread, self value) (value, *excp) {
	l := asRLock(self)
	if l.owner == nil {
		return value{}, py.RuntimeErrorf("cannot release un-acquired lock")
	}
	state := py.NewTuple(py.Int(int64(l.count)), py.Int(l.owner.ID)).V()
	l.free()
	return state, nil
}

func rlockRestore(t *thread, self, state value) (value, *excp) {
	l := asRLock(self)
	if !state.IsTuple() {
		return value{}, py.TypeErrorf("_acquire_restore() argument 1 must be 2-item tuple, not %s", py.TypeName(state))
	}
	items := py.AsTuple(state).Items
	if len(items) != 2 {
		return value{}, py.TypeErrorf("_acquire_restore() argument 1 must be tuple of length 2, not %d", len(items))
	}
	count, exc := py.IndexInt(t, items[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	_, exc = l.queue.Wait(t, forever, func() bool { return l.take(t, count) })
	return py.None, exc
}

func rlockRepr(t *thread, self value) (value, *excp) {
	l := asRLock(self)
	owner := int64(0)
	if l.owner != nil {
		owner = l.owner.ID
	}
	return py.StrV(fmt.Sprintf("<%s %s object owner=%d count=%d at %s>", lockState(l.owner != nil), py.TypeName(self),
		owner, l.count, py.Address(self))), nil
}

func rlockReinit(t *thread, self value) (value, *excp) {
	l := asRLock(self)
	l.owner, l.count, l.queue = nil, 0, py.WaitQueue{}
	return py.None, nil
}

func defineRLock() {
	py.Define(rlockType, &py.StaticType{Name: "_thread.RLock", Flags: py.BaseType, Weakref: true,
		Alloc: rlockAlloc, ExtOffset: unsafe.Offsetof(rlock{}.Ext),
		Slots: py.Slots{Repr: rlockRepr, New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			return py.AllocOf(typ), nil
		}, Init: func(t *thread, self value, args []value, kw []*py.Str) *excp { return nil }},
		Methods: []py.Method{
			{Name: "acquire", Sig: "(blocking=True, timeout=-1)", FK: rlockAcquire},
			{Name: "release", Sig: "()", F0: rlockRelease},
			{Name: "locked", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asRLock(self).owner != nil), nil }},
			{Name: "_is_owned", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asRLock(self).owner == t), nil }},
			{Name: "_acquire_restore", Sig: "(state, /)", F1: rlockRestore},
			{Name: "_release_save", Sig: "()", F0: rlockSave},
			{Name: "_recursion_count", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				if l := asRLock(self); l.owner == t {
					return py.Int(int64(l.count)), nil
				}
				return py.Int(0), nil
			}},
			{Name: "__enter__", Sig: "()", F0: rlockEnter},
			{Name: "__exit__", Sig: "(*exc_info)", FK: rlockExit},
			{Name: "_at_fork_reinit", Sig: "()", F0: rlockReinit},
		}})
}
