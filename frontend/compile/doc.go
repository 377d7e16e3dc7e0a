// Package compile turns a module's tree and its symbol table into code objects.
//
// In: a tree (package ast), which Compile rewrites in place where constants fold. Out: the
// module's code object, or an *Error and the warnings found on the way. It follows CPython's
// Python/ast_preprocess.c, compile.c and codegen.c: preprocess first, then one function a
// statement or expression kind, each in the file of its family, emits instructions into the
// sequence of the current unit (a function, class, …); package flow optimises and assembles a
// unit when it ends. Since the result is compared with CPython's byte for byte, the order of
// every emitted instruction, constant and name matters, also where flow removes them later.
//
// The first error sticks in compiler.err: emitting goes on harmlessly until somebody looks.
package compile
