// Package token holds the kinds of tokens and the token itself, the scanner's output and
// the parser's input. Names and numbers are those of CPython's module token.
package token

//go:generate go run -C ../.. ./cmd/gen/tokens

import "adder/frontend/source"

// Kind is the kind of a token.
type Kind uint8

// String returns the name of the kind as CPython spells it.
func (k Kind) String() string {
	if int(k) < len(names) {
		return names[k]
	}
	return "<unknown token>"
}

// IsString reports whether tokens of the kind may span lines: string literals and the
// parts of f-strings and t-strings.
func (k Kind) IsString() bool {
	return k == STRING || k >= FSTRING_START && k <= TSTRING_END
}

// Token is a token with its place. INDENT, DEDENT and ENDMARKER have no text, and columns -1
// (except in the extra-tokens mode).
type Token struct {
	source.Span
	Text  string // the source between Start and its end, not copied
	Start int    // offset of Text in the file's text, -1 when there is none
	// Meta is the expression's source text that CPython attaches to the "}", ":" or "!"
	// which ends the expression of a replacement field, where the field is one of a t-string
	// or has a "=" at its top level. Comments are already cut out.
	Meta    string
	HasMeta bool
	Kind    Kind
	Level   uint8 // open brackets after this token
}
