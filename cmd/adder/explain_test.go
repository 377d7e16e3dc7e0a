package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestExplain compares what is said of the programs of testdata/explain: as text, with a profile of a run of
// the program, of one line, and as JSON. UPDATE=1 rewrites that.
func TestExplain(t *testing.T) {
	adder := adderCommand(t)
	cases, _ := filepath.Glob(filepath.Join("..", "..", "testdata", "explain", "*.txtar"))
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range cases {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "main.py"), a.Files[0].Data, 0o666); err != nil {
			t.Fatal(err)
		}
		run := func(args ...string) []byte {
			t.Helper()
			cmd := exec.Command(adder, args...)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("adder %s: %v\n%s", strings.Join(args, " "), err, out)
			}
			return out
		}
		run("run", "--profile", "seen", "main.py")
		got := []txtar.File{a.Files[0],
			{Name: "text", Data: run("explain", "main.py")},
			{Name: "profiled", Data: run("explain", "--profile", "seen", "main.py")},
			{Name: "line", Data: run("explain", "main.py:16")},
			{Name: "json", Data: run("explain", "--json", "main.py:11")},
		}
		if os.Getenv("UPDATE") != "" {
			a.Files = got
			if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
		} else {
			for i, f := range got {
				if i >= len(a.Files) || a.Files[i].Name != f.Name || !bytes.Equal(a.Files[i].Data, f.Data) {
					t.Errorf("%s: %s is\n%s", file, f.Name, f.Data)
				}
			}
		}
		run("explain", "--html", "page.html", "--profile", "seen", "main.py")
		checkExplainPage(t, filepath.Join(dir, "page.html"), a.Files[0].Data)
	}
}

// checkExplainPage looks for all lines, the reasons, and for anything that would be loaded from elsewhere.
func checkExplainPage(t *testing.T, file string, source []byte) {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n, lines := bytes.Count(page, []byte(`<span class="no">`)), bytes.Count(source, []byte("\n")); n != lines {
		t.Errorf("the page has %d lines, the source %d", n, lines)
	}
	for _, want := range []string{"rebound-global", "<details", "prefers-color-scheme: dark", "shows-variables", "&lt;"} {
		if want == "&lt;" && !bytes.Contains(source, []byte("<")) {
			continue
		}
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, never := range []string{"http://", "https://", "<script", "ZgotmplZ"} {
		if bytes.Contains(page, []byte(never)) {
			t.Errorf("the page has %s", never)
		}
	}
}
