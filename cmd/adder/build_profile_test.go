package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// busyLibrary spends its time in a function of the library, on floats that only a run shows.
const busyLibrary = `import colorsys
total = 0
for i in range(2000):
    total += sum(colorsys.rgb_to_yiq(i / 2000, 0.5, 0.25))
print(round(total, 6))
def idle(a, b):
    return a + b
`

// TestBuildProfile builds with the profile of a run: the busy function of the library guesses, and those that
// did not run are compact, whether they are the program's own or not.
func TestBuildProfile(t *testing.T) {
	adder := adderCommand(t)
	dir := t.TempDir()
	main, seen, out := filepath.Join(dir, "main.py"), filepath.Join(dir, "seen"), filepath.Join(dir, "go")
	if err := os.WriteFile(main, []byte(busyLibrary), 0o666); err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command(adder, "run", "--profile", seen, main).Output()
	if err != nil {
		t.Fatal(err)
	}
	summary, err := exec.Command(adder, "build", "--json", "--timings", "--profile", seen, "--emit-go", out, "-o", filepath.Join(dir, "prog"), main).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, summary)
	}
	got, err := exec.Command(filepath.Join(dir, "prog")).Output()
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	for name, wants := range map[string]map[string]bool{
		"mcolorsys_*": {"func f1(": true, "func f2(": false},
		"m__main___*": {"func f1(": false},
	} {
		files, _ := filepath.Glob(filepath.Join(out, "gen", "m", name, "module.go"))
		if len(files) != 1 {
			t.Fatalf("%s is %v", name, files)
		}
		source, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for fn, guesses := range wants {
			body := source[bytes.Index(source, []byte(fn)):]
			body = body[:bytes.Index(body, []byte("\n}\n"))]
			if bytes.Contains(body, []byte(".IsFloat()")) != guesses {
				t.Errorf("%s of %s: guesses is not %v:\n%s", fn, name, guesses, body)
			}
		}
	}
	checkTimings(t, summary)
}

// checkTimings looks for the phases in the summary of a build.
func checkTimings(t *testing.T, summary []byte) {
	t.Helper()
	var s struct{ Timings []phaseTime }
	if err := json.Unmarshal(summary, &s); err != nil {
		t.Fatalf("%v: %s", err, summary)
	}
	parts := map[string]bool{}
	for _, p := range s.Timings {
		parts[p.Phase+"/"+p.Part] = true
	}
	for _, want := range []string{"find modules/front end", "compile/build SSA", "compile/inference", "compile/pass unbox", "compile/emit", "go build/link"} {
		if !parts[want] {
			t.Errorf("no time of %s in %s", want, summary)
		}
	}
}
