// This file is the call of a class: making an instance and initialising it.

package py

// typeCall is type.__call__.
func typeCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	typ := AsType(self)
	if typ == TypeType {
		if len(args) == 1 && len(kw) == 0 {
			return args[0].Type().V(), nil
		}
		if len(args)-len(kw) != 3 && len(args)-len(kw) != 1 || len(args) == 1 {
			return Value{}, TypeErrorf("type() takes 1 or 3 arguments")
		}
	}
	s := &typ.Slots
	if s.New == nil {
		return Value{}, TypeErrorf("cannot create '%s' instances", typ.TpName())
	}
	if typ.plainNew() {
		return makeInstance(t, typ, args, kw)
	}
	obj, exc := s.New(t, typ, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	ot := obj.Type()
	if ot != typ && !ot.IsSubtype(typ) {
		return obj, nil
	}
	if init := ot.Slots.Init; init != nil {
		if exc := init(t, obj, args, kw); exc != nil {
			return Value{}, exc
		}
	}
	return obj, nil
}

// plainNew reports whether making an instance means allocating it and calling the __init__ that
// a class of the program defines.
func (typ *Type) plainNew() bool {
	return typ.Layout == LayoutInstance && typ.Flags&Abstract == 0 && funcWord(typ.Slots.New) == objectNewWord && funcWord(typ.Slots.Init) == slotInitWord
}

// bareNew reports whether making an instance means no more than allocating it.
func (typ *Type) bareNew() bool {
	return typ.Layout == LayoutInstance && typ.Flags&Abstract == 0 && funcWord(typ.Slots.New) == objectNewWord && funcWord(typ.Slots.Init) == objectInitWord
}

// pythonInit returns the __init__ function of a class for which plainNew holds, else nil.
func (typ *Type) pythonInit() *Function {
	if typ.initVersion == typ.Version && typ.Version != 0 {
		return typ.initFn
	}
	typ.initFn = nil
	if typ.plainNew() {
		if init := typ.Lookup(nameInit); init.Type() == FunctionType {
			typ.initFn = AsFunction(init)
		}
	}
	typ.initVersion = typ.VersionTag()
	return typ.initFn
}

// KnownInit is PythonInit if that is known already. It is small enough to be inlined.
func (typ *Type) KnownInit() *Function {
	if typ.initVersion != typ.Version || typ.Version == 0 {
		return nil
	}
	return typ.initFn
}

// Initialised returns the new instance obj, after its __init__ gave v and exc.
func Initialised(obj, v Value, exc *Exc) (Value, *Exc) { return initialised(obj, v, exc) }

// PythonInit is the __init__ of a class that defines one in Python, if making an instance means
// allocating it and calling that; else nil.
func (typ *Type) PythonInit() *Function { return typ.pythonInit() }

// initialised returns the new instance obj, after its __init__ gave v and exc.
func initialised(obj, v Value, exc *Exc) (Value, *Exc) {
	if exc != nil {
		return Value{}, exc
	}
	if !v.IsNone() {
		return Value{}, TypeErrorf("__init__() should return None, not '%s'", TypeName(v))
	}
	return obj, nil
}

// makeInstance is typeCall for a class that only defines __init__.
func makeInstance(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	obj := NewInstance(typ).V()
	init := typ.pythonInit()
	if init == nil {
		if exc := slotInit(t, obj, args, kw); exc != nil {
			return Value{}, exc
		}
		return obj, nil
	}
	full := t.PushArgs(len(args) + 1)
	full[0] = obj
	copy(full[1:], args)
	v, exc := functionCall(t, init.V(), full, kw)
	t.PopArgs(full)
	return initialised(obj, v, exc)
}

// sameInit and sameNew compare slot functions, which are top-level functions, by address.
func sameInit(a, b InitFunc) bool { return funcWord(a) == funcWord(b) }

func sameNew(a, b NewFunc) bool { return funcWord(a) == funcWord(b) }

// newMethod is the __new__ of all built-in types; its receiver is the type that it belongs to.
var newMethod = &Method{Name: "__new__", Sig: "($type, *args, **kwargs)",
	Doc: "Create and return a new object.  See help(type) for accurate signature."}

func init() { newMethod.FK = newWrapperCall }

// newWrapper makes the __new__ of a static type's dict.
func (typ *Type) newWrapper() Value {
	b := NewBuiltin(newMethod, typ.V(), Value{})
	AsBuiltin(b).Owner = typ
	return b
}

// newWrapperCall calls the New slot of the type self on behalf of type args[0], after checking
// that this is safe (tp_new_wrapper).
func newWrapperCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	owner := AsType(self)
	if len(args)-len(kw) < 1 {
		return Value{}, TypeErrorf("%s.__new__(): not enough arguments", owner.TpName())
	}
	typ := ClassOf(args[0])
	if typ == nil {
		return Value{}, TypeErrorf("%s.__new__(X): X is not a type object (%s)", owner.TpName(), TypeName(args[0]))
	}
	if !typ.IsSubtype(owner) {
		return Value{}, TypeErrorf("%s.__new__(%s): %s is not a subtype of %s", owner.TpName(), typ.TpName(), typ.TpName(), owner.TpName())
	}
	solid := typ
	for solid != nil && funcWord(solid.Slots.New) == slotNewWord {
		solid = solid.Base
	}
	if solid != nil && solid.Slots.New != nil && funcWord(solid.Slots.New) != funcWord(owner.Slots.New) {
		return Value{}, TypeErrorf("%s.__new__(%s) is not safe, use %s.__new__()", owner.TpName(), typ.TpName(), solid.TpName())
	}
	return owner.Slots.New(t, typ, args[1:], kw)
}

// AllocOf makes an empty instance of typ, a native type or a class derived from one.
func AllocOf(typ *Type) Value {
	v := typ.Alloc(typ)
	if typ.Flags&HasFinalizer != 0 && typ.Flags&dataSubclass != 0 {
		registerFinalizer(v)
	}
	return v
}

// dataSubclass are the flags of types whose own Alloc leaves __del__ of subclasses to AllocOf.
const dataSubclass = IntSubclass | FloatSubclass | ComplexSubclass | StrSubclass | BytesSubclass | ListSubclass | TupleSubclass | DictSubclass | SetSubclass
