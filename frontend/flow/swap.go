// This file shortens runs of SWAP and replaces SWAPs by reordering instructions.

package flow

import "adder/frontend/code"

// swaptimize replaces the run of SWAPs and NOPs at i by a shortest one with the same effect
// and returns the index of its end.
func (b *block) swaptimize(i int) int {
	run := b.instrs[i:]
	depth := int(run[0].arg)
	n, more := 1, false
	for ; n < len(run); n++ {
		if run[n].op == code.SWAP {
			depth = max(depth, int(run[n].arg))
			more = true
		} else if run[n].op != code.NOP {
			break
		}
	}
	if !more {
		return i
	}
	stack := make([]int, depth)
	for j := range stack {
		stack[j] = j
	}
	for _, in := range run[:n] {
		if in.op == code.SWAP {
			stack[0], stack[in.arg-1] = stack[in.arg-1], stack[0]
		}
	}
	// Each cycle of the permutation is undone by swaps with the top; written backwards, that
	// makes the permutation.
	const visited = -1
	current := n - 1
	for j := range stack {
		if stack[j] == visited || stack[j] == j {
			continue
		}
		for k := j; ; {
			if k != 0 {
				run[current].set(code.SWAP, int32(k+1))
				current--
			}
			if stack[k] == visited {
				break
			}
			next := stack[k]
			stack[k] = visited
			k = next
		}
	}
	for ; current >= 0; current-- {
		run[current].nop()
	}
	return i + n - 1
}

// swappable instructions only use the top of the stack and have no other effect.
func swappable(op code.Op) bool {
	return op == code.STORE_FAST || op == code.STORE_FAST_MAYBE_NULL || op == code.POP_TOP
}

// storesTo returns the local that in stores to, -1 if none.
func storesTo(in *instr) int32 {
	if in.op == code.STORE_FAST || in.op == code.STORE_FAST_MAYBE_NULL {
		return in.arg
	}
	return -1
}

// nextSwappable returns the index of the next swappable instruction behind i, on the given
// line unless that is negative; -1 if another instruction comes first.
func (b *block) nextSwappable(i int, line int32) int {
	for i++; i < len(b.instrs); i++ {
		in := &b.instrs[i]
		if line >= 0 && in.loc.Line != line {
			return -1
		}
		if in.op == code.NOP {
			continue
		}
		if swappable(in.op) {
			return i
		}
		return -1
	}
	return -1
}

// applySwaps replaces SWAPs up to i by swapping the instructions that consume the values.
func (b *block) applySwaps(i int) {
	for ; i >= 0; i-- {
		swap := &b.instrs[i]
		if swap.op != code.SWAP {
			if swap.op == code.NOP || swappable(swap.op) {
				continue
			}
			return
		}
		j := b.nextSwappable(i, -1)
		if j < 0 {
			return
		}
		k, line := j, b.instrs[j].loc.Line
		for count := swap.arg - 1; count > 0; count-- {
			if k = b.nextSwappable(k, line); k < 0 {
				return
			}
		}
		if b.storesClash(j, k) {
			return
		}
		swap.nop()
		b.instrs[j], b.instrs[k] = b.instrs[k], b.instrs[j]
	}
}

// storesClash reports whether swapping instructions j and k changes what a local holds.
func (b *block) storesClash(j, k int) bool {
	storeJ, storeK := storesTo(&b.instrs[j]), storesTo(&b.instrs[k])
	if storeJ < 0 && storeK < 0 {
		return false
	}
	if storeJ == storeK {
		return true
	}
	for i := j + 1; i < k; i++ {
		if s := storesTo(&b.instrs[i]); s >= 0 && (s == storeJ || s == storeK) {
			return true
		}
	}
	return false
}
