package py

import (
	"runtime"
	"testing"
	"time"
)

func TestWeakref(t *testing.T) {
	th := testThread(t)
	c := makeClass(t, th, "C", nil, nil)
	called := 0
	callback := NewBuiltin(&Method{Name: "cb", F1: func(t *Thread, self, w Value) (Value, *Exc) {
		called++
		return None, nil
	}}, Value{}, Value{})
	make1 := func() (*Weakref, *Weakref) {
		v := NewInstance(c).V()
		w, exc := NewWeakref(WeakrefType, v, callback)
		if exc != nil {
			t.Fatal(excText(t, th, exc))
		}
		shared, _ := NewWeakref(WeakrefType, v, Value{})
		again, _ := NewWeakref(WeakrefType, v, Value{})
		if shared != again || w == shared {
			t.Error("a reference without callback is shared, one with callback is not")
		}
		if w.Get() != v || len(Weakrefs(v)) != 2 {
			t.Error("the referent is alive")
		}
		return w, shared
	}
	w, _ := make1()
	for range 50 {
		runtime.GC()
		RunWeakrefCallbacks(th, nil)
		if called > 0 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if called != 1 || w.Get().Bound() {
		t.Errorf("called %d times, referent alive: %v", called, w.Get().Bound())
	}
	if _, exc := NewWeakref(WeakrefType, c.V(), Value{}); exc != nil {
		t.Error(excText(t, th, exc))
	}
	if _, exc := NewWeakref(WeakrefType, ObjectType.V(), Value{}); exc != nil {
		t.Error(excText(t, th, exc))
	}
	_, exc := NewWeakref(WeakrefType, Int(3), Value{})
	if got := excText(t, th, exc); got != "TypeError: cannot create weak reference to 'int' object" {
		t.Error(got)
	}
}
