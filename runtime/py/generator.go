// This file defines Generator, the object behind generators, coroutines and asynchronous
// generators, and its resumption.

package py

import (
	"unsafe"

	"adder/frontend/code"
)

// GenState tells how far a generator is.
type GenState uint8

// The states of a generator.
const (
	GenCreated GenState = iota
	GenSuspended
	GenRunning
	GenClosed
)

// Generator is a generator, a coroutine or an asynchronous generator; its type tells which.
// Interpreted code and compiled state machines differ only in Resume and in where they
// keep their variables: Locals, or fields of a larger struct that starts with a Generator.
type Generator struct {
	Header
	Fn   *Function
	Code *CodeObject

	// Resume runs the generator until it yields, returns or raises. A start or next() sends
	// None; exc, if not nil, is raised at the place where the generator is suspended.
	// When Resume is called, the shadow record and the stack of handled exceptions are the
	// generator's; Resume adds the traceback entry of what it raises.
	Resume func(t *Thread, g *Generator, arg Value, exc *Exc) (v Value, done bool, exc2 *Exc)
	// Interpreted: Resume is the interpreter's, which may resume the generator without it.
	Interpreted bool
	// NoHandlers: the code handles no exceptions, so the generator needs no entry of its own on
	// the stack of handled ones.
	NoHandlers bool

	// State, Point, Pos and Locals describe a suspended generator: Point is the label at
	// which a compiled one goes on, Pos the bytecode position (for gi_frame.f_lineno).
	State GenState

	hooksInited, closed, runningAsync bool // of asynchronous generators

	Point  int32
	Pos    int32
	SP     int32   // the interpreter's stack height
	Locals []Value // localsplus; in the interpreter the evaluation stack is behind it, within the capacity
	// Awaiting is what a suspended yield from or await waits for (gi_yieldfrom), or unbound.
	Awaiting Value

	handled ExcState
	frame   *Frame
	rare    *genRare // nil: the zero genRare
}

// genRare is what few generators have: it is apart, since generators are made in great numbers.
type genRare struct {
	name, qualName *Str  // nil: the code's
	origin         Value // cr_origin; unbound: None
	finalizer      Value
	body           Value // see Body
}

// Body is the namespace of code run by exec that is a generator; else unbound.
func (g *Generator) Body() Value {
	if g.rare == nil {
		return Value{}
	}
	return g.rare.body
}

// SetBody sets Body.
func (g *Generator) SetBody(v Value) {
	if v.Bound() {
		g.rarely().body = v
	}
}

// rarely returns g's rare part for a change.
func (g *Generator) rarely() *genRare {
	if g.rare == nil {
		g.rare = &genRare{}
	}
	return g.rare
}

// Name is __name__.
func (g *Generator) Name() *Str {
	if g.rare != nil && g.rare.name != nil {
		return g.rare.name
	}
	return g.Code.Name
}

// QualName is __qualname__.
func (g *Generator) QualName() *Str {
	if g.rare != nil && g.rare.qualName != nil {
		return g.rare.qualName
	}
	return g.Code.QualName
}

// AsGenerator returns v as a generator; v must be one of the three types.
func AsGenerator(v Value) *Generator { return (*Generator)(v.ref) }

// V returns the generator as a Value.
func (g *Generator) V() Value { return Value{ref: unsafe.Pointer(g)} }

// InitGenerator makes g a fresh generator of typ that runs fn.
func InitGenerator(g *Generator, typ *Type, fn *Function) {
	g.typ = typ
	g.Fn, g.Code = fn, fn.Code
	g.Pos = -1
	if fn.Name != fn.Code.Name || fn.QualName != fn.Code.QualName {
		r := g.rarely()
		r.name, r.qualName = fn.Name, fn.QualName
	}
}

// IsGenerator reports whether v is a generator, coroutine or asynchronous generator.
func IsGenerator(v Value) bool {
	typ := v.Type()
	return typ == GeneratorType || typ == CoroutineType || typ == AsyncGeneratorType
}

// Send resumes g with a value or, if exc is not nil, by raising exc in it. done is true
// when it returned; v is then its result. The StopIteration of a generator that is
// exhausted already is left to the caller: it gets done with None.
func (g *Generator) Send(t *Thread, arg Value, exc *Exc) (v Value, done bool, exc2 *Exc) {
	switch g.State {
	case GenRunning:
		return Value{}, false, ValueErrorf("%s already executing", genKind(g.typ))
	case GenClosed:
		return g.sendClosed(exc)
	case GenCreated:
		if exc == nil && !arg.IsNone() && arg.Bound() {
			return Value{}, false, TypeErrorf("can't send non-None value to a just-started %s", genKind(g.typ))
		}
		if exc != nil && g.Pos < 0 {
			g.Pos = 0
		}
	}
	if arg.IsUnbound() {
		arg = None
	}
	return g.resume(t, arg, exc)
}

func (g *Generator) sendClosed(exc *Exc) (Value, bool, *Exc) {
	if exc != nil {
		return Value{}, false, exc
	}
	if g.typ == CoroutineType {
		return Value{}, false, RuntimeErrorf("cannot reuse already awaited coroutine")
	}
	return None, true, nil
}

// Next resumes g for its next item, as a loop does; the value is unbound when it has returned.
func (g *Generator) Next(t *Thread) (Value, *Exc) {
	var v Value
	var done bool
	var exc *Exc
	if g.State == GenSuspended || g.State == GenCreated {
		v, done, exc = g.resume(t, None, nil)
	} else {
		v, done, exc = g.Send(t, None, nil)
	}
	if done && exc == nil {
		return Value{}, nil
	}
	return v, exc
}

// resume enters the generator's record and runs it.
func (g *Generator) resume(t *Thread, arg Value, exc *Exc) (Value, bool, *Exc) {
	rec := g.Begin(t)
	if rec == nil {
		return Value{}, false, t.RecursionLimitError()
	}
	if exc != nil && g.handled.Value != nil {
		// Only what the generator itself handles is the context, not what its caller does.
		t.SetContext(exc)
	}
	if sub := g.delegate(); sub != nil && exc == nil {
		v, done, exc2 := sub.resume(t, arg, nil)
		if !done && exc2 == nil {
			g.End(t, rec, false)
			return v, false, nil
		}
		t.sent = sentResult{sub, v, done, exc2}
	}
	v, done, exc2 := g.Resume(t, g, arg, exc)
	g.End(t, rec, done || exc2 != nil)
	return v, done, exc2
}

// delegate returns the generator or coroutine that g, which is compiled, waits for and that can be
// resumed in its stead; nil for none. Values pass through a chain of delegations without running the
// code of those between, which would only pass them on.
func (g *Generator) delegate() *Generator {
	if g.Awaiting.ref == nil || g.Interpreted {
		return nil
	}
	if typ := g.Awaiting.Type(); typ != GeneratorType && typ != CoroutineType {
		return nil
	}
	if sub := AsGenerator(g.Awaiting); sub.State == GenSuspended {
		return sub
	}
	return nil
}

// sentResult is what the delegate of a generator gave when it returned or raised: the generator's
// code, which goes on with sending to the delegate, finds it there.
type sentResult struct {
	from *Generator // nil: none
	v    Value
	done bool
	exc  *Exc
}

// takeSent returns what the delegate g gave already.
func (t *Thread) takeSent() (Value, bool, *Exc) {
	s := t.sent
	t.sent = sentResult{}
	return s.v, s.done, s.exc
}

// Ready reports whether the generator can be resumed with the value arg: it is neither running nor
// finished, and not to be started with a value.
func (g *Generator) Ready(arg Value) bool {
	return g.State == GenSuspended || g.State == GenCreated && arg.IsNone()
}

// Begin enters the record of the generator, which must be Ready, and makes its handled exceptions
// current. It returns nil at the recursion limit. End must follow when the generator stops.
func (g *Generator) Begin(t *Thread) *ShadowFrame {
	rec := t.TryEnter(g.Fn, g.Code)
	if rec == nil {
		if rec = t.EnterChunk(g.Fn, g.Code); rec == nil {
			return nil
		}
	}
	rec.Pos = g.Pos
	if g.Locals != nil {
		rec.Locals = g.Locals
	}
	if g.frame != nil {
		t.Attach(g.frame, rec, t.Depth()-1)
	}
	g.State = GenRunning
	if !g.NoHandlers {
		g.handled.Prev = t.Handled
		t.Handled = &g.handled
	}
	return rec
}

// End leaves the record again. finished: the generator returned or raised.
func (g *Generator) End(t *Thread, rec *ShadowFrame, finished bool) {
	if !g.NoHandlers {
		t.Handled = g.handled.Prev
		g.handled.Prev = nil
	}
	g.Pos = rec.Pos
	if rec.Frame != nil || rec.Locals != nil {
		g.leaveFrame(t, rec, finished)
	}
	t.Pop()
	g.State = GenSuspended
	if finished {
		g.finish()
	}
}

// leaveFrame takes frame and locals off the record.
func (g *Generator) leaveFrame(t *Thread, rec *ShadowFrame, finished bool) {
	if f := rec.Frame; f != nil {
		f.Gen, g.frame = g, f
		t.Detach(rec, !finished)
		rec.Frame = nil
	}
	rec.Locals = nil
}

// finish drops what a finished generator no longer needs.
func (g *Generator) finish() {
	g.State = GenClosed
	if g.frame != nil {
		g.frame.Gen = nil
		g.frame = nil
	}
	g.handled.Value = nil
	clear(g.Locals[:cap(g.Locals)]) // they may be a part of the generator
	g.Locals = nil
	g.Awaiting = Value{}
}

// GeneratorTypeOf returns the type of generator that calling c makes, nil for an ordinary function.
func GeneratorTypeOf(c *CodeObject) *Type {
	switch {
	case c.Flags&code.CO_ASYNC_GENERATOR != 0:
		return AsyncGeneratorType
	case c.Flags&code.CO_COROUTINE != 0:
		return CoroutineType
	case c.Flags&code.CO_GENERATOR != 0:
		return GeneratorType
	}
	return nil
}

// genKind names a generator's type in error messages.
func genKind(typ *Type) string {
	switch typ {
	case CoroutineType:
		return "coroutine"
	case AsyncGeneratorType:
		return "async generator"
	}
	return "generator"
}
