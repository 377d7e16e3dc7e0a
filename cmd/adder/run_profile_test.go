package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"adder/frontend"
	"adder/lower/profile"
)

const profiled = `class P:
    def __init__(self, x): self.x = x
    def area(self, k=2):
        return self.x * k
def f(a, b):
    s = 0
    for i in range(a):
        s += i * b
    return s
print(f(10, 2), f(5, 1.5), P(3).area(), P("a").area(k=3), f(2, 10**30), len([1]), "a".upper())
`

// profileOfMain is what is recorded of it, without the module's own body, whose offsets say little.
const profileOfMain = ` __main__ P.__init__ 2
 args 1 __main__.P int
 args 1 __main__.P str
 2 STORE_ATTR 2 __main__.P
 __main__ P.area 3
 args 2 __main__.P int
 2 LOAD_ATTR 2 __main__.P
 13 BINARY_OP 1 int int
 13 BINARY_OP 1 str int
 __main__ f 5
 args 1 int bigint
 args 1 int float
 args 1 int int
 9 CALL 3 class:range
 13 GET_ITER 3 range
 14 FOR_ITER 20 range_iterator
 19 BINARY_OP 10 int int
 19 BINARY_OP 5 int float
 19 BINARY_OP 2 int bigint
 25 BINARY_OP 11 int int
 25 BINARY_OP 4 float float
 25 BINARY_OP 1 int bigint
 25 BINARY_OP 1 int float
 32 JUMP_BACKWARD 17
`

// TestRunProfile records a profile twice, which must be equal, and finds in it what the program did.
func TestRunProfile(t *testing.T) {
	adder := adderCommand(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.py"), []byte(profiled), 0o666); err != nil {
		t.Fatal(err)
	}
	var text [2][]byte
	for i := range text {
		cmd := exec.Command(adder, "run", "--profile", "out.txt", "main.py")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if text[i], err = os.ReadFile(filepath.Join(dir, "out.txt")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(text[0], text[1]) {
		t.Error("two runs gave different profiles")
	}
	p, err := profile.Read(bytes.NewReader(text[0]))
	if err != nil {
		t.Fatal(err)
	}
	code, _, cerr := frontend.Compile([]byte(profiled), "elsewhere.py", frontend.Exec, frontend.Options{})
	if cerr != nil {
		t.Fatal(cerr)
	}
	if c := p.Of("__main__", code); c == nil || c.Entries() != 1 {
		t.Errorf("the module's body is recorded as %v", c)
	}
	if got := functionsOfMain(string(text[0])); got != profileOfMain {
		t.Errorf("got\n%s\nwant\n%s", got, profileOfMain)
	}
}

// functionsOfMain cuts the part about functions of __main__ out, without fingerprints.
func functionsOfMain(text string) string {
	var b strings.Builder
	take := false
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, "code"); ok {
			fields := strings.Fields(rest)
			take = fields[0] == "__main__" && fields[1] != "<module>" && fields[1] != "P"
			line = " " + strings.Join(fields[:3], " ") + "\n"
		}
		if take {
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestRecordingChangesNothing runs the interpreter's corpus while it records.
func TestRecordingChangesNothing(t *testing.T) {
	adder := adderCommand(t)
	cases, err := filepath.Glob("../../testdata/run/vm/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal(err, len(cases))
	}
	for _, path := range cases {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := answer{stdout: section(a, "stdout"), stderr: section(a, "stderr"), exit: strings.TrimSpace(section(a, "exit"))}
		if want.exit == "" {
			want.exit = "0"
		}
		compare(t, runProgram(t, a, adder, "run", "--profile", filepath.Join(t.TempDir(), "profile")), want)
	}
}
