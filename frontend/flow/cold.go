// This file moves exception handlers behind the rest.

package flow

import "adder/frontend/code"

func (g *graph) markWarm() {
	todo := g.clearVisited()
	visit := func(b *block) {
		if !b.visited {
			b.visited = true
			todo = append(todo, b)
		}
	}
	visit(g.entry)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		b.warm = true
		if b.next != nil && b.fallsThrough() {
			visit(b.next)
		}
		for i := range b.instrs {
			if in := &b.instrs[i]; isJump(in.op) {
				visit(in.target)
			}
		}
	}
	g.todo = todo
}

func (g *graph) markCold() {
	g.markWarm()
	todo := g.clearVisited()
	for b := g.entry; b != nil; b = b.next {
		if b.handler {
			b.visited = true
			todo = append(todo, b)
		}
	}
	visit := func(b *block) {
		if !b.warm && !b.visited {
			b.visited = true
			todo = append(todo, b)
		}
	}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		b.cold = true
		if b.next != nil && b.fallsThrough() {
			visit(b.next)
		}
		for i := range b.instrs {
			if in := &b.instrs[i]; isJump(in.op) {
				visit(in.target)
			}
		}
	}
	g.todo = todo
}

// pushColdToEnd moves cold blocks to the end, in their order.
func (g *graph) pushColdToEnd() {
	if g.entry.next == nil {
		return
	}
	g.markCold()
	label := g.maxLabel() + 1
	// A cold block that falls into a warm one jumps instead.
	for b := g.entry; b != nil; b = b.next {
		if !b.cold || !b.fallsThrough() || b.next == nil || !b.next.warm {
			continue
		}
		if b.next.label < 0 {
			b.next.label = label
			label++
		}
		jump := g.newBlock()
		jump.add(code.JUMP_NO_INTERRUPT, 0, NoLocation)
		jump.instrs[0].target = b.next
		jump.cold = true
		jump.predecessors = 1
		jump.next = b.next
		b.next = jump
	}
	var cold, coldTail *block
	tail := g.entry
	for b := g.entry.next; b != nil; {
		next := b.next
		b.next = nil
		if b.cold {
			if cold == nil {
				cold = b
			} else {
				coldTail.next = b
			}
			coldTail = b
		} else {
			tail.next = b
			tail = b
		}
		b = next
	}
	tail.next = cold
	if cold != nil {
		g.removeNopsAndJumps()
	}
}
