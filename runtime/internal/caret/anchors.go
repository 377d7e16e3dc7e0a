// This file finds the anchors of an expression: the operator of a binary operation, the
// brackets of a subscript or call.

// Package caret marks the part of a source line that an error came from, as CPython's
// traceback module does: text in, text out.
package caret

// Anchors are the part of a segment that is underlined with ^, the rest with ~. Lines and
// columns count from 0, in characters of the segment; the right end is exclusive.
type Anchors struct {
	LeftLine, LeftCol, RightLine, RightCol int
	call                                   bool // the expression is a call
	plainName                              bool // of a plain name
}

// Find returns the anchors of segment, the text of one expression; ok is false when it is
// neither a binary operation nor a subscript nor a call.
//
// CPython parses the segment. The outermost operation is all that matters, so a look at the
// operators outside brackets gives the same answer without a parser in the runtime.
func Find(segment string) (a Anchors, ok bool) {
	src := []rune(segment)
	tokens, ok := scan(src)
	if !ok || len(tokens) == 0 {
		return a, false
	}
	if op := outermost(tokens); op >= 0 {
		end := tokens[op].off + len(tokens[op].text)
		if len(tokens[op].text) == 1 && groupFollows(tokens, op) {
			end++
		}
		a.LeftLine, a.LeftCol = place(src, tokens[op].off)
		a.RightLine, a.RightCol = place(src, end)
		return a, true
	} else if op == notArithmetic {
		return a, false
	}
	return primary(src, tokens)
}

// outermost's results when there is no binary operator.
const (
	noOperator    = -1
	notArithmetic = -2
)

// outermost returns the index of the operator that is applied last.
func outermost(tokens []token) int {
	best, bestPrec := noOperator, 100
	unary := false
	for i, tok := range tokens {
		if tok.depth > 0 || tok.kind == open || tok.kind == closing {
			continue
		}
		switch {
		case tok.kind == operand && i > 0 && endsOperand(tokens[i-1]) && !isString(tok.text):
			return notArithmetic // a statement, such as raise x
		case tok.kind == other, tok.kind == keyword && (tok.text != "await" || i > 0 && endsOperand(tokens[i-1])):
			return notArithmetic
		case tok.kind != operator || tok.text == ".":
		case i == 0 || !endsOperand(tokens[i-1]):
			unary = unary || i == 0
			if tok.text == "*" || tok.text == "**" {
				return notArithmetic
			}
		default:
			prec := precedence[tok.text]
			// All but ** group to the left, so the last of the weakest is outermost.
			if prec < bestPrec || prec == bestPrec && tok.text != "**" {
				best, bestPrec = i, prec
			}
		}
	}
	if best >= 0 && tokens[best].text == "**" && unary {
		return notArithmetic // -a ** b is a negation
	}
	if best < 0 && (unary || tokens[0].text == "await") {
		return notArithmetic
	}
	return best
}

func isString(text string) bool { return text[len(text)-1] == '"' || text[len(text)-1] == '\'' }

func endsOperand(tok token) bool { return tok.kind == operand || tok.kind == closing }

// groupFollows reports whether the right operand of the operator is all in parentheses that
// follow it at once. CPython's search takes such a parenthesis for part of the operator.
func groupFollows(tokens []token, op int) bool {
	if op+1 >= len(tokens) || tokens[op+1].text != "(" || tokens[op+1].off != tokens[op].off+1 {
		return false
	}
	end := tokens[op+1].match + 1
	return end == len(tokens) || tokens[end].kind == operator && tokens[end].text != "."
}

// primary finds the last subscript or call of an expression without operators.
func primary(src []rune, tokens []token) (a Anchors, ok bool) {
	last := tokens[len(tokens)-1]
	if last.kind != closing || last.text == "}" || last.match == 0 {
		return a, false
	}
	bracket := tokens[last.match]
	if !endsOperand(tokens[last.match-1]) {
		return a, false
	}
	a.LeftLine, a.LeftCol = place(src, bracket.off)
	a.RightLine, a.RightCol = place(src, last.off+1)
	a.call = last.text == ")"
	a.plainName = last.match == 1 && tokens[0].kind == operand && isName(tokens[0].text)
	return a, true
}

func isName(text string) bool {
	c := text[0]
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// place turns an offset into a line and a column.
func place(src []rune, off int) (line, col int) {
	for _, c := range src[:off] {
		col++
		if c == '\n' {
			line, col = line+1, 0
		}
	}
	return line, col
}
