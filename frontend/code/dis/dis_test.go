// This file compares the text with that of the reference's dis module, over the library.
package dis_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"adder/frontend"
	"adder/frontend/code/dis"
	"adder/frontend/oracle"
)

// script answers a file and options with what dis prints.
const script = `
import dis, io, warnings
warnings.simplefilter("ignore")
def answer(q):
    with open(q["Path"], "rb") as f:
        co = compile(f.read(), q["Path"], "exec", dont_inherit=True)
    out = io.StringIO()
    dis.dis(co, file=out, show_caches=q["Caches"], adaptive=q["Specialized"], show_offsets=q["Offsets"], show_positions=q["Positions"])
    return out.getvalue()
`

type question struct {
	Path string
	dis.Options
}

// address matches what the reference takes from memory.
var address = regexp.MustCompile(`at 0x[0-9a-f]+`)

// comparable takes out what differs from run to run: addresses, and the order in sets.
func comparable(text string) []string {
	lines := strings.Split(address.ReplaceAllString(text, "at 0x"), "\n")
	for i, line := range lines {
		if strings.Contains(line, "frozenset(") {
			chars := []byte(line)
			slices.Sort(chars)
			lines[i] = string(chars)
		}
	}
	return lines
}

// TestLibrary compares every file of the library (with -short every tenth), each with options
// of its own in turn.
func TestLibrary(t *testing.T) {
	python, err := oracle.Start(script)
	if err != nil {
		t.Skip(err)
	}
	defer python.Close()
	lib, err := oracle.Lib()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	if err := filepath.WalkDir(lib, func(path string, d os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	step := 4
	if testing.Short() {
		step = 20
	}
	if os.Getenv("ADDER_ALL") != "" {
		step = 1
	}
	for i := 0; i < len(files); i += step {
		n := i / step
		opts := []dis.Options{{}}
		if n%8 != 0 {
			opts = []dis.Options{{Caches: n&1 != 0, Offsets: n&2 != 0, Positions: n&4 != 0, Specialized: n&8 != 0}}
		}
		if step == 1 {
			opts = append(opts, dis.Options{Positions: true}, dis.Options{Caches: true, Offsets: true, Specialized: true})
		}
		for _, o := range opts {
			compareFile(t, python, files[i], o)
		}
	}
}

func compareFile(t *testing.T, python *oracle.Session, path string, opts dis.Options) {
	t.Helper()
	var text string
	if err := python.Ask(question{path, opts}, &text); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	co, _, err := frontend.Compile(data, path, frontend.Exec, frontend.Options{})
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	var out strings.Builder
	if err := dis.Write(&out, co, opts); err != nil {
		t.Fatal(err)
	}
	got, want := comparable(out.String()), comparable(text)
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Errorf("%s %+v: line %d:\n got %q\nwant %q", path, opts, i+1, got[min(i, len(got)-1)], w)
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", path, len(got), len(want))
	}
}
