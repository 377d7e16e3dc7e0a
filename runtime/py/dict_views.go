// This file implements the views of dicts and the iterators over them.

package py

import "unsafe"

// The types of views and iterators.
var (
	DictKeysType             = &Type{Name: "dict_keys"}
	DictValuesType           = &Type{Name: "dict_values"}
	DictItemsType            = &Type{Name: "dict_items"}
	DictKeyIterType          = &Type{Name: "dict_keyiterator"}
	DictValueIterType        = &Type{Name: "dict_valueiterator"}
	DictItemIterType         = &Type{Name: "dict_itemiterator"}
	DictReverseKeyIterType   = &Type{Name: "dict_reversekeyiterator"}
	DictReverseValueIterType = &Type{Name: "dict_reversevalueiterator"}
	DictReverseItemIterType  = &Type{Name: "dict_reverseitemiterator"}
)

// dictViewObject is dict_keys, dict_values or dict_items.
type dictViewObject struct {
	Header
	d *Dict
}

func asView(v Value) *dictViewObject { return (*dictViewObject)(v.ref) }

func dictView(typ *Type) UnaryFunc {
	return func(t *Thread, self Value) (Value, *Exc) {
		return Value{ref: unsafe.Pointer(&dictViewObject{Header{typ}, AsDict(self)})}, nil
	}
}

// dictIterator iterates over a dict. d is nil once it is exhausted.
type dictIterator struct {
	Header
	d    *Dict
	pos  int
	used int // number of items at the start
	left int
}

func newDictIter(typ *Type, d *Dict, reverse bool) Value {
	it := &dictIterator{Header{typ}, d, 0, d.used, d.used}
	if reverse {
		it.pos = len(d.entries) - 1
	}
	return Value{ref: unsafe.Pointer(it)}
}

func dictIter(t *Thread, self Value) (Value, *Exc) {
	return newDictIter(DictKeyIterType, AsDict(self), false), nil
}

// step returns the next entry, nil at the end.
func (it *dictIterator) step(reverse bool) (*dictEntry, *Exc) {
	d := it.d
	if d == nil {
		return nil, nil
	}
	if d.used != it.used {
		it.used = -1
		return nil, RuntimeErrorf("dictionary changed size during iteration")
	}
	for it.pos >= 0 && it.pos < len(d.entries) {
		e := &d.entries[it.pos]
		if reverse {
			it.pos--
		} else {
			it.pos++
		}
		if e.key.bound() {
			if it.left == 0 {
				return nil, RuntimeErrorf("dictionary keys changed during iteration")
			}
			it.left--
			return e, nil
		}
	}
	it.d = nil
	return nil, nil
}

// dictNext makes the Next slot of an iterator; get makes the item of an entry.
func dictNext(reverse bool, get func(e *dictEntry) Value) UnaryFunc {
	return func(t *Thread, self Value) (Value, *Exc) {
		e, exc := (*dictIterator)(self.ref).step(reverse)
		if e == nil {
			return Value{}, exc
		}
		return get(e), nil
	}
}

func entryKey(e *dictEntry) Value   { return e.key.value() }
func entryValue(e *dictEntry) Value { return e.value }
func entryItem(e *dictEntry) Value  { return Tuple2(e.key.value(), e.value) }

func dictIterReduce(t *Thread, self Value) (Value, *Exc) {
	it := *(*dictIterator)(self.ref)
	list := NewList()
	next := self.Type().Slots.Next
	for {
		v, exc := next(t, Value{ref: unsafe.Pointer(&it)})
		if exc != nil {
			return Value{}, exc
		}
		if v.IsUnbound() {
			return NewTuple(builtinNamed("iter"), NewTuple(list.V()).V()).V(), nil
		}
		list.Items = append(list.Items, v)
	}
}

func viewLen(t *Thread, self Value) (int, *Exc) { return asView(self).d.used, nil }

func viewRepr(t *Thread, self Value) (Value, *Exc) {
	if !t.EnterRepr(self) {
		return StrV("..."), nil
	}
	defer t.LeaveRepr(self)
	items, exc := Collect(t, self)
	if exc != nil {
		return Value{}, exc
	}
	r, exc := Repr(t, ListFrom(items).V())
	if exc != nil {
		return Value{}, exc
	}
	return StrV(self.Type().Name + "(" + r.String() + ")"), nil
}

func keysContains(t *Thread, self, v Value) (bool, *Exc) {
	return dictContains(t, asView(self).d.V(), v)
}

func itemsContains(t *Thread, self, v Value) (bool, *Exc) {
	if !v.IsTuple() || len(AsTuple(v).Items) != 2 {
		return false, nil
	}
	pair := AsTuple(v).Items
	found, exc := asView(self).d.Get(t, pair[0])
	if exc != nil || found.IsUnbound() {
		return false, exc
	}
	return Equal(t, found, pair[1])
}

// isSetLike reports whether v takes part in set comparisons with keys and items.
func isSetLike(v Value) bool {
	typ := v.Type()
	return typ.Flags&SetSubclass != 0 || typ == DictKeysType || typ == DictItemsType ||
		typ.IsSubtype(DictKeysType) || typ.IsSubtype(DictItemsType)
}

// viewCompare compares as sets.
func viewCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !isSetLike(b) {
		return NotImplemented, nil
	}
	la, exc := Len(t, a)
	if exc != nil {
		return Value{}, exc
	}
	lb, exc := Len(t, b)
	if exc != nil {
		return Value{}, exc
	}
	var ok bool
	switch op {
	case EQ, NE:
		if ok = la == lb; ok {
			ok, exc = allIn(t, a, b)
		}
		ok = ok == (op == EQ)
	case LT:
		if ok = la < lb; ok {
			ok, exc = allIn(t, a, b)
		}
	case LE:
		if ok = la <= lb; ok {
			ok, exc = allIn(t, a, b)
		}
	case GT:
		if ok = la > lb; ok {
			ok, exc = allIn(t, b, a)
		}
	case GE:
		if ok = la >= lb; ok {
			ok, exc = allIn(t, b, a)
		}
	}
	return Bool(ok), exc
}

// allIn reports whether container has every item of v.
func allIn(t *Thread, v, container Value) (bool, *Exc) {
	it, exc := Iter(t, v)
	if exc != nil {
		return false, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil {
			return false, exc
		}
		if item.IsUnbound() {
			return true, nil
		}
		if in, exc := Contains(t, container, item); exc != nil || !in {
			return false, exc
		}
	}
}

// viewSetOp makes a set operator of views: the left operand as a set, changed in place by the
// right one.
func viewSetOp(change func(t *Thread, set, v Value) *Exc) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		if s := &b.Type().Slots; s.Iter == nil && !s.IsSequence {
			return Value{}, TypeErrorf("'%s' object is not iterable", TypeName(b))
		}
		set := NewSet()
		if exc := SetUpdate(t, set, a); exc != nil {
			return Value{}, exc
		}
		return set, change(t, set, b)
	}
}

func viewIsDisjoint(t *Thread, self, other Value) (Value, *Exc) {
	it, exc := Iter(t, other)
	if exc != nil {
		return Value{}, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil {
			return Value{}, exc
		}
		if item.IsUnbound() {
			return True, nil
		}
		if in, exc := Contains(t, self, item); exc != nil || in {
			return False, exc
		}
	}
}

func defineDictViews() {
	setOps := [NumBinary]BinaryFunc{
		OpAnd: viewSetOp(setIntersectInto), OpOr: viewSetOp(SetUpdate), OpSub: viewSetOp(setSubtract), OpXor: viewSetOp(setXorInto),
	}
	for _, d := range []struct {
		typ, iter, reverse *Type
		get                func(e *dictEntry) Value
		contains           ContainsFunc
		set                bool
	}{
		{DictKeysType, DictKeyIterType, DictReverseKeyIterType, entryKey, keysContains, true},
		{DictValuesType, DictValueIterType, DictReverseValueIterType, entryValue, nil, false},
		{DictItemsType, DictItemIterType, DictReverseItemIterType, entryItem, itemsContains, true},
	} {
		slots := Slots{
			Repr: viewRepr, Len: viewLen, Contains: d.contains,
			Iter: func(t *Thread, self Value) (Value, *Exc) { return newDictIter(d.iter, asView(self).d, false), nil },
		}
		methods := []Method{{Name: "__reversed__", F0: func(t *Thread, self Value) (Value, *Exc) {
			return newDictIter(d.reverse, asView(self).d, true), nil
		}, Doc: "Return a reverse iterator over the dict " + d.typ.Name[len("dict_"):] + "."}}
		if d.set {
			slots.Compare, slots.Binary = viewCompare, setOps
			methods = append(methods, Method{Name: "isdisjoint", F1: viewIsDisjoint, Doc: "Return True if the view and the given iterable have a null intersection."})
		}
		define(d.typ, &StaticType{
			Name: d.typ.Name, Flags: DisallowNew, Slots: slots, Methods: methods,
			GetSet: []GetSet{{Name: "mapping", Get: func(t *Thread, self Value) (Value, *Exc) {
				return NewMappingProxy(asView(self).d.V()), nil
			}, Doc: "dictionary that this view refers to"}},
		})
		for _, it := range []struct {
			typ     *Type
			reverse bool
		}{{d.iter, false}, {d.reverse, true}} {
			define(it.typ, &StaticType{
				Name: it.typ.Name, Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: dictNext(it.reverse, d.get)},
				Methods: []Method{
					{Name: "__length_hint__", F0: func(t *Thread, self Value) (Value, *Exc) {
						it := (*dictIterator)(self.ref)
						if it.d == nil || it.d.used != it.used {
							return Int(0), nil
						}
						return Int(int64(it.left)), nil
					}, Doc: "Private method returning an estimate of len(list(it))."},
					{Name: "__reduce__", F0: dictIterReduce, Doc: "Return state information for pickling."},
				},
			})
		}
	}
}
