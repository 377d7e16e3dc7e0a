// This file compares symbol tables with those of the reference's module _symtable.
package symtable_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"adder/frontend"
	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/oracle"
	"adder/frontend/symtable"
)

const script = `
import _symtable, __future__
def show(t, depth, out):
    syms = " ".join(sorted(f"{k}:{v}" for k, v in t.symbols.items()))
    out.append(f"{depth} {t.name} {t.type} {t.lineno} {t.nested} {','.join(t.varnames)} {syms}")
    for c in t.children:
        show(c, depth + 1, out)
def answer(path):
    out = []
    try:
        with open(path, encoding="utf-8") as f:
            show(_symtable.symtable(f.read(), path, "exec"), 0, out)
    except (SyntaxError, UnicodeDecodeError):
        return []
    return out
`

// blockTypes are the numbers that _symtable gives.
var blockTypes = map[symtable.BlockType]int{
	symtable.Function: 0, symtable.Class: 1, symtable.Module: 2, symtable.Annotation: 3,
	symtable.TypeAlias: 4, symtable.TypeParameters: 5, symtable.TypeVariable: 6,
}

func show(e *symtable.Entry, depth int, out []string) []string {
	var syms []string
	for _, s := range e.Symbols.All() {
		syms = append(syms, fmt.Sprintf("%s:%d", s.Name, s.Flags))
	}
	sort.Strings(syms)
	nested := 0
	if e.Nested {
		nested = 1
	}
	out = append(out, fmt.Sprintf("%d %s %d %d %d %s %s", depth, e.Name, blockTypes[e.Type], e.Pos.Lineno, nested,
		strings.Join(e.VarNames, ","), strings.Join(syms, " ")))
	for _, c := range e.Children {
		out = show(c, depth+1, out)
	}
	return out
}

func TestLibrary(t *testing.T) {
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	python, err := oracle.Start(script)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	blocks := 0
	err = filepath.WalkDir(lib, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".py") && len(path)%3 == 0 {
			blocks += compare(t, python, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d blocks compared", blocks)
}

func compare(t *testing.T, python *oracle.Session, path string) int {
	var want []string
	if err := python.Ask(path, &want); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mod, _, err := frontend.ParseAST(data, path, frontend.Exec, frontend.Options{})
	if err != nil || len(want) == 0 {
		return 0
	}
	var opts symtable.Options
	for _, s := range mod.(*ast.Module).Body {
		if imp, ok := s.(*ast.ImportFrom); ok && imp.Module == "__future__" {
			opts.FutureEnd = imp.Pos
			for _, a := range imp.Names {
				if a.Name == "annotations" {
					opts.Features |= code.CO_FUTURE_ANNOTATIONS
				}
			}
		}
	}
	table, err := symtable.Build(mod, opts)
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return 0
	}
	got := show(table.Top, 0, nil)
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("%s: block %d\n got %q\nwant %q", path, i, got[min(i, len(got)-1)], want[i])
			break
		}
	}
	return len(want)
}
