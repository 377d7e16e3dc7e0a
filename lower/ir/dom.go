// This file computes dominators.

package ir

// DomTree is the dominator tree of a function, by Cooper, Harvey and Kennedy, "A Simple,
// Fast Dominance Algorithm" (2001).
type DomTree struct {
	idom []int // by block ID; the entry's is itself
}

// Dominators computes the dominator tree. f must be renumbered: blocks in reverse postorder.
func (f *Func) Dominators() *DomTree {
	preds := make([][]int, len(f.Blocks))
	for _, b := range f.Blocks {
		b.Edges(func(e *Edge) { preds[e.To.ID] = append(preds[e.To.ID], b.ID) })
	}
	d := &DomTree{idom: make([]int, len(f.Blocks))}
	for i := range d.idom {
		d.idom[i] = -1
	}
	d.idom[0] = 0
	for changed := true; changed; {
		changed = false
		for i := 1; i < len(f.Blocks); i++ {
			dom := -1
			for _, p := range preds[i] {
				if d.idom[p] >= 0 {
					dom = d.intersect(dom, p)
				}
			}
			if dom != d.idom[i] {
				d.idom[i] = dom
				changed = true
			}
		}
	}
	return d
}

// intersect returns the nearest common dominator of a, -1 for none yet, and b.
func (d *DomTree) intersect(a, b int) int {
	if a < 0 {
		return b
	}
	for a != b {
		for a > b {
			a = d.idom[a]
		}
		for b > a {
			b = d.idom[b]
		}
	}
	return a
}

// Idom returns the immediate dominator of b, nil for the entry.
func (d *DomTree) Idom(f *Func, b *Block) *Block {
	if b.ID == 0 || d.idom[b.ID] < 0 {
		return nil
	}
	return f.Blocks[d.idom[b.ID]]
}

// Dominates reports whether every path to b passes a.
func (d *DomTree) Dominates(a, b *Block) bool {
	i := b.ID
	for i > a.ID && d.idom[i] >= 0 {
		i = d.idom[i]
	}
	return i == a.ID
}
