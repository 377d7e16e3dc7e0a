// This file is the compile subcommand: sources become bytecode files.

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"adder/frontend"
	"adder/frontend/code/marshal"
	"adder/frontend/identity"
	"adder/runtime/imp"
)

// compileOptions are the flags of the compile subcommand.
type compileOptions struct {
	output, displayName, mode string
	optimize, jobs            int
	quiet, check              bool
}

func compileCommand() *cobra.Command {
	var o compileOptions
	cmd := &cobra.Command{
		Use:   "compile FILE|DIR...",
		Short: "Compile sources to bytecode files",
		Long: `Compile sources to bytecode files, byte for byte those that CPython 3.14 writes.

A file's bytecode goes to __pycache__ beside it (or below $PYTHONPYCACHEPREFIX), that of a
folder's files likewise, at any depth.`,
		RunE: func(cmd *cobra.Command, args []string) error { return runCompile(&o, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "write the bytecode of the one source to `FILE`")
	f.CountVarP(&o.optimize, "optimize", "O", "leave assert statements out; twice: docstrings too")
	f.StringVar(&o.mode, "invalidation-mode", "", "how Python finds that the bytecode is out of date: timestamp, checked-hash or\n"+
		"unchecked-hash (default: timestamp, but checked-hash if $SOURCE_DATE_EPOCH is set)")
	f.StringVarP(&o.displayName, "display-name", "d", "", "put `NAME` in place of the one source's name in tracebacks")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "compile `N` files at a time")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "do not print the sources' warnings")
	f.BoolVar(&o.check, "check-against-cpython", false, "write nothing; compare the code objects with CPython's, field by field")
	return cmd
}

func runCompile(o *compileOptions, args []string) error {
	if err := o.verify(args); err != nil {
		return usageError{err}
	}
	imp.CachePrefix = func() string { return os.Getenv("PYTHONPYCACHEPREFIX") }
	imp.Optimize = o.optimize
	files, err := sourceFiles(args)
	if err != nil {
		return err
	}
	if o.output != "" && len(files) != 1 {
		return usageError{errors.New("--output takes exactly one source")}
	}
	if o.check {
		return o.compare(files)
	}
	return o.all(files)
}

// invalidationModes are the values of --invalidation-mode.
var invalidationModes = map[string]marshal.Header{
	"timestamp":      {},
	"checked-hash":   {Hashed: true, CheckSource: true},
	"unchecked-hash": {Hashed: true},
}

// verify checks the flags and fills in their defaults.
func (o *compileOptions) verify(args []string) error {
	if o.mode == "" {
		if o.mode = "timestamp"; os.Getenv("SOURCE_DATE_EPOCH") != "" {
			o.mode = "checked-hash"
		}
	}
	switch _, known := invalidationModes[o.mode]; {
	case len(args) == 0:
		return errors.New("compile takes files or folders")
	case !known:
		return fmt.Errorf("unknown invalidation mode %q", o.mode)
	case o.optimize > 2:
		return errors.New("-O counts up to two")
	case o.jobs < 1:
		return errors.New("--jobs is less than 1")
	case o.displayName != "" && len(args) > 1:
		return errors.New("--display-name takes exactly one source")
	}
	return nil
}

// sourceFiles lists the files among the arguments and the .py files in the folders among them.
func sourceFiles(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("cannot read %w", plainError(err))
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		if err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
				files = append(files, path)
			}
			return err
		}); err != nil {
			return nil, fmt.Errorf("cannot read %w", plainError(err))
		}
	}
	return files, nil
}

// compare prints the differences from CPython.
func (o *compileOptions) compare(files []string) error {
	report, err := identity.Run(files, o.optimize, 3, os.Stdout)
	if err != nil {
		return err
	}
	fmt.Println(report)
	if report.Same < report.Files {
		return exitStatus(exitError)
	}
	return nil
}

// compiled is the outcome of one file.
type compiled struct {
	warnings string
	err      error  // of the source, or of reading and writing
	bug      any    // a panic
	stack    []byte // its stack
}

// all compiles the files, several at a time, and reports in their order. A file that fails does
// not keep the others from being compiled.
func (o *compileOptions) all(files []string) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(identity.CompilerGC)
	}
	results := make([]chan compiled, len(files))
	for i := range results {
		results[i] = make(chan compiled, 1)
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(o.jobs, len(files)) {
		workers.Go(func() {
			for i := range next {
				results[i] <- o.one(files[i])
			}
		})
	}
	go func() {
		for i := range files {
			next <- i
		}
		close(next)
	}()
	status := exitOK
	for i, result := range results {
		status = max(status, o.report(files[i], <-result))
	}
	workers.Wait()
	if status != exitOK {
		return exitStatus(status)
	}
	return nil
}

// report prints what came of a file and returns the exit status that it asks for.
func (o *compileOptions) report(file string, r compiled) int {
	if !o.quiet {
		fmt.Fprint(os.Stderr, r.warnings)
	}
	var refused sourceError
	switch {
	case r.bug != nil:
		fmt.Fprintf(os.Stderr, "adder: while compiling %q:\n", file)
		return reportBug(r.bug, r.stack)
	case r.err == nil:
		return exitOK
	case errors.As(r.err, &refused):
		fmt.Fprint(os.Stderr, syntaxReport(refused.error))
	default:
		fmt.Fprintf(os.Stderr, "adder: %v\n", r.err)
	}
	return exitError
}

// sourceError marks an error of the front end.
type sourceError struct{ error }

func (e sourceError) Unwrap() error { return e.error }

// one compiles one file.
func (o *compileOptions) one(file string) (r compiled) {
	defer func() {
		if p := recover(); p != nil {
			r.bug, r.stack = p, debug.Stack()
		}
	}()
	data, err := readInput(file)
	if err != nil {
		return compiled{err: err}
	}
	info, err := os.Stat(file)
	if err != nil {
		return compiled{err: fmt.Errorf("cannot read %w", plainError(err))}
	}
	name := file
	if o.displayName != "" {
		name = o.displayName
	}
	c, warnings, err := frontend.Compile(data, name, frontend.Exec, frontend.Options{Optimize: o.optimize})
	r.warnings = warningReport(warnings, data)
	if err != nil {
		r.err = sourceError{err}
		return r
	}
	head := invalidationModes[o.mode]
	if head.Hashed {
		head.Hash = marshal.SourceHash(data)
	} else {
		head.MTime, head.Size = uint32(info.ModTime().Unix()), uint32(info.Size())
	}
	output := o.output
	if output == "" {
		output = imp.CacheFile(file)
	}
	if to, err := os.Lstat(output); err == nil && !to.Mode().IsRegular() {
		r.err = fmt.Errorf("cannot write %q: it is no regular file", output)
	} else if err := imp.WriteCache(output, marshal.WritePyc(head, c), info.Mode()); err != nil {
		r.err = fmt.Errorf("cannot write %w", plainError(err))
	}
	return r
}
