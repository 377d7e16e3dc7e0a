// This file raises, matches and unwinds exceptions.

package vm

import "adder/runtime/py"

// unwind finds the handler of an exception raised at pos and prepares the stack for it. pc is
// negative when there is none.
func (f *frame) unwind(exc *py.Exc, pos int32) (pc, sp int) {
	h := f.p.handlerAt(pos)
	if h == nil {
		return -1, 0
	}
	sp = f.p.nlocals + int(h.depth)
	if h.lasti {
		f.s[sp] = py.Int(int64(f.rec.Pos))
		sp++
	}
	f.s[sp] = exc.V()
	return int(h.target), sp + 1
}

// raise is RAISE_VARARGS with no, one or two operands. again tells that the exception being
// handled is raised anew, without a traceback entry of its own.
func (f *frame) raise(args []py.Value) (exc *py.Exc, again bool) {
	if len(args) == 0 {
		if exc := f.t.HandledExc(); exc != nil {
			return exc, true
		}
		return py.RuntimeErrorf("No active exception to reraise"), false
	}
	e, exc := instantiate(f.t, args[0], "exceptions must derive from BaseException")
	if exc != nil {
		return exc, false
	}
	if len(args) == 2 {
		cause := args[1]
		if !cause.IsNone() {
			c, exc := instantiate(f.t, cause, "exception causes must derive from BaseException")
			if exc != nil {
				return exc, false
			}
			cause = c.V()
		}
		e.SetCause(cause)
	}
	f.t.SetContext(e)
	return e, false
}

// instantiate returns v if it is an exception, or calls it if it is an exception class.
func instantiate(t *py.Thread, v py.Value, message string) (*py.Exc, *py.Exc) {
	if py.IsExc(v) {
		return py.AsExc(v), nil
	}
	if !py.IsExcClass(v) {
		return nil, py.TypeErrorf("%s", message)
	}
	e, exc := py.Call0(t, v)
	if exc != nil {
		return nil, exc
	}
	if py.IsExc(e) {
		return py.AsExc(e), nil
	}
	class, exc := py.Repr(t, v)
	if exc != nil {
		return nil, exc
	}
	got, exc := py.Repr(t, e.Type().V())
	if exc != nil {
		return nil, exc
	}
	return nil, py.TypeErrorf("calling %s should have returned an instance of BaseException, not %s", class.String(), got.String())
}

// pushExcInfo makes v the handled exception and returns the previous one or None.
func (f *frame) pushExcInfo(v py.Value) py.Value {
	h := f.t.Handled
	old := h.Value
	h.Value = py.AsExc(v)
	if old == nil {
		return py.None
	}
	return old.V()
}

func (f *frame) popExcept(prev py.Value) {
	f.t.Handled.Value = nil
	if py.IsExc(prev) {
		f.t.Handled.Value = py.AsExc(prev)
	}
}

const cannotCatch = "catching classes that do not inherit from BaseException is not allowed"

func (f *frame) checkExcMatch(exc, class py.Value) (bool, *py.Exc) {
	if typ := py.ClassOf(class); typ != nil && typ.Flags&py.ExcSubclass != 0 {
		return py.AsExc(exc).Matches(typ), nil
	}
	if !catchable(class) {
		return false, py.TypeErrorf(cannotCatch)
	}
	return py.ExcMatches(py.AsExc(exc), class), nil
}

// catchable reports whether class is an exception class or a tuple of them.
func catchable(class py.Value) bool {
	if class.IsTuple() {
		for _, c := range py.AsTuple(class).Items {
			if !py.IsExcClass(c) {
				return false
			}
		}
		return true
	}
	return py.IsExcClass(class)
}

// checkEgMatch is CHECK_EG_MATCH: stack holds the exception and the class; they become the
// rest and the match, None for nothing.
func (f *frame) checkEgMatch(stack []py.Value) *py.Exc {
	class := stack[1]
	if !catchable(class) {
		return py.TypeErrorf(cannotCatch)
	}
	classes := []py.Value{class}
	if class.IsTuple() {
		classes = py.AsTuple(class).Items
	}
	for _, c := range classes {
		if py.AsType(c).IsSubtype(py.BaseExceptionGroup) {
			return py.TypeErrorf("catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	if stack[0].IsNone() {
		stack[1] = py.None
		return nil
	}
	match, rest, exc := py.SplitStar(f.t, py.AsExc(stack[0]), class)
	if exc != nil {
		return exc
	}
	stack[0], stack[1] = py.None, py.None
	if rest != nil {
		stack[0] = rest.V()
	}
	if match != nil {
		stack[1] = match.V()
		f.t.Handled.Value = match
	}
	return nil
}

// withExceptStart calls __exit__ with the exception; stack holds the method, its self or
// nothing, the position, the previous exception and the exception.
func (f *frame) withExceptStart(stack []py.Value) (py.Value, *py.Exc) {
	e := py.AsExc(stack[4])
	args := f.t.PushArgs(4)
	args[0], args[1], args[2], args[3] = stack[1], e.Type().V(), e.V(), py.None
	if e.Traceback != nil {
		args[3] = e.Traceback.V()
	}
	call := args
	if stack[1].IsUnbound() {
		call = args[1:]
	}
	v, exc := py.Call(f.t, stack[0], call, nil)
	f.t.PopArgs(args)
	return v, exc
}

// cleanupThrow is CLEANUP_THROW: stack holds the subiterator, the last value sent and the
// exception; a StopIteration turns into its value, anything else is raised again.
func cleanupThrow(stack []py.Value) *py.Exc {
	e := py.AsExc(stack[2])
	if !e.Matches(py.StopIteration) {
		return e
	}
	stack[0], stack[1] = py.None, e.Field(py.StopIterationValue)
	return nil
}
