// This file compiles loops and branches.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) ifStmt(s *ast.If) {
	end := c.newLabel()
	next := end
	if len(s.Orelse) > 0 {
		next = c.newLabel()
	}
	c.jumpIf(at(&s.Pos), s.Test, next, false)
	c.stmts(s.Body)
	if len(s.Orelse) > 0 {
		c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
		c.use(next)
		c.stmts(s.Orelse)
	}
	c.use(end)
}

func (c *compiler) forStmt(s *ast.For) {
	start, body, cleanup, end := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.push(at(&s.Pos), frameBlock{kind: blockFor, start: start, exit: end})
	c.expr(s.Iter)
	loc := atExpr(s.Iter)
	c.op(loc, code.GET_ITER)
	c.use(start)
	c.jump(loc, code.FOR_ITER, cleanup)
	c.op(atExpr(s.Target), code.NOP) // for line tracing of a for over several lines
	c.use(body)
	c.expr(s.Target)
	c.stmts(s.Body)
	c.jump(noLocation, code.JUMP, start)
	c.use(cleanup)
	// END_FOR comes first: iterating over a generator jumps to it, other iterators skip it.
	c.op(noLocation, code.END_FOR)
	c.op(noLocation, code.POP_ITER)
	c.pop()
	c.stmts(s.Orelse)
	c.use(end)
}

func (c *compiler) asyncFor(s *ast.AsyncFor) {
	loc := at(&s.Pos)
	start, send, except, end := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.expr(s.Iter)
	c.op(atExpr(s.Iter), code.GET_AITER)
	c.use(start)
	c.push(loc, frameBlock{kind: blockAsyncFor, start: start, exit: end})
	c.jump(loc, code.SETUP_FINALLY, except) // guards the call of __anext__
	c.op(loc, code.GET_ANEXT)
	c.loadNone(loc)
	c.use(send)
	c.yieldFrom(loc, resumeAfterAwait)
	c.op(loc, code.POP_BLOCK)
	c.op(loc, code.NOT_TAKEN)
	c.expr(s.Target)
	c.stmts(s.Body)
	c.jump(noLocation, code.JUMP, start)
	c.pop()
	c.use(except)
	c.jump(atExpr(s.Iter), code.END_ASYNC_FOR, send)
	c.stmts(s.Orelse)
	c.use(end)
}

func (c *compiler) whileStmt(s *ast.While) {
	loc := at(&s.Pos)
	loop, end, anchor := c.newLabel(), c.newLabel(), c.newLabel()
	c.use(loop)
	c.push(loc, frameBlock{kind: blockWhile, start: loop, exit: end})
	c.jumpIf(loc, s.Test, anchor, false)
	c.stmts(s.Body)
	c.jump(noLocation, code.JUMP, loop)
	c.pop()
	c.use(anchor)
	c.stmts(s.Orelse)
	c.use(end)
}

func (c *compiler) breakStmt(loc location) {
	origin := loc
	c.op(loc, code.NOP)
	loc, loop := c.unwindAll(loc, false, true)
	if loop == nil {
		c.fail(origin, "'break' outside loop")
		return
	}
	loc = c.unwind(loc, loop, false)
	c.jump(loc, code.JUMP, loop.exit)
}

func (c *compiler) continueStmt(loc location) {
	origin := loc
	c.op(loc, code.NOP)
	loc, loop := c.unwindAll(loc, false, true)
	if loop == nil {
		c.fail(origin, "'continue' not properly in loop")
		return
	}
	c.jump(loc, code.JUMP, loop.start)
}

func boolJump(cond bool) code.Op {
	if cond {
		return code.POP_JUMP_IF_TRUE
	}
	return code.POP_JUMP_IF_FALSE
}

// jumpIf jumps to next if the truth of e is cond.
func (c *compiler) jumpIf(loc location, e ast.Expr, next label, cond bool) {
	switch e := e.(type) {
	case *ast.UnaryOp:
		if e.Op == ast.Not {
			c.jumpIf(loc, e.Operand, next, !cond)
			return
		}
	case *ast.BoolOp:
		c.jumpIfBoolOp(loc, e, next, cond)
		return
	case *ast.IfExp:
		end, orelse := c.newLabel(), c.newLabel()
		c.jumpIf(loc, e.Test, orelse, false)
		c.jumpIf(loc, e.Body, next, cond)
		c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
		c.use(orelse)
		c.jumpIf(loc, e.Orelse, next, cond)
		c.use(end)
		return
	case *ast.Compare:
		if len(e.Ops) > 1 {
			c.jumpIfCompare(e, next, cond)
			return
		}
	}
	c.expr(e)
	loc = atExpr(e)
	c.op(loc, code.TO_BOOL)
	c.jump(loc, boolJump(cond), next)
}

func (c *compiler) jumpIfBoolOp(loc location, e *ast.BoolOp, next label, cond bool) {
	isOr := e.Op == ast.Or
	early := next // where an operand that decides the outcome goes
	if isOr != cond {
		early = c.newLabel()
	}
	last := len(e.Values) - 1
	for _, v := range e.Values[:last] {
		c.jumpIf(loc, v, early, isOr)
	}
	c.jumpIf(loc, e.Values[last], next, cond)
	if early != next {
		c.use(early)
	}
}

// jumpIfCompare handles chains: a < b < c.
func (c *compiler) jumpIfCompare(e *ast.Compare, next label, cond bool) {
	loc := at(&e.Pos)
	c.checkCompare(e)
	cleanup := c.newLabel()
	c.expr(e.Left)
	last := len(e.Ops) - 1
	for i := range last {
		c.expr(e.Comparators[i])
		c.opI(loc, code.SWAP, 2)
		c.opI(loc, code.COPY, 2)
		c.compareOp(loc, e.Ops[i])
		c.op(loc, code.TO_BOOL)
		c.jump(loc, code.POP_JUMP_IF_FALSE, cleanup)
	}
	c.expr(e.Comparators[last])
	c.compareOp(loc, e.Ops[last])
	c.op(loc, code.TO_BOOL)
	c.jump(loc, boolJump(cond), next)
	end := c.newLabel()
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(cleanup)
	c.op(loc, code.POP_TOP)
	if !cond {
		c.jump(noLocation, code.JUMP_NO_INTERRUPT, next)
	}
	c.use(end)
}

func (c *compiler) ifExp(e *ast.IfExp) {
	end, next := c.newLabel(), c.newLabel()
	c.jumpIf(at(&e.Pos), e.Test, next, false)
	c.expr(e.Body)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(next)
	c.expr(e.Orelse)
	c.use(end)
}

func (c *compiler) boolOp(e *ast.BoolOp) {
	op := code.JUMP_IF_TRUE
	if e.Op == ast.And {
		op = code.JUMP_IF_FALSE
	}
	loc := at(&e.Pos)
	end := c.newLabel()
	last := len(e.Values) - 1
	for _, v := range e.Values[:last] {
		c.expr(v)
		c.jump(loc, op, end)
		c.op(loc, code.POP_TOP)
	}
	c.expr(e.Values[last])
	c.use(end)
}

func (c *compiler) compare(e *ast.Compare) {
	loc := at(&e.Pos)
	c.checkCompare(e)
	c.expr(e.Left)
	last := len(e.Ops) - 1
	if last == 0 {
		c.expr(e.Comparators[0])
		c.compareOp(loc, e.Ops[0])
		return
	}
	cleanup := c.newLabel()
	for i := range last {
		c.expr(e.Comparators[i])
		c.opI(loc, code.SWAP, 2)
		c.opI(loc, code.COPY, 2)
		c.compareOp(loc, e.Ops[i])
		c.opI(loc, code.COPY, 1)
		c.op(loc, code.TO_BOOL)
		c.jump(loc, code.POP_JUMP_IF_FALSE, cleanup)
		c.op(loc, code.POP_TOP)
	}
	c.expr(e.Comparators[last])
	c.compareOp(loc, e.Ops[last])
	end := c.newLabel()
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(cleanup)
	c.opI(loc, code.SWAP, 2)
	c.op(loc, code.POP_TOP)
	c.use(end)
}
