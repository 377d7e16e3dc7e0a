// This file preprocesses expressions.

package compile

import (
	"math/big"

	"adder/frontend/ast"
	"adder/frontend/code"
)

func (p *preprocessor) expr(e ast.Expr) ast.Expr {
	if p.check {
		return e // all warnings are about statements
	}
	switch e := e.(type) {
	case *ast.Name:
		if e.ID == "__debug__" && e.Ctx == ast.Load {
			return &ast.Constant{Pos: e.Pos, Value: p.opts.Optimize == 0}
		}
	case *ast.Constant:
	case *ast.Attribute:
		e.Value = p.expr(e.Value)
	case *ast.Call:
		e.Func = p.expr(e.Func)
		p.exprs(e.Args)
		p.keywords(e.Keywords)
	case *ast.Subscript:
		e.Value, e.Slice = p.expr(e.Value), p.expr(e.Slice)
	case *ast.BinOp:
		e.Left, e.Right = p.expr(e.Left), p.expr(e.Right)
		if e.Op == ast.Modulo {
			return foldFormat(e)
		}
	case *ast.Compare:
		e.Left = p.expr(e.Left)
		p.exprs(e.Comparators)
	case *ast.BoolOp:
		p.exprs(e.Values)
	case *ast.UnaryOp:
		e.Operand = p.expr(e.Operand)
	case *ast.Tuple:
		p.exprs(e.Elts)
	case *ast.List:
		p.exprs(e.Elts)
	case *ast.Dict:
		p.exprs(e.Keys)
		p.exprs(e.Values)
	case *ast.Set:
		p.exprs(e.Elts)
	case *ast.IfExp:
		e.Test, e.Body, e.Orelse = p.expr(e.Test), p.expr(e.Body), p.expr(e.Orelse)
	case *ast.Lambda:
		p.arguments(e.Args)
		e.Body = p.expr(e.Body)
	default:
		p.rareExpr(e)
	}
	return e
}

func (p *preprocessor) rareExpr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Starred:
		e.Value = p.expr(e.Value)
	case *ast.Slice:
		e.Lower, e.Upper, e.Step = p.optional(e.Lower), p.optional(e.Upper), p.optional(e.Step)
	case *ast.JoinedStr:
		p.exprs(e.Values)
	case *ast.TemplateStr:
		p.exprs(e.Values)
	case *ast.FormattedValue:
		e.Value, e.FormatSpec = p.expr(e.Value), p.optional(e.FormatSpec)
	case *ast.Interpolation:
		e.Value, e.FormatSpec = p.expr(e.Value), p.optional(e.FormatSpec)
	case *ast.ListComp:
		e.Elt = p.expr(e.Elt)
		p.comprehensions(e.Generators)
	case *ast.SetComp:
		e.Elt = p.expr(e.Elt)
		p.comprehensions(e.Generators)
	case *ast.GeneratorExp:
		e.Elt = p.expr(e.Elt)
		p.comprehensions(e.Generators)
	case *ast.DictComp:
		e.Key, e.Value = p.expr(e.Key), p.expr(e.Value)
		p.comprehensions(e.Generators)
	case *ast.Await:
		e.Value = p.expr(e.Value)
	case *ast.Yield:
		e.Value = p.optional(e.Value)
	case *ast.YieldFrom:
		e.Value = p.expr(e.Value)
	case *ast.NamedExpr:
		e.Value = p.expr(e.Value)
	}
}

// foldPatternNumber folds -1, 1+2j and -1-2j in a pattern.
func foldPatternNumber(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.UnaryOp:
		if c, ok := e.Operand.(*ast.Constant); ok && e.Op == ast.USub {
			if v := negate(c.Value); v != nil {
				return &ast.Constant{Pos: e.Pos, Value: v}
			}
		}
	case *ast.BinOp:
		right, ok := e.Right.(*ast.Constant)
		if !ok || e.Op != ast.Add && e.Op != ast.Sub {
			return e
		}
		e.Left = foldPatternNumber(e.Left)
		if left, ok := e.Left.(*ast.Constant); ok {
			if v := addComplex(left.Value, right.Value, e.Op == ast.Sub); v != nil {
				return &ast.Constant{Pos: e.Pos, Value: v}
			}
		}
	}
	return e
}

// negate returns -v, nil if v is no number.
func negate(v code.Const) code.Const {
	switch v := v.(type) {
	case int64:
		return code.Int(new(big.Int).Neg(big.NewInt(v)))
	case *big.Int:
		return code.Int(new(big.Int).Neg(v))
	case float64:
		return -v
	case complex128:
		return complex(-real(v), -imag(v))
	}
	return nil
}

// addComplex adds a real number and an imaginary one, the only sum that a pattern can hold.
func addComplex(left, right code.Const, subtract bool) code.Const {
	var re float64
	switch v := left.(type) {
	case int64:
		re = float64(v)
	case *big.Int:
		re, _ = new(big.Float).SetInt(v).Float64()
	case float64:
		re = v
	default:
		return nil
	}
	im, ok := right.(complex128)
	if !ok {
		return nil
	}
	if subtract {
		return complex(re-real(im), -imag(im))
	}
	return complex(re+real(im), imag(im))
}
