// This file implements weak references. An object knows nothing of the references to it: they
// stand in a table beside the heap, by Go's weak pointers; when the collector finds an object
// dead, the callbacks of its references are queued for the next safe point.

package py

import (
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// WeakrefType is weakref.ref.
var WeakrefType = &Type{Name: "ReferenceType"}

// Weakref is a weak reference.
type Weakref struct {
	Header
	Ext
	target   weak.Pointer[Header]
	callback Value // unbound: none
	hash     int64
	hashed   bool
	cleared  bool
}

// AsWeakref returns v as a weak reference; v must be one.
func AsWeakref(v Value) *Weakref { return (*Weakref)(v.ref) }

// V returns the reference as a Value.
func (w *Weakref) V() Value { return Value{ref: unsafe.Pointer(w)} }

// Get returns the object referred to, unbound if it is dead.
func (w *Weakref) Get() Value {
	if w.cleared {
		return Value{}
	}
	if h := w.target.Value(); h != nil {
		return h.V()
	}
	return Value{}
}

// weakTable holds, for every object that is weakly referenced, its references in the order of
// creation. The references are held weakly too: one that died is not called back.
var weakTable struct {
	sync.Mutex
	refs    map[weak.Pointer[Header]][]weak.Pointer[Weakref]
	pending []*Weakref // dead referents' references with callbacks
}

// Weakrefable reports whether v may be weakly referenced.
func Weakrefable(v Value) bool { return v.Type().HasWeakref }

// NewWeakref makes a reference of type typ to v. A reference of the type itself without
// callback is shared.
func NewWeakref(typ *Type, v, callback Value) (*Weakref, *Exc) {
	if !Weakrefable(v) {
		return nil, TypeErrorf("cannot create weak reference to '%s' object", TypeName(v))
	}
	callback = notNone(callback)
	class := ClassOf(v)
	shared := class != nil && typ == WeakrefType && callback.IsUnbound()
	if shared && class.weakSelf != nil && !class.weakSelf.cleared {
		return class.weakSelf, nil
	}
	h := (*Header)(v.ref)
	key := weak.Make(h)
	weakTable.Lock()
	defer weakTable.Unlock()
	list, known := weakTable.refs[key]
	if typ == WeakrefType && callback.IsUnbound() {
		for _, p := range list {
			if w := p.Value(); w != nil && w.typ == WeakrefType && w.callback.IsUnbound() && !w.cleared {
				return w, nil
			}
		}
	}
	w := AsWeakref(weakrefAlloc(typ))
	w.target, w.callback = key, callback
	if shared {
		class.weakSelf = w
	}
	if weakTable.refs == nil {
		weakTable.refs = map[weak.Pointer[Header]][]weak.Pointer[Weakref]{}
	}
	weakTable.refs[key] = append(list, weak.Make(w))
	if !known {
		runtime.AddCleanup(h, weakrefDied, key)
	}
	return w, nil
}

// weakrefDied runs on the collector's goroutine when an object is gone.
func weakrefDied(key weak.Pointer[Header]) {
	weakTable.Lock()
	wake := false
	for _, p := range weakTable.refs[key] {
		if w := p.Value(); w != nil && w.callback.Bound() && !w.cleared {
			weakTable.pending = append(weakTable.pending, w)
			wake = true
		}
	}
	delete(weakTable.refs, key)
	weakTable.Unlock()
	if wake && finalizers.wake != nil {
		finalizers.wake()
	}
}

// RunWeakrefCallbacks calls the callbacks of references whose objects died. Errors go to
// report, which may be nil.
func RunWeakrefCallbacks(t *Thread, report func(exc *Exc, callback Value)) {
	weakTable.Lock()
	pending := weakTable.pending
	weakTable.pending = nil
	weakTable.Unlock()
	for _, w := range pending {
		callback := w.callback
		w.callback = Value{}
		if _, exc := Call1(t, callback, w.V()); exc != nil && report != nil {
			report(exc, callback)
		}
	}
}

// Weakrefs returns the live references to v.
func Weakrefs(v Value) []*Weakref {
	if !Weakrefable(v) {
		return nil
	}
	weakTable.Lock()
	defer weakTable.Unlock()
	var out []*Weakref
	for _, p := range weakTable.refs[weak.Make((*Header)(v.ref))] {
		if w := p.Value(); w != nil && !w.cleared {
			out = append(out, w)
		}
	}
	return out
}

func weakrefAlloc(typ *Type) Value { return (&Weakref{Header: Header{typ}}).V() }

func weakrefNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if typ == WeakrefType && len(kw) > 0 {
		return Value{}, TypeErrorf("ref() takes no keyword arguments")
	}
	pos := args[:len(args)-len(kw)]
	if exc := positional("__new__", len(pos), 1, 2); exc != nil {
		return Value{}, exc
	}
	callback := Value{}
	if len(pos) == 2 {
		callback = pos[1]
	}
	w, exc := NewWeakref(typ, pos[0], callback)
	if exc != nil {
		return Value{}, exc
	}
	return w.V(), nil
}

func weakrefInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	return positional("__init__", len(args)-len(kw), 1, 2)
}

func weakrefCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("weakref() takes no keyword arguments")
	}
	if exc := positional("weakref", len(args), 0, 0); exc != nil {
		return Value{}, exc
	}
	return boundOrNone(AsWeakref(self).Get()), nil
}

func weakrefHash(t *Thread, self Value) (int64, *Exc) {
	w := AsWeakref(self)
	if !w.hashed {
		v := w.Get()
		if v.IsUnbound() {
			return 0, TypeErrorf("weak object has gone away")
		}
		h, exc := Hash(t, v)
		if exc != nil {
			return 0, exc
		}
		w.hash, w.hashed = h, true
	}
	return w.hash, nil
}

func weakrefCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || !a.isInstanceOf(WeakrefType) || !b.isInstanceOf(WeakrefType) {
		return NotImplemented, nil
	}
	x, y := AsWeakref(a).Get(), AsWeakref(b).Get()
	if x.IsUnbound() || y.IsUnbound() {
		return Bool((a == b) == (op == EQ)), nil
	}
	return Compare(t, x, y, op)
}

func weakrefRepr(t *Thread, self Value) (Value, *Exc) {
	v := AsWeakref(self).Get()
	if v.IsUnbound() {
		return StrV("<weakref at " + Address(self) + "; dead>"), nil
	}
	text := "<weakref at " + Address(self) + "; to '" + TypeName(v) + "' at " + Address(v)
	if name, exc := LookupAttr(t, v, nameName); exc == nil && name.Bound() && name.IsStr() {
		text += " (" + AsStr(name).String() + ")"
	}
	return StrV(text + ">"), nil
}

func defineWeakref() {
	define(WeakrefType, &StaticType{Name: "weakref.ReferenceType", Flags: BaseType, Alloc: weakrefAlloc,
		ExtOffset: unsafe.Offsetof(Weakref{}.Ext),
		Slots:     Slots{New: weakrefNew, Init: weakrefInit, Call: weakrefCall, Hash: weakrefHash, Compare: weakrefCompare, Repr: weakrefRepr},
		Members: []Member{{Name: "__callback__", Get: func(self Value) Value {
			if w := AsWeakref(self); w.Get().Bound() {
				return boundOrNone(w.callback)
			}
			return None
		}}},
		Methods: []Method{{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: ClassGetItem}}})
}
