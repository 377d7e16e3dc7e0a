// This file compiles functions and lambdas.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// functionDef is a FunctionDef or AsyncFunctionDef.
type functionDef struct {
	node       ast.Stmt
	pos        ast.Pos
	name       string
	args       *ast.Arguments
	body       []ast.Stmt
	decorators []ast.Expr
	returns    ast.Expr
	typeParams []ast.TypeParam
	async      bool
}

func (c *compiler) function(f *functionDef) {
	c.exprs(f.decorators)
	firstLine := firstLineOf(f.pos, f.decorators)
	loc := at(&f.pos)
	flags := c.defaultArguments(loc, f.args)
	generic := len(f.typeParams) > 0
	passed := 0 // defaults to be passed through the scope of the type parameters
	if generic {
		passed = c.enterGenericFunction(f, loc, flags, firstLine)
	}
	if c.functionAnnotations(loc, f) {
		flags |= funcAnnotate
	}
	c.functionBody(f, flags, firstLine)
	if generic {
		c.opI(loc, code.SWAP, 2)
		c.opI(loc, code.CALL_INTRINSIC_2, intrinsicSetFunctionTypeParams)
		co := c.assemble(false)
		c.exitScope()
		c.makeClosure(loc, co, 0)
		if passed > 0 {
			c.opI(loc, code.SWAP, passed+1)
			c.opI(loc, code.CALL, passed-1)
		} else {
			c.op(loc, code.PUSH_NULL)
			c.opI(loc, code.CALL, 0)
		}
	}
	c.applyDecorators(f.decorators)
	c.nameOp(loc, f.name, ast.Store)
}

// firstLineOf returns the line on which a definition with decorators starts.
func firstLineOf(pos ast.Pos, decorators []ast.Expr) int {
	if len(decorators) > 0 {
		return int(decorators[0].Position().Lineno)
	}
	return int(pos.Lineno)
}

// enterGenericFunction opens the scope of type parameters, a function that gets the
// defaults as arguments, and returns their number.
func (c *compiler) enterGenericFunction(f *functionDef, loc location, flags, firstLine int) int {
	passed := 0
	if flags&funcDefaults != 0 {
		passed++
	}
	if flags&funcKwDefaults != 0 {
		passed++
	}
	if passed == 2 {
		c.opI(loc, code.SWAP, 2)
	}
	c.enterScope("<generic parameters of "+f.name+">", scopeAnnotations,
		c.table.Block(f.node, symtable.TypeParams), firstLine, "", counts{args: passed})
	c.typeParams(f.typeParams)
	for i := range passed {
		c.opI(loc, code.LOAD_FAST, i)
	}
	return passed
}

func (c *compiler) functionBody(f *functionDef, flags, firstLine int) {
	scope := scopeFunction
	if f.async {
		scope = scopeAsyncFunction
	}
	c.enterScope(f.name, scope, c.table.Block(f.node, symtable.Body), firstLine, "", countArgs(f.args))
	e := c.u.entry
	body := f.body
	if e.HasDocstring {
		c.u.consts.Add(c.docstring(ast.Docstring(body).Value.(string)))
		body = body[1:]
	}
	start := c.newLabel()
	c.use(start)
	guarded := e.Coroutine || e.Generator
	if guarded {
		c.push(noLocation, frameBlock{kind: blockStopIteration, start: start, exit: noLabel})
	}
	c.stmts(body)
	if guarded {
		c.wrapStopIteration()
		c.pop()
	}
	co := c.assemble(true)
	c.exitScope()
	c.makeClosure(at(&f.pos), co, flags)
}

// wrapStopIteration guards the whole unit: a StopIteration that leaves a generator becomes
// a RuntimeError.
func (c *compiler) wrapStopIteration() {
	handler := c.newLabel()
	c.u.seq.Insert(0, code.SETUP_CLEANUP, int32(handler), noLocation)
	c.loadNone(noLocation)
	c.op(noLocation, code.RETURN_VALUE)
	c.use(handler)
	c.opI(noLocation, code.CALL_INTRINSIC_1, intrinsicStopIterationError)
	c.opI(noLocation, code.RERAISE, 1)
}

func (c *compiler) lambda(e *ast.Lambda) {
	loc := at(&e.Pos)
	flags := c.defaultArguments(loc, e.Args)
	c.enterScope("<lambda>", scopeLambda, c.table.Block(e, symtable.Body), int(e.Lineno), "", countArgs(e.Args))
	c.expr(e.Body)
	generator := c.u.entry.Generator
	if !generator {
		c.op(atExpr(e.Body), code.RETURN_VALUE)
	}
	co := c.assemble(!generator)
	c.exitScope()
	c.makeClosure(loc, co, flags)
}

// defaultArguments pushes the defaults and returns the flags that say which.
func (c *compiler) defaultArguments(loc location, a *ast.Arguments) int {
	flags := 0
	if len(a.Defaults) > 0 {
		c.exprs(a.Defaults)
		c.opI(loc, code.BUILD_TUPLE, len(a.Defaults))
		flags |= funcDefaults
	}
	n := 0
	for i, arg := range a.KwOnlyArgs {
		if d := a.KwDefaults[i]; d != nil {
			n++
			c.loadConst(loc, c.mangle(arg.Arg))
			c.expr(d)
		}
	}
	if n > 0 {
		c.opI(loc, code.BUILD_MAP, n)
		flags |= funcKwDefaults
	}
	return flags
}

// makeClosure makes a function of co and what flags say is on the stack.
func (c *compiler) makeClosure(loc location, co *code.Code, flags int) {
	if c.err != nil {
		return // co may be nil
	}
	free := 0
	for i, name := range co.LocalsPlusNames {
		if co.LocalsPlusKinds[i]&code.CO_FAST_FREE != 0 {
			c.opI(loc, code.LOAD_CLOSURE, c.closureArg(name))
			free++
		}
	}
	if free > 0 {
		flags |= funcClosure
		c.opI(loc, code.BUILD_TUPLE, free)
	}
	c.loadConst(loc, co)
	c.op(loc, code.MAKE_FUNCTION)
	for _, flag := range [...]int{funcClosure, funcAnnotations, funcAnnotate, funcKwDefaults, funcDefaults} {
		if flags&flag != 0 {
			c.opI(loc, code.SET_FUNCTION_ATTRIBUTE, flag)
		}
	}
}

// applyDecorators calls the decorators below the function or class on the stack.
func (c *compiler) applyDecorators(list []ast.Expr) {
	for i := len(list) - 1; i >= 0; i-- {
		c.opI(atExpr(list[i]), code.CALL, 0)
	}
}
