// This file defines the native module specs and loaders.

package imp

import (
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
	obj                  py.Value // the spec of importlib's class that stands for this one, see object
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
	frozenImporterType   = &py.Type{Name: "FrozenImporter"}
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
	py.Define(frozenImporterType, &py.StaticType{Name: "_frozen_importlib.FrozenImporter", Methods: frozenImporterMethods()})
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
