// This file enters interpreted code: functions, generators, the bodies of modules and classes.

package vm

import (
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
}

// enter calls fn with bound parameters.
func enter(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) {
	f := takeFrame(t)
	if !f.open(t, fn, programOf(fn.Code), args) {
		f.give(t)
		return py.Value{}, t.RecursionLimitError()
	}
	v, _, exc := f.run(0, f.p.nlocals)
	f.close()
	f.give(t)
	return v, exc
}

// body runs the body of a module or class, or code given to exec, in a namespace.
func body(t *py.Thread, fn *py.Function, locals py.Value) (py.Value, *py.Exc) {
	f := takeFrame(t)
	if !f.open(t, fn, programOf(fn.Code), nil) {
		f.give(t)
		return py.Value{}, t.RecursionLimitError()
	}
	f.locals = locals
	t.Attach(&py.Frame{Fn: fn, Code: fn.Code, Globals: fn.Globals, Builtins: fn.Builtins, Locals: locals}, f.rec, t.Depth()-1)
	v, _, exc := f.run(0, f.p.nlocals)
	f.locals = py.Value{}
	f.close()
	f.give(t)
	return v, exc
}

// makeGenerator is RETURN_GENERATOR: it moves the activation into a generator that goes on at
// instruction pc.
func (f *frame) makeGenerator(pc int) *py.Generator {
	g := &py.Generator{Resume: resume, Interpreted: true, Point: int32(pc), SP: int32(f.p.nlocals)}
	py.InitGenerator(g, f.p.gen, f.fn)
	g.Locals = make([]py.Value, f.p.size)
	copy(g.Locals, f.s[:f.p.nlocals])
	g.Body = f.locals
	py.SetOrigin(f.t, g)
	return g
}

// resume runs a generator on: it is the Resume of interpreted generators.
func resume(t *py.Thread, g *py.Generator, arg py.Value, exc *py.Exc) (py.Value, bool, *py.Exc) {
	rec := t.Top()
	f := takeFrame(t)
	f.t, f.rec, f.p, f.fn, f.s, f.locals, f.gen = t, rec, programOf(g.Code), g.Fn, g.Locals, g.Body, g
	rec.Locals = f.s[:f.p.nlocals]
	pc, sp := int(g.Point), int(g.SP)
	g.Awaiting = py.Value{}
	if exc != nil {
		t.AddTraceback(exc)
		if pc, sp = f.unwind(exc, rec.Pos); pc < 0 {
			f.leaveGenerator()
			return py.Value{}, true, exc
		}
	} else {
		f.s[sp] = arg
		sp++
	}
	v, out, exc := f.run(pc, sp)
	f.leaveGenerator()
	return v, out == returned, exc
}
