// This file turns a reachable program into Go packages.

// Package codegen writes a program as Go packages: one a Python module, named by its
// content, and a main package that lists them. Same program in, same bytes out.
package codegen

import (
	"bytes"
	"compress/flate"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"

	"adder/codegen/emit"
	"adder/codegen/gobuild"
	"adder/codegen/gofile"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
	"adder/lower/build"
	"adder/lower/ir"
	"adder/lower/opt"
	"adder/lower/profile"
	"adder/lower/program"
)

// Options control code generation.
type Options struct {
	// Native gives the Go import path of a native module's package and the function there
	// that makes its definition; two empty strings for a module that start-up makes itself.
	Native func(name string) (path, fn string)
	// Source returns the text of a module's file, which tracebacks show.
	Source func(file string) []byte
	// Eval links the front end, for programs that compile text.
	Eval bool
	// KeepLocals keeps the variables of the program's own functions in their frames.
	KeepLocals bool
	// Debug links what helps to examine a program: its CPU profile.
	Debug bool
	// Has reports whether a package was generated before; then it is not generated again.
	Has func(dir string) bool
	// Progress is called after each module; it may be nil.
	Progress func(name string, cached bool)
	// Verify checks the IR after each pass.
	Verify bool
	// Version tells generators apart that write different code.
	Version string
	// Profile is what a run saw, nil for nothing; PGO a CPU profile for the Go compiler.
	Profile *profile.Profile
	PGO     []byte
	// Time receives the time that each part of the work on a module took; it may be nil.
	Time func(part string, d time.Duration)
	// Stress makes guards fail at random, for tests; Plain leaves speculation out.
	Stress, Plain bool
}

// Program generates the packages of p; the last one is the main package. Packages that
// opts.Has knows are left out.
func Program(p *program.Program, opts Options) (packages []*gobuild.Package, mainDir string, err error) {
	mods := append([]*program.Module{p.Main}, p.Sorted()...)
	dirs := make([]string, len(mods))
	made := make([]*gobuild.Package, len(mods))
	errs := make([]error, len(mods))
	var progress sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var cold []*program.Module
	for i, m := range mods {
		if m.Cold {
			cold = append(cold, m)
		}
		if m.Namespace() || m.Cold {
			continue
		}
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			dirs[i], made[i], errs[i] = module(m, opts)
			if opts.Progress != nil {
				progress.Lock()
				opts.Progress(m.Name, made[i] == nil)
				progress.Unlock()
			}
		}()
	}
	wg.Wait()
	for i := range mods {
		if errs[i] != nil {
			return nil, "", fmt.Errorf("%s: %w", mods[i].Name, errs[i])
		}
		if made[i] != nil {
			packages = append(packages, made[i])
		}
	}
	stop := opts.clock("pack cold modules")
	coldPkg, err := coldPackage(cold, opts)
	stop()
	if err != nil {
		return nil, "", err
	}
	if coldPkg != nil && coldPkg.Files != nil {
		packages = append(packages, coldPkg)
	}
	main := mainPackage(p, mods, dirs, coldPkg, opts)
	return append(packages, main), main.Dir, nil
}

// module generates the package of one module, nil if it exists.
func module(m *program.Module, opts Options) (dir string, pkg *gobuild.Package, err error) {
	stop := opts.clock("marshal")
	blob, codes, err := marshal.WithIndex(marshal.Dumps(m.Code))
	stop()
	if err != nil {
		return "", nil, err
	}
	source := opts.Source(m.File)
	keep := opts.KeepLocals && !m.Std
	h := newHeat(m, opts)
	name := packageName(m.Name) + "_" + gobuild.Hash([]byte(opts.Version), []byte(m.Name), blob, source, boolByte(m.Std), boolByte(keep), boolByte(opts.Stress), boolByte(opts.Plain), h.key())
	dir = "gen/m/" + name
	if opts.Has != nil && opts.Has(dir) {
		return dir, nil, nil
	}
	mod := &emit.Module{Name: m.Name, Package: name, Root: m.Code, Compact: func(c *code.Code) bool { return !h.fast(c) }, Stress: opts.Stress}
	if mod.Funcs, err = lowered(m.Code, build.Options{KeepLocals: keep}, h.speculates, &opt.Config{Verify: opts.Verify, Time: opts.Time, Profile: h.seen}); err != nil {
		return "", nil, err
	}
	if codes != len(mod.Funcs) {
		return "", nil, fmt.Errorf("%d code objects are written as %d", len(mod.Funcs), codes)
	}
	stop = opts.clock("deflate source")
	packed, err := deflate(source)
	stop()
	if err != nil {
		return "", nil, err
	}
	defer opts.clock("emit")()
	return dir, &gobuild.Package{Dir: dir, Files: map[string][]byte{"module.go": emit.Emit(mod), "code.bin": blob, "source.z": packed}}, nil
}

// lowered returns the optimised functions of a module, outer before inner.
func lowered(root *code.Code, opts build.Options, speculates func(c *code.Code) bool, cfg *opt.Config, started ...func(t *build.Translation)) ([]*ir.Func, error) {
	clock := (&Options{Time: cfg.Time}).clock
	var translations []*build.Translation
	var funcs []*ir.Func
	guesses := false
	stop := clock("build SSA")
	for i, c := range code.Flatten(root) {
		opts.Speculate = speculates(c)
		guesses = guesses || opts.Speculate
		t, err := build.Start(c, i, opts)
		if err != nil {
			return nil, err
		}
		for _, tell := range started {
			tell(t)
		}
		translations, funcs = append(translations, t), append(funcs, t.Func)
	}
	stop()
	if guesses {
		if err := opt.Speculate([][]*ir.Func{funcs}, cfg); err != nil {
			return nil, err
		}
	}
	for _, t := range translations {
		stop := clock("build general copies")
		err := t.Finish()
		stop()
		if err != nil {
			return nil, err
		}
		if err := opt.Run(t.Func, cfg); err != nil {
			return nil, err
		}
	}
	return funcs, nil
}

func always(*code.Code) bool { return true }

// clock starts measuring a part of the work; what it returns ends it.
func (o *Options) clock(part string) func() {
	if o.Time == nil {
		return func() {}
	}
	start := time.Now()
	return func() { o.Time(part, time.Since(start)) }
}

func deflate(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func boolByte(b bool) []byte {
	if b {
		return []byte{1}
	}
	return []byte{0}
}

// packageName makes a Go package name of a dotted module name.
func packageName(name string) string {
	var s strings.Builder
	for _, r := range name {
		if r < 128 && (r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			s.WriteRune(r)
		} else {
			s.WriteByte('_')
		}
	}
	return "m" + strings.ToLower(s.String())
}

// mainPackage lists the modules and starts the program.
func mainPackage(p *program.Program, mods []*program.Module, dirs []string, cold *gobuild.Package, opts Options) *gobuild.Package {
	f := gofile.New("main", "Command main is the Python program "+p.Main.File+".")
	f.Import("adderrt", "adder/runtime")
	f.Import("", "adder/runtime/abi")
	f.Import("", "adder/runtime/py")
	var list, defs bytes.Buffer
	numCold := 0
	for i, m := range mods {
		fmt.Fprintf(&list, "\t\t\t{Name: %q, File: %q, Package: %t", m.Name, m.File, m.Package)
		if m.Path != nil {
			fmt.Fprintf(&list, ", Path: %#v", m.Path)
		}
		if dirs[i] != "" {
			alias := fmt.Sprintf("m%d", i)
			f.Import(alias, "adder/"+dirs[i])
			fmt.Fprintf(&list, ", Module: &%s.Module", alias)
		}
		if m.Cold {
			fmt.Fprintf(&list, ", Cold: &cold.Modules[%d]", numCold)
			numCold++
		}
		list.WriteString("},\n")
	}
	aliases := map[string]string{}
	for _, name := range sortedKeys(p.Natives) {
		path, fn := opts.Native(name)
		if path == "" {
			continue // sys, which start-up makes
		}
		if aliases[path] == "" {
			aliases[path] = fmt.Sprintf("n%d", len(aliases))
			f.Import(aliases[path], path)
		}
		fmt.Fprintf(&defs, "\t\t\t{Name: %q, Def: %s.%s},\n", name, aliases[path], fn)
	}
	if opts.Debug {
		f.Import("_", "adder/runtime/prof")
	}
	if cold != nil {
		f.Import("cold", "adder/"+cold.Dir)
	}
	if opts.Eval || cold != nil {
		f.Import("_", "adder/runtime/vm")
	}
	if opts.Eval && aliases["adder/runtime/eval"] == "" {
		f.Import("_", "adder/runtime/eval")
	}
	f.Decl("\nfunc main() {\n\tadderrt.Main(&adderrt.Program{\n\t\tModules: []abi.ProgramModule{\n%s\t\t},\n\t\tNatives: []py.Native{\n%s\t\t},\n\t\tSpec: %q,\n\t})\n}", list.String(), defs.String(), p.Main.Canonical)
	files := map[string][]byte{"main.go": f.Bytes()}
	hashed := [][]byte{files["main.go"]}
	if opts.PGO != nil {
		files["default.pgo"] = opts.PGO // where go build looks for it
		hashed = append(hashed, opts.PGO)
	}
	return &gobuild.Package{Dir: "gen/p/" + packageName(p.Main.Name) + "_" + gobuild.Hash(hashed...), Files: files}
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k, in := range set {
		if in {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}

// Dump returns the IR of a function of a module by its qualified name, for --dump.
func Dump(c *code.Code, qualName string) (string, error) {
	funcs, err := lowered(c, build.Options{}, always, &opt.Config{Verify: true})
	if err != nil {
		return "", err
	}
	for _, f := range funcs {
		if f.Code.QualName == qualName {
			return f.String(), nil
		}
	}
	return "", fmt.Errorf("no function %q", qualName)
}
