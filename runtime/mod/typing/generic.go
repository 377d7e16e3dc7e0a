// This file makes Generic, and what the interpreter's intrinsics for type parameters need.

package typing

import "adder/runtime/py"

// generic is the class typing.Generic.
var generic value

// makeGeneric makes Generic as an ordinary class without attributes of its instances, so that
// classes with other bases can derive from it too.
func makeGeneric(t *thread) (value, *excp) {
	ns := py.NewDict()
	for _, m := range genericMethods() {
		fn := py.NewBuiltin(&m, value{}, value{})
		cm, exc := py.Call1(t, py.ClassMethodType.V(), fn)
		if exc != nil {
			return value{}, exc
		}
		ns.SetStr(py.Intern(m.Name), cm)
	}
	ns.SetStr(py.Intern("__module__"), py.StrV("typing"))
	ns.SetStr(py.Intern("__doc__"), py.StrV(genericDoc))
	ns.SetStr(py.Intern("__slots__"), py.NewTuple().V())
	class, exc := py.Call3(t, py.TypeType.V(), py.StrV("Generic"), py.NewTuple().V(), ns.V())
	if exc != nil {
		return value{}, exc
	}
	_, exc = py.ClassOf(class).OwnDict().Delete(t, py.StrV("__slots__"))
	return class, exc
}

func genericMethods() []py.Method {
	forward := func(function string) func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		return func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			fn, exc := typingAttr(t, function)
			if exc != nil {
				return value{}, exc
			}
			return py.Call(t, fn, args, kw)
		}
	}
	return []py.Method{
		{Name: "__class_getitem__", FK: forward("_generic_class_getitem")},
		{Name: "__init_subclass__", FK: forward("_generic_init_subclass")},
	}
}

// The intrinsics for type parameters, numbered as in CPython; those of two operands from 100 on.
const (
	intrinsicTypeVar          = 7
	intrinsicParamSpec        = 8
	intrinsicTypeVarTuple     = 9
	intrinsicSubscriptGeneric = 10
	intrinsicTypeAlias        = 11
	intrinsicWithBound        = 102
	intrinsicWithConstraints  = 103
	intrinsicSetDefault       = 105
)

// typeParam is py.TypeParamHook.
func typeParam(t *thread, which int, a, b value) (value, *excp) {
	if exc := define(t); exc != nil {
		return value{}, exc
	}
	switch which {
	case intrinsicTypeVar:
		return inferred(typeVarType, a).V(), nil
	case intrinsicParamSpec:
		return inferred(paramSpecType, a).V(), nil
	case intrinsicTypeVarTuple:
		return newParam(typeVarTupleType, a).V(), nil
	case intrinsicWithBound:
		p := inferred(typeVarType, a)
		p.bound.compute = b
		return p.V(), nil
	case intrinsicWithConstraints:
		p := inferred(typeVarType, a)
		p.constraints.compute = b
		return p.V(), nil
	case intrinsicSetDefault:
		if typ := a.Type(); typ != typeVarType && typ != paramSpecType && typ != typeVarTupleType {
			return value{}, py.TypeErrorf("Expected a type param, got %s", py.TypeName(a))
		}
		asParam(a).byDefault = lazy{compute: b}
		return a, nil
	case intrinsicTypeAlias:
		items := py.AsTuple(a).Items
		if len(items) != 3 {
			return value{}, py.SystemErrorf("bad argument to internal function")
		}
		var params *py.Tuple
		if items[1].IsTuple() {
			params = py.AsTuple(items[1])
		}
		return newAlias(items[0], params, lazy{compute: items[2]}, value{}), nil
	case intrinsicSubscriptGeneric:
		return subscriptGeneric(t, a)
	}
	return value{}, py.SystemErrorf("unknown intrinsic %d", which)
}

// inferred is a parameter of the syntax: its variance is inferred.
func inferred(typ *py.Type, name value) *param {
	p := newParam(typ, name)
	p.inferVariance = true
	return p
}

// subscriptGeneric is Generic[params], the base of a class with type parameters.
func subscriptGeneric(t *thread, params value) (value, *excp) {
	if !params.IsTuple() {
		return value{}, py.SystemErrorf("bad argument to internal function")
	}
	p, exc := unpackTuples(t, py.AsTuple(params).Items)
	if exc != nil {
		return value{}, exc
	}
	return callTyping(t, "_GenericAlias", generic, p.V())
}
