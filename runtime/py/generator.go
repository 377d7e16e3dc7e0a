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
// Generators are made in great numbers: what few of them need is in FullGenerator and genRare.
type Generator struct {
	Header
	Fn   *Function
	Code *CodeObject

	// Resume runs the generator until it yields, returns or raises. A start or next() sends
	// None; exc, if not nil, is raised at the place where the generator is suspended.
	// When Resume is called, rec, the innermost shadow record, and the stack of handled
	// exceptions are the generator's; Resume adds the traceback entry of what it raises.
	// Compiled code sets Pos when it yields.
	Resume func(t *Thread, g *Generator, rec *ShadowFrame, arg Value, exc *Exc) (v Value, done bool, exc2 *Exc)
	rare   *genRare // nil: the zero genRare
	// awaiting is the object that a suspended yield from or await waits for (gi_yieldfrom), or nil.
	awaiting unsafe.Pointer

	// State, Point and Pos describe a suspended generator: Point is the label at which a
	// compiled one goes on, Pos the bytecode position (for gi_frame.f_lineno).
	State GenState
	// Interpreted: Resume is the interpreter's, which may resume the generator without it.
	Interpreted bool
	// Full: it is the start of a FullGenerator.
	Full bool
	// special: it is Full, or has or had a frame object: Begin and End have more to do than to
	// push a record.
	special bool
	// owned: nothing refers to it but the loop, the delegation or the call that resumes it, and that
	// does not touch it again when it has ended. See Own.
	owned bool

	hooksInited, closed, runningAsync bool // of asynchronous generators

	Point int32
	Pos   int32
}

// FullGenerator is a generator that is interpreted, handles exceptions or keeps its variables
// where frames find them.
type FullGenerator struct {
	Generator
	Locals  []Value // localsplus; in the interpreter the evaluation stack is behind it, within the capacity
	handled ExcState
	SP      int32 // the interpreter's stack height
}

// AsFull returns g with its further fields; g must be Full.
func (g *Generator) AsFull() *FullGenerator { return (*FullGenerator)(unsafe.Pointer(g)) }

// genRare is what few generators have.
type genRare struct {
	seen           bool  // some of what follows was set, now or before; chain does not count
	name, qualName *Str  // nil: the code's
	origin         Value // cr_origin; unbound: None
	finalizer      Value
	body           Value  // see Body
	frame          *Frame // the frame object, nil for none
	chain          genChain
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
	g.rare.seen = true
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
	g.Code = fn.Code
	g.special = g.Full
	g.Start(fn)
}

// Start makes g, whose type and code are set, a fresh generator of fn.
func (g *Generator) Start(fn *Function) {
	g.Fn = fn
	g.State, g.Pos = GenCreated, -1
	if fn.Name != g.Code.Name || fn.QualName != g.Code.QualName {
		r := g.rarely()
		r.name, r.qualName = fn.Name, fn.QualName
	}
}

// Awaiting is what a suspended yield from or await waits for, or unbound.
func (g *Generator) Awaiting() Value {
	if g.awaiting == nil {
		return Value{}
	}
	return Value{ref: g.awaiting}
}

// Await sets what the generator waits for: an object, no immediate.
func (g *Generator) Await(v Value) { g.awaiting = v.ref }

// Awaited forgets what the generator waited for.
func (g *Generator) Awaited() { g.awaiting = nil }

// frame is the frame object, nil if there is none.
func (g *Generator) frame() *Frame {
	if g.rare == nil {
		return nil
	}
	return g.rare.frame
}

func (g *Generator) setFrame(f *Frame) {
	g.rarely().frame = f
	g.special = true
}

// locals are the localsplus variables, nil in compiled code that does not keep them.
func (g *Generator) locals() []Value {
	if !g.Full {
		return nil
	}
	return g.AsFull().Locals
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
	rec := g.enter(t)
	if rec == nil {
		return g.nextSlow(t)
	}
	v, done, exc := g.Resume(t, g, rec, None, nil)
	if done || exc != nil || rec.Frame != nil {
		g.End(t, rec, done || exc != nil)
		if done && exc == nil {
			return Value{}, nil
		}
		return v, exc
	}
	t.Pop()
	g.State = GenSuspended
	return v, nil
}

func (g *Generator) nextSlow(t *Thread) (Value, *Exc) {
	v, done, exc := g.Send(t, None, nil)
	if done && exc == nil {
		return Value{}, nil
	}
	return v, exc
}

// enter begins a step of a generator that is Ready for None and needs nothing but its record; else, or
// if there is no room for one, it returns nil. End, or Pop and a new State, must follow.
func (g *Generator) enter(t *Thread) *ShadowFrame {
	if g.special || g.State > GenSuspended || g.awaiting != nil {
		return nil
	}
	off := t.off
	if off >= t.limit {
		return nil
	}
	s := (*ShadowFrame)(unsafe.Add(t.first, off))
	s.Fn, s.Code = g.Fn, g.Code
	t.off = off + recordSize
	g.State = GenRunning
	return s
}

// resume enters the generator's record and runs it.
func (g *Generator) resume(t *Thread, arg Value, exc *Exc) (Value, bool, *Exc) {
	if exc == nil {
		if rec := g.enter(t); rec != nil {
			v, done, exc2 := g.Resume(t, g, rec, arg, nil)
			g.End(t, rec, done || exc2 != nil)
			return v, done, exc2
		}
		if sub := g.delegate(); sub != nil {
			return g.drive(t, sub, arg)
		}
	}
	g.unchain()
	rec := g.Begin(t)
	if rec == nil {
		return Value{}, false, t.RecursionLimitError()
	}
	if exc != nil && g.Full && g.AsFull().handled.Value != nil {
		// Only what the generator itself handles is the context, not what its caller does.
		t.SetContext(exc)
	}
	v, done, exc2 := g.Resume(t, g, rec, arg, exc)
	g.End(t, rec, done || exc2 != nil)
	return v, done, exc2
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
	g.State = GenRunning
	if g.special {
		g.beginSpecial(t, rec)
	}
	return rec
}

func (g *Generator) beginSpecial(t *Thread, rec *ShadowFrame) {
	if g.Full {
		full := g.AsFull()
		if full.Locals != nil {
			rec.Locals = full.Locals
		}
		full.handled.Prev = t.Handled
		t.Handled = &full.handled
	}
	if f := g.frame(); f != nil {
		t.Attach(f, rec, t.Depth()-1)
	}
}

// End leaves the record again. finished: the generator returned or raised.
func (g *Generator) End(t *Thread, rec *ShadowFrame, finished bool) {
	if g.Full {
		full := g.AsFull()
		t.Handled = full.handled.Prev
		full.handled.Prev = nil
	}
	if g.Interpreted {
		g.Pos = rec.Pos
	}
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
		f.Gen = g
		g.setFrame(f)
		t.Detach(rec, !finished)
		rec.Frame = nil
	}
	rec.Locals = nil
}

// finish drops what a finished generator no longer needs.
func (g *Generator) finish() {
	g.State = GenClosed
	g.awaiting = nil
	if g.special {
		g.finishSpecial()
	}
	if g.owned {
		g.recycle()
	}
}

func (g *Generator) finishSpecial() {
	if f := g.frame(); f != nil {
		f.Gen = nil
		g.rare.frame = nil
	}
	if g.Full {
		full := g.AsFull()
		full.handled.Value = nil
		clear(full.Locals[:cap(full.Locals)]) // they may be a part of the generator
		full.Locals = nil
	}
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
