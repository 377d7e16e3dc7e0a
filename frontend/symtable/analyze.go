// This file is the second pass: it settles the scope of every name, blocks inside out.

package symtable

import "fmt"

// The names that a class provides for its methods and annotation scopes.
const (
	dunderClass       = "__class__"
	dunderClassDict   = "__classdict__"
	dunderConditional = "__conditional_annotations__"
)

func classProvides(name string) bool {
	return name == dunderClass || name == dunderClassDict || name == dunderConditional
}

// analyzer carries one block's working data. scopes runs parallel to the block's symbols.
type analyzer struct {
	entry  *Entry
	scopes []Scope
	cells  nameSet // cells of merged comprehensions
	free   nameSet // what inner blocks need from outside them
}

// analyze settles e and everything inside it and returns the names that e needs from outside.
// classEntry is the class whose names an annotation scope sees, nil otherwise.
func (t *Table) analyze(e, classEntry *Entry) (nameSet, error) {
	a := analyzer{entry: e, scopes: make([]Scope, e.Symbols.Len(), e.Symbols.Len()+4)}
	e.own = e.Symbols.Len()
	var needed nameSet
	for i, sym := range e.Symbols.All() {
		scope, err := t.settle(e, classEntry, sym)
		if err != nil {
			return needed, err
		}
		a.scopes[i] = scope
		if scope == Free {
			needed.add(sym.Name)
		}
	}
	for _, child := range e.Children {
		if err := t.analyzeChild(&a, child, classEntry); err != nil {
			return needed, err
		}
	}
	e.spliceChildren()
	if e.FunctionLike() {
		a.makeCells()
	} else if e.Type == Class {
		a.dropClassNames()
	}
	a.store()
	for _, name := range a.free.names {
		needed.add(name)
	}
	return needed, nil
}

// settle decides the scope of one symbol from the facts about it and the blocks around.
func (t *Table) settle(e, classEntry *Entry, sym Symbol) (Scope, error) {
	name, flags := sym.Name, sym.Flags
	switch {
	case flags&DefGlobal != 0:
		if flags&DefNonlocal != 0 {
			return 0, t.errorAtDirective(e, name, fmt.Sprintf("name '%s' is nonlocal and global", name))
		}
		return GlobalExplicit, nil
	case flags&DefNonlocal != 0:
		return Free, t.checkNonlocal(e, name)
	case flags&DefBound != 0:
		return Local, nil
	}
	if classEntry != nil {
		// Seen from an annotation scope, a name of the class hides the same name of a
		// function further out: it is looked up in the class namespace, then globally.
		class := classEntry.Lookup(name)
		switch {
		case class&DefGlobal != 0:
			return GlobalExplicit, nil
		case class&DefBound != 0 && class&DefNonlocal == 0:
			return GlobalImplicit, nil
		}
	}
	if e.parent != nil && e.boundOutside(name) {
		return Free, nil
	}
	return GlobalImplicit, nil
}

func (t *Table) checkNonlocal(e *Entry, name string) error {
	switch {
	case e.parent == nil:
		return t.errorAtDirective(e, name, "nonlocal declaration not allowed at module level")
	case !e.boundOutside(name):
		return t.errorAtDirective(e, name, fmt.Sprintf("no binding for nonlocal '%s' found", name))
	case e.typeParamOutside(name):
		return t.errorAtDirective(e, name, fmt.Sprintf("nonlocal binding not allowed for type parameter '%s'", name))
	}
	return nil
}

// boundOutside reports whether a block around e binds name so that e can use it.
func (e *Entry) boundOutside(name string) bool {
	for p := e.parent; p != nil; p = p.parent {
		switch p.Type {
		case Module:
			return false
		case Class:
			if classProvides(name) {
				return true
			}
			continue
		}
		flags := p.ownFlags(name)
		switch {
		case flags&DefGlobal != 0:
			return false
		case flags&DefBound != 0 && flags&DefNonlocal == 0:
			return true
		}
	}
	return false
}

// typeParamOutside reports whether the nearest binding of name is a type parameter.
func (e *Entry) typeParamOutside(name string) bool {
	for p := e.parent; p != nil; p = p.parent {
		flags := p.ownFlags(name)
		if flags&DefBound != 0 && flags&(DefGlobal|DefNonlocal) == 0 {
			return flags&DefTypeParam != 0
		}
	}
	return false
}

// ownFlags returns what the first pass found out about name, without what comprehensions
// that were merged since have added.
func (e *Entry) ownFlags(name string) Flags {
	if i := e.Symbols.find(name); i >= 0 && i < e.own {
		return e.Symbols.list[i].Flags
	}
	return 0
}

func (t *Table) analyzeChild(a *analyzer, child, classEntry *Entry) error {
	e := a.entry
	var seen *Entry
	if child.SeesClass {
		if seen = classEntry; e.Type == Class {
			seen = e
		}
	}
	// All comprehensions but generator expressions are merged, except in annotation scopes
	// that are nested in classes.
	merge := child.Comprehension != NoComprehension && !child.Generator && !e.SeesClass
	free, err := t.analyze(child, seen)
	if err != nil {
		return err
	}
	if merge {
		a.inline(child, &free)
		child.Inlined = true
	}
	for _, name := range free.names {
		a.free.add(name)
	}
	return nil
}

// inline merges the symbols of a comprehension into the block around it. free is what the
// comprehension needs from outside.
func (a *analyzer) inline(comp *Entry, free *nameSet) {
	e := a.entry
	var dropped []string
	for _, sym := range comp.Symbols.All() {
		if sym.Flags&DefParam != 0 {
			continue // .0, the iterator
		}
		scope, facts := sym.Flags.Scope(), sym.Flags&factMask
		if scope == Cell || facts&DefCompCell != 0 {
			a.cells.add(sym.Name)
		}
		existing, exists := e.Symbols.Get(sym.Name)
		if scope == Free && e.Type == Class && classProvides(sym.Name) {
			// These never are free through a class, unless a function inside needs them.
			scope = GlobalImplicit
			if !comp.freeInChild(sym.Name) {
				free.remove(sym.Name)
			}
			dropped = append(dropped, sym.Name)
		}
		if !exists {
			e.Symbols.Set(sym.Name, facts)
			a.scopes = append(a.scopes, scope)
		} else if existing&DefBound != 0 && e.Type != Class && !comp.freeInChild(sym.Name) {
			free.remove(sym.Name) // a local of the block around, now used directly
		}
	}
	for _, name := range dropped {
		comp.Symbols.remove(name)
	}
}

func (e *Entry) freeInChild(name string) bool {
	for _, child := range e.Children {
		if child.Scope(name) == Free {
			return true
		}
	}
	return false
}

// spliceChildren replaces merged comprehensions by their children.
func (e *Entry) spliceChildren() {
	inlined := 0
	for _, child := range e.Children {
		if child.Inlined {
			inlined++
		}
	}
	if inlined == 0 {
		return
	}
	children := make([]*Entry, 0, len(e.Children))
	for _, child := range e.Children {
		if child.Inlined {
			children = append(children, child.Children...)
		} else {
			children = append(children, child)
		}
	}
	e.Children = children
}

// makeCells turns the locals that inner blocks use into cells.
func (a *analyzer) makeCells() {
	if len(a.free.names) == 0 && len(a.cells.names) == 0 {
		return
	}
	for i, sym := range a.entry.Symbols.All() {
		if a.scopes[i] == Local && (a.free.has(sym.Name) || a.cells.has(sym.Name)) {
			a.scopes[i] = Cell
			a.free.remove(sym.Name)
		}
	}
}

// dropClassNames takes out what the class itself provides and notes that it must.
func (a *analyzer) dropClassNames() {
	e := a.entry
	if a.free.remove(dunderClass) {
		e.NeedsClassClosure = true
	}
	if a.free.remove(dunderClassDict) {
		e.NeedsClassDict = true
	}
	if a.free.remove(dunderConditional) {
		e.HasConditionalAnnotations = true
	}
}

// store writes the scopes into the symbols and passes names through that only inner blocks use.
func (a *analyzer) store() {
	e := a.entry
	for i := range e.Symbols.list {
		sym := &e.Symbols.list[i]
		if a.cells.has(sym.Name) {
			sym.Flags |= DefCompCell
		}
		sym.Flags |= Flags(a.scopes[i]) << ScopeShift
	}
	seen := e.Type == Class || e.SeesClass
	for _, name := range a.free.names {
		if flags, ok := e.Symbols.Get(name); ok {
			if seen {
				e.Symbols.Set(name, flags|DefFreeClass)
			}
			continue
		}
		if e.parent == nil || e.boundOutside(name) {
			e.Symbols.Set(name, Flags(Free)<<ScopeShift)
		}
	}
}

// remove deletes name and reports whether it was there.
func (s *nameSet) remove(name string) bool {
	for i, n := range s.names {
		if n == name {
			s.names = append(s.names[:i], s.names[i+1:]...)
			return true
		}
	}
	return false
}
