// This file folds constants in blocks.

package flow

import "adder/frontend/code"

// foldLimit is the number of elements up to which displays are folded.
const foldLimit = 30

// minSequence is the number of constants from which a list or set display is built from a
// constant tuple.
const minSequence = 3

func loadsConst(op code.Op) bool { return op == code.LOAD_CONST || op == code.LOAD_SMALL_INT }

func (g *graph) constant(op code.Op, arg int32) code.Const {
	if op == code.LOAD_SMALL_INT {
		return int64(arg)
	}
	return g.unit.Consts.List[arg]
}

// smallInt returns v if LOAD_SMALL_INT can load it.
func smallInt(v code.Const) (int32, bool) {
	if i, ok := v.(int64); ok && i >= 0 && i < 256 {
		return int32(i), true
	}
	return 0, false
}

// makeLoad turns in into the load of v.
func (g *graph) makeLoad(in *instr, v code.Const) {
	if i, ok := smallInt(v); ok {
		in.set(code.LOAD_SMALL_INT, i)
	} else {
		in.set(code.LOAD_CONST, int32(g.unit.Consts.Add(v)))
	}
}

// constLoads returns the indices of the n instructions before i if all load constants, NOPs
// between them not counted.
func (b *block) constLoads(i, n int) ([]int, bool) {
	found := make([]int, n)
	for i--; i >= 0 && n > 0; i-- {
		op := b.instrs[i].op
		if op == code.NOP {
			continue
		}
		if !loadsConst(op) {
			return nil, false
		}
		n--
		found[n] = i
	}
	return found, n == 0
}

// noLoad reports, cheaply, that the instruction before i loads no constant.
func (b *block) noLoad(i int) bool {
	return i == 0 || b.instrs[i-1].op != code.NOP && !loadsConst(b.instrs[i-1].op)
}

func (g *graph) values(b *block, loads []int) []code.Const {
	values := make([]code.Const, len(loads))
	for j, i := range loads {
		values[j] = g.constant(b.instrs[i].op, b.instrs[i].arg)
	}
	return values
}

func (b *block) nopOut(loads []int) {
	for _, i := range loads {
		b.instrs[i].nop()
		b.instrs[i].loc = NoLocation
	}
}

func (g *graph) foldTuple(b *block, i int) {
	n := int(b.instrs[i].arg)
	if n > foldLimit || n > 0 && b.noLoad(i) {
		return
	}
	if loads, ok := b.constLoads(i, n); ok {
		tuple := code.Tuple(g.values(b, loads))
		b.nopOut(loads)
		g.makeLoad(&b.instrs[i], tuple)
	}
}

// foldListToTuple folds BUILD_LIST 0, (constant, LIST_APPEND 1)…, LIST_TO_TUPLE.
func (g *graph) foldListToTuple(b *block, i int) {
	var values []code.Const
	expectAppend := true
	for pos := i - 1; pos >= 0; pos-- {
		in := &b.instrs[pos]
		switch {
		case in.op == code.NOP:
			continue
		case in.op == code.BUILD_LIST && in.arg == 0:
			if !expectAppend {
				return
			}
			tuple := make(code.Tuple, len(values))
			for j, v := range values {
				tuple[len(values)-1-j] = v
			}
			for j := pos; j < i; j++ {
				if b.instrs[j].op != code.NOP {
					b.nopOut([]int{j})
				}
			}
			g.makeLoad(&b.instrs[i], tuple)
			return
		case expectAppend:
			if in.op != code.LIST_APPEND || in.arg != 1 {
				return
			}
		case loadsConst(in.op):
			values = append(values, g.constant(in.op, in.arg))
		default:
			return
		}
		expectAppend = !expectAppend
	}
}

// foldListOrSet makes a constant of a display that is only iterated over or searched, and
// builds other constant displays from a constant tuple.
func (g *graph) foldListOrSet(b *block, i int, nextOp code.Op) {
	in := &b.instrs[i]
	only := nextOp == code.GET_ITER || nextOp == code.CONTAINS_OP
	n := int(in.arg)
	if n > foldLimit || n < minSequence && !only {
		return
	}
	loads, ok := b.constLoads(i, n)
	if !ok {
		if only && in.op == code.BUILD_LIST {
			in.op = code.BUILD_TUPLE
		}
		return
	}
	var result code.Const = code.Tuple(g.values(b, loads))
	if in.op == code.BUILD_SET {
		result = frozenSet(result.(code.Tuple))
	}
	index := int32(g.unit.Consts.Add(result))
	b.nopOut(loads)
	if only {
		in.set(code.LOAD_CONST, index)
		return
	}
	b.instrs[i-2].loc = in.loc
	b.instrs[i-2].set(in.op, 0)
	b.instrs[i-1].set(code.LOAD_CONST, index)
	if in.op == code.BUILD_LIST {
		in.set(code.LIST_EXTEND, 1)
	} else {
		in.set(code.SET_UPDATE, 1)
	}
}

func (g *graph) foldBinary(b *block, i int) {
	if b.noLoad(i) {
		return
	}
	loads, ok := b.constLoads(i, 2)
	if !ok {
		return
	}
	v := g.values(b, loads)
	if result := evalBinary(v[0], int(b.instrs[i].arg), v[1]); result != nil {
		b.nopOut(loads)
		g.makeLoad(&b.instrs[i], result)
	}
}

func (g *graph) foldUnary(b *block, i int) {
	if b.noLoad(i) {
		return
	}
	loads, ok := b.constLoads(i, 1)
	if !ok {
		return
	}
	if result := evalUnary(b.instrs[i].op, g.values(b, loads)[0]); result != nil {
		b.nopOut(loads)
		g.makeLoad(&b.instrs[i], result)
	}
}
