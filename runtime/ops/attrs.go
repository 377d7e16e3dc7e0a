// This file loads attributes of super and special methods.

package ops

import "adder/runtime/py"

// LoadSuperAttr is super().name, without making the super object where super is the built-in. Bit 0 of
// flags asks for a method and its self, bit 1 tells that super was called with arguments.
func LoadSuperAttr(t *py.Thread, super, class, self py.Value, name *py.Str, flags int) (fn, bound py.Value, exc *py.Exc) {
	if super == py.SuperType.V() && py.ClassOf(class) != nil {
		return py.LoadSuper(t, py.AsType(class), self, name, flags&1 != 0)
	}
	var obj py.Value
	if flags&2 != 0 {
		obj, exc = py.Call2(t, super, class, self)
	} else {
		obj, exc = py.Call0(t, super)
	}
	if exc != nil {
		return py.Value{}, py.Value{}, exc
	}
	fn, exc = py.GetAttr(t, obj, name)
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

// LoadSpecial is LOAD_SPECIAL: method number i of obj, and its self unless it is bound.
func LoadSpecial(t *py.Thread, obj py.Value, i int) (fn, self py.Value, exc *py.Exc) {
	fn, self, ok, exc := py.LookupSpecial(t, obj, specialNames[i])
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
