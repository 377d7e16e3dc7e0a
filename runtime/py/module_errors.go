// This file explains why a module lacks a name: it may be unfinished because of a circular import, or hide
// another module that was meant.

package py

import (
	"fmt"
	"os"
	"path/filepath"
)

// ScriptDir is what start-up put first into sys.path for the program, nil if nothing: modules there may
// hide others by accident.
var ScriptDir *string

// IsStdlibName reports whether a module of the standard library has the name; start-up sets it.
var IsStdlibName = func(name string) bool { return false }

// moduleState is what the errors about a module tell.
type moduleState struct {
	name         string
	origin       Value // str, unbound if the module is in no file
	shadowing    bool  // it is where the program is
	stdlib       bool  // and has the name of a module of the standard library
	initializing bool
}

func moduleStateOf(t *Thread, name string, spec Value) moduleState {
	s := moduleState{name: name, initializing: specInitializing(t, spec)}
	if located, exc := LookupAttr(t, orNoneValue(spec), Intern("has_location")); exc == nil && located.Bound() {
		if yes, exc := Truth(t, located); exc == nil && yes {
			if v, exc := LookupAttr(t, spec, Intern("origin")); exc == nil && v.Bound() && v.IsStr() {
				s.setOrigin(v)
			}
		}
	}
	return s
}

func orNoneValue(v Value) Value {
	if v.IsUnbound() {
		return None
	}
	return v
}

func (s *moduleState) setOrigin(v Value) {
	s.origin = v
	s.shadowing = shadowing(AsStr(v).String())
	s.stdlib = s.shadowing && IsStdlibName(s.name)
}

func (s *moduleState) file() string { return AsStr(s.origin).String() }

// shadowing reports whether a module's file is directly in the directory of the program.
func shadowing(origin string) bool {
	if ScriptDir == nil {
		return false
	}
	root := filepath.Dir(origin)
	if filepath.Base(origin) == "__init__.py" {
		root = filepath.Dir(root)
	}
	dir := *ScriptDir
	if dir == "" {
		wd, err := os.Getwd()
		if err != nil {
			return false
		}
		dir = wd
	}
	return dir == root
}

const (
	hidesStdlib  = "consider renaming '%s' since it has the same name as the standard library module named '%s' and prevents importing that standard library module"
	hidesLibrary = "consider renaming '%s' if it has the same name as a library you intended to import"
)

// moduleAttrError is the AttributeError of a module.
func moduleAttrError(t *Thread, self Value, name *Str) *Exc {
	m := AsModule(self)
	modName, spec := m.Dict.GetStr(nameName), m.Dict.GetStr(nameSpec)
	if modName.IsUnbound() || !modName.IsStr() {
		return AttributeErrorf(self, name, "module has no attribute '%s'", name.String())
	}
	s := moduleStateOf(t, AsStr(modName).String(), spec)
	text := fmt.Sprintf("module '%s' has no attribute '%s'", s.name, name.String())
	switch {
	case s.stdlib:
		text += fmt.Sprintf(" ("+hidesStdlib+")", s.file(), s.name)
	case s.initializing && s.shadowing:
		text += fmt.Sprintf(" ("+hidesLibrary+")", s.file())
	case s.initializing && s.origin.Bound():
		text = fmt.Sprintf("partially initialized module '%s' from '%s' has no attribute '%s' (most likely due to a circular import)", s.name, s.file(), name.String())
	case s.initializing:
		text = fmt.Sprintf("partially initialized module '%s' has no attribute '%s' (most likely due to a circular import)", s.name, name.String())
	case uninitializedSubmodule(t, spec, name):
		text = fmt.Sprintf("cannot access submodule '%s' of module '%s' (most likely due to a circular import)", name.String(), s.name)
	}
	return AttributeErrorf(self, name, "%s", text)
}

// uninitializedSubmodule reports whether a package's submodule of that name is being imported.
func uninitializedSubmodule(t *Thread, spec Value, name *Str) bool {
	list, exc := LookupAttr(t, orNoneValue(spec), Intern("_uninitialized_submodules"))
	if exc != nil || list.IsUnbound() {
		return false
	}
	yes, exc := Contains(t, list, name.V())
	return exc == nil && yes
}

// importFromError explains why a name cannot be imported from a module.
func importFromError(t *Thread, mod, modName Value, name *Str) *Exc {
	from, nameValue := "<unknown module name>", Value{}
	if modName.Bound() && modName.IsStr() {
		from, nameValue = AsStr(modName).String(), modName
	}
	spec, _ := LookupAttr(t, mod, Intern("__spec__"))
	s := moduleStateOf(t, from, spec)
	if s.origin.IsUnbound() {
		if file, exc := LookupAttr(t, mod, Intern("__file__")); exc == nil && file.Bound() && file.IsStr() {
			s.setOrigin(file)
		}
	}
	text := fmt.Sprintf("cannot import name '%s' from '%s'", name.String(), from)
	switch {
	case s.stdlib:
		text += fmt.Sprintf(" ("+hidesStdlib+")", s.file(), from)
	case s.initializing && s.shadowing:
		text += fmt.Sprintf(" ("+hidesLibrary+")", s.file())
	case s.initializing:
		text = fmt.Sprintf("cannot import name '%s' from partially initialized module '%s' (most likely due to a circular import)", name.String(), from)
		if s.origin.Bound() {
			text += " (" + s.file() + ")"
		}
	case s.origin.Bound():
		text += " (" + s.file() + ")"
	default:
		text += " (unknown location)"
	}
	e := NewImportError(ImportError, text, nameValue, s.origin)
	e.Fields[ImportErrorNameFrom] = name.V()
	return e
}

func specInitializing(t *Thread, spec Value) bool {
	if spec.IsUnbound() || spec.IsNone() {
		return false
	}
	v, exc := LookupAttr(t, spec, Intern("_initializing"))
	if exc != nil || v.IsUnbound() {
		return false
	}
	b, exc := Truth(t, v)
	return exc == nil && b
}
