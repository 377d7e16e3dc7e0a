// This file raises and matches exceptions.

package ops

import "adder/runtime/py"

// Raise is RAISE_VARARGS with no, one or two operands. again tells that the exception being
// handled is raised anew, without a traceback entry of its own.
func Raise(t *py.Thread, args []py.Value) (exc *py.Exc, again bool) {
	if len(args) == 0 {
		if exc := t.HandledExc(); exc != nil {
			return exc, true
		}
		return py.RuntimeErrorf("No active exception to reraise"), false
	}
	e, exc := instantiate(t, args[0], "exceptions must derive from BaseException")
	if exc != nil {
		return exc, false
	}
	if len(args) == 2 {
		cause := args[1]
		if !cause.IsNone() {
			c, exc := instantiate(t, cause, "exception causes must derive from BaseException")
			if exc != nil {
				return exc, false
			}
			cause = c.V()
		}
		e.SetCause(cause)
	}
	t.SetContext(e)
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

// PushExcInfo makes v the handled exception and returns the previous one or None.
func PushExcInfo(t *py.Thread, v py.Value) py.Value {
	h := t.Handled
	old := h.Value
	h.Value = py.AsExc(v)
	if old == nil {
		return py.None
	}
	return old.V()
}

// PopExcept restores what PushExcInfo returned.
func PopExcept(t *py.Thread, prev py.Value) {
	t.Handled.Value = nil
	if py.IsExc(prev) {
		t.Handled.Value = py.AsExc(prev)
	}
}

const cannotCatch = "catching classes that do not inherit from BaseException is not allowed"

// CheckExcMatch is CHECK_EXC_MATCH: whether exc is an instance of class, or of one in a tuple.
func CheckExcMatch(t *py.Thread, exc, class py.Value) (bool, *py.Exc) {
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

// CheckEGMatch is CHECK_EG_MATCH: it splits exc by a class into the rest and the match, None for
// nothing.
func CheckEGMatch(t *py.Thread, exc, class py.Value) (rest, match py.Value, err *py.Exc) {
	if !catchable(class) {
		return py.Value{}, py.Value{}, py.TypeErrorf(cannotCatch)
	}
	classes := []py.Value{class}
	if class.IsTuple() {
		classes = py.AsTuple(class).Items
	}
	for _, c := range classes {
		if py.AsType(c).IsSubtype(py.BaseExceptionGroup) {
			return py.Value{}, py.Value{}, py.TypeErrorf("catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	if exc.IsNone() {
		return exc, py.None, nil
	}
	m, r, err := py.SplitStar(t, py.AsExc(exc), class)
	if err != nil {
		return py.Value{}, py.Value{}, err
	}
	rest, match = py.None, py.None
	if r != nil {
		rest = r.V()
	}
	if m != nil {
		match = m.V()
		t.Handled.Value = m
	}
	return rest, match, nil
}

// WithExceptStart calls __exit__ with an exception; self is unbound where exit is bound.
func WithExceptStart(t *py.Thread, exit, self, exc py.Value) (py.Value, *py.Exc) {
	e := py.AsExc(exc)
	args := t.PushArgs(4)
	args[0], args[1], args[2], args[3] = self, e.Type().V(), e.V(), py.None
	if e.Traceback != nil {
		args[3] = e.Traceback.V()
	}
	call := args
	if self.IsUnbound() {
		call = args[1:]
	}
	v, err := py.Call(t, exit, call, nil)
	t.PopArgs(args)
	return v, err
}

// CleanupThrow is CLEANUP_THROW: a StopIteration turns into its value, anything else is raised
// again.
func CleanupThrow(t *py.Thread, exc py.Value) (py.Value, *py.Exc) {
	e := py.AsExc(exc)
	if !e.Matches(py.StopIteration) {
		return py.Value{}, e
	}
	return e.Field(py.StopIterationValue), nil
}
