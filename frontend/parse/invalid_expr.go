// This file holds the error pass's rules for expressions and targets: each matches a known
// mistake and raises, or returns without effect but a moved mark.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/token"
)

func constantName(c *ast.Constant) string {
	switch v := c.Value.(type) {
	case code.None:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case code.EllipsisType:
		return "ellipsis"
	}
	return "literal"
}

// targetUse is where an invalid target was met.
type targetUse uint8

const (
	starTargetUse targetUse = iota
	delTargetUse
	forTargetUse
)

// raiseTarget raises if e holds something that can't be a target.
func (p *parser) raiseTarget(use targetUse, e ast.Expr) {
	bad := invalidTarget(e, use)
	if bad == nil {
		return
	}
	format := "cannot assign to %s"
	if use == delTargetUse {
		format = "cannot delete %s"
	}
	p.raiseOver(*bad.Position(), format, exprName(bad))
}

func invalidTarget(e ast.Expr, use targetUse) ast.Expr {
	switch e := e.(type) {
	case *ast.List:
		return invalidElement(e.Elts, use)
	case *ast.Tuple:
		return invalidElement(e.Elts, use)
	case *ast.Starred:
		if use == delTargetUse {
			return e
		}
		return invalidTarget(e.Value, use)
	case *ast.Compare:
		// "for a in b" parses as a comparison.
		if use == forTargetUse {
			if e.Ops[0] == ast.In {
				return invalidTarget(e.Left, use)
			}
			return nil
		}
	case *ast.Name, *ast.Subscript, *ast.Attribute:
		return nil
	}
	return e
}

func invalidElement(elts []ast.Expr, use targetUse) ast.Expr {
	for _, x := range elts {
		if bad := invalidTarget(x, use); bad != nil {
			return bad
		}
	}
	return nil
}

// expressionWithoutInvalid parses an expression with the error pass's rules switched off.
func (p *parser) expressionWithoutInvalid() ast.Expr {
	saved := p.invalid
	p.invalid = false
	e := p.expressionRaw()
	p.invalid = saved
	return e
}

func (p *parser) invalidExpression() {
	m := p.mark
	if p.eat(token.STRING) {
		p.invalidInString()
	}
	p.mark = m
	// "kf'...'" and the like give a plain error, and so do soft keywords before a name.
	if !p.atNameString() && !p.atSoftKeyword() {
		if a := p.disjunction(); a != nil {
			if b := p.expressionWithoutInvalid(); b != nil {
				if !isLegacy(a) && p.toks[p.mark-1].Level != 0 {
					p.raiseRange(*a.Position(), *b.Position(), "invalid syntax. Perhaps you forgot a comma?")
				}
				return
			}
		}
	}
	p.mark = m
	if a := p.disjunction(); a != nil && p.eat(kwIf) {
		after := p.mark
		if b := p.disjunction(); b != nil && !p.at(kwElse) && !p.at(token.COLON) {
			p.raiseRange(*a.Position(), *b.Position(), "expected 'else' after 'if' expression")
		}
		p.mark = after
		if b := p.disjunction(); b != nil && p.eat(kwElse) {
			behind := p.mark
			e := p.expression()
			p.mark = behind
			if e == nil {
				p.raiseNext("expected expression after 'else', but statement is given")
			}
		}
	}
	p.mark = m
	p.invalidStatementIf()
	p.mark = m
	p.invalidFieldLambda()
}

// invalidInString: STRING (!STRING expression)+ STRING
func (p *parser) invalidInString() {
	var first, last ast.Expr
	for !p.at(token.STRING) {
		e := p.expressionWithoutInvalid()
		if e == nil {
			return
		}
		if first == nil {
			first = e
		}
		last = e
	}
	if first != nil {
		p.mark++
		p.raiseRange(*first.Position(), *last.Position(), "invalid syntax. Is this intended to be part of the string?")
	}
}

func (p *parser) atNameString() bool {
	m := p.mark
	found := p.eat(token.NAME) && p.at(token.STRING)
	p.mark = m
	return found
}

func (p *parser) atSoftKeyword() bool {
	if !p.at(token.NAME) {
		return false
	}
	switch p.toks[p.mark].Text {
	case "_", "case", "match", "type":
		return true
	}
	return false
}

// isLegacy reports whether e is the name of one of Python 2's statements.
func isLegacy(e ast.Expr) bool {
	n, ok := e.(*ast.Name)
	return ok && (n.ID == "print" || n.ID == "exec")
}

// invalidStatementIf: (pass | break | continue) 'if' disjunction 'else' simple_stmt
func (p *parser) invalidStatementIf() {
	switch p.peek() {
	case kwPass, kwBreak, kwContinue:
		a := p.next().pos()
		if p.eat(kwIf) && p.disjunction() != nil && p.eat(kwElse) && p.simpleStmt() != nil {
			p.raiseOver(a, "expected expression before 'if', but statement is given")
		}
	}
}

// invalidFieldLambda: 'lambda' [lambda_params] ':' before the text of an f-string
func (p *parser) invalidFieldLambda() {
	if !p.at(kwLambda) {
		return
	}
	a := p.next().pos()
	p.params(true)
	if !p.at(token.COLON) {
		return
	}
	b := p.next().pos()
	switch p.peek() {
	case token.FSTRING_MIDDLE:
		p.raiseRange(a, b, "f-string: lambda expressions are not allowed without parentheses")
	case token.TSTRING_MIDDLE:
		p.raiseRange(a, b, "t-string: lambda expressions are not allowed without parentheses")
	}
}

func (p *parser) invalidLegacyExpression() {
	a := p.name()
	if a == nil || p.at(token.LPAR) {
		return
	}
	if b := p.starExpressions(); b != nil && isLegacy(a) {
		p.raiseRange(a.Pos, *b.Position(), "Missing parentheses in call to '%s'. Did you mean %s(...)?", a.ID, a.ID)
	}
}

func (p *parser) invalidNamedExpression() {
	m := p.mark
	if _, ok := p.recall(memoNamedInvalid); ok {
		return
	}
	if a := p.expression(); a != nil && p.eat(token.COLONEQUAL) {
		if p.expression() != nil {
			p.raiseOver(*a.Position(), "cannot use assignment expressions with %s", exprName(a))
		}
	}
	p.mark = m
	if a := p.name(); a != nil && p.eat(token.EQUAL) {
		if b := p.bitwiseOr(); b != nil && !p.at(token.EQUAL) && !p.at(token.COLONEQUAL) {
			p.raiseRange(a.Pos, *b.Position(), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
		}
	}
	p.mark = m
	if !p.atDisplay() {
		if a := p.bitwiseOr(); a != nil && p.eat(token.EQUAL) && p.bitwiseOr() != nil &&
			!p.at(token.EQUAL) && !p.at(token.COLONEQUAL) {
			p.raiseOver(*a.Position(), "cannot assign to %s here. Maybe you meant '==' instead of '='?", exprName(a))
		}
	}
	p.mark = m
	p.memoize(m, memoNamedInvalid, nil)
}

// atDisplay: &(list | tuple | genexp | 'True' | 'None' | 'False')
func (p *parser) atDisplay() bool {
	m := p.mark
	found := false
	switch p.peek() {
	case kwTrue, kwNone, kwFalse:
		found = true
	case token.LSQB:
		found = p.list() != nil
	case token.LPAR:
		found = p.tuple() != nil
		p.mark = m
		found = found || p.genexp() != nil
	}
	p.mark = m
	return found
}

func (p *parser) invalidArithmetic() {
	if p.sum() == nil {
		return
	}
	switch p.peek() {
	case token.PLUS, token.MINUS, token.STAR, token.SLASH, token.PERCENT, token.DOUBLESLASH, token.AT:
		p.mark++
		p.invalidNot((*parser).inversion)
	}
}

func (p *parser) invalidFactor() {
	switch p.peek() {
	case token.PLUS, token.MINUS, token.TILDE:
		p.mark++
		p.invalidNot((*parser).factor)
	}
}

// invalidNot raises for a "not" that follows another operator.
func (p *parser) invalidNot(operand func(*parser) ast.Expr) {
	if !p.at(kwNot) {
		return
	}
	a := p.next().pos()
	if b := operand(p); b != nil {
		p.raiseRange(a, *b.Position(), "'not' after an operator must be parenthesized")
	}
}

func (p *parser) invalidGroup() {
	if !p.eat(token.LPAR) {
		return
	}
	m := p.mark
	if a := p.starredExpression(); a != nil && p.eat(token.RPAR) {
		p.raiseOver(*a.Position(), "cannot use starred expression here")
	}
	p.mark = m
	if p.at(token.DOUBLESTAR) {
		a := p.next().pos()
		if p.expression() != nil && p.eat(token.RPAR) {
			p.raiseOver(a, "cannot use double starred expression here")
		}
	}
}

func (p *parser) invalidComprehension() {
	m := p.mark
	open := p.peek()
	if open != token.LSQB && open != token.LPAR && open != token.LBRACE {
		return
	}
	p.mark++
	if a := p.starredExpression(); a != nil && p.forIfClauses() != nil {
		p.raiseOver(*a.Position(), "iterable unpacking cannot be used in comprehension")
	}
	if open == token.LPAR {
		p.mark = m
		return
	}
	p.mark = m + 1
	if a := p.starNamedExpression(); a != nil && p.at(token.COMMA) {
		comma := p.next().pos()
		after := p.mark
		if b := p.starNamedExpressions(); b != nil && p.forIfClauses() != nil {
			p.raiseRange(*a.Position(), *b[len(b)-1].Position(), "did you forget parentheses around the comprehension target?")
		}
		p.mark = after
		if p.forIfClauses() != nil {
			p.raiseRange(*a.Position(), comma, "did you forget parentheses around the comprehension target?")
		}
	}
	p.mark = m
}

func (p *parser) invalidDictComprehension() {
	if !p.eat(token.LBRACE) || !p.at(token.DOUBLESTAR) {
		return
	}
	a := p.next().pos()
	if p.bitwiseOr() != nil && p.forIfClauses() != nil && p.eat(token.RBRACE) {
		p.raiseOver(a, "dict unpacking cannot be used in dict comprehension")
	}
}

// invalidDoubleStarredPairs runs behind "{".
func (p *parser) invalidDoubleStarredPairs() {
	m := p.mark
	n := 0
	for {
		after := p.mark
		if n > 0 && !p.eat(token.COMMA) {
			break
		}
		if _, v := p.doubleStarredPair(); v == nil {
			p.mark = after
			break
		}
		n++
	}
	if n > 0 && p.eat(token.COMMA) {
		p.invalidPair()
	}
	p.mark = m
	p.invalidPairValue()
}

func (p *parser) invalidPair() {
	m := p.mark
	if a := p.expression(); a != nil && !p.at(token.COLON) {
		pos := *a.Position()
		p.raiseOver(ast.Pos{Lineno: pos.Lineno, ColOffset: pos.EndColOffset - 1, EndLineno: pos.EndLineno, EndColOffset: -1},
			"':' expected after dictionary key")
	}
	p.mark = m
	p.invalidPairValue()
}

// invalidPairValue: expression ':' with a star, or nothing, behind.
func (p *parser) invalidPairValue() {
	if p.expression() == nil || !p.at(token.COLON) {
		return
	}
	colon := p.next().pos()
	after := p.mark
	if p.at(token.STAR) {
		a := p.next().pos()
		if p.bitwiseOr() != nil {
			p.raiseFrom(a, "cannot use a starred expression in a dictionary value")
		}
	}
	p.mark = after
	if p.at(token.RBRACE) || p.at(token.COMMA) {
		p.raiseOver(colon, "expression expected after dictionary key and ':'")
	}
}

func (p *parser) invalidForIfClause() {
	p.eat(kwAsync)
	if !p.eat(kwFor) || p.bitwiseOr() == nil {
		return
	}
	for {
		after := p.mark
		if !p.eat(token.COMMA) {
			break
		}
		if p.bitwiseOr() == nil {
			p.mark = after
			break
		}
	}
	p.eat(token.COMMA)
	if !p.at(kwIn) {
		p.raise(errSyntax, "'in' expected after for-loop variables")
	}
}

func (p *parser) invalidForTarget() {
	p.eat(kwAsync)
	if p.eat(kwFor) {
		if a := p.starExpressions(); a != nil {
			p.raiseTarget(forTargetUse, a)
		}
	}
}

func (p *parser) invalidStarredExpressionUnpacking() {
	if !p.at(token.STAR) {
		return
	}
	a := p.next().pos()
	if p.expression() != nil && p.eat(token.EQUAL) {
		if b := p.expression(); b != nil {
			p.raiseRange(a, *b.Position(), "cannot assign to iterable argument unpacking")
		}
	}
}

func (p *parser) invalidStarredExpression() {
	if p.eat(token.STAR) {
		p.raise(errSyntax, "Invalid star expression")
	}
}
