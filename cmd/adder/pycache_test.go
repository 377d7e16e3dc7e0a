// This file checks that the interpreter and the reference use each other's bytecode files.

package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"adder/frontend"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
)

// The program prints the value of a module, whose source says 1.
const (
	cacheMain   = "import mod, sys\nprint(mod.value, sys.dont_write_bytecode)\n"
	cacheModule = "value = 1\ndef f(a, *, b=(1, 2)):\n    return [a, b]\n"
)

// cachedAs is the name of the module's bytecode file.
const cachedAs = "__pycache__/mod.cpython-314.pyc"

// pycTime is when the module was changed.
var pycTime = time.Unix(1_700_000_000, 0)

// cacheSetup prepares dir, where the program is.
type cacheSetup func(t *testing.T, dir string)

// planted is a setup that plants a bytecode file whose module says 2, with a header made of that which fits.
func planted(change func(h *marshal.Header), damage func(data []byte) []byte) cacheSetup {
	return func(t *testing.T, dir string) {
		source := []byte(strings.Replace(cacheModule, "1", "2", 1))
		c, _, err := frontend.Compile(source, filepath.Join(dir, "mod.py"), frontend.Exec, frontend.Options{})
		if err != nil {
			t.Fatal(err)
		}
		h := marshal.Header{MTime: uint32(pycTime.Unix()), Size: uint32(len(cacheModule))}
		if change != nil {
			change(&h)
		}
		data := marshal.WritePyc(h, c)
		if damage != nil {
			data = damage(data)
		}
		writeFile(t, filepath.Join(dir, cachedAs), data)
	}
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func cut(n int) func([]byte) []byte { return func(data []byte) []byte { return data[:n] } }

// cacheCases have what the program prints: 2 when the planted file is used.
var cacheCases = []struct {
	name  string
	setup cacheSetup
	env   []string
	want  string
	own   bool // the reference fails here
}{
	{name: "none", want: "1 False"},
	{name: "fresh", setup: planted(nil, nil), want: "2 False"},
	{name: "other time", setup: planted(func(h *marshal.Header) { h.MTime++ }, nil), want: "1 False"},
	{name: "other size", setup: planted(func(h *marshal.Header) { h.Size++ }, nil), want: "1 False"},
	{name: "unchecked hash", setup: planted(func(h *marshal.Header) { h.Hashed = true }, nil), want: "2 False"},
	{name: "wrong hash", setup: planted(func(h *marshal.Header) { h.Hashed, h.CheckSource = true, true }, nil), want: "1 False"},
	{name: "right hash", setup: planted(func(h *marshal.Header) {
		h.Hashed, h.CheckSource, h.Hash = true, true, marshal.SourceHash([]byte(cacheModule))
	}, nil), want: "2 False"},
	{name: "other magic", setup: planted(nil, func(b []byte) []byte { b[0]++; return b }), want: "1 False"},
	{name: "unknown flags", setup: planted(nil, func(b []byte) []byte { binary.LittleEndian.PutUint32(b[4:], 4); return b }), want: "1 False"},
	{name: "empty", setup: planted(nil, cut(0)), want: "1 False"},
	{name: "half a header", setup: planted(nil, cut(10)), want: "1 False"},
	{name: "half a body", setup: planted(nil, cut(60)), want: "1 False", own: true},
	{name: "no code object", setup: planted(nil, func(b []byte) []byte { return append(b[:16], 'N') }), want: "1 False", own: true},
	{name: "no folder", setup: func(t *testing.T, dir string) { writeFile(t, filepath.Join(dir, "__pycache__"), nil) }, want: "1 False"},
	{name: "dontwrite", env: []string{"PYTHONDONTWRITEBYTECODE=1"}, want: "1 True"},
	{name: "dontwrite reads", setup: planted(nil, nil), env: []string{"PYTHONDONTWRITEBYTECODE=1"}, want: "2 True"},
	{name: "prefix", env: []string{"PYTHONPYCACHEPREFIX=elsewhere"}, want: "1 False"},
}

// TestCache runs the program with the interpreter and then, where that left its files, with the reference, and
// the other way round: outputs and files are the same.
func TestCache(t *testing.T) {
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	adder := adderCommand(t)
	for _, c := range cacheCases {
		t.Run(c.name, func(t *testing.T) {
			ours := [][]string{{adder, "run", "main.py"}, {python, "main.py"}}
			dir := filepath.Join(t.TempDir(), "program")
			got := runCached(t, dir, c.setup, c.env, c.want, ours)
			if c.own {
				return
			}
			slices.Reverse(ours)
			if want := runCached(t, dir, c.setup, c.env, c.want, ours); got != want {
				t.Errorf("files: got %s, want %s", got, want)
			}
		})
	}
}

// runCached runs the commands one after the other in dir, made anew, which must print want, and tells which files
// are there in the end: their contents are those that the first wrote.
func runCached(t *testing.T, dir string, setup cacheSetup, env []string, want string, commands [][]string) string {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "main.py"), []byte(cacheMain))
	writeFile(t, filepath.Join(dir, "mod.py"), []byte(cacheModule))
	if err := os.Chtimes(filepath.Join(dir, "mod.py"), pycTime, pycTime); err != nil {
		t.Fatal(err)
	}
	if setup != nil {
		setup(t, dir)
	}
	first := ""
	for _, command := range commands {
		a := invocation{dir: dir, env: env}.run(t, command...)
		if strings.TrimSpace(a.stdout) != want || a.stderr != "" {
			t.Errorf("%s printed %q, %q; want %q", filepath.Base(command[0]), a.stdout, a.stderr, want)
		}
		files := bytecodeFiles(t, dir)
		if first == "" {
			first = files
		} else if files != first {
			t.Errorf("%s changed the files from %s to %s", filepath.Base(command[0]), first, files)
		}
	}
	return first
}

// bytecodeFiles lists the module's bytecode files with a hash of what they hold, if it can be read.
func bytecodeFiles(t *testing.T, dir string) string {
	t.Helper()
	list := ""
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(d.Name(), "mod.cpython") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		list += name
		if h, c, err := marshal.ReadPyc(data); err == nil {
			list += fmt.Sprintf(" %x", sha256.Sum256(marshal.WritePyc(h, c)))
		}
		list += "\n"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
