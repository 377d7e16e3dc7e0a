// This file runs programs of other people, unchanged, in three ways: with CPython, with the interpreter, and
// compiled.

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"adder/cmd/internal/pypi"
	"adder/frontend/oracle"
)

// realProgram is a program, and how it is run.
type realProgram struct {
	name   string
	target []string // what python, "adder run" and "adder build" take: a file, or -m and a module
	args   []string
	path   []string
	env    []string
	stdin  string
}

var elapsed = regexp.MustCompile(`in \d+\.\d+s`)

// compareWays runs the program in all ways, each in a copy of the files, and compares what it does.
func (p *realProgram) compareWays(t *testing.T, archive string) {
	t.Helper()
	python, err := oracle.Python()
	if err != nil {
		t.Skip(err)
	}
	adder := adderCommand(t)
	run := func(command ...string) answer {
		t.Helper()
		at := invocation{dir: files(t, archive), stdin: p.stdin}
		at.env = append([]string{"PYTHONPATH=" + strings.Join(p.path, string(filepath.ListSeparator))}, p.env...)
		if command[0] == "" {
			build := []string{adder, "build", "-q", "-o", "program" + exeSuffix()}
			for _, dir := range p.path {
				build = append(build, "--path", dir)
			}
			if res := at.run(t, append(build, p.target...)...); res.exit != "0" {
				t.Fatalf("build: %+v", res)
			}
			command = []string{filepath.Join(at.dir, "program"+exeSuffix())}
		} else {
			command = append(command, p.target...)
		}
		got := at.run(t, append(command, p.args...)...)
		got.stdout, got.stderr = elapsed.ReplaceAllString(got.stdout, "in 0s"), elapsed.ReplaceAllString(got.stderr, "in 0s")
		return got
	}
	want := run(python)
	if want.stdout == "" && want.stderr == "" {
		t.Errorf("the reference says nothing")
	}
	t.Run("vm", func(t *testing.T) { compare(t, run(adder, "run"), want) })
	if !testing.Short() {
		t.Run("native", func(t *testing.T) { compare(t, run(""), want) })
	}
}

// workloads are those of pyperformance that are tested; the suite has more.
const workloads = " nbody fannkuch spectral_norm richards deltablue float chaos raytrace nqueens hexiom go meteor_contest pidigits" +
	" generators coroutines unpack_sequence scimark regex_effbot json_dumps json_loads "

// TestPyperformance runs the workloads once each.
func TestPyperformance(t *testing.T) {
	loads, err := readSuite("../../testdata/bench/pyperformance.suite")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, w := range loads {
		if !strings.Contains(workloads, " "+w.Name+" ") {
			continue
		}
		seen++
		p := &realProgram{name: w.Name, target: []string{w.File}, args: w.Args, path: w.Path, env: []string{"PYPERF_LOOPS=1"}}
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			p.compareWays(t, "")
		})
	}
	if want := len(strings.Fields(workloads)); seen != want {
		t.Errorf("the suite has %d of %d workloads", seen, want)
	}
}

const libraryFiles = `
-- data.json --
{"b": [1, 2.50, {"c": null}], "a": "\u00e9\n", "n": 1e400}
-- module.py --
import os  # a comment
def f(x: int = 0x_ff) -> str:
    return f"{x!r:>{10}} {'nested'}" + '''
two lines''' if x else t"{x}"
-- folder/good.py --
print("compiled")
-- folder/deep/also.py --
class A: pass
-- folder/bad.py --
x = = 1
-- test_suite.py --
import unittest
from unittest import mock

class Numbers(unittest.TestCase):
    def setUp(self): self.n = 2
    def test_passes(self): self.assertEqual(self.n + 2, 4)
    def test_fails(self): self.assertEqual([1, 2, 3], [1, 3, 2], "the order")
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "invalid literal"): int("x")
    def test_error(self): {}["key"]
    @unittest.skip("not now")
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_subtests(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_mock(self):
        m = mock.Mock(return_value=5)
        self.assertEqual(m(1, k=2), 5)
        m.assert_called_once_with(1, k=2)
    def test_dicts(self): self.assertDictEqual({"a": 1}, {"a": 2})

class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_await(self): self.assertIsNone(None)
`

// TestLibraryPrograms runs modules of the standard library as programs.
func TestLibraryPrograms(t *testing.T) {
	for _, p := range []realProgram{
		{name: "json.tool", target: []string{"-m", "json.tool"}, args: []string{"--sort-keys", "--indent", "3", "data.json"}},
		{name: "calendar", target: []string{"-m", "calendar"}, args: []string{"2026"}},
		{name: "tokenize", target: []string{"-m", "tokenize"}, args: []string{"-e", "module.py"}},
		{name: "base64", target: []string{"-m", "base64"}, args: []string{"-e"}, stdin: strings.Repeat("some text \x00\x7f", 30)},
		{name: "this", target: []string{"-m", "this"}},
		{name: "compileall", target: []string{"-m", "compileall"}, args: []string{"folder"}},
		{name: "unittest", target: []string{"-m", "unittest"}, args: []string{"-v", "test_suite"}},
	} {
		if p.name == "unittest" {
			p.target = []string{"suite.py"} // a compiled -m unittest cannot know which tests it will be given
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			if p.name == "unittest" {
				p.args = []string{"-v"}
				p.compareWays(t, libraryFiles+"-- suite.py --\nimport unittest\nfrom test_suite import *\nunittest.main()\n")
				return
			}
			p.compareWays(t, libraryFiles)
		})
	}
}

// TestPackages runs the drivers of testdata/packages, each with the package of its name.
func TestPackages(t *testing.T) {
	for _, p := range []struct{ name, version, sum string }{
		{"sortedcontainers", "2.4.0", "a163dcaede0f1c021485e957a39245190e74249897e2ae4b2aa38595db237ee0"},
		{"tabulate", "0.9.0", "024ca478df22e9340661486f85298cff5f6dcdba14f3813e8830015b9ed1948f"},
		{"markdown", "3.11.3", "e1a31a112232504d753e5c01bb8c2de90d3f0ba986b063e10770cf7695b09e73"},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			dir, err := pypi.Package(p.name, p.version, p.sum)
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join("../../testdata/packages", p.name+".py"))
			if err != nil {
				t.Fatal(err)
			}
			// The driver is not to hide the package.
			r := &realProgram{name: p.name, target: []string{"driver.py"}, path: []string{dir}}
			r.compareWays(t, "-- driver.py --\n"+string(text))
		})
	}
}
