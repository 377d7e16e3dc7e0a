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
	owned  map[*ir.Value]bool      // the calls
	lends  map[*ir.Value]*ir.Value // calls that are passed the result of one, and which
	exprs  map[*ir.Value]*ir.Func  // calls of generator expressions that are their functions' only uses
	once   map[*ir.Value]bool      // what makes those functions
	unmade map[*ir.Value]bool      // the OpGetIter that such calls are passed and that need not be made
}

func (fe *funcEmitter) findOwned() {
	fe.ownership = ownership{map[*ir.Value]bool{}, map[*ir.Value]*ir.Value{}, map[*ir.Value]*ir.Func{}, map[*ir.Value]bool{}, map[*ir.Value]bool{}}
	for _, b := range fe.f.Blocks {
		for _, v := range b.Body {
			fe.findExpr(v)
			i := fe.takes(v)
			if i < 0 || i >= len(v.Args) {
				continue
			}
			x := v.Args[i]
			if x.Op == ir.OpGetIter && fe.uses[x.ID] == 1 {
				x = x.Args[0]
			}
			if !isCall(x) || fe.uses[x.ID] != 1 {
				continue
			}
			if !isCall(v) {
				fe.owned[x] = true
			} else if isGenExpr(x.Args[0]) || isGenExpr(v.Args[0]) {
				fe.owned[x], fe.lends[v] = true, x
			}
		}
	}
}

// findExpr looks whether v calls the function of a generator expression.
func (fe *funcEmitter) findExpr(v *ir.Value) {
	if v.Op != ir.OpCallMethod || len(v.Args) != 2 || !isGenExpr(v.Args[0]) {
		return
	}
	maker := v.Args[0]
	for ; maker.Op == ir.OpSetFunctionAttr; maker = maker.Args[0] {
		if fe.uses[maker.ID] != 1 || !fe.fused[maker.Args[1]] {
			return
		}
	}
	f := fe.byCode(maker.Aux.(*code.Code))
	if fe.uses[maker.ID] != 1 || f == nil || shapeOf(f).vector {
		return
	}
	fe.exprs[v], fe.once[maker] = f, true
	if it := v.Args[1]; it.Op == ir.OpGetIter && fe.uses[it.ID] == 1 && startsIter(f) {
		fe.unmade[it] = true
	}
}

func (fe *funcEmitter) byCode(c *code.Code) *ir.Func {
	for _, f := range fe.mod.Funcs {
		if f.Code == c {
			return f
		}
	}
	return nil
}

// startsIter reports whether the generator expression f takes what it goes through as it is.
func startsIter(f *ir.Func) bool {
	for _, v := range f.Resumes[0].Body {
		if v.Op == ir.OpStartIter && v.Num == 1 {
			return true
		}
	}
	return false
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
		if f := fe.exprs[v]; f != nil {
			fe.out.Linef("%s, _ = codes[%d].Fn1(t, py.AsFunction(%s), %s)", fe.target(v), f.Index, fe.arg(v, 0), fe.arg(v, 1))
		} else {
			call(fe, v, next)
		}
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
