// This file compiles calls.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

func (c *compiler) call(e *ast.Call) {
	c.checkKeywords(e.Keywords)
	if c.methodCall(e) {
		return
	}
	done := c.newLabel()
	c.checkCaller(e.Func)
	c.expr(e.Func)
	c.builtinOverGenerator(e, done)
	c.op(atExpr(e.Func), code.PUSH_NULL)
	c.callHelper(at(&e.Pos), 0, e.Args, "", e.Keywords)
	c.use(done)
}

func (c *compiler) checkKeywords(keywords []*ast.Keyword) {
	for i, k := range keywords {
		if k.Arg == "" {
			continue
		}
		for _, other := range keywords[i+1:] {
			if other.Arg == k.Arg {
				c.fail(at(&other.Pos), "keyword argument repeated: %s", k.Arg)
				return
			}
		}
	}
}

// methodCall compiles obj.meth(…) without making a bound method, if the call is simple enough.
func (c *compiler) methodCall(e *ast.Call) bool {
	meth, ok := e.Func.(*ast.Attribute)
	if !ok || meth.Ctx != ast.Load || c.isImported(meth.Value) {
		return false
	}
	n, kw := len(e.Args), len(e.Keywords)
	extra := 0
	if kw > 0 {
		extra = 1
	}
	if n+kw+extra >= stackUse || hasStar(e.Args) || hasDoubleStar(e.Keywords) {
		return false
	}
	loc := at(&meth.Pos)
	if super := c.superCall(meth); super != nil {
		c.superArgs(super)
		c.superAttr(loc, super, meth.Attr, 1)
		loc = atAttr(loc, meth)
		c.op(loc, code.NOP)
	} else {
		c.expr(meth.Value)
		loc = atAttr(loc, meth)
		c.loadMethod(loc, meth.Attr)
	}
	c.exprs(e.Args)
	callLoc := atAttr(at(&e.Pos), meth)
	if kw > 0 {
		c.keywordValues(loc, e.Keywords)
		c.opI(callLoc, code.CALL_KW, n+kw)
	} else {
		c.opI(callLoc, code.CALL, n)
	}
	return true
}

func hasDoubleStar(keywords []*ast.Keyword) bool {
	for _, k := range keywords {
		if k.Arg == "" {
			return true
		}
	}
	return false
}

// isImported reports whether e is the name of something that the module imports: then its
// attributes are functions rather than methods.
func (c *compiler) isImported(e ast.Expr) bool {
	name, ok := e.(*ast.Name)
	return ok && c.table.Top.Lookup(name.ID)&symtable.DefImport != 0
}

// keywordValues pushes the values of keyword arguments, then the tuple of their names.
func (c *compiler) keywordValues(loc location, keywords []*ast.Keyword) {
	names := make(code.Tuple, len(keywords))
	for i, k := range keywords {
		c.expr(k.Value)
		names[i] = k.Arg
	}
	c.loadConst(loc, names)
}

// callHelper pushes the arguments and calls. pushed arguments are already on the stack; the
// variable injected, unless empty, is one more positional argument.
func (c *compiler) callHelper(loc location, pushed int, args []ast.Expr, injected string, keywords []*ast.Keyword) {
	c.checkKeywords(keywords)
	if len(args)+2*len(keywords) > stackUse || hasStar(args) || hasDoubleStar(keywords) {
		c.callEx(loc, pushed, args, injected, keywords)
		return
	}
	n := pushed + len(args)
	c.exprs(args)
	if injected != "" {
		c.nameOp(loc, injected, ast.Load)
		n++
	}
	if len(keywords) == 0 {
		c.opI(loc, code.CALL, n)
		return
	}
	c.keywordValues(loc, keywords)
	c.opI(loc, code.CALL_KW, n+len(keywords))
}

// callEx calls with a tuple and a dictionary.
func (c *compiler) callEx(loc location, pushed int, args []ast.Expr, injected string, keywords []*ast.Keyword) {
	var only *ast.Starred
	if pushed == 0 && len(args) == 1 {
		only, _ = args[0].(*ast.Starred)
	}
	if only != nil {
		c.expr(only.Value)
	} else {
		c.starUnpack(loc, args, pushed, injected, tupleDisplay)
	}
	if len(keywords) == 0 {
		c.op(loc, code.PUSH_NULL)
	} else {
		c.keywordDict(loc, keywords)
	}
	c.op(loc, code.CALL_FUNCTION_EX)
}

// keywordDict pushes a dictionary of the keyword arguments.
func (c *compiler) keywordDict(loc location, keywords []*ast.Keyword) {
	have := false
	pending := 0
	flush := func(end int) {
		c.subKeywords(loc, keywords[end-pending:end])
		c.mergeDict(loc, have, code.DICT_MERGE)
		have = true
		pending = 0
	}
	for i, k := range keywords {
		if k.Arg != "" {
			pending++
			continue
		}
		if pending > 0 {
			flush(i)
		}
		if !have {
			c.opI(loc, code.BUILD_MAP, 0)
			have = true
		}
		c.expr(k.Value)
		c.opI(loc, code.DICT_MERGE, 1)
	}
	if pending > 0 {
		flush(len(keywords))
	}
}

func (c *compiler) subKeywords(loc location, keywords []*ast.Keyword) {
	big := len(keywords)*2 > stackUse
	if big {
		c.opI(noLocation, code.BUILD_MAP, 0)
	}
	for _, k := range keywords {
		c.loadConst(loc, k.Arg)
		c.expr(k.Value)
		if big {
			c.opI(noLocation, code.MAP_ADD, 1)
		}
	}
	if !big {
		c.opI(loc, code.BUILD_MAP, len(keywords))
	}
}

// superCall returns the call in super().attr or super(a, b).attr if it can be compiled
// to LOAD_SUPER_ATTR: nothing in sight shadows the name, and for the form without arguments
// the function has a first parameter and __class__.
func (c *compiler) superCall(attr *ast.Attribute) *ast.Call {
	call, ok := attr.Value.(*ast.Call)
	if !ok || attr.Attr == "__class__" || len(call.Keywords) != 0 {
		return nil
	}
	name, ok := call.Func.(*ast.Name)
	if !ok || name.ID != "super" || c.u.entry.Scope("super") != symtable.GlobalImplicit ||
		c.table.Top.Scope("super") != symtable.Unknown {
		return nil
	}
	switch len(call.Args) {
	case 2:
		if !hasStar(call.Args) {
			return call
		}
	case 0:
		if c.u.argCount+c.u.posOnlyArgCount > 0 && c.refType("__class__") == symtable.Free {
			return call
		}
	}
	return nil
}

// superArgs pushes super, the class and the instance.
func (c *compiler) superArgs(call *ast.Call) {
	c.nameOp(atExpr(call.Func), "super", ast.Load)
	if len(call.Args) == 2 {
		c.exprs(call.Args)
		return
	}
	loc := at(&call.Pos)
	c.nameOp(loc, "__class__", ast.Load)
	c.nameOp(loc, c.u.varNames.list[0], ast.Load)
}

// superAttr emits LOAD_SUPER_ATTR; its argument has bit 0 set for a method that is to be
// called, bit 1 for the form with two arguments.
func (c *compiler) superAttr(loc location, call *ast.Call, attr string, method int) {
	arg := c.u.names.add(c.mangle(attr))<<2 | method
	if len(call.Args) > 0 {
		arg |= 2
	}
	c.opI(loc, code.LOAD_SUPER_ATTR, arg)
}

// builtinOverGenerator inlines all(), any() and tuple() of a generator expression behind a
// check that the name still is the builtin. The function is on the stack; where the
// inlined form ends, it jumps to done.
func (c *compiler) builtinOverGenerator(e *ast.Call, done label) {
	name, ok := e.Func.(*ast.Name)
	if !ok || len(e.Args) != 1 || len(e.Keywords) != 0 {
		return
	}
	gen, ok := e.Args[0].(*ast.GeneratorExp)
	if !ok || c.table.Block(gen, symtable.Body).Coroutine { // an asynchronous one is no iterable
		return
	}
	skip := c.newLabel()
	loc := at(&name.Pos)
	switch name.ID {
	case "all":
		c.inlineGenerator(loc, commonAll, e.Args[0], skip, done, func(loop label) {
			c.op(loc, code.TO_BOOL)
			c.jump(loc, code.POP_JUMP_IF_TRUE, loop)
			c.op(noLocation, code.POP_ITER)
			c.loadConst(loc, false)
		}, func() { c.loadConst(loc, true) })
	case "any":
		c.inlineGenerator(loc, commonAny, e.Args[0], skip, done, func(loop label) {
			c.op(loc, code.TO_BOOL)
			c.jump(loc, code.POP_JUMP_IF_FALSE, loop)
			c.op(noLocation, code.POP_ITER)
			c.loadConst(loc, true)
		}, func() { c.loadConst(loc, false) })
	case "tuple":
		c.inlineGenerator(loc, commonTuple, e.Args[0], skip, done, func(loop label) {
			c.opI(loc, code.LIST_APPEND, 2)
			c.jump(loc, code.JUMP, loop)
			c.op(noLocation, code.POP_ITER)
		}, func() { c.opI(loc, code.CALL_INTRINSIC_1, intrinsicListToTuple) })
	}
	c.use(skip)
}

// inlineGenerator emits the check and the loop; each handles an item, finish the end.
func (c *compiler) inlineGenerator(loc location, constant int, gen ast.Expr, skip, done label, each func(loop label), finish func()) {
	c.opI(loc, code.COPY, 1)
	c.opI(loc, code.LOAD_COMMON_CONSTANT, constant)
	c.compareOp(loc, ast.Is)
	c.jump(loc, code.POP_JUMP_IF_FALSE, skip)
	c.op(loc, code.POP_TOP)
	if constant == commonTuple {
		c.opI(loc, code.BUILD_LIST, 0)
	}
	c.expr(gen)
	loop, cleanup := c.newLabel(), c.newLabel()
	c.use(loop)
	c.jump(loc, code.FOR_ITER, cleanup)
	each(loop)
	c.jump(loc, code.JUMP, done)
	c.use(cleanup)
	c.op(noLocation, code.END_FOR)
	c.op(noLocation, code.POP_ITER)
	finish()
	c.jump(loc, code.JUMP, done)
}
