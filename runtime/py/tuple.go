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

// V returns the tuple as a Value.
func (x *Tuple) V() Value { return Value{ref: unsafe.Pointer(x)} }

// IsTuple reports whether v is a tuple or an instance of a subclass.
func (v Value) IsTuple() bool { return v.Type().Flags&TupleSubclass != 0 }

// The small tuples are one allocation with their items.
type (
	tuple1 struct {
		Tuple
		a [1]Value
	}
	tuple2 struct {
		Tuple
		a [2]Value
	}
	tuple3 struct {
		Tuple
		a [3]Value
	}
	tuple4 struct {
		Tuple
		a [4]Value
	}
)

var emptyTuple = &Tuple{Header: Header{TupleType}}

// NewTuple returns a tuple of copies of the given references.
func NewTuple(items ...Value) *Tuple {
	x := AllocTuple(len(items))
	copy(x.Items, items)
	return x
}

// AllocTuple returns a tuple of n unbound items, which the caller fills before anybody
// else sees it.
func AllocTuple(n int) *Tuple {
	switch n {
	case 0:
		return emptyTuple
	case 1:
		x := &tuple1{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 2:
		x := &tuple2{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 3:
		x := &tuple3{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	case 4:
		x := &tuple4{Tuple: Tuple{Header: Header{TupleType}}}
		x.Items = x.a[:]
		return &x.Tuple
	}
	return &Tuple{Header: Header{TupleType}, Items: make([]Value, n)}
}

// TupleFrom returns a tuple that takes over items.
func TupleFrom(items []Value) *Tuple {
	if len(items) == 0 {
		return emptyTuple
	}
	return &Tuple{Header: Header{TupleType}, Items: items}
}
