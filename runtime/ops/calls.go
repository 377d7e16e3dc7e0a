// This file makes calls with unpacked arguments, and finishes functions.

package ops

import "adder/runtime/py"

// CallEx is CALL_FUNCTION_EX: fn(*args, **kwargs); kwargs is unbound for none, self for what is no
// method.
func CallEx(t *py.Thread, fn, self, callargs, kwargs py.Value) (py.Value, *py.Exc) {
	if callargs.Type() != py.TupleType {
		if callargs.Type().Slots.Iter == nil && !callargs.Type().Slots.IsSequence {
			return py.Value{}, py.TypeErrorf("%s argument after * must be an iterable, not %s",
				py.FunctionStr(t, fn), py.TypeName(callargs))
		}
		items, exc := py.Collect(t, callargs)
		if exc != nil {
			return py.Value{}, exc
		}
		callargs = py.TupleFrom(items).V()
	}
	items := py.AsTuple(callargs).Items
	if kwargs.Bound() {
		d, exc := keywordDict(t, fn, kwargs)
		if exc != nil {
			return py.Value{}, exc
		}
		if d.Len() > 0 {
			return callWithDict(t, fn, self, items, d)
		}
	}
	return callWith(t, fn, self, nil, items)
}

// callWith calls fn with self, if that is bound, first, and items.
func callWith(t *py.Thread, fn, self py.Value, first, items []py.Value) (py.Value, *py.Exc) {
	n := 0
	if self.Bound() {
		n = 1
	}
	args := t.PushArgs(n + len(first) + len(items))
	if self.Bound() {
		args[0] = self
	}
	n += copy(args[n:], first)
	copy(args[n:], items)
	v, exc := py.Call(t, fn, args, nil)
	t.PopArgs(args)
	return v, exc
}

// CallSpread calls fn(*first, *star), where star is what StarItems gave.
func CallSpread(t *py.Thread, fn, self, star py.Value, first []py.Value) (py.Value, *py.Exc) {
	if star.Type() == py.ListType {
		return callWith(t, fn, self, first, py.AsList(star).Items)
	}
	return callWith(t, fn, self, first, py.AsTuple(star).Items)
}

// CallKeywords calls fn(*args, **mapping), where the last of args are those of names and mapping is what
// StarMapping gave.
func CallKeywords(t *py.Thread, fn, self, mapping py.Value, args []py.Value, names []*py.Str) (py.Value, *py.Exc) {
	if py.AsDict(mapping).Len() == 0 {
		if self.IsUnbound() {
			return py.Call(t, fn, args, names)
		}
		full := t.PushArgs(len(args) + 1)
		full[0] = self
		copy(full[1:], args)
		v, exc := py.Call(t, fn, full, names)
		t.PopArgs(full)
		return v, exc
	}
	d, n := py.NewDictSize(len(names)+py.AsDict(mapping).Len()), len(args)-len(names)
	for i, name := range names {
		d.SetStr(name, args[n+i])
	}
	if exc := py.DictMerge(t, d.V(), mapping, fn); exc != nil {
		return py.Value{}, exc
	}
	return callWithDict(t, fn, self, args[:n], d)
}

// StarItems returns the items of v, which is unpacked after other arguments: v itself, if it is a list or
// tuple.
func StarItems(t *py.Thread, v py.Value) (py.Value, *py.Exc) {
	if typ := v.Type(); typ == py.TupleType || typ == py.ListType {
		return v, nil
	}
	l := py.NewList()
	return l.V(), py.ListExtend(t, l, v)
}

// StarMapping returns the dict of the keyword arguments of fn(**v): v itself, if it is a dict.
func StarMapping(t *py.Thread, v, fn py.Value) (py.Value, *py.Exc) {
	if v.Type() == py.DictType {
		return v, nil
	}
	d := py.NewDict().V()
	return d, py.DictMerge(t, d, v, fn)
}

func keywordDict(t *py.Thread, fn, kwargs py.Value) (*py.Dict, *py.Exc) {
	if kwargs.Type() == py.DictType {
		return py.AsDict(kwargs), nil
	}
	d := py.NewDict()
	return d, py.DictMerge(t, d.V(), kwargs, fn)
}

func callWithDict(t *py.Thread, fn, self py.Value, items []py.Value, d *py.Dict) (py.Value, *py.Exc) {
	n, i := d.Len(), 0
	if self.Bound() {
		i = 1
	}
	kw := make([]*py.Str, 0, n)
	args := t.PushArgs(i + len(items) + n)
	if self.Bound() {
		args[0] = self
	}
	i += copy(args[i:], items)
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !k.IsStr() {
			t.PopArgs(args)
			return py.Value{}, py.TypeErrorf("keywords must be strings")
		}
		kw = append(kw, py.AsStr(k))
		args[i] = v
		i++
	}
	v, exc := py.Call(t, fn, args, kw)
	t.PopArgs(args)
	return v, exc
}

// SetFunctionAttribute sets what a def statement computed; which is the instruction's argument.
func SetFunctionAttribute(fn *py.Function, which int, v py.Value) {
	switch which {
	case 1:
		if v.IsTuple() { // always, unless the bytecode was crafted
			fn.Defaults = py.AsTuple(v).Items
		}
	case 2:
		if v.Type() == py.DictType {
			fn.KwDefaults = py.AsDict(v)
		}
	case 4:
		fn.Rarely().Annots = v
	case 8:
		cells := py.AsTuple(v).Items
		fn.Closure = make([]*py.Cell, len(cells))
		for i, c := range cells {
			fn.Closure[i] = py.AsCell(c)
		}
	case 16:
		fn.Rarely().Annotate = v
	}
}
