// This file implements TypeAliasType, the type of what a type statement binds.

package typing

import "adder/runtime/py"

// alias is a TypeAliasType.
type alias struct {
	py.Header
	name   value
	params *py.Tuple // nil: not generic
	val    lazy
	module value // unbound: that of the function that computes the value
}

var aliasType = &py.Type{Name: "TypeAliasType"}

func asAlias(v value) *alias { return (*alias)(v.Ptr()) }

func newAlias(name value, params *py.Tuple, val lazy, module value) value {
	if params != nil && len(params.Items) == 0 {
		params = nil
	}
	a := &alias{name: name, params: params, val: val, module: module}
	a.SetType(aliasType)
	return a.V()
}

var aliasSig = py.Signature{Text: "(name, value, *, type_params=<unrepresentable>)"}

func aliasNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("typealias", &aliasSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("typealias() argument 'name' must be str, not %s", py.TypeName(a[0]))
	}
	var params *py.Tuple
	if a[2].Bound() {
		if !a[2].IsTuple() {
			return value{}, py.TypeErrorf("type_params must be a tuple")
		}
		params = py.AsTuple(a[2])
		if exc := checkOrder(t, params.Items); exc != nil {
			return value{}, exc
		}
	}
	return newAlias(a[0], params, lazy{v: a[1]}, callerModule(t)), nil
}

// checkOrder makes sure that no parameter without a default follows one that has it.
func checkOrder(t *thread, params []value) *excp {
	seen := false
	for _, p := range params {
		if typ := p.Type(); typ != typeVarType && typ != paramSpecType && typ != typeVarTupleType {
			s, exc := py.Repr(t, p)
			if exc != nil {
				return exc
			}
			return py.TypeErrorf("Expected a type param, got %s", s.String())
		}
		d, exc := asParam(p).byDefault.get(t, noDefault)
		if exc != nil {
			return exc
		}
		if d != noDefault {
			seen = true
		} else if seen {
			s, exc := py.Repr(t, p)
			if exc != nil {
				return exc
			}
			return py.TypeErrorf("non-default type parameter '%s' follows default type parameter", s.String())
		}
	}
	return nil
}

func (a *alias) typeParams() value {
	if a.params == nil {
		return py.NewTuple().V()
	}
	return a.params.V()
}

func aliasParameters(t *thread, self value) (value, *excp) {
	a := asAlias(self)
	if a.params == nil {
		return py.NewTuple().V(), nil
	}
	p, exc := unpackTuples(t, a.params.Items)
	if exc != nil {
		return value{}, exc
	}
	return p.V(), nil
}

func aliasModule(t *thread, self value) (value, *excp) {
	a := asAlias(self)
	if a.module.Bound() {
		return a.module, nil
	}
	if a.val.compute.Bound() && a.val.compute.Type() == py.FunctionType {
		return py.GetAttr(t, a.val.compute, py.Intern("__module__"))
	}
	return py.None, nil
}

func aliasGetItem(t *thread, self, item value) (value, *excp) {
	if asAlias(self).params == nil {
		return value{}, py.TypeErrorf("Only generic type aliases are subscriptable")
	}
	return py.NewGenericAlias(self, item), nil
}

func defineAlias() {
	name := func(v value) value { return asAlias(v).name }
	slots := py.Slots{New: aliasNew, Iter: iterUnpacked, GetItem: aliasGetItem, IsMapping: true,
		Repr: func(t *thread, self value) (value, *excp) { return name(self), nil }}
	slots.Binary[py.OpOr] = py.UnionOr
	py.Define(aliasType, &py.StaticType{Name: "typing.TypeAliasType", Doc: aliasDoc, Slots: slots, Weakref: true,
		Members: []py.Member{{Name: "__name__", Get: name}},
		GetSet: []py.GetSet{
			{Name: "__parameters__", Get: aliasParameters},
			{Name: "__type_params__", Get: func(t *thread, self value) (value, *excp) { return asAlias(self).typeParams(), nil }},
			{Name: "__value__", Get: func(t *thread, self value) (value, *excp) { return asAlias(self).val.get(t, py.None) }},
			{Name: "evaluate_value", Get: func(t *thread, self value) (value, *excp) { return asAlias(self).val.evaluator(), nil }},
			{Name: "__module__", Get: aliasModule},
		},
		Methods: []py.Method{{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return name(self), nil }}}})
}
