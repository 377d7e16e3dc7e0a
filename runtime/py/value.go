// This file defines Value, the two-word reference to a Python object, and its immediates.

// Package py is the object model of Adder: the mutually recursive core in which values,
// types, containers, exceptions, functions and modules know one another.
//
// A Value is a reference to an object, or an immediate int, float, bool or None. Every
// object is a Go struct that starts with a Header, whose only word is the object's type.
// The tags of immediates are headers too, so TypeOf needs no branch.
//
//	Value{ref: &intTag,   bits: 42}     the int 42 (any int64; larger ones are *IntObject)
//	Value{ref: &floatTag, bits: …}      a float
//	Value{ref: &boolTag,  bits: 0|1}    False, True
//	Value{ref: &noneTag}                None
//	Value{ref: header}                  any other object
//	Value{}                             unbound: no object at all (CPython's NULL)
//
// Conventions that hold everywhere:
//   - a function that can fail returns (Value, *Exc) or *Exc; the second result is always
//     called exc and checked on the next line; nothing panics but broken invariants;
//   - slots and natives get the running *Thread first;
//   - argument slices belong to the caller: a callee neither keeps nor changes them;
//   - an iterator's Next returns the unbound Value and no exception when it is exhausted.
package py

import (
	"math"
	"unsafe"
)

// Value is a reference to a Python object, or an immediate. The zero Value is unbound.
type Value struct {
	ref  unsafe.Pointer
	bits uint64
}

// Header starts every object. Its only word is the type.
type Header struct {
	typ *Type
}

// Type returns the type of the object that starts with h.
func (h *Header) Type() *Type { return h.typ }

// SetType changes the type of an object, as an assignment to __class__ does.
func (h *Header) SetType(typ *Type) { h.typ = typ }

// V returns the object that starts with h as a Value.
func (h *Header) V() Value { return Value{ref: unsafe.Pointer(h)} }

// The headers behind immediates. Their addresses are the tags.
var (
	intTag      = Header{typ: IntType}
	floatTag    = Header{typ: FloatType}
	boolTag     = Header{typ: BoolType}
	noneTag     = Header{typ: NoneType}
	ellipsisTag = Header{typ: EllipsisType}
	notImplTag  = Header{typ: NotImplementedType}
)

// The singletons.
var (
	None           = Value{ref: unsafe.Pointer(&noneTag)}
	True           = Value{ref: unsafe.Pointer(&boolTag), bits: 1}
	False          = Value{ref: unsafe.Pointer(&boolTag)}
	Ellipsis       = Value{ref: unsafe.Pointer(&ellipsisTag)}
	NotImplemented = Value{ref: unsafe.Pointer(&notImplTag)}
)

// Int returns an int. It never allocates.
func Int(i int64) Value {
	return Value{ref: unsafe.Pointer(&intTag), bits: uint64(i)}
}

// Float returns a float. It never allocates.
func Float(f float64) Value {
	return Value{ref: unsafe.Pointer(&floatTag), bits: math.Float64bits(f)}
}

// Bool returns True or False.
func Bool(b bool) Value {
	var bits uint64
	if b {
		bits = 1
	}
	return Value{ref: unsafe.Pointer(&boolTag), bits: bits}
}

// Bound reports whether v refers to an object, that is, is not the zero Value.
func (v Value) Bound() bool { return v.ref != nil }

// IsUnbound reports whether v is the zero Value.
func (v Value) IsUnbound() bool { return v.ref == nil }

// IsNone reports whether v is None.
func (v Value) IsNone() bool { return v.ref == unsafe.Pointer(&noneTag) }

// IsInt reports whether v is an immediate int: exactly of type int and within int64.
func (v Value) IsInt() bool { return v.ref == unsafe.Pointer(&intTag) }

// IsFloat reports whether v is an immediate float, that is, exactly of type float.
func (v Value) IsFloat() bool { return v.ref == unsafe.Pointer(&floatTag) }

// IsBool reports whether v is True or False.
func (v Value) IsBool() bool { return v.ref == unsafe.Pointer(&boolTag) }

// IsTrue reports whether v is the object True.
func (v Value) IsTrue() bool { return v.ref == unsafe.Pointer(&boolTag) && v.bits != 0 }

// IsFalse reports whether v is the object False.
func (v Value) IsFalse() bool { return v.ref == unsafe.Pointer(&boolTag) && v.bits == 0 }

// Int64 returns the payload of an immediate int or bool; v must be one.
func (v Value) Int64() int64 { return int64(v.bits) }

// Float64 returns the payload of an immediate float; v must be one.
func (v Value) Float64() float64 { return math.Float64frombits(v.bits) }

// Type returns the type of v; v must be bound.
func (v Value) Type() *Type { return (*Header)(v.ref).typ }

// Ptr returns the object's address; for an immediate that of its tag.
func (v Value) Ptr() unsafe.Pointer { return v.ref }

// FromPtr returns the object whose header is at p as a Value. p must not be nil.
func FromPtr(p unsafe.Pointer) Value { return Value{ref: p} }

// Is reports whether a and b are the same object. Equal ints are one object whatever
// their size, as in PyPy, so that boxing cannot be observed.
func Is(a, b Value) bool {
	if a == b {
		return true
	}
	return a.ref != nil && b.ref != nil && a.Type() == IntType && b.Type() == IntType && sameBigInt(a, b)
}

// isInstanceOf reports whether v's type is typ or derives from it by its MRO.
func (v Value) isInstanceOf(typ *Type) bool {
	vt := v.Type()
	return vt == typ || vt.IsSubtype(typ)
}

// IsInstance reports whether v's type is typ or a subclass of it, ignoring
// __instancecheck__ (PyObject_TypeCheck).
func IsInstance(v Value, typ *Type) bool { return v.isInstanceOf(typ) }

// The tags as pointers, for switches over v.ref.
var (
	intRef   = unsafe.Pointer(&intTag)
	floatRef = unsafe.Pointer(&floatTag)
	boolRef  = unsafe.Pointer(&boolTag)
	noneRef  = unsafe.Pointer(&noneTag)
)
