// This file compares errors and warnings with CPython's, snippet by snippet.
package parse

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"adder/frontend/oracle"
	"adder/frontend/source"
)

// errorScript answers a question with the error of parsing only, without the compiler's.
const errorScript = `
import ast, base64, warnings
def clean(x):
    return x.encode("utf-8", "replace").decode() if isinstance(x, str) else x
def answer(q):
    r = {"Type": "", "Msg": "", "Place": None, "Warnings": []}
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            ast.parse(base64.b64decode(q["Source"]), q["Filename"], q["Mode"])
        except SyntaxError as e:
            r["Type"], r["Msg"] = type(e).__name__, clean(e.msg)
            r["Place"] = [clean(v) for v in (e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)]
        except Exception as e:
            r["Type"], r["Msg"] = type(e).__name__, clean(str(e))
    r["Warnings"] = [[w.category.__name__, clean(str(w.message)), w.lineno] for w in seen]
    return r
`

// TestErrors compares every field of the error, and the warnings, for each snippet, and for
// those in the JSON file that ADDER_PARSE_SNIPPETS names.
func TestErrors(t *testing.T) {
	python, err := oracle.Start(errorScript)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	texts := errorSnippets
	if name := os.Getenv("ADDER_PARSE_SNIPPETS"); name != "" {
		var more []string
		data, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(data, &more)
		}
		if err != nil {
			t.Fatal(err)
		}
		texts = append(more, texts...)
	}
	failed := 0
	for _, text := range texts {
		for _, mode := range [...]string{"exec", "eval", "single"} {
			var want oracle.Outcome
			q := oracle.Question{Source: []byte(text), Filename: "<test>", Mode: mode}
			if err := python.Ask(q, &want); err != nil {
				t.Fatal(err)
			}
			if got := outcome(text, mode); got.String() != want.String() {
				t.Errorf("%s %q:\n got %s\nwant %s", mode, text, got, &want)
				failed++
			}
		}
	}
	t.Logf("%d differences in %d texts", failed, len(texts))
}

func outcome(text, mode string) *oracle.Outcome {
	o := &oracle.Outcome{}
	modes := map[string]Mode{"exec": Exec, "eval": Eval, "single": Single}
	file, err := source.Decode("<test>", []byte(text), source.Options{Exec: mode == "exec"})
	if err == nil {
		_, err = Parse(file, Options{Mode: modes[mode], Warn: func(w *source.Warning) bool {
			o.Warnings = append(o.Warnings, []any{w.Category, w.Msg, w.Lineno})
			return false
		}})
	}
	var e *source.SyntaxError
	switch {
	case errors.As(err, &e):
		place := []any{nil, nil, nil, nil, nil, nil}
		if e.HasPos {
			place[0], place[1], place[2] = e.Filename, e.Lineno, e.Offset
		}
		if e.HasText {
			place[3] = e.Text
		}
		if e.HasEnd {
			place[4], place[5] = e.EndLineno, e.EndOffset
		}
		o.SetError(e.Type, e.Msg, place)
	case errors.Is(err, ErrNoValue):
		o.SetError("ValueError", err.Error(), nil)
	case err != nil:
		o.SetError("MemoryError", err.Error(), nil)
	}
	return o
}
