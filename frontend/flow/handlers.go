// This file finds the exception handler of every instruction.

package flow

import (
	"slices"

	"adder/frontend/code"
)

// resumeDepth1 marks a RESUME behind a yield that no try of the unit's own covers.
const resumeDepth1 = 4

// labelHandlers follows SETUP_… and POP_BLOCK through the graph.
func (g *graph) labelHandlers() {
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			if in := &b.instrs[i]; blockPush(in.op) {
				in.target.handler = true
			}
		}
	}
	todo := g.clearVisited()
	visit := func(b *block, stack []*block) {
		if !b.visited {
			b.visited = true
			b.handlers = stack
			todo = append(todo, b)
		}
	}
	visit(g.entry, []*block{nil})
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		// Stacks are never changed in place: blocks share them.
		stack := b.handlers
		b.handlers = nil
		lastYield := -1
		for i := range b.instrs {
			in := &b.instrs[i]
			switch {
			case blockPush(in.op):
				visit(in.target, stack)
				if in.op != code.SETUP_FINALLY {
					in.target.preserveLasti = true
				}
				stack = append(slices.Clip(stack), in.target)
				continue
			case in.op == code.POP_BLOCK:
				stack = stack[:len(stack)-1]
				in.nop()
				continue
			}
			in.except = stack[len(stack)-1]
			switch {
			case isJump(in.op):
				visit(in.target, stack)
			case in.op == code.YIELD_VALUE:
				lastYield = len(stack) - 1
			case in.op == code.RESUME && in.arg != 0:
				if lastYield == 1 {
					in.arg |= resumeDepth1
				}
				lastYield = -1
			}
		}
		if b.fallsThrough() && b.next != nil {
			visit(b.next, stack)
		}
	}
	g.todo = todo
}
