// This file gives numbers their machine representation, with guards where types are guessed.

package opt

import (
	"adder/lower/infer"
	"adder/lower/ir"
	"adder/lower/types"
)

// unbox rewrites arithmetic on what inference found to be ints and floats, turns guesses into
// guards or drops them, and drops the exits that nothing needs.
func unbox(f *ir.Func, r *infer.Result, cfg *Config) {
	u := &unboxer{f: f, r: r, to: subst{}, explain: cfg.Explain}
	for _, b := range f.Blocks {
		u.params(b)
	}
	for _, b := range f.Blocks {
		u.block(b)
	}
	replaceUses(f, u.to)
	f.Renumber()
	f.RemoveUnused(droppable)
	f.Renumber()
}

type unboxer struct {
	f  *ir.Func
	r  *infer.Result
	to subst
	// explain is Config's.
	explain func(f *ir.Func, v *ir.Value, o Outcome)
	b       *ir.Block
	// body collects the block's new instructions.
	body []*ir.Value
	// What inference says of the instruction at hand, asked while it has its old arguments.
	guessed    types.T
	left       types.T // of a binary operator's operands
	right      types.T
	arithmetic bool
	row        int // of the table of intrinsics, for a call
}

// decide asks what becomes of v.
func (u *unboxer) decide(v *ir.Value) {
	switch v.Op {
	case ir.OpGuess:
		u.guessed = u.r.Guessed(v)
	case ir.OpGetItem:
		if s := u.r.Shape(v.Args[0]); s != nil && s.T == types.Tuple {
			v.Num = ir.ItemOfTuple
		}
	case ir.OpCall:
		u.row, u.left, u.right = u.r.Intrinsic(v)
	case ir.OpBinary, ir.OpInplace:
		u.left, u.right, u.arithmetic = u.r.Operands(v)
	}
}

// typeOf is what is known of v now: new values say it themselves.
func (u *unboxer) typeOf(v *ir.Value) types.T {
	if v.ID < len(u.r.Types) {
		return u.r.Types[v.ID]
	}
	return v.Type
}

// reps are the representations of single types.
var reps = map[types.T]ir.Rep{types.SmallInt: ir.RepInt, types.Float: ir.RepFloat, types.Bool: ir.RepBool}

// params chooses the representation of a block's parameters.
func (u *unboxer) params(b *ir.Block) {
	if b.Handler || b == u.f.Blocks[0] {
		return // they come as objects
	}
	for _, p := range b.Params {
		if t := u.typeOf(p); t != types.Bottom {
			p.Type = t
			if rep, ok := reps[t]; ok {
				p.Rep = rep
			}
		}
	}
}

func (u *unboxer) block(b *ir.Block) {
	u.b, u.body = b, nil
	old := b.Body
	for _, v := range old {
		u.decide(v)
		u.report(v)
		for i, a := range v.Args {
			v.Args[i] = u.to.find(a)
		}
		u.value(v)
	}
	b.Body = u.body
	for i := range b.Body {
		b.Body[i].Block = b
	}
}

// add appends a new instruction.
func (u *unboxer) add(op ir.Op, like *ir.Value, args ...*ir.Value) *ir.Value {
	v := u.f.NewValue(u.b, op, like.Off, args...)
	u.body = append(u.body, v)
	return v
}

// guard appends one that leaves where like would.
func (u *unboxer) guard(op ir.Op, like *ir.Value, args ...*ir.Value) *ir.Value {
	v := u.add(op, like, args...)
	v.Exit = like.Exit.Copy()
	return v
}

// stands makes v's uses uses of with.
func (u *unboxer) stands(v, with *ir.Value) { u.to[v] = with }

// value rewrites one instruction.
func (u *unboxer) value(v *ir.Value) {
	switch v.Op {
	case ir.OpGuess:
		u.guess(v)
		return
	case ir.OpBinary, ir.OpInplace:
		if u.binary(v) {
			return
		}
	case ir.OpCall:
		if u.row >= 0 {
			u.intrinsic(v)
			return
		}
	case ir.OpNegative:
		if u.negative(v) {
			return
		}
	case ir.OpCompare, ir.OpCompareTest:
		if u.compare(v) {
			return
		}
	case ir.OpGuardInt:
		if v.Args[0].Rep == ir.RepInt || v.Args[0].Op == ir.OpConst && v.Args[0].Type == types.SmallInt {
			u.stands(v, v.Args[0])
			return
		}
	case ir.OpTruth:
		if v.Args[0].Rep == ir.RepBool {
			u.stands(v, v.Args[0])
			return
		}
	}
	if v.Op.Info().Flags&ir.Exits == 0 {
		v.Exit = nil
	}
	if t := u.typeOf(v); v.Rep == ir.RepValue && t != types.Bottom && v.ID < len(u.r.Types) {
		v.Type = t
	}
	if v.Op.Info().Flags&ir.Term != 0 {
		u.edges(v)
	}
	u.body = append(u.body, v)
}

// edges converts arguments for parameters that are no objects.
func (u *unboxer) edges(v *ir.Value) {
	for _, e := range v.Succs {
		for i, a := range e.Args {
			p := e.To.Params[i]
			if p.Rep != ir.RepValue && p.Rep != ir.RepIter {
				e.Args[i] = u.raw(u.to.find(a), p.Rep, v)
			}
		}
	}
}

// raw returns v in representation rep, which its type must have.
func (u *unboxer) raw(v *ir.Value, rep ir.Rep, at *ir.Value) *ir.Value {
	switch {
	case v.Rep == rep:
		return v
	case v.Op == ir.OpConst:
		return u.constant(v, rep)
	case rep == ir.RepInt:
		return u.add(ir.OpUnboxInt, at, v)
	case rep == ir.RepFloat && v.Rep == ir.RepInt:
		return u.add(ir.OpIntToFloat, at, v)
	case rep == ir.RepFloat && v.Rep == ir.RepValue:
		return u.add(ir.OpUnboxFloat, at, v)
	case rep == ir.RepBool:
		return u.add(ir.OpTruth, at, v) // of a bool: it cannot fail
	}
	panic("adder: bug in lower/opt: no way to unbox " + v.LongString())
}

// constant returns the number that a constant is.
func (u *unboxer) constant(v *ir.Value, rep ir.Rep) *ir.Value {
	c := u.f.NewConst(ir.OpConst, v.Aux, v.Type)
	if i, ok := v.Aux.(int64); ok && rep == ir.RepFloat {
		c.Aux, c.Type = float64(i), types.Float
	}
	c.Rep = rep
	c.Block = u.b
	u.body = append(u.body, c)
	return c
}

// guess turns a guess into a guard, or into nothing.
func (u *unboxer) guess(v *ir.Value) {
	x := v.Args[0]
	t := types.Bottom
	if x.Rep == ir.RepValue {
		t = u.guessed
	}
	op := ir.OpGuardInt
	switch t {
	case types.SmallInt:
	case types.Float:
		op = ir.OpGuardFloat
	default:
		u.stands(v, x)
		return
	}
	g := u.guard(op, v, x)
	g.Num = 1
	u.stands(v, g)
}

// operand returns an argument of v as the number that it is taken for, behind a guard if that is
// a guess.
func (u *unboxer) operand(v, x *ir.Value, t types.T, rep ir.Rep) *ir.Value {
	known := u.known(x)
	switch {
	case rep == ir.RepInt && known == types.SmallInt, rep == ir.RepFloat && (known == types.SmallInt || known == types.Float):
		if known == types.SmallInt && rep == ir.RepFloat && x.Rep == ir.RepValue && x.Op != ir.OpConst {
			x = u.add(ir.OpUnboxInt, v, x)
		}
		return u.raw(x, rep, v)
	case rep == ir.RepInt:
		return u.guard(ir.OpGuardInt, v, x)
	case t == types.Float:
		return u.guard(ir.OpGuardFloat, v, x)
	}
	return u.guard(ir.OpGuardNumber, v, x)
}

// known is the type that v is sure to have where it stands.
func (u *unboxer) known(v *ir.Value) types.T {
	switch v.Rep {
	case ir.RepInt:
		return types.SmallInt
	case ir.RepFloat:
		return types.Float
	}
	return u.typeOf(v)
}

func (u *unboxer) binary(v *ir.Value) bool {
	a, b := u.left, u.right
	if !u.arithmetic {
		return false
	}
	x, y := v.Args[0], v.Args[1]
	ints := a == types.SmallInt && b == types.SmallInt
	var w *ir.Value
	switch {
	case ints && v.Num == infer.TrueDiv:
		w = u.guard(ir.OpFloatDiv, v, u.exact(v, x), u.exact(v, y))
	case ints && v.Num == infer.Pow:
		x = u.operand(v, x, a, ir.RepInt)
		w = u.guard(ir.OpIntBinary, v, x, x)
		w.Num = infer.Mul
	case ints:
		w = u.guard(ir.OpIntBinary, v, u.operand(v, x, a, ir.RepInt), u.operand(v, y, b, ir.RepInt))
		w.Num = v.Num
	case v.Num == infer.TrueDiv:
		w = u.guard(ir.OpFloatDiv, v, u.operand(v, x, a, ir.RepFloat), u.operand(v, y, b, ir.RepFloat))
	default:
		w = u.add(ir.OpFloatBinary, v, u.operand(v, x, a, ir.RepFloat), u.operand(v, y, b, ir.RepFloat))
		w.Num = v.Num
	}
	u.stands(v, w)
	return true
}

// exact returns an int operand of a true division as a float.
func (u *unboxer) exact(v, x *ir.Value) *ir.Value {
	if c, ok := x.Aux.(int64); ok && x.Op == ir.OpConst && -1<<53 <= c && c <= 1<<53 {
		return u.constant(x, ir.RepFloat)
	}
	return u.guard(ir.OpExactFloat, v, u.operand(v, x, types.SmallInt, ir.RepInt))
}

// intrinsic computes a built-in function instead of calling it.
func (u *unboxer) intrinsic(v *ir.Value) {
	args := append([]*ir.Value(nil), v.Args...)
	if in := &ir.Intrinsics[u.row]; in.Numbers {
		rep := reps[u.left]
		if in.Floats {
			rep = ir.RepFloat
		}
		for i := range args[1:] {
			args[1+i] = u.operand(v, args[1+i], u.left, rep)
		}
	}
	w := u.guard(ir.OpIntrinsic, v, args...)
	w.Num, w.Exc, w.Type, w.Rep = int64(u.row), v.Exc, u.right, reps[u.right]
	u.stands(v, w)
}

func (u *unboxer) negative(v *ir.Value) bool {
	x := v.Args[0]
	switch u.known(x) {
	case types.SmallInt:
		if v.Exit == nil || x.Op == ir.OpConst {
			return false
		}
		u.stands(v, u.guard(ir.OpIntNeg, v, u.raw(x, ir.RepInt, v)))
	case types.Float:
		u.stands(v, u.add(ir.OpFloatNeg, v, u.raw(x, ir.RepFloat, v)))
	default:
		return false
	}
	return true
}

// compare works on numbers of one kind, or a float and a small constant int.
func (u *unboxer) compare(v *ir.Value) bool {
	x, y := v.Args[0], v.Args[1]
	a, b := u.known(x), u.known(y)
	var w *ir.Value
	switch {
	case a == types.SmallInt && b == types.SmallInt:
		w = u.add(ir.OpIntCompare, v, u.raw(x, ir.RepInt, v), u.raw(y, ir.RepInt, v))
	case a == types.Float && (b == types.Float || smallConst(y)), b == types.Float && smallConst(x):
		w = u.add(ir.OpFloatCompare, v, u.raw(x, ir.RepFloat, v), u.raw(y, ir.RepFloat, v))
	default:
		return false
	}
	w.Num = v.Num
	u.stands(v, w)
	return true
}

// smallConst reports whether v is a constant int that a float holds exactly.
func smallConst(v *ir.Value) bool {
	c, ok := v.Aux.(int64)
	return ok && v.Op == ir.OpConst && -1<<53 <= c && c <= 1<<53
}
