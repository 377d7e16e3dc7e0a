// This file enters interpreted code from native code: functions, generators, the bodies of modules and
// classes.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// outcome tells how run ended when there was no exception.
type outcome uint8

const (
	returned outcome = iota
	yielded
)

func init() { py.Interpret = interpret }

// interpret lets the interpreter run c.
func interpret(c *py.CodeObject) {
	c.Entry, c.Body = enter, body
	if c.Flags&code.CO_OPTIMIZED == 0 {
		c.Entry = enterBody
	}
	bindDirect(c)
}

// enterBody calls a function made of the code of a module or class: its namespace is that of its
// globals.
func enterBody(t *py.Thread, fn *py.Function, _ []py.Value) (py.Value, *py.Exc) {
	return body(t, fn, fn.Globals.V())
}

// enter calls fn with bound parameters.
func enter(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) {
	f := takeFrame(t)
	if !f.open(fn, programOf(fn.Code), args) {
		f.give(t)
		return py.Value{}, t.RecursionLimitError()
	}
	v, _, exc := f.run(f.start())
	f.close()
	f.give(t)
	return v, exc
}

// body runs the body of a module or class, or code given to exec, in a namespace.
func body(t *py.Thread, fn *py.Function, locals py.Value) (py.Value, *py.Exc) {
	f := takeFrame(t)
	if !f.open(fn, programOf(fn.Code), nil) {
		f.give(t)
		return py.Value{}, t.RecursionLimitError()
	}
	f.locals = locals
	t.Attach(&py.Frame{Fn: fn, Code: fn.Code, Globals: fn.Globals, Builtins: fn.Builtins, Locals: locals}, f.rec, t.Depth()-1)
	v, _, exc := f.run(f.start())
	f.locals = py.Value{}
	f.close()
	f.give(t)
	return v, exc
}

// resume runs a generator on: it is the Resume of interpreted generators.
func resume(t *py.Thread, g *py.Generator, rec *py.ShadowFrame, arg py.Value, exc *py.Exc) (py.Value, bool, *py.Exc) {
	f := takeFrame(t)
	f.useGenerator(g, rec)
	var in *instr
	var sp unsafe.Pointer
	if exc != nil {
		t.AddTraceback(exc)
		if in, sp = f.unwind(exc, f.rec.Pos); in == nil {
			f.leaveGenerator()
			return py.Value{}, true, exc
		}
	} else {
		in, sp = f.resumption(g, arg)
	}
	v, out, exc := f.run(in, sp)
	f.leaveGenerator()
	return v, out == returned, exc
}

// leaveGenerator ends the part of a generator's life that f was for.
func (f *frame) leaveGenerator() {
	f.base, f.locals, f.gen = nil, py.Value{}, nil
	f.give(f.t)
}
