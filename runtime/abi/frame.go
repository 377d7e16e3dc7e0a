// This file enters and leaves compiled functions.

package abi

import "adder/runtime/py"

// Leave pops the record of a function that returns.
func Leave(t *py.Thread, fr *py.ShadowFrame) {
	if fr.Frame != nil {
		Detach(t, fr)
	}
	t.Pop()
}

// Detach ends the attachment of a frame object to a function that returns.
func Detach(t *py.Thread, fr *py.ShadowFrame) {
	t.Detach(fr, false)
	fr.Frame, fr.Locals = nil, nil
}

// traced adds the function's entry to the traceback of an exception that it raised. One that
// is raised again has its entry (CPython's exception_unwind without error).
func traced(t *py.Thread, exc *py.Exc) {
	if t.Reraising {
		t.Reraising = false
		return
	}
	t.Fresh(exc)
	t.AddTraceback(exc)
}

// Reraise marks v as raised again and returns it.
func Reraise(t *py.Thread, v py.Value) *py.Exc {
	t.Reraising = true
	return py.AsExc(v)
}

// EnterBody enters the body of a module or class, whose namespace its frame shows.
func EnterBody(t *py.Thread, fn *py.Function, code *py.CodeObject, ns py.Value) *py.ShadowFrame {
	fr := t.Enter(fn, code)
	if fr != nil {
		t.Attach(&py.Frame{Fn: fn, Code: code, Globals: fn.Globals, Builtins: fn.Builtins, Locals: ns}, fr, t.Depth()-1)
	}
	return fr
}

// SpillFrame gives a function that may look at its own locals a frame with room for n.
func SpillFrame(t *py.Thread, fr *py.ShadowFrame, n int) {
	fr.Locals = make([]py.Value, n)
	t.FrameAt(t.Depth() - 1)
}

// Unwind leaves a function by an exception, which gets the function's traceback entry.
func Unwind(t *py.Thread, fr *py.ShadowFrame, exc *py.Exc) *py.Exc {
	traced(t, exc)
	Leave(t, fr)
	return exc
}

// UnwindGen is Unwind for the body of a generator, whose record is its caller's business.
func UnwindGen(t *py.Thread, exc *py.Exc) *py.Exc {
	traced(t, exc)
	return exc
}

// Caught gives an exception that a handler of the function is about to receive its
// context and the function's traceback entry.
func Caught(t *py.Thread, exc *py.Exc) {
	traced(t, exc)
}

// NewGenerator prepares g, which starts a larger struct with its variables, to be started as the
// generator, coroutine or asynchronous generator that a call of fn returns.
func NewGenerator(g *py.Generator, fn *py.Function, full bool, resume func(t *py.Thread, g *py.Generator, fr *py.ShadowFrame, arg py.Value, exc *py.Exc) (py.Value, bool, *py.Exc)) {
	g.Resume = resume
	g.Full = full
	py.InitGenerator(g, py.GeneratorTypeOf(fn.Code), fn)
}

// StartGenerator returns a generator that was made or taken for reuse, which is to run fn.
func StartGenerator(t *py.Thread, g *py.Generator, fn *py.Function) py.Value {
	g.Start(fn)
	if t.CoroutineOriginDepth != 0 {
		py.SetOrigin(t, g)
	}
	return g.V()
}
