// This file is the pass over the tree before names are resolved: what CPython folds in the
// tree rather than in the control-flow graph, and the warnings of PEP 765.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

// preprocessor walks the tree; replaced expressions are returned.
type preprocessor struct {
	opts    Options
	future  bool // annotations are not touched: they become strings
	check   bool // only warn
	err     error
	finally []finallyContext
}

// finallyContext says what a return, break or continue would leave.
type finallyContext struct{ inFinally, inFunction, inLoop bool }

// Preprocess rewrites mod in place: __debug__ becomes a constant, "…" % (…) with simple
// formats an f-string, numbers in patterns single constants; at level 2 docstrings go.
// It fails on a wrong __future__ import.
func Preprocess(mod ast.Mod, opts Options) error { return preprocessTree(mod, opts, false) }

// Check issues the warnings and errors of Preprocess and leaves mod alone.
func Check(mod ast.Mod, opts Options) error { return preprocessTree(mod, opts, true) }

func preprocessTree(mod ast.Mod, opts Options, check bool) error {
	future, err := findFuture(mod)
	if err != nil {
		return err
	}
	return preprocess(mod, opts, future.features|opts.Flags&code.FutureMask, check)
}

func preprocess(mod ast.Mod, opts Options, features code.Flags, check bool) error {
	p := &preprocessor{opts: opts, future: features&code.CO_FUTURE_ANNOTATIONS != 0, check: check}
	switch mod := mod.(type) {
	case *ast.Module:
		mod.Body = p.body(mod.Body)
	case *ast.Interactive:
		p.stmts(mod.Body)
	case *ast.Expression:
		mod.Body = p.expr(mod.Body)
	}
	return p.err
}

// body walks the body of a module, class or function.
func (p *preprocessor) body(body []ast.Stmt) []ast.Stmt {
	if p.check {
		p.stmts(body)
		return body
	}
	doc := ast.Docstring(body) != nil
	if doc && p.opts.Optimize >= 2 {
		body = removeDocstring(body)
		doc = false
	}
	p.stmts(body)
	if s := ast.Docstring(body); s != nil && !doc {
		// A string that became first must not become the docstring.
		e := body[0].(*ast.ExprStmt)
		e.Value = &ast.JoinedStr{Pos: e.Pos, Values: []ast.Expr{e.Value}}
	}
	return body
}

// removeDocstring returns body without the docstring; a pass stands in for an only statement.
func removeDocstring(body []ast.Stmt) []ast.Stmt {
	if len(body) > 1 {
		return append([]ast.Stmt(nil), body[1:]...)
	}
	const passLen = 4
	pos := *body[0].Position()
	pos.EndLineno, pos.EndColOffset = pos.Lineno, pos.ColOffset+passLen
	return []ast.Stmt{&ast.Pass{Pos: pos}}
}

func (p *preprocessor) stmts(list []ast.Stmt) {
	for _, s := range list {
		p.stmt(s)
	}
}

func (p *preprocessor) in(ctx finallyContext, body []ast.Stmt) {
	p.finally = append(p.finally, ctx)
	p.stmts(body)
	p.finally = p.finally[:len(p.finally)-1]
}

func (p *preprocessor) leaves(pos ast.Pos, word string) {
	if n := len(p.finally); n > 0 && p.finally[n-1].inFinally && p.err == nil && p.opts.Warn != nil {
		p.err = p.opts.Warn(Warning{Msg: "'" + word + "' in a 'finally' block", Pos: pos})
	}
}

func (p *preprocessor) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		s.Value = p.expr(s.Value)
	case *ast.Assign:
		p.exprs(s.Targets)
		s.Value = p.expr(s.Value)
	case *ast.If:
		s.Test = p.expr(s.Test)
		p.stmts(s.Body)
		p.stmts(s.Orelse)
	case *ast.Return:
		p.leaves(s.Pos, "return")
		s.Value = p.optional(s.Value)
	case *ast.FunctionDef:
		s.Body = p.function(s.TypeParams, s.Args, s.Body, s.DecoratorList, &s.Returns)
	case *ast.AsyncFunctionDef:
		s.Body = p.function(s.TypeParams, s.Args, s.Body, s.DecoratorList, &s.Returns)
	case *ast.ClassDef:
		p.typeParams(s.TypeParams)
		p.exprs(s.Bases)
		p.keywords(s.Keywords)
		s.Body = p.body(s.Body)
		p.exprs(s.DecoratorList)
	case *ast.For:
		s.Target, s.Iter = p.expr(s.Target), p.expr(s.Iter)
		p.in(finallyContext{inLoop: true}, s.Body)
		p.stmts(s.Orelse)
	case *ast.AsyncFor:
		s.Target, s.Iter = p.expr(s.Target), p.expr(s.Iter)
		p.in(finallyContext{inLoop: true}, s.Body)
		p.stmts(s.Orelse)
	case *ast.While:
		s.Test = p.expr(s.Test)
		p.in(finallyContext{inLoop: true}, s.Body)
		p.stmts(s.Orelse)
	case *ast.Try:
		p.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.TryStar:
		p.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.With:
		p.with(s.Items, s.Body)
	case *ast.AsyncWith:
		p.with(s.Items, s.Body)
	case *ast.Break:
		p.leaves(s.Pos, "break")
	case *ast.Continue:
		p.leaves(s.Pos, "continue")
	default:
		p.rareStmt(s)
	}
}

func (p *preprocessor) rareStmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AugAssign:
		s.Target, s.Value = p.expr(s.Target), p.expr(s.Value)
	case *ast.AnnAssign:
		s.Target = p.expr(s.Target)
		if !p.future {
			s.Annotation = p.expr(s.Annotation)
		}
		s.Value = p.optional(s.Value)
	case *ast.Raise:
		s.Exc, s.Cause = p.optional(s.Exc), p.optional(s.Cause)
	case *ast.Assert:
		s.Test, s.Msg = p.expr(s.Test), p.optional(s.Msg)
	case *ast.Delete:
		p.exprs(s.Targets)
	case *ast.TypeAlias:
		p.typeParams(s.TypeParams)
		s.Value = p.expr(s.Value)
	case *ast.Match:
		s.Subject = p.expr(s.Subject)
		for _, m := range s.Cases {
			p.pattern(m.Pattern)
			m.Guard = p.optional(m.Guard)
			p.stmts(m.Body)
		}
	}
}

func (p *preprocessor) function(params []ast.TypeParam, args *ast.Arguments, body []ast.Stmt, decorators []ast.Expr, returns *ast.Expr) []ast.Stmt {
	p.typeParams(params)
	p.arguments(args)
	p.finally = append(p.finally, finallyContext{inFunction: true})
	body = p.body(body)
	p.finally = p.finally[:len(p.finally)-1]
	p.exprs(decorators)
	if !p.future {
		*returns = p.optional(*returns)
	}
	return body
}

func (p *preprocessor) try(body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt) {
	p.stmts(body)
	for _, h := range handlers {
		h.Type = p.optional(h.Type)
		p.stmts(h.Body)
	}
	p.stmts(orelse)
	p.in(finallyContext{inFinally: true}, final)
}

func (p *preprocessor) with(items []*ast.WithItem, body []ast.Stmt) {
	for _, item := range items {
		item.ContextExpr = p.expr(item.ContextExpr)
		item.OptionalVars = p.optional(item.OptionalVars)
	}
	p.stmts(body)
}

func (p *preprocessor) arguments(a *ast.Arguments) {
	for _, list := range [...][]*ast.Arg{a.PosOnlyArgs, a.Args, {a.Vararg}, a.KwOnlyArgs, {a.Kwarg}} {
		for _, arg := range list {
			if arg != nil && !p.future {
				arg.Annotation = p.optional(arg.Annotation)
			}
		}
	}
	p.exprs(a.KwDefaults)
	p.exprs(a.Defaults)
}

func (p *preprocessor) typeParams(params []ast.TypeParam) {
	for _, t := range params {
		switch t := t.(type) {
		case *ast.TypeVar:
			t.Bound, t.DefaultValue = p.optional(t.Bound), p.optional(t.DefaultValue)
		case *ast.ParamSpec:
			t.DefaultValue = p.optional(t.DefaultValue)
		case *ast.TypeVarTuple:
			t.DefaultValue = p.optional(t.DefaultValue)
		}
	}
}

func (p *preprocessor) keywords(list []*ast.Keyword) {
	for _, k := range list {
		k.Value = p.expr(k.Value)
	}
}

// exprs walks a list in place; elements may be nil.
func (p *preprocessor) exprs(list []ast.Expr) {
	for i, e := range list {
		if e != nil {
			list[i] = p.expr(e)
		}
	}
}

func (p *preprocessor) optional(e ast.Expr) ast.Expr {
	if e == nil {
		return nil
	}
	return p.expr(e)
}

func (p *preprocessor) comprehensions(gens []*ast.Comprehension) {
	for _, g := range gens {
		g.Target, g.Iter = p.expr(g.Target), p.expr(g.Iter)
		p.exprs(g.Ifs)
	}
}

func (p *preprocessor) pattern(pat ast.Pattern) {
	if p.check {
		return
	}
	switch pat := pat.(type) {
	case *ast.MatchValue:
		pat.Value = foldPatternNumber(pat.Value)
	case *ast.MatchSequence:
		p.patterns(pat.Patterns)
	case *ast.MatchMapping:
		for i, k := range pat.Keys {
			pat.Keys[i] = foldPatternNumber(k)
		}
		p.patterns(pat.Patterns)
	case *ast.MatchClass:
		pat.Cls = p.expr(pat.Cls)
		p.patterns(pat.Patterns)
		p.patterns(pat.KwdPatterns)
	case *ast.MatchAs:
		if pat.Pattern != nil {
			p.pattern(pat.Pattern)
		}
	case *ast.MatchOr:
		p.patterns(pat.Patterns)
	}
}

func (p *preprocessor) patterns(list []ast.Pattern) {
	for _, pat := range list {
		p.pattern(pat)
	}
}
