// This file defines the native module specs and loaders.

package imp

import (
	"os"
	"strings"

	"adder/runtime/py"
)

// Spec is a module spec (importlib.machinery.ModuleSpec).
type Spec struct {
	py.Header
	Name, Loader, Origin py.Value
	LoaderState          py.Value
	Locations            py.Value // submodule_search_locations, unbound for None
	Cached               py.Value
	HasLocation          bool
	Initializing         bool
	uninitialized        py.Value
}

// loader is a SourceFileLoader, SourcelessFileLoader or NamespaceLoader.
type loader struct {
	py.Header
	name, path string
}

var (
	specType             = &py.Type{Name: "ModuleSpec"}
	sourceLoaderType     = &py.Type{Name: "SourceFileLoader"}
	sourcelessLoaderType = &py.Type{Name: "SourcelessFileLoader"}
	namespaceLoaderType  = &py.Type{Name: "NamespaceLoader"}
	builtinImporterType  = &py.Type{Name: "BuiltinImporter"}
	pathFinderType       = &py.Type{Name: "PathFinder"}
)

func newSpec(name, loader, origin py.Value) *Spec {
	s := &Spec{Name: name, Loader: loader, Origin: origin, uninitialized: py.NewList().V()}
	s.SetType(specType)
	return s
}

func newLoader(typ *py.Type, name, path string) *loader {
	l := &loader{name: name, path: path}
	l.SetType(typ)
	return l
}

func asSpec(v py.Value) *Spec     { return (*Spec)(v.Ptr()) }
func asLoader(v py.Value) *loader { return (*loader)(v.Ptr()) }

// parent is the package that relative imports in the module start from.
func (s *Spec) parent() string {
	name := py.AsStr(s.Name).String()
	if s.Locations.Bound() {
		return name
	}
	return name[:max(strings.LastIndexByte(name, '.'), 0)]
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

// Define fills the types; start-up calls it after py.Boot.
func Define() {
	field := func(name string, at func(s *Spec) *py.Value) py.GetSet {
		return py.GetSet{Name: name,
			Get: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) { return orNone(*at(asSpec(self))), nil },
			Set: func(t *py.Thread, self, v py.Value) *py.Exc { *at(asSpec(self)) = v; return nil }}
	}
	flag := func(name string, at func(s *Spec) *bool) py.GetSet {
		return py.GetSet{Name: name,
			Get: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) { return py.Bool(*at(asSpec(self))), nil },
			Set: func(t *py.Thread, self, v py.Value) *py.Exc {
				b, exc := py.Truth(t, v)
				*at(asSpec(self)) = b
				return exc
			}}
	}
	py.Define(specType, &py.StaticType{Name: "importlib._bootstrap.ModuleSpec", Slots: py.Slots{Repr: specRepr},
		GetSet: []py.GetSet{
			field("name", func(s *Spec) *py.Value { return &s.Name }),
			field("loader", func(s *Spec) *py.Value { return &s.Loader }),
			field("origin", func(s *Spec) *py.Value { return &s.Origin }),
			field("loader_state", func(s *Spec) *py.Value { return &s.LoaderState }),
			field("submodule_search_locations", func(s *Spec) *py.Value { return &s.Locations }),
			field("cached", func(s *Spec) *py.Value { return &s.Cached }),
			field("_uninitialized_submodules", func(s *Spec) *py.Value { return &s.uninitialized }),
			flag("has_location", func(s *Spec) *bool { return &s.HasLocation }),
			flag("_set_fileattr", func(s *Spec) *bool { return &s.HasLocation }),
			flag("_initializing", func(s *Spec) *bool { return &s.Initializing }),
			{Name: "parent", Get: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) { return py.StrV(asSpec(self).parent()), nil }},
		}})
	for _, typ := range []*py.Type{sourceLoaderType, sourcelessLoaderType, namespaceLoaderType} {
		py.Define(typ, &py.StaticType{Name: "_frozen_importlib_external." + typ.Name, Methods: loaderMethods, GetSet: []py.GetSet{
			{Name: "name", Get: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) { return py.StrV(asLoader(self).name), nil }},
			{Name: "path", Get: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) { return py.StrV(asLoader(self).path), nil }},
		}})
	}
	py.Define(builtinImporterType, &py.StaticType{Name: "_frozen_importlib.BuiltinImporter", Methods: builtinImporterMethods})
	py.Define(pathFinderType, &py.StaticType{Name: "_frozen_importlib_external.PathFinder", Methods: pathFinderMethods})
}

func specRepr(t *py.Thread, self py.Value) (py.Value, *py.Exc) {
	s := asSpec(self)
	var parts []string
	add := func(name string, v py.Value) *py.Exc {
		r, exc := py.Repr(t, v)
		if exc == nil {
			parts = append(parts, name+"="+r.String())
		}
		return exc
	}
	exc := add("name", s.Name)
	if exc == nil {
		exc = add("loader", s.Loader)
	}
	if exc == nil && s.Origin.Bound() && !s.Origin.IsNone() {
		exc = add("origin", s.Origin)
	}
	if exc == nil && s.Locations.Bound() {
		exc = add("submodule_search_locations", s.Locations)
	}
	if exc != nil {
		return py.Value{}, exc
	}
	return py.StrV("ModuleSpec(" + strings.Join(parts, ", ") + ")"), nil
}

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
			return py.NewCode(c).V(), nil
		}
		c, exc := loadSource(t, l.path, cacheFile(l.path))
		if exc != nil {
			return py.Value{}, exc
		}
		return py.NewCode(c).V(), nil
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
		f, ok := findInDirs(name[strings.LastIndexByte(name, '.')+1:], dirs)
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
func MetaPath() []py.Value { return []py.Value{builtinImporterType.V(), pathFinderType.V()} }

// SourceLoader makes a SourceFileLoader.
func SourceLoader(name, path string) py.Value { return newLoader(sourceLoaderType, name, path).V() }

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
