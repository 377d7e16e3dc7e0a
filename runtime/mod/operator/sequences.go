// This file implements the functions on sequences.

package operator

import "adder/runtime/py"

// search calls found with the index of each item that is or equals b, until that returns false.
func search(t *thread, a, b value, found func(i int64) bool) *excp {
	it, exc := py.Iter(t, a)
	if exc != nil {
		if exc.Matches(py.TypeError) {
			exc = py.TypeErrorf("argument of type '%s' is not iterable", py.TypeName(a))
		}
		return exc
	}
	next := it.Type().Slots.Next
	for i := int64(0); ; i++ {
		v, exc := next(t, it)
		if exc != nil || v.IsUnbound() {
			return exc
		}
		equal, exc := py.Equal(t, v, b)
		if exc != nil {
			return exc
		}
		if equal && !found(i) {
			return nil
		}
	}
}

func indexOf(t *thread, _, a, b value) (value, *excp) {
	index := int64(-1)
	if exc := search(t, a, b, func(i int64) bool { index = i; return false }); exc != nil {
		return value{}, exc
	}
	if index < 0 {
		return value{}, py.ValueErrorf("sequence.index(x): x not in sequence")
	}
	return py.Int(index), nil
}

func countOf(t *thread, _, a, b value) (value, *excp) {
	n := int64(0)
	exc := search(t, a, b, func(int64) bool { n++; return true })
	return py.Int(n), exc
}

// isSequence is PySequence_Check.
func isSequence(v value) bool {
	return v.Type().Slots.IsSequence && v.Type().Flags&py.DictSubclass == 0
}

func concat(t *thread, _, a, b value) (value, *excp) {
	if c := a.Type().Slots.Concat; c != nil {
		return c(t, a, b)
	}
	if isSequence(a) && isSequence(b) {
		return sum(t, a, b, py.Binary)
	}
	return value{}, notConcatenable(a)
}

func inplaceConcat(t *thread, _, a, b value) (value, *excp) {
	s := &a.Type().Slots
	if s.InplaceConcat != nil {
		return s.InplaceConcat(t, a, b)
	}
	if s.Concat != nil {
		return s.Concat(t, a, b)
	}
	if isSequence(a) && isSequence(b) {
		return sum(t, a, b, py.InplaceBinary)
	}
	return value{}, notConcatenable(a)
}

// sum adds sequences of classes that define addition as numbers do.
func sum(t *thread, a, b value, add func(*thread, value, value, py.BinOp) (value, *excp)) (value, *excp) {
	if a.Type().Slots.Binary[py.OpAdd] == nil && b.Type().Slots.Binary[py.OpAdd] == nil {
		return value{}, notConcatenable(a)
	}
	return add(t, a, b, py.OpAdd)
}

func notConcatenable(a value) *excp {
	return py.TypeErrorf("'%s' object can't be concatenated", py.TypeName(a))
}

var nameLengthHint = py.Intern("__length_hint__")

// lengthHint is PyObject_LengthHint.
func lengthHint(t *thread, _ value, args []value) (value, *excp) {
	def := 0
	if args[1].Bound() {
		var exc *excp
		if def, exc = py.SsizeArg(t, args[1]); exc != nil {
			return value{}, exc
		}
	}
	v := args[0]
	if v.Type().Slots.Len != nil {
		n, exc := py.Len(t, v)
		if exc == nil {
			return py.Int(int64(n)), nil
		}
		if !exc.Matches(py.TypeError) {
			return value{}, exc
		}
	}
	hint, ok, exc := py.CallSpecial(t, v, nameLengthHint)
	if exc != nil && !exc.Matches(py.TypeError) {
		return value{}, exc
	}
	if !ok || exc != nil || hint == py.NotImplemented {
		return py.Int(int64(def)), nil
	}
	if !hint.Type().IsSubtype(py.IntType) {
		return value{}, py.TypeErrorf("__length_hint__ must be an integer, not %s", py.TypeName(hint))
	}
	n, exc := py.SsizeArg(t, hint)
	if exc == nil && n < 0 {
		exc = py.ValueErrorf("__length_hint__() should return >= 0")
	}
	return py.Int(int64(n)), exc
}
