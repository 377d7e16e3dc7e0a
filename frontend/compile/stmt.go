// This file compiles simple statements and dispatches the others.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) stmts(list []ast.Stmt) {
	for _, s := range list {
		if c.err != nil {
			return
		}
		c.stmt(s)
	}
}

func (c *compiler) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		c.exprStmt(s)
	case *ast.Assign:
		c.assign(s)
	case *ast.FunctionDef:
		c.function(&functionDef{s, s.Pos, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, false})
	case *ast.AsyncFunctionDef:
		c.function(&functionDef{s, s.Pos, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, true})
	case *ast.ClassDef:
		c.class(s)
	case *ast.TypeAlias:
		c.typeAlias(s)
	case *ast.Return:
		c.returnStmt(s)
	case *ast.Delete:
		c.exprs(s.Targets)
	case *ast.AugAssign:
		c.augAssign(s)
	case *ast.AnnAssign:
		c.annAssign(s)
	case *ast.Raise:
		c.raise(s)
	case *ast.Assert:
		c.assert(s)
	case *ast.Import:
		c.importStmt(s)
	case *ast.ImportFrom:
		c.fromImport(s)
	case *ast.Pass:
		c.op(at(&s.Pos), code.NOP)
	case *ast.Break:
		c.breakStmt(at(&s.Pos))
	case *ast.Continue:
		c.continueStmt(at(&s.Pos))
	case *ast.Global, *ast.Nonlocal:
	default:
		c.u.inConditional++
		c.compound(s)
		c.u.inConditional--
	}
}

// compound compiles the statements whose body may not be executed.
func (c *compiler) compound(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.If:
		c.ifStmt(s)
	case *ast.For:
		c.forStmt(s)
	case *ast.While:
		c.whileStmt(s)
	case *ast.Try:
		c.try(s)
	case *ast.With:
		c.with(s, 0)
	case *ast.Match:
		c.match(s)
	case *ast.TryStar:
		c.tryStar(s)
	case *ast.AsyncFor:
		c.asyncFor(s)
	case *ast.AsyncWith:
		c.asyncWith(s, 0)
	}
}

func (c *compiler) exprStmt(s *ast.ExprStmt) {
	loc := at(&s.Pos)
	if c.interactive && len(c.stack) == 0 {
		c.expr(s.Value)
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicPrint)
		c.op(noLocation, code.POP_TOP)
		return
	}
	if _, ok := s.Value.(*ast.Constant); ok {
		c.op(loc, code.NOP)
		return
	}
	c.expr(s.Value)
	c.op(noLocation, code.POP_TOP)
}

func (c *compiler) returnStmt(s *ast.Return) {
	loc := at(&s.Pos)
	e := c.u.entry
	if !e.FunctionLike() {
		c.fail(loc, "'return' outside function")
		return
	}
	if s.Value != nil && e.Coroutine && e.Generator {
		c.fail(loc, "'return' with value in async generator")
		return
	}
	constant, isConst := s.Value.(*ast.Constant)
	keepTop := s.Value != nil && !isConst
	if keepTop {
		c.expr(s.Value)
	} else if s.Value != nil {
		loc = atExpr(s.Value)
		c.op(loc, code.NOP) // carries the line of the value
	}
	if s.Value == nil || s.Value.Position().Lineno != s.Lineno {
		loc = at(&s.Pos)
		c.op(loc, code.NOP)
	}
	loc, _ = c.unwindAll(loc, keepTop, false)
	if s.Value == nil {
		c.loadNone(loc)
	} else if isConst {
		c.loadConst(loc, constant.Value)
	}
	c.op(loc, code.RETURN_VALUE)
}

func (c *compiler) raise(s *ast.Raise) {
	n := 0
	if s.Exc != nil {
		c.expr(s.Exc)
		n++
		if s.Cause != nil {
			c.expr(s.Cause)
			n++
		}
	}
	c.opI(at(&s.Pos), code.RAISE_VARARGS, n)
}

func (c *compiler) assert(s *ast.Assert) {
	loc := at(&s.Pos)
	if alwaysTrue(s.Test) {
		c.warn(loc, "assertion is always true, perhaps remove parentheses?")
	}
	if c.opts.Optimize > 0 {
		return
	}
	end := c.newLabel()
	c.jumpIf(loc, s.Test, end, true)
	c.opI(loc, code.LOAD_COMMON_CONSTANT, commonAssertionError)
	if s.Msg != nil {
		c.expr(s.Msg)
		c.opI(loc, code.CALL, 0)
	}
	c.opI(atExpr(s.Test), code.RAISE_VARARGS, 1)
	c.use(end)
}

// alwaysTrue reports whether e is a tuple with elements.
func alwaysTrue(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Tuple:
		return len(e.Elts) > 0
	case *ast.Constant:
		t, ok := e.Value.(code.Tuple)
		return ok && len(t) > 0
	}
	return false
}

func (c *compiler) importStmt(s *ast.Import) {
	loc := at(&s.Pos)
	for _, a := range s.Names {
		c.loadConst(loc, int64(0))
		c.loadNone(loc)
		c.opName(loc, code.IMPORT_NAME, a.Name)
		head, rest := cutDot(a.Name)
		if a.Asname == "" {
			c.nameOp(loc, head, ast.Store)
			continue
		}
		if rest == "" {
			c.nameOp(loc, a.Asname, ast.Store)
			continue
		}
		// import a.b.c as d: the import gave a; walk down to c.
		for {
			head, rest = cutDot(rest)
			c.opI(loc, code.IMPORT_FROM, c.u.names.add(head))
			if rest == "" {
				break
			}
			c.opI(loc, code.SWAP, 2)
			c.op(loc, code.POP_TOP)
		}
		c.nameOp(loc, a.Asname, ast.Store)
		c.op(loc, code.POP_TOP)
	}
}

func cutDot(name string) (head, rest string) {
	for i := 0; i < len(name); i++ {
		if name[i] == '.' {
			return name[:i], name[i+1:]
		}
	}
	return name, ""
}

func (c *compiler) fromImport(s *ast.ImportFrom) {
	loc := at(&s.Pos)
	c.loadConst(loc, int64(s.Level))
	names := make(code.Tuple, len(s.Names))
	for i, a := range s.Names {
		names[i] = a.Name
	}
	c.loadConst(loc, names)
	c.opName(loc, code.IMPORT_NAME, s.Module)
	for i, a := range s.Names {
		if i == 0 && a.Name == "*" {
			c.opI(loc, code.CALL_INTRINSIC_1, intrinsicImportStar)
			c.op(noLocation, code.POP_TOP)
			return
		}
		c.opName(loc, code.IMPORT_FROM, a.Name)
		store := a.Name
		if a.Asname != "" {
			store = a.Asname
		}
		c.nameOp(loc, store, ast.Store)
	}
	c.op(loc, code.POP_TOP)
}
