// This file makes the fast copy leavable: it records exits, and fills the general copy from
// the offsets at which exits arrive.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
)

// maxSpeculated is the number of instructions up to which a function gets two copies; Go's
// compiler is superlinear in the size of a function.
const maxSpeculated = 3000

// speculates reports whether the function gets a fast copy. One that shows its variables to
// others keeps them where everybody can see and change them.
func (b *builder) speculates() bool {
	return b.opts.Speculate && !b.spill && b.code.Flags&code.CO_OPTIMIZED != 0 && len(b.instrs) <= maxSpeculated
}

// exitAt returns an open exit to offset off with the present state, nil where there can be none.
func (b *builder) exitAt(off int) *ir.Edge {
	if !b.speculating || b.general || b.entersHandler(off) {
		return nil
	}
	e := &ir.Edge{Off: off}
	live := b.liveIn[b.index[off]]
	for i := range b.code.LocalsPlusNames {
		if live.has(i) {
			e.Args = append(e.Args, b.local(i))
		}
	}
	e.Args = append(e.Args, b.stack...)
	return e
}

// exitBefore is exitAt the instruction itself, whose operands have been popped.
func (b *builder) exitBefore(in *instr, popped []*ir.Value) *ir.Edge {
	exit := b.exitAt(in.off)
	if exit != nil {
		exit.Args = append(exit.Args, popped...)
	}
	return exit
}

func (b *builder) entersHandler(off int) bool {
	for i := range b.handlers {
		if b.handlers[i].target == off {
			return true
		}
	}
	return false
}

// guess marks v, which lies on the stack, as a value whose type may be guessed; in must be
// about to end. The marked value takes its place.
func (b *builder) guess(in *instr, depth int) {
	switch b.instrs[b.index[in.next]].op {
	case code.POP_TOP, code.GET_ITER:
		return // it is no number that somebody wants
	}
	exit := b.exitAt(in.next)
	if exit == nil {
		return
	}
	n := len(b.stack) - depth
	v := b.fn.Emit(b.cur, ir.OpGuess, b.at.off, b.stack[n])
	v.Exit = exit
	b.stack[n] = v
}

// guessParams marks the parameters at the start of the function.
func (b *builder) guessParams(in *instr) {
	for i := range b.numParams() {
		if p := b.locals[i]; p != nil && p.Op == ir.OpParam && b.liveIn[b.index[in.next]].has(i) {
			if exit := b.exitAt(in.next); exit != nil {
				v := b.fn.Emit(b.cur, ir.OpGuess, b.at.off, p)
				v.Exit = exit
				b.locals[i] = v
			}
		}
	}
}

// finish fills the general copy from the exits that are left.
func (b *builder) finish() error {
	b.general = true
	b.consts = map[any]*ir.Value{} // passes may have dropped those of the fast copy
	b.entries = map[int]bool{}
	exits := b.openExits()
	for _, e := range exits {
		b.entries[e.Off] = true
	}
	for _, e := range exits {
		depth := len(e.Args) - b.liveCount(e.Off)
		e.To = b.blockAt(e.Off, depth, nil).ir
	}
	return b.drain()
}

func (b *builder) openExits() []*ir.Edge {
	var exits []*ir.Edge
	for _, blk := range b.fn.Blocks {
		for _, v := range blk.Body {
			if v.Exit != nil && v.Exit.To == nil {
				exits = append(exits, v.Exit)
			}
		}
	}
	return exits
}

func (b *builder) liveCount(off int) int {
	n := 0
	live := b.liveIn[b.index[off]]
	for i := range b.code.LocalsPlusNames {
		if live.has(i) {
			n++
		}
	}
	return n
}

// The reasons for which a function has no fast copy.
const (
	NotAsked       = "compact"         // Options.Speculate is off
	RunsOnce       = "body"            // it is the body of a module or class
	ShowsVariables = "shows-variables" // its frame escapes: others may look at its variables and change them
	TooLarge       = "too-large"
)

// WhyGeneral says why the function has no fast copy, "" if it has one.
func (t *Translation) WhyGeneral() string {
	switch b := t.b; {
	case b.code.Flags&code.CO_OPTIMIZED == 0:
		return RunsOnce
	case !b.opts.Speculate:
		return NotAsked
	case b.spill:
		return ShowsVariables
	case len(b.instrs) > maxSpeculated:
		return TooLarge
	}
	return ""
}
