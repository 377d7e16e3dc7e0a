// This file parses parameter lists, of functions and of lambdas.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// paramPair is a parameter with its default, which may be nil.
type paramPair struct {
	arg   *ast.Arg
	value ast.Expr
}

// starEtc is what may follow the positional parameters.
type starEtc struct {
	vararg *ast.Arg
	kwonly []paramPair
	kwarg  *ast.Arg
}

// slashed are the positional-only parameters, with the slash consumed.
type slashed struct {
	plain []*ast.Arg
	pairs []paramPair
}

// closing returns the token that ends a parameter list.
func closing(lambda bool) kind {
	if lambda {
		return token.COLON
	}
	return token.RPAR
}

func (p *parser) params(lambda bool) *ast.Arguments {
	m := p.mark
	if p.invalid {
		p.invalidParameters(lambda)
		p.mark = m
	}
	return p.parameters(lambda)
}

func (p *parser) parameters(lambda bool) *ast.Arguments {
	if plain := p.slashNoDefault(lambda); plain != nil {
		names := p.paramsNoDefault(lambda)
		pairs := p.paramsWithDefault(lambda)
		etc := p.starEtc(lambda)
		p.checkVersion(8, "Positional-only parameters are")
		return makeArguments(slashed{plain: plain}, names, pairs, etc)
	}
	if s, ok := p.slashWithDefault(lambda); ok {
		pairs := p.paramsWithDefault(lambda)
		etc := p.starEtc(lambda)
		p.checkVersion(8, "Positional-only parameters are")
		return makeArguments(s, nil, pairs, etc)
	}
	names := p.paramsNoDefault(lambda)
	pairs := p.paramsWithDefault(lambda)
	etc := p.starEtc(lambda)
	if names == nil && pairs == nil && etc == nil {
		return nil
	}
	return makeArguments(slashed{}, names, pairs, etc)
}

func makeArguments(s slashed, names []*ast.Arg, pairs []paramPair, etc *starEtc) *ast.Arguments {
	a := &ast.Arguments{PosOnlyArgs: s.plain, Args: names}
	for _, pair := range s.pairs {
		a.PosOnlyArgs = append(a.PosOnlyArgs, pair.arg)
		a.Defaults = append(a.Defaults, pair.value)
	}
	for _, pair := range pairs {
		a.Args = append(a.Args, pair.arg)
		a.Defaults = append(a.Defaults, pair.value)
	}
	if etc == nil {
		return a
	}
	a.Vararg, a.Kwarg = etc.vararg, etc.kwarg
	for _, pair := range etc.kwonly {
		a.KwOnlyArgs = append(a.KwOnlyArgs, pair.arg)
		a.KwDefaults = append(a.KwDefaults, pair.value)
	}
	return a
}

// slashEnd: '/' (',' | &closing)
func (p *parser) slashEnd(lambda bool) bool {
	return p.eat(token.SLASH) && (p.eat(token.COMMA) || p.at(closing(lambda)))
}

func (p *parser) slashNoDefault(lambda bool) []*ast.Arg {
	m := p.mark
	if list := p.paramsNoDefault(lambda); list != nil && p.slashEnd(lambda) {
		return list
	}
	p.mark = m
	return nil
}

func (p *parser) slashWithDefault(lambda bool) (slashed, bool) {
	m := p.mark
	plain := p.paramsNoDefault(lambda)
	if pairs := p.paramsWithDefault(lambda); pairs != nil && p.slashEnd(lambda) {
		return slashed{plain, pairs}, true
	}
	p.mark = m
	return slashed{}, false
}

func (p *parser) starEtc(lambda bool) *starEtc {
	m := p.mark
	if p.invalid {
		p.invalidStarEtc(lambda)
		p.mark = m
	}
	if p.eat(token.STAR) {
		after := p.mark
		arg := p.paramNoDefault(lambda)
		if arg == nil && !lambda {
			arg = p.paramNoDefaultStar()
		}
		if arg != nil {
			kwonly := p.paramsMaybeDefault(lambda)
			return &starEtc{arg, kwonly, p.kwds(lambda)}
		}
		p.mark = after
		if p.eat(token.COMMA) {
			if kwonly := p.paramsMaybeDefault(lambda); kwonly != nil {
				return &starEtc{nil, kwonly, p.kwds(lambda)}
			}
		}
	}
	p.mark = m
	if arg := p.kwds(lambda); arg != nil {
		return &starEtc{kwarg: arg}
	}
	return nil
}

func (p *parser) kwds(lambda bool) *ast.Arg {
	m := p.mark
	if p.invalid {
		p.invalidKwds(lambda)
		p.mark = m
	}
	if p.eat(token.DOUBLESTAR) {
		if a := p.paramNoDefault(lambda); a != nil {
			return a
		}
		p.mark = m
	}
	return nil
}

func (p *parser) paramsNoDefault(lambda bool) []*ast.Arg {
	var list []*ast.Arg
	for {
		a := p.paramNoDefault(lambda)
		if a == nil {
			return list
		}
		list = append(list, a)
	}
}

func (p *parser) paramsWithDefault(lambda bool) []paramPair {
	var list []paramPair
	for {
		pair := p.paramDefault(lambda, true)
		if pair.arg == nil {
			return list
		}
		list = append(list, pair)
	}
}

func (p *parser) paramsMaybeDefault(lambda bool) []paramPair {
	var list []paramPair
	for {
		pair := p.paramDefault(lambda, false)
		if pair.arg == nil {
			return list
		}
		list = append(list, pair)
	}
}

func (p *parser) paramNoDefault(lambda bool) *ast.Arg {
	m := p.mark
	if a := p.param(lambda); a != nil && p.paramEnd(lambda, a) {
		return a
	}
	p.mark = m
	return nil
}

// paramNoDefaultStar: NAME ':' star_expression, behind a star.
func (p *parser) paramNoDefaultStar() *ast.Arg {
	m := p.mark
	if n := p.name(); n != nil && p.eat(token.COLON) {
		if e := p.starExpression(); e != nil {
			a := &ast.Arg{Pos: p.span(m), Arg: n.ID, Annotation: e}
			if p.paramEnd(false, a) {
				return a
			}
		}
	}
	p.mark = m
	return nil
}

// paramDefault: param default (or default?), with what ends a parameter.
func (p *parser) paramDefault(lambda, required bool) paramPair {
	m := p.mark
	a := p.param(lambda)
	if a == nil {
		return paramPair{}
	}
	value := p.defaultValue()
	if (value != nil || !required) && p.paramEnd(lambda, a) {
		return paramPair{a, value}
	}
	p.mark = m
	return paramPair{}
}

// paramEnd: ',' TYPE_COMMENT? | TYPE_COMMENT? &closing
func (p *parser) paramEnd(lambda bool, a *ast.Arg) bool {
	if lambda {
		return p.eat(token.COMMA) || p.at(token.COLON)
	}
	if p.eat(token.COMMA) {
		a.TypeComment = p.typeComment()
		return true
	}
	a.TypeComment = p.typeComment()
	return p.at(token.RPAR)
}

func (p *parser) param(lambda bool) *ast.Arg {
	m := p.mark
	n := p.name()
	if n == nil {
		return nil
	}
	a := &ast.Arg{Pos: n.Pos, Arg: n.ID}
	if after := p.mark; !lambda && p.eat(token.COLON) {
		if a.Annotation = p.expression(); a.Annotation == nil {
			p.mark = after
		} else {
			a.Pos = p.span(m)
		}
	}
	return a
}

// defaultValue: '=' expression | invalid_default
func (p *parser) defaultValue() ast.Expr {
	m := p.mark
	if !p.eat(token.EQUAL) {
		return nil
	}
	if e := p.expression(); e != nil {
		return e
	}
	p.mark = m
	if p.invalid {
		p.invalidDefault()
		p.mark = m
	}
	return nil
}

func (p *parser) lambdef() ast.Expr {
	m := p.mark
	if !p.eat(kwLambda) {
		return nil
	}
	p.enter()
	defer p.leave()
	args := p.params(true)
	if args == nil {
		args = &ast.Arguments{}
	}
	if p.eat(token.COLON) {
		if body := p.expression(); body != nil {
			return &ast.Lambda{Pos: p.span(m), Args: args, Body: body}
		}
	}
	p.mark = m
	return nil
}

// typeParams: '[' type_param_seq ']'
func (p *parser) typeParams() []ast.TypeParam {
	if !p.at(token.LSQB) {
		return nil
	}
	m := p.mark
	if p.invalid {
		p.invalidTypeParams()
		p.mark = m
	}
	p.mark++
	if list := gather(p, token.COMMA, (*parser).typeParam); list != nil {
		p.eat(token.COMMA)
		if p.eat(token.RSQB) {
			p.checkVersion(12, "Type parameter lists are")
			return list
		}
	}
	p.mark = m
	return nil
}

func (p *parser) typeParam() ast.TypeParam {
	m := p.mark
	if n := p.name(); n != nil {
		var bound ast.Expr
		if after := p.mark; p.eat(token.COLON) {
			if bound = p.expression(); bound == nil {
				p.mark = after
			}
		}
		value := p.typeParamDefault((*parser).expression)
		return &ast.TypeVar{Pos: p.span(m), Name: n.ID, Bound: bound, DefaultValue: value}
	}
	if p.invalid {
		p.invalidTypeParam()
		p.mark = m
	}
	if p.eat(token.STAR) {
		if n := p.name(); n != nil {
			value := p.typeParamDefault((*parser).starExpression)
			return &ast.TypeVarTuple{Pos: p.span(m), Name: n.ID, DefaultValue: value}
		}
	} else if p.eat(token.DOUBLESTAR) {
		if n := p.name(); n != nil {
			value := p.typeParamDefault((*parser).expression)
			return &ast.ParamSpec{Pos: p.span(m), Name: n.ID, DefaultValue: value}
		}
	}
	p.mark = m
	return nil
}

func (p *parser) typeParamDefault(rule func(*parser) ast.Expr) ast.Expr {
	m := p.mark
	if !p.eat(token.EQUAL) {
		return nil
	}
	e := rule(p)
	if e == nil {
		p.mark = m
		return nil
	}
	p.checkVersion(13, "Type parameter defaults are")
	return e
}
