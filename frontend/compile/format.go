// This file turns "…" % (…) into an f-string, if all its formats are simple.

package compile

import (
	"strconv"
	"strings"

	"adder/frontend/ast"
)

// maxFormatDigits bounds width and precision of a simple format.
const maxFormatDigits = 3

// foldFormat returns the f-string for e, or e itself.
func foldFormat(e *ast.BinOp) ast.Expr {
	left, ok := e.Left.(*ast.Constant)
	if !ok {
		return e
	}
	format, ok := left.Value.(string)
	if !ok {
		return e
	}
	right, ok := e.Right.(*ast.Tuple)
	if !ok || hasStar(right.Elts) {
		return e
	}
	var values []ast.Expr
	args := right.Elts
	for {
		var literal string
		if literal, format = cutLiteral(format); literal != "" {
			values = append(values, artificial(literal))
		}
		if format == "" {
			break
		}
		if len(args) == 0 {
			return e // more formats than values
		}
		var value ast.Expr
		if value, format = formatValue(format[1:], args[0]); value == nil {
			return e
		}
		values = append(values, value)
		args = args[1:]
	}
	if len(args) > 0 {
		return e
	}
	return &ast.JoinedStr{Pos: e.Pos, Values: values}
}

// artificial returns a string constant without a position.
func artificial(s string) ast.Expr {
	return &ast.Constant{Pos: ast.Pos{Lineno: -1, ColOffset: -1, EndLineno: -1, EndColOffset: -1}, Value: s}
}

// cutLiteral splits off the text before the next format, with %% replaced.
func cutLiteral(format string) (literal, rest string) {
	i := 0
	for i < len(format) {
		if format[i] != '%' {
			i++
		} else if i+1 < len(format) && format[i+1] == '%' {
			i += 2
		} else {
			break
		}
	}
	return strings.ReplaceAll(format[:i], "%%", "%"), format[i:]
}

// formatValue returns the replacement field for the format at the start of s, behind the %,
// and the rest of s; nil if the format isn't simple: %s, %r or %a with width and precision.
func formatValue(s string, arg ast.Expr) (ast.Expr, string) {
	left := false
	i := 0
	next := func() byte {
		if i < len(s) {
			i++
			return s[i-1]
		}
		return 0
	}
	ch := next()
	for ; ch != 0 && strings.IndexByte("-+ #0", ch) >= 0; ch = next() {
		left = left || ch == '-'
	}
	number := func() (int, bool) {
		v, digits := 0, 0
		for ; ch >= '0' && ch <= '9'; ch = next() {
			if digits++; digits > maxFormatDigits {
				return 0, false
			}
			v = v*10 + int(ch-'0')
		}
		return v, digits < maxFormatDigits
	}
	width, prec := -1, -1
	var ok bool
	if ch >= '0' && ch <= '9' {
		if width, ok = number(); !ok {
			return nil, ""
		}
	}
	if ch == '.' {
		ch = next()
		if prec, ok = number(); !ok {
			return nil, ""
		}
	}
	if ch != 's' && ch != 'r' && ch != 'a' {
		return nil, ""
	}
	spec := ""
	if !left && width > 0 {
		spec = ">"
	}
	if width >= 0 {
		spec += strconv.Itoa(width)
	}
	if prec >= 0 {
		spec += "." + strconv.Itoa(prec)
	}
	value := &ast.FormattedValue{Pos: *arg.Position(), Value: arg, Conversion: int(ch)}
	if spec != "" {
		value.FormatSpec = artificial(spec)
	}
	return value, s[i:]
}
