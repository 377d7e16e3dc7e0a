// This file compares the errors of broken files with CPython's: real files, each broken in
// one place, by a seeded generator. ADDER_MUTANTS sets their number, ADDER_MUTANT picks one.

package frontend

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"adder/frontend/oracle"
	"adder/frontend/scan"
	"adder/frontend/source"
	"adder/frontend/token"
)

// TestMutants compiles them; ADDER_MUTANT_SIZE is the size of the largest file. Nine hundred and ninety-nine of a thousand must fail in the same
// way, none may take a second.
func TestMutants(t *testing.T) {
	count, first := 400, 0
	if n, err := strconv.Atoi(os.Getenv("ADDER_MUTANTS")); err == nil {
		count = n
	}
	if n, err := strconv.Atoi(os.Getenv("ADDER_MUTANT")); err == nil {
		first, count = n, 1
	}
	python, err := oracle.StartCompiler()
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	files := smallFiles(t)
	bad := 0
	for n := first; n < first+count; n++ {
		text := mutant(files, n)
		if text == nil {
			continue
		}
		var want oracle.Outcome
		if err := python.Ask(oracle.Question{Source: text, Filename: "<test>", Mode: "exec"}, &want); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		got := outcome(string(text))
		if d := time.Since(start); d > time.Second {
			t.Errorf("mutant %d took %v", n, d)
		}
		if g, w := got.String(), want.String(); g != w {
			bad++
			t.Logf("mutant %d:\n got %.300s\nwant %.300s", n, g, w)
			if count == 1 {
				os.WriteFile(filepath.Join(os.TempDir(), "mutant.py"), text, 0o644)
			}
		}
	}
	t.Logf("%d of %d mutants differ", bad, count)
	if bad*1000 > count {
		t.Fail()
	}
}

// smallFiles returns the library's files of moderate size.
func smallFiles(t *testing.T) (texts [][]byte) {
	t.Helper()
	limit := 12000
	if n, err := strconv.Atoi(os.Getenv("ADDER_MUTANT_SIZE")); err == nil {
		limit = n
	}
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	filepath.WalkDir(lib, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".py") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && len(text) > 200 && len(text) < limit {
			texts = append(texts, text)
		}
		return nil
	})
	return texts
}

// mutant returns mutant n, nil if its file has too few tokens.
func mutant(files [][]byte, n int) []byte {
	r := rand.New(rand.NewPCG(314, uint64(n)))
	text := files[r.IntN(len(files))]
	file, err := source.Decode("<test>", text, source.Options{Exec: true})
	if err != nil {
		return nil
	}
	s := scan.New(file, scan.Options{})
	var pieces []oracle.Piece
	for {
		tok, err := s.Next()
		if err != nil || tok.Kind == token.ENDMARKER {
			break
		}
		if tok.Start >= 0 && tok.Text != "" {
			pieces = append(pieces, oracle.Piece{Start: tok.Start, End: tok.Start + len(tok.Text)})
		}
	}
	if len(pieces) < 2 {
		return nil
	}
	return oracle.Mutate(r, file.Text, pieces)
}
