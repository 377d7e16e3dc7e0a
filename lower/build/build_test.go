package build

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
)

// dumpLibrary writes the marshalled code of each file named on standard input.
const dumpLibrary = `
import sys, marshal, struct
for line in sys.stdin:
    path = line.strip()
    with open(path, "rb") as f: src = f.read()
    data = marshal.dumps(compile(src, path, "exec", dont_inherit=True))
    sys.stdout.buffer.write(struct.pack("<I", len(data)) + data)
`

// TestLibrary lowers every function of the standard library and verifies the result.
func TestLibrary(t *testing.T) {
	lib, err := oracle.Lib()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	filepath.WalkDir(lib, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".py") && !strings.Contains(path, "site-packages") {
			files = append(files, path)
		}
		return err
	})
	const atLeast = 500
	if len(files) < atLeast {
		t.Fatalf("found %d files, want at least %d", len(files), atLeast)
	}
	if testing.Short() {
		files = files[:60]
	}
	python, err := oracle.Python()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-I", "-W", "ignore", "-c", dumpLibrary)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	funcs, values := 0, 0
	for _, file := range files {
		n := int(data[0]) | int(data[1])<<8 | int(data[2])<<16 | int(data[3])<<24
		root, err := marshal.ReadCode(data[4 : 4+n])
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		data = data[4+n:]
		for i, c := range code.Flatten(root) {
			f, err := Func(c, i, Options{})
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if err := f.Verify(); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			funcs++
			values += f.NumValues()
		}
	}
	t.Logf("%d functions, %d values", funcs, values)
}
