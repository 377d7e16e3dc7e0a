// This file implements itemgetter and attrgetter.

package operator

import (
	"strings"

	"adder/runtime/py"
)

// itemGetter gets one item or several, then as a tuple.
type itemGetter struct {
	py.Header
	items []value
}

// attrGetter gets one attribute or several, then as a tuple. Each is the path that a dotted name stands for.
type attrGetter struct {
	py.Header
	paths [][]*py.Str
}

var (
	itemGetterType = &py.Type{Name: "itemgetter"}
	attrGetterType = &py.Type{Name: "attrgetter"}
)

const (
	itemGetterDoc = "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"
	attrGetterDoc = "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last)."
	reduceDoc     = "Return state information for pickling"
)

func asItemGetter(v value) *itemGetter { return (*itemGetter)(v.Ptr()) }
func asAttrGetter(v value) *attrGetter { return (*attrGetter)(v.Ptr()) }

// signature is the __text_signature__ of all callables of the module.
var signature = []py.GetSet{{Name: "__text_signature__", Get: func(*thread, value) (value, *excp) { return py.StrV("(obj, /)"), nil }}}

func defineGetters() {
	py.Define(attrGetterType, &py.StaticType{Name: "operator.attrgetter", Doc: attrGetterDoc, Sig: "(attr, /, *attrs)", GetSet: signature,
		Slots:   py.Slots{New: newAttrGetter, Call: callAttrGetter, Repr: reprOf(attrArgs)},
		Methods: []py.Method{{Name: "__reduce__", Doc: reduceDoc, F0: reduceTo(attrArgs)}}})
	py.Define(itemGetterType, &py.StaticType{Name: "operator.itemgetter", Doc: itemGetterDoc, Sig: "(item, /, *items)", GetSet: signature,
		Slots:   py.Slots{New: newItemGetter, Call: callItemGetter, Repr: reprOf(itemArgs)},
		Methods: []py.Method{{Name: "__reduce__", Doc: reduceDoc, F0: reduceTo(itemArgs)}}})
}

// checkNew reports keyword arguments, and too few positional ones.
func checkNew(name string, args []value, kw []*py.Str) *excp {
	if len(kw) > 0 {
		return py.TypeErrorf("%s() takes no keyword arguments", name)
	}
	if len(args) == 0 {
		return py.TypeErrorf("%s expected 1 argument, got 0", name)
	}
	return nil
}

// operand returns the only argument of a call.
func operand(name string, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("%s() takes no keyword arguments", name)
	}
	if len(args) != 1 {
		return value{}, py.TypeErrorf("%s expected 1 argument, got %d", name, len(args))
	}
	return args[0], nil
}

func newItemGetter(t *thread, _ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if exc := checkNew("itemgetter", args, kw); exc != nil {
		return value{}, exc
	}
	g := &itemGetter{items: append([]value(nil), args...)}
	g.SetType(itemGetterType)
	return g.V(), nil
}

func callItemGetter(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	obj, exc := operand("itemgetter", args, kw)
	if exc != nil {
		return value{}, exc
	}
	g := asItemGetter(self)
	if len(g.items) == 1 {
		return py.GetItem(t, obj, g.items[0])
	}
	out := make([]value, len(g.items))
	for i, item := range g.items {
		if out[i], exc = py.GetItem(t, obj, item); exc != nil {
			return value{}, exc
		}
	}
	return py.TupleFrom(out).V(), nil
}

func itemArgs(self value) []value { return asItemGetter(self).items }

func newAttrGetter(t *thread, _ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if exc := checkNew("attrgetter", args, kw); exc != nil {
		return value{}, exc
	}
	g := &attrGetter{paths: make([][]*py.Str, len(args))}
	g.SetType(attrGetterType)
	for i, a := range args {
		if !a.IsStr() {
			return value{}, py.TypeErrorf("attribute name must be a string")
		}
		for part := range strings.SplitSeq(py.AsStr(a).String(), ".") {
			g.paths[i] = append(g.paths[i], py.Intern(part))
		}
	}
	return g.V(), nil
}

func callAttrGetter(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	obj, exc := operand("attrgetter", args, kw)
	if exc != nil {
		return value{}, exc
	}
	g := asAttrGetter(self)
	if len(g.paths) == 1 {
		return follow(t, obj, g.paths[0])
	}
	out := make([]value, len(g.paths))
	for i, path := range g.paths {
		if out[i], exc = follow(t, obj, path); exc != nil {
			return value{}, exc
		}
	}
	return py.TupleFrom(out).V(), nil
}

func follow(t *thread, obj value, path []*py.Str) (value, *excp) {
	for _, name := range path {
		var exc *excp
		if obj, exc = py.GetAttr(t, obj, name); exc != nil {
			return value{}, exc
		}
	}
	return obj, nil
}

func attrArgs(self value) []value {
	g := asAttrGetter(self)
	out := make([]value, len(g.paths))
	for i, path := range g.paths {
		if len(path) == 1 {
			out[i] = path[0].V()
			continue
		}
		var b strings.Builder
		for j, part := range path {
			if j > 0 {
				b.WriteByte('.')
			}
			b.WriteString(part.String())
		}
		out[i] = py.StrV(b.String())
	}
	return out
}

// reprOf writes a getter as the call that makes it.
func reprOf(argsOf func(self value) []value) py.UnaryFunc {
	return func(t *thread, self value) (value, *excp) {
		name := py.TypeName(self)
		if !t.EnterRepr(self) {
			return py.StrV(name + "(...)"), nil
		}
		defer t.LeaveRepr(self)
		args := argsOf(self)
		if len(args) == 1 {
			r, exc := py.Repr(t, args[0])
			if exc != nil {
				return value{}, exc
			}
			return py.StrV(name + "(" + r.String() + ")"), nil
		}
		r, exc := py.Repr(t, py.NewTuple(args...).V())
		if exc != nil {
			return value{}, exc
		}
		return py.StrV(name + r.String()), nil
	}
}

func reduceTo(argsOf func(self value) []value) func(t *thread, self value) (value, *excp) {
	return func(t *thread, self value) (value, *excp) {
		return py.NewTuple(self.Type().V(), py.NewTuple(argsOf(self)...).V()).V(), nil
	}
}
