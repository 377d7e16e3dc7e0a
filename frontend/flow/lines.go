// This file gives instructions without a location one where line events need it (PEP 626).

package flow

func (b *block) hasNoLine() bool {
	for i := range b.instrs {
		if b.instrs[i].loc.Line >= 0 {
			return false
		}
	}
	return true
}

// leavesWithoutLine reports whether b exits or may switch threads, with no line at all.
func (b *block) leavesWithoutLine() bool {
	leaves := b.exitsScope()
	for i := 0; !leaves && i < len(b.instrs); i++ {
		leaves = evalBreak(b.instrs[i].op)
	}
	return leaves && b.hasNoLine()
}

func (g *graph) resolveLines() {
	g.duplicateExits()
	g.propagateLines()
}

// duplicateExits copies exits without a line for each jump to them, so that each can take
// the line of the jump.
func (g *graph) duplicateExits() {
	label := g.maxLabel() + 1
	for b := g.entry; b != nil; b = b.next {
		last := b.last()
		if last == nil || !isJump(last.op) {
			continue
		}
		target := nonEmpty(last.target)
		if target == nil || target.predecessors <= 1 || !target.leavesWithoutLine() {
			continue
		}
		dup := g.newBlock()
		dup.instrs = append([]instr(nil), target.instrs...)
		dup.instrs[0].loc = last.loc
		last.target = dup
		target.predecessors--
		dup.predecessors = 1
		dup.label = label
		label++
		dup.next = target.next
		target.next = dup
	}
	for b := g.entry; b != nil; b = b.next {
		if b.fallsThrough() && b.next != nil && len(b.instrs) > 0 && b.next.leavesWithoutLine() {
			b.next.instrs[0].loc = b.last().loc
		}
	}
}

// propagateLines copies locations forward inside blocks and to sole successors.
func (g *graph) propagateLines() {
	inherit := func(b *block, loc Location) {
		if b.predecessors == 1 && len(b.instrs) > 0 && b.instrs[0].loc.Line == NoLocation.Line {
			b.instrs[0].loc = loc
		}
	}
	for b := g.entry; b != nil; b = b.next {
		last := b.last()
		if last == nil {
			continue
		}
		prev := NoLocation
		for i := range b.instrs {
			if in := &b.instrs[i]; in.loc.Line == NoLocation.Line {
				in.loc = prev
			} else {
				prev = in.loc
			}
		}
		if b.fallsThrough() && b.next != nil {
			inherit(b.next, prev)
		}
		if isJump(last.op) {
			inherit(last.target, prev)
		}
	}
}
