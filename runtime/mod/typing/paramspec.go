// This file implements the parts of a ParamSpec: P.args and P.kwargs.

package typing

import "adder/runtime/py"

// part is the args or the kwargs of a ParamSpec.
type part struct {
	py.Header
	origin value
}

var (
	paramSpecArgsType   = &py.Type{Name: "ParamSpecArgs"}
	paramSpecKwargsType = &py.Type{Name: "ParamSpecKwargs"}
)

func asPart(v value) *part { return (*part)(v.Ptr()) }

func newPart(typ *py.Type, origin value) value {
	p := &part{origin: origin}
	p.SetType(typ)
	return p.V()
}

func paramSpecParts() []py.GetSet {
	get := func(typ *py.Type) func(t *thread, self value) (value, *excp) {
		return func(t *thread, self value) (value, *excp) { return newPart(typ, self), nil }
	}
	return []py.GetSet{
		{Name: "args", Get: get(paramSpecArgsType), Doc: "Represents positional arguments."},
		{Name: "kwargs", Get: get(paramSpecKwargsType), Doc: "Represents keyword arguments."},
	}
}

var partSig = py.Signature{Text: "(origin)"}

func definePart(typ *py.Type, fname, suffix, doc string) {
	py.Define(typ, &py.StaticType{Name: "typing." + typ.Name, Doc: doc, Weakref: true,
		Slots: py.Slots{
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				a, exc := py.BindArgs(fname, &partSig, args, kw)
				if exc != nil {
					return value{}, exc
				}
				return newPart(typ, a[0]), nil
			},
			Repr: func(t *thread, self value) (value, *excp) {
				origin := asPart(self).origin
				if origin.Type() == paramSpecType {
					return py.StrV(py.AsStr(asParam(origin).name).String() + suffix), nil
				}
				s, exc := py.Repr(t, origin)
				if exc != nil {
					return value{}, exc
				}
				return py.StrV(s.String() + suffix), nil
			},
			Compare: func(t *thread, a, b value, op py.CmpOp) (value, *excp) {
				if a.Type() != b.Type() || op != py.EQ && op != py.NE {
					return py.NotImplemented, nil
				}
				return py.Compare(t, asPart(a).origin, asPart(b).origin, op)
			},
		},
		Members: []py.Member{{Name: "__origin__", Get: func(v value) value { return asPart(v).origin }}},
		Methods: []py.Method{noSubclass(typ.Name)}})
}

func defineParamSpec() {
	definePart(paramSpecArgsType, "paramspecargs", ".args", partDoc("args", "ParamSpecArgs"))
	definePart(paramSpecKwargsType, "paramspeckwargs", ".kwargs", partDoc("kwargs", "ParamSpecKwargs"))
}

func partDoc(attr, class string) string {
	return "The " + attr + " for a ParamSpec object.\n\nGiven a ParamSpec object P, P." + attr + " is an instance of " + class + ".\n\n" +
		class + " objects have a reference back to their ParamSpec::\n\n    >>> P = ParamSpec(\"P\")\n    >>> P." + attr +
		".__origin__ is P\n    True\n\nThis type is meant for runtime introspection and has no special meaning\nto static type checkers.\n"
}
