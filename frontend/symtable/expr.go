// This file walks expressions.

package symtable

import "adder/frontend/ast"

// exprs walks a list; elements may be nil.
func (b *builder) exprs(list []ast.Expr) {
	for _, e := range list {
		if e != nil {
			b.expr(e)
		}
	}
}

func (b *builder) optional(e ast.Expr) {
	if e != nil {
		b.expr(e)
	}
}

func (b *builder) keywords(list []*ast.Keyword) {
	for _, k := range list {
		b.expr(k.Value)
	}
}

func (b *builder) expr(e ast.Expr) {
	if b.err != nil {
		return
	}
	switch e := e.(type) {
	case *ast.Name:
		b.name(e)
	case *ast.Constant:
	case *ast.Attribute:
		b.checkName(e.Attr, e.Pos, e.Ctx)
		b.expr(e.Value)
	case *ast.Call:
		b.expr(e.Func)
		b.exprs(e.Args)
		b.checkKeywords(e.Keywords)
		b.keywords(e.Keywords)
	case *ast.Subscript:
		b.expr(e.Value)
		b.expr(e.Slice)
	case *ast.BinOp:
		b.expr(e.Left)
		b.expr(e.Right)
	case *ast.Compare:
		b.expr(e.Left)
		b.exprs(e.Comparators)
	case *ast.BoolOp:
		b.exprs(e.Values)
	case *ast.UnaryOp:
		b.expr(e.Operand)
	case *ast.Tuple:
		b.exprs(e.Elts)
	case *ast.List:
		b.exprs(e.Elts)
	case *ast.Dict:
		b.exprs(e.Keys)
		b.exprs(e.Values)
	case *ast.Set:
		b.exprs(e.Elts)
	case *ast.Slice:
		b.optional(e.Lower)
		b.optional(e.Upper)
		b.optional(e.Step)
	case *ast.Starred:
		b.expr(e.Value)
	case *ast.IfExp:
		b.expr(e.Test)
		b.expr(e.Body)
		b.expr(e.Orelse)
	case *ast.JoinedStr:
		b.exprs(e.Values)
	case *ast.FormattedValue:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *ast.TemplateStr:
		b.exprs(e.Values)
	case *ast.Interpolation:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *ast.Lambda:
		b.lambda(e)
	default:
		b.scopedExpr(e)
	}
}

// scopedExpr walks the expressions that open a block or that some blocks forbid.
func (b *builder) scopedExpr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.ListComp:
		b.comprehension(e, "listcomp", ListComprehension, e.Generators, e.Elt, nil)
	case *ast.SetComp:
		b.comprehension(e, "setcomp", SetComprehension, e.Generators, e.Elt, nil)
	case *ast.DictComp:
		b.comprehension(e, "dictcomp", DictComprehension, e.Generators, e.Key, e.Value)
	case *ast.GeneratorExp:
		b.comprehension(e, "genexpr", GeneratorExpression, e.Generators, e.Elt, nil)
	case *ast.NamedExpr:
		b.forbidInAnnotation("named expression", e.Pos)
		b.namedExpr(e)
	case *ast.Yield:
		b.forbidInAnnotation("yield expression", e.Pos)
		b.optional(e.Value)
		b.yield(e.Pos)
	case *ast.YieldFrom:
		b.forbidInAnnotation("yield expression", e.Pos)
		b.expr(e.Value)
		b.yield(e.Pos)
	case *ast.Await:
		b.await(e)
	}
}

func (b *builder) name(e *ast.Name) {
	if b.cur.unevaluated {
		return
	}
	if e.Ctx != ast.Load {
		b.defineCtx(e.ID, DefLocal, e.Pos, e.Ctx)
		return
	}
	b.defineCtx(e.ID, Use, e.Pos, ast.Load)
	if e.ID == "super" && b.cur.FunctionLike() {
		b.define(dunderClass, Use, e.Pos) // super() reads __class__
	}
}

func (b *builder) lambda(e *ast.Lambda) {
	b.exprs(e.Args.Defaults)
	b.exprs(e.Args.KwDefaults)
	b.enter("lambda", Function, e, Body, e.Pos)
	b.arguments(e.Args)
	b.expr(e.Body)
	b.exit()
}

func (b *builder) yield(pos ast.Pos) {
	if b.err != nil {
		return
	}
	b.cur.Generator = true
	switch b.cur.Comprehension {
	case ListComprehension:
		b.fail(pos, "'yield' inside list comprehension")
	case SetComprehension:
		b.fail(pos, "'yield' inside set comprehension")
	case DictComprehension:
		b.fail(pos, "'yield' inside dict comprehension")
	case GeneratorExpression:
		b.fail(pos, "'yield' inside generator expression")
	}
}

func (b *builder) await(e *ast.Await) {
	b.forbidInAnnotation("await expression", e.Pos)
	if !b.topLevelAwait() {
		if !b.cur.FunctionLike() {
			b.fail(e.Pos, "'await' outside function")
		}
		if !b.inAsyncFunction() && b.cur.Comprehension == NoComprehension {
			b.fail(e.Pos, "'await' outside async function")
		}
	}
	b.expr(e.Value)
	b.cur.Coroutine = true
}

func (b *builder) forbidInAnnotation(what string, pos ast.Pos) {
	switch b.cur.Type {
	case Annotation:
		b.fail(pos, "%s cannot be used within an annotation", what)
	case TypeVariable:
		b.fail(pos, "%s cannot be used within %s", what, b.cur.scopeInfo)
	case TypeAlias:
		b.fail(pos, "%s cannot be used within a type alias", what)
	case TypeParameters:
		b.fail(pos, "%s cannot be used within the definition of a generic", what)
	}
}

func (b *builder) comprehension(e ast.Expr, name string, kind Comprehension, gens []*ast.Comprehension, elt, value ast.Expr) {
	outermost := gens[0]
	// The outermost iterable is evaluated in the current block.
	b.cur.compIterExpr++
	b.expr(outermost.Iter)
	b.cur.compIterExpr--
	b.enter(name, Function, e, Body, *e.Position())
	comp := b.cur
	comp.Comprehension = kind
	comp.Coroutine = outermost.IsAsync != 0
	b.define(".0", DefParam, comp.Pos)
	b.target(outermost.Target)
	b.exprs(outermost.Ifs)
	for _, g := range gens[1:] {
		b.target(g.Target)
		comp.compIterExpr++
		b.expr(g.Iter)
		comp.compIterExpr--
		b.exprs(g.Ifs)
		if g.IsAsync != 0 {
			comp.Coroutine = true
		}
	}
	b.optional(value)
	b.expr(elt)
	comp.Generator = kind == GeneratorExpression
	b.exit()
	if !comp.Coroutine || comp.Generator {
		return
	}
	if !b.inAsyncFunction() && b.cur.Comprehension == NoComprehension && !b.topLevelAwait() {
		b.fail(*e.Position(), "asynchronous comprehension outside of an asynchronous function")
	}
	b.cur.Coroutine = true
}

// target walks the iteration variables of a comprehension.
func (b *builder) target(e ast.Expr) {
	b.cur.compIterTarget = true
	b.expr(e)
	b.cur.compIterTarget = false
}

func (b *builder) namedExpr(e *ast.NamedExpr) {
	if b.cur.compIterExpr > 0 {
		b.fail(e.Pos, "assignment expression cannot be used in a comprehension iterable expression")
	}
	if b.err == nil && b.cur.Comprehension != NoComprehension {
		b.extendNamedExpr(e.Target.(*ast.Name))
	}
	b.expr(e.Value)
	b.expr(e.Target)
}

// extendNamedExpr binds the target of := in a comprehension in the block around it.
func (b *builder) extendNamedExpr(target *ast.Name) {
	name, pos := target.ID, target.Pos
	for i := len(b.stack) - 1; i >= 0; i-- {
		e := b.stack[i]
		switch {
		case e.Comprehension != NoComprehension:
			if known := b.lookupIn(e, name); known&DefCompIter != 0 && known&DefLocal != 0 {
				b.fail(pos, "assignment expression cannot rebind comprehension iteration variable '%s'", name)
				return
			}
			continue
		case e.Type == Function:
			if b.lookupIn(e, name)&DefGlobal != 0 {
				b.define(name, DefGlobal, pos)
			} else {
				b.define(name, DefNonlocal, pos)
			}
			b.recordDirective(name, pos)
			b.defineIn(e, name, DefLocal, pos)
			return
		case e.Type == Module:
			b.define(name, DefGlobal, pos)
			b.recordDirective(name, pos)
			b.defineIn(e, name, DefGlobal, pos)
			return
		case e.Type == Class:
			b.fail(pos, "assignment expression within a comprehension cannot be used in a class body")
			return
		case e.Type == TypeParameters:
			b.fail(pos, "assignment expression within a comprehension cannot be used within the definition of a generic")
			return
		case e.Type == TypeAlias:
			b.fail(pos, "assignment expression within a comprehension cannot be used in a type alias")
			return
		case e.Type == TypeVariable:
			b.fail(pos, "assignment expression within a comprehension cannot be used in a TypeVar bound")
			return
		}
	}
}
