// This file implements classmethod and staticmethod.

package py

import "unsafe"

// WrappedMethod is a classmethod or staticmethod object: the callable and a dict.
type WrappedMethod struct {
	Header
	Ext
	fn Value
}

func asWrapped(v Value) *WrappedMethod { return (*WrappedMethod)(v.ref) }

// NewStaticMethod returns staticmethod(fn), without copying fn's attributes.
func NewStaticMethod(fn Value) Value {
	return Value{ref: unsafe.Pointer(&WrappedMethod{Header: Header{StaticMethodType}, fn: fn})}
}

// NewClassMethod returns classmethod(fn), without copying fn's attributes.
func NewClassMethod(fn Value) Value {
	return Value{ref: unsafe.Pointer(&WrappedMethod{Header: Header{ClassMethodType}, fn: fn})}
}

func wrappedAlloc(typ *Type) Value {
	return Value{ref: unsafe.Pointer(&WrappedMethod{Header: Header{typ}, fn: None})}
}

func wrappedNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return wrappedAlloc(typ), nil
}

func wrappedInit(name string) InitFunc {
	return func(t *Thread, self Value, args []Value, kw []*Str) *Exc {
		if len(kw) > 0 {
			return TypeErrorf("%s() takes no keyword arguments", name)
		}
		if exc := positional(name, len(args), 1, 1); exc != nil {
			return exc
		}
		if !asWrapped(self).fn.IsNone() {
			bindingChanged()
		}
		asWrapped(self).fn = args[0]
		return copyWrapperAttrs(t, self, args[0])
	}
}

// copyWrapperAttrs does what functools.update_wrapper does for the attributes that show.
func copyWrapperAttrs(t *Thread, self, fn Value) *Exc {
	for _, name := range [...]*Str{nameModule, nameName, nameQualname, nameDoc} {
		v, exc := LookupAttr(t, fn, name)
		if exc != nil {
			return exc
		}
		if v.Bound() {
			InstanceDict(self).SetStr(name, v)
		}
	}
	return nil
}

func classMethodGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if typ.IsUnbound() {
		typ = obj.Type().V()
	}
	return NewMethod(asWrapped(self).fn, typ), nil
}

func staticMethodGet(t *Thread, self, obj, typ Value) (Value, *Exc) { return asWrapped(self).fn, nil }

func staticMethodCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return Call(t, asWrapped(self).fn, args, kw)
}

func wrappedRepr(name string) UnaryFunc {
	return func(t *Thread, self Value) (Value, *Exc) {
		r, exc := Repr(t, asWrapped(self).fn)
		if exc != nil {
			return Value{}, exc
		}
		return StrV("<" + name + "(" + r.String() + ")>"), nil
	}
}

// wrappedAttrs are the attributes that classmethod and staticmethod share.
func wrappedAttrs() []GetSet {
	fn := func(t *Thread, self Value) (Value, *Exc) { return asWrapped(self).fn, nil }
	forward := func(name *Str) GetSet {
		return GetSet{Name: name.String(),
			Get: func(t *Thread, self Value) (Value, *Exc) {
				if v := InstanceDict(self).GetStr(name); v.Bound() {
					return v, nil
				}
				v, exc := GetAttr(t, asWrapped(self).fn, name)
				if exc == nil {
					InstanceDict(self).SetStr(name, v)
				}
				return v, exc
			},
			Set: func(t *Thread, self, v Value) *Exc {
				InstanceDict(self).SetStr(name, v)
				return nil
			}}
	}
	return []GetSet{
		{Name: "__func__", Get: fn}, {Name: "__wrapped__", Get: fn},
		{Name: "__isabstractmethod__", Get: func(t *Thread, self Value) (Value, *Exc) {
			b, exc := isAbstract(t, asWrapped(self).fn)
			return Bool(b), exc
		}},
		forward(nameAnnotations), forward(nameAnnotate), dictGetSet,
	}
}

// isAbstract is the truth of v.__isabstractmethod__.
func isAbstract(t *Thread, v Value) (bool, *Exc) {
	if v.IsUnbound() || v.IsNone() {
		return false, nil
	}
	a, exc := LookupAttr(t, v, nameAbstract)
	if exc != nil || a.IsUnbound() {
		return false, exc
	}
	return Truth(t, a)
}

func defineClassMethods() {
	template := func(name, doc string, slots Slots) *StaticType {
		slots.New, slots.Init, slots.Repr = wrappedNew, wrappedInit(name), wrappedRepr(name)
		return &StaticType{Name: name, Doc: doc, Flags: BaseType, Sig: "(function, /)", Slots: slots, Alloc: wrappedAlloc,
			ExtOffset: unsafe.Offsetof(WrappedMethod{}.Ext), HasDict: true, GetSet: wrappedAttrs(),
			Methods: []Method{{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: ClassGetItem}}}
	}
	define(ClassMethodType, template("classmethod", classMethodDoc, Slots{DescrGet: classMethodGet}))
	define(StaticMethodType, template("staticmethod", staticMethodDoc, Slots{DescrGet: staticMethodGet, Call: staticMethodCall}))
}

const classMethodDoc = `Convert a function to be a class method.

A class method receives the class as implicit first argument,
just like an instance method receives the instance.
To declare a class method, use this idiom:

  class C:
      @classmethod
      def f(cls, arg1, arg2, argN):
          ...

It can be called either on the class (e.g. C.f()) or on an instance
(e.g. C().f()).  The instance is ignored except for its class.
If a class method is called for a derived class, the derived class
object is passed as the implied first argument.

Class methods are different than C++ or Java static methods.
If you want those, see the staticmethod builtin.`

const staticMethodDoc = `Convert a function to be a static method.

A static method does not receive an implicit first argument.
To declare a static method, use this idiom:

     class C:
         @staticmethod
         def f(arg1, arg2, argN):
             ...

It can be called either on the class (e.g. C.f()) or on an instance
(e.g. C().f()). Both the class and the instance are ignored, and
neither is passed implicitly as the first argument to the method.

Static methods in Python are similar to those found in Java or C++.
For a more advanced concept, see the classmethod builtin.`

// ClassGetItem is the __class_getitem__ of generic native types.
func ClassGetItem(t *Thread, self, item Value) (Value, *Exc) { return NewGenericAlias(self, item), nil }
