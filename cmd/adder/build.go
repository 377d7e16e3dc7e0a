// This file is the build subcommand: a program becomes an executable.

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"adder"
	"adder/codegen"
	"adder/codegen/gobuild"
	"adder/lower/program"
	"adder/runtime/mod/natives"
)

// buildOptions are the flags of the build subcommand.
type buildOptions struct {
	output, module, emitGo, target, pythonHome string
	path, include, exclude                     []string
	quiet, verbose, trace, json, debug         bool
	stressExits, plain, verify, timings        bool
	profiles                                   []string
	args                                       []string
}

func buildCommand() *cobra.Command {
	var o buildOptions
	cmd := &cobra.Command{
		Use:   "build [FILE | DIR | -m MODULE]",
		Short: "Compile a Python program to a native executable",
		Long: `Compile a Python program to a native executable.

FILE is a .py or .pyc file; DIR a folder with __main__.py. With -m, MODULE is looked for in
the current folder, the folders of --path, and the standard library, as "python -m" does.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.args = args
			if len(args) > 1 || (len(args) == 0) == (o.module == "") {
				return usageError{errors.New("build takes one file or folder, or -m MODULE")}
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			return runBuild(ctx, &o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "write the executable to `FILE` (default: the program's name)")
	f.StringVarP(&o.module, "module", "m", "", "compile the module or package `MODULE`, as \"python -m MODULE\" runs it")
	f.StringVar(&o.target, "target", "", "build for `OS/ARCH`, such as linux/arm64 or windows/amd64 (default: this machine)")
	f.StringVar(&o.emitGo, "emit-go", "", "keep the generated Go module in `DIR`; \"go build\" works there by hand")
	f.StringVar(&o.pythonHome, "python-home", "", "take the standard library from the Python 3.14 installation in `DIR`")
	f.StringArrayVar(&o.path, "path", nil, "look for modules in `DIR` too (repeatable)")
	f.StringArrayVar(&o.include, "include", nil, "compile `MODULE` in although no import names it (repeatable)")
	f.StringArrayVar(&o.exclude, "exclude", nil, "leave `MODULE` out (repeatable)")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "name every module as it is compiled")
	f.BoolVarP(&o.trace, "trace", "x", false, "print the commands that are run")
	f.StringArrayVar(&o.profiles, "profile", nil, "specialise on `FILE`, which \"adder run --profile\" wrote, or pass it on to the Go compiler if it is a CPU profile in pprof's format (repeatable)")
	f.BoolVar(&o.timings, "timings", false, "print how long each phase and pass took")
	f.BoolVar(&o.json, "json", false, "print the summary and the warnings as one JSON object")
	f.BoolVar(&o.stressExits, "stress-exits", false, "make guards fail at random, to test the compiler; ADDER_STRESS_SEED seeds the program's choice")
	f.BoolVar(&o.plain, "no-speculation", false, "compile general code only")
	f.BoolVar(&o.verify, "verify", false, "check the intermediate form after each pass")
	f.BoolVar(&o.debug, "debug", false, "keep the symbols of the executable, for Go's debugger and profiler")
	return cmd
}

// buildSummary is what a build reports.
type buildSummary struct {
	Output   string           `json:"output"`
	Bytes    int64            `json:"bytes"`
	Target   string           `json:"target"`
	Seconds  float64          `json:"seconds"`
	Modules  int              `json:"modules"`
	Cached   int              `json:"cached"`
	Warnings []missingSummary `json:"warnings"`
	Timings  []phaseTime      `json:"timings,omitempty"`
}

// missingSummary is a module that was not found.
type missingSummary struct {
	Module string `json:"module"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// runBuild performs one build.
func runBuild(ctx context.Context, o *buildOptions) error {
	start := time.Now()
	target, err := parseTarget(o.target)
	if err != nil {
		return usageError{err}
	}
	times := &timings{}
	stop := times.phase("check the Go toolchain")
	if _, err := gobuild.FindGo(); err != nil {
		return err
	}
	stop()
	profiles, err := readProfiles(o.profiles)
	if err != nil {
		return err
	}
	status := newProgress(o)
	defer status.clear()
	version, err := gobuild.HashTree(adder.Generator)
	if err != nil {
		return err
	}
	find := &finder{options: o, target: target, status: status, time: times.part, cache: newCodeCache()}
	stop = times.phase("find modules")
	prog, err := find.program()
	if err != nil {
		return err
	}
	stop()
	output, err := find.outputFile(target)
	if err != nil {
		return err
	}
	stop = times.phase("open the cache")
	ws, err := openWorkspace(o)
	if err != nil {
		return err
	}
	stop()
	summary := &buildSummary{Output: output, Target: target.String()}
	status.phase("compile")
	stop = times.phase("compile")
	places := natives.Index(target.OS)
	packages, mainDir, err := codegen.Program(prog, codegen.Options{
		Native:     func(name string) (string, string) { p := places[name]; return p.Path, p.Func },
		Source:     find.source,
		Eval:       prog.CompilesText,
		Debug:      o.debug,
		KeepLocals: prog.LooksAtLocals,
		Version:    version,
		Stress:     o.stressExits,
		Plain:      o.plain,
		Verify:     o.verify,
		Profile:    profiles.seen,
		PGO:        profiles.pgo,
		Time:       times.part,
		Has:        ws.Has,
		Progress: func(name string, cached bool) {
			summary.Modules++
			if cached {
				summary.Cached++
			}
			status.module(name, cached)
		},
	})
	if err != nil {
		return err
	}
	stop()
	stop = times.phase("write packages")
	if o.emitGo != "" { // the main package goes where "go build" looks for it
		for _, p := range packages {
			if p.Dir == mainDir {
				p.Dir = "."
			}
		}
		mainDir = "."
	}
	for _, p := range packages {
		if err := ws.Add(p); err != nil {
			return err
		}
	}
	stop()
	status.phase("go build")
	stop = times.phase("go build")
	compiled := func(path string) {
		status.goPackage(path)
		times.compiled(path)
	}
	opts := gobuild.BuildOptions{Target: target, Output: output, Debug: o.debug, Compiled: compiled}
	if o.trace {
		opts.Trace = os.Stderr
	}
	if err := ws.Build(ctx, mainDir, opts); err != nil {
		return buildFailure(err)
	}
	stop()
	status.clear()
	if info, err := os.Stat(output); err == nil {
		summary.Bytes = info.Size()
	}
	summary.Seconds = time.Since(start).Seconds()
	if o.timings {
		summary.Timings = times.list()
	}
	report(o, summary, prog, find)
	return nil
}

// buildFailure turns an error of the Go toolchain into what the user is to see: a bug of
// Adder with the evidence, or the error itself.
func buildFailure(err error) error {
	var bug *gobuild.BuildError
	switch {
	case errors.As(err, &bug):
		fmt.Fprintf(os.Stderr, "adder: this is a bug of Adder: %v\nThe generated code is in %s.\nPlease report it with the text above, the output of \"adder version\", and the program that you were compiling.\n", bug, bug.Dir)
		return exitStatus(exitBug)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "adder: interrupted")
		return exitStatus(exitError)
	}
	return err
}

// parseTarget reads OS/ARCH.
func parseTarget(s string) (gobuild.Target, error) {
	if s == "" {
		return gobuild.Target{OS: envOr("GOOS", runtime.GOOS), Arch: envOr("GOARCH", runtime.GOARCH)}, nil
	}
	goos, arch, _ := strings.Cut(s, "/")
	for _, known := range gobuild.Targets {
		if s == known {
			return gobuild.Target{OS: goos, Arch: arch}, nil
		}
	}
	return gobuild.Target{}, fmt.Errorf("unknown target %q: known are %s", s, strings.Join(gobuild.Targets, ", "))
}

func envOr(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

// openWorkspace returns the Go module to build in: the shared one in the cache, or a
// complete one of its own for --emit-go.
func openWorkspace(o *buildOptions) (*gobuild.Workspace, error) {
	if o.emitGo != "" {
		return gobuild.WriteModule(o.emitGo, adder.Source)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("no cache folder: %w", err)
	}
	return gobuild.OpenWorkspace(filepath.Join(cache, "adder"), adder.Source)
}

// report prints the warnings and the summary line.
func report(o *buildOptions, s *buildSummary, prog *program.Program, find *finder) {
	s.Warnings = missing(prog)
	if o.json {
		data, _ := json.Marshal(s)
		fmt.Println(string(data))
		return
	}
	if o.quiet {
		return
	}
	printMissing(s.Warnings, find)
	printTimings(s.Timings)
	fmt.Fprintf(os.Stderr, "%s: %.1f MB for %s in %.1f s; %s, %d cached\n", s.Output, float64(s.Bytes)/1e6, s.Target, s.Seconds, count(s.Modules, "module"), s.Cached)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
