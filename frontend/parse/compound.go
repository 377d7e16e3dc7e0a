// This file parses compound statements but for functions' parameters and match.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

func (p *parser) compoundStmt() ast.Stmt {
	switch p.peek() {
	case kwDef:
		return p.functionDef(nil)
	case token.AT:
		return p.decorated()
	case kwAsync:
		return p.asyncStmt()
	case kwIf:
		return p.ifStmt(kwIf)
	case kwClass:
		return p.classDef(nil)
	case kwWith:
		return p.withStmt()
	case kwFor:
		return p.forStmt()
	case kwTry:
		return p.tryStmt()
	case kwWhile:
		return p.whileStmt()
	case token.NAME:
		return p.matchStmt()
	}
	return nil
}

func (p *parser) asyncStmt() ast.Stmt {
	if s := p.functionDef(nil); s != nil {
		return s
	}
	if s := p.withStmt(); s != nil {
		return s
	}
	return p.forStmt()
}

func (p *parser) decorated() ast.Stmt {
	m := p.mark
	if list := p.decorators(); list != nil {
		after := p.mark
		if s := p.functionDef(list); s != nil {
			return s
		}
		p.mark = after
		if s := p.classDef(list); s != nil {
			return s
		}
	}
	p.mark = m
	return nil
}

func (p *parser) decorators() []ast.Expr {
	var list []ast.Expr
	for {
		m := p.mark
		if !p.eat(token.AT) {
			return list
		}
		e := p.namedExpression()
		if e == nil || !p.eat(token.NEWLINE) {
			p.mark = m
			return list
		}
		list = append(list, e)
	}
}

func (p *parser) block() []ast.Stmt {
	if p.fast {
		return p.blockRaw()
	}
	m := p.mark
	if r, ok := p.recall(memoBlock); ok {
		list, _ := r.([]ast.Stmt)
		return list
	}
	list := p.blockRaw()
	p.memoize(m, memoBlock, list)
	return list
}

func (p *parser) blockRaw() []ast.Stmt {
	m := p.mark
	if p.eat(token.NEWLINE) && p.eat(token.INDENT) {
		if list := p.statements(); list != nil && p.eat(token.DEDENT) {
			return list
		}
	}
	p.mark = m
	if list := p.simpleStmts(nil); list != nil {
		return list
	}
	if p.invalid {
		p.invalidBlock()
		p.mark = m
	}
	return nil
}

func (p *parser) classDef(decorators []ast.Expr) ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidClassDefRaw()
		p.mark = m
	}
	if !p.eat(kwClass) {
		return nil
	}
	if n := p.name(); n != nil {
		params := p.typeParams()
		args, keywords := p.classArguments()
		if p.eat(token.COLON) {
			if body := p.block(); body != nil {
				return &ast.ClassDef{Pos: p.span(m), Name: n.ID, Bases: args, Keywords: keywords, Body: body,
					DecoratorList: decorators, TypeParams: params}
			}
		}
	}
	p.mark = m
	return nil
}

// classArguments: ['(' [arguments] ')']
func (p *parser) classArguments() ([]ast.Expr, []*ast.Keyword) {
	m := p.mark
	if !p.eat(token.LPAR) {
		return nil, nil
	}
	c := p.arguments()
	if !p.eat(token.RPAR) {
		p.mark = m
		return nil, nil
	}
	if c == nil {
		return nil, nil
	}
	return c.Args, c.Keywords
}

func (p *parser) functionDef(decorators []ast.Expr) ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidDefRaw()
		p.mark = m
	}
	async := p.eat(kwAsync)
	if p.eat(kwDef) {
		if s := p.functionRest(m, async, decorators); s != nil {
			return s
		}
	}
	p.mark = m
	return nil
}

// functionRest parses behind "def".
func (p *parser) functionRest(m int, async bool, decorators []ast.Expr) ast.Stmt {
	n := p.name()
	if n == nil {
		return nil
	}
	params := p.typeParams()
	if !p.eat(token.LPAR) {
		return nil
	}
	args := p.params(false)
	if args == nil {
		args = &ast.Arguments{}
	}
	if !p.eat(token.RPAR) {
		return nil
	}
	returns := p.returnAnnotation()
	if !p.eat(token.COLON) {
		return nil
	}
	comment := p.funcTypeComment()
	body := p.block()
	if body == nil {
		return nil
	}
	if async {
		p.checkVersion(5, "Async functions are")
		return &ast.AsyncFunctionDef{Pos: p.span(m), Name: n.ID, Args: args, Body: body, DecoratorList: decorators,
			Returns: returns, TypeComment: comment, TypeParams: params}
	}
	return &ast.FunctionDef{Pos: p.span(m), Name: n.ID, Args: args, Body: body, DecoratorList: decorators,
		Returns: returns, TypeComment: comment, TypeParams: params}
}

// returnAnnotation: ['->' expression]
func (p *parser) returnAnnotation() ast.Expr {
	m := p.mark
	if !p.eat(token.RARROW) {
		return nil
	}
	e := p.expression()
	if e == nil {
		p.mark = m
	}
	return e
}

func (p *parser) funcTypeComment() *string {
	if !p.typeComments {
		return nil
	}
	m := p.mark
	if p.eat(token.NEWLINE) && p.at(token.TYPE_COMMENT) {
		c := p.typeComment()
		after := p.mark
		if p.eat(token.NEWLINE) && p.eat(token.INDENT) {
			p.mark = after
			return c
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidDoubleTypeComments()
		p.mark = m
	}
	return p.typeComment()
}

// ifStmt parses from "if" or "elif" on.
func (p *parser) ifStmt(word kind) ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidIfStmt(word)
		p.mark = m
	}
	if !p.eat(word) {
		return nil
	}
	p.enter()
	defer p.leave()
	if test := p.namedExpression(); test != nil && p.eat(token.COLON) {
		if body := p.block(); body != nil {
			var orelse []ast.Stmt
			if s := p.ifStmt(kwElif); s != nil {
				orelse = []ast.Stmt{s}
			} else {
				orelse = p.elseBlock()
			}
			return &ast.If{Pos: p.span(m), Test: test, Body: body, Orelse: orelse}
		}
	}
	p.mark = m
	return nil
}

func (p *parser) elseBlock() []ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidElseStmt()
		p.mark = m
	}
	return p.forcedBlock(kwElse)
}

func (p *parser) finallyBlock() []ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidFinallyStmt()
		p.mark = m
	}
	return p.forcedBlock(kwFinally)
}

// forcedBlock: word &&':' block
func (p *parser) forcedBlock(word kind) []ast.Stmt {
	m := p.mark
	if !p.eat(word) {
		return nil
	}
	p.force(token.COLON, ":")
	list := p.block()
	if list == nil {
		p.mark = m
	}
	return list
}

func (p *parser) whileStmt() ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidWhileStmt()
		p.mark = m
	}
	p.mark++
	if test := p.namedExpression(); test != nil && p.eat(token.COLON) {
		if body := p.block(); body != nil {
			orelse := p.elseBlock()
			return &ast.While{Pos: p.span(m), Test: test, Body: body, Orelse: orelse}
		}
	}
	p.mark = m
	return nil
}

func (p *parser) forStmt() ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidForStmt()
		p.mark = m
	}
	async := p.eat(kwAsync)
	if p.eat(kwFor) {
		if target := p.starTargets(); target != nil && p.eat(kwIn) {
			s := p.forRest(m, async, target)
			if s == nil {
				p.mark = m
			}
			return s // "in" commits
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidForTarget()
		p.mark = m
	}
	return nil
}

// forRest parses behind "in".
func (p *parser) forRest(m int, async bool, target ast.Expr) ast.Stmt {
	iter := p.starExpressions()
	if iter == nil || !p.eat(token.COLON) {
		return nil
	}
	comment := p.typeComment()
	body := p.block()
	if body == nil {
		return nil
	}
	orelse := p.elseBlock()
	if async {
		p.checkVersion(5, "Async for loops are")
		return &ast.AsyncFor{Pos: p.span(m), Target: target, Iter: iter, Body: body, Orelse: orelse, TypeComment: comment}
	}
	return &ast.For{Pos: p.span(m), Target: target, Iter: iter, Body: body, Orelse: orelse, TypeComment: comment}
}

func (p *parser) withStmt() ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidWithStmtIndent()
		p.mark = m
	}
	async := p.eat(kwAsync)
	if p.eat(kwWith) {
		after := p.mark
		if s := p.withParenthesized(m, async); s != nil {
			return s
		}
		p.mark = after
		if items := gather(p, token.COMMA, (*parser).withItem); items != nil && p.eat(token.COLON) {
			comment := p.typeComment()
			if s := p.withBody(m, async, items, comment); s != nil {
				return s
			}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidWithStmt()
		p.mark = m
	}
	return nil
}

// withParenthesized: '(' ','.with_item+ ','? ')' ':' block
func (p *parser) withParenthesized(m int, async bool) ast.Stmt {
	if !p.eat(token.LPAR) {
		return nil
	}
	items := gather(p, token.COMMA, (*parser).withItem)
	if items == nil {
		return nil
	}
	p.eat(token.COMMA)
	if !p.eat(token.RPAR) || !p.eat(token.COLON) {
		return nil
	}
	var comment *string
	if !async { // the grammar has no comment here for "async with"
		comment = p.typeComment()
	}
	return p.withBody(m, async, items, comment)
}

func (p *parser) withBody(m int, async bool, items []*ast.WithItem, comment *string) ast.Stmt {
	body := p.block()
	if body == nil {
		return nil
	}
	if async {
		p.checkVersion(5, "Async with statements are")
		return &ast.AsyncWith{Pos: p.span(m), Items: items, Body: body, TypeComment: comment}
	}
	return &ast.With{Pos: p.span(m), Items: items, Body: body, TypeComment: comment}
}

func (p *parser) withItem() *ast.WithItem {
	m := p.mark
	e := p.expression()
	after := p.mark
	if e != nil && p.eat(kwAs) {
		if t := p.starTarget(); t != nil && p.atItemEnd() {
			return &ast.WithItem{ContextExpr: e, OptionalVars: t}
		}
	}
	if p.invalid {
		p.mark = m
		p.invalidWithItem()
	}
	if e == nil {
		p.mark = m
		return nil
	}
	p.mark = after
	return &ast.WithItem{ContextExpr: e}
}

// atItemEnd reports whether a with item may end here.
func (p *parser) atItemEnd() bool {
	switch p.peek() {
	case token.COMMA, token.RPAR, token.COLON:
		return true
	}
	return false
}

func (p *parser) tryStmt() ast.Stmt {
	m := p.mark
	if p.invalid {
		p.invalidTryStmt()
		p.mark = m
	}
	p.mark++
	p.force(token.COLON, ":")
	body := p.block()
	if body == nil {
		p.mark = m
		return nil
	}
	if final := p.finallyBlock(); final != nil {
		return &ast.Try{Pos: p.span(m), Body: body, Finalbody: final}
	}
	star := false
	handlers := p.handlers(false)
	if handlers == nil {
		star = true
		handlers = p.handlers(true)
	}
	if handlers == nil {
		p.mark = m
		return nil
	}
	orelse := p.elseBlock()
	final := p.finallyBlock()
	if star {
		p.checkVersion(11, "Exception groups are")
		return &ast.TryStar{Pos: p.span(m), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
	}
	return &ast.Try{Pos: p.span(m), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
}

func (p *parser) handlers(star bool) []*ast.ExceptHandler {
	var list []*ast.ExceptHandler
	for {
		h := p.exceptBlock(star)
		if h == nil {
			return list
		}
		list = append(list, h)
	}
}

func (p *parser) exceptBlock(star bool) *ast.ExceptHandler {
	m := p.mark
	if p.invalid {
		p.invalidExceptStmtIndent(star)
		p.mark = m
	}
	if p.eat(kwExcept) && (!star || p.eat(token.STAR)) {
		if h := p.exceptRest(m, star); h != nil {
			return h
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidExceptStmt(star)
		p.mark = m
	}
	return nil
}

// exceptRest parses behind "except" or "except*".
func (p *parser) exceptRest(m int, star bool) *ast.ExceptHandler {
	after := p.mark
	if e := p.expression(); e != nil {
		behind := p.mark
		if p.eat(token.COLON) {
			if body := p.block(); body != nil {
				return &ast.ExceptHandler{Pos: p.span(m), Type: e, Body: body}
			}
			p.mark = behind
		}
		if p.eat(kwAs) {
			if n := p.name(); n != nil && p.eat(token.COLON) {
				if body := p.block(); body != nil {
					return &ast.ExceptHandler{Pos: p.span(m), Type: e, Name: n.ID, Body: body}
				}
			}
		}
		p.mark = after
		if e := p.expressions(); e != nil && p.eat(token.COLON) {
			if body := p.block(); body != nil {
				p.checkVersion(14, "except expressions without parentheses are")
				return &ast.ExceptHandler{Pos: p.span(m), Type: e, Body: body}
			}
		}
	}
	p.mark = after
	if !star && p.eat(token.COLON) {
		if body := p.block(); body != nil {
			return &ast.ExceptHandler{Pos: p.span(m), Body: body}
		}
	}
	return nil
}
