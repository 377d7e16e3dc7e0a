// This file implements the iterators of deques.

package collections

import (
	"unsafe"

	"adder/runtime/py"
)

// dequeIterator walks over a deque, backwards or forwards; left counts the items to come.
type dequeIterator struct {
	py.Header
	d           *deque
	state, left int
}

var (
	iterType        = &py.Type{Name: "_deque_iterator"}
	reverseIterType = &py.Type{Name: "_deque_reverse_iterator"}
)

func newIter(typ *py.Type, d *deque) *dequeIterator {
	it := &dequeIterator{d: d, state: d.state, left: d.n}
	it.SetType(typ)
	return it
}

func (it *dequeIterator) V() value { return py.FromPtr(unsafe.Pointer(it)) }

func dequeIter(t *thread, self value) (value, *excp) {
	return newIter(iterType, asDeque(self)).V(), nil
}

func dequeReversed(t *thread, self value) (value, *excp) {
	return newIter(reverseIterType, asDeque(self)).V(), nil
}

// advance returns the index of the next item from the front or the back; ok is false at the end.
func (it *dequeIterator) advance() (i int, ok bool, exc *excp) {
	if it.d.state != it.state {
		it.left = 0
		return 0, false, py.RuntimeErrorf("deque mutated during iteration")
	}
	if it.left == 0 {
		return 0, false, nil
	}
	it.left--
	if it.Type() == reverseIterType {
		return it.left, true, nil
	}
	return it.d.n - it.left - 1, true, nil
}

func iterNext(t *thread, self value) (value, *excp) {
	it := (*dequeIterator)(self.Ptr())
	i, ok, exc := it.advance()
	if !ok {
		return value{}, exc
	}
	return *it.d.at(i), nil
}

func defineDequeIterators() {
	for _, typ := range []*py.Type{iterType, reverseIterType} {
		py.Define(typ, &py.StaticType{Name: "collections." + typ.Name,
			Slots: py.Slots{New: newIterator, Next: iterNext, Iter: func(t *thread, self value) (value, *excp) { return self, nil }},
			Methods: []py.Method{
				{Name: "__length_hint__", Sig: "()", Doc: "Private method returning an estimate of len(list(it)).", F0: func(t *thread, self value) (value, *excp) {
					return py.Int(int64((*dequeIterator)(self.Ptr()).left)), nil
				}},
				{Name: "__reduce__", Sig: "()", Doc: "Return state information for pickling.", F0: func(t *thread, self value) (value, *excp) {
					it := (*dequeIterator)(self.Ptr())
					return py.NewTuple(self.Type().V(), py.NewTuple(it.d.V(), py.Int(int64(it.d.n-it.left))).V()).V(), nil
				}},
			}})
	}
}

// newIterator is what unpickling calls: with the deque and the number of items to skip.
func newIterator(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if exc := py.CheckPositional(typ.Name, len(args), 1, 2); exc != nil {
		return value{}, exc
	}
	if !py.IsInstance(args[0], dequeType) {
		return value{}, py.TypeErrorf("%s() argument 1 must be collections.deque, not %s", typ.Name, py.TypeName(args[0]))
	}
	it := newIter(typ, asDeque(args[0]))
	if len(args) > 1 {
		n, exc := py.IndexInt(t, args[1], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		it.left = max(0, it.left-max(n, 0))
	}
	return it.V(), nil
}
