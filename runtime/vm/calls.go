// This file makes calls.

package vm

import "adder/runtime/py"

// call calls fn with positional arguments, which lie on the caller's evaluation stack.
func (f *frame) call(in *instr, fn py.Value, args []py.Value) (py.Value, *py.Exc) {
	switch fn.Type() {
	case py.FunctionType:
		fun := py.AsFunction(fn)
		if c := fun.Code; c.Simple && c.ArgCount == len(args) {
			return c.Entry(f.t, fun, args)
		}
	case py.BuiltinType:
		b := py.AsBuiltin(fn)
		switch m := b.Method; len(args) {
		case 0:
			if m.F0 != nil {
				return m.F0(f.t, b.Self)
			}
		case 1:
			if m.F1 != nil {
				return m.F1(f.t, b.Self, args[0])
			}
		case 2:
			if m.F2 != nil {
				return m.F2(f.t, b.Self, args[0], args[1])
			}
		}
	case py.MethodDescrType:
		return f.callDescr(fn, args)
	}
	return py.Call(f.t, fn, args, nil)
}

// callDescr calls a native method found on a type; args[0] is the receiver.
func (f *frame) callDescr(fn py.Value, args []py.Value) (py.Value, *py.Exc) {
	d := py.AsMethodDescr(fn)
	if len(args) > 0 && (args[0].Type() == d.Owner || args[0].Type().IsSubtype(d.Owner)) {
		switch m := d.Method; len(args) {
		case 1:
			if m.F0 != nil {
				return m.F0(f.t, args[0])
			}
		case 2:
			if m.F1 != nil {
				return m.F1(f.t, args[0], args[1])
			}
		case 3:
			if m.F2 != nil {
				return m.F2(f.t, args[0], args[1], args[2])
			}
		}
	}
	return py.Call(f.t, fn, args, nil)
}

// callKw is CALL_KW: stack holds the callable, self or nothing, the arguments and the tuple of
// keyword names.
func (f *frame) callKw(in *instr, stack []py.Value) (py.Value, *py.Exc) {
	last := len(stack) - 1
	if in.site.value != stack[last] {
		items := py.AsTuple(stack[last]).Items
		kw := make([]*py.Str, len(items))
		for i, k := range items {
			kw[i] = py.AsStr(k)
		}
		in.site.value, in.site.kw = stack[last], kw
	}
	args := stack[2:last]
	fn := stack[0]
	if stack[1].Bound() {
		args = stack[1:last]
	} else if fn.Type() == py.MethodType {
		m := py.AsMethod(fn)
		fn, stack[1], args = m.Func, m.Self, stack[1:last]
	}
	return py.Call(f.t, fn, args, in.site.kw)
}

// callEx is CALL_FUNCTION_EX: fn(*args, **kwargs); kwargs is unbound for none.
func (f *frame) callEx(fn, self, callargs, kwargs py.Value) (py.Value, *py.Exc) {
	t := f.t
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
			return f.callWithDict(fn, items, d)
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

func (f *frame) callWithDict(fn py.Value, items []py.Value, d *py.Dict) (py.Value, *py.Exc) {
	n := d.Len()
	kw := make([]*py.Str, 0, n)
	args := f.t.PushArgs(len(items) + n)
	copy(args, items)
	i := len(items)
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !k.IsStr() {
			f.t.PopArgs(args)
			return py.Value{}, py.TypeErrorf("keywords must be strings")
		}
		kw = append(kw, py.AsStr(k))
		args[i] = v
		i++
	}
	v, exc := py.Call(f.t, fn, args, kw)
	f.t.PopArgs(args)
	return v, exc
}

// setFunctionAttribute sets what a def statement computed; which is the instruction's argument.
func setFunctionAttribute(fn *py.Function, which int, v py.Value) {
	switch which {
	case 1:
		fn.Defaults = py.AsTuple(v).Items
	case 2:
		fn.KwDefaults = py.AsDict(v)
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
