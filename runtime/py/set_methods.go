// This file implements the set and frozenset types.

package py

import (
	"unsafe"
)

// setInst is an instance of a subclass of set or frozenset.
type setInst struct {
	Set
	Ext
}

// SetIterType is the type of iterators over sets.
var SetIterType = &Type{Name: "set_iterator"}

func allocSet(typ *Type) Value {
	if typ == SetType || typ == FrozenSetType {
		return newSet(typ).V()
	}
	x := &setInst{}
	x.typ = typ
	return x.Set.V()
}

// baseSetType is set or frozenset, whichever typ derives from: the type of results.
func baseSetType(typ *Type) *Type {
	if typ == SetType || typ.IsSubtype(SetType) {
		return SetType
	}
	return FrozenSetType
}

func setInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(kw) > 0 {
		return TypeErrorf("set() takes no keyword arguments")
	}
	if len(args) > 1 {
		return TypeErrorf("set expected at most 1 argument, got %d", len(args))
	}
	AsSet(self).clear()
	if len(args) == 0 {
		return nil
	}
	return SetUpdate(t, self, args[0])
}

func frozenSetNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if typ == FrozenSetType {
		if len(kw) > 0 {
			return Value{}, TypeErrorf("frozenset() takes no keyword arguments")
		}
		if len(args) > 1 {
			return Value{}, TypeErrorf("frozenset expected at most 1 argument, got %d", len(args))
		}
		if len(args) == 1 && args[0].Type() == FrozenSetType {
			return args[0], nil
		}
	}
	v := AllocOf(typ)
	if len(args) > len(kw) {
		return v, SetUpdate(t, v, args[0])
	}
	return v, nil
}

func setRepr(t *Thread, self Value) (Value, *Exc) {
	s := AsSet(self)
	name := self.Type().Name
	if s.used == 0 {
		return StrV(name + "()"), nil
	}
	if !t.EnterRepr(self) {
		return StrV(name + "(...)"), nil
	}
	defer t.LeaveRepr(self)
	items := setItems(s)
	open, closing := name+"({", "})"
	if self.Type() == SetType {
		open, closing = "{", "}"
	}
	return reprItems(t, func() []Value { return items }, open, closing)
}

func setItems(s *Set) []Value {
	items := make([]Value, 0, s.used)
	for pos := 0; ; {
		k, ok := s.Next(&pos)
		if !ok {
			return items
		}
		items = append(items, k)
	}
}

func setCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !b.IsAnySet() {
		return NotImplemented, nil
	}
	x, y := AsSet(a), AsSet(b)
	var ok bool
	var exc *Exc
	switch op {
	case EQ, NE:
		if ok = x.used == y.used && (x.hash == 0 || y.hash == 0 || x.hash == y.hash); ok {
			ok, exc = setSubset(t, x, y)
		}
		ok = ok == (op == EQ)
	case LE:
		ok, exc = setSubset(t, x, y)
	case GE:
		ok, exc = setSubset(t, y, x)
	case LT:
		if ok = x.used < y.used; ok {
			ok, exc = setSubset(t, x, y)
		}
	case GT:
		if ok = x.used > y.used; ok {
			ok, exc = setSubset(t, y, x)
		}
	}
	return Bool(ok), exc
}

func setSubset(t *Thread, a, b *Set) (bool, *Exc) {
	if a.used > b.used {
		return false, nil
	}
	for i := 0; i < len(a.table); i++ {
		e := a.table[i]
		if !e.bound() {
			continue
		}
		hash := e.hash()
		if first := b.table; len(first) > 0 && first[uint64(hash)&uint64(len(first)-1)] == e {
			continue
		}
		if in, exc := b.contains(t, e, hash); exc != nil || !in {
			return false, exc
		}
	}
	return true, nil
}

// itemHash hashes an item that is or may be an element.
func itemHash(t *Thread, v Value) (int64, *Exc) {
	h, exc := Hash(t, v)
	if exc != nil {
		return 0, setKeyError(t, v, exc, "cannot use '%s' as a set element (%s)")
	}
	return h, nil
}

// elementHash hashes a value for a membership test; a set stands for the equal frozenset.
func elementHash(t *Thread, v Value) (int64, *Exc) {
	h, exc := Hash(t, v)
	if exc != nil && v.Type().IsSubtype(SetType) && exc.Matches(TypeError) {
		return AsSet(v).hashAllUncached(), nil
	}
	if exc != nil {
		return 0, setKeyError(t, v, exc, "cannot use '%s' as a set element (%s)")
	}
	return h, nil
}

// hashAllUncached is the hash of the frozenset with the same elements.
func (s *Set) hashAllUncached() int64 {
	s.hash = 0
	h := s.hashAll()
	s.hash = 0
	return h
}

func setContains(t *Thread, self, v Value) (bool, *Exc) {
	if v.Type() == StrType {
		key := AsStr(v).withHash()
		return AsSet(self).contains(t, key, int64(key.bits))
	}
	hash, exc := elementHash(t, v)
	if exc != nil {
		return false, exc
	}
	return AsSet(self).contains(t, withHash(v, hash), hash)
}

// asSetOf returns v as a set, made of its items if it is none.
func asSetOf(t *Thread, v Value) (*Set, *Exc) {
	if v.IsAnySet() {
		return AsSet(v), nil
	}
	s := newSet(SetType)
	return s, SetUpdate(t, s.V(), v)
}

// setIntersection returns the elements of s that are in v, as a new set of type typ.
func setIntersection(t *Thread, s *Set, v Value, typ *Type) (*Set, *Exc) {
	out := newSet(typ)
	if v.IsAnySet() {
		o := AsSet(v)
		if s == o {
			return s.copy(t, typ)
		}
		if o.used > s.used {
			s, o = o, s
		}
		for i := 0; i < len(o.table); i++ {
			e := o.table[i]
			if !e.bound() {
				continue
			}
			hash := e.hash()
			in, exc := s.contains(t, e, hash)
			if exc == nil && in {
				exc = out.add(t, e, hash)
			}
			if exc != nil {
				return nil, exc
			}
		}
		return out, nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return nil, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil {
			return nil, exc
		}
		if item.IsUnbound() {
			return out, nil
		}
		hash, exc := Hash(t, item)
		if exc != nil {
			return nil, exc
		}
		key := withHash(item, hash)
		in, exc := s.contains(t, key, hash)
		if exc == nil && in {
			exc = out.add(t, key, hash)
		}
		if exc != nil {
			return nil, exc
		}
	}
}

// setIntersectInto keeps in set what is in v.
func setIntersectInto(t *Thread, set, v Value) *Exc {
	s := AsSet(set)
	out, exc := setIntersection(t, s, v, SetType)
	if exc == nil {
		s.table, s.fill, s.used, s.finger = out.table, out.fill, out.used, 0
	}
	return exc
}

// setSubtract removes the items of v from set.
func setSubtract(t *Thread, set, v Value) *Exc {
	s := AsSet(set)
	if v.IsAnySet() && AsSet(v) == s {
		s.clear()
		return nil
	}
	if v.IsAnySet() {
		o := AsSet(v)
		for i := 0; i < len(o.table); i++ {
			if e := o.table[i]; e.bound() {
				if _, exc := s.discard(t, e, e.hash()); exc != nil {
					return exc
				}
			}
		}
	} else if exc := setSubtractIterable(t, s, v); exc != nil {
		return exc
	}
	if s.fill-s.used > len(s.table)/5 {
		s.resize(s.used * 4)
	}
	return nil
}

func setSubtractIterable(t *Thread, s *Set, v Value) *Exc {
	it, exc := Iter(t, v)
	if exc != nil {
		return exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return exc
		}
		hash, exc := itemHash(t, item)
		if exc != nil {
			return exc
		}
		if _, exc := s.discard(t, withHash(item, hash), hash); exc != nil {
			return exc
		}
	}
}

// setDifference returns the elements of s that are not in v.
func setDifference(t *Thread, s *Set, v Value, typ *Type) (*Set, *Exc) {
	small := v.IsAnySet() && s.used>>2 > AsSet(v).used || v.Type() == DictType && s.used>>2 > AsDict(v).used
	if small || !v.IsAnySet() && v.Type() != DictType {
		out, exc := s.copy(t, typ)
		if exc == nil {
			exc = setSubtract(t, out.V(), v)
		}
		return out, exc
	}
	out := newSet(typ)
	for i := 0; i < len(s.table); i++ {
		e := s.table[i]
		if !e.bound() {
			continue
		}
		hash := e.hash()
		var in bool
		var exc *Exc
		if v.IsAnySet() {
			in, exc = AsSet(v).contains(t, e, hash)
		} else {
			in, exc = AsDict(v).has(t, e, hash)
		}
		if exc == nil && !in {
			exc = out.add(t, e, hash)
		}
		if exc != nil {
			return nil, exc
		}
	}
	return out, nil
}

// setXorInto makes set the symmetric difference with v.
func setXorInto(t *Thread, set, v Value) *Exc {
	s := AsSet(set)
	if v.IsAnySet() && AsSet(v) == s {
		s.clear()
		return nil
	}
	o, exc := asSetOf(t, v)
	if exc != nil {
		return exc
	}
	for i := 0; i < len(o.table); i++ {
		e := o.table[i]
		if !e.bound() {
			continue
		}
		hash := e.hash()
		gone, exc := s.discard(t, e, hash)
		if exc == nil && !gone {
			exc = s.add(t, e, hash)
		}
		if exc != nil {
			return exc
		}
	}
	return nil
}

// setXor starts from the right operand, as CPython does, which decides the order.
func setXor(t *Thread, s *Set, v Value, typ *Type) (*Set, *Exc) {
	out := newSet(typ)
	if exc := SetUpdate(t, out.V(), v); exc != nil {
		return nil, exc
	}
	return out, setXorInto(t, out.V(), s.V())
}

func setUnion(t *Thread, s *Set, v Value, typ *Type) (*Set, *Exc) {
	out, exc := s.copy(t, typ)
	if exc == nil {
		exc = SetUpdate(t, out.V(), v)
	}
	return out, exc
}

// setMaker is an operation that makes a new set of an old one and another operand.
type setMaker func(t *Thread, s *Set, v Value, typ *Type) (*Set, *Exc)

// setOperator makes a binary operator, which takes sets only.
func setOperator(make setMaker) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		if !a.IsAnySet() || !b.IsAnySet() {
			return NotImplemented, nil
		}
		s, exc := make(t, AsSet(a), b, baseSetType(a.Type()))
		if exc != nil {
			return Value{}, exc
		}
		return s.V(), nil
	}
}

func setInplace(change func(t *Thread, set, v Value) *Exc) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		if !b.IsAnySet() {
			return NotImplemented, nil
		}
		return a, change(t, a, b)
	}
}

// setMethod makes a method that applies make to any number of iterables in turn.
func setMethod(make setMaker) func(*Thread, Value, []Value, []*Str) (Value, *Exc) {
	return func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
		typ := baseSetType(self.Type())
		s := AsSet(self)
		for _, a := range args {
			var exc *Exc
			if s, exc = make(t, s, a, typ); exc != nil {
				return Value{}, exc
			}
		}
		if len(args) == 0 {
			var exc *Exc
			if s, exc = s.copy(t, typ); exc != nil {
				return Value{}, exc
			}
		}
		return s.V(), nil
	}
}

func setUpdateMethod(change func(t *Thread, set, v Value) *Exc) func(*Thread, Value, []Value, []*Str) (Value, *Exc) {
	return func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
		for _, a := range args {
			if exc := change(t, self, a); exc != nil {
				return Value{}, exc
			}
		}
		return None, nil
	}
}

func setCopy(t *Thread, self Value) (Value, *Exc) {
	if self.Type() == FrozenSetType {
		return self, nil
	}
	s, exc := AsSet(self).copy(t, baseSetType(self.Type()))
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

func setPop(t *Thread, self Value) (Value, *Exc) {
	s := AsSet(self)
	if s.used == 0 {
		return Value{}, Errorf(KeyError, "pop from an empty set")
	}
	i := s.finger & (len(s.table) - 1)
	for !s.table[i].bound() {
		i = (i + 1) & (len(s.table) - 1)
	}
	key := s.table[i].value()
	s.table[i] = hashed{bits: deletedBits}
	s.used--
	s.finger = i + 1
	return key, nil
}

func setDiscard(t *Thread, self, v Value) (Value, *Exc) {
	hash, exc := elementHash(t, v)
	if exc == nil {
		_, exc = AsSet(self).discard(t, withHash(v, hash), hash)
	}
	return None, exc
}

func setRemove(t *Thread, self, v Value) (Value, *Exc) {
	hash, exc := elementHash(t, v)
	if exc != nil {
		return Value{}, exc
	}
	found, exc := AsSet(self).discard(t, withHash(v, hash), hash)
	if exc == nil && !found {
		exc = KeyErrorOf(v)
	}
	return None, exc
}

func setIsDisjoint(t *Thread, self, v Value) (Value, *Exc) {
	s := AsSet(self)
	if v.IsAnySet() {
		return setsDisjoint(t, s, AsSet(v))
	}
	if v.Type() == StrType {
		return setDisjointFrom(t, s, AsStr(v))
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return Value{}, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return True, exc
		}
		hash, exc := itemHash(t, item)
		if exc != nil {
			return Value{}, exc
		}
		if in, exc := s.contains(t, withHash(item, hash), hash); exc != nil || in {
			return False, exc
		}
	}
}

// setsDisjoint looks for the elements of the smaller set in the larger one.
func setsDisjoint(t *Thread, s, o *Set) (Value, *Exc) {
	if s == o {
		return Bool(s.used == 0), nil
	}
	if o.used > s.used {
		s, o = o, s
	}
	for i := 0; i < len(o.table); i++ {
		if e := o.table[i]; e.bound() {
			if in, exc := s.contains(t, e, e.hash()); exc != nil || in {
				return False, exc
			}
		}
	}
	return True, nil
}

// setDisjointFrom looks for the characters of a str, for each of the first 256 once.
func setDisjointFrom(t *Thread, s *Set, chars *Str) (Value, *Exc) {
	var seen [256]bool
	for i := range chars.Len() {
		c := chars.At(i)
		if c < 256 {
			if seen[c] {
				continue
			}
			seen[c] = true
		}
		key := StrOfRune(c).withHash()
		if in, exc := s.contains(t, key, int64(key.bits)); exc != nil || in {
			return False, exc
		}
	}
	return True, nil
}

func setIsSubset(t *Thread, self, v Value) (Value, *Exc) {
	s := AsSet(self)
	if !v.IsAnySet() {
		common, exc := setIntersection(t, s, v, SetType)
		if exc != nil {
			return Value{}, exc
		}
		return Bool(common.used == s.used), nil
	}
	ok, exc := setSubset(t, s, AsSet(v))
	return Bool(ok), exc
}

func setIsSuperset(t *Thread, self, v Value) (Value, *Exc) {
	o, exc := asSetOf(t, v)
	if exc != nil {
		return Value{}, exc
	}
	ok, exc := setSubset(t, o, AsSet(self))
	return Bool(ok), exc
}

func setReduce(t *Thread, self Value) (Value, *Exc) {
	state := None
	if self.Type().ExtOffset != 0 && self.Type().HasDict {
		d, exc := LookupAttr(t, self, nameDict)
		if exc != nil {
			return Value{}, exc
		}
		if d.Bound() {
			state = d
		}
	}
	items := ListFrom(setItems(AsSet(self))).V()
	return NewTuple(self.Type().V(), NewTuple(items).V(), state).V(), nil
}

// setIter iterates over a set; s is nil once it is exhausted.
type setIter struct {
	Header
	s    *Set
	pos  int
	used int
	left int
}

func newSetIter(t *Thread, self Value) (Value, *Exc) {
	s := AsSet(self)
	return Value{ref: unsafe.Pointer(&setIter{Header{SetIterType}, s, 0, s.used, s.used})}, nil
}

func setIterNext(t *Thread, self Value) (Value, *Exc) {
	it := (*setIter)(self.ref)
	if it.s == nil {
		return Value{}, nil
	}
	if it.s.used != it.used {
		it.used = -1
		return Value{}, RuntimeErrorf("Set changed size during iteration")
	}
	k := it.s.nextKey(&it.pos)
	if !k.bound() {
		it.s = nil
		return Value{}, nil
	}
	it.left--
	return k.value(), nil
}

func setBinary() [NumBinary]BinaryFunc {
	return [NumBinary]BinaryFunc{
		OpOr: setOperator(setUnion), OpAnd: setOperator(setIntersection),
		OpSub: setOperator(setDifference), OpXor: setOperator(setXor),
	}
}

func setSlots() Slots {
	return Slots{
		Repr: setRepr, Compare: setCompare, Iter: newSetIter, Contains: setContains, Binary: setBinary(),
		Len: func(t *Thread, self Value) (int, *Exc) { return AsSet(self).used, nil },
	}
}

// commonSetMethods are those of set and frozenset.
func commonSetMethods(name string) []Method {
	return []Method{
		{Name: "copy", Sig: "()", F0: setCopy, Doc: "Return a shallow copy of a set."},
		{Name: "difference", Sig: "(*others)", FK: setMethod(setDifference), Doc: "Return a new set with elements in the set that are not in the others."},
		{Name: "intersection", Sig: "(*others)", FK: setMethod(setIntersection), Doc: "Return a new set with elements common to the set and all others."},
		{Name: "isdisjoint", Sig: "(other, /)", F1: setIsDisjoint, Doc: "Return True if two sets have a null intersection."},
		{Name: "issubset", Sig: "(other, /)", F1: setIsSubset, Doc: "Report whether another set contains this set."},
		{Name: "issuperset", Sig: "(other, /)", F1: setIsSuperset, Doc: "Report whether this set contains another set."},
		{Name: "symmetric_difference", Sig: "(other, /)", F1: func(t *Thread, self, v Value) (Value, *Exc) {
			s, exc := setXor(t, AsSet(self), v, baseSetType(self.Type()))
			if exc != nil {
				return Value{}, exc
			}
			return s.V(), nil
		}, Doc: "Return a new set with elements in either the set or other but not both."},
		{Name: "union", Sig: "(*others)", FK: setMethod(setUnion), Doc: "Return a new set with elements from the set and all others."},
		{Name: "__reduce__", Sig: "()", F0: setReduce, Doc: "Return state information for pickling."},
		{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			return Int(int64(200 + 16*max(len(AsSet(self).table)-setMinSize, 0))), nil
		}, Doc: "S.__sizeof__() -> size of S in memory, in bytes."},
		{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "See PEP 585"},
	}
}

func defineSet() {
	slots := setSlots()
	slots.Init, slots.New = setInit, newByAlloc
	slots.Inplace = [int(InplaceBase)]BinaryFunc{
		OpOr: setInplace(SetUpdate), OpAnd: setInplace(setIntersectInto), OpSub: setInplace(setSubtract), OpXor: setInplace(setXorInto),
	}
	define(SetType, &StaticType{
		Name: "set", Flags: BaseType, Slots: slots, Alloc: allocSet, ExtOffset: unsafe.Offsetof(setInst{}.Ext), Weakref: true,
		Doc: "Build an unordered collection of unique elements.",
		Methods: append(commonSetMethods("set"), []Method{
			{Name: "add", Sig: "(object, /)", F1: func(t *Thread, self, v Value) (Value, *Exc) { return None, SetAdd(t, self, v) }, Doc: "Add an element to a set.\n\nThis has no effect if the element is already present."},
			{Name: "clear", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				AsSet(self).clear()
				return None, nil
			}, Doc: "Remove all elements from this set."},
			{Name: "discard", Sig: "(object, /)", F1: setDiscard, Doc: "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."},
			{Name: "difference_update", Sig: "(*others)", FK: setUpdateMethod(setSubtract), Doc: "Update the set, removing elements found in others."},
			{Name: "intersection_update", Sig: "(*others)", FK: setUpdateMethod(setIntersectInto), Doc: "Update the set, keeping only elements found in it and all others."},
			{Name: "pop", Sig: "()", F0: setPop, Doc: "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."},
			{Name: "remove", Sig: "(object, /)", F1: setRemove, Doc: "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
			{Name: "symmetric_difference_update", Sig: "(other, /)", F1: func(t *Thread, self, v Value) (Value, *Exc) { return None, setXorInto(t, self, v) }, Doc: "Update the set, keeping only elements found in either set, but not in both."},
			{Name: "update", Sig: "(*others)", FK: setUpdateMethod(SetUpdate), Doc: "Update the set, adding elements from all others."},
		}...),
	})
	slots = setSlots()
	slots.New = frozenSetNew
	slots.Hash = func(t *Thread, self Value) (int64, *Exc) { return AsSet(self).hashAll(), nil }
	define(FrozenSetType, &StaticType{
		Name: "frozenset", Flags: BaseType, Slots: slots, Alloc: allocSet, ExtOffset: unsafe.Offsetof(setInst{}.Ext), Weakref: true,
		Doc: "Build an immutable unordered collection of unique elements.", Methods: commonSetMethods("frozenset"),
	})
	define(SetIterType, &StaticType{
		Name: "set_iterator", Flags: DisallowNew, Slots: Slots{Iter: selfIter, Next: setIterNext},
		Methods: []Method{
			{Name: "__length_hint__", F0: func(t *Thread, self Value) (Value, *Exc) {
				return Int(int64((*setIter)(self.ref).left)), nil
			}, Doc: "Private method returning an estimate of len(list(it))."},
			{Name: "__reduce__", F0: func(t *Thread, self Value) (Value, *Exc) {
				it := *(*setIter)(self.ref)
				items, exc := Collect(t, Value{ref: unsafe.Pointer(&it)})
				return NewTuple(builtinNamed("iter"), NewTuple(ListFrom(items).V()).V()).V(), exc
			}, Doc: "Return state information for pickling."},
		},
	})
}
