// This file compiles f-strings and t-strings.

package compile

import (
	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) joinedStr(e *ast.JoinedStr) {
	loc := at(&e.Pos)
	n := len(e.Values)
	if n > stackUse {
		c.loadConst(loc, "")
		c.loadMethod(loc, "join")
		c.opI(loc, code.BUILD_LIST, 0)
		for _, v := range e.Values {
			c.expr(v)
			c.opI(loc, code.LIST_APPEND, 1)
		}
		c.opI(loc, code.CALL, 1)
		return
	}
	c.exprs(e.Values)
	switch {
	case n > 1:
		c.opI(loc, code.BUILD_STRING, n)
	case n == 0:
		c.loadConst(loc, "")
	}
}

// conversions are the arguments of CONVERT_VALUE.
var conversions = map[int]int{'s': 1, 'r': 2, 'a': 3}

func (c *compiler) formattedValue(e *ast.FormattedValue) {
	loc := at(&e.Pos)
	c.expr(e.Value)
	if conv, ok := conversions[e.Conversion]; ok {
		c.opI(loc, code.CONVERT_VALUE, conv)
	}
	if e.FormatSpec != nil {
		c.expr(e.FormatSpec)
		c.op(loc, code.FORMAT_WITH_SPEC)
	} else {
		c.op(loc, code.FORMAT_SIMPLE)
	}
}

// templateStr builds a tuple of strings, one more than there are interpolations, and a tuple
// of interpolations.
func (c *compiler) templateStr(e *ast.TemplateStr) {
	loc := at(&e.Pos)
	strings, interpolations := 0, 0
	wasInterpolation := true
	for _, v := range e.Values {
		if _, ok := v.(*ast.Interpolation); ok {
			if wasInterpolation {
				c.loadConst(loc, "")
				strings++
			}
			wasInterpolation = true
			continue
		}
		c.expr(v)
		strings++
		wasInterpolation = false
	}
	if wasInterpolation {
		c.loadConst(loc, "")
		strings++
	}
	c.opI(loc, code.BUILD_TUPLE, strings)
	for _, v := range e.Values {
		if _, ok := v.(*ast.Interpolation); ok {
			c.expr(v)
			interpolations++
		}
	}
	c.opI(loc, code.BUILD_TUPLE, interpolations)
	c.op(loc, code.BUILD_TEMPLATE)
}

func (c *compiler) interpolation(e *ast.Interpolation) {
	loc := at(&e.Pos)
	c.expr(e.Value)
	c.loadConst(loc, e.Str)
	arg := 2
	if e.FormatSpec != nil {
		arg++
		c.expr(e.FormatSpec)
	}
	c.opI(loc, code.BUILD_INTERPOLATION, arg|conversions[e.Conversion]<<2)
}
