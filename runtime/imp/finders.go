// This file asks the finders that a program has put into sys.meta_path.

package imp

import (
	"strings"

	"adder/runtime/py"
)

// MetaPathList returns sys.meta_path; start-up sets it.
var MetaPathList func() py.Value

// find searches for a module with the finders in sys.meta_path and loads it. The native finders, and
// importlib's that stand for them, are not called: what they would do is done here.
func find(t *py.Thread, name string, path py.Value) (py.Value, *py.Exc) {
	finders := MetaPath()
	if MetaPathList != nil && !preloaded(name) {
		list := MetaPathList()
		switch {
		case list.IsUnbound() || list.IsNone():
			return py.Value{}, py.Errorf(py.ImportError, "sys.meta_path is None, Python is likely shutting down")
		case list.IsList():
			finders = py.AsList(list).Items
		}
	}
	if len(finders) == 0 {
		if exc := py.Warn(t, py.ImportWarning, "sys.meta_path is empty", 1); exc != nil {
			return py.Value{}, exc
		}
	}
	for i := 0; i < len(finders); i++ {
		mod, exc := tryFinder(t, finders[i], name, path)
		if exc != nil || mod.Bound() {
			return mod, exc
		}
	}
	return py.Value{}, notFound(name, "No module named '"+name+"'")
}

// preloaded reports whether CPython has imported the module before a program starts, so that finders of
// the program are never asked for it. Here such modules are imported when they are first needed.
func preloaded(name string) bool {
	switch name {
	case frozenImportlib, frozenExternal, "_imp", "_thread", "_warnings", "_weakref", "_io", "marshal", "posix", "nt", "winreg",
		"time", "zipimport", "_codecs", "codecs", "encodings", "encodings.aliases", "encodings.utf_8", "_signal", "_abc", "abc",
		"io", "_stat", "stat", "_collections_abc", "genericpath", "posixpath", "ntpath", "os", "_sitebuiltins", "site":
		return true
	}
	return false
}

// tryFinder asks one finder; the result is unbound if it does not know the module.
func tryFinder(t *py.Thread, finder py.Value, name string, path py.Value) (py.Value, *py.Exc) {
	switch {
	case finder == builtinImporterType.V() || machinery != nil && finder == machinery.builtin:
		if def := Natives[name]; def != nil {
			return loadNative(t, name, def())
		}
		return py.Value{}, nil
	case finder == frozenImporterType.V() || machinery != nil && finder == machinery.frozen:
		if HasFrozen(name) {
			return loadFrozen(t, name)
		}
		return py.Value{}, nil
	case finder == pathFinderType.V() || machinery != nil && finder == machinery.path:
		return findOnPath(t, name, path)
	}
	find, exc := py.LookupAttr(t, finder, py.Intern("find_spec"))
	if exc != nil || find.IsUnbound() {
		return py.Value{}, exc
	}
	spec, exc := py.Call3(t, find, py.StrV(name), orNone(path), py.None)
	if exc != nil || spec.IsNone() {
		return py.Value{}, exc
	}
	return loadSpec(t, spec)
}

// findOnPath searches among the modules that were compiled into the program and in the directories
// of the path.
func findOnPath(t *py.Thread, name string, path py.Value) (py.Value, *py.Exc) {
	if c := Compiled[name]; c != nil {
		return c.load(t, name)
	}
	dirs, exc := searchPath(t, path)
	if exc != nil {
		return py.Value{}, exc
	}
	if hooksChanged() {
		return findByHooks(t, name, path)
	}
	f, ok, unusual := findInDirs(name[strings.LastIndexByte(name, '.')+1:], dirs)
	switch {
	case unusual || ok && f.file == "":
		return findByHooks(t, name, path) // archives, and packages of several directories
	case !ok:
		return py.Value{}, nil
	}
	return f.load(t, name)
}
