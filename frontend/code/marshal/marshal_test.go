// This file compares marshalled code objects with CPython's, byte for byte.

package marshal

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"adder/frontend/code"
	"adder/frontend/oracle"
)

// dump compiles the files named on standard input and writes what marshal makes of each,
// after its length.
const dump = `
import sys, marshal, struct
for path in sys.stdin.read().splitlines():
    with open(path, "rb") as f:
        code = compile(f.read(), path, "exec", dont_inherit=True)
    data = marshal.dumps(code)
    sys.stdout.buffer.write(struct.pack("<I", len(data)) + data)
`

// unpredictable are files whose bytes depend on what the compiling process has loaded.
var unpredictable = map[string]string{
	"importlib/_bootstrap.py": "the interpreter holds this module frozen, its names already interned",
}

// TestDumps reads what CPython wrote for the library and writes it again.
func TestDumps(t *testing.T) {
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	paths := libraryFiles(lib)
	if testing.Short() {
		paths = paths[:60]
	}
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(python, "-I", "-c", dump)
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\n"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	bad := 0
	for _, path := range paths {
		n := binary.LittleEndian.Uint32(out)
		want := out[4 : 4+n]
		out = out[4+n:]
		c, err := ReadCode(want)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := code.Verify(c); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if name, _ := filepath.Rel(lib, path); unpredictable[filepath.ToSlash(name)] != "" {
			continue
		}
		if got := Dumps(c); !bytes.Equal(got, want) {
			if bad++; bad <= 10 {
				i := commonPrefix(got, want)
				t.Errorf("%s: at %d of %d:\n got %q\nwant %q\n after %q", path, i, len(want), around(got, i), around(want, i), want[max(0, i-60):i])
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d of %d files differ", bad, len(paths))
	}
}

func commonPrefix(a, b []byte) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

func around(b []byte, i int) []byte { return b[i:min(len(b), i+40)] }

func libraryFiles(lib string) (paths []string) {
	filepath.WalkDir(lib, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "site-packages" {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".py") {
			paths = append(paths, path)
		}
		return nil
	})
	return paths
}
