// This file defines the module and its constant attributes.

package sys

import (
	"runtime"
	"strings"

	"adder/runtime/imp"
	"adder/runtime/py"
)

// Config is what start-up knows and the module shows.
type Config struct {
	Argv, OrigArgv []string
	Path           []string
	Executable     string
	Prefix         string   // sys.prefix: the tree whose library is used, "" for none
	StdlibDir      string   // sys._stdlib_dir
	Warnings       []string // -W options
	XOptions       map[string]string
	Flags          Flags
	PycachePrefix  string
	BuiltinModules []string
}

// Flags are the command-line options of sys.flags that a program can ask for.
type Flags struct {
	Debug, Optimize, Verbose, BytesWarning, Quiet, NoSite, IgnoreEnvironment, NoUserSite int
	DontWriteBytecode, Isolated, SafePath, DevMode, UTF8Mode, HashRandomization          bool
	WarnDefaultEncoding                                                                  bool
	IntMaxStrDigits                                                                      int
}

// Module returns the definition of the module for a configuration.
func Module(c *Config) *py.ModuleDef {
	return &py.ModuleDef{Name: "sys", Doc: doc, Methods: methods(),
		Exec: func(t *py.Thread, m *py.Module) *py.Exc { return fill(t, m, c) }}
}

// dict is the module's namespace, in which programs may rebind stdout, path and the rest.
var dict *py.Dict

// Get returns sys.name, unbound if there is none.
func Get(name string) py.Value {
	if dict == nil {
		return py.Value{}
	}
	return dict.GetStr(py.Intern(name))
}

// Set binds sys.name.
func Set(name string, v py.Value) { dict.SetStr(py.Intern(name), v) }

const (
	version    = "3.14.6 (main, Jun 11 2026, 04:03:53) [Adder]"
	hexVersion = 0x030e06f0
	copyright  = "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved."
	doc        = "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter."
	maxUnicode = 0x10ffff
	maxSize    = 1<<63 - 1
	apiVersion = 1013
)

func strList(items []string) py.Value {
	l := py.NewList()
	for _, s := range items {
		l.Items = append(l.Items, py.StrV(s))
	}
	return l.V()
}

func strTuple(items []string) py.Value {
	out := make([]py.Value, len(items))
	for i, s := range items {
		out[i] = py.StrV(s)
	}
	return py.TupleFrom(out).V()
}

// fill sets the attributes that are no functions.
func fill(t *py.Thread, m *py.Module, c *Config) *py.Exc {
	dict = m.Dict
	py.SysDict = dict
	versionInfo := versionInfoType.Make(py.Int(3), py.Int(14), py.Int(6), py.StrV("final"), py.Int(0))
	str := map[string]string{"version": version, "copyright": copyright, "platform": platform(), "byteorder": byteOrder(),
		"executable": c.Executable, "_base_executable": c.Executable, "prefix": c.Prefix, "exec_prefix": c.Prefix,
		"base_prefix": c.Prefix, "base_exec_prefix": c.Prefix, "platlibdir": "lib", "abiflags": "", "_framework": "",
		"float_repr_style": "short", "_stdlib_dir": c.StdlibDir}
	for name, v := range str {
		Set(name, py.StrV(v))
	}
	for name, v := range map[string]int64{"hexversion": hexVersion, "maxsize": maxSize, "maxunicode": maxUnicode, "api_version": apiVersion} {
		Set(name, py.Int(v))
	}
	Set("version_info", versionInfo)
	Set("flags", c.Flags.value(c))
	Set("float_info", floatInfo())
	Set("int_info", intInfoType.Make(py.Int(30), py.Int(4), py.Int(4300), py.Int(640)))
	Set("hash_info", hashInfoType.Make(py.Int(64), py.Int(1<<61-1), py.Int(314159), py.Int(0), py.Int(1000003),
		py.StrV("siphash13"), py.Int(64), py.Int(128), py.Int(0)))
	Set("thread_info", threadInfoType.Make(py.StrV("pthread"), py.StrV("semaphore"), py.StrV("NPTL 2.36")))
	Set("_git", strTuple([]string{"CPython", "", ""}))
	Set("_home", py.None)
	Set("argv", strList(c.Argv))
	Set("orig_argv", strList(c.OrigArgv))
	Set("path", strList(c.Path))
	Set("warnoptions", strList(c.Warnings))
	Set("meta_path", py.NewList(imp.MetaPath()...).V())
	Set("path_hooks", py.NewList().V())
	Set("path_importer_cache", py.NewDict().V())
	Set("modules", py.Modules.V())
	Set("builtin_module_names", strTuple(c.BuiltinModules))
	Set("dont_write_bytecode", py.Bool(c.Flags.DontWriteBytecode))
	Set("pycache_prefix", py.None)
	if c.PycachePrefix != "" {
		Set("pycache_prefix", py.StrV(c.PycachePrefix))
	}
	x := py.NewDict()
	for k, v := range c.XOptions {
		val := py.StrV(v)
		if v == "" {
			val = py.True
		}
		x.SetStr(py.Intern(k), val)
	}
	Set("_xoptions", x.V())
	names, exc := py.Call1(t, py.FrozenSetType.V(), strList(strings.Fields(stdlibModuleNames)))
	if exc != nil {
		return exc
	}
	Set("stdlib_module_names", names)
	for _, hook := range []string{"displayhook", "excepthook", "unraisablehook", "breakpointhook"} {
		Set("__"+hook+"__", Get(hook))
	}
	Set("_jit", jit(t))
	mon, exc := monitoring(t)
	if exc != nil {
		return exc
	}
	Set("monitoring", mon)
	return implementation(t, versionInfo)
}

// implementation sets sys.implementation. Its name is cpython because programs choose by it, and
// what Adder runs is CPython's bytecode with CPython's library.
func implementation(t *py.Thread, versionInfo py.Value) *py.Exc {
	names := []string{"name", "cache_tag", "version", "hexversion", "_multiarch", "supports_isolated_interpreters"}
	kw := make([]*py.Str, len(names))
	for i, n := range names {
		kw[i] = py.Intern(n)
	}
	v, exc := py.Call(t, py.SimpleNamespace.V(), []py.Value{py.StrV("cpython"), py.StrV(imp.CacheTag), versionInfo,
		py.Int(hexVersion), py.StrV(multiarch()), py.False}, kw)
	if exc != nil {
		return exc
	}
	Set("implementation", v)
	return nil
}

func platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}

func multiarch() string {
	arch := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	switch runtime.GOOS {
	case "linux":
		return arch + "-linux-gnu"
	case "darwin":
		return "darwin"
	}
	return ""
}

func byteOrder() string {
	switch runtime.GOARCH {
	case "ppc64", "s390x", "mips", "mips64":
		return "big"
	}
	return "little"
}

// IsStdlibModule reports whether the name is in sys.stdlib_module_names.
func IsStdlibModule(name string) bool {
	return name != "" && strings.Contains(" "+stdlibModuleNames+" ", " "+name+" ")
}
