// This file is the door of the package: options, errors, warnings and the module itself.

package compile

import (
	"fmt"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/flow"
	"adder/frontend/symtable"
)

// Error is a SyntaxError: columns of its position count UTF-8 bytes from 0.
type Error = symtable.Error

// Warning is a SyntaxWarning.
type Warning struct {
	Msg string
	Pos ast.Pos
}

// Options say how to compile.
type Options struct {
	Filename string
	Optimize int        // 0, 1 (no assert) or 2 (no docstrings either)
	Flags    code.Flags // __future__ flags inherited from the code that asks
	// TopLevelAwait allows await and async comprehensions outside functions.
	TopLevelAwait bool
	// Warn is called for each SyntaxWarning; what it returns, unless nil, ends the
	// compilation as if it were an error. A nil Warn drops warnings.
	Warn func(Warning) error
}

// compiler holds the state of one compilation.
type compiler struct {
	opts        Options
	features    code.Flags // __future__ flags, those of the module's own imports included
	table       *symtable.Table
	interactive bool
	u           *unit
	stack       []*unit // the units around u
	quiet       int     // while positive, no warnings: the second copy of a finally block
	err         error

	scratch flow.Scratch
	unused  []*flow.Sequence // of finished units
}

// Compile compiles a module, an interactive statement or an expression.
func Compile(mod ast.Mod, opts Options) (*code.Code, error) {
	future, err := findFuture(mod)
	if err != nil {
		return nil, err
	}
	c := &compiler{opts: opts, features: future.features | opts.Flags&code.FutureMask}
	if err := preprocess(mod, opts, c.features, false); err != nil {
		return nil, err
	}
	c.table, err = symtable.Build(mod, symtable.Options{
		Features: c.features, FutureEnd: future.end, TopLevelAwait: opts.TopLevelAwait})
	if err != nil {
		return nil, err
	}
	return c.module(mod)
}

// Symbols returns the symbol table of a tree without compiling it, as the symtable module wants it.
func Symbols(mod ast.Mod, opts Options) (*symtable.Table, error) {
	future, err := findFuture(mod)
	if err != nil {
		return nil, err
	}
	return symtable.Build(mod, symtable.Options{Features: future.features | opts.Flags&code.FutureMask,
		FutureEnd: future.end, TopLevelAwait: opts.TopLevelAwait})
}

func (c *compiler) module(mod ast.Mod) (*code.Code, error) {
	c.enterScope("<module>", scopeModule, c.table.Top, 1, "", counts{})
	c.u.qualname = "<module>"
	addNone := true
	switch mod := mod.(type) {
	case *ast.Module:
		c.moduleBody(mod.Body, false)
	case *ast.Interactive:
		c.interactive = true
		c.moduleBody(mod.Body, true)
	case *ast.Expression:
		addNone = false
		c.expr(mod.Body)
	}
	co := c.assemble(addNone)
	return co, c.err
}

func (c *compiler) moduleBody(body []ast.Stmt, interactive bool) {
	loc := location{Line: 1, EndLine: 1}
	if len(body) > 0 {
		// The first statement's line, so that setting up annotations gets one.
		loc = at(body[0].Position())
	}
	if c.u.entry.HasConditionalAnnotations {
		c.opI(loc, code.BUILD_SET, 0)
		c.opI(loc, code.STORE_NAME, c.u.names.add(dunderConditional))
	}
	c.body(loc, body, interactive)
}

// body compiles the statements of a module or class.
func (c *compiler) body(loc location, body []ast.Stmt, interactive bool) {
	e := c.u.entry
	future := c.features&code.CO_FUTURE_ANNOTATIONS != 0
	if future && e.AnnotationsOn {
		c.op(loc, code.SETUP_ANNOTATIONS)
	}
	if len(body) == 0 {
		return
	}
	if e.HasDocstring && !interactive {
		doc := ast.Docstring(body)
		c.loadConst(at(&doc.Pos), c.docstring(doc.Value.(string)))
		c.nameOp(noLocation, "__doc__", ast.Store)
		body = body[1:]
	}
	c.stmts(body)
	if !future {
		c.deferredAnnotations(loc)
	}
}

// fail reports a SyntaxError. The first one counts.
func (c *compiler) fail(loc location, format string, args ...any) {
	if c.err == nil {
		c.err = &Error{Msg: fmt.Sprintf(format, args...), Pos: loc2pos(loc)}
	}
}

// warn reports a SyntaxWarning.
func (c *compiler) warn(loc location, format string, args ...any) {
	if c.err == nil && c.quiet == 0 && c.opts.Warn != nil {
		c.err = c.opts.Warn(Warning{Msg: fmt.Sprintf(format, args...), Pos: loc2pos(loc)})
	}
}

func loc2pos(l location) ast.Pos {
	return ast.Pos{Lineno: l.Line, ColOffset: l.Col, EndLineno: l.EndLine, EndColOffset: l.EndCol}
}

// future is what a module's __future__ imports say.
type future struct {
	features code.Flags
	end      ast.Pos // of the last one
}

// futureFlags are the features by name; those that are always on have no flag.
var futureFlags = map[string]code.Flags{
	"nested_scopes": 0, "generators": 0, "division": 0, "absolute_import": 0,
	"with_statement": 0, "print_function": 0, "unicode_literals": 0, "generator_stop": 0,
	"barry_as_FLUFL": code.CO_FUTURE_BARRY_AS_BDFL, "annotations": code.CO_FUTURE_ANNOTATIONS,
}

// findFuture reads the __future__ imports, which stand at the start of a module, behind a docstring.
func findFuture(mod ast.Mod) (future, error) {
	var f future
	var body []ast.Stmt
	switch mod := mod.(type) {
	case *ast.Module:
		body = mod.Body
	case *ast.Interactive:
		body = mod.Body
	}
	if ast.Docstring(body) != nil {
		body = body[1:]
	}
	for _, s := range body {
		imp, ok := s.(*ast.ImportFrom)
		if !ok || imp.Level != 0 || imp.Module != "__future__" {
			break
		}
		for _, name := range imp.Names {
			flag, known := futureFlags[name.Name]
			switch {
			case known:
				f.features |= flag
			case name.Name == "braces":
				return f, &Error{Msg: "not a chance", Pos: name.Pos}
			default:
				return f, &Error{Msg: fmt.Sprintf("future feature %s is not defined", name.Name), Pos: name.Pos}
			}
		}
		f.end = imp.Pos
	}
	return f, nil
}
