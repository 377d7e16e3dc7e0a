// This file implements typing.Union: int | str.

package py

import (
	"strings"
	"unsafe"
)

// Union is a union of types.
type Union struct {
	Header
	args   *Tuple
	params *Tuple // __parameters__, nil until computed
	// unhashable counts the members that cannot be hashed; they make the union so.
	unhashable bool
}

func asUnion(v Value) *Union { return (*Union)(v.ref) }

func unionArgs(v Value) Value { return asUnion(v).args.V() }

// unionable reports whether v may be an operand of | for types.
func unionable(v Value) bool {
	return v.IsNone() || v.Type().Flags&TypeSubclass != 0 || v.isInstanceOf(GenericAliasType) || v.Type() == UnionType ||
		UnionableHook != nil && UnionableHook(v)
}

// UnionableHook tells of further types whose instances may be in unions (type aliases);
// runtime/mod/_typing sets it.
var UnionableHook func(v Value) bool

// UnionOr is a | b for types.
func UnionOr(t *Thread, a, b Value) (Value, *Exc) {
	if !unionable(a) || !unionable(b) {
		return NotImplemented, nil
	}
	return MakeUnion(t, a, b)
}

// MakeUnion makes the union of the given types: flattened, without duplicates; a single type
// is returned as it is.
func MakeUnion(t *Thread, types ...Value) (Value, *Exc) {
	u := &Union{Header: Header{UnionType}}
	seen := NewDict()
	var out []Value
	for _, v := range types {
		var exc *Exc
		if out, exc = u.add(t, out, seen, v); exc != nil {
			return Value{}, exc
		}
	}
	if len(out) == 1 {
		return out[0], nil
	}
	u.args = TupleFrom(out)
	return Value{ref: unsafe.Pointer(u)}, nil
}

func (u *Union) add(t *Thread, out []Value, seen *Dict, v Value) ([]Value, *Exc) {
	if v.Type() == UnionType {
		var exc *Exc
		for _, k := range asUnion(v).args.Items {
			if out, exc = u.add(t, out, seen, k); exc != nil {
				return nil, exc
			}
		}
		return out, nil
	}
	if v.IsNone() {
		v = NoneType.V()
	}
	if _, exc := Hash(t, v); exc != nil {
		if !exc.Matches(TypeError) {
			return nil, exc
		}
		u.unhashable = true
		for _, o := range out {
			if eq, exc := Equal(t, o, v); exc != nil || eq {
				return out, exc
			}
		}
		return append(out, v), nil
	}
	old, exc := seen.Get(t, v)
	if exc != nil || old.Bound() {
		return out, exc
	}
	return append(out, v), seen.Set(t, v, v)
}

func unionRepr(t *Thread, self Value) (Value, *Exc) {
	var parts []string
	for _, v := range asUnion(self).args.Items {
		s, exc := TypeRepr(t, v)
		if exc != nil {
			return Value{}, exc
		}
		parts = append(parts, s)
	}
	return StrV(strings.Join(parts, " | ")), nil
}

func unionHash(t *Thread, self Value) (int64, *Exc) {
	set := NewSet()
	for _, v := range asUnion(self).args.Items {
		if exc := SetAdd(t, set, v); exc != nil {
			return 0, TypeErrorf("union contains 1 unhashable element")
		}
	}
	frozen, exc := Call1(t, FrozenSetType.V(), set)
	if exc != nil {
		return 0, exc
	}
	return Hash(t, frozen)
}

func unionCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || b.Type() != UnionType {
		return NotImplemented, nil
	}
	x, y := asUnion(a).args.Items, asUnion(b).args.Items
	same := len(x) == len(y)
	for i := 0; same && i < len(x); i++ {
		same = false
		for _, o := range y {
			eq, exc := Equal(t, x[i], o)
			if exc != nil {
				return Value{}, exc
			}
			if eq {
				same = true
				break
			}
		}
	}
	return Bool(same == (op == EQ)), nil
}

func unionParams(t *Thread, self Value) (*Tuple, *Exc) {
	u := asUnion(self)
	if u.params == nil {
		p, exc := CollectTypeParams(t, u.args)
		if exc != nil {
			return nil, exc
		}
		u.params = p
	}
	return u.params, nil
}

func unionGetItem(t *Thread, self, item Value) (Value, *Exc) {
	params, exc := unionParams(t, self)
	if exc != nil {
		return Value{}, exc
	}
	args, exc := SubstTypeParams(t, self, asUnion(self).args, params, item)
	if exc != nil {
		return Value{}, exc
	}
	return MakeUnion(t, args.Items...)
}

func unionClassGetItem(t *Thread, self, item Value) (Value, *Exc) {
	items := []Value{item}
	if item.IsTuple() {
		items = AsTuple(item).Items
		if len(items) == 0 {
			return Value{}, TypeErrorf("Cannot take a Union of no types.")
		}
	}
	checked := make([]Value, len(items))
	for i, v := range items {
		if v.IsStr() || !unionable(v) && !Callable(v) {
			fn, exc := ImportAttr(t, "typing", "_type_check")
			if exc != nil {
				return Value{}, exc
			}
			if v, exc = Call2(t, fn, v, StrV("Union[arg, ...]: each arg must be a type.")); exc != nil {
				return Value{}, exc
			}
		}
		checked[i] = v
	}
	return MakeUnion(t, checked...)
}

func unionCheck(where string, test func(t *Thread, v, class Value) (bool, *Exc)) func(t *Thread, self, v Value) (Value, *Exc) {
	return func(t *Thread, self, v Value) (Value, *Exc) {
		ok, exc := anyClass(t, unionArgs(self), where, func(k Value) (bool, *Exc) { return test(t, v, k) })
		return Bool(ok), exc
	}
}

func defineUnion() {
	slots := Slots{Repr: unionRepr, Hash: unionHash, Compare: unionCompare, GetItem: unionGetItem, IsMapping: true}
	slots.Binary[OpOr] = UnionOr
	constant := func(name, text string) GetSet {
		return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return StrV(text), nil }}
	}
	define(UnionType, &StaticType{Name: "typing.Union", Slots: slots, Flags: DisallowNew, Weakref: true,
		Doc:     "Represent a union type\n\nE.g. for int | str",
		Members: []Member{{Name: "__args__", Get: unionArgs}},
		GetSet: []GetSet{
			constant("__name__", "Union"), constant("__qualname__", "Union"),
			{Name: "__origin__", Doc: "Always returns the type", Get: func(t *Thread, self Value) (Value, *Exc) { return UnionType.V(), nil }},
			{Name: "__parameters__", Doc: "Type variables in the types.UnionType.", Get: func(t *Thread, self Value) (Value, *Exc) {
				p, exc := unionParams(t, self)
				if exc != nil {
					return Value{}, exc
				}
				return p.V(), nil
			}},
		},
		Methods: []Method{
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: unionClassGetItem},
			{Name: "__instancecheck__", Sig: "(instance, /)", F1: unionCheck(" in __instancecheck__", IsInstanceOf)},
			{Name: "__subclasscheck__", Sig: "(subclass, /)", F1: unionCheck(" in __subclasscheck__", IsSubclassOf)},
			{Name: "__mro_entries__", Sig: "(bases, /)", F1: func(t *Thread, self, bases Value) (Value, *Exc) {
				r, exc := Repr(t, self)
				if exc != nil {
					return Value{}, exc
				}
				return Value{}, TypeErrorf("Cannot subclass %s", r.String())
			}},
		}})
}
