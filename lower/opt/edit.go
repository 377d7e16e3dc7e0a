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

// replaceUses puts other values in the place of those that are keys of to.
func replaceUses(f *ir.Func, to map[*ir.Value]*ir.Value) {
	find := func(v *ir.Value) *ir.Value {
		for to[v] != nil {
			v = to[v]
		}
		return v
	}
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **ir.Value) { *use = find(*use) })
		}
	}
}

// removeUnused drops values that nobody uses and whose computation has no effect.
func removeUnused(f *ir.Func) {
	uses := make([]int, f.NumValues())
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **ir.Value) { uses[(*use).ID]++ })
		}
	}
	for changed := true; changed; {
		changed = false
		for _, b := range f.Blocks {
			kept := len(b.Body)
			for i := len(b.Body) - 1; i >= 0; i-- {
				v := b.Body[i]
				if uses[v.ID] == 0 && droppable(v) {
					v.Operands(func(use **ir.Value) { uses[(*use).ID]-- })
					b.Body[i] = nil
					kept--
				}
			}
			if kept < len(b.Body) {
				b.Body = compact(b.Body)
				changed = true
			}
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
	return v.Op.Info().Flags&(ir.Pure|ir.Droppable) != 0
}
