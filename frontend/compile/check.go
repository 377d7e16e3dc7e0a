// This file warns of expressions that cannot work, or not as meant.

package compile

import (
	"math/big"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// typeName returns the Python type of e if its form tells it, else "".
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Tuple:
		return "tuple"
	case *ast.List, *ast.ListComp:
		return "list"
	case *ast.Dict, *ast.DictComp:
		return "dict"
	case *ast.Set, *ast.SetComp:
		return "set"
	case *ast.GeneratorExp:
		return "generator"
	case *ast.Lambda:
		return "function"
	case *ast.TemplateStr, *ast.Interpolation:
		return "string.templatelib.Template"
	case *ast.JoinedStr, *ast.FormattedValue:
		return "str"
	case *ast.Constant:
		return constantType(e.Value)
	}
	return ""
}

func constantType(v code.Const) string {
	switch v.(type) {
	case code.None:
		return "NoneType"
	case code.EllipsisType:
		return "ellipsis"
	case bool:
		return "bool"
	case int64, *big.Int:
		return "int"
	case float64:
		return "float"
	case complex128:
		return "complex"
	case string:
		return "str"
	case code.Bytes:
		return "bytes"
	case code.Tuple:
		return "tuple"
	case code.FrozenSet:
		return "frozenset"
	case code.Slice:
		return "slice"
	}
	return ""
}

// isLiteral reports whether comparing e by identity makes no sense: any constant but the
// singletons, and tuples of constants.
func isLiteral(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Tuple:
		for _, elt := range e.Elts {
			if _, ok := elt.(*ast.Constant); !ok {
				return false
			}
		}
		return true
	case *ast.Constant:
		switch e.Value.(type) {
		case code.None, code.EllipsisType, bool:
			return false
		}
		return true
	}
	return false
}

func (c *compiler) checkCompare(e *ast.Compare) {
	left := e.Left
	for i, op := range e.Ops {
		right := e.Comparators[i]
		if op == ast.Is || op == ast.IsNot {
			literal := left
			if !isLiteral(left) {
				literal = right
			}
			if isLiteral(literal) {
				msg := `"is" with '%s' literal. Did you mean "=="?`
				if op == ast.IsNot {
					msg = `"is not" with '%s' literal. Did you mean "!="?`
				}
				c.warn(at(&e.Pos), msg, typeName(literal))
				return
			}
		}
		left = right
	}
}

// checkCaller warns of calling a display or constant: probably a comma is missing.
func (c *compiler) checkCaller(e ast.Expr) {
	if _, ok := e.(*ast.Lambda); ok {
		return
	}
	if name := typeName(e); name != "" {
		c.warn(atExpr(e), "'%s' object is not callable; perhaps you missed a comma?", name)
	}
}

func (c *compiler) checkSubscripter(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Constant:
		switch e.Value.(type) {
		case code.None, code.EllipsisType, int64, *big.Int, bool, float64, complex128, code.FrozenSet:
		default:
			return
		}
	case *ast.Set, *ast.SetComp, *ast.GeneratorExp, *ast.TemplateStr, *ast.Interpolation, *ast.Lambda:
	default:
		return
	}
	c.warn(atExpr(e), "'%s' object is not subscriptable; perhaps you missed a comma?", typeName(e))
}

func (c *compiler) checkIndex(e, index ast.Expr) {
	name := typeName(index)
	switch name {
	case "", "int", "bool", "slice":
		return
	}
	switch e := e.(type) {
	case *ast.Constant:
		switch e.Value.(type) {
		case string, code.Bytes, code.Tuple:
		default:
			return
		}
	case *ast.Tuple, *ast.List, *ast.ListComp, *ast.JoinedStr, *ast.FormattedValue:
	default:
		return
	}
	c.warn(atExpr(e), "%s indices must be integers or slices, not %s; perhaps you missed a comma?", typeName(e), name)
}
