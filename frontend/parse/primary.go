// This file parses primaries, atoms and displays.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/token"
)

func (p *parser) primary() ast.Expr {
	m := p.mark
	if !p.fast {
		if r, ok := p.recall(memoPrimary); ok {
			e, _ := r.(ast.Expr)
			return e
		}
	}
	a := p.atom()
	for a != nil {
		b := p.trailer(m, a)
		if b == nil {
			break
		}
		a = b
	}
	if !p.fast {
		p.memoize(m, memoPrimary, a)
	}
	return a
}

// trailer parses one attribute, call or subscript behind a; nil when there is none.
func (p *parser) trailer(m int, a ast.Expr) ast.Expr {
	after := p.mark
	switch p.peek() {
	case token.DOT:
		p.mark++
		if p.at(token.NAME) {
			id := p.identifier(p.next())
			return &ast.Attribute{Pos: p.span(m), Value: a, Attr: id}
		}
	case token.LPAR:
		if e := p.call(m, a); e != nil {
			return e
		}
	case token.LSQB:
		if p.invalid {
			p.invalidComprehension() // the rule genexp, tried for any bracket, leads there
			p.mark = after
		}
		p.mark++
		if s := p.slices(); s != nil && p.eat(token.RSQB) {
			return &ast.Subscript{Pos: p.span(m), Value: a, Slice: s}
		}
	case token.LBRACE:
		if p.invalid {
			p.invalidComprehension()
		}
	}
	p.mark = after
	return nil
}

func (p *parser) call(m int, a ast.Expr) ast.Expr {
	if p.fast {
		return p.fastCall(m, a)
	}
	after := p.mark
	if g := p.genexp(); g != nil {
		return &ast.Call{Pos: p.span(m), Func: a, Args: []ast.Expr{g}}
	}
	p.mark = after + 1
	c := p.arguments()
	if !p.eat(token.RPAR) {
		return nil
	}
	if c == nil {
		return &ast.Call{Pos: p.span(m), Func: a}
	}
	return &ast.Call{Pos: p.span(m), Func: a, Args: c.Args, Keywords: c.Keywords}
}

func (p *parser) slices() ast.Expr {
	m := p.mark
	first := p.slice()
	if first != nil && !p.at(token.COMMA) {
		return first
	}
	if first == nil {
		p.mark = m
		first = p.starredExpression()
	}
	if first == nil {
		return nil
	}
	elts := p.moreTargets(first, (*parser).sliceOrStarred)
	return &ast.Tuple{Pos: p.span(m), Elts: elts}
}

func (p *parser) sliceOrStarred() ast.Expr {
	if e := p.slice(); e != nil {
		return e
	}
	return p.starredExpression()
}

func (p *parser) slice() ast.Expr {
	m := p.mark
	if p.fast {
		if e := p.fastSliceStart(); e != nil || !p.at(token.COLON) {
			if e == nil || !p.at(token.COLON) {
				return e
			}
			return p.sliceRest(m, e)
		}
		return p.sliceRest(m, nil)
	}
	lower := p.expression()
	if p.at(token.COLON) {
		return p.sliceRest(m, lower)
	}
	p.mark = m
	return p.namedExpression()
}

// sliceRest: ':' [expression] [':' [expression]]
func (p *parser) sliceRest(m int, lower ast.Expr) ast.Expr {
	p.mark++
	upper := p.expression()
	var step ast.Expr
	if p.eat(token.COLON) {
		step = p.expression()
	}
	return &ast.Slice{Pos: p.span(m), Lower: lower, Upper: upper, Step: step}
}

func (p *parser) atom() ast.Expr {
	m := p.mark
	switch p.peek() {
	case token.NAME:
		return p.nameFrom(p.advance())
	case kwTrue:
		return p.constant(true)
	case kwFalse:
		return p.constant(false)
	case kwNone:
		return p.constant(code.None{})
	case token.STRING, token.FSTRING_START, token.TSTRING_START:
		return p.strings()
	case token.NUMBER:
		return p.number()
	case token.LPAR:
		if p.fast {
			return p.fastParen()
		}
		return p.firstOf((*parser).tuple, (*parser).group, (*parser).genexp)
	case token.LSQB:
		if p.fast {
			return p.fastList()
		}
		return p.firstOf((*parser).list, (*parser).listComp)
	case token.LBRACE:
		if p.fast {
			return p.fastBrace()
		}
		return p.firstOf((*parser).dict, (*parser).set, (*parser).dictComp, (*parser).setComp)
	case token.ELLIPSIS:
		return p.constant(code.Ellipsis)
	}
	p.mark = m
	return nil
}

func (p *parser) firstOf(rules ...func(*parser) ast.Expr) ast.Expr {
	m := p.mark
	p.enter()
	defer p.leave()
	for _, rule := range rules {
		if e := rule(p); e != nil {
			return e
		}
		p.mark = m
	}
	return nil
}

// constant consumes a token that stands for a constant.
func (p *parser) constant(v code.Const) ast.Expr {
	return &ast.Constant{Pos: p.next().pos(), Value: v}
}

func (p *parser) tuple() ast.Expr {
	m := p.mark
	if !p.eat(token.LPAR) {
		return nil
	}
	after := p.mark
	var elts []ast.Expr
	if a := p.starNamedExpression(); a != nil && p.at(token.COMMA) {
		elts = p.moreTargets(a, (*parser).starNamedExpression)
	} else {
		p.mark = after
	}
	if !p.eat(token.RPAR) {
		return nil
	}
	return &ast.Tuple{Pos: p.span(m), Elts: elts}
}

func (p *parser) group() ast.Expr {
	m := p.mark
	if p.eat(token.LPAR) {
		a := p.yieldExpr()
		if a == nil {
			a = p.namedExpression()
		}
		if a != nil && p.eat(token.RPAR) {
			return a
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidGroup()
	}
	return nil
}

func (p *parser) genexp() ast.Expr {
	m := p.mark
	if p.eat(token.LPAR) {
		if a := p.walrusOrExpression(); a != nil {
			if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RPAR) {
				return &ast.GeneratorExp{Pos: p.span(m), Elt: a, Generators: clauses}
			}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidComprehension()
		p.mark = m
	}
	return nil
}

func (p *parser) list() ast.Expr {
	m := p.mark
	if !p.eat(token.LSQB) {
		return nil
	}
	elts := p.starNamedExpressions()
	if !p.eat(token.RSQB) {
		return nil
	}
	return &ast.List{Pos: p.span(m), Elts: elts}
}

func (p *parser) listComp() ast.Expr {
	m := p.mark
	if p.eat(token.LSQB) {
		if a := p.namedExpression(); a != nil {
			if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RSQB) {
				return &ast.ListComp{Pos: p.span(m), Elt: a, Generators: clauses}
			}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidComprehension()
		p.mark = m
	}
	return nil
}

func (p *parser) set() ast.Expr {
	m := p.mark
	if p.eat(token.LBRACE) {
		if elts := p.starNamedExpressions(); elts != nil && p.eat(token.RBRACE) {
			return &ast.Set{Pos: p.span(m), Elts: elts}
		}
	}
	return nil
}

func (p *parser) setComp() ast.Expr {
	m := p.mark
	if p.eat(token.LBRACE) {
		if a := p.namedExpression(); a != nil {
			if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RBRACE) {
				return &ast.SetComp{Pos: p.span(m), Elt: a, Generators: clauses}
			}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidComprehension()
		p.mark = m
	}
	return nil
}

func (p *parser) dict() ast.Expr {
	m := p.mark
	if p.eat(token.LBRACE) {
		keys, values := p.doubleStarredPairs()
		if p.eat(token.RBRACE) {
			return &ast.Dict{Pos: p.span(m), Keys: keys, Values: values}
		}
	}
	p.mark = m
	// In both passes: CPython's generator guards only alternatives that are an invalid_ rule
	// and nothing else.
	if p.eat(token.LBRACE) {
		p.invalidDoubleStarredPairs()
		p.mark = m
	}
	return nil
}

// doubleStarredPairs: ','.double_starred_kvpair+ [',']; nil keys when there is none.
func (p *parser) doubleStarredPairs() (keys, values []ast.Expr) {
	for {
		after := p.mark
		if keys != nil && !p.eat(token.COMMA) {
			return keys, values
		}
		k, v := p.doubleStarredPair()
		if v == nil {
			p.mark = after
			break
		}
		keys, values = append(keys, k), append(values, v)
	}
	if keys != nil {
		p.eat(token.COMMA)
	}
	return keys, values
}

// doubleStarredPair returns a nil key for "**value", a nil value on failure.
func (p *parser) doubleStarredPair() (key, value ast.Expr) {
	m := p.mark
	if p.eat(token.DOUBLESTAR) {
		if v := p.bitwiseOr(); v != nil {
			return nil, v
		}
		p.mark = m
	}
	return p.pair()
}

// pair: expression ':' expression
func (p *parser) pair() (key, value ast.Expr) {
	m := p.mark
	if k := p.expression(); k != nil && p.eat(token.COLON) {
		if v := p.expression(); v != nil {
			return k, v
		}
	}
	p.mark = m
	return nil, nil
}

func (p *parser) dictComp() ast.Expr {
	m := p.mark
	if p.eat(token.LBRACE) {
		if k, v := p.pair(); v != nil {
			if clauses := p.forIfClauses(); clauses != nil && p.eat(token.RBRACE) {
				return &ast.DictComp{Pos: p.span(m), Key: k, Value: v, Generators: clauses}
			}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidDictComprehension()
		p.mark = m
	}
	return nil
}

func (p *parser) forIfClauses() []*ast.Comprehension {
	if !p.invalid && !p.at(kwFor) && !p.at(kwAsync) {
		return nil
	}
	var list []*ast.Comprehension
	for {
		c := p.forIfClause()
		if c == nil {
			return list
		}
		list = append(list, c)
	}
}

func (p *parser) forIfClause() *ast.Comprehension {
	m := p.mark
	async := p.eat(kwAsync)
	if p.eat(kwFor) {
		if target := p.starTargets(); target != nil && p.eat(kwIn) {
			iter := p.disjunction()
			if iter == nil {
				p.mark = m
				return nil // "in" commits
			}
			c := &ast.Comprehension{Target: target, Iter: iter, Ifs: p.comprehensionIfs()}
			if async {
				p.checkVersion(6, "Async comprehensions are")
				c.IsAsync = 1
			}
			return c
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidForIfClause()
		p.mark = m
		p.invalidForTarget()
		p.mark = m
	}
	return nil
}

func (p *parser) comprehensionIfs() []ast.Expr {
	var ifs []ast.Expr
	for {
		after := p.mark
		if !p.eat(kwIf) {
			return ifs
		}
		e := p.disjunction()
		if e == nil {
			p.mark = after
			return ifs
		}
		ifs = append(ifs, e)
	}
}
