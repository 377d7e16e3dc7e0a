// This file checks trees that programs have made (Python/ast.c's validator): what the grammar
// guarantees for parsed ones, the compiler relies on.

package eval

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/runtime/py"
)

// validator walks a tree; after the first error nothing more is reported.
type validator struct{ exc *excp }

// validate returns what is wrong with a tree.
func validate(mod ast.Mod) *excp {
	v := &validator{}
	switch mod := mod.(type) {
	case *ast.Module:
		v.stmts(mod.Body)
	case *ast.Interactive:
		v.stmts(mod.Body)
	case *ast.Expression:
		v.expr(mod.Body, ast.Load)
	case *ast.FunctionType:
		v.exprs(mod.Argtypes, ast.Load, false)
		v.expr(mod.Returns, ast.Load)
	}
	return v.exc
}

// bad notes an error, the first one.
func (v *validator) bad(format string, args ...any) {
	if v.exc == nil {
		v.exc = py.ValueErrorf(format, args...)
	}
}

func (v *validator) badType(format string, args ...any) {
	if v.exc == nil {
		v.exc = py.TypeErrorf(format, args...)
	}
}

// position checks that a range is one.
func (v *validator) position(p *ast.Pos) {
	switch {
	case p.Lineno > p.EndLineno:
		v.bad("AST node line range (%d, %d) is not valid", p.Lineno, p.EndLineno)
	case p.Lineno < 0 && p.EndLineno != p.Lineno || p.ColOffset < 0 && p.ColOffset != p.EndColOffset:
		v.bad("AST node column range (%d, %d) for line range (%d, %d) is not valid", p.ColOffset, p.EndColOffset, p.Lineno, p.EndLineno)
	case p.Lineno == p.EndLineno && p.ColOffset > p.EndColOffset:
		v.bad("line %d, column %d-%d is not a valid range", p.Lineno, p.ColOffset, p.EndColOffset)
	}
}

// some checks that a list is not empty.
func (v *validator) some(n int, what, owner string) {
	if n == 0 {
		v.bad("empty %s on %s", what, owner)
	}
}

// name checks that an identifier is no constant.
func (v *validator) name(name string) {
	switch name {
	case "None", "True", "False":
		v.bad("identifier field can't represent '%s' constant", name)
	}
}

func (v *validator) exprs(list []ast.Expr, ctx ast.ExprContext, nullOK bool) {
	for _, e := range list {
		if e != nil {
			v.expr(e, ctx)
		} else if !nullOK {
			v.bad("None disallowed in expression list")
		}
	}
}

// optional checks an expression that need not be there.
func (v *validator) optional(e ast.Expr, ctx ast.ExprContext) {
	if e != nil {
		v.expr(e, ctx)
	}
}

// context returns the context of an expression that has one.
func context(e ast.Expr) (ctx ast.ExprContext, ok bool) {
	switch e := e.(type) {
	case *ast.Attribute:
		return e.Ctx, true
	case *ast.Subscript:
		return e.Ctx, true
	case *ast.Starred:
		return e.Ctx, true
	case *ast.Name:
		return e.Ctx, true
	case *ast.List:
		return e.Ctx, true
	case *ast.Tuple:
		return e.Ctx, true
	}
	return ast.Load, false
}

// expr checks an expression that is used in a context.
func (v *validator) expr(e ast.Expr, ctx ast.ExprContext) {
	if v.exc != nil {
		return
	}
	v.position(e.Position())
	if n, ok := e.(*ast.Name); ok {
		v.name(n.ID)
	}
	actual, has := context(e)
	switch {
	case !has && ctx != ast.Load:
		v.bad("expression which can't be assigned to in %s context", ctx)
	case has && actual != ctx:
		v.bad("expression must have %s context but has %s instead", ctx, actual)
	}
	if v.exc == nil {
		v.operands(e, ctx)
	}
}

// operands checks what an expression consists of.
func (v *validator) operands(e ast.Expr, ctx ast.ExprContext) {
	load := func(list ...ast.Expr) {
		for _, e := range list {
			v.optional(e, ast.Load)
		}
	}
	switch e := e.(type) {
	case *ast.BoolOp:
		if len(e.Values) < 2 {
			v.bad("BoolOp with less than 2 values")
		}
		v.exprs(e.Values, ast.Load, false)
	case *ast.BinOp:
		load(e.Left, e.Right)
	case *ast.UnaryOp:
		load(e.Operand)
	case *ast.Lambda:
		v.arguments(e.Args)
		load(e.Body)
	case *ast.IfExp:
		load(e.Test, e.Body, e.Orelse)
	case *ast.Dict:
		if len(e.Keys) != len(e.Values) {
			v.bad("Dict doesn't have the same number of keys as values")
		}
		v.exprs(e.Keys, ast.Load, true)
		v.exprs(e.Values, ast.Load, false)
	case *ast.Set:
		v.exprs(e.Elts, ast.Load, false)
	case *ast.ListComp:
		v.comprehension(e.Generators, e.Elt)
	case *ast.SetComp:
		v.comprehension(e.Generators, e.Elt)
	case *ast.GeneratorExp:
		v.comprehension(e.Generators, e.Elt)
	case *ast.DictComp:
		v.comprehension(e.Generators, e.Key, e.Value)
	case *ast.Yield:
		load(e.Value)
	case *ast.YieldFrom:
		load(e.Value)
	case *ast.Await:
		load(e.Value)
	case *ast.Compare:
		if len(e.Comparators) == 0 {
			v.bad("Compare with no comparators")
		}
		if len(e.Comparators) != len(e.Ops) {
			v.bad("Compare has a different number of comparators and operands")
		}
		v.exprs(e.Comparators, ast.Load, false)
		load(e.Left)
	case *ast.Call:
		load(e.Func)
		v.exprs(e.Args, ast.Load, false)
		v.keywords(e.Keywords)
	default:
		v.more(e, ctx, load)
	}
}

// more checks the expressions that operands leaves.
func (v *validator) more(e ast.Expr, ctx ast.ExprContext, load func(...ast.Expr)) {
	switch e := e.(type) {
	case *ast.JoinedStr:
		v.exprs(e.Values, ast.Load, false)
	case *ast.TemplateStr:
		v.exprs(e.Values, ast.Load, false)
	case *ast.FormattedValue:
		load(e.Value, e.FormatSpec)
	case *ast.Interpolation:
		load(e.Value, e.FormatSpec)
	case *ast.Attribute:
		load(e.Value)
	case *ast.Subscript:
		load(e.Slice, e.Value)
	case *ast.Starred:
		v.expr(e.Value, ctx)
	case *ast.List:
		v.exprs(e.Elts, ctx, false)
	case *ast.Tuple:
		v.exprs(e.Elts, ctx, false)
	case *ast.NamedExpr:
		load(e.Value)
	case *ast.Slice:
		load(e.Lower, e.Upper, e.Step)
	}
}

func (v *validator) comprehension(gens []*ast.Comprehension, elements ...ast.Expr) {
	if len(gens) == 0 {
		v.bad("comprehension with no generators")
	}
	for _, g := range gens {
		v.expr(g.Target, ast.Store)
		v.expr(g.Iter, ast.Load)
		v.exprs(g.Ifs, ast.Load, false)
	}
	v.exprs(elements, ast.Load, false)
}

func (v *validator) keywords(list []*ast.Keyword) {
	for _, k := range list {
		v.expr(k.Value, ast.Load)
	}
}

func (v *validator) args(list []*ast.Arg) {
	for _, a := range list {
		v.position(&a.Pos)
		v.optional(a.Annotation, ast.Load)
	}
}

func (v *validator) arguments(a *ast.Arguments) {
	v.args(a.PosOnlyArgs)
	v.args(a.Args)
	if a.Vararg != nil {
		v.optional(a.Vararg.Annotation, ast.Load)
	}
	v.args(a.KwOnlyArgs)
	if a.Kwarg != nil {
		v.optional(a.Kwarg.Annotation, ast.Load)
	}
	if len(a.Defaults) > len(a.PosOnlyArgs)+len(a.Args) {
		v.bad("more positional defaults than args on arguments")
	}
	if len(a.KwDefaults) != len(a.KwOnlyArgs) {
		v.bad("length of kwonlyargs is not the same as kw_defaults on arguments")
	}
	v.exprs(a.Defaults, ast.Load, false)
	v.exprs(a.KwDefaults, ast.Load, true)
}

func (v *validator) typeParams(list []ast.TypeParam) {
	for _, p := range list {
		v.position(p.Position())
		switch p := p.(type) {
		case *ast.TypeVar:
			v.name(p.Name)
			v.optional(p.Bound, ast.Load)
			v.optional(p.DefaultValue, ast.Load)
		case *ast.ParamSpec:
			v.name(p.Name)
			v.optional(p.DefaultValue, ast.Load)
		case *ast.TypeVarTuple:
			v.name(p.Name)
			v.optional(p.DefaultValue, ast.Load)
		}
	}
}

// isSingleton reports whether an expression is a constant among None, True and False.
func isSingleton(c code.Const) bool {
	switch c.(type) {
	case code.None, bool:
		return true
	}
	return false
}
