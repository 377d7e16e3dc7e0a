// This file compiles type parameters (PEP 695, 696) and type aliases.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/symtable"
)

// typeParams makes the type parameters, binds them and pushes the tuple of them.
func (c *compiler) typeParams(params []ast.TypeParam) {
	seenDefault := false
	for _, p := range params {
		loc := at(p.Position())
		var name string
		var deflt ast.Expr
		switch p := p.(type) {
		case *ast.TypeVar:
			name, deflt = p.Name, p.DefaultValue
			c.loadConst(loc, name)
			c.typeVar(loc, p)
		case *ast.TypeVarTuple:
			name, deflt = p.Name, p.DefaultValue
			c.loadConst(loc, name)
			c.opI(loc, code.CALL_INTRINSIC_1, intrinsicTypeVarTuple)
		case *ast.ParamSpec:
			name, deflt = p.Name, p.DefaultValue
			c.loadConst(loc, name)
			c.opI(loc, code.CALL_INTRINSIC_1, intrinsicParamSpec)
		}
		if deflt != nil {
			seenDefault = true
			_, starOK := p.(*ast.TypeVarTuple)
			c.typeParamExpr(p, name, deflt, symtable.Default, starOK)
			c.opI(loc, code.CALL_INTRINSIC_2, intrinsicSetTypeParamDefault)
		} else if seenDefault {
			c.fail(loc, "non-default type parameter '%s' follows default type parameter", name)
			return
		}
		c.opI(loc, code.COPY, 1)
		c.nameOp(loc, name, ast.Store)
	}
	c.opI(at(params[0].Position()), code.BUILD_TUPLE, len(params))
}

func (c *compiler) typeVar(loc location, p *ast.TypeVar) {
	if p.Bound == nil {
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicTypeVar)
		return
	}
	c.typeParamExpr(p, p.Name, p.Bound, symtable.Bound, false)
	intrinsic := intrinsicTypeVarWithBound
	if _, ok := p.Bound.(*ast.Tuple); ok {
		intrinsic = intrinsicTypeVarWithConstraints
	}
	c.opI(loc, code.CALL_INTRINSIC_2, intrinsic)
}

// typeParamExpr pushes a function that evaluates a bound or default. Its default for the
// parameter format is VALUE, 1.
func (c *compiler) typeParamExpr(p ast.TypeParam, name string, e ast.Expr, role symtable.Role, starOK bool) {
	loc := atExpr(e)
	c.loadConst(loc, code.Tuple{int64(1)})
	c.enterAnnotations(loc, c.table.Block(p, role), name)
	if starred, ok := e.(*ast.Starred); ok && starOK {
		c.expr(starred.Value)
		c.opI(loc, code.UNPACK_SEQUENCE, 1)
	} else {
		c.expr(e)
	}
	c.op(loc, code.RETURN_VALUE)
	co := c.assemble(true)
	c.exitScope()
	c.makeClosure(loc, co, funcDefaults)
}

func (c *compiler) typeAlias(s *ast.TypeAlias) {
	loc := at(&s.Pos)
	name := s.Name.(*ast.Name).ID
	generic := len(s.TypeParams) > 0
	if generic {
		c.enterScope("<generic parameters of "+name+">", scopeAnnotations,
			c.table.Block(s, symtable.TypeParams), int(s.Lineno), "", counts{})
		c.loadConst(loc, name)
		c.typeParams(s.TypeParams)
	} else {
		c.loadConst(loc, name)
		c.loadNone(loc)
	}
	c.typeAliasBody(s, name)
	if generic {
		co := c.assemble(false)
		c.exitScope()
		c.makeClosure(loc, co, 0)
		c.op(loc, code.PUSH_NULL)
		c.opI(loc, code.CALL, 0)
	}
	c.nameOp(loc, name, ast.Store)
}

func (c *compiler) typeAliasBody(s *ast.TypeAlias, name string) {
	loc := at(&s.Pos)
	c.loadConst(loc, code.Tuple{int64(1)})
	c.enterAnnotations(loc, c.table.Block(s, symtable.Body), name)
	c.expr(s.Value)
	c.op(loc, code.RETURN_VALUE)
	co := c.assemble(false)
	c.exitScope()
	c.makeClosure(loc, co, funcDefaults)
	c.opI(loc, code.BUILD_TUPLE, 3)
	c.opI(loc, code.CALL_INTRINSIC_1, intrinsicTypeAlias)
}
