// This file defines the module and what its iterators share.

// Package itertools is the itertools module (Modules/itertoolsmodule.c).
package itertools

import (
	"unsafe"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// iterator is the state of any of the iterators; each type says what its fields mean.
type iterator struct {
	py.Header
	py.Ext
	it, fn, a, b value
	items, pool  []value
	idx, cycles  []int
	n, i, step   int
	started      bool
	done         bool
	strict       bool
}

func of(v value) *iterator { return (*iterator)(v.Ptr()) }

func (it *iterator) V() value { return py.FromPtr(unsafe.Pointer(it)) }

func alloc(typ *py.Type) value {
	it := new(iterator)
	it.SetType(typ)
	return it.V()
}

// kind is the definition of one iterator type.
type kind struct {
	name, sig, doc string
	typ            *py.Type
	// positional tells that the constructor takes positional arguments only; min and max are
	// their numbers, max -1 any.
	positional bool
	min, max   int
	init       func(t *thread, it *iterator, args []value) *excp
	next       py.UnaryFunc
	repr       py.UnaryFunc
	methods    []py.Method
}

// kinds lists the types in the order of the module's table.
func kinds() []*kind {
	return []*kind{
		{name: "accumulate", sig: "(iterable, func=None, *, initial=None)", init: accumulateInit, next: accumulateNext, doc: "Return series of accumulated sums (or other binary function results)."},
		{name: "batched", sig: "(iterable, n, *, strict=False)", init: batchedInit, next: batchedNext, doc: "Batch data into tuples of length n. The last batch may be shorter than n."},
		{name: "chain", sig: "(*iterables)", positional: true, max: -1, init: chainInit, next: chainNext, methods: chainMethods(), doc: "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted."},
		{name: "combinations", sig: "(iterable, r)", init: combinationsInit, next: combinationsNext, methods: sizeof, doc: "Return successive r-length combinations of elements in the iterable."},
		{name: "combinations_with_replacement", sig: "(iterable, r)", init: combinationsInit, next: replacementNext, methods: sizeof, doc: "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats."},
		{name: "compress", sig: "(data, selectors)", init: compressInit, next: compressNext, doc: "Return data elements corresponding to true selector elements."},
		{name: "count", sig: "(start=0, step=1)", init: countInit, next: countNext, repr: countRepr, doc: "Return a count object whose .__next__() method returns consecutive values."},
		{name: "cycle", sig: "(iterable, /)", positional: true, min: 1, max: 1, init: cycleInit, next: cycleNext, doc: "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely."},
		{name: "dropwhile", sig: "(predicate, iterable, /)", positional: true, min: 2, max: 2, init: predicateInit, next: dropwhileNext, doc: "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted."},
		{name: "filterfalse", sig: "(function, iterable, /)", positional: true, min: 2, max: 2, init: predicateInit, next: filterfalseNext, doc: "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false."},
		{name: "groupby", sig: "(iterable, key=None)", init: groupbyInit, next: groupbyNext, doc: "make an iterator that returns consecutive keys and groups from the iterable"},
		{name: "islice", positional: true, min: 2, max: 4, init: isliceInit, next: isliceNext, doc: "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object"},
		{name: "pairwise", sig: "(iterable, /)", positional: true, min: 1, max: 1, init: cycleInit, next: pairwiseNext, doc: "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..."},
		{name: "permutations", sig: "(iterable, r=None)", init: permutationsInit, next: permutationsNext, methods: sizeof, doc: "Return successive r-length permutations of elements in the iterable."},
		{name: "product", sig: "(*iterables, repeat=1)", next: productNext, methods: sizeof, doc: "Cartesian product of input iterables. Equivalent to nested for-loops."},
		{name: "repeat", sig: "(object, times=None)", init: repeatInit, next: repeatNext, repr: repeatRepr, methods: repeatMethods(), doc: "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly."},
		{name: "starmap", sig: "(function, iterable, /)", positional: true, min: 2, max: 2, init: predicateInit, next: starmapNext, doc: "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence."},
		{name: "takewhile", sig: "(predicate, iterable, /)", positional: true, min: 2, max: 2, init: predicateInit, next: takewhileNext, doc: "Return successive entries from an iterable as long as the predicate evaluates to true for each entry."},
		{name: "zip_longest", sig: "(*iterables, fillvalue=None)", next: longestNext, doc: "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument."},
	}
}

// byKeyword are the constructors that read their keywords by hand.
var byKeyword = map[string]func(t *thread, it *iterator, args []value, kw []*py.Str) *excp{}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "itertools", Doc: doc, Methods: []py.Method{
		{Name: "tee", Sig: "(iterable, n=2, /)", Doc: "Returns a tuple of n independent iterators.", FN: tee},
	}, Exec: fill}
}

const doc = "Functional tools for creating and using iterators.\n\nInfinite iterators:\ncount(start=0, step=1) --> start, start+step, start+2*step, ...\ncycle(p) --> p0, p1, ... plast, p0, p1, ...\nrepeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times\n"

func fill(t *thread, m *py.Module) *excp {
	byKeyword["product"], byKeyword["zip_longest"] = productInit, longestInit
	for _, k := range kinds() {
		k.typ = &py.Type{Name: k.name}
		py.Define(k.typ, &py.StaticType{Name: "itertools." + k.name, Doc: k.doc, Sig: k.sig, Flags: py.BaseType, Alloc: alloc,
			ExtOffset: unsafe.Offsetof(iterator{}.Ext), Methods: k.methods,
			Slots: py.Slots{New: k.construct(), Iter: itself, Next: k.next, Repr: k.repr}})
		m.Dict.SetStr(py.Intern(k.name), k.typ.V())
		if k.name == "chain" {
			chainType = k.typ
		}
	}
	defineGroup(m)
	defineTee(m)
	return nil
}

func itself(t *thread, self value) (value, *excp) { return self, nil }

// construct makes the New slot.
func (k *kind) construct() py.NewFunc {
	sig := &py.Signature{Text: k.sig}
	return func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
		it := of(py.AllocOf(typ))
		if init := byKeyword[k.name]; init != nil {
			return it.V(), init(t, it, args, kw)
		}
		if !k.positional {
			bound, exc := py.BindArgs(k.name, sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			return it.V(), k.init(t, it, bound)
		}
		if len(kw) > 0 && (typ == k.typ || typ.Slots.Init == nil) {
			return value{}, py.TypeErrorf("%s() takes no keyword arguments", k.name)
		}
		args = args[:len(args)-len(kw)]
		if k.max >= 0 {
			if exc := py.CheckPositional(k.name, len(args), k.min, k.max); exc != nil {
				return value{}, exc
			}
		}
		return it.V(), k.init(t, it, args)
	}
}

var sizeof = []py.Method{{Name: "__sizeof__", Sig: "()", Doc: "Returns size in memory, in bytes.", F0: func(t *thread, self value) (value, *excp) {
	it := of(self)
	n := unsafe.Sizeof(*it) + unsafe.Sizeof(value{})*uintptr(cap(it.pool)) + unsafe.Sizeof(0)*uintptr(cap(it.idx)+cap(it.cycles))
	return py.Int(int64(n)), nil
}}}

// next asks an iterator for its next item, unbound at the end.
func next(t *thread, it value) (value, *excp) { return it.Type().Slots.Next(t, it) }

func isNone(v value) bool { return v.IsUnbound() || v.IsNone() }
