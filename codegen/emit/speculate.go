// This file emits guards, exits to the general copy, and arithmetic on unboxed ints and floats.

package emit

import (
	"fmt"
	"math"
	"strconv"

	"adder/lower/ir"
)

func addSpeculation() {
	for op, emit := range map[ir.Op]opEmitter{
		ir.OpGuess:        nothing,
		ir.OpVirtualRange: nothing,
		ir.OpGuardInt:     emitGuardInt, ir.OpGuardFloat: emitGuardFloat, ir.OpGuardNumber: emitGuardNumber,
		ir.OpGuardRange: emitGuardRange, ir.OpIntrinsic: emitIntrinsic,
		ir.OpIntBinary: emitIntBinary, ir.OpIntNeg: emitIntNeg, ir.OpFloatDiv: emitFloatDiv, ir.OpExactFloat: emitExactFloat,
		ir.OpIntStep: simple(func(fe *funcEmitter, v *ir.Value) string { return fe.rawArg(v, 0) + " + " + fe.step(v) }),
	} {
		opEmitters[op] = emit
	}
}

// rawArg returns an expression for argument i of v in the argument's own representation.
func (fe *funcEmitter) rawArg(v *ir.Value, i int) string { return fe.raw(v.Args[i]) }

// exitIf leaves for the general copy under a condition. A build for tests leaves at random too.
func (fe *funcEmitter) exitIf(v *ir.Value, cond string) {
	if fe.mod.Stress {
		cond += " || abi.StressExit()"
	}
	fe.out.Open("if " + cond + " {")
	if to := v.Exit.To; fe.split != nil && to.General {
		fe.leaveFor(v.Exit)
	} else {
		fe.assignParams(to.Params, v.Exit.Args)
		fe.out.Goto(blockLabel(to))
	}
	fe.out.Close()
}

func emitGuardInt(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if fe.absorbed[v] {
		return
	}
	x := fe.arg(v, 0)
	fe.exitIf(v, "!"+x+".IsInt()")
	fe.set(v, x+".Int64()")
}

func emitGuardFloat(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	if fe.absorbed[v] {
		return
	}
	x := fe.arg(v, 0)
	fe.exitIf(v, "!"+x+".IsFloat()")
	fe.set(v, x+".Float64()")
}

// emitGuardNumber takes floats as they are and converts ints, as mixed arithmetic does.
func emitGuardNumber(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x, to := fe.arg(v, 0), fe.resultVar(v)
	fe.out.Open("if " + x + ".IsFloat() {")
	fe.out.Linef("%s = %s.Float64()", to, x)
	fe.out.Else("} else {")
	fe.exitIf(v, "!"+x+".IsInt()")
	fe.out.Linef("%s = float64(%s.Int64())", to, x)
	fe.out.Close()
}

// emitGuardRange computes where a loop over range(start, stop, step) ends.
func emitGuardRange(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.exitIf(v, fmt.Sprintf("!abi.IsRange(%s)", fe.arg(v, 0)))
	start, stop := fe.rawArg(v, 1), fe.rawArg(v, 2)
	switch v.Num {
	case 1:
		fe.set(v, fmt.Sprintf("max(%s, %s)", start, stop))
	case -1:
		fe.set(v, fmt.Sprintf("min(%s, %s)", start, stop))
	default:
		ok := fmt.Sprintf("ok%d", v.ID)
		fe.out.Var(ok, "bool")
		fe.out.Linef("%s, %s = abi.RangeEnd(%s, %s, %s)", fe.resultVar(v), ok, start, stop, fe.step(v))
		fe.exitIf(v, "!"+ok)
	}
}

// step is what a loop over a range counts by: Num, or where that is zero the last argument.
func (fe *funcEmitter) step(v *ir.Value) string {
	if v.Num == 0 {
		return fe.rawArg(v, len(v.Args)-1)
	}
	return strconv.FormatInt(v.Num, 10)
}

// resultVar is target, with a variable where nobody uses the result.
func (fe *funcEmitter) resultVar(v *ir.Value) string {
	to := fe.target(v)
	if to == "_" {
		name := "v" + strconv.Itoa(v.ID)
		fe.out.Linef("var %s %s", name, goTypes[v.Rep])
		fe.out.Linef("_ = %s", name)
		return name
	}
	return to
}

// emitIntBinary computes on int64 and leaves where Python's result is another.
func emitIntBinary(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x, y := fe.rawArg(v, 0), fe.rawArg(v, 1)
	op := intOps[v.Num]
	if op.check == "" {
		fe.set(v, fmt.Sprintf("%s %s %s", x, op.go_, y))
		return
	}
	if c, ok := v.Args[1].Aux.(int64); ok && v.Num == mulOp && 0 < c && c < 1<<31 {
		fe.exitIf(v, fmt.Sprintf("uint64(%s+%d) > %d", x, math.MaxInt64/c, uint64(math.MaxInt64/c)*2))
		fe.set(v, fmt.Sprintf("%s * %d", x, c))
		return
	}
	if c, ok := v.Args[1].Aux.(int64); ok && op.constant != nil {
		if expr, check, ok := op.constant(x, c); ok {
			fe.finishInt(v, expr, check)
			return
		}
	}
	if op.before != "" {
		fe.exitIf(v, fmt.Sprintf(op.before, x, y))
	}
	if op.go_ == "" {
		ok := fmt.Sprintf("ok%d", v.ID)
		fe.out.Var(ok, "bool")
		fe.out.Linef("%s, %s = abi.%s(%s, %s)", fe.resultVar(v), ok, op.check, x, y)
		fe.exitIf(v, "!"+ok)
		return
	}
	to := fe.resultVar(v)
	fe.out.Linef("%s = %s %s %s", to, x, op.go_, y)
	fe.exitIf(v, fmt.Sprintf(op.check, x, y, to))
}

// finishInt assigns an expression; check, if any, is a condition on the result for leaving.
func (fe *funcEmitter) finishInt(v *ir.Value, expr, check string) {
	if check == "" {
		fe.set(v, expr)
		return
	}
	to := fe.resultVar(v)
	fe.out.Line(to + " = " + expr)
	fe.exitIf(v, fmt.Sprintf(check, to))
}

// intOp tells how an operator on int64 is emitted.
type intOp struct {
	go_    string // Go's operator, "" for a function
	check  string // condition for leaving, of x, y and the result; or the function of runtime/abi; "" for none
	before string // condition for leaving beforehand, of x and y
	// constant gives a cheaper form for a constant on the right; check is of the result.
	constant func(x string, c int64) (expr, check string, ok bool)
}

// The numbers of operators, py.BinOp's.
const (
	addOp      = 0
	andOp      = 1
	floorDivOp = 2
	mulOp      = 5
	modOp      = 6
	orOp       = 7
	rshiftOp   = 9
)

// intOps is indexed by py.BinOp.
var intOps = [...]intOp{
	0:  {"+", "(%[1]s^%[3]s)&(%[2]s^%[3]s) < 0", "", addConst},
	1:  {go_: "&"},
	2:  {check: "FloorDivInt64", constant: divConst},
	3:  {check: "LShiftInt64"},
	5:  {check: "MulInt64"},
	6:  {check: "ModInt64", constant: modConst},
	7:  {go_: "|"},
	9:  {check: "RShiftInt64", constant: shiftConst},
	10: {"-", "(%[1]s^%[2]s)&(%[1]s^%[3]s) < 0", "", subConst},
	12: {go_: "^"},
}

func addConst(x string, c int64) (expr, check string, ok bool) {
	if c >= 0 {
		return fmt.Sprintf("%s + %d", x, c), "%s < " + x, true
	}
	return fmt.Sprintf("%s - %d", x, -c), "%s > " + x, c > -1<<62
}

func subConst(x string, c int64) (expr, check string, ok bool) {
	if c >= 0 {
		return fmt.Sprintf("%s - %d", x, c), "%s > " + x, true
	}
	return fmt.Sprintf("%s + %d", x, -c), "%s < " + x, c > -1<<62
}

// divConst divides by a power of two by shifting, which rounds down as Python does.
func divConst(x string, c int64) (expr, check string, ok bool) {
	if k, ok := log2(c); ok {
		return fmt.Sprintf("%s >> %d", x, k), "", true
	}
	return fmt.Sprintf("abi.FloorDivPos(%s, %d)", x, c), "", c > 0
}

func modConst(x string, c int64) (expr, check string, ok bool) {
	if _, ok := log2(c); ok {
		return fmt.Sprintf("%s & %d", x, c-1), "", true
	}
	return fmt.Sprintf("abi.ModPos(%s, %d)", x, c), "", c > 0
}

func shiftConst(x string, c int64) (expr, check string, ok bool) {
	return fmt.Sprintf("%s >> %d", x, c), "", 0 <= c && c < 64
}

// log2 returns k for c = 2**k.
func log2(c int64) (k int, ok bool) {
	for k = range 62 {
		if c == 1<<k {
			return k, true
		}
	}
	return 0, false
}

func emitIntNeg(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x := fe.rawArg(v, 0)
	fe.exitIf(v, x+" == -1<<63")
	fe.set(v, "-"+x)
}

func emitFloatDiv(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x, y := fe.rawArg(v, 0), fe.rawArg(v, 1)
	if c, ok := v.Args[1].Aux.(float64); !ok || c == 0 {
		fe.exitIf(v, y+" == 0")
	}
	fe.set(v, x+" / "+y)
}

// emitExactFloat converts an int that a float holds exactly.
func emitExactFloat(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x := fe.rawArg(v, 0)
	fe.exitIf(v, fmt.Sprintf("uint64(%s+1<<53) > 1<<54", x))
	fe.set(v, "float64("+x+")")
}
