// This file implements TypeVar, ParamSpec and TypeVarTuple.

package typing

import (
	"unsafe"

	"adder/runtime/py"
)

// param is a type parameter: a TypeVar, ParamSpec or TypeVarTuple. Bound, constraints and default
// are values, or functions that compute them when they are first asked for.
type param struct {
	py.Header
	py.Ext
	name                                    value
	bound, constraints, byDefault           lazy
	covariant, contravariant, inferVariance bool
}

// lazy is a value that a function computes on first use; both unbound: there is none.
type lazy struct{ v, compute value }

func (l *lazy) get(t *thread, missing value) (value, *excp) {
	if l.v.Bound() {
		return l.v, nil
	}
	if l.compute.IsUnbound() {
		return missing, nil
	}
	v, exc := py.Call0(t, l.compute)
	if exc == nil {
		l.v = v
	}
	return v, exc
}

// evaluator is the function that computes the value, made up for one that was given.
func (l *lazy) evaluator() value {
	switch {
	case l.compute.Bound():
		return l.compute
	case l.v.Bound():
		return newEvaluator(l.v)
	}
	return py.None
}

var (
	typeVarType      = &py.Type{Name: "TypeVar"}
	paramSpecType    = &py.Type{Name: "ParamSpec"}
	typeVarTupleType = &py.Type{Name: "TypeVarTuple"}
)

func asParam(v value) *param { return (*param)(v.Ptr()) }

func newParam(typ *py.Type, name value) *param {
	p := &param{name: name}
	p.SetType(typ)
	return p
}

// variance are the keywords that TypeVar and ParamSpec share.
const variance = "bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False)"

var (
	typeVarSig      = py.Signature{Text: "(name, *, " + variance}
	paramSpecSig    = py.Signature{Text: "(name, *, " + variance}
	typeVarTupleSig = py.Signature{Text: "(name, *, default=NoDefault)"}
)

func typeVarNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	var constraints []value
	given := args
	if npos > 1 {
		constraints = append(constraints, args[1:npos]...)
		given = append([]value{args[0]}, args[npos:]...)
	}
	a, exc := py.BindArgs("typevar", &typeVarSig, given, kw)
	if exc != nil {
		return value{}, exc
	}
	p, exc := variantParam(t, typ, "typevar", a)
	if exc != nil {
		return value{}, exc
	}
	if a[1].Bound() && !a[1].IsNone() {
		if p.bound.v, exc = checkType(t, a[1], "Bound must be a type."); exc != nil {
			return value{}, exc
		}
	}
	switch {
	case len(constraints) == 1:
		return value{}, py.TypeErrorf("A single constraint is not allowed")
	case len(constraints) > 0 && p.bound.v.Bound():
		return value{}, py.TypeErrorf("Constraints cannot be combined with bound=...")
	case len(constraints) > 0:
		p.constraints.v = py.TupleFrom(constraints).V()
	}
	return p.V(), py.SetAttr(t, p.V(), py.Intern("__module__"), callerModule(t))
}

// variantParam makes a parameter of the arguments that TypeVar and ParamSpec share, but for the bound.
func variantParam(t *thread, typ *py.Type, fname string, a []value) (*param, *excp) {
	if !a[0].IsStr() {
		return nil, py.TypeErrorf("%s() argument 'name' must be str, not %s", fname, py.TypeName(a[0]))
	}
	p := newParam(typ, a[0])
	p.byDefault.v = noDefault
	if a[2].Bound() {
		p.byDefault.v = a[2]
	}
	for i, flag := range []*bool{&p.covariant, &p.contravariant, &p.inferVariance} {
		if a[3+i].Bound() {
			var exc *excp
			if *flag, exc = py.Truth(t, a[3+i]); exc != nil {
				return nil, exc
			}
		}
	}
	switch {
	case p.covariant && p.contravariant:
		return nil, py.ValueErrorf("Bivariant types are not supported.")
	case p.inferVariance && (p.covariant || p.contravariant):
		return nil, py.ValueErrorf("Variance cannot be specified with infer_variance.")
	}
	return p, nil
}

func paramSpecNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("paramspec", &paramSpecSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	p, exc := variantParam(t, typ, "paramspec", a)
	if exc != nil {
		return value{}, exc
	}
	bound := a[1]
	if bound.IsUnbound() {
		bound = py.None
	}
	if p.bound.v, exc = checkType(t, bound, "Bound must be a type."); exc != nil {
		return value{}, exc
	}
	return p.V(), py.SetAttr(t, p.V(), py.Intern("__module__"), callerModule(t))
}

func typeVarTupleNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("typevartuple", &typeVarTupleSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("typevartuple() argument 'name' must be str, not %s", py.TypeName(a[0]))
	}
	p := newParam(typ, a[0])
	p.byDefault.v = noDefault
	if a[1].Bound() {
		p.byDefault.v = a[1]
	}
	return p.V(), py.SetAttr(t, p.V(), py.Intern("__module__"), callerModule(t))
}

// paramRepr shows the variance as a sign before the name.
func paramRepr(t *thread, self value) (value, *excp) {
	p := asParam(self)
	sign := "~"
	switch {
	case p.inferVariance || self.Type() == typeVarTupleType:
		sign = ""
	case p.covariant:
		sign = "+"
	case p.contravariant:
		sign = "-"
	}
	return py.StrV(sign + py.AsStr(p.name).String()), nil
}

func paramReduce(t *thread, self value) (value, *excp) { return asParam(self).name, nil }

func hasDefault(t *thread, self value) (value, *excp) {
	d := &asParam(self).byDefault
	return py.Bool(d.compute.Bound() || d.v.Bound() && d.v != noDefault), nil
}

// lazyAttrs are the attribute of a lazy value and that of its evaluator.
func lazyAttrs(name string, at func(p *param) *lazy, missing func() value) []py.GetSet {
	return []py.GetSet{
		{Name: "__" + name + "__", Get: func(t *thread, self value) (value, *excp) { return at(asParam(self)).get(t, missing()) }},
		{Name: "evaluate_" + name, Get: func(t *thread, self value) (value, *excp) { return at(asParam(self)).evaluator(), nil }},
	}
}

func defaultAttrs() []py.GetSet {
	return lazyAttrs("default", func(p *param) *lazy { return &p.byDefault }, func() value { return noDefault })
}

func varianceMembers() []py.Member {
	flag := func(name string, at func(p *param) bool) py.Member {
		return py.Member{Name: name, Get: func(v value) value { return py.Bool(at(asParam(v))) }}
	}
	return []py.Member{
		{Name: "__name__", Get: func(v value) value { return asParam(v).name }},
		flag("__covariant__", func(p *param) bool { return p.covariant }),
		flag("__contravariant__", func(p *param) bool { return p.contravariant }),
		flag("__infer_variance__", func(p *param) bool { return p.inferVariance }),
	}
}

// byTyping is a method that a function of the typing module implements.
func byTyping(method, sig, function string) py.Method {
	return py.Method{Name: method, Sig: sig, FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		return callTyping(t, function, append([]value{self}, args...)...)
	}}
}

// typeVarPrepare completes the arguments for an alias by the variable's default.
func typeVarPrepare(t *thread, self, alias, args value) (value, *excp) {
	params, exc := py.GetAttr(t, alias, py.Intern("__parameters__"))
	if exc != nil {
		return value{}, exc
	}
	n, exc := py.Len(t, args)
	if exc != nil {
		return value{}, exc
	}
	all, exc := py.Collect(t, params)
	if exc != nil {
		return value{}, exc
	}
	index := 0
	for index < len(all) && all[index] != self {
		index++
	}
	if index < n {
		return args, nil
	}
	if index == n {
		d, exc := asParam(self).byDefault.get(t, noDefault)
		if exc != nil {
			return value{}, exc
		}
		if d != noDefault {
			return py.Binary(t, args, py.NewTuple(d).V(), py.OpAdd)
		}
	}
	s, exc := py.StrOf(t, alias)
	if exc != nil {
		return value{}, exc
	}
	return value{}, py.TypeErrorf("Too few arguments for %s", s.String())
}

func defineParams() {
	defineNoDefault()
	ext := unsafe.Offsetof(param{}.Ext)
	reduce := py.Method{Name: "__reduce__", Sig: "()", F0: paramReduce}
	has := py.Method{Name: "has_default", Sig: "()", F0: hasDefault}
	slots := py.Slots{New: typeVarNew, Repr: paramRepr}
	slots.Binary[py.OpOr] = union
	py.Define(typeVarType, &py.StaticType{Name: "typing.TypeVar", Doc: typeVarDoc, Slots: slots, ExtOffset: ext, HasDict: true, Weakref: true,
		Members: varianceMembers(),
		GetSet: append(append(lazyAttrs("bound", func(p *param) *lazy { return &p.bound }, func() value { return py.None }),
			lazyAttrs("constraints", func(p *param) *lazy { return &p.constraints }, func() value { return py.NewTuple().V() })...), defaultAttrs()...),
		Methods: []py.Method{
			byTyping("__typing_subst__", "(arg, /)", "_typevar_subst"),
			{Name: "__typing_prepare_subst__", Sig: "(alias, args, /)", F2: typeVarPrepare},
			reduce, has, noSubclass("TypeVar"),
		}})
	spec := py.Slots{New: paramSpecNew, Repr: paramRepr}
	spec.Binary[py.OpOr] = union
	py.Define(paramSpecType, &py.StaticType{Name: "typing.ParamSpec", Doc: paramSpecDoc, Slots: spec, ExtOffset: ext, HasDict: true, Weakref: true,
		Members: append(varianceMembers(), py.Member{Name: "__bound__", Get: func(v value) value {
			if b := asParam(v).bound.v; b.Bound() {
				return b
			}
			return py.None
		}}),
		GetSet: append(paramSpecParts(), defaultAttrs()...),
		Methods: []py.Method{
			byTyping("__typing_subst__", "(arg, /)", "_paramspec_subst"),
			byTyping("__typing_prepare_subst__", "(alias, args, /)", "_paramspec_prepare_subst"),
			has, reduce, noSubclass("ParamSpec"),
		}})
	py.Define(typeVarTupleType, &py.StaticType{Name: "typing.TypeVarTuple", Doc: typeVarTupleDoc, ExtOffset: ext, HasDict: true, Weakref: true,
		Slots:   py.Slots{New: typeVarTupleNew, Repr: paramRepr, Iter: iterUnpacked},
		Members: varianceMembers()[:1],
		GetSet:  defaultAttrs(),
		Methods: []py.Method{
			{Name: "__typing_subst__", Sig: "(arg, /)", F1: func(t *thread, self, arg value) (value, *excp) {
				return value{}, py.TypeErrorf("Substitution of bare TypeVarTuple is not supported")
			}},
			byTyping("__typing_prepare_subst__", "(alias, args, /)", "_typevartuple_prepare_subst"),
			reduce, has, noSubclass("TypeVarTuple"),
		}})
}
