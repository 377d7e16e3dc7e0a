// This file enters interpreted code: functions, generators, the bodies of modules and classes.

package vm

import (
	"adder/runtime/py"
)

// frame is an activation of interpreted code.
type frame struct {
	t      *py.Thread
	rec    *py.ShadowFrame
	p      *program
	fn     *py.Function
	s      []py.Value    // localsplus variables, then the evaluation stack
	locals py.Value      // the namespace of a module's or class's body, else unbound
	gen    *py.Generator // the generator that runs, or nil
}

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
	p, ok := fn.Code.VM.(*program)
	if !ok {
		p = programOf(fn.Code)
	}
	rec := t.Enter(fn, fn.Code)
	if rec == nil {
		return py.Value{}, t.RecursionLimitError()
	}
	s := t.PushArgs(p.size)
	copy(s, args)
	rec.Locals = s[:p.nlocals]
	f := frame{t: t, rec: rec, p: p, fn: fn, s: s}
	v, _, exc := f.run(0, p.nlocals)
	if rec.Frame != nil {
		t.Detach(rec, false)
	}
	t.PopArgs(s)
	t.Leave()
	return v, exc
}

// body runs the body of a module or class, or code given to exec, in a namespace.
func body(t *py.Thread, fn *py.Function, locals py.Value) (py.Value, *py.Exc) {
	p := programOf(fn.Code)
	rec := t.Enter(fn, fn.Code)
	if rec == nil {
		return py.Value{}, t.RecursionLimitError()
	}
	s := t.PushArgs(p.size)
	rec.Locals = s[:p.nlocals]
	t.Attach(&py.Frame{Fn: fn, Code: fn.Code, Globals: fn.Globals, Builtins: fn.Builtins, Locals: locals}, rec, t.Depth()-1)
	f := frame{t: t, rec: rec, p: p, fn: fn, s: s, locals: locals}
	v, _, exc := f.run(0, p.nlocals)
	t.Detach(rec, false)
	t.PopArgs(s)
	t.Leave()
	return v, exc
}

// makeGenerator is RETURN_GENERATOR: it moves the activation into a generator that goes on at
// instruction pc.
func (f *frame) makeGenerator(pc int) *py.Generator {
	g := &py.Generator{Resume: resume, Point: int32(pc), SP: int32(f.p.nlocals)}
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
	f := frame{t: t, rec: rec, p: programOf(g.Code), fn: g.Fn, s: g.Locals, locals: g.Body, gen: g}
	rec.Locals = f.s[:f.p.nlocals]
	pc, sp := int(g.Point), int(g.SP)
	g.Awaiting = py.Value{}
	if exc != nil {
		t.AddTraceback(exc)
		if pc, sp = f.unwind(exc, rec.Pos); pc < 0 {
			return py.Value{}, true, exc
		}
	} else {
		f.s[sp] = arg
		sp++
	}
	v, out, exc := f.run(pc, sp)
	return v, out == returned, exc
}
