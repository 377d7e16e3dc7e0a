// This file emits the general copy of a function as a Go function of its own. Go's compiler
// spills less and inlines more in small functions, so the fast copy must not be burdened with it.

package emit

import (
	"fmt"
	"strconv"
	"strings"

	"adder/codegen/gofile"
	"adder/lower/ir"
)

// split is what the two Go functions of one function have to know of each other.
type split struct {
	fast, general []*ir.Block
	// entries are the blocks of the general copy that exits lead to, by number.
	entries map[*ir.Block]int
	order   []*ir.Block
	// free are values of the fast copy that the general one uses as they are.
	free []*ir.Value
	// slots is the largest number of arguments of an entry.
	slots int
}

// splitCopies divides the blocks, nil where there is one copy only.
func (fe *funcEmitter) splitCopies() *split {
	s := &split{entries: map[*ir.Block]int{}}
	for _, b := range fe.f.Blocks {
		if b.General {
			s.general = append(s.general, b)
		} else {
			s.fast = append(s.fast, b)
		}
	}
	if len(s.general) == 0 {
		return nil
	}
	for _, b := range s.fast {
		b.Edges(func(e *ir.Edge) {
			if _, known := s.entries[e.To]; e.To.General && !known {
				s.entries[e.To] = len(s.order)
				s.order = append(s.order, e.To)
				s.slots = max(s.slots, len(fe.usedParams(e.To)))
			}
		})
	}
	for _, b := range s.order {
		for _, p := range fe.usedParams(b) {
			if b.Params[p].Rep != ir.RepValue {
				return nil
			}
		}
	}
	s.free = fe.freeValues(s.general)
	return s
}

// freeValues lists the values of the fast copy that blocks use.
func (fe *funcEmitter) freeValues(blocks []*ir.Block) []*ir.Value {
	var list []*ir.Value
	seen := map[*ir.Value]bool{}
	var note func(v *ir.Value)
	note = func(v *ir.Value) {
		if seen[v] || v.IsConst() || v.Block != nil && v.Block.General {
			return
		}
		seen[v] = true
		if v.Rep == ir.RepVirtual {
			for _, a := range v.Args {
				note(a)
			}
			return
		}
		list = append(list, v)
	}
	for _, b := range blocks {
		for _, v := range b.Body {
			v.Uses(note)
		}
	}
	return list
}

// usedParams are the parameters of a block that somebody reads.
func (fe *funcEmitter) usedParams(b *ir.Block) []int {
	var list []int
	for i, p := range b.Params {
		if fe.uses[p.ID] > 0 {
			list = append(list, i)
		}
	}
	return list
}

// emitCopies writes the function and its general copy.
func (fe *funcEmitter) emitCopies(s *split) {
	fe.split = s
	fe.out = gofile.NewFunc(fe.comment(), fe.signature())
	fe.prologue("fn", "return py.Value{}, t.RecursionLimitError()", s.fast)
	fe.unpackParams()
	fe.emitBlocks(s.fast)
	fe.epilogue(s.fast, unwind)
	fe.file.Func(fe.out)

	fe.split, fe.fails, fe.landing = nil, false, map[*ir.Block]bool{}
	fe.out = gofile.NewFunc(fmt.Sprintf("e%d is where f%d goes on when a guess was wrong.", fe.f.Index, fe.f.Index), fe.generalSignature(s))
	fe.declareVars(s.general)
	fe.out.Open("switch at {")
	for i, b := range s.order {
		if i+1 < len(s.order) {
			fe.out.Else(fmt.Sprintf("case %d:", i))
		} else {
			fe.out.Else("default:")
		}
		for n, p := range fe.usedParams(b) {
			fe.out.Linef("%s = x%d", fe.ref(b.Params[p]), n)
		}
		fe.out.Goto(blockLabel(b))
	}
	fe.out.Close()
	fe.emitBlocks(s.general)
	fe.epilogue(s.general, unwind)
	fe.file.Func(fe.out)
}

const unwind = "return py.Value{}, abi.Unwind(t, fr, exc)"

// generalSignature has the frame's record, the number of the entry, the values that stay what they
// are, and arguments.
func (fe *funcEmitter) generalSignature(s *split) string {
	params := ""
	for _, v := range s.free {
		params += ", " + fe.ref(v) + " " + goTypes[v.Rep]
	}
	for i := range s.slots {
		params += ", x" + strconv.Itoa(i)
	}
	if s.slots > 0 {
		params += " py.Value"
	}
	return fmt.Sprintf("func e%d(t *py.Thread, fn *py.Function, fr *py.ShadowFrame, at int%s) (py.Value, *py.Exc)", fe.f.Index, params)
}

// leaveFor goes along an edge from the fast copy to the general one.
func (fe *funcEmitter) leaveFor(e *ir.Edge) {
	s := fe.split
	list := make([]string, 0, len(s.free)+s.slots)
	for _, v := range s.free {
		list = append(list, fe.ref(v))
	}
	used := fe.usedParams(e.To)
	for _, p := range used {
		list = append(list, fe.expr(e.Args[p]))
	}
	for range s.slots - len(used) {
		list = append(list, "py.Value{}")
	}
	args := ""
	if len(list) > 0 {
		args = ", " + strings.Join(list, ", ")
	}
	fe.out.Linef("return e%d(t, fn, fr, %d%s)", fe.f.Index, s.entries[e.To], args)
}
