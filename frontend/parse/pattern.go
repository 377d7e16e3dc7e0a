// This file parses the match statement and its patterns.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/token"
)

func (p *parser) matchStmt() ast.Stmt {
	if !p.atSoft("match") {
		return nil
	}
	m := p.mark
	p.mark++
	if subject := p.subjectExpr(); subject != nil && p.eat(token.COLON) && p.eat(token.NEWLINE) && p.eat(token.INDENT) {
		if cases := p.caseBlocks(); cases != nil && p.eat(token.DEDENT) {
			p.checkVersion(10, "Pattern matching is")
			return &ast.Match{Pos: p.span(m), Subject: subject, Cases: cases}
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidMatchStmt()
		p.mark = m
	}
	return nil
}

func (p *parser) subjectExpr() ast.Expr {
	m := p.mark
	if a := p.starNamedExpression(); a != nil && p.at(token.COMMA) {
		elts := p.moreTargets(a, (*parser).starNamedExpression)
		return &ast.Tuple{Pos: p.span(m), Elts: elts}
	}
	p.mark = m
	return p.namedExpression()
}

func (p *parser) caseBlocks() []*ast.MatchCase {
	var list []*ast.MatchCase
	for {
		c := p.caseBlock()
		if c == nil {
			return list
		}
		list = append(list, c)
	}
}

func (p *parser) caseBlock() *ast.MatchCase {
	if !p.atSoft("case") {
		return nil
	}
	m := p.mark
	if p.invalid {
		p.invalidCaseBlock()
		p.mark = m
	}
	p.mark++
	if pattern := p.patterns(); pattern != nil {
		guard := p.guard()
		if p.eat(token.COLON) {
			if body := p.block(); body != nil {
				return &ast.MatchCase{Pattern: pattern, Guard: guard, Body: body}
			}
		}
	}
	p.mark = m
	return nil
}

func (p *parser) guard() ast.Expr {
	m := p.mark
	if !p.eat(kwIf) {
		return nil
	}
	e := p.namedExpression()
	if e == nil {
		p.mark = m
	}
	return e
}

func (p *parser) patterns() ast.Pattern {
	m := p.mark
	if list := p.openSequencePattern(); list != nil {
		return &ast.MatchSequence{Pos: p.span(m), Patterns: list}
	}
	return p.pattern()
}

func (p *parser) pattern() ast.Pattern {
	m := p.mark
	a := p.orPattern()
	after := p.mark
	if a != nil && p.eat(kwAs) {
		if n := p.captureTarget(); n != nil {
			return &ast.MatchAs{Pos: p.span(m), Pattern: a, Name: n.ID}
		}
	}
	if p.invalid {
		p.mark = m
		p.invalidAsPattern()
	}
	p.mark = after
	return a
}

func (p *parser) orPattern() ast.Pattern {
	m := p.mark
	list := gather(p, token.VBAR, (*parser).closedPattern)
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return &ast.MatchOr{Pos: p.span(m), Patterns: list}
}

func (p *parser) closedPattern() ast.Pattern {
	m := p.mark
	if r, ok := p.recall(memoClosedPattern); ok {
		a, _ := r.(ast.Pattern)
		return a
	}
	p.enter()
	a := p.closedPatternRaw()
	p.leave()
	p.memoize(m, memoClosedPattern, a)
	return a
}

func (p *parser) closedPatternRaw() ast.Pattern {
	m := p.mark
	switch p.peek() {
	case token.NUMBER, token.MINUS, token.STRING, token.FSTRING_START, token.TSTRING_START, kwNone, kwTrue, kwFalse:
		return p.literalPattern()
	case token.NAME:
		return p.namePattern()
	case token.LPAR:
		p.mark++
		if a := p.pattern(); a != nil && p.eat(token.RPAR) {
			return a
		}
		p.mark = m + 1
		list := p.openSequencePattern()
		if p.eat(token.RPAR) {
			return &ast.MatchSequence{Pos: p.span(m), Patterns: list}
		}
	case token.LSQB:
		p.mark++
		list := p.maybeSequencePattern()
		if p.eat(token.RSQB) {
			return &ast.MatchSequence{Pos: p.span(m), Patterns: list}
		}
	case token.LBRACE:
		if a := p.mappingPattern(); a != nil {
			return a
		}
	}
	p.mark = m
	return nil
}

func (p *parser) literalPattern() ast.Pattern {
	m := p.mark
	switch p.peek() {
	case kwNone:
		return &ast.MatchSingleton{Pos: p.next().pos(), Value: code.None{}}
	case kwTrue:
		return &ast.MatchSingleton{Pos: p.next().pos(), Value: true}
	case kwFalse:
		return &ast.MatchSingleton{Pos: p.next().pos(), Value: false}
	}
	if e := p.literalValue(); e != nil {
		return &ast.MatchValue{Pos: p.span(m), Value: e}
	}
	return nil
}

// literalValue: signed_number !('+' | '-') | complex_number | strings
func (p *parser) literalValue() ast.Expr {
	m := p.mark
	if e := p.signedNumber(); e != nil && !p.at(token.PLUS) && !p.at(token.MINUS) {
		return e
	}
	p.mark = m
	if e := p.complexNumber(); e != nil {
		return e
	}
	p.mark = m
	switch p.peek() {
	case token.STRING, token.FSTRING_START, token.TSTRING_START:
		return p.strings()
	}
	return nil
}

// literalExpr is what may be a key of a mapping pattern.
func (p *parser) literalExpr() ast.Expr {
	switch p.peek() {
	case kwNone:
		return p.constant(code.None{})
	case kwTrue:
		return p.constant(true)
	case kwFalse:
		return p.constant(false)
	}
	return p.literalValue()
}

func (p *parser) signedNumber() ast.Expr {
	m := p.mark
	minus := p.eat(token.MINUS)
	if !p.at(token.NUMBER) {
		p.mark = m
		return nil
	}
	e := p.number()
	if minus {
		e = &ast.UnaryOp{Pos: p.span(m), Op: ast.USub, Operand: e}
	}
	return e
}

// complexNumber: signed_real_number ('+' | '-') imaginary_number
func (p *parser) complexNumber() ast.Expr {
	m := p.mark
	minus := p.eat(token.MINUS)
	if !p.at(token.NUMBER) {
		return nil
	}
	real := p.number()
	if _, ok := constantOf(real).(complex128); ok {
		p.raiseOver(*real.Position(), "real number required in complex literal")
	}
	if minus {
		real = &ast.UnaryOp{Pos: p.span(m), Op: ast.USub, Operand: real}
	}
	op := ast.Add
	if !p.eat(token.PLUS) {
		if !p.eat(token.MINUS) {
			return nil
		}
		op = ast.Sub
	}
	if !p.at(token.NUMBER) {
		return nil
	}
	imag := p.number()
	if _, ok := constantOf(imag).(complex128); !ok {
		p.raiseOver(*imag.Position(), "imaginary number required in complex literal")
	}
	return &ast.BinOp{Pos: p.span(m), Left: real, Op: op, Right: imag}
}

// constantOf returns the value of a Constant, else nil.
func constantOf(e ast.Expr) code.Const {
	if c, ok := e.(*ast.Constant); ok {
		return c.Value
	}
	return nil
}

// namePattern: capture_pattern | wildcard_pattern | value_pattern | class_pattern
func (p *parser) namePattern() ast.Pattern {
	m := p.mark
	if n := p.captureTarget(); n != nil {
		return &ast.MatchAs{Pos: n.Pos, Name: n.ID}
	}
	if p.atSoft("_") {
		return &ast.MatchAs{Pos: p.next().pos()}
	}
	if e := p.attr(); e != nil && !p.atPatternTrailer() {
		return &ast.MatchValue{Pos: p.span(m), Value: e}
	}
	p.mark = m
	return p.classPattern()
}

// atPatternTrailer reports whether a name here belongs to something longer.
func (p *parser) atPatternTrailer() bool {
	switch p.peek() {
	case token.DOT, token.LPAR, token.EQUAL:
		return true
	}
	return false
}

func (p *parser) captureTarget() *ast.Name {
	m := p.mark
	if p.atSoft("_") {
		return nil
	}
	if n := p.name(); n != nil && !p.atPatternTrailer() {
		n.Ctx = ast.Store
		return n
	}
	p.mark = m
	return nil
}

// attr: a name with at least one dot.
func (p *parser) attr() ast.Expr {
	m := p.mark
	e := p.nameOrAttr()
	if _, ok := e.(*ast.Attribute); ok {
		return e
	}
	p.mark = m
	return nil
}

func (p *parser) nameOrAttr() ast.Expr {
	m := p.mark
	n := p.name()
	if n == nil {
		return nil
	}
	var e ast.Expr = n
	for {
		after := p.mark
		if !p.eat(token.DOT) {
			return e
		}
		b := p.name()
		if b == nil {
			p.mark = after
			return e
		}
		e = &ast.Attribute{Pos: p.span(m), Value: e, Attr: b.ID}
	}
}

// openSequencePattern: maybe_star_pattern ',' maybe_sequence_pattern?
func (p *parser) openSequencePattern() []ast.Pattern {
	m := p.mark
	if a := p.maybeStarPattern(); a != nil && p.eat(token.COMMA) {
		return append([]ast.Pattern{a}, p.maybeSequencePattern()...)
	}
	p.mark = m
	return nil
}

func (p *parser) maybeSequencePattern() []ast.Pattern {
	list := gather(p, token.COMMA, (*parser).maybeStarPattern)
	if list != nil {
		p.eat(token.COMMA)
	}
	return list
}

func (p *parser) maybeStarPattern() ast.Pattern {
	m := p.mark
	if p.eat(token.STAR) {
		if n := p.captureTarget(); n != nil {
			return &ast.MatchStar{Pos: p.span(m), Name: n.ID}
		}
		if p.atSoft("_") {
			p.mark++
			return &ast.MatchStar{Pos: p.span(m)}
		}
		p.mark = m
	}
	return p.pattern()
}

func (p *parser) mappingPattern() ast.Pattern {
	m := p.mark
	p.mark++
	a := &ast.MatchMapping{}
	for {
		after := p.mark
		if len(a.Keys) > 0 && !p.eat(token.COMMA) {
			break
		}
		key, value := p.keyValuePattern()
		if value == nil {
			p.mark = after
			break
		}
		a.Keys, a.Patterns = append(a.Keys, key), append(a.Patterns, value)
	}
	after := p.mark
	if len(a.Keys) == 0 || p.eat(token.COMMA) {
		if p.eat(token.DOUBLESTAR) {
			if n := p.captureTarget(); n != nil {
				a.Rest = n.ID
				p.eat(token.COMMA)
			} else {
				p.mark = after
			}
		}
	}
	if !p.eat(token.RBRACE) {
		return nil
	}
	a.Pos = p.span(m)
	return a
}

// keyValuePattern: (literal_expr | attr) ':' pattern
func (p *parser) keyValuePattern() (ast.Expr, ast.Pattern) {
	m := p.mark
	key := p.literalExpr()
	if key == nil {
		p.mark = m
		key = p.attr()
	}
	if key != nil && p.eat(token.COLON) {
		if a := p.pattern(); a != nil {
			return key, a
		}
	}
	p.mark = m
	return nil, nil
}

func (p *parser) classPattern() ast.Pattern {
	m := p.mark
	if cls := p.nameOrAttr(); cls != nil && p.eat(token.LPAR) {
		a := &ast.MatchClass{Cls: cls}
		a.Patterns = gather(p, token.COMMA, (*parser).pattern)
		after := p.mark
		if a.Patterns == nil || p.eat(token.COMMA) {
			if !p.keywordPatterns(a) {
				p.mark = after
			}
		}
		if a.Patterns != nil || a.KwdAttrs != nil {
			p.eat(token.COMMA)
		}
		if p.eat(token.RPAR) {
			a.Pos = p.span(m)
			return a
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidClassPattern()
		p.mark = m
	}
	return nil
}

// keywordPatterns: ','.(NAME '=' pattern)+
func (p *parser) keywordPatterns(a *ast.MatchClass) bool {
	for {
		after := p.mark
		if len(a.KwdAttrs) > 0 && !p.eat(token.COMMA) {
			return true
		}
		n := p.name()
		var value ast.Pattern
		if n != nil && p.eat(token.EQUAL) {
			value = p.pattern()
		}
		if value == nil {
			p.mark = after
			return len(a.KwdAttrs) > 0
		}
		a.KwdAttrs, a.KwdPatterns = append(a.KwdAttrs, n.ID), append(a.KwdPatterns, value)
	}
}
