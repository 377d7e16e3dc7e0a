// This file compiles try … except*.
//
// While the handlers run, the stack holds [orig, res, rest]: the group that was raised, a
// list of what handlers raised, and the part of the group that is still unhandled.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) tryStarExcept(s *ast.TryStar) {
	loc := at(&s.Pos)
	body, except, orelse := c.newLabel(), c.newLabel(), c.newLabel()
	end, cleanup, reraiseStar := c.newLabel(), c.newLabel(), c.newLabel()
	c.jump(loc, code.SETUP_FINALLY, except)
	c.use(body)
	c.push(loc, frameBlock{kind: blockTryExcept, start: body, exit: noLabel})
	c.stmts(s.Body)
	c.pop()
	c.op(noLocation, code.POP_BLOCK)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, orelse)
	c.use(except)
	c.jump(noLocation, code.SETUP_CLEANUP, cleanup)
	c.op(noLocation, code.PUSH_EXC_INFO)
	c.push(loc, frameBlock{kind: blockExceptionGroupHandler, start: noLabel, exit: noLabel})
	for i, h := range s.Handlers {
		if i == 0 {
			c.opI(at(&h.Pos), code.BUILD_LIST, 0) // [orig, res]
			c.opI(at(&h.Pos), code.COPY, 2)       // [orig, res, orig]
		}
		c.starHandler(h)
		if i == len(s.Handlers)-1 {
			// What is left, None included, goes to the list as well.
			c.opI(noLocation, code.LIST_APPEND, 1)
			c.jump(noLocation, code.JUMP_NO_INTERRUPT, reraiseStar)
		}
	}
	c.pop()
	c.finishStar(reraiseStar, end, cleanup)
	c.use(orelse)
	c.stmts(s.Orelse)
	c.use(end)
}

// starHandler compiles one except* clause.
func (c *compiler) starHandler(h *ast.ExceptHandler) {
	loc := at(&h.Pos)
	next, nextWithError, noMatch := c.newLabel(), c.newLabel(), c.newLabel()
	if h.Type != nil {
		c.expr(h.Type)
		c.op(loc, code.CHECK_EG_MATCH)
		c.opI(loc, code.COPY, 1)
		c.jump(loc, code.POP_JUMP_IF_NONE, noMatch)
	}
	cleanup, body := c.newLabel(), c.newLabel()
	if h.Name != "" {
		c.nameOp(loc, h.Name, ast.Store)
	} else {
		c.op(loc, code.POP_TOP) // the match
	}
	c.jump(loc, code.SETUP_CLEANUP, cleanup)
	c.use(body)
	c.push(loc, frameBlock{kind: blockHandlerCleanup, start: body, exit: noLabel, name: h.Name})
	c.stmts(h.Body)
	c.pop()
	c.op(noLocation, code.POP_BLOCK)
	if h.Name != "" {
		c.unbind(noLocation, h.Name)
	}
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, next)

	c.use(cleanup)
	if h.Name != "" {
		c.unbind(noLocation, h.Name)
	}
	c.opI(noLocation, code.LIST_APPEND, 3) // what the body raised
	c.op(noLocation, code.POP_TOP)         // lasti
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, nextWithError)

	c.use(next)
	c.op(noLocation, code.NOP) // holds a propagated location
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, nextWithError)
	c.use(noMatch)
	c.op(loc, code.POP_TOP) // the match, None
	c.use(nextWithError)
}

// finishStar raises what the handlers raised or left over.
func (c *compiler) finishStar(reraiseStar, end, cleanup label) {
	reraise := c.newLabel()
	c.use(reraiseStar)
	c.opI(noLocation, code.CALL_INTRINSIC_2, intrinsicPrepReraiseStar)
	c.opI(noLocation, code.COPY, 1)
	c.jump(noLocation, code.POP_JUMP_IF_NOT_NONE, reraise)
	c.op(noLocation, code.POP_TOP) // nothing to raise
	c.op(noLocation, code.POP_BLOCK)
	c.op(noLocation, code.POP_EXCEPT)
	c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
	c.use(reraise)
	c.op(noLocation, code.POP_BLOCK)
	c.opI(noLocation, code.SWAP, 2)
	c.op(noLocation, code.POP_EXCEPT)
	c.opI(noLocation, code.RERAISE, 0)
	c.use(cleanup)
	c.popExceptAndReraise(noLocation)
}
