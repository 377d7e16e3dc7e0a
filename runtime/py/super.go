// This file implements super and the attribute load of LOAD_SUPER_ATTR.

package py

import (
	"unsafe"

	"adder/frontend/code"
)

// Super is a super object.
type Super struct {
	Header
	Ext
	class *Type // the class after which lookups start
	obj   Value // unbound: unbound super object
	typ   *Type // the type of obj, or obj itself if it is a class
}

func asSuper(v Value) *Super { return (*Super)(v.ref) }

func superAlloc(typ *Type) Value {
	s := &Super{}
	s.Header.typ = typ
	return Value{ref: unsafe.Pointer(s)}
}

func superNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return superAlloc(typ), nil
}

func superInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(kw) > 0 {
		return TypeErrorf("super() takes no keyword arguments")
	}
	if len(args) > 2 {
		return positional("super", len(args), 0, 2)
	}
	s := asSuper(self)
	var obj Value
	if len(args) == 0 {
		class, first, exc := callerClass(t)
		if exc != nil {
			return exc
		}
		s.class, obj = class, first
	} else {
		class := ClassOf(args[0])
		if class == nil {
			return TypeErrorf("super() argument 1 must be a type, not %s", TypeName(args[0]))
		}
		s.class = class
		if len(args) == 2 && !args[1].IsNone() {
			obj = args[1]
		}
	}
	if obj.Bound() {
		typ, exc := superCheck(t, s.class, obj)
		if exc != nil {
			return exc
		}
		s.obj, s.typ = obj, typ
	}
	return nil
}

// superCheck returns the type whose MRO super(class, obj) searches.
func superCheck(t *Thread, class *Type, obj Value) (*Type, *Exc) {
	if k := ClassOf(obj); k != nil && k.IsSubtype(class) {
		return k, nil
	}
	if obj.isInstanceOf(class) {
		return obj.Type(), nil
	}
	claimed, exc := LookupAttr(t, obj, nameClass)
	if exc != nil {
		return nil, exc
	}
	if claimed.Bound() {
		if k := ClassOf(claimed); k != nil && k != obj.Type() && k.IsSubtype(class) {
			return k, nil
		}
	}
	what, name := "instance of", TypeName(obj)
	if k := ClassOf(obj); k != nil {
		what, name = "type", k.TpName()
	}
	return nil, TypeErrorf("super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).", what, name, class.TpName())
}

// callerClass finds what super() without arguments stands for: __class__ and the first
// argument of the running function.
func callerClass(t *Thread) (*Type, Value, *Exc) {
	f := t.FrameAt(t.Depth() - 1)
	if f == nil {
		return nil, Value{}, RuntimeErrorf("super(): no current frame")
	}
	if f.Code.ArgCount == 0 {
		return nil, Value{}, RuntimeErrorf("super(): no arguments")
	}
	first := f.fastVar(0)
	if first.Bound() && first.Type() == CellType && f.Code.Full().LocalsPlusKinds[0]&code.CO_FAST_CELL != 0 {
		first = AsCell(first).Value
	}
	if first.IsUnbound() {
		return nil, Value{}, RuntimeErrorf("super(): arg[0] deleted")
	}
	full := f.Code.Full()
	for i, kind := range full.LocalsPlusKinds {
		if kind&code.CO_FAST_FREE == 0 || full.LocalsPlusNames[i] != "__class__" {
			continue
		}
		v := f.fastVar(i)
		if v.IsUnbound() {
			v = closureVar(f, i)
		}
		if v.IsUnbound() {
			return nil, Value{}, RuntimeErrorf("super(): empty __class__ cell")
		}
		class := ClassOf(v)
		if class == nil {
			return nil, Value{}, RuntimeErrorf("super(): __class__ is not a type (%s)", TypeName(v))
		}
		return class, first, nil
	}
	return nil, Value{}, RuntimeErrorf("super(): __class__ cell not found")
}

// closureVar returns free variable i of a frame from its function's closure.
func closureVar(f *Frame, i int) Value {
	if f.Fn == nil {
		return Value{}
	}
	n := len(f.Code.Full().LocalsPlusKinds) - len(f.Fn.Closure)
	if i < n {
		return Value{}
	}
	return f.Fn.Closure[i-n].Value
}

// superEntry remembers an answer of superFind for the state of a type that version identifies.
type superEntry struct {
	class   *Type
	name    *Str
	version uint32
	value   Value
}

var superMemos [512]superEntry

// superFind finds name in the MRO of typ after class.
func superFind(class, typ *Type, name *Str) Value {
	version := typ.VersionTag()
	i := (uint32(uintptr(unsafe.Pointer(name))>>5) ^ uint32(uintptr(unsafe.Pointer(class))>>6) ^ version*31) % uint32(len(superMemos))
	e := &superMemos[i]
	if e.class != class || e.name != name || e.version != version {
		*e = superEntry{class, name, version, superSearch(class, typ, name)}
	}
	return e.value
}

func superSearch(class, typ *Type, name *Str) Value {
	mro := typ.MRO
	for i, k := range mro {
		if k != class {
			continue
		}
		for _, k := range mro[i+1:] {
			if v := k.OwnDict().GetStr(name); v.Bound() {
				return v
			}
		}
		break
	}
	return Value{}
}

// superLookup is the attribute name of super(class, obj), unbound if there is none. typ is the
// type whose MRO is searched.
func superLookup(t *Thread, class *Type, obj Value, typ *Type, name *Str) (Value, *Exc) {
	v := superFind(class, typ, name)
	if v.IsUnbound() {
		return v, nil
	}
	if get := v.Type().Slots.DescrGet; get != nil {
		if obj == typ.V() {
			obj = Value{}
		}
		return get(t, v, obj, typ.V())
	}
	return v, nil
}

func superGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	s := asSuper(self)
	if s.typ == nil || name == nameClass {
		return GenericGetAttr(t, self, name)
	}
	v, exc := superLookup(t, s.class, s.obj, s.typ, name)
	if exc != nil || v.Bound() {
		return v, exc
	}
	v, exc = genericLookup(t, self, name)
	if exc == nil && v.IsUnbound() {
		return Value{}, AttributeErrorf(self, name, "'super' object has no attribute '%s'", name.String())
	}
	return v, exc
}

// LoadSuper is super(class, self).name. With method, a function comes unbound together with
// self as bound.
func LoadSuper(t *Thread, class *Type, self Value, name *Str, method bool) (fn, bound Value, exc *Exc) {
	typ, exc := superCheck(t, class, self)
	if exc != nil {
		return Value{}, Value{}, exc
	}
	if name != nameClass {
		v := superFind(class, typ, name)
		if v.Bound() {
			if method && v.Type().Flags&MethodDescrFlag != 0 && self != typ.V() {
				return v, self, nil
			}
			v, exc = superLookup(t, class, self, typ, name)
			return v, Value{}, exc
		}
	}
	obj := superAlloc(SuperType)
	s := asSuper(obj)
	s.class, s.obj, s.typ = class, self, typ
	fn, exc = superGetAttr(t, obj, name)
	return fn, Value{}, exc
}

func superGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	s := asSuper(self)
	if obj.IsUnbound() || obj.IsNone() || s.typ != nil {
		return self, nil
	}
	if self.Type() != SuperType {
		return Call2(t, self.Type().V(), s.class.V(), obj)
	}
	k, exc := superCheck(t, s.class, obj)
	if exc != nil {
		return Value{}, exc
	}
	v := superAlloc(SuperType)
	n := asSuper(v)
	n.class, n.obj, n.typ = s.class, obj, k
	return v, nil
}

func superRepr(t *Thread, self Value) (Value, *Exc) {
	s := asSuper(self)
	class := "NULL"
	if s.class != nil {
		class = s.class.TpName()
	}
	if s.typ == nil {
		return StrV("<super: <class '" + class + "'>, NULL>"), nil
	}
	return StrV("<super: <class '" + class + "'>, <" + s.typ.TpName() + " object>>"), nil
}

func defineSuper() {
	class := func(get func(s *Super) *Type) func(Value) Value {
		return func(self Value) Value {
			if k := get(asSuper(self)); k != nil {
				return k.V()
			}
			return None
		}
	}
	define(SuperType, &StaticType{Name: "super", Flags: BaseType, Sig: "(*args, **kwargs)",
		Slots: Slots{New: superNew, Init: superInit, GetAttr: superGetAttr, DescrGet: superGet, Repr: superRepr},
		Alloc: superAlloc, ExtOffset: unsafe.Offsetof(Super{}.Ext),
		Doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
		Members: []Member{
			{Name: "__thisclass__", Get: class(func(s *Super) *Type { return s.class }), Doc: "the class invoking super()"},
			{Name: "__self_class__", Get: class(func(s *Super) *Type { return s.typ }), Doc: "the type of the instance invoking super(); may be None"},
			{Name: "__self__", Get: func(self Value) Value { return boundOrNone(asSuper(self).obj) }, Doc: "the instance invoking super(); may be None"},
		}})
}
