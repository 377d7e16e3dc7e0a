// This file tests the build subcommand: its flags, what it prints, and that hard input gets clear messages
// and leaves nothing behind.

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"adder/frontend/oracle"
)

const buildFiles = `
-- hello.py --
print("hello")
-- status.py --
import sys
print("out"); print("err", file=sys.stderr); sys.exit(7)
-- syntax.py --
x = = 1
-- null.py --
y = 2
x = 1NUL + 3
-- latin.py --
print("LATIN")
-- app/__main__.py --
import app.part, sys
print(__name__, app.part.value, __package__, sys.argv[1:])
-- app/__init__.py --
-- app/part.py --
value = 5
-- empty/readme --
-- extra/plugin.py --
name = "plugin"
-- uses.py --
import plugin
-- loads.py --
import importlib, sys
print(importlib.import_module(sys.argv[1]).name)
-- missing.py --
import native_like
import tomlkit
try:
    import guarded
except ImportError:
    pass
def later():
    import inner.deep
try:
    import tomlkit
except ModuleNotFoundError as e:
    print(e, e.name)
-- native_like.cpython-314-x86_64-linux-gnu.so --
`

// buildFolder writes the files that the tests build, with bytecode in all conditions.
func buildFolder(t *testing.T, adder string) invocation {
	t.Helper()
	at := invocation{dir: files(t, buildFiles)}
	edit := func(from, to string, change func([]byte) []byte) {
		data, err := os.ReadFile(filepath.Join(at.dir, from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(at.dir, to), change(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	edit("null.py", "null.py", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("NUL"), []byte{0}) })
	edit("latin.py", "latin.py", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("LATIN"), []byte{0xff}) })
	if res := at.run(t, adder, "compile", "-o", "good.pyc", "hello.py"); res.exit != "0" {
		t.Fatalf("compile: %+v", res)
	}
	edit("good.pyc", "short.pyc", func(b []byte) []byte { return b[:40] })
	edit("good.pyc", "header.pyc", func(b []byte) []byte { return b[:7] })
	edit("good.pyc", "old.pyc", func(b []byte) []byte { b[0]--; return b })
	edit("good.pyc", "damaged.pyc", func(b []byte) []byte { b[20] ^= 0xff; return b })
	return at
}

// TestBuildRefuses checks the messages about input that cannot be built, and the exit statuses.
func TestBuildRefuses(t *testing.T) {
	adder := adderCommand(t)
	at := buildFolder(t, adder)
	before := listing(t, at.dir)
	const usage = "Run \"adder help\" for the commands and \"adder help COMMAND\" for the flags.\n"
	for _, c := range []struct {
		args, exit, stderr string
	}{
		{"", "2", "adder: build takes one file or folder, or -m MODULE\n" + usage},
		{"hello.py status.py", "2", "adder: build takes one file or folder, or -m MODULE\n" + usage},
		{"-m", "2", "adder: flag needs an argument: 'm' in -m\n" + usage},
		{"--nope hello.py", "2", "adder: unknown flag: --nope\n" + usage},
		{"--target plan9/386 hello.py", "2", "adder: unknown target \"plan9/386\": known are linux/amd64, linux/arm64, darwin/amd64, darwin/arm64, windows/amd64, windows/arm64\n" + usage},
		{"none.py", "1", "adder: none.py: no such file or directory\n"},
		{"empty", "1", "adder: empty: can't find '__main__' module there\n"},
		{"-m nope.sub", "1", "adder: no module named nope.sub in . or the standard library\n"},
		{"-m xml", "1", "adder: no module named xml.__main__; 'xml' is a package and cannot be directly executed\n"},
		{"syntax.py", "1", "  File \"$DIR/syntax.py\", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n"},
		{"null.py", "1", "  File \"$DIR/null.py\", line 2\n    x = 1\nSyntaxError: source code cannot contain null bytes\n"},
		{"latin.py", "1", "  File \"$DIR/latin.py\", line 1\n    print(\"\ufffd\")\n           ^\nSyntaxError: Non-UTF-8 code starting with '\\xff' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details\n"},
		{"old.pyc", "1", "adder: old.pyc is no bytecode of Python 3.14: bad magic number; compile its source instead\n"},
		{"short.pyc", "1", "adder: short.pyc is damaged: marshal data too short\n"},
		{"header.pyc", "1", "adder: header.pyc is damaged: reached EOF while reading pyc header\n"},
		{"damaged.pyc", "1", "adder: damaged.pyc is damaged: code object \"<module>\": argument counts -16777216, 0, 0\n"},
		{"-o none/x hello.py", "1", "adder: cannot write none/x: no such file or directory\n"},
		{"-o app hello.py", "1", "adder: app is a folder: -o takes a file\n"},
		{"app", "1", "adder: app is a folder: name the executable with -o\n"},
		{"--path none hello.py", "1", "adder: --path: none: no such file or directory\n"},
		{"--include none.such hello.py", "1", "adder: --include: no module named none in . or the standard library\n"},
		{"--python-home empty hello.py", "1", "adder: --python-home: empty holds no standard library of Python 3.14\n"},
	} {
		got := at.run(t, append([]string{adder, "build"}, strings.Fields(c.args)...)...)
		if got.exit != c.exit || got.stderr != c.stderr || got.stdout != "" {
			t.Errorf("build %s: exit status %s, want %s\n got %q\nwant %q", c.args, got.exit, c.exit, got.stderr, c.stderr)
		}
	}
	if after := listing(t, at.dir); after != before {
		t.Errorf("something was left behind: %s, before %s", after, before)
	}
}

// TestBuildWithoutGo checks what is said where there is no toolchain, or one too old.
func TestBuildWithoutGo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("makes a shell script")
	}
	adder := adderCommand(t)
	at := buildFolder(t, adder)
	at.env = []string{"PATH=" + filepath.Join(at.dir, "empty")}
	if got, want := at.run(t, adder, "build", "hello.py"), "adder: no Go toolchain found: install Go 1.26 or newer from https://go.dev/dl and put it on PATH\n"; got.stderr != want || got.exit != "1" {
		t.Errorf("without Go: %+v", got)
	}
	old := filepath.Join(at.dir, "empty", "go")
	if err := os.WriteFile(old, []byte("#!/bin/sh\necho go1.22.1\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	if got, want := at.run(t, adder, "build", "hello.py"), "adder: $DIR/empty/go is Go go1.22.1; building needs Go 1.26 or newer\n"; got.stderr != want || got.exit != "1" {
		t.Errorf("with an old Go: %+v", got)
	}
}

// TestBuildOutput checks what builds print, quietly, verbosely, and as JSON, and their programs.
func TestBuildOutput(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	adder := adderCommand(t)
	at := buildFolder(t, adder)
	program := func(args ...string) answer {
		t.Helper()
		args[0] = filepath.Join(at.dir, args[0]+exeSuffix())
		return at.run(t, args...)
	}
	build := func(args ...string) answer {
		t.Helper()
		got := at.run(t, append([]string{adder, "build"}, args...)...)
		if got.exit != "0" {
			t.Fatalf("build %v: %+v", args, got)
		}
		return got
	}
	matchText := func(what, got, pattern string) {
		t.Helper()
		if !regexpMatch(pattern, got) {
			t.Errorf("%s: got %q, want a match for %s", what, got, pattern)
		}
	}

	const summary = `hello: \d+\.\d MB for \w+/\w+ in \d+\.\d s; \d+ modules?, \d+ cached\n`
	got := build("hello.py")
	matchText("summary", got.stderr, `^`+summary+`$`)
	if res := program("hello"); res.stdout != "hello\n" || res.exit != "0" {
		t.Errorf("hello: %+v", res)
	}
	if got = build("-q", "good.pyc", "-o", "frompyc"); got.stderr != "" || got.stdout != "" {
		t.Errorf("-q: %+v", got)
	}
	if res := program("frompyc"); res.stdout != "hello\n" {
		t.Errorf("from bytecode: %+v", res)
	}
	matchText("-v", build("-v", "hello.py").stderr, `^(cached|compiled) +__main__\n(go +\S+\n)*`+summary+`$`)
	matchText("-x", build("-x", "hello.py").stderr, `^cd \S+ && CGO_ENABLED=0 \S*go build .*\n`+summary+`$`)

	build("-q", "status.py")
	if res := program("status"); res != (answer{"out\n", "err\n", "7"}) {
		t.Errorf("a program's own exit status: %+v", res)
	}
	build("-q", "-o", "dir", "app")
	build("-q", "-m", "app", "-o", "mod")
	if res := program("mod", "x"); res.stdout != "__main__ 5 app ['x']\n" {
		t.Errorf("-m app: %+v", res)
	}

	got = build("--json", "missing.py")
	var s buildSummary
	if err := json.Unmarshal([]byte(got.stdout), &s); err != nil || s.Output != "missing" || s.Bytes == 0 || s.Modules == 0 || len(s.Warnings) != 3 || got.stderr != "" {
		t.Errorf("--json: %v, %+v", err, got)
	}
	got = build("missing.py")
	want := "missing.py:1: warning: module 'native_like' is an extension module of CPython ($DIR/native_like.cpython-314-x86_64-linux-gnu.so), for which Adder has no counterpart; importing it will raise ModuleNotFoundError\n" +
		"    import native_like\n" +
		"missing.py:2: warning: module 'tomlkit' cannot be found; importing it will raise ModuleNotFoundError\n" +
		"    import tomlkit\n" +
		"missing.py:8: warning: module 'inner' cannot be found; importing it will raise ModuleNotFoundError\n" +
		"    import inner.deep\n" +
		"note: looked in . and the standard library; --path adds a folder, --exclude leaves a module out\n"
	if !strings.HasPrefix(got.stderr, want) {
		t.Errorf("warnings: got %s, want %s", got.stderr, want)
	}
	if res := program("missing"); res.exit != "1" || !strings.HasSuffix(res.stderr, "ModuleNotFoundError: No module named 'native_like'\n") {
		t.Errorf("a missing module at run time: %+v", res)
	}

	build("-q", "--path", "extra", "--include", "plugin", "loads.py")
	if res := program("loads", "plugin"); res.stdout != "plugin\n" {
		t.Errorf("--include: %+v", res)
	}
	build("-q", "--path", "extra", "--exclude", "plugin", "uses.py")
	if res := program("uses"); !strings.HasSuffix(res.stderr, "ModuleNotFoundError: No module named 'plugin'\n") {
		t.Errorf("--exclude: %+v", res)
	}
}

// TestBuildModule builds the same program into two folders: the modules are the same to the byte, as are the
// executables, and Go builds them by hand, without network.
func TestBuildModule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	adder := adderCommand(t)
	at := buildFolder(t, adder)
	for _, name := range []string{"one", "two"} {
		if res := at.run(t, adder, "build", "-q", "-m", "app", "--emit-go", "module_"+name, "-o", name); res.exit != "0" {
			t.Fatalf("%+v", res)
		}
	}
	one, two := contents(t, filepath.Join(at.dir, "module_one")), contents(t, filepath.Join(at.dir, "module_two"))
	for name, data := range one {
		if !bytes.Equal(data, two[name]) {
			t.Errorf("%s differs", name)
		}
	}
	if len(one) != len(two) || len(one) < 100 {
		t.Errorf("%d and %d files", len(one), len(two))
	}
	if !sameFiles(t, filepath.Join(at.dir, "one"), filepath.Join(at.dir, "two")) {
		t.Errorf("the executables differ")
	}
	hand := at
	hand.dir = filepath.Join(at.dir, "module_one")
	hand.env = []string{"GOPROXY=off", "GOFLAGS=", "GOWORK="}
	if res := hand.run(t, "go", "build", "-o", "byhand"+exeSuffix(), "."); res.exit != "0" {
		t.Fatalf("go build: %+v", res)
	}
	if res := hand.run(t, filepath.Join(hand.dir, "byhand"+exeSuffix())); res.stdout != "__main__ 5 app []\n" {
		t.Errorf("built by hand: %+v", res)
	}
}

// TestBuildAtOnce runs two builds on an empty cache at the same time, then one that is interrupted and one
// that runs out of space.
func TestBuildAtOnce(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds programs; sends signals")
	}
	if _, err := oracle.Lib(); err != nil {
		t.Skip(err)
	}
	adder := adderCommand(t)
	at := buildFolder(t, adder)
	cache := adderCache(t)
	at.env = []string{"XDG_CACHE_HOME=" + cache, "HOME=" + cache, "GOCACHE=" + goEnv(t, "GOCACHE"), "GOPATH=" + goEnv(t, "GOPATH")}
	var group sync.WaitGroup
	for _, name := range []string{"first", "second"} {
		group.Go(func() {
			if res := at.run(t, adder, "build", "-q", "hello.py", "-o", name); res.exit != "0" {
				t.Errorf("%s: %+v", name, res)
			}
		})
	}
	group.Wait()
	for _, name := range []string{"first", "second"} {
		if res := at.run(t, filepath.Join(at.dir, name)); res.stdout != "hello\n" {
			t.Errorf("%s: %+v", name, res)
		}
	}

	before := listing(t, at.dir)
	res := at.run(t, "sh", "-c", `ulimit -f 1000; exec "$0" build status.py`, adder)
	if res.exit != "1" || !strings.HasPrefix(res.stderr, "adder: the Go toolchain cannot build here: ") {
		t.Errorf("without space: %+v", res)
	}
	cmd := exec.Command(adder, "build", "status.py")
	cmd.Dir, cmd.Env = at.dir, append(os.Environ(), at.env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if cmd.Wait(); cmd.ProcessState.ExitCode() != exitError && cmd.ProcessState.ExitCode() != -1 || strings.Contains(stderr.String(), "bug") {
		t.Errorf("interrupted: %v, %s", cmd.ProcessState, &stderr)
	}
	if after := listing(t, at.dir); after != before {
		t.Errorf("something was left behind: %s, before %s", after, before)
	}
}
