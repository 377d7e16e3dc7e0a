// This file checks the statements and patterns of trees that programs have made.

package eval

import (
	"math/big"

	"adder/frontend/ast"
	"adder/frontend/code"
)

func (v *validator) stmts(list []ast.Stmt) {
	for _, s := range list {
		if s == nil {
			v.bad("None disallowed in statement list")
			return
		}
		v.stmt(s)
	}
}

// body checks statements of which there must be one.
func (v *validator) body(list []ast.Stmt, owner string) {
	v.some(len(list), "body", owner)
	v.stmts(list)
}

// stmt checks a statement: definitions and compound statements here, the others in simple.
func (v *validator) stmt(s ast.Stmt) {
	if v.exc != nil {
		return
	}
	v.position(s.Position())
	switch s := s.(type) {
	case *ast.FunctionDef:
		v.function(s.Body, "FunctionDef", s.TypeParams, s.Args, s.DecoratorList, s.Returns)
	case *ast.AsyncFunctionDef:
		v.function(s.Body, "AsyncFunctionDef", s.TypeParams, s.Args, s.DecoratorList, s.Returns)
	case *ast.ClassDef:
		v.body(s.Body, "ClassDef")
		v.typeParams(s.TypeParams)
		v.exprs(s.Bases, ast.Load, false)
		v.keywords(s.Keywords)
		v.exprs(s.DecoratorList, ast.Load, false)
	case *ast.For:
		v.loop(s.Target, s.Iter, s.Body, s.Orelse, "For")
	case *ast.AsyncFor:
		v.loop(s.Target, s.Iter, s.Body, s.Orelse, "AsyncFor")
	case *ast.While:
		v.expr(s.Test, ast.Load)
		v.body(s.Body, "While")
		v.stmts(s.Orelse)
	case *ast.If:
		v.expr(s.Test, ast.Load)
		v.body(s.Body, "If")
		v.stmts(s.Orelse)
	case *ast.With:
		v.with(s.Items, s.Body, "With")
	case *ast.AsyncWith:
		v.with(s.Items, s.Body, "AsyncWith")
	case *ast.Match:
		v.expr(s.Subject, ast.Load)
		v.some(len(s.Cases), "cases", "Match")
		for _, c := range s.Cases {
			v.pattern(c.Pattern, false)
			v.optional(c.Guard, ast.Load)
			v.body(c.Body, "match_case")
		}
	case *ast.Try:
		v.try(s.Body, s.Handlers, s.Orelse, s.Finalbody, "Try")
	case *ast.TryStar:
		v.try(s.Body, s.Handlers, s.Orelse, s.Finalbody, "TryStar")
	default:
		v.simple(s)
	}
}

func (v *validator) function(body []ast.Stmt, owner string, params []ast.TypeParam, args *ast.Arguments, decorators []ast.Expr, returns ast.Expr) {
	v.body(body, owner)
	v.typeParams(params)
	if v.exc == nil {
		v.arguments(args)
	}
	v.exprs(decorators, ast.Load, false)
	v.optional(returns, ast.Load)
}

func (v *validator) loop(target, iter ast.Expr, body, orelse []ast.Stmt, owner string) {
	v.expr(target, ast.Store)
	v.expr(iter, ast.Load)
	v.body(body, owner)
	v.stmts(orelse)
}

func (v *validator) with(items []*ast.WithItem, body []ast.Stmt, owner string) {
	v.some(len(items), "items", owner)
	for _, item := range items {
		v.expr(item.ContextExpr, ast.Load)
		v.optional(item.OptionalVars, ast.Store)
	}
	v.body(body, owner)
}

func (v *validator) try(body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt, owner string) {
	v.body(body, owner)
	if len(handlers) == 0 && len(final) == 0 {
		v.bad("%s has neither except handlers nor finalbody", owner)
	}
	if len(handlers) == 0 && len(orelse) > 0 {
		v.bad("%s has orelse but no except handlers", owner)
	}
	for _, h := range handlers {
		v.position(&h.Pos)
		v.optional(h.Type, ast.Load)
		v.body(h.Body, "ExceptHandler")
	}
	v.stmts(final)
	v.stmts(orelse)
}

// simple checks the statements without a body.
func (v *validator) simple(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.Return:
		v.optional(s.Value, ast.Load)
	case *ast.Delete:
		v.some(len(s.Targets), "targets", "Delete")
		v.exprs(s.Targets, ast.Del, false)
	case *ast.Assign:
		v.some(len(s.Targets), "targets", "Assign")
		v.exprs(s.Targets, ast.Store, false)
		v.expr(s.Value, ast.Load)
	case *ast.AugAssign:
		v.expr(s.Target, ast.Store)
		v.expr(s.Value, ast.Load)
	case *ast.AnnAssign:
		if _, ok := s.Target.(*ast.Name); !ok && s.Simple != 0 {
			v.badType("AnnAssign with simple non-Name target")
		}
		v.expr(s.Target, ast.Store)
		v.optional(s.Value, ast.Load)
		v.expr(s.Annotation, ast.Load)
	case *ast.TypeAlias:
		if _, ok := s.Name.(*ast.Name); !ok {
			v.badType("TypeAlias with non-Name name")
		}
		v.expr(s.Name, ast.Store)
		v.typeParams(s.TypeParams)
		v.expr(s.Value, ast.Load)
	case *ast.Raise:
		if s.Exc == nil && s.Cause != nil {
			v.bad("Raise with cause but no exception")
		}
		v.optional(s.Exc, ast.Load)
		v.optional(s.Cause, ast.Load)
	case *ast.Assert:
		v.expr(s.Test, ast.Load)
		v.optional(s.Msg, ast.Load)
	case *ast.Import:
		v.some(len(s.Names), "names", "Import")
	case *ast.ImportFrom:
		if s.Level < 0 {
			v.bad("Negative ImportFrom level")
		}
		v.some(len(s.Names), "names", "ImportFrom")
	case *ast.Global:
		v.some(len(s.Names), "names", "Global")
	case *ast.Nonlocal:
		v.some(len(s.Names), "names", "Nonlocal")
	case *ast.ExprStmt:
		v.expr(s.Value, ast.Load)
	}
}

// capture checks a name that a pattern binds.
func (v *validator) capture(name string) {
	if name == "_" {
		v.bad("can't capture name '_' in patterns")
	}
	v.name(name)
}

func (v *validator) patterns(list []ast.Pattern, starOK bool) {
	for _, p := range list {
		v.pattern(p, starOK)
	}
}

func (v *validator) pattern(p ast.Pattern, starOK bool) {
	if v.exc != nil {
		return
	}
	v.position(p.Position())
	switch p := p.(type) {
	case *ast.MatchValue:
		v.literal(p.Value)
	case *ast.MatchSingleton:
		if !isSingleton(p.Value) {
			v.bad("MatchSingleton can only contain True, False and None")
		}
	case *ast.MatchSequence:
		v.patterns(p.Patterns, true)
	case *ast.MatchMapping:
		v.mapping(p)
	case *ast.MatchClass:
		v.class(p)
	case *ast.MatchStar:
		if !starOK {
			v.bad("can't use MatchStar here")
		}
		v.capture(p.Name)
	case *ast.MatchAs:
		if p.Name != "" {
			v.capture(p.Name)
		}
		if p.Pattern != nil {
			if p.Name == "" {
				v.bad("MatchAs must specify a target name if a pattern is given")
			}
			v.pattern(p.Pattern, false)
		}
	case *ast.MatchOr:
		if len(p.Patterns) < 2 {
			v.bad("MatchOr requires at least 2 patterns")
		}
		v.patterns(p.Patterns, false)
	}
}

func (v *validator) mapping(p *ast.MatchMapping) {
	if len(p.Keys) != len(p.Patterns) {
		v.bad("MatchMapping doesn't have the same number of keys as patterns")
	}
	if p.Rest != "" {
		v.capture(p.Rest)
	}
	for _, key := range p.Keys {
		if c, ok := key.(*ast.Constant); ok && isSingleton(c.Value) {
			continue
		}
		v.literal(key)
	}
	v.patterns(p.Patterns, false)
}

func (v *validator) class(p *ast.MatchClass) {
	if len(p.KwdAttrs) != len(p.KwdPatterns) {
		v.bad("MatchClass doesn't have the same number of keyword attributes as patterns")
	}
	v.expr(p.Cls, ast.Load)
	for cls := p.Cls; ; {
		if _, ok := cls.(*ast.Name); ok {
			break
		}
		a, ok := cls.(*ast.Attribute)
		if !ok {
			v.bad("MatchClass cls field can only contain Name or Attribute nodes.")
			break
		}
		cls = a.Value
	}
	for _, name := range p.KwdAttrs {
		v.name(name)
	}
	v.patterns(p.Patterns, false)
	v.patterns(p.KwdPatterns, false)
}

// literal checks the expression of a value pattern.
func (v *validator) literal(e ast.Expr) {
	v.expr(e, ast.Load)
	switch e := e.(type) {
	case *ast.Constant:
		switch e.Value.(type) {
		case int64, *big.Int, float64, complex128, string, code.Bytes:
		default:
			v.bad("unexpected constant inside of a literal pattern")
		}
		return
	case *ast.Attribute, *ast.JoinedStr, *ast.TemplateStr:
		return
	case *ast.UnaryOp:
		if e.Op == ast.USub && isNumber(e.Operand, true, true) {
			return
		}
	case *ast.BinOp:
		if (e.Op == ast.Add || e.Op == ast.Sub) && isReal(e.Left) && isNumber(e.Right, false, true) {
			return
		}
	}
	v.bad("patterns may only match literals and attribute lookups")
}

// isReal reports whether an expression is a real number, negative or not.
func isReal(e ast.Expr) bool {
	if u, ok := e.(*ast.UnaryOp); ok && u.Op == ast.USub {
		return isNumber(u.Operand, true, false)
	}
	return isNumber(e, true, false)
}

func isNumber(e ast.Expr, reals, imaginary bool) bool {
	c, ok := e.(*ast.Constant)
	if !ok {
		return false
	}
	switch c.Value.(type) {
	case int64, *big.Int, float64:
		return reals
	case complex128:
		return imaginary
	}
	return false
}
