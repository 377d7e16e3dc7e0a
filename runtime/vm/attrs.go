// This file loads and stores attributes.

package vm

import "adder/runtime/py"

func (f *frame) loadAttr(in *instr, obj py.Value) (py.Value, *py.Exc) {
	return py.GetAttr(f.t, obj, f.p.names[in.arg])
}

func (f *frame) loadMethod(in *instr, obj py.Value) (fn, self py.Value, exc *py.Exc) {
	return py.LoadMethod(f.t, obj, f.p.names[in.arg])
}

func (f *frame) storeAttr(in *instr, obj, v py.Value) *py.Exc {
	return py.SetAttr(f.t, obj, f.p.names[in.arg], v)
}

// loadSuperAttr is super().name, without making the super object where super is the built-in.
func (f *frame) loadSuperAttr(in *instr, super, class, self py.Value) (fn, bound py.Value, exc *py.Exc) {
	name := f.p.names[in.arg>>2]
	if super == py.SuperType.V() && py.ClassOf(class) != nil {
		return py.LoadSuper(f.t, py.AsType(class), self, name, in.arg&1 != 0)
	}
	var obj py.Value
	if in.arg&2 != 0 {
		obj, exc = py.Call2(f.t, super, class, self)
	} else {
		obj, exc = py.Call0(f.t, super)
	}
	if exc != nil {
		return py.Value{}, py.Value{}, exc
	}
	fn, exc = py.GetAttr(f.t, obj, name)
	return fn, py.Value{}, exc
}

// special describes a method that LOAD_SPECIAL looks up.
type special struct {
	name, other string // other: the method of the other kind of with that hints at a mistake
	message     string
	hint        string
}

const (
	withMessage      = "'%s' object does not support the context manager protocol (missed %s method)"
	asyncWithMessage = "'%s' object does not support the asynchronous context manager protocol (missed %s method)"
	withHint         = " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
	asyncWithHint    = " but it supports the context manager protocol. Did you mean to use 'with'?"
)

// specials are the methods by LOAD_SPECIAL's argument.
var specials = [...]special{
	{"__enter__", "__aenter__", withMessage, withHint},
	{"__exit__", "__aexit__", withMessage, withHint},
	{"__aenter__", "__enter__", asyncWithMessage, asyncWithHint},
	{"__aexit__", "__exit__", asyncWithMessage, asyncWithHint},
}

func (f *frame) loadSpecial(i int, obj py.Value) (fn, self py.Value, exc *py.Exc) {
	fn, self, ok, exc := py.LookupSpecial(f.t, obj, specialNames[i])
	if ok || exc != nil {
		return fn, self, exc
	}
	sp := &specials[i]
	hint := ""
	if obj.Type().Lookup(py.Intern(sp.other)).Bound() {
		hint = sp.hint
	}
	return fn, self, py.TypeErrorf(sp.message+"%s", py.TypeName(obj), sp.name, hint)
}
