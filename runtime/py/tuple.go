// This file defines Tuple, the tuple object, and its construction.

package py

import "unsafe"

// Tuple is a Python tuple. Items never changes after construction.
type Tuple struct {
	Header
	hash  int64 // 0: not computed
	Items []Value
}

// AsTuple returns v as a tuple; v must be a tuple or an instance of a subclass.
func AsTuple(v Value) *Tuple { return (*Tuple)(v.ref) }

// IsTuple reports whether v is exactly a tuple.
func IsTuple(v Value) bool { return v.Type() == TupleType }

// V returns the tuple as a Value.
func (x *Tuple) V() Value { return Value{ref: unsafe.Pointer(x)} }

// IsTuple reports whether v is a tuple or an instance of a subclass.
func (v Value) IsTuple() bool { return v.Type().Flags&TupleSubclass != 0 }

// tupleOf is a tuple in one piece with its items, as small tuples are allocated.
type tupleOf[A any] struct {
	Tuple
	a A
}

var emptyTuple = &Tuple{Header: Header{TupleType}}

// NewTuple returns a tuple of copies of the given references.
func NewTuple(items ...Value) *Tuple {
	x := AllocTuple(len(items))
	copy(x.Items, items)
	return x
}

// TupleOfList returns a tuple of the items of l, which nobody uses any more.
func TupleOfList(l *List) *Tuple {
	n := len(l.Items)
	if n <= 2 || cap(l.Items) > n+n/2 {
		return NewTuple(l.Items...)
	}
	return &Tuple{Header: Header{TupleType}, Items: l.Items[:n:n]}
}

// AllocTuple returns a tuple of n unbound items, which the caller fills before anybody
// else sees it.
func AllocTuple(n int) *Tuple {
	switch n {
	case 0:
		return emptyTuple
	case 1:
		x := &tupleOf[[1]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 2:
		x := &tupleOf[[2]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 3:
		x := &tupleOf[[3]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 4:
		x := &tupleOf[[4]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 5:
		x := &tupleOf[[5]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 6:
		x := &tupleOf[[6]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 7, 8:
		x := &tupleOf[[8]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:n]
		return &x.Tuple
	case 9, 10:
		x := &tupleOf[[10]Value]{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:n]
		return &x.Tuple
	}
	return &Tuple{Header: Header{TupleType}, Items: make([]Value, n)}
}

// Tuple2 returns the tuple (a, b).
func Tuple2(a, b Value) Value {
	x := &tupleOf[[2]Value]{Tuple: Tuple{Header: Header{TupleType}}, a: [2]Value{a, b}}
	x.Items = x.a[:]
	return x.V()
}

// Tuple3 returns the tuple (a, b, c).
func Tuple3(a, b, c Value) Value {
	x := &tupleOf[[3]Value]{Tuple: Tuple{Header: Header{TupleType}}, a: [3]Value{a, b, c}}
	x.Items = x.a[:]
	return x.V()
}

// TupleFrom returns a tuple that takes over items.
func TupleFrom(items []Value) *Tuple {
	if len(items) == 0 {
		return emptyTuple
	}
	return &Tuple{Header: Header{TupleType}, Items: items}
}
