// Package vm is the interpreter: it executes CPython 3.14 bytecode.
//
// A code object is decoded once into a program: an array of fixed-size instructions without
// EXTENDED_ARG and CACHE units, each with the step that executes it, its arguments made ready, its
// position in the original bytecode (which is what tracebacks and the exception table speak of) and,
// where the operation can profit, an inline cache.
//
// A call takes a vector of Values from the thread's argument stack: the localsplus variables
// and behind them the evaluation stack. Generators own their vector.
//
//	step.go     the loop, and how steps reach the stack
//	steps.go    the table of steps
//	decode.go   code object → program
//	fuse.go     steps that do the work of several instructions
//	frame.go    activations
//	enter.go    entering interpreted code from native code
//	calls.go    calls and returns
//	gen.go      generators and coroutines
//	load.go     local variables, constants, the stack
//	names.go    globals, names, cells
//	attrs.go    attributes and methods
//	items.go    items and slices
//	arith.go    operators
//	compare.go  comparisons, tests and jumps
//	iter.go     iteration, unpacking
//	build.go    building containers and strings
//	raise.go    raising, matching and unwinding
//	rare.go     the rest
//	record.go   recording what instructions see, and recorded.go telling it
package vm
