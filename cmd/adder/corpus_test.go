// This file runs the programs of testdata/run with the interpreter and compares what they print.

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"adder/frontend/oracle"
)

// A case is an archive: files that the program finds in its directory, main.py among them, and what it
// does. The section "args" is the command line behind "adder run", main.py if there is none; "env" holds
// NAME=VALUE lines; "stdin" is its input; "stdout", "stderr" and "exit" are what is expected, the latter
// two empty and 0 if they are missing. UPDATE=1 writes them as the reference interpreter answers.

// corpusLimit is how long a program may run.
const corpusLimit = 30 * time.Second

func TestCorpus(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/run/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	adder := filepath.Join(t.TempDir(), "adder")
	if out, err := exec.Command("go", "build", "-o", adder, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, path := range cases {
		name := strings.TrimSuffix(filepath.ToSlash(path[len("../../testdata/run/"):]), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runCase(t, adder, path)
		})
	}
}

func runCase(t *testing.T, adder, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		python, err := oracle.Python()
		if err != nil {
			t.Skip(err)
		}
		want := runProgram(t, a, python)
		writeCase(t, path, a, want)
	}
	want := answer{stdout: section(a, "stdout"), stderr: section(a, "stderr"), exit: strings.TrimSpace(section(a, "exit"))}
	if want.exit == "" {
		want.exit = "0"
	}
	compare(t, runProgram(t, a, adder, "run"), want)
	if section(a, "args") == "" && !testing.Short() {
		t.Run("native", func(t *testing.T) { compare(t, runNative(t, a, adder), want) })
	}
}

// runNative compiles a program and runs the executable in the program's folder.
func runNative(t *testing.T, a *txtar.Archive, adder string) answer {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "main")
	return runProgram(t, a, "sh", "-c", `"$1" build -q -o "$2" "$3" && exec "$2"`, "sh", adder, bin)
}

// compare reports each part of the answer that differs.
func compare(t *testing.T, got, want answer) {
	t.Helper()
	for _, part := range []struct{ what, got, want string }{
		{"stdout", got.stdout, want.stdout}, {"stderr", got.stderr, want.stderr}, {"exit status", got.exit, want.exit}} {
		if part.got != part.want {
			t.Errorf("%s: %s", part.what, difference(part.got, part.want))
		}
	}
}

// answer is what a program did.
type answer struct{ stdout, stderr, exit string }

// expectations are the sections that are no files of the program.
var expectations = map[string]bool{"stdout": true, "stderr": true, "exit": true, "args": true, "env": true, "stdin": true}

func section(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func runProgram(t *testing.T, a *txtar.Archive, command ...string) answer {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if expectations[f.Name] {
			continue
		}
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	args := strings.Fields(section(a, "args"))
	if len(args) == 0 {
		args = []string{"main.py"}
	}
	ctx, stop := context.WithTimeout(context.Background(), corpusLimit)
	defer stop()
	cmd := exec.CommandContext(ctx, command[0], append(command[1:], args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=", "NO_COLOR=1")
	cmd.Env = append(cmd.Env, strings.Fields(section(a, "env"))...)
	cmd.Stdin = strings.NewReader(section(a, "stdin"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	clean := func(b *bytes.Buffer) string { return normalize(b.String(), dir) }
	return answer{clean(&stdout), clean(&stderr), fmt.Sprint(cmd.ProcessState.ExitCode())}
}

var (
	address = regexp.MustCompile(`0x[0-9a-f]{6,}`)
	library = regexp.MustCompile(`/[^" ']*/lib/python3\.14/`)
)

// normalize takes out what differs from run to run and from machine to machine.
func normalize(text, dir string) string {
	text = address.ReplaceAllString(strings.ReplaceAll(text, dir, "$DIR"), "0x")
	text = library.ReplaceAllString(text, "$$LIB/")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// writeCase puts the answer into an archive.
func writeCase(t *testing.T, path string, a *txtar.Archive, got answer) {
	t.Helper()
	var files []txtar.File
	for _, f := range a.Files {
		if f.Name != "stdout" && f.Name != "stderr" && f.Name != "exit" {
			files = append(files, f)
		}
	}
	a.Files = append(files, txtar.File{Name: "stdout", Data: []byte(got.stdout)})
	if got.stderr != "" {
		a.Files = append(a.Files, txtar.File{Name: "stderr", Data: []byte(got.stderr)})
	}
	if got.exit != "0" {
		a.Files = append(a.Files, txtar.File{Name: "exit", Data: []byte(got.exit + "\n")})
	}
	if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
		t.Fatal(err)
	}
}

// difference shows the first lines that are not the same.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		line := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return "(nothing)"
		}
		if line(g) != line(w) {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, line(g), line(w))
		}
	}
	return "the same"
}
