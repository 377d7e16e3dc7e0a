// This file walks statements.

package symtable

import "adder/frontend/ast"

func (b *builder) stmts(list []ast.Stmt) {
	for _, s := range list {
		if b.err != nil {
			return
		}
		b.stmt(s)
	}
}

func (b *builder) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		b.expr(s.Value)
	case *ast.Assign:
		b.exprs(s.Targets)
		b.expr(s.Value)
	case *ast.If:
		b.expr(s.Test)
		b.conditional(s.Body, s.Orelse)
	case *ast.Return:
		if s.Value != nil {
			b.expr(s.Value)
			b.cur.ReturnsValue = true
		}
	case *ast.FunctionDef:
		b.function(s, &s.Pos, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, false)
	case *ast.AsyncFunctionDef:
		b.function(s, &s.Pos, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, true)
	case *ast.ClassDef:
		b.class(s)
	case *ast.For:
		b.expr(s.Target)
		b.expr(s.Iter)
		b.conditional(s.Body, s.Orelse)
	case *ast.While:
		b.expr(s.Test)
		b.conditional(s.Body, s.Orelse)
	case *ast.AugAssign:
		b.expr(s.Target)
		b.expr(s.Value)
	case *ast.AnnAssign:
		b.annAssign(s)
	case *ast.Raise:
		b.optional(s.Exc)
		if s.Exc != nil {
			b.optional(s.Cause)
		}
	case *ast.Try:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.TryStar:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *ast.With:
		b.with(s.Items, s.Body)
	case *ast.Assert:
		b.expr(s.Test)
		b.optional(s.Msg)
	case *ast.Import:
		b.aliases(s.Names)
	case *ast.ImportFrom:
		b.aliases(s.Names)
		b.checkFuture(s)
	case *ast.Delete:
		b.exprs(s.Targets)
	case *ast.Global:
		b.declare(s.Names, DefGlobal, s.Pos, "global")
	case *ast.Nonlocal:
		b.declare(s.Names, DefNonlocal, s.Pos, "nonlocal")
	case *ast.Match:
		b.match(s)
	case *ast.TypeAlias:
		b.typeAlias(s)
	case *ast.AsyncWith:
		b.needCoroutine("'async with' outside async function", s.Pos)
		b.with(s.Items, s.Body)
	case *ast.AsyncFor:
		b.needCoroutine("'async for' outside async function", s.Pos)
		b.expr(s.Target)
		b.expr(s.Iter)
		b.conditional(s.Body, s.Orelse)
	}
}

// conditional walks blocks that may not run.
func (b *builder) conditional(blocks ...[]ast.Stmt) {
	e := b.cur
	saved := e.conditional
	e.conditional = true
	for _, body := range blocks {
		b.stmts(body)
	}
	e.conditional = saved
}

func (b *builder) try(body []ast.Stmt, handlers []*ast.ExceptHandler, orelse, final []ast.Stmt) {
	e := b.cur
	saved := e.conditional
	e.conditional = true
	b.stmts(body)
	for _, h := range handlers {
		b.optional(h.Type)
		if h.Name != "" {
			b.define(h.Name, DefLocal, h.Pos)
		}
		b.stmts(h.Body)
	}
	b.stmts(orelse)
	b.stmts(final)
	e.conditional = saved
}

func (b *builder) with(items []*ast.WithItem, body []ast.Stmt) {
	e := b.cur
	saved := e.conditional
	e.conditional = true
	for _, item := range items {
		b.expr(item.ContextExpr)
		b.optional(item.OptionalVars)
	}
	b.stmts(body)
	e.conditional = saved
}

func (b *builder) needCoroutine(msg string, pos ast.Pos) {
	if b.topLevelAwait() {
		b.cur.Coroutine = true
	}
	if !b.cur.Coroutine {
		b.fail(pos, "%s", msg)
	}
}

func (b *builder) annAssign(s *ast.AnnAssign) {
	b.cur.AnnotationsOn = true
	if name, ok := s.Target.(*ast.Name); ok {
		b.annotatedName(s, name)
	} else {
		b.expr(s.Target)
	}
	b.annotation(s.Annotation)
	b.optional(s.Value)
}

func (b *builder) annotatedName(s *ast.AnnAssign, name *ast.Name) {
	simple := s.Simple != 0
	if cur := b.lookup(name.ID); simple && b.cur != b.table.Top {
		switch {
		case cur&DefGlobal != 0:
			b.fail(s.Pos, "annotated name '%s' can't be global", name.ID)
		case cur&DefNonlocal != 0:
			b.fail(s.Pos, "annotated name '%s' can't be nonlocal", name.ID)
		}
	}
	if simple {
		b.define(name.ID, DefAnnot|DefLocal, name.Pos)
	} else if s.Value != nil {
		b.define(name.ID, DefLocal, name.Pos)
	}
}

// declare handles global and nonlocal statements.
func (b *builder) declare(names []string, flag Flags, pos ast.Pos, word string) {
	for _, name := range names {
		if cur := b.lookup(name); cur&(DefParam|DefLocal|Use|DefAnnot) != 0 {
			switch {
			case cur&DefParam != 0:
				b.fail(pos, "name '%s' is parameter and %s", name, word)
			case cur&Use != 0:
				b.fail(pos, "name '%s' is used prior to %s declaration", name, word)
			case cur&DefAnnot != 0:
				b.fail(pos, "annotated name '%s' can't be %s", name, word)
			default:
				b.fail(pos, "name '%s' is assigned to before %s declaration", name, word)
			}
		}
		b.define(name, flag, pos)
		b.recordDirective(name, pos)
	}
}

// aliases handles the names that an import binds.
func (b *builder) aliases(names []*ast.Alias) {
	for _, a := range names {
		name := a.Name
		if a.Asname != "" {
			name = a.Asname
		}
		if name == "*" {
			if b.cur.Type != Module {
				b.fail(a.Pos, "import * only allowed at module level")
			}
			continue
		}
		for i := 0; i < len(name); i++ {
			if name[i] == '.' {
				name = name[:i]
			}
		}
		b.define(name, DefImport, a.Pos)
	}
}

func (b *builder) checkFuture(s *ast.ImportFrom) {
	end := b.opts.FutureEnd
	if s.Module == "__future__" && s.Level == 0 && (s.Lineno > end.Lineno ||
		s.Lineno == end.EndLineno && s.ColOffset > end.EndColOffset) {
		b.fail(s.Pos, "from __future__ imports must occur at the beginning of the file")
	}
}

func (b *builder) match(s *ast.Match) {
	b.expr(s.Subject)
	e := b.cur
	saved := e.conditional
	e.conditional = true
	for _, c := range s.Cases {
		b.pattern(c.Pattern)
		b.optional(c.Guard)
		b.stmts(c.Body)
	}
	e.conditional = saved
}

func (b *builder) patterns(list []ast.Pattern) {
	for _, p := range list {
		b.pattern(p)
	}
}

func (b *builder) pattern(p ast.Pattern) {
	capture := func(name string) {
		if name != "" {
			b.define(name, DefLocal, *p.Position())
		}
	}
	switch p := p.(type) {
	case *ast.MatchValue:
		b.expr(p.Value)
	case *ast.MatchSequence:
		b.patterns(p.Patterns)
	case *ast.MatchStar:
		capture(p.Name)
	case *ast.MatchMapping:
		b.exprs(p.Keys)
		b.patterns(p.Patterns)
		capture(p.Rest)
	case *ast.MatchClass:
		b.expr(p.Cls)
		b.patterns(p.Patterns)
		for i, attr := range p.KwdAttrs {
			b.checkName(attr, *p.KwdPatterns[i].Position(), ast.Store)
		}
		b.patterns(p.KwdPatterns)
	case *ast.MatchAs:
		if p.Pattern != nil {
			b.pattern(p.Pattern)
		}
		capture(p.Name)
	case *ast.MatchOr:
		b.patterns(p.Patterns)
	}
}
