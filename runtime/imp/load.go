// This file loads what was found: native modules, compiled ones, source and bytecode.

package imp

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// Natives are the native modules by name; each is defined when it is first imported. Start-up
// fills it from the table of the program.
var Natives map[string]func() *py.ModuleDef

// CompiledModule is a module that was compiled into the program.
type CompiledModule struct {
	File    string // __file__
	Package bool
	Path    []string // __path__ of a package
	// Body is the code object of the module's body; nil for a namespace package.
	Body func() *py.CodeObject
	// Source is the text it was compiled from.
	Source func() ([]byte, error)
}

// Compiled are the modules that were compiled into the program, by name.
var Compiled map[string]*CompiledModule

// CompileHook compiles source; without it only bytecode can be loaded.
var CompileHook func(t *py.Thread, source []byte, filename string) (*code.Code, *py.Exc)

// loadNative makes a native module and runs its Exec.
func loadNative(t *py.Thread, name string, def *py.ModuleDef) (py.Value, *py.Exc) {
	mod := py.NewModuleFromDef(t, def)
	spec := newSpec(py.StrV(name), builtinImporterType.V(), py.StrV("built-in"))
	if exc := initModule(t, mod, name, spec); exc != nil {
		return py.Value{}, exc
	}
	key := py.NewStr(name).V()
	if exc := py.Modules.Set(t, key, mod.V()); exc != nil {
		return py.Value{}, exc
	}
	mod.Executed = true
	if def.Exec != nil {
		if exc := def.Exec(t, mod); exc != nil {
			_ = py.DelItem(t, py.Modules.V(), key)
			return py.Value{}, exc
		}
	}
	return loaded(t, name, mod)
}

// loaded returns what sys.modules holds for the name after a module was executed, since a
// module may replace itself.
func loaded(t *py.Thread, name string, mod *py.Module) (py.Value, *py.Exc) {
	v := py.Modules.GetStr(py.NewStr(name))
	if v.IsUnbound() {
		return v, py.NewExc(py.KeyError, py.StrV(name))
	}
	return v, nil
}

// initModule sets a module's attributes from its spec.
func initModule(t *py.Thread, mod *py.Module, name string, spec *Spec) *py.Exc {
	obj, exc := spec.object(t)
	if exc != nil {
		return exc
	}
	d := mod.Dict
	d.SetStr(nameName, py.StrV(name))
	d.SetStr(nameLoader, spec.Loader)
	d.SetStr(namePackage, py.StrV(spec.parent()))
	d.SetStr(nameSpec, obj)
	if spec.Locations.Bound() {
		d.SetStr(namePath, spec.Locations)
	}
	if spec.HasLocation {
		d.SetStr(nameFile, spec.Origin)
		if spec.Cached.Bound() {
			d.SetStr(nameCached, spec.Cached)
		}
	}
	return nil
}

// AfterLoad, if set, is called when a module's body has run.
var AfterLoad func(t *py.Thread, name string, mod py.Value) *py.Exc

// exec runs a module's body, with the module in sys.modules; it is taken out on failure.
func exec(t *py.Thread, name string, mod *py.Module, spec *Spec, c *py.CodeObject) (py.Value, *py.Exc) {
	key := py.NewStr(name).V()
	if exc := initModule(t, mod, name, spec); exc != nil {
		return py.Value{}, exc
	}
	spec.setInitializing(t, true)
	defer spec.setInitializing(t, false)
	if exc := py.Modules.Set(t, key, mod.V()); exc != nil {
		return py.Value{}, exc
	}
	if _, exc := RunBody(t, c, mod.Dict); exc != nil {
		_ = py.DelItem(t, py.Modules.V(), key)
		return py.Value{}, exc
	}
	if AfterLoad != nil {
		if exc := AfterLoad(t, name, mod.V()); exc != nil {
			return py.Value{}, exc
		}
	}
	return loaded(t, name, mod)
}

var nameBuiltins = py.Intern("__builtins__")

// RunBody executes a module's body with globals as its namespace.
func RunBody(t *py.Thread, c *py.CodeObject, globals *py.Dict) (py.Value, *py.Exc) {
	if globals.GetStr(nameBuiltins).IsUnbound() {
		globals.SetStr(nameBuiltins, py.Builtins.V())
	}
	fn := py.NewFunction(c, globals, py.Builtins)
	return c.Body(t, fn, globals.V())
}

// load makes a compiled module.
func (c *CompiledModule) load(t *py.Thread, name string) (py.Value, *py.Exc) {
	mod, spec := py.NewModule(py.NewStr(name)), c.spec(name)
	if c.Body == nil {
		if exc := initModule(t, mod, name, spec); exc != nil {
			return py.Value{}, exc
		}
		return mod.V(), py.Modules.Set(t, py.StrV(name), mod.V())
	}
	return exec(t, name, mod, spec, c.Body())
}

// spec describes the module.
func (c *CompiledModule) spec(name string) *Spec {
	if c.Body == nil {
		spec := newSpec(py.StrV(name), newLoader(namespaceLoaderType, name, "").V(), py.None)
		spec.Locations = pathList(c.Path)
		return spec
	}
	spec := newSpec(py.StrV(name), newLoader(sourceLoaderType, name, c.File).V(), py.StrV(c.File))
	spec.HasLocation = true
	if c.Package {
		spec.Locations = pathList(c.Path)
	}
	return spec
}

func pathList(dirs []string) py.Value {
	l := py.NewList()
	for _, dir := range dirs {
		l.Items = append(l.Items, py.StrV(dir))
	}
	return l.V()
}

// load loads a module from the file system.
func (f *found) load(t *py.Thread, name string) (py.Value, *py.Exc) {
	if f.extension {
		return py.Value{}, ExtensionError(name, f.file)
	}
	mod := py.NewModule(py.NewStr(name))
	spec := f.spec(name)
	if f.file == "" {
		if exc := initModule(t, mod, name, spec); exc != nil {
			return py.Value{}, exc
		}
		return mod.V(), py.Modules.Set(t, py.StrV(name), mod.V())
	}
	var c *py.CodeObject
	var exc *py.Exc
	if f.bytecode {
		c, exc = readBytecode(name, f.file)
	} else {
		c, exc = loadSource(t, f.file, py.AsStr(spec.Cached).String())
	}
	if exc != nil {
		return py.Value{}, exc
	}
	return exec(t, name, mod, spec, c)
}

// spec describes the module.
func (f *found) spec(name string) *Spec {
	if f.file == "" {
		spec := newSpec(py.StrV(name), newLoader(namespaceLoaderType, name, "").V(), py.None)
		spec.Locations = pathList(f.portions)
		return spec
	}
	typ, cached := sourceLoaderType, f.file
	if f.bytecode {
		typ = sourcelessLoaderType
	} else {
		cached = CacheFile(f.file)
	}
	spec := newSpec(py.StrV(name), newLoader(typ, name, f.file).V(), py.StrV(f.file))
	spec.HasLocation, spec.Cached = true, py.StrV(cached)
	if f.pkg != "" {
		spec.Locations = pathList([]string{f.pkg})
	}
	return spec
}
