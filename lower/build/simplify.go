// This file removes what the builder made too generously: block parameters with a single
// source, and values without use.

package build

import "adder/lower/ir"

// simplify brings f to pruned SSA form.
func simplify(f *ir.Func) {
	f.Renumber()
	removeTrivialParams(f)
	removeDeadParams(f)
	f.RemoveUnused((*ir.Value).Effectless)
}

// subst maps removed values to what stands for them.
type subst map[*ir.Value]*ir.Value

// find follows replacements to the end, shortening the path.
func (s subst) find(v *ir.Value) *ir.Value {
	to, ok := s[v]
	if !ok {
		return v
	}
	root := s.find(to)
	s[v] = root
	return root
}

// removeTrivialParams replaces each parameter whose incoming arguments are all one value,
// or the parameter itself, by that value, until none is left.
func removeTrivialParams(f *ir.Func) {
	into := make(map[*ir.Block][]*ir.Edge)
	for _, b := range f.Blocks {
		b.Edges(func(e *ir.Edge) { into[e.To] = append(into[e.To], e) })
	}
	replaced := subst{}
	for changed := true; changed; {
		changed = false
		for _, b := range f.Blocks[1:] {
			if removeFrom(b, into[b], replaced) {
				changed = true
			}
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **ir.Value) { *use = replaced.find(*use) })
		}
	}
}

// removeFrom removes b's trivial parameters together with the arguments on edges. A
// handler's first parameter has no arguments and stays.
func removeFrom(b *ir.Block, edges []*ir.Edge, replaced subst) bool {
	first := firstPassed(b)
	kept := b.Params[:first:first]
	var drop []int
	for i, p := range b.Params[first:] {
		if src := singleSource(p, edges, i, replaced); src != nil {
			replaced[p] = src
			drop = append(drop, i)
		} else {
			kept = append(kept, p)
		}
	}
	if len(drop) == 0 {
		return false
	}
	b.Params = kept
	for _, e := range edges {
		e.Args = without(e.Args, drop)
	}
	return true
}

// singleSource returns the one value that p can have, nil if there are several.
func singleSource(p *ir.Value, edges []*ir.Edge, i int, replaced subst) *ir.Value {
	var src *ir.Value
	for _, e := range edges {
		v := replaced.find(e.Args[i])
		if v == p || v == src {
			continue
		}
		if src != nil || v.Rep == ir.RepVirtual {
			return nil // a virtual object is made on the way
		}
		src = v
	}
	return src
}

// removeDeadParams drops parameters that are only passed on to dead ones.
func removeDeadParams(f *ir.Func) {
	live := map[*ir.Value]bool{}
	into := make(map[*ir.Block][]*ir.Edge)
	for _, b := range f.Blocks {
		b.Edges(func(e *ir.Edge) { into[e.To] = append(into[e.To], e) })
		for _, v := range b.Body {
			for _, a := range v.Args {
				live[a] = true
			}
			if v.Exit != nil && v.Exit.To == nil {
				for _, a := range v.Exit.Args {
					live[a] = true
				}
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, b := range f.Blocks {
			first := firstPassed(b)
			for i, p := range b.Params[first:] {
				if !live[p] {
					continue
				}
				for _, e := range into[b] {
					if a := e.Args[i]; !live[a] {
						live[a], changed = true, true
					}
				}
			}
		}
	}
	for _, b := range f.Blocks[1:] {
		first := firstPassed(b)
		kept := b.Params[:first:first]
		var drop []int
		for i, p := range b.Params[first:] {
			if live[p] {
				kept = append(kept, p)
			} else {
				drop = append(drop, i)
			}
		}
		b.Params = kept
		for _, e := range into[b] {
			e.Args = without(e.Args, drop)
		}
	}
}

// firstPassed is the index of the first parameter that edges have arguments for: a
// handler's exception comes from the landing pad.
func firstPassed(b *ir.Block) int {
	if b.Handler {
		return 1
	}
	return 0
}

// without returns args lacking the positions in drop, which ascend.
func without(args []*ir.Value, drop []int) []*ir.Value {
	out := args[:0]
	for i, a := range args {
		if len(drop) > 0 && drop[0] == i {
			drop = drop[1:]
			continue
		}
		out = append(out, a)
	}
	return out
}
