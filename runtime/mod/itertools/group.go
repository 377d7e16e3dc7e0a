// This file implements groupby and tee.

package itertools

import (
	"unsafe"

	"adder/runtime/py"
)

// groupbyInit: fn is the key function or unbound; a the current key, b the current item.
func groupbyInit(t *thread, it *iterator, args []value) (exc *excp) {
	if !isNone(args[1]) {
		it.fn = args[1]
	}
	it.it, exc = py.Iter(t, args[0])
	return exc
}

// advance reads the next item and its key; ok is false at the end.
func (it *iterator) advance(t *thread) (ok bool, exc *excp) {
	v, exc := next(t, it.it)
	if exc != nil || v.IsUnbound() {
		return false, exc
	}
	key := v
	if it.fn.Bound() {
		if key, exc = py.Call1(t, it.fn, v); exc != nil {
			return false, exc
		}
	}
	it.a, it.b = key, v
	return true, nil
}

// groupbyNext skips to the next key. items[0] is the key of the group given last; n counts
// groups, so that an old group knows that it is over.
func groupbyNext(t *thread, self value) (value, *excp) {
	it := of(self)
	it.n++
	for {
		if it.a.Bound() {
			if it.items == nil {
				break
			}
			same, exc := py.Equal(t, it.items[0], it.a)
			if exc != nil {
				return value{}, exc
			}
			if !same {
				break
			}
		}
		if ok, exc := it.advance(t); exc != nil || !ok {
			return value{}, exc
		}
	}
	it.items = []value{it.a}
	g := &group{parent: it, key: it.a, number: it.n}
	g.SetType(groupType)
	return py.NewTuple(it.a, py.FromPtr(unsafe.Pointer(g))).V(), nil
}

// group iterates over the items of one key.
type group struct {
	py.Header
	parent *iterator
	key    value
	number int
}

var groupType = &py.Type{Name: "_grouper"}

func defineGroup(m *py.Module) {
	py.Define(groupType, &py.StaticType{Name: "itertools._grouper", Flags: py.DisallowNew, Slots: py.Slots{Iter: itself, Next: groupNext}})
	m.Dict.SetStr(py.Intern("_grouper"), groupType.V())
}

func groupNext(t *thread, self value) (value, *excp) {
	g := (*group)(self.Ptr())
	it := g.parent
	if it.n != g.number {
		return value{}, nil
	}
	if it.b.IsUnbound() {
		if ok, exc := it.advance(t); exc != nil || !ok {
			return value{}, exc
		}
	}
	same, exc := py.Equal(t, g.key, it.a)
	if exc != nil || !same {
		return value{}, exc
	}
	v := it.b
	it.b = value{}
	return v, nil
}

// teeNode is an item of a tee's buffer, a list that grows as the foremost iterator reads.
type teeNode struct {
	v      value
	next   *teeNode // nil: not read yet
	source *teeSource
}

// teeSource is the input that the iterators of a tee share.
type teeSource struct {
	it      value
	running bool
}

// teeObject is one iterator of a tee: at is the node behind the last item that it gave.
type teeObject struct {
	py.Header
	py.Ext
	at *teeNode
}

var (
	teeType     = &py.Type{Name: "_tee"}
	teeDataType = &py.Type{Name: "_tee_dataobject"}
)

func defineTee(m *py.Module) {
	py.Define(teeType, &py.StaticType{Name: "itertools._tee", Sig: "(iterable, /)", Doc: "Iterator wrapped to make it copyable.", Weakref: true,
		Slots: py.Slots{New: teeNew, Iter: itself, Next: teeNext},
		Methods: []py.Method{{Name: "__copy__", Sig: "()", Doc: "Returns an independent iterator.", F0: func(t *thread, self value) (value, *excp) {
			return newTee((*teeObject)(self.Ptr()).at), nil
		}}}})
	py.Define(teeDataType, &py.StaticType{Name: "itertools._tee_dataobject", Doc: "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.", Flags: py.DisallowNew})
	m.Dict.SetStr(py.Intern("_tee"), teeType.V())
	m.Dict.SetStr(py.Intern("_tee_dataobject"), teeDataType.V())
}

func newTee(at *teeNode) value {
	o := &teeObject{at: at}
	o.SetType(teeType)
	return py.FromPtr(unsafe.Pointer(o))
}

func teeFrom(t *thread, iterable value) (value, *excp) {
	it, exc := py.Iter(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	if it.Type() == teeType {
		return newTee((*teeObject)(it.Ptr()).at), nil
	}
	return newTee(&teeNode{source: &teeSource{it: it}}), nil
}

func teeNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("_tee() takes no keyword arguments")
	}
	if exc := py.CheckPositional("_tee", len(args), 1, 1); exc != nil {
		return value{}, exc
	}
	return teeFrom(t, args[0])
}

func teeNext(t *thread, self value) (value, *excp) {
	o := (*teeObject)(self.Ptr())
	n := o.at
	if n.next == nil {
		if n.source.running {
			return value{}, py.RuntimeErrorf("cannot re-enter the tee iterator")
		}
		n.source.running = true
		v, exc := next(t, n.source.it)
		n.source.running = false
		if exc != nil || v.IsUnbound() {
			return v, exc
		}
		if n.next == nil {
			n.v, n.next = v, &teeNode{source: n.source}
		}
	}
	o.at = n.next
	return n.v, nil
}

func tee(t *thread, _ value, args []value) (value, *excp) {
	n := 2
	if args[1].Bound() {
		var exc *excp
		if n, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if n < 0 {
		return value{}, py.ValueErrorf("n must be >= 0")
	}
	out := py.AllocTuple(n)
	if n == 0 {
		return out.V(), nil
	}
	first, exc := teeFrom(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	for i := range n {
		out.Items[i] = first
		if i > 0 {
			out.Items[i] = newTee((*teeObject)(first.Ptr()).at)
		}
	}
	return out.V(), nil
}
