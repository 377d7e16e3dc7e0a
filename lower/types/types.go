// Package types is the lattice of what lower knows about a value at compile time.
//
// A T is a set of possible built-in types, ordered by inclusion: joining two facts is
// their union, Any knows nothing, Bottom is the type of a value that no execution
// produces. A T never says more than is true: what is speculation is a guard in the IR.
package types

import "strings"

// T is a set of exact built-in types (subclasses are Other).
type T uint32

// The elements. SmallInt is an int within int64; an int is SmallInt or BigInt.
const (
	Unbound T = 1 << iota // no object: an unassigned local, the NULL of a call
	None
	Bool
	SmallInt
	BigInt
	Float
	Complex
	Str
	Bytes
	Tuple
	List
	Dict
	Set
	Function
	Code
	Cell
	Other // anything else, subclasses of the above included

	end
)

// The usual unions.
const (
	Bottom T = 0
	Int      = SmallInt | BigInt
	Object   = (end - 1) &^ Unbound // any object
	Any      = end - 1              // any object, or unbound
)

// names are the spellings of single elements and unions in the printed IR, unions first.
var names = []struct {
	t    T
	name string
}{
	{Any, "any"}, {Object, "object"}, {Int, "int"},
	{Unbound, "unbound"}, {None, "none"}, {Bool, "bool"}, {SmallInt, "smallint"}, {BigInt, "bigint"},
	{Float, "float"}, {Complex, "complex"}, {Str, "str"}, {Bytes, "bytes"}, {Tuple, "tuple"}, {List, "list"},
	{Dict, "dict"}, {Set, "set"}, {Function, "function"}, {Code, "code"}, {Cell, "cell"}, {Other, "other"},
}

// Join returns the least type that includes both.
func (t T) Join(u T) T { return t | u }

// Is reports whether every value of t is a u. Bottom is everything.
func (t T) Is(u T) bool { return t&^u == 0 }

// May reports whether some value of t may be a u.
func (t T) May(u T) bool { return t&u != 0 }

// String prints t as the printed IR does: elements joined by "|".
func (t T) String() string {
	if t == Bottom {
		return "bottom"
	}
	var parts []string
	for _, n := range names {
		if t&n.t == n.t && n.t != 0 {
			parts = append(parts, n.name)
			t &^= n.t
		}
	}
	return strings.Join(parts, "|")
}

// Parse reads what String prints; ok is false for an unknown name.
func Parse(s string) (t T, ok bool) {
	if s == "bottom" {
		return Bottom, true
	}
	for _, part := range strings.Split(s, "|") {
		found := false
		for _, n := range names {
			if n.name == part {
				t |= n.t
				found = true
				break
			}
		}
		if !found {
			return 0, false
		}
	}
	return t, true
}
