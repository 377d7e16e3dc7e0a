// This file implements enumerate, zip, map, filter and reversed.

package py

import (
	"unsafe"
)

// enumerateObject is an enumerate: count is the next index, an int of any size.
type enumerateObject struct {
	Header
	it    Value
	count Value
	Ext
}

func enumerateNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	bound, exc := bindNamed(t, "enumerate", []string{"iterable", "start"}, 1, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	e := &enumerateObject{Header: Header{typ}, count: Int(0)}
	if bound[1].Bound() {
		if e.count, exc = exactInt(t, bound[1]); exc != nil {
			return Value{}, exc
		}
	}
	if e.it, exc = Iter(t, bound[0]); exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(e)}, nil
}

// bindNamed binds a constructor's positional or keyword parameters, of which the first need
// are required; missing ones are unbound.
func bindNamed(t *Thread, fname string, names []string, need int, args []Value, kw []*Str) ([]Value, *Exc) {
	out := make([]Value, len(names))
	n := len(args) - len(kw)
	if n > len(names) || len(args) > len(names) {
		return nil, TypeErrorf("%s() takes at most %d arguments (%d given)", fname, len(names), len(args))
	}
	copy(out, args[:n])
	for i, k := range kw {
		at := -1
		for j, name := range names {
			if name == k.String() {
				at = j
			}
		}
		if at < 0 {
			return nil, TypeErrorf("%s() got an unexpected keyword argument '%s'", fname, k.String())
		}
		if out[at].Bound() {
			return nil, TypeErrorf("argument for %s() given by name ('%s') and position (%d)", fname, k.String(), at+1)
		}
		out[at] = args[n+i]
	}
	for i := range need {
		if out[i].IsUnbound() {
			return nil, TypeErrorf("%s() missing required argument '%s' (pos %d)", fname, names[i], i+1)
		}
	}
	return out, nil
}

func enumerateNext(t *Thread, self Value) (Value, *Exc) {
	e := (*enumerateObject)(self.ref)
	item, exc := nextItem(t, e.it)
	if exc != nil || item.IsUnbound() {
		return Value{}, exc
	}
	i := e.count
	if i.IsInt() && i.Int64() < 1<<63-1 {
		e.count = Int(i.Int64() + 1)
	} else if e.count, exc = Binary(t, i, Int(1), OpAdd); exc != nil {
		return Value{}, exc
	}
	return Tuple2(i, item), nil
}

// NextInto returns the next item of it, as its Next slot does, except that the pairs of enumerate, zip
// and dict.items() are put into *scratch, which is made at the first: for loops that take their
// items apart at once.
func NextInto(t *Thread, it Value, scratch **Tuple) (Value, *Exc) {
	switch it.Type() {
	case EnumerateType:
		e := (*enumerateObject)(it.ref)
		if i := e.count; i.IsInt() && i.Int64() < 1<<63-1 {
			item, exc := nextItem(t, e.it)
			if exc != nil || item.IsUnbound() {
				return Value{}, exc
			}
			e.count = Int(i.Int64() + 1)
			return pairInto(scratch, i, item), nil
		}
	case ZipType:
		if z := asMulti(it); len(z.its) > 0 {
			x := *scratch
			if x == nil {
				x = AllocTuple(len(z.its))
				*scratch = x
			}
			if done, exc := z.advance(t, "zip", x.Items); done {
				return Value{}, exc
			}
			return x.V(), nil
		}
	case DictItemIterType:
		e, exc := (*dictIterator)(it.ref).step(false)
		if e == nil {
			return Value{}, exc
		}
		return pairInto(scratch, e.key.value(), e.value), nil
	}
	return it.Type().Slots.Next(t, it)
}

func pairInto(scratch **Tuple, a, b Value) Value {
	x := *scratch
	if x == nil {
		x = AllocTuple(2)
		*scratch = x
	}
	x.Items[0], x.Items[1] = a, b
	return x.V()
}

// nextItem is the Next slot of the iterator it, the commonest ones without an indirect call.
func nextItem(t *Thread, it Value) (Value, *Exc) {
	switch it.Type() {
	case ListIterType:
		return ListIterNext(it), nil
	case RangeIterType:
		return AsRangeIter(it).Next(), nil
	}
	return it.Type().Slots.Next(t, it)
}

// multiIter is a zip or a map: iterators that are advanced together.
type multiIter struct {
	Header
	fn     Value // of map
	its    []Value
	strict bool
	Ext
}

func asMulti(v Value) *multiIter { return (*multiIter)(v.ref) }

func iterAll(t *Thread, args []Value) ([]Value, *Exc) {
	its := make([]Value, len(args))
	for i, a := range args {
		var exc *Exc
		if its[i], exc = Iter(t, a); exc != nil {
			return nil, exc
		}
	}
	return its, nil
}

// strictKeyword takes the keyword strict= of zip() and map().
func strictKeyword(t *Thread, fname string, args []Value, kw []*Str) (rest []Value, strict bool, exc *Exc) {
	n := len(args) - len(kw)
	for i, k := range kw {
		if k.String() != "strict" {
			return nil, false, TypeErrorf("%s() got an unexpected keyword argument '%s'", fname, k.String())
		}
		if strict, exc = Truth(t, args[n+i]); exc != nil {
			return nil, false, exc
		}
	}
	return args[:n], strict, nil
}

func zipNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	args, strict, exc := strictKeyword(t, "zip", args, kw)
	if exc != nil {
		return Value{}, exc
	}
	z := &multiIter{Header: Header{typ}, strict: strict}
	for i, a := range args {
		it, exc := Iter(t, a)
		if exc != nil {
			if s := &a.Type().Slots; exc.Matches(TypeError) && s.Iter == nil && !s.IsSequence {
				exc = TypeErrorf("'%s' object is not iterable", TypeName(a))
			}
			return Value{}, exc
		}
		_ = i
		z.its = append(z.its, it)
	}
	return Value{ref: unsafe.Pointer(z)}, nil
}

// advance takes an item of each iterator into out; done is true at the end of one.
func (z *multiIter) advance(t *Thread, fname string, out []Value) (done bool, exc *Exc) {
	for i, it := range z.its {
		v, exc := nextItem(t, it)
		if exc != nil {
			return true, exc
		}
		if v.IsUnbound() {
			return true, z.ended(t, fname, i)
		}
		out[i] = v
	}
	return false, nil
}

// ended checks, for strict, that the other iterators end together with number i.
func (z *multiIter) ended(t *Thread, fname string, i int) *Exc {
	if !z.strict {
		return nil
	}
	if i > 0 {
		plural := " "
		if i > 1 {
			plural = "s 1-"
		}
		return ValueErrorf("%s() argument %d is shorter than argument%s%d", fname, i+1, plural, i)
	}
	for j := 1; j < len(z.its); j++ {
		v, exc := Next(t, z.its[j])
		if exc != nil {
			return exc
		}
		if v.Bound() {
			plural := " "
			if j > 1 {
				plural = "s 1-"
			}
			return ValueErrorf("%s() argument %d is longer than argument%s%d", fname, j+1, plural, j)
		}
	}
	return nil
}

func zipNext(t *Thread, self Value) (Value, *Exc) {
	z := asMulti(self)
	if len(z.its) == 0 {
		return Value{}, nil
	}
	x := AllocTuple(len(z.its))
	if done, exc := z.advance(t, "zip", x.Items); done {
		return Value{}, exc
	}
	return x.V(), nil
}

func mapNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	args, strict, exc := strictKeyword(t, "map", args, kw)
	if exc != nil {
		return Value{}, exc
	}
	if len(args) < 2 {
		return Value{}, TypeErrorf("map() must have at least two arguments.")
	}
	its, exc := iterAll(t, args[1:])
	if exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(&multiIter{Header: Header{typ}, fn: args[0], its: its, strict: strict})}, nil
}

func mapNext(t *Thread, self Value) (Value, *Exc) {
	m := asMulti(self)
	if len(m.its) == 1 {
		v, exc := m.its[0].Type().Slots.Next(t, m.its[0])
		if exc != nil || v.IsUnbound() {
			return Value{}, exc
		}
		return Call1(t, m.fn, v)
	}
	args := t.PushArgs(len(m.its))
	defer t.PopArgs(args)
	if done, exc := m.advance(t, "map", args); done {
		return Value{}, exc
	}
	return Call(t, m.fn, args, nil)
}

func multiReduce(t *Thread, self Value) (Value, *Exc) {
	m := asMulti(self)
	var args []Value
	if m.fn.Bound() {
		args = append(args, m.fn)
	}
	out := NewTuple(self.Type().V(), NewTuple(append(args, m.its...)...).V())
	if m.strict {
		out = NewTuple(append(out.Items, True)...)
	}
	return out.V(), nil
}

// filterObject is a filter; fn is None to keep what is true.
type filterObject struct {
	Header
	fn, it Value
	Ext
}

func filterNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("filter() takes no keyword arguments")
	}
	if len(args) != 2 {
		return Value{}, TypeErrorf("filter expected 2 arguments, got %d", len(args))
	}
	it, exc := Iter(t, args[1])
	if exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(&filterObject{Header: Header{typ}, fn: args[0], it: it})}, nil
}

func filterNext(t *Thread, self Value) (Value, *Exc) {
	f := (*filterObject)(self.ref)
	for {
		v, exc := f.it.Type().Slots.Next(t, f.it)
		if exc != nil || v.IsUnbound() {
			return Value{}, exc
		}
		test := v
		if !f.fn.IsNone() && f.fn != BoolType.V() {
			if test, exc = Call1(t, f.fn, v); exc != nil {
				return Value{}, exc
			}
		}
		if ok, exc := Truth(t, test); exc != nil || ok {
			return v, exc
		}
	}
}

// reversedObject iterates backwards over a sequence; seq is unbound at the end.
type reversedObject struct {
	Header
	seq   Value
	index int
	Ext
}

func reversedNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("reversed() takes no keyword arguments")
	}
	if len(args) != 1 {
		return Value{}, TypeErrorf("reversed expected 1 argument, got %d", len(args))
	}
	seq := args[0]
	if m := seq.Type().Lookup(nameReversedMethod); m.Bound() && !m.IsNone() {
		v, _, exc := CallSpecial(t, seq, nameReversedMethod)
		return v, exc
	} else if m.Bound() || !seq.Type().Slots.IsSequence || seq.IsDict() {
		return Value{}, TypeErrorf("'%s' object is not reversible", TypeName(seq))
	}
	n, exc := Len(t, seq)
	if exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(&reversedObject{Header: Header{typ}, seq: seq, index: n - 1})}, nil
}

func reversedNext(t *Thread, self Value) (Value, *Exc) {
	r := (*reversedObject)(self.ref)
	if r.seq.IsUnbound() {
		return Value{}, nil
	}
	if r.index >= 0 {
		v, exc := GetItem(t, r.seq, Int(int64(r.index)))
		if exc == nil {
			r.index--
			return v, nil
		}
		if !exc.Matches(IndexError) && !exc.Matches(StopIteration) {
			return Value{}, exc
		}
	}
	r.seq = Value{}
	return Value{}, nil
}

func defineIterTools() {
	iter := func(next UnaryFunc, make NewFunc) Slots { return Slots{Iter: selfIter, Next: next, New: make} }
	define(EnumerateType, &StaticType{
		Name: "enumerate", Sig: "(iterable, start=0)", Flags: BaseType, Slots: iter(enumerateNext, enumerateNew), ExtOffset: unsafe.Offsetof(enumerateObject{}.Ext),
		Doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
		Methods: []Method{
			{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
				e := (*enumerateObject)(self.ref)
				return NewTuple(self.Type().V(), NewTuple(e.it, e.count).V()).V(), nil
			}, Doc: "Return state information for pickling."},
			{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "See PEP 585"},
		},
	})
	reduce := []Method{{Name: "__reduce__", F0: multiReduce, Doc: "Return state information for pickling."}}
	define(ZipType, &StaticType{
		Name: "zip", Flags: BaseType, Slots: iter(zipNext, zipNew), ExtOffset: unsafe.Offsetof(multiIter{}.Ext), Methods: reduce,
		Doc: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
	})
	define(MapType, &StaticType{
		Name: "map", Flags: BaseType, Slots: iter(mapNext, mapNew), ExtOffset: unsafe.Offsetof(multiIter{}.Ext), Methods: reduce,
		Doc: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
	})
	define(FilterType, &StaticType{
		Name: "filter", Flags: BaseType, Slots: iter(filterNext, filterNew), ExtOffset: unsafe.Offsetof(filterObject{}.Ext),
		Doc: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
		Methods: []Method{{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
			f := (*filterObject)(self.ref)
			return NewTuple(self.Type().V(), NewTuple(f.fn, f.it).V()).V(), nil
		}, Doc: "Return state information for pickling."}},
	})
	define(ReversedType, &StaticType{
		Name: "reversed", Sig: "(object, /)", Flags: BaseType, Slots: iter(reversedNext, reversedNew), ExtOffset: unsafe.Offsetof(reversedObject{}.Ext),
		Doc: "Return a reverse iterator over the values of the given sequence.",
		Methods: []Method{
			{Name: "__length_hint__", F0: func(t *Thread, self Value) (Value, *Exc) {
				r := (*reversedObject)(self.ref)
				if r.seq.IsUnbound() {
					return Int(0), nil
				}
				n, exc := Len(t, r.seq)
				if exc != nil || n < r.index+1 {
					return Int(0), exc
				}
				return Int(int64(r.index + 1)), nil
			}, Doc: "Private method returning an estimate of len(list(it))."},
			{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
				r := (*reversedObject)(self.ref)
				if r.seq.IsUnbound() {
					return NewTuple(ReversedType.V(), NewTuple(NewTuple().V()).V()).V(), nil
				}
				return NewTuple(ReversedType.V(), NewTuple(r.seq).V(), Int(int64(r.index))).V(), nil
			}, Doc: "Return state information for pickling."},
			{Name: "__setstate__", F1: func(t *Thread, self, state Value) (Value, *Exc) {
				r := (*reversedObject)(self.ref)
				i, exc := IndexInt(t, state, nil)
				if exc == nil && r.seq.Bound() {
					var n int
					n, exc = Len(t, r.seq)
					r.index = max(min(i, n-1), -1)
				}
				return None, exc
			}, Doc: "Set state information for unpickling."},
		},
	})
}

var nameReversedMethod = Intern("__reversed__")
