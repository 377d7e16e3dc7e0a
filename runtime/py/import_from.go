// This file implements from-imports: IMPORT_FROM with its error texts, and import *.

package py

// ImportFrom is IMPORT_FROM: the attribute of a module, or a submodule in sys.modules.
func ImportFrom(t *Thread, mod Value, name *Str) (Value, *Exc) {
	v, exc := LookupAttr(t, mod, name)
	if exc != nil || v.Bound() {
		return v, exc
	}
	modName, exc := LookupAttr(t, mod, Intern("__name__"))
	if exc != nil {
		return Value{}, exc
	}
	if modName.Bound() && modName.IsStr() && Modules != nil {
		full := NewStr(AsStr(modName).String() + "." + name.String())
		if v := Modules.GetStr(full); v.Bound() {
			return v, nil
		}
	}
	return Value{}, importFromError(t, mod, modName, name)
}

// ImportStar copies the public names of a module into a namespace.
func ImportStar(t *Thread, mod, locals Value) *Exc {
	all, exc := LookupAttr(t, mod, Intern("__all__"))
	if exc != nil {
		return exc
	}
	skipPrivate := all.IsUnbound()
	if skipPrivate {
		dict, exc := LookupAttr(t, mod, Intern("__dict__"))
		if exc != nil {
			return exc
		}
		if dict.IsUnbound() {
			return Errorf(ImportError, "from-import-* object has no __dict__ and no __all__")
		}
		if all, exc = CallMethod(t, dict, Intern("keys")); exc != nil {
			return exc
		}
	}
	names, exc := Collect(t, all)
	if exc != nil {
		return exc
	}
	for _, name := range names {
		if !name.IsStr() {
			return starNameError(t, mod, name, skipPrivate)
		}
		if skipPrivate && AsStr(name).Len() > 0 && AsStr(name).At(0) == '_' {
			continue
		}
		v, exc := GetAttr(t, mod, AsStr(name))
		if exc != nil {
			return exc
		}
		if exc := SetItem(t, locals, name, v); exc != nil {
			return exc
		}
	}
	return nil
}

func starNameError(t *Thread, mod, name Value, inDict bool) *Exc {
	modName, exc := GetAttr(t, mod, Intern("__name__"))
	if exc != nil {
		return exc
	}
	if !modName.IsStr() {
		return TypeErrorf("module __name__ must be a string, not %s", TypeName(modName))
	}
	if inDict {
		return TypeErrorf("Key in %s.__dict__ must be str, not %s", AsStr(modName).String(), TypeName(name))
	}
	return TypeErrorf("Item in %s.__all__ must be str, not %s", AsStr(modName).String(), TypeName(name))
}

// FunctionStr names a callable in the errors of calls with * and **: module.qualname().
func FunctionStr(t *Thread, fn Value) string {
	qualname, exc := LookupAttr(t, fn, Intern("__qualname__"))
	if exc != nil || qualname.IsUnbound() || !qualname.IsStr() {
		s, exc := StrOf(t, fn)
		if exc != nil {
			return "?"
		}
		return s.String()
	}
	text := AsStr(qualname).String() + "()"
	mod, exc := LookupAttr(t, fn, Intern("__module__"))
	if exc == nil && mod.Bound() && mod.IsStr() && AsStr(mod).String() != "builtins" {
		return AsStr(mod).String() + "." + text
	}
	return text
}
