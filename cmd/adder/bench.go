// This file is the bench subcommand: a program compiled, interpreted, and run by CPython.

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"adder/frontend/oracle"
)

// benchOptions are the flags of the bench subcommand.
type benchOptions struct {
	runs         int
	python, pypy string
	suite, only  string
	path, args   []string
	json, noVM   bool
}

func benchCommand() *cobra.Command {
	var o benchOptions
	cmd := &cobra.Command{
		Use:   "bench FILE... [-- ARG...] | --suite FILE",
		Short: "Race a program: native, interpreted, and under CPython",
		Long: `Race a program: compiled by Adder, interpreted by Adder, and run by CPython 3.14.

Each is run several times, in turn. The table shows the median of the wall time with its
spread, the time relative to CPython's, and the largest peak of memory. The outputs and exit
statuses are compared; a difference is an error. Of several files the geometric mean is printed, too.
What follows -- are arguments for the programs.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if n := cmd.ArgsLenAtDash(); n >= 0 {
				args, o.args = args[:n], args[n:]
			}
			if (len(args) == 0) == (o.suite == "") {
				return usageError{errors.New("bench takes files, or --suite")}
			}
			if o.runs < 1 {
				return usageError{errors.New("--runs is less than 1")}
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			return runBench(ctx, &o, args)
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.runs, "runs", 5, "run each `N` times")
	f.StringVar(&o.python, "python", "", "race against the interpreter `FILE` (default: CPython 3.14.6, which Adder carries)")
	f.StringVar(&o.pypy, "pypy", "", "race against the PyPy `FILE` as well")
	f.StringVar(&o.suite, "suite", "", "race all programs that `FILE` lists and print geometric means")
	f.StringVar(&o.only, "only", "", "of a suite, only the programs whose names start with `PREFIX`")
	f.StringArrayVar(&o.path, "path", nil, "look for modules in `DIR` too (repeatable)")
	f.BoolVar(&o.json, "json", false, "print the results as JSON")
	f.BoolVar(&o.noVM, "no-vm", false, "leave Adder's interpreter out")
	return cmd
}

// workload is a program to race.
type workload struct {
	Name string
	File string
	Args []string
	Env  []string // NAME=VALUE
	Path []string // for modules
}

// raceResult is what one program's race gave: figures by contender.
type raceResult struct {
	Name    string             `json:"name"`
	Figures map[string]figures `json:"figures"`
	Error   string             `json:"error,omitempty"`
}

func runBench(ctx context.Context, o *benchOptions, args []string) error {
	if o.python == "" {
		python, err := oracle.Python()
		if err != nil {
			return err
		}
		o.python = python
	}
	loads := []workload{}
	if o.suite != "" {
		var err error
		if loads, err = readSuite(o.suite); err != nil {
			return err
		}
	}
	for _, file := range args {
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("%w (arguments of the program stand behind --)", plainError(err))
		}
		loads = append(loads, workload{Name: filepath.Base(file), File: file, Args: o.args, Path: o.path})
	}
	dir, err := os.MkdirTemp("", "adder-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	meter, err := newMeter(ctx, dir)
	if err != nil {
		return err
	}
	table := newRaceTable(o)
	failed := false
	for i := range loads {
		if !strings.HasPrefix(loads[i].Name, o.only) {
			continue
		}
		r := race(ctx, o, meter, &loads[i], dir)
		failed = failed || r.Error != ""
		table.add(r)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if o.json {
		data, _ := json.MarshalIndent(table.results, "", "  ")
		fmt.Println(string(data))
	} else {
		table.finish(len(table.results) > 1)
	}
	if failed {
		return exitStatus(exitError)
	}
	return nil
}

// contender is one way to run a program.
type contender struct {
	name string
	cmd  []string
}

// race builds a program and runs all contenders in turn.
func race(ctx context.Context, o *benchOptions, meter *meter, w *workload, dir string) raceResult {
	res := raceResult{Name: w.Name, Figures: map[string]figures{}}
	bin := filepath.Join(dir, "program"+exeSuffix())
	self, err := os.Executable()
	if err != nil {
		res.Error = err.Error()
		return res
	}
	build := []string{self, "build", "-q", "-o", bin}
	for _, p := range w.Path {
		build = append(build, "--path", p)
	}
	if out, err := commandOutput(ctx, append(build, w.File), w.Env); err != nil {
		res.Error = "does not build: " + firstLine(out)
		return res
	}
	list := []contender{
		{"cpython", append([]string{o.python, w.File}, w.Args...)},
		{"native", append([]string{bin}, w.Args...)},
	}
	if !o.noVM {
		list = append(list, contender{"vm", append([]string{self, "run", w.File}, w.Args...)})
	}
	if o.pypy != "" {
		list = append(list, contender{"pypy", append([]string{o.pypy, w.File}, w.Args...)})
	}
	env := append([]string{"PYTHONPATH=" + strings.Join(w.Path, string(filepath.ListSeparator)), "PYTHONDONTWRITEBYTECODE="}, w.Env...)
	runs := make([][]measured, len(list))
	for range o.runs {
		for i, c := range list {
			m := meter.measure(ctx, c.cmd, env)
			runs[i] = append(runs[i], m)
			if difference := compareRuns(&runs[0][0], &m); difference != "" && c.name != "pypy" {
				res.Error = c.name + ": " + difference
				return res
			}
		}
	}
	for i, c := range list {
		res.Figures[c.name] = summarise(runs[i])
	}
	return res
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// compareRuns tells in what a run differs from the reference's, "" if in nothing.
func compareRuns(want, got *measured) string {
	switch {
	case got.err != nil:
		return got.err.Error()
	case got.status != want.status:
		return fmt.Sprintf("exit status %d, want %d: %s", got.status, want.status, lastLine(got.stderr))
	case got.stdout != want.stdout:
		return "standard output differs"
	case got.stderr != want.stderr:
		return "standard error differs: " + lastLine(got.stderr)
	}
	return ""
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}
