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

// These are how long a program may run, and how long building it may take where nothing is cached.
const (
	corpusLimit = 60 * time.Second
	buildLimit  = 10 * time.Minute
)

func TestCorpus(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/run/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	skipped := readSkips(t)
	adder := adderCommand(t)
	for _, path := range cases {
		name := strings.TrimSuffix(filepath.ToSlash(path[len("../../testdata/run/"):]), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runCase(t, adder, path, skipped[name])
		})
	}
}

func runCase(t *testing.T, adder, path, skip string) {
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
	if skip == "vm" || skip == "both" {
		t.Log("known to differ interpreted")
	} else {
		compare(t, runProgram(t, a, adder, "run"), want)
	}
	if section(a, "args") == "" && !testing.Short() && skip != "native" && skip != "both" {
		t.Run("native", func(t *testing.T) { compare(t, runNative(t, a, adder), want) })
	}
}

// runNative compiles a program and runs the executable in the program's folder. Both are the same folder,
// since a traceback names the files.
func runNative(t *testing.T, a *txtar.Archive, adder string) answer {
	t.Helper()
	dir := unpack(t, a)
	bin := filepath.Join(t.TempDir(), "main")
	ctx, stop := context.WithTimeout(context.Background(), buildLimit)
	defer stop()
	args := []string{"build", "-q", "--verify", "-o", bin, "main.py"}
	if os.Getenv("ADDER_STRESS_SEED") != "" {
		args = append(args, "--stress-exits")
	}
	build := exec.CommandContext(ctx, adder, args...)
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return runIn(t, a, dir, bin)
}

// sourceName is what programs are called as, compiled ones too: sys.argv[0] shows.
const sourceName = "main.py"

// readSkips gives the runs of programs that are known to differ: vm, native or both.
func readSkips(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../testdata/skip.txt")
	if err != nil {
		t.Fatal(err)
	}
	skips := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 3 {
			t.Fatalf("testdata/skip.txt: no run or no reason: %s", line)
		}
		if _, err := os.Stat(filepath.Join("../../testdata/run", fields[0]+".txtar")); err != nil {
			t.Errorf("testdata/skip.txt: %v", err)
		}
		skips[fields[0]] = fields[1]
	}
	return skips
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

// unpack writes the files of a program into a folder of its own.
func unpack(t *testing.T, a *txtar.Archive) string {
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
	return dir
}

// runProgram gives a program to an interpreter.
func runProgram(t *testing.T, a *txtar.Archive, command ...string) answer {
	t.Helper()
	args := strings.Fields(section(a, "args"))
	if len(args) == 0 {
		args = []string{"main.py"}
	}
	return runIn(t, a, unpack(t, a), append(command, args...)...)
}

// runIn runs a command in the folder of a program, with its environment and input.
func runIn(t *testing.T, a *txtar.Archive, dir string, command ...string) answer {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), corpusLimit)
	defer stop()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	if len(command) == 1 {
		cmd.Args[0] = sourceName
	}
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=", "NO_COLOR=1")
	cmd.Env = append(cmd.Env, strings.Fields(section(a, "env"))...)
	cmd.Stdin = strings.NewReader(section(a, "stdin"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
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
