// This file implements compile, eval and exec.

package builtins

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// sourceText returns the text of a source argument; bytes are decoded by the compiler.
func sourceText(t *thread, v value, fn, what string) (string, *excp) {
	if v.IsStr() {
		return py.AsStr(v).String(), nil
	}
	data, ok := py.BytesOf(v)
	if !ok {
		return "", py.TypeErrorf("%s() arg 1 must be a %s", fn, what)
	}
	return string(data), nil
}

// futureFlags are the __future__ features in force where the running function was compiled.
func futureFlags(t *thread) code.Flags {
	if rec := t.Top(); rec != nil {
		return rec.Code.Flags & code.FutureMask
	}
	return 0
}

// compile's own flags (Include/cpython/compile.h).
const (
	onlyAST         = 0x400
	dontImplyDedent = 0x200
	allowTopAwait   = 0x2000
	allowIncomplete = 0x4000
	typeComments    = 0x1000
	optimizedAST    = 0x8000 | onlyAST
	knownFlags      = code.Flags(optimizedAST|dontImplyDedent|allowTopAwait|allowIncomplete|typeComments) | code.FutureMask
)

func compile(t *thread, self value, args []value) (value, *excp) {
	file, exc := py.FSText(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	if !args[2].IsStr() {
		return value{}, py.TypeErrorf("compile() argument 'mode' must be str, not %s", py.TypeName(args[2]))
	}
	mode := py.AsStr(args[2]).String()
	n := [3]int{0, -1, -1} // flags, optimize, feature version
	for i, at := range []int{3, 5, 6} {
		if args[at].Bound() {
			if n[i], exc = py.IndexInt(t, args[at], py.OverflowError); exc != nil {
				return value{}, exc
			}
		}
	}
	flags := code.Flags(n[0])
	dont := false
	if args[4].Bound() {
		if dont, exc = py.Truth(t, args[4]); exc != nil {
			return value{}, exc
		}
	}
	switch {
	case flags&^knownFlags != 0:
		return value{}, py.ValueErrorf("compile(): unrecognised flags")
	case n[1] < -1 || n[1] > 2:
		return value{}, py.ValueErrorf("compile(): invalid optimize value")
	case mode != "exec" && mode != "eval" && mode != "single" && !(mode == "func_type" && flags&onlyAST != 0):
		if mode == "func_type" {
			return value{}, py.ValueErrorf("compile() mode 'func_type' requires flag PyCF_ONLY_AST")
		}
		if flags&onlyAST != 0 {
			return value{}, py.ValueErrorf("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
		}
		return value{}, py.ValueErrorf("compile() mode must be 'exec', 'eval' or 'single'")
	}
	if !dont {
		flags |= futureFlags(t)
	}
	if flags&onlyAST != 0 || !args[0].IsStr() && !py.IsBytesLike(args[0]) {
		if py.CompileASTHook == nil {
			if flags&onlyAST != 0 {
				return value{}, py.RuntimeErrorf("this program was built without the _ast module")
			}
			return value{}, py.TypeErrorf("compile() arg 1 must be a string, bytes or AST object")
		}
		return py.CompileASTHook(t, args[0], file, mode, flags, n[1], n[2])
	}
	if exc := py.Audit(t, "compile", args[0], args[1]); exc != nil {
		return value{}, exc
	}
	text, exc := sourceText(t, args[0], "compile", "string, bytes or AST object")
	if exc != nil {
		return value{}, exc
	}
	c, exc := py.CompileSource(t, text, args[0].IsStr(), file, mode, flags, n[1])
	if exc != nil {
		return value{}, exc
	}
	return c.V(), nil
}

// namespaces chooses the globals and locals of eval and exec.
func namespaces(t *thread, fn string, globals, locals value) (*py.Dict, value, *excp) {
	given := globals.Bound() && !globals.IsNone()
	if given && globals.Type().Flags&py.DictSubclass == 0 {
		if fn == "exec" {
			return nil, value{}, py.TypeErrorf("exec() globals must be a dict, not %s", py.TypeName(globals))
		}
		if globals.Type().Slots.GetItem != nil {
			return nil, value{}, py.TypeErrorf("globals must be a real dict; try eval(code, {}, mapping)")
		}
		return nil, value{}, py.TypeErrorf("globals must be a dict")
	}
	hasLocals := locals.Bound() && !locals.IsNone()
	if hasLocals && locals.Type().Slots.GetItem == nil {
		if fn == "eval" {
			return nil, value{}, py.TypeErrorf("locals must be a mapping")
		}
		return nil, value{}, py.TypeErrorf("locals must be a mapping or None, not %s", py.TypeName(locals))
	}
	var g *py.Dict
	if given {
		g = py.AsDict(globals)
	} else if g = t.CurrentGlobals(); g == nil {
		return nil, value{}, py.SystemErrorf("globals and locals cannot be NULL")
	}
	switch {
	case hasLocals:
	case given:
		locals = globals
	default:
		var exc *excp
		if locals, exc = t.CurrentLocals(); exc != nil {
			return nil, value{}, exc
		}
	}
	return g, locals, nil
}

// compileFor compiles the source that was given to eval or exec.
func compileFor(t *thread, source value, text, mode string) (*py.CodeObject, *excp) {
	if exc := py.Audit(t, "compile", source, py.None); exc != nil {
		return nil, exc
	}
	return py.CompileSource(t, text, source.IsStr(), "<string>", mode, futureFlags(t), -1)
}

func eval(t *thread, self value, args []value) (value, *excp) {
	g, locals, exc := namespaces(t, "eval", args[1], args[2])
	if exc != nil {
		return value{}, exc
	}
	if args[0].Type() == py.CodeType {
		c := py.AsCode(args[0])
		if c.NumFree() > 0 {
			return value{}, py.TypeErrorf("code object passed to eval() may not contain free variables")
		}
		return py.RunCode(t, c, g, locals, nil)
	}
	text, exc := sourceText(t, args[0], "eval", "string, bytes or code object")
	if exc != nil {
		return value{}, exc
	}
	for text != "" && (text[0] == ' ' || text[0] == '\t') {
		text = text[1:]
	}
	c, exc := compileFor(t, args[0], text, "eval")
	if exc != nil {
		return value{}, exc
	}
	return py.RunCode(t, c, g, locals, nil)
}

func exec(t *thread, self value, args []value) (value, *excp) {
	g, locals, exc := namespaces(t, "exec", args[1], args[2])
	if exc != nil {
		return value{}, exc
	}
	var c *py.CodeObject
	closure := args[3]
	if closure.Bound() && closure.IsNone() {
		closure = value{}
	}
	var cells []*py.Cell
	if args[0].Type() == py.CodeType {
		c = py.AsCode(args[0])
		if cells, exc = closureCells(c, closure); exc != nil {
			return value{}, exc
		}
	} else {
		if closure.Bound() {
			return value{}, py.TypeErrorf("closure argument can only be used when source is a code object")
		}
		text, exc := sourceText(t, args[0], "exec", "string, bytes or code object")
		if exc != nil {
			return value{}, exc
		}
		if c, exc = compileFor(t, args[0], text, "exec"); exc != nil {
			return value{}, exc
		}
	}
	if exc := py.Audit(t, "exec", c.V()); exc != nil {
		return value{}, exc
	}
	_, exc = py.RunCode(t, c, g, locals, cells)
	return py.None, exc
}

// closureCells checks the closure argument of exec against the code's free variables.
func closureCells(c *py.CodeObject, closure value) ([]*py.Cell, *excp) {
	n := c.NumFree()
	if n == 0 {
		if closure.Bound() {
			return nil, py.TypeErrorf("cannot use a closure with this code object")
		}
		return nil, nil
	}
	ok := closure.Bound() && closure.Type() == py.TupleType && len(py.AsTuple(closure).Items) == n
	var cells []*py.Cell
	if ok {
		for _, v := range py.AsTuple(closure).Items {
			if ok = ok && v.Type() == py.CellType; ok {
				cells = append(cells, py.AsCell(v))
			}
		}
	}
	if !ok {
		return nil, py.TypeErrorf("code object requires a closure of exactly length %d", n)
	}
	return cells, nil
}
