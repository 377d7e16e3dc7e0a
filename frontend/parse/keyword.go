// This file tells keywords from names.
package parse

// The keywords' kinds lie above those of package token.
const (
	kwFalse kind = 100 + iota
	kwNone
	kwTrue
	kwAnd
	kwAs
	kwAssert
	kwAsync
	kwAwait
	kwBreak
	kwClass
	kwContinue
	kwDef
	kwDel
	kwElif
	kwElse
	kwExcept
	kwFinally
	kwFor
	kwFrom
	kwGlobal
	kwIf
	kwImport
	kwIn
	kwIs
	kwLambda
	kwNonlocal
	kwNot
	kwOr
	kwPass
	kwRaise
	kwReturn
	kwTry
	kwWhile
	kwWith
	kwYield

	kindLimit = 256 // a kind is one byte: tables of this size need no bounds check
)

// keyword returns the kind of a reserved word.
func keyword(s string) (kind, bool) {
	if len(s) < 2 || len(s) > 8 {
		return 0, false
	}
	k, ok := keywords[s]
	return k, ok
}

var keywords = map[string]kind{
	"False": kwFalse, "None": kwNone, "True": kwTrue, "and": kwAnd, "as": kwAs, "assert": kwAssert,
	"async": kwAsync, "await": kwAwait, "break": kwBreak, "class": kwClass, "continue": kwContinue,
	"def": kwDef, "del": kwDel, "elif": kwElif, "else": kwElse, "except": kwExcept, "finally": kwFinally,
	"for": kwFor, "from": kwFrom, "global": kwGlobal, "if": kwIf, "import": kwImport, "in": kwIn, "is": kwIs,
	"lambda": kwLambda, "nonlocal": kwNonlocal, "not": kwNot, "or": kwOr, "pass": kwPass, "raise": kwRaise,
	"return": kwReturn, "try": kwTry, "while": kwWhile, "with": kwWith, "yield": kwYield,
}
