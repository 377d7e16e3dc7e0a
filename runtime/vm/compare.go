// This file compares and tests, and jumps.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// Comparing two numbers gives one of four answers; the mask of an operator tells for which it is true.
const (
	isLess = iota
	isEqual
	isGreater
	isUnordered // there is a NaN
)

var compareMasks = [...]int32{
	py.LT: 1 << isLess, py.LE: 1<<isLess | 1<<isEqual, py.EQ: 1 << isEqual,
	py.NE: 1<<isLess | 1<<isGreater | 1<<isUnordered,
	py.GT: 1 << isGreater, py.GE: 1<<isGreater | 1<<isEqual,
}

// toBool is the flag in a comparison's arg that asks for a bool.
const toBool = 16

// compareInts tells whether a comparison of mask holds.
func compareInts(a, b int64, mask int32) bool {
	shift := uint(isEqual)
	if a < b {
		shift = isLess
	}
	if a > b {
		shift = isGreater
	}
	return mask>>(shift&31)&1 != 0
}

func compareFloats(a, b float64, mask int32) bool {
	shift := uint(isUnordered)
	if a == b {
		shift = isEqual
	}
	if a < b {
		shift = isLess
	}
	if a > b {
		shift = isGreater
	}
	return mask>>(shift&31)&1 != 0
}

// compare is COMPARE_OP.
//
//go:nosplit
func compare(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	var r bool
	if a.IsInt() && b.IsInt() {
		r = compareInts(a.Int64(), b.Int64(), in.arg2)
	} else if a.IsFloat() && b.IsFloat() {
		r = compareFloats(a.Float64(), b.Float64(), in.arg2)
	} else {
		return compareAny(in, sp, f)
	}
	*a = py.Bool(r)
	return in.next(), up(sp, -1), f
}

//go:noinline
func compareAny(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := py.Compare(f.t, *at(sp, -2), *at(sp, -1), py.CmpOp(in.arg&^toBool))
	if exc == nil && in.arg&toBool != 0 && !v.IsBool() {
		var r bool
		r, exc = py.Truth(f.t, v)
		v = py.Bool(r)
	}
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -2) = v
	return in.next(), up(sp, -1), f
}

// compareJump is COMPARE_OP with the jump behind it, a POP_JUMP_IF_FALSE or _TRUE.
//
//go:nosplit
func compareJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	var r bool
	if a.IsInt() && b.IsInt() {
		r = compareInts(a.Int64(), b.Int64(), in.arg2)
	} else if a.IsFloat() && b.IsFloat() {
		r = compareFloats(a.Float64(), b.Float64(), in.arg2)
	} else {
		return compareAnyJump(in, sp, f)
	}
	return in.next().branch(r), up(sp, -2), f
}

//go:noinline
func compareAnyJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := *at(sp, -2), *at(sp, -1)
	if a.Type() != py.StrType || b.Type() != py.StrType {
		return compareAny(in, sp, f)
	}
	if a == b {
		return in.next().branch(in.arg2>>isEqual&1 != 0), up(sp, -2), f
	}
	v, _ := py.StrType.Slots.Compare(f.t, a, b, py.CmpOp(in.arg&^toBool)) // strs compare without fail
	return in.next().branch(v.IsTrue()), up(sp, -2), f
}

// branch returns where the POP_JUMP_IF_FALSE or POP_JUMP_IF_TRUE in goes on for a truth value.
func (in *instr) branch(r bool) *instr {
	if r == (in.arg2 != 0) {
		return in.target()
	}
	return in.next()
}

// isOp is IS_OP; arg is 1 for "is not".
//
//go:nosplit
func isOp(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	r := py.Is(*at(sp, -2), *at(sp, -1)) != (in.arg != 0)
	*at(sp, -2) = py.Bool(r)
	return in.next(), up(sp, -1), f
}

func isJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	r := py.Is(*at(sp, -2), *at(sp, -1)) != (in.arg != 0)
	return in.next().branch(r), up(sp, -2), f
}

func contains(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	r, exc := py.Contains(f.t, *at(sp, -1), *at(sp, -2))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -2) = py.Bool(r != (in.arg != 0))
	return in.next(), up(sp, -1), f
}

// containsJump is CONTAINS_OP with the jump behind it.
func containsJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	r, exc := py.Contains(f.t, *at(sp, -1), *at(sp, -2))
	if exc != nil {
		return f.fail(in, exc)
	}
	return in.next().branch(r != (in.arg != 0)), up(sp, -2), f
}

//go:nosplit
func not(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := at(sp, -1)
	setInt(v, v.Int64()^1)
	return in.next(), sp, f
}

func toBoolStep(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if v := *at(sp, -1); !v.IsBool() {
		f.rec.Pos = in.pos
		r, exc := py.Truth(f.t, v)
		if exc != nil {
			return f.fail(in, exc)
		}
		*at(sp, -1) = py.Bool(r)
	}
	return in.next(), sp, f
}

// toBoolJump is TO_BOOL with the jump behind it.
func toBoolJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *at(sp, -1)
	var r bool
	switch {
	case v.IsBool(), v.IsInt():
		r = v.Int64() != 0
	case v.IsNone():
	case v.Type() == py.ListType:
		r = len(py.AsList(v).Items) > 0
	case v.Type().Slots.Bool == nil && v.Type().Slots.Len == nil:
		r = true
	default:
		f.rec.Pos = in.pos
		var exc *py.Exc
		if r, exc = py.Truth(f.t, v); exc != nil {
			return f.fail(in, exc)
		}
	}
	return in.next().branch(r), up(sp, -1), f
}

//go:nosplit
func jump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	return in.target(), sp, f
}

// jumpBackward is a jump with a safe point.
//
//go:nosplit
func jumpBackward(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if f.t.Breaker.Load() != 0 {
		return jumpSafely(in, sp, f)
	}
	return in.target(), sp, f
}

//go:noinline
func jumpSafely(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	if exc := py.SafePoint(f.t); exc != nil {
		return f.fail(in, exc)
	}
	return in.target(), sp, f
}

// resumeStep is RESUME: a safe point, but for its forms behind yield from and await.
func resumeStep(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if in.arg < 2 && f.t.Breaker.Load() != 0 {
		f.rec.Pos = in.pos
		if exc := py.SafePoint(f.t); exc != nil {
			return f.fail(in, exc)
		}
	}
	return in.next(), sp, f
}

// popJump is POP_JUMP_IF_FALSE and POP_JUMP_IF_TRUE, of bools; arg2 is 1 for the latter.
//
//go:nosplit
func popJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	return in.branch(at(sp, -1).Int64() != 0), up(sp, -1), f
}

//go:nosplit
func popJumpIfNone(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if at(sp, -1).IsNone() {
		return in.target(), up(sp, -1), f
	}
	return in.next(), up(sp, -1), f
}

//go:nosplit
func popJumpIfNotNone(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if at(sp, -1).IsNone() {
		return in.next(), up(sp, -1), f
	}
	return in.target(), up(sp, -1), f
}

// isBranch tells whether op is a jump on a bool.
func isBranch(op code.Op) bool { return op == code.POP_JUMP_IF_FALSE || op == code.POP_JUMP_IF_TRUE }
