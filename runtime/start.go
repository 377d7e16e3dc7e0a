// This file boots the runtime: core, builtins, sys, streams.

package runtime

import (
	"os"
	"path/filepath"
	goruntime "runtime"
	"sort"

	"adder/runtime/excprint"
	"adder/runtime/imp"
	"adder/runtime/internal/clocale"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
	"adder/runtime/sched"
)

// Config describes a start.
type Config struct {
	Sys sys.Config
	// Natives are the native modules that the program may import, builtins among them.
	Natives []Native
	// Compiled are the modules that were compiled into the program.
	Compiled map[string]*imp.CompiledModule
	// FixedUTF8 tells that the UTF-8 mode is not the locale's to decide.
	FixedUTF8 bool
}

// Natives collects native modules; generated programs list those that they reach.
func Natives(list ...Native) []Native { return list }

// Native names a native module and defines it when it is first imported.
type Native = py.Native

// Start boots the runtime and returns the main thread. It is called once.
func Start(c *Config) (*py.Thread, *py.Exc) {
	tuneHeap()
	if clocale.Start() && !c.FixedUTF8 {
		c.Sys.Flags.UTF8Mode = true
	}
	clocale.UTF8Mode = c.Sys.Flags.UTF8Mode
	py.CheckCodecs = c.Sys.Flags.DevMode
	py.Boot()
	imp.Define()
	t := py.StartMainThread()
	startSignals()
	py.Modules = py.NewDict()
	imp.Natives = make(map[string]func() *py.ModuleDef, len(c.Natives)+1)
	for _, n := range c.Natives {
		imp.Natives[n.Name] = n.Def
	}
	imp.Compiled = c.Compiled
	if len(c.Compiled) == 0 {
		imp.StdlibDir = c.Sys.StdlibDir // compiled programs load nothing from there
	}
	for name := range imp.Natives {
		c.Sys.BuiltinModules = append(c.Sys.BuiltinModules, name)
	}
	c.Sys.BuiltinModules = append(c.Sys.BuiltinModules, "sys")
	sort.Strings(c.Sys.BuiltinModules)
	if c.Sys.Flags.IntMaxStrDigits == 0 {
		c.Sys.Flags.IntMaxStrDigits = 4300
	}
	imp.Natives["sys"] = func() *py.ModuleDef { return sys.Module(&c.Sys) }
	if exc := loadCore(t); exc != nil {
		return t, exc
	}
	connect()
	return t, startStreams(t)
}

// The signals that a program meets before it imports signal.
const (
	sigint  = 2
	sigpipe = 13
)

// startSignals lets SIGINT raise KeyboardInterrupt and writing to a closed pipe raise BrokenPipeError.
func startSignals() {
	if !sched.Ignored(sigint) {
		sched.Watch(sigint)
	}
	if goruntime.GOOS != "windows" {
		sched.Ignore(sigpipe)
	}
}

// loadCore imports builtins and sys, in this order, because sys's Exec calls built-in types.
func loadCore(t *py.Thread) *py.Exc {
	py.ImportHook = func(t *py.Thread, name *py.Str, globals, fromlist py.Value, level int) (py.Value, *py.Exc) {
		return imp.Import(t, name, globals, fromlist, level)
	}
	for _, name := range []string{"builtins", "sys"} {
		mod, exc := imp.Load(t, name)
		if exc != nil {
			return exc
		}
		if name == "builtins" {
			py.Builtins = py.AsModule(mod).Dict
		}
	}
	return nil
}

// connect gives the parts below the settings that live in sys.
func connect() {
	imp.Path = func() py.Value { return sys.Get("path") }
	imp.MetaPathList = func() py.Value { return sys.Get("meta_path") }
	imp.Hooks = func() py.Value { return sys.Get("path_hooks") }
	imp.DontWrite = func() bool { return sys.Get("dont_write_bytecode").IsTrue() }
	imp.CachePrefix = func() string {
		if v := sys.Get("pycache_prefix"); v.Bound() && v.IsStr() {
			return py.AsStr(v).String()
		}
		return ""
	}
	py.DisplayHookFunc = func(t *py.Thread, v py.Value) (py.Value, *py.Exc) {
		hook := sys.Get("displayhook")
		if hook.IsUnbound() {
			return hook, py.RuntimeErrorf("lost sys.displayhook")
		}
		return py.Call1(t, hook, v)
	}
	excprint.StdlibModule = sys.IsStdlibModule
	py.IsStdlibName = sys.IsStdlibModule
	py.FormatExcHook = excprint.Format
	py.TypeParamHook = firstTypeParam
	py.WarnHook = firstWarn
	py.WarnExplicitHook = firstWarnExplicit
	py.UnraisableHook = sys.Unraisable
}

// firstTypeParam loads _typing, which then makes type parameters itself.
func firstTypeParam(t *py.Thread, which int, a, b py.Value) (py.Value, *py.Exc) {
	py.TypeParamHook = nil
	if exc := loadNative(t, "_typing"); exc != nil {
		return py.Value{}, exc
	}
	return py.TypeParam(t, which, a, b)
}

// loadNative imports a native module, whose Exec replaces the hook that called, if the program has it.
func loadNative(t *py.Thread, name string) *py.Exc {
	if imp.Natives[name] == nil {
		return nil
	}
	_, exc := imp.Load(t, name)
	return exc
}

// firstWarn loads _warnings, which then issues the warnings of the interpreter itself.
func firstWarn(t *py.Thread, category *py.Type, message string, level int) *py.Exc {
	py.WarnHook = nil
	if exc := loadNative(t, "_warnings"); exc != nil {
		return exc
	}
	return py.Warn(t, category, message, level)
}

// firstWarnExplicit is firstWarn for warnings about a place in source.
func firstWarnExplicit(t *py.Thread, category *py.Type, message, file string, line int) *py.Exc {
	py.WarnExplicitHook = nil
	if exc := loadNative(t, "_warnings"); exc != nil || py.WarnExplicitHook == nil {
		return exc
	}
	return py.WarnExplicitHook(t, category, message, file, line)
}

// startStreams makes sys.stdin, stdout and stderr: by _io where the program has it.
func startStreams(t *py.Thread) *py.Exc {
	if imp.Natives["_io"] == nil {
		sys.BasicStreams()
		return nil
	}
	in, out, err, exc := stdStreams(t)
	if exc != nil {
		return exc
	}
	mod, exc := imp.Load(t, "_io")
	if exc != nil {
		return exc
	}
	open := py.Intern("open")
	py.Builtins.SetStr(open, py.AsModule(mod).Dict.GetStr(open))
	for name, v := range map[string]py.Value{"stdin": in, "stdout": out, "stderr": err} {
		sys.Set(name, v)
		sys.Set("__"+name+"__", v)
	}
	return nil
}

// Executable is the path of the running program for sys.executable.
func Executable() string {
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	if abs, err := filepath.EvalSymlinks(exe); err == nil {
		return abs
	}
	return exe
}
