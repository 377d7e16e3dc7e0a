// This file implements __import__: resolving names, sys.modules, parents and from-lists.

package imp

import (
	"strings"

	"adder/runtime/py"
)

// Names that importing looks up.
var (
	nameName    = py.Intern("__name__")
	namePath    = py.Intern("__path__")
	nameSpec    = py.Intern("__spec__")
	namePackage = py.Intern("__package__")
	nameLoader  = py.Intern("__loader__")
	nameFile    = py.Intern("__file__")
	nameCached  = py.Intern("__cached__")
	nameAll     = py.Intern("__all__")
	nameParent  = py.Intern("parent")
)

// Import is __import__(name, globals, locals, fromlist, level): globals may be unbound or None,
// fromlist unbound for none.
func Import(t *py.Thread, name *py.Str, globals, fromlist py.Value, level int) (py.Value, *py.Exc) {
	v, exc := importName(t, name, globals, fromlist, level)
	if exc != nil {
		trimTraceback(exc)
	}
	return v, exc
}

func importName(t *py.Thread, name *py.Str, globals, fromlist py.Value, level int) (py.Value, *py.Exc) {
	abs := name.String()
	if level > 0 {
		pkg, exc := packageOf(t, globals)
		if exc != nil {
			return py.Value{}, exc
		}
		if abs, exc = resolve(abs, pkg, level); exc != nil {
			return py.Value{}, exc
		}
	} else if abs == "" {
		return py.Value{}, py.ValueErrorf("Empty module name")
	}
	mod, exc := Load(t, abs)
	if exc != nil {
		return py.Value{}, exc
	}
	if fromlist.Bound() {
		has, exc := py.Truth(t, fromlist)
		if exc != nil {
			return py.Value{}, exc
		}
		if has {
			return fromList(t, mod, fromlist)
		}
	}
	return topLevel(t, name.String(), abs, mod, level)
}

// topLevel returns what "import a.b.c" binds: the module of the first part of the name.
func topLevel(t *py.Thread, name, abs string, mod py.Value, level int) (py.Value, *py.Exc) {
	front, _, dotted := strings.Cut(name, ".")
	if name == "" || !dotted {
		return mod, nil
	}
	if level == 0 {
		return Load(t, front)
	}
	to := abs[:len(abs)-(len(name)-len(front))]
	v := py.Modules.GetStr(py.NewStr(to))
	if v.IsUnbound() {
		return v, py.NewExc(py.KeyError, py.StrV(to+" not in sys.modules as expected"))
	}
	return v, nil
}

// packageOf computes the package that a relative import starts from.
func packageOf(t *py.Thread, globals py.Value) (string, *py.Exc) {
	if globals.IsUnbound() || globals.IsNone() {
		return "", py.NewExc(py.KeyError, py.StrV("'__name__' not in globals"))
	}
	if globals.Type().Flags&py.DictSubclass == 0 {
		return "", py.TypeErrorf("globals must be a dict")
	}
	g := py.AsDict(globals)
	pkg, spec := g.GetStr(namePackage), g.GetStr(nameSpec)
	if pkg.Bound() && !pkg.IsNone() {
		if !pkg.IsStr() {
			return "", py.TypeErrorf("package must be a string")
		}
		return py.AsStr(pkg).String(), nil
	}
	if spec.Bound() && !spec.IsNone() {
		parent, exc := py.GetAttr(t, spec, nameParent)
		if exc != nil {
			return "", exc
		}
		if !parent.IsStr() {
			return "", py.TypeErrorf("__spec__.parent must be a string")
		}
		return py.AsStr(parent).String(), nil
	}
	if exc := py.Warn(t, py.ImportWarning, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", 1); exc != nil {
		return "", exc
	}
	name := g.GetStr(nameName)
	if name.IsUnbound() {
		return "", py.NewExc(py.KeyError, py.StrV("'__name__' not in globals"))
	}
	if !name.IsStr() {
		return "", py.TypeErrorf("__name__ must be a string")
	}
	s := py.AsStr(name).String()
	if g.GetStr(namePath).IsUnbound() {
		s = s[:max(strings.LastIndexByte(s, '.'), 0)]
	}
	return s, nil
}

func resolve(name, pkg string, level int) (string, *py.Exc) {
	if pkg == "" {
		return "", py.Errorf(py.ImportError, "attempted relative import with no known parent package")
	}
	for range level - 1 {
		i := strings.LastIndexByte(pkg, '.')
		if i < 0 {
			return "", py.Errorf(py.ImportError, "attempted relative import beyond top-level package")
		}
		pkg = pkg[:i]
	}
	if name == "" {
		return pkg, nil
	}
	return pkg + "." + name, nil
}

// fromList imports the submodules that a from-import names.
func fromList(t *py.Thread, mod, fromlist py.Value) (py.Value, *py.Exc) {
	path, exc := py.LookupAttr(t, mod, namePath)
	if exc != nil {
		return py.Value{}, exc
	}
	if path.IsUnbound() {
		return mod, nil
	}
	return mod, loadNames(t, mod, fromlist, false)
}

func loadNames(t *py.Thread, mod, names py.Value, recursive bool) *py.Exc {
	items, exc := py.Collect(t, names)
	if exc != nil {
		return exc
	}
	for _, item := range items {
		if !item.IsStr() {
			return fromListError(t, mod, item, recursive)
		}
		x := py.AsStr(item)
		if x.String() == "*" {
			if recursive {
				continue
			}
			all, exc := py.LookupAttr(t, mod, nameAll)
			if exc != nil {
				return exc
			}
			if all.Bound() {
				if exc := loadNames(t, mod, all, true); exc != nil {
					return exc
				}
			}
			continue
		}
		v, exc := py.LookupAttr(t, mod, x)
		if exc != nil {
			return exc
		}
		if v.IsUnbound() {
			if exc := loadSubmodule(t, mod, x); exc != nil {
				return exc
			}
		}
	}
	return nil
}

// loadSubmodule imports mod.x; that there is no such module is not an error.
func loadSubmodule(t *py.Thread, mod py.Value, x *py.Str) *py.Exc {
	modName, exc := py.GetAttr(t, mod, nameName)
	if exc != nil {
		return exc
	}
	full := py.AsStr(modName).String() + "." + x.String()
	_, exc = Load(t, full)
	if exc != nil && exc.Matches(py.ModuleNotFoundError) {
		if n := exc.Field(py.ImportErrorName); n.IsStr() && py.AsStr(n).String() == full && !py.Modules.GetStr(py.NewStr(full)).Bound() {
			return nil
		}
	}
	return exc
}

func fromListError(t *py.Thread, mod, item py.Value, recursive bool) *py.Exc {
	where := "``from list''"
	if recursive {
		name, exc := py.GetAttr(t, mod, nameName)
		if exc != nil {
			return exc
		}
		where = py.AsStr(name).String() + ".__all__"
	}
	return py.TypeErrorf("Item in %s must be str, not %s", where, item.Type().Name)
}

// Load returns the module with that absolute name, importing it if need be.
func Load(t *py.Thread, name string) (py.Value, *py.Exc) {
	mod := py.Modules.GetStr(py.NewStr(name))
	switch {
	case mod.IsUnbound():
		return findAndLoad(t, name)
	case mod.IsNone():
		return py.Value{}, notFound(name, "import of "+name+" halted; None in sys.modules")
	}
	if len(moduleLocks) > 0 || machinery != nil {
		if exc := await(t, name, mod); exc != nil {
			return py.Value{}, exc
		}
	}
	return mod, nil
}

func notFound(name, message string) *py.Exc {
	return py.NewImportError(py.ModuleNotFoundError, message, py.StrV(name), py.Value{})
}

// findAndLoad imports a module under its lock.
func findAndLoad(t *py.Thread, name string) (py.Value, *py.Exc) {
	l, exc := lockModule(t, name)
	if exc != nil {
		return py.Value{}, exc
	}
	defer l.unlock(name)
	if mod := py.Modules.GetStr(py.NewStr(name)); mod.Bound() {
		if mod.IsNone() {
			return py.Value{}, notFound(name, "import of "+name+" halted; None in sys.modules")
		}
		return mod, nil // another thread has imported it meanwhile
	}
	return findAndLoadUnlocked(t, name)
}

// uninitialized returns the list of a package's submodules that are being imported, by which the error
// of a missing attribute is explained; nil if there is none.
func uninitialized(t *py.Thread, parent py.Value) *py.List {
	if parent.IsUnbound() || parent.Type() != py.ModuleType {
		return nil
	}
	spec := py.AsModule(parent).Dict.GetStr(nameSpec)
	if spec.IsUnbound() || spec.IsNone() {
		return nil
	}
	v, exc := py.LookupAttr(t, spec, py.Intern("_uninitialized_submodules"))
	if exc != nil || v.IsUnbound() || !v.IsList() {
		return nil
	}
	return py.AsList(v)
}

// auditImport raises the event of an import that is not answered by sys.modules.
func auditImport(t *py.Thread, name string) *py.Exc {
	if len(py.AuditHooks) == 0 {
		return nil
	}
	get := func(name string) py.Value { return orNone(py.SysGet(name)) }
	return py.Audit(t, "import", py.StrV(name), py.None, get("path"), get("meta_path"), get("path_hooks"))
}

// findAndLoadUnlocked imports the parent, finds the module on its path and loads it.
func findAndLoadUnlocked(t *py.Thread, name string) (py.Value, *py.Exc) {
	if exc := auditImport(t, name); exc != nil {
		return py.Value{}, exc
	}
	path, parentModule := py.Value{}, py.Value{}
	parent, child := "", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent, child = name[:i], name[i+1:]
		if _, exc := Load(t, parent); exc != nil {
			return py.Value{}, exc
		}
		if mod := py.Modules.GetStr(py.NewStr(name)); mod.Bound() {
			return mod, nil
		}
		var exc *py.Exc
		parentModule = py.Modules.GetStr(py.NewStr(parent))
		if path, exc = py.LookupAttr(t, parentModule, namePath); exc != nil {
			return py.Value{}, exc
		}
		if path.IsUnbound() {
			return py.Value{}, notFound(name, "No module named '"+name+"'; '"+parent+"' is not a package")
		}
	}
	pending := uninitialized(t, parentModule)
	if pending != nil {
		pending.Items = append(pending.Items, py.StrV(child))
	}
	mod, exc := find(t, name, path)
	if pending != nil && len(pending.Items) > 0 {
		pending.Items = pending.Items[:len(pending.Items)-1]
	}
	if exc != nil {
		return py.Value{}, exc
	}
	if parentModule.Bound() {
		if exc := py.SetAttr(t, parentModule, py.Intern(child), mod); exc != nil {
			if !exc.Matches(py.AttributeError) {
				return py.Value{}, exc
			}
			if exc := py.Warn(t, py.ImportWarning, "Cannot set an attribute on '"+parent+"' for child module '"+child+"'", 1); exc != nil {
				return py.Value{}, exc
			}
		}
	}
	return mod, nil
}
