// This file implements mappingproxy, the read-only view of a mapping.

package py

import "unsafe"

// MappingProxy is a read-only view of a mapping.
type MappingProxy struct {
	Header
	mapping Value
}

// NewMappingProxy returns a read-only view of a mapping.
func NewMappingProxy(mapping Value) Value {
	return Value{ref: unsafe.Pointer(&MappingProxy{Header{MappingProxyType}, mapping})}
}

func proxied(v Value) Value { return (*MappingProxy)(v.ref).mapping }

func proxyNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := BindArgs("mappingproxy", &proxySig, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	s := &a[0].Type().Slots
	if s.GetItem == nil || a[0].IsList() || a[0].IsTuple() {
		return Value{}, TypeErrorf("mappingproxy() argument must be a mapping, not %s", TypeName(a[0]))
	}
	return NewMappingProxy(a[0]), nil
}

var proxySig = Signature{Text: "(mapping)"}

// proxyForward makes a method that calls the mapping's method of the same name.
func proxyForward(name, sig, doc string) Method {
	key := Intern(name)
	return Method{Name: name, Sig: sig, Doc: doc, FK: func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
		fn, exc := GetAttr(t, proxied(self), key)
		if exc != nil {
			return Value{}, exc
		}
		return Call(t, fn, args, kw)
	}}
}

func proxyGet(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if exc := positional("get", len(args), 1, 2); exc != nil {
		return Value{}, exc
	}
	if proxied(self).Type() == DictType {
		v, exc := AsDict(proxied(self)).Get(t, args[0])
		if exc == nil && v.IsUnbound() {
			v = None
			if len(args) == 2 {
				v = args[1]
			}
		}
		return v, exc
	}
	fn, exc := GetAttr(t, proxied(self), Intern("get"))
	if exc != nil {
		return Value{}, exc
	}
	return Call(t, fn, args, kw)
}

func defineMappingProxy() {
	slots := Slots{New: proxyNew,
		Repr: func(t *Thread, self Value) (Value, *Exc) {
			r, exc := Repr(t, proxied(self))
			if exc != nil {
				return Value{}, exc
			}
			return StrV("mappingproxy(" + r.String() + ")"), nil
		},
		Str: func(t *Thread, self Value) (Value, *Exc) {
			s, exc := StrOf(t, proxied(self))
			if exc != nil {
				return Value{}, exc
			}
			return s.V(), nil
		},
		Hash:      func(t *Thread, self Value) (int64, *Exc) { return Hash(t, proxied(self)) },
		Compare:   func(t *Thread, a, b Value, op CmpOp) (Value, *Exc) { return Compare(t, proxied(a), b, op) },
		Iter:      func(t *Thread, self Value) (Value, *Exc) { return Iter(t, proxied(self)) },
		Len:       func(t *Thread, self Value) (int, *Exc) { return Len(t, proxied(self)) },
		GetItem:   func(t *Thread, a, b Value) (Value, *Exc) { return GetItem(t, proxied(a), b) },
		Contains:  func(t *Thread, self, v Value) (bool, *Exc) { return Contains(t, proxied(self), v) },
		IsMapping: true,
	}
	slots.Binary[OpOr] = func(t *Thread, a, b Value) (Value, *Exc) {
		if a.Type() == MappingProxyType {
			a = proxied(a)
		}
		if b.Type() == MappingProxyType {
			b = proxied(b)
		}
		return Binary(t, a, b, OpOr)
	}
	slots.Inplace[OpOr] = func(t *Thread, a, b Value) (Value, *Exc) {
		return Value{}, TypeErrorf("'|=' is not supported by %s; use '|' instead", TypeName(a))
	}
	define(MappingProxyType, &StaticType{Name: "mappingproxy", Doc: "Read-only proxy of a mapping.", Sig: proxySig.Text, Slots: slots,
		Flags: MappingPattern,
		Methods: []Method{
			{Name: "get", Sig: "(key, default=None, /)", FK: proxyGet, Doc: "get($self, key, default=None, /)\n--\n\nReturn the value for key if key is in the mapping, else default."},
			proxyForward("keys", "()", "D.keys() -> a set-like object providing a view on D's keys"),
			proxyForward("values", "()", "D.values() -> an object providing a view on D's values"),
			proxyForward("items", "()", "D.items() -> a set-like object providing a view on D's items"),
			proxyForward("copy", "()", "D.copy() -> a shallow copy of D"),
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: ClassGetItem},
			{Name: "__reversed__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return CallMethod(t, proxied(self), Intern("__reversed__"))
			}},
		}})
}
