// This file runs the passes and raises errors (Parser/pegen.c, Parser/pegen_errors.c).
package parse

import (
	"errors"
	"fmt"

	"adder/frontend/ast"
	"adder/frontend/scan"
	"adder/frontend/source"
	"adder/frontend/token"
)

// bailout carries an error through a panic up to the pass that recovers it.
type bailout struct{ err error }

// ErrTooComplex is what CPython raises as a MemoryError: the source is nested too deeply.
var ErrTooComplex = errors.New("Parser stack overflowed - Python source too complex to parse")

// ErrNoValue is what CPython raises as a ValueError: a "=" field below two format specs, as the
// inner one of f"{a:{b:{c=}}}", has no text.
var ErrNoValue = errors.New("field 'value' is required for Constant")

// maxDepth bounds the recursion of rules. CPython counts every rule and stops at 6,000; here
// only those count that repeat in long chains ("- - - x", "not not x", "x if y else z if …",
// "elif"), and the limit leaves out the 31 rules around a chain that is a statement.
const maxDepth = 5969

// fewerRules says how many rules less stand around an expression in each mode.
var fewerRules = [...]int{Exec: 0, Eval: 6, Single: 2, FuncType: 6}

func (p *parser) enter() {
	if p.level++; p.level > maxDepth {
		panic(bailout{ErrTooComplex})
	}
	if p.fast {
		// Without memos, hostile text can make the fast pass parse things exponentially often.
		if p.steps++; p.steps > 20*len(p.toks)+1000 {
			panic(bailout{errSlow})
		}
	}
}

// errSlow ends a fast pass that is not fast; the plain pass has memos.
var errSlow = errors.New("the fast pass takes too long")

func (p *parser) leave() { p.level-- }

// pass parses once from the first token.
func (p *parser) pass() (mod ast.Mod, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, ok := r.(bailout)
			if !ok {
				panic(r)
			}
			mod, err = nil, b.err
		}
	}()
	p.mark, p.level, p.barry = 0, -fewerRules[p.opt.Mode], p.opt.BarryAsFLUFL
	return p.start(), nil
}

// runFast parses with the fast pass; nil says that the plain one must decide. That starts
// over with a scanner of its own, since errors depend on how far the text was read; so do texts
// with warnings, which are issued once.
func runFast(file *source.File, opt Options) ast.Mod {
	var pending []*source.Warning
	if opt.Warn != nil {
		opt.Warn = func(w *source.Warning) bool {
			pending = append(pending, w)
			return false
		}
	}
	p := newParser(file, opt)
	defer p.release()
	p.fast = true
	mod, _ := p.pass()
	if mod == nil || opt.Mode == Single || len(pending) > 0 {
		return nil
	}
	return mod
}

func (p *parser) run() (ast.Mod, error) {
	mod, err := p.pass()
	if mod == nil {
		return nil, p.fail(err)
	}
	if p.opt.Mode == Single && !blankRest(p.scan.Rest()) {
		return nil, p.caught(func() {
			p.raise(errSyntax, "multiple statements found while compiling a single statement")
		})
	}
	return mod, nil
}

// fail finds the error to report after the plain pass gave err or nothing.
func (p *parser) fail(err error) error {
	if p.opt.Incomplete && p.scan.Ended() && len(p.toks) > 0 {
		return p.caught(func() { p.raise("_IncompleteInputError", "incomplete input") })
	}
	var syntax *source.SyntaxError
	if err != nil && !errors.As(err, &syntax) {
		return err
	}
	if p.scanErr != nil {
		return p.scanErr
	}
	last := p.toks[len(p.toks)-1]
	if err == nil {
		p.invalid = true
		p.forget()
		p.lastStmt = ast.Pos{}
		_, err = p.pass()
	}
	switch {
	case err != nil && !errors.As(err, &syntax):
		return err
	case err != nil:
		if p.scanErr != nil || !p.scan.OK() {
			return err
		}
		return p.preferScanner(err)
	case last.Kind == token.INDENT:
		return p.caught(func() { p.raise(errIndent, "unexpected indent") })
	case last.Kind == token.DEDENT:
		return p.caught(func() { p.raise(errIndent, "unexpected unindent") })
	}
	err = p.caught(func() { p.raiseOver(last.pos(), "invalid syntax") })
	return p.preferScanner(err)
}

// preferScanner lets an error in the rest of the text win over err.
func (p *parser) preferScanner(err error) error {
	e := p.scan.CheckRest(int(p.toks[len(p.toks)-1].Lineno))
	if e != nil && !p.scan.InString() {
		return e
	}
	return err
}

// caught returns what f raises.
func (p *parser) caught(f func()) (err error) {
	defer func() {
		b, ok := recover().(bailout)
		if !ok {
			panic("parse: nothing raised")
		}
		err = b.err
	}()
	f()
	return nil
}

// blankRest reports whether only blanks and comments are left.
func blankRest(s string) bool {
	comment := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n':
			comment = false
		case comment || c == ' ' || c == '\t' || c == '\f':
		case c == '#':
			comment = true
		default:
			return c == 0
		}
	}
	return true
}

// The types of errors that rules raise.
const (
	errSyntax = "SyntaxError"
	errIndent = "IndentationError"
)

// raise blames the furthest token that was read.
func (p *parser) raise(typ, format string, args ...any) {
	t := &p.toks[len(p.toks)-1]
	panic(bailout{p.scan.ErrorAtToken(typ, &t.Token, fmt.Sprintf(format, args...))})
}

// raiseNext blames the next token.
func (p *parser) raiseNext(format string, args ...any) {
	p.peek()
	panic(bailout{p.scan.ErrorAtToken(errSyntax, &p.toks[p.mark].Token, fmt.Sprintf(format, args...))})
}

// raiseIndent blames the furthest token for a missing block.
func (p *parser) raiseIndent(format string, args ...any) { p.raise(errIndent, format, args...) }

// raiseOver blames a range.
func (p *parser) raiseOver(pos ast.Pos, format string, args ...any) {
	panic(bailout{p.scan.ErrorAt(errSyntax, int(pos.Lineno), int(pos.ColOffset),
		int(pos.EndLineno), int(pos.EndColOffset), fmt.Sprintf(format, args...))})
}

// raiseRange blames what lies between the start of a and the end of b.
func (p *parser) raiseRange(a, b ast.Pos, format string, args ...any) {
	p.raiseOver(join(a, b), format, args...)
}

// raiseFrom blames what lies between the start of pos and where the scanner is.
func (p *parser) raiseFrom(pos ast.Pos, format string, args ...any) {
	panic(bailout{p.scan.ErrorAt(errSyntax, int(pos.Lineno), int(pos.ColOffset),
		scan.CurrentPos, scan.CurrentPos, fmt.Sprintf(format, args...))})
}

// checkVersion raises when the feature version is older than what the feature needs.
func (p *parser) checkVersion(minor int, what string) {
	if p.feature < minor {
		p.raise(errSyntax, "%s only supported in Python 3.%d and greater", what, minor)
	}
}

// exprName names a kind of expression in error messages.
func exprName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Constant:
		return constantName(e)
	default:
		return exprNames[e.Class()]
	}
}

var exprNames = [ast.NumClasses]string{
	ast.ClassAttribute: "attribute", ast.ClassSubscript: "subscript", ast.ClassStarred: "starred", ast.ClassName: "name",
	ast.ClassList: "list", ast.ClassTuple: "tuple", ast.ClassLambda: "lambda", ast.ClassCall: "function call",
	ast.ClassBoolOp: "expression", ast.ClassBinOp: "expression", ast.ClassUnaryOp: "expression",
	ast.ClassGeneratorExp: "generator expression", ast.ClassYield: "yield expression", ast.ClassYieldFrom: "yield expression",
	ast.ClassAwait: "await expression", ast.ClassListComp: "list comprehension", ast.ClassSetComp: "set comprehension",
	ast.ClassDictComp: "dict comprehension", ast.ClassDict: "dict literal", ast.ClassSet: "set display",
	ast.ClassJoinedStr: "f-string expression", ast.ClassFormattedValue: "f-string expression",
	ast.ClassTemplateStr: "t-string expression", ast.ClassInterpolation: "t-string expression",
	ast.ClassCompare: "comparison", ast.ClassIfExp: "conditional expression", ast.ClassNamedExpr: "named expression",
}
