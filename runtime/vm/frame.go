// This file defines activations of interpreted code. A call of an interpreted function by another
// does not recurse in Go: the loop goes on in the callee's activation and comes back when it ends.

package vm

import (
	"unsafe"

	"adder/runtime/py"
)

// frame is an activation of interpreted code. Frames are kept for reuse: each has the frame that its
// callees use, and a thread has a list of those that calls from native code start with.
type frame struct {
	base unsafe.Pointer // of the localsplus variables and, behind them, the evaluation stack
	fn   *py.Function
	t    *py.Thread
	rec  *py.ShadowFrame
	p    *program

	// While a callee runs: the instruction that called it, and the place of its result on the stack.
	call *instr
	into unsafe.Pointer

	caller, callee *frame
	mode           mode // what the caller does with the result

	out    outcome
	locals py.Value      // the namespace of a module's or class's body, else unbound
	gen    *py.Generator // the generator that runs, or nil
	result py.Value      // of a call from Go, with out and exc
	exc    *py.Exc
	next   *frame
}

// mode tells what a callee was entered for.
type mode uint8

const (
	forGo   mode = iota // of native code, to which run returns
	forCall             // of a call, whose result goes on the stack
	forInit             // of an __init__: the result is the instance, which is there already
	forSend             // a generator, by SEND
	forNext             // a generator, by FOR_ITER
)

// vector returns the localsplus variables and the stack.
func (f *frame) vector() []py.Value { return unsafe.Slice((*py.Value)(f.base), f.p.size) }

// place returns place i of the vector of variables and stack.
func (f *frame) place(i int) unsafe.Pointer { return unsafe.Add(f.base, i*valueSize) }

// abandon ends the call that f is of because of an exception, and returns its caller.
func (f *frame) abandon() *frame {
	if f.gen != nil {
		return f.suspend(true)
	}
	f.close()
	return f.caller
}

// calleeFrame returns the frame that the callees of f use.
func (f *frame) calleeFrame() *frame {
	if f.callee == nil {
		f.callee = &frame{caller: f, t: f.t}
	}
	return f.callee
}

// takeFrame returns a frame for a call from native code.
func takeFrame(t *py.Thread) *frame {
	f := (*frame)(t.Activations)
	if f == nil {
		return &frame{t: t}
	}
	t.Activations = unsafe.Pointer(f.next)
	return f
}

// give puts a frame back for reuse.
func (f *frame) give(t *py.Thread) {
	f.next = (*frame)(t.Activations)
	t.Activations = unsafe.Pointer(f)
}

// open prepares f for a call of fn, whose program is p, with bound parameters. It is false at the
// recursion limit.
func (f *frame) open(fn *py.Function, p *program, args []py.Value) bool {
	t := f.t
	rec := t.TryEnter(fn, p.code)
	if rec == nil {
		if rec = t.EnterChunk(fn, p.code); rec == nil {
			return false
		}
	}
	s := t.PushArgs(p.size)
	if len(args) <= 4 {
		for i, a := range args {
			s[i] = a
		}
	} else {
		copy(s, args)
	}
	f.use(rec, fn, p, s)
	return true
}

// use makes s, in which the parameters are, the variables and stack of f.
func (f *frame) use(rec *py.ShadowFrame, fn *py.Function, p *program, s []py.Value) {
	rec.Locals = s[:p.nlocals]
	f.rec, f.p, f.fn, f.base = rec, p, fn, unsafe.Pointer(unsafe.SliceData(s))
}

// close ends the call that open began.
func (f *frame) close() {
	rec := f.rec
	if rec.Frame != nil {
		f.t.Detach(rec, false)
		rec.Frame = nil
	}
	rec.Locals = nil
	f.t.PopArgs(f.vector())
	f.t.Pop()
}

// start returns the first instruction of f and its empty stack.
func (f *frame) start() (*instr, unsafe.Pointer) {
	in := f.p.first
	if f.t.Breaker.Load() != 0 {
		in = &f.p.instrs[0]
	}
	return in, f.place(f.p.nlocals)
}
