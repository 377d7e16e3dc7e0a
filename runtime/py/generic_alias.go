// This file implements types.GenericAlias: list[int] and its kin.

package py

import (
	"strings"
	"unsafe"
)

// GenericAlias is a parametrised generic: origin[args].
type GenericAlias struct {
	Header
	origin  Value
	args    *Tuple
	params  *Tuple // __parameters__, nil until computed
	starred bool   // *tuple[int], as in *args: *tuple[int]
}

func asAlias(v Value) *GenericAlias { return (*GenericAlias)(v.ref) }

// NewGenericAlias returns origin[arg]; a tuple holds several arguments.
func NewGenericAlias(origin, arg Value) Value {
	args := NewTuple(arg)
	if arg.IsTuple() {
		args = AsTuple(arg)
	}
	return Value{ref: unsafe.Pointer(&GenericAlias{Header: Header{GenericAliasType}, origin: origin, args: args})}
}

func aliasNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("GenericAlias() takes no keyword arguments")
	}
	if exc := positional("GenericAlias", len(args), 2, 2); exc != nil {
		return Value{}, exc
	}
	v := NewGenericAlias(args[0], args[1])
	asAlias(v).Header.typ = typ
	return v, nil
}

// TypeRepr is how a type shows in the repr of an alias or union: its qualified name.
func TypeRepr(t *Thread, v Value) (string, *Exc) {
	switch {
	case v == Ellipsis:
		return "...", nil
	case v.IsNone() || v == NoneType.V():
		return "None", nil
	}
	origin, exc := LookupAttr(t, v, nameOrigin)
	if exc != nil {
		return "", exc
	}
	if origin.Bound() {
		args, exc := LookupAttr(t, v, Intern("__args__"))
		if exc != nil {
			return "", exc
		}
		if args.Bound() {
			r, exc := Repr(t, v)
			if exc != nil {
				return "", exc
			}
			return r.String(), nil
		}
	}
	qualname, exc := LookupAttr(t, v, nameQualname)
	if exc != nil {
		return "", exc
	}
	module, exc := LookupAttr(t, v, nameModule)
	if exc != nil {
		return "", exc
	}
	if qualname.IsUnbound() || module.IsUnbound() || module.IsNone() {
		r, exc := Repr(t, v)
		if exc != nil {
			return "", exc
		}
		return r.String(), nil
	}
	q, exc := StrOf(t, qualname)
	if exc != nil {
		return "", exc
	}
	m, exc := StrOf(t, module)
	if exc != nil {
		return "", exc
	}
	if m.String() == "builtins" {
		return q.String(), nil
	}
	return m.String() + "." + q.String(), nil
}

func aliasRepr(t *Thread, self Value) (Value, *Exc) {
	a := asAlias(self)
	var b strings.Builder
	if a.starred {
		b.WriteByte('*')
	}
	s, exc := TypeRepr(t, a.origin)
	if exc != nil {
		return Value{}, exc
	}
	b.WriteString(s + "[")
	for i, arg := range a.args.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		s, exc := aliasArgRepr(t, arg)
		if exc != nil {
			return Value{}, exc
		}
		b.WriteString(s)
	}
	if len(a.args.Items) == 0 {
		b.WriteString("()")
	}
	b.WriteByte(']')
	return StrV(b.String()), nil
}

// aliasArgRepr shows an argument; a list, as in Callable's parameters, item by item.
func aliasArgRepr(t *Thread, arg Value) (string, *Exc) {
	if arg.Type() != ListType {
		return TypeRepr(t, arg)
	}
	var parts []string
	for _, item := range AsList(arg).Items {
		s, exc := TypeRepr(t, item)
		if exc != nil {
			return "", exc
		}
		parts = append(parts, s)
	}
	return "[" + strings.Join(parts, ", ") + "]", nil
}

func aliasHash(t *Thread, self Value) (int64, *Exc) {
	a := asAlias(self)
	h0, exc := Hash(t, a.origin)
	if exc != nil {
		return 0, exc
	}
	h1, exc := Hash(t, a.args.V())
	return h0 ^ h1, exc
}

func aliasCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	obj, exc := Call(t, asAlias(self).origin, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	if exc := SetAttr(t, obj, nameOrigClass, self); exc != nil && !exc.Matches(AttributeError) && !exc.Matches(TypeError) {
		return Value{}, exc
	}
	return obj, nil
}

func aliasCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || a.Type() != b.Type() && (!a.isInstanceOf(GenericAliasType) || !b.isInstanceOf(GenericAliasType)) {
		return NotImplemented, nil
	}
	x, y := asAlias(a), asAlias(b)
	eq := x.starred == y.starred
	var exc *Exc
	if eq {
		if eq, exc = CompareBool(t, x.origin, y.origin, EQ); exc != nil {
			return Value{}, exc
		}
	}
	if eq {
		if eq, exc = CompareBool(t, x.args.V(), y.args.V(), EQ); exc != nil {
			return Value{}, exc
		}
	}
	return Bool(eq == (op == EQ)), nil
}

// aliasOwn are the attributes that an alias answers itself; all others are its origin's.
var aliasOwn = map[string]bool{"__class__": true, "__origin__": true, "__args__": true, "__parameters__": true, "__mro_entries__": true,
	"__unpacked__": true, "__typing_unpacked_tuple_args__": true, "__reduce_ex__": true, "__reduce__": true, "__copy__": true, "__deepcopy__": true}

// aliasBlocked are never forwarded to the origin.
var aliasBlocked = map[string]bool{"__bases__": true, "__copy__": true, "__deepcopy__": true}

func aliasGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	s := name.String()
	if !aliasOwn[s] && !aliasBlocked[s] {
		return GetAttr(t, asAlias(self).origin, name)
	}
	return GenericGetAttr(t, self, name)
}

func aliasMROEntries(t *Thread, self, bases Value) (Value, *Exc) {
	return NewTuple(asAlias(self).origin).V(), nil
}

func aliasReduce(t *Thread, self Value) (Value, *Exc) {
	a := asAlias(self)
	if a.starred {
		inner := NewGenericAlias(a.origin, a.args.V())
		it, exc := Iter(t, inner)
		if exc != nil {
			return Value{}, exc
		}
		return NewTuple(builtinNamed("next"), NewTuple(it).V()).V(), nil
	}
	return NewTuple(GenericAliasType.V(), NewTuple(a.origin, a.args.V()).V()).V(), nil
}

// aliasIter yields the starred form once: *tuple[int].
func aliasIter(t *Thread, self Value) (Value, *Exc) {
	a := asAlias(self)
	star := NewGenericAlias(a.origin, a.args.V())
	asAlias(star).starred = true
	return Iter(t, NewTuple(star).V())
}

func noSubclassCheck(what string) func(t *Thread, self, v Value) (Value, *Exc) {
	return func(t *Thread, self, v Value) (Value, *Exc) {
		return Value{}, TypeErrorf("%s argument 2 cannot be a parameterized generic", what)
	}
}

func defineGenericAlias() {
	slots := Slots{New: aliasNew, Repr: aliasRepr, Hash: aliasHash, Call: aliasCall, Compare: aliasCompare, GetAttr: aliasGetAttr,
		Iter: aliasIter, GetItem: aliasGetItem, IsMapping: true}
	slots.Binary[OpOr] = UnionOr
	define(GenericAliasType, &StaticType{Name: "types.GenericAlias", Flags: BaseType, Slots: slots, Weakref: true,
		Doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
		Members: []Member{
			{Name: "__origin__", Get: func(self Value) Value { return asAlias(self).origin }},
			{Name: "__args__", Get: func(self Value) Value { return asAlias(self).args.V() }},
			{Name: "__unpacked__", Get: func(self Value) Value { return Bool(asAlias(self).starred) }},
		},
		GetSet: []GetSet{
			{Name: "__parameters__", Doc: "Type variables in the GenericAlias.", Get: func(t *Thread, self Value) (Value, *Exc) {
				p, exc := aliasParams(t, asAlias(self))
				if exc != nil {
					return Value{}, exc
				}
				return p.V(), nil
			}},
			{Name: "__typing_unpacked_tuple_args__", Get: func(t *Thread, self Value) (Value, *Exc) {
				if a := asAlias(self); a.starred && a.origin == TupleType.V() {
					return a.args.V(), nil
				}
				return None, nil
			}},
		},
		Methods: []Method{
			{Name: "__mro_entries__", Sig: "(bases, /)", F1: aliasMROEntries},
			{Name: "__instancecheck__", Sig: "(instance, /)", F1: noSubclassCheck("isinstance()")},
			{Name: "__subclasscheck__", Sig: "(subclass, /)", F1: noSubclassCheck("issubclass()")},
			{Name: "__reduce__", Sig: "()", F0: aliasReduce},
			{Name: "__dir__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return CallMethod(t, asAlias(self).origin, nameDir)
			}},
		}})
}
