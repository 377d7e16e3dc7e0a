// This file defines Exc, the exception object, and the ways natives make one.

package py

import (
	"fmt"
	"unsafe"
)

// Exc is an instance of BaseException or a subclass. A nil *Exc means no error.
//
// The attributes that subclasses add in C (OSError.errno, StopIteration.value, …) live in
// Fields, at the indices that the type's exception definition gives.
type Exc struct {
	Header
	Ext
	Args            *Tuple
	Traceback       *Traceback // nil: none yet
	Context         *Exc       // __context__
	Cause           Value      // __cause__: unbound or None, or an exception
	SuppressContext bool
	Fields          []Value
}

// V returns the exception as a Value; e must not be nil.
func (e *Exc) V() Value { return Value{ref: unsafe.Pointer(e)} }

// AsExc returns v as an exception; v must be an instance of BaseException.
func AsExc(v Value) *Exc { return (*Exc)(v.ref) }

// Matches reports whether the exception's type is typ or derives from it.
func (e *Exc) Matches(typ *Type) bool { return e.typ == typ || e.typ.IsSubtype(typ) }

// NewExc makes an exception of a built-in type with the given args, without running
// Python code. For classes defined in Python call the class instead.
func NewExc(typ *Type, args ...Value) *Exc {
	e := &Exc{Args: NewTuple(args...)}
	e.typ = typ
	initExcFields(e)
	return e
}

// Errorf makes an exception of a built-in type with a formatted message. The verbs are
// Go's; Python values are formatted by the caller, types by TypeName.
func Errorf(typ *Type, format string, args ...any) *Exc {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return NewExc(typ, StrV(format))
}

// TypeErrorf makes a TypeError.
func TypeErrorf(format string, args ...any) *Exc { return Errorf(TypeError, format, args...) }

// ValueErrorf makes a ValueError.
func ValueErrorf(format string, args ...any) *Exc { return Errorf(ValueError, format, args...) }

// IndexErrorf makes an IndexError.
func IndexErrorf(format string, args ...any) *Exc { return Errorf(IndexError, format, args...) }

// OverflowErrorf makes an OverflowError.
func OverflowErrorf(format string, args ...any) *Exc { return Errorf(OverflowError, format, args...) }

// ZeroDivisionErrorf makes a ZeroDivisionError.
func ZeroDivisionErrorf(format string, args ...any) *Exc {
	return Errorf(ZeroDivisionError, format, args...)
}

// RuntimeErrorf makes a RuntimeError.
func RuntimeErrorf(format string, args ...any) *Exc { return Errorf(RuntimeError, format, args...) }

// SystemErrorf makes a SystemError.
func SystemErrorf(format string, args ...any) *Exc { return Errorf(SystemError, format, args...) }

// KeyErrorOf makes a KeyError for a key.
func KeyErrorOf(key Value) *Exc { return NewExc(KeyError, key) }

// StopIterationOf makes a StopIteration that carries v; an unbound v or None gives no argument.
func StopIterationOf(v Value) *Exc {
	if v.IsUnbound() || v.IsNone() {
		return NewExc(StopIteration)
	}
	return NewExc(StopIteration, v)
}

// TypeName returns the name of v's type as error messages quote it (tp_name: with the
// module for types of native modules, without for built-in and heap types).
func TypeName(v Value) string { return v.Type().TpName() }
