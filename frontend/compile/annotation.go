// This file compiles annotations: __annotate__ functions, and strings where
// `from __future__ import annotations` asks for them.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// enterAnnotations starts a function with the parameter format that evaluates something
// lazily; it refuses formats other than VALUE.
func (c *compiler) enterAnnotations(loc location, entry *symtable.Entry, name string) {
	c.enterScope(name, scopeAnnotations, entry, int(loc.Line), "", counts{posOnly: 1})
	const valueWithFakeGlobals = 2
	body := c.newLabel()
	c.opI(loc, code.LOAD_FAST, 0)
	c.loadConst(loc, int64(valueWithFakeGlobals))
	c.compareOp(loc, ast.Gt)
	c.jump(loc, code.POP_JUMP_IF_FALSE, body)
	c.opI(loc, code.LOAD_COMMON_CONSTANT, commonNotImplementedError)
	c.opI(loc, code.RAISE_VARARGS, 1)
	c.use(body)
}

// leaveAnnotations ends an __annotate__ function and pushes it. Its parameter is called
// format in signatures, but .format in the code, where annotations might use that name.
func (c *compiler) leaveAnnotations(loc location) {
	c.op(loc, code.RETURN_VALUE)
	co := c.assemble(true)
	c.exitScope()
	if co != nil {
		co.LocalsPlusNames[0] = "format"
	}
	c.makeClosure(loc, co, 0)
}

// functionAnnotations pushes the __annotate__ function of f and reports whether there is one.
func (c *compiler) functionAnnotations(loc location, f *functionDef) bool {
	entry := c.table.Block(f.node, symtable.Annotations)
	if !entry.AnnotationsOn {
		return false
	}
	c.enterAnnotations(loc, entry, entry.Name)
	n := c.argAnnotations(loc, f.args.Args) + c.argAnnotations(loc, f.args.PosOnlyArgs) +
		c.argAnnotation(loc, f.args.Vararg) + c.argAnnotations(loc, f.args.KwOnlyArgs) +
		c.argAnnotation(loc, f.args.Kwarg)
	if f.returns != nil {
		n += c.argAnnotation(loc, &ast.Arg{Arg: "return", Annotation: f.returns})
	}
	c.opI(loc, code.BUILD_MAP, n)
	c.leaveAnnotations(loc)
	return true
}

func (c *compiler) argAnnotations(loc location, args []*ast.Arg) int {
	n := 0
	for _, a := range args {
		n += c.argAnnotation(loc, a)
	}
	return n
}

// argAnnotation pushes a parameter's name and annotation and returns how many: 0 or 1.
func (c *compiler) argAnnotation(loc location, a *ast.Arg) int {
	if a == nil || a.Annotation == nil {
		return 0
	}
	c.loadConst(loc, c.mangle(a.Arg))
	starred, ok := a.Annotation.(*ast.Starred)
	switch {
	case c.features&code.CO_FUTURE_ANNOTATIONS != 0:
		c.annotationText(a.Annotation)
	case ok: // *args: *Ts is the first element of (*Ts,)
		c.expr(starred.Value)
		c.opI(loc, code.UNPACK_SEQUENCE, 1)
	default:
		c.expr(a.Annotation)
	}
	return 1
}

func (c *compiler) annotationText(e ast.Expr) {
	c.loadConst(atExpr(e), Unparse(e))
}

func (c *compiler) annAssign(s *ast.AnnAssign) {
	if s.Value != nil {
		c.expr(s.Value)
		c.expr(s.Target)
	}
	switch t := s.Target.(type) {
	case *ast.Name:
		if s.Simple != 0 && (c.u.scope == scopeModule || c.u.scope == scopeClass) {
			c.annotateName(s, t)
		}
	case *ast.Attribute:
		if s.Value == nil {
			c.evaluate(t.Value)
		}
	case *ast.Subscript:
		if s.Value == nil {
			c.evaluate(t.Value)
			c.evaluateIndex(t.Slice)
		}
	}
}

// annotateName stores the annotation of a module's or class's variable, or defers it.
func (c *compiler) annotateName(s *ast.AnnAssign, t *ast.Name) {
	loc := at(&s.Pos)
	if c.features&code.CO_FUTURE_ANNOTATIONS != 0 {
		c.annotationText(s.Annotation)
		c.opName(loc, code.LOAD_NAME, "__annotations__")
		c.loadConst(loc, c.mangle(t.ID))
		c.op(loc, code.STORE_SUBSCR)
		return
	}
	u := c.u
	index := -1
	if u.scope == scopeModule || u.inConditional > 0 {
		index = u.nextConditional
		u.nextConditional++
	}
	u.deferred = append(u.deferred, deferredAnnotation{s, index})
	if index < 0 {
		return
	}
	// Note that this annotation was executed.
	if u.scope == scopeClass {
		c.opI(loc, code.LOAD_DEREF, u.cellVars.add(dunderConditional))
	} else {
		c.opI(loc, code.LOAD_NAME, u.names.add(dunderConditional))
	}
	c.loadConst(loc, int64(index))
	c.opI(loc, code.SET_ADD, 1)
	c.op(loc, code.POP_TOP)
}

// evaluate checks that an expression is defined at run time.
func (c *compiler) evaluate(e ast.Expr) {
	c.expr(e)
	c.op(atExpr(e), code.POP_TOP)
}

func (c *compiler) evaluateIndex(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Slice:
		for _, part := range [...]ast.Expr{e.Lower, e.Upper, e.Step} {
			if part != nil {
				c.evaluate(part)
			}
		}
	case *ast.Tuple:
		for _, elt := range e.Elts {
			c.evaluateIndex(elt)
		}
	default:
		c.evaluate(e)
	}
}

// deferredAnnotations makes the __annotate__ function of a module or class, at its end. In
// a module, it is moved to the start by flow: the function must exist before the body ends.
func (c *compiler) deferredAnnotations(loc location) {
	u := c.u
	if len(u.deferred) == 0 {
		return
	}
	separate := u.scope == scopeModule
	if separate {
		u.stashed, u.seq = u.seq, u.seq.NewAnnotations()
	}
	entry := u.entry.Annotation
	c.enterAnnotations(loc, entry, entry.Name)
	c.annotationsBody(loc, u.deferred, u.scope)
	c.leaveAnnotations(loc)
	name := "__annotate__"
	if u.entry.Type == symtable.Class {
		name = "__annotate_func__"
	}
	c.nameOp(loc, name, ast.Store)
	if separate {
		u.stashed.SetAnnotations(u.seq)
		u.seq, u.stashed = u.stashed, nil
	}
}

func (c *compiler) annotationsBody(loc location, list []deferredAnnotation, scope scopeType) {
	c.opI(loc, code.BUILD_MAP, 0)
	for _, d := range list {
		pos := at(&d.stmt.Pos)
		name := symtable.Mangle(c.u.private, d.stmt.Target.(*ast.Name).ID)
		notSet := c.newLabel()
		if d.index >= 0 {
			c.loadConst(pos, int64(d.index))
			if scope == scopeClass {
				c.opI(pos, code.LOAD_DEREF, c.u.freeVars.add(dunderConditional))
			} else {
				c.opName(pos, code.LOAD_GLOBAL, dunderConditional)
			}
			c.opI(pos, code.CONTAINS_OP, 0)
			c.jump(pos, code.POP_JUMP_IF_FALSE, notSet)
		}
		c.expr(d.stmt.Annotation)
		c.opI(pos, code.COPY, 2)
		c.loadConst(pos, name)
		c.op(loc, code.STORE_SUBSCR)
		c.use(notSet)
	}
}
