// This file makes calls with unpacked arguments, and finishes functions.

package ops

import "adder/runtime/py"

// CallEx is CALL_FUNCTION_EX: fn(*args, **kwargs); kwargs is unbound for none.
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
	var kw []*py.Str
	n := len(items)
	if kwargs.Bound() {
		d, exc := keywordDict(t, fn, kwargs)
		if exc != nil {
			return py.Value{}, exc
		}
		if d.Len() > 0 {
			return callWithDict(t, fn, items, d)
		}
	}
	args := t.PushArgs(n)
	copy(args, items)
	v, exc := py.Call(t, fn, args, kw)
	t.PopArgs(args)
	return v, exc
}

func keywordDict(t *py.Thread, fn, kwargs py.Value) (*py.Dict, *py.Exc) {
	if kwargs.Type() == py.DictType {
		return py.AsDict(kwargs), nil
	}
	d := py.NewDict()
	return d, py.DictMerge(t, d.V(), kwargs, fn)
}

func callWithDict(t *py.Thread, fn py.Value, items []py.Value, d *py.Dict) (py.Value, *py.Exc) {
	n := d.Len()
	kw := make([]*py.Str, 0, n)
	args := t.PushArgs(len(items) + n)
	copy(args, items)
	i := len(items)
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
		fn.Annots = v
	case 8:
		cells := py.AsTuple(v).Items
		fn.Closure = make([]*py.Cell, len(cells))
		for i, c := range cells {
			fn.Closure[i] = py.AsCell(c)
		}
	case 16:
		fn.Annotate = v
	}
}
