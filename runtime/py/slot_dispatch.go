// This file holds the functions that classes have in their slots: each calls the dunder method
// that the class defines.

package py

// function returns what name means on the type if it is a function defined in Python, else nil.
func (typ *Type) function(name *Str) *Function {
	if fn := typ.Lookup(name); fn.Bound() && fn.Type() == FunctionType {
		return AsFunction(fn)
	}
	return nil
}

// callDunder0 calls the dunder method called name of self without arguments.
func callDunder0(t *Thread, self Value, name *Str) (Value, *Exc) {
	if fn := self.Type().function(name); fn != nil && fn.Code.Fn1 != nil {
		return fn.Code.Fn1(t, fn, self)
	}
	fn, recv, ok, exc := LookupSpecial(t, self, name)
	if exc != nil {
		return Value{}, exc
	}
	if !ok {
		return Value{}, attributeError(self, name)
	}
	if recv.IsUnbound() {
		return Call0(t, fn)
	}
	return Call1(t, fn, recv)
}

// callDunder1 calls the dunder method called name of self; ok is false if there is none.
func callDunder1(t *Thread, self Value, name *Str, a Value) (v Value, ok bool, exc *Exc) {
	if fn := self.Type().function(name); fn != nil && fn.Code.Fn2 != nil {
		v, exc = fn.Code.Fn2(t, fn, self, a)
		return v, true, exc
	}
	fn, recv, ok, exc := LookupSpecial(t, self, name)
	if exc != nil || !ok {
		return Value{}, ok, exc
	}
	if recv.IsUnbound() {
		v, exc = Call1(t, fn, a)
	} else {
		v, exc = Call2(t, fn, recv, a)
	}
	return v, true, exc
}

// callDunder2 is callDunder1 for two arguments.
func callDunder2(t *Thread, self Value, name *Str, a, b Value) (v Value, ok bool, exc *Exc) {
	if fn := self.Type().function(name); fn != nil && fn.Code.Fn3 != nil {
		v, exc = fn.Code.Fn3(t, fn, self, a, b)
		return v, true, exc
	}
	fn, recv, ok, exc := LookupSpecial(t, self, name)
	if exc != nil || !ok {
		return Value{}, ok, exc
	}
	if recv.IsUnbound() {
		v, exc = Call2(t, fn, a, b)
	} else {
		v, exc = Call3(t, fn, recv, a, b)
	}
	return v, true, exc
}

func need1(t *Thread, self Value, name *Str, a Value) (Value, *Exc) {
	v, ok, exc := callDunder1(t, self, name, a)
	if !ok && exc == nil {
		return Value{}, attributeError(self, name)
	}
	return v, exc
}

func dispatchUnary(dunder string) UnaryFunc {
	name := Intern(dunder)
	return func(t *Thread, self Value) (Value, *Exc) { return callDunder0(t, self, name) }
}

// dispatchBinary1 makes the slot function of a binary method without a reflected form.
func dispatchBinary1(dunder string) BinaryFunc {
	name := Intern(dunder)
	return func(t *Thread, a, b Value) (Value, *Exc) { return need1(t, a, name, b) }
}

// dispatchBinary makes the slot function of an operator. As the slot of either operand's type it
// tries the method of the left one, then the reflected method of the right one, the latter
// first where the right type is a subclass that overrides it (SLOT1BINFULL).
func dispatchBinary(op BinOp, dunder, reflected string) BinaryFunc {
	name, rname := Intern(dunder), Intern(reflected)
	var self BinaryFunc
	self = func(t *Thread, a, b Value) (Value, *Exc) {
		at, bt := a.Type(), b.Type()
		doOther := at != bt && bt.Slots.Binary[op] != nil && sameBinary(bt.Slots.Binary[op], self)
		if at.Slots.Binary[op] != nil && sameBinary(at.Slots.Binary[op], self) {
			if doOther && bt.IsSubtype(at) && overrides(at, bt, rname) {
				if v, ok, exc := callDunder1(t, b, rname, a); exc != nil || ok && v != NotImplemented {
					return v, exc
				}
				doOther = false
			}
			v, ok, exc := callDunder1(t, a, name, b)
			if exc != nil || ok && v != NotImplemented {
				return v, exc
			}
			if at == bt {
				return NotImplemented, nil
			}
		}
		if doOther {
			if v, ok, exc := callDunder1(t, b, rname, a); exc != nil || ok {
				return v, exc
			}
		}
		return NotImplemented, nil
	}
	return self
}

// overrides reports whether sub's attribute called name differs from base's.
func overrides(base, sub *Type, name *Str) bool {
	b := sub.Lookup(name)
	return b.Bound() && b != base.Lookup(name)
}

func slotPow(t *Thread, a, b, c Value) (Value, *Exc) {
	if c.IsNone() {
		if pow := a.Type().Slots.Binary[OpPow]; pow != nil {
			return pow(t, a, b)
		}
		return NotImplemented, nil
	}
	if v, ok, exc := callDunder2(t, a, Intern("__pow__"), b, c); ok || exc != nil {
		return v, exc
	}
	return NotImplemented, nil
}

var cmpNames = [...]*Str{Intern("__lt__"), Intern("__le__"), Intern("__eq__"), Intern("__ne__"), Intern("__gt__"), Intern("__ge__")}

func slotCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	v, ok, exc := callDunder1(t, a, cmpNames[op], b)
	if !ok && exc == nil {
		return NotImplemented, nil
	}
	return v, exc
}

func slotHash(t *Thread, self Value) (int64, *Exc) {
	fn, recv, ok, exc := LookupSpecial(t, self, nameHash)
	if exc != nil {
		return 0, exc
	}
	if !ok || fn.IsNone() {
		return unhashable(t, self)
	}
	var v Value
	if recv.Bound() {
		v, exc = Call1(t, fn, recv)
	} else {
		v, exc = Call0(t, fn)
	}
	if exc != nil {
		return 0, exc
	}
	h := v.Int64()
	if !v.IsInt() && !v.IsBool() {
		if v.Type().Flags&IntSubclass == 0 {
			return 0, TypeErrorf("__hash__ method should return an integer")
		}
		if h, exc = IntType.Slots.Hash(t, v); exc != nil {
			return 0, exc
		}
	}
	if h == -1 {
		h = -2
	}
	return h, nil
}

func unhashable(t *Thread, self Value) (int64, *Exc) {
	return 0, TypeErrorf("unhashable type: '%s'", TypeName(self))
}

// unhashableSlots is where a class with __hash__ = None takes its slot from.
var unhashableSlots = &Slots{Hash: unhashable}

func slotIter(t *Thread, self Value) (Value, *Exc) {
	fn := self.Type().Lookup(nameIter)
	if fn.ref != nil && fn.Type() == FunctionType {
		v, exc := Call1(t, fn, self)
		t.freshly(AsFunction(fn), v)
		return v, exc
	}
	it, exc := slotIterAny(t, self)
	t.fresh = nil
	return it, exc
}

func slotIterAny(t *Thread, self Value) (Value, *Exc) {
	fn, recv, ok, exc := LookupSpecial(t, self, nameIter)
	if exc != nil {
		return Value{}, exc
	}
	if ok && !fn.IsNone() {
		if recv.Bound() {
			return Call1(t, fn, recv)
		}
		return Call0(t, fn)
	}
	if !ok && self.Type().Slots.GetItem != nil {
		return newSeqIter(self), nil
	}
	return Value{}, TypeErrorf("'%s' object is not iterable", TypeName(self))
}

var nameNext = Intern("__next__")

func slotNext(t *Thread, self Value) (Value, *Exc) {
	v, exc := callDunder0(t, self, nameNext)
	if exc != nil && exc.Matches(StopIteration) {
		t.StopValue = exc.Fields[StopIterationValue]
		return Value{}, nil
	}
	return v, exc
}

func slotCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	fn, recv, ok, exc := LookupSpecial(t, self, nameCall)
	if exc != nil {
		return Value{}, exc
	}
	if !ok {
		return Value{}, TypeErrorf("'%s' object is not callable", TypeName(self))
	}
	if recv.Bound() {
		return callWith(t, fn, recv, args, kw)
	}
	// __call__ may be an object with a __call__, and so on.
	if exc := t.EnterNative(" while calling a Python object"); exc != nil {
		return Value{}, exc
	}
	v, exc := Call(t, fn, args, kw)
	t.LeaveNative()
	return v, exc
}

// callWith calls fn with first before args.
func callWith(t *Thread, fn, first Value, args []Value, kw []*Str) (Value, *Exc) {
	full := t.PushArgs(len(args) + 1)
	full[0] = first
	copy(full[1:], args)
	v, exc := Call(t, fn, full, kw)
	t.PopArgs(full)
	return v, exc
}

// slotGetAttrHook serves classes that define __getattr__ or __getattribute__.
func slotGetAttrHook(t *Thread, self Value, name *Str) (Value, *Exc) {
	typ := self.Type()
	getattribute := typ.Lookup(nameGetAttribute)
	var v Value
	var exc *Exc
	if w := asWrapperOf(getattribute); w != nil {
		if w.fn == genericGetAttrWord {
			if v, exc = genericLookup(t, self, name); exc == nil && v.IsUnbound() && typ.Lookup(nameGetAttr).IsUnbound() {
				return Value{}, attributeError(self, name)
			}
		} else {
			v, exc = asFunc[GetAttrFunc](w.fn)(t, self, name)
		}
	} else {
		v, exc = need1(t, self, nameGetAttribute, name.V())
	}
	if exc == nil && v.Bound() || exc != nil && !exc.Matches(AttributeError) {
		return v, exc
	}
	if typ.Lookup(nameGetAttr).IsUnbound() {
		return Value{}, exc
	}
	return need1(t, self, nameGetAttr, name.V())
}

var (
	nameSetAttr  = Intern("__setattr__")
	nameDelAttr  = Intern("__delattr__")
	nameSetItem  = Intern("__setitem__")
	nameDelItem  = Intern("__delitem__")
	nameContains = Intern("__contains__")
	nameLen      = Intern("__len__")
	nameBool     = Intern("__bool__")
)

func slotSetAttr(t *Thread, self Value, name *Str, v Value) *Exc {
	return setOrDelete(t, self, nameSetAttr, nameDelAttr, name.V(), v)
}

func slotSetItem(t *Thread, self, key, v Value) *Exc {
	return setOrDelete(t, self, nameSetItem, nameDelItem, key, v)
}

func slotDescrSet(t *Thread, self, obj, v Value) *Exc {
	return setOrDelete(t, self, nameSet, nameDelete, obj, v)
}

func setOrDelete(t *Thread, self Value, set, del *Str, key, v Value) *Exc {
	var ok bool
	var exc *Exc
	name := set
	if v.IsUnbound() {
		name = del
		_, ok, exc = callDunder1(t, self, del, key)
	} else {
		_, ok, exc = callDunder2(t, self, set, key, v)
	}
	if !ok && exc == nil {
		return NewExc(AttributeError, name.V())
	}
	return exc
}

func slotDescrGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() {
		obj = None
	}
	if typ.IsUnbound() {
		typ = None
	}
	v, ok, exc := callDunder2(t, self, nameGet, obj, typ)
	if !ok && exc == nil {
		return self, nil
	}
	return v, exc
}

func slotInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	fn, recv, ok, exc := LookupSpecial(t, self, nameInit)
	if exc != nil {
		return exc
	}
	if !ok {
		return attributeError(self, nameInit)
	}
	var v Value
	if recv.Bound() {
		v, exc = callWith(t, fn, recv, args, kw)
	} else {
		v, exc = Call(t, fn, args, kw)
	}
	if exc != nil {
		return exc
	}
	if !v.IsNone() {
		return TypeErrorf("__init__() should return None, not '%s'", TypeName(v))
	}
	return nil
}

func slotNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if typ.typ == TypeType { // which has no attribute that comes before the class's
		if m := typ.Lookup(nameNew); m.Bound() && m.Type() == StaticMethodType {
			return callWith(t, asWrapped(m).fn, typ.V(), args, kw)
		}
	}
	fn, exc := GetAttr(t, typ.V(), nameNew)
	if exc != nil {
		return Value{}, exc
	}
	return callWith(t, fn, typ.V(), args, kw)
}

func slotDel(t *Thread, self Value) *Exc {
	_, exc := callDunder0(t, self, nameDel)
	return exc
}

func slotBool(t *Thread, self Value) (bool, *Exc) {
	v, exc := callDunder0(t, self, nameBool)
	if exc != nil {
		return false, exc
	}
	if !v.IsBool() {
		return false, TypeErrorf("__bool__ should return bool, returned %s", TypeName(v))
	}
	return v.IsTrue(), nil
}

func slotLen(t *Thread, self Value) (int, *Exc) {
	v, exc := callDunder0(t, self, nameLen)
	if exc != nil {
		return -1, exc
	}
	n, exc := IndexInt(t, v, OverflowError)
	if exc != nil {
		return -1, exc
	}
	if n < 0 {
		return -1, ValueErrorf("__len__() should return >= 0")
	}
	return n, nil
}

func slotContains(t *Thread, self, v Value) (bool, *Exc) {
	fn, recv, ok, exc := LookupSpecial(t, self, nameContains)
	if exc != nil {
		return false, exc
	}
	if ok && fn.IsNone() {
		return false, TypeErrorf("'%s' object is not a container", TypeName(self))
	}
	if !ok {
		return containsByIter(t, self, v)
	}
	var r Value
	if recv.Bound() {
		r, exc = Call2(t, fn, recv, v)
	} else {
		r, exc = Call1(t, fn, v)
	}
	if exc != nil {
		return false, exc
	}
	return Truth(t, r)
}

func containsByIter(t *Thread, container, v Value) (bool, *Exc) {
	it, exc := Iter(t, container)
	if exc != nil {
		return false, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return false, exc
		}
		if eq, exc := Equal(t, item, v); exc != nil || eq {
			return eq, exc
		}
	}
}
