// This file loads and stores names: globals, builtins, namespaces of bodies, closures.

package ops

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// NameError is the error of an unknown name.
func NameError(name *py.Str) *py.Exc {
	return py.NewNameError(py.NameError, name, "name '%s' is not defined")
}

// UnboundLocal is the error of reading local i, a localsplus index, before it is bound.
func UnboundLocal(c *py.CodeObject, i int) *py.Exc {
	return py.Errorf(py.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", localName(c, i).String())
}

// UnboundDeref is the error of reading an empty cell.
func UnboundDeref(c *py.CodeObject, i int) *py.Exc {
	if c.Full().LocalsPlusKinds[i]&code.CO_FAST_FREE == 0 {
		return UnboundLocal(c, i)
	}
	return py.NewNameError(py.NameError, localName(c, i),
		"cannot access free variable '%s' where it is not associated with a value in enclosing scope")
}

func localName(c *py.CodeObject, i int) *py.Str { return py.Intern(c.Full().LocalsPlusNames[i]) }

// StoreGlobal is STORE_GLOBAL.
func StoreGlobal(t *py.Thread, fn *py.Function, name *py.Str, v py.Value) *py.Exc {
	return fn.Globals.Set(t, name.V(), v)
}

// DeleteGlobal is DELETE_GLOBAL.
func DeleteGlobal(t *py.Thread, fn *py.Function, name *py.Str) *py.Exc {
	if fn.Globals.GetStr(name).IsUnbound() {
		return NameError(name)
	}
	return py.DelItem(t, fn.Globals.V(), name.V())
}

// GlobalOrBuiltin looks name up in the globals, then the builtins. The globals of a function may be an
// instance of a subclass of dict, which is asked like any mapping.
func GlobalOrBuiltin(t *py.Thread, fn *py.Function, name *py.Str) (py.Value, *py.Exc) {
	if v, exc := mappingGet(t, fn.Globals.V(), name); exc != nil || v.Bound() {
		return v, exc
	}
	if v := fn.Builtins.GetStr(name); v.Bound() {
		return v, nil
	}
	return py.Value{}, NameError(name)
}

// LoadName is LOAD_NAME in a namespace.
func LoadName(t *py.Thread, fn *py.Function, locals py.Value, name *py.Str) (py.Value, *py.Exc) {
	if locals.IsUnbound() {
		return py.Value{}, py.SystemErrorf("no locals")
	}
	return LoadFromDictOrGlobals(t, fn, locals, name)
}

// mappingGet returns m[name], unbound where a KeyError tells that there is none.
func mappingGet(t *py.Thread, m py.Value, name *py.Str) (py.Value, *py.Exc) {
	if m.Type() == py.DictType {
		return py.AsDict(m).GetStr(name), nil
	}
	v, exc := py.GetItem(t, m, name.V())
	if exc != nil && exc.Matches(py.KeyError) {
		return py.Value{}, nil
	}
	return v, exc
}

// LoadFromDictOrGlobals is LOAD_FROM_DICT_OR_GLOBALS.
func LoadFromDictOrGlobals(t *py.Thread, fn *py.Function, m py.Value, name *py.Str) (py.Value, *py.Exc) {
	if v, exc := mappingGet(t, m, name); exc != nil || v.Bound() {
		return v, exc
	}
	return GlobalOrBuiltin(t, fn, name)
}

// LoadFromDictOrDeref is LOAD_FROM_DICT_OR_DEREF for the cell of local i.
func LoadFromDictOrDeref(t *py.Thread, m, cell py.Value, c *py.CodeObject, i int) (py.Value, *py.Exc) {
	if v, exc := mappingGet(t, m, localName(c, i)); exc != nil || v.Bound() {
		return v, exc
	}
	if v := py.AsCell(cell).Value; v.Bound() {
		return v, nil
	}
	return py.Value{}, UnboundDeref(c, i)
}

// StoreName is STORE_NAME in a namespace.
func StoreName(t *py.Thread, locals py.Value, name *py.Str, v py.Value) *py.Exc {
	if locals.IsUnbound() {
		return py.SystemErrorf("no locals found when storing '%s'", name.String())
	}
	if locals.Type() == py.DictType {
		return py.AsDict(locals).Set(t, name.V(), v)
	}
	return py.SetItem(t, locals, name.V(), v)
}

// DeleteName is DELETE_NAME in a namespace.
func DeleteName(t *py.Thread, locals py.Value, name *py.Str) *py.Exc {
	if locals.IsUnbound() {
		return py.SystemErrorf("no locals when deleting '%s'", name.String())
	}
	exc := py.DelItem(t, locals, name.V())
	if exc != nil && exc.Matches(py.KeyError) {
		return NameError(name)
	}
	return exc
}

// LoadBuildClass is LOAD_BUILD_CLASS.
func LoadBuildClass(t *py.Thread, fn *py.Function) (py.Value, *py.Exc) {
	v := fn.Builtins.GetStr(nameBuildClass)
	if v.IsUnbound() {
		return v, py.Errorf(py.NameError, "__build_class__ not found")
	}
	return v, nil
}

// SetupAnnotations is SETUP_ANNOTATIONS in a namespace.
func SetupAnnotations(t *py.Thread, locals py.Value) *py.Exc {
	old, exc := mappingGet(t, locals, nameAnnotations)
	if exc != nil || old.Bound() {
		return exc
	}
	return py.SetItem(t, locals, nameAnnotations.V(), py.NewDict().V())
}

// ImportName is IMPORT_NAME: it calls the builtins' __import__; locals is the namespace of a
// body, or unbound.
func ImportName(t *py.Thread, fn *py.Function, locals py.Value, name *py.Str, level, fromlist py.Value) (py.Value, *py.Exc) {
	imp := fn.Builtins.GetStr(nameImport)
	if imp.IsUnbound() {
		return imp, py.Errorf(py.ImportError, "__import__ not found")
	}
	if locals.IsUnbound() {
		locals = py.None
	}
	args := t.PushArgs(5)
	args[0], args[1], args[2], args[3], args[4] = name.V(), fn.Globals.V(), locals, fromlist, level
	v, exc := py.Call(t, imp, args, nil)
	t.PopArgs(args)
	return v, exc
}

// Names that instructions look up.
var (
	nameBuildClass  = py.Intern("__build_class__")
	nameAnnotations = py.Intern("__annotations__")
	nameImport      = py.Intern("__import__")
	specialNames    = [...]*py.Str{py.Intern("__enter__"), py.Intern("__exit__"), py.Intern("__aenter__"), py.Intern("__aexit__")}
)
