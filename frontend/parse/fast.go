// This file holds the fast pass's own rules: what the grammar parses several times until an
// alternative fits is parsed once and decided by the token behind it.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// fastSimpleStmt parses a statement that starts with an expression, or "type".
func (p *parser) fastSimpleStmt() ast.Stmt {
	m := p.mark
	if p.atSoft("type") {
		if s := p.typeAlias(); s != nil {
			return s
		}
	}
	e := p.annotatedRHS()
	if e == nil {
		return nil
	}
	switch p.peek() {
	case token.EQUAL:
		return p.fastAssign(m, e)
	case token.COLON:
		return p.fastAnnotation(m, e)
	case token.NEWLINE, token.SEMI:
		return &ast.ExprStmt{Pos: p.span(m), Value: e}
	}
	if augOperators[p.peek()] != 0 {
		op, _ := p.augAssign()
		if !isSingleTarget(e) {
			return nil
		}
		if value := p.annotatedRHS(); value != nil {
			return &ast.AugAssign{Pos: p.span(m), Target: withContext(e, ast.Store), Op: op, Value: value}
		}
		return nil
	}
	return &ast.ExprStmt{Pos: p.span(m), Value: e}
}

func isSingleTarget(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Name, *ast.Attribute, *ast.Subscript:
		return true
	}
	return false
}

// fastAssign parses from the first "=" on.
func (p *parser) fastAssign(m int, e ast.Expr) ast.Stmt {
	var targets []ast.Expr
	for p.eat(token.EQUAL) {
		if !isTarget(e) {
			return nil
		}
		targets = append(targets, withContext(e, ast.Store))
		if e = p.annotatedRHS(); e == nil {
			return nil
		}
	}
	comment := p.typeComment()
	return &ast.Assign{Pos: p.span(m), Targets: targets, Value: e, TypeComment: comment}
}

// isTarget reports whether an expression is also a star_targets.
func isTarget(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Starred:
		_, star := e.Value.(*ast.Starred)
		return !star && isTarget(e.Value)
	case *ast.Tuple:
		return allTargets(e.Elts)
	case *ast.List:
		return allTargets(e.Elts)
	}
	return isSingleTarget(e)
}

func allTargets(list []ast.Expr) bool {
	for _, e := range list {
		if !isTarget(e) {
			return false
		}
	}
	return true
}

func (p *parser) fastAnnotation(m int, e ast.Expr) ast.Stmt {
	if !isSingleTarget(e) {
		return nil
	}
	simple := 0
	if _, ok := e.(*ast.Name); ok && p.toks[m].Kind == token.NAME {
		simple = 1
	}
	return p.annAssign(m, withContext(e, ast.Store), simple, "Variable annotation syntax is")
}

// fastParen parses a tuple, a group or a generator expression.
func (p *parser) fastParen() ast.Expr {
	m := p.mark
	p.mark++
	if p.at(token.RPAR) {
		p.mark++
		return &ast.Tuple{Pos: p.span(m)}
	}
	p.enter()
	e := p.fastParenRest(m)
	p.leave()
	if e == nil {
		p.mark = m
	}
	return e
}

func (p *parser) fastParenRest(m int) ast.Expr {
	if p.at(kwYield) {
		if e := p.yieldExpr(); e != nil && p.eat(token.RPAR) {
			return e
		}
		return nil
	}
	a := p.starNamedExpression()
	if a == nil {
		return nil
	}
	switch p.peek() {
	case token.COMMA:
		elts := p.moreTargets(a, (*parser).starNamedExpression)
		if p.eat(token.RPAR) {
			return &ast.Tuple{Pos: p.span(m), Elts: elts}
		}
		return nil
	case token.RPAR:
		p.mark++
		if _, star := a.(*ast.Starred); star {
			return nil
		}
		return a
	}
	if _, star := a.(*ast.Starred); star {
		return nil
	}
	if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RPAR) {
		return &ast.GeneratorExp{Pos: p.span(m), Elt: a, Generators: clauses}
	}
	return nil
}

// fastList parses a list or a list comprehension.
func (p *parser) fastList() ast.Expr {
	m := p.mark
	p.mark++
	p.enter()
	defer p.leave()
	if p.eat(token.RSQB) {
		return &ast.List{Pos: p.span(m)}
	}
	a := p.starNamedExpression()
	if a != nil {
		if _, star := a.(*ast.Starred); !star && (p.at(kwFor) || p.at(kwAsync)) {
			if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RSQB) {
				return &ast.ListComp{Pos: p.span(m), Elt: a, Generators: clauses}
			}
		} else {
			elts := p.moreTargets(a, (*parser).starNamedExpression)
			if p.eat(token.RSQB) {
				return &ast.List{Pos: p.span(m), Elts: elts}
			}
		}
	}
	p.mark = m
	return nil
}

// fastBrace parses a dict, a set or a comprehension of either.
func (p *parser) fastBrace() ast.Expr {
	m := p.mark
	p.mark++
	p.enter()
	defer p.leave()
	if p.eat(token.RBRACE) {
		return &ast.Dict{Pos: p.span(m)}
	}
	if e := p.fastBraceRest(m); e != nil {
		return e
	}
	p.mark = m
	return nil
}

func (p *parser) fastBraceRest(m int) ast.Expr {
	if p.at(token.DOUBLESTAR) {
		k, v := p.doubleStarredPair()
		return p.fastDict(m, k, v)
	}
	a := p.starNamedExpression()
	if a == nil {
		return nil
	}
	_, star := a.(*ast.Starred)
	switch k := p.peek(); {
	case k == token.COLON && !star && p.toks[m+2].Kind != token.COLONEQUAL:
		p.mark++
		return p.fastDict(m, a, p.expression())
	case !star && (k == kwFor || k == kwAsync):
		if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RBRACE) {
			return &ast.SetComp{Pos: p.span(m), Elt: a, Generators: clauses}
		}
		return nil
	}
	elts := p.moreTargets(a, (*parser).starNamedExpression)
	if p.eat(token.RBRACE) {
		return &ast.Set{Pos: p.span(m), Elts: elts}
	}
	return nil
}

// fastDict parses behind the first pair.
func (p *parser) fastDict(m int, key, value ast.Expr) ast.Expr {
	if value == nil {
		return nil
	}
	if key != nil && (p.at(kwFor) || p.at(kwAsync)) {
		if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RBRACE) {
			return &ast.DictComp{Pos: p.span(m), Key: key, Value: value, Generators: clauses}
		}
		return nil
	}
	keys, values := []ast.Expr{key}, []ast.Expr{value}
	for p.eat(token.COMMA) {
		k, v := p.doubleStarredPair()
		if v == nil {
			break
		}
		keys, values = append(keys, k), append(values, v)
	}
	if p.eat(token.RBRACE) {
		return &ast.Dict{Pos: p.span(m), Keys: keys, Values: values}
	}
	return nil
}

// fastSliceStart parses what stands before a colon, or a whole index.
func (p *parser) fastSliceStart() ast.Expr {
	if p.at(token.COLON) {
		return nil
	}
	return p.namedExpression()
}

// fastCall parses the arguments of a call to a, from "(" on.
func (p *parser) fastCall(m int, a ast.Expr) ast.Expr {
	open := p.mark
	p.mark++
	p.enter()
	defer p.leave()
	c := &ast.Call{Func: a}
	unpacked := false // "**" was seen
	for !p.at(token.RPAR) {
		n := len(c.Args)
		ok := p.fastArgument(c, &unpacked)
		if !ok {
			return nil
		}
		if n == 0 && len(c.Args) == 1 && len(c.Keywords) == 0 && (p.at(kwFor) || p.at(kwAsync)) {
			return p.fastGenexpCall(m, open, c)
		}
		if !p.eat(token.COMMA) {
			break
		}
	}
	if !p.eat(token.RPAR) {
		return nil
	}
	c.Pos = p.span(m)
	return c
}

// fastGenexpCall parses the clauses of a generator expression that is a call's only argument.
func (p *parser) fastGenexpCall(m, open int, c *ast.Call) ast.Expr {
	if _, star := c.Args[0].(*ast.Starred); star {
		return nil
	}
	clauses := p.forIfClauses()
	if clauses == nil || !p.eat(token.RPAR) {
		return nil
	}
	c.Args[0] = &ast.GeneratorExp{Pos: p.span(open), Elt: c.Args[0], Generators: clauses}
	c.Pos = p.span(m)
	return c
}

// fastArgument parses one argument into c.
func (p *parser) fastArgument(c *ast.Call, unpacked *bool) bool {
	m := p.mark
	switch p.peek() {
	case token.STAR:
		e := p.starred((*parser).expression)
		if e == nil || *unpacked {
			return false
		}
		c.Args = append(c.Args, e)
		return true
	case token.DOUBLESTAR:
		p.mark++
		v := p.expression()
		if v == nil {
			return false
		}
		*unpacked = true
		c.Keywords = append(c.Keywords, &ast.Keyword{Pos: p.span(m), Value: v})
		return true
	case token.NAME:
		p.mark++
		if p.eat(token.EQUAL) {
			v := p.expression()
			if v == nil {
				return false
			}
			c.Keywords = append(c.Keywords, &ast.Keyword{Pos: p.span(m), Arg: p.identifier(&p.toks[m]), Value: v})
			return true
		}
		p.mark = m
	}
	e := p.walrusOrExpression()
	if e == nil || len(c.Keywords) > 0 {
		return false
	}
	c.Args = append(c.Args, e)
	return true
}
