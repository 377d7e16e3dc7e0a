// This file compares the bytecode files of the compile subcommand with the reference's, and
// checks its exit statuses.
package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adder/frontend/identity"
	"adder/frontend/oracle"
)

// pycScript writes the bytecode file of its first argument into its second. It imports nothing
// that shares strings with the file: what the reference marshals depends on that.
const pycScript = `
import sys, marshal, _imp, posix
src, out, mode = sys.argv[1:4]
with open(src, "rb") as f: data = f.read()
module = compile(data, src, "exec", dont_inherit=True) # with a name, as in py_compile: it counts references
code = marshal.dumps(module)
word = lambda n: (n & 0xffffffff).to_bytes(4, "little")
if mode == "timestamp":
    st = posix.stat(src)
    head = word(0) + word(int(st.st_mtime)) + word(st.st_size)
else:
    head = word(3 if mode == "checked-hash" else 1) + _imp.source_hash(_imp.pyc_magic_number_token, data)
with open(out, "wb") as f: f.write(_imp.pyc_magic_number_token.to_bytes(4, "little") + head + code)
`

// TestCompileSameBytes compiles some files of the library, with ADDER_ALL all, in each mode of invalidation and
// level of optimisation.
func TestCompileSameBytes(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	lib, err := oracle.Lib()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want, got := filepath.Join(dir, "want.pyc"), filepath.Join(dir, "got.pyc")
	files := make([]string, 0, 5)
	for _, name := range []string{"heapq.py", "textwrap.py", "json/decoder.py", "dataclasses.py", "weakref.py"} {
		files = append(files, filepath.Join(lib, filepath.FromSlash(name)))
	}
	if os.Getenv("ADDER_ALL") != "" {
		if files, err = identity.Files([]string{lib}); err != nil {
			t.Fatal(err)
		}
		// The process that compiles it holds its strings already, and marshals references by their counts.
		files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(filepath.ToSlash(file), "/importlib/_bootstrap.py") })
	}
	same := 0
	for _, file := range files {
		for mode, option := range map[string]string{"timestamp": "-q", "checked-hash": "-O", "unchecked-hash": "-OO"} {
			if out, err := exec.Command(python, "-I", "-S", option, "-c", pycScript, file, want, mode).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if status := realMain([]string{"compile", option, "-o", got, "--invalidation-mode", mode, file}); status != exitOK {
				t.Fatalf("%s: exit status %d", file, status)
			}
			if !sameFiles(t, got, want) {
				t.Errorf("%s, %s %s: the bytes differ", file, mode, option)
			} else {
				same++
			}
		}
	}
	t.Logf("%d of %d bytecode files are the same", same, 3*len(files))
}

func sameFiles(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

func TestCompileStatus(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.py"), filepath.Join(dir, "bad.py")
	if err := os.WriteFile(good, []byte("x = 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte("x = = 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want int
		args []string
	}{
		{exitOK, []string{"compile", good}},
		{exitOK, []string{"dis", good}},
		{exitError, []string{"compile", bad, good}},
		{exitError, []string{"compile", filepath.Join(dir, "none.py")}},
		{exitError, []string{"compile", "-o", dir, good}},
		{exitError, []string{"dis", bad}},
		{exitUsage, []string{"compile"}},
		{exitUsage, []string{"compile", "-OOO", good}},
		{exitUsage, []string{"compile", "-o", "x", good, bad}},
		{exitUsage, []string{"compile", "--invalidation-mode", "never", good}},
	} {
		if got := realMain(c.args); got != c.want {
			t.Errorf("%q: exit status %d, want %d", c.args, got, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "__pycache__", "good.cpython-314.pyc")); err != nil {
		t.Error(err)
	}
}
