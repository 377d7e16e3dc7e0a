// This file implements the functions that stand for values that were given, not computed.

package typing

import (
	"strings"

	"adder/runtime/py"
)

// evaluator is a constevaluator: called with a format it returns its value, or its source form.
type evaluator struct {
	py.Header
	v value
}

var evaluatorType = &py.Type{Name: "_ConstEvaluator"}

func newEvaluator(v value) value {
	e := &evaluator{v: v}
	e.SetType(evaluatorType)
	return e.V()
}

func asEvaluator(v value) *evaluator { return (*evaluator)(v.Ptr()) }

// formatString is annotationlib.Format.STRING.
const formatString = 4

func evaluatorCall(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("constevaluator.__call__() takes no keyword arguments")
	}
	if len(args) != 1 {
		return value{}, py.TypeErrorf("constevaluator.__call__() takes exactly 1 argument (%d given)", len(args))
	}
	format, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	v := asEvaluator(self).v
	if format != formatString {
		return v, nil
	}
	if !v.IsTuple() {
		s, exc := py.TypeRepr(t, v)
		return py.StrV(s), exc
	}
	parts := make([]string, len(py.AsTuple(v).Items))
	for i, item := range py.AsTuple(v).Items {
		if parts[i], exc = py.TypeRepr(t, item); exc != nil {
			return value{}, exc
		}
	}
	return py.StrV("(" + strings.Join(parts, ", ") + ")"), nil
}

func defineEvaluator() {
	py.Define(evaluatorType, &py.StaticType{Name: "_typing._ConstEvaluator", Flags: py.DisallowNew,
		Slots: py.Slots{Call: evaluatorCall, Repr: func(t *thread, self value) (value, *excp) {
			s, exc := py.Repr(t, asEvaluator(self).v)
			if exc != nil {
				return value{}, exc
			}
			return py.StrV("<constevaluator " + s.String() + ">"), nil
		}}})
}
