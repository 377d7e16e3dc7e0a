// This file answers importlib's questions about native and frozen modules.

package imp

import (
	"adder/runtime/imp"
	"adder/runtime/py"
)

func isBuiltin(t *thread, self, v value) (value, *excp) {
	name, exc := nameArg("is_builtin", v)
	if exc != nil {
		return value{}, exc
	}
	switch {
	case imp.Natives[name] == nil:
		return py.Int(0), nil
	case name == "sys" || name == "builtins":
		return py.Int(-1), nil
	}
	return py.Int(1), nil
}

// createBuiltin returns the native module of a spec: the one that there is, or a new one.
func createBuiltin(t *thread, self, spec value) (value, *excp) {
	v, exc := py.GetAttr(t, spec, py.Intern("name"))
	if exc != nil {
		return value{}, exc
	}
	if !v.IsStr() {
		return value{}, py.TypeErrorf("name must be string, not %s", py.TypeName(v))
	}
	def := imp.Natives[py.AsStr(v).String()]
	if def == nil {
		return py.None, nil
	}
	if mod := py.Modules.GetStr(py.AsStr(v)); mod.Bound() && mod.Type() == py.ModuleType && py.AsModule(mod).Def != nil {
		return mod, nil
	}
	return py.NewModuleFromDef(t, def()).V(), nil
}

// execBuiltin runs what belongs to the body of a native module, once.
func execBuiltin(t *thread, self, mod value) (value, *excp) {
	if mod.Type() != py.ModuleType {
		return py.Int(0), nil
	}
	m := py.AsModule(mod)
	if m.Def == nil || m.Def.Exec == nil || m.Executed {
		return py.Int(0), nil
	}
	m.Executed = true
	return py.Int(0), m.Def.Exec(t, m)
}

func createDynamic(t *thread, self value, args []value) (value, *excp) {
	get := func(name string) (string, *excp) {
		v, exc := py.GetAttr(t, args[0], py.Intern(name))
		if exc != nil || !v.IsStr() {
			return "", exc
		}
		return py.AsStr(v).String(), nil
	}
	name, exc := get("name")
	if exc != nil {
		return value{}, exc
	}
	file, exc := get("origin")
	if exc != nil {
		return value{}, exc
	}
	return value{}, imp.ExtensionError(name, file)
}

func frozenNames(t *thread, self value) (value, *excp) { return strs(imp.FrozenNames()), nil }

func isFrozen(t *thread, self, v value) (value, *excp) {
	name, exc := nameArg("is_frozen", v)
	return py.Bool(exc == nil && imp.HasFrozen(name)), exc
}

// noFrozen is the error for a module that is not frozen.
func noFrozen(name string) *excp {
	return py.NewImportError(py.ImportError, "No such frozen object named "+name, py.StrV(name), value{})
}

func isFrozenPackage(t *thread, self, v value) (value, *excp) {
	name, exc := nameArg("is_frozen_package", v)
	if exc == nil && !imp.HasFrozen(name) {
		exc = noFrozen(name)
	}
	return py.Bool(exc == nil && imp.FrozenPackage(name)), exc
}

func findFrozen(t *thread, self value, args []value) (value, *excp) {
	name, exc := nameArg("find_frozen", args[0])
	if exc != nil {
		return value{}, exc
	}
	if !imp.HasFrozen(name) || imp.FrozenOrigin(name) != name && imp.StdlibDir == "" {
		return py.None, nil
	}
	return py.NewTuple(py.None, py.Bool(imp.FrozenPackage(name)), py.StrV(imp.FrozenOrigin(name))).V(), nil
}

func frozenObject(t *thread, self value, args []value) (value, *excp) {
	name, exc := nameArg("get_frozen_object", args[0])
	if exc != nil {
		return value{}, exc
	}
	if args[1].Bound() && !args[1].IsNone() {
		return value{}, py.NewImportError(py.ImportError, "Frozen object named "+name+" is invalid", args[0], value{})
	}
	if !imp.HasFrozen(name) {
		return value{}, noFrozen(name)
	}
	c, exc := imp.FrozenCode(t, name)
	if exc != nil {
		return value{}, exc
	}
	return c.V(), nil
}

// initFrozen imports a frozen module; None if there is none.
func initFrozen(t *thread, self, v value) (value, *excp) {
	name, exc := nameArg("init_frozen", v)
	if exc != nil {
		return value{}, exc
	}
	if !imp.HasFrozen(name) {
		return py.None, nil
	}
	return imp.Load(t, name)
}
