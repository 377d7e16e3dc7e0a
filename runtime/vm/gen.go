// This file makes, resumes and suspends generators and coroutines.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

// newGenerator makes a generator of fn, of program p, that goes on at instruction point. The caller fills
// its variables.
func newGenerator(t *py.Thread, p *program, fn *py.Function, point int32) *py.FullGenerator {
	g := allocGenerator(p.size)
	g.Locals = g.Locals[:p.nlocals]
	g.Resume, g.Interpreted, g.Full, g.Point, g.SP = resume, true, true, point, int32(p.nlocals)
	py.InitGenerator(&g.Generator, p.gen, fn)
	py.SetOrigin(t, &g.Generator)
	return g
}

// Generators with their variables and stack behind them, since one piece is cheaper to allocate than two.
type (
	generator6  = generatorOf[[6]py.Value]
	generator8  = generatorOf[[8]py.Value]
	generator12 = generatorOf[[12]py.Value]
	generator16 = generatorOf[[16]py.Value]
)

type generatorOf[V any] struct {
	py.FullGenerator
	v V
}

// allocGenerator returns a zero generator with n Locals.
func allocGenerator(n int) *py.FullGenerator {
	switch {
	case n <= 6:
		g := new(generator6)
		g.Locals = g.v[:n]
		return &g.FullGenerator
	case n <= 8:
		g := new(generator8)
		g.Locals = g.v[:n]
		return &g.FullGenerator
	case n <= 12:
		g := new(generator12)
		g.Locals = g.v[:n]
		return &g.FullGenerator
	case n <= 16:
		g := new(generator16)
		g.Locals = g.v[:n]
		return &g.FullGenerator
	}
	return &py.FullGenerator{Locals: make([]py.Value, n)}
}

// returnGenerator is RETURN_GENERATOR: it moves the activation into a generator.
func returnGenerator(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	g := newGenerator(f.t, f.p, f.fn, f.p.index(in)+1)
	copy(g.Locals, f.vector()[:f.p.nlocals])
	g.SetBody(f.locals)
	return f.leave(g.V())
}

// useGenerator makes f the activation of g, whose record is rec.
func (f *frame) useGenerator(g *py.Generator, rec *py.ShadowFrame) {
	f.rec, f.p, f.fn, f.gen, f.base = rec, programOf(g.Code), g.Fn, g, unsafe.Pointer(unsafe.SliceData(g.AsFull().Locals))
	if body := g.Body(); body.Bound() {
		f.locals = body
	}
}

// resumption returns where g goes on with the value arg, and the stack.
func (f *frame) resumption(g *py.Generator, arg py.Value) (*instr, unsafe.Pointer) {
	g.Awaited()
	sp := f.place(int(g.AsFull().SP))
	*at(sp, 0) = arg
	return &f.p.instrs[g.Point], up(sp, 1)
}

// resumeCallee resumes an interpreted generator, which must be ready, for the instruction in of f. Its
// result goes to the place that is given.
func (f *frame) resumeCallee(g *py.Generator, arg py.Value, m mode, in *instr, place unsafe.Pointer) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	rec := g.Begin(f.t)
	if rec == nil {
		return f.fail(in, f.t.RecursionLimitError())
	}
	c := f.calleeFrame()
	c.useGenerator(g, rec)
	c.mode = m
	f.call, f.into = in, place
	next, sp := c.resumption(g, arg)
	return next, sp, c
}

// suspend ends a resumption of the generator of f, which is finished or not, and returns the caller.
func (f *frame) suspend(finished bool) *frame {
	f.gen.End(f.t, f.rec, finished)
	f.base, f.gen = nil, nil
	if f.locals.Bound() {
		f.locals = py.Value{}
	}
	return f.caller
}

// delegates is the argument of a YIELD_VALUE that passes on what another generator yields.
const delegates = 2

// findYields sets the arguments of YIELD_VALUE: whether it delegates, and where the generator goes on. A
// delegating one goes on at the SEND that it came from: the RESUME and the jump between do nothing.
func (p *program) findYields() {
	for i := range p.instrs {
		in := &p.instrs[i]
		if in.op != code.YIELD_VALUE {
			continue
		}
		in.arg, in.arg2 = 0, int32(i+1)
		if resume := in.next(); resume.op == code.RESUME && resume.arg&3 >= 2 {
			in.arg = delegates
			if jump := resume.next(); jump.op == code.JUMP_BACKWARD_NO_INTERRUPT {
				in.arg2 = p.index(jump.target())
			}
		}
	}
}

func yieldValue(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	g := f.gen
	v := *at(sp, -1)
	g.Point = in.arg2
	g.AsFull().SP = int32(int(uintptr(sp)-uintptr(f.base))/valueSize - 1)
	if in.arg == delegates {
		g.Await(*at(sp, -2))
	}
	if f.mode == forGo {
		f.result, f.out = v, yielded
		return nil, nil, f
	}
	f = f.suspend(false)
	*at(f.into, 0) = v
	return f.call.next(), up(f.into, 1), f
}

// send is SEND: the receiver and the value to send are on the stack, the result replaces the value.
func send(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	receiver, v := *at(sp, -2), *at(sp, -1)
	if typ := receiver.Type(); typ == py.GeneratorType || typ == py.CoroutineType {
		if g := py.AsGenerator(receiver); g.Interpreted && g.Ready(v) {
			return f.resumeCallee(g, v, forSend, in, up(sp, -1))
		}
	}
	f.rec.Pos = in.pos
	v, done, exc := py.Send(f.t, receiver, v)
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = v
	if done {
		return in.target(), sp, f
	}
	return in.next(), sp, f
}

func endSend(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, -2) = *at(sp, -1)
	return in.next(), up(sp, -1), f
}

func getYieldFromIter(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.YieldFromIter(f.t, f.fn, *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = v
	return in.next(), sp, f
}

func getAwaitable(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.GetAwaitable(f.t, *at(sp, -1), int(in.arg))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = v
	return in.next(), sp, f
}
