// This file defines the Python side of type: its attributes and methods.

package py

// typeModule returns the class's __module__; unbound if its dict lost it.
func typeModule(t *Thread, typ *Type) (Value, *Exc) {
	if typ.Flags&HeapType != 0 {
		v := typ.Dict.GetStr(nameModule)
		if v.IsUnbound() {
			return Value{}, Errorf(AttributeError, "__module__")
		}
		return v, nil
	}
	if typ.Module != "" {
		return StrV(typ.Module), nil
	}
	return StrV("builtins"), nil
}

func typeRepr(t *Thread, self Value) (Value, *Exc) {
	typ := AsType(self)
	if len(typ.MRO) == 0 {
		return StrV("<class '" + typ.Name + "'>"), nil
	}
	mod, exc := typeModule(t, typ)
	if exc == nil && mod.IsStr() && AsStr(mod).String() != "builtins" {
		return StrV("<class '" + AsStr(mod).String() + "." + typ.QualName + "'>"), nil
	}
	return StrV("<class '" + typ.Name + "'>"), nil
}

func classAttr(name string, get func(t *Thread, typ *Type) (Value, *Exc), set func(t *Thread, typ *Type, v Value) *Exc) GetSet {
	g := GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return get(t, AsType(self)) }}
	g.Set = func(t *Thread, self, v Value) *Exc {
		typ := AsType(self)
		if set == nil {
			return AttributeErrorf(self, Intern(name), "attribute '%s' of 'type' objects is not writable", name)
		}
		if typ.Flags&ImmutableType != 0 {
			return TypeErrorf("cannot set '%s' attribute of immutable type '%s'", name, typ.TpName())
		}
		return set(t, typ, v)
	}
	return g
}

func typesTuple(types []*Type) Value {
	x := AllocTuple(len(types))
	for i, k := range types {
		x.Items[i] = k.V()
	}
	return x.V()
}

func noDelete(typ *Type, name string, v Value) *Exc {
	if v.IsUnbound() {
		return TypeErrorf("cannot delete '%s' attribute of type '%s'", name, typ.Name)
	}
	return nil
}

func typeSetName(t *Thread, typ *Type, v Value) *Exc {
	if exc := noDelete(typ, "__name__", v); exc != nil {
		return exc
	}
	if !v.IsStr() {
		return TypeErrorf("can only assign string to %s.__name__, not '%s'", typ.Name, TypeName(v))
	}
	typ.Name = AsStr(v).String()
	return nil
}

func typeSetQualname(t *Thread, typ *Type, v Value) *Exc {
	if exc := noDelete(typ, "__qualname__", v); exc != nil {
		return exc
	}
	if !v.IsStr() {
		return TypeErrorf("can only assign string to %s.__qualname__, not '%s'", typ.Name, TypeName(v))
	}
	typ.QualName = AsStr(v).String()
	return nil
}

func typeSetBases(t *Thread, typ *Type, v Value) *Exc {
	if exc := noDelete(typ, "__bases__", v); exc != nil {
		return exc
	}
	if !v.IsTuple() {
		return TypeErrorf("can only assign tuple to %s.__bases__, not %s", typ.Name, TypeName(v))
	}
	items := AsTuple(v).Items
	if len(items) == 0 {
		return TypeErrorf("can only assign non-empty tuple to %s.__bases__, not ()", typ.Name)
	}
	var bases []*Type
	for _, b := range items {
		k := ClassOf(b)
		if k == nil {
			return TypeErrorf("%s.__bases__ must be tuple of classes, not '%s'", typ.Name, TypeName(b))
		}
		if k.IsSubtype(typ) || k.hasBase(typ) {
			return TypeErrorf("a __bases__ item causes an inheritance cycle")
		}
		bases = append(bases, k)
	}
	best, exc := bestBase(items)
	if exc != nil {
		return exc
	}
	if typ.Base.solidBase() != best.solidBase() {
		return TypeErrorf("__bases__ assignment: '%s' object layout differs from '%s'", best.TpName(), typ.Base.TpName())
	}
	old, oldBase := typ.Bases, typ.Base
	typ.Bases, typ.Base = bases, best
	if exc := typ.rebuildMRO(t); exc != nil {
		typ.Bases, typ.Base = old, oldBase
		typ.rebuildMRO(t)
		return exc
	}
	for _, b := range old {
		b.removeSubclass(typ)
	}
	for _, b := range bases {
		b.addSubclass(typ)
	}
	bindingChanged()
	return nil
}

// rebuildMRO recomputes the MRO and slots of a class and its subclasses after its bases changed.
func (typ *Type) rebuildMRO(t *Thread) *Exc {
	typ.Modified()
	if exc := typ.computeMRO(t); exc != nil {
		return exc
	}
	typ.initHeapSlots()
	for _, sub := range typ.Subclasses() {
		if exc := sub.rebuildMRO(t); exc != nil {
			return exc
		}
	}
	return nil
}

func typeGetDoc(t *Thread, typ *Type) (Value, *Exc) {
	v := typ.OwnDict().GetStr(nameDoc)
	if v.IsUnbound() {
		return None, nil
	}
	if get := v.Type().Slots.DescrGet; get != nil {
		return get(t, v, Value{}, typ.V())
	}
	return v, nil
}

func typeGetAbstract(t *Thread, typ *Type) (Value, *Exc) {
	if typ != TypeType {
		if v := typ.OwnDict().GetStr(nameAbstractMethods); v.Bound() {
			return v, nil
		}
	}
	return Value{}, AttributeErrorf(typ.V(), nameAbstractMethods, "__abstractmethods__")
}

func typeSetAbstract(t *Thread, typ *Type, v Value) *Exc {
	if v.IsUnbound() {
		if !typ.SetOwn(nameAbstractMethods, v) {
			return Errorf(AttributeError, "__abstractmethods__")
		}
		typ.Flags &^= Abstract
		return nil
	}
	abstract, exc := Truth(t, v)
	if exc != nil {
		return exc
	}
	typ.SetOwn(nameAbstractMethods, v)
	typ.Flags &^= Abstract
	if abstract {
		typ.Flags |= Abstract
	}
	return nil
}

func typeGetText(t *Thread, typ *Type) (Value, *Exc) {
	if typ.static != nil {
		return docValue(typ.static.Sig), nil
	}
	return None, nil
}

func typeGetTypeParams(t *Thread, typ *Type) (Value, *Exc) {
	if v := typ.OwnDict().GetStr(nameTypeParams); v.Bound() {
		return v, nil
	}
	return emptyTuple.V(), nil
}

func setInDict(name *Str) func(t *Thread, typ *Type, v Value) *Exc {
	return func(t *Thread, typ *Type, v Value) *Exc {
		if exc := noDelete(typ, name.String(), v); exc != nil {
			return exc
		}
		typ.SetOwn(name, v)
		return nil
	}
}

func typeAttrs() []GetSet {
	str := func(get func(typ *Type) string) func(t *Thread, typ *Type) (Value, *Exc) {
		return func(t *Thread, typ *Type) (Value, *Exc) { return StrV(get(typ)), nil }
	}
	number := func(get func(typ *Type) int64) func(t *Thread, typ *Type) (Value, *Exc) {
		return func(t *Thread, typ *Type) (Value, *Exc) { return Int(get(typ)), nil }
	}
	return []GetSet{
		classAttr("__name__", str(func(typ *Type) string { return typ.Name }), typeSetName),
		classAttr("__qualname__", str(func(typ *Type) string { return typ.QualName }), typeSetQualname),
		classAttr("__bases__", func(t *Thread, typ *Type) (Value, *Exc) { return typesTuple(typ.Bases), nil }, typeSetBases),
		classAttr("__mro__", func(t *Thread, typ *Type) (Value, *Exc) { return typesTuple(typ.MRO), nil }, nil),
		classAttr("__base__", func(t *Thread, typ *Type) (Value, *Exc) {
			if typ.Base == nil {
				return None, nil
			}
			return typ.Base.V(), nil
		}, nil),
		classAttr("__module__", typeModule, setInDict(nameModule)),
		classAttr("__abstractmethods__", typeGetAbstract, typeSetAbstract),
		classAttr("__dict__", func(t *Thread, typ *Type) (Value, *Exc) { return NewMappingProxy(typ.OwnDict().V()), nil }, nil),
		classAttr("__doc__", typeGetDoc, setInDict(nameDoc)),
		classAttr("__text_signature__", typeGetText, nil),
		classAttr("__annotations__", typeGetAnnotations, typeSetAnnotations),
		classAttr("__annotate__", typeGetAnnotate, typeSetAnnotate),
		classAttr("__type_params__", typeGetTypeParams, setInDict(nameTypeParams)),
		classAttr("__basicsize__", number(func(typ *Type) int64 { return 16 }), nil),
		classAttr("__itemsize__", number(func(typ *Type) int64 { return 0 }), nil),
		classAttr("__flags__", number(typeFlagsValue), nil),
		classAttr("__dictoffset__", number(func(typ *Type) int64 { return int64(typ.DictOffset) }), nil),
		classAttr("__weakrefoffset__", number(func(typ *Type) int64 {
			if typ.HasWeakref {
				return 8
			}
			return 0
		}), nil),
	}
}

// typeFlagsValue translates the flags into CPython's tp_flags bits that programs test.
func typeFlagsValue(typ *Type) int64 {
	bits := int64(1 << 12) // READY
	for _, f := range [...]struct {
		flag TypeFlags
		bit  uint
	}{
		{SequencePattern, 5}, {MappingPattern, 6}, {DisallowNew, 7}, {ImmutableType, 8}, {HeapType, 9}, {BaseType, 10},
		{MethodDescrFlag, 17}, {Abstract, 20}, {IntSubclass, 24}, {ListSubclass, 25}, {TupleSubclass, 26},
		{BytesSubclass, 27}, {StrSubclass, 28}, {DictSubclass, 29}, {ExcSubclass, 30}, {TypeSubclass, 31},
	} {
		if typ.Flags&f.flag != 0 {
			bits |= 1 << f.bit
		}
	}
	return bits
}

func typeMRO(t *Thread, self Value) (Value, *Exc) {
	mro, exc := mergeMRO(AsType(self), AsType(self).Bases)
	if exc != nil {
		return Value{}, exc
	}
	return ListFrom(AsTuple(typesTuple(mro)).Items).V(), nil
}

func typeSubclasses(t *Thread, self Value) (Value, *Exc) {
	l := NewList()
	for _, k := range AsType(self).Subclasses() {
		l.Items = append(l.Items, k.V())
	}
	return l.V(), nil
}

func typePrepare(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return NewDict().V(), nil
}

func typeDir(t *Thread, self Value) (Value, *Exc) {
	d := NewDict()
	if exc := mergeClassDict(t, d, self); exc != nil {
		return Value{}, exc
	}
	return dictKeysList(d), nil
}

func typeOr(t *Thread, a, b Value) (Value, *Exc) { return UnionOr(t, a, b) }

func typeInstanceCheck(t *Thread, self, v Value) (Value, *Exc) {
	b, exc := realIsInstance(t, v, self)
	return Bool(b), exc
}

func typeSubclassCheck(t *Thread, self, v Value) (Value, *Exc) {
	b, exc := realIsSubclass(t, v, self)
	return Bool(b), exc
}

func defineType() {
	slots := Slots{New: typeNew, Init: typeInit, Call: typeCall, Repr: typeRepr, GetAttr: typeGetAttr, SetAttr: typeSetAttr}
	slots.Binary[OpOr] = typeOr
	define(TypeType, &StaticType{Name: "type", Flags: BaseType | TypeSubclass, Slots: slots, GetSet: typeAttrs(), Alloc: func(typ *Type) Value { return newHeapType(typ).V() },
		Doc:     "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
		Weakref: true,
		Methods: []Method{
			{Name: "mro", Sig: "()", F0: typeMRO, Doc: "Return a type's method resolution order."},
			{Name: "__subclasses__", Sig: "()", F0: typeSubclasses, Doc: "Return a list of immediate subclasses."},
			{Name: "__prepare__", Class: true, FK: typePrepare, Doc: "Create the namespace for the class statement"},
			{Name: "__instancecheck__", Sig: "(instance, /)", F1: typeInstanceCheck, Doc: "Check if an object is an instance."},
			{Name: "__subclasscheck__", Sig: "(subclass, /)", F1: typeSubclassCheck, Doc: "Check if a class is a subclass."},
			{Name: "__dir__", Sig: "()", F0: typeDir, Doc: "Specialized __dir__ implementation for types."},
			{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return Int(1000), nil }, Doc: "Return memory consumption of the type object."},
		}})
}

// typeGetAnnotate is type.__annotate__.
func typeGetAnnotate(t *Thread, typ *Type) (Value, *Exc) {
	if typ.Flags&HeapType == 0 {
		return Value{}, AttributeErrorf(typ.V(), nameAnnotate, "type object '%s' has no attribute '__annotate__'", typ.Name)
	}
	for _, name := range [...]*Str{nameAnnotate, nameAnnotateFunc} {
		v := typ.Dict.GetStr(name)
		if v.IsUnbound() {
			continue
		}
		if get := v.Type().Slots.DescrGet; get != nil {
			return get(t, v, Value{}, typ.V())
		}
		return v, nil
	}
	return None, nil
}

func typeSetAnnotate(t *Thread, typ *Type, v Value) *Exc {
	if v.IsUnbound() {
		return TypeErrorf("cannot delete __annotate__ attribute")
	}
	if !v.IsNone() && !Callable(v) {
		return TypeErrorf("__annotate__ must be callable or None")
	}
	typ.SetOwn(nameAnnotateFunc, v)
	if !v.IsNone() {
		typ.SetOwn(nameAnnotationsCache, Value{})
	}
	return nil
}

// typeGetAnnotations is type.__annotations__: what the annotate function of the class returns,
// kept in the class's dict.
func typeGetAnnotations(t *Thread, typ *Type) (Value, *Exc) {
	if typ.Flags&HeapType == 0 {
		return Value{}, AttributeErrorf(typ.V(), nameAnnotations, "type object '%s' has no attribute '__annotations__'", typ.Name)
	}
	for _, name := range [...]*Str{nameAnnotations, nameAnnotationsCache} {
		v := typ.Dict.GetStr(name)
		if v.IsUnbound() {
			continue
		}
		if get := v.Type().Slots.DescrGet; get != nil {
			return get(t, v, Value{}, typ.V())
		}
		return v, nil
	}
	annotate, exc := GetAttr(t, typ.V(), nameAnnotate)
	if exc != nil {
		return Value{}, exc
	}
	v := NewDict().V()
	if Callable(annotate) {
		if v, exc = Call1(t, annotate, Int(1)); exc != nil {
			return Value{}, exc
		}
		if !v.IsDict() {
			return Value{}, TypeErrorf("__annotate__ returned non-dict of type '%s'", TypeName(v))
		}
	}
	typ.SetOwn(nameAnnotationsCache, v)
	return v, nil
}

func typeSetAnnotations(t *Thread, typ *Type, v Value) *Exc {
	name := nameAnnotationsCache
	if typ.Dict.GetStr(nameAnnotations).Bound() {
		name = nameAnnotations
	}
	if !typ.SetOwn(name, v) && v.IsUnbound() {
		return AttributeErrorf(typ.V(), nameAnnotations, "__annotations__")
	}
	typ.SetOwn(nameAnnotate, Value{})
	typ.SetOwn(nameAnnotateFunc, Value{})
	return nil
}

// Callable reports whether v can be called.
func Callable(v Value) bool { return v.Type().Slots.Call != nil }

// hasBase reports whether base is on the solid line above typ, whatever the MRO says: a metaclass's
// mro() may run before the MRO is there.
func (typ *Type) hasBase(base *Type) bool {
	for k := typ; k != nil; k = k.Base {
		if k == base {
			return true
		}
	}
	return false
}
