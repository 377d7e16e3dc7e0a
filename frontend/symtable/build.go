// This file starts the first pass: blocks, definitions, errors.

package symtable

import (
	"fmt"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// Error is a SyntaxError found while names are resolved or code is generated. Columns of Pos
// count UTF-8 bytes from 0, as in the tree.
type Error struct {
	Msg string
	Pos ast.Pos
}

func (e *Error) Error() string { return e.Msg }

// Role tells apart the blocks that one node opens.
type Role uint8

// The roles: the node's own block, the scope of its type parameters, of its annotations, and
// of a type parameter's bound and default.
const (
	Body Role = iota
	TypeParams
	Annotations
	Bound
	Default
)

// key identifies a block.
type key struct {
	node ast.Node
	role Role
}

// Table holds the blocks of one module.
type Table struct {
	Top    *Entry
	blocks map[key]*Entry
}

// Block returns the block that node opens in the given role, nil if it opens none.
func (t *Table) Block(node ast.Node, role Role) *Entry { return t.blocks[key{node, role}] }

// Options are what the tree itself doesn't say.
type Options struct {
	// Features are the __future__ flags that are on, those of the module's own imports included.
	Features code.Flags
	// FutureEnd is the position of the last __future__ import at the module's start; zero if none.
	FutureEnd ast.Pos
	// TopLevelAwait allows await outside functions (PyCF_ALLOW_TOP_LEVEL_AWAIT).
	TopLevelAwait bool
}

// builder walks the tree. The first error sticks: what is found after it doesn't count.
type builder struct {
	table   *Table
	opts    Options
	cur     *Entry
	stack   []*Entry
	private string // the class whose private names are mangled
	err     error
}

// Build returns the symbol table of mod, or an *Error.
func Build(mod ast.Mod, opts Options) (*Table, error) {
	t := &Table{blocks: make(map[key]*Entry)}
	b := &builder{table: t, opts: opts}
	b.enter("top", Module, mod, Body, ast.Pos{})
	t.Top = b.cur
	switch mod := mod.(type) {
	case *ast.Module:
		t.Top.HasDocstring = ast.Docstring(mod.Body) != nil
		b.stmts(mod.Body)
	case *ast.Interactive:
		b.stmts(mod.Body)
	case *ast.Expression:
		b.expr(mod.Body)
	default:
		return nil, fmt.Errorf("this compiler does not handle FunctionTypes")
	}
	if b.err != nil {
		return nil, b.err
	}
	_, err := t.analyze(t.Top, nil)
	return t, err
}

func (b *builder) fail(pos ast.Pos, format string, args ...any) {
	if b.err == nil {
		b.err = &Error{Msg: fmt.Sprintf(format, args...), Pos: pos}
	}
}

// errorAtDirective reports an error at the global or nonlocal statement that named name.
func (t *Table) errorAtDirective(e *Entry, name, msg string) error {
	for _, d := range e.directives {
		if d.name == name {
			return &Error{Msg: msg, Pos: d.pos}
		}
	}
	return fmt.Errorf("BUG: internal directive bookkeeping broken")
}

// newEntry makes a block inside the current one without entering it.
func (b *builder) newEntry(name string, typ BlockType, node ast.Node, role Role, pos ast.Pos) *Entry {
	e := &Entry{Name: name, Type: typ, Pos: pos}
	if b.cur != nil {
		e.Nested = b.cur.Nested || b.cur.FunctionLike()
		e.Method = b.cur.Type == Class && typ == Function
	}
	if node != nil {
		b.table.blocks[key{node, role}] = e
	}
	return e
}

// enter makes a block and goes into it.
func (b *builder) enter(name string, typ BlockType, node ast.Node, role Role, pos ast.Pos) {
	b.enterExisting(b.newEntry(name, typ, node, role, pos), true)
	if typ == Annotation || typ == TypeVariable || typ == TypeAlias {
		// The parameter of __annotate__, which generated code reads.
		b.define(".format", DefParam, pos)
		b.define(".format", Use, pos)
	}
}

// enterExisting goes into e. With deferred evaluation replaced by strings (from __future__
// import annotations) an annotation block is visited but belongs to nobody.
func (b *builder) enterExisting(e *Entry, addToChildren bool) {
	prev := b.cur
	b.stack = append(b.stack, e)
	b.cur = e
	if prev == nil {
		return
	}
	// No assignment expression in a comprehension's iterable, however deeply nested.
	e.compIterExpr = prev.compIterExpr
	if prev.mangled != nil && e.Type != Class {
		e.mangled = prev.mangled
	}
	e.parent = prev
	if e.Type == Annotation && b.futureAnnotations() {
		return
	}
	if addToChildren {
		prev.Children = append(prev.Children, e)
	}
}

func (b *builder) exit() {
	b.stack = b.stack[:len(b.stack)-1]
	b.cur = nil
	if n := len(b.stack); n > 0 {
		b.cur = b.stack[n-1]
	}
}

func (b *builder) futureAnnotations() bool {
	return b.opts.Features&code.CO_FUTURE_ANNOTATIONS != 0
}

// lookup returns what is known of name in the current block.
func (b *builder) lookup(name string) Flags { return b.lookupIn(b.cur, name) }

func (b *builder) lookupIn(e *Entry, name string) Flags {
	return e.Lookup(e.Mangle(b.private, name))
}

// define notes a fact about name in the current block.
func (b *builder) define(name string, flag Flags, pos ast.Pos) {
	ctx := ast.Store
	if flag == Use {
		ctx = ast.Load
	}
	b.defineCtx(name, flag, pos, ctx)
}

func (b *builder) defineCtx(name string, flag Flags, pos ast.Pos, ctx ast.ExprContext) {
	if flag&(DefParam|DefLocal|DefImport) != 0 {
		b.checkName(name, pos, ctx)
	}
	if flag&DefTypeParam != 0 && b.cur.mangled != nil {
		b.cur.mangled.add(name)
	}
	b.defineIn(b.cur, name, flag, pos)
}

// defineIn notes a fact about name in block e, which may be outside the current one.
func (b *builder) defineIn(e *Entry, name string, flag Flags, pos ast.Pos) {
	mangled := b.cur.Mangle(b.private, name)
	val := e.Lookup(mangled)
	switch {
	case flag&DefParam != 0 && val&DefParam != 0:
		b.fail(pos, "duplicate argument '%s' in function definition", name)
	case flag&DefTypeParam != 0 && val&DefTypeParam != 0:
		b.fail(pos, "duplicate type parameter '%s'", name)
	}
	val |= flag
	if e.compIterTarget {
		// An iteration variable: no named expression may have rebound it, or will.
		if val&(DefGlobal|DefNonlocal) != 0 {
			b.fail(pos, "comprehension inner loop cannot rebind assignment expression target '%s'", name)
		}
		val |= DefCompIter
	}
	e.Symbols.Set(mangled, val)
	if flag&DefParam != 0 {
		e.VarNames = append(e.VarNames, mangled)
	} else if flag&DefGlobal != 0 {
		top := &b.table.Top.Symbols
		known, _ := top.Get(mangled)
		top.Set(mangled, known|flag)
	}
}

// checkName refuses to bind or delete __debug__.
func (b *builder) checkName(name string, pos ast.Pos, ctx ast.ExprContext) {
	if name != "__debug__" {
		return
	}
	switch ctx {
	case ast.Store:
		b.fail(pos, "cannot assign to __debug__")
	case ast.Del:
		b.fail(pos, "cannot delete __debug__")
	}
}

func (b *builder) checkKeywords(keywords []*ast.Keyword) {
	for _, k := range keywords {
		if k.Arg != "" {
			b.checkName(k.Arg, k.Pos, ast.Store)
		}
	}
}

// recordDirective remembers where a name was declared global or nonlocal.
func (b *builder) recordDirective(name string, pos ast.Pos) {
	e := b.cur
	e.directives = append(e.directives, directive{e.Mangle(b.private, name), pos})
}

func (b *builder) inAsyncFunction() bool { return b.cur.Type == Function && b.cur.Coroutine }

func (b *builder) topLevelAwait() bool { return b.opts.TopLevelAwait && b.cur.Type == Module }
