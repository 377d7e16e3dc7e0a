// This file parses expressions down to the unary operators.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// tupleRest: (',' element)* [','], behind the first; the first alone when no comma follows.
func (p *parser) tupleRest(m int, first ast.Expr, element func(*parser) ast.Expr) ast.Expr {
	if first == nil || !p.at(token.COMMA) {
		return first
	}
	elts := p.moreTargets(first, element)
	return &ast.Tuple{Pos: p.span(m), Elts: elts}
}

func (p *parser) expressions() ast.Expr {
	m := p.mark
	return p.tupleRest(m, p.expression(), (*parser).expression)
}

func (p *parser) starExpressions() ast.Expr {
	m := p.mark
	return p.tupleRest(m, p.starExpression(), (*parser).starExpression)
}

func (p *parser) starExpression() ast.Expr {
	if !p.at(token.STAR) && p.fast {
		return p.expression()
	}
	m := p.mark
	if r, ok := p.recall(memoStarExpression); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.starred((*parser).bitwiseOr)
	if e == nil {
		e = p.expression()
	}
	p.memoize(m, memoStarExpression, e)
	return e
}

// starred: '*' operand
func (p *parser) starred(operand func(*parser) ast.Expr) ast.Expr {
	m := p.mark
	if p.eat(token.STAR) {
		if a := operand(p); a != nil {
			return &ast.Starred{Pos: p.span(m), Value: a}
		}
		p.mark = m
	}
	return nil
}

// starNamedExpressions: ','.star_named_expression+ [',']
func (p *parser) starNamedExpressions() []ast.Expr {
	a := p.starNamedExpression()
	if a == nil {
		return nil
	}
	return p.moreTargets(a, (*parser).starNamedExpression)
}

func (p *parser) starNamedExpression() ast.Expr {
	if e := p.starred((*parser).bitwiseOr); e != nil {
		return e
	}
	return p.namedExpression()
}

// assignmentExpression reports in its second result that it committed.
func (p *parser) assignmentExpression() (ast.Expr, bool) {
	if !p.at(token.NAME) {
		return nil, false
	}
	m := p.mark
	p.mark++
	if !p.eat(token.COLONEQUAL) {
		p.mark = m
		return nil, false
	}
	value := p.expression()
	if value == nil {
		p.mark = m
		return nil, true
	}
	p.checkVersion(8, "Assignment expressions are")
	target := p.nameFrom(m)
	target.Ctx = ast.Store
	return &ast.NamedExpr{Pos: p.span(m), Target: target, Value: value}, true
}

func (p *parser) namedExpression() ast.Expr {
	m := p.mark
	if e, _ := p.assignmentExpression(); e != nil {
		return e
	}
	if p.invalid {
		p.invalidNamedExpression()
		p.mark = m
	}
	if e := p.expression(); e != nil && !p.at(token.COLONEQUAL) {
		return e
	}
	p.mark = m
	return nil
}

// walrusOrExpression: assignment_expression | expression !':='
func (p *parser) walrusOrExpression() ast.Expr {
	m := p.mark
	if e, _ := p.assignmentExpression(); e != nil {
		return e
	}
	if e := p.expression(); e != nil && !p.at(token.COLONEQUAL) {
		return e
	}
	p.mark = m
	return nil
}

func (p *parser) expression() ast.Expr {
	p.enter()
	if p.fast {
		e := p.expressionRaw()
		p.leave()
		return e
	}
	m := p.mark
	if r, ok := p.recall(memoExpression); ok {
		e, _ := r.(ast.Expr)
		p.leave()
		return e
	}
	if p.invalid {
		p.invalidExpression()
		p.mark = m
		p.invalidLegacyExpression()
		p.mark = m
	}
	e := p.expressionRaw()
	p.memoize(m, memoExpression, e)
	p.leave()
	return e
}

func (p *parser) expressionRaw() ast.Expr {
	m := p.mark
	a := p.disjunction()
	if a == nil {
		return p.lambdef()
	}
	after := p.mark
	if p.eat(kwIf) {
		if b := p.disjunction(); b != nil && p.eat(kwElse) {
			if c := p.expression(); c != nil {
				return &ast.IfExp{Pos: p.span(m), Test: b, Body: a, Orelse: c}
			}
		}
		p.mark = after
	}
	return a
}

func (p *parser) yieldExpr() ast.Expr {
	m := p.mark
	if !p.eat(kwYield) {
		return nil
	}
	after := p.mark
	if p.eat(kwFrom) {
		if a := p.expression(); a != nil {
			return &ast.YieldFrom{Pos: p.span(m), Value: a}
		}
		p.mark = after
	}
	value := p.starExpressions()
	return &ast.Yield{Pos: p.span(m), Value: value}
}

func (p *parser) disjunction() ast.Expr {
	if p.fast {
		return p.boolOp(kwOr, ast.Or, (*parser).conjunction)
	}
	m := p.mark
	if r, ok := p.recall(memoDisjunction); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.boolOp(kwOr, ast.Or, (*parser).conjunction)
	p.memoize(m, memoDisjunction, e)
	return e
}

func (p *parser) conjunction() ast.Expr {
	if p.fast {
		return p.boolOp(kwAnd, ast.And, (*parser).inversion)
	}
	m := p.mark
	if r, ok := p.recall(memoConjunction); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.boolOp(kwAnd, ast.And, (*parser).inversion)
	p.memoize(m, memoConjunction, e)
	return e
}

// boolOp: operand (word operand)*
func (p *parser) boolOp(word kind, op ast.BoolOperator, operand func(*parser) ast.Expr) ast.Expr {
	m := p.mark
	a := operand(p)
	if a == nil || !p.at(word) {
		return a
	}
	values := []ast.Expr{a}
	for {
		after := p.mark
		if !p.eat(word) {
			break
		}
		b := operand(p)
		if b == nil {
			p.mark = after
			break
		}
		values = append(values, b)
	}
	if len(values) == 1 {
		return a
	}
	return &ast.BoolOp{Pos: p.span(m), Op: op, Values: values}
}

func (p *parser) inversion() ast.Expr {
	m := p.mark
	if p.fast {
		if p.at(kwNot) {
			return p.notOperand(m)
		}
		return p.comparison()
	}
	if r, ok := p.recall(memoInversion); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.notOperand(m)
	if e == nil {
		e = p.comparison()
	}
	p.memoize(m, memoInversion, e)
	return e
}

func (p *parser) notOperand(m int) ast.Expr {
	if !p.eat(kwNot) {
		return nil
	}
	p.enter()
	a := p.inversion()
	p.leave()
	if a == nil {
		p.mark = m
		return nil
	}
	return &ast.UnaryOp{Pos: p.span(m), Op: ast.Not, Operand: a}
}

func (p *parser) comparison() ast.Expr {
	m := p.mark
	a := p.bitwiseOr()
	if a == nil {
		return nil
	}
	var c *ast.Compare
	for {
		after := p.mark
		op, ok := p.compareOp()
		if !ok {
			p.mark = after
			break
		}
		b := p.bitwiseOr()
		if b == nil {
			p.mark = after
			break
		}
		if c == nil {
			c = &ast.Compare{Left: a}
		}
		c.Ops = append(c.Ops, op)
		c.Comparators = append(c.Comparators, b)
	}
	if c == nil {
		return a
	}
	c.Pos = p.span(m)
	return c
}

// compareOp consumes a comparison operator.
func (p *parser) compareOp() (ast.CmpOperator, bool) {
	k := p.peek()
	switch k {
	case token.EQEQUAL, token.NOTEQUAL, token.LESSEQUAL, token.LESS, token.GREATEREQUAL, token.GREATER, kwIn, kwIs, kwNot:
	default:
		return 0, false
	}
	p.mark++
	switch k {
	case token.EQEQUAL:
		return ast.Eq, true
	case token.NOTEQUAL:
		return ast.NotEq, p.checkNotEqual(&p.toks[p.mark-1])
	case token.LESSEQUAL:
		return ast.LtE, true
	case token.LESS:
		return ast.Lt, true
	case token.GREATEREQUAL:
		return ast.GtE, true
	case token.GREATER:
		return ast.Gt, true
	case kwIn:
		return ast.In, true
	case kwNot:
		return ast.NotIn, p.eat(kwIn)
	}
	// "is not": if what follows "not" is no operand, "is" takes "not …" as its operand, which fails as well.
	if p.eat(kwNot) {
		return ast.IsNot, true
	}
	return ast.Is, true
}

// checkNotEqual allows "<>" under barry_as_FLUFL only, and then only that.
func (p *parser) checkNotEqual(t *tok) bool {
	old := p.text(t) == "<>"
	if p.barry && !old {
		p.raise(errSyntax, "with Barry as BDFL, use '<>' instead of '!='")
	}
	return p.barry == old
}

// binaryOperator is an operator's meaning and precedence (0: not a binary operator).
type binaryOperator struct {
	level int8
	op    ast.Operator
}

// The levels of binary operators, loosest first.
const (
	levelOr int8 = 1 + iota
	levelXor
	levelAnd
	levelShift
	levelSum
	levelTerm
)

var binaryOperators = [kindLimit]binaryOperator{
	token.VBAR:        {levelOr, ast.BitOr},
	token.CIRCUMFLEX:  {levelXor, ast.BitXor},
	token.AMPER:       {levelAnd, ast.BitAnd},
	token.LEFTSHIFT:   {levelShift, ast.LShift},
	token.RIGHTSHIFT:  {levelShift, ast.RShift},
	token.PLUS:        {levelSum, ast.Add},
	token.MINUS:       {levelSum, ast.Sub},
	token.STAR:        {levelTerm, ast.Mult},
	token.SLASH:       {levelTerm, ast.Div},
	token.DOUBLESLASH: {levelTerm, ast.FloorDiv},
	token.PERCENT:     {levelTerm, ast.Modulo},
	token.AT:          {levelTerm, ast.MatMult},
}

func (p *parser) bitwiseOr() ast.Expr {
	if p.fast {
		return p.fastBinary(levelOr)
	}
	return p.binary(levelOr, memoBitwiseOr, (*parser).bitwiseXor, nil)
}

func (p *parser) bitwiseXor() ast.Expr {
	return p.binary(levelXor, memoBitwiseXor, (*parser).bitwiseAnd, nil)
}

func (p *parser) bitwiseAnd() ast.Expr {
	return p.binary(levelAnd, memoBitwiseAnd, (*parser).shiftExpr, nil)
}

func (p *parser) shiftExpr() ast.Expr {
	return p.binary(levelShift, memoShiftExpr, (*parser).sum, (*parser).invalidArithmetic)
}

func (p *parser) sum() ast.Expr {
	return p.binary(levelSum, memoSum, (*parser).term, nil)
}

func (p *parser) term() ast.Expr {
	return p.binary(levelTerm, memoTerm, (*parser).factor, (*parser).invalidFactor)
}

// binary: operand (operator operand)*, for the operators of one level.
func (p *parser) binary(level int8, memo memoKind, operand func(*parser) ast.Expr, invalid func(*parser)) ast.Expr {
	m := p.mark
	if r, ok := p.recall(memo); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	// While the rule runs, it fails at its own start, as the seed of a left recursion does.
	seed := p.memoize(m, memo, nil)
	if p.invalid && invalid != nil {
		invalid(p)
		p.mark = m
	}
	a := operand(p)
	for a != nil {
		after := p.mark
		op := binaryOperators[p.peek()]
		if op.level != level {
			break
		}
		p.mark++
		b := operand(p)
		if b == nil {
			p.mark = after
			break
		}
		a = p.binOp(m, a, op.op, b)
	}
	p.update(seed, a)
	return a
}

func (p *parser) binOp(m int, a ast.Expr, op ast.Operator, b ast.Expr) ast.Expr {
	if op == ast.MatMult {
		p.checkVersion(5, "The '@' operator is")
	}
	return &ast.BinOp{Pos: p.span(m), Left: a, Op: op, Right: b}
}

// fastBinary climbs the levels without a call for each.
func (p *parser) fastBinary(level int8) ast.Expr {
	m := p.mark
	a := p.factor()
	if a == nil {
		return nil
	}
	for {
		op := binaryOperators[p.peek()]
		if op.level < level || op.level == 0 {
			return a
		}
		p.mark++
		b := p.fastBinary(op.level + 1)
		if b == nil { // no text parses with an operator that lacks its operand
			panic(bailout{errSlow})
		}
		a = p.binOp(m, a, op.op, b)
	}
}

func (p *parser) factor() ast.Expr {
	m := p.mark
	if p.fast {
		return p.factorRaw(m)
	}
	if r, ok := p.recall(memoFactor); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.factorRaw(m)
	p.memoize(m, memoFactor, e)
	return e
}

func (p *parser) factorRaw(m int) ast.Expr {
	var op ast.UnaryOperator
	switch p.peek() {
	case token.PLUS:
		op = ast.UAdd
	case token.MINUS:
		op = ast.USub
	case token.TILDE:
		op = ast.Invert
	default:
		return p.power()
	}
	p.mark++
	p.enter()
	a := p.factor()
	p.leave()
	if a == nil {
		p.mark = m
		return nil
	}
	return &ast.UnaryOp{Pos: p.span(m), Op: op, Operand: a}
}

func (p *parser) power() ast.Expr {
	m := p.mark
	a := p.awaitPrimary()
	if a == nil {
		return nil
	}
	if after := p.mark; p.eat(token.DOUBLESTAR) {
		p.enter()
		p.enter() // power and factor
		b := p.factor()
		p.leave()
		p.leave()
		if b != nil {
			return &ast.BinOp{Pos: p.span(m), Left: a, Op: ast.Pow, Right: b}
		}
		p.mark = after
	}
	return a
}

func (p *parser) awaitPrimary() ast.Expr {
	m := p.mark
	if p.fast {
		if p.at(kwAwait) {
			return p.awaitOperand(m)
		}
		return p.primary()
	}
	if r, ok := p.recall(memoAwaitPrimary); ok {
		e, _ := r.(ast.Expr)
		return e
	}
	e := p.awaitOperand(m)
	if e == nil {
		e = p.primary()
	}
	p.memoize(m, memoAwaitPrimary, e)
	return e
}

func (p *parser) awaitOperand(m int) ast.Expr {
	if !p.eat(kwAwait) {
		return nil
	}
	a := p.primary()
	if a == nil {
		p.mark = m
		return nil
	}
	p.checkVersion(5, "Await expressions are")
	return &ast.Await{Pos: p.span(m), Value: a}
}
