// This file lists the tasks that are pending and the futures whose exceptions nobody has looked at.

package asyncio

import (
	"runtime"
	"sync/atomic"
	"weak"

	"adder/runtime/py"
)

// Nobody may keep a task or future alive by listing it, but weak pointers and finalizers cost more
// than most tasks do. So they are listed strongly at first, and weakly when they are still there
// after a collection.

// collector notices collections.
var collector struct {
	watching bool
	ran      atomic.Bool // since the lists were aged
}

type sentinel struct{ _ *int }

func watchCollector() {
	if collector.watching {
		return
	}
	collector.watching = true
	py.OnSweep(age)
	py.AtFinish = append(py.AtFinish, reportAll)
	armCollector()
}

func armCollector() {
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) { collector.ran.Store(true) })
}

// ageAfterCollection makes what is young old if there was a collection.
func ageAfterCollection() {
	if collector.ran.Load() {
		collector.ran.Store(false)
		age()
		armCollector()
	}
}

func age() {
	registry.age()
	failures.age()
}

// guard arranges that the collector calls the __del__ of the future.
func (f *future) guard() {
	if !f.watched && !f.guarded {
		f.guarded = true
		py.Finalize(f.V())
	}
}

func (f *future) unguard() {
	if f.guarded {
		f.guarded = false
		py.Unfinalize(f.V())
	}
}

// tasks are the pending tasks.
type tasks struct {
	young *task // the latest, linked by next and prev
	old   []weak.Pointer[task]
}

var registry tasks

func (r *tasks) add(k *task) {
	if k.listed || k.aged {
		return
	}
	ageAfterCollection()
	k.listed = true
	if k.next = r.young; k.next != nil {
		k.next.prev = k
	}
	r.young = k
}

func (r *tasks) remove(k *task) {
	k.aged = false
	k.unguard()
	if !k.listed {
		return
	}
	k.listed = false
	if k.prev != nil {
		k.prev.next = k.next
	} else {
		r.young = k.next
	}
	if k.next != nil {
		k.next.prev = k.prev
	}
	k.prev, k.next = nil, nil
}

func (r *tasks) oldest() (k *task) {
	for next := r.young; next != nil; next = next.next {
		k = next
	}
	return k
}

// age makes the young tasks old. One that waits for nothing is to report when nobody steps it any
// more. One that waits can be reached from itself by way of what it waits for: it could not.
func (r *tasks) age() {
	kept := r.old[:0]
	for _, w := range r.old {
		if k := w.Value(); k != nil && k.aged {
			kept = append(kept, w)
		}
	}
	clear(r.old[len(kept):])
	r.old = kept
	for k := r.oldest(); k != nil; {
		prev := k.prev
		k.prev, k.next, k.listed, k.aged = nil, nil, false, true
		if k.waiter.IsUnbound() && k.logDestroyed {
			k.guard()
		}
		r.old = append(r.old, weak.Make(k))
		k = prev
	}
	r.young = nil
}

// each visits the pending tasks, the oldest first.
func (r *tasks) each(visit func(k *task)) {
	for _, w := range r.old {
		if k := w.Value(); k != nil && k.aged {
			visit(k)
		}
	}
	for k := r.oldest(); k != nil; k = k.prev {
		visit(k)
	}
}

// failed are the futures with an exception that nobody has looked at.
type failed struct {
	young *future // the latest, linked by rare.next and rare.prev
	old   []weak.Pointer[future]
}

var failures failed

func (l *failed) add(f *future) {
	ageAfterCollection()
	r := f.need()
	r.failed = true
	if r.next = l.young; r.next != nil {
		r.next.rare.prev = f
	}
	l.young = f
}

func (l *failed) remove(f *future) {
	r := f.rare
	if r == nil || !r.failed {
		f.unguard()
		return
	}
	r.failed = false
	if r.prev != nil {
		r.prev.rare.next = r.next
	} else {
		l.young = r.next
	}
	if r.next != nil {
		r.next.rare.prev = r.prev
	}
	r.prev, r.next = nil, nil
}

// retrieved notes that the exception was looked at, or need not be.
func (f *future) retrieved() {
	if f.logTB {
		f.logTB = false
		failures.remove(f)
	}
}

func (l *failed) age() {
	kept := l.old[:0]
	for _, w := range l.old {
		if f := w.Value(); f != nil && f.logTB {
			kept = append(kept, w)
		}
	}
	clear(l.old[len(kept):])
	l.old = kept
	for f := l.young; f != nil; {
		r := f.rare
		next := r.next
		r.prev, r.next, r.failed = nil, nil, false
		f.guard()
		l.old = append(l.old, weak.Make(f))
		f = next
	}
	l.young = nil
}
