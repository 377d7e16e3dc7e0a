// This file lays out localsplus: locals, then cells that are no parameters, then free variables.

package flow

import (
	"slices"

	"adder/frontend/code"
)

const isGenerator = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR

// cellOffsets returns for every cell and free variable its slot: that of the local with the
// same name, or one behind the locals.
func (g *graph) cellOffsets() []int {
	u := g.unit
	fixed := make([]int, len(u.CellVars)+len(u.FreeVars))
	for i := range fixed {
		fixed[i] = len(u.VarNames) + i
	}
	for i, name := range u.CellVars {
		if j := slices.Index(u.VarNames, name); j >= 0 {
			fixed[i] = j
		}
	}
	return fixed
}

// insertPrefix puts the instructions that start a generator and make or copy cells before
// the unit's code.
func (g *graph) insertPrefix(fixed []int) {
	u := g.unit
	var prefix []instr
	if n := len(u.FreeVars); n > 0 {
		prefix = append(prefix, instr{op: code.COPY_FREE_VARS, arg: int32(n), loc: NoLocation})
	}
	cells := make([]int, len(u.CellVars))
	for i := range cells {
		cells[i] = i
	}
	slices.SortFunc(cells, func(a, b int) int { return fixed[a] - fixed[b] })
	for _, i := range cells {
		prefix = append(prefix, instr{op: code.MAKE_CELL, arg: int32(i), loc: NoLocation})
	}
	if u.Flags&isGenerator != 0 {
		loc := Location{int32(u.FirstLine), int32(u.FirstLine), -1, -1}
		prefix = append(prefix, instr{op: code.RETURN_GENERATOR, loc: loc}, instr{op: code.POP_TOP, loc: loc})
	}
	for i, in := range prefix {
		g.entry.insert(i, in)
	}
}

// fixCellOffsets replaces numbers of cells and free variables by their slots.
func (g *graph) fixCellOffsets(fixed []int) {
	if len(fixed) == 0 {
		return
	}
	dropped := 0
	for i := range fixed {
		if fixed[i] == i+len(g.unit.VarNames) {
			fixed[i] -= dropped
		} else {
			dropped++
		}
	}
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			switch in := &b.instrs[i]; in.op {
			case code.MAKE_CELL, code.LOAD_CLOSURE, code.LOAD_DEREF, code.STORE_DEREF, code.DELETE_DEREF,
				code.LOAD_FROM_DICT_OR_DEREF:
				in.arg = int32(fixed[in.arg])
			}
		}
	}
}

// localsPlus returns the names and kinds of all slots.
func (u *Unit) localsPlus() (names []string, kinds []code.LocalKind) {
	n := len(u.VarNames) + len(u.CellVars) + len(u.FreeVars)
	names, kinds = make([]string, 0, n), make([]code.LocalKind, 0, n)
	for i, name := range u.VarNames {
		kind := code.CO_FAST_LOCAL | u.argKind(i)
		if _, ok := u.FastHidden[name]; ok {
			kind |= code.CO_FAST_HIDDEN
		}
		if slices.Contains(u.CellVars, name) {
			kind |= code.CO_FAST_CELL
		}
		names, kinds = append(names, name), append(kinds, kind)
	}
	for _, name := range u.CellVars {
		if !slices.Contains(u.VarNames, name) {
			names, kinds = append(names, name), append(kinds, code.CO_FAST_CELL)
		}
	}
	for _, name := range u.FreeVars {
		names, kinds = append(names, name), append(kinds, code.CO_FAST_FREE)
	}
	return names, kinds
}

// argKind returns the kind of parameter i, 0 if it is none.
func (u *Unit) argKind(i int) code.LocalKind {
	flag := func(f code.Flags) int {
		if u.Flags&f != 0 {
			return 1
		}
		return 0
	}
	for _, k := range [...]struct {
		count int
		kind  code.LocalKind
	}{
		{u.PosOnlyArgCount, code.CO_FAST_ARG_POS},
		{u.ArgCount, code.CO_FAST_ARG_POS | code.CO_FAST_ARG_KW},
		{u.KwOnlyArgCount, code.CO_FAST_ARG_KW},
		{flag(code.CO_VARARGS), code.CO_FAST_ARG_VAR | code.CO_FAST_ARG_POS},
		{flag(code.CO_VARKEYWORDS), code.CO_FAST_ARG_VAR | code.CO_FAST_ARG_KW},
	} {
		if i < k.count {
			return k.kind
		}
		i -= k.count
	}
	return 0
}
