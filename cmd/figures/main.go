// Command figures measures what races of workloads do not show: start-up, sizes, build times, and
// kernels against the same algorithms in Go. It builds with the adder command in the current folder.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"adder/frontend/oracle"
)

// The programs whose start is measured.
const (
	emptyProgram   = "pass\n"
	helloProgram   = "print('hello, world')\n"
	importsProgram = "import argparse, json, re, dataclasses\n"
)

// bench is the state of a run.
type bench struct {
	dir, adder, python, pypy string
	runs                     int
}

func main() {
	runs := flag.Int("runs", 20, "runs of each start")
	cold := flag.Bool("cold", false, "measure a build with empty caches too, which takes minutes")
	pypy := flag.String("pypy", "", "run the kernels with the PyPy `FILE`, too")
	flag.Parse()
	if err := run(*runs, *cold, *pypy); err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
}

func run(runs int, cold bool, pypy string) error {
	python, err := oracle.Python()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "adder-figures-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	adder, err := filepath.Abs("adder")
	if err != nil {
		return err
	}
	b := &bench{dir: dir, adder: adder, python: python, pypy: pypy, runs: runs}
	for _, part := range []func() error{b.starts, b.builds, b.kernels} {
		if err := part(); err != nil {
			return err
		}
	}
	if cold {
		return b.cold()
	}
	return nil
}

// write puts a program into the folder and returns its name.
func (b *bench) write(name, text string) (string, error) {
	file := filepath.Join(b.dir, name+".py")
	return file, os.WriteFile(file, []byte(text), 0o644)
}

// build compiles a program and returns the executable and the seconds it took.
func (b *bench) build(file string, env ...string) (string, float64, error) {
	out := strings.TrimSuffix(file, ".py") + ".exe"
	if !strings.HasPrefix(file, b.dir) {
		out = filepath.Join(b.dir, filepath.Base(filepath.Dir(file))+".exe")
	}
	seconds, err := timed(exec.Command(b.adder, "build", "-q", "-o", out, file), env...)
	return out, seconds, err
}

// timed runs a command and returns its wall time.
func timed(cmd *exec.Cmd, env ...string) (float64, error) {
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	_, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	return time.Since(start).Seconds(), err
}

// race runs commands in turn and returns the median time of each.
func race(runs int, cmds ...[]string) ([]float64, error) {
	times := make([][]float64, len(cmds))
	for range runs {
		for i, c := range cmds {
			seconds, err := timed(exec.Command(c[0], c[1:]...))
			if err != nil {
				return nil, err
			}
			times[i] = append(times[i], seconds)
		}
	}
	medians := make([]float64, len(cmds))
	for i, list := range times {
		sort.Float64s(list)
		medians[i] = list[len(list)/2]
	}
	return medians, nil
}

func (b *bench) starts() error {
	for _, p := range []struct{ name, text string }{{"empty", emptyProgram}, {"imports", importsProgram}} {
		file, err := b.write(p.name, p.text)
		if err != nil {
			return err
		}
		bin, _, err := b.build(file)
		if err != nil {
			return err
		}
		m, err := race(b.runs, []string{bin}, []string{b.python, "-I", "-c", strings.TrimSpace(p.text)})
		if err != nil {
			return err
		}
		info, err := os.Stat(bin)
		if err != nil {
			return err
		}
		fmt.Printf("start of %-8s native %6.1f ms, CPython %6.1f ms, ratio %.2f; executable %.1f MB\n", p.name, m[0]*1e3, m[1]*1e3, m[0]/m[1], float64(info.Size())/1e6)
	}
	return nil
}

// builds measures builds whose caches are warm, and one behind an edit.
func (b *bench) builds() error {
	hello, err := b.write("hello", helloProgram)
	if err != nil {
		return err
	}
	if _, _, err := b.build(hello); err != nil {
		return err
	}
	_, warm, err := b.build(hello)
	if err != nil {
		return err
	}
	fmt.Printf("build of hello world, caches warm     %.1f s\n", warm)
	edited, err := b.write("imports", importsProgram+fmt.Sprintf("print(%d)\n", time.Now().UnixNano()))
	if err != nil {
		return err
	}
	_, again, err := b.build(edited)
	if err != nil {
		return err
	}
	fmt.Printf("build of the imports, behind an edit  %.1f s\n", again)
	return nil
}

// cold builds with empty caches.
func (b *bench) cold() error {
	file, err := b.write("imports", importsProgram)
	if err != nil {
		return err
	}
	_, seconds, err := b.build(file, "GOCACHE="+filepath.Join(b.dir, "gocache"))
	if err != nil {
		return err
	}
	fmt.Printf("build of the imports, caches empty    %.1f s\n", seconds)
	return nil
}

// kernels races programs with what a Go programmer writes for the same.
func (b *bench) kernels() error {
	files, err := filepath.Glob("testdata/bench/kernels/*/main.py")
	if err != nil {
		return err
	}
	for _, file := range files {
		native, _, err := b.build(file)
		if err != nil {
			return err
		}
		name := filepath.Base(filepath.Dir(file))
		byHand := filepath.Join(b.dir, name+"-go.exe")
		if _, err := timed(exec.Command("go", "build", "-o", byHand, filepath.Join(filepath.Dir(file), "main.go"))); err != nil {
			return err
		}
		cmds := [][]string{{native}, {byHand}, {b.python, file}}
		if b.pypy != "" {
			cmds = append(cmds, []string{b.pypy, file})
		}
		m, err := race(3, cmds...)
		if err != nil {
			return err
		}
		fmt.Printf("kernel %-14s native %.3f s, Go %.3f s (%.1fx), CPython %.3f s (%.2fx)", name, m[0], m[1], m[0]/m[1], m[2], m[0]/m[2])
		if b.pypy != "" {
			fmt.Printf(", PyPy %.3f s (%.2fx)", m[3], m[0]/m[3])
		}
		fmt.Println()
	}
	return nil
}
