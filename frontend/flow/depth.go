// This file computes stack depths, replaces pseudo-instructions and normalises jumps.

package flow

import "adder/frontend/code"

// convertConditional replaces JUMP_IF_FALSE and JUMP_IF_TRUE.
func (g *graph) convertConditional() {
	for b := g.entry; b != nil; b = b.next {
		last := b.last()
		if last == nil || last.op != code.JUMP_IF_FALSE && last.op != code.JUMP_IF_TRUE {
			continue
		}
		if last.op == code.JUMP_IF_FALSE {
			last.op = code.POP_JUMP_IF_FALSE
		} else {
			last.op = code.POP_JUMP_IF_TRUE
		}
		i, loc, except := len(b.instrs)-1, last.loc, last.except
		b.insert(i, instr{op: code.COPY, arg: 1, loc: loc, except: except})
		b.insert(i+1, instr{op: code.TO_BOOL, loc: loc, except: except})
	}
}

// stackDepth sets startDepth of every block and returns the maximum.
func (g *graph) stackDepth() int {
	const unknown = -1
	todo := g.todo[:0]
	for b := g.entry; b != nil; b = b.next {
		b.startDepth = unknown
	}
	visit := func(b *block, depth int) {
		if b.startDepth == unknown {
			b.startDepth = depth
			todo = append(todo, b)
		}
	}
	visit(g.entry, 0)
	deepest := 0
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		depth := b.startDepth
		for i := range b.instrs {
			in := &b.instrs[i]
			popped, pushed := popPush(in.op, in.arg)
			deepest = max(deepest, depth)
			if hasTarget(in.op) && in.op != code.END_ASYNC_FOR {
				visit(in.target, depth+pushed-popped)
			}
			if !blockPush(in.op) {
				depth += pushed - popped
			}
		}
		if b.next != nil && b.fallsThrough() {
			visit(b.next, depth)
		}
	}
	g.todo = todo
	return deepest
}

func (g *graph) convertPseudo() {
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			switch in := &b.instrs[i]; {
			case blockPush(in.op):
				in.nop()
			case in.op == code.LOAD_CLOSURE:
				in.op = code.LOAD_FAST
			case in.op == code.STORE_FAST_MAYBE_NULL:
				in.op = code.STORE_FAST
			}
		}
	}
	g.removeNopsAndJumps()
}

var reversed = map[code.Op]code.Op{
	code.POP_JUMP_IF_NOT_NONE: code.POP_JUMP_IF_NONE, code.POP_JUMP_IF_NONE: code.POP_JUMP_IF_NOT_NONE,
	code.POP_JUMP_IF_FALSE: code.POP_JUMP_IF_TRUE, code.POP_JUMP_IF_TRUE: code.POP_JUMP_IF_FALSE,
}

// normalizeJumps puts NOT_TAKEN behind conditional jumps and makes those that go backward
// skip over an unconditional one.
func (g *graph) normalizeJumps() {
	g.clearVisited()
	for b := g.entry; b != nil; b = b.next {
		b.visited = true
		last := b.last()
		if last == nil || !conditional(last.op) {
			continue
		}
		loc, target := last.loc, last.target
		if !target.visited {
			b.add(code.NOT_TAKEN, 0, loc)
			continue
		}
		back := g.newBlock()
		back.add(code.NOT_TAKEN, 0, loc)
		back.add(code.JUMP, 0, loc)
		back.last().target = target
		back.startDepth = target.startDepth
		last.op = reversed[last.op]
		last.target = b.next
		back.cold = b.cold
		back.next = b.next
		b.next = back
	}
}
