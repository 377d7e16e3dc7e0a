// This file implements builtin_function_or_method: the call of native functions by their
// description, and their attributes.

package py

import "unsafe"

func builtinCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	b := AsBuiltin(self)
	return callMethodDef(t, b.Method, b.Owner, b.Module, b.Self, args, kw)
}

// callMethodDef calls a native with the arity that its description says. owner and module name
// it in errors; module is unbound for methods.
func callMethodDef(t *Thread, m *Method, owner *Type, module, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if m.FK != nil {
		return m.FK(t, self, args, kw)
	}
	if m.FN != nil {
		if p := m.signature(); len(kw) > 0 && p.posOnly == len(p.names) {
			return Value{}, TypeErrorf("%s takes no keyword arguments", nativeName(m, owner, self, module))
		}
		return m.callBound(t, self, args, kw)
	}
	if len(kw) > 0 {
		return Value{}, TypeErrorf("%s takes no keyword arguments", nativeName(m, owner, self, module))
	}
	n := len(args)
	switch {
	case m.F0 != nil:
		if n != 0 {
			return Value{}, TypeErrorf("%s takes no arguments (%d given)", nativeName(m, owner, self, module), n)
		}
		return m.F0(t, self)
	case m.F1 != nil:
		if n != 1 {
			return Value{}, TypeErrorf("%s takes exactly one argument (%d given)", nativeName(m, owner, self, module), n)
		}
		return m.F1(t, self, args[0])
	case m.F2 != nil:
		if n != 2 {
			return Value{}, positional(m.Name, n, 2, 2)
		}
		return m.F2(t, self, args[0], args[1])
	case m.F3 != nil:
		if n != 3 {
			return Value{}, positional(m.Name, n, 3, 3)
		}
		return m.F3(t, self, args[0], args[1], args[2])
	}
	return Value{}, SystemErrorf("native function %s has no implementation", m.Name)
}

// nativeName is how errors name a native function: "list.append()", "math.sqrt()", "len()".
func nativeName(m *Method, owner *Type, self, module Value) string {
	if m.Class && self.Bound() && self.Type().IsSubtype(TypeType) {
		return AsType(self).QualName + "." + m.Name + "()"
	}
	if owner != nil {
		return owner.QualName + "." + m.Name + "()"
	}
	if module.Bound() && module.IsStr() && AsStr(module).String() != "builtins" {
		return AsStr(module).String() + "." + m.Name + "()"
	}
	return m.Name + "()"
}

// positional checks a count of positional arguments (_PyArg_CheckPositional).
func positional(name string, n, least, most int) *Exc {
	if n >= least && n <= most {
		return nil
	}
	bound, want := "", least
	if least != most {
		bound = "at least "
	}
	if n > most {
		want = most
		if least != most {
			bound = "at most "
		}
	}
	if name == "" {
		return TypeErrorf("unpacked tuple should have %s%d element%s, but has %d", bound, want, plural(want), n)
	}
	return TypeErrorf("%s expected %s%d argument%s, got %d", name, bound, want, plural(want), n)
}

// CheckPositional checks a count of positional arguments; errors name the function.
func CheckPositional(name string, n, least, most int) *Exc { return positional(name, n, least, most) }

func builtinRepr(t *Thread, self Value) (Value, *Exc) {
	b := AsBuiltin(self)
	if b.Owner == nil && (b.Self.IsUnbound() || b.Self.Type() == ModuleType) {
		return StrV("<built-in function " + b.Method.Name + ">"), nil
	}
	if b.Self.IsUnbound() {
		return StrV("<built-in function " + b.Method.Name + ">"), nil
	}
	return StrV("<built-in method " + b.Method.Name + " of " + TypeName(b.Self) + " object at " + Address(b.Self) + ">"), nil
}

func builtinSelf(t *Thread, self Value) (Value, *Exc) {
	b := AsBuiltin(self)
	if b.Self.IsUnbound() {
		return None, nil
	}
	return b.Self, nil
}

func builtinQualname(t *Thread, self Value) (Value, *Exc) {
	b := AsBuiltin(self)
	switch {
	case b.Self.IsUnbound() && b.Owner != nil:
		return StrV(b.Owner.QualName + "." + b.Method.Name), nil
	case b.Self.IsUnbound() || b.Self.Type() == ModuleType:
		return StrV(b.Method.Name), nil
	}
	typ := b.Self.Type()
	if k := ClassOf(b.Self); k != nil {
		typ = k
	}
	return StrV(typ.QualName + "." + b.Method.Name), nil
}

func builtinModule(t *Thread, self Value) (Value, *Exc) {
	return boundOrNone(AsBuiltin(self).Module), nil
}

func builtinText(v Value) string {
	b := AsBuiltin(v)
	switch {
	case b.Method == newMethod:
		return b.Method.Sig
	case b.Owner == nil && b.Self.Bound() && b.Self.Type() == ModuleType:
		return textSignature(b.Method, "module")
	case b.Method.Class:
		return textSignature(b.Method, "type")
	case b.Owner != nil && b.Self.Bound():
		return textSignature(b.Method, "self")
	}
	return b.Method.Sig
}

func builtinReduce(t *Thread, self Value) (Value, *Exc) {
	b := AsBuiltin(self)
	if b.Self.IsUnbound() || b.Self.Type() == ModuleType {
		return StrV(b.Method.Name), nil
	}
	return NewTuple(builtinNamed("getattr"), NewTuple(b.Self, StrV(b.Method.Name)).V()).V(), nil
}

func builtinCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || b.Type() != BuiltinType {
		return NotImplemented, nil
	}
	x, y := AsBuiltin(a), AsBuiltin(b)
	same := x.Method == y.Method && (x.Self.IsUnbound() == y.Self.IsUnbound()) && (x.Self.IsUnbound() || Is(x.Self, y.Self))
	return Bool(same == (op == EQ)), nil
}

func builtinHash(t *Thread, self Value) (int64, *Exc) {
	b := AsBuiltin(self)
	return pointerHash(b.Self.ref) ^ int64(b.Self.bits) ^ pointerHash(unsafe.Pointer(b.Method)), nil
}

func defineBuiltins() {
	define(BuiltinType, &StaticType{Name: "builtin_function_or_method", Flags: DisallowNew,
		Slots: Slots{Call: builtinCall, Repr: builtinRepr, Compare: builtinCompare, Hash: builtinHash},
		GetSet: []GetSet{
			textAttr("__name__", func(v Value) string { return AsBuiltin(v).Method.Name }),
			textAttr("__doc__", func(v Value) string { return AsBuiltin(v).Method.Doc }),
			textAttr("__text_signature__", builtinText),
			{Name: "__qualname__", Get: builtinQualname},
			{Name: "__self__", Get: builtinSelf},
			{Name: "__module__", Get: builtinModule, Set: func(t *Thread, self, v Value) *Exc {
				AsBuiltin(self).Module = v
				return nil
			}},
		},
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: builtinReduce}}})
}
