// This file defines activations of interpreted code. A call of an interpreted function by another
// does not recurse in Go: run goes on in the callee's activation and comes back when it ends.

package vm

import (
	"unsafe"

	"adder/runtime/py"
)

// frame is an activation of interpreted code. Frames are kept for reuse: each has the frame that its
// callees use, and a thread has a list of those that calls from native code start with.
type frame struct {
	t      *py.Thread
	rec    *py.ShadowFrame
	p      *program
	fn     *py.Function
	s      []py.Value    // localsplus variables, then the evaluation stack
	locals py.Value      // the namespace of a module's or class's body, else unbound
	gen    *py.Generator // the generator that runs, or nil

	caller, callee *frame
	// Where the caller goes on: the instruction, and the place of the result on its stack.
	pc, sp int
	done   int  // where the caller of a generator goes on when that is finished
	mode   mode // what the caller does with the result
	next   *frame
}

// mode tells what a callee was entered for.
type mode uint8

const (
	forCall mode = iota
	forInit      // of an __init__: the result is the instance, which is there already
	forSend      // a generator, by SEND
	forIter      // a generator, by FOR_ITER
)

// maxStack and maxCode bound the sizes of stacks and programs for Go's types; they are not reserved.
const (
	maxStack = 1 << 24
	maxCode  = 1 << 24
)

// stack returns f.s as an array, which needs no length to be kept at hand.
func (f *frame) stack() *[maxStack]py.Value {
	return (*[maxStack]py.Value)(unsafe.Pointer(unsafe.SliceData(f.s)))
}

// code0 returns the instructions as an array.
func (p *program) code0() *[maxCode]instr {
	return (*[maxCode]instr)(unsafe.Pointer(unsafe.SliceData(p.instrs)))
}

// abandon ends the call that f is of because of an exception, and returns its caller.
func (f *frame) abandon() *frame {
	if f.gen != nil {
		return f.suspend(true)
	}
	f.close()
	return f.caller
}

// suspend ends a resumption of the generator of f, which is finished or not, and returns the caller.
func (f *frame) suspend(finished bool) *frame {
	f.gen.End(f.t, f.rec, finished)
	f.s, f.locals, f.gen = nil, py.Value{}, nil
	return f.caller
}

// resumeCallee prepares a resumption of an interpreted generator, which must be ready, by f. The caller
// goes on at instruction pc, or done when the generator is finished, with the result at place sp. It
// returns nil at the recursion limit.
func (f *frame) resumeCallee(g *py.Generator, arg py.Value, m mode, pc, done, sp int) *frame {
	rec := g.Begin(f.t)
	if rec == nil {
		return nil
	}
	c := f.calleeFrame()
	c.t, c.rec, c.p, c.fn, c.s, c.locals, c.gen, c.mode = f.t, rec, programOf(g.Code), g.Fn, g.Locals, g.Body, g, m
	rec.Locals = c.s[:c.p.nlocals]
	g.Awaiting = py.Value{}
	c.s[g.SP] = arg
	f.pc, f.done, f.sp = pc, done, sp
	return c
}

// calleeFrame returns the frame that the callees of f use.
func (f *frame) calleeFrame() *frame {
	c := f.callee
	if c == nil {
		c = &frame{caller: f}
		f.callee = c
	}
	return c
}

// takeFrame returns a frame for a call from native code.
func takeFrame(t *py.Thread) *frame {
	f := (*frame)(t.Activations)
	if f == nil {
		return &frame{}
	}
	t.Activations = unsafe.Pointer(f.next)
	return f
}

// give puts a frame back for reuse.
func (f *frame) give(t *py.Thread) {
	f.next = (*frame)(t.Activations)
	t.Activations = unsafe.Pointer(f)
}

// leaveGenerator ends the part of a generator's life that f was for.
func (f *frame) leaveGenerator() {
	f.s, f.locals, f.gen = nil, py.Value{}, nil
	f.give(f.t)
}

// open prepares f for a call of fn, whose program is p, with bound parameters. It is false at the
// recursion limit.
func (f *frame) open(t *py.Thread, fn *py.Function, p *program, args []py.Value) bool {
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
	rec.Locals = s[:p.nlocals]
	f.t, f.rec, f.p, f.fn, f.s = t, rec, p, fn, s
	return true
}

// close ends the call that open began.
func (f *frame) close() {
	rec := f.rec
	if rec.Frame != nil {
		f.t.Detach(rec, false)
		rec.Frame = nil
	}
	rec.Locals = nil
	f.t.PopArgs(f.s)
	f.t.Pop()
}

// enterCallee prepares a call of an interpreted function by f; the caller goes on at instruction pc
// with the result at place sp. It returns nil at the recursion limit.
func (f *frame) enterCallee(fn *py.Function, p *program, args []py.Value, pc, sp int) *frame {
	c := f.calleeFrame()
	c.mode = forCall
	if !c.open(f.t, fn, p, args) {
		return nil
	}
	f.pc, f.sp = pc, sp
	return c
}

// initCallee prepares the call of a class that only defines __init__, in Python: it makes the
// instance and enters __init__. nil: the call is to be made in the general way.
func (f *frame) initCallee(typ *py.Type, stack []py.Value, nargs, pc, sp int) *frame {
	init := typ.PythonInit()
	if init == nil || !init.Code.Simple || init.Code.ArgCount != nargs+1 {
		return nil
	}
	p, ok := init.Code.VM.(*program)
	if !ok || p.gen != nil {
		return nil
	}
	// The arguments lie behind the places of the class and of self.
	stack[1] = py.NewInstance(typ).V()
	c := f.enterCallee(init, p, stack[1:nargs+2], pc, sp)
	if c != nil {
		c.mode = forInit
		stack[0] = stack[1]
	}
	return c
}
