// This file defines List, the list object, and its construction.

package py

import "unsafe"

// List is a Python list.
type List struct {
	Header
	Items []Value
}

// AsList returns v as a list; v must be a list or an instance of a subclass.
func AsList(v Value) *List { return (*List)(v.ref) }

// IsList reports whether v is exactly a list.
func IsList(v Value) bool { return v.Type() == ListType }

// V returns the list as a Value.
func (l *List) V() Value { return Value{ref: unsafe.Pointer(l)} }

// IsList reports whether v is a list or an instance of a subclass.
func (v Value) IsList() bool { return v.Type().Flags&ListSubclass != 0 }

// NewList returns a list of copies of the given references.
func NewList(items ...Value) *List {
	l := AllocList(len(items))
	copy(l.Items, items)
	return l
}

// listOf is a list in one piece with the room for its first items.
type listOf[A any] struct {
	List
	a A
}

// AllocList returns a list of n unbound items, which the caller fills before anybody else sees it.
// Short ones are one allocation with their items: two cost nearly twice the time.
func AllocList(n int) *List {
	switch n {
	case 0:
		return &List{Header: Header{ListType}}
	case 1:
		x := &listOf[[1]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:]
		return &x.List
	case 2:
		x := &listOf[[2]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:]
		return &x.List
	case 3:
		x := &listOf[[3]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:]
		return &x.List
	case 4:
		x := &listOf[[4]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:]
		return &x.List
	case 5, 6:
		x := &listOf[[6]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:n]
		return &x.List
	case 7, 8:
		x := &listOf[[8]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:n]
		return &x.List
	case 9, 10:
		x := &listOf[[10]Value]{List: List{Header: Header{ListType}}}
		x.Items = x.a[:n]
		return &x.List
	}
	return &List{Header{ListType}, make([]Value, n)}
}

// firstRoom is the room that a list gets with its first item; Go's append would give one.
const firstRoom = 4

// Append adds an item at the end.
func (l *List) Append(v Value) {
	if cap(l.Items) == 0 {
		l.Items = make([]Value, 0, firstRoom)
	}
	l.Items = append(l.Items, v)
}

// ListFrom returns a list that takes over items.
func ListFrom(items []Value) *List { return &List{Header{ListType}, items} }
