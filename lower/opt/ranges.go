// This file turns loops over range(…) into counting.

package opt

import (
	"adder/lower/ir"
	"adder/lower/types"
)

// countRanges replaces the iterator of a loop over range by a number that the loop's head has
// as a parameter. That the name still means the type, and that the arguments are ints, is
// guarded before the loop; the iterator comes into being where an exit needs it.
func countRanges(f *ir.Func) {
	for {
		r := findRange(f)
		if r == nil {
			return
		}
		r.count()
		f.Renumber()
	}
}

// rangeLoop is a loop over a range.
type rangeLoop struct {
	f          *ir.Func
	call, iter *ir.Value // range(…), and its iterator
	next       *ir.Value // the only step, at the head of the loop
	some       *ir.Value // the test whether it gave an item
	step       int64     // zero: not a constant
	into       []edgeFrom
}

type edgeFrom struct {
	edge *ir.Edge
	from *ir.Block
}

// findRange returns a loop that can be counted, nil if there is none.
func findRange(f *ir.Func) *rangeLoop {
	uses := users(f)
	var dom *ir.DomTree
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			if v.Op != ir.OpGetIter || v.Args[0].Op != ir.OpCall || v.Args[0].Exit == nil || v.Args[0].Block != b || !isRangeCall(f, v.Args[0], uses[v.Args[0].ID]) {
				continue
			}
			if dom == nil {
				dom = f.Dominators()
			}
			r := &rangeLoop{f: f, call: v.Args[0], iter: v, step: 1}
			if r.matches(uses, dom) {
				return r
			}
		}
	}
	return nil
}

// matches reports whether nothing but one step and exits behind it see the iterator.
func (r *rangeLoop) matches(uses [][]*ir.Value, dom *ir.DomTree) bool {
	if len(r.call.Args) == 4 {
		step, ok := r.call.Args[3].Aux.(int64)
		if r.call.Args[3].Op != ir.OpConst {
			step = 0
		} else if !ok || step == 0 || step > 1<<30 || step < -1<<30 {
			return false
		}
		r.step = step
	}
	for _, u := range uses[r.iter.ID] {
		if u.Op == ir.OpIterNext && u.Args[0] == r.iter {
			if r.next != nil && r.next != u {
				return false
			}
			r.next = u
		}
	}
	if r.next == nil || r.next.Block == r.iter.Block || r.next.Block.Handler {
		return false
	}
	for _, u := range uses[r.iter.ID] {
		if u != r.next && (!onlyInExit(u, r.iter) || !dom.Dominates(r.next.Block, u.Block)) {
			return false
		}
	}
	for _, u := range uses[r.next.ID] {
		if u.Op == ir.OpIsBound {
			if r.some != nil {
				return false
			}
			r.some = u
		}
	}
	if r.some == nil || onlyOperand(r.next, r.iter) > 1 {
		return false
	}
	for _, b := range r.f.Blocks {
		b.Edges(func(e *ir.Edge) {
			if e.To == r.next.Block {
				r.into = append(r.into, edgeFrom{e, b})
			}
		})
	}
	return true
}

// onlyInExit reports whether u uses v as an argument of its exit and nowhere else.
func onlyInExit(u, v *ir.Value) bool {
	in := 0
	if u.Exit != nil {
		for _, a := range u.Exit.Args {
			if a == v {
				in++
			}
		}
	}
	return onlyOperand(u, v) == in
}

// onlyOperand counts the uses of v by u.
func onlyOperand(u, v *ir.Value) int {
	n := 0
	u.Operands(func(use **ir.Value) {
		if *use == v {
			n++
		}
	})
	return n
}

// count performs the replacement.
func (r *rangeLoop) count() {
	f, args := r.f, r.call.Args[1:]
	var before []*ir.Value
	integer := func(v *ir.Value) *ir.Value {
		if v.Rep == ir.RepInt {
			return v
		}
		if c, ok := v.Aux.(int64); ok && v.Op == ir.OpConst {
			before = append(before, number(f, c))
			return before[len(before)-1]
		}
		g := f.NewValue(r.call.Block, ir.OpGuardInt, r.call.Off, v)
		g.Exit = r.call.Exit.Copy()
		before = append(before, g)
		return g
	}
	var start, stop *ir.Value
	if len(args) > 1 {
		start, stop = integer(args[0]), integer(args[1])
	} else {
		start = number(f, 0)
		before = append(before, start)
		stop = integer(args[0])
	}
	var by []*ir.Value // the step, if it is no constant
	if r.step == 0 {
		by = append(by, integer(args[2]))
	}
	end := f.NewValue(r.call.Block, ir.OpGuardRange, r.call.Off, append([]*ir.Value{r.call.Args[0], start, stop}, by...)...)
	end.Num, end.Exit = r.step, r.call.Exit.Copy()
	replaceInBody(r.call.Block, r.call, append(before, end)...)
	replaceInBody(r.iter.Block, r.iter)

	head := r.next.Block
	cur := f.NewParam(head, types.SmallInt)
	cur.Rep = ir.RepInt
	after := f.NewValue(head, ir.OpIntStep, r.next.Off, append([]*ir.Value{cur}, by...)...)
	after.Num = r.step
	rest := f.NewValue(head, ir.OpVirtualRange, r.next.Off, append([]*ir.Value{after, end}, by...)...)
	rest.Num = r.step
	test := f.NewValue(head, ir.OpIntCompare, r.next.Off, cur, end)
	test.Num = [...]int64{4, 3, 0}[stepKind(r.step)]
	replaceInBody(head, r.next, after, rest)
	replaceInBody(r.some.Block, r.some, test)
	dom := f.Dominators()
	for _, in := range r.into {
		if dom.Dominates(head, in.from) {
			in.edge.Args = append(in.edge.Args, after)
		} else {
			in.edge.Args = append(in.edge.Args, start)
		}
	}
	replaceUses(f, subst{r.next: cur, r.some: test, r.iter: rest})
}

// stepKind tells counting down by one, by other steps, and up by one.
func stepKind(step int64) int {
	switch step {
	case -1:
		return 0
	case 1:
		return 2
	}
	return 1
}

// number returns a constant that is held as a number.
func number(f *ir.Func, c int64) *ir.Value {
	v := f.NewConst(ir.OpConst, c, types.SmallInt)
	v.Rep = ir.RepInt
	return v
}
