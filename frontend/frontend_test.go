// This file compares compilation as a whole with CPython's: errors and warnings of snippets.
package frontend

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"adder/frontend/oracle"
	"adder/frontend/parse"
	"adder/frontend/source"
)

// snippets are texts whose errors and warnings come from the stages behind the parser.
var snippets = []string{
	"'\\ud800'", "def f():\n '\\ud800\\udfff'", "'a', '\\ud800'", "class A:\n 'é\\udc00'",
	"return", "yield", "await x", "break", "continue", "def f():\n x = 1\n global x", "def f(a, a): pass", "nonlocal x", "def f():\n nonlocal x",
	"from __future__ import braces", "from __future__ import nothing", "import a\nfrom __future__ import annotations", "def f():\n from x import *",
	"x: int = 1\nglobal x", "*a", "*a = 1", "*a, *b = c", "del *a", "f(a=1, a=2)", "class A:\n return", "[i := 1 for i in x]", "[x for x in (y := z)]",
	"async def f():\n yield from x", "def f():\n await x", "[await x for x in y]", "lambda: (yield)", "__debug__ = 1", "def f(__debug__): pass", "f(__debug__=1)",
	"assert (a, 'b')", "x is 1", "x is ()", "1()", "'a'[1.0]", "()[x, y]", "'\\d'", "def f():\n try: pass\n finally: return", "for x in y:\n try: pass\n finally: break",
	"try: pass\nexcept: pass\nexcept x: pass", "match x:\n case y: pass\n case z: pass", "match x:\n case [a, a]: pass", "match x:\n case {1: a, 1: b}: pass", "match x:\n case a | b: pass",
	"type A[T, T] = 1", "class A[T]:\n x = (yield)", "def f[T](x: (yield)): pass", "é = é is 1", "x = f'{a:{b:{c=}}}'", "f'{a:{b=!r:{c=:1}}' )", "t'{1!=2=}'", `'\n\ta\tb\ud800'`, "x = 1 if é is 1 else 2; return",
}

// TestErrors compares the outcome of compiling each snippet, and those in the JSON file that
// ADDER_PARSE_SNIPPETS names.
func TestErrors(t *testing.T) {
	python, err := oracle.StartCompiler()
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	texts := snippets
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
		var want oracle.Outcome
		q := oracle.Question{Source: []byte(text), Filename: "<test>", Mode: "exec"}
		if err := python.Ask(q, &want); err != nil {
			t.Fatal(err)
		}
		if got := outcome(text); got.String() != want.String() {
			t.Errorf("%q:\n got %s\nwant %s", text, got, &want)
			failed++
		}
	}
	t.Logf("%d differences in %d texts", failed, len(texts))
}

func outcome(text string) *oracle.Outcome {
	_, warnings, err := Compile([]byte(text), "<test>", Exec, Options{})
	return outcomeOf(warnings, err)
}

func outcomeOf(warnings []source.Warning, err error) *oracle.Outcome {
	o := &oracle.Outcome{}
	for _, w := range warnings {
		o.Warnings = append(o.Warnings, []any{w.Category, w.Msg, w.Lineno})
	}
	var e *source.SyntaxError
	var encode *source.EncodeError
	switch {
	case errors.As(err, &encode):
		o.SetError("UnicodeEncodeError", err.Error(), nil)
	case errors.As(err, &e):
		o.SetError(e.Type, e.Msg, e.Place())
	case errors.Is(err, parse.ErrNoValue):
		o.SetError("ValueError", err.Error(), nil)
	case err != nil:
		o.SetError("MemoryError", err.Error(), nil)
	}
	return o
}
