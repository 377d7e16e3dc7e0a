// Package excprint prints exceptions as CPython 3.14 prints those that nobody caught: in Go, so
// that a program need not carry the traceback module for its last words.
//
// The model is Lib/traceback.py's TracebackException with its default limits.
package excprint
