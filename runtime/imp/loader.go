// This file defines the native loaders and finders, which serve until importlib is imported.

package imp

import (
	"os"
	"strings"

	"adder/runtime/py"
)

// loaderMethods are those of the file loaders that programs call.
var loaderMethods = []py.Method{
	{Name: "get_filename", Sig: "(name=None)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		return py.StrV(asLoader(self).path), nil
	}},
	{Name: "is_package", Sig: "(fullname)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		path := asLoader(self).path
		return py.Bool(strings.HasSuffix(path, "__init__.py") || strings.HasSuffix(path, "__init__.pyc") || path == ""), nil
	}},
	{Name: "get_source", Sig: "(fullname)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		l := asLoader(self)
		if l.Type() != sourceLoaderType {
			return py.None, nil
		}
		data, err := l.source()
		if err != nil {
			return py.Value{}, py.NewImportError(py.ImportError, "source not available through get_data()", py.StrV(l.name), py.Value{})
		}
		return py.StrV(strings.ReplaceAll(string(data), "\r\n", "\n")), nil
	}},
	{Name: "get_data", Sig: "(path)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		if !args[0].IsStr() {
			return py.Value{}, py.TypeErrorf("expected str, bytes or os.PathLike object, not %s", py.TypeName(args[0]))
		}
		file := py.AsStr(args[0]).String()
		data, err := os.ReadFile(file)
		if err != nil {
			return py.Value{}, osError(err, file)
		}
		return py.BytesV(data), nil
	}},
	{Name: "get_code", Sig: "(fullname)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		l := asLoader(self)
		if l.Type() == namespaceLoaderType {
			return py.None, nil
		}
		if l.Type() == sourcelessLoaderType {
			c, exc := readBytecode(l.name, l.path)
			if exc != nil {
				return py.Value{}, exc
			}
			return c.V(), nil
		}
		c, exc := loadSource(t, l.path, CacheFile(l.path))
		if exc != nil {
			return py.Value{}, exc
		}
		return c.V(), nil
	}},
	{Name: "create_module", Sig: "(spec)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		return py.None, nil
	}},
	{Name: "exec_module", Sig: "(module)", FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		c, exc := py.CallMethod(t, self, py.Intern("get_code"), py.StrV(asLoader(self).name))
		if exc != nil || c.IsNone() {
			return py.None, exc
		}
		dict, exc := py.GetAttr(t, args[0], py.Intern("__dict__"))
		if exc != nil {
			return py.Value{}, exc
		}
		if dict.Type().Flags&py.DictSubclass == 0 {
			return py.Value{}, py.TypeErrorf("module has no dict")
		}
		_, exc = RunBody(t, py.AsCode(c), py.AsDict(dict))
		return py.None, exc
	}},
}

var builtinImporterMethods = []py.Method{
	{Name: "find_spec", Sig: "(fullname, path=None, target=None)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		if !args[0].IsStr() || Natives[py.AsStr(args[0]).String()] == nil {
			return py.None, nil
		}
		return newSpec(args[0], self, py.StrV("built-in")).V(), nil
	}},
	{Name: "is_package", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		return py.False, nil
	}},
	{Name: "get_code", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		return py.None, nil
	}},
	{Name: "get_source", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		return py.None, nil
	}},
}

func frozenImporterMethods() []py.Method {
	return []py.Method{
		{Name: "find_spec", Sig: "(fullname, path=None, target=None)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
			if !args[0].IsStr() || !HasFrozen(py.AsStr(args[0]).String()) {
				return py.None, nil
			}
			return frozenSpec(py.AsStr(args[0]).String()).V(), nil
		}},
		{Name: "is_package", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
			return py.Bool(args[0].IsStr() && FrozenPackage(py.AsStr(args[0]).String())), nil
		}},
		{Name: "get_code", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
			if !args[0].IsStr() || !HasFrozen(py.AsStr(args[0]).String()) {
				return py.None, nil
			}
			c, exc := FrozenCode(t, py.AsStr(args[0]).String())
			if exc != nil {
				return py.Value{}, exc
			}
			return c.V(), nil
		}},
		{Name: "get_source", Sig: "(fullname)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
			return py.None, nil
		}},
	}
}

var pathFinderMethods = []py.Method{
	{Name: "find_spec", Sig: "(fullname, path=None, target=None)", Class: true, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		if !args[0].IsStr() {
			return py.Value{}, py.TypeErrorf("module name must be str, not %s", py.TypeName(args[0]))
		}
		name := py.AsStr(args[0]).String()
		path := args[1]
		if path.IsNone() {
			path = py.Value{}
		}
		dirs, exc := searchPath(t, path)
		if exc != nil {
			return py.Value{}, exc
		}
		f, ok, unusual := findInDirs(name[strings.LastIndexByte(name, '.')+1:], dirs)
		if unusual {
			if exc := needMachinery(t); exc != nil {
				return py.Value{}, exc
			}
			return py.CallMethod(t, machinery.path, py.Intern("find_spec"), args[0], orNone(path))
		}
		if !ok {
			return py.None, nil
		}
		return f.spec(name).V(), nil
	}},
	{Name: "invalidate_caches", Sig: "()", Class: true, F0: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) {
		InvalidateCaches()
		return py.None, nil
	}},
}

// MetaPath returns the initial items of sys.meta_path.
func MetaPath() []py.Value {
	return []py.Value{builtinImporterType.V(), frozenImporterType.V(), pathFinderType.V()}
}

// SourceLoader makes a SourceFileLoader.
func SourceLoader(name, path string) py.Value { return newLoader(sourceLoaderType, name, path).V() }

// SourcelessLoader makes a SourcelessFileLoader.
func SourcelessLoader(name, path string) py.Value {
	return newLoader(sourcelessLoaderType, name, path).V()
}

// OnPath reports whether a module with that name is in the directories of sys.path.
func OnPath(t *py.Thread, name string) bool {
	dirs, exc := searchPath(t, py.Value{})
	if exc != nil {
		return false
	}
	f, ok, _ := findInDirs(name, dirs)
	return ok && f.file != ""
}

// CompiledSpec makes the spec of a module that was compiled into the program and that runs as
// the main module; m may be nil.
func CompiledSpec(name string, m *CompiledModule) py.Value {
	if m == nil {
		return newSpec(py.StrV(name), py.None, py.None).V()
	}
	return m.spec(name).V()
}

// source returns the text of the loader's module: of a compiled one what it was compiled from.
func (l *loader) source() ([]byte, error) {
	if c := Compiled[l.name]; c != nil && c.Source != nil && c.File == l.path {
		return c.Source()
	}
	return os.ReadFile(l.path)
}
