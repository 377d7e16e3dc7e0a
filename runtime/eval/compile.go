// This file compiles source for compile(), exec(), eval() and imports.

// Package eval gives programs the compiler: it fills the hooks of the core with the front end.
// Only programs that can reach new source text link it.
package eval

import (
	"errors"

	"adder/frontend"
	"adder/frontend/code"
	"adder/frontend/parse"
	"adder/frontend/source"
	"adder/runtime/imp"
	"adder/runtime/py"
)

func init() {
	py.CompileHook = compileSource
	py.CompileASTHook = compileTree
	imp.CompileHook = compileModule
}

// The flags of compile() that options carry (Include/cpython/compile.h).
const (
	dontImplyDedent = 0x200
	typeComments    = 0x1000
	allowTopAwait   = 0x2000
	allowIncomplete = 0x4000
)

var modes = map[string]frontend.Mode{"exec": frontend.Exec, "eval": frontend.Eval, "single": frontend.Single, "func_type": frontend.FuncType}

// compileSource is py.CompileHook.
func compileSource(t *py.Thread, text string, isStr bool, filename, mode string, flags code.Flags, optimize int) (*py.CodeObject, *py.Exc) {
	opts := options(flags, optimize)
	opts.IsStr = isStr
	c, exc := compileText(t, []byte(text), filename, modes[mode], opts)
	if exc != nil {
		return nil, exc
	}
	return py.NewCode(c), nil
}

// level is an optimisation level given to compile, -1 for that of the interpreter.
func level(optimize int) int {
	if optimize < 0 {
		return imp.Optimize
	}
	return optimize
}

// compileModule is imp.CompileHook.
func compileModule(t *py.Thread, src []byte, filename string) (*code.Code, *py.Exc) {
	return compileText(t, src, filename, frontend.Exec, frontend.Options{Optimize: imp.Optimize})
}

func compileText(t *py.Thread, src []byte, filename string, mode frontend.Mode, opts frontend.Options) (*code.Code, *py.Exc) {
	return guarded(t, &opts, func() (*code.Code, error) {
		c, _, err := frontend.Compile(src, filename, mode, opts)
		return c, err
	})
}

var warningTypes = map[string]*py.Type{"SyntaxWarning": py.SyntaxWarning, "DeprecationWarning": py.DeprecationWarning}

// warn issues a warning of the compiler.
func warn(t *py.Thread, w *source.Warning) *py.Exc {
	if py.WarnExplicitHook == nil {
		return nil
	}
	return py.WarnExplicitHook(t, warningTypes[w.Category], w.Msg, w.Filename, w.Lineno)
}

// Exception turns an error of the front end into the exception that CPython raises.
func Exception(err error) *py.Exc {
	var syntax *source.SyntaxError
	var encode *source.EncodeError
	switch {
	case errors.As(err, &encode):
		return py.NewExc(py.UnicodeEncodeError, py.StrV("utf-8"), py.StrV(encode.Text), py.Int(int64(encode.Start)),
			py.Int(int64(encode.End)), py.StrV("surrogates not allowed"))
	case errors.As(err, &syntax):
		return syntaxError(syntax)
	case errors.Is(err, parse.ErrTooComplex):
		return py.NewExc(py.MemoryError)
	}
	return py.Errorf(py.ValueError, "%s", err.Error())
}

var syntaxTypes = map[string]*py.Type{"SyntaxError": py.SyntaxError, "IndentationError": py.IndentationError,
	"TabError": py.TabError, "_IncompleteInputError": py.IncompleteInputError}

func syntaxError(e *source.SyntaxError) *py.Exc {
	typ := syntaxTypes[e.Type]
	if typ == nil {
		typ = py.SyntaxError
	}
	if !e.HasPos && !e.HasText && !e.HasEnd {
		return py.NewExc(typ, py.StrV(e.Msg))
	}
	info := make([]py.Value, 0, 6)
	for _, v := range e.Place() {
		switch v := v.(type) {
		case string:
			info = append(info, py.StrV(v))
		case int:
			info = append(info, py.Int(int64(v)))
		default:
			info = append(info, py.None)
		}
	}
	if !e.HasEnd {
		info = info[:4]
	}
	return py.NewExc(typ, py.StrV(e.Msg), py.TupleFrom(info).V())
}
