// This file turns annotations back into text, as Python/ast_unparse.c does for
// `from __future__ import annotations`.

package compile

import (
	"math/big"
	"strings"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// Levels of precedence: an expression of a lower level than its place asks for gets parentheses.
const (
	precTuple = iota
	precTest
	precOr
	precAnd
	precNot
	precCmp
	precExpr // |
	precXor
	precAnd2
	precShift
	precArith
	precTerm
	precFactor
	precPower
	precAwait
	precAtom
)

var binaryTexts = [...]struct {
	text string
	prec int
}{
	ast.Add: {" + ", precArith}, ast.Sub: {" - ", precArith}, ast.Mult: {" * ", precTerm},
	ast.MatMult: {" @ ", precTerm}, ast.Div: {" / ", precTerm}, ast.Modulo: {" % ", precTerm},
	ast.Pow: {" ** ", precPower}, ast.LShift: {" << ", precShift}, ast.RShift: {" >> ", precShift},
	ast.BitOr: {" | ", precExpr}, ast.BitXor: {" ^ ", precXor}, ast.BitAnd: {" & ", precAnd2},
	ast.FloorDiv: {" // ", precTerm},
}

var unaryTexts = [...]struct {
	text string
	prec int
}{
	ast.Invert: {"~", precFactor}, ast.Not: {"not ", precNot}, ast.UAdd: {"+", precFactor}, ast.USub: {"-", precFactor},
}

var compareTexts = [...]string{
	ast.Eq: " == ", ast.NotEq: " != ", ast.Lt: " < ", ast.LtE: " <= ", ast.Gt: " > ", ast.GtE: " >= ",
	ast.Is: " is ", ast.IsNot: " is not ", ast.In: " in ", ast.NotIn: " not in ",
}

// Unparse returns the text of an annotation.
func Unparse(e ast.Expr) string { return unparseAt(e, precTest) }

func unparseAt(e ast.Expr, level int) string {
	var u unparser
	u.expr(e, level)
	return u.String()
}

type unparser struct{ strings.Builder }

// parens writes what write writes, in parentheses if open.
func (u *unparser) parens(open bool, write func()) {
	if open {
		u.WriteByte('(')
	}
	write()
	if open {
		u.WriteByte(')')
	}
}

func (u *unparser) list(list []ast.Expr, level int) {
	for i, e := range list {
		if i > 0 {
			u.WriteString(", ")
		}
		u.expr(e, level)
	}
}

func (u *unparser) expr(e ast.Expr, level int) {
	switch e := e.(type) {
	case *ast.Name:
		u.WriteString(e.ID)
	case *ast.Constant:
		u.constant(e)
	case *ast.Attribute:
		u.attribute(e)
	case *ast.Subscript:
		u.expr(e.Value, precAtom)
		u.WriteByte('[')
		u.expr(e.Slice, precTuple)
		u.WriteByte(']')
	case *ast.Tuple:
		u.tuple(e, level)
	case *ast.List:
		u.WriteByte('[')
		u.list(e.Elts, precTest)
		u.WriteByte(']')
	case *ast.BinOp:
		u.binOp(e, level)
	case *ast.Call:
		u.call(e)
	case *ast.Starred:
		u.WriteByte('*')
		u.expr(e.Value, precExpr)
	case *ast.Set:
		u.WriteByte('{')
		u.list(e.Elts, precTest)
		u.WriteByte('}')
	case *ast.Dict:
		u.dict(e)
	case *ast.Slice:
		u.slice(e)
	default:
		u.operator(e, level)
	}
}

func (u *unparser) operator(e ast.Expr, level int) {
	switch e := e.(type) {
	case *ast.BoolOp:
		op, prec := " or ", precOr
		if e.Op == ast.And {
			op, prec = " and ", precAnd
		}
		u.parens(level > prec, func() {
			for i, v := range e.Values {
				if i > 0 {
					u.WriteString(op)
				}
				u.expr(v, prec+1)
			}
		})
	case *ast.UnaryOp:
		t := unaryTexts[e.Op]
		u.parens(level > t.prec, func() {
			u.WriteString(t.text)
			u.expr(e.Operand, t.prec)
		})
	case *ast.Compare:
		u.parens(level > precCmp, func() {
			u.expr(e.Left, precCmp+1)
			for i, op := range e.Ops {
				u.WriteString(compareTexts[op])
				u.expr(e.Comparators[i], precCmp+1)
			}
		})
	case *ast.IfExp:
		u.parens(level > precTest, func() {
			u.expr(e.Body, precTest+1)
			u.WriteString(" if ")
			u.expr(e.Test, precTest+1)
			u.WriteString(" else ")
			u.expr(e.Orelse, precTest)
		})
	case *ast.Await:
		u.parens(level > precAwait, func() {
			u.WriteString("await ")
			u.expr(e.Value, precAtom)
		})
	case *ast.NamedExpr:
		u.parens(level > precTuple, func() {
			u.expr(e.Target, precAtom)
			u.WriteString(" := ")
			u.expr(e.Value, precAtom)
		})
	case *ast.Lambda:
		u.lambda(e, level)
	default:
		u.generatorOrString(e)
	}
}

func (u *unparser) generatorOrString(e ast.Expr) {
	switch e := e.(type) {
	case *ast.GeneratorExp:
		u.comprehension("(", e.Elt, nil, e.Generators, ")")
	case *ast.ListComp:
		u.comprehension("[", e.Elt, nil, e.Generators, "]")
	case *ast.SetComp:
		u.comprehension("{", e.Elt, nil, e.Generators, "}")
	case *ast.DictComp:
		u.comprehension("{", e.Key, e.Value, e.Generators, "}")
	case *ast.Yield:
		if e.Value == nil {
			u.WriteString("(yield)")
			return
		}
		u.WriteString("(yield ")
		u.expr(e.Value, precTest)
		u.WriteByte(')')
	case *ast.YieldFrom:
		u.WriteString("(yield from ")
		u.expr(e.Value, precTest)
		u.WriteByte(')')
	case *ast.JoinedStr:
		u.WriteString("f" + code.ReprString(stringBody(e.Values)))
	case *ast.TemplateStr:
		u.templateStr(e)
	case *ast.FormattedValue, *ast.Interpolation:
		u.stringElement(e, false)
	}
}

func (u *unparser) constant(e *ast.Constant) {
	switch v := e.Value.(type) {
	case code.EllipsisType:
		u.WriteString("...")
		return
	case float64, complex128:
		u.WriteString(strings.ReplaceAll(code.Repr(v), "inf", "1e309"))
		return
	}
	u.WriteString(e.Kind)
	u.WriteString(code.Repr(e.Value))
}

func (u *unparser) attribute(e *ast.Attribute) {
	u.expr(e.Value, precAtom)
	if c, ok := e.Value.(*ast.Constant); ok {
		switch c.Value.(type) {
		case int64, *big.Int:
			u.WriteByte(' ') // 1 .real
		}
	}
	u.WriteByte('.')
	u.WriteString(e.Attr)
}

func (u *unparser) tuple(e *ast.Tuple, level int) {
	if len(e.Elts) == 0 {
		u.WriteString("()")
		return
	}
	u.parens(level > precTuple, func() {
		u.list(e.Elts, precTest)
		if len(e.Elts) == 1 {
			u.WriteByte(',')
		}
	})
}

func (u *unparser) binOp(e *ast.BinOp, level int) {
	t := binaryTexts[e.Op]
	left, right := t.prec, t.prec+1
	if e.Op == ast.Pow {
		left, right = right, left
	}
	u.parens(level > t.prec, func() {
		u.expr(e.Left, left)
		u.WriteString(t.text)
		u.expr(e.Right, right)
	})
}

func (u *unparser) call(e *ast.Call) {
	u.expr(e.Func, precAtom)
	if len(e.Args) == 1 && len(e.Keywords) == 0 {
		if g, ok := e.Args[0].(*ast.GeneratorExp); ok {
			u.generatorOrString(g)
			return
		}
	}
	u.WriteByte('(')
	u.list(e.Args, precTest)
	for i, k := range e.Keywords {
		if i > 0 || len(e.Args) > 0 {
			u.WriteString(", ")
		}
		if k.Arg == "" {
			u.WriteString("**")
		} else {
			u.WriteString(k.Arg + "=")
		}
		u.expr(k.Value, precTest)
	}
	u.WriteByte(')')
}

func (u *unparser) dict(e *ast.Dict) {
	u.WriteByte('{')
	for i, key := range e.Keys {
		if i > 0 {
			u.WriteString(", ")
		}
		if key == nil {
			u.WriteString("**")
			u.expr(e.Values[i], precExpr)
			continue
		}
		u.expr(key, precTest)
		u.WriteString(": ")
		u.expr(e.Values[i], precTest)
	}
	u.WriteByte('}')
}

func (u *unparser) slice(e *ast.Slice) {
	if e.Lower != nil {
		u.expr(e.Lower, precTest)
	}
	u.WriteByte(':')
	if e.Upper != nil {
		u.expr(e.Upper, precTest)
	}
	if e.Step != nil {
		u.WriteByte(':')
		u.expr(e.Step, precTest)
	}
}

func (u *unparser) comprehension(open string, elt, value ast.Expr, gens []*ast.Comprehension, end string) {
	u.WriteString(open)
	u.expr(elt, precTest)
	if value != nil {
		u.WriteString(": ")
		u.expr(value, precTest)
	}
	for _, g := range gens {
		if g.IsAsync != 0 {
			u.WriteString(" async")
		}
		u.WriteString(" for ")
		u.expr(g.Target, precTuple)
		u.WriteString(" in ")
		u.expr(g.Iter, precTest+1)
		for _, cond := range g.Ifs {
			u.WriteString(" if ")
			u.expr(cond, precTest+1)
		}
	}
	u.WriteString(end)
}

func (u *unparser) lambda(e *ast.Lambda, level int) {
	u.parens(level > precTest, func() {
		u.WriteString("lambda")
		if len(e.Args.Args)+len(e.Args.PosOnlyArgs) > 0 {
			u.WriteByte(' ')
		}
		u.arguments(e.Args)
		u.WriteString(": ")
		u.expr(e.Body, precTest)
	})
}

func (u *unparser) arguments(a *ast.Arguments) {
	first := true
	arg := func(prefix string, arg *ast.Arg, deflt ast.Expr) {
		if !first {
			u.WriteString(", ")
		}
		first = false
		u.WriteString(prefix)
		if arg != nil {
			u.WriteString(arg.Arg)
			if arg.Annotation != nil {
				u.WriteString(": ")
				u.expr(arg.Annotation, precTest)
			}
		}
		if deflt != nil {
			u.WriteByte('=')
			u.expr(deflt, precTest)
		}
	}
	positional := len(a.PosOnlyArgs) + len(a.Args)
	for i := range positional {
		var deflt ast.Expr
		if d := i - positional + len(a.Defaults); d >= 0 {
			deflt = a.Defaults[d]
		}
		if i < len(a.PosOnlyArgs) {
			arg("", a.PosOnlyArgs[i], deflt)
		} else {
			arg("", a.Args[i-len(a.PosOnlyArgs)], deflt)
		}
		if i+1 == len(a.PosOnlyArgs) {
			u.WriteString(", /")
		}
	}
	if a.Vararg != nil || len(a.KwOnlyArgs) > 0 {
		arg("*", a.Vararg, nil)
	}
	for i, k := range a.KwOnlyArgs {
		arg("", k, a.KwDefaults[i])
	}
	if a.Kwarg != nil {
		arg("**", a.Kwarg, nil)
	}
}

// stringBody returns the text between the quotes of an f- or t-string.
func stringBody(values []ast.Expr) string {
	var u unparser
	for _, v := range values {
		u.stringElement(v, false)
	}
	return u.String()
}

func (u *unparser) stringElement(e ast.Expr, inSpec bool) {
	switch e := e.(type) {
	case *ast.Constant:
		s, _ := e.Value.(string)
		u.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(s))
	case *ast.JoinedStr:
		body := stringBody(e.Values)
		if !inSpec {
			body = "f" + code.ReprString(body)
		}
		u.WriteString(body)
	case *ast.TemplateStr:
		u.templateStr(e)
	case *ast.FormattedValue:
		u.replacement(unparseAt(e.Value, precTest+1), e.Conversion, e.FormatSpec)
	case *ast.Interpolation:
		s, _ := e.Str.(string)
		u.replacement(s, e.Conversion, e.FormatSpec)
	}
}

func (u *unparser) replacement(text string, conversion int, spec ast.Expr) {
	u.WriteByte('{')
	if strings.HasPrefix(text, "{") {
		u.WriteByte(' ')
	}
	u.WriteString(text)
	if conversion > 0 {
		u.WriteByte('!')
		u.WriteByte(byte(conversion))
	}
	if spec != nil {
		u.WriteByte(':')
		u.stringElement(spec, true)
	}
	u.WriteByte('}')
}

// templateStr writes a t-string; f-strings that were concatenated to it stand apart.
func (u *unparser) templateStr(e *ast.TemplateStr) {
	last, n := 0, len(e.Values)
	if n == 0 {
		u.WriteString("t''")
		return
	}
	for i, v := range e.Values {
		if _, ok := v.(*ast.FormattedValue); !ok {
			continue
		}
		if i > last {
			u.WriteString("t" + code.ReprString(stringBody(e.Values[last:i])) + " ")
		}
		u.WriteString("f" + code.ReprString(stringBody(e.Values[i:i+1])))
		if i+1 < n {
			u.WriteByte(' ')
		}
		last = i + 1
	}
	if last < n {
		u.WriteString("t" + code.ReprString(stringBody(e.Values[last:])))
	}
}
