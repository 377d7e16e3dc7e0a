// This file compares what the modules ast, symtable, tokenize and dis say of real files.

package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"adder/frontend/identity"
	"adder/frontend/oracle"
)

// TestDescribe compares twelve descriptions of files: trees with positions, what compiles from them, what
// unparses, with type comments, for an older version, optimised, symbol tables, tokens, disassembly. It takes
// every sixtieth file of the library; with ADDER_ALL all of it and of the folders in ADDER_DIRS.
func TestDescribe(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	lib, err := oracle.Lib()
	if err != nil {
		t.Fatal(err)
	}
	all, err := identity.Files(append([]string{lib}, filepath.SplitList(os.Getenv("ADDER_DIRS"))...))
	if err != nil {
		t.Fatal(err)
	}
	var some []string
	for i, file := range all {
		if os.Getenv("ADDER_ALL") != "" || i%60 == 0 {
			some = append(some, file)
		}
	}
	script, err := filepath.Abs("../../testdata/describe/describe.py")
	if err != nil {
		t.Fatal(err)
	}
	at := invocation{dir: t.TempDir(), stdin: strings.Join(some, "\n") + "\n", limit: time.Hour}
	var got, want answer
	var both sync.WaitGroup
	both.Go(func() { got = at.run(t, adderCommand(t), "run", script) })
	both.Go(func() { want = at.run(t, python, "-I", script) })
	both.Wait()
	gotLines, wantLines := strings.Split(got.stdout, "\n"), strings.Split(want.stdout, "\n")
	if len(wantLines) != len(some)+1 {
		t.Fatalf("%d lines for %d files: %s", len(wantLines), len(some), want.stderr)
	}
	same := 0
	for i := range some {
		switch {
		case i >= len(gotLines):
			t.Fatalf("it ended at %s: %.2000s", some[i], got.stderr)
		case gotLines[i] != wantLines[i]:
			t.Errorf("got  %s\nwant %s", gotLines[i], wantLines[i])
		default:
			same++
		}
	}
	t.Logf("%d of %d files are described alike", same, len(some))
}
