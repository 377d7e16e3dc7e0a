// This file holds the transfer functions: what an op's result is, given its arguments.

package infer

import (
	"adder/lower/ir"
	"adder/lower/types"
)

// transfer returns the type that v has if its guards hold, and what is guessed beyond.
func (r *Result) transfer(v *ir.Value) (types.T, *Shape) {
	switch v.Op {
	case ir.OpBinary, ir.OpInplace:
		return r.binary(v)
	case ir.OpNegative, ir.OpPositive:
		return r.negative(v)
	case ir.OpGuess:
		return r.guessed(v)
	case ir.OpCompare:
		return r.compare(v)
	case ir.OpCall:
		row, _, t := r.Intrinsic(v)
		switch {
		case row >= 0:
			return t, nil
		case r.intrinsic(v) >= 0 && r.awaited(v.Args[1:]):
			return types.Bottom, nil
		}
	case ir.OpCheckLocal:
		return r.Types[v.Args[0].ID] &^ types.Unbound, r.shapes[v.Args[0].ID]
	case ir.OpFloatBinary, ir.OpFloatDiv, ir.OpFloatNeg, ir.OpIntBinary, ir.OpIntNeg, ir.OpIntStep:
		return v.Type, nil
	}
	return v.Type, r.source(v)
}

// guessed is the result of a guard for the type that the argument is guessed to be.
func (r *Result) guessed(v *ir.Value) (types.T, *Shape) {
	x := v.Args[0]
	if t := r.Guessed(v); t != types.Bottom {
		return t, nil
	}
	return r.Types[x.ID], r.shapes[x.ID]
}

func (r *Result) compare(v *ir.Value) (types.T, *Shape) {
	x, y := r.Types[v.Args[0].ID], r.Types[v.Args[1].ID]
	if plain := numbers | types.Str | types.None; x.Is(plain) && y.Is(plain) {
		return types.Bool, nil
	}
	return v.Type, nil
}

func (r *Result) negative(v *ir.Value) (types.T, *Shape) {
	x := r.Types[v.Args[0].ID]
	switch {
	case x == types.Bottom:
		return types.Bottom, nil
	case x == types.SmallInt && v.Exit != nil && v.Args[0].Op != ir.OpConst, x == types.Float:
		return x, nil
	case x.Is(numbers):
		return numbers | types.BigInt, nil
	}
	return v.Type, r.shapes[v.Args[0].ID]
}

const numbers = types.SmallInt | types.Float

// The numbers of binary operators, py.BinOp's.
const (
	Add      = 0
	And      = 1
	FloorDiv = 2
	LShift   = 3
	Mul      = 5
	Mod      = 6
	Or       = 7
	Pow      = 8
	RShift   = 9
	Sub      = 10
	TrueDiv  = 11
	Xor      = 12
)

// intOnly are the operators that floats do not have; closed those that give an int from ints.
const (
	intOnly = 1<<And | 1<<Or | 1<<Xor | 1<<LShift | 1<<RShift
	closed  = intOnly | 1<<Add | 1<<Sub | 1<<Mul | 1<<FloorDiv | 1<<Mod
	onFloat = 1<<Add | 1<<Sub | 1<<Mul | 1<<TrueDiv
)

// Operands returns what the operands of an arithmetic op are taken for: each SmallInt, Float, or
// numbers for one that is converted to float; ok is false where the op stays general.
func (r *Result) Operands(v *ir.Value) (x, y types.T, ok bool) {
	if v.Exit == nil || constantly(v) {
		return 0, 0, false
	}
	x, y = r.operand(v, 0), r.operand(v, 1)
	if x == types.Float && y == types.Float {
		// With one of them a float the other may be either.
		if r.either(v.Args[1]) {
			y = numbers
		} else if r.either(v.Args[0]) {
			x = numbers
		}
	}
	bit := int64(1) << v.Num
	switch {
	case x == types.SmallInt && y == types.SmallInt:
		return x, y, closed&bit != 0 || v.Num == TrueDiv || v.Num == Pow && isTwo(v.Args[1])
	case x.Is(numbers) && y.Is(numbers) && x != 0 && y != 0 && (x == types.Float || y == types.Float):
		return x, y, onFloat&bit != 0
	}
	return 0, 0, false
}

// either reports whether names say of v that it is at times an int and at times a float.
func (r *Result) either(v *ir.Value) bool {
	return !r.Types[v.ID].Is(numbers) && r.shapes[v.ID].known()&^types.None == numbers
}

// operand is the number that an operand has or is guessed to have, by what a run saw or by names.
func (r *Result) operand(v *ir.Value, i int) types.T {
	if t := r.Types[v.Args[i].ID]; !t.Is(numbers) && t.May(types.Other) {
		if seen, ok := r.seenOperand(v, i); ok {
			if !seen.Is(numbers) {
				return types.Bottom
			}
			if seen == numbers {
				return types.Float // a run saw both: mixed arithmetic converts
			}
			return seen
		}
	}
	return r.number(v.Args[i], v.Args[1-i], v.Num)
}

// constantly reports whether the operands are constants that no Go expression may hold: two of
// them could overflow, a divisor be zero, an int be none that a float holds.
func constantly(v *ir.Value) bool {
	x, y := v.Args[0], v.Args[1]
	if x.Op == ir.OpConst && y.Op == ir.OpConst || y.Op == ir.OpConst && (y.Aux == int64(0) || y.Aux == 0.0) && (v.Num == TrueDiv || v.Num == FloorDiv || v.Num == Mod) {
		return true
	}
	return v.Num == TrueDiv && (hugeConst(x) || hugeConst(y))
}

func hugeConst(v *ir.Value) bool {
	c, ok := v.Aux.(int64)
	return ok && v.Op == ir.OpConst && (c > 1<<53 || c < -1<<53)
}

func isTwo(v *ir.Value) bool { return v.Op == ir.OpConst && v.Aux == int64(2) }

// number returns the type that an operand has or is guessed to have: SmallInt, Float, either, or
// Bottom if it is no number.
func (r *Result) number(v, other *ir.Value, op int64) types.T {
	t := r.Types[v.ID]
	if t.Is(numbers) {
		return t
	}
	if !t.May(types.Other) && !t.Is(numbers|types.BigInt) {
		return types.Bottom
	}
	if !t.May(types.Other) {
		return types.Bottom // a big int at times: the general form copes without leaving
	}
	switch s := r.shapes[v.ID].known() &^ types.None; { // None is tested for before arithmetic
	case s == numbers && r.Types[other.ID] != types.Float:
		return types.Float // names say both: ints are mostly constants that stand for floats
	case s.Is(numbers) && s != types.Bottom:
		return s
	case s != types.Bottom:
		return types.Bottom
	}
	// No idea: an operand of the same kind as the other, where the other tells.
	switch o := r.Types[other.ID]; {
	case o == types.SmallInt && int64(1)<<op&closed != 0 && op != Mod && op != Mul:
		return types.SmallInt
	case o == types.Float:
		return numbers
	}
	return types.Bottom
}

// binary is the result of an operator. An operand that loops have not reached yet gives nothing.
func (r *Result) binary(v *ir.Value) (types.T, *Shape) {
	x, y := r.Types[v.Args[0].ID], r.Types[v.Args[1].ID]
	if x == types.Bottom || y == types.Bottom {
		return types.Bottom, nil
	}
	if a, b, ok := r.Operands(v); ok {
		if a == types.SmallInt && b == types.SmallInt && v.Num != TrueDiv {
			return types.SmallInt, nil
		}
		return types.Float, nil
	}
	return generalResult(v.Num, x, y), r.general(v)
}

// generalResult is what the general operator gives for numbers.
func generalResult(op int64, x, y types.T) types.T {
	ints := types.SmallInt | types.BigInt
	bit := int64(1) << op
	switch {
	case x.Is(ints) && y.Is(ints) && closed&bit != 0:
		return ints
	case x.Is(types.Float) && y.Is(numbers) || x.Is(numbers) && y.Is(types.Float):
		if (onFloat|1<<FloorDiv|1<<Mod)&bit != 0 {
			return types.Float
		}
	case x.Is(numbers) && y.Is(numbers) && op == TrueDiv:
		return types.Float
	}
	return types.Object
}

// general guesses what other operators give: repeated and joined sequences, formatted text.
func (r *Result) general(v *ir.Value) *Shape {
	x, y := r.Shape(v.Args[0]), r.Shape(v.Args[1])
	sequences := types.List | types.Tuple | types.Str | types.Bytes
	switch {
	case v.Num == Mod && x.known() == types.Str:
		return Of(types.Str)
	case v.Num == Add && x.known() == y.known() && x.known().Is(sequences) && x.known() != types.Bottom:
		return &Shape{T: x.T, Elem: join(x.item(), y.item())}
	case v.Num == Mul && x.known().Is(sequences) && x.known() != types.Bottom:
		return &Shape{T: x.T, Elem: x.item()}
	case v.Num == Mul && y.known().Is(sequences) && y.known() != types.Bottom:
		return &Shape{T: y.T, Elem: y.item()}
	case x.known().Is(numbers) && y.known().Is(numbers) && x.known() != 0 && y.known() != 0:
		if v.Num == TrueDiv || x.T == types.Float || y.T == types.Float {
			return Of(types.Float)
		}
		return Of(x.T | y.T)
	}
	return nil
}
