// This file asks the finders that a program has put into sys.meta_path.

package imp

import "adder/runtime/py"

// MetaPathList returns sys.meta_path; start-up sets it.
var MetaPathList func() py.Value

// customFinders asks the finders in sys.meta_path that are not ours. done tells that one of
// them found the module; those behind ours are asked only after ours, by askRest.
func customFinders(t *py.Thread, name string, path py.Value) (mod py.Value, done bool, exc *py.Exc) {
	if MetaPathList == nil {
		return py.Value{}, false, nil
	}
	list := MetaPathList()
	if list.IsUnbound() || !list.IsList() {
		return py.Value{}, false, nil
	}
	if path.IsUnbound() {
		path = py.None
	}
	for _, finder := range py.AsList(list).Items {
		if finder == builtinImporterType.V() || finder == pathFinderType.V() {
			if len(py.AsList(list).Items) == 2 {
				return py.Value{}, false, nil
			}
		}
		find, exc := py.LookupAttr(t, finder, py.Intern("find_spec"))
		if exc != nil {
			return py.Value{}, false, exc
		}
		if find.IsUnbound() {
			continue
		}
		if c := Compiled[name]; c != nil && finder == pathFinderType.V() {
			return py.Value{}, false, nil
		}
		spec, exc := py.Call3(t, find, py.StrV(name), path, py.None)
		if exc != nil {
			return py.Value{}, false, exc
		}
		if spec.IsNone() {
			continue
		}
		if spec.Type() == specType {
			return py.Value{}, false, nil // ours: load it directly
		}
		mod, exc := LoadSpec(t, name, spec)
		return mod, true, exc
	}
	return py.Value{}, false, nil
}

// LoadSpec makes, registers and executes the module that a spec of Python code describes.
func LoadSpec(t *py.Thread, name string, spec py.Value) (py.Value, *py.Exc) {
	get := func(attr string) (py.Value, *py.Exc) { return py.GetAttr(t, spec, py.Intern(attr)) }
	loader, exc := get("loader")
	if exc != nil {
		return py.Value{}, exc
	}
	mod := py.None
	if !loader.IsNone() {
		create, exc := py.LookupAttr(t, loader, py.Intern("create_module"))
		if exc != nil {
			return py.Value{}, exc
		}
		if create.Bound() {
			if mod, exc = py.Call1(t, create, spec); exc != nil {
				return py.Value{}, exc
			}
		}
	}
	if mod.IsNone() {
		mod = py.NewModule(py.NewStr(name)).V()
	}
	if exc := setSpecAttrs(t, mod, spec, loader); exc != nil {
		return py.Value{}, exc
	}
	if exc := py.Modules.Set(t, py.StrV(name), mod); exc != nil {
		return py.Value{}, exc
	}
	if !loader.IsNone() {
		_ = py.SetAttr(t, spec, py.Intern("_initializing"), py.True)
		_, exc := py.CallMethod(t, loader, py.Intern("exec_module"), mod)
		_ = py.SetAttr(t, spec, py.Intern("_initializing"), py.False)
		if exc != nil {
			_ = py.DelItem(t, py.Modules.V(), py.StrV(name))
			return py.Value{}, exc
		}
	}
	v := py.Modules.GetStr(py.NewStr(name))
	if v.IsUnbound() {
		return v, py.NewExc(py.KeyError, py.StrV(name))
	}
	return v, nil
}

// setSpecAttrs sets a module's attributes from a spec of Python code.
func setSpecAttrs(t *py.Thread, mod, spec, loader py.Value) *py.Exc {
	set := func(name *py.Str, v py.Value) *py.Exc { return py.SetAttr(t, mod, name, v) }
	attrs := []struct {
		name *py.Str
		from string
	}{{nameName, "name"}, {namePackage, "parent"}, {namePath, "submodule_search_locations"}, {nameFile, "origin"}, {nameCached, "cached"}}
	located := false
	if v, exc := py.LookupAttr(t, spec, py.Intern("has_location")); exc == nil && v.Bound() {
		located, _ = py.Truth(t, v)
	}
	for _, a := range attrs {
		v, exc := py.LookupAttr(t, spec, py.Intern(a.from))
		if exc != nil {
			return exc
		}
		if v.IsUnbound() || v.IsNone() && a.name != nameName || !located && (a.name == nameFile || a.name == nameCached) {
			continue
		}
		if exc := set(a.name, v); exc != nil {
			return exc
		}
	}
	if exc := set(nameLoader, loader); exc != nil {
		return exc
	}
	return set(nameSpec, spec)
}
