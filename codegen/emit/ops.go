// This file is the table of op emitters, the general form that most ops take, and the
// control flow ops.

package emit

import (
	"fmt"
	"strconv"
	"strings"

	"adder/lower/ir"
)

// opEmitter writes one instruction. next is the block that follows in the text.
type opEmitter func(fe *funcEmitter, v *ir.Value, next *ir.Block)

// opEmitters holds the ops without a general form (Info.Run).
var opEmitters [256]opEmitter

func init() {
	for op, emit := range map[ir.Op]opEmitter{
		ir.OpParam: nothing, ir.OpConst: nothing, ir.OpUnbound: nothing, ir.OpFlagConst: nothing,
		ir.OpProj: emitProj, ir.OpEndSend: nothing,
		ir.OpFree:      simple(func(fe *funcEmitter, v *ir.Value) string { return fmt.Sprintf("%s.Closure[%d].V()", fe.fn(), v.Num) }),
		ir.OpNewCell:   simple(func(fe *funcEmitter, v *ir.Value) string { return "py.NewCell(" + fe.arg(v, 0) + ").V()" }),
		ir.OpFunction:  simple(func(fe *funcEmitter, v *ir.Value) string { return fe.fn() + ".V()" }),
		ir.OpNamespace: simple(func(fe *funcEmitter, v *ir.Value) string { return "ns" }),

		ir.OpJump:   func(fe *funcEmitter, v *ir.Value, next *ir.Block) { fe.follow(v.Succs[0], next) },
		ir.OpBranch: emitBranch, ir.OpReturn: emitReturn, ir.OpRaise: emitRaise, ir.OpReraise: emitReraise,
		ir.OpYield: emitYield, ir.OpReturnGenerator: emitReturnGenerator, ir.OpGenInput: emitGenInput,
		ir.OpSafePoint:   emitSafePoint,
		ir.OpUnreachable: func(fe *funcEmitter, v *ir.Value, next *ir.Block) { fe.out.Line(`panic("adder: unreachable")`) },
	} {
		opEmitters[op] = emit
	}
	addArithmetic()
	addSpeculation()
	addObjects()
}

func nothing(*funcEmitter, *ir.Value, *ir.Block) {}

// simple makes an emitter of an expression that cannot fail.
func simple(expr func(fe *funcEmitter, v *ir.Value) string) opEmitter {
	return func(fe *funcEmitter, v *ir.Value, _ *ir.Block) { fe.set(v, expr(fe, v)) }
}

// fn is the running function object.
func (fe *funcEmitter) fn() string { return "fn" }

// emitValue writes one instruction.
func (fe *funcEmitter) emitValue(v *ir.Value, next *ir.Block) {
	if emit := opEmitters[v.Op]; emit != nil {
		emit(fe, v, next)
		return
	}
	if v.Op.Info().Run == "" {
		panic(fmt.Sprintf("adder: bug in codegen/emit: no emitter for %s", v.Op))
	}
	fe.run(v)
}

// run writes the general form: a call of the op's function in the runtime.
func (fe *funcEmitter) run(v *ir.Value) {
	info := v.Op.Info()
	args := []string{"t"}
	vector := false
	for _, c := range info.Takes {
		switch c {
		case 'F':
			args = append(args, fe.fn())
		case 'N':
			args = append(args, fe.name(fe.f, int(v.Num)))
		case 'n':
			args = append(args, strconv.FormatInt(v.Num, 10))
		case 'L':
			args = append(args, "ns")
		case '*':
			vector = true
			args = append(args, "args")
		default:
			args = append(args, fe.arg(v, int(c-'0')))
		}
	}
	if strings.HasPrefix(info.Run, "ops.") {
		fe.file.Import("", pathOps)
	}
	call := info.Run + "(" + strings.Join(args, ", ") + ")"
	if info.Flags&ir.Raises == 0 {
		if info.Rep == ir.RepNone {
			fe.out.Line(call)
		} else {
			fe.set(v, call)
		}
		return
	}
	fe.pos(v)
	fe.calling(v, call, vector)
}

// calling assigns the results of a call that may fail, then tests for failure. With vector
// the arguments of v are pushed on the thread's argument stack around it.
func (fe *funcEmitter) calling(v *ir.Value, call string, vector bool) {
	targets := fe.assigned(v)
	if !vector {
		fe.out.Line(targets + " = " + call)
		fe.check(v)
		return
	}
	fe.vector(v.Args, func() { fe.out.Line(targets + " = " + call) })
	fe.check(v)
}

// vector pushes args as a vector named args for the duration of call.
func (fe *funcEmitter) vector(vals []*ir.Value, call func()) {
	fe.out.Open("{")
	fe.out.Linef("args := t.PushArgs(%d)", len(vals))
	for i, a := range vals {
		fe.out.Linef("args[%d] = %s", i, fe.expr(a))
	}
	call()
	fe.out.Line("t.PopArgs(args)")
	fe.out.Close()
}

// assigned lists what a call assigns: the result, further results of a Multi op, exc.
func (fe *funcEmitter) assigned(v *ir.Value) string {
	info := v.Op.Info()
	var list []string
	if info.Rep != ir.RepNone {
		list = append(list, fe.target(v))
	}
	if info.Flags&ir.Multi != 0 {
		list = append(list, fe.projTargets(v)...)
	}
	return strings.Join(append(list, "exc"), ", ")
}

// projCount is the number of further results of a Multi op.
func projCount(v *ir.Value) int {
	switch v.Op {
	case ir.OpUnpack:
		return int(v.Num)
	case ir.OpUnpackEx:
		return int(v.Num&0xff + 1 + v.Num>>8)
	}
	return 1
}

// projTargets returns the variables of v's further results, in order.
func (fe *funcEmitter) projTargets(v *ir.Value) []string {
	list := make([]string, projCount(v))
	for i := range list {
		list[i] = "_"
	}
	for _, p := range fe.projs(v) {
		list[p.Num-1] = fe.target(p)
	}
	return list
}

// projs finds the projections of v, which stand in v's block.
func (fe *funcEmitter) projs(v *ir.Value) []*ir.Value {
	var list []*ir.Value
	for _, p := range v.Block.Body {
		if p.Op == ir.OpProj && p.Args[0] == v {
			list = append(list, p)
		}
	}
	return list
}

// emitProj writes nothing: the Multi op assigned the variable.
func emitProj(*funcEmitter, *ir.Value, *ir.Block) {}

func emitBranch(fe *funcEmitter, v *ir.Value, next *ir.Block) {
	yes, no := v.Succs[0], v.Succs[1]
	cond := fe.rawArg(v, 0)
	if yes.To == next && fe.nothingToAssign(yes) {
		yes, no, cond = no, yes, "!"+cond
	}
	fe.out.Open("if " + cond + " {")
	fe.assignParams(yes.To.Params, yes.Args)
	fe.out.Goto(blockLabel(yes.To))
	fe.out.Close()
	fe.follow(no, next)
}

func (fe *funcEmitter) nothingToAssign(e *ir.Edge) bool {
	for i, p := range e.To.Params {
		if fe.uses[p.ID] > 0 && e.Args[i] != p {
			return false
		}
	}
	return true
}

func emitReturn(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if fe.inBody {
		fe.out.Linef("result := %s", fe.arg(v, 0))
		fe.out.Line(fe.forget())
		fe.out.Line("return result, true, nil")
		return
	}
	fe.leave()
	fe.out.Linef("return %s, nil", fe.arg(v, 0))
}

// leave pops the function's record.
func (fe *funcEmitter) leave() {
	if !fe.hot {
		fe.out.Line("abi.Leave(t, fr)")
		return
	}
	fe.out.Open("if fr.Frame != nil {")
	fe.out.Line("abi.Detach(t, fr)")
	fe.out.Close()
	fe.out.Line("t.Pop()")
}

func emitRaise(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	args := make([]string, len(v.Args))
	for i := range v.Args {
		args[i] = ", " + fe.arg(v, i)
	}
	fe.pos(v)
	fe.out.Linef("exc = abi.Raise%d(t%s)", len(v.Args), strings.Join(args, ""))
	fe.raise(v)
}

// emitReraise raises an exception again.
func emitReraise(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if len(v.Args) > 1 {
		fe.out.Linef("fr.Pos = int32(%s.Int64())", fe.arg(v, 1))
	} else {
		fe.pos(v)
	}
	fe.out.Linef("exc = abi.Reraise(t, %s)", fe.arg(v, 0))
	fe.raise(v)
}

func emitSafePoint(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.out.Open("if t.Breaker.Load() != 0 {")
	fe.pos(v)
	fe.out.Open("if exc = py.SafePoint(t); exc != nil {")
	fe.raise(v)
	fe.out.Close()
	fe.out.Close()
}
