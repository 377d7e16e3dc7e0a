// This file parses the arguments of calls and class definitions.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// callArgs are the parsed arguments of a call; pos spans them, for error messages.
type callArgs struct {
	pos      ast.Pos
	Args     []ast.Expr
	Keywords []*ast.Keyword
}

// keywordOrStarred holds one of the two.
type keywordOrStarred struct {
	keyword *ast.Keyword
	starred ast.Expr
}

// arguments: args [','] &')'
func (p *parser) arguments() *callArgs {
	m := p.mark
	if !p.fast {
		if r, ok := p.recall(memoArguments); ok {
			c, _ := r.(*callArgs)
			return c
		}
	}
	c := p.args()
	if c != nil {
		p.eat(token.COMMA)
		if !p.at(token.RPAR) {
			c = nil
		}
	}
	if c == nil {
		p.mark = m
		if p.invalid {
			p.invalidArguments()
			p.mark = m
		}
	}
	if !p.fast {
		p.memoize(m, memoArguments, c)
	}
	return c
}

// args: positional arguments, then keywords among which starred ones may stand.
func (p *parser) args() *callArgs {
	m := p.mark
	c := &callArgs{}
	c.Args = gather(p, token.COMMA, (*parser).positional)
	if c.Args == nil {
		list := p.kwargs()
		if list == nil {
			return nil
		}
		c.add(list)
	} else if after := p.mark; p.eat(token.COMMA) {
		if list := p.kwargs(); list != nil {
			c.add(list)
		} else {
			p.mark = after
		}
	}
	c.pos = p.span(m)
	return c
}

func (c *callArgs) add(list []keywordOrStarred) {
	for _, x := range list {
		if x.keyword != nil {
			c.Keywords = append(c.Keywords, x.keyword)
		} else {
			c.Args = append(c.Args, x.starred)
		}
	}
}

// positional: starred_expression | (assignment_expression | expression !':=') !'='
func (p *parser) positional() ast.Expr {
	if e := p.starredExpression(); e != nil {
		return e
	}
	return p.unnamed()
}

// unnamed: (assignment_expression | expression !':=') !'='
func (p *parser) unnamed() ast.Expr {
	m := p.mark
	if e := p.walrusOrExpression(); e != nil && !p.at(token.EQUAL) {
		return e
	}
	p.mark = m
	return nil
}

func (p *parser) kwargs() []keywordOrStarred {
	m := p.mark
	a := p.gatherKeywords((*parser).kwargOrStarred)
	if a != nil {
		after := p.mark
		if p.eat(token.COMMA) {
			if b := p.gatherKeywords((*parser).kwargOrDoubleStarred); b != nil {
				return append(a, b...)
			}
		}
		p.mark = after
		return a
	}
	p.mark = m
	return p.gatherKeywords((*parser).kwargOrDoubleStarred)
}

func (p *parser) gatherKeywords(rule func(*parser) keywordOrStarred) []keywordOrStarred {
	return gather(p, token.COMMA, rule)
}

func (p *parser) starredExpression() ast.Expr {
	m := p.mark
	if p.invalid {
		p.invalidStarredExpressionUnpacking()
		p.mark = m
	}
	if e := p.starred((*parser).expression); e != nil {
		return e
	}
	if p.invalid {
		p.invalidStarredExpression()
		p.mark = m
	}
	return nil
}

func (p *parser) kwargOrStarred() keywordOrStarred {
	m := p.mark
	if p.invalid {
		p.invalidKwarg()
		p.mark = m
	}
	if k := p.keyword(); k != nil {
		return keywordOrStarred{keyword: k}
	}
	return keywordOrStarred{starred: p.starredExpression()}
}

func (p *parser) kwargOrDoubleStarred() keywordOrStarred {
	m := p.mark
	if p.invalid {
		p.invalidKwarg()
		p.mark = m
	}
	if k := p.keyword(); k != nil {
		return keywordOrStarred{keyword: k}
	}
	if p.eat(token.DOUBLESTAR) {
		if v := p.expression(); v != nil {
			return keywordOrStarred{keyword: &ast.Keyword{Pos: p.span(m), Value: v}}
		}
	}
	p.mark = m
	return keywordOrStarred{}
}

// keyword: NAME '=' expression
func (p *parser) keyword() *ast.Keyword {
	m := p.mark
	if n := p.name(); n != nil && p.eat(token.EQUAL) {
		if v := p.expression(); v != nil {
			return &ast.Keyword{Pos: p.span(m), Arg: n.ID, Value: v}
		}
	}
	p.mark = m
	return nil
}
