// This file emits single instructions into the current unit's sequence.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/flow"
)

type (
	location = flow.Location
	label    = flow.Label
)

// Arguments of RESUME.
const (
	resumeAtStart        = 0
	resumeAfterYield     = 1
	resumeAfterYieldFrom = 2
	resumeAfterAwait     = 3
)

var (
	noLocation   = flow.NoLocation
	nextLocation = flow.NextLocation
)

const noLabel = flow.NoLabel

// at returns the location of a node.
func at(p *ast.Pos) location {
	return location{Line: p.Lineno, EndLine: p.EndLineno, Col: p.ColOffset, EndCol: p.EndColOffset}
}

func atExpr(e ast.Expr) location { return at(e.Position()) }

func (c *compiler) op(loc location, op code.Op) { c.u.seq.Add(op, 0, loc) }

func (c *compiler) opI(loc location, op code.Op, arg int) { c.u.seq.Add(op, int32(arg), loc) }

func (c *compiler) jump(loc location, op code.Op, target label) { c.u.seq.Add(op, int32(target), loc) }

func (c *compiler) newLabel() label { return c.u.seq.NewLabel() }

func (c *compiler) use(l label) { c.u.seq.UseLabel(l) }

// loadConst emits the load of a constant.
func (c *compiler) loadConst(loc location, v code.Const) {
	c.opI(loc, code.LOAD_CONST, c.u.consts.Add(v))
}

func (c *compiler) loadNone(loc location) { c.loadConst(loc, code.None{}) }

// opName emits an instruction whose argument is the number of an attribute or global name.
func (c *compiler) opName(loc location, op code.Op, name string) {
	arg := c.u.names.add(c.mangle(name))
	if op == code.LOAD_ATTR {
		arg <<= 1
	}
	c.opI(loc, op, arg)
}

const dunderConditional = "__conditional_annotations__"

// loadMethod emits the load of an attribute that is going to be called.
func (c *compiler) loadMethod(loc location, name string) {
	c.opI(loc, code.LOAD_ATTR, c.u.names.add(c.mangle(name))<<1|1)
}

// yieldFrom emits the loop that delegates to the iterator or awaitable on the stack.
func (c *compiler) yieldFrom(loc location, resume int) label {
	send, fail, exit := c.newLabel(), c.newLabel(), c.newLabel()
	c.use(send)
	c.jump(loc, code.SEND, exit)
	// A virtual try: YIELD_VALUE raises only if the generator is closed or thrown into.
	c.jump(loc, code.SETUP_FINALLY, fail)
	c.opI(loc, code.YIELD_VALUE, 1)
	c.op(noLocation, code.POP_BLOCK)
	c.opI(loc, code.RESUME, resume)
	c.jump(loc, code.JUMP_NO_INTERRUPT, send)
	c.use(fail)
	c.op(loc, code.CLEANUP_THROW)
	c.use(exit)
	c.op(loc, code.END_SEND)
	return send
}

// await emits an await of what is on the stack; kind is the argument of GET_AWAITABLE.
func (c *compiler) await(loc location, kind int) {
	c.opI(loc, code.GET_AWAITABLE, kind)
	c.loadNone(loc)
	c.yieldFrom(loc, resumeAfterAwait)
}

// popExceptAndReraise expects [exc_info, lasti, exc] and raises exc again.
func (c *compiler) popExceptAndReraise(loc location) {
	c.opI(loc, code.COPY, 3)
	c.op(loc, code.POP_EXCEPT)
	c.opI(loc, code.RERAISE, 1)
}

// callExitWithNones calls the __exit__ on the stack for a block that ended normally.
func (c *compiler) callExitWithNones(loc location) {
	c.loadNone(loc)
	c.loadNone(loc)
	c.loadNone(loc)
	c.opI(loc, code.CALL, 3)
}
