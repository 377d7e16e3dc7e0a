// This file implements the _tokenize module: the compiler's scanner for the tokenize module.

package eval

import (
	"bytes"
	"errors"
	"strings"

	"adder/frontend/scan"
	"adder/frontend/source"
	"adder/frontend/token"
	"adder/runtime/py"
)

// tokenizer is a TokenizerIter. The text is read whole before the first token is given.
type tokenizer struct {
	py.Header
	readline value
	encoding string // of what readline returns as bytes; "" if that is str
	extra    bool

	file    *source.File
	scanner *scan.Scanner
	done    bool

	line     value // the physical line of the last token
	lineNo   int
	starts   []int // offsets of the lines, which count from 1
	implicit bool  // the text does not end in a line end
}

var tokenizerType = &py.Type{Name: "TokenizerIter"}

func asTokenizer(v value) *tokenizer { return (*tokenizer)(v.Ptr()) }

// Tokenize returns the definition of the _tokenize module.
func Tokenize() *py.ModuleDef {
	return &py.ModuleDef{Name: "_tokenize", Exec: func(t *thread, m *py.Module) *excp {
		py.Define(tokenizerType, &py.StaticType{Name: "_tokenize.TokenizerIter", Slots: py.Slots{New: tokenizerNew,
			Iter: func(t *thread, self value) (value, *excp) { return self, nil }, Next: tokenizerNext}})
		m.Dict.SetStr(py.Intern("TokenizerIter"), tokenizerType.V())
		return nil
	}}
}

var tokenizerSig = py.Signature{Text: "(readline, /, *, extra_tokens, encoding=<unrepresentable>)"}

func tokenizerNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("tokenizeriter", &tokenizerSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	x := &tokenizer{readline: a[0]}
	x.SetType(typ)
	if x.extra, exc = py.Truth(t, a[1]); exc != nil {
		return value{}, exc
	}
	if a[2].Bound() {
		if !a[2].IsStr() {
			return value{}, py.TypeErrorf("tokenizeriter() argument 'encoding' must be str, not %s", py.TypeName(a[2]))
		}
		x.encoding = py.AsStr(a[2]).String()
	}
	return x.V(), nil
}

// read calls readline until the text is at an end.
func (x *tokenizer) read(t *thread) *excp {
	var b strings.Builder
	for {
		v, exc := py.Call0(t, x.readline)
		if exc != nil {
			if exc.Matches(py.StopIteration) {
				break
			}
			return exc
		}
		text, exc := x.text(t, v)
		if exc != nil {
			return exc
		}
		if text == "" {
			break
		}
		b.WriteString(text)
	}
	text := b.String()
	x.implicit = text != "" && !strings.HasSuffix(text, "\n")
	file, err := source.Decode("<string>", []byte(text), source.Options{IsStr: true, Exec: true, KeepCRLF: true})
	if err != nil {
		return Exception(err)
	}
	x.file = file
	x.scanner = scan.New(file, scan.Options{ExtraTokens: x.extra, File: true})
	return nil
}

// text decodes a line that readline returned.
func (x *tokenizer) text(t *thread, v value) (string, *excp) {
	if x.encoding != "" {
		if v.Type() != py.BytesType {
			return "", py.TypeErrorf("readline() returned a non-bytes object")
		}
		s, exc := py.DecodeStr(t, "decode", v, py.StrV(x.encoding), py.StrV("replace"))
		if exc != nil {
			return "", exc
		}
		return s.String(), nil
	}
	if !v.IsStr() {
		return "", py.TypeErrorf("readline() returned a non-string object")
	}
	return py.AsStr(v).String(), nil
}

func tokenizerNext(t *thread, self value) (value, *excp) {
	x := asTokenizer(self)
	if x.done {
		return value{}, nil
	}
	if x.scanner == nil {
		if exc := x.read(t); exc != nil {
			return value{}, exc
		}
	}
	tok, err := x.scanner.Next()
	if err != nil {
		x.done = true
		return value{}, x.failure(err)
	}
	if tok.Kind == token.ENDMARKER && !x.extra && len(x.file.Text) == 0 {
		x.done = true
		return value{}, nil
	}
	return x.tuple(&tok), nil
}

// failure is the error of the scanner as the iterator raises it: where the tokenizer itself has no words,
// the place has no end.
func (x *tokenizer) failure(err error) *excp {
	var e *source.SyntaxError
	if !errors.As(err, &e) {
		return Exception(err)
	}
	switch {
	case strings.HasSuffix(e.Msg, " was never closed"):
		exc := py.Errorf(py.SyntaxError, "unexpected EOF in multi-line statement")
		exc.Fields[py.SyntaxErrorFilename] = py.StrV(e.Filename)
		lines := py.Int(int64(bytes.Count(x.file.Text, []byte("\n"))))
		exc.Fields[py.SyntaxErrorLineno], exc.Fields[py.SyntaxErrorEndLineno] = lines, lines
		exc.Fields[py.SyntaxErrorOffset] = py.Int(0)
		return exc
	case e.Type == "IndentationError" && e.Msg != "unexpected indent" || e.Type == "TabError" || strings.HasPrefix(e.Msg, "unexpected character after line cont"):
		c := *e
		c.Text = strings.TrimRight(c.Text, "\r\n")
		exc := syntaxError(&c)
		if place := exc.Args.Items[1]; place.IsTuple() && len(py.AsTuple(place).Items) == 6 {
			items := append([]value(nil), py.AsTuple(place).Items...)
			items[2], items[4], items[5] = py.Int(int64(source.CharCount([]byte(c.Text))+1)), py.None, py.None
			return py.NewExc(exc.Type(), exc.Args.Items[0], py.TupleFrom(items).V())
		}
		return exc
	}
	return Exception(err)
}

// tuple describes a token: kind, text, start, end, line.
func (x *tokenizer) tuple(tok *token.Token) value {
	kind, text := int64(tok.Kind), tok.Text
	line, end := int(tok.Lineno), int(tok.EndLineno)
	col, endCol := -1, -1
	trailing := tok.Kind == token.ENDMARKER || tok.Kind == token.DEDENT && x.scanner.AtEnd()
	if tok.Start >= 0 {
		col = x.column(tok.Start)
		if endCol = col + source.CharCount([]byte(tok.Text)); line != end {
			endCol = x.column(tok.Start + len(tok.Text))
		}
	}
	physical := x.lineText(tok, line, end)
	if x.extra {
		switch {
		case trailing:
			line, col, endCol = line+1, 0, 0
			end = line
			physical = py.StrV("")
		}
		switch {
		case tok.Kind > token.DEDENT && tok.Kind < token.OP:
			kind = int64(token.OP)
		case tok.Kind == token.NEWLINE:
			text = "\n"
			if tok.Start >= 0 && tok.Start < len(x.file.Text) && x.file.Text[tok.Start] == '\r' {
				text = "\r\n"
			}
			if x.implicit && x.lastLine(tok) {
				text = ""
			}
			endCol++
		case tok.Kind == token.NL && x.implicit && x.lastLine(tok):
			text = ""
		}
	}
	if tok.Kind == token.ENDMARKER {
		x.done = true
	}
	pair := func(a, b int) value { return py.NewTuple(py.Int(int64(a)), py.Int(int64(b))).V() }
	return py.NewTuple(py.Int(kind), py.StrV(text), pair(line, col), pair(end, endCol), physical).V()
}

// column is the column of an offset in characters.
func (x *tokenizer) column(offset int) int {
	start := bytes.LastIndexByte(x.file.Text[:offset], '\n') + 1
	return source.CharCount(x.file.Text[start:offset])
}

// lastLine reports whether a token ends on the last line of the text.
func (x *tokenizer) lastLine(tok *token.Token) bool {
	return int(tok.EndLineno) >= bytes.Count(x.file.Text, []byte("\n"))
}

// lineText returns the physical lines of a token: those of a string from its beginning on. Tokens of one
// line share the object.
func (x *tokenizer) lineText(tok *token.Token, line, end int) value {
	if x.line.Bound() && end == x.lineNo {
		return x.line
	}
	if tok.Kind == token.ENDMARKER {
		return py.StrV("")
	}
	first := end
	switch tok.Kind {
	case token.STRING, token.FSTRING_START, token.FSTRING_MIDDLE, token.FSTRING_END,
		token.TSTRING_START, token.TSTRING_MIDDLE, token.TSTRING_END:
		first = line
	}
	text := x.lines(first, end)
	if x.implicit && x.lastLine(tok) {
		text = strings.TrimSuffix(text, "\n")
	}
	x.line, x.lineNo = py.StrV(text), line
	return x.line
}

// lines returns the text of some lines, which count from 1.
func (x *tokenizer) lines(first, last int) string {
	text := x.file.Text
	if x.starts == nil {
		x.starts = []int{0, 0}
		for i, c := range text {
			if c == '\n' {
				x.starts = append(x.starts, i+1)
			}
		}
	}
	at := func(n int) int {
		if n < len(x.starts) {
			return x.starts[n]
		}
		return len(text)
	}
	return string(text[at(first):at(last+1)])
}
