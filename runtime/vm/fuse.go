// This file fuses instructions. The step of a fused instruction does the work of those behind it as well,
// if the operands are of the kinds that it expects, and skips them; otherwise it does its own work only, and
// the others, which are still there, theirs. So jumps to the others need no care.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// fusion is a sequence of instructions with the step that the first one gets.
type fusion struct {
	ops [4]code.Op
	to  step
}

// fusions are the sequences by their first instruction, longer ones before their beginnings. opBranch stands
// for either jump on a bool.
var fusions [opCount][]fusion

func init() {
	for _, f := range []fusion{
		{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opCompare, opBranch}, pairCompareJump},
		{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opAdd}, pairAdd},
		{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opSub}, pairSub},
		{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opMul}, pairMul},
		{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opSubscr}, pairSubscr},
		{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opCompare, opBranch}, fastSmallCompareJump},
		{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opAdd}, fastSmallAdd},
		{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opSub}, fastSmallSub},
		{[4]code.Op{code.LOAD_FAST, code.RETURN_VALUE}, fastReturn},
		{[4]code.Op{code.LOAD_FAST, opAdd}, fastAdd},
		{[4]code.Op{code.LOAD_FAST, opMul}, fastMul},
		{[4]code.Op{code.LOAD_SMALL_INT, opAdd}, smallAdd},
		{[4]code.Op{code.LOAD_SMALL_INT, opSub}, smallSub},
		{[4]code.Op{opCompare, opBranch}, compareJump},
		{[4]code.Op{code.IS_OP, opBranch}, isJump},
		{[4]code.Op{code.CONTAINS_OP, opBranch}, containsJump},
		{[4]code.Op{code.TO_BOOL, opBranch}, toBoolJump},
		{[4]code.Op{code.BUILD_SLICE, opSubscr}, buildSliceSubscr},
		{[4]code.Op{code.LOAD_FAST, code.TO_BOOL, opBranch}, fastToBoolJump},
		{[4]code.Op{code.LOAD_FAST, opSubscr}, fastSubscr},
		{[4]code.Op{code.LOAD_CONST, code.RETURN_VALUE}, constReturn},
		{[4]code.Op{code.POP_TOP, code.JUMP_BACKWARD}, popJumpBackward},
	} {
		fusions[f.ops[0]] = append(fusions[f.ops[0]], f)
	}
}

// fuse gives instructions fused steps.
func (p *program) fuse() {
	for i := range p.instrs {
		list := fusions[p.instrs[i].op]
		for k := range list {
			if p.has(i, &list[k].ops) {
				p.instrs[i].run = list[k].to
				break
			}
		}
	}
}

// has reports whether the instructions from i on are those given, as far as they are not zero.
func (p *program) has(i int, ops *[4]code.Op) bool {
	for k, op := range ops {
		if op == 0 {
			break
		}
		if i+k >= len(p.instrs) {
			return false
		}
		if got := p.instrs[i+k].op; got != op && !(op == opBranch && isBranch(got)) {
			return false
		}
	}
	return true
}

//go:nosplit
func pairCompareJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := f.local(in.arg), f.local(in.arg2)
	if a.IsInt() && b.IsInt() {
		return in.skip(2).branch(compareInts(a.Int64(), b.Int64(), in.next().arg2)), sp, f
	}
	*at(sp, 0), *at(sp, 1) = *a, *b
	return in.next(), up(sp, 2), f
}

//go:nosplit
func pairAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := f.local(in.arg), f.local(in.arg2)
	if a.IsInt() && b.IsInt() {
		x, y := a.Int64(), b.Int64()
		if r := x + y; (x^r)&(y^r) >= 0 {
			*at(sp, 0) = py.Int(r)
			return in.skip(2), up(sp, 1), f
		}
	} else if a.IsFloat() && b.IsFloat() {
		*at(sp, 0) = py.Float(a.Float64() + b.Float64())
		return in.skip(2), up(sp, 1), f
	}
	*at(sp, 0), *at(sp, 1) = *a, *b
	return in.next(), up(sp, 2), f
}

//go:nosplit
func pairSub(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := f.local(in.arg), f.local(in.arg2)
	if a.IsInt() && b.IsInt() {
		x, y := a.Int64(), b.Int64()
		if r := x - y; (x^y)&(x^r) >= 0 {
			*at(sp, 0) = py.Int(r)
			return in.skip(2), up(sp, 1), f
		}
	} else if a.IsFloat() && b.IsFloat() {
		*at(sp, 0) = py.Float(a.Float64() - b.Float64())
		return in.skip(2), up(sp, 1), f
	}
	*at(sp, 0), *at(sp, 1) = *a, *b
	return in.next(), up(sp, 2), f
}

//go:nosplit
func pairMul(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := f.local(in.arg), f.local(in.arg2)
	if a.IsFloat() && b.IsFloat() {
		*at(sp, 0) = py.Float(a.Float64() * b.Float64())
		return in.skip(2), up(sp, 1), f
	}
	*at(sp, 0), *at(sp, 1) = *a, *b
	return in.next(), up(sp, 2), f
}

//go:nosplit
func pairSubscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := f.local(in.arg), f.local(in.arg2)
	if b.IsInt() && a.Type() == py.ListType {
		items := py.AsList(*a).Items
		if i := b.Int64(); uint64(i) < uint64(len(items)) {
			*at(sp, 0) = items[i]
			return in.skip(2), up(sp, 1), f
		}
	}
	*at(sp, 0), *at(sp, 1) = *a, *b
	return in.next(), up(sp, 2), f
}

//go:nosplit
func fastSmallCompareJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a := f.local(in.arg)
	if a.IsInt() {
		return in.skip(3).branch(compareInts(a.Int64(), int64(in.next().arg), in.skip(2).arg2)), sp, f
	}
	*at(sp, 0) = *a
	return in.next(), up(sp, 1), f
}

//go:nosplit
func fastSmallAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a := f.local(in.arg)
	if a.IsInt() {
		if r := a.Int64() + int64(in.next().arg); r >= a.Int64() {
			*at(sp, 0) = py.Int(r)
			return in.skip(3), up(sp, 1), f
		}
	}
	*at(sp, 0) = *a
	return in.next(), up(sp, 1), f
}

//go:nosplit
func fastSmallSub(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a := f.local(in.arg)
	if a.IsInt() {
		if r := a.Int64() - int64(in.next().arg); r <= a.Int64() {
			*at(sp, 0) = py.Int(r)
			return in.skip(3), up(sp, 1), f
		}
	}
	*at(sp, 0) = *a
	return in.next(), up(sp, 1), f
}

//go:nosplit
func smallAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a := at(sp, -1); a.IsInt() {
		if r := a.Int64() + int64(in.arg); r >= a.Int64() {
			setInt(a, r)
			return in.skip(2), sp, f
		}
	}
	*at(sp, 0) = py.Int(int64(in.arg))
	return in.next(), up(sp, 1), f
}

//go:nosplit
func smallSub(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if a := at(sp, -1); a.IsInt() {
		if r := a.Int64() - int64(in.arg); r <= a.Int64() {
			setInt(a, r)
			return in.skip(2), sp, f
		}
	}
	*at(sp, 0) = py.Int(int64(in.arg))
	return in.next(), up(sp, 1), f
}

//go:nosplit
func fastAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -1), f.local(in.arg)
	if a.IsInt() && b.IsInt() {
		x, y := a.Int64(), b.Int64()
		if r := x + y; (x^r)&(y^r) >= 0 {
			setInt(a, r)
			return in.skip(2), sp, f
		}
	} else if a.IsFloat() && b.IsFloat() {
		setFloat(a, a.Float64()+b.Float64())
		return in.skip(2), sp, f
	}
	*at(sp, 0) = *b
	return in.next(), up(sp, 1), f
}

//go:nosplit
func fastMul(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -1), f.local(in.arg)
	if a.IsFloat() && b.IsFloat() {
		setFloat(a, a.Float64()*b.Float64())
		return in.skip(2), sp, f
	}
	*at(sp, 0) = *b
	return in.next(), up(sp, 1), f
}

func fastReturn(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *f.local(in.arg)
	return returnValue(in.next(), up(sp, 1), f)
}

func constReturn(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *(*py.Value)(in.cache)
	return returnValue(in.next(), up(sp, 1), f)
}

//go:nosplit
func popJumpBackward(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, -1) = py.Value{}
	in = in.next()
	if f.t.Breaker.Load() != 0 {
		return in, up(sp, -1), f
	}
	return in.target(), up(sp, -1), f
}

//go:nosplit
func fastToBoolJump(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	switch v := f.local(in.arg); {
	case v.IsBool(), v.IsInt():
		return in.skip(2).branch(v.Int64() != 0), sp, f
	case v.IsNone():
		return in.skip(2).branch(false), sp, f
	default:
		*at(sp, 0) = *v
		return in.next(), up(sp, 1), f
	}
}

//go:nosplit
func fastSubscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -1), f.local(in.arg)
	if b.IsInt() && a.Type() == py.ListType {
		items := py.AsList(*a).Items
		if i := b.Int64(); uint64(i) < uint64(len(items)) {
			*a = items[i]
			return in.skip(2), sp, f
		}
	}
	*at(sp, 0) = *b
	return in.next(), up(sp, 1), f
}
