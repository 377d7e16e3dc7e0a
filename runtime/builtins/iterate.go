// This file implements the functions over iterables.

package builtins

import "adder/runtime/py"

func all(t *thread, self, iterable value) (value, *excp)  { return search(t, iterable, false) }
func any_(t *thread, self, iterable value) (value, *excp) { return search(t, iterable, true) }

// search looks for the first item whose truth is want.
func search(t *thread, iterable value, want bool) (value, *excp) {
	it, exc := py.Iter(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	next := it.Type().Slots.Next
	for {
		v, exc := next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			return py.Bool(!want), nil
		}
		b, exc := py.Truth(t, v)
		if exc != nil {
			return value{}, exc
		}
		if b == want {
			return py.Bool(want), nil
		}
	}
}

func iter(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := arity("iter", args, kw, 1, 2); exc != nil {
		return value{}, exc
	}
	if len(args) == 1 {
		return py.Iter(t, args[0])
	}
	if args[0].Type().Slots.Call == nil {
		return value{}, py.TypeErrorf("iter(v, w): v must be callable")
	}
	it := &callIter{fn: args[0], sentinel: args[1]}
	it.SetType(callIterType)
	return it.V(), nil
}

// callIter is iter(callable, sentinel).
type callIter struct {
	py.Header
	fn, sentinel value // fn is unbound when the iterator is exhausted
}

var callIterType = &py.Type{Name: "callable_iterator"}

func asCallIter(v value) *callIter { return (*callIter)(v.Ptr()) }

func defineTypes() {
	py.Define(callIterType, &py.StaticType{Name: "callable_iterator", Flags: py.DisallowNew,
		Slots: py.Slots{Next: callIterNext, Iter: func(t *thread, self value) (value, *excp) { return self, nil }},
		Methods: []py.Method{{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			it := asCallIter(self)
			iterFn := py.Builtins.GetStr(py.Intern("iter"))
			if it.fn.IsUnbound() {
				return py.NewTuple(iterFn, py.NewTuple(py.NewTuple().V()).V()).V(), nil
			}
			return py.NewTuple(iterFn, py.NewTuple(it.fn, it.sentinel).V()).V(), nil
		}}}})
}

func callIterNext(t *thread, self value) (value, *excp) {
	it := asCallIter(self)
	if it.fn.IsUnbound() {
		return value{}, nil
	}
	v, exc := py.Call0(t, it.fn)
	if exc != nil {
		if exc.Matches(py.StopIteration) {
			it.fn = value{}
			return value{}, nil
		}
		return value{}, exc
	}
	same, exc := py.Equal(t, it.sentinel, v)
	if exc != nil {
		return value{}, exc
	}
	if same {
		it.fn = value{}
		return value{}, nil
	}
	return v, nil
}

func next(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := arity("next", args, kw, 1, 2); exc != nil {
		return value{}, exc
	}
	next := args[0].Type().Slots.Next
	if next == nil {
		return value{}, py.TypeErrorf("'%s' object is not an iterator", py.TypeName(args[0]))
	}
	t.StopValue = value{}
	v, exc := next(t, args[0])
	switch {
	case exc == nil && v.Bound():
		return v, nil
	case exc != nil && (len(args) == 1 || !exc.Matches(py.StopIteration)):
		return value{}, exc
	case len(args) == 2:
		return args[1], nil
	}
	return value{}, t.StopIteration()
}

// next1 is next without a default.
func next1(t *thread, self, it value) (value, *excp) {
	next := it.Type().Slots.Next
	if next == nil {
		return value{}, py.TypeErrorf("'%s' object is not an iterator", py.TypeName(it))
	}
	t.StopValue = value{}
	v, exc := next(t, it)
	if exc == nil && v.IsUnbound() {
		return value{}, t.StopIteration()
	}
	return v, exc
}

func aiter(t *thread, self, v value) (value, *excp) {
	fn := v.Type().Slots.AIter
	if fn == nil {
		return value{}, py.TypeErrorf("'%s' object is not an async iterable", py.TypeName(v))
	}
	it, exc := fn(t, v)
	if exc == nil && it.Type().Slots.ANext == nil {
		return value{}, py.TypeErrorf("aiter() returned not an async iterator of type '%s'", py.TypeName(it))
	}
	return it, exc
}

func anext(t *thread, self value, args []value) (value, *excp) {
	fn := args[0].Type().Slots.ANext
	if fn == nil {
		return value{}, py.TypeErrorf("'%s' object is not an async iterator", py.TypeName(args[0]))
	}
	v, exc := fn(t, args[0])
	if exc != nil || args[1].IsUnbound() {
		return v, exc
	}
	return py.NewANextAwaitable(v, args[1]), nil
}

// extreme is min and max.
func extreme(t *thread, name string, op py.CmpOp, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	var key, def value
	for i, k := range kw {
		switch k.String() {
		case "key":
			key = args[npos+i]
		case "default":
			def = args[npos+i]
		default:
			return value{}, py.TypeErrorf("%s() got an unexpected keyword argument '%s'", name, k.String())
		}
	}
	if npos == 0 {
		return value{}, py.TypeErrorf("%s expected at least 1 argument, got 0", name)
	}
	if key.Bound() && key.IsNone() {
		key = value{}
	}
	if npos > 1 {
		if def.Bound() {
			return value{}, py.TypeErrorf("Cannot specify a default for %s() with multiple positional arguments", name)
		}
		e := extremum{t: t, op: op, key: key}
		for _, v := range args[:npos] {
			if exc := e.add(v); exc != nil {
				return value{}, exc
			}
		}
		return e.best, nil
	}
	return extremeOf(t, name, op, args[0], key, def)
}

func maxOf(t *thread, self, iterable value) (value, *excp) {
	return extremeOf(t, "max", py.GT, iterable, value{}, value{})
}

func minOf(t *thread, self, iterable value) (value, *excp) {
	return extremeOf(t, "min", py.LT, iterable, value{}, value{})
}

func max2(t *thread, self, a, b value) (value, *excp) {
	better, exc := beats(t, b, a, py.GT)
	if better {
		return b, nil
	}
	return a, exc
}

func min2(t *thread, self, a, b value) (value, *excp) {
	better, exc := beats(t, b, a, py.LT)
	if better {
		return b, nil
	}
	return a, exc
}

// beats is a op b for min and max.
func beats(t *thread, a, b value, op py.CmpOp) (bool, *excp) {
	switch {
	case a.IsInt() && b.IsInt():
		return a.Int64() != b.Int64() && (op == py.GT) == (a.Int64() > b.Int64()), nil
	case a.IsFloat() && b.IsFloat():
		if op == py.GT {
			return a.Float64() > b.Float64(), nil
		}
		return a.Float64() < b.Float64(), nil
	}
	return py.CompareBool(t, a, b, op)
}

func extremeOf(t *thread, name string, op py.CmpOp, iterable, key, def value) (value, *excp) {
	it, exc := py.Iter(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	e := extremum{t: t, op: op, key: key}
	next := it.Type().Slots.Next
	for {
		v, exc := next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			break
		}
		if v.IsInt() && e.best.Bound() && e.best.IsInt() && key.IsUnbound() {
			if a, b := v.Int64(), e.best.Int64(); a != b && (op == py.GT) == (a > b) {
				e.best, e.bestKey = v, v
			}
			continue
		}
		if exc := e.add(v); exc != nil {
			return value{}, exc
		}
	}
	if e.best.IsUnbound() {
		if def.Bound() {
			return def, nil
		}
		return value{}, py.ValueErrorf("%s() iterable argument is empty", name)
	}
	return e.best, nil
}

// extremum keeps the smallest or largest item so far.
type extremum struct {
	t             *thread
	op            py.CmpOp
	key           value
	best, bestKey value
}

func (e *extremum) add(v value) *excp {
	k := v
	if e.key.Bound() {
		var exc *excp
		if k, exc = py.Call1(e.t, e.key, v); exc != nil {
			return exc
		}
	}
	if e.best.Bound() {
		if better, exc := beats(e.t, k, e.bestKey, e.op); exc != nil || !better {
			return exc
		}
	}
	e.best, e.bestKey = v, k
	return nil
}

func sorted(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	if npos != 1 {
		return value{}, py.TypeErrorf("sorted expected 1 argument, got %d", npos)
	}
	return sortedList(t, args[0], args[1:], kw)
}

func sorted1(t *thread, self, iterable value) (value, *excp) {
	items, exc := py.Collect(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	l := py.ListFrom(items)
	return l.V(), py.SortList(t, l, value{}, false)
}

// sortedList makes a list of the items and sorts it with the keywords of list.sort.
func sortedList(t *thread, iterable value, kwArgs []value, kw []*py.Str) (value, *excp) {
	items, exc := py.Collect(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	l := py.ListFrom(items).V()
	sort, exc := py.GetAttr(t, l, py.Intern("sort"))
	if exc != nil {
		return value{}, exc
	}
	if _, exc = py.Call(t, sort, kwArgs, kw); exc != nil {
		return value{}, exc
	}
	return l, nil
}
