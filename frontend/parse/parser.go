// Package parse turns tokens into the syntax tree (Grammar/python.gram, Parser/pegen.c,
// Parser/action_helpers.c of CPython 3.14), and into exactly CPython's syntax errors.
//
//	scan.Scanner ─ tokens ─▶ parser ─▶ ast.Mod, or *source.SyntaxError
//
// CPython parses by a PEG with memoisation, and its errors depend on how: on the order of
// alternatives and on the furthest token that was looked at. So the rules here are the
// grammar's, in its order, each a method; left recursion is a loop. A rule returns nil and
// puts mark back when it fails. Three passes use the same methods:
//
//   - fast: without memos, and with rules of their own where the grammar would parse a thing
//     several times (fast.go). It accepts the same programs and builds the same trees.
//   - plain: only after fast failed; it finds the furthest token, as CPython's first pass.
//   - invalid: CPython's second pass, with the invalid_ rules (invalid_*.go) that raise the
//     specific messages.
//
// Raising unwinds by panic with a bailout value, which run recovers: the rules have some two
// hundred places that would otherwise test for an error after each step.
package parse

import (
	"sync"

	"adder/frontend/ast"
	"adder/frontend/scan"
	"adder/frontend/source"
	"adder/frontend/token"
)

// Mode is what kind of input is parsed.
type Mode uint8

// The modes of compile(), and that of ast.parse(mode="func_type").
const (
	Exec Mode = iota
	Eval
	Single
	FuncType
)

// MinorVersion is the 14 of Python 3.14: the feature version that allows everything.
const MinorVersion = 14

// Options select variants of the language.
type Options struct {
	Mode           Mode
	TypeComments   bool
	FeatureVersion int  // minor version; 0 stands for MinorVersion
	BarryAsFLUFL   bool // PEP 401 was imported from __future__ by the surrounding code
	ImplyNoDedent  bool
	Incomplete     bool            // report a premature end as _IncompleteInputError
	Warn           source.WarnFunc // may be nil
}

// tok is a token in the parser's array, with its memos.
type tok struct {
	token.Token
	memo int32 // index of the latest memo in parser.memos, 0: none
}

// kind is a token's kind, or one of the keywords.
type kind = token.Kind

type parser struct {
	scan *scan.Scanner
	opt  Options
	toks []tok
	mark int // index of the next token

	fast    bool
	invalid bool

	memos []memo // memos[0] is unused

	typeComments bool
	barry        bool
	rawString    bool  // in the format spec of a raw f-string
	stringLetter byte  // 'f' or 't' of the innermost string
	level        int   // depth of recursion
	steps        int   // expressions tried by the fast pass
	feature      int   // minor version
	scanErr      error // what the scanner said instead of the token behind the last one
	lastStmt     ast.Pos
	ignores      []*ast.TypeIgnore
	warned       map[int]bool // offsets of tokens that were warned about

	pool nodePool
}

// Parse parses a file.
func Parse(file *source.File, opt Options) (ast.Mod, error) {
	if opt.FeatureVersion == 0 {
		opt.FeatureVersion = MinorVersion
	}
	if mod := runFast(file, opt); mod != nil {
		return mod, nil
	}
	p := newParser(file, opt)
	defer p.release()
	return p.run()
}

// tokArrays keeps the arrays of finished parsers: they are a third of all that compiling
// allocates.
var tokArrays sync.Pool

// takeToks returns an empty array for n tokens or so.
func takeToks(n int) []tok {
	if old, ok := tokArrays.Get().(*[]tok); ok && cap(*old) >= n {
		return (*old)[:0]
	}
	return make([]tok, 0, n)
}

// release ends the parser's use of its tokens; trees do not refer to them.
func (p *parser) release() {
	clear(p.toks) // they hold the source
	tokArrays.Put(&p.toks)
}

func newParser(file *source.File, opt Options) *parser {
	s := scan.New(file, scan.Options{
		TypeComments: opt.TypeComments, Single: opt.Mode == Single, File: opt.Mode == Exec,
		ImplyNoDedent: opt.ImplyNoDedent, Warn: opt.Warn,
	})
	return &parser{
		scan: s, opt: opt, typeComments: opt.TypeComments, feature: opt.FeatureVersion,
		toks: takeToks(64 + len(file.Text)/5),
	}
}

// nodePool hands out the commonest nodes from batches.
type nodePool struct {
	names []ast.Name
}

func (n *nodePool) name() *ast.Name {
	if len(n.names) == 0 {
		n.names = make([]ast.Name, 32)
	}
	x := &n.names[0]
	n.names = n.names[1:]
	return x
}

// start parses from the start rule of the mode.
func (p *parser) start() ast.Mod {
	switch p.opt.Mode {
	case Exec:
		body := p.statements()
		if !p.eat(token.ENDMARKER) {
			return nil
		}
		return &ast.Module{Body: body, TypeIgnores: p.ignores}
	case Single:
		if body := p.statementNewline(); body != nil {
			return &ast.Interactive{Body: body}
		}
		return nil
	case Eval:
		if body := p.expressions(); body != nil && p.end() {
			return &ast.Expression{Body: body}
		}
		return nil
	}
	return p.funcType()
}

// end: NEWLINE* ENDMARKER
func (p *parser) end() bool {
	for p.eat(token.NEWLINE) {
	}
	return p.eat(token.ENDMARKER)
}

// funcType: '(' [type_expressions] ')' '->' expression
func (p *parser) funcType() ast.Mod {
	if !p.eat(token.LPAR) {
		return nil
	}
	args := p.typeExpressions()
	if !p.eat(token.RPAR) || !p.eat(token.RARROW) {
		return nil
	}
	if r := p.expression(); r != nil && p.end() {
		return &ast.FunctionType{Argtypes: args, Returns: r}
	}
	return nil
}

// typeExpressions lists types; one star and one double star may come last, and are dropped.
func (p *parser) typeExpressions() []ast.Expr {
	list := gather(p, token.COMMA, (*parser).expression)
	for _, star := range [2]kind{token.STAR, token.DOUBLESTAR} {
		m := p.mark
		if (list == nil || p.eat(token.COMMA)) && p.eat(star) {
			if e := p.expression(); e != nil {
				list = append(list, e)
				continue
			}
		}
		p.mark = m
	}
	return list
}

// fill reads one more token into the array.
func (p *parser) fill() {
	if p.scanErr != nil {
		panic(bailout{p.scanErr})
	}
	t, err := p.scan.Next()
	for err == nil && t.Kind == token.TYPE_IGNORE {
		p.ignores = append(p.ignores, &ast.TypeIgnore{Lineno: p.scan.Lineno(), Tag: t.Text})
		t, err = p.scan.Next()
	}
	if t.Kind == token.NAME {
		if k, ok := keyword(t.Text); ok {
			t.Kind = k
		}
	}
	if err != nil {
		p.scanErr = err // the next pass will meet it again
		panic(bailout{err})
	}
	p.toks = append(p.toks, tok{Token: t})
}

// peek returns the kind of the next token.
func (p *parser) peek() kind {
	if p.mark == len(p.toks) {
		p.fill()
	}
	return p.toks[p.mark].Kind
}

func (p *parser) at(k kind) bool { return p.peek() == k }

// eat consumes the next token if it is of kind k.
func (p *parser) eat(k kind) bool {
	if p.peek() != k {
		return false
	}
	p.mark++
	return true
}

// next consumes the next token. The pointer is good until the next token is read.
func (p *parser) next() *tok {
	p.peek()
	p.mark++
	return &p.toks[p.mark-1]
}

// advance consumes the next token and returns its index.
func (p *parser) advance() int {
	p.mark++
	return p.mark - 1
}

// force consumes a token of kind k or raises.
func (p *parser) force(k kind, what string) {
	if !p.eat(k) {
		p.raiseOver(p.toks[p.mark].pos(), "expected '%s'", what)
	}
}

func (t *tok) pos() ast.Pos {
	return ast.Pos{Lineno: t.Lineno, ColOffset: t.Col, EndLineno: t.EndLineno, EndColOffset: t.EndCol}
}

func (p *parser) text(t *tok) string { return t.Text }

// span returns the range from the token at m to the last one consumed, line ends and
// indentation left out.
func (p *parser) span(m int) ast.Pos {
	last := p.mark - 1
	for last > 0 {
		k := p.toks[last].Kind
		if k != token.ENDMARKER && (k < token.NEWLINE || k > token.DEDENT) {
			break
		}
		last--
	}
	a, b := &p.toks[m], &p.toks[max(last, 0)]
	return ast.Pos{Lineno: a.Lineno, ColOffset: a.Col, EndLineno: b.EndLineno, EndColOffset: b.EndCol}
}

// join returns the range from a's start to b's end.
func join(a, b ast.Pos) ast.Pos {
	return ast.Pos{Lineno: a.Lineno, ColOffset: a.ColOffset, EndLineno: b.EndLineno, EndColOffset: b.EndColOffset}
}

// atSoft reports whether the next token is the given soft keyword.
func (p *parser) atSoft(word string) bool {
	return p.peek() == token.NAME && p.toks[p.mark].Text == word
}

// name consumes a NAME.
func (p *parser) name() *ast.Name {
	if p.peek() != token.NAME {
		return nil
	}
	return p.nameFrom(p.advance())
}

// nameFrom makes a node of the NAME token with the given index.
func (p *parser) nameFrom(index int) *ast.Name {
	t := &p.toks[index]
	n := p.pool.name()
	n.Pos, n.ID = t.pos(), p.identifier(t)
	return n
}

func (p *parser) typeComment() *string {
	if !p.typeComments || !p.at(token.TYPE_COMMENT) {
		return nil
	}
	text := p.next().Text
	return &text
}

// gather: item (sep item)*; nil when there is no item.
func gather[T comparable](p *parser, sep kind, item func(*parser) T) []T {
	var none T
	first := item(p)
	if first == none {
		return nil
	}
	list := []T{first}
	for {
		after := p.mark
		if !p.eat(sep) {
			return list
		}
		x := item(p)
		if x == none {
			p.mark = after
			return list
		}
		list = append(list, x)
	}
}
