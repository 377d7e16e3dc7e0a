// This file defines the inline caches of attribute access, which the interpreter and compiled
// code keep beside each place. A cache remembers what looking a name up on one type gave; it
// holds as long as the type's version does.

package py

import "unsafe"

// cacheKind tells what an AttrCache knows.
type cacheKind uint8

const (
	cacheNothing  cacheKind = iota
	cacheSlot               // an inline slot of the instance
	cacheClass              // an attribute of the class that instances do not shadow
	cacheProperty           // a property with a getter in Python
	cacheModule             // a variable of a module
)

// AttrCache is the cache of one place that reads an attribute.
type AttrCache struct {
	typ     *Type
	version uint32 // of typ, or of the module's dict
	kind    cacheKind
	misses  missCount
	offset  uintptr // of an inline slot; zero: none
	value   Value   // the class's attribute, or the property's getter
	place   *Value  // the module's variable
	dict    *Dict   // the module's
	second  attrMemo
}

// attrMemo is what an AttrCache knew before of an attribute in an inline slot, for places that
// see two classes in turn.
type attrMemo struct {
	typ     *Type
	version uint32
	offset  uintptr
}

// missCount counts how often a cache was filled. From maxMisses on it counts as polymorphic and is
// filled at every rareFill-th miss only.
type missCount struct{ fills, skipped uint8 }

const (
	maxMisses = 250
	rareFill  = 32
)

// due counts a miss and reports whether the cache is to be filled.
func (m *missCount) due() bool {
	if m.fills < maxMisses {
		return true
	}
	m.skipped++
	return m.skipped%rareFill == 0
}

func (m *missCount) filled() {
	if m.fills < maxMisses {
		m.fills++
	}
}

// Slot returns the attribute if it is in the inline slot that the cache knows, else the
// unbound Value. It is small enough to be inlined.
func (c *AttrCache) Slot(obj Value) Value {
	if typ := obj.Type(); c.typ != typ || c.version != typ.Version || c.offset == 0 {
		return Value{}
	}
	return *(*Value)(unsafe.Add(obj.ref, c.offset))
}

// Load returns obj.name, and fills the cache.
func (c *AttrCache) Load(t *Thread, obj Value, name *Str) (Value, *Exc) {
	typ := obj.Type()
	if c.typ == typ {
		switch c.kind {
		case cacheSlot:
			if c.version == typ.Version {
				if v := *(*Value)(unsafe.Add(obj.ref, c.offset)); v.Bound() {
					return v, nil
				}
			}
		case cacheClass:
			if c.version == typ.Version && (typ.Layout != LayoutInstance || AsInstance(obj).dict == nil) {
				return c.value, nil
			}
		case cacheProperty:
			if c.version == typ.Version {
				return Call1(t, c.value, obj)
			}
		case cacheModule:
			if d := AsModule(obj).Dict; d == c.dict && d.version == c.version {
				return *c.place, nil
			}
		}
	}
	if m := &c.second; m.typ == typ && m.version == typ.Version {
		if v := *(*Value)(unsafe.Add(obj.ref, m.offset)); v.Bound() {
			return v, nil
		}
	}
	if c.misses.due() {
		c.fill(typ, obj, name)
	}
	return typ.Slots.GetAttr(t, obj, name)
}

// fill learns from one access.
func (c *AttrCache) fill(typ *Type, obj Value, name *Str) {
	if c.typ != nil {
		c.misses.filled()
		if c.kind == cacheSlot && c.typ != typ {
			c.second = attrMemo{c.typ, c.version, c.offset}
		}
	}
	c.typ, c.kind, c.offset = typ, cacheNothing, 0
	switch {
	case typ == ModuleType:
		d := AsModule(obj).Dict
		if i := d.findStr(name); i >= 0 {
			c.kind, c.dict, c.version, c.place = cacheModule, d, d.keysVersion(), &d.entries[i].value
		}
		return
	case typ.Flags&CustomGetAttr != 0:
		return
	}
	descr := typ.Lookup(name)
	c.version = typ.Version
	if i := typ.AttrSlot(name); i >= 0 {
		c.kind, c.offset = cacheSlot, SlotsOffset+uintptr(i)*unsafe.Sizeof(Value{})
		return
	}
	if descr.IsUnbound() {
		return
	}
	dt := descr.Type()
	switch {
	case dt == PropertyType:
		if get := asProperty(descr).get; get.Bound() && get.Type() == FunctionType {
			c.kind, c.value = cacheProperty, get
		}
	case dt.Slots.DescrGet != nil:
	case typ.Layout == LayoutInstance && typ.shape.retired == nil, !typ.HasDict:
		c.kind, c.value = cacheClass, descr
	}
}

// MethodCache is the cache of one place that loads a method to call it.
type MethodCache struct {
	typ     *Type
	version uint32
	misses  missCount
	plain   bool // instances may have a dict, which could shadow the method
	fn      Value
	second  methodMemo // what the cache knew before, for places that see two classes in turn
}

type methodMemo struct {
	typ     *Type
	version uint32
	plain   bool
	fn      Value
}

// Method returns the function that obj.name() calls with obj as self if the cache knows it,
// else the unbound Value. It is small enough to be inlined.
func (c *MethodCache) Method(obj Value) Value {
	if typ := obj.Type(); c.typ != typ || c.version != typ.Version || c.plain && AsInstance(obj).dict != nil {
		return Value{}
	}
	return c.fn
}

// Load returns what obj.name() calls, as LoadMethod does, and fills the cache.
func (c *MethodCache) Load(t *Thread, obj Value, name *Str) (fn, self Value, exc *Exc) {
	typ := obj.Type()
	if c.typ == typ && c.version == typ.Version && (!c.plain || AsInstance(obj).dict == nil) {
		return c.fn, obj, nil
	}
	if s := &c.second; s.typ == typ && s.version == typ.Version && (!s.plain || AsInstance(obj).dict == nil) {
		return s.fn, obj, nil
	}
	if c.misses.due() {
		c.fill(typ, name)
	}
	return LoadMethod(t, obj, name)
}

func (c *MethodCache) fill(typ *Type, name *Str) {
	if typ.Flags&CustomGetAttr != 0 {
		return
	}
	fn := typ.Lookup(name)
	if fn.IsUnbound() || fn.Type().Flags&MethodDescrFlag == 0 {
		return
	}
	plain := false
	if typ.HasDict {
		if typ.Layout != LayoutInstance || typ.shape.retired != nil || typ.slotIndex(name) >= 0 {
			return
		}
		plain = true
	}
	if c.typ != nil {
		c.misses.filled()
		c.second = methodMemo{c.typ, c.version, c.plain, c.fn}
	}
	c.typ, c.version, c.plain, c.fn = typ, typ.Version, plain, fn
}

// StoreCache is the cache of one place that assigns an attribute.
type StoreCache struct {
	typ     *Type
	version uint32
	misses  missCount
	index   int32
	offset  uintptr
}

// Set assigns the attribute if it has the inline slot that the cache knows and is bound;
// otherwise it does nothing. It is small enough to be inlined.
func (c *StoreCache) Set(obj, v Value) bool {
	if typ := obj.Type(); c.typ != typ || c.version != typ.Version {
		return false
	}
	p := (*Value)(unsafe.Add(obj.ref, c.offset))
	if p.ref == nil {
		return false
	}
	*p = v
	return true
}

// Store performs obj.name = v, and fills the cache.
func (c *StoreCache) Store(t *Thread, obj Value, name *Str, v Value) *Exc {
	typ := obj.Type()
	if c.typ == typ && c.version == typ.Version {
		if AsInstance(obj).BindSlot(int(c.index), v) {
			return nil
		}
	} else if c.misses.due() {
		defer c.fill(typ, name)
	}
	return SetAttr(t, obj, name, v)
}

// fill learns from an assignment that has been made, which may have given the name its slot.
func (c *StoreCache) fill(typ *Type, name *Str) {
	if typ.Layout != LayoutInstance {
		return
	}
	i := typ.StoreSlot(name)
	if i < 0 || typ.Version == 0 {
		return
	}
	if c.typ != nil {
		c.misses.filled()
	}
	c.typ, c.version, c.index = typ, typ.Version, int32(i)
	c.offset = SlotsOffset + uintptr(i)*unsafe.Sizeof(Value{})
}
