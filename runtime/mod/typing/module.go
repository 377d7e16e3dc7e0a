// This file defines the module and what its types share.

// Package typing is the _typing module: type variables, type aliases and Generic, and what the
// interpreter makes for the syntax of type parameters.
package typing

import (
	"unsafe"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_typing", Doc: "Primitives and accelerators for the typing module.\n",
		Methods: []py.Method{{Name: "_idfunc", Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) { return v, nil }}},
		Exec:    fill}
}

func fill(t *thread, m *py.Module) *excp {
	install()
	if exc := define(t); exc != nil {
		return exc
	}
	for name, v := range map[string]value{"TypeVar": typeVarType.V(), "ParamSpec": paramSpecType.V(), "TypeVarTuple": typeVarTupleType.V(),
		"ParamSpecArgs": paramSpecArgsType.V(), "ParamSpecKwargs": paramSpecKwargsType.V(), "TypeAliasType": aliasType.V(),
		"Generic": generic, "NoDefault": noDefault, "Union": py.UnionType.V()} {
		m.Dict.SetStr(py.Intern(name), v)
	}
	return nil
}

// install lets the interpreter make type parameters.
func install() {
	py.TypeParamHook = typeParam
	py.UnionableHook = func(v value) bool { return v.Type() == aliasType }
}

var defined bool

func define(t *thread) *excp {
	if defined {
		return nil
	}
	defined = true
	defineParams()
	defineParamSpec()
	defineAlias()
	defineEvaluator()
	var exc *excp
	generic, exc = makeGeneric(t)
	return exc
}

// noDefaultType is the type of NoDefault, the default of a parameter that has none.
var (
	noDefaultType   = &py.Type{Name: "NoDefaultType"}
	noDefaultObject py.Header
	noDefault       value
)

func defineNoDefault() {
	noDefaultObject.SetType(noDefaultType)
	noDefault = py.FromPtr(unsafe.Pointer(&noDefaultObject))
	py.Define(noDefaultType, &py.StaticType{Name: "NoDefaultType", Doc: "The type of the NoDefault singleton.",
		Slots: py.Slots{
			Repr: func(t *thread, self value) (value, *excp) { return py.StrV("typing.NoDefault"), nil },
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				if len(args) > 0 {
					return value{}, py.TypeErrorf("NoDefaultType takes no arguments")
				}
				return noDefault, nil
			},
		},
		Methods: []py.Method{{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.StrV("NoDefault"), nil }}}})
}

// typingAttr returns an attribute of the typing module, which it imports.
func typingAttr(t *thread, name string) (value, *excp) { return py.ImportAttr(t, "typing", name) }

// callTyping calls a function of the typing module.
func callTyping(t *thread, name string, args ...value) (value, *excp) {
	fn, exc := typingAttr(t, name)
	if exc != nil {
		return value{}, exc
	}
	return py.Call(t, fn, args, nil)
}

// checkType lets typing check that v is a type.
func checkType(t *thread, v value, message string) (value, *excp) {
	if v.IsNone() {
		return py.NoneType.V(), nil
	}
	return callTyping(t, "_type_check", v, py.StrV(message))
}

// unpacked is typing.Unpack[v].
func unpacked(t *thread, v value) (value, *excp) {
	unpack, exc := typingAttr(t, "Unpack")
	if exc != nil {
		return value{}, exc
	}
	return py.GetItem(t, unpack, v)
}

// iterUnpacked is __iter__ of what may be starred: it yields typing.Unpack[self].
func iterUnpacked(t *thread, self value) (value, *excp) {
	v, exc := unpacked(t, self)
	if exc != nil {
		return value{}, exc
	}
	return py.Iter(t, py.NewTuple(v).V())
}

// unpackTuples replaces the type variable tuples among params by their unpacked form.
func unpackTuples(t *thread, params []value) (*py.Tuple, *excp) {
	out := make([]value, len(params))
	for i, p := range params {
		out[i] = p
		if p.Type() == typeVarTupleType {
			var exc *excp
			if out[i], exc = unpacked(t, p); exc != nil {
				return nil, exc
			}
		}
	}
	return py.TupleFrom(out), nil
}

// callerModule is the __module__ of the function that runs, None if there is none.
func callerModule(t *thread) value {
	if g := t.CurrentGlobals(); g != nil {
		if v := g.GetStr(py.Intern("__name__")); v.Bound() {
			return v
		}
	}
	return py.None
}

// noSubclass is __mro_entries__ of objects that cannot be bases.
func noSubclass(what string) py.Method {
	return py.Method{Name: "__mro_entries__", Sig: "(object, /)", F1: func(t *thread, self, bases value) (value, *excp) {
		return value{}, py.TypeErrorf("Cannot subclass an instance of %s", what)
	}}
}

// union is a | b where one of them is a type variable.
func union(t *thread, a, b value) (value, *excp) {
	return py.GetItem(t, py.UnionType.V(), py.NewTuple(a, b).V())
}
