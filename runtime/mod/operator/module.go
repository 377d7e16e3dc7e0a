// This file defines the module and its functions.

// Package operator is the _operator module (Modules/_operator.c): the operators as functions, and the
// callables that take attributes and items or call methods.
package operator

import (
	"math/big"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

const moduleDoc = "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.  The function names are those\nused for special methods; variants without leading and trailing\n'__' are also provided for convenience."

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_operator", Doc: moduleDoc, Exec: fill, Methods: methods()}
}

func fill(t *thread, m *py.Module) *excp {
	defineGetters()
	defineCaller()
	for _, typ := range []*py.Type{attrGetterType, itemGetterType, methodCallerType} {
		m.Dict.SetStr(py.Intern(typ.Name), typ.V())
	}
	return nil
}

func methods() []py.Method {
	return []py.Method{
		one("truth", "Return True if a is true, False otherwise.", func(t *thread, _, a value) (value, *excp) { return boolean(py.Truth(t, a)) }),
		two("contains", "Same as b in a (note reversed operands).", func(t *thread, _, a, b value) (value, *excp) { return boolean(py.Contains(t, a, b)) }),
		two("indexOf", "Return the first index of b in a.", indexOf),
		two("countOf", "Return the number of items in a which are, or which equal, b.", countOf),
		two("is_", "Same as a is b.", func(_ *thread, _, a, b value) (value, *excp) { return py.Bool(py.Is(a, b)), nil }),
		two("is_not", "Same as a is not b.", func(_ *thread, _, a, b value) (value, *excp) { return py.Bool(!py.Is(a, b)), nil }),
		one("is_none", "Same as a is None.", func(_ *thread, _, a value) (value, *excp) { return py.Bool(a.IsNone()), nil }),
		one("is_not_none", "Same as a is not None.", func(_ *thread, _, a value) (value, *excp) { return py.Bool(!a.IsNone()), nil }),
		one("index", "Same as a.__index__()", func(t *thread, _, a value) (value, *excp) { return number(py.IndexOf(t, a)) }),
		binary("add", "+", py.OpAdd),
		binary("sub", "-", py.OpSub),
		binary("mul", "*", py.OpMul),
		binary("matmul", "@", py.OpMatMul),
		binary("floordiv", "//", py.OpFloorDiv),
		binary("truediv", "/", py.OpTrueDiv),
		binary("mod", "%", py.OpMod),
		one("neg", "Same as -a.", func(t *thread, _, a value) (value, *excp) { return py.Negative(t, a) }),
		one("pos", "Same as +a.", func(t *thread, _, a value) (value, *excp) { return py.Positive(t, a) }),
		one("abs", "Same as abs(a).", func(t *thread, _, a value) (value, *excp) { return py.Absolute(t, a) }),
		one("inv", "Same as ~a.", func(t *thread, _, a value) (value, *excp) { return py.Invert(t, a) }),
		one("invert", "Same as ~a.", func(t *thread, _, a value) (value, *excp) { return py.Invert(t, a) }),
		binary("lshift", "<<", py.OpLShift),
		binary("rshift", ">>", py.OpRShift),
		one("not_", "Same as not a.", func(t *thread, _, a value) (value, *excp) { return boolean(py.Not(t, a)) }),
		binary("and_", "&", py.OpAnd),
		binary("xor", "^", py.OpXor),
		binary("or_", "|", py.OpOr),
		inplace("iadd", "+", py.OpAdd),
		inplace("isub", "-", py.OpSub),
		inplace("imul", "*", py.OpMul),
		inplace("imatmul", "@", py.OpMatMul),
		inplace("ifloordiv", "//", py.OpFloorDiv),
		inplace("itruediv", "/", py.OpTrueDiv),
		inplace("imod", "%", py.OpMod),
		inplace("ilshift", "<<", py.OpLShift),
		inplace("irshift", ">>", py.OpRShift),
		inplace("iand", "&", py.OpAnd),
		inplace("ixor", "^", py.OpXor),
		inplace("ior", "|", py.OpOr),
		two("concat", "Same as a + b, for a and b sequences.", concat),
		two("iconcat", "Same as a += b, for a and b sequences.", inplaceConcat),
		two("getitem", "Same as a[b].", func(t *thread, _, a, b value) (value, *excp) { return py.GetItem(t, a, b) }),
		{Name: "setitem", Sig: "(a, b, c, /)", Doc: "Same as a[b] = c.", F3: func(t *thread, _, a, b, c value) (value, *excp) {
			return py.None, py.SetItem(t, a, b, c)
		}},
		two("delitem", "Same as del a[b].", func(t *thread, _, a, b value) (value, *excp) { return py.None, py.DelItem(t, a, b) }),
		binary("pow", "**", py.OpPow),
		inplace("ipow", "**", py.OpPow),
		comparison("eq", "==", py.EQ),
		comparison("ne", "!=", py.NE),
		comparison("lt", "<", py.LT),
		comparison("le", "<=", py.LE),
		comparison("gt", ">", py.GT),
		comparison("ge", ">=", py.GE),
		two("_compare_digest", CompareDigestDoc, CompareDigest),
		{Name: "length_hint", Sig: "(obj, default=0, /)", FN: lengthHint, Doc: "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0."},
		{Name: "call", Sig: "(obj, /, *args, **kwargs)", FK: call, Doc: "Same as obj(*args, **kwargs)."},
	}
}

func one(name, doc string, f func(t *thread, self, a value) (value, *excp)) py.Method {
	return py.Method{Name: name, Sig: "(a, /)", Doc: doc, F1: f}
}

func two(name, doc string, f func(t *thread, self, a, b value) (value, *excp)) py.Method {
	return py.Method{Name: name, Sig: "(a, b, /)", Doc: doc, F2: f}
}

func binary(name, symbol string, op py.BinOp) py.Method {
	return two(name, "Same as a "+symbol+" b.", func(t *thread, _, a, b value) (value, *excp) { return py.Binary(t, a, b, op) })
}

func inplace(name, symbol string, op py.BinOp) py.Method {
	return two(name, "Same as a "+symbol+"= b.", func(t *thread, _, a, b value) (value, *excp) { return py.InplaceBinary(t, a, b, op) })
}

func comparison(name, symbol string, op py.CmpOp) py.Method {
	return two(name, "Same as a "+symbol+" b.", func(t *thread, _, a, b value) (value, *excp) { return py.Compare(t, a, b, op) })
}

func boolean(b bool, exc *excp) (value, *excp) { return py.Bool(b), exc }

// number makes an int of exact type int of what an index is.
func number(i value, exc *excp) (value, *excp) {
	if exc != nil || i.Type() == py.IntType {
		return i, exc
	}
	return py.BigInt(new(big.Int).Set(py.ToBig(i))), nil
}

func call(t *thread, _ value, args []value, kw []*py.Str) (value, *excp) {
	if len(args) == len(kw) {
		return value{}, py.TypeErrorf("call expected at least 1 argument, got 0")
	}
	return py.Call(t, args[0], args[1:], kw)
}
