// This file implements partial: how one is made and called.

package functools

import (
	"unsafe"

	"adder/runtime/py"
)

// partial is a functools.partial.
type partial struct {
	py.Header
	py.Ext
	fn   value
	args *py.Tuple
	// kw are the keyword arguments; Python code may change it at any time.
	kw *py.Dict
	// open is the number of placeholders in args.
	open int
}

var partialType = &py.Type{Name: "partial"}

func asPartial(v value) *partial { return (*partial)(v.Ptr()) }

func definePartial(m *py.Module) {
	py.Define(partialType, &py.StaticType{Name: "functools.partial", Sig: "(func, /, *args, **keywords)", Flags: py.BaseType,
		Doc:     "Create a new function with partial application of the given arguments\nand keywords.",
		Weakref: true, HasDict: true, ExtOffset: unsafe.Offsetof(partial{}.Ext),
		Alloc: func(typ *py.Type) value {
			p := &partial{}
			p.SetType(typ)
			return p.V()
		},
		Slots:  py.Slots{New: newPartial, Call: callPartial, Repr: reprPartial, DescrGet: bind},
		GetSet: []py.GetSet{py.DictAttr()},
		Members: []py.Member{
			{Name: "func", Get: func(self value) value { return asPartial(self).fn }, Doc: "function object to use in future partial calls"},
			{Name: "args", Get: func(self value) value { return asPartial(self).args.V() }, Doc: "tuple of arguments to future partial calls"},
			{Name: "keywords", Get: func(self value) value { return asPartial(self).kw.V() }, Doc: "dictionary of keyword arguments to future partial calls"},
		},
		Methods: []py.Method{
			{Name: "__reduce__", F0: reducePartial},
			{Name: "__setstate__", F1: setPartialState},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, Doc: "See PEP 585", F1: func(t *thread, class, item value) (value, *excp) {
				return py.NewGenericAlias(class, item), nil
			}},
		}})
	m.Dict.SetStr(py.Intern("partial"), partialType.V())
}

func newPartial(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	pos := args[:len(args)-len(kw)]
	if len(pos) == 0 {
		return value{}, py.TypeErrorf("type 'partial' takes at least one argument")
	}
	fn, own := pos[0], pos[1:]
	if !py.Callable(fn) {
		return value{}, py.TypeErrorf("the first argument must be callable")
	}
	if exc := checkTrailing(own); exc != nil {
		return value{}, exc
	}
	for _, v := range args[len(pos):] {
		if v == placeholder {
			return value{}, py.TypeErrorf("Placeholder cannot be passed as a keyword argument")
		}
	}
	v := py.AllocOf(typ)
	p := asPartial(v)
	p.fn = fn
	if inner := flattened(fn); inner != nil {
		p.fn = inner.fn
		p.args = mergeArgs(inner, own)
		p.kw = inner.kw.Copy()
	} else {
		p.args = py.NewTuple(own...)
		p.kw = py.NewDictSize(len(kw))
	}
	p.open = countOpen(p.args.Items)
	for i, name := range kw {
		p.kw.SetStr(name, args[len(pos)+i])
	}
	return v, nil
}

// flattened returns the partial that a new one of fn takes the place of, nil if it cannot: one that has
// attributes stays.
func flattened(fn value) *partial {
	if fn.Type().IsSubtype(partialType) {
		if p := asPartial(fn); p.Dict == nil {
			return p
		}
	}
	return nil
}

func checkTrailing(args []value) *excp {
	if n := len(args); n > 0 && args[n-1] == placeholder {
		return py.TypeErrorf("trailing Placeholders are not allowed")
	}
	return nil
}

func countOpen(args []value) int {
	n := 0
	for _, a := range args {
		if a == placeholder {
			n++
		}
	}
	return n
}

// mergeArgs puts arguments where inner left places open, and the others behind.
func mergeArgs(inner *partial, own []value) *py.Tuple {
	if len(own) == 0 {
		return inner.args
	}
	items := make([]value, 0, len(inner.args.Items)+len(own))
	for _, a := range inner.args.Items {
		if a == placeholder && len(own) > 0 {
			a, own = own[0], own[1:]
		}
		items = append(items, a)
	}
	return py.TupleFrom(append(items, own...))
}

func callPartial(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	p := asPartial(self)
	n := len(args) - len(kw)
	if n < p.open {
		return value{}, py.TypeErrorf("missing positional arguments in 'partial' call; expected at least %d, got %d", p.open, n)
	}
	if p.open == 0 && p.kw.Len() == 0 && len(kw) == 0 {
		switch items := p.args.Items; {
		case len(items) == 1 && n == 1:
			return py.Call2(t, p.fn, items[0], args[0])
		case len(items) == 2 && n == 1:
			return py.Call3(t, p.fn, items[0], items[1], args[0])
		case n == 0:
			return py.Call(t, p.fn, items, nil)
		}
	}
	positional := len(p.args.Items) - p.open + n
	full := t.PushArgs(positional + p.kw.Len() + len(kw))
	p.fillPositional(full, args[:n])
	m := p.kw.Len()
	var v value
	var exc *excp
	if m == 0 {
		copy(full[positional:], args[n:])
		v, exc = py.Call(t, p.fn, full, kw)
	} else {
		var names []*py.Str
		if names, exc = p.mergeKeywords(full[:positional+m+len(kw)], positional, args[n:], kw); exc == nil {
			v, exc = py.Call(t, p.fn, full[:positional+len(names)], names)
		}
	}
	t.PopArgs(full)
	return v, exc
}

func (p *partial) fillPositional(full, args []value) {
	items := p.args.Items
	if p.open == 0 {
		copy(full, items)
		copy(full[len(items):], args)
		return
	}
	for i, a := range items {
		if a == placeholder {
			a, args = args[0], args[1:]
		}
		full[i] = a
	}
	copy(full[len(items):], args)
}

// mergeKeywords puts the values of the keyword arguments behind the positional ones: the partial's, in
// place of which those of the call come, and then further ones.
func (p *partial) mergeKeywords(full []value, positional int, values []value, kw []*py.Str) ([]*py.Str, *excp) {
	names := make([]*py.Str, 0, p.kw.Len()+len(kw))
	for pos := 0; ; {
		k, v, ok := p.kw.Next(&pos)
		if !ok {
			break
		}
		if !k.IsStr() {
			return nil, py.TypeErrorf("keywords must be strings")
		}
		full[positional+len(names)] = v
		names = append(names, py.AsStr(k))
	}
	own := len(names)
next:
	for i, k := range kw {
		for j, name := range names[:own] {
			if name == k || name.String() == k.String() {
				full[positional+j] = values[i]
				continue next
			}
		}
		full[positional+len(names)] = values[i]
		names = append(names, k)
	}
	return names, nil
}
