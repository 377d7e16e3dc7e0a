// This file follows the paths through a code object.

package code

import (
	"fmt"
	"slices"
)

// generatorFlags are those of code that makes a generator, a coroutine or an asynchronous generator.
const generatorFlags = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR

// loopEnds are the instructions that those lead to which run an iterator.
var loopEnds = map[Op]Op{FOR_ITER: END_FOR, SEND: END_SEND}

// paths follows every path from the start and every handler that an instruction on one has. The kinds
// in slots only grow where paths meet, so that it ends.
func (v *verifier) paths() error {
	v.joins, v.targets = map[int]*state{}, make([]uint8, len(v.instrs))
	for _, in := range v.instrs {
		if offset, ok := in.jump(); ok {
			if err := v.target(offset, jumpTarget); err != nil {
				return err
			}
			if end, ok := loopEnds[in.Op]; ok && v.instrs[v.at[offset]-1].Op != end {
				return v.bad(in, "leads to no %v", end)
			}
		}
	}
	entered := map[int]ExceptionEntry{}
	for _, e := range v.entries {
		if err := v.target(e.Target, handlerTarget); err != nil {
			return err
		}
		if o, ok := entered[e.Target]; ok && (o.Depth != e.Depth || o.Lasti != e.Lasti) {
			return fmt.Errorf("the handler at %d is entered in two ways", 2*e.Target)
		}
		entered[e.Target] = e
	}
	v.start()
	if err := v.walk(0); err != nil {
		return err
	}
	for len(v.todo) > 0 {
		i := v.todo[len(v.todo)-1]
		v.todo = v.todo[:len(v.todo)-1]
		at := v.joins[i]
		v.cur.slots = append(v.cur.slots[:0], at.slots...)
		v.cur.generator = at.generator
		if err := v.walk(i); err != nil {
			return err
		}
	}
	return nil
}

// How an instruction may be reached but by going on from the one before.
const (
	jumpTarget = 1 + iota
	handlerTarget
)

// target notes that paths meet at an offset. A handler is reached by exceptions only.
func (v *verifier) target(offset int, how uint8) error {
	if offset < 0 || offset >= v.units || v.at[offset] == 0 {
		return fmt.Errorf("offset %d is reached, which is no instruction", 2*offset)
	}
	at := &v.targets[v.at[offset]-1]
	if *at != 0 && *at != how {
		return fmt.Errorf("the handler at %d is reached by a jump", 2*offset)
	}
	*at = how
	return nil
}

// start makes the state at the start: parameters are bound.
func (v *verifier) start() {
	c := v.c
	v.cur.slots = make([]kind, len(c.LocalsPlusNames), len(c.LocalsPlusNames)+c.StackSize)
	args := c.ArgCount + c.KwOnlyArgCount + c.Flags.Stars()
	for i := range v.cur.slots {
		if v.cur.slots[i] = null; i < args {
			v.cur.slots[i] = object
		}
	}
}

// walk follows one path from instruction i on until it ends or meets one that was taken.
func (v *verifier) walk(i int) error {
	for first := true; ; first = false {
		if i >= len(v.instrs) {
			return fmt.Errorf("offset %d is reached, which is no instruction", 2*v.units)
		}
		in := v.instrs[i]
		if !first && v.targets[i] == handlerTarget {
			return v.bad(in, "begins a handler and is reached without an exception")
		}
		if v.targets[i] != 0 {
			if more, err := v.meet(i); err != nil || !more && !first {
				return err
			}
		}
		if err := v.step(in); err != nil {
			return err
		}
		if in.Op.ends() {
			return nil
		}
		i++
	}
}

// meet joins the current state with that of instruction i and goes on with the outcome; more says
// that it is to be visited.
func (v *verifier) meet(i int) (more bool, err error) {
	v.cur.copied = false
	at := v.joins[i]
	if at == nil {
		v.joins[i] = &state{slots: slices.Clone(v.cur.slots), generator: v.cur.generator}
		return true, nil
	}
	if len(at.slots) != len(v.cur.slots) {
		return false, v.bad(v.instrs[i], "is reached at stack depths %d and %d", v.depth(at), v.depth(&v.cur))
	}
	if !at.join(&v.cur) {
		return false, nil
	}
	copy(v.cur.slots, at.slots)
	v.cur.generator = at.generator
	return true, nil
}

func (v *verifier) depth(s *state) int { return len(s.slots) - len(v.c.LocalsPlusNames) }

// branch notes that a jump or an exception leads to an offset, with what stands on top of the first
// keep slots.
func (v *verifier) branch(offset int, s *state, keep int, top ...kind) error {
	i := int(v.at[offset] - 1)
	at := v.joins[i]
	if depth := keep + len(top) - len(v.c.LocalsPlusNames); depth > v.c.StackSize {
		return v.bad(v.instrs[i], "is reached at stack depth %d of %d", depth, v.c.StackSize)
	}
	if at == nil {
		slots := append(make([]kind, 0, keep+len(top)), s.slots[:keep]...)
		v.joins[i] = &state{slots: append(slots, top...), generator: s.generator}
		v.todo = append(v.todo, i)
		return nil
	}
	if len(at.slots) != keep+len(top) {
		return v.bad(v.instrs[i], "is reached at stack depths %d and %d", v.depth(at), keep+len(top)-len(v.c.LocalsPlusNames))
	}
	changed := at.join(&state{slots: s.slots[:keep], generator: s.generator})
	for n, k := range top {
		if at.slots[keep+n]|k != at.slots[keep+n] {
			at.slots[keep+n] |= k
			changed = true
		}
	}
	if changed && !slices.Contains(v.todo, i) {
		v.todo = append(v.todo, i)
	}
	return nil
}

// silent are the instructions that raise nothing, whatever handler covers them: around an inlined comprehension
// they save and restore variables that are cells in the handler.
var silent = [256]bool{
	NOP: true, NOT_TAKEN: true, LOAD_FAST: true, LOAD_FAST_BORROW: true, LOAD_FAST_AND_CLEAR: true, LOAD_FAST_LOAD_FAST: true,
	LOAD_FAST_BORROW_LOAD_FAST_BORROW: true, STORE_FAST: true, STORE_FAST_LOAD_FAST: true, STORE_FAST_STORE_FAST: true,
	LOAD_CONST: true, LOAD_SMALL_INT: true, PUSH_NULL: true, COPY: true, SWAP: true, POP_TOP: true, MAKE_CELL: true,
}

// handler notes that the handler that covers an instruction may be reached, if there is one.
func (v *verifier) handler(in Instr) error {
	if silent[in.Op] {
		return nil
	}
	lo, hi := 0, len(v.entries)
	for lo < hi {
		if mid := (lo + hi) / 2; v.entries[mid].End <= in.Offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(v.entries) || v.entries[lo].Start > in.Offset {
		return nil
	}
	e := v.entries[lo]
	depth := v.depth(&v.cur)
	if e.Depth > depth {
		return v.bad(in, "at stack depth %d has a handler at %d", depth, e.Depth)
	}
	keep := len(v.c.LocalsPlusNames) + e.Depth
	if e.Lasti {
		return v.branch(e.Target, &v.cur, keep, lasti, exception)
	}
	return v.branch(e.Target, &v.cur, keep, exception)
}

// step executes an instruction on the current state.
func (v *verifier) step(in Instr) error {
	if err := v.handler(in); err != nil {
		return err
	}
	popped, _ := Effect(in.Op, int(in.Arg))
	if depth := v.depth(&v.cur); popped > depth {
		return v.bad(in, "takes %d values of %d", popped, depth)
	}
	copied := v.cur.copied
	v.cur.copied = false
	if err := v.effect(in); err != nil {
		return err
	}
	if depth := v.depth(&v.cur); depth > v.c.StackSize {
		return v.bad(in, "leaves stack depth %d of %d", depth, v.c.StackSize)
	}
	offset, ok := in.jump()
	if !ok {
		return nil
	}
	if !copied || in.Op != POP_JUMP_IF_NONE && in.Op != POP_JUMP_IF_NOT_NONE {
		return v.branch(offset, &v.cur, len(v.cur.slots))
	}
	// The value tested is still there: it is None on one path only.
	top := &v.cur.slots[len(v.cur.slots)-1]
	was := *top
	jumps, stays := none|object, was&^none
	if in.Op == POP_JUMP_IF_NOT_NONE {
		jumps, stays = was&^none, none|object
	}
	*top = jumps & was
	err := v.branch(offset, &v.cur, len(v.cur.slots))
	*top = stays & was
	return err
}
