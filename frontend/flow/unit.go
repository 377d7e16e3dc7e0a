// This file is the door of the package: a unit goes in, its code object comes out.

package flow

import "adder/frontend/code"

// Unit is what Assemble needs.
type Unit struct {
	Name, QualName, Filename                  string
	ArgCount, PosOnlyArgCount, KwOnlyArgCount int // ArgCount without the positional-only ones
	Flags                                     code.Flags
	FirstLine                                 int
	Params                                    int // all parameters, *args and **kwargs included

	Seq      *Sequence
	Consts   *code.ConstTable
	Names    []string
	VarNames []string
	CellVars []string
	FreeVars []string
	Scratch  *Scratch // may be nil
	// FastHidden holds the variables that are or were locals of an inlined comprehension only.
	FastHidden map[string]bool
}

// Scratch is memory that Assemble uses again for the next unit: half of what it would
// allocate otherwise. Not for two units at once.
type Scratch struct {
	storage []instr
	blocks  []block
	targets []bool
	byIndex []*block
	list    []asm
	todo    []*block
}

// take returns a slice of n zero elements, from buf if that is large enough.
func take[T any](buf *[]T, n int) []T {
	if cap(*buf) < n {
		*buf = make([]T, n+n/2)
	}
	s := (*buf)[:n]
	clear(s)
	return s
}

// Assemble optimises the unit's code and makes the code object.
func Assemble(u *Unit) *code.Code {
	if u.Scratch == nil {
		u.Scratch = new(Scratch)
	}
	g := &graph{unit: u, todo: u.Scratch.todo}
	g.build(u.Seq)
	g.labelHandlers()
	g.optimize()
	consts := g.removeUnusedConsts()
	g.checkLocals()
	g.superInstructions()
	g.pushColdToEnd()
	g.resolveLines()

	g.convertConditional()
	depth := g.stackDepth()
	fixed := g.cellOffsets()
	g.insertPrefix(fixed)
	g.fixCellOffsets(fixed)
	g.convertPseudo()
	g.normalizeJumps()
	g.borrowLoads()

	co := &code.Code{
		Name: u.Name, QualName: u.QualName, Filename: u.Filename,
		ArgCount: u.ArgCount + u.PosOnlyArgCount, PosOnlyArgCount: u.PosOnlyArgCount,
		KwOnlyArgCount: u.KwOnlyArgCount, StackSize: max(depth, 1), Flags: u.Flags, FirstLine: u.FirstLine,
		Consts: consts, Names: u.Names, Verified: true,
	}
	co.LocalsPlusNames, co.LocalsPlusKinds = u.localsPlus()
	g.assemble(co)
	u.Scratch.todo = g.todo
	return co
}
