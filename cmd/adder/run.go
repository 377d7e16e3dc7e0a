// This file is the run subcommand: the interpreter.

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
	"adder/runtime"
	"adder/runtime/eval"
	"adder/runtime/imp"
	_ "adder/runtime/prof" // writes a profile where ADDER_CPUPROFILE says
	"adder/runtime/py"
)

func runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run [option] ... [-c cmd | -m mod | file | -] [arg] ...",
		Short: "Run a Python program with the interpreter",
		Long:  "Run a Python program with the interpreter: the options are python's.\n\n" + pyUsage,
		// The options are python's, and what follows the program belongs to it.
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			status := runPython(args)
			if runtime.BeforeExit != nil {
				runtime.BeforeExit()
			}
			if status != 0 {
				return exitStatus(status)
			}
			return nil
		},
	}
}

// runPython runs what a command line of python says and returns the exit status.
func runPython(args []string) int {
	o, err := parsePython(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: %v\nTry \"adder run -h\" for more information.\n", err)
		return exitUsage
	}
	switch {
	case o.help > 0:
		fmt.Print(pyUsage)
		return exitOK
	case o.version > 0:
		fmt.Println("Python 3.14.6")
		return exitOK
	}
	if o.profile != "" {
		return recordProfile(absolute(o.profile), o.runProgram)
	}
	return o.runProgram()
}

// runProgram runs the program and returns its exit status.
func (o *pyOptions) runProgram() int {
	lib, err := oracle.Lib()
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: no standard library: %v\n", err)
		return exitError
	}
	switch {
	case o.hasCommand:
		return o.runSource(lib, []byte(o.command), "<string>", "-c")
	case o.hasModule:
		return o.runModule(lib, o.module, []string{"-m"}, o.moduleDir(), true)
	case o.file == "" || o.file == "-":
		return o.runStdin(lib)
	}
	return o.runFile(lib)
}

// fail reports why nothing was run.
func fail(err error, status int) int {
	fmt.Fprintf(os.Stderr, "adder: %v\n", err)
	return status
}

// start boots the runtime for the program and imports what start-up imports.
func (o *pyOptions) start(lib string, argv0, first []string) (*py.Thread, *py.Exc, error) {
	if o.safe() {
		first = nil
	} else {
		py.ScriptDir = &first[0]
	}
	runtime.HeapFloor = 128 << 20
	c, err := o.config(lib, append(argv0, o.args...), first)
	if err != nil {
		return nil, nil, err
	}
	t, exc := runtime.Start(c)
	if exc == nil && o.noSite == 0 {
		exc = runtime.Site(t, o.noUserSite > 0 || o.isolated > 0 || o.getenv("PYTHONNOUSERSITE") != "")
	}
	if exc == nil && len(c.Sys.Warnings) > 0 {
		_, exc = imp.Load(t, "warnings")
	}
	return t, exc, nil
}

// runSource runs the text of -c or of standard input, which have no file.
func (o *pyOptions) runSource(lib string, source []byte, filename, argv0 string) int {
	t, exc, err := o.start(lib, []string{argv0}, []string{""})
	if err != nil {
		return fail(err, exitError)
	}
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	c, exc := imp.CompileHook(t, source, filename)
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	main := py.NewCode(c)
	runtime.RememberSource(filename, source, main)
	file := filename
	if o.hasCommand {
		file = ""
	}
	return runtime.RunMain(t, runtime.MainFile{Name: file, NoSource: true}, py.Value{}, main)
}

func (o *pyOptions) runStdin(lib string) int {
	if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && o.file == "" && isTerminal(os.Stdin) {
		fmt.Fprintf(os.Stderr, "adder: there is no interactive mode: name a file, or use -c, -m or -\n")
		return exitUsage
	}
	source, err := io.ReadAll(os.Stdin)
	if err != nil {
		return fail(err, exitError)
	}
	return o.runSource(lib, source, "<stdin>", o.file)
}

// isTerminal reports whether somebody types into f; /dev/null is no terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	null, nerr := os.Stat(os.DevNull)
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && (nerr != nil || !os.SameFile(info, null))
}

// runFile runs a script, a bytecode file, or a directory or archive with a __main__ module.
func (o *pyOptions) runFile(lib string) int {
	info, err := os.Stat(o.file)
	if err == nil && info.IsDir() {
		return o.runModule(lib, "__main__", []string{o.file}, absolute(o.file), false)
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(o.file)
	}
	if err != nil {
		return o.cannotOpen(err)
	}
	if isArchive(data) {
		return o.runModule(lib, "__main__", []string{o.file}, absolute(o.file), false)
	}
	t, exc, err := o.start(lib, []string{o.file}, []string{scriptDir(o.file)})
	if err != nil {
		return fail(err, exitError)
	}
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	file := absolute(o.file)
	main := runtime.MainFile{Name: file}
	if filepath.Ext(o.file) == ".pyc" || bytes.HasPrefix(data, marshal.Magic[:2]) {
		main.Bytecode = true
		c, exc := imp.DecodePyc(data, "__main__", file)
		if exc != nil {
			if exc.Matches(py.ImportError) {
				exc = py.RuntimeErrorf("Bad magic number in .pyc file")
			}
			return runtime.Finish(t, exc)
		}
		return runtime.RunMain(t, main, py.Value{}, c)
	}
	if o.skipFirst > 0 {
		data = data[max(bytes.IndexByte(data, '\n'), 0):]
	}
	if null := nullBytes(data, file); null != nil {
		return runtime.Finish(t, eval.Exception(null))
	}
	c, exc := imp.CompileHook(t, data, file)
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	return runtime.RunMain(t, main, py.Value{}, py.NewCode(c))
}

// absolute makes a path absolute as CPython does, which does not clean it.
func absolute(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	return wd + string(filepath.Separator) + strings.TrimPrefix(path, "."+string(filepath.Separator))
}

// cannotOpen reports a script that cannot be read, in CPython's words.
func (o *pyOptions) cannotOpen(err error) int {
	name := o.file
	if abs, aerr := filepath.Abs(name); aerr == nil {
		name = abs
	}
	if errno, text, ok := py.Strerror(err); ok {
		fmt.Fprintf(os.Stderr, "adder: can't open file '%s': [Errno %d] %s\n", name, errno, text)
	} else {
		fmt.Fprintf(os.Stderr, "adder: can't open file '%s': %v\n", name, err)
	}
	return exitUsage
}

// runModule runs a module as a script by means of runpy. argv0 is sys.argv's beginning, which runpy
// replaces by the module's file if alter says so.
func (o *pyOptions) runModule(lib, name string, argv0 []string, first string, alter bool) int {
	t, exc, err := o.start(lib, argv0, []string{first})
	if err != nil {
		return fail(err, exitError)
	}
	if exc != nil {
		return runtime.Finish(t, exc)
	}
	return runtime.RunModule(t, name, alter)
}

// moduleDir is what -m puts first into sys.path: the working directory.
func (o *pyOptions) moduleDir() string {
	wd, err := os.Getwd()
	if err != nil {
		return ""
	}
	return wd
}

// scriptDir is the directory of a script, where a link leads to.
func scriptDir(file string) string {
	if target, err := os.Readlink(file); err == nil {
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(file), target)
		}
		file = target
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return filepath.Dir(file)
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		return dir
	}
	return filepath.Dir(abs)
}

// isArchive reports whether data ends as a zip file does: with its directory's end record, and a comment
// of the length that it says.
func isArchive(data []byte) bool {
	const record, maxComment = 22, 1<<16 - 1
	tail := data[max(0, len(data)-record-maxComment):]
	for {
		i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
		if i < 0 {
			return false
		}
		if len(tail)-i >= record && len(tail)-i-record == int(tail[i+20])|int(tail[i+21])<<8 {
			return true
		}
		tail = tail[:i]
	}
}

// isProgram reports whether a name on adder's command line is a Python program's.
func isProgram(name string) bool {
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	if info.IsDir() {
		_, err := os.Stat(filepath.Join(name, "__main__.py"))
		return err == nil
	}
	return true
}
