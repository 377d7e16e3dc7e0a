// This file implements the iterators that go through their input once.

package itertools

import (
	"math"
	"strconv"

	"adder/runtime/py"
)

func accumulateInit(t *thread, it *iterator, args []value) (exc *excp) {
	it.fn, it.a = args[1], args[2] // the function; the initial value, then the total
	if isNone(it.fn) {
		it.fn = value{}
	}
	it.started = !isNone(it.a)
	if !it.started {
		it.a = value{}
	}
	it.it, exc = py.Iter(t, args[0])
	return exc
}

func accumulateNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.started { // the initial value is to be given first
		it.started = false
		return it.a, nil
	}
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		return v, exc
	}
	switch {
	case it.a.IsUnbound():
		it.a = v
		return v, nil
	case it.fn.IsUnbound():
		v, exc = py.Binary(t, it.a, v, py.OpAdd)
	default:
		v, exc = py.Call2(t, it.fn, it.a, v)
	}
	if exc == nil {
		it.a = v
	}
	return v, exc
}

func batchedInit(t *thread, it *iterator, args []value) (exc *excp) {
	if it.n, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
		return exc
	}
	if args[2].Bound() {
		if it.strict, exc = py.Truth(t, args[2]); exc != nil {
			return exc
		}
	}
	if it.n < 1 {
		return py.ValueErrorf("n must be at least one")
	}
	it.it, exc = py.Iter(t, args[0])
	return exc
}

func batchedNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.done {
		return value{}, nil
	}
	var items []value
	for len(items) < it.n {
		v, exc := next(t, it.it)
		if exc != nil {
			it.done = true
			return value{}, exc
		}
		if v.IsUnbound() {
			it.done = true
			if len(items) > 0 && it.strict {
				return value{}, py.ValueErrorf("batched(): incomplete batch")
			}
			break
		}
		items = append(items, v)
	}
	if len(items) == 0 {
		return value{}, nil
	}
	return py.TupleFrom(items).V(), nil
}

var chainType *py.Type

func chainMethods() []py.Method {
	return []py.Method{
		{Name: "from_iterable", Sig: "(iterable, /)", Class: true, Doc: "Alternative chain() constructor taking a single iterable argument that evaluates lazily.", F1: func(t *thread, class, iterable value) (value, *excp) {
			it := of(py.AllocOf(py.AsType(class)))
			var exc *excp
			it.it, exc = py.Iter(t, iterable)
			return it.V(), exc
		}},
		{Name: "__class_getitem__", Sig: "(object, /)", Class: true, Doc: "See PEP 585", F1: func(t *thread, class, item value) (value, *excp) {
			return py.NewGenericAlias(class, item), nil
		}},
	}
}

// chainInit keeps the iterables; it is the iterator of iterables, a the current iterator.
func chainInit(t *thread, it *iterator, args []value) (exc *excp) {
	it.it, exc = py.Iter(t, py.NewTuple(args...).V())
	return exc
}

func chainNext(t *thread, self value) (value, *excp) {
	it := of(self)
	for !it.done {
		if it.a.IsUnbound() {
			iterable, exc := next(t, it.it)
			if exc != nil || iterable.IsUnbound() {
				it.done, it.it = true, value{}
				return value{}, exc
			}
			if it.a, exc = py.Iter(t, iterable); exc != nil {
				it.done, it.it, it.a = true, value{}, value{}
				return value{}, exc
			}
		}
		v, exc := next(t, it.a)
		if exc != nil || v.Bound() {
			return v, exc
		}
		it.a = value{}
	}
	return value{}, nil
}

func compressInit(t *thread, it *iterator, args []value) (exc *excp) {
	if it.it, exc = py.Iter(t, args[0]); exc != nil {
		return exc
	}
	it.a, exc = py.Iter(t, args[1])
	return exc
}

func compressNext(t *thread, self value) (value, *excp) {
	it := of(self)
	for {
		v, exc := next(t, it.it)
		if exc != nil || v.IsUnbound() {
			return v, exc
		}
		s, exc := next(t, it.a)
		if exc != nil || s.IsUnbound() {
			return s, exc
		}
		ok, exc := py.Truth(t, s)
		if exc != nil {
			return value{}, exc
		}
		if ok {
			return v, nil
		}
	}
}

// countInit keeps the next value in a and the step in b.
func countInit(t *thread, it *iterator, args []value) *excp {
	it.a, it.b = py.Int(0), py.Int(1)
	for i, p := range []*value{&it.a, &it.b} {
		if args[i].IsUnbound() {
			continue
		}
		s := &args[i].Type().Slots
		if s.Index == nil && s.Float == nil && s.Int == nil && args[i].Type().Flags&py.ComplexSubclass == 0 {
			return py.TypeErrorf("a number is required")
		}
		*p = args[i]
	}
	return nil
}

func countNext(t *thread, self value) (value, *excp) {
	it := of(self)
	v := it.a
	if v.IsInt() && it.b.IsInt() {
		x, step := v.Int64(), it.b.Int64()
		if sum := x + step; (x^sum)&(step^sum) >= 0 {
			it.a = py.Int(sum)
			return v, nil
		}
	}
	sum, exc := py.Binary(t, v, it.b, py.OpAdd)
	if exc != nil {
		return value{}, exc
	}
	it.a = sum
	return v, nil
}

func countRepr(t *thread, self value) (value, *excp) {
	it := of(self)
	text, exc := py.Repr(t, it.a)
	if exc != nil {
		return value{}, exc
	}
	s := self.Type().Name + "(" + text.String()
	if it.b != py.Int(1) {
		if text, exc = py.Repr(t, it.b); exc != nil {
			return value{}, exc
		}
		s += ", " + text.String()
	}
	return py.StrV(s + ")"), nil
}

func cycleInit(t *thread, it *iterator, args []value) (exc *excp) {
	it.it, exc = py.Iter(t, args[0])
	return exc
}

func cycleNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.it.Bound() {
		v, exc := next(t, it.it)
		if exc != nil {
			return value{}, exc
		}
		if v.Bound() {
			it.items = append(it.items, v)
			return v, nil
		}
		it.it = value{}
	}
	if len(it.items) == 0 {
		return value{}, nil
	}
	v := it.items[it.i]
	if it.i++; it.i == len(it.items) {
		it.i = 0
	}
	return v, nil
}

func predicateInit(t *thread, it *iterator, args []value) (exc *excp) {
	it.fn = args[0]
	it.it, exc = py.Iter(t, args[1])
	return exc
}

// test calls the predicate; None and bool stand for truth itself where that is allowed.
func (it *iterator) test(t *thread, v value) (bool, *excp) {
	r, exc := py.Call1(t, it.fn, v)
	if exc != nil {
		return false, exc
	}
	return py.Truth(t, r)
}

func dropwhileNext(t *thread, self value) (value, *excp) {
	it := of(self)
	for {
		v, exc := next(t, it.it)
		if exc != nil || v.IsUnbound() || it.started {
			return v, exc
		}
		ok, exc := it.test(t, v)
		if exc != nil {
			return value{}, exc
		}
		if !ok {
			it.started = true
			return v, nil
		}
	}
}

func takewhileNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.done {
		return value{}, nil
	}
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		return v, exc
	}
	ok, exc := it.test(t, v)
	if exc != nil {
		return value{}, exc
	}
	if !ok {
		it.done = true
		return value{}, nil
	}
	return v, nil
}

func filterfalseNext(t *thread, self value) (value, *excp) {
	it := of(self)
	plain := it.fn.IsNone() || it.fn == py.BoolType.V()
	for {
		v, exc := next(t, it.it)
		if exc != nil || v.IsUnbound() {
			return v, exc
		}
		var ok bool
		if plain {
			ok, exc = py.Truth(t, v)
		} else {
			ok, exc = it.test(t, v)
		}
		if exc != nil {
			return value{}, exc
		}
		if !ok {
			return v, nil
		}
	}
}

func starmapNext(t *thread, self value) (value, *excp) {
	it := of(self)
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		return v, exc
	}
	var args []value
	if v.Type() == py.TupleType {
		args = py.AsTuple(v).Items
	} else if args, exc = py.Collect(t, v); exc != nil {
		return value{}, exc
	}
	vector := t.PushArgs(len(args))
	copy(vector, args)
	r, exc := py.Call(t, it.fn, vector, nil)
	t.PopArgs(vector)
	return r, exc
}

// pairwiseNext keeps the previous item in a.
func pairwiseNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.it.IsUnbound() {
		return value{}, nil
	}
	if it.a.IsUnbound() {
		v, exc := next(t, it.it)
		if exc != nil || v.IsUnbound() {
			it.it = value{}
			return v, exc
		}
		it.a = v
		if it.it.IsUnbound() {
			return value{}, nil
		}
	}
	old := it.a
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		it.it, it.a = value{}, value{}
		return v, exc
	}
	it.a = v
	return py.NewTuple(old, v).V(), nil
}

// repeatInit keeps the object in a and in n how often it is still to be given, -1 for ever.
func repeatInit(t *thread, it *iterator, args []value) (exc *excp) {
	it.a, it.n = args[0], -1
	if args[1].Bound() {
		if it.n, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
			return exc
		}
		it.n = max(it.n, 0)
	}
	return nil
}

func repeatNext(t *thread, self value) (value, *excp) {
	it := of(self)
	switch {
	case it.n == 0:
		return value{}, nil
	case it.n > 0:
		it.n--
	}
	return it.a, nil
}

func repeatRepr(t *thread, self value) (value, *excp) {
	it := of(self)
	text, exc := py.Repr(t, it.a)
	if exc != nil {
		return value{}, exc
	}
	s := self.Type().Name + "(" + text.String()
	if it.n >= 0 {
		s += ", " + strconv.Itoa(it.n)
	}
	return py.StrV(s + ")"), nil
}

func repeatMethods() []py.Method {
	return []py.Method{{Name: "__length_hint__", Sig: "()", Doc: "Private method returning an estimate of len(list(it)).", F0: func(t *thread, self value) (value, *excp) {
		if n := of(self).n; n >= 0 {
			return py.Int(int64(n)), nil
		}
		return value{}, py.TypeErrorf("len() of unsized object")
	}}}
}

// isliceInit keeps in i the index of the next item of the input, in n that of the next item to
// give, in idx[0] the end or -1 for none.
func isliceInit(t *thread, it *iterator, args []value) (exc *excp) {
	start, stop, step := value{}, args[1], value{}
	if len(args) > 2 {
		start, stop = args[1], args[2]
	}
	if len(args) > 3 {
		step = args[3]
	}
	it.idx, it.step = []int{-1}, 1
	const stopText = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	const allText = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	if !isNone(stop) {
		if it.idx[0], exc = index(t, stop, stopText); exc != nil {
			return exc
		}
	}
	if !isNone(start) {
		if it.n, exc = index(t, start, allText); exc != nil {
			return exc
		}
	}
	if !isNone(step) {
		if it.step, exc = index(t, step, "Step for islice() must be a positive integer or None."); exc != nil {
			return exc
		}
		if it.step < 1 {
			return py.ValueErrorf("Step for islice() must be a positive integer or None.")
		}
	}
	it.it, exc = py.Iter(t, args[0])
	return exc
}

func index(t *thread, v value, text string) (int, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil || n < 0 {
		return 0, py.ValueErrorf("%s", text)
	}
	return n, nil
}

func isliceNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.it.IsUnbound() {
		return value{}, nil
	}
	stop := it.idx[0]
	for it.i < it.n {
		if stop >= 0 && it.i >= stop {
			break
		}
		v, exc := next(t, it.it)
		if exc != nil || v.IsUnbound() {
			it.it = value{}
			return v, exc
		}
		it.i++
	}
	if stop >= 0 && it.i >= stop {
		it.it = value{}
		return value{}, nil
	}
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		it.it = value{}
		return v, exc
	}
	it.i++
	old := it.n
	if it.n += it.step; it.n < old || stop >= 0 && it.n > stop {
		it.n = stop
		if stop < 0 {
			it.n = math.MaxInt
		}
	}
	return v, nil
}

// longestInit keeps the iterators in items, unbound where exhausted, and the fill value in a.
func longestInit(t *thread, it *iterator, args []value, kw []*py.Str) *excp {
	it.a = py.None
	if len(kw) > 0 {
		if len(kw) > 1 || kw[0].String() != "fillvalue" {
			return py.TypeErrorf("zip_longest() got an unexpected keyword argument")
		}
		it.a = args[len(args)-1]
		args = args[:len(args)-1]
	}
	for _, a := range args {
		i, exc := py.Iter(t, a)
		if exc != nil {
			return exc
		}
		it.items = append(it.items, i)
	}
	it.n = len(it.items)
	return nil
}

func longestNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.n == 0 {
		return value{}, nil
	}
	out := py.AllocTuple(len(it.items))
	for i, src := range it.items {
		out.Items[i] = it.a
		if src.IsUnbound() {
			continue
		}
		v, exc := next(t, src)
		if exc != nil {
			it.n = 0
			return value{}, exc
		}
		if v.IsUnbound() {
			if it.n--; it.n == 0 {
				return value{}, nil
			}
			it.items[i] = value{}
			continue
		}
		out.Items[i] = v
	}
	return out.V(), nil
}
