// This file defines the Python side of bound methods and of cells.

package py

func methodCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	m := AsMethod(self)
	return callWith(t, m.Func, m.Self, args, kw)
}

// methodGetAttr looks at the method's own attributes, then at those of its function.
func methodGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	if descr := MethodType.Lookup(name); descr.Bound() {
		if get := descr.Type().Slots.DescrGet; get != nil {
			return get(t, descr, self, MethodType.V())
		}
		return descr, nil
	}
	return GetAttr(t, AsMethod(self).Func, name)
}

func methodRepr(t *Thread, self Value) (Value, *Exc) {
	m := AsMethod(self)
	name := "?"
	for _, attr := range [...]*Str{nameQualname, nameName} {
		v, exc := LookupAttr(t, m.Func, attr)
		if exc != nil {
			return Value{}, exc
		}
		if v.Bound() {
			if v.IsStr() {
				name = AsStr(v).String()
			}
			break
		}
	}
	r, exc := Repr(t, m.Self)
	if exc != nil {
		return Value{}, exc
	}
	return StrV("<bound method " + name + " of " + r.String() + ">"), nil
}

func methodCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || b.Type() != MethodType {
		return NotImplemented, nil
	}
	x, y := AsMethod(a), AsMethod(b)
	eq, exc := CompareBool(t, x.Func, y.Func, EQ)
	if exc != nil {
		return Value{}, exc
	}
	return Bool((eq && Is(x.Self, y.Self)) == (op == EQ)), nil
}

func methodHash(t *Thread, self Value) (int64, *Exc) {
	m := AsMethod(self)
	h, exc := Hash(t, m.Func)
	h ^= pointerHash(m.Self.ref) ^ int64(m.Self.bits)
	if h == -1 {
		h = -2
	}
	return h, exc
}

func methodNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("method() takes no keyword arguments")
	}
	if exc := positional("method", len(args), 2, 2); exc != nil {
		return Value{}, exc
	}
	if !Callable(args[0]) {
		return Value{}, TypeErrorf("first argument must be callable")
	}
	if args[1].IsNone() {
		return Value{}, TypeErrorf("instance must not be None")
	}
	return NewMethod(args[0], args[1]), nil
}

func defineMethod() {
	define(MethodType, &StaticType{Name: "method", Sig: "(function, instance, /)", Doc: "Create a bound instance method object.",
		Weakref: true,
		Slots: Slots{New: methodNew, Call: methodCall, GetAttr: methodGetAttr, Repr: methodRepr, Compare: methodCompare, Hash: methodHash,
			DescrGet: func(t *Thread, self, obj, typ Value) (Value, *Exc) { return self, nil }},
		Members: []Member{
			{Name: "__func__", Get: func(self Value) Value { return AsMethod(self).Func }, Doc: "the function (or other callable) implementing a method"},
			{Name: "__self__", Get: func(self Value) Value { return AsMethod(self).Self }, Doc: "the instance to which a method is bound"},
		},
		GetSet: []GetSet{{Name: "__doc__", Get: func(t *Thread, self Value) (Value, *Exc) { return GetAttr(t, AsMethod(self).Func, nameDoc) }}},
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			m := AsMethod(self)
			name, exc := GetAttr(t, m.Func, nameName)
			if exc != nil {
				return Value{}, exc
			}
			return NewTuple(builtinNamed("getattr"), NewTuple(m.Self, name).V()).V(), nil
		}}}})
}

func cellNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("cell() takes no keyword arguments")
	}
	if exc := positional("cell", len(args), 0, 1); exc != nil {
		return Value{}, exc
	}
	c := NewCell(Value{})
	if len(args) == 1 {
		c.Value = args[0]
	}
	return c.V(), nil
}

func cellRepr(t *Thread, self Value) (Value, *Exc) {
	v := AsCell(self).Value
	if v.IsUnbound() {
		return StrV("<cell at " + Address(self) + ": empty>"), nil
	}
	return StrV("<cell at " + Address(self) + ": " + TypeName(v) + " object at " + Address(v) + ">"), nil
}

// cellCompare compares contents; an empty cell is less than any other.
func cellCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if b.Type() != CellType {
		return NotImplemented, nil
	}
	x, y := AsCell(a).Value, AsCell(b).Value
	if x.Bound() && y.Bound() {
		return Compare(t, x, y, op)
	}
	rank := func(v Value) int {
		if v.Bound() {
			return 1
		}
		return 0
	}
	d := rank(x) - rank(y)
	return Bool([...]bool{LT: d < 0, LE: d <= 0, EQ: d == 0, NE: d != 0, GT: d > 0, GE: d >= 0}[op]), nil
}

func defineCell() {
	define(CellType, &StaticType{Name: "cell", Sig: "([contents])", Doc: "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
		Slots: Slots{New: cellNew, Repr: cellRepr, Compare: cellCompare},
		GetSet: []GetSet{{Name: "cell_contents",
			Get: func(t *Thread, self Value) (Value, *Exc) {
				if v := AsCell(self).Value; v.Bound() {
					return v, nil
				}
				return Value{}, ValueErrorf("Cell is empty")
			},
			Set: func(t *Thread, self, v Value) *Exc { AsCell(self).Value = v; return nil }}}})
}
