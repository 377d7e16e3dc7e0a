// This file asks the reference interpreter for the errors and warnings of a source text.

package oracle

import (
	"encoding/json"
	"fmt"
)

// Outcome is what compiling a text gives. Strings are in UTF-8 with surrogates replaced.
type Outcome struct {
	Type string // the exception's name, "" when the text compiles
	Msg  string
	// Place is filename, lineno, offset, text, end_lineno, end_offset; nil is None.
	Place    []any
	Warnings [][]any // category, message, lineno
}

// Question is a text to compile.
type Question struct {
	Source   []byte // bytes, or with IsStr the UTF-8 of a str
	IsStr    bool
	Filename string
	Mode     string // "exec", "eval" or "single"
	Parse    bool   // only parse, do not compile the tree
}

const compileScript = `
import base64, warnings
def clean(x):
    return x.encode("utf-8", "replace").decode() if isinstance(x, str) else x
def answer(q):
    src = base64.b64decode(q["Source"])
    if q["IsStr"]:
        src = src.decode("utf-8")
    r = {"Type": "", "Msg": "", "Place": None, "Warnings": []}
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            compile(src, q["Filename"], q["Mode"], flags=0x400 if q["Parse"] else 0, dont_inherit=True)
        except SyntaxError as e:
            r["Type"], r["Msg"] = type(e).__name__, clean(e.msg)
            r["Place"] = [clean(v) for v in (e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)]
        except Exception as e:
            r["Type"], r["Msg"] = type(e).__name__, clean(str(e))
    r["Warnings"] = [[w.category.__name__, clean(str(w.message)), w.lineno] for w in seen]
    return r
`

// StartCompiler starts a session whose questions are of type Question and whose answers
// are of type Outcome.
func StartCompiler() (*Session, error) { return Start(compileScript) }

// SetError notes an error for comparison with the reference's.
func (o *Outcome) SetError(typ, msg string, place []any) {
	o.Type, o.Msg, o.Place = typ, msg, place
}

// String returns the outcome in a form in which two of them can be compared.
func (o *Outcome) String() string {
	return fmt.Sprintf("%s %q %s %s", o.Type, o.Msg, plain(o.Place), plain(append([][]any{}, o.Warnings...)))
}

// plain returns v as JSON, in which numbers of all types look alike.
func plain(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}
