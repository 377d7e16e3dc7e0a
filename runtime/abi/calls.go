// This file calls functions that may come with a self, as loading a method leaves them.

package abi

import (
	"adder/runtime/ops"
	"adder/runtime/py"
)

// IsCode reports whether v is a Python function of code c, so that c's entry may be called
// directly.
func IsCode(v py.Value, c *py.CodeObject) bool {
	return v.Type() == py.FunctionType && py.AsFunction(v).Code == c
}

// CallMethod0 calls fn with self, if it is bound, and no arguments.
func CallMethod0(t *py.Thread, fn, self py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		return py.Call1(t, fn, self)
	}
	return py.Call0(t, fn)
}

// CallMethod1 calls fn with self, if it is bound, and one argument.
func CallMethod1(t *py.Thread, fn, self, a py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		return py.Call2(t, fn, self, a)
	}
	return py.Call1(t, fn, a)
}

// CallMethod2 calls fn with self, if it is bound, and two arguments.
func CallMethod2(t *py.Thread, fn, self, a, b py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		return py.Call3(t, fn, self, a, b)
	}
	return py.Call2(t, fn, a, b)
}

// CallMethod calls fn with the arguments behind args[0], which is self or unbound; the last
// ones are the values of the keywords kw.
func CallMethod(t *py.Thread, fn py.Value, args []py.Value, kw []*py.Str) (py.Value, *py.Exc) {
	if args[0].IsUnbound() {
		args = args[1:]
	}
	return py.Call(t, fn, args, kw)
}

// MakeFunction returns a new function of code c with the globals of the running one.
func MakeFunction(fn *py.Function, c *py.CodeObject) py.Value {
	return py.NewFunction(c, fn.Globals, fn.Builtins).V()
}

// SetFunctionAttr gives a new function its defaults, closure or annotations.
func SetFunctionAttr(t *py.Thread, fn, attr py.Value, which int) py.Value {
	ops.SetFunctionAttribute(py.AsFunction(fn), which, attr)
	return fn
}

// CommonConst is an object that LOAD_COMMON_CONSTANT numbers.
func CommonConst(i int) py.Value { return py.CommonConstant(i) }

// Raise0 is a bare raise statement.
func Raise0(t *py.Thread) *py.Exc {
	exc, again := ops.Raise(t, nil)
	t.Reraising = again
	return exc
}

// Raise1 is `raise v`.
func Raise1(t *py.Thread, v py.Value) *py.Exc {
	exc, _ := ops.Raise(t, []py.Value{v})
	return exc
}

// Raise2 is `raise v from cause`.
func Raise2(t *py.Thread, v, cause py.Value) *py.Exc {
	exc, _ := ops.Raise(t, []py.Value{v, cause})
	return exc
}
