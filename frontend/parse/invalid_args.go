// This file holds the error pass's rules for arguments, parameters and type parameters.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// lastItem returns the last expression of the last clause.
func lastItem(clauses []*ast.Comprehension) ast.Pos {
	c := clauses[len(clauses)-1]
	if n := len(c.Ifs); n > 0 {
		return *c.Ifs[n-1].Position()
	}
	return *c.Iter.Position()
}

const genexpMessage = "Generator expression must be parenthesized"

func (p *parser) invalidArguments() {
	m := p.mark
	p.invalidUnpackingOrder()
	p.mark = m
	if a := p.expression(); a != nil {
		if clauses := p.forIfClauses(); clauses != nil && p.eat(token.COMMA) {
			after := p.mark
			if p.args() == nil {
				p.mark = after
				if p.expression() == nil || p.forIfClauses() == nil {
					p.mark = after
				}
			}
			p.raiseRange(*a.Position(), lastItem(clauses), genexpMessage)
		}
	}
	p.mark = m
	p.invalidNamedGenexp()
	p.mark = m
	if p.args() == nil || !p.eat(token.COMMA) {
		p.mark = m
	}
	if a := p.name(); a != nil && p.at(token.EQUAL) {
		b := p.next().pos()
		if p.at(token.COMMA) || p.at(token.RPAR) {
			p.raiseRange(a.Pos, b, "expected argument value expression")
		}
	}
	p.mark = m
	p.invalidTrailingArgs()
}

// invalidUnpackingOrder: keywords, then ',' ','.(starred_expression !'=')+
func (p *parser) invalidUnpackingOrder() {
	m := p.mark
	ok := gather(p, token.COMMA, (*parser).positional) != nil && p.eat(token.COMMA) && p.kwargs() != nil
	if !ok {
		p.mark = m
		ok = p.kwargs() != nil
	}
	if !ok || !p.at(token.COMMA) {
		return
	}
	a := p.next().pos()
	for first := true; ; first = false {
		after := p.mark
		if first || p.eat(token.COMMA) {
			if e := p.starredExpression(); e != nil && !p.at(token.EQUAL) {
				continue
			}
		}
		p.mark = after
		if !first {
			p.raiseFrom(a, "iterable argument unpacking follows keyword argument unpacking")
		}
		return
	}
}

// invalidNamedGenexp: NAME '=' expression for_if_clauses
func (p *parser) invalidNamedGenexp() {
	a := p.name()
	if a == nil || !p.at(token.EQUAL) {
		return
	}
	b := p.next().pos()
	if p.expression() != nil && p.forIfClauses() != nil {
		p.raiseRange(a.Pos, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
	}
}

func (p *parser) invalidTrailingArgs() {
	m := p.mark
	a := p.args()
	if a == nil {
		return
	}
	after := p.mark
	if clauses := p.forIfClauses(); clauses != nil {
		if n := len(a.Args); n > 1 {
			p.raiseRange(*a.Args[n-1].Position(), lastItem(clauses), genexpMessage)
		}
		return // a match without an error ends the rule
	}
	p.mark = after
	if p.eat(token.COMMA) {
		behind := p.mark
		if e := p.expression(); e != nil {
			if clauses := p.forIfClauses(); clauses != nil {
				p.raiseRange(*e.Position(), lastItem(clauses), genexpMessage)
			}
		}
		p.mark = behind
		if p.args() != nil {
			p.raiseOrder(a)
		}
	}
	p.mark = m
}

func (p *parser) raiseOrder(a *callArgs) {
	what := "keyword argument"
	for _, k := range a.Keywords {
		if k.Arg == "" {
			what = "keyword argument unpacking"
		}
	}
	p.raise(errSyntax, "positional argument follows %s", what)
}

func (p *parser) invalidKwarg() {
	m := p.mark
	switch p.peek() {
	case kwTrue, kwFalse, kwNone:
		a := p.next()
		text, pos := a.Text, a.pos()
		if p.at(token.EQUAL) {
			p.raiseRange(pos, p.next().pos(), "cannot assign to %s", text)
		}
	}
	p.mark = m
	p.invalidNamedGenexp()
	p.mark = m
	named := p.eat(token.NAME) && p.at(token.EQUAL)
	p.mark = m
	if !named {
		if a := p.expression(); a != nil && p.at(token.EQUAL) {
			p.raiseRange(*a.Position(), p.next().pos(),
				`expression cannot contain assignment, perhaps you meant "=="?`)
		}
	}
	p.mark = m
	if p.at(token.DOUBLESTAR) {
		a := p.next().pos()
		if p.expression() != nil && p.eat(token.EQUAL) {
			if b := p.expression(); b != nil {
				p.raiseRange(a, *b.Position(), "cannot assign to keyword argument unpacking")
			}
		}
	}
}

func (p *parser) invalidParameters(lambda bool) {
	m := p.mark
	if p.at(token.SLASH) {
		a := p.next().pos()
		if p.eat(token.COMMA) {
			p.raiseOver(a, "at least one argument must precede /")
		}
	}
	p.mark = m
	if p.eatSlashed(lambda) {
		p.paramsMaybeDefault(lambda)
		p.raiseIf(token.SLASH, "/ may appear only once")
	}
	p.mark = m
	p.slashNoDefault(lambda)
	p.paramsNoDefault(lambda)
	if p.defaultsFollow(lambda) {
		if a := p.paramNoDefault(lambda); a != nil {
			p.raiseOver(a.Pos, "parameter without a default follows parameter with a default")
		}
	}
	p.mark = m
	p.invalidParenthesized(lambda)
	p.mark = m
	p.eatSlashed(lambda)
	p.paramsMaybeDefault(lambda)
	if p.eat(token.STAR) && (p.eat(token.COMMA) || p.paramNoDefault(lambda) != nil) {
		p.paramsMaybeDefault(lambda)
		p.raiseIf(token.SLASH, "/ must be ahead of *")
	}
	p.mark = m
	if p.paramsMaybeDefault(lambda) != nil && p.eat(token.SLASH) {
		p.raiseIf(token.STAR, "expected comma between / and *")
	}
}

// raiseIf raises at the next token if it is of kind k.
func (p *parser) raiseIf(k kind, message string) {
	if p.at(k) {
		p.raiseOver(p.next().pos(), "%s", message)
	}
}

// eatSlashed: slash_no_default | slash_with_default
func (p *parser) eatSlashed(lambda bool) bool {
	if p.slashNoDefault(lambda) != nil {
		return true
	}
	_, ok := p.slashWithDefault(lambda)
	return ok
}

// defaultsFollow: slash_with_default | param_with_default+
func (p *parser) defaultsFollow(lambda bool) bool {
	if _, ok := p.slashWithDefault(lambda); ok {
		return true
	}
	return p.paramsWithDefault(lambda) != nil
}

func (p *parser) invalidParenthesized(lambda bool) {
	p.paramsNoDefault(lambda)
	if !p.at(token.LPAR) {
		return
	}
	a := p.next().pos()
	ok, what := false, "Function"
	if lambda {
		what = "Lambda expression"
		ok = gather(p, token.COMMA, (*parser).lambdaParam) != nil
	} else {
		ok = p.paramsNoDefault(false) != nil
	}
	if ok {
		p.eat(token.COMMA)
		if p.at(token.RPAR) {
			p.raiseRange(a, p.next().pos(), "%s parameters cannot be parenthesized", what)
		}
	}
}

func (p *parser) lambdaParam() *ast.Arg { return p.param(true) }

func (p *parser) invalidDefault() {
	if p.at(token.EQUAL) {
		a := p.next().pos()
		if p.at(token.RPAR) || p.at(token.COMMA) {
			p.raiseOver(a, "expected default value expression")
		}
	}
}

func (p *parser) invalidStarEtc(lambda bool) {
	m := p.mark
	if !p.at(token.STAR) {
		return
	}
	star := p.next().pos()
	if p.eat(closing(lambda)) || p.eat(token.COMMA) && (p.eat(closing(lambda)) || p.eat(token.DOUBLESTAR)) {
		if lambda {
			p.raise(errSyntax, "named arguments must follow bare *")
		}
		p.raiseOver(star, "named arguments must follow bare *")
	}
	p.mark = m + 1
	if !lambda && p.eat(token.COMMA) && p.eat(token.TYPE_COMMENT) {
		p.raise(errSyntax, "bare * has associated type comment")
	}
	p.mark = m + 1
	if p.param(lambda) != nil {
		p.raiseIf(token.EQUAL, "var-positional argument cannot have default value")
	}
	p.mark = m + 1
	if p.paramNoDefault(lambda) != nil || p.eat(token.COMMA) {
		p.paramsMaybeDefault(lambda)
		if p.at(token.STAR) {
			a := p.next().pos()
			if p.paramNoDefault(lambda) != nil || p.eat(token.COMMA) {
				p.raiseOver(a, "* argument may appear only once")
			}
		}
	}
	p.mark = m
}

func (p *parser) invalidKwds(lambda bool) {
	if !p.eat(token.DOUBLESTAR) || p.param(lambda) == nil {
		return
	}
	p.raiseIf(token.EQUAL, "var-keyword argument cannot have default value")
	if !p.eat(token.COMMA) {
		return
	}
	const message = "arguments cannot follow var-keyword argument"
	if a := p.param(lambda); a != nil {
		p.raiseOver(a.Pos, message)
	}
	p.raiseIf(token.STAR, message)
	p.raiseIf(token.DOUBLESTAR, message)
	p.raiseIf(token.SLASH, message)
}

func (p *parser) invalidTypeParams() {
	p.mark++
	if p.at(token.RSQB) {
		p.raiseFrom(p.next().pos(), "Type parameter list cannot be empty")
	}
}

func (p *parser) invalidTypeParam() {
	what := "TypeVarTuple"
	if !p.eat(token.STAR) {
		if !p.eat(token.DOUBLESTAR) {
			return
		}
		what = "ParamSpec"
	}
	if p.name() == nil || !p.at(token.COLON) {
		return
	}
	colon := p.next().pos()
	if e := p.expression(); e != nil {
		if _, ok := e.(*ast.Tuple); ok {
			p.raiseFrom(colon, "cannot use constraints with %s", what)
		}
		p.raiseFrom(colon, "cannot use bound with %s", what)
	}
}
