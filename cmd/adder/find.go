// This file finds the program that is to be built: its main module, and all it can import.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"adder/codegen/gobuild"
	"adder/frontend"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/frontend/oracle"
	"adder/frontend/source"
	"adder/lower/program"
	"adder/runtime/imp"
	"adder/runtime/mod/natives"
)

// finder reads and compiles the modules of a program.
type finder struct {
	options *buildOptions
	target  gobuild.Target
	status  *progress
	mu      sync.Mutex
	lib     string            // folder of the standard library
	path    []string          // where modules are looked for before it
	texts   map[string][]byte // what was read, by file
	// cache holds the code of library modules; nil: it is compiled each time.
	cache *codeCache
	// time receives how long parts of the work took; it may be nil.
	time func(part string, d time.Duration)
}

// program finds the main module and everything reachable from it.
func (f *finder) program() (*program.Program, error) {
	f.texts = map[string][]byte{}
	for _, dir := range f.options.path {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("--path: %w", plainError(err))
		}
	}
	lib, err := f.library()
	if err != nil {
		return nil, err
	}
	f.lib = lib
	f.status.phase("find modules")
	opts := program.Options{Std: lib, Platform: platformOf(f.target.OS), Native: isNative(f.target.OS), Include: f.options.include, Exclude: f.options.exclude, Compile: f.compile,
		NativeImports: func(name string) []string { return natives.Imports[name] }, Codecs: &encodings{lib: lib}}
	main, path, err := f.mainModule(lib)
	if err != nil {
		return nil, err
	}
	f.path = append(path, f.options.path...)
	opts.Path = f.path
	prog, err := program.Reach(main, opts)
	if err != nil {
		return nil, err
	}
	for _, m := range prog.Missing {
		if m.File == program.Included && m.Extension == "" {
			return nil, fmt.Errorf("--include: no module named %s in %s or the standard library", m.Name, f.searched())
		}
	}
	for _, name := range startup {
		prog.Natives[name] = opts.Native(name)
	}
	return prog, nil
}

// platformOf returns sys.platform on an operating system.
func platformOf(os string) string {
	if os == "windows" {
		return "win32"
	}
	return os
}

// startup are the native modules that every program needs, whatever it imports: those of its streams, and of
// the warnings that the runtime itself issues.
var startup = []string{"builtins", "_io", "_warnings", "_contextvars"}

// library returns the folder of the standard library.
func (f *finder) library() (string, error) {
	if home := f.options.pythonHome; home != "" {
		for _, dir := range []string{filepath.Join(home, "lib", "python3.14"), filepath.Join(home, "Lib")} {
			if _, err := os.Stat(filepath.Join(dir, "os.py")); err == nil {
				return filepath.Abs(dir)
			}
		}
		return "", fmt.Errorf("--python-home: %s holds no standard library of Python 3.14", home)
	}
	return oracle.Lib()
}

// isNative tells which modules are native ones of a system.
func isNative(goos string) func(string) bool {
	index := natives.Index(goos)
	return func(name string) bool { return name == "sys" || index[name].Path != "" }
}

// mainModule compiles the main module and returns it with the program's own search path.
func (f *finder) mainModule(lib string) (*program.Module, []string, error) {
	if f.options.module != "" {
		return f.namedModule(f.options.module, lib)
	}
	file := f.options.args[0]
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, plainError(err)
	}
	m := &program.Module{Name: "__main__", Package: false}
	if info.IsDir() {
		dir := file
		file = filepath.Join(dir, "__main__.py")
		if _, err := os.Stat(file); err != nil {
			return nil, nil, fmt.Errorf("%s: can't find '__main__' module there", dir)
		}
	}
	if m.File, err = filepath.Abs(file); err != nil {
		return nil, nil, err
	}
	if m.Code, err = f.compile(m.File, false); err != nil {
		return nil, nil, err
	}
	return m, []string{realDir(m.File)}, nil
}

// realDir is the folder of a script with symbolic links followed, which sys.path starts with.
func realDir(file string) string {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		return filepath.Dir(real)
	}
	return filepath.Dir(file)
}

// namedModule finds the main module by its dotted name, as "python -m" does.
func (f *finder) namedModule(name, lib string) (*program.Module, []string, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	path := []string{wd}
	found := program.Find(name, append(append([]string{}, path...), f.options.path...), lib)
	if found == nil {
		f.path = append(path, f.options.path...)
		return nil, nil, fmt.Errorf("no module named %s in %s or the standard library", name, f.searched())
	}
	if found.Package {
		pkg := found
		found = program.Find(name+".__main__", append(append([]string{}, path...), f.options.path...), lib)
		if found == nil {
			return nil, nil, fmt.Errorf("no module named %s.__main__; '%s' is a package and cannot be directly executed", name, pkg.Name)
		}
		name += ".__main__"
	}
	found.Canonical, found.Name = name, "__main__"
	if found.Code, err = f.compile(found.File, found.Std); err != nil {
		return nil, nil, err
	}
	return found, path, nil
}

// compile reads and compiles a file; it is called from one goroutine at a time.
func (f *finder) compile(file string, std bool) (*code.Code, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, plainError(err)
	}
	if strings.HasSuffix(file, ".pyc") {
		_, c, err := marshal.ReadPyc(data)
		switch {
		case errors.Is(err, marshal.ErrMagic):
			return nil, fmt.Errorf("%s is no bytecode of Python 3.14: %w; compile its source instead", shortPath(file), err)
		case err != nil:
			return nil, fmt.Errorf("%s is damaged: %w", shortPath(file), err)
		}
		f.keep(file, nil)
		return c, nil
	}
	f.keep(file, data)
	opts := frontend.Options{Warn: func(w *source.Warning) bool {
		if !std && !f.options.quiet {
			f.status.clear()
			fmt.Fprintln(os.Stderr, w)
		}
		return false
	}}
	start := time.Now()
	name := f.codeName(file, std)
	if std && f.cache != nil {
		if c := f.cache.load(name, data); c != nil {
			return c, nil
		}
	}
	c, _, err := frontend.Compile(data, name, frontend.Exec, opts)
	if err == nil && std && f.cache != nil {
		c, err = f.cache.store(name, data, c)
	}
	if f.time != nil {
		f.time("front end", time.Since(start))
	}
	var syntax *source.SyntaxError
	if null := nullBytes(data, file); null != nil && !std {
		err = null
	}
	if errors.As(err, &syntax) && !std {
		f.status.clear()
		fmt.Fprint(os.Stderr, syntaxReport(syntax))
		return nil, exitStatus(exitError)
	}
	return c, err
}

// codeName is the file that code objects name: modules that CPython has frozen name none.
func (f *finder) codeName(file string, std bool) string {
	rel, err := filepath.Rel(f.lib, file)
	if !std || err != nil {
		return file
	}
	name := strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(rel), ".py"), "/__init__"), "/", ".")
	if imp.IsFrozenSource(name) {
		return "<frozen " + name + ">"
	}
	return file
}

func (f *finder) keep(file string, data []byte) {
	f.mu.Lock()
	f.texts[file] = data
	f.mu.Unlock()
}

// source returns the text of a file that was compiled.
func (f *finder) source(file string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.texts[file]
}

// outputFile chooses the path of the executable and checks that it can be written.
func (f *finder) outputFile(target gobuild.Target) (string, error) {
	out := f.options.output
	if out == "" {
		name := f.options.module
		if name == "" {
			abs, err := filepath.Abs(f.options.args[0])
			if err != nil {
				return "", err
			}
			name = strings.TrimSuffix(strings.TrimSuffix(filepath.Base(abs), ".pyc"), ".py")
		} else {
			name = name[strings.LastIndexByte(name, '.')+1:]
		}
		out = name
		if info, err := os.Stat(out); err == nil && info.IsDir() {
			return "", fmt.Errorf("%s is a folder: name the executable with -o", out)
		}
	}
	if target.OS == "windows" && filepath.Ext(out) == "" {
		out += ".exe"
	}
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return "", fmt.Errorf("%s is a folder: -o takes a file", out)
	}
	probe, err := os.CreateTemp(filepath.Dir(out), ".adder-*")
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return "", fmt.Errorf("cannot write %s: %w", out, err)
	}
	probe.Close()
	return out, os.Remove(probe.Name())
}

// plainError drops the name of the system call from a file error.
func plainError(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}
