// This file removes what has no effect: unreachable blocks, NOPs, jumps to the next block,
// constants that are popped or unused.

package flow

import "adder/frontend/code"

func (g *graph) removeUnreachable() {
	for b := g.entry; b != nil; b = b.next {
		b.predecessors = 0
	}
	todo := g.clearVisited()
	visit := func(b *block) {
		if !b.visited {
			b.visited = true
			todo = append(todo, b)
		}
		b.predecessors++
	}
	visit(g.entry)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if b.next != nil && b.fallsThrough() {
			visit(b.next)
		}
		for i := range b.instrs {
			if in := &b.instrs[i]; hasTarget(in.op) {
				visit(in.target)
			}
		}
	}
	g.todo = todo
	for b := g.entry; b != nil; b = b.next {
		if b.predecessors == 0 {
			b.instrs = b.instrs[:0]
			b.handler = false
		}
	}
}

// removeNops removes the NOPs of b that no line event needs and returns how many.
func (b *block) removeNops() int {
	dest := 0
	prevLine := int32(-1)
	for src := range b.instrs {
		in := &b.instrs[src]
		line := in.loc.Line
		if in.op == code.NOP && b.redundantNop(src, line, prevLine) {
			continue
		}
		if dest != src {
			b.instrs[dest] = *in
		}
		dest++
		prevLine = line
	}
	removed := len(b.instrs) - dest
	b.instrs = b.instrs[:dest]
	return removed
}

func (b *block) redundantNop(i int, line, prevLine int32) bool {
	if line < 0 || line == prevLine {
		return true
	}
	if i < len(b.instrs)-1 {
		next := &b.instrs[i+1]
		if next.loc.Line == line {
			return true
		}
		if next.loc.Line < 0 {
			next.loc = b.instrs[i].loc
			return true
		}
		return false
	}
	next := nonEmpty(b.next)
	if next == nil {
		return false
	}
	nextLine := int32(-1)
	for j := range next.instrs {
		if in := &next.instrs[j]; in.op != code.NOP || in.loc.Line >= 0 {
			nextLine = in.loc.Line
			break
		}
	}
	return line == nextLine
}

func (g *graph) removeNops() int {
	n := 0
	for b := g.entry; b != nil; b = b.next {
		n += b.removeNops()
	}
	return n
}

// removePairs removes NOPs and values that are pushed only to be popped.
func (g *graph) removePairs() {
	for done := false; !done; {
		done = true
		var prev, in *instr
		for b := g.entry; b != nil; b = b.next {
			b.removeNops()
			if b.label >= 0 {
				in = nil
			}
			for i := range b.instrs {
				prev, in = in, &b.instrs[i]
				if in.op != code.POP_TOP || prev == nil {
					continue
				}
				if prev.op == code.LOAD_CONST || prev.op == code.LOAD_SMALL_INT || prev.op == code.COPY && prev.arg == 1 {
					prev.nop()
					in.nop()
					done = false
				}
			}
			if in != nil && isJump(in.op) || !b.fallsThrough() {
				in = nil
			}
		}
	}
}

// removeJumps turns jumps to the block that follows into NOPs and returns how many.
func (g *graph) removeJumps() int {
	n := 0
	for b := g.entry; b != nil; b = b.next {
		last := b.last()
		if last == nil || !unconditional(last.op) {
			continue
		}
		if target := nonEmpty(last.target); target != nil && target == nonEmpty(b.next) {
			last.nop()
			n++
		}
	}
	return n
}

func (g *graph) removeNopsAndJumps() {
	for {
		nops := g.removeNops()
		if nops+g.removeJumps() == 0 {
			return
		}
	}
}

// removeUnusedConsts drops constants that nothing loads. The first one stays: it may be the docstring.
func (g *graph) removeUnusedConsts() []code.Const {
	consts := g.unit.Consts.List
	if len(consts) == 0 {
		return nil
	}
	number := make([]int32, len(consts)) // 0: unused
	number[0] = 1
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			if in := &b.instrs[i]; in.op == code.LOAD_CONST {
				number[in.arg] = 1
			}
		}
	}
	used := make([]code.Const, 0, len(consts))
	for i, c := range consts {
		if number[i] != 0 {
			number[i] = int32(len(used))
			used = append(used, c)
		}
	}
	if len(used) < len(consts) {
		for b := g.entry; b != nil; b = b.next {
			for i := range b.instrs {
				if in := &b.instrs[i]; in.op == code.LOAD_CONST {
					in.arg = number[in.arg]
				}
			}
		}
	}
	return used
}
