// This file marks loads of locals that may be unbound and merges pairs of local accesses.

package flow

import "adder/frontend/code"

// maskedLocals is the number of locals that are followed across blocks.
const maskedLocals = 64

// checkLocals turns LOAD_FAST of a local that may be unbound into LOAD_FAST_CHECK.
func (g *graph) checkLocals() {
	n := len(g.unit.VarNames)
	if n == 0 {
		return
	}
	if n > maskedLocals {
		g.checkManyLocals(n)
		n = maskedLocals
	}
	var start uint64 // locals that are no parameters
	for i := g.unit.Params; i < n; i++ {
		start |= 1 << i
	}
	s := localScan{todo: g.clearVisited()}
	s.push(g.entry, start)
	for b := g.entry; b != nil; b = b.next {
		s.scan(b)
	}
	for len(s.todo) > 0 {
		b := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		b.visited = false
		s.scan(b)
	}
	g.todo = s.todo
}

type localScan struct{ todo []*block }

// push notes that the locals in mask may be unbound at the start of b.
func (s *localScan) push(b *block, mask uint64) {
	if both := b.unsafe | mask; both != b.unsafe {
		b.unsafe = both
		if !b.visited {
			b.visited = true
			s.todo = append(s.todo, b)
		}
	}
}

func (s *localScan) scan(b *block) {
	mask := b.unsafe
	for i := range b.instrs {
		in := &b.instrs[i]
		if in.except != nil {
			s.push(in.except, mask)
		}
		if in.arg >= maskedLocals {
			continue
		}
		bit := uint64(1) << uint(in.arg)
		switch in.op {
		case code.DELETE_FAST, code.LOAD_FAST_AND_CLEAR, code.STORE_FAST_MAYBE_NULL:
			mask |= bit
		case code.STORE_FAST, code.LOAD_FAST_CHECK:
			mask &^= bit
		case code.LOAD_FAST:
			if mask&bit != 0 {
				in.op = code.LOAD_FAST_CHECK
			}
			mask &^= bit
		}
	}
	if b.next != nil && b.fallsThrough() {
		s.push(b.next, mask)
	}
	if last := b.last(); last != nil && isJump(last.op) {
		s.push(last.target, mask)
	}
}

// checkManyLocals handles the locals from maskedLocals on, one block at a time.
func (g *graph) checkManyLocals(n int) {
	bound := make([]int, n-maskedLocals) // the number of the block in which it is bound
	number := 0
	for b := g.entry; b != nil; b = b.next {
		number++
		for i := range b.instrs {
			in := &b.instrs[i]
			arg := int(in.arg) - maskedLocals
			if arg < 0 {
				continue
			}
			switch in.op {
			case code.DELETE_FAST, code.LOAD_FAST_AND_CLEAR, code.STORE_FAST_MAYBE_NULL:
				bound[arg] = number - 1
			case code.STORE_FAST:
				bound[arg] = number
			case code.LOAD_FAST:
				if bound[arg] != number {
					in.op = code.LOAD_FAST_CHECK
				}
				bound[arg] = number
			}
		}
	}
}

// superInstructions merges neighbouring accesses to locals below 16.
func (g *graph) superInstructions() {
	for b := g.entry; b != nil; b = b.next {
		for i := 0; i+1 < len(b.instrs); i++ {
			in, next := &b.instrs[i], &b.instrs[i+1]
			switch {
			case in.op == code.LOAD_FAST && next.op == code.LOAD_FAST:
				merge(in, next, code.LOAD_FAST_LOAD_FAST)
			case in.op == code.STORE_FAST && next.op == code.LOAD_FAST:
				merge(in, next, code.STORE_FAST_LOAD_FAST)
			case in.op == code.STORE_FAST && next.op == code.STORE_FAST:
				merge(in, next, code.STORE_FAST_STORE_FAST)
			}
		}
	}
	g.removeNops()
}

func merge(a, b *instr, op code.Op) {
	if a.loc.Line >= 0 && b.loc.Line >= 0 && a.loc.Line != b.loc.Line || a.arg >= 16 || b.arg >= 16 {
		return
	}
	a.set(op, a.arg<<4|b.arg)
	b.nop()
}
