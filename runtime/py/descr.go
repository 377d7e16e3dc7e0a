// This file defines the descriptors of native attributes: method_descriptor,
// classmethod_descriptor, getset_descriptor, member_descriptor.

package py

import (
	"strings"
	"unsafe"
)

// GetSetDescr is a computed attribute of a native type: getset_descriptor.
type GetSetDescr struct {
	Header
	Owner *Type
	def   *GetSet
}

func asGetSet(v Value) *GetSetDescr { return (*GetSetDescr)(v.ref) }

func newGetSetDescr(typ *Type, g *GetSet) Value {
	return Value{ref: unsafe.Pointer(&GetSetDescr{Header{GetSetDescrType}, typ, g})}
}

func getSetGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() {
		return self, nil
	}
	d := asGetSet(self)
	if exc := descrCheck(d.def.Name, d.Owner, obj); exc != nil {
		return Value{}, exc
	}
	if d.def.Get == nil {
		return Value{}, AttributeErrorf(obj, Intern(d.def.Name), "attribute '%s' of '%s' objects is not readable", d.def.Name, d.Owner.TpName())
	}
	return d.def.Get(t, obj)
}

func getSetSet(t *Thread, self, obj, v Value) *Exc {
	d := asGetSet(self)
	if exc := descrCheck(d.def.Name, d.Owner, obj); exc != nil {
		return exc
	}
	if d.def.Set == nil {
		return Errorf(AttributeError, "attribute '%s' of '%s' objects is not writable", d.def.Name, d.Owner.TpName())
	}
	return d.def.Set(t, obj, v)
}

func methodDescrGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() {
		return self, nil
	}
	d := AsMethodDescr(self)
	if exc := descrCheck(d.Method.Name, d.Owner, obj); exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(&Builtin{Header: Header{BuiltinType}, Method: d.Method, Self: obj, Owner: d.Owner})}, nil
}

func methodDescrCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	d := AsMethodDescr(self)
	if len(args)-len(kw) < 1 {
		return Value{}, TypeErrorf("unbound method %s.%s() needs an argument", d.Owner.TpName(), d.Method.Name)
	}
	if exc := descrCheck(d.Method.Name, d.Owner, args[0]); exc != nil {
		return Value{}, exc
	}
	return callMethodDef(t, d.Method, d.Owner, Value{}, args[0], args[1:], kw)
}

// classMethodDescrGet binds a native class method to the class.
func classMethodDescrGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	d := AsMethodDescr(self)
	if typ.IsUnbound() {
		if obj.IsUnbound() {
			return Value{}, TypeErrorf("descriptor '%s' for type '%s' needs either an object or a type", d.Method.Name, d.Owner.TpName())
		}
		typ = obj.Type().V()
	}
	k := ClassOf(typ)
	if k == nil {
		return Value{}, TypeErrorf("descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2", d.Method.Name, d.Owner.TpName(), TypeName(typ))
	}
	if !k.IsSubtype(d.Owner) {
		return Value{}, TypeErrorf("descriptor '%s' requires a subtype of '%s' but received '%s'", d.Method.Name, d.Owner.TpName(), k.TpName())
	}
	return Value{ref: unsafe.Pointer(&Builtin{Header: Header{BuiltinType}, Method: d.Method, Self: typ, Owner: d.Owner})}, nil
}

func classMethodDescrCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	d := AsMethodDescr(self)
	if len(args)-len(kw) < 1 {
		return Value{}, TypeErrorf("descriptor '%s' of '%s' object needs an argument", d.Method.Name, d.Owner.TpName())
	}
	bound, exc := classMethodDescrGet(t, self, Value{}, args[0])
	if exc != nil {
		return Value{}, exc
	}
	return Call(t, bound, args[1:], kw)
}

// descrQualname gives __qualname__ and __objclass__ of a descriptor.
func descrQualname(of func(v Value) (string, *Type)) []GetSet {
	return []GetSet{
		{Name: "__qualname__", Get: func(t *Thread, self Value) (Value, *Exc) {
			name, owner := of(self)
			return StrV(owner.QualName + "." + name), nil
		}},
		{Name: "__objclass__", Get: func(t *Thread, self Value) (Value, *Exc) {
			_, owner := of(self)
			return owner.V(), nil
		}},
	}
}

// descrReduce pickles a descriptor as getattr(class, name).
func descrReduce(of func(v Value) (string, *Type)) Method {
	return Method{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		name, owner := of(self)
		return NewTuple(builtinNamed("getattr"), NewTuple(owner.V(), StrV(name)).V()).V(), nil
	}}
}

func textAttr(name string, get func(v Value) string) GetSet {
	return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return docValue(get(self)), nil }}
}

// textSignature is __text_signature__ of a native method: with $self where it has a receiver.
func textSignature(m *Method, receiver string) string {
	if m.Sig == "" || receiver == "" || strings.HasPrefix(m.Sig, "($") {
		return m.Sig
	}
	rest := m.Sig[1:]
	switch {
	case rest == ")":
		return "($" + receiver + ", /)"
	case strings.Contains(rest, "/"):
		return "($" + receiver + ", " + rest
	}
	return "($" + receiver + ", /, " + rest
}

func defineDescriptors() {
	repr := func(format string, of func(v Value) (string, *Type)) UnaryFunc {
		return func(t *Thread, self Value) (Value, *Exc) {
			name, owner := of(self)
			return StrV("<" + format + " '" + name + "' of '" + owner.TpName() + "' objects>"), nil
		}
	}
	method := func(v Value) (string, *Type) { return AsMethodDescr(v).Method.Name, AsMethodDescr(v).Owner }
	methodAttrs := func(receiver string) []GetSet {
		return append(descrQualname(method),
			textAttr("__name__", func(v Value) string { return AsMethodDescr(v).Method.Name }),
			textAttr("__doc__", func(v Value) string { return AsMethodDescr(v).Method.Doc }),
			textAttr("__text_signature__", func(v Value) string { return textSignature(AsMethodDescr(v).Method, receiver) }))
	}
	define(MethodDescrType, &StaticType{Name: "method_descriptor", Flags: DisallowNew | MethodDescrFlag,
		Slots:  Slots{Call: methodDescrCall, DescrGet: methodDescrGet, Repr: repr("method", method)},
		GetSet: methodAttrs("self"), Methods: []Method{descrReduce(method)}})
	define(ClassMethodDescr, &StaticType{Name: "classmethod_descriptor", Flags: DisallowNew,
		Slots:  Slots{Call: classMethodDescrCall, DescrGet: classMethodDescrGet, Repr: repr("method", method)},
		GetSet: methodAttrs("type"), Methods: []Method{descrReduce(method)}})
	getset := func(v Value) (string, *Type) { return asGetSet(v).def.Name, asGetSet(v).Owner }
	define(GetSetDescrType, &StaticType{Name: "getset_descriptor", Flags: DisallowNew,
		Slots: Slots{DescrGet: getSetGet, DescrSet: getSetSet, Repr: repr("attribute", getset)},
		GetSet: append(descrQualname(getset),
			textAttr("__name__", func(v Value) string { return asGetSet(v).def.Name }),
			textAttr("__doc__", func(v Value) string { return asGetSet(v).def.Doc })),
		Methods: []Method{descrReduce(getset)}})
	member := func(v Value) (string, *Type) { return asMember(v).name, asMember(v).Owner }
	define(MemberDescrType, &StaticType{Name: "member_descriptor", Flags: DisallowNew,
		Slots: Slots{DescrGet: memberGet, DescrSet: memberSet, Repr: repr("member", member)},
		GetSet: append(descrQualname(member),
			textAttr("__name__", func(v Value) string { return asMember(v).name }),
			textAttr("__doc__", func(v Value) string { return asMember(v).doc })),
		Methods: []Method{descrReduce(member)}})
}

// dictGetSet is the __dict__ of instances of classes.
var dictGetSet = GetSet{Name: "__dict__", Get: getDict, Set: setDict, Doc: "dictionary for instance variables"}

var weakrefGetSet = GetSet{Name: "__weakref__", Doc: "list of weak references to the object",
	Get: func(t *Thread, self Value) (Value, *Exc) { return None, nil }}

// InstanceDict returns the dict of an object that has one, making it; nil for one that has none.
func InstanceDict(self Value) *Dict {
	typ := self.Type()
	switch {
	case !typ.HasDict:
		return nil
	case typ.Layout == LayoutInstance:
		return AsInstance(self).Dict(typ)
	}
	p := dictAt(self, typ)
	if *p == nil {
		*p = NewDict()
	}
	return *p
}

func getDict(t *Thread, self Value) (Value, *Exc) {
	if d := InstanceDict(self); d != nil {
		return d.V(), nil
	}
	return Value{}, AttributeErrorf(self, nameDict, "This object has no __dict__")
}

func setDict(t *Thread, self, v Value) *Exc {
	if v.Bound() && !v.IsDict() {
		return TypeErrorf("__dict__ must be set to a dictionary, not a '%s'", TypeName(v))
	}
	var d *Dict
	if v.Bound() {
		d = AsDict(v)
	}
	typ := self.Type()
	if !typ.HasDict {
		return AttributeErrorf(self, nameDict, "This object has no __dict__")
	}
	if typ.Layout == LayoutInstance {
		AsInstance(self).setDict(typ, d)
	} else {
		*dictAt(self, typ) = d
	}
	return nil
}

// DelStr deletes a str key; it reports whether it was there.
func (d *Dict) DelStr(name *Str) bool {
	if d.GetStr(name).IsUnbound() {
		return false
	}
	d.SetStr(name, Value{})
	return true
}

// DictAttr is the attribute __dict__ of a native type whose instances have one.
func DictAttr() GetSet { return dictGetSet }
