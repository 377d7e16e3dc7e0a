// This file declares what the compiler keeps for each code object in the making.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/flow"
	"adder/frontend/symtable"
)

// scopeType is the kind of unit.
type scopeType uint8

const (
	scopeModule scopeType = iota
	scopeClass
	scopeFunction
	scopeAsyncFunction
	scopeLambda
	scopeComprehension
	scopeAnnotations // also those of type parameters, bounds and aliases
)

// unit is a code object in the making.
type unit struct {
	entry    *symtable.Entry
	scope    scopeType
	private  string // the class whose private names are mangled
	name     string
	qualname string

	argCount, posOnlyArgCount, kwOnlyArgCount int
	firstLine                                 int

	seq     *flow.Sequence
	stashed *flow.Sequence // the unit's own sequence while seq is that of its annotations

	consts   code.ConstTable
	names    nameTable
	varNames nameTable
	cellVars nameTable
	freeVars nameTable // numbered behind cellVars
	// fastHidden holds the names of a module or class that are, or were (false), fast locals
	// of an inlined comprehension.
	fastHidden map[string]bool

	staticAttributes map[string]bool // of a class: attributes assigned through self
	deferred         []deferredAnnotation
	nextConditional  int // number of the next annotation that may not be executed

	blocks        []frameBlock
	inInlinedComp int
	inConditional int
}

// deferredAnnotation is an annotation to be evaluated by __annotate__.
type deferredAnnotation struct {
	stmt  *ast.AnnAssign
	index int // its number in __conditional_annotations__, -1 if it is always executed
}

// counts are the numbers of parameters of a unit.
type counts struct{ args, posOnly, kwOnly int }

func countArgs(a *ast.Arguments) counts {
	return counts{len(a.Args), len(a.PosOnlyArgs), len(a.KwOnlyArgs)}
}

// enterScope starts a unit and emits its first instruction.
func (c *compiler) enterScope(name string, scope scopeType, entry *symtable.Entry, line int, private string, n counts) {
	u := &unit{entry: entry, scope: scope, name: name, firstLine: line,
		argCount: n.args, posOnlyArgCount: n.posOnly, kwOnlyArgCount: n.kwOnly, seq: c.newSequence()}
	for _, v := range entry.VarNames {
		u.varNames.add(v)
	}
	u.cellVars.addSorted(entry, symtable.Cell, symtable.DefCompCell)
	if entry.NeedsClassClosure {
		u.cellVars.add("__class__")
	}
	if entry.NeedsClassDict {
		u.cellVars.add("__classdict__")
	}
	if entry.HasConditionalAnnotations {
		u.cellVars.add("__conditional_annotations__")
	}
	u.freeVars.offset = u.cellVars.len()
	u.freeVars.addSorted(entry, symtable.Free, symtable.DefFreeClass)
	if scope == scopeClass {
		u.staticAttributes = make(map[string]bool)
	}
	if c.u != nil {
		c.stack = append(c.stack, c.u)
		if private == "" {
			private = c.u.private
		}
	}
	u.private = private
	c.u = u
	pos := location{Line: int32(line), EndLine: int32(line)}
	if scope == scopeModule {
		pos.Line = 0
	} else {
		c.setQualName()
	}
	c.opI(pos, code.RESUME, resumeAtStart)
	if scope == scopeModule {
		c.op(pos, code.ANNOTATIONS_PLACEHOLDER)
	}
}

// exitScope goes back to the unit around the current one.
func (c *compiler) exitScope() {
	c.unused = append(c.unused, c.u.seq)
	c.u = nil
	if n := len(c.stack); n > 0 {
		c.u = c.stack[n-1]
		c.stack = c.stack[:n-1]
	}
}

// newSequence returns an empty sequence, one of a finished unit if there is one.
func (c *compiler) newSequence() *flow.Sequence {
	n := len(c.unused)
	if n == 0 {
		return flow.NewSequence()
	}
	s := c.unused[n-1]
	c.unused = c.unused[:n-1]
	s.Reset()
	return s
}

// setQualName computes the qualified name of the current unit.
func (c *compiler) setQualName() {
	u, n := c.u, len(c.stack)
	u.qualname = u.name
	if n <= 1 {
		return
	}
	parent := c.stack[n-1]
	if parent.scope == scopeAnnotations {
		if n == 2 {
			return // the scope of type parameters, directly in the module
		}
		parent = c.stack[n-2]
	}
	switch u.scope {
	case scopeFunction, scopeAsyncFunction, scopeClass:
		if parent.entry.Scope(symtable.Mangle(parent.private, u.name)) == symtable.GlobalExplicit {
			return
		}
	}
	switch parent.scope {
	case scopeFunction, scopeAsyncFunction, scopeLambda:
		u.qualname = parent.qualname + ".<locals>." + u.name
	default:
		u.qualname = parent.qualname + "." + u.name
	}
}

// mangle returns the name under which the current unit stores name.
func (c *compiler) mangle(name string) string {
	if len(name) < 2 || name[0] != '_' || name[1] != '_' {
		return name
	}
	return c.u.entry.Mangle(c.u.private, name)
}
