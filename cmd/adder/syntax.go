// This file prints compile errors of the program as Python prints them.

package main

import (
	"adder/runtime/eval"
	"adder/runtime/excprint"
	"adder/runtime/py"
)

// syntaxReport returns what CPython prints for an error of the front end: the line and carets.
func syntaxReport(err error) string {
	py.Boot()
	return excprint.Format(py.NewThread(1), eval.Exception(err))
}
