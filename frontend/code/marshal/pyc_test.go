// This file compares .pyc files with those of py_compile.

package marshal

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"adder/frontend/oracle"
)

const compileAll = `
import py_compile, sys
for mode in py_compile.PycInvalidationMode:
    py_compile.compile(sys.argv[1], sys.argv[2] + mode.name, doraise=True, invalidation_mode=mode)
`

// TestPyc reads and writes each form of .pyc file.
func TestPyc(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	source := filepath.Join(t.TempDir(), "m.py")
	text := []byte("'doc'\nclass C:\n    x = 1.5\n    def f(self, a=(1, 'b c')): return a in {1, 2.5, 'x'}\n")
	if err := os.WriteFile(source, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(python, "-I", "-c", compileAll, source, source).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, mode := range []string{"TIMESTAMP", "CHECKED_HASH", "UNCHECKED_HASH"} {
		want, err := os.ReadFile(source + mode)
		if err != nil {
			t.Fatal(err)
		}
		h, c, err := ReadPyc(want)
		if err != nil {
			t.Fatalf("%s: %v", mode, err)
		}
		if got := WritePyc(h, c); !bytes.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", mode, got, want)
		}
		if h.Hashed != (mode != "TIMESTAMP") || h.CheckSource != (mode == "CHECKED_HASH") {
			t.Errorf("%s: header %+v", mode, h)
		}
		if h.Hashed && h.Hash != SourceHash(text) {
			t.Errorf("hash %x, want %x", SourceHash(text), h.Hash)
		}
	}
}

// FuzzReadPyc wants an answer for any file.
func FuzzReadPyc(f *testing.F) {
	f.Add(append(Magic[:], "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00N"...))
	f.Fuzz(func(t *testing.T, data []byte) { ReadPyc(data) })
}
