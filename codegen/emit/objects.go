// This file emits variables, attributes, items, calls, containers and iteration.

package emit

import (
	"fmt"
	"strings"

	"adder/frontend/code"
	"adder/lower/ir"
)

func addObjects() {
	for op, emit := range map[ir.Op]opEmitter{
		ir.OpCheckLocal: emitCheckLocal, ir.OpCheckDelete: emitCheckLocal,
		ir.OpLoadCell: emitLoadCell, ir.OpStoreCell: emitStoreCell, ir.OpDeleteCell: emitDeleteCell,
		ir.OpLoadName: emitLoadName, ir.OpStoreName: emitStoreName,
		ir.OpLoadGlobal: emitLoadGlobal, ir.OpStoreGlobal: emitStoreGlobal, ir.OpLoadFromDictOrDeref: emitDictOrDeref,
		ir.OpLoadLocals: emitLoadLocals, ir.OpSpill: emitSpill, ir.OpSpillFrame: emitSpillFrame,

		ir.OpLoadAttr: emitLoadAttr, ir.OpLoadMethod: emitLoadMethod, ir.OpStoreAttr: emitStoreAttr,
		ir.OpGetItem: emitGetItem, ir.OpSetItem: emitSetItem,

		ir.OpCall: owning(emitCall), ir.OpCallMethod: owning(emitCallMethod), ir.OpCallKw: emitCallKw, ir.OpCallSpread: emitCallSpread, ir.OpCallKeywords: emitCallKeywords,
		ir.OpMakeFunction: simple(func(fe *funcEmitter, v *ir.Value) string {
			makes := "abi.MakeFunction"
			if fe.once[v] {
				makes = "abi.GenExprFunction"
			}
			return fmt.Sprintf("%s(%s, &codes[%d])", makes, fe.fn(), fe.codes[v.Aux.(*code.Code)])
		}),
		ir.OpIntrinsic1: emitIntrinsic1, ir.OpIntrinsic2: emitIntrinsic2,
		ir.OpImportName: emitImportName, ir.OpLoadSuperAttr: emitLoadSuper, ir.OpLoadSuperMethod: emitLoadSuper,
		ir.OpBuildString: emitBuildString,

		ir.OpBuildSlice: emitBuildSlice, ir.OpBuildTuple: emitBuildTuple, ir.OpSetFunctionAttr: emitSetFunctionAttr,
		ir.OpBuildList: simple(func(fe *funcEmitter, v *ir.Value) string { return "py.NewList(" + fe.list(v.Args) + ").V()" }),
		ir.OpListAppend: func(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
			fe.out.Linef("abi.ListAppend(%s, %s)", fe.arg(v, 0), fe.arg(v, 1))
		},
		ir.OpUnpack: emitUnpack, ir.OpUnpackEx: emitUnpackEx,
		ir.OpGetIter: emitGetIter, ir.OpIterNext: emitIterNext,
		ir.OpStartIter: emitStartIter, ir.OpStartRange: emitStartRange,
		ir.OpStopIterValue: simple(func(fe *funcEmitter, v *ir.Value) string { return "abi.StopIterValue(" + fe.arg(v, 0) + ")" }),
		ir.OpMatchMapping:  simple(func(fe *funcEmitter, v *ir.Value) string { return "abi.MatchMapping(" + fe.arg(v, 0) + ")" }),
		ir.OpMatchSequence: simple(func(fe *funcEmitter, v *ir.Value) string { return "abi.MatchSequence(" + fe.arg(v, 0) + ")" }),
		ir.OpPushExcInfo: simple(func(fe *funcEmitter, v *ir.Value) string {
			fe.file.Import("", pathOps)
			return "ops.PushExcInfo(t, " + fe.arg(v, 0) + ")"
		}),
		ir.OpPopExcept: func(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
			fe.file.Import("", pathOps)
			fe.out.Linef("ops.PopExcept(t, %s)", fe.arg(v, 0))
		},
	} {
		opEmitters[op] = emit
	}
}

// list joins values as Go arguments.
func (fe *funcEmitter) list(vals []*ir.Value) string {
	s := make([]string, len(vals))
	for i, v := range vals {
		s[i] = fe.expr(v)
	}
	return strings.Join(s, ", ")
}

// localError is the call that makes the error of reading or deleting an unbound variable.
func (fe *funcEmitter) localError(v *ir.Value) string {
	kind := "Local"
	if v.Op == ir.OpLoadCell || v.Op == ir.OpDeleteCell {
		kind = "Deref"
	}
	fe.file.Import("", pathOps)
	return fmt.Sprintf("ops.Unbound%s(&codes[%d], %d)", kind, fe.f.Index, v.Num)
}

// failIf raises the error of an unbound variable under a condition.
func (fe *funcEmitter) failIf(v *ir.Value, cond string) {
	fe.out.Open("if " + cond + " {")
	fe.pos(v)
	fe.out.Line("exc = " + fe.localError(v))
	fe.raise(v)
	fe.out.Close()
}

func emitCheckLocal(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x := fe.arg(v, 0)
	if v.Args[0].Op == ir.OpUnbound {
		// Go would call the code behind an unconditional goto unreachable only in a vet
		// check, but the result needs a value for the compiler all the same.
		x = "py.Value{}"
		fe.failIf(v, "true")
	} else {
		fe.failIf(v, x+".IsUnbound()")
	}
	if v.Op == ir.OpCheckLocal && fe.uses[v.ID] > 0 {
		fe.set(v, x)
	}
}

func emitLoadCell(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	to := fe.target(v)
	if to == "_" {
		fe.failIf(v, fmt.Sprintf("py.AsCell(%s).Value.IsUnbound()", fe.arg(v, 0)))
		return
	}
	fe.out.Linef("%s = py.AsCell(%s).Value", to, fe.arg(v, 0))
	fe.failIf(v, to+".IsUnbound()")
}

func emitStoreCell(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.out.Linef("py.AsCell(%s).Value = %s", fe.arg(v, 0), fe.arg(v, 1))
}

func emitDeleteCell(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	cell := fmt.Sprintf("py.AsCell(%s).Value", fe.arg(v, 0))
	fe.failIf(v, cell+".IsUnbound()")
	fe.out.Line(cell + " = py.Value{}")
}

func emitLoadGlobal(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	cache := fe.cache("GlobalCache")
	name := fe.name(fe.f, int(v.Num))
	to := fe.target(v)
	if to == "_" || !fe.hot {
		fe.pos(v)
		fe.out.Linef("%s, exc = abi.LoadGlobal(t, fn, %s, %s)", to, name, cache)
		fe.check(v)
		return
	}
	fe.out.Open(fmt.Sprintf("if %s = (%s).Get(fn); %s.IsUnbound() {", to, cache, to))
	fe.pos(v)
	fe.out.Linef("%s, exc = abi.LoadGlobal(t, fn, %s, %s)", to, name, cache)
	fe.check(v)
	fe.out.Close()
}

func emitDictOrDeref(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	fe.calling(v, fmt.Sprintf("ops.LoadFromDictOrDeref(t, %s, %s, &codes[%d], %d)", fe.arg(v, 0), fe.arg(v, 1), fe.f.Index, v.Num), false)
}

func emitLoadLocals(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if shapeOf(fe.f).space {
		fe.set(v, "ns")
		return
	}
	fe.pos(v)
	fe.calling(v, "abi.LoadLocals(t, fr)", false)
}

// emitSpill copies a local to where frames find it. The function that makes a generator has
// no frame; the locals go to the generator, whose frame gets them when it runs.
func emitSpill(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	owner := "fr"
	if fe.gen && !fe.inBody {
		owner = "s"
	}
	fe.out.Linef("%s.Locals[%d] = %s", owner, v.Num, fe.arg(v, 0))
}

func emitSpillFrame(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	n := len(fe.f.Code.LocalsPlusNames)
	if fe.gen && !fe.inBody {
		fe.out.Linef("s.Locals = make([]py.Value, %d)", n)
		return
	}
	fe.out.Linef("abi.SpillFrame(t, fr, %d)", n)
}

func emitLoadAttr(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	obj, name, cache := fe.arg(v, 0), fe.name(fe.f, int(v.Num)), fe.cache("AttrCache")
	general := fmt.Sprintf("abi.LoadAttr(t, %s, %s, %s)", obj, name, cache)
	fe.tryFirst(v, fe.hot, fmt.Sprintf("(%s).Slot(%s)", cache, obj), general)
}

// tryFirst assigns what the expression fast gives, and where that is unbound what general gives,
// which may fail. Without inline, or if nobody uses the result, only general stands there.
func (fe *funcEmitter) tryFirst(v *ir.Value, inline bool, fast, general string) {
	to := fe.target(v)
	if inline && to != "_" {
		fe.out.Open(fmt.Sprintf("if %s = %s; %s.IsUnbound() {", to, fast, to))
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.out.Linef("%s, exc = %s", to, general)
	fe.check(v)
}

// emitLoadMethod asks the inline cache first, where the function is worth it.
func emitLoadMethod(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	obj, cache := fe.arg(v, 0), fe.cache("MethodCache")
	fn, self := fe.target(v), fe.projTargets(v)[0]
	if fn != "_" && self != "_" && fe.hot {
		fe.out.Open(fmt.Sprintf("if %s = (%s).Method(%s); %s.Bound() {", fn, cache, obj, fn))
		fe.out.Linef("%s = %s", self, obj)
		fe.out.Else("} else {")
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.out.Linef("%s, %s, exc = abi.LoadMethod(t, %s, %s, %s)", fn, self, obj, fe.name(fe.f, int(v.Num)), cache)
	fe.check(v)
}

func emitStoreAttr(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	obj, name, cache := fe.arg(v, 0), fe.name(fe.f, int(v.Num)), fe.cache("StoreCache")
	if fe.hot {
		fe.out.Open(fmt.Sprintf("if !(%s).Set(%s, %s)%s {", cache, obj, fe.arg(v, 1), fe.orBind(cache, v)))
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.calling(v, fmt.Sprintf("abi.StoreAttr(t, %s, %s, %s, %s)", obj, name, fe.arg(v, 1), cache), false)
}

// orBind lets an attribute of a new instance get its first value inline.
func (fe *funcEmitter) orBind(cache string, v *ir.Value) string {
	if fe.f.Code.Name != "__init__" {
		return ""
	}
	return fmt.Sprintf(" && !(%s).Bind(%s, %s)", cache, fe.arg(v, 0), fe.arg(v, 1))
}

// emitStoreGlobal assigns in place where the cache knows it.
func emitStoreGlobal(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	cache := fe.cache("GlobalCache")
	if fe.hot {
		fe.out.Open(fmt.Sprintf("if !(%s).Set(fn, %s) {", cache, fe.arg(v, 0)))
		defer fe.out.Close()
	}
	fe.pos(v)
	fe.calling(v, fmt.Sprintf("abi.StoreGlobal(t, fn, %s, %s, %s)", fe.name(fe.f, int(v.Num)), fe.arg(v, 0), cache), false)
}

// maxEntry is the largest number of arguments besides self for which methods have a direct entry.
const maxEntry = 3

// maxFixedCall is the largest number of arguments for which the runtime has a call of its
// own; more go through the thread's argument stack.
const maxFixedCall = 3

func emitCall(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	if fe.hot {
		if s := fe.guess(v); s != nil {
			fe.directCall(s, func(to string) { fe.plainCall(v, to) })
			return
		}
	}
	fe.plainCall(v, fe.assigned(v))
	fe.check(v)
}

// plainCall assigns what a call gives to the variables to.
func (fe *funcEmitter) plainCall(v *ir.Value, to string) {
	if n := len(v.Args) - 1; n <= maxFixedCall {
		fe.out.Linef("%s = py.Call%d(t, %s)", to, n, fe.list(v.Args))
		return
	}
	fe.vector(v.Args[1:], func() {
		fe.out.Linef("%s = py.Call(t, %s, args, nil)", to, fe.arg(v, 0))
	})
}

// emitCallMethod calls a function whose self may be there or not.
func emitCallMethod(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if v.Args[1].Op == ir.OpUnbound { // known only since the copies' states were joined
		v.Op, v.Args = ir.OpCall, append(v.Args[:1:1], v.Args[2:]...)
		emitCall(fe, v, nil)
		return
	}
	fe.pos(v)
	if fe.hot {
		if s := fe.guess(v); s != nil {
			fe.directCall(s, func(to string) { fe.methodCall(v, to) })
			return
		}
		if len(v.Args)-2 <= maxEntry {
			fe.entryCall(v, func(to string) { fe.methodCall(v, to) })
			return
		}
	}
	fe.methodCall(v, fe.assigned(v))
	fe.check(v)
}

func (fe *funcEmitter) methodCall(v *ir.Value, to string) {
	if n := len(v.Args) - 2; n <= maxEntry {
		fe.out.Linef("%s = abi.CallMethod%d(t, %s)", to, n, fe.list(v.Args))
		return
	}
	fe.vector(v.Args[1:], func() {
		fe.out.Linef("%s = abi.CallMethod(t, %s, args, nil)", to, fe.arg(v, 0))
	})
}

func emitCallKw(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	kw := fe.keywords(fe.f, constIndex(fe.f.Code, v.Aux))
	fe.pos(v)
	general := func(to string) {
		fe.vector(v.Args[1:], func() {
			fe.out.Linef("%s = abi.CallMethod(t, %s, args, %s)", to, fe.arg(v, 0), kw)
		})
	}
	if fe.hot {
		if s := fe.guess(v); s != nil {
			fe.directCall(s, general)
			return
		}
	}
	general(fe.assigned(v))
	fe.check(v)
}

// emitCallSpread passes the arguments that stand alone as a vector.
func emitCallSpread(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	to := fe.assigned(v)
	fe.vector(v.Args[3:], func() {
		fe.out.Linef("%s = ops.CallSpread(t, %s, %s, %s, args)", to, fe.arg(v, 0), fe.arg(v, 1), fe.arg(v, 2))
	})
	fe.check(v)
}

// emitCallKeywords makes the list of names at the first call.
func emitCallKeywords(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	names, args := v.Args[3:3+v.Num], v.Args[3+v.Num:]
	cache := fe.cache("KeywordCache")
	to := fe.assigned(v)
	fe.vector(args, func() {
		fe.out.Linef("%s = ops.CallKeywords(t, %s, %s, %s, args, (%s).Names(%s))", to, fe.arg(v, 0), fe.arg(v, 1), fe.arg(v, 2), cache, fe.list(names))
	})
	fe.check(v)
}

// namespace is the locals of a body, unbound in a function.
func (fe *funcEmitter) namespace() string {
	if shapeOf(fe.f).space {
		return "ns"
	}
	return "py.Value{}"
}

func emitIntrinsic1(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	fe.calling(v, fmt.Sprintf("ops.Intrinsic1(t, fn, %s, %s, %d)", fe.namespace(), fe.arg(v, 0), v.Num), false)
}

func emitIntrinsic2(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	fe.calling(v, fmt.Sprintf("ops.Intrinsic2(t, %s, %d)", fe.list(v.Args), v.Num), false)
}

func emitImportName(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	fe.calling(v, fmt.Sprintf("ops.ImportName(t, fn, %s, %s, %s)", fe.namespace(), fe.name(fe.f, int(v.Num)), fe.list(v.Args)), false)
}

// emitLoadSuper passes the flags of LOAD_SUPER_ATTR, which stand in the low bits of Num.
func emitLoadSuper(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.pos(v)
	fe.file.Import("", pathOps)
	method := "_"
	if v.Op == ir.OpLoadSuperMethod {
		method = fe.projTargets(v)[0]
	}
	fe.out.Linef("%s, %s, exc = ops.LoadSuperAttr(t, %s, %s, %d)", fe.target(v), method, fe.list(v.Args), fe.name(fe.f, int(v.Num>>2)), v.Num&3)
	fe.check(v)
}

// emitBuildString joins str values, which cannot fail.
func emitBuildString(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	to := fe.target(v)
	fe.vector(v.Args, func() { fe.out.Line(to + " = py.ConcatStrs(args)") })
}
