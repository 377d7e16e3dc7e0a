// This file looks attributes up along a type's MRO: the method cache, version tags and what
// invalidates them.

package py

import (
	"slices"
	"unsafe"
	"weak"
)

// weakType refers to a subclass without keeping it alive. Static types live forever and are
// not on Go's heap, where weak pointers could refer to them.
type weakType struct {
	static *Type
	heap   weak.Pointer[Type]
}

func (w weakType) get() *Type {
	if w.static != nil {
		return w.static
	}
	return w.heap.Value()
}

// methodCacheSize is CPython's (1 << MCACHE_SIZE_EXP).
const methodCacheSize = 1 << 12

type methodCacheEntry struct {
	name    *Str
	version uint32
	value   Value
}

var (
	methodCache [methodCacheSize]methodCacheEntry
	lastVersion uint32
)

// Lookup finds name in the dicts of the type and its bases; unbound: nowhere. Nothing is
// bound or called (_PyType_Lookup).
func (typ *Type) Lookup(name *Str) Value {
	if version := typ.Version; version != 0 {
		if e := cacheEntry(name, version); e.name == name && e.version == version {
			return e.value
		}
	}
	v := typ.lookupMRO(name)
	version := typ.VersionTag()
	*cacheEntry(name, version) = methodCacheEntry{name, version, v}
	return v
}

func cacheEntry(name *Str, version uint32) *methodCacheEntry {
	return &methodCache[(uint32(uintptr(unsafe.Pointer(name))>>5)^version*31)%methodCacheSize]
}

func (typ *Type) lookupMRO(name *Str) Value {
	for _, k := range typ.MRO {
		if v := k.OwnDict().GetStr(name); v.Bound() {
			return v
		}
	}
	return Value{}
}

// lookupOwner is Lookup together with the type in whose dict the attribute was found.
func (typ *Type) lookupOwner(name *Str) (Value, *Type) {
	for _, k := range typ.MRO {
		if v := k.OwnDict().GetStr(name); v.Bound() {
			return v, k
		}
	}
	return Value{}, nil
}

// VersionTag returns the type's version, giving it one if it has none. A type that has a
// version has bases that all have one, which lets Modified stop at types without.
func (typ *Type) VersionTag() uint32 {
	if typ.Version == 0 {
		for _, k := range typ.MRO {
			if k.Version == 0 {
				lastVersion++
				k.Version = lastVersion
			}
		}
		if typ.Version == 0 { // a custom mro() that leaves the type itself out
			lastVersion++
			typ.Version = lastVersion
		}
	}
	return typ.Version
}

// Modified invalidates what caches know about the type and its subclasses.
func (typ *Type) Modified() {
	if typ.Version == 0 {
		return
	}
	typ.Version = 0
	for _, w := range typ.subclasses {
		if sub := w.get(); sub != nil {
			sub.Modified()
		}
	}
}

// OwnDict returns the type's own attributes, filling the dict of a static type on first use.
func (typ *Type) OwnDict() *Dict {
	if typ.Dict == nil {
		typ.fillDict()
	}
	return typ.Dict
}

// SetOwn assigns an attribute of the type itself, an unbound v deletes it; it reports whether a
// deletion found the name. Slots and caches follow.
func (typ *Type) SetOwn(name *Str, v Value) bool {
	d := typ.OwnDict()
	typ.Modified()
	found := true
	if v.IsUnbound() {
		found = d.DelStr(name)
	} else {
		d.SetStr(name, v)
	}
	if isDunder(name) {
		typ.updateSlotsNamed(name)
		if name == nameGet || name == nameSet || name == nameDelete {
			bindingChanged()
		}
	}
	return found
}

// bindingChanged invalidates all caches: an object that some class has as an attribute may have
// become a descriptor, or ceased to be one.
func bindingChanged() { ObjectType.Modified() }

func isDunder(name *Str) bool {
	s := name.Raw()
	return len(s) > 4 && s[0] == '_' && s[1] == '_' && s[len(s)-1] == '_' && s[len(s)-2] == '_'
}

// addSubclass records sub among the subclasses of typ.
func (typ *Type) addSubclass(sub *Type) {
	w := weakType{}
	if sub.Flags&HeapType == 0 {
		w.static = sub
	} else {
		w.heap = weak.Make(sub)
	}
	if len(typ.subclasses) == cap(typ.subclasses) { // only then are dead ones worth looking for
		typ.subclasses = slices.DeleteFunc(typ.subclasses, func(old weakType) bool { return old.get() == nil })
	}
	typ.subclasses = append(typ.subclasses, w)
}

func (typ *Type) removeSubclass(sub *Type) {
	for i, w := range typ.subclasses {
		if w.get() == sub {
			typ.subclasses = append(typ.subclasses[:i:i], typ.subclasses[i+1:]...)
			return
		}
	}
}

// Subclasses returns the direct subclasses that are alive.
func (typ *Type) Subclasses() []*Type {
	var out []*Type
	for _, w := range typ.subclasses {
		if sub := w.get(); sub != nil {
			out = append(out, sub)
		}
	}
	return out
}

// TpName is the name as error messages quote it: with the module for types of native modules.
func (typ *Type) TpName() string {
	if typ.static != nil && typ.static.Name != "" {
		return typ.static.Name
	}
	return typ.Name
}
