// This file declares basic blocks and builds the graph of them from a sequence.

package flow

import "adder/frontend/code"

// instr is an instruction in a block.
type instr struct {
	op     code.Op
	arg    int32
	loc    Location
	target *block // of a jump or SETUP_…
	except *block // the handler that covers the instruction, nil if none
}

func (i *instr) set(op code.Op, arg int32) { i.op, i.arg = op, arg }

func (i *instr) nop() { i.op, i.arg = code.NOP, 0 }

// block is a basic block. Blocks are linked in order of layout.
type block struct {
	next   *block
	instrs []instr
	label  int32 // -1 if nothing jumps here
	index  int32 // of the first instruction, when assembling

	handlers     []*block // handler stack at the start, while handlers are labelled
	unsafe       uint64   // locals that may be unbound at the start
	predecessors int
	startDepth   int

	preserveLasti bool // a handler that gets the position of the instruction
	visited       bool
	handler       bool // an exception handler starts here
	cold, warm    bool
}

func (b *block) last() *instr {
	if n := len(b.instrs); n > 0 {
		return &b.instrs[n-1]
	}
	return nil
}

// add appends an instruction. Its handler is that of an instruction that passes have removed
// from this place, if any: CPython reuses the slot of its array without clearing that
// field, and the exception table shows it. So no pass may cut off or clear the space behind
// the instructions of a block.
func (b *block) add(op code.Op, arg int32, loc Location) {
	var except *block
	if n := len(b.instrs); n < cap(b.instrs) {
		except = b.instrs[:n+1][n].except
	}
	b.instrs = append(b.instrs, instr{op: op, arg: arg, loc: loc, except: except})
}

func (b *block) insert(pos int, in instr) {
	b.instrs = append(b.instrs, instr{})
	copy(b.instrs[pos+1:], b.instrs[pos:])
	b.instrs[pos] = in
}

// fallsThrough reports whether control can go from the end of b to the next block.
func (b *block) fallsThrough() bool {
	last := b.last()
	return last == nil || !scopeExit(last.op) && !unconditional(last.op)
}

func (b *block) exitsScope() bool {
	last := b.last()
	return last != nil && scopeExit(last.op)
}

// nonEmpty returns the first block from b on that has instructions, nil if there is none.
func nonEmpty(b *block) *block {
	for b != nil && len(b.instrs) == 0 {
		b = b.next
	}
	return b
}

// graph is the control-flow graph of a unit.
type graph struct {
	unit  *Unit
	entry *block
	spare []block // blocks allocated in advance
	todo  []*block
}

func (g *graph) newBlock() *block {
	if len(g.spare) == 0 {
		g.spare = make([]block, 16)
	}
	b := &g.spare[0]
	g.spare = g.spare[1:]
	b.label = -1
	return b
}

// clearVisited prepares a traversal and returns an empty stack for it.
func (g *graph) clearVisited() []*block {
	for b := g.entry; b != nil; b = b.next {
		b.visited = false
	}
	return g.todo[:0]
}

// build makes the blocks and resolves labels to them.
func (g *graph) build(s *Sequence) {
	scratch := g.unit.Scratch
	targets := take(&scratch.targets, len(s.instrs)+1)
	jumps := 0
	for _, in := range s.instrs {
		if hasTarget(in.op) {
			targets[s.labels[in.arg]] = true
			jumps++
		}
	}
	blocks := take(&scratch.byIndex, len(targets)) // by the index of the instruction a label stands before
	g.spare = take(&scratch.blocks, 2*jumps+2)
	n := len(s.instrs)
	if s.annotations != nil {
		n += len(s.annotations.instrs)
	}
	storage := take(&scratch.storage, n)[:0]
	g.entry = g.newBlock()
	cur := g.entry
	start := 0 // of cur's instructions in storage
	finish := func() {
		cur.instrs = storage[start:len(storage):len(storage)]
		start = len(storage)
	}
	terminated := func() bool { return len(storage) > start && terminator(storage[len(storage)-1].op) }
	add := func(in seqInstr) {
		if terminated() {
			finish()
			cur.next = g.newBlock()
			cur = cur.next
		}
		storage = append(storage, instr{op: in.op, arg: in.arg, loc: in.loc})
	}
	for i, in := range s.instrs {
		if in.op == code.ANNOTATIONS_PLACEHOLDER {
			if s.annotations != nil {
				for _, a := range s.annotations.instrs {
					add(a)
				}
			}
			continue
		}
		if targets[i] {
			if terminated() || len(storage) > start || cur.label >= 0 {
				finish()
				cur.next = g.newBlock()
				cur = cur.next
			}
			cur.label = int32(i)
			blocks[i] = cur
		}
		add(in)
	}
	finish()
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			if in := &b.instrs[i]; hasTarget(in.op) {
				in.target = blocks[s.labels[in.arg]]
			}
		}
	}
}

func (g *graph) maxLabel() int32 {
	label := int32(-1)
	for b := g.entry; b != nil; b = b.next {
		label = max(label, b.label)
	}
	return label
}
