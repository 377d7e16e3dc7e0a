// This file compiles with statements, one item inside the other.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

// with compiles item i of s and what is inside it.
func (c *compiler) with(s *ast.With, i int) {
	item := s.Items[i]
	block, final, exit, cleanup := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.expr(item.ContextExpr)
	loc := atExpr(item.ContextExpr)
	c.loadEnterExit(loc, specialEnter, specialExit)
	c.jump(loc, code.SETUP_WITH, final)
	c.use(block)
	c.push(loc, frameBlock{kind: blockWith, start: block, exit: final})
	c.withTarget(loc, item)
	if i+1 == len(s.Items) {
		c.stmts(s.Body)
	} else {
		c.with(s, i+1)
	}
	c.op(noLocation, code.POP_BLOCK)
	c.pop()
	// Normal end: __exit__(None, None, None).
	c.callExitWithNones(loc)
	c.op(loc, code.POP_TOP)
	c.jump(loc, code.JUMP, exit)
	// Exception.
	c.use(final)
	c.jump(loc, code.SETUP_CLEANUP, cleanup)
	c.op(loc, code.PUSH_EXC_INFO)
	c.op(loc, code.WITH_EXCEPT_START)
	c.withExceptFinish(cleanup)
	c.use(exit)
}

func (c *compiler) asyncWith(s *ast.AsyncWith, i int) {
	item := s.Items[i]
	block, final, exit, cleanup := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	c.expr(item.ContextExpr)
	loc := atExpr(item.ContextExpr)
	c.loadEnterExit(loc, specialAEnter, specialAExit)
	c.await(loc, awaitEnter)
	c.jump(loc, code.SETUP_WITH, final)
	c.use(block)
	c.push(loc, frameBlock{kind: blockAsyncWith, start: block, exit: final})
	c.withTarget(loc, item)
	if i+1 == len(s.Items) {
		c.stmts(s.Body)
	} else {
		c.asyncWith(s, i+1)
	}
	c.pop()
	c.op(loc, code.POP_BLOCK)
	c.callExitWithNones(loc)
	c.await(loc, awaitExit)
	c.op(loc, code.POP_TOP)
	c.jump(loc, code.JUMP, exit)
	c.use(final)
	c.jump(loc, code.SETUP_CLEANUP, cleanup)
	c.op(loc, code.PUSH_EXC_INFO)
	c.op(loc, code.WITH_EXCEPT_START)
	c.await(loc, awaitExit)
	c.withExceptFinish(cleanup)
	c.use(exit)
}

// loadEnterExit replaces the context manager by its bound exit method and calls enter.
func (c *compiler) loadEnterExit(loc location, enter, exit int) {
	c.opI(loc, code.COPY, 1)
	c.opI(loc, code.LOAD_SPECIAL, exit)
	c.opI(loc, code.SWAP, 2)
	c.opI(loc, code.SWAP, 3)
	c.opI(loc, code.LOAD_SPECIAL, enter)
	c.opI(loc, code.CALL, 0)
}

func (c *compiler) withTarget(loc location, item *ast.WithItem) {
	if item.OptionalVars != nil {
		c.expr(item.OptionalVars)
	} else {
		c.op(loc, code.POP_TOP)
	}
}

// withExceptFinish raises the exception again unless __exit__ returned true.
func (c *compiler) withExceptFinish(cleanup label) {
	suppress := c.newLabel()
	c.op(noLocation, code.TO_BOOL)
	c.jump(noLocation, code.POP_JUMP_IF_TRUE, suppress)
	c.opI(noLocation, code.RERAISE, 2)
	c.use(suppress)
	c.op(noLocation, code.POP_TOP) // the exception
	c.op(noLocation, code.POP_BLOCK)
	c.op(noLocation, code.POP_EXCEPT)
	c.op(noLocation, code.POP_TOP)
	c.op(noLocation, code.POP_TOP)
	c.op(noLocation, code.POP_TOP)
	exit := c.newLabel()
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, exit)
	c.use(cleanup)
	c.popExceptAndReraise(noLocation)
	c.use(exit)
}
