// This file compiles assignments, subscripts and slices.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) assign(s *ast.Assign) {
	c.expr(s.Value)
	for i, target := range s.Targets {
		if i < len(s.Targets)-1 {
			c.opI(at(&s.Pos), code.COPY, 1)
		}
		c.expr(target)
	}
}

func (c *compiler) augAssign(s *ast.AugAssign) {
	loc := atExpr(s.Target)
	operate := func() {
		c.expr(s.Value)
		c.opI(at(&s.Pos), code.BINARY_OP, binaryOps[s.Op][1])
	}
	switch t := s.Target.(type) {
	case *ast.Name:
		c.nameOp(loc, t.ID, ast.Load)
		operate()
		c.nameOp(loc, t.ID, ast.Store)
	case *ast.Attribute:
		c.expr(t.Value)
		c.opI(loc, code.COPY, 1)
		loc = atAttr(loc, t)
		c.opName(loc, code.LOAD_ATTR, t.Attr)
		operate()
		c.opI(loc, code.SWAP, 2)
		c.opName(loc, code.STORE_ATTR, t.Attr)
	case *ast.Subscript:
		c.expr(t.Value)
		if s := twoPartSlice(t.Slice); s != nil {
			c.augSlice(loc, s, operate)
			return
		}
		c.expr(t.Slice)
		c.opI(loc, code.COPY, 2)
		c.opI(loc, code.COPY, 2)
		c.opI(loc, code.BINARY_OP, code.NB_SUBSCR)
		operate()
		c.opI(loc, code.SWAP, 3)
		c.opI(loc, code.SWAP, 2)
		c.op(loc, code.STORE_SUBSCR)
	}
}

func (c *compiler) augSlice(loc location, s *ast.Slice, operate func()) {
	c.sliceParts(s)
	c.opI(loc, code.COPY, 3)
	c.opI(loc, code.COPY, 3)
	c.opI(loc, code.COPY, 3)
	c.op(loc, code.BINARY_SLICE)
	operate()
	c.opI(loc, code.SWAP, 4)
	c.opI(loc, code.SWAP, 3)
	c.opI(loc, code.SWAP, 2)
	c.op(loc, code.STORE_SLICE)
}

func (c *compiler) subscript(e *ast.Subscript) {
	loc := at(&e.Pos)
	if e.Ctx == ast.Load {
		c.checkSubscripter(e.Value)
		c.checkIndex(e.Value, e.Slice)
	}
	c.expr(e.Value)
	if s := twoPartSlice(e.Slice); s != nil && e.Ctx != ast.Del {
		c.sliceParts(s)
		if e.Ctx == ast.Load {
			c.op(loc, code.BINARY_SLICE)
		} else {
			c.op(loc, code.STORE_SLICE)
		}
		return
	}
	c.expr(e.Slice)
	switch e.Ctx {
	case ast.Load:
		c.opI(loc, code.BINARY_OP, code.NB_SUBSCR)
	case ast.Store:
		c.op(loc, code.STORE_SUBSCR)
	case ast.Del:
		c.op(loc, code.DELETE_SUBSCR)
	}
}

// isConstant reports whether e is a constant or absent.
func isConstant(e ast.Expr) bool {
	if e == nil {
		return true
	}
	_, ok := e.(*ast.Constant)
	return ok
}

func constantSlice(s *ast.Slice) bool {
	return isConstant(s.Lower) && isConstant(s.Upper) && isConstant(s.Step)
}

// twoPartSlice returns e if it is a slice without a step that isn't constant as a whole: no
// slice object is made for it.
func twoPartSlice(e ast.Expr) *ast.Slice {
	if s, ok := e.(*ast.Slice); ok && s.Step == nil && !constantSlice(s) {
		return s
	}
	return nil
}

func (c *compiler) sliceParts(s *ast.Slice) {
	for _, part := range [...]ast.Expr{s.Lower, s.Upper} {
		if part != nil {
			c.expr(part)
		} else {
			c.loadNone(at(&s.Pos))
		}
	}
}

func (c *compiler) slice(s *ast.Slice) {
	loc := at(&s.Pos)
	if constantSlice(s) {
		value := func(e ast.Expr) code.Const {
			if e == nil {
				return code.None{}
			}
			return e.(*ast.Constant).Value
		}
		c.loadConst(loc, code.Slice{Start: value(s.Lower), Stop: value(s.Upper), Step: value(s.Step)})
		return
	}
	c.sliceParts(s)
	n := 2
	if s.Step != nil {
		c.expr(s.Step)
		n = 3
	}
	c.opI(loc, code.BUILD_SLICE, n)
}
