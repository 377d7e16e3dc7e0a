// This file compiles comprehensions: inlined (PEP 709), or as a function of their own.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// comprehension is any of the four comprehension nodes.
type comprehension struct {
	node       ast.Expr
	pos        ast.Pos
	name       string
	build      code.Op // makes the empty result; 0 for a generator expression
	generators []*ast.Comprehension
	elt, value ast.Expr // value only of a dictionary
}

func (c *compiler) comprehension(e *comprehension) {
	entry := c.table.Block(e.node, symtable.Body)
	loc := at(&e.pos)
	outermost := e.generators[0]
	if entry.Inlined {
		c.outerIter(outermost)
		state := c.enterInlined(loc, entry)
		c.opI(loc, e.build, 0)
		c.opI(loc, code.SWAP, 2)
		c.generator(e, 0, 0, true)
		c.leaveInlined(loc, state)
		return
	}
	c.enterScope(e.name, scopeComprehension, entry, int(e.pos.Lineno), "", counts{args: 1})
	if e.build != 0 {
		c.opI(loc, e.build, 0)
	}
	c.generator(e, 0, 0, false)
	if e.build != 0 {
		c.op(loc, code.RETURN_VALUE)
	} else {
		c.wrapStopIteration()
	}
	co := c.assemble(true)
	c.exitScope()
	c.makeClosure(loc, co, 0)
	c.outerIter(outermost)
	c.opI(loc, code.CALL, 0)
	if entry.Coroutine && e.build != 0 {
		c.await(loc, awaitExpr)
	}
}

// outerIter pushes the iterator of the outermost for, which belongs to the block around.
func (c *compiler) outerIter(g *ast.Comprehension) {
	c.expr(g.Iter)
	c.getIter(g)
}

func (c *compiler) getIter(g *ast.Comprehension) {
	if g.IsAsync != 0 {
		c.op(atExpr(g.Iter), code.GET_AITER)
	} else {
		c.op(atExpr(g.Iter), code.GET_ITER)
	}
}

// generator compiles for number i and all inside it. depth is the number of iterators
// above the result; the iterator of for 0 is on the stack or in the first parameter.
func (c *compiler) generator(e *comprehension, i, depth int, onStack bool) {
	if i == 0 && !onStack {
		c.opI(at(&e.pos), code.LOAD_FAST, 0)
	}
	if e.generators[i].IsAsync != 0 {
		c.asyncGenerator(e, i, depth)
	} else {
		c.syncGenerator(e, i, depth)
	}
}

func (c *compiler) syncGenerator(e *comprehension, i, depth int) {
	g := e.generators[i]
	start, cleanup, anchor := c.newLabel(), c.newLabel(), c.newLabel()
	loop := true
	if i > 0 {
		if single := singleElement(g.Iter); single != nil {
			c.expr(single) // for y in [f(x)]: an assignment
			loop = false
		} else {
			c.outerIter(g)
		}
	}
	if loop {
		depth++
		c.use(start)
		c.jump(atExpr(g.Iter), code.FOR_ITER, anchor)
	}
	c.expr(g.Target)
	loc := c.generatorBody(e, i, depth, cleanup)
	c.use(cleanup)
	if loop {
		c.jump(loc, code.JUMP, start)
		c.use(anchor)
		c.op(noLocation, code.END_FOR)
		c.op(noLocation, code.POP_ITER)
	}
}

// singleElement returns the element of a list or tuple display that has just one.
func singleElement(e ast.Expr) ast.Expr {
	var elts []ast.Expr
	switch e := e.(type) {
	case *ast.List:
		elts = e.Elts
	case *ast.Tuple:
		elts = e.Elts
	}
	if len(elts) == 1 && !hasStar(elts) {
		return elts[0]
	}
	return nil
}

func (c *compiler) asyncGenerator(e *comprehension, i, depth int) {
	g := e.generators[i]
	loc := at(&e.pos)
	start, send, except, cleanup := c.newLabel(), c.newLabel(), c.newLabel(), c.newLabel()
	if i > 0 {
		c.outerIter(g)
	}
	c.use(start)
	c.push(loc, frameBlock{kind: blockAsyncComprehension, start: start, exit: noLabel})
	c.jump(loc, code.SETUP_FINALLY, except)
	c.op(loc, code.GET_ANEXT)
	c.loadNone(loc)
	c.use(send)
	c.yieldFrom(loc, resumeAfterAwait)
	c.op(loc, code.POP_BLOCK)
	c.expr(g.Target)
	eltLoc := c.generatorBody(e, i, depth+1, cleanup)
	c.use(cleanup)
	c.jump(eltLoc, code.JUMP, start)
	c.pop()
	c.use(except)
	c.jump(loc, code.END_ASYNC_FOR, send)
}

// generatorBody compiles the conditions of for i, then the next for or the element, and
// returns the element's location.
func (c *compiler) generatorBody(e *comprehension, i, depth int, cleanup label) location {
	for _, cond := range e.generators[i].Ifs {
		c.jumpIf(at(&e.pos), cond, cleanup, false)
	}
	loc := atExpr(e.elt)
	if i+1 < len(e.generators) {
		c.generator(e, i+1, depth, false)
		return loc
	}
	c.expr(e.elt)
	switch e.build {
	case 0:
		c.yieldValue(loc)
		c.op(loc, code.POP_TOP)
	case code.BUILD_LIST:
		c.opI(loc, code.LIST_APPEND, depth+1)
	case code.BUILD_SET:
		c.opI(loc, code.SET_ADD, depth+1)
	case code.BUILD_MAP:
		c.expr(e.value)
		end := e.value.Position()
		loc.EndLine, loc.EndCol = end.EndLineno, end.EndColOffset
		c.opI(loc, code.MAP_ADD, depth+1)
	}
	return loc
}

// inlined is what must be restored behind an inlined comprehension.
type inlined struct {
	pushed  []string          // locals saved on the stack
	symbols []symtable.Symbol // symbols as they are outside
	hidden  []string          // names that became fast locals of a module or class
	cleanup label
}

// enterInlined gives the names of a comprehension their meaning inside it and saves the
// variables of the block around that have the same names. The iterator is on the stack.
func (c *compiler) enterInlined(loc location, comp *symtable.Entry) *inlined {
	u := c.u
	s := &inlined{cleanup: noLabel}
	inClass := u.entry.Type == symtable.Class && u.inInlinedComp == 0
	u.inInlinedComp++
	var cells []bool // parallel to s.pushed
	for _, sym := range comp.Symbols.All() {
		outer := u.entry.Lookup(sym.Name)
		scope, outerScope := sym.Flags.Scope(), outer.Scope()
		// A name that has another scope inside gets that one for now. What is free inside is
		// treated as outside; a cell inside that is free outside stays free.
		if scope != outerScope && scope != symtable.Free && !(scope == symtable.Cell && outerScope == symtable.Free) || inClass {
			s.symbols = append(s.symbols, symtable.Symbol{Name: sym.Name, Flags: outer})
			u.entry.Symbols.Set(sym.Name, sym.Flags)
		}
		if sym.Flags&symtable.DefLocal != 0 && sym.Flags&symtable.DefNonlocal == 0 || inClass {
			if !u.entry.FunctionLike() && !u.fastHidden[sym.Name] {
				c.hide(sym.Name)
				s.hidden = append(s.hidden, sym.Name)
			}
		}
		if sym.Flags&symtable.DefLocal != 0 && sym.Flags&symtable.DefNonlocal == 0 {
			s.pushed = append(s.pushed, sym.Name)
			cells = append(cells, scope == symtable.Cell)
		}
	}
	for i, name := range s.pushed {
		// A cell is saved as a whole; the comprehension gets a new one.
		c.opI(loc, code.LOAD_FAST_AND_CLEAR, u.varNames.add(name))
		if cells[i] && u.entry.Scope(name) == symtable.Free {
			c.opI(loc, code.MAKE_CELL, u.freeVars.add(name))
		} else if cells[i] {
			c.opI(loc, code.MAKE_CELL, u.cellVars.add(name))
		}
	}
	if len(s.pushed) > 0 {
		// The iterator goes back to the top; then a handler that restores the variables.
		c.opI(loc, code.SWAP, len(s.pushed)+1)
		s.cleanup = c.newLabel()
		c.jump(loc, code.SETUP_FINALLY, s.cleanup)
	}
	return s
}

func (c *compiler) hide(name string) {
	if c.u.fastHidden == nil {
		c.u.fastHidden = make(map[string]bool)
	}
	c.u.fastHidden[name] = true
}

// leaveInlined restores what enterInlined changed.
func (c *compiler) leaveInlined(loc location, s *inlined) {
	if len(s.pushed) > 0 {
		c.op(noLocation, code.POP_BLOCK)
		end := c.newLabel()
		c.jump(noLocation, code.JUMP_NO_INTERRUPT, end)
		c.use(s.cleanup)
		c.opI(noLocation, code.SWAP, 2)
		c.op(noLocation, code.POP_TOP) // the incomplete result
		c.restoreLocals(loc, s)
		c.opI(noLocation, code.RERAISE, 0)
		c.use(end)
		c.restoreLocals(loc, s)
	}
	u := c.u
	u.inInlinedComp--
	for _, sym := range s.symbols {
		u.entry.Symbols.Set(sym.Name, sym.Flags)
	}
	for _, name := range s.hidden {
		u.fastHidden[name] = false // remembered: the slot is marked hidden
	}
}

func (c *compiler) restoreLocals(loc location, s *inlined) {
	c.opI(loc, code.SWAP, len(s.pushed)+1)
	for i := len(s.pushed) - 1; i >= 0; i-- {
		c.opI(loc, code.STORE_FAST_MAYBE_NULL, c.u.varNames.add(s.pushed[i]))
	}
}
