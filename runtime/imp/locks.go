// This file implements the locks of modules: a module that one thread imports others wait for.

package imp

import "adder/runtime/py"

// moduleLock is held while a module is found and executed; its owner may take it again, as happens
// when imports are circular.
type moduleLock struct {
	owner *py.Thread
	depth int
	queue py.WaitQueue
}

// moduleLocks are the locks that are held, by module name, and blocked what lock a thread waits for.
// Both belong to the holder of the interpreter lock.
var (
	moduleLocks = map[string]*moduleLock{}
	blocked     = map[*py.Thread]*moduleLock{}
)

// lockModule takes the lock of a module. It returns nil without an exception where waiting would
// never end, because the threads import each other's modules: then the module is used as it is.
func lockModule(t *py.Thread, name string) (*moduleLock, *py.Exc) {
	l := moduleLocks[name]
	if l == nil {
		l = &moduleLock{}
		moduleLocks[name] = l
	}
	if l.owner == nil || l.owner == t {
		l.owner = t
		l.depth++
		return l, nil
	}
	for owner := l.owner; ; {
		next := blocked[owner]
		if next == nil || next.owner == nil {
			break
		}
		if owner = next.owner; owner == t {
			return nil, nil
		}
	}
	blocked[t] = l
	_, exc := l.queue.Wait(t, -1, func() bool {
		if l.owner != nil {
			return false
		}
		l.owner, l.depth = t, 1
		return true
	})
	delete(blocked, t)
	if exc != nil {
		return nil, exc
	}
	moduleLocks[name] = l
	return l, nil
}

// unlock releases the lock of the module with that name; l may be nil.
func (l *moduleLock) unlock(name string) {
	if l == nil {
		return
	}
	if l.depth--; l.depth > 0 {
		return
	}
	l.owner = nil
	delete(moduleLocks, name)
	l.queue.Wake()
}

// await waits until no other thread is importing the module.
func await(t *py.Thread, name string, mod py.Value) *py.Exc {
	if l := moduleLocks[name]; l != nil && l.owner != t {
		l, exc := lockModule(t, name)
		l.unlock(name)
		return exc
	}
	if machinery == nil || len(py.Threads()) < 2 || mod.Type() != py.ModuleType {
		return nil
	}
	spec := py.AsModule(mod).Dict.GetStr(nameSpec)
	if spec.IsUnbound() || spec.IsNone() {
		return nil
	}
	busy, exc := py.LookupAttr(t, spec, py.Intern("_initializing"))
	if exc != nil || !busy.Bound() || !busy.IsTrue() {
		return exc
	}
	_, exc = py.Call1(t, machinery.lockUnlock, py.StrV(name))
	return exc
}
