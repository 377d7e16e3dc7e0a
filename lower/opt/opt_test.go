package opt

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"adder/frontend/code"
	"adder/lower/infer"
	"adder/lower/ir"
)

// TestCases runs passes over functions as text. Each archive in testdata names the pass on the
// first line of its comment; "names" are the code object's names, "before" the function, "after"
// what is expected. UPDATE=1 writes "after"; read what it wrote.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pass, _, _ := strings.Cut(string(a.Comment), "\n")
	parts := map[string]string{}
	for _, f := range a.Files {
		parts[f.Name] = string(f.Data)
	}
	f, err := ir.Parse(parts["before"])
	if err != nil {
		t.Fatal(err)
	}
	f.Code = &code.Code{Names: strings.Fields(parts["names"]), Flags: code.CO_OPTIMIZED}
	f.Renumber()
	if err := f.Verify(); err != nil {
		t.Fatalf("before: %v", err)
	}
	switch pass {
	case "ranges":
		countRanges(f)
	case "unbox":
		unbox(f, infer.New([][]*ir.Func{{f}}, nil).Func(f), &Config{})
	case "common":
		mergeCommon(f)
	case "iterators":
		localIterators(f)
	default:
		t.Fatalf("no pass %q", pass)
	}
	if err := f.Verify(); err != nil {
		t.Errorf("after: %v", err)
	}
	got := f.String()
	if os.Getenv("UPDATE") != "" {
		writeAfter(t, file, a, got)
	} else if got != parts["after"] {
		t.Errorf("got\n%s\nwant\n%s", got, parts["after"])
	}
}

func writeAfter(t *testing.T, file string, a *txtar.Archive, got string) {
	var kept []txtar.File
	for _, f := range a.Files {
		if f.Name != "after" {
			kept = append(kept, f)
		}
	}
	a.Files = append(kept, txtar.File{Name: "after", Data: []byte(got)})
	if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
