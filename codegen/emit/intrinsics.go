// This file emits built-in functions that compiled code computes itself.

package emit

import (
	"fmt"

	"adder/lower/ir"
	"adder/lower/types"
)

// emitIntrinsic leaves if the callee is not the built-in function of that name, and computes it.
func emitIntrinsic(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	row := &ir.Intrinsics[v.Num]
	fe.exitIf(v, fmt.Sprintf("!abi.Is%s(%s)", intrinsics[row.Name].is, fe.arg(v, 0)))
	intrinsics[row.Name].emit(fe, v)
}

// intrinsic tells how a row of the table of intrinsics is emitted.
type intrinsic struct {
	is   string // abi.Is… tests for the function
	emit func(fe *funcEmitter, v *ir.Value)
}

var intrinsics map[string]intrinsic

func init() {
	intrinsics = map[string]intrinsic{
		"len":        {"Len", (*funcEmitter).lenOf},
		"isinstance": {"Instance", calls("IsInstanceOf")},
		"ord":        {"Ord", calls("Ord")},
		"abs":        {"Abs", (*funcEmitter).abs},
		"min":        {"Min", extreme("<")},
		"max":        {"Max", extreme(">")},
		"int":        {"Int", (*funcEmitter).toInt},
		"float":      {"Float", func(fe *funcEmitter, v *ir.Value) { fe.set(v, fe.rawArg(v, 1)) }},
		"sqrt":       {"Sqrt", (*funcEmitter).sqrt},
	}
}

// calls writes a call of a function of runtime/abi that may fail.
func calls(fn string) func(fe *funcEmitter, v *ir.Value) {
	return func(fe *funcEmitter, v *ir.Value) {
		fe.pos(v)
		fe.calling(v, fmt.Sprintf("abi.%s(t, %s)", fn, fe.list(v.Args[1:])), false)
	}
}

// lenOf reads the length of a list inline.
func (fe *funcEmitter) lenOf(v *ir.Value) {
	x := fe.arg(v, 1)
	if fe.uses[v.ID] == 0 {
		calls("LenOf")(fe, v)
		return
	}
	to := fe.target(v)
	fe.out.Open(fmt.Sprintf("if py.IsList(%s) {", x))
	fe.out.Linef("%s = int64(len(py.AsList(%s).Items))", to, x)
	fe.out.Else("} else {")
	fe.pos(v)
	fe.out.Linef("%s, exc = abi.LenOf(t, %s)", to, x)
	fe.check(v)
	fe.out.Close()
}

func (fe *funcEmitter) abs(v *ir.Value) {
	x := fe.rawArg(v, 1)
	if v.Rep == ir.RepFloat {
		fe.set(v, "abi.AbsFloat("+x+")")
		return
	}
	fe.exitIf(v, x+" == -1<<63")
	fe.set(v, fmt.Sprintf("max(%s, -%s)", x, x))
}

// extreme keeps the first of two numbers unless the second is better, as Python does; Go's min and
// max treat zeros and NaNs otherwise.
func extreme(op string) func(fe *funcEmitter, v *ir.Value) {
	return func(fe *funcEmitter, v *ir.Value) {
		x, y, to := fe.rawArg(v, 1), fe.rawArg(v, 2), fe.resultVar(v)
		fe.out.Linef("%s = %s", to, x)
		fe.out.Open(fmt.Sprintf("if %s %s %s {", y, op, to))
		fe.out.Linef("%s = %s", to, y)
		fe.out.Close()
	}
}

// toInt rounds towards zero what is small enough.
func (fe *funcEmitter) toInt(v *ir.Value) {
	x := fe.rawArg(v, 1)
	if v.Args[1].Rep == ir.RepInt || v.Args[1].Type == types.SmallInt {
		fe.set(v, x)
		return
	}
	fe.exitIf(v, fmt.Sprintf("!(%s > -1<<62 && %s < 1<<62)", x, x))
	fe.set(v, "int64("+x+")")
}

func (fe *funcEmitter) sqrt(v *ir.Value) {
	x := fe.rawArg(v, 1)
	fe.exitIf(v, fmt.Sprintf("!(%s >= 0)", x))
	fe.set(v, "abi.SqrtFloat("+x+")")
}
