// This file implements what partial shows of itself: repr and pickling.

package functools

import (
	"strings"

	"adder/runtime/py"
)

func reprPartial(t *thread, self value) (value, *excp) {
	if !t.EnterRepr(self) {
		return py.StrV("..."), nil
	}
	defer t.LeaveRepr(self)
	p := asPartial(self)
	var list strings.Builder
	for _, a := range p.args.Items {
		r, exc := py.Repr(t, a)
		if exc != nil {
			return value{}, exc
		}
		list.WriteString(", " + r.String())
	}
	for pos := 0; ; {
		k, v, ok := p.kw.Next(&pos)
		if !ok {
			break
		}
		name, exc := py.StrOf(t, k)
		if exc != nil {
			return value{}, exc
		}
		r, exc := py.Repr(t, v)
		if exc != nil {
			return value{}, exc
		}
		list.WriteString(", " + name.String() + "=" + r.String())
	}
	mod, exc := py.GetAttr(t, self.Type().V(), nameModule)
	if exc != nil {
		return value{}, exc
	}
	text, exc := py.StrOf(t, mod)
	if exc != nil {
		return value{}, exc
	}
	fn, exc := py.Repr(t, p.fn)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(text.String() + "." + self.Type().QualName + "(" + fn.String() + list.String() + ")"), nil
}

var nameModule = py.Intern("__module__")

// reducePartial leaves everything to __setstate__, since unpickling calls without keywords.
func reducePartial(t *thread, self value) (value, *excp) {
	p := asPartial(self)
	dict := py.None
	if p.Dict != nil {
		dict = p.Dict.V()
	}
	state := py.NewTuple(p.fn, p.args.V(), p.kw.V(), dict)
	return py.NewTuple(self.Type().V(), py.NewTuple(p.fn).V(), state.V()).V(), nil
}

func setPartialState(t *thread, self, state value) (value, *excp) {
	invalid := func() (value, *excp) { return value{}, py.TypeErrorf("invalid partial state") }
	if !state.IsTuple() || len(py.AsTuple(state).Items) != 4 {
		return invalid()
	}
	items := py.AsTuple(state).Items
	fn, args, kw, dict := items[0], items[1], items[2], items[3]
	if !py.Callable(fn) || !args.IsTuple() || !kw.IsNone() && !kw.IsDict() || !dict.IsNone() && !dict.IsDict() {
		return invalid()
	}
	tuple := py.AsTuple(args)
	if exc := checkTrailing(tuple.Items); exc != nil {
		return value{}, exc
	}
	if args.Type() != py.TupleType {
		tuple = py.NewTuple(tuple.Items...)
	}
	p := asPartial(self)
	p.fn, p.args, p.open = fn, tuple, countOpen(tuple.Items)
	switch {
	case kw.IsNone():
		p.kw = py.NewDict()
	case kw.Type() != py.DictType:
		p.kw = py.AsDict(kw).Copy()
	default:
		p.kw = py.AsDict(kw)
	}
	p.Dict = nil
	if !dict.IsNone() {
		p.Dict = py.AsDict(dict)
	}
	return py.None, nil
}
