// This file says what became of operations that guesses could have made fast, while it is decided.

package opt

import (
	"adder/lower/infer"
	"adder/lower/ir"
	"adder/lower/types"
)

// Outcome is what became of an operation.
type Outcome struct {
	// Fast tells that it works on numbers in registers.
	Fast bool
	// Guarded tells that this rests on a guess, which is checked.
	Guarded bool
	// Left and Right are what is known or guessed of the operands, Bottom for no idea; Right is Bottom for
	// operations with one.
	Left, Right types.T
	// Shapes describe the operands where more is guessed than a type: "instance of C".
	LeftShape, RightShape string
	Why                   Reason
}

// Reason is why an operation stayed general.
type Reason string

// The reasons.
const (
	Specialised Reason = ""
	UnknownType Reason = "unknown-type" // nothing says what an operand is
	NotNumbers  Reason = "not-numbers"  // the operands are, or are guessed to be, no numbers
	MixedTypes  Reason = "mixed-types"  // an operand is one of several types
	BigResult   Reason = "big-int"      // an operand may be an int beyond 64 bits
	NoExit      Reason = "no-exit"      // there is no place where general code could take over
	NoFastForm  Reason = "no-fast-form" // the operator has no form for these types
	GeneralCall Reason = "unknown-callee"
)

// report tells what becomes of v, an operator, while its arguments are the old ones.
func (u *unboxer) report(v *ir.Value) {
	if u.explain == nil {
		return
	}
	o := Outcome{}
	switch v.Op {
	case ir.OpBinary, ir.OpInplace:
		o.Fast, o.Left, o.Right = u.arithmetic, u.left, u.right
		o.Guarded = o.Fast && (u.r.Types[v.Args[0].ID] != u.left || u.r.Types[v.Args[1].ID] != u.right)
	case ir.OpCompare, ir.OpCompareTest:
		a, b := u.r.Types[v.Args[0].ID], u.r.Types[v.Args[1].ID]
		o.Fast = a.Is(infer.Unboxable) && b.Is(infer.Unboxable) && a != 0 && b != 0
		o.Left, o.Right = a, b
	case ir.OpNegative:
		t := u.r.Types[v.Args[0].ID]
		o.Fast, o.Left = t.Is(infer.Unboxable) && t != 0 && v.Exit != nil, t
	case ir.OpGuess:
		if u.guessed == types.Bottom {
			return
		}
		o.Fast, o.Guarded, o.Left = true, true, u.guessed
	default:
		return
	}
	if !o.Fast {
		u.reason(v, &o)
	}
	u.explain(u.f, v, o)
}

// reason finds out why v stays general.
func (u *unboxer) reason(v *ir.Value, o *Outcome) {
	o.Left, o.LeftShape = u.describe(v.Args[0])
	operands := []types.T{o.Left}
	if len(v.Args) > 1 {
		o.Right, o.RightShape = u.describe(v.Args[1])
		operands = append(operands, o.Right)
	}
	o.Why = NoFastForm
	for _, t := range operands {
		switch {
		case t == types.Bottom:
			o.Why = UnknownType
			return
		case t.Is(infer.Unboxable):
		case t.Is(infer.Unboxable | types.BigInt):
			o.Why = BigResult
		case !t.May(infer.Unboxable):
			o.Why = NotNumbers
			return
		default:
			o.Why = MixedTypes
		}
	}
	if o.Why == NoFastForm && v.Exit == nil && v.Op != ir.OpCompare && v.Op != ir.OpCompareTest {
		o.Why = NoExit
	}
}

// describe returns what is known or guessed of v, Bottom for nothing.
func (u *unboxer) describe(v *ir.Value) (types.T, string) {
	s := u.r.Shape(v)
	if s == nil {
		return types.Bottom, ""
	}
	if s.Class != "" {
		return s.T, "instance of " + s.Class
	}
	return s.T, ""
}
