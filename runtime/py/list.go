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

// V returns the list as a Value.
func (l *List) V() Value { return Value{ref: unsafe.Pointer(l)} }

// IsList reports whether v is a list or an instance of a subclass.
func (v Value) IsList() bool { return v.Type().Flags&ListSubclass != 0 }

// NewList returns a list of copies of the given references.
func NewList(items ...Value) *List {
	return &List{Header{ListType}, append([]Value(nil), items...)}
}

// ListFrom returns a list that takes over items.
func ListFrom(items []Value) *List { return &List{Header{ListType}, items} }
