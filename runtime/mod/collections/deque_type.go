// This file defines the type deque and its methods.

package collections

import (
	"strconv"
	"unsafe"

	"adder/runtime/py"
)

func itoa(n int) string { return strconv.Itoa(n) }

func defineDeque() {
	py.Define(dequeType, &py.StaticType{Name: "collections.deque", Doc: "A list-like sequence optimized for data accesses near its endpoints.", Sig: "([iterable[, maxlen]])",
		Flags: py.BaseType | py.SequencePattern, Weakref: true, Alloc: dequeAlloc, ExtOffset: unsafe.Offsetof(deque{}.Ext),
		Slots: py.Slots{
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				return py.AllocOf(typ), nil
			},
			Init: dequeInit, Repr: dequeRepr, Compare: dequeCompare, Iter: dequeIter,
			Len: func(t *thread, self value) (int, *excp) { return asDeque(self).n, nil },

			GetItem: dequeGetItem, SetItem: dequeSetItem, IsSequence: true,
			Contains: func(t *thread, self, v value) (bool, *excp) {
				i, exc := asDeque(self).search(t, v, 0, asDeque(self).n)
				return i >= 0, exc
			},
			Concat: dequeConcat,
			InplaceConcat: func(t *thread, a, b value) (value, *excp) {
				return a, asDeque(a).extend(t, b, asDeque(a).append)
			},
			Repeat: func(t *thread, self value, n int) (value, *excp) {
				v, exc := asDeque(self).copy(t)
				if exc != nil {
					return value{}, exc
				}
				return v, asDeque(v).repeat(n)
			},
			InplaceRepeat: func(t *thread, self value, n int) (value, *excp) { return self, asDeque(self).repeat(n) },
		},
		GetSet: []py.GetSet{{Name: "maxlen", Doc: "maximum size of a deque or None if unbounded", Get: func(t *thread, self value) (value, *excp) {
			if n := asDeque(self).maxlen; n >= 0 {
				return py.Int(int64(n)), nil
			}
			return py.None, nil
		}}},
		Methods: dequeMethods(),
	})
}

func dequeMethods() []py.Method {
	done := func(f func(d *deque)) func(t *thread, self value) (value, *excp) {
		return func(t *thread, self value) (value, *excp) {
			f(asDeque(self))
			return py.None, nil
		}
	}
	take := func(f func(d *deque) value) func(t *thread, self value) (value, *excp) {
		return func(t *thread, self value) (value, *excp) {
			d := asDeque(self)
			if d.n == 0 {
				return value{}, py.IndexErrorf("pop from an empty deque")
			}
			return f(d), nil
		}
	}
	clone := func(t *thread, self value) (value, *excp) { return asDeque(self).copy(t) }
	return []py.Method{
		{Name: "append", Sig: "(item, /)", Doc: "Add an element to the right side of the deque.", F1: func(t *thread, self, v value) (value, *excp) {
			asDeque(self).append(v)
			return py.None, nil
		}},
		{Name: "appendleft", Sig: "(item, /)", Doc: "Add an element to the left side of the deque.", F1: func(t *thread, self, v value) (value, *excp) {
			asDeque(self).appendleft(v)
			return py.None, nil
		}},
		{Name: "clear", Sig: "()", Doc: "Remove all elements from the deque.", F0: done((*deque).clear)},
		{Name: "copy", Sig: "()", Doc: "Return a shallow copy of a deque.", F0: clone},
		{Name: "__copy__", Sig: "()", Doc: "Return a shallow copy of a deque.", F0: clone},
		{Name: "count", Sig: "(value, /)", Doc: "Return number of occurrences of value.", F1: dequeCount},
		{Name: "extend", Sig: "(iterable, /)", Doc: "Extend the right side of the deque with elements from the iterable.", F1: func(t *thread, self, v value) (value, *excp) {
			return py.None, asDeque(self).extend(t, v, asDeque(self).append)
		}},
		{Name: "extendleft", Sig: "(iterable, /)", Doc: "Extend the left side of the deque with elements from the iterable.", F1: func(t *thread, self, v value) (value, *excp) {
			return py.None, asDeque(self).extend(t, v, asDeque(self).appendleft)
		}},
		{Name: "index", Sig: "(value, [start, [stop]])", Doc: "Return first index of value.\n\nRaises ValueError if the value is not present.", FK: dequeIndex},
		{Name: "insert", Sig: "(index, value, /)", Doc: "Insert value before index.", F2: dequeInsert},
		{Name: "pop", Sig: "()", Doc: "Remove and return the rightmost element.", F0: take((*deque).pop)},
		{Name: "popleft", Sig: "()", Doc: "Remove and return the leftmost element.", F0: take((*deque).popleft)},
		{Name: "remove", Sig: "(value, /)", Doc: "Remove first occurrence of value.", F1: dequeRemove},
		{Name: "reverse", Sig: "()", Doc: "Reverse *IN PLACE*.", F0: done(func(d *deque) {
			for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
				*d.at(i), *d.at(j) = *d.at(j), *d.at(i)
			}
		})},
		{Name: "rotate", Sig: "(n=1, /)", Doc: "Rotate the deque n steps to the right.  If n is negative, rotates left.", FN: func(t *thread, self value, args []value) (value, *excp) {
			n := 1
			if args[0].Bound() {
				var exc *excp
				if n, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
					return value{}, exc
				}
			}
			asDeque(self).rotate(n)
			return py.None, nil
		}},
		{Name: "__reduce__", Sig: "()", Doc: "Return state information for pickling.", F0: dequeReduce},
		{Name: "__reversed__", Sig: "()", Doc: "Return a reverse iterator over the deque.", F0: dequeReversed},
		{Name: "__sizeof__", Sig: "()", Doc: "Return the size of the deque in memory, in bytes.", F0: func(t *thread, self value) (value, *excp) {
			return py.Int(int64(unsafe.Sizeof(deque{})) + int64(len(asDeque(self).ring))*int64(unsafe.Sizeof(value{}))), nil
		}},
		{Name: "__class_getitem__", Sig: "(object, /)", Class: true, Doc: "See PEP 585", F1: func(t *thread, class, item value) (value, *excp) {
			return py.NewGenericAlias(class, item), nil
		}},
	}
}

func dequeCount(t *thread, self, v value) (value, *excp) {
	d := asDeque(self)
	n, state := 0, d.state
	for i := 0; i < d.n; i++ {
		same, exc := py.Equal(t, *d.at(i), v)
		if exc != nil {
			return value{}, exc
		}
		if same {
			n++
		}
		if d.state != state {
			return value{}, py.RuntimeErrorf("deque mutated during iteration")
		}
	}
	return py.Int(int64(n)), nil
}

func dequeIndex(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	d := asDeque(self)
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("deque.index() takes no keyword arguments")
	}
	if exc := py.CheckPositional("index", len(args), 1, 3); exc != nil {
		return value{}, exc
	}
	bounds := [2]int{0, d.n}
	for i, a := range args[1:] {
		if a.Type().Slots.Index == nil {
			return value{}, py.TypeErrorf("slice indices must be integers or have an __index__ method")
		}
		n, exc := py.IndexInt(t, a, nil)
		if exc != nil {
			return value{}, exc
		}
		if n < 0 {
			n = max(n+d.n, 0)
		}
		bounds[i] = min(n, d.n)
	}
	i, exc := d.search(t, args[0], bounds[0], bounds[1])
	if exc != nil {
		return value{}, exc
	}
	if i < 0 {
		return value{}, py.ValueErrorf("deque.index(x): x not in deque")
	}
	return py.Int(int64(i)), nil
}

func dequeInsert(t *thread, self, at, v value) (value, *excp) {
	d := asDeque(self)
	i, exc := py.IndexInt(t, at, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if d.n == d.maxlen {
		return value{}, py.IndexErrorf("deque already at its maximum size")
	}
	switch {
	case i >= d.n:
		d.append(v)
		return py.None, nil
	case i <= -d.n || i == 0:
		d.appendleft(v)
		return py.None, nil
	case i < 0:
		i += d.n
	}
	d.append(v)
	for j := d.n - 1; j > i; j-- {
		*d.at(j) = *d.at(j - 1)
	}
	*d.at(i) = v
	return py.None, nil
}

func dequeRemove(t *thread, self, v value) (value, *excp) {
	d := asDeque(self)
	n := d.n
	for i := 0; i < n; i++ {
		same, exc := py.Equal(t, *d.at(i), v)
		if d.n != n {
			return value{}, py.IndexErrorf("deque mutated during remove().")
		}
		if exc != nil {
			return value{}, exc
		}
		if same {
			d.remove(i)
			return py.None, nil
		}
	}
	return value{}, py.ValueErrorf("deque.remove(x): x not in deque")
}

func dequeReduce(t *thread, self value) (value, *excp) {
	d := asDeque(self)
	state, exc := py.CallMethod(t, self, py.Intern("__getstate__"))
	if exc != nil {
		return value{}, exc
	}
	args := py.NewTuple().V()
	if d.maxlen >= 0 {
		args = py.NewTuple(py.NewTuple().V(), py.Int(int64(d.maxlen))).V()
	}
	it, exc := py.Iter(t, self)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(self.Type().V(), args, state, it).V(), nil
}
