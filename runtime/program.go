// This file is the entry of compiled programs.

package runtime

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"adder/runtime/abi"
	"adder/runtime/builtins"
	"adder/runtime/excprint"
	"adder/runtime/imp"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
)

// Program is a compiled program as its main package describes it.
type Program struct {
	// Modules are all compiled modules; the first is the main one.
	Modules []abi.ProgramModule
	Natives []Native
	// Spec is the main module's name if it was given as a module ("json.tool"), "" for a file.
	Spec string
}

// Main runs a compiled program and ends the process.
func Main(p *Program) {
	status := run(p)
	if BeforeExit != nil {
		BeforeExit()
	}
	os.Exit(status)
}

// BeforeExit is called when the program has ended; it may be nil.
var BeforeExit func()

func run(p *Program) int {
	compiled := make(map[string]*imp.CompiledModule, len(p.Modules))
	for i := range p.Modules {
		compiled[p.Modules[i].Name] = compiledModule(&p.Modules[i])
	}
	excprint.SourceHook = p.sourceLines
	main := &p.Modules[0]
	delete(compiled, "__main__")
	if p.Spec == "" && main.File != "" {
		dir := filepath.Dir(main.File)
		py.ScriptDir = &dir
	}
	t, exc := Start(&Config{Natives: p.Natives, Compiled: compiled, Sys: sys.Config{
		Argv: append([]string{os.Args[0]}, os.Args[1:]...), OrigArgv: os.Args, Executable: Executable(),
		StdlibDir: p.stdlibDir(),
		Flags:     sys.Flags{HashRandomization: os.Getenv("PYTHONHASHSEED") != "0"},
	}})
	if exc != nil {
		return Finish(t, exc)
	}
	builtins.AddSite()
	spec := py.Value{}
	if p.Spec != "" {
		spec = imp.CompiledSpec(p.Spec, compiled[p.Spec])
	}
	return RunMain(t, MainFile{Name: main.File}, spec, body(main))
}

// stdlibDir is where the library was when the program was compiled, "" if nothing of it tells:
// importlib wants to know for the modules that count as frozen.
func (p *Program) stdlibDir() string {
	for i := range p.Modules {
		m := &p.Modules[i]
		if !imp.IsFrozenSource(m.Name) || m.File == "" {
			continue
		}
		rest := strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(m.File), ".py"), "/__init__")
		if dir, ok := strings.CutSuffix(rest, "/"+strings.ReplaceAll(m.Name, ".", "/")); ok {
			return m.File[:len(dir)]
		}
	}
	return ""
}

// compiledModule describes m to the import system.
func compiledModule(m *abi.ProgramModule) *imp.CompiledModule {
	c := &imp.CompiledModule{File: m.File, Package: m.Package, Path: m.Path}
	if m.Module != nil || m.Cold != nil {
		c.Body = func() *py.CodeObject { return body(m) }
		c.Source = m.Text
	}
	return c
}

// sourceLines finds the lines of a source file among the modules, for tracebacks.
func (p *Program) sourceLines(file string) ([]string, bool) {
	for i := range p.Modules {
		m := &p.Modules[i]
		if m.File != file {
			continue
		}
		text, err := m.Text()
		if err != nil || text == nil {
			return nil, false
		}
		return excprint.Lines(text), true
	}
	return nil, false
}

// body loads a compiled module. Its data was written by the compiler, so that a failure is a bug.
func body(m *abi.ProgramModule) *py.CodeObject {
	c, err := m.Load()
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: bug: the compiled module %s is damaged: %v\n", m.Name, err)
		os.Exit(statusError)
	}
	return c
}
