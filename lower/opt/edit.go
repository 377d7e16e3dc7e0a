// This file holds what passes share: editing of bodies and uses.

package opt

import (
	"adder/lower/infer"
	"adder/lower/ir"
)

// replaceInBody puts values where old stands in b.
func replaceInBody(b *ir.Block, old *ir.Value, with ...*ir.Value) {
	for i, v := range b.Body {
		if v == old {
			body := append([]*ir.Value{}, b.Body[:i]...)
			b.Body = append(append(body, with...), b.Body[i+1:]...)
			for _, w := range with {
				w.Block = b
			}
			return
		}
	}
}

// subst maps replaced values to what stands for them.
type subst map[*ir.Value]*ir.Value

// find follows replacements to the end.
func (s subst) find(v *ir.Value) *ir.Value {
	for s[v] != nil {
		v = s[v]
	}
	return v
}

// replaceUses puts other values in the place of those that are keys of to.
func replaceUses(f *ir.Func, to subst) {
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **ir.Value) { *use = to.find(*use) })
		}
	}
}

// droppable reports whether v may go when nobody uses it. A guard of an operand stays: where it
// fails the general operator may raise.
func droppable(v *ir.Value) bool {
	switch v.Op {
	case ir.OpGuardInt, ir.OpGuardFloat:
		return v.Num == 1
	case ir.OpIntBinary:
		switch v.Num {
		case infer.LShift, infer.RShift, infer.FloorDiv, infer.Mod:
			c, ok := v.Args[1].Aux.(int64)
			return ok && v.Args[1].Op == ir.OpConst && c > 0
		}
		return true
	}
	return v.Effectless()
}
