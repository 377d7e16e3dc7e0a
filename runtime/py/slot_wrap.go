// This file defines wrapper_descriptor and method-wrapper, the objects through which Python
// code calls the slots of built-in types, and the adaptors between the two worlds.

package py

import "unsafe"

// WrapperDescr is a slot of a built-in type seen as a method.
type WrapperDescr struct {
	Header
	Owner *Type
	group *slotGroup
	def   *slotName
	fn    unsafe.Pointer
}

func asWrapper(v Value) *WrapperDescr { return (*WrapperDescr)(v.ref) }

// asWrapperOf returns v as a wrapper_descriptor, nil if it is none.
func asWrapperOf(v Value) *WrapperDescr {
	if v.Bound() && v.Type() == WrapperDescrType {
		return asWrapper(v)
	}
	return nil
}

// V returns the descriptor as a Value.
func (w *WrapperDescr) V() Value { return Value{ref: unsafe.Pointer(w)} }

// slots returns the slots of which fn is one.
func (w *WrapperDescr) slots() *Slots { return &w.Owner.Slots }

// MethodWrapper is a wrapper_descriptor bound to an object: method-wrapper.
type MethodWrapper struct {
	Header
	descr *WrapperDescr
	self  Value
}

func asMethodWrapper(v Value) *MethodWrapper { return (*MethodWrapper)(v.ref) }

func wrapperCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	w := asWrapper(self)
	recv, exc := receiver(w.def.name, w.Owner, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	return w.call(t, recv, args[1:], kw)
}

func (w *WrapperDescr) call(t *Thread, recv Value, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 && w.def.sig != sigAny {
		return Value{}, TypeErrorf("wrapper %s() takes no keyword arguments", w.def.name)
	}
	// A slot may come back here without any Python code in between (__repr__ = object.__str__).
	if exc := t.EnterNative(" while calling a Python object"); exc != nil {
		return Value{}, exc
	}
	v, exc := w.def.wrap(t, w.fn, recv, args, kw)
	t.LeaveNative()
	return v, exc
}

// receiver checks the receiver of an unbound method of a built-in type.
func receiver(name string, owner *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(args)-len(kw) < 1 {
		return Value{}, TypeErrorf("descriptor '%s' of '%s' object needs an argument", name, owner.TpName())
	}
	if self := args[0]; !self.isInstanceOf(owner) {
		return Value{}, TypeErrorf("descriptor '%s' requires a '%s' object but received a '%s'", name, owner.TpName(), TypeName(self))
	}
	return args[0], nil
}

func wrapperGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() {
		return self, nil
	}
	w := asWrapper(self)
	if exc := descrCheck(w.def.name, w.Owner, obj); exc != nil {
		return Value{}, exc
	}
	return Value{ref: unsafe.Pointer(&MethodWrapper{Header{MethodWrapperType}, w, obj})}, nil
}

// descrCheck reports that a descriptor was asked for on an object of another type.
func descrCheck(name string, owner *Type, obj Value) *Exc {
	if obj.isInstanceOf(owner) {
		return nil
	}
	return TypeErrorf("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name, owner.TpName(), TypeName(obj))
}

func methodWrapperCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	m := asMethodWrapper(self)
	return m.descr.call(t, m.self, args, kw)
}

func wrapArgs(args []Value, n int) *Exc {
	if len(args) == n {
		return nil
	}
	return TypeErrorf("expected %d argument%s, got %d", n, plural(n), len(args))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func wrapUnary(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	return asFunc[UnaryFunc](fn)(t, self)
}

func wrapNext(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	t.StopValue = Value{}
	v, exc := asFunc[UnaryFunc](fn)(t, self)
	if exc == nil && v.IsUnbound() {
		return Value{}, StopIterationOf(t.StopValue)
	}
	return v, exc
}

func wrapBinary(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	return asFunc[BinaryFunc](fn)(t, self, args[0])
}

func wrapBinaryR(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	return asFunc[BinaryFunc](fn)(t, args[0], self)
}

func wrapPow(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := positional("", len(args), 1, 2); exc != nil {
		return Value{}, exc
	}
	if len(args) == 2 && !args[1].IsNone() {
		if pow := self.Type().Slots.Pow; pow != nil {
			return pow(t, self, args[0], args[1])
		}
		return NotImplemented, nil
	}
	return asFunc[BinaryFunc](fn)(t, self, args[0])
}

func wrapPowR(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := positional("", len(args), 1, 2); exc != nil {
		return Value{}, exc
	}
	if len(args) == 2 && !args[1].IsNone() {
		if pow := args[0].Type().Slots.Pow; pow != nil {
			return pow(t, args[0], self, args[1])
		}
		return NotImplemented, nil
	}
	return asFunc[BinaryFunc](fn)(t, args[0], self)
}

func wrapRepeat(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	n, exc := IndexInt(t, args[0], OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	return asFunc[func(*Thread, Value, int) (Value, *Exc)](fn)(t, self, n)
}

func wrapCompare(op CmpOp) wrapFunc {
	return func(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
		if exc := wrapArgs(args, 1); exc != nil {
			return Value{}, exc
		}
		return asFunc[CompareFunc](fn)(t, self, args[0], op)
	}
}

func wrapInquiry(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	b, exc := asFunc[InquiryFunc](fn)(t, self)
	return Bool(b), exc
}

func wrapLen(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	n, exc := asFunc[LenFunc](fn)(t, self)
	return Int(int64(n)), exc
}

func wrapHash(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	h, exc := asFunc[HashFunc](fn)(t, self)
	return Int(h), exc
}

func wrapContains(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	b, exc := asFunc[ContainsFunc](fn)(t, self, args[0])
	return Bool(b), exc
}

func wrapSetItem(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 2); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[SetItemFunc](fn)(t, self, args[0], args[1])
}

func wrapDelItem(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[SetItemFunc](fn)(t, self, args[0], Value{})
}

func attrName(v Value) (*Str, *Exc) {
	if !v.IsStr() {
		return nil, TypeErrorf("attribute name must be string, not '%s'", TypeName(v))
	}
	return internKey(AsStr(v)), nil
}

func wrapGetAttr(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	name, exc := attrName(args[0])
	if exc != nil {
		return Value{}, exc
	}
	return asFunc[GetAttrFunc](fn)(t, self, name)
}

// hackcheck keeps object.__setattr__ and the like from changing objects behind the back of
// their own class.
func hackcheck(self Value, fn unsafe.Pointer, what string) *Exc {
	typ := self.Type()
	for _, k := range typ.MRO {
		if k.Flags&HeapType != 0 {
			continue
		}
		if k.Slots.SetAttr != nil && funcWord(k.Slots.SetAttr) != fn {
			return TypeErrorf("can't apply this %s to %s object", what, typ.TpName())
		}
		break
	}
	return nil
}

func wrapSetAttr(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 2); exc != nil {
		return Value{}, exc
	}
	name, exc := attrName(args[0])
	if exc != nil {
		return Value{}, exc
	}
	if exc := hackcheck(self, fn, "__setattr__"); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[SetAttrFunc](fn)(t, self, name, args[1])
}

func wrapDelAttr(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	name, exc := attrName(args[0])
	if exc != nil {
		return Value{}, exc
	}
	if exc := hackcheck(self, fn, "__delattr__"); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[SetAttrFunc](fn)(t, self, name, Value{})
}

func wrapCall(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return asFunc[CallFunc](fn)(t, self, args, kw)
}

func wrapInit(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return None, asFunc[InitFunc](fn)(t, self, args, kw)
}

func wrapDel(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 0); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[func(*Thread, Value) *Exc](fn)(t, self)
}

func wrapDescrGet(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := positional("__get__", len(args), 1, 2); exc != nil {
		return Value{}, exc
	}
	obj, typ := args[0], Value{}
	if len(args) == 2 && !args[1].IsNone() {
		typ = args[1]
	}
	if obj.IsNone() {
		if typ.IsUnbound() {
			return Value{}, TypeErrorf("__get__(None, None) is invalid")
		}
		if typ != NoneType.V() {
			obj = Value{}
		}
	}
	return asFunc[DescrGetFunc](fn)(t, self, obj, typ)
}

func wrapDescrSet(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 2); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[DescrSetFunc](fn)(t, self, args[0], args[1])
}

func wrapDescrDelete(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := wrapArgs(args, 1); exc != nil {
		return Value{}, exc
	}
	return None, asFunc[DescrSetFunc](fn)(t, self, args[0], Value{})
}

// wrapperAttrs are the attributes that wrapper_descriptor and method-wrapper share.
func wrapperAttrs(def func(v Value) *slotName) []GetSet {
	return []GetSet{
		{Name: "__name__", Get: func(t *Thread, self Value) (Value, *Exc) { return StrV(def(self).name), nil }},
		{Name: "__doc__", Get: func(t *Thread, self Value) (Value, *Exc) { return docValue(def(self).doc), nil }},
		{Name: "__text_signature__", Get: func(t *Thread, self Value) (Value, *Exc) { return docValue(def(self).sig), nil }},
	}
}

// docValue is None for an empty text.
func docValue(s string) Value {
	if s == "" {
		return None
	}
	return StrV(s)
}

func defineWrappers() {
	define(WrapperDescrType, &StaticType{Name: "wrapper_descriptor", Flags: DisallowNew | MethodDescrFlag,
		Slots: Slots{Call: wrapperCall, DescrGet: wrapperGet, Repr: func(t *Thread, self Value) (Value, *Exc) {
			w := asWrapper(self)
			return StrV("<slot wrapper '" + w.def.name + "' of '" + w.Owner.TpName() + "' objects>"), nil
		}},
		GetSet: append(wrapperAttrs(func(v Value) *slotName { return asWrapper(v).def }),
			descrQualname(func(v Value) (string, *Type) { return asWrapper(v).def.name, asWrapper(v).Owner })...),
		Methods: []Method{descrReduce(func(v Value) (string, *Type) { return asWrapper(v).def.name, asWrapper(v).Owner })}})
	define(MethodWrapperType, &StaticType{Name: "method-wrapper", Flags: DisallowNew, Slots: Slots{
		Call: methodWrapperCall,
		Repr: func(t *Thread, self Value) (Value, *Exc) {
			m := asMethodWrapper(self)
			return StrV("<method-wrapper '" + m.descr.def.name + "' of " + TypeName(m.self) + " object at " + Address(m.self) + ">"), nil
		},
		Compare: func(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
			if op != EQ && op != NE || b.Type() != MethodWrapperType {
				return NotImplemented, nil
			}
			x, y := asMethodWrapper(a), asMethodWrapper(b)
			return Bool((x.descr == y.descr && Is(x.self, y.self)) == (op == EQ)), nil
		},
		Hash: func(t *Thread, self Value) (int64, *Exc) {
			m := asMethodWrapper(self)
			return pointerHash(m.self.ref) ^ pointerHash(unsafe.Pointer(m.descr)), nil
		}},
		GetSet: append(wrapperAttrs(func(v Value) *slotName { return asMethodWrapper(v).descr.def }),
			GetSet{Name: "__objclass__", Get: func(t *Thread, self Value) (Value, *Exc) { return asMethodWrapper(self).descr.Owner.V(), nil }},
			GetSet{Name: "__qualname__", Get: func(t *Thread, self Value) (Value, *Exc) {
				w := asMethodWrapper(self).descr
				return StrV(w.Owner.QualName + "." + w.def.name), nil
			}},
			GetSet{Name: "__self__", Get: func(t *Thread, self Value) (Value, *Exc) { return asMethodWrapper(self).self, nil }}),
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			m := asMethodWrapper(self)
			return NewTuple(builtinNamed("getattr"), NewTuple(m.self, StrV(m.descr.def.name)).V()).V(), nil
		}}}})
}
