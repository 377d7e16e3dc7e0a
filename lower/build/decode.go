// This file decodes bytecode: instructions, handlers, block leaders, and the locals that
// are live before each instruction.

package build

import (
	"fmt"

	"adder/frontend/code"
)

// instr is one instruction with its EXTENDED_ARG prefixes folded in.
type instr struct {
	op     code.Op
	arg    int
	off    int // code units, of the instruction itself
	next   int // offset of the following instruction
	target int // of a jump, else -1
}

// handler is an entry of the exception table, in code units.
type handler struct {
	start, end, target, depth int
	lasti                     bool
}

// bitset is a set of locals.
type bitset []uint64

func newBitset(n int) bitset    { return make(bitset, (n+63)/64) }
func (s bitset) has(i int) bool { return s[i/64]>>(i%64)&1 != 0 }
func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) remove(i int)   { s[i/64] &^= 1 << (i % 64) }
func (s bitset) union(o bitset) (changed bool) {
	for i := range s {
		if n := s[i] | o[i]; n != s[i] {
			s[i], changed = n, true
		}
	}
	return changed
}

// decode fills instrs, index and handlers. Jumps to an EXTENDED_ARG prefix mean the
// instruction behind it, so index maps the prefix's offset there too.
func (b *builder) decode() error {
	b.index = map[int]int{}
	for in := range b.code.Instructions() {
		i := instr{op: in.Op, arg: int(in.Arg), off: in.Offset, next: in.Next, target: -1}
		for o := in.Start; o <= in.Offset; o++ {
			b.index[o] = len(b.instrs)
		}
		b.instrs = append(b.instrs, i)
	}
	if len(b.instrs) == 0 {
		return fmt.Errorf("no instructions")
	}
	for n := range b.instrs {
		in := &b.instrs[n]
		in.target = jumpTarget(in)
		if in.target < 0 {
			continue
		}
		pos, ok := b.index[in.target]
		if !ok {
			return fmt.Errorf("offset %d: jump into the middle of an instruction", in.off*2)
		}
		in.target = b.instrs[pos].off
	}
	entries, err := b.code.ParseExceptionTable()
	if err != nil {
		return err
	}
	for _, e := range entries {
		pos, ok := b.index[e.Target]
		if !ok {
			return fmt.Errorf("exception table: handler at %d is no instruction", e.Target*2)
		}
		b.handlers = append(b.handlers, handler{e.Start, e.End, b.instrs[pos].off, e.Depth, e.Lasti})
	}
	return nil
}

// jumpTarget returns the offset that in may jump to, -1 for none. FOR_ITER skips the
// END_FOR it names, as the interpreter does.
func jumpTarget(in *instr) int {
	switch in.op {
	case code.JUMP_BACKWARD, code.JUMP_BACKWARD_NO_INTERRUPT:
		return in.next - in.arg
	case code.FOR_ITER:
		return in.next + in.arg + 1
	case code.END_ASYNC_FOR:
		return -1 // its argument only tells where the loop began
	}
	if code.Info(in.op).Flags&code.FlagJump != 0 {
		return in.next + in.arg
	}
	return -1
}

// handlerAt returns the handler that covers the instruction at off, nil for none.
func (b *builder) handlerAt(off int) *handler {
	lo, hi := 0, len(b.handlers)
	for lo < hi {
		mid := (lo + hi) / 2
		if b.handlers[mid].end <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(b.handlers) && b.handlers[lo].start <= off {
		return &b.handlers[lo]
	}
	return nil
}

// endsFlow reports whether the instruction after op is reached by a jump only.
func endsFlow(op code.Op) bool {
	switch op {
	case code.RETURN_VALUE, code.RAISE_VARARGS, code.RERAISE, code.JUMP_FORWARD,
		code.JUMP_BACKWARD, code.JUMP_BACKWARD_NO_INTERRUPT:
		return true
	}
	return false
}

// splitsBlock reports whether the instruction after op starts a block: it is the
// fall-through of a branch, or the point where a generator resumes.
func splitsBlock(in *instr) bool {
	return in.target >= 0 || endsFlow(in.op) || in.op == code.YIELD_VALUE || in.op == code.RETURN_GENERATOR
}

// findLeaders marks where blocks start.
func (b *builder) findLeaders() {
	b.leaders = map[int]bool{0: true}
	for i := range b.instrs {
		in := &b.instrs[i]
		if in.target >= 0 {
			b.leaders[in.target] = true
		}
		if splitsBlock(in) && i+1 < len(b.instrs) {
			b.leaders[b.instrs[i+1].off] = true
		}
	}
	for _, h := range b.handlers {
		b.leaders[h.target] = true
	}
}

// localUse tells which locals an instruction reads, then which it writes; -1 for none.
func localUse(in *instr) (read [2]int, written [2]int) {
	read, written = [2]int{-1, -1}, [2]int{-1, -1}
	hi, lo := in.arg>>4, in.arg&15
	switch in.op {
	case code.LOAD_FAST, code.LOAD_FAST_BORROW, code.LOAD_FAST_CHECK, code.LOAD_DEREF, code.STORE_DEREF,
		code.DELETE_DEREF, code.LOAD_FROM_DICT_OR_DEREF:
		read[0] = in.arg
	case code.LOAD_FAST_LOAD_FAST, code.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		read = [2]int{hi, lo}
	case code.LOAD_FAST_AND_CLEAR, code.DELETE_FAST, code.MAKE_CELL:
		read[0], written[0] = in.arg, in.arg
	case code.STORE_FAST:
		written[0] = in.arg
	case code.STORE_FAST_STORE_FAST:
		written = [2]int{hi, lo}
	}
	return read, written
}

// computeLiveness fills liveIn by iterating backwards to a fixed point. What a handler
// needs is live throughout the range that it covers.
func (b *builder) computeLiveness() {
	n := len(b.code.LocalsPlusNames)
	b.liveIn = make([]bitset, len(b.instrs)+1)
	for i := range b.liveIn {
		b.liveIn[i] = newBitset(n)
	}
	live := newBitset(n)
	for changed := true; changed; {
		changed = false
		for i := len(b.instrs) - 1; i >= 0; i-- {
			in := &b.instrs[i]
			clear(live)
			if !endsFlow(in.op) {
				live.union(b.liveIn[i+1])
			}
			if in.target >= 0 {
				live.union(b.liveIn[b.index[in.target]])
			}
			b.throughInstr(in, live)
			if h := b.handlerAt(in.off); h != nil {
				live.union(b.liveIn[b.index[h.target]])
			}
			if b.liveIn[i].union(live) {
				changed = true
			}
		}
	}
}

// throughInstr turns the locals live after in to those live before it.
func (b *builder) throughInstr(in *instr, live bitset) {
	if in.op == code.STORE_FAST_LOAD_FAST {
		live.add(in.arg & 15) // the load comes second, so first going backwards
		live.remove(in.arg >> 4)
		return
	}
	read, written := localUse(in)
	for _, w := range written {
		if w >= 0 {
			live.remove(w)
		}
	}
	for _, r := range read {
		if r >= 0 {
			live.add(r)
		}
	}
	if in.op == code.COPY_FREE_VARS {
		for i := len(b.code.LocalsPlusNames) - in.arg; i < len(b.code.LocalsPlusNames); i++ {
			live.remove(i)
		}
	}
}
