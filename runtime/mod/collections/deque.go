// This file implements deque on a ring buffer.

package collections

import (
	"unsafe"

	"adder/runtime/py"
)

// deque is a double-ended queue: n items in the ring from head on.
type deque struct {
	py.Header
	py.Ext
	ring    []value // its length is zero or a power of two
	head, n int
	maxlen  int // -1: unbounded
	state   int // changes with the number of items: iterators compare it
}

var dequeType = &py.Type{Name: "deque"}

func asDeque(v value) *deque { return (*deque)(v.Ptr()) }

func (d *deque) V() value { return py.FromPtr(unsafe.Pointer(d)) }

func (d *deque) at(i int) *value { return &d.ring[(d.head+i)&(len(d.ring)-1)] }

// grow makes room for one more item.
func (d *deque) grow() {
	if d.n < len(d.ring) {
		return
	}
	ring := make([]value, max(8, 2*len(d.ring)))
	for i := range d.n {
		ring[i] = *d.at(i)
	}
	d.ring, d.head = ring, 0
}

func (d *deque) append(v value) {
	if d.maxlen == 0 {
		return
	}
	d.grow()
	d.n++
	d.state++
	*d.at(d.n - 1) = v
	if d.maxlen >= 0 && d.n > d.maxlen {
		d.popleft()
	}
}

func (d *deque) appendleft(v value) {
	if d.maxlen == 0 {
		return
	}
	d.grow()
	d.head = (d.head - 1) & (len(d.ring) - 1)
	d.n++
	d.state++
	*d.at(0) = v
	if d.maxlen >= 0 && d.n > d.maxlen {
		d.pop()
	}
}

func (d *deque) pop() value {
	p := d.at(d.n - 1)
	v := *p
	*p = value{}
	d.n--
	d.state++
	return v
}

func (d *deque) popleft() value {
	p := d.at(0)
	v := *p
	*p = value{}
	d.head = (d.head + 1) & (len(d.ring) - 1)
	d.n--
	d.state++
	return v
}

func (d *deque) clear() {
	d.ring, d.head, d.n = nil, 0, 0
	d.state++
}

// items returns a copy of the items.
func (d *deque) items() []value {
	out := make([]value, d.n)
	for i := range out {
		out[i] = *d.at(i)
	}
	return out
}

// remove removes item i.
func (d *deque) remove(i int) {
	if i < d.n/2 {
		for ; i > 0; i-- {
			*d.at(i) = *d.at(i - 1)
		}
		d.popleft()
		return
	}
	for ; i < d.n-1; i++ {
		*d.at(i) = *d.at(i + 1)
	}
	d.pop()
}

// rotate moves n items from the right end to the left one; a negative n the other way.
func (d *deque) rotate(n int) {
	if d.n < 2 {
		return
	}
	n %= d.n
	if n < 0 {
		n += d.n
	}
	if n <= d.n/2 {
		for range n {
			v := d.pop()
			d.grow()
			d.head = (d.head - 1) & (len(d.ring) - 1)
			d.n++
			*d.at(0) = v
		}
		return
	}
	for range d.n - n {
		v := d.popleft()
		d.grow()
		d.n++
		*d.at(d.n - 1) = v
	}
}

func dequeAlloc(typ *py.Type) value {
	d := &deque{maxlen: -1}
	d.SetType(typ)
	return d.V()
}

var dequeSig = &py.Signature{Text: "(iterable=None, maxlen=None)"}

func dequeInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	d := asDeque(self)
	bound, exc := py.BindArgs("deque", dequeSig, args, kw)
	if exc != nil {
		if len(args)-len(kw) > 2 {
			return py.TypeErrorf("deque() takes at most 2 arguments (%d given)", len(args))
		}
		return exc
	}
	d.maxlen = -1
	if m := bound[1]; m.Bound() && !m.IsNone() {
		if m.Type().Flags&py.IntSubclass == 0 {
			return py.TypeErrorf("an integer is required")
		}
		if d.maxlen, exc = py.IndexInt(t, m, py.OverflowError); exc != nil {
			return exc
		}
		if d.maxlen < 0 {
			return py.ValueErrorf("maxlen must be non-negative")
		}
	}
	if d.n > 0 {
		d.clear()
	}
	if bound[0].IsUnbound() {
		return nil
	}
	return d.extend(t, bound[0], d.append)
}

// extend adds the items of an iterable one by one.
func (d *deque) extend(t *thread, iterable value, add func(value)) *excp {
	if iterable == d.V() {
		for _, v := range d.items() {
			add(v)
		}
		return nil
	}
	it, exc := py.Iter(t, iterable)
	if exc != nil {
		return exc
	}
	for {
		v, exc := it.Type().Slots.Next(t, it)
		if exc != nil || v.IsUnbound() {
			return exc
		}
		add(v)
	}
}

// copy makes a deque of the same class with the same items.
func (d *deque) copy(t *thread) (value, *excp) {
	if d.Type() == dequeType {
		out := asDeque(dequeAlloc(dequeType))
		out.maxlen = d.maxlen
		for i := range d.n {
			out.append(*d.at(i))
		}
		return out.V(), nil
	}
	if d.maxlen < 0 {
		return py.Call1(t, d.Type().V(), d.V())
	}
	return py.Call2(t, d.Type().V(), d.V(), py.Int(int64(d.maxlen)))
}

func dequeRepr(t *thread, self value) (value, *excp) {
	d := asDeque(self)
	if !t.EnterRepr(self) {
		return py.StrV("[...]"), nil
	}
	defer t.LeaveRepr(self)
	list := py.ListFrom(d.items())
	text, exc := py.Repr(t, list.V())
	if exc != nil {
		return value{}, exc
	}
	s := self.Type().Name + "(" + text.String()
	if d.maxlen >= 0 {
		s += ", maxlen=" + itoa(d.maxlen)
	}
	return py.StrV(s + ")"), nil
}

func dequeCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !py.IsInstance(a, dequeType) || !py.IsInstance(b, dequeType) {
		return py.NotImplemented, nil
	}
	x, y := asDeque(a), asDeque(b)
	if x.n != y.n && (op == py.EQ || op == py.NE) {
		return py.Bool(op == py.NE), nil
	}
	return py.Compare(t, py.ListFrom(x.items()).V(), py.ListFrom(y.items()).V(), op)
}

// index converts a subscript.
func (d *deque) index(t *thread, key value) (int, *excp) {
	if key.Type().Slots.Index == nil {
		return 0, py.TypeErrorf("sequence index must be integer, not '%s'", py.TypeName(key))
	}
	i, exc := py.IndexInt(t, key, py.IndexError)
	if exc != nil {
		return 0, exc
	}
	if i < 0 {
		i += d.n
	}
	if i < 0 || i >= d.n {
		return 0, py.IndexErrorf("deque index out of range")
	}
	return i, nil
}

func dequeGetItem(t *thread, self, key value) (value, *excp) {
	d := asDeque(self)
	i, exc := d.index(t, key)
	if exc != nil {
		return value{}, exc
	}
	return *d.at(i), nil
}

func dequeSetItem(t *thread, self, key, v value) *excp {
	d := asDeque(self)
	i, exc := d.index(t, key)
	if exc != nil {
		return exc
	}
	if v.IsUnbound() {
		d.remove(i)
		return nil
	}
	*d.at(i) = v
	return nil
}

// search looks for v among the items from start up to stop; -1: not there.
func (d *deque) search(t *thread, v value, start, stop int) (int, *excp) {
	state := d.state
	for i := start; i < stop; i++ {
		same, exc := py.Equal(t, *d.at(i), v)
		if exc != nil || same {
			return i, exc
		}
		if d.state != state {
			return 0, py.RuntimeErrorf("deque mutated during iteration")
		}
	}
	return -1, nil
}

func dequeConcat(t *thread, a, b value) (value, *excp) {
	if !py.IsInstance(b, dequeType) {
		return value{}, py.TypeErrorf("can only concatenate deque (not \"%s\") to deque", py.TypeName(b))
	}
	v, exc := asDeque(a).copy(t)
	if exc != nil {
		return value{}, exc
	}
	return v, asDeque(v).extend(t, b, asDeque(v).append)
}

// repeat makes the items appear n times.
func (d *deque) repeat(n int) *excp {
	if n <= 0 {
		d.clear()
		return nil
	}
	items := d.items()
	if len(items) > 0 && n > (1<<40)/len(items) && d.maxlen < 0 {
		return py.NewExc(py.MemoryError)
	}
	if d.maxlen >= 0 && len(items) > 0 {
		n = min(n, d.maxlen/len(items)+2)
	}
	for range n - 1 {
		for _, v := range items {
			d.append(v)
		}
	}
	return nil
}

// Append appends item to v if that is a deque, and not an instance of a subclass; false if it is not.
func Append(v, item py.Value) bool {
	if v.Type() != dequeType {
		return false
	}
	asDeque(v).append(item)
	return true
}
