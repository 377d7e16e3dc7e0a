// This file implements proxies: objects that do everything by their referent.

package weakref

import (
	"unsafe"

	"adder/runtime/py"
)

// proxy stands for an object that it does not keep alive.
type proxy struct {
	py.Header
	ref *py.Weakref
}

var (
	proxyType    = &py.Type{Name: "ProxyType"}
	callableType = &py.Type{Name: "CallableProxyType"}
)

func newProxy(t *thread, _ value, args []value) (value, *excp) {
	callback := args[1]
	var p *proxy
	if callback.Bound() && !callback.IsNone() {
		inner := callback
		call := &py.Method{Name: "callback", Sig: "(ref, /)", F1: func(t *thread, _, _ value) (value, *excp) {
			return py.Call1(t, inner, py.FromPtr(unsafe.Pointer(p)))
		}}
		callback = py.NewBuiltin(call, value{}, value{})
	}
	ref, exc := py.NewWeakref(py.WeakrefType, args[0], callback)
	if exc != nil {
		return value{}, exc
	}
	p = &proxy{ref: ref}
	p.SetType(proxyType)
	if args[0].Type().Slots.Call != nil {
		p.SetType(callableType)
	}
	return py.FromPtr(unsafe.Pointer(p)), nil
}

func isProxy(v value) bool { return v.Type() == proxyType || v.Type() == callableType }

// referent returns what v stands for: the object behind a proxy, anything else itself.
func referent(v value) (value, *excp) {
	if !isProxy(v) {
		return v, nil
	}
	if obj := (*proxy)(v.Ptr()).ref.Get(); obj.Bound() {
		return obj, nil
	}
	return value{}, py.Errorf(py.ReferenceError, "weakly-referenced object no longer exists")
}

func unary(op func(t *thread, v value) (value, *excp)) py.UnaryFunc {
	return func(t *thread, self value) (value, *excp) {
		v, exc := referent(self)
		if exc != nil {
			return value{}, exc
		}
		return op(t, v)
	}
}

func binary(op func(t *thread, a, b value) (value, *excp)) py.BinaryFunc {
	return func(t *thread, a, b value) (value, *excp) {
		x, exc := referent(a)
		if exc != nil {
			return value{}, exc
		}
		y, exc := referent(b)
		if exc != nil {
			return value{}, exc
		}
		return op(t, x, y)
	}
}

// defineProxies gives both types the slots, each of which works on the referent.
func defineProxies() {
	s := py.Slots{
		GetAttr: func(t *thread, self value, name *py.Str) (value, *excp) {
			v, exc := referent(self)
			if exc != nil {
				return value{}, exc
			}
			return py.GetAttr(t, v, name)
		},
		SetAttr: func(t *thread, self value, name *py.Str, v value) *excp {
			obj, exc := referent(self)
			if exc != nil {
				return exc
			}
			return py.SetAttr(t, obj, name, v)
		},
		Repr: func(t *thread, self value) (value, *excp) {
			obj := (*proxy)(self.Ptr()).ref.Get()
			if obj.IsUnbound() {
				return py.StrV("<weakproxy at " + py.Address(self) + "; dead>"), nil
			}
			return py.StrV("<weakproxy at " + py.Address(self) + "; to '" + py.TypeName(obj) + "' at " + py.Address(obj) + ">"), nil
		},
		Str: unary(func(t *thread, v value) (value, *excp) {
			s, exc := py.StrOf(t, v)
			if exc != nil {
				return value{}, exc
			}
			return s.V(), nil
		}),
		Hash: func(t *thread, self value) (int64, *excp) {
			return 0, py.TypeErrorf("unhashable type: '%s'", py.TypeName(self))
		},
		Compare: func(t *thread, a, b value, op py.CmpOp) (value, *excp) {
			return binary(func(t *thread, x, y value) (value, *excp) { return py.Compare(t, x, y, op) })(t, a, b)
		},
		Bool: func(t *thread, self value) (bool, *excp) {
			v, exc := referent(self)
			if exc != nil {
				return false, exc
			}
			return py.Truth(t, v)
		},
		Len: func(t *thread, self value) (int, *excp) {
			v, exc := referent(self)
			if exc != nil {
				return 0, exc
			}
			return py.Len(t, v)
		},
		Iter: unary(py.Iter),
		Next: func(t *thread, self value) (value, *excp) {
			v, exc := referent(self)
			if exc != nil {
				return value{}, exc
			}
			if v.Type().Slots.Next == nil {
				return value{}, py.TypeErrorf("Weakref proxy referenced a non-iterator '%s' object", py.TypeName(v))
			}
			return v.Type().Slots.Next(t, v)
		},
		GetItem: binary(py.GetItem),
		SetItem: func(t *thread, self, key, v value) *excp {
			obj, exc := referent(self)
			if exc != nil {
				return exc
			}
			if v.IsUnbound() {
				return py.DelItem(t, obj, key)
			}
			return py.SetItem(t, obj, key, v)
		},
		Contains: func(t *thread, self, v value) (bool, *excp) {
			obj, exc := referent(self)
			if exc != nil {
				return false, exc
			}
			return py.Contains(t, obj, v)
		},
		Neg: unary(py.Negative), Pos: unary(py.Positive), Invert: unary(py.Invert),
	}
	for op := range s.Binary {
		s.Binary[op] = binary(func(t *thread, a, b value) (value, *excp) { return py.Binary(t, a, b, py.BinOp(op)) })
	}
	for op := range s.Inplace {
		s.Inplace[op] = binary(func(t *thread, a, b value) (value, *excp) { return py.InplaceBinary(t, a, b, py.BinOp(op)) })
	}
	py.Define(proxyType, &py.StaticType{Name: "weakref.ProxyType", Flags: py.DisallowNew, Slots: s})
	s.Call = func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		v, exc := referent(self)
		if exc != nil {
			return value{}, exc
		}
		return py.Call(t, v, args, kw)
	}
	py.Define(callableType, &py.StaticType{Name: "weakref.CallableProxyType", Flags: py.DisallowNew, Slots: s})
}
