// Package vm is the interpreter: it executes CPython 3.14 bytecode.
//
// A code object is decoded once into a program: an array of fixed-size instructions without
// EXTENDED_ARG and CACHE units, jump targets resolved, each with its position in the original
// bytecode (which is what tracebacks and the exception table speak of) and, where the operation
// can profit, a site: an inline cache kept as data beside the instruction.
//
// A call takes a vector of Values from the thread's argument stack: the localsplus variables
// and behind them the evaluation stack. Generators own their vector. run is one switch; what is
// more than a few lines lives in a family file:
//
//	decode.go   code object → program
//	run.go      the switch
//	enter.go    calls of interpreted functions, bodies of modules and classes
//	names.go    globals, names, closures, imports
//	attrs.go    attributes and methods
//	arith.go    fast paths of operators
//	calls.go    calls made by CALL, CALL_KW and CALL_FUNCTION_EX
//	build.go    building and unpacking containers
//	raise.go    raising, matching and unwinding
//	gen.go      generators, coroutines, with
//	match.go    match statements
//	intrinsic.go  CALL_INTRINSIC_1 and _2
package vm
