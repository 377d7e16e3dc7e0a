// Package frontend compiles Python source to code objects, exactly as CPython 3.14 does.
//
//	source ─ decode ─ scan ─ parse ─▶ tree ─ preprocess ─ symtable ─ compile ─ flow ─▶ code
//
// It is the one door to the packages below it. Errors are *source.SyntaxError,
// *source.EncodeError, parse.ErrTooComplex where CPython raises a MemoryError, or
// parse.ErrNoValue where it raises a ValueError.
package frontend

import (
	"bufio"
	"errors"
	"os"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/compile"
	"adder/frontend/parse"
	"adder/frontend/source"
	"adder/frontend/symtable"
)

// Mode is what kind of source text is compiled.
type Mode = parse.Mode

// The modes of compile(), and that of ast.parse(mode="func_type").
const (
	Exec     = parse.Exec
	Eval     = parse.Eval
	Single   = parse.Single
	FuncType = parse.FuncType
)

// Options are the flags of compile(); the zero value is what running a module uses.
type Options struct {
	IsStr    bool       // the source is a Python str in UTF-8, not the bytes of a file
	Optimize int        // 0, 1 (no assert) or 2 (no docstrings either)
	Flags    code.Flags // __future__ flags of the code that asks
	// The PyCF_ flags of the same names.
	TypeComments, TopLevelAwait, DontImplyDedent, AllowIncompleteInput bool
	FeatureVersion                                                     int // minor version, 0 for the newest
	OptimizedAST                                                       bool
	// Warn is called for each warning as it is issued; true makes it an error. It may be nil.
	Warn source.WarnFunc
}

// session is one compilation.
type session struct {
	filename string
	opts     Options
	warnings []source.Warning
}

// Compile compiles src. The warnings are also returned when there is an error.
func Compile(src []byte, filename string, mode Mode, opts Options) (*code.Code, []source.Warning, error) {
	s := &session{filename: filename, opts: opts}
	mod, err := s.parse(src, mode)
	if err != nil {
		return nil, s.warnings, err
	}
	co, err := compile.Compile(mod, s.compileOptions())
	if err != nil {
		return nil, s.warnings, s.located(err)
	}
	return co, s.warnings, nil
}

// CompileAST compiles a tree, which it may change.
func CompileAST(mod ast.Mod, filename string, opts Options) (*code.Code, []source.Warning, error) {
	s := &session{filename: filename, opts: opts}
	co, err := compile.Compile(mod, s.compileOptions())
	if err != nil {
		return nil, s.warnings, s.located(err)
	}
	return co, s.warnings, nil
}

// Symbols returns the symbol table of src.
func Symbols(src []byte, filename string, mode Mode, opts Options) (*symtable.Table, []source.Warning, error) {
	s := &session{filename: filename, opts: opts}
	mod, err := s.parse(src, mode)
	if err != nil {
		return nil, s.warnings, err
	}
	table, err := compile.Symbols(mod, s.compileOptions())
	if err != nil {
		return nil, s.warnings, s.located(err)
	}
	return table, s.warnings, nil
}

// ParseAST parses src only. With OptimizedAST the tree is the one that the compiler works on.
func ParseAST(src []byte, filename string, mode Mode, opts Options) (ast.Mod, []source.Warning, error) {
	s := &session{filename: filename, opts: opts}
	mod, err := s.parse(src, mode)
	if err != nil {
		return nil, s.warnings, err
	}
	if opts.OptimizedAST {
		err = compile.Preprocess(mod, s.compileOptions())
	} else {
		err = compile.Check(mod, s.compileOptions())
	}
	if err != nil {
		return nil, s.warnings, s.located(err)
	}
	return mod, s.warnings, nil
}

// OptimizeAST turns a tree, in place, into the one that the compiler works on.
func OptimizeAST(mod ast.Mod, filename string, opts Options) ([]source.Warning, error) {
	s := &session{filename: filename, opts: opts}
	if err := compile.Preprocess(mod, s.compileOptions()); err != nil {
		return s.warnings, s.located(err)
	}
	return s.warnings, nil
}

func (s *session) parse(src []byte, mode Mode) (ast.Mod, error) {
	file, err := source.Decode(s.filename, src, source.Options{IsStr: s.opts.IsStr, Exec: mode == Exec})
	if err != nil {
		return nil, err
	}
	return parse.Parse(file, parse.Options{
		Mode: mode, TypeComments: s.opts.TypeComments, FeatureVersion: s.opts.FeatureVersion,
		BarryAsFLUFL:  s.opts.Flags&code.CO_FUTURE_BARRY_AS_BDFL != 0,
		ImplyNoDedent: s.opts.DontImplyDedent, Incomplete: s.opts.AllowIncompleteInput,
		Warn: s.warn,
	})
}

// warn keeps a warning and asks whether it is an error.
func (s *session) warn(w *source.Warning) bool {
	if s.opts.Warn != nil && s.opts.Warn(w) {
		return true
	}
	s.warnings = append(s.warnings, *w)
	return false
}

func (s *session) compileOptions() compile.Options {
	return compile.Options{
		Filename: s.filename, Optimize: s.opts.Optimize, Flags: s.opts.Flags, TopLevelAwait: s.opts.TopLevelAwait,
		Warn: func(w compile.Warning) error {
			raise := s.warn(&source.Warning{
				Category: "SyntaxWarning", Msg: w.Msg, Filename: s.filename, Lineno: int(w.Pos.Lineno)})
			if raise {
				return &compile.Error{Msg: w.Msg, Pos: w.Pos}
			}
			return nil
		},
	}
}

// located turns a compiler's error into the form of all errors. Its excerpt comes from the
// file of that name, if there is one: the compiler no longer has the text.
func (s *session) located(err error) error {
	var e *compile.Error
	if !errors.As(err, &e) {
		return err
	}
	text, ok := fileLine(s.filename, int(e.Pos.Lineno))
	return &source.SyntaxError{
		Type: "SyntaxError", Msg: e.Msg, Filename: s.filename, Text: text,
		Lineno: int(e.Pos.Lineno), Offset: int(e.Pos.ColOffset) + 1,
		EndLineno: int(e.Pos.EndLineno), EndOffset: int(e.Pos.EndColOffset) + 1,
		HasPos: true, HasText: ok, HasEnd: true,
	}
}

// fileLine reads a line of a file, with its line end.
func fileLine(name string, lineno int) (string, bool) {
	f, err := os.Open(name)
	if err != nil {
		return "", false
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for {
		line, err := r.ReadString('\n')
		if lineno--; lineno == 0 && line != "" {
			return source.DecodeReplace([]byte(line)), true
		}
		if err != nil {
			return "", false
		}
	}
}
