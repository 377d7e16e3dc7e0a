// This file emits iteration.

package emit

import (
	"fmt"

	"adder/lower/ir"
)

func emitGetIter(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	iter := "py.Iter"
	if fe.unmade[v] {
		iter = "abi.ExprIter"
	}
	fe.calling(v, fmt.Sprintf("%s(t, %s)", iter, fe.arg(v, 0)), false)
}

// emitStartIter starts a loop over an object.
func emitStartIter(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if v.Num == 1 {
		if fe.uses[v.ID] > 0 {
			fe.out.Linef("abi.StartExprIter(&%s, %s)", fe.iter(v), fe.arg(v, 0))
		}
		return
	}
	fe.pos(v)
	fe.startIter(v, fe.arg(v, 0))
}

func (fe *funcEmitter) startIter(v *ir.Value, obj string) {
	fe.out.Open(fmt.Sprintf("if exc = abi.StartIter(t, &%s, %s); exc != nil {", fe.iter(v), obj))
	fe.raise(v)
	fe.out.Close()
}

// iter is the variable of a loop's iterator. A loop that nobody asks for an item (its body
// was unreachable) still has one.
func (fe *funcEmitter) iter(v *ir.Value) string {
	if fe.uses[v.ID] == 0 {
		return "abi.Iter{}"
	}
	if fe.where[v.ID] == placeBlock {
		fe.target(v)
	}
	return fe.ref(v)
}

// emitStartRange starts a loop over range(…), if that is what the name means at this moment.
func emitStartRange(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	n := len(v.Args) - 1
	iter := fe.iter(v)
	fe.out.Open(fmt.Sprintf("if !abi.StartRange%d(&%s, %s) {", n, iter, fe.list(v.Args)))
	fe.out.Linef("fr.Pos = %d", v.Num)
	fe.out.Line("var r py.Value")
	fe.out.Linef("r, exc = py.Call%d(t, %s)", n, fe.list(v.Args))
	fe.check(v)
	fe.pos(v)
	fe.startIter(v, "r")
	fe.out.Close()
}

// emitIterNext steps a loop: ranges, lists and tuples inline.
func emitIterNext(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	it := v.Args[0]
	if it.Rep != ir.RepIter {
		fe.pos(v)
		fe.calling(v, fmt.Sprintf("abi.Next(t, %s)", fe.arg(v, 0)), false)
		return
	}
	x, to := fe.ref(it), fe.target(v)
	next := "IterNext"
	if fe.uses[v.ID] == 2 && fe.taken[v] == 2 {
		next = "IterNextInto"
	}
	if !fe.hot || to == "_" {
		fe.pos(v)
		fe.out.Linef("%s, exc = abi.%s(t, &%s)", to, next, x)
		fe.check(v)
		return
	}
	fe.out.Open(fmt.Sprintf("if %s.Left > 0 {", x))
	fe.out.Linef("%s = %s.Count()", to, x)
	fe.out.Else(fmt.Sprintf("} else if %s.Items != nil {", x))
	fe.out.Linef("%s = %s.Item()", to, x)
	fe.out.Else("} else {")
	fe.pos(v)
	fe.out.Linef("%s, exc = abi.%s(t, &%s)", to, next, x)
	fe.check(v)
	fe.out.Close()
}
