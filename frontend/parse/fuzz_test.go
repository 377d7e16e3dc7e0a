// This file feeds the parser with arbitrary bytes.
package parse

import (
	"testing"

	"adder/frontend/ast"
	"adder/frontend/source"
)

// FuzzParse checks that no input crashes the parser, and that the plain pass agrees with the
// fast one about what it accepts.
func FuzzParse(f *testing.F) {
	for _, s := range errorSnippets {
		if len(s) < 200 {
			f.Add([]byte(s))
		}
	}
	f.Add([]byte("def f(a, /, b=1, *c, d, **e) -> x:\n  async with (a as b, c): yield [x async for x in y if z]\n"))
	f.Add([]byte("match x:\n case {'a': [1, *_], **r} | A(b=c) if d: f'{a!r:>{b}}'\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := source.Decode("<fuzz>", data, source.Options{Exec: true})
		if err != nil {
			return
		}
		tree, err := Parse(file, Options{})
		if err != nil {
			return
		}
		plain := newParser(file, Options{FeatureVersion: MinorVersion})
		again, err := plain.pass()
		if err != nil || again == nil {
			t.Fatalf("accepted by the fast pass only: %v", err)
		}
		if ast.Dump(tree, true) != ast.Dump(again, true) {
			t.Fatal("the passes build different trees")
		}
	})
}
