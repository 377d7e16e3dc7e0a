// This file implements _local: an object whose attributes every thread has for itself.

package thread

import (
	"unsafe"
	"weak"

	"adder/runtime/py"
)

// local is a _thread._local. Ext.Dict is the dictionary of the thread that looked last: every
// access puts its own there first, so that the general attribute code serves.
type local struct {
	py.Header
	py.Ext
	args  []value // what the constructor got, for __init__ in further threads
	kw    []*py.Str
	dicts map[*thread]*py.Dict
}

var localType = &py.Type{Name: "_local"}

func asLocal(v value) *local { return (*local)(v.Ptr()) }

func localAlloc(typ *py.Type) value {
	l := &local{dicts: map[*thread]*py.Dict{}}
	l.SetType(typ)
	return l.V()
}

var (
	nameInit = py.Intern("__init__")
	nameDict = py.Intern("__dict__")
)

func localNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(args) > 0 && typ.Lookup(nameInit) == py.ObjectType.Lookup(nameInit) {
		return value{}, py.TypeErrorf("Initialization arguments are not supported")
	}
	v := py.AllocOf(typ)
	l := asLocal(v)
	l.args, l.kw = append([]value(nil), args...), append([]*py.Str(nil), kw...)
	l.newDict(t)
	return v, nil
}

// newDict gives t a dictionary, for as long as both live.
func (l *local) newDict(t *thread) {
	l.Dict = py.NewDict()
	l.dicts[t] = l.Dict
	if t.IsMain() {
		return
	}
	w := weak.Make(l)
	t.Exits = append(t.Exits, func() {
		if l := w.Value(); l != nil {
			delete(l.dicts, t)
		}
	})
}

// enter makes t's dictionary the current one, running __init__ when it is new.
func (l *local) enter(t *thread) *excp {
	if d := l.dicts[t]; d != nil {
		l.Dict = d
		return nil
	}
	l.newDict(t)
	if init := l.Type().Slots.Init; init != nil && l.Type().Lookup(nameInit) != py.ObjectType.Lookup(nameInit) {
		if exc := init(t, l.V(), l.args, l.kw); exc != nil {
			delete(l.dicts, t)
			return exc
		}
		l.Dict = l.dicts[t]
	}
	return nil
}

func localGetAttr(t *thread, self value, name *py.Str) (value, *excp) {
	if exc := asLocal(self).enter(t); exc != nil {
		return value{}, exc
	}
	if name == nameDict {
		return asLocal(self).Dict.V(), nil
	}
	return py.GenericGetAttr(t, self, name)
}

func localSetAttr(t *thread, self value, name *py.Str, v value) *excp {
	if exc := asLocal(self).enter(t); exc != nil {
		return exc
	}
	if name.String() == "__dict__" {
		return py.AttributeErrorf(self, name, "'%s' object attribute '__dict__' is read-only", py.TypeName(self))
	}
	return py.GenericSetAttr(t, self, name, v)
}

func defineLocal() {
	py.Define(localType, &py.StaticType{Name: "_thread._local", Doc: "Thread-local data", Sig: "()", Flags: py.BaseType, Weakref: true, HasDict: true,
		Alloc: localAlloc, ExtOffset: unsafe.Offsetof(local{}.Ext),
		Slots: py.Slots{New: localNew, GetAttr: localGetAttr, SetAttr: localSetAttr}})
}
