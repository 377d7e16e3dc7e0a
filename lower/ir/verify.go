// This file checks the invariants of the IR that passes and the emitter rely on.

package ir

import "fmt"

// Verify returns the first broken invariant of f, nil if all hold. f must be renumbered.
func (f *Func) Verify() error {
	if len(f.Blocks) == 0 {
		return fmt.Errorf("%s: no blocks", f.Name)
	}
	v := &verifier{f: f, defined: make(map[*Value]*Block), dom: f.Dominators()}
	for i, b := range f.Blocks {
		if b.ID != i {
			return v.errorf(b, nil, "block is number %d in the list", i)
		}
		for _, list := range [][]*Value{b.Params, b.Body} {
			for _, x := range list {
				if v.defined[x] != nil {
					return v.errorf(b, x, "defined twice")
				}
				v.defined[x] = b
			}
		}
	}
	for _, b := range f.Blocks {
		if err := v.block(b); err != nil {
			return err
		}
	}
	return nil
}

type verifier struct {
	f       *Func
	defined map[*Value]*Block
	dom     *DomTree
}

func (v *verifier) errorf(b *Block, x *Value, format string, args ...any) error {
	where := v.f.Name + " " + b.name()
	if x != nil {
		where += ": " + x.LongString()
	}
	return fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...))
}

func (v *verifier) block(b *Block) error {
	if b.Term() == nil {
		return v.errorf(b, nil, "no terminator")
	}
	seen := map[*Value]bool{}
	for i, x := range b.Body {
		if err := v.value(b, x, i == len(b.Body)-1, seen); err != nil {
			return err
		}
		seen[x] = true
	}
	return nil
}

func (v *verifier) value(b *Block, x *Value, last bool, seen map[*Value]bool) error {
	info := x.Op.Info()
	switch {
	case x.Block != b:
		return v.errorf(b, x, "thinks it is in another block")
	case info.Name == "" || x.Op == OpInvalid || x.Op == OpParam:
		return v.errorf(b, x, "op does not belong into a body")
	case (info.Flags&Term != 0) != last:
		return v.errorf(b, x, "terminator in the middle, or none at the end")
	case info.NArgs >= 0 && len(x.Args) != info.NArgs:
		return v.errorf(b, x, "has %d arguments, want %d", len(x.Args), info.NArgs)
	case info.Succs >= 0 && len(x.Succs) != info.Succs:
		return v.errorf(b, x, "has %d successors, want %d", len(x.Succs), info.Succs)
	case x.Exc != nil && info.Flags&Raises == 0:
		return v.errorf(b, x, "has an exception edge but cannot raise")
	case x.Exit == nil && info.Flags&Exits != 0:
		return v.errorf(b, x, "has no exit")
	case x.Rep == RepVirtual && info.Rep != RepVirtual:
		return v.errorf(b, x, "is virtual, which its op cannot be")
	}
	var err error
	x.Operands(func(use **Value) {
		u := *use
		def := v.defined[u]
		switch {
		case err != nil:
		case def == nil:
			err = v.errorf(b, x, "uses %s, which no block defines", u.name())
		case def == b && u.Op != OpParam && !seen[u]:
			err = v.errorf(b, x, "uses %s before it is defined", u.name())
		case def != b && !v.dom.Dominates(def, b):
			err = v.errorf(b, x, "uses %s of %s, which does not dominate", u.name(), def.name())
		}
	})
	if err != nil {
		return err
	}
	for _, e := range x.Succs {
		if err := v.edge(b, x, e, 0); err != nil {
			return err
		}
	}
	if x.Exit != nil && x.Exit.To != nil {
		if err := v.edge(b, x, x.Exit, 0); err != nil {
			return err
		}
		if !x.Exit.To.General {
			return v.errorf(b, x, "exits to a block that is not general")
		}
	}
	if x.Exc != nil {
		return v.edge(b, x, x.Exc, 1)
	}
	return nil
}

// edge checks the number and representation of arguments; skip parameters have none.
func (v *verifier) edge(b *Block, x *Value, e *Edge, skip int) error {
	if e.To.ID >= len(v.f.Blocks) || v.f.Blocks[e.To.ID] != e.To {
		return v.errorf(b, x, "edge to a block that is not in the function")
	}
	if e.To.Handler != (skip == 1) {
		return v.errorf(b, x, "ordinary edge to a handler, or exception edge to an ordinary block")
	}
	if len(e.Args) != len(e.To.Params)-skip {
		return v.errorf(b, x, "passes %d arguments to %s, want %d", len(e.Args), e.To.name(), len(e.To.Params)-skip)
	}
	for i, a := range e.Args {
		// Any representation can be made an object on the way.
		if p := e.To.Params[i+skip]; p.Rep != a.Rep && p.Rep != RepValue {
			return v.errorf(b, x, "passes %s as %s to %s of %s", a.name(), a.Rep, p.name(), p.Rep)
		}
	}
	return nil
}
