// This file raises exceptions: it unwinds the stack to handlers, through callees.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

// raise goes on at the handler of an exception that is raised at pos, in f or a caller.
func (f *frame) raise(exc *py.Exc, pos int32) (*instr, unsafe.Pointer, *frame) {
	for {
		if in, sp := f.unwind(exc, pos); in != nil {
			if in.pos > pos || f.t.Breaker.Load() == 0 {
				return in, sp, f
			}
			// Crafted handlers may go round and round, and are to be interruptible.
			late := py.SafePoint(f.t)
			if late == nil {
				return in, sp, f
			}
			exc = late
			f.t.Fresh(exc)
			f.t.AddTraceback(exc)
			continue
		}
		if f.mode == forGo {
			f.exc, f.out = exc, returned
			return nil, nil, f
		}
		f = f.abandon()
		f.t.Fresh(exc)
		f.t.AddTraceback(exc)
		pos = f.rec.Pos
	}
}

// unwind finds the handler of an exception raised at pos and prepares the stack for it. It returns nil
// when there is none.
func (f *frame) unwind(exc *py.Exc, pos int32) (*instr, unsafe.Pointer) {
	h := f.p.handlerAt(pos)
	if h == nil {
		return nil, nil
	}
	sp := f.place(f.p.nlocals + int(h.depth))
	if h.lasti {
		*at(sp, 0) = py.Int(int64(f.rec.Pos))
		sp = up(sp, 1)
	}
	*at(sp, 0) = exc.V()
	return &f.p.instrs[h.target], up(sp, 1)
}

func raiseVarargs(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	exc, again := ops.Raise(f.t, values(sp, int(in.arg)))
	if again {
		return f.raise(exc, in.pos)
	}
	return f.fail(in, exc)
}

func reraise(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	exc := py.AsExc(*at(sp, -1))
	f.rec.Pos = in.pos
	if in.arg != 0 {
		f.rec.Pos = int32(at(sp, -1-int(in.arg)).Int64())
	}
	return f.raise(exc, in.pos)
}

func pushExcInfo(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *at(sp, -1)
	*at(sp, -1) = ops.PushExcInfo(f.t, v)
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

func popExcept(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	ops.PopExcept(f.t, *at(sp, -1))
	return in.next(), up(sp, -1), f
}

func checkExcMatch(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	r, exc := ops.CheckExcMatch(f.t, *at(sp, -2), *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = py.Bool(r)
	return in.next(), sp, f
}

func cleanupThrow(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.CleanupThrow(f.t, *at(sp, -1))
	if exc != nil {
		return f.raise(exc, in.pos)
	}
	*at(sp, -2), *at(sp, -3) = v, py.None
	return in.next(), up(sp, -1), f
}

func endAsyncFor(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	exc := py.AsExc(*at(sp, -1))
	if !exc.Matches(py.StopAsyncIteration) {
		return f.raise(exc, in.pos)
	}
	return in.next(), up(sp, -2), f
}
