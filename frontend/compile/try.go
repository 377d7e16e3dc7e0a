// This file compiles try statements.
//
// try: S except E1 as V1: S1 … is, with the stack in brackets:
//
//	[]          SETUP_FINALLY L1; S; POP_BLOCK; JUMP L0
//	[exc]   L1: E1; CHECK_EXC_MATCH; POP_JUMP_IF_FALSE L2; store V1; S1; JUMP L0
//	[exc]   L2: … RERAISE
//	[]      L0:
//
// and a finally block is emitted twice: for the normal way out and for the exception.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) try(s *ast.Try) {
	if len(s.Finalbody) == 0 {
		c.tryExcept(s)
		return
	}
	c.tryFinally(at(&s.Pos), s.Finalbody, func() {
		if len(s.Handlers) > 0 {
			c.tryExcept(s)
		} else {
			c.stmts(s.Body)
		}
	})
}

func (c *compiler) tryStar(s *ast.TryStar) {
	if len(s.Finalbody) == 0 {
		c.tryStarExcept(s)
		return
	}
	c.tryFinally(at(&s.Pos), s.Finalbody, func() {
		if len(s.Handlers) > 0 {
			c.tryStarExcept(s)
		} else {
			c.stmts(s.Body)
		}
	})
}

// tryFinally guards what inner emits by a finally block.
func (c *compiler) tryFinally(loc location, final []ast.Stmt, inner func()) {
	body, end, exit, cleanup := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.jump(loc, code.SETUP_FINALLY, end)
	c.use(body)
	c.push(loc, frameBlock{kind: blockFinallyTry, start: body, exit: end, final: final})
	inner()
	c.op(noLocation, code.POP_BLOCK)
	c.pop()
	c.stmts(final)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, exit)

	c.use(end)
	c.jump(noLocation, code.SETUP_CLEANUP, cleanup)
	c.op(noLocation, code.PUSH_EXC_INFO)
	c.push(noLocation, frameBlock{kind: blockFinallyEnd, start: end, exit: noLabel})
	c.stmts(final)
	c.pop()
	c.opI(noLocation, code.RERAISE, 0)
	c.use(cleanup)
	c.popExceptAndReraise(noLocation)
	c.use(exit)
}

func (c *compiler) tryExcept(s *ast.Try) {
	loc := at(&s.Pos)
	body, except, end, cleanup := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.jump(loc, code.SETUP_FINALLY, except)
	c.use(body)
	c.push(loc, frameBlock{kind: blockTryExcept, start: body, exit: noLabel})
	c.stmts(s.Body)
	c.pop()
	c.op(noLocation, code.POP_BLOCK)
	c.stmts(s.Orelse)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(except)
	c.jump(noLocation, code.SETUP_CLEANUP, cleanup)
	c.op(noLocation, code.PUSH_EXC_INFO)
	c.push(loc, frameBlock{kind: blockExceptionHandler, start: noLabel, exit: noLabel})
	for i, h := range s.Handlers {
		if h.Type == nil && i < len(s.Handlers)-1 {
			c.fail(at(&h.Pos), "default 'except:' must be last")
			return
		}
		c.handler(h, end)
	}
	c.pop()
	c.opI(noLocation, code.RERAISE, 0)
	c.use(cleanup)
	c.popExceptAndReraise(noLocation)
	c.use(end)
}

// handler compiles one except clause; end is behind the whole statement.
func (c *compiler) handler(h *ast.ExceptHandler, end label) {
	loc := at(&h.Pos)
	next := c.newLabel()
	if h.Type != nil {
		c.expr(h.Type)
		c.op(loc, code.CHECK_EXC_MATCH)
		c.jump(loc, code.POP_JUMP_IF_FALSE, next)
	}
	if h.Name != "" {
		c.namedHandler(h, end)
	} else {
		body := c.newLabel()
		c.op(loc, code.POP_TOP) // the exception
		c.use(body)
		c.push(loc, frameBlock{kind: blockHandlerCleanup, start: body, exit: noLabel})
		c.stmts(h.Body)
		c.pop()
		c.op(noLocation, code.POP_BLOCK)
		c.op(noLocation, code.POP_EXCEPT)
		c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	}
	c.use(next)
}

// namedHandler compiles the body of `except E as name`, a try that in the end sets name to
// None (the body may have deleted it) and deletes it.
func (c *compiler) namedHandler(h *ast.ExceptHandler, end label) {
	loc := at(&h.Pos)
	cleanup, body := c.newLabel(), c.newLabel()
	c.nameOp(loc, h.Name, ast.Store)
	c.jump(loc, code.SETUP_CLEANUP, cleanup)
	c.use(body)
	c.push(loc, frameBlock{kind: blockHandlerCleanup, start: body, exit: noLabel, name: h.Name})
	c.stmts(h.Body)
	c.pop()
	c.op(noLocation, code.POP_BLOCK)
	c.op(noLocation, code.POP_BLOCK)
	c.op(noLocation, code.POP_EXCEPT)
	c.unbind(noLocation, h.Name)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(cleanup)
	c.unbind(noLocation, h.Name)
	c.opI(noLocation, code.RERAISE, 1)
}
