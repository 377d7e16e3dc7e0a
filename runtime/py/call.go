// This file calls objects: the general call and the shortcuts for functions with few
// positional arguments.

package py

// Call calls f. args holds the positional arguments, then the values of the keywords kw.
func Call(t *Thread, f Value, args []Value, kw []*Str) (Value, *Exc) {
	call := f.Type().Slots.Call
	if call == nil {
		return Value{}, TypeErrorf("'%s' object is not callable", TypeName(f))
	}
	return call(t, f, args, kw)
}

// Call0 calls f without arguments.
func Call0(t *Thread, f Value) (Value, *Exc) {
	if f.Type() == FunctionType {
		fn := AsFunction(f)
		if fn.Code.Fn0 != nil {
			return fn.Code.Fn0(t, fn)
		}
		if fn.padded(0) {
			return fn.callPadded(t, 0, [maxEntry]Value{})
		}
	}
	switch f.Type() {
	case BuiltinType:
		bf := AsBuiltin(f)
		if v, ok, exc := bf.Method.Call0(t, bf.Self); ok {
			return v, exc
		}
	case TypeType:
		if v, exc := call0Type(t, AsType(f)); exc != nil || v.Bound() {
			return v, exc
		}
	case MethodType:
		m := AsMethod(f)
		return Call1(t, m.Func, m.Self)
	default:
		if fn := instanceCall(f); fn != nil && fn.Code.Fn1 != nil {
			return fn.Code.Fn1(t, fn, f)
		}
	}
	return Call(t, f, nil, nil)
}

// Call1 calls f with one positional argument.
func Call1(t *Thread, f, a Value) (Value, *Exc) {
	switch f.Type() {
	case FunctionType:
		fn := AsFunction(f)
		if fn.Code.Fn1 != nil {
			return fn.Code.Fn1(t, fn, a)
		}
		if fn.padded(1) {
			return fn.callPadded(t, 1, [maxEntry]Value{a})
		}
	case BuiltinType:
		bf := AsBuiltin(f)
		if v, ok, exc := bf.Method.Call1(t, bf.Self, a); ok {
			return v, exc
		}
	case MethodDescrType:
		if d := AsMethodDescr(f); a.Type() == d.Owner || a.Type().IsSubtype(d.Owner) {
			if v, ok, exc := d.Method.Call0(t, a); ok {
				return v, exc
			}
		}
	case TypeType:
		if f == TypeType.V() {
			return a.Type().V(), nil
		}
		if init := AsType(f).pythonInit(); init != nil && init.Code.Fn2 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn2(t, init, obj, a)
			return initialised(obj, v, exc)
		}
		if init := AsType(f).pythonInit(); init != nil && init.padded(2) {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.callPadded(t, 2, [maxEntry]Value{obj, a})
			return initialised(obj, v, exc)
		}
	case MethodType:
		m := AsMethod(f)
		return Call2(t, m.Func, m.Self, a)
	default:
		if init := metaInit(f); init != nil && init.Code.Fn2 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn2(t, init, obj, a)
			return initialised(obj, v, exc)
		}
		if fn := instanceCall(f); fn != nil && fn.Code.Fn2 != nil {
			return fn.Code.Fn2(t, fn, f, a)
		}
	}
	args := t.PushArgs(1)
	args[0] = a
	v, exc := Call(t, f, args, nil)
	t.PopArgs(args)
	return v, exc
}

// Call2 calls f with two positional arguments.
func Call2(t *Thread, f, a, b Value) (Value, *Exc) {
	switch f.Type() {
	case FunctionType:
		fn := AsFunction(f)
		if fn.Code.Fn2 != nil {
			return fn.Code.Fn2(t, fn, a, b)
		}
		if fn.padded(2) {
			return fn.callPadded(t, 2, [maxEntry]Value{a, b})
		}
	case BuiltinType:
		bf := AsBuiltin(f)
		if v, ok, exc := bf.Method.Call2(t, bf.Self, a, b); ok {
			return v, exc
		}
	case MethodDescrType:
		if d := AsMethodDescr(f); a.Type() == d.Owner || a.Type().IsSubtype(d.Owner) {
			if v, ok, exc := d.Method.Call1(t, a, b); ok {
				return v, exc
			}
		}
	case TypeType:
		if init := AsType(f).pythonInit(); init != nil && init.Code.Fn3 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn3(t, init, obj, a, b)
			return initialised(obj, v, exc)
		}
		if init := AsType(f).pythonInit(); init != nil && init.padded(3) {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.callPadded(t, 3, [maxEntry]Value{obj, a, b})
			return initialised(obj, v, exc)
		}
	case MethodType:
		m := AsMethod(f)
		return Call3(t, m.Func, m.Self, a, b)
	default:
		if init := metaInit(f); init != nil && init.Code.Fn3 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn3(t, init, obj, a, b)
			return initialised(obj, v, exc)
		}
		if fn := instanceCall(f); fn != nil && fn.Code.Fn3 != nil {
			return fn.Code.Fn3(t, fn, f, a, b)
		}
	}
	args := t.PushArgs(2)
	args[0], args[1] = a, b
	v, exc := Call(t, f, args, nil)
	t.PopArgs(args)
	return v, exc
}

// Call3 calls f with three positional arguments.
func Call3(t *Thread, f, a, b, c Value) (Value, *Exc) {
	switch f.Type() {
	case FunctionType:
		fn := AsFunction(f)
		if fn.Code.Fn3 != nil {
			return fn.Code.Fn3(t, fn, a, b, c)
		}
		if fn.padded(3) {
			return fn.callPadded(t, 3, [maxEntry]Value{a, b, c})
		}
	case BuiltinType:
		if bf := AsBuiltin(f); bf.Method.F3 != nil {
			return bf.Method.F3(t, bf.Self, a, b, c)
		}
	case MethodDescrType:
		if d := AsMethodDescr(f); a.Type() == d.Owner || a.Type().IsSubtype(d.Owner) {
			if v, ok, exc := d.Method.Call2(t, a, b, c); ok {
				return v, exc
			}
		}
	case TypeType:
		if init := AsType(f).pythonInit(); init != nil && init.Code.Fn4 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn4(t, init, obj, a, b, c)
			return initialised(obj, v, exc)
		}
	case MethodType:
		m := AsMethod(f)
		return Call4(t, m.Func, m.Self, a, b, c)
	default:
		if init := metaInit(f); init != nil && init.Code.Fn4 != nil {
			obj := NewInstance(AsType(f)).V()
			v, exc := init.Code.Fn4(t, init, obj, a, b, c)
			return initialised(obj, v, exc)
		}
		if fn := instanceCall(f); fn != nil && fn.Code.Fn4 != nil {
			return fn.Code.Fn4(t, fn, f, a, b, c)
		}
	}
	args := t.PushArgs(3)
	args[0], args[1], args[2] = a, b, c
	v, exc := Call(t, f, args, nil)
	t.PopArgs(args)
	return v, exc
}

// call0Type makes an instance of a class without arguments; unbound: take the general way.
func call0Type(t *Thread, typ *Type) (Value, *Exc) {
	if init := typ.pythonInit(); init != nil && init.Code.Fn1 != nil {
		obj := NewInstance(typ).V()
		v, exc := init.Code.Fn1(t, init, obj)
		return initialised(obj, v, exc)
	}
	if typ.bareNew() {
		return NewInstance(typ).V(), nil
	}
	return Value{}, nil
}

// Call4 calls f with four positional arguments.
func Call4(t *Thread, f, a, b, c, d Value) (Value, *Exc) {
	if f.Type() == FunctionType {
		if fn := AsFunction(f); fn.Code.Fn4 != nil {
			return fn.Code.Fn4(t, fn, a, b, c, d)
		}
	}
	args := t.PushArgs(4)
	args[0], args[1], args[2], args[3] = a, b, c, d
	v, exc := Call(t, f, args, nil)
	t.PopArgs(args)
	return v, exc
}

// metaInit is pythonInit for a class with a metaclass of its own that makes instances as type
// does; nil for anything else.
func metaInit(f Value) *Function {
	if meta := f.Type(); meta.Flags&TypeSubclass != 0 && funcWord(meta.Slots.Call) == typeCallWord {
		return AsType(f).pythonInit()
	}
	return nil
}

// instanceCall is the __call__ of an instance of a class that defines it in Python, else nil.
func instanceCall(f Value) *Function {
	if typ := f.Type(); typ.Flags&(HeapType|TypeSubclass) == HeapType {
		return typ.function(nameCall)
	}
	return nil
}

// CallMethod calls the method of obj with that name, without making a bound method where
// it is an ordinary function.
func CallMethod(t *Thread, obj Value, name *Str, args ...Value) (Value, *Exc) {
	fn, self, exc := LoadMethod(t, obj, name)
	if exc != nil {
		return Value{}, exc
	}
	if self.IsUnbound() {
		return Call(t, fn, args, nil)
	}
	full := t.PushArgs(len(args) + 1)
	full[0] = self
	copy(full[1:], args)
	v, exc := Call(t, fn, full, nil)
	t.PopArgs(full)
	return v, exc
}

// CallSpecial calls a dunder method looked up on obj's type, as implicit calls do. ok is
// false, and nothing was called, when the type has no such method.
func CallSpecial(t *Thread, obj Value, name *Str, args ...Value) (v Value, ok bool, exc *Exc) {
	fn, self, ok, exc := LookupSpecial(t, obj, name)
	if !ok || exc != nil {
		return Value{}, ok, exc
	}
	n := len(args)
	if self.Bound() {
		n++
	}
	full := t.PushArgs(n)
	copy(full[n-len(args):], args)
	if self.Bound() {
		full[0] = self
	}
	v, exc = Call(t, fn, full, nil)
	t.PopArgs(full)
	return v, true, exc
}

// LookupSpecial finds a dunder method on obj's type. A function is returned unbound
// together with self; anything else is bound first and self is unbound.
func LookupSpecial(t *Thread, obj Value, name *Str) (fn, self Value, ok bool, exc *Exc) {
	typ := obj.Type()
	fn = typ.Lookup(name)
	if fn.IsUnbound() {
		return Value{}, Value{}, false, nil
	}
	ft := fn.Type()
	if ft.Flags&MethodDescrFlag != 0 {
		return fn, obj, true, nil
	}
	if get := ft.Slots.DescrGet; get != nil {
		fn, exc = get(t, fn, obj, typ.V())
		return fn, Value{}, exc == nil, exc
	}
	return fn, Value{}, true, nil
}

// maxEntry is the largest number of parameters for which code has a direct entry.
const maxEntry = 4

// padded reports whether a call with n positional arguments needs defaults, has them, and then
// a direct entry.
func (fn *Function) padded(n int) bool {
	c := fn.Code
	return c.Simple && c.ArgCount <= maxEntry && n < c.ArgCount && c.ArgCount-n <= len(fn.Defaults) && c.direct()
}

// direct reports whether the direct entry for the number of parameters is set.
func (c *CodeObject) direct() bool {
	switch c.ArgCount {
	case 1:
		return c.Fn1 != nil
	case 2:
		return c.Fn2 != nil
	case 3:
		return c.Fn3 != nil
	case 4:
		return c.Fn4 != nil
	}
	return false
}

// callPadded calls the function with the first n of args and defaults; padded must hold.
func (fn *Function) callPadded(t *Thread, n int, args [maxEntry]Value) (Value, *Exc) {
	c := fn.Code
	copy(args[n:c.ArgCount], fn.Defaults[len(fn.Defaults)-c.ArgCount+n:])
	switch c.ArgCount {
	case 1:
		return c.Fn1(t, fn, args[0])
	case 2:
		return c.Fn2(t, fn, args[0], args[1])
	case 3:
		return c.Fn3(t, fn, args[0], args[1], args[2])
	}
	return c.Fn4(t, fn, args[0], args[1], args[2], args[3])
}
