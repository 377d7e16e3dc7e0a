// Package scan turns source text into tokens exactly as CPython's C tokenizer does
// (Parser/lexer/lexer.c, Parser/tokenizer/string_tokenizer.c).
//
// A Scanner reads a line at a time, as CPython does: the errors' texts and columns depend on
// how far it has read. Its state:
//
//	buf ≤ start ≤ cur ≤ inp     offsets in the text
//	buf        where the current token's first line starts (or the line itself)
//	start      the current token, -1 between tokens
//	cur        the next byte
//	inp        the end of the line that was read last
//	lineStart  the start of that line
//
// f-strings and t-strings push a mode each; inside a replacement field the mode is regular
// again, with the field's bracket depth kept in the mode (PEP 701, PEP 750).
package scan

import (
	"adder/frontend/source"
	"adder/frontend/token"
)

const (
	tabSize        = 8
	maxIndent      = 100 // nested indentations
	maxLevel       = 200 // nested brackets
	maxStringLevel = 150 // nested f-strings and t-strings
	maxFieldDepth  = 3   // replacement fields nested in format specifications
	eof            = -1
	noOffset       = -1
)

// Options choose variants of scanning.
type Options struct {
	TypeComments bool // emit TYPE_COMMENT and TYPE_IGNORE
	// ExtraTokens is the mode of the tokenize module: emit COMMENT and NL, give every token
	// a text, and let malformed numbers, names and brackets pass.
	ExtraTokens bool
	// Single is interactive input: the end of the text ends a statement, so that a NEWLINE
	// and the pending DEDENTs come before ENDMARKER.
	Single bool
	// File says that the text is a module, which decides the excerpt in some errors.
	File bool
	// ImplyNoDedent (PyCF_DONT_IMPLY_DEDENT): Single leaves the indentation open.
	ImplyNoDedent bool
	// Warn receives warnings; nil drops them.
	Warn source.WarnFunc
}

// status is why scanning stopped: CPython's tok->done.
type status uint8

const (
	statusOK        status = iota
	statusEOF              // the text is used up
	statusError            // s.err is set
	statusTabSpace         // tabs and spaces mixed inconsistently
	statusDedent           // no matching outer indentation
	statusTooDeep          // too many indentations
	statusLineCont         // a character after a continuation backslash
	statusStringEnd        // unterminated string, with s.err set
)

// bracket is an open bracket.
type bracket struct {
	char   byte
	lineno int
	col    int // in bytes, from 0
}

// Scanner produces the tokens of a file. It is not safe for concurrent use.
type Scanner struct {
	file *source.File
	src  string
	opt  Options

	cur, inp, buf  int
	start          int
	startCol       int
	lineStart      int
	multiLineStart int // lineStart where a string began
	lineno         int
	firstLineno    int // lineno where a string began

	done status
	err  *source.SyntaxError // why done is statusError

	atBOL          bool // at the beginning of a line
	pendingIndent  int  // INDENTs (positive) or DEDENTs (negative) to emit
	continued      bool // this line continues one by a backslash
	commentNewline bool // the next newline ends a line of its own comment
	started        bool // a statement is underway (for Options.Single)
	quiet          bool // see Quiet

	indent    int
	indents   [maxIndent]int // columns, tabs to multiples of 8
	altIndent [maxIndent]int // columns, tabs counted as one

	brackets []bracket
	modes    []mode // modes[0] is the regular one
	meta     string
	hasMeta  bool
}

// New returns a scanner at the beginning of the file.
func New(file *source.File, opt Options) *Scanner {
	return &Scanner{
		file: file, src: string(file.Text), opt: opt,
		start: noOffset, atBOL: true, modes: make([]mode, 1, 4),
	}
}

// Next returns the next token; after the last one, ENDMARKER again and again. The error is
// a *source.SyntaxError; the token is then of kind ERRORTOKEN, placed where the parser would
// blame it, and the scanner must not be used further except for its errors.
func (s *Scanner) Next() (token.Token, error) {
	var t token.Token
	kind := s.get(&t)
	if kind == token.ERRORTOKEN {
		return t, s.tokenError(&t)
	}
	if s.opt.Single {
		s.endSingle(&t)
	}
	return t, nil
}

// AtEnd reports whether the text is used up, so that only tokens which close something follow.
func (s *Scanner) AtEnd() bool { return s.done == statusEOF }

// endSingle puts a NEWLINE before the ENDMARKER of an unfinished interactive statement.
func (s *Scanner) endSingle(t *token.Token) {
	if t.Kind != token.ENDMARKER || !s.started {
		s.started = true
		return
	}
	t.Kind, s.started = token.NEWLINE, false
	if s.indent > 0 && !s.opt.ImplyNoDedent {
		s.pendingIndent = -s.indent
		s.indent = 0
	}
}

// Quiet turns warnings off: the parser's second pass must not repeat them.
func (s *Scanner) Quiet() { s.quiet = true }

// File returns the file that is scanned.
func (s *Scanner) File() *source.File { return s.file }

// Lineno returns the number of the line that was read last.
func (s *Scanner) Lineno() int { return s.lineno }

// Level returns the number of open brackets.
func (s *Scanner) Level() int { return len(s.brackets) }

// OK reports that scanning has met neither an error nor the end of the text.
func (s *Scanner) OK() bool { return s.done == statusOK }

// AtEOF reports that the end of the text is reached.
func (s *Scanner) AtEOF() bool { return s.done == statusEOF }

// get scans a token into t and returns its kind.
func (s *Scanner) get(t *token.Token) token.Kind {
	s.meta, s.hasMeta = "", false
	m := &s.modes[len(s.modes)-1]
	var kind token.Kind
	if m.inString {
		kind = s.stringMiddle(t, m)
	} else {
		kind = s.regular(t, m)
	}
	if s.hasMeta {
		t.Meta, t.HasMeta = s.meta, true
	}
	return kind
}

// emit fills t with a token of the given kind and text range (noOffset: none).
func (s *Scanner) emit(t *token.Token, kind token.Kind, start, end int) token.Kind {
	t.Kind = kind
	t.Level = uint8(len(s.brackets))
	t.Lineno = int32(s.lineno)
	if kind.IsString() {
		t.Lineno = int32(s.firstLineno)
	}
	t.EndLineno = int32(s.lineno)
	t.Start, t.Col, t.EndCol = start, -1, -1
	if start != noOffset {
		t.Text = s.src[start:end]
		t.Col, t.EndCol = int32(s.startCol), int32(s.col())
	}
	return kind
}

// token emits a token that reaches from start to cur.
func (s *Scanner) token(t *token.Token, kind token.Kind) token.Kind {
	return s.emit(t, kind, s.start, s.cur)
}

// fail emits an ERRORTOKEN without a place.
func (s *Scanner) fail(t *token.Token) token.Kind {
	return s.emit(t, token.ERRORTOKEN, noOffset, noOffset)
}

// col returns the column of cur.
func (s *Scanner) col() int { return s.cur - s.lineStart }
