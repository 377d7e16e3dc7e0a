// This file keeps track of the blocks that break, continue and return must unwind.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

// maxBlocks is the depth of nesting that CPython allows.
const maxBlocks = 21

// blockKind is the kind of a frameBlock.
type blockKind uint8

const (
	blockWhile blockKind = iota
	blockFor
	blockAsyncFor
	blockTryExcept
	blockFinallyTry
	blockFinallyEnd
	blockWith
	blockAsyncWith
	blockHandlerCleanup
	blockPopValue
	blockExceptionHandler
	blockExceptionGroupHandler
	blockAsyncComprehension
	blockStopIteration
)

// frameBlock is a construct that keeps something on the stack or guards its body.
type frameBlock struct {
	kind  blockKind
	start label // where continue goes
	exit  label // where break goes
	loc   location
	final []ast.Stmt // of blockFinallyTry: the statements to run
	name  string     // of blockHandlerCleanup: the variable to delete, or empty
}

func (c *compiler) push(loc location, b frameBlock) {
	if len(c.u.blocks) >= maxBlocks {
		c.fail(loc, "too many statically nested blocks")
	}
	b.loc = loc
	c.u.blocks = append(c.u.blocks, b)
	if b.kind == blockFinallyEnd {
		c.quiet++
	}
}

func (c *compiler) pop() {
	n := len(c.u.blocks) - 1
	if c.u.blocks[n].kind == blockFinallyEnd {
		c.quiet--
	}
	c.u.blocks = c.u.blocks[:n]
}

// unwind emits what leaving b takes and returns the location for what follows. If keepTop,
// the value on top of the stack is kept.
func (c *compiler) unwind(loc location, b *frameBlock, keepTop bool) location {
	swapIfKept := func() {
		if keepTop {
			c.opI(loc, code.SWAP, 2)
		}
	}
	switch b.kind {
	case blockFor, blockAsyncFor, blockPopValue:
		swapIfKept()
		c.op(loc, code.POP_TOP)
	case blockTryExcept:
		c.op(loc, code.POP_BLOCK)
	case blockFinallyTry:
		c.op(loc, code.POP_BLOCK)
		if keepTop {
			c.push(loc, frameBlock{kind: blockPopValue, start: noLabel, exit: noLabel})
		}
		c.stmts(b.final)
		if keepTop {
			c.pop()
		}
		return noLocation // the finally block seems to run after the statement that leaves
	case blockFinallyEnd:
		swapIfKept()
		c.op(loc, code.POP_TOP) // the exception
		swapIfKept()
		c.op(loc, code.POP_BLOCK)
		c.op(loc, code.POP_EXCEPT)
	case blockWith, blockAsyncWith:
		return c.unwindWith(b, keepTop)
	case blockHandlerCleanup:
		if b.name != "" {
			c.op(loc, code.POP_BLOCK)
		}
		swapIfKept()
		c.op(loc, code.POP_BLOCK)
		c.op(loc, code.POP_EXCEPT)
		if b.name != "" {
			c.unbind(loc, b.name)
		}
	}
	return loc
}

func (c *compiler) unwindWith(b *frameBlock, keepTop bool) location {
	loc := b.loc
	c.op(loc, code.POP_BLOCK)
	if keepTop {
		c.opI(loc, code.SWAP, 3)
		c.opI(loc, code.SWAP, 2)
	}
	c.callExitWithNones(loc)
	if b.kind == blockAsyncWith {
		c.await(loc, awaitExit)
	}
	c.op(loc, code.POP_TOP)
	return noLocation
}

// unbind sets an exception's variable to None and deletes it.
func (c *compiler) unbind(loc location, name string) {
	c.loadNone(loc)
	c.nameOp(loc, name, ast.Store)
	c.nameOp(loc, name, ast.Del)
}

// unwindAll emits what leaving all blocks takes, or those up to the innermost loop, which it
// returns (nil if there is none).
func (c *compiler) unwindAll(loc location, keepTop, toLoop bool) (location, *frameBlock) {
	n := len(c.u.blocks)
	if n == 0 {
		return loc, nil
	}
	top := c.u.blocks[n-1]
	switch top.kind {
	case blockExceptionGroupHandler:
		c.fail(loc, "'break', 'continue' and 'return' cannot appear in an except* block")
		return loc, nil
	case blockWhile, blockFor, blockAsyncFor:
		if toLoop {
			return loc, &top
		}
	}
	c.pop()
	loc = c.unwind(loc, &top, keepTop)
	loc, loop := c.unwindAll(loc, keepTop, toLoop)
	c.u.blocks = append(c.u.blocks, top)
	if top.kind == blockFinallyEnd {
		c.quiet++
	}
	return loc, loop
}
