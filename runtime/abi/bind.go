// This file binds code objects to compiled functions, by the number of their parameters.

package abi

import "adder/runtime/py"

// Bind0 gives c the entry f, for code without parameters. Direct entries are set only where
// a call needs no more than the right number of positional arguments.
func Bind0(c *py.CodeObject, f func(t *py.Thread, fn *py.Function) (py.Value, *py.Exc)) {
	c.Entry = func(t *py.Thread, fn *py.Function, _ []py.Value) (py.Value, *py.Exc) { return f(t, fn) }
	if c.Simple {
		c.Fn0 = f
	}
}

// Bind1 gives c the entry f, for one parameter.
func Bind1(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, a py.Value) (py.Value, *py.Exc)) {
	c.Entry = func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) { return f(t, fn, args[0]) }
	if c.Simple {
		c.Fn1 = f
	}
}

// Bind2 gives c the entry f, for two parameters.
func Bind2(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, a, b py.Value) (py.Value, *py.Exc)) {
	c.Entry = func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) {
		return f(t, fn, args[0], args[1])
	}
	if c.Simple {
		c.Fn2 = f
	}
}

// Bind3 gives c the entry f, for three parameters.
func Bind3(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, a, b, d py.Value) (py.Value, *py.Exc)) {
	c.Entry = func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) {
		return f(t, fn, args[0], args[1], args[2])
	}
	if c.Simple {
		c.Fn3 = f
	}
}

// Bind4 gives c the entry f, for four parameters.
func Bind4(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, a, b, d, e py.Value) (py.Value, *py.Exc)) {
	c.Entry = func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) {
		return f(t, fn, args[0], args[1], args[2], args[3])
	}
	if c.Simple {
		c.Fn4 = f
	}
}

// BindVector gives c the entry f, for more parameters.
func BindVector(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc)) {
	c.Entry = f
}

// BindBody gives c the entry f, for the body of a module or class, which runs in a namespace: in its
// globals when it is called as a function.
func BindBody(c *py.CodeObject, f func(t *py.Thread, fn *py.Function, ns py.Value) (py.Value, *py.Exc)) {
	c.Body = f
	c.Entry = func(t *py.Thread, fn *py.Function, _ []py.Value) (py.Value, *py.Exc) { return f(t, fn, fn.Globals.V()) }
}
