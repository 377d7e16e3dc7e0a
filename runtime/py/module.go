// This file implements module objects and makes modules of native definitions.

package py

import "unsafe"

// Module is a module object.
type Module struct {
	Header
	Dict *Dict
	Def  *ModuleDef // nil unless native
	// Executed tells that the Exec of a native module has run or is running.
	Executed bool
}

// ModuleDef describes a native module: its functions, types, and what else its body does.
type ModuleDef struct {
	Name, Doc string
	Methods   []Method
	Types     []*Type
	Exec      func(t *Thread, m *Module) *Exc
}

// Native names a native module; Def is called when it is first imported, so that the tables of
// the modules that a program does not use cost it nothing.
type Native struct {
	Name string
	Def  func() *ModuleDef
}

// V returns the module as a Value.
func (m *Module) V() Value { return Value{ref: unsafe.Pointer(m)} }

// AsModule returns v as a module; v must be one.
func AsModule(v Value) *Module { return (*Module)(v.ref) }

func moduleAlloc(typ *Type) Value { return (&Module{Header: Header{typ}, Dict: NewDict()}).V() }

// NewModule makes a module whose dict holds __name__, and __doc__, __package__, __loader__ and
// __spec__, which are None.
func NewModule(name *Str) *Module {
	m := AsModule(moduleAlloc(ModuleType))
	m.init(name.V(), None)
	return m
}

func (m *Module) init(name, doc Value) {
	m.Dict.SetStr(nameName, name)
	m.Dict.SetStr(nameDoc, doc)
	for _, n := range [...]*Str{namePackage, nameLoader, nameSpec} {
		m.Dict.SetStr(n, None)
	}
}

// NewModuleFromDef makes a native module with its functions and types in it; Exec has not run.
func NewModuleFromDef(t *Thread, def *ModuleDef) *Module {
	m := NewModule(Intern(def.Name))
	m.Def = def
	m.Dict.SetStr(nameDoc, docValue(def.Doc))
	name := StrV(def.Name)
	for i := range def.Methods {
		fn := &def.Methods[i]
		m.Dict.SetStr(Intern(fn.Name), NewBuiltin(fn, m.V(), name))
	}
	for _, typ := range def.Types {
		m.Dict.SetStr(Intern(typ.Name), typ.V())
	}
	return m
}

var moduleSig = Signature{Text: "(name, doc=None)"}

func moduleNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return moduleAlloc(typ), nil
}

func moduleInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	a, exc := BindArgs("module", &moduleSig, args, kw)
	if exc != nil {
		return exc
	}
	if !a[0].IsStr() {
		return TypeErrorf("module() argument 'name' must be str, not %s", TypeName(a[0]))
	}
	AsModule(self).init(a[0], boundOrNone(a[1]))
	return nil
}

// ModuleReprHook makes the repr of a module from its spec as importlib does; nil: by name only.
func moduleRepr(t *Thread, self Value) (Value, *Exc) {
	d := AsModule(self).Dict
	spec := d.GetStr(nameSpec)
	if spec.Bound() && !spec.IsNone() {
		name, exc := GetAttr(t, spec, Intern("name"))
		if exc != nil {
			return Value{}, exc
		}
		origin, exc := LookupAttr(t, spec, Intern("origin"))
		if exc != nil {
			return Value{}, exc
		}
		hasLocation, exc := LookupAttr(t, spec, Intern("has_location"))
		if exc != nil {
			return Value{}, exc
		}
		located := false
		if hasLocation.Bound() {
			if located, exc = Truth(t, hasLocation); exc != nil {
				return Value{}, exc
			}
		}
		loader, exc := LookupAttr(t, spec, Intern("loader"))
		if exc != nil {
			return Value{}, exc
		}
		return moduleText(t, name, origin, loader, located)
	}
	name := d.GetStr(nameName)
	if name.IsUnbound() {
		name = StrV("?")
	}
	file := d.GetStr(nameFile)
	return moduleText(t, name, file, boundOrNone(d.GetStr(nameLoader)), file.Bound())
}

func moduleText(t *Thread, name, origin, loader Value, located bool) (Value, *Exc) {
	r, exc := Repr(t, name)
	if exc != nil {
		return Value{}, exc
	}
	text := "<module " + r.String()
	if origin.IsUnbound() || origin.IsNone() {
		if loader.IsUnbound() || loader.IsNone() {
			return StrV(text + ">"), nil
		}
		r, exc := Repr(t, loader)
		if exc != nil {
			return Value{}, exc
		}
		return StrV(text + " (" + r.String() + ")>"), nil
	}
	if located {
		r, exc := Repr(t, origin)
		if exc != nil {
			return Value{}, exc
		}
		return StrV(text + " from " + r.String() + ">"), nil
	}
	s, exc := StrOf(t, origin)
	if exc != nil {
		return Value{}, exc
	}
	return StrV(text + " (" + s.String() + ")>"), nil
}

// moduleGetAttr is generic access, then the module's __getattr__.
func moduleGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	m := AsModule(self)
	if self.Type() == ModuleType && !isDunder(name) {
		if v := m.Dict.GetStr(name); v.Bound() {
			return v, nil
		}
	}
	v, exc := genericLookup(t, self, name)
	if v.Bound() || exc != nil && !exc.Matches(AttributeError) {
		return v, exc
	}
	if getattr := m.Dict.GetStr(nameGetAttr); getattr.Bound() {
		return Call1(t, getattr, name.V())
	}
	if exc != nil {
		return Value{}, exc
	}
	return Value{}, moduleAttrError(t, self, name)
}

func moduleDir(t *Thread, self Value) (Value, *Exc) {
	d := AsModule(self).Dict
	if fn := d.GetStr(nameDir); fn.Bound() {
		return Call0(t, fn)
	}
	return dictKeysList(d), nil
}

func moduleAnnotations(t *Thread, self Value) (Value, *Exc) {
	d := AsModule(self).Dict
	if v := d.GetStr(nameAnnotations); v.Bound() {
		return v, nil
	}
	v := NewDict().V()
	if fn := d.GetStr(nameAnnotate); fn.Bound() && Callable(fn) {
		var exc *Exc
		if v, exc = Call1(t, fn, Int(1)); exc != nil {
			return Value{}, exc
		}
		if !v.IsDict() {
			return Value{}, TypeErrorf("__annotate__ returned non-dict of type '%s'", TypeName(v))
		}
	}
	d.SetStr(nameAnnotations, v)
	return v, nil
}

func moduleDictAttr(name *Str, missing Value) GetSet {
	return GetSet{Name: name.String(),
		Get: func(t *Thread, self Value) (Value, *Exc) {
			if v := AsModule(self).Dict.GetStr(name); v.Bound() {
				return v, nil
			}
			return missing, nil
		},
		Set: func(t *Thread, self, v Value) *Exc {
			if v.IsUnbound() {
				return TypeErrorf("cannot delete %s attribute", name.String())
			}
			AsModule(self).Dict.SetStr(name, v)
			return nil
		}}
}

func defineModule() {
	define(ModuleType, &StaticType{Name: "module", Flags: BaseType, Sig: moduleSig.Text,
		Doc:   "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
		Slots: Slots{New: moduleNew, Init: moduleInit, GetAttr: moduleGetAttr, Repr: moduleRepr}, Alloc: moduleAlloc,
		DictOffset: unsafe.Offsetof(Module{}.Dict), HasDict: true, Weakref: true,
		Methods: []Method{{Name: "__dir__", Sig: "()", F0: moduleDir, Doc: "__dir__() -> list\nspecialized dir() implementation"}},
		GetSet: []GetSet{
			{Name: "__dict__", Get: getDict, Set: func(t *Thread, self, v Value) *Exc { return Errorf(AttributeError, "readonly attribute") }},
			{Name: "__annotations__", Get: moduleAnnotations, Set: func(t *Thread, self, v Value) *Exc {
				d := AsModule(self).Dict
				if v.IsUnbound() {
					if !d.DelStr(nameAnnotations) {
						return Errorf(AttributeError, "__annotations__")
					}
				} else {
					d.SetStr(nameAnnotations, v)
				}
				d.DelStr(nameAnnotate)
				return nil
			}},
			moduleDictAttr(nameAnnotate, None),
		}})
}
