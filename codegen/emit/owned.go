// This file finds calls whose result nothing refers to but the code that goes through it: a loop, a
// delegation, or the call of a function that does no more. A generator that such a call makes is
// recycled when it has ended.

package emit

import (
	"adder/frontend/code"
	"adder/lower/ir"
)

// ownership is what findOwned finds.
type ownership struct {
	owned map[*ir.Value]bool      // the calls
	lends map[*ir.Value]*ir.Value // calls that are passed the result of one, and which
}

func (fe *funcEmitter) findOwned() {
	fe.owned, fe.lends = map[*ir.Value]bool{}, map[*ir.Value]*ir.Value{}
	for _, b := range fe.f.Blocks {
		for _, v := range b.Body {
			i := fe.takes(v)
			if i < 0 || i >= len(v.Args) {
				continue
			}
			x := v.Args[i]
			if x.Op == ir.OpGetIter && fe.uses[x.ID] == 1 {
				x = x.Args[0]
			}
			if x.Op != ir.OpCall && x.Op != ir.OpCallMethod || fe.uses[x.ID] != 1 {
				continue
			}
			fe.owned[x] = true
			if isCall(v) {
				fe.lends[v] = x
			}
		}
	}
}

// takes is the argument that v goes through if it is an iterator, -1 for none.
func (fe *funcEmitter) takes(v *ir.Value) int {
	switch v.Op {
	case ir.OpStartIter, ir.OpIterNext, ir.OpGetYieldFromIter, ir.OpGetAwaitable:
		return 0
	case ir.OpCall: // function, argument
		if len(v.Args) == 2 {
			return 1
		}
	case ir.OpCallMethod: // function, self, argument; or a generator expression and its iterator
		if len(v.Args) == 3 {
			return 2
		}
		if len(v.Args) == 2 && isGenExpr(v.Args[0]) {
			return 1
		}
	}
	return -1
}

func isCall(v *ir.Value) bool { return v.Op == ir.OpCall || v.Op == ir.OpCallMethod }

// isGenExpr reports whether v is the function of a generator expression.
func isGenExpr(v *ir.Value) bool {
	for v.Op == ir.OpSetFunctionAttr {
		v = v.Args[0]
	}
	if v.Op != ir.OpMakeFunction {
		return false
	}
	return v.Aux.(*code.Code).Name == "<genexpr>"
}

// owning makes an emitter of calls that tells who owns what is passed and what comes back.
func owning(call opEmitter) opEmitter {
	return func(fe *funcEmitter, v *ir.Value, next *ir.Block) {
		fe.disown(v)
		call(fe, v, next)
		fe.own(v)
	}
}

// disown tells, before the call v, that what it is passed is no longer only its.
func (fe *funcEmitter) disown(v *ir.Value) {
	if x := fe.lends[v]; x != nil && !isGenExpr(v.Args[0]) {
		fe.out.Linef("py.Disown(%s, %s)", fe.arg(v, 0), fe.expr(x))
	}
}

// own tells, after the call v, that its result is only its caller's.
func (fe *funcEmitter) own(v *ir.Value) {
	if fe.owned[v] {
		fe.out.Linef("py.Own(%s, %s)", fe.arg(v, 0), fe.ref(v))
	}
}
