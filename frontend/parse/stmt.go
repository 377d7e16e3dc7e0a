// This file parses statement sequences and simple statements.
package parse

import (
	"adder/frontend/ast"
	"adder/frontend/token"
)

// statements: statement+
func (p *parser) statements() []ast.Stmt {
	var list []ast.Stmt
	for {
		n := len(list)
		list = p.statement(list)
		if len(list) == n {
			return list
		}
	}
}

// statement appends one compound statement or one line of simple ones; nothing on failure.
func (p *parser) statement(list []ast.Stmt) []ast.Stmt {
	if s := p.compoundStmt(); s != nil {
		p.register(s)
		return append(list, s)
	}
	return p.simpleStmts(list)
}

// register notes where the last statement of the error pass began.
func (p *parser) register(s ast.Stmt) {
	if !p.invalid {
		return
	}
	if pos := s.Position(); p.lastStmt.Lineno <= pos.Lineno {
		p.lastStmt = *pos
	}
}

// interactive: one statement at the prompt.
func (p *parser) statementNewline() []ast.Stmt {
	m := p.mark
	if s := p.compoundStmt(); s != nil {
		p.register(s)
		if p.eat(token.NEWLINE) {
			return []ast.Stmt{s}
		}
	}
	p.mark = m
	if list := p.simpleStmts(nil); list != nil {
		return list
	}
	if p.eat(token.NEWLINE) {
		return []ast.Stmt{&ast.Pass{Pos: p.span(m)}}
	}
	return nil
}

func (p *parser) simpleStmts(list []ast.Stmt) []ast.Stmt {
	m, n := p.mark, len(list)
	s := p.simpleStmt()
	for s != nil {
		list = append(list, s)
		if !p.eat(token.SEMI) {
			break
		}
		s = p.simpleStmt()
	}
	if len(list) > n && p.eat(token.NEWLINE) {
		return list
	}
	p.mark = m
	if n == 0 {
		return nil
	}
	return list[:n]
}

func (p *parser) simpleStmt() ast.Stmt {
	switch k := p.peek(); k {
	case kwReturn:
		return p.returnStmt()
	case kwImport, kwFrom:
		return p.importStmt()
	case kwRaise:
		return p.raiseStmt()
	case kwDel:
		return p.delStmt()
	case kwAssert:
		return p.assertStmt()
	case kwGlobal, kwNonlocal:
		return p.scopeStmt(k)
	case kwPass, kwBreak, kwContinue:
		if !p.invalid { // "break if x else y" has a rule of its own
			return p.wordStmt()
		}
	}
	m := p.mark
	if p.fast {
		s := p.fastSimpleStmt()
		if s == nil {
			p.mark = m
		}
		return s
	}
	if r, ok := p.recall(memoSimpleStmt); ok {
		s, _ := r.(ast.Stmt)
		return s
	}
	s := p.simpleStmtRaw()
	p.memoize(m, memoSimpleStmt, s)
	return s
}

func (p *parser) simpleStmtRaw() ast.Stmt {
	if s := p.assignment(); s != nil {
		return s
	}
	if p.atSoft("type") {
		if s := p.typeAlias(); s != nil {
			return s
		}
	}
	m := p.mark
	if e := p.starExpressions(); e != nil {
		return &ast.ExprStmt{Pos: p.span(m), Value: e}
	}
	switch p.peek() {
	case kwPass, kwBreak, kwContinue:
		return p.wordStmt()
	case kwYield:
		if e := p.yieldExpr(); e != nil {
			return &ast.ExprStmt{Pos: p.span(m), Value: e}
		}
	}
	return nil
}

func (p *parser) wordStmt() ast.Stmt {
	t := p.next()
	pos := t.pos()
	switch t.Kind {
	case kwPass:
		return &ast.Pass{Pos: pos}
	case kwBreak:
		return &ast.Break{Pos: pos}
	}
	return &ast.Continue{Pos: pos}
}

func (p *parser) returnStmt() ast.Stmt {
	m := p.mark
	p.mark++
	value := p.starExpressions()
	return &ast.Return{Pos: p.span(m), Value: value}
}

func (p *parser) raiseStmt() ast.Stmt {
	m := p.mark
	p.mark++
	exc := p.expression()
	after := p.mark
	if exc != nil && p.eat(kwFrom) {
		if cause := p.expression(); cause != nil {
			return &ast.Raise{Pos: p.span(m), Exc: exc, Cause: cause}
		}
	}
	p.mark = after
	return &ast.Raise{Pos: p.span(m), Exc: exc}
}

func (p *parser) delStmt() ast.Stmt {
	m := p.mark
	p.mark++
	if list := p.delTargets(); list != nil && (p.at(token.SEMI) || p.at(token.NEWLINE)) {
		return &ast.Delete{Pos: p.span(m), Targets: list}
	}
	p.mark = m
	if p.invalid {
		p.invalidDelStmt()
		p.mark = m
	}
	return nil
}

func (p *parser) assertStmt() ast.Stmt {
	m := p.mark
	p.mark++
	test := p.expression()
	if test == nil {
		p.mark = m
		return nil
	}
	var msg ast.Expr
	if after := p.mark; p.eat(token.COMMA) {
		if msg = p.expression(); msg == nil {
			p.mark = after
		}
	}
	return &ast.Assert{Pos: p.span(m), Test: test, Msg: msg}
}

func (p *parser) scopeStmt(k kind) ast.Stmt {
	m := p.mark
	p.mark++
	var names []string
	for {
		after := p.mark
		if len(names) > 0 && !p.eat(token.COMMA) {
			break
		}
		n := p.name()
		if n == nil {
			p.mark = after
			break
		}
		names = append(names, n.ID)
	}
	switch {
	case names == nil:
		p.mark = m
		return nil
	case k == kwGlobal:
		return &ast.Global{Pos: p.span(m), Names: names}
	}
	return &ast.Nonlocal{Pos: p.span(m), Names: names}
}

func (p *parser) typeAlias() ast.Stmt {
	m := p.mark
	p.mark++
	if n := p.name(); n != nil {
		params := p.typeParams()
		if p.eat(token.EQUAL) {
			if value := p.expression(); value != nil {
				p.checkVersion(12, "Type statement is")
				n.Ctx = ast.Store
				return &ast.TypeAlias{Pos: p.span(m), Name: n, TypeParams: params, Value: value}
			}
		}
	}
	p.mark = m
	return nil
}

// augOperators are the tokens of augmented assignment.
var augOperators = [kindLimit]int8{
	token.PLUSEQUAL: 1 + int8(ast.Add), token.MINEQUAL: 1 + int8(ast.Sub), token.STAREQUAL: 1 + int8(ast.Mult),
	token.ATEQUAL: 1 + int8(ast.MatMult), token.SLASHEQUAL: 1 + int8(ast.Div), token.PERCENTEQUAL: 1 + int8(ast.Modulo),
	token.AMPEREQUAL: 1 + int8(ast.BitAnd), token.VBAREQUAL: 1 + int8(ast.BitOr), token.CIRCUMFLEXEQUAL: 1 + int8(ast.BitXor),
	token.LEFTSHIFTEQUAL: 1 + int8(ast.LShift), token.RIGHTSHIFTEQUAL: 1 + int8(ast.RShift),
	token.DOUBLESTAREQUAL: 1 + int8(ast.Pow), token.DOUBLESLASHEQUAL: 1 + int8(ast.FloorDiv),
}

// augAssign consumes an augmented assignment operator.
func (p *parser) augAssign() (ast.Operator, bool) {
	op := augOperators[p.peek()]
	if op == 0 {
		return 0, false
	}
	p.mark++
	if ast.Operator(op-1) == ast.MatMult {
		p.checkVersion(5, "The '@' operator is")
	}
	return ast.Operator(op - 1), true
}

func (p *parser) annotatedRHS() ast.Expr {
	if p.at(kwYield) {
		return p.yieldExpr()
	}
	return p.starExpressions()
}

func (p *parser) assignment() ast.Stmt {
	m := p.mark
	if n := p.name(); n != nil && p.at(token.COLON) {
		if s := p.annAssign(m, n, 1, "Variable annotation syntax is"); s != nil {
			n.Ctx = ast.Store
			return s
		}
	}
	p.mark = m
	var target ast.Expr
	if p.eat(token.LPAR) {
		if target = p.singleTarget(); target != nil && !p.eat(token.RPAR) {
			target = nil
		}
		if target == nil {
			p.mark = m
		}
	}
	if target == nil {
		target = p.singleSubscriptAttributeTarget()
	}
	if target != nil && p.at(token.COLON) {
		if s := p.annAssign(m, target, 0, "Variable annotations syntax is"); s != nil {
			return s
		}
	}
	p.mark = m
	if s := p.plainAssign(m); s != nil {
		return s
	}
	p.mark = m
	if target := p.singleTarget(); target != nil {
		if op, ok := p.augAssign(); ok {
			if value := p.annotatedRHS(); value != nil {
				return &ast.AugAssign{Pos: p.span(m), Target: target, Op: op, Value: value}
			}
			p.mark = m
			return nil // the operator commits
		}
	}
	p.mark = m
	if p.invalid {
		p.invalidAssignment()
		p.mark = m
	}
	return nil
}

// annAssign parses from the colon of an annotation on.
func (p *parser) annAssign(m int, target ast.Expr, simple int, what string) ast.Stmt {
	p.mark++
	ann := p.expression()
	if ann == nil {
		return nil
	}
	var value ast.Expr
	if after := p.mark; p.eat(token.EQUAL) {
		if value = p.annotatedRHS(); value == nil {
			p.mark = after
		}
	}
	p.checkVersion(6, what)
	return &ast.AnnAssign{Pos: p.span(m), Target: target, Annotation: ann, Value: value, Simple: simple}
}

// plainAssign: (star_targets '=')+ annotated_rhs !'=' [TYPE_COMMENT]
func (p *parser) plainAssign(m int) ast.Stmt {
	var targets []ast.Expr
	for {
		after := p.mark
		t := p.starTargets()
		if t == nil || !p.eat(token.EQUAL) {
			p.mark = after
			break
		}
		targets = append(targets, t)
	}
	if targets == nil {
		return nil
	}
	value := p.annotatedRHS()
	if value == nil || p.at(token.EQUAL) {
		return nil
	}
	comment := p.typeComment()
	return &ast.Assign{Pos: p.span(m), Targets: targets, Value: value, TypeComment: comment}
}
