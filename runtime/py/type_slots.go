// This file turns __slots__ into members: descriptors over inline slots of instances or over
// the Ext of instances of classes that derive from native types.

package py

import (
	"sort"
	"unsafe"
)

const dictOffset = unsafe.Offsetof(Instance{}.dict)

// addSlots applies the class's __slots__.
func (typ *Type) addSlots(t *Thread, slots Value) *Exc {
	items := []Value{slots}
	if !slots.IsStr() {
		var exc *Exc
		if items, exc = Collect(t, slots); exc != nil {
			return exc
		}
	}
	base := typ.Base
	if len(items) > 0 && (typ.Layout == LayoutNative && typ.ExtOffset == 0 || varSized(base)) {
		return TypeErrorf("nonempty __slots__ not supported for subtype of '%s'", base.TpName())
	}
	var names []string
	for _, item := range items {
		if !item.IsStr() {
			return TypeErrorf("__slots__ items must be strings, not '%s'", TypeName(item))
		}
		name := AsStr(item)
		if !isIdentifier(name) {
			return TypeErrorf("__slots__ must be identifiers")
		}
		switch internKey(name) {
		case nameDict:
			if base.HasDict {
				return TypeErrorf("__dict__ slot disallowed: we already got one")
			}
			typ.HasDict = true
			continue
		case nameWeakref:
			if base.HasWeakref {
				return TypeErrorf("__weakref__ slot disallowed: we already got one")
			}
			typ.HasWeakref = true
			continue
		}
		mangled := mangle(typ.Name, name.String())
		key := Intern(mangled)
		if typ.Dict.GetStr(key).Bound() && key != nameQualname && key != nameClassCell && key != nameClassDictCell {
			return ValueErrorf("'%s' in __slots__ conflicts with class variable", mangled)
		}
		names = append(names, mangled)
	}
	sort.Strings(names)
	for i, name := range names {
		if i > 0 && names[i-1] == name {
			continue
		}
		typ.Dict.SetStr(Intern(name), newSlotMember(typ, name, typ.Members))
		typ.Members++
	}
	typ.inst = &typeExtras{members: names}
	return nil
}

// varSized reports whether CPython puts the data of a type's instances, whose length varies, behind
// their header, where it has no room for slots.
func varSized(typ *Type) bool {
	return typ.IsSubtype(IntType) || typ.IsSubtype(TupleType) || typ.IsSubtype(BytesType) || typ.IsSubtype(TypeType)
}

func isIdentifier(s *Str) bool {
	if s.Len() == 0 {
		return false
	}
	for i, c := range s.String() {
		if c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 || i > 0 && c >= '0' && c <= '9' {
			continue
		}
		return false
	}
	return true
}

// MemberDescr is a member_descriptor: a field of a native object, or a slot of a class.
type MemberDescr struct {
	Header
	Owner  *Type
	name   string
	doc    string
	member *Member // nil: a slot of a class
	index  int     // of the slot
}

func asMember(v Value) *MemberDescr { return (*MemberDescr)(v.ref) }

func newMemberDescr(typ *Type, m *Member) Value {
	return Value{ref: unsafe.Pointer(&MemberDescr{Header{MemberDescrType}, typ, m.Name, m.Doc, m, 0})}
}

func newSlotMember(typ *Type, name string, index int) Value {
	return Value{ref: unsafe.Pointer(&MemberDescr{Header{MemberDescrType}, typ, name, "", nil, index})}
}

// memberSlot returns the inline slot that descr, a data descriptor, stands for; -1: none.
func memberSlot(typ *Type, descr Value) int {
	if descr.Type() != MemberDescrType {
		return -1
	}
	if m := asMember(descr); m.member == nil && typ.IsSubtype(m.Owner) {
		return m.index
	}
	return -1
}

// place returns where the slot of an instance is.
func (m *MemberDescr) place(obj Value) *Value {
	typ := obj.Type()
	if typ.Layout == LayoutInstance {
		return AsInstance(obj).Slot(m.index)
	}
	ext := extAt(obj, typ)
	if len(ext.Slots) < typ.Members {
		ext.Slots = append(make([]Value, 0, typ.Members), ext.Slots...)[:typ.Members]
	}
	return &ext.Slots[m.index]
}

func memberGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() {
		return self, nil
	}
	m := asMember(self)
	if exc := descrCheck(m.name, m.Owner, obj); exc != nil {
		return Value{}, exc
	}
	if m.member != nil {
		return m.member.Get(obj), nil
	}
	if v := *m.place(obj); v.Bound() {
		return v, nil
	}
	return Value{}, attributeError(obj, Intern(m.name))
}

func memberSet(t *Thread, self, obj, v Value) *Exc {
	m := asMember(self)
	if exc := descrCheck(m.name, m.Owner, obj); exc != nil {
		return exc
	}
	if m.member != nil {
		return Errorf(AttributeError, "readonly attribute")
	}
	p := m.place(obj)
	if v.IsUnbound() && p.IsUnbound() {
		return Errorf(AttributeError, "%s", m.name)
	}
	*p = v
	return nil
}
