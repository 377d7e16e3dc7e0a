// This file compares the trees of real files with CPython's.
package parse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adder/frontend/ast"
	"adder/frontend/oracle"
	"adder/frontend/source"
)

// dumpScript answers a path with the dump of the file's tree, or null if it has none.
const dumpScript = `
import ast, warnings
warnings.simplefilter("ignore")
def answer(path):
    try:
        with open(path, "rb") as f:
            return ast.dump(ast.parse(f.read()), include_attributes=True).encode("utf-8", "surrogatepass").hex()
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
`

// TestDump compares the trees of the standard library, and of the files under the folders
// named in ADDER_PARSE_DIRS. In -short it takes every tenth file.
func TestDump(t *testing.T) {
	lib, err := oracle.Lib()
	if err != nil {
		t.Skip(err)
	}
	python, err := oracle.Start(dumpScript)
	if err != nil {
		t.Fatal(err)
	}
	defer python.Close()
	same, failed := 0, 0
	for i, path := range pythonFiles(t, append(filepath.SplitList(os.Getenv("ADDER_PARSE_DIRS")), lib)) {
		if testing.Short() && i%10 != 0 {
			continue
		}
		var want *string
		if err := python.Ask(path, &want); err != nil {
			t.Fatal(err)
		}
		if compareDump(t, path, want) {
			same++
		} else if failed++; failed > 20 {
			t.Fatal("too many differences")
		}
	}
	t.Logf("%d trees are the same", same)
}

func pythonFiles(t *testing.T, dirs []string) []string {
	t.Helper()
	var paths []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

func compareDump(t *testing.T, path string, want *string) bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tree ast.Mod
	file, err := source.Decode(path, data, source.Options{Exec: true})
	if err == nil {
		tree, err = Parse(file, Options{})
	}
	if err != nil || want == nil {
		if err == nil || want != nil {
			t.Errorf("%s: error %v, CPython has one: %v", path, err, want == nil)
			return false
		}
		return true
	}
	got := hex(ast.Dump(tree, true))
	if got == *want {
		return true
	}
	i := 0
	for i < len(got) && i < len(*want) && got[i] == (*want)[i] {
		i++
	}
	i = max(0, i/2*2-160)
	t.Errorf("%s:\n got %s\nwant %s", path, unhex(got, i), unhex(*want, i))
	return false
}

func hex(s string) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, digits[s[i]>>4], digits[s[i]&15])
	}
	return string(out)
}

// unhex decodes three hundred digits from offset i on.
func unhex(s string, i int) string {
	var out []byte
	for s = s[i:min(len(s), i+400)]; len(s) > 1; s = s[2:] {
		out = append(out, byte(hexValue(s[0])<<4|hexValue(s[1])))
	}
	return string(out)
}
