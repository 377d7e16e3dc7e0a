// This file computes the reachable program: the modules that can be imported from the
// main module, by any import statement at any depth.

// Package program finds the modules that a program consists of.
//
// It reads import statements off the bytecode (IMPORT_NAME with its constants), resolves
// them along the search path as CPython's path finder would, compiles what it finds and
// goes on from there. Importing a.b.c reaches a, a.b and a.b.c; `from a import b` reaches
// a and, if there is one, the submodule a.b. A call of importlib.import_module, find_spec or
// __import__ with a constant counts as an import statement.
package program

import (
	"path/filepath"
	"sort"
	"strings"

	"adder/frontend/code"
)

// Module is a module of the program.
type Module struct {
	Name      string     // dotted name; the main module's is "__main__"
	File      string     // source file; empty for a namespace package
	Package   bool       // has submodules
	Path      []string   // a package's __path__
	Code      *code.Code // nil for a namespace package
	Std       bool       // from the standard library
	Cold      bool       // of the standard library, and no live code imports it; see live.go
	Canonical string     // for __main__ of -m: the name it was asked for by (its __spec__)
}

// Namespace reports whether m is a namespace package (PEP 420): folders without __init__.
func (m *Module) Namespace() bool { return m.Code == nil }

// Missing is an import that cannot be resolved: importing it will fail at run time.
type Missing struct {
	Name string // the module asked for
	File string // of the import
	Line int
	// Extension is the path of a CPython extension module of that name, for which Adder
	// has no counterpart; empty if there is none either.
	Extension string
	Std       bool // the import stands in the standard library
	// Optional is true when the import stands under a handler that would catch the error.
	Optional bool
}

// Included stands for the file of an import that Options.Include asks for.
const Included = "--include"

// Program is the result: modules by name, and what is missing.
type Program struct {
	Main    *Module
	Modules map[string]*Module // without Main, unless the program imports it by name too
	Natives map[string]bool    // native modules that are reached
	Missing []Missing
	// CompilesText tells that live code names eval, exec, compile or an import by name, so that
	// the program needs the compiler at run time.
	CompilesText bool
	// LooksAtLocals tells that the program's own code names what shows the variables of frames, so
	// that its functions must keep theirs there.
	LooksAtLocals bool
}

// Options tell where modules come from.
type Options struct {
	Path []string // search path, the program's own folders
	Std  string   // folder of the standard library, searched after Path
	// Platform is sys.platform of the machine that the program is for; empty: not known.
	Platform string
	Native   func(name string) bool
	// NativeImports lists the modules that a native module may import; it may be nil.
	NativeImports func(name string) []string
	// Codecs knows the modules of encodings; it may be nil.
	Codecs  Codecs
	Include []string // modules to add although no import names them
	Exclude []string // modules to leave out
	// Compile compiles a source file; std tells that it is the standard library's.
	Compile func(file string, std bool) (*code.Code, error)
}

// Sorted returns the modules, Main excluded, by name.
func (p *Program) Sorted() []*Module {
	list := make([]*Module, 0, len(p.Modules))
	for _, m := range p.Modules {
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Reach computes the program of a main module. The error is that of compiling a file of
// the program's own; a file of the standard library that does not compile is missing.
func Reach(main *Module, opts Options) (*Program, error) {
	r := &reacher{
		opts:    opts,
		program: &Program{Main: main, Modules: map[string]*Module{}, Natives: map[string]bool{}},
		failed:  map[string]bool{},
	}
	if err := r.scan(main); err != nil {
		return nil, err
	}
	for _, name := range opts.Include {
		if err := r.need(request{name: name, file: Included}); err != nil {
			return nil, err
		}
	}
	for len(r.todo) > 0 {
		m := r.todo[0]
		r.todo = r.todo[1:]
		if err := r.scan(m); err != nil {
			return nil, err
		}
	}
	r.markCold()
	r.findLive()
	sort.Slice(r.program.Missing, func(i, j int) bool {
		a, b := r.program.Missing[i], r.program.Missing[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
	return r.program, nil
}

// request is one import: what for, and from where.
type request struct {
	name     string // absolute dotted name
	optional bool   // a missing module is no news: `from a import b` where b is no module
	file     string
	line     int
	guarded  bool
	std      bool
}

type reacher struct {
	opts    Options
	program *Program
	todo    []*Module
	failed  map[string]bool
}

// scan requests what m imports.
func (r *reacher) scan(m *Module) error {
	if m.Code == nil {
		return nil
	}
	if err := r.implicit(m); err != nil {
		return err
	}
	for _, imp := range r.imports(m) {
		base, ok := resolve(imp, m)
		if !ok {
			continue
		}
		req := request{name: base, file: m.File, line: imp.Line, guarded: imp.Guarded, std: m.Std}
		if base != "" {
			if err := r.need(req); err != nil {
				return err
			}
		}
		for _, name := range imp.From {
			if err := r.fromItem(base, name, req); err != nil {
				return err
			}
		}
	}
	return nil
}

// fromItem handles one name of `from base import …`: a submodule, perhaps.
func (r *reacher) fromItem(base, name string, req request) error {
	pkg := r.program.Modules[base]
	if pkg == nil || !pkg.Package {
		return nil
	}
	if name == "*" {
		return nil // __all__ is looked at when its constants are scanned, see Imports
	}
	req.name, req.optional = base+"."+name, true
	return r.need(req)
}

// resolve makes the absolute name of what an import statement of m names.
func resolve(imp Import, m *Module) (string, bool) {
	if imp.Level == 0 {
		return imp.Name, imp.Name != ""
	}
	pkg := m.Name
	if m.Name == "__main__" {
		pkg = m.Canonical
	}
	if !m.Package {
		pkg = parent(pkg)
	}
	for range imp.Level - 1 {
		pkg = parent(pkg)
	}
	switch {
	case pkg == "":
		return "", false
	case imp.Name == "":
		return pkg, true
	}
	return pkg + "." + imp.Name, true
}

func parent(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}

// need adds the module of a request and its parents to the program.
func (r *reacher) need(req request) error {
	parts := strings.Split(req.name, ".")
	var pkg *Module
	for i := range parts {
		name := strings.Join(parts[:i+1], ".")
		if r.opts.Native(name) {
			if err := r.native(name); err != nil {
				return err
			}
			pkg = nil
			if m := r.program.Modules[name]; m != nil {
				pkg = m
			}
			continue
		}
		m, err := r.load(name, pkg, i > 0)
		if err != nil {
			return err
		}
		if m == nil {
			r.miss(name, req, pkg)
			return nil
		}
		pkg = m
	}
	return nil
}

// native adds a native module, and what it may import.
func (r *reacher) native(name string) error {
	if r.program.Natives[name] {
		return nil
	}
	r.program.Natives[name] = true
	if r.opts.NativeImports == nil {
		return nil
	}
	for _, imp := range r.opts.NativeImports(name) {
		if err := r.need(request{name: imp, optional: true, std: true}); err != nil {
			return err
		}
	}
	return nil
}

func (r *reacher) miss(name string, req request, pkg *Module) {
	if req.optional && name == req.name || r.failed[name] {
		return
	}
	r.failed[name] = true
	r.program.Missing = append(r.program.Missing, Missing{
		Name: name, File: req.file, Line: req.line, Optional: req.guarded, Std: req.std, Extension: r.extension(name, pkg),
	})
}

// load returns a module, compiling it on first use; nil if it cannot be found.
func (r *reacher) load(name string, pkg *Module, sub bool) (*Module, error) {
	if m := r.program.Modules[name]; m != nil {
		return m, nil
	}
	if r.failed[name] || r.excluded(name) || sub && (pkg == nil || !pkg.Package) {
		return nil, nil
	}
	m := r.find(name, pkg)
	if m == nil {
		return nil, nil
	}
	if m.File != "" {
		c, err := r.opts.Compile(m.File, m.Std)
		if err != nil {
			if m.Std {
				return nil, nil
			}
			return nil, err
		}
		m.Code = c
	}
	r.program.Modules[name] = m
	r.todo = append(r.todo, m)
	return m, nil
}

func (r *reacher) excluded(name string) bool {
	for _, x := range r.opts.Exclude {
		if name == x || strings.HasPrefix(name, x+".") {
			return true
		}
	}
	return false
}

// find looks along a package's path, or the search path for a top-level name.
func (r *reacher) find(name string, pkg *Module) *Module {
	tail := name[strings.LastIndexByte(name, '.')+1:]
	if pkg != nil {
		m := findIn(name, tail, pkg.Path)
		if m != nil {
			m.Std = pkg.Std
		}
		return m
	}
	if m := findIn(name, tail, r.opts.Path); m != nil && !m.Namespace() {
		return m
	}
	if m := findIn(name, tail, []string{r.opts.Std}); m != nil && m.File != "" {
		m.Std = true
		return m
	}
	return findIn(name, tail, r.opts.Path) // a namespace package loses against any regular one
}

// extension looks for an extension module of CPython that would have satisfied the import.
func (r *reacher) extension(name string, pkg *Module) string {
	dirs := r.opts.Path
	if pkg != nil {
		dirs = pkg.Path
	}
	tail := name[strings.LastIndexByte(name, '.')+1:]
	for _, dir := range dirs {
		for _, pattern := range []string{tail + ".*.so", tail + ".so", tail + ".*.pyd", tail + ".pyd"} {
			if found, _ := filepath.Glob(filepath.Join(dir, pattern)); len(found) > 0 {
				return found[0]
			}
		}
	}
	return ""
}

// Find looks for a module by its dotted name in the folders of path, then in the standard
// library; nil if there is none. Its code is left to the caller.
func Find(name string, path []string, std string) *Module {
	r := &reacher{opts: Options{Path: path, Std: std}, program: &Program{Modules: map[string]*Module{}}}
	var m *Module
	for i, parts := 0, strings.Split(name, "."); i < len(parts); i++ {
		if i > 0 && !m.Package {
			return nil
		}
		if m = r.find(strings.Join(parts[:i+1], "."), m); m == nil {
			return nil
		}
	}
	return m
}
