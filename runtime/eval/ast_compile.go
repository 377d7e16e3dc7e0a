// This file parses to and compiles from trees: compile() with trees on either side.

package eval

import (
	"adder/frontend"
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/source"
	"adder/runtime/py"
)

// compileTree is py.CompileASTHook.
func compileTree(t *thread, src value, filename, mode string, flags code.Flags, optimize, feature int) (value, *excp) {
	s, exc := astTypes(t)
	if exc != nil {
		return value{}, exc
	}
	if py.IsInstance(src, s.base) {
		return s.compileObject(t, src, filename, mode, flags, optimize)
	}
	text, isStr := "", src.IsStr()
	if isStr {
		text = py.AsStr(src).String()
	} else {
		data, ok := py.BytesOf(src)
		if !ok {
			return value{}, py.TypeErrorf("compile() arg 1 must be a string, bytes or AST object")
		}
		text = string(data)
	}
	opts := options(flags, optimize)
	opts.IsStr = isStr
	if feature >= 0 {
		opts.FeatureVersion = feature
	}
	opts.OptimizedAST = flags&optimizedAST == optimizedAST
	mod, exc := guarded(t, &opts, func() (ast.Mod, error) {
		mod, _, err := frontend.ParseAST([]byte(text), filename, modes[mode], opts)
		return mod, err
	})
	if exc != nil {
		return value{}, exc
	}
	return s.object(mod), nil
}

// compileObject compiles a tree of objects, or returns it where only a tree is wanted.
func (s *astState) compileObject(t *thread, src value, filename, mode string, flags code.Flags, optimize int) (value, *excp) {
	if flags&optimizedAST == onlyAST {
		return src, nil
	}
	r := &reader{t: t, s: s}
	mod, exc := r.mod(src, mode)
	if exc == nil {
		exc = validate(mod)
	}
	if exc != nil {
		return value{}, exc
	}
	opts := options(flags, optimize)
	if flags&onlyAST != 0 {
		mod, exc := guarded(t, &opts, func() (ast.Mod, error) {
			_, err := frontend.OptimizeAST(mod, filename, opts)
			return mod, err
		})
		if exc != nil {
			return value{}, exc
		}
		return s.object(mod), nil
	}
	c, exc := guarded(t, &opts, func() (*code.Code, error) {
		c, _, err := frontend.CompileAST(mod, filename, opts)
		return c, err
	})
	if exc != nil {
		return value{}, exc
	}
	return py.NewCode(c).V(), nil
}

// options are the front end's for the flags of compile().
func options(flags code.Flags, optimize int) frontend.Options {
	return frontend.Options{Optimize: level(optimize), Flags: flags & code.FutureMask,
		TypeComments: flags&typeComments != 0, TopLevelAwait: flags&allowTopAwait != 0,
		DontImplyDedent: flags&dontImplyDedent != 0, AllowIncompleteInput: flags&allowIncomplete != 0}
}

// guarded runs the front end with the warnings of Python; one that is an error ends it.
func guarded[T any](t *thread, opts *frontend.Options, run func() (T, error)) (T, *excp) {
	var raised *excp
	opts.Warn = func(w *source.Warning) bool {
		if raised == nil {
			raised = warn(t, w)
		}
		return raised != nil
	}
	v, err := run()
	switch {
	case err == nil:
		return v, nil
	case raised != nil && !raised.Matches(py.SyntaxWarning):
		return v, raised
	}
	return v, Exception(err)
}
