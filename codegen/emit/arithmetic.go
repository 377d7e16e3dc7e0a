// This file emits operators and tests: inline code for ints and floats where the function
// is worth it, the runtime's general operation otherwise.

package emit

import (
	"fmt"

	"adder/lower/ir"
	"adder/lower/types"
)

func addArithmetic() {
	for op, emit := range map[ir.Op]opEmitter{
		ir.OpBinary: emitBinary, ir.OpInplace: emitBinary,
		ir.OpCompare: emitCompare, ir.OpCompareTest: emitCompareTest,
		ir.OpTruth:   emitTruth,
		ir.OpIs:      simple(func(fe *funcEmitter, v *ir.Value) string { return fe.isExpr(v) }),
		ir.OpIsBound: simple(func(fe *funcEmitter, v *ir.Value) string { return fe.arg(v, 0) + ".Bound()" }),
		ir.OpIsNone:  simple(func(fe *funcEmitter, v *ir.Value) string { return fe.arg(v, 0) + ".IsNone()" }),
		ir.OpFlagNot: simple(func(fe *funcEmitter, v *ir.Value) string { return "!" + fe.rawArg(v, 0) }),

		ir.OpUnboxInt:   simple(func(fe *funcEmitter, v *ir.Value) string { return fe.arg(v, 0) + ".Int64()" }),
		ir.OpUnboxFloat: simple(func(fe *funcEmitter, v *ir.Value) string { return fe.arg(v, 0) + ".Float64()" }),
		ir.OpIntToFloat: simple(func(fe *funcEmitter, v *ir.Value) string { return "float64(" + fe.rawArg(v, 0) + ")" }),

		ir.OpFloatBinary: simple(func(fe *funcEmitter, v *ir.Value) string {
			// The conversion keeps Go from fusing a product with a sum, which rounds once.
			return fmt.Sprintf("float64(%s %s %s)", fe.rawArg(v, 0), binaryOps[v.Num].float, fe.rawArg(v, 1))
		}),
		ir.OpFloatCompare: simple(comparison), ir.OpIntCompare: simple(comparison),
		ir.OpFloatNeg: simple(func(fe *funcEmitter, v *ir.Value) string { return "-" + fe.rawArg(v, 0) }),
	} {
		opEmitters[op] = emit
	}
}

// binaryOp tells how a binary operator is emitted.
type binaryOp struct {
	run   string // function of runtime/abi for it
	ints  string // function of runtime/abi that tries immediate ints; "" for none
	float string // Go's operator on float64, where it agrees with Python's
}

// binaryOps is indexed by py.BinOp.
var binaryOps = [...]binaryOp{
	0:  {"Add", "AddInt", "+"},
	1:  {"And", "AndInt", ""},
	2:  {"FloorDiv", "FloorDivInt", ""},
	3:  {"LShift", "", ""},
	4:  {"MatMul", "", ""},
	5:  {"Mul", "MulInt", "*"},
	6:  {"Mod", "ModInt", ""},
	7:  {"Or", "OrInt", ""},
	8:  {"Pow", "", ""},
	9:  {"RShift", "RShiftInt", ""},
	10: {"Sub", "SubInt", "-"},
	11: {"TrueDiv", "", ""},
	12: {"Xor", "XorInt", ""},
}

// comparisons are Go's operators for py.CmpOp.
var comparisons = [...]string{"<", "<=", "==", "!=", ">", ">="}

func comparison(fe *funcEmitter, v *ir.Value) string {
	return fmt.Sprintf("%s %s %s", fe.rawArg(v, 0), comparisons[v.Num], fe.rawArg(v, 1))
}

// emitBinary tries ints, then floats, then calls the runtime; what the types exclude is
// left out.
func emitBinary(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	op := binaryOps[v.Num]
	x, y := v.Args[0], v.Args[1]
	a, b := fe.expr(x), fe.expr(y)
	run := op.run
	if v.Op == ir.OpInplace {
		run = "Inplace" + run
	}
	general := fmt.Sprintf("abi.%s(t, %s, %s)", run, a, b)
	ints := fe.hot && op.ints != "" && x.Type.May(types.SmallInt) && y.Type.May(types.SmallInt)
	floats := fe.hot && op.float != "" && x.Type.May(types.Float) && y.Type.May(types.Float)
	if !ints && !floats {
		fe.pos(v)
		fe.calling(v, general, false)
		return
	}
	to := fe.target(v)
	branch, open := "if ", fe.out.Open
	next := func() { branch, open = "} else if ", fe.out.Else }
	tryInts := func() {
		open(fmt.Sprintf("%sr, ok := abi.%s(%s, %s); ok {", branch, op.ints, a, b))
		fe.out.Line(to + " = r")
		next()
	}
	// The product of ints is a call in Go, so floats come first there.
	if ints && v.Num != mulOp {
		tryInts()
	}
	if floats {
		open(branch + fe.bothFloat(x, y) + " {")
		fe.out.Linef("%s = py.Float(float64(%s.Float64() %s %s.Float64()))", to, a, op.float, b)
		next()
	}
	if ints && v.Num == mulOp {
		tryInts()
	}
	fe.out.Else("} else {")
	fe.pos(v)
	fe.out.Linef("%s, exc = %s", to, general)
	fe.check(v)
	fe.out.Close()
}

// bothFloat is the test that two operands are immediate floats.
func (fe *funcEmitter) bothFloat(x, y *ir.Value) string { return fe.both("IsFloat", types.Float, x, y) }

// both tests the operands that are not known to be of type is by the method test.
func (fe *funcEmitter) both(test string, is types.T, x, y *ir.Value) string {
	var cond string
	for _, v := range []*ir.Value{x, y} {
		if v.Type.Is(is) {
			continue
		}
		if cond != "" {
			cond += " && "
		}
		cond += fe.expr(v) + "." + test + "()"
	}
	if cond == "" {
		return "true"
	}
	return cond
}

// emitCompare makes a comparison's result as an object.
func emitCompare(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.compare(v, "py.Bool(%s)", fmt.Sprintf("abi.Compare(t, %s, %s, %d)", fe.arg(v, 0), fe.arg(v, 1), v.Num))
}

// emitCompareTest makes a comparison's truth as a flag.
func emitCompareTest(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	fe.compare(v, "%s", fmt.Sprintf("abi.CompareTest(t, %s, %s, %d)", fe.arg(v, 0), fe.arg(v, 1), v.Num))
}

func (fe *funcEmitter) compare(v *ir.Value, wrap, general string) {
	x, y := v.Args[0], v.Args[1]
	ints := fe.hot && x.Type.May(types.SmallInt) && y.Type.May(types.SmallInt)
	floats := fe.hot && x.Type.May(types.Float) && y.Type.May(types.Float)
	if !ints && !floats {
		fe.pos(v)
		fe.calling(v, general, false)
		return
	}
	to := fe.target(v)
	if v.Rep == ir.RepBool {
		wrap = "%s"
	}
	inline := func(cond, get string, first bool) {
		line := "if " + cond + " {"
		if first {
			fe.out.Open(line)
		} else {
			fe.out.Else("} else " + line)
		}
		test := fmt.Sprintf("%s.%s() %s %s.%s()", fe.expr(x), get, comparisons[v.Num], fe.expr(y), get)
		fe.out.Line(to + " = " + fmt.Sprintf(wrap, test))
	}
	if ints {
		inline(fe.both("IsInt", types.SmallInt, x, y), "Int64", true)
	}
	if floats {
		inline(fe.bothFloat(x, y), "Float64", !ints)
	}
	fe.out.Else("} else {")
	fe.pos(v)
	fe.out.Linef("%s, exc = %s", to, general)
	fe.check(v)
	fe.out.Close()
}

// emitTruth tests an object.
func emitTruth(fe *funcEmitter, v *ir.Value, _ *ir.Block) {
	x := v.Args[0]
	switch {
	case x.Rep == ir.RepBool:
		fe.set(v, fe.raw(x))
		return
	case x.Rep == ir.RepInt:
		fe.set(v, fe.raw(x)+" != 0")
		return
	case x.Rep == ir.RepFloat:
		fe.set(v, fe.raw(x)+" != 0")
		return
	case x.Type.Is(types.Bool):
		fe.set(v, fe.expr(x)+".IsTrue()")
		return
	case x.Type.Is(types.None):
		fe.set(v, "false")
		return
	}
	to := fe.target(v)
	fe.out.Open("if " + fe.expr(x) + ".IsBool() {")
	fe.out.Line(to + " = " + fe.expr(x) + ".IsTrue()")
	fe.out.Else("} else {")
	fe.pos(v)
	fe.out.Linef("%s, exc = py.Truth(t, %s)", to, fe.expr(x))
	fe.check(v)
	fe.out.Close()
}

// isExpr writes identity. Only large ints need more than a comparison of the two words.
func (fe *funcEmitter) isExpr(v *ir.Value) string {
	x, y := v.Args[0], v.Args[1]
	switch {
	case y.Type.Is(types.None):
		return fe.expr(x) + ".IsNone()"
	case x.Type.Is(types.None):
		return fe.expr(y) + ".IsNone()"
	}
	return fmt.Sprintf("py.Is(%s, %s)", fe.expr(x), fe.expr(y))
}
