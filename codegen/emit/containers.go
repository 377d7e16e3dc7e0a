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
	fe.tryFirst(v, fe.indexes(obj, key), fmt.Sprintf("abi.ListItem(%s, %s)", fe.expr(obj), fe.expr(key)), general)
}

// indexes reports whether obj[key] is to be tried as the indexing of a list by an int inline.
func (fe *funcEmitter) indexes(obj, key *ir.Value) bool {
	return fe.hot && obj.Type.May(types.List) && key.Type.May(types.SmallInt)
}

func emitSetItem(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.file.Import("", pathOps)
	if fe.indexes(v.Args[0], v.Args[1]) {
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
