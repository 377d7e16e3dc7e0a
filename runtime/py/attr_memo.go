// This file remembers what attribute names mean on types: one table for instances and one for
// classes as receivers. The inline caches copy its entries; places that see many types use it
// as it is.

package py

import "unsafe"

// attrKind tells what an attribute name means on a type.
type attrKind uint8

const (
	attrOther       attrKind = iota // none of the kinds below: take the general way
	attrSlot                        // an inline slot; where it is unbound the dict, then value
	attrDict                        // an entry of the instance's dict
	attrPlain                       // value, which does not bind
	attrProperty                    // value is the getter of a property, a Python function
	attrGetSet                      // value is the descriptor of an attribute that native code computes
	attrMethod                      // value binds to the instance when it is called
	attrClassMethod                 // value is the function of a classmethod
	attrOfClass                     // the receiver is a class; see AttrCache.owner
	attrModule                      // a variable of a module
)

// attrMemo is what a name means on a type in the state that version identifies.
type attrMemo struct {
	version uint32
	kind    attrKind
	offset  uintptr // of an inline slot; zero: none
	dict    uintptr // offset of the *Dict that may hold the name instead; zero: none
	value   Value
}

// memoEntry is an entry of the tables. meta is the version of the metaclass where the receiver
// is a class.
type memoEntry struct {
	name *Str
	meta uint32
	attrMemo
}

const memoTableSize = 1 << 11

var attrMemos, classMemos [memoTableSize]memoEntry

func memoIndex(name *Str, version uint32) uint32 {
	return (uint32(uintptr(unsafe.Pointer(name))>>5) ^ version*31) % memoTableSize
}

// memo returns what name, which must be interned, means on instances of typ.
func (typ *Type) memo(name *Str) *attrMemo {
	e := &attrMemos[memoIndex(name, typ.Version)]
	if e.name == name && e.version == typ.Version && typ.Version != 0 {
		return &e.attrMemo
	}
	version := typ.VersionTag()
	e = &attrMemos[memoIndex(name, version)]
	e.name, e.attrMemo = name, typ.describe(name)
	e.version = version
	return &e.attrMemo
}

// describe finds out what name means on instances of typ.
func (typ *Type) describe(name *Str) attrMemo {
	hooked := typ.Flags&CustomGetAttr != 0
	if hooked && !typ.onlyGetAttrHook() {
		return attrMemo{}
	}
	descr := typ.Lookup(name)
	if descr.Bound() && descr.Type().Slots.DescrSet != nil {
		if i := memberSlot(typ, descr); i >= 0 && typ.Layout == LayoutInstance {
			return attrMemo{kind: attrSlot, offset: slotOffset(i)}
		}
		if get := propertyGetter(descr); get.Bound() && !hooked {
			return attrMemo{kind: attrProperty, value: get}
		}
		if descr.Type() == GetSetDescrType && !hooked && asGetSet(descr).def.Get != nil && typ.IsSubtype(asGetSet(descr).Owner) {
			return attrMemo{kind: attrGetSet, value: descr}
		}
		return attrMemo{}
	}
	m := inheritedAttr(descr)
	switch {
	case !typ.HasDict:
		return m
	case typ.Layout == LayoutInstance:
		m.dict = dictOffset
	case typ.DictOffset != 0:
		m.dict = typ.DictOffset
	default:
		return attrMemo{}
	}
	if m.kind == attrOther && descr.IsUnbound() {
		m.kind = attrDict
	}
	if typ.Layout != LayoutInstance {
		return m
	}
	if i := typ.slotIndex(name); i >= 0 {
		if m.kind != attrPlain {
			m.value = Value{}
		}
		m.kind, m.offset = attrSlot, slotOffset(i)
	} else if typ.shape.retired != nil {
		return attrMemo{}
	}
	return m
}

func slotOffset(i int) uintptr { return SlotsOffset + uintptr(i)*unsafe.Sizeof(Value{}) }

// inheritedAttr describes an attribute found on a class that is no data descriptor.
func inheritedAttr(descr Value) attrMemo {
	if descr.IsUnbound() {
		return attrMemo{}
	}
	dt := descr.Type()
	switch {
	case dt.Flags&MethodDescrFlag != 0:
		return attrMemo{kind: attrMethod, value: descr}
	case dt == ClassMethodType && asWrapped(descr).fn.Type() == FunctionType:
		return attrMemo{kind: attrClassMethod, value: asWrapped(descr).fn}
	case dt == StaticMethodType:
		return attrMemo{kind: attrPlain, value: asWrapped(descr).fn}
	case dt.Slots.DescrGet == nil:
		return attrMemo{kind: attrPlain, value: descr}
	}
	return attrMemo{}
}

// propertyGetter returns the getter of a property if it is a Python function.
func propertyGetter(descr Value) Value {
	if descr.Type() == PropertyType {
		if get := asProperty(descr).get; get.Bound() && get.Type() == FunctionType {
			return get
		}
	}
	return Value{}
}

// onlyGetAttrHook reports whether a type with attribute access of its own has just a
// __getattr__, which is asked only for what is not found.
func (typ *Type) onlyGetAttrHook() bool {
	if funcWord(typ.Slots.GetAttr) != slotGetAttrHookWord {
		return false
	}
	w := asWrapperOf(typ.Lookup(nameGetAttribute))
	return w != nil && w.fn == genericGetAttrWord
}

// classMemo returns what name means on the class cls, whose metaclass is meta.
func classMemo(cls, meta *Type, name *Str) *attrMemo {
	e := &classMemos[memoIndex(name, cls.Version)]
	if e.name == name && e.version == cls.Version && e.meta == meta.Version && cls.Version != 0 {
		return &e.attrMemo
	}
	version, metaVersion := cls.VersionTag(), meta.VersionTag()
	e = &classMemos[memoIndex(name, version)]
	e.name, e.meta, e.attrMemo = name, metaVersion, describeOfClass(cls, meta, name)
	e.version = version
	return &e.attrMemo
}

func describeOfClass(cls, meta *Type, name *Str) attrMemo {
	if funcWord(meta.Slots.GetAttr) != typeGetAttrWord {
		return attrMemo{}
	}
	if descr := meta.Lookup(name); descr.Bound() && descr.Type().Slots.DescrSet != nil {
		return attrMemo{}
	}
	m := inheritedAttr(cls.Lookup(name))
	if m.kind == attrMethod && m.value.Type() != FunctionType {
		return attrMemo{}
	}
	if m.kind == attrMethod {
		m.kind = attrPlain // a function of a class does not bind to the class
	}
	return m
}

// dictOf returns the dict of obj that may hold the name, nil if there is none.
func (m *attrMemo) dictOf(obj Value) *Dict {
	if m.dict == 0 {
		return nil
	}
	return *(**Dict)(unsafe.Add(obj.ref, m.dict))
}

// get reads the attribute of obj that m describes; ok is false where the general way must be
// taken.
func (m *attrMemo) get(t *Thread, obj Value, name *Str) (v Value, ok bool, exc *Exc) {
	switch m.kind {
	case attrSlot:
		if v = *(*Value)(unsafe.Add(obj.ref, m.offset)); v.Bound() {
			return v, true, nil
		}
	case attrProperty:
		v, exc = Call1(t, m.value, obj)
		return v, true, exc
	case attrGetSet:
		v, exc = asGetSet(m.value).def.Get(t, obj)
		return v, true, exc
	case attrPlain, attrDict:
	default:
		return Value{}, false, nil
	}
	if d := m.dictOf(obj); d != nil {
		if v = d.GetStr(name); v.Bound() {
			return v, true, nil
		}
	}
	return m.value, m.value.Bound(), nil
}

// call finds the function that obj.name() calls, and its self; ok is false where the general
// way must be taken.
func (m *attrMemo) call(t *Thread, obj Value, name *Str) (fn, self Value, ok bool, exc *Exc) {
	switch m.kind {
	case attrMethod:
		self = obj
	case attrClassMethod:
		self = obj.Type().V()
	default:
		fn, ok, exc = m.get(t, obj, name)
		return fn, Value{}, ok, exc
	}
	if d := m.dictOf(obj); d != nil {
		if v := d.GetStr(name); v.Bound() {
			return v, Value{}, true, nil
		}
	}
	return m.value, self, true, nil
}
