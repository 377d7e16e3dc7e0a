// Package code holds the code object of CPython 3.14: the one form in which the front end,
// lower, the interpreter and the object model exchange programs.
//
// A code object here is plain Go data, without a reference to the runtime. Python strings
// are Go strings in WTF-8: UTF-8 in which lone surrogates take three bytes each.
package code

import "math/big"

// Code is a compiled function, class or module body. Its fields are those of a Python code
// object (Objects/codeobject.c, Include/cpython/code.h), none of them derived.
type Code struct {
	Name     string
	QualName string
	Filename string

	ArgCount        int // positional parameters, positional-only ones included
	PosOnlyArgCount int
	KwOnlyArgCount  int
	StackSize       int // slots of the evaluation stack, at least 1 unless crafted
	Flags           Flags
	FirstLine       int

	Consts          []Const
	Names           []string
	LocalsPlusNames []string
	LocalsPlusKinds []LocalKind // parallel to LocalsPlusNames

	Bytecode       []byte // 16-bit code units, inline caches included and zero
	LineTable      []byte // PEP 626/657 location table
	ExceptionTable []byte

	// Verified says that the compiler made it, or that Verify passed it. It is no part of what is
	// written or compared.
	Verified bool
}

// Unread is a code object that is read when it is needed.
type Unread interface {
	// Head returns the names, counts, flags and variables' names.
	Head() *Code
	// Code returns the whole, but for code objects among the constants, which are Unread.
	Code() *Code
	// Rename changes the file name of all code that came from the same file.
	Rename(file string)
}

// Flags are the CO_* bits of a code object and, while compiling, the __future__ bits.
type Flags uint32

// The flags of Include/cpython/code.h.
const (
	CO_OPTIMIZED               Flags = 0x0001
	CO_NEWLOCALS               Flags = 0x0002
	CO_VARARGS                 Flags = 0x0004
	CO_VARKEYWORDS             Flags = 0x0008
	CO_NESTED                  Flags = 0x0010
	CO_GENERATOR               Flags = 0x0020
	CO_COROUTINE               Flags = 0x0080
	CO_ITERABLE_COROUTINE      Flags = 0x0100
	CO_ASYNC_GENERATOR         Flags = 0x0200
	CO_FUTURE_DIVISION         Flags = 0x20000
	CO_FUTURE_ABSOLUTE_IMPORT  Flags = 0x40000
	CO_FUTURE_WITH_STATEMENT   Flags = 0x80000
	CO_FUTURE_PRINT_FUNCTION   Flags = 0x100000
	CO_FUTURE_UNICODE_LITERALS Flags = 0x200000
	CO_FUTURE_BARRY_AS_BDFL    Flags = 0x400000
	CO_FUTURE_GENERATOR_STOP   Flags = 0x800000
	CO_FUTURE_ANNOTATIONS      Flags = 0x1000000
	CO_NO_MONITORING_EVENTS    Flags = 0x2000000
	CO_HAS_DOCSTRING           Flags = 0x4000000
	CO_METHOD                  Flags = 0x8000000
	futureMask                 Flags = 0x1fe0000
)

// Stars counts the parameters *args and **kwargs.
func (f Flags) Stars() int { return int(f>>2&1 + f>>3&1) }

// FutureMask selects the __future__ bits.
const FutureMask = futureMask

// LocalKind says what a slot of localsplus is.
type LocalKind uint8

// The kinds of Include/internal/pycore_code.h, combined with or.
const (
	CO_FAST_ARG_POS LocalKind = 0x02
	CO_FAST_ARG_KW  LocalKind = 0x04
	CO_FAST_ARG_VAR LocalKind = 0x08
	CO_FAST_HIDDEN  LocalKind = 0x10
	CO_FAST_LOCAL   LocalKind = 0x20
	CO_FAST_CELL    LocalKind = 0x40
	CO_FAST_FREE    LocalKind = 0x80
)

// Const is a constant of a code object. Its dynamic type is one of
// None, EllipsisType, bool, int64, *big.Int (beyond int64 only), float64, complex128,
// string, Bytes, Tuple, FrozenSet, Slice or *Code, or an Unread in what an Unread returns.
type Const any

// None is the constant None.
type None struct{}

// EllipsisType is the type of the constant Ellipsis.
type EllipsisType struct{}

// Ellipsis is the constant `...`.
var Ellipsis = EllipsisType{}

// Bytes is a bytes constant; a distinct type, since a Go string is a str.
type Bytes string

// Tuple is a tuple constant.
type Tuple []Const

// FrozenSet is a frozenset constant, its elements in the order in which CPython marshals them.
type FrozenSet []Const

// Slice is a slice constant (marshal version 5).
type Slice struct{ Start, Stop, Step Const }

// Int returns v as a Const: int64 where it fits, *big.Int beyond.
func Int(v *big.Int) Const {
	if v.IsInt64() {
		return v.Int64()
	}
	return v
}
