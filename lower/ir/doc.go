// Package ir is the typed SSA form between bytecode and Go.
//
// A function is a graph of blocks. A block has parameters (the phis), a body of values
// (instructions with at most one result each) and ends in a terminator, whose successors
// are edges with arguments for the target's parameters. An instruction that may raise has
// an exception edge to its handler, or none if the exception leaves the function; the
// handler's first parameter is the exception. A few instructions have further results,
// read by proj in the same block.
//
// The printed form (print.go) is read back by Parse, so that tests of passes are text:
//
//	func f
//	b0(v0 object):
//	  v1 smallint = const int 1
//	  v2 object = binary v0, v1 #0 @4 !b2
//	  return v2 @6
//	b2 handler(v3 other):
//	  reraise v3 @8
//
// "#" is the immediate number, "@" the bytecode offset in code units, "!" the exception
// edge, "->" the successors of a terminator. Verify checks everything that passes rely on.
package ir
