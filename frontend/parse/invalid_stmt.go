// This file holds the error pass's rules for statements, patterns and imports.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

func (p *parser) invalidAssignment() {
	m := p.mark
	if a := p.invalidAnnTarget(); a != nil && p.eat(token.COLON) && p.expression() != nil {
		p.raiseOver(*a.Position(), "only single target (not %s) can be annotated", exprName(a))
	}
	p.mark = m
	if a := p.starNamedExpression(); a != nil && p.eat(token.COMMA) {
		for p.starNamedExpressions() != nil {
		}
		if p.eat(token.COLON) && p.expression() != nil {
			p.raiseOver(*a.Position(), "only single target (not tuple) can be annotated")
		}
	}
	p.mark = m
	if a := p.expression(); a != nil && p.eat(token.COLON) && p.expression() != nil {
		p.raiseOver(*a.Position(), "illegal target for annotation")
	}
	p.mark = m
	for {
		after := p.mark
		if p.starTargets() == nil || !p.eat(token.EQUAL) {
			p.mark = after
			break
		}
	}
	after := p.mark
	if a := p.starExpressions(); a != nil && p.eat(token.EQUAL) {
		p.raiseTarget(starTargetUse, a)
		return
	}
	p.mark = after
	if a := p.yieldExpr(); a != nil && p.eat(token.EQUAL) {
		p.raiseOver(*a.Position(), "assignment to yield expression not possible")
	}
	p.mark = m
	if a := p.starExpressions(); a != nil {
		if _, ok := p.augAssign(); ok && p.annotatedRHS() != nil {
			p.raiseOver(*a.Position(), "'%s' is an illegal expression for augmented assignment", exprName(a))
		}
	}
}

// invalidAnnTarget: list | tuple | '(' invalid_ann_assign_target ')'
func (p *parser) invalidAnnTarget() ast.Expr {
	m := p.mark
	switch p.peek() {
	case token.LSQB:
		if e := p.list(); e != nil {
			return e
		}
	case token.LPAR:
		if e := p.tuple(); e != nil {
			return e
		}
		p.mark = m + 1
		if e := p.invalidAnnTarget(); e != nil && p.eat(token.RPAR) {
			return e
		}
	}
	p.mark = m
	return nil
}

func (p *parser) invalidDelStmt() {
	p.mark++
	if a := p.starExpressions(); a != nil {
		p.raiseTarget(delTargetUse, a)
	}
}

// atMissingBlock: NEWLINE !INDENT
func (p *parser) atMissingBlock() bool { return p.eat(token.NEWLINE) && !p.at(token.INDENT) }

func (p *parser) invalidBlock() {
	if p.atMissingBlock() {
		p.raiseIndent("expected an indented block")
	}
}

// headEnd raises where a compound statement's head lacks its colon or its block; line is
// that of the statement's word, what names the statement.
func (p *parser) headEnd(colon bool, what string, line int32) {
	if colon && p.at(token.NEWLINE) {
		p.mark++
		p.raise(errSyntax, "expected ':'")
	}
	if p.eat(token.COLON) && p.atMissingBlock() {
		p.raiseIndent("expected an indented block after %s on line %d", what, line)
	}
}

func (p *parser) invalidIfStmt(word kind) {
	if !p.at(word) {
		return
	}
	line, what := p.next().Lineno, "'if' statement"
	if word == kwElif {
		what = "'elif' statement"
	}
	if p.namedExpression() != nil {
		p.headEnd(true, what, line)
	}
}

func (p *parser) invalidElseStmt() {
	m := p.mark
	if !p.at(kwElse) {
		return
	}
	p.headAt(kwElse, "'else' statement")
	p.mark = m + 1
	if p.eat(token.COLON) && p.block() != nil && p.eat(kwElif) {
		p.raise(errSyntax, "'elif' block follows an 'else' block")
	}
}

// headAt raises where only a colon belongs between the word and its missing block.
func (p *parser) headAt(word kind, what string) {
	if p.at(word) {
		line := p.next().Lineno
		p.headEnd(false, what, line)
	}
}

func (p *parser) invalidFinallyStmt() { p.headAt(kwFinally, "'finally' statement") }

func (p *parser) invalidWhileStmt() {
	line := p.next().Lineno
	if p.namedExpression() != nil {
		p.headEnd(true, "'while' statement", line)
	}
}

func (p *parser) invalidForStmt() {
	p.eat(kwAsync)
	if !p.at(kwFor) {
		return
	}
	line := p.next().Lineno
	if p.starTargets() != nil && p.eat(kwIn) && p.starExpressions() != nil {
		p.headEnd(true, "'for' statement", line)
	}
}

func (p *parser) invalidClassDefRaw() {
	if !p.at(kwClass) {
		return
	}
	line := p.next().Lineno
	if p.name() == nil {
		return
	}
	p.typeParams()
	p.classArguments()
	p.headEnd(true, "class definition", line)
}

func (p *parser) invalidDefRaw() {
	m := p.mark
	p.eat(kwAsync)
	if !p.at(kwDef) {
		return
	}
	line := p.next().Lineno
	if p.name() == nil {
		return
	}
	after := p.mark
	p.typeParams()
	if p.eat(token.LPAR) {
		p.params(false)
		if p.eat(token.RPAR) {
			p.returnAnnotation()
			p.headEnd(false, "function definition", line)
		}
	}
	p.mark = after
	p.typeParams()
	p.force(token.LPAR, "(")
	p.params(false)
	if p.eat(token.RPAR) {
		p.returnAnnotation()
		p.force(token.COLON, ":")
		p.funcTypeComment()
		p.block()
	}
	p.mark = m
}

func (p *parser) invalidDoubleTypeComments() {
	if p.eat(token.TYPE_COMMENT) && p.eat(token.NEWLINE) && p.eat(token.TYPE_COMMENT) &&
		p.eat(token.NEWLINE) && p.eat(token.INDENT) {
		p.raise(errSyntax, "Cannot have two type comments on def")
	}
}

func (p *parser) invalidWithItem() {
	if p.expression() == nil || !p.eat(kwAs) {
		return
	}
	if a := p.expression(); a != nil && p.atItemEnd() {
		p.raiseTarget(starTargetUse, a)
	}
}

// withHead parses "with" items leniently, with or without parentheses, behind the word.
func (p *parser) withHead(parens bool) bool {
	if !parens {
		return gather(p, token.COMMA, (*parser).lenientItem) != nil
	}
	if !p.eat(token.LPAR) || gather(p, token.COMMA, (*parser).lenientItems) == nil {
		return false
	}
	p.eat(token.COMMA)
	return p.eat(token.RPAR)
}

// lenientItem: expression ['as' star_target]
func (p *parser) lenientItem() ast.Expr { return p.asTarget(p.expression()) }

// lenientItems: expressions ['as' star_target]
func (p *parser) lenientItems() ast.Expr { return p.asTarget(p.expressions()) }

func (p *parser) asTarget(e ast.Expr) ast.Expr {
	after := p.mark
	if e != nil && p.eat(kwAs) && p.starTarget() == nil {
		p.mark = after
	}
	return e
}

func (p *parser) invalidWithStmt() {
	m := p.mark
	for _, parens := range [2]bool{false, true} {
		p.mark = m
		p.eat(kwAsync)
		if p.eat(kwWith) && p.withHead(parens) && p.eat(token.NEWLINE) {
			p.raise(errSyntax, "expected ':'")
		}
	}
}

func (p *parser) invalidWithStmtIndent() {
	m := p.mark
	for _, parens := range [2]bool{false, true} {
		p.mark = m
		p.eat(kwAsync)
		if !p.at(kwWith) {
			return
		}
		line := p.next().Lineno
		if p.withHead(parens) {
			p.headEnd(false, "'with' statement", line)
		}
	}
}

func (p *parser) invalidTryStmt() {
	m := p.mark
	line := p.next().Lineno
	p.headEnd(false, "'try' statement", line)
	p.mark = m + 1
	if !p.eat(token.COLON) {
		return
	}
	after := p.mark
	if p.block() != nil && !p.at(kwExcept) && !p.at(kwFinally) {
		p.raise(errSyntax, "expected 'except' or 'finally' block")
	}
	const message = "cannot have both 'except' and 'except*' on the same 'try'"
	for _, star := range [2]bool{false, true} {
		p.mark = after
		for p.block() != nil {
		}
		if p.handlers(star) == nil || !p.at(kwExcept) {
			continue
		}
		a := p.next().pos()
		b := a
		if !star {
			if !p.at(token.STAR) {
				continue
			}
			b = p.next().pos()
		}
		if e := p.expression(); e != nil {
			p.asName()
		} else if !star {
			continue
		}
		if p.eat(token.COLON) {
			p.raiseRange(a, b, message)
		}
	}
}

// asName: ['as' NAME]
func (p *parser) asName() {
	if after := p.mark; p.eat(kwAs) && p.name() == nil {
		p.mark = after
	}
}

func (p *parser) invalidExceptStmt(star bool) {
	m := p.mark
	if !p.eat(kwExcept) || star && !p.eat(token.STAR) {
		return
	}
	after := p.mark
	if a := p.expression(); a != nil && p.eat(token.COMMA) && p.expressions() != nil && p.eat(kwAs) &&
		p.name() != nil && p.eat(token.COLON) {
		p.raiseFrom(*a.Position(), "multiple exception types must be parenthesized when using 'as'")
	}
	p.mark = after
	if p.expression() != nil {
		p.asName()
		p.raiseLine("expected ':'")
	}
	p.mark = after
	if !star {
		p.raiseLine("expected ':'")
	} else if p.eat(token.NEWLINE) || p.eat(token.COLON) {
		p.raise(errSyntax, "expected one or more exception types")
	}
	p.mark = after
	if p.expression() != nil && p.eat(kwAs) {
		if a := p.expression(); a != nil && p.eat(token.COLON) && p.block() != nil {
			word := "except"
			if star {
				word = "except*"
			}
			p.raiseOver(*a.Position(), "cannot use %s statement with %s", word, exprName(a))
		}
	}
	p.mark = m
}

// raiseLine raises if the line ends here.
func (p *parser) raiseLine(message string) {
	if p.eat(token.NEWLINE) {
		p.raise(errSyntax, "%s", message)
	}
}

func (p *parser) invalidExceptStmtIndent(star bool) {
	if !p.at(kwExcept) {
		return
	}
	line, what := p.next().Lineno, "'except' statement"
	if star {
		if !p.eat(token.STAR) {
			return
		}
		what = "'except*' statement"
	}
	after := p.mark
	if p.expression() != nil {
		p.asName()
		p.headEnd(false, what, line)
	}
	p.mark = after
	if !star {
		p.headEnd(false, what, line)
	}
}

func (p *parser) invalidMatchStmt() {
	line := p.next().Lineno
	if p.subjectExpr() == nil {
		return
	}
	if p.at(token.NEWLINE) {
		p.checkVersion(10, "Pattern matching is")
	}
	p.headEnd(true, "'match' statement", line)
}

func (p *parser) invalidCaseBlock() {
	line := p.next().Lineno
	if p.patterns() != nil {
		p.guard()
		p.headEnd(true, "'case' statement", line)
	}
}

func (p *parser) invalidAsPattern() {
	if p.orPattern() == nil || !p.eat(kwAs) {
		return
	}
	if p.atSoft("_") {
		p.raiseOver(p.next().pos(), "cannot use '_' as a target")
	}
	if a := p.expression(); a != nil {
		p.raiseOver(*a.Position(), "cannot use %s as pattern target", exprName(a))
	}
}

func (p *parser) invalidClassPattern() {
	if p.nameOrAttr() == nil || !p.eat(token.LPAR) {
		return
	}
	m := p.mark
	if gather(p, token.COMMA, (*parser).pattern) == nil || !p.eat(token.COMMA) {
		p.mark = m
	}
	if !p.keywordPatterns(&ast.MatchClass{}) || !p.eat(token.COMMA) {
		return
	}
	if list := gather(p, token.COMMA, (*parser).pattern); list != nil {
		p.raiseRange(*list[0].Position(), *list[len(list)-1].Position(), "positional patterns follow keyword patterns")
	}
}

func (p *parser) invalidImport() {
	m := p.mark
	if !p.at(kwImport) {
		return
	}
	a := p.next().pos()
	if gather(p, token.COMMA, (*parser).dottedName) != nil && p.eat(kwFrom) && p.dottedName() != nil {
		p.raiseFrom(a, "Did you mean to use 'from ... import ...' instead?")
	}
	p.mark = m + 1
	p.invalidNothingImported()
}

func (p *parser) invalidNothingImported() {
	if p.at(token.NEWLINE) {
		p.raiseFrom(p.next().pos(), "Expected one or more names after 'import'")
	}
}

func (p *parser) invalidDottedAsName() {
	if p.dottedName() != nil {
		p.invalidImportTarget()
	}
}

func (p *parser) invalidImportFromAsName() {
	if p.name() != nil {
		p.invalidImportTarget()
	}
}

// invalidImportTarget: 'as' !(NAME (',' | ')' | NEWLINE)) expression
func (p *parser) invalidImportTarget() {
	if !p.eat(kwAs) {
		return
	}
	m := p.mark
	good := p.eat(token.NAME) && (p.at(token.COMMA) || p.at(token.RPAR) || p.at(token.NEWLINE))
	p.mark = m
	if good {
		return
	}
	if a := p.expression(); a != nil {
		p.raiseOver(*a.Position(), "cannot use %s as import target", exprName(a))
	}
}

func (p *parser) invalidImportFromTargets() {
	m := p.mark
	if gather(p, token.COMMA, (*parser).importFromAsName) != nil && p.eat(token.COMMA) && p.eat(token.NEWLINE) {
		p.raise(errSyntax, "trailing comma not allowed without surrounding parentheses")
	}
	p.mark = m
	p.invalidNothingImported()
}
