// This file dispatches expressions and compiles the simple ones.

package compile

import (
	"unicode/utf8"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// exprs compiles a list of expressions; elements must not be nil.
func (c *compiler) exprs(list []ast.Expr) {
	for _, e := range list {
		c.expr(e)
	}
}

func (c *compiler) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Name:
		c.nameOp(at(&e.Pos), e.ID, e.Ctx)
	case *ast.Constant:
		c.loadConst(at(&e.Pos), e.Value)
	case *ast.Attribute:
		c.attribute(e)
	case *ast.Call:
		c.call(e)
	case *ast.Subscript:
		c.subscript(e)
	case *ast.BinOp:
		c.expr(e.Left)
		c.expr(e.Right)
		c.opI(at(&e.Pos), code.BINARY_OP, binaryOps[e.Op][0])
	case *ast.UnaryOp:
		c.unaryOp(e)
	case *ast.Compare:
		c.compare(e)
	case *ast.BoolOp:
		c.boolOp(e)
	case *ast.Tuple:
		c.sequence(at(&e.Pos), e.Elts, e.Ctx, true)
	case *ast.List:
		c.sequence(at(&e.Pos), e.Elts, e.Ctx, false)
	case *ast.Dict:
		c.dict(e)
	case *ast.Set:
		c.starUnpack(at(&e.Pos), e.Elts, 0, "", setDisplay)
	case *ast.IfExp:
		c.ifExp(e)
	case *ast.Lambda:
		c.lambda(e)
	case *ast.NamedExpr:
		c.expr(e.Value)
		c.opI(at(&e.Pos), code.COPY, 1)
		c.expr(e.Target)
	case *ast.Slice:
		c.slice(e)
	case *ast.Starred:
		if e.Ctx == ast.Store {
			c.fail(at(&e.Pos), "starred assignment target must be in a list or tuple")
		} else {
			c.fail(at(&e.Pos), "can't use starred expression here")
		}
	default:
		c.rareExpr(e)
	}
}

// rareExpr compiles comprehensions, string displays and what suspends a function.
func (c *compiler) rareExpr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.JoinedStr:
		c.joinedStr(e)
	case *ast.FormattedValue:
		c.formattedValue(e)
	case *ast.TemplateStr:
		c.templateStr(e)
	case *ast.Interpolation:
		c.interpolation(e)
	case *ast.ListComp:
		c.comprehension(&comprehension{e, e.Pos, "<listcomp>", code.BUILD_LIST, e.Generators, e.Elt, nil})
	case *ast.SetComp:
		c.comprehension(&comprehension{e, e.Pos, "<setcomp>", code.BUILD_SET, e.Generators, e.Elt, nil})
	case *ast.DictComp:
		c.comprehension(&comprehension{e, e.Pos, "<dictcomp>", code.BUILD_MAP, e.Generators, e.Key, e.Value})
	case *ast.GeneratorExp:
		c.comprehension(&comprehension{e, e.Pos, "<genexpr>", 0, e.Generators, e.Elt, nil})
	case *ast.Yield:
		c.yield(e)
	case *ast.YieldFrom:
		c.yieldFromExpr(e)
	case *ast.Await:
		c.expr(e.Value)
		c.await(at(&e.Pos), awaitExpr)
	}
}

func (c *compiler) unaryOp(e *ast.UnaryOp) {
	loc := at(&e.Pos)
	c.expr(e.Operand)
	switch e.Op {
	case ast.UAdd:
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicUnaryPositive)
	case ast.Not:
		c.op(loc, code.TO_BOOL)
		c.op(loc, code.UNARY_NOT)
	case ast.Invert:
		c.op(loc, code.UNARY_INVERT)
	case ast.USub:
		c.op(loc, code.UNARY_NEGATIVE)
	}
}

func (c *compiler) yield(e *ast.Yield) {
	loc := at(&e.Pos)
	if !c.u.entry.FunctionLike() {
		c.fail(loc, "'yield' outside function")
		return
	}
	if e.Value != nil {
		c.expr(e.Value)
	} else {
		c.loadNone(loc)
	}
	c.yieldValue(loc)
}

func (c *compiler) yieldValue(loc location) {
	if e := c.u.entry; e.Generator && e.Coroutine {
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicAsyncGenWrap)
	}
	c.opI(loc, code.YIELD_VALUE, 0)
	c.opI(loc, code.RESUME, resumeAfterYield)
}

func (c *compiler) yieldFromExpr(e *ast.YieldFrom) {
	loc := at(&e.Pos)
	switch {
	case !c.u.entry.FunctionLike():
		c.fail(loc, "'yield from' outside function")
		return
	case c.u.scope == scopeAsyncFunction:
		c.fail(loc, "'yield from' inside async function")
		return
	}
	c.expr(e.Value)
	c.op(loc, code.GET_YIELD_FROM_ITER)
	c.loadNone(loc)
	c.yieldFrom(loc, resumeAfterYieldFrom)
}

func (c *compiler) attribute(e *ast.Attribute) {
	loc := at(&e.Pos)
	if e.Ctx == ast.Load {
		if call := c.superCall(e); call != nil {
			c.superArgs(call)
			c.superAttr(loc, call, e.Attr, 0)
			c.op(atAttr(loc, e), code.NOP)
			return
		}
	}
	c.noteStaticAttribute(e)
	c.expr(e.Value)
	loc = atAttr(loc, e)
	switch e.Ctx {
	case ast.Load:
		c.opName(loc, code.LOAD_ATTR, e.Attr)
	case ast.Store:
		c.opName(loc, code.STORE_ATTR, e.Attr)
	case ast.Del:
		c.opName(loc, code.DELETE_ATTR, e.Attr)
	}
}

// atAttr moves the start of loc to the attribute's name if the access spans lines.
func atAttr(loc location, e *ast.Attribute) location {
	if loc.Line == e.EndLineno {
		return loc
	}
	loc.Line = e.EndLineno
	if n := int32(utf8.RuneCountInString(e.Attr)); n <= e.EndColOffset {
		loc.Col = e.EndColOffset - n
	} else {
		loc.Col, loc.EndCol = -1, -1 // a strange tree: drop the columns
	}
	loc.EndLine = max(loc.Line, loc.EndLine)
	if loc.Line == loc.EndLine {
		loc.EndCol = max(loc.Col, loc.EndCol)
	}
	return loc
}
