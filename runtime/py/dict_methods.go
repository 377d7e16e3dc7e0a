// This file implements the dict type.

package py

import (
	"fmt"
	"strings"
	"unsafe"
)

// dictInst is an instance of a subclass of dict.
type dictInst struct {
	Dict
	Ext
}

func allocDict(typ *Type) Value {
	if typ == DictType {
		return NewDict().V()
	}
	x := &dictInst{}
	x.typ = typ
	return x.Dict.V()
}

// dictUpdateArgs is dict(…) and update(…): at most one positional argument, then keywords.
func dictUpdateArgs(t *Thread, d *Dict, args []Value, kw []*Str, fname string) *Exc {
	n := len(args) - len(kw)
	if n > 1 {
		return TypeErrorf("%s expected at most 1 argument, got %d", fname, n)
	}
	if n == 1 {
		if exc := dictUpdateAny(t, d, args[0]); exc != nil {
			return exc
		}
	}
	for i, k := range kw {
		if exc := d.Set(t, k.V(), args[n+i]); exc != nil {
			return exc
		}
	}
	return nil
}

// dictUpdateAny adds a mapping, recognised by its keys method, or an iterable of pairs.
func dictUpdateAny(t *Thread, d *Dict, v Value) *Exc {
	if v.Type() == DictType {
		return d.update(t, AsDict(v))
	}
	keys, exc := LookupAttr(t, v, nameKeys)
	if exc != nil {
		return exc
	}
	if keys.Bound() {
		return DictUpdate(t, d, v)
	}
	return dictFromPairs(t, d, v)
}

// update adds the items of a dict, which may change while keys are compared.
func (d *Dict) update(t *Thread, o *Dict) *Exc {
	if d == o {
		return nil
	}
	if d.used == 0 && d.typ == DictType && !o.mixed && len(o.entries) == o.used {
		c := o.Copy()
		d.entries, d.index, d.mask, d.used, d.mixed, d.version = c.entries, c.index, c.mask, c.used, c.mixed, 0
		return nil
	}
	n := o.used
	for i := 0; i < len(o.entries); i++ {
		e := o.entries[i]
		if !e.key.bound() {
			continue
		}
		if exc := d.setHash(t, e.key, e.key.hash(), e.value); exc != nil {
			return exc
		}
		if o.used != n {
			return RuntimeErrorf("dict mutated during update")
		}
	}
	return nil
}

// DictUpdate adds the items of a mapping: a dict, or an object with keys() and __getitem__.
func DictUpdate(t *Thread, d *Dict, v Value) *Exc {
	if v.Type() == DictType || v.IsDict() && v.Type().Slots.Iter != nil && funcWord(v.Type().Slots.Iter) == funcWord(DictType.Slots.Iter) {
		return d.update(t, AsDict(v))
	}
	keys, exc := CallMethod(t, v, nameKeys)
	if exc != nil {
		return exc
	}
	it, exc := Iter(t, keys)
	if exc != nil {
		return exc
	}
	for {
		k, exc := Next(t, it)
		if exc != nil || k.IsUnbound() {
			return exc
		}
		item, exc := GetItem(t, v, k)
		if exc != nil {
			return exc
		}
		if exc := d.Set(t, k, item); exc != nil {
			return exc
		}
	}
}

func dictFromPairs(t *Thread, d *Dict, v Value) *Exc {
	it, exc := Iter(t, v)
	if exc != nil {
		return exc
	}
	for i := 0; ; i++ {
		pair, exc := Next(t, it)
		if exc != nil || pair.IsUnbound() {
			return exc
		}
		if s := &pair.Type().Slots; s.Iter == nil && !s.IsSequence {
			exc := TypeErrorf("object is not iterable")
			if _, failed := excAddNote(t, exc.V(), StrV(fmt.Sprintf("Cannot convert dictionary update sequence element #%d to a sequence", i))); failed != nil {
				return failed
			}
			return exc
		}
		items, exc := Collect(t, pair)
		if exc != nil {
			return exc
		}
		if len(items) != 2 {
			return ValueErrorf("dictionary update sequence element #%d has length %d; 2 is required", i, len(items))
		}
		if exc := d.Set(t, items[0], items[1]); exc != nil {
			return exc
		}
	}
}

// DictUpdateDisplay is {**v} in a dict display.
func DictUpdateDisplay(t *Thread, d, v Value) *Exc {
	exc := DictUpdate(t, AsDict(d), v)
	if exc != nil && exc.Matches(AttributeError) {
		return TypeErrorf("'%s' object is not a mapping", TypeName(v))
	}
	return exc
}

// DictMerge adds the items of v to the keyword arguments d of a call of fn, which must not
// have any of its keys yet.
func DictMerge(t *Thread, d, v, fn Value) *Exc {
	dst := AsDict(d)
	if v.Type() == DictType && len(dst.entries) == 0 && dst.version == 0 {
		*dst = *AsDict(v).Copy()
		return nil
	}
	items := NewDict()
	if exc := DictUpdate(t, items, v); exc != nil {
		if exc.Matches(AttributeError) {
			return TypeErrorf("%s argument after ** must be a mapping, not %s", FunctionStr(t, fn), TypeName(v))
		}
		return exc
	}
	for i := range items.entries {
		e := &items.entries[i]
		if !e.key.bound() {
			continue
		}
		old, exc := dst.getHash(t, e.key, e.key.hash())
		if exc != nil {
			return exc
		}
		if old.Bound() {
			if !e.key.value().IsStr() {
				return TypeErrorf("keywords must be strings")
			}
			return TypeErrorf("%s got multiple values for keyword argument '%s'", FunctionStr(t, fn), AsStr(e.key.value()).String())
		}
		dst.insert(e.key, e.key.hash(), e.value)
	}
	return nil
}

func dictInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	return dictUpdateArgs(t, AsDict(self), args, kw, "dict")
}

func dictUpdate(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return None, dictUpdateArgs(t, AsDict(self), args, kw, "update")
}

func dictRepr(t *Thread, self Value) (Value, *Exc) {
	d := AsDict(self)
	if d.used == 0 {
		return StrV("{}"), nil
	}
	if !t.EnterRepr(self) {
		return StrV("{...}"), nil
	}
	defer t.LeaveRepr(self)
	var s strings.Builder
	s.WriteByte('{')
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if s.Len() > 1 {
			s.WriteString(", ")
		}
		kr, exc := Repr(t, k)
		if exc != nil {
			return Value{}, exc
		}
		vr, exc := Repr(t, v)
		if exc != nil {
			return Value{}, exc
		}
		s.WriteString(kr.String())
		s.WriteString(": ")
		s.WriteString(vr.String())
	}
	s.WriteByte('}')
	return StrV(s.String()), nil
}

func dictCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || !a.IsDict() || !b.IsDict() {
		return NotImplemented, nil
	}
	eq, exc := dictEqual(t, AsDict(a), AsDict(b))
	return Bool(eq == (op == EQ)), exc
}

func dictEqual(t *Thread, a, b *Dict) (bool, *Exc) {
	if a.used != b.used {
		return false, nil
	}
	for i := 0; i < len(a.entries); i++ {
		e := a.entries[i]
		if !e.key.bound() {
			continue
		}
		v, exc := b.getHash(t, e.key, e.key.hash())
		if exc != nil || v.IsUnbound() {
			return false, exc
		}
		if eq, exc := Equal(t, e.value, v); exc != nil || !eq {
			return false, exc
		}
	}
	return true, nil
}

func dictGetItem(t *Thread, self, key Value) (Value, *Exc) {
	d := AsDict(self)
	v, exc := d.Get(t, key)
	if exc != nil || v.Bound() {
		return v, exc
	}
	if self.Type() != DictType {
		if v, ok, exc := CallSpecial(t, self, nameMissing, key); ok || exc != nil {
			return v, exc
		}
	}
	return Value{}, KeyErrorOf(key)
}

// DictItem is d[key] of a dict of exact type dict.
func DictItem(t *Thread, d *Dict, key Value) (Value, *Exc) {
	v, exc := d.Get(t, key)
	if exc == nil && v.IsUnbound() {
		return v, KeyErrorOf(key)
	}
	return v, exc
}

func dictSetItem(t *Thread, self, key, v Value) *Exc {
	d := AsDict(self)
	if v.Bound() {
		return d.Set(t, key, v)
	}
	old, exc := d.Delete(t, key)
	if exc == nil && old.IsUnbound() {
		return KeyErrorOf(key)
	}
	return exc
}

func dictContains(t *Thread, self, key Value) (bool, *Exc) {
	v, exc := AsDict(self).Get(t, key)
	return v.Bound(), exc
}

func dictGet(t *Thread, self Value, args []Value) (Value, *Exc) {
	return dictGet2(t, self, args[0], boundOrNone(args[1]))
}

func dictGet1(t *Thread, self, key Value) (Value, *Exc) { return dictGet2(t, self, key, None) }

func dictGet2(t *Thread, self, key, def Value) (Value, *Exc) {
	v, exc := AsDict(self).Get(t, key)
	if exc == nil && v.IsUnbound() {
		return def, nil
	}
	return v, exc
}

func dictSetDefault(t *Thread, self Value, args []Value) (Value, *Exc) {
	return dictSetDefault2(t, self, args[0], boundOrNone(args[1]))
}

func dictSetDefault2(t *Thread, self, key, def Value) (Value, *Exc) {
	d := AsDict(self)
	hash, exc := keyHash(t, key)
	if exc != nil {
		return Value{}, exc
	}
	v, exc := d.getHash(t, withHash(key, hash), hash)
	if exc != nil || v.Bound() {
		return v, exc
	}
	d.insert(withHash(key, hash), hash, def)
	return def, nil
}

func dictPop(t *Thread, self Value, args []Value) (Value, *Exc) {
	return dictPop2(t, self, args[0], args[1])
}

func dictPop1(t *Thread, self, key Value) (Value, *Exc) { return dictPop2(t, self, key, Value{}) }

// dictPop2 is pop with a default, unbound for none.
func dictPop2(t *Thread, self, key, def Value) (Value, *Exc) {
	var v Value
	var exc *Exc
	// An empty dict does not even hash the key.
	if d := AsDict(self); d.used > 0 {
		v, exc = d.Delete(t, key)
	}
	if exc == nil && v.IsUnbound() {
		if def.Bound() {
			return def, nil
		}
		return Value{}, KeyErrorOf(key)
	}
	return v, exc
}

func dictPopitem(t *Thread, self Value) (Value, *Exc) {
	d := AsDict(self)
	for i := len(d.entries) - 1; i >= 0; i-- {
		if e := d.entries[i]; e.key.bound() {
			d.removeAt(i)
			if d.index == nil || d.used == 0 {
				return NewTuple(e.key.value(), e.value).V(), nil
			}
			d.trim()
			return NewTuple(e.key.value(), e.value).V(), nil
		}
	}
	return Value{}, Errorf(KeyError, "popitem(): dictionary is empty")
}

// trim forgets deleted entries at the end once they are many, so that popping from the end
// stays cheap.
func (d *Dict) trim() {
	if len(d.entries) > 2*d.used+smallDict {
		d.compact()
	}
}

func dictFromKeys(t *Thread, class Value, args []Value) (Value, *Exc) {
	value := None
	if args[1].Bound() {
		value = args[1]
	}
	obj, exc := Call0(t, class)
	if exc != nil {
		return Value{}, exc
	}
	it, exc := Iter(t, args[0])
	if exc != nil {
		return Value{}, exc
	}
	for {
		k, exc := Next(t, it)
		if exc != nil {
			return Value{}, exc
		}
		if k.IsUnbound() {
			return obj, nil
		}
		if obj.Type() == DictType {
			exc = AsDict(obj).Set(t, k, value)
		} else {
			exc = SetItem(t, obj, k, value)
		}
		if exc != nil {
			return Value{}, exc
		}
	}
}

func dictOr(t *Thread, a, b Value) (Value, *Exc) {
	if !a.IsDict() || !b.IsDict() {
		return NotImplemented, nil
	}
	d := AsDict(a).Copy()
	return d.V(), d.update(t, AsDict(b))
}

func dictInplaceOr(t *Thread, a, b Value) (Value, *Exc) { return a, dictUpdateAny(t, AsDict(a), b) }

func defineDict() {
	define(DictType, &StaticType{
		Name: "dict", Flags: BaseType,
		Doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
		Slots: Slots{
			Repr: dictRepr, Compare: dictCompare, Init: dictInit, New: newByAlloc, Iter: dictIter, Hash: nil,
			Len:     func(t *Thread, self Value) (int, *Exc) { return AsDict(self).used, nil },
			GetItem: dictGetItem, SetItem: dictSetItem, Contains: dictContains, IsMapping: true,
			Binary: [NumBinary]BinaryFunc{OpOr: dictOr}, Inplace: [int(InplaceBase)]BinaryFunc{OpOr: dictInplaceOr},
		},
		Alloc: allocDict, ExtOffset: unsafe.Offsetof(dictInst{}.Ext),
		Methods: []Method{
			{Name: "clear", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				AsDict(self).Clear()
				return None, nil
			}, Doc: "Remove all items from the dict."},
			{Name: "copy", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return AsDict(self).Copy().V(), nil }, Doc: "Return a shallow copy of the dict."},
			{Name: "fromkeys", Sig: "(iterable, value=None, /)", FN: dictFromKeys, Class: true, Doc: "Create a new dictionary with keys from iterable and values set to value."},
			{Name: "get", Sig: "(key, default=None, /)", F1: dictGet1, F2: dictGet2, FN: dictGet, Doc: "Return the value for key if key is in the dictionary, else default."},
			{Name: "items", Sig: "()", F0: dictView(DictItemsType), Doc: "Return a set-like object providing a view on the dict's items."},
			{Name: "keys", Sig: "()", F0: dictView(DictKeysType), Doc: "Return a set-like object providing a view on the dict's keys."},
			{Name: "pop", Sig: "(key, default=<unrepresentable>, /)", F1: dictPop1, F2: dictPop2, FN: dictPop, Doc: "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."},
			{Name: "popitem", Sig: "()", F0: dictPopitem, Doc: "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty."},
			{Name: "setdefault", Sig: "(key, default=None, /)", F2: dictSetDefault2, FN: dictSetDefault, Doc: "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."},
			{Name: "update", FK: dictUpdate, Doc: "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]"},
			{Name: "values", Sig: "()", F0: dictView(DictValuesType), Doc: "Return an object providing a view on the dict's values."},
			{Name: "__reversed__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return newDictIter(DictReverseKeyIterType, AsDict(self), true), nil
			}, Doc: "Return a reverse iterator over the dict keys."},
			{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				d := AsDict(self)
				return Int(int64(64 + 32*cap(d.entries) + 4*len(d.indexSlice()))), nil
			}, Doc: "Return the size of the dict in memory."},
			{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "See PEP 585"},
		},
	})
	defineDictViews()
}
