// This file parses targets of assignments, loops and del.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

func (p *parser) starTargets() ast.Expr {
	m := p.mark
	a := p.starTarget()
	if a == nil || !p.at(token.COMMA) {
		return a
	}
	elts := p.moreTargets(a, (*parser).starTarget)
	return &ast.Tuple{Pos: p.span(m), Elts: elts, Ctx: ast.Store}
}

// moreTargets: (',' target)* [','], behind the first.
func (p *parser) moreTargets(first ast.Expr, target func(*parser) ast.Expr) []ast.Expr {
	list := []ast.Expr{first}
	for p.eat(token.COMMA) {
		e := target(p)
		if e == nil {
			break
		}
		list = append(list, e)
	}
	return list
}

func (p *parser) starTarget() ast.Expr {
	if p.fast && !p.atOpening() {
		return p.starTargetRaw()
	}
	m := p.mark
	if r, ok := p.recall(memoStarTarget); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.starTargetRaw()
	p.memoize(m, memoStarTarget, e)
	return e
}

// atOpening reports whether a nested target may begin here. Only those need memos in the
// fast pass: without, n parentheses would cost two to the power of n.
func (p *parser) atOpening() bool {
	k := p.peek()
	return k == token.LPAR || k == token.LSQB
}

func (p *parser) starTargetRaw() ast.Expr {
	m := p.mark
	if p.eat(token.STAR) {
		if !p.at(token.STAR) {
			if a := p.starTarget(); a != nil {
				return &ast.Starred{Pos: p.span(m), Value: withContext(a, ast.Store), Ctx: ast.Store}
			}
		}
		p.mark = m
	}
	return p.targetWithStarAtom()
}

func (p *parser) targetWithStarAtom() ast.Expr {
	if p.fast && !p.atOpening() {
		return p.targetWithStarAtomRaw()
	}
	m := p.mark
	if r, ok := p.recall(memoTargetWithStarAtom); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.targetWithStarAtomRaw()
	p.memoize(m, memoTargetWithStarAtom, e)
	return e
}

func (p *parser) targetWithStarAtomRaw() ast.Expr {
	if e := p.primaryTarget(ast.Store); e != nil {
		return e
	}
	return p.starAtom()
}

// primaryTarget: t_primary ('.' NAME | '[' slices ']') !t_lookahead
func (p *parser) primaryTarget(ctx ast.ExprContext) ast.Expr {
	m := p.mark
	if a := p.tPrimary(); a != nil {
		after := p.mark
		if p.eat(token.DOT) {
			if n := p.name(); n != nil && !p.atTrailer() {
				return &ast.Attribute{Pos: p.span(m), Value: a, Attr: n.ID, Ctx: ctx}
			}
		}
		p.mark = after
		if p.eat(token.LSQB) {
			if s := p.slices(); s != nil && p.eat(token.RSQB) && !p.atTrailer() {
				return &ast.Subscript{Pos: p.span(m), Value: a, Slice: s, Ctx: ctx}
			}
		}
	}
	p.mark = m
	return nil
}

// atTrailer: t_lookahead
func (p *parser) atTrailer() bool {
	switch p.peek() {
	case token.LPAR, token.LSQB, token.DOT:
		return true
	}
	return false
}

func (p *parser) starAtom() ast.Expr {
	m := p.mark
	if n := p.name(); n != nil {
		n.Ctx = ast.Store
		return n
	}
	switch p.peek() {
	case token.LPAR:
		p.mark++
		if a := p.targetWithStarAtom(); a != nil && p.eat(token.RPAR) {
			return withContext(a, ast.Store)
		}
		p.mark = m + 1
		elts := p.starTargetsTuple()
		if p.eat(token.RPAR) {
			return &ast.Tuple{Pos: p.span(m), Elts: elts, Ctx: ast.Store}
		}
	case token.LSQB:
		p.mark++
		var elts []ast.Expr
		if a := p.starTarget(); a != nil {
			elts = p.moreTargets(a, (*parser).starTarget)
		}
		if p.eat(token.RSQB) {
			return &ast.List{Pos: p.span(m), Elts: elts, Ctx: ast.Store}
		}
	}
	p.mark = m
	return nil
}

// starTargetsTuple: at least one comma, or nothing.
func (p *parser) starTargetsTuple() []ast.Expr {
	m := p.mark
	if a := p.starTarget(); a != nil && p.at(token.COMMA) {
		return p.moreTargets(a, (*parser).starTarget)
	}
	p.mark = m
	return nil
}

func (p *parser) singleTarget() ast.Expr {
	m := p.mark
	if e := p.singleSubscriptAttributeTarget(); e != nil {
		return e
	}
	if n := p.name(); n != nil {
		n.Ctx = ast.Store
		return n
	}
	if p.eat(token.LPAR) {
		if a := p.singleTarget(); a != nil && p.eat(token.RPAR) {
			return a
		}
	}
	p.mark = m
	return nil
}

func (p *parser) singleSubscriptAttributeTarget() ast.Expr { return p.primaryTarget(ast.Store) }

// tPrimary parses a primary that a trailer follows, but not that last trailer.
func (p *parser) tPrimary() ast.Expr {
	if p.fast && !p.atOpening() {
		return p.tPrimaryRaw()
	}
	m := p.mark
	if r, ok := p.recall(memoTPrimary); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.tPrimaryRaw()
	p.memoize(m, memoTPrimary, e)
	return e
}

func (p *parser) tPrimaryRaw() ast.Expr {
	m := p.mark
	a := p.atom()
	if a == nil || !p.atTrailer() {
		p.mark = m
		return nil
	}
	for {
		after := p.mark
		b := p.trailer(m, a)
		if b == nil || !p.atTrailer() {
			p.mark = after
			return a
		}
		a = b
	}
}

func (p *parser) delTargets() []ast.Expr {
	a := p.delTarget()
	if a == nil {
		return nil
	}
	return p.moreTargets(a, (*parser).delTarget)
}

func (p *parser) delTarget() ast.Expr {
	if p.fast && !p.atOpening() {
		return p.delTargetRaw()
	}
	m := p.mark
	if r, ok := p.recall(memoDelTarget); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.delTargetRaw()
	p.memoize(m, memoDelTarget, e)
	return e
}

func (p *parser) delTargetRaw() ast.Expr {
	if e := p.primaryTarget(ast.Del); e != nil {
		return e
	}
	m := p.mark
	if n := p.name(); n != nil {
		n.Ctx = ast.Del
		return n
	}
	switch p.peek() {
	case token.LPAR:
		p.mark++
		if a := p.delTarget(); a != nil && p.eat(token.RPAR) {
			return withContext(a, ast.Del)
		}
		p.mark = m + 1
		elts := p.delTargets()
		if p.eat(token.RPAR) {
			return &ast.Tuple{Pos: p.span(m), Elts: elts, Ctx: ast.Del}
		}
	case token.LSQB:
		p.mark++
		elts := p.delTargets()
		if p.eat(token.RSQB) {
			return &ast.List{Pos: p.span(m), Elts: elts, Ctx: ast.Del}
		}
	}
	p.mark = m
	return nil
}

// withContext changes a fresh target's context in place, through tuples, lists and stars.
func withContext(e ast.Expr, ctx ast.ExprContext) ast.Expr {
	switch e := e.(type) {
	case *ast.Name:
		e.Ctx = ctx
	case *ast.Attribute:
		e.Ctx = ctx
	case *ast.Subscript:
		e.Ctx = ctx
	case *ast.Starred:
		e.Ctx = ctx
		withContext(e.Value, ctx)
	case *ast.Tuple:
		e.Ctx = ctx
		for _, x := range e.Elts {
			withContext(x, ctx)
		}
	case *ast.List:
		e.Ctx = ctx
		for _, x := range e.Elts {
			withContext(x, ctx)
		}
	}
	return e
}
