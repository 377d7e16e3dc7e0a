// This file resolves names: which table a name is in and which instruction reads or writes it.

package compile

import (
	"slices"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// indexFrom is the number of names from which a map beats a linear search.
const indexFrom = 10

// nameTable numbers names in the order in which they are added.
type nameTable struct {
	list   []string
	index  map[string]int // nil while the list is short
	offset int            // the number of the first name
}

func (t *nameTable) len() int { return len(t.list) }

// lookup returns the number of name, -1 if absent.
func (t *nameTable) lookup(name string) int {
	if t.index != nil {
		if i, ok := t.index[name]; ok {
			return i + t.offset
		}
		return -1
	}
	for i, n := range t.list {
		if n == name {
			return i + t.offset
		}
	}
	return -1
}

// add returns the number of name, adding it if it is new.
func (t *nameTable) add(name string) int {
	if i := t.lookup(name); i >= 0 {
		return i
	}
	i := len(t.list)
	t.list = append(t.list, name)
	switch {
	case t.index != nil:
		t.index[name] = i
	case len(t.list) >= indexFrom:
		t.index = make(map[string]int, 4*indexFrom)
		for j, n := range t.list {
			t.index[n] = j
		}
	}
	return i + t.offset
}

// addSorted adds the names of e that have the scope or the flag, in order of code points.
func (t *nameTable) addSorted(e *symtable.Entry, scope symtable.Scope, flag symtable.Flags) {
	var names []string
	for _, sym := range e.Symbols.All() {
		if sym.Flags.Scope() == scope || sym.Flags&flag != 0 {
			names = append(names, sym.Name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		t.add(name)
	}
}

// nameOps are the instructions for one way to store variables, by context.
type nameOps [3]code.Op

var (
	fastOps   = nameOps{code.LOAD_FAST, code.STORE_FAST, code.DELETE_FAST}
	derefOps  = nameOps{code.LOAD_DEREF, code.STORE_DEREF, code.DELETE_DEREF}
	globalOps = nameOps{code.LOAD_GLOBAL, code.STORE_GLOBAL, code.DELETE_GLOBAL}
	plainOps  = nameOps{code.LOAD_NAME, code.STORE_NAME, code.DELETE_NAME}
)

// nameOp emits the instructions that load, store or delete a variable.
func (c *compiler) nameOp(loc location, name string, ctx ast.ExprContext) {
	u := c.u
	name = c.mangle(name)
	scope := u.entry.Scope(name)
	switch {
	case scope == symtable.Free:
		c.deref(loc, u.freeVars.add(name), ctx)
	case scope == symtable.Cell:
		c.deref(loc, u.cellVars.add(name), ctx)
	case scope == symtable.Local && (u.entry.FunctionLike() || u.fastHidden[name]):
		c.opI(loc, fastOps[ctx], u.varNames.add(name))
	case scope == symtable.GlobalExplicit || scope == symtable.GlobalImplicit && u.entry.FunctionLike():
		c.global(loc, u.names.add(name), ctx, scope)
	default:
		c.plain(loc, u.names.add(name), ctx)
	}
}

func (c *compiler) deref(loc location, arg int, ctx ast.ExprContext) {
	op := derefOps[ctx]
	if ctx == ast.Load {
		switch e := c.u.entry; {
		case e.Type == symtable.Class && c.u.inInlinedComp == 0:
			op = code.LOAD_FROM_DICT_OR_DEREF
			c.op(loc, code.LOAD_LOCALS)
		case e.SeesClass:
			op = code.LOAD_FROM_DICT_OR_DEREF
			c.loadClassDict(loc)
		}
	}
	c.opI(loc, op, arg)
}

func (c *compiler) global(loc location, arg int, ctx ast.ExprContext, scope symtable.Scope) {
	op := globalOps[ctx]
	if ctx == ast.Load {
		if c.u.entry.SeesClass && scope == symtable.GlobalImplicit {
			op = code.LOAD_FROM_DICT_OR_GLOBALS
			c.loadClassDict(loc)
		} else {
			arg <<= 1
		}
	}
	c.opI(loc, op, arg)
}

func (c *compiler) plain(loc location, arg int, ctx ast.ExprContext) {
	op := plainOps[ctx]
	if ctx == ast.Load && c.u.entry.Type == symtable.Class && c.u.inInlinedComp > 0 {
		op = code.LOAD_GLOBAL
		arg <<= 1
	}
	c.opI(loc, op, arg)
}

func (c *compiler) loadClassDict(loc location) {
	c.opI(loc, code.LOAD_DEREF, c.u.freeVars.add("__classdict__"))
}

// refType returns the scope of a name that a closure captures.
func (c *compiler) refType(name string) symtable.Scope {
	if c.u.scope == scopeClass {
		switch name {
		case "__class__", "__classdict__", "__conditional_annotations__":
			return symtable.Cell
		}
	}
	return c.u.entry.Scope(name)
}

// closureArg returns the number of the cell or free variable that an inner function captures.
// In a class, a method's name may be both free and local: the closure takes the free one.
func (c *compiler) closureArg(name string) int {
	if c.refType(name) == symtable.Cell {
		return c.u.cellVars.lookup(name)
	}
	return c.u.freeVars.lookup(name)
}
