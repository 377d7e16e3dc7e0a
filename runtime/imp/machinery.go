// This file hands over to importlib's own finders and loaders: they are executed when a program first
// asks for them, and from then on modules have specs and loaders of their classes.

package imp

import "adder/runtime/py"

const (
	frozenImportlib = "_frozen_importlib"
	frozenExternal  = "_frozen_importlib_external"
)

// importlibParts are the classes and functions of importlib that importing uses once it has been executed.
type importlibParts struct {
	spec, source, sourceless, namespace py.Value // ModuleSpec and the file loaders
	builtin, frozen, path               py.Value // the finders on sys.meta_path
	loadUnlocked, lockUnlock            py.Value // _load_unlocked, _lock_unlock_module
	hooks                               []py.Value
}

// machinery is nil until importlib's bootstrap modules have been executed.
var machinery *importlibParts

// Hooks is sys.path_hooks, the list object.
var Hooks func() py.Value

// needMachinery executes importlib's bootstrap modules if that has not happened.
func needMachinery(t *py.Thread) *py.Exc {
	if machinery != nil {
		return nil
	}
	_, exc := Load(t, frozenImportlib)
	return exc
}

// installMachinery connects importlib, whose first module has just been executed, with this package.
func installMachinery(t *py.Thread, mod *py.Module) *py.Exc {
	impModule, exc := Load(t, "_imp")
	if exc != nil {
		return exc
	}
	sysModule, exc := Load(t, "sys")
	if exc != nil {
		return exc
	}
	// _install appends to sys.meta_path and sys.path_hooks: what programs have put there stays in its place.
	meta, hooks := py.AsList(MetaPathList()), py.AsList(Hooks())
	oldMeta, oldHooks := meta.Items, hooks.Items
	meta.Items, hooks.Items = MetaPath(), nil
	if _, exc := py.CallMethod(t, mod.V(), py.Intern("_install"), sysModule, impModule); exc != nil {
		meta.Items, hooks.Items = oldMeta, oldHooks
		return exc
	}
	if _, exc := py.CallMethod(t, mod.V(), py.Intern("_install_external_importers")); exc != nil {
		meta.Items, hooks.Items = oldMeta, oldHooks
		return exc
	}
	external := py.AsModule(py.Modules.GetStr(py.Intern(frozenExternal))).Dict
	get := func(d *py.Dict, name string) py.Value { return d.GetStr(py.Intern(name)) }
	m := &importlibParts{
		spec: get(mod.Dict, "ModuleSpec"), builtin: get(mod.Dict, "BuiltinImporter"), frozen: get(mod.Dict, "FrozenImporter"),
		loadUnlocked: get(mod.Dict, "_load_unlocked"), lockUnlock: get(mod.Dict, "_lock_unlock_module"),
		source: get(external, "SourceFileLoader"), sourceless: get(external, "SourcelessFileLoader"),
		namespace: get(external, "NamespaceLoader"), path: get(external, "PathFinder"), hooks: hooks.Items,
	}
	// zipimport needs the finders that have just been installed.
	machinery = m
	replaceFinders(meta, oldMeta)
	hooks.Items = append(append([]py.Value(nil), oldHooks...), m.hooks...)
	if exc := convertModules(t); exc != nil {
		return exc
	}
	if exc := showCompiled(t, m); exc != nil {
		return exc
	}
	return addZipHook(t, hooks, len(oldHooks))
}

// addZipHook puts zipimport's hook before that of directories.
func addZipHook(t *py.Thread, hooks *py.List, at int) *py.Exc {
	class, exc := py.ImportAttr(t, "zipimport", "zipimporter")
	if exc != nil {
		if exc.Matches(py.ImportError) {
			return nil
		}
		return exc
	}
	machinery.hooks = append([]py.Value{class}, machinery.hooks...)
	items := append([]py.Value(nil), hooks.Items[:at]...)
	items = append(items, class)
	hooks.Items = append(items, hooks.Items[at:]...)
	return nil
}

// replaceFinders puts importlib's finders where the native ones were.
func replaceFinders(meta *py.List, old []py.Value) {
	meta.Items = nil
	for _, v := range old {
		switch v {
		case builtinImporterType.V():
			v = machinery.builtin
		case frozenImporterType.V():
			v = machinery.frozen
		case pathFinderType.V():
			v = machinery.path
		}
		meta.Items = append(meta.Items, v)
	}
}

// convertModules gives the modules that were imported before specs and loaders of importlib's classes.
func convertModules(t *py.Thread) *py.Exc {
	for pos := 0; ; {
		_, v, ok := py.Modules.Next(&pos)
		if !ok {
			return nil
		}
		if v.Type() != py.ModuleType {
			continue
		}
		d := py.AsModule(v).Dict
		if spec := d.GetStr(nameSpec); spec.Bound() && spec.Type() == specType {
			obj, exc := asSpec(spec).object(t)
			if exc != nil {
				return exc
			}
			d.SetStr(nameSpec, obj)
			d.SetStr(nameLoader, asSpec(spec).Loader)
		} else if l := d.GetStr(nameLoader); l.Bound() {
			conv, exc := convertLoader(t, l, py.Value{})
			if exc != nil {
				return exc
			}
			d.SetStr(nameLoader, conv)
		}
	}
}

// convertLoader returns the loader of importlib's class that stands for a native one; others are
// returned as they are.
func convertLoader(t *py.Thread, l, locations py.Value) (py.Value, *py.Exc) {
	switch l {
	case builtinImporterType.V():
		return machinery.builtin, nil
	case frozenImporterType.V():
		return machinery.frozen, nil
	}
	switch l.Type() {
	case sourceLoaderType:
		n := asLoader(l)
		return py.Call2(t, machinery.source, py.StrV(n.name), py.StrV(n.path))
	case sourcelessLoaderType:
		n := asLoader(l)
		return py.Call2(t, machinery.sourceless, py.StrV(n.name), py.StrV(n.path))
	case namespaceLoaderType:
		if locations.IsUnbound() {
			locations = py.NewList().V()
		}
		find, exc := py.GetAttr(t, machinery.path, py.Intern("_get_spec"))
		if exc != nil {
			return py.Value{}, exc
		}
		return py.Call3(t, machinery.namespace, py.StrV(asLoader(l).name), locations, find)
	}
	return l, nil
}

// object returns the spec as programs see it: itself, or one of importlib's class once that exists.
func (s *Spec) object(t *py.Thread) (py.Value, *py.Exc) {
	if machinery == nil {
		return s.V(), nil
	}
	if s.obj.Bound() {
		return s.obj, nil
	}
	var exc *py.Exc
	namespace := s.Loader.Type() == namespaceLoaderType
	if s.Loader, exc = convertLoader(t, s.Loader, s.Locations); exc != nil {
		return py.Value{}, exc
	}
	if namespace {
		if s.Locations, exc = py.GetAttr(t, s.Loader, py.Intern("_path")); exc != nil {
			return py.Value{}, exc
		}
	}
	obj, exc := py.Call(t, machinery.spec, []py.Value{s.Name, s.Loader, orNone(s.Origin), orNone(s.LoaderState)},
		[]*py.Str{py.Intern("origin"), py.Intern("loader_state")})
	if exc != nil {
		return py.Value{}, exc
	}
	attrs := []struct {
		name string
		v    py.Value
	}{{"submodule_search_locations", orNone(s.Locations)}, {"_set_fileattr", py.Bool(s.HasLocation)}, {"_initializing", py.Bool(s.Initializing)}}
	if s.Cached.Bound() {
		attrs = append(attrs, struct {
			name string
			v    py.Value
		}{"_cached", s.Cached})
	}
	for _, a := range attrs {
		if exc := py.SetAttr(t, obj, py.Intern(a.name), a.v); exc != nil {
			return py.Value{}, exc
		}
	}
	s.obj = obj
	return obj, nil
}

// setInitializing marks the spec of a module whose body runs.
func (s *Spec) setInitializing(t *py.Thread, on bool) {
	s.Initializing = on
	if s.obj.Bound() {
		_ = py.SetAttr(t, s.obj, py.Intern("_initializing"), py.Bool(on))
	}
}

// loadSpec loads the module of a spec that a finder of the program made.
func loadSpec(t *py.Thread, spec py.Value) (py.Value, *py.Exc) {
	if exc := needMachinery(t); exc != nil {
		return py.Value{}, exc
	}
	return py.Call1(t, machinery.loadUnlocked, spec)
}

// findByHooks searches with importlib's PathFinder, which asks sys.path_hooks. The result is unbound
// if there is no such module.
func findByHooks(t *py.Thread, name string, path py.Value) (py.Value, *py.Exc) {
	if exc := needMachinery(t); exc != nil {
		return py.Value{}, exc
	}
	find, exc := py.GetAttr(t, machinery.path, py.Intern("find_spec"))
	if exc != nil {
		return py.Value{}, exc
	}
	spec, exc := py.Call3(t, find, py.StrV(name), orNone(path), py.None)
	if exc != nil || spec.IsNone() {
		return py.Value{}, exc
	}
	return loadSpec(t, spec)
}

// hooksChanged reports whether the program has its own hooks in sys.path_hooks.
func hooksChanged() bool {
	if Hooks == nil {
		return false
	}
	v := Hooks()
	if v.IsUnbound() || !v.IsList() {
		return true
	}
	items := py.AsList(v).Items
	if machinery == nil {
		return len(items) > 0
	}
	if len(items) != len(machinery.hooks) {
		return true
	}
	for i, h := range machinery.hooks {
		if items[i] != h {
			return true
		}
	}
	return false
}
