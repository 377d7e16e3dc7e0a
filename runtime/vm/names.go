// This file loads and stores names: globals, builtins, namespaces of bodies, closures.

package vm

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

func nameError(name *py.Str) *py.Exc {
	return py.NewNameError(py.NameError, name, "name '%s' is not defined")
}

func (f *frame) localName(i int32) *py.Str {
	return py.Intern(f.p.code.Full().LocalsPlusNames[i])
}

func (f *frame) unboundLocal(i int32) *py.Exc {
	return py.NewNameError(py.UnboundLocalError, f.localName(i),
		"cannot access local variable '%s' where it is not associated with a value")
}

func (f *frame) unboundDeref(i int32) *py.Exc {
	if f.p.code.Full().LocalsPlusKinds[i]&code.CO_FAST_FREE == 0 {
		return f.unboundLocal(i)
	}
	return py.NewNameError(py.NameError, f.localName(i),
		"cannot access free variable '%s' where it is not associated with a value in enclosing scope")
}

// loadGlobal is the slow path of LOAD_GLOBAL: it fills the site.
func (f *frame) loadGlobal(in *instr) (py.Value, *py.Exc) {
	name := f.p.names[in.arg]
	v := in.site.fillGlobal(f.fn, name)
	if v.IsUnbound() {
		return v, nameError(name)
	}
	return v, nil
}

func (f *frame) storeGlobal(in *instr, v py.Value) *py.Exc {
	return f.fn.Globals.Set(f.t, f.p.names[in.arg].V(), v)
}

func (f *frame) deleteGlobal(in *instr) *py.Exc {
	name := f.p.names[in.arg]
	if f.fn.Globals.GetStr(name).IsUnbound() {
		return nameError(name)
	}
	return py.DelItem(f.t, f.fn.Globals.V(), name.V())
}

// globalOrBuiltin looks name up in the globals, then the builtins.
func (f *frame) globalOrBuiltin(name *py.Str) (py.Value, *py.Exc) {
	if v := f.fn.Globals.GetStr(name); v.Bound() {
		return v, nil
	}
	if v := f.fn.Builtins.GetStr(name); v.Bound() {
		return v, nil
	}
	return py.Value{}, nameError(name)
}

func (f *frame) loadName(in *instr) (py.Value, *py.Exc) {
	if f.locals.IsUnbound() {
		return py.Value{}, py.SystemErrorf("no locals")
	}
	return f.loadFromDictOrGlobals(in, f.locals)
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

func (f *frame) loadFromDictOrGlobals(in *instr, m py.Value) (py.Value, *py.Exc) {
	name := f.p.names[in.arg]
	if v, exc := mappingGet(f.t, m, name); exc != nil || v.Bound() {
		return v, exc
	}
	return f.globalOrBuiltin(name)
}

func (f *frame) loadFromDictOrDeref(in *instr, m py.Value) (py.Value, *py.Exc) {
	if v, exc := mappingGet(f.t, m, f.localName(in.arg)); exc != nil || v.Bound() {
		return v, exc
	}
	if v := py.AsCell(f.s[in.arg]).Value; v.Bound() {
		return v, nil
	}
	return py.Value{}, f.unboundDeref(in.arg)
}

func (f *frame) storeName(in *instr, v py.Value) *py.Exc {
	name := f.p.names[in.arg]
	if f.locals.IsUnbound() {
		return py.SystemErrorf("no locals found when storing '%s'", name.String())
	}
	if f.locals.Type() == py.DictType {
		return py.AsDict(f.locals).Set(f.t, name.V(), v)
	}
	return py.SetItem(f.t, f.locals, name.V(), v)
}

func (f *frame) deleteName(in *instr) *py.Exc {
	name := f.p.names[in.arg]
	if f.locals.IsUnbound() {
		return py.SystemErrorf("no locals when deleting '%s'", name.String())
	}
	exc := py.DelItem(f.t, f.locals, name.V())
	if exc != nil && exc.Matches(py.KeyError) {
		return nameError(name)
	}
	return exc
}

func (f *frame) loadLocals() (py.Value, *py.Exc) {
	if f.locals.IsUnbound() {
		return py.Value{}, py.SystemErrorf("no locals")
	}
	return f.locals, nil
}

func (f *frame) loadBuildClass() (py.Value, *py.Exc) {
	v := f.fn.Builtins.GetStr(nameBuildClass)
	if v.IsUnbound() {
		return v, py.Errorf(py.NameError, "__build_class__ not found")
	}
	return v, nil
}

func (f *frame) setupAnnotations() *py.Exc {
	old, exc := mappingGet(f.t, f.locals, nameAnnotations)
	if exc != nil || old.Bound() {
		return exc
	}
	return py.SetItem(f.t, f.locals, nameAnnotations.V(), py.NewDict().V())
}

func (f *frame) importName(in *instr, level, fromlist py.Value) (py.Value, *py.Exc) {
	name := f.p.names[in.arg]
	fn := f.fn.Builtins.GetStr(nameImport)
	if fn.IsUnbound() {
		return fn, py.Errorf(py.ImportError, "__import__ not found")
	}
	locals := f.locals
	if locals.IsUnbound() {
		locals = py.None
	}
	args := f.t.PushArgs(5)
	args[0], args[1], args[2], args[3], args[4] = name.V(), f.fn.Globals.V(), locals, fromlist, level
	v, exc := py.Call(f.t, fn, args, nil)
	f.t.PopArgs(args)
	return v, exc
}
