// This file numbers the instructions of compiled patterns.

// Package sre is the regular expression engine: it executes the programs that Lib/re/_compiler.py
// produces, with the semantics of CPython's Modules/_sre (backtracking, captures, lookaround,
// atomic groups and possessive repeats).
//
// An engine works on a slice of code points of one, two or four bytes, so that a str is
// matched in whichever form it is stored.
package sre

// Magic is the version of the instruction set (re._constants.MAGIC).
const Magic = 20230612

// The limits of the instruction set.
const (
	MaxRepeat = 1<<32 - 1 // no upper bound
	MaxGroups = 1<<30 - 1
	CodeSize  = 4 // bytes of an instruction word
)

// The opcodes, numbered as in re._constants.
const (
	opFailure = iota
	opSuccess
	opAny
	opAnyAll
	opAssert
	opAssertNot
	opAt
	opBranch
	opCategory
	opCharset
	opBigCharset
	opGroupRef
	opGroupRefExists
	opIn
	opInfo
	opJump
	opLiteral
	opMark
	opMaxUntil
	opMinUntil
	opNotLiteral
	opNegate
	opRange
	opRepeat
	opRepeatOne
	opSubpattern
	opMinRepeatOne
	opAtomicGroup
	opPossessiveRepeat
	opPossessiveRepeatOne
	opGroupRefIgnore
	opInIgnore
	opLiteralIgnore
	opNotLiteralIgnore
	opGroupRefLocIgnore
	opInLocIgnore
	opLiteralLocIgnore
	opNotLiteralLocIgnore
	opGroupRefUniIgnore
	opInUniIgnore
	opLiteralUniIgnore
	opNotLiteralUniIgnore
	opRangeUniIgnore
)

// The positions that opAt tests.
const (
	atBeginning = iota
	atBeginningLine
	atBeginningString
	atBoundary
	atNonBoundary
	atEnd
	atEndLine
	atEndString
	atLocBoundary
	atLocNonBoundary
	atUniBoundary
	atUniNonBoundary
)

// The flags of an opInfo block.
const (
	infoPrefix  = 1
	infoLiteral = 2
	infoCharset = 4
)
