// This file emits access to items and slices, and unpacking.

package emit

import (
	"fmt"
	"strings"

	"adder/lower/ir"
	"adder/lower/types"
)

// emitGetItem indexes lists inline where the function is worth it.
func emitGetItem(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	obj, key := v.Args[0], v.Args[1]
	fe.file.Import("", pathOps)
	if fe.fused[key] {
		fe.pos(v)
		fe.calling(v, fmt.Sprintf("ops.GetStepSlice(t, %s, %s)", fe.expr(obj), fe.list(key.Args)), false)
		return
	}
	general := fmt.Sprintf("ops.GetItem(t, %s, %s)", fe.expr(obj), fe.expr(key))
	if intKey(key) && fe.indexes(obj, key) && fe.uses[v.ID] > 0 {
		fe.getByInt(v, general)
		return
	}
	fe.tryFirst(v, fe.indexes(obj, key), fmt.Sprintf("abi.ListItem(%s, %s)", fe.expr(obj), fe.expr(key)), general)
}

// getByInt indexes by a machine int. A guard of the item's type that follows is part of it, so that
// the item is only loaded as what it is expected to be.
func (fe *funcEmitter) getByInt(v *ir.Value, general string) {
	obj, key := v.Args[0], v.Args[1]
	test, item := fe.sequenceItem(v, "List")
	if v.Num == ir.ItemOfTuple {
		test, item = fe.sequenceItem(v, "Tuple")
	}
	to := fe.target(v)
	guard := fe.guardBehind(v)
	if guard != nil {
		is, as := "IsInt", "Int64"
		if guard.Op == ir.OpGuardFloat {
			is, as = "IsFloat", "Float64"
		}
		raw := fe.resultVar(guard)
		fe.out.Open(fmt.Sprintf("if %s && %s.%s() {", test, item, is))
		fe.out.Linef("%s = %s.%s()", raw, item, as)
		fe.out.Else("} else {")
		defer fe.out.Close()
		defer func() {
			fe.exitIf(guard, fmt.Sprintf("!%s.%s()", to, is))
			fe.out.Linef("%s = %s.%s()", raw, to, as)
		}()
		fe.absorbed[guard] = true
	} else {
		fe.out.Open(fmt.Sprintf("if %s {", test))
		fe.out.Linef("%s = %s", to, item)
		fe.out.Else("} else {")
		defer fe.out.Close()
	}
	if !fe.notNegative(key, maxNesting) {
		fe.out.Open(fmt.Sprintf("if %s = abi.ListItem(%s, %s); %s.IsUnbound() {", to, fe.expr(obj), fe.expr(key), to))
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.out.Linef("%s, exc = %s", to, general)
	fe.check(v)
}

// sequenceItem writes the test that what v indexes is a list or tuple with an item at the key, not
// counted from the end, and that item.
func (fe *funcEmitter) sequenceItem(v *ir.Value, kind string) (test, item string) {
	obj, k := fe.arg(v, 0), fe.raw(v.Args[1])
	items := fmt.Sprintf("py.As%s(%s).Items", kind, obj)
	return fmt.Sprintf("py.Is%s(%s) && uint64(%s) < uint64(len(%s))", kind, obj, k, items), fmt.Sprintf("%s[%s]", items, k)
}

// guardBehind returns the guard of item v that stands behind it and is, with its exit, the only one to
// see it; nil if there is none.
func (fe *funcEmitter) guardBehind(v *ir.Value) *ir.Value {
	body := v.Block.Body
	for i, w := range body[:len(body)-1] {
		if w != v {
			continue
		}
		g := body[i+1]
		if (g.Op != ir.OpGuardInt && g.Op != ir.OpGuardFloat) || g.Args[0] != v {
			return nil
		}
		seen := 0
		g.Uses(func(use *ir.Value) {
			if use == v {
				seen++
			}
		})
		if seen == fe.uses[v.ID] {
			return g
		}
		return nil
	}
	return nil
}

// maxNesting bounds how far notNegative looks.
const maxNesting = 6

// notNegative reports whether a machine int is sure to be at least zero.
func (fe *funcEmitter) notNegative(v *ir.Value, depth int) bool {
	if depth == 0 {
		return false
	}
	both := func() bool { return fe.notNegative(v.Args[0], depth-1) && fe.notNegative(v.Args[1], depth-1) }
	switch v.Op {
	case ir.OpConst:
		c, ok := v.Aux.(int64)
		return ok && c >= 0
	case ir.OpIntStep:
		return v.Num > 0 && fe.notNegative(v.Args[0], depth-1)
	case ir.OpIntBinary:
		switch v.Num {
		case addOp, mulOp, orOp, floorDivOp:
			return both()
		case andOp:
			return fe.notNegative(v.Args[0], depth-1) || fe.notNegative(v.Args[1], depth-1)
		case modOp:
			return fe.notNegative(v.Args[1], depth-1)
		case rshiftOp:
			return fe.notNegative(v.Args[0], depth-1)
		}
	case ir.OpParam:
		return fe.paramNotNegative(v, depth)
	}
	return false
}

// paramNotNegative looks at what edges pass for a parameter: counting up from it passes nothing new.
func (fe *funcEmitter) paramNotNegative(p *ir.Value, depth int) bool {
	if p.Rep != ir.RepInt {
		return false
	}
	known, looked := fe.positive[p]
	if looked {
		return known
	}
	fe.positive[p] = false // for loops among parameters
	result := true
	for _, a := range fe.passed(p) {
		if a != p && !(a.Op == ir.OpIntStep && a.Num > 0 && a.Args[0] == p) && !fe.notNegative(a, depth-1) {
			result = false
		}
	}
	fe.positive[p] = result
	return result
}

// passed lists what edges pass for a parameter.
func (fe *funcEmitter) passed(p *ir.Value) []*ir.Value {
	index := 0
	for p.Block.Params[index] != p {
		index++
	}
	var list []*ir.Value
	for _, b := range fe.f.Blocks {
		b.Edges(func(e *ir.Edge) {
			if e.To == p.Block && index < len(e.Args) {
				list = append(list, e.Args[index])
			}
		})
	}
	return list
}

// intKey reports whether a key is a machine int, or a constant that may index as one.
func intKey(key *ir.Value) bool {
	if key.Op == ir.OpConst {
		c, ok := key.Aux.(int64)
		return ok && c >= 0
	}
	return key.Rep == ir.RepInt
}

// indexes reports whether obj[key] is to be tried as the indexing of a list by an int inline.
func (fe *funcEmitter) indexes(obj, key *ir.Value) bool {
	return fe.hot && obj.Type.May(types.List) && key.Type.May(types.SmallInt)
}

func emitSetItem(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.file.Import("", pathOps)
	if key := v.Args[1]; intKey(key) && fe.indexes(v.Args[0], key) {
		test, item := fe.sequenceItem(v, "List")
		fe.out.Open("if " + test + " {")
		fe.out.Linef("%s = %s", item, fe.arg(v, 2))
		fe.out.Else("} else {")
		defer fe.out.Close()
	} else if fe.indexes(v.Args[0], v.Args[1]) {
		fe.out.Open(fmt.Sprintf("if !abi.SetListItem(%s) {", fe.list(v.Args)))
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.calling(v, fmt.Sprintf("ops.SetItem(t, %s)", fe.list(v.Args)), false)
}

// emitBuildSlice makes a slice object, unless the subscription behind it takes the bounds.
func emitBuildSlice(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if !fe.fused[v] {
		fe.run(v)
	}
}

func emitBuildTuple(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	switch n := len(v.Args); {
	case fe.fused[v]:
	case n == 2 || n == 3:
		fe.set(v, fmt.Sprintf("py.Tuple%d(%s)", n, fe.list(v.Args)))
	default:
		fe.set(v, "py.NewTuple("+fe.list(v.Args)+").V()")
	}
}

// fuse finds slices that are made for one subscription in the same block, and tuples for a closure.
func (fe *funcEmitter) fuse(b *ir.Block) {
	once := func(v *ir.Value, op ir.Op) bool { return v.Op == op && v.Block == b && fe.uses[v.ID] == 1 }
	for _, v := range b.Body {
		switch {
		case v.Op == ir.OpGetItem && once(v.Args[1], ir.OpBuildSlice),
			v.Op == ir.OpSetFunctionAttr && v.Num == setClosure && once(v.Args[1], ir.OpBuildTuple):
			fe.fused[v.Args[1]] = true
		}
	}
}

// setClosure is SET_FUNCTION_ATTRIBUTE's argument for the closure.
const setClosure = 8

// emitSetFunctionAttr gives a new function its cells without a tuple of them.
func emitSetFunctionAttr(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if !fe.fused[v.Args[1]] {
		fe.run(v)
		return
	}
	fe.set(v, fmt.Sprintf("abi.SetClosure(%s, %s)", fe.arg(v, 0), fe.list(v.Args[1].Args)))
}

// emitUnpack takes tuples and lists of the right length apart inline.
func emitUnpack(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if fe.hot {
		targets := fe.projTargets(v)
		fe.out.Open(fmt.Sprintf("if items := abi.Items(%s); len(items) == %d {", fe.arg(v, 0), v.Num))
		fe.takeItems(targets)
		fe.out.Else("} else {")
		defer fe.out.Close()
		fe.unpack(v, targets)
		return
	}
	fe.unpack(v, fe.projTargets(v))
}

// unpack receives the items one by one for two and three, else through an array.
func (fe *funcEmitter) unpack(v *ir.Value, targets []string) {
	fe.pos(v)
	if v.Num == 2 || v.Num == 3 {
		fe.out.Linef("%s, exc = abi.Unpack%d(t, %s)", strings.Join(targets, ", "), v.Num, fe.arg(v, 0))
		fe.check(v)
		return
	}
	fe.unpackInto(v, targets, int(v.Num), fmt.Sprintf("ops.Unpack(t, %s, items[:])", fe.arg(v, 0)))
}

func emitUnpackEx(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	before, after := v.Num&0xff, v.Num>>8
	fe.unpackInto(v, fe.projTargets(v), int(before+1+after), fmt.Sprintf("ops.UnpackEx(t, %s, %d, items[:])", fe.arg(v, 0), before))
}

func (fe *funcEmitter) unpackInto(v *ir.Value, targets []string, n int, call string) {
	fe.file.Import("", pathOps)
	fe.out.Open("{")
	fe.out.Linef("var items [%d]py.Value", n)
	fe.out.Open(fmt.Sprintf("if exc = %s; exc != nil {", call))
	fe.raise(v)
	fe.out.Close()
	fe.takeItems(targets)
	fe.out.Close()
}

// takeItems assigns the slice items to variables.
func (fe *funcEmitter) takeItems(targets []string) {
	for i, to := range targets {
		if to != "_" {
			fe.out.Linef("%s = items[%d]", to, i)
		}
	}
}
