// This file defines Frame and Traceback: what running and failed functions look like to
// Python code.

package py

import (
	"unsafe"

	"adder/frontend/code"
)

const genFlags = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR

// Frame is a frame object. It exists only when somebody asked for it: a traceback,
// sys._getframe, gi_frame. While the function runs it is attached to the function's shadow
// record and reads position and locals there; when the function ends, it keeps a copy.
type Frame struct {
	Header
	Fn       *Function // nil for the body of a module or class, and for exec
	Code     *CodeObject
	Globals  *Dict
	Builtins *Dict
	// Locals is the namespace of a module's or class's body; unbound in functions.
	Locals Value
	// Fast holds the localsplus variables of a function, cells as cell objects: the live
	// ones while it runs, a copy afterwards. Nil in compiled code that does not keep them.
	Fast []Value
	// Extra are names that f_locals was given and that are no local variables; nil: none.
	Extra *Dict
	Gen   *Generator // the generator whose frame this is, or nil

	pos    int32        // position after the function ended
	rec    *ShadowFrame // nil unless the function runs
	thread *Thread      // with depth: where rec is
	depth  int
	back   *Frame // f_back after the function ended

	Trace        Value // f_trace
	TraceLines   bool
	TraceOpcodes bool
}

// Traceback is one entry of a traceback: a frame and where it was.
type Traceback struct {
	Header
	Next  *Traceback
	Frame *Frame
	// Lasti is the index of the failing instruction in code units (tb_lasti / 2).
	Lasti int32
	line  int // tb_lineno, 0 until computed
}

// V returns the frame as a Value.
func (f *Frame) V() Value { return Value{ref: unsafe.Pointer(f)} }

// V returns the traceback as a Value.
func (tb *Traceback) V() Value { return Value{ref: unsafe.Pointer(tb)} }

// AsFrame returns v as a frame; v must be one.
func AsFrame(v Value) *Frame { return (*Frame)(v.ref) }

// FrameAt returns the frame object of the function running at depth d, making it if need
// be; nil if there is none.
func (t *Thread) FrameAt(d int) *Frame {
	rec := t.RecordAt(d)
	if rec == nil {
		return nil
	}
	if rec.Frame == nil {
		f := &Frame{Fn: rec.Fn, Code: rec.Code}
		if rec.Fn != nil {
			f.Globals, f.Builtins = rec.Fn.Globals, rec.Fn.Builtins
		}
		t.Attach(f, rec, d)
	}
	return rec.Frame
}

// Attach makes f the frame object of the running function whose record is rec, at depth d.
func (t *Thread) Attach(f *Frame, rec *ShadowFrame, d int) {
	f.typ = FrameType
	f.rec, f.thread, f.depth = rec, t, d
	if rec.Locals != nil {
		f.Fast = rec.Locals
	}
	f.TraceLines = true
	f.back = nil
	rec.Frame = f
}

// Detach ends the attachment when the function of rec returns or suspends; call it before
// Leave if rec.Frame is not nil. keep tells that the locals stay where they are (a
// generator's), else they are copied. A function that ended gives its frame a back link.
func (t *Thread) Detach(rec *ShadowFrame, keep bool) {
	f := rec.Frame
	f.pos = rec.Pos
	if f.Fast != nil && !keep {
		f.Fast = append([]Value(nil), f.Fast[:min(len(f.Fast), f.Code.numLocals())]...)
	}
	if !keep && f.Code.Flags&genFlags == 0 { // a generator's was that of its last resumption
		f.back = t.FrameAt(f.depth - 1)
	}
	f.rec, f.thread = nil, nil
}

// Back returns the frame of the caller, nil if there is none.
func (f *Frame) Back() *Frame {
	if f.thread != nil {
		return f.thread.FrameAt(f.depth - 1)
	}
	return f.back
}

// Pos returns the index of the instruction that the frame is at, -1 before it started.
func (f *Frame) Pos() int32 {
	if f.rec != nil {
		return f.rec.Pos
	}
	if f.Gen != nil {
		return f.Gen.Pos
	}
	return f.pos
}

// Running reports whether the frame's function is on the stack.
func (f *Frame) Running() bool { return f.rec != nil }

// AddTraceback records that exc passes through the innermost running function.
func (t *Thread) AddTraceback(exc *Exc) {
	d := t.Depth() - 1
	f := t.FrameAt(d)
	if f == nil {
		return
	}
	exc.Traceback = &Traceback{Header: Header{TracebackType}, Next: exc.Traceback, Frame: f, Lasti: f.rec.Pos}
}

// SetContext gives exc, which is being raised, the exception that is being handled as its
// __context__, and breaks the cycle that this would make.
func (t *Thread) SetContext(exc *Exc) {
	handled := t.HandledExc()
	if handled == nil || handled == exc {
		return
	}
	slow, step := handled, false
	for o := handled; o.Context != nil; o = o.Context {
		if o.Context == exc {
			o.Context = nil
			break
		}
		if step {
			slow = slow.Context
		}
		if step = !step; slow == o.Context {
			break
		}
	}
	exc.Context = handled
}

// HandledExc returns the exception being handled (sys.exception()), nil if there is none.
func (t *Thread) HandledExc() *Exc {
	for s := t.Handled; s != nil; s = s.Prev {
		if s.Value != nil {
			return s.Value
		}
	}
	return nil
}

// Fresh gives an exception that a native function has just made its context; those that
// come out of Python code have theirs and are left alone.
func (t *Thread) Fresh(exc *Exc) {
	if exc.Traceback == nil && exc.Context == nil {
		t.SetContext(exc)
	}
}
