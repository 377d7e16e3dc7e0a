// This file defines Method, the description of a native function or method, and the
// built-in function object that a call of one goes through.

package py

import "unsafe"

// Method describes a native function or method. Exactly one of F0 … F3, FN and FK is set, except
// that beside FN or FK some of F0 … F3 may be shortcuts for calls with so many positional
// arguments.
//
// Sig is the signature in the notation of __text_signature__, without the receiver and with
// defaults that Python could evaluate: "(iterable=(), /)", "(*, key=None, reverse=False)".
// It documents the method, gives __text_signature__, and drives binding for FN.
type Method struct {
	Name string
	Sig  string
	Doc  string

	// F0 … F3 take exactly that many positional arguments beyond self.
	F0 func(t *Thread, self Value) (Value, *Exc)
	F1 func(t *Thread, self, a Value) (Value, *Exc)
	F2 func(t *Thread, self, a, b Value) (Value, *Exc)
	F3 func(t *Thread, self, a, b, c Value) (Value, *Exc)
	// FN takes the parameters of Sig, bound: args has one entry a parameter, unbound
	// where an optional one was not given. Its errors of arity are CPython's.
	FN func(t *Thread, self Value, args []Value) (Value, *Exc)
	// FK takes the call as it is: positional arguments, then the values of the keywords kw.
	// For signatures with *args or **kwargs, or where CPython parses by hand.
	FK func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc)

	// Static and Class mark static methods and class methods of a type.
	Static, Class bool
	// Consumes: an iterator that is passed is done with when the call returns; it is not asked for a
	// further item after it has ended.
	Consumes bool
	// Coexist lets the method stand beside a slot wrapper of the same name (METH_COEXIST).
	Coexist bool

	// Known tells compiled code that it may compute the function itself.
	Known KnownFunction

	params *nativeParams // parsed Sig, made on first use
}

// KnownFunction numbers the functions that compiled code computes itself.
type KnownFunction uint8

// The known functions.
const (
	NotKnown KnownFunction = iota
	KnownLen
	KnownIsInstance
	KnownOrd
	KnownAbs
	KnownMin
	KnownMax
	KnownSqrt
)

// Builtin is a native function, or a native method bound to its receiver.
type Builtin struct {
	Header
	Method *Method
	Self   Value // the receiver; for a module's function the module, or unbound
	Module Value // __module__, unbound for methods
	Owner  *Type // the type whose method it is, nil for functions
}

// NewBuiltin makes a function object of a module or, with module unbound, a free one.
func NewBuiltin(m *Method, self, module Value) Value {
	return Value{ref: unsafe.Pointer(&Builtin{Header: Header{BuiltinType}, Method: m, Self: self, Module: module})}
}

// AsBuiltin returns v as a built-in function; v must be one.
func AsBuiltin(v Value) *Builtin { return (*Builtin)(v.ref) }

// MethodDescr is a native method found in a type's dict: method_descriptor.
type MethodDescr struct {
	Header
	Method *Method
	Owner  *Type
}

// NewMethodDescr makes a method for the dict of typ.
func NewMethodDescr(m *Method, typ *Type) Value {
	return Value{ref: unsafe.Pointer(&MethodDescr{Header{MethodDescrType}, m, typ})}
}

// AsMethodDescr returns v as a method descriptor; v must be one.
func AsMethodDescr(v Value) *MethodDescr { return (*MethodDescr)(v.ref) }
