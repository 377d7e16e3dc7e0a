// This file computes which values are live at the start of each block.

package ir

// LiveIn returns, by block ID, the set of values that are used in the block or later
// before being defined there. Parameters of a block are not live into it. Constants are
// left out: they are made anew where they are used. f must have been renumbered.
func (f *Func) LiveIn() []map[*Value]bool {
	live := make([]map[*Value]bool, len(f.Blocks))
	for i := range live {
		live[i] = map[*Value]bool{}
	}
	for changed := true; changed; {
		changed = false
		for i := len(f.Blocks) - 1; i >= 0; i-- {
			b := f.Blocks[i]
			for v := range b.liveBefore(live) {
				if !live[i][v] {
					live[i][v] = true
					changed = true
				}
			}
		}
	}
	return live
}

// liveBefore returns what is live at the start of b, given what is live into the others.
func (b *Block) liveBefore(in []map[*Value]bool) map[*Value]bool {
	set := map[*Value]bool{}
	b.Edges(func(e *Edge) {
		for v := range in[e.To.ID] {
			set[v] = true
		}
	})
	for i := len(b.Body) - 1; i >= 0; i-- {
		v := b.Body[i]
		delete(set, v)
		v.Uses(func(use *Value) {
			if !use.IsConst() {
				set[use] = true
			}
		})
	}
	for _, v := range b.Body {
		delete(set, v) // an exception edge may have revived what is defined further down
	}
	for _, p := range b.Params {
		delete(set, p)
	}
	return set
}

// IsConst reports whether v is a constant, which needs no variable.
func (v *Value) IsConst() bool { return v.Op == OpConst || v.Op == OpUnbound || v.Op == OpFlagConst }

// Uses calls visit with every value that v needs, where it stands: what a virtual object is
// made of rather than the object.
func (v *Value) Uses(visit func(use *Value)) {
	if v.Rep == RepVirtual {
		return
	}
	var each func(use *Value)
	each = func(use *Value) {
		if use.Rep != RepVirtual {
			visit(use)
			return
		}
		for _, a := range use.Args {
			each(a)
		}
	}
	v.Operands(func(use **Value) { each(*use) })
}
