// This file defines the inline caches of attribute access, which the interpreter and compiled
// code keep beside each place. A cache remembers what looking a name up on one type gave; it
// holds as long as the type's version does.

package py

import "unsafe"

// missCount counts how often a cache was filled. From maxMisses on it counts as polymorphic and is
// filled at every rareFill-th miss only; the table behind it serves the others.
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

// memoWays are further entries of a cache, for places that see a few types in turn.
type memoWays struct {
	types [4]*Type
	memos [4]attrMemo
}

// find returns what is known for typ, nil for nothing.
func (w *memoWays) find(typ *Type) *attrMemo {
	for i, t := range w.types {
		if t == typ {
			if w.memos[i].version == typ.Version {
				return &w.memos[i]
			}
			break
		}
	}
	return nil
}

// monomorphic is how often a cache is filled anew before it gets further entries: types that a program
// starts with, or changes, shall not make it slower.
const monomorphic = 2

// put enters what is known for typ in the place of an older entry for it, else of any one.
func (w *memoWays) put(typ *Type, m *attrMemo, misses *missCount) {
	n := int(misses.fills+misses.skipped) % len(w.types)
	for i, t := range w.types {
		if t == typ || t == nil {
			n = i
			break
		}
	}
	w.types[n], w.memos[n] = typ, *m
}

// AttrCache is the cache of one place that reads an attribute.
type AttrCache struct {
	typ *Type
	attrMemo
	misses missCount
	ways   *memoWays
	hint   uint32 // where the dict of the object last seen had the name
	keys   uint32 // version of the owner, or of the module's dict
	owner  *Type  // the class that is the receiver, for attrOfClass
	place  *Value // the module's variable
	vars   *Dict  // the module's
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
	if c.typ == typ && c.version == typ.Version {
		switch c.kind {
		case attrOfClass:
			if cls := AsType(obj); cls == c.owner && cls.Version == c.keys {
				return c.value, nil
			}
		case attrModule:
			if d := AsModule(obj).Dict; d == c.vars && d.version == c.keys {
				return *c.place, nil
			}
		case attrDict:
			if v := c.inDict(obj, name); v.Bound() {
				return v, nil
			}
		default:
			if v, ok, exc := c.get(t, obj, name); ok {
				return v, exc
			}
		}
	} else if c.ways != nil {
		if m := c.ways.find(typ); m != nil {
			if v, ok, exc := m.get(t, obj, name); ok {
				return v, exc
			}
		}
	}
	return c.miss(t, typ, obj, name)
}

// inDict returns the attribute from the object's dict, in which it is mostly where it was in the one
// before: that of the same object, or of one that got its attributes in the same order.
func (c *AttrCache) inDict(obj Value, name *Str) Value {
	d := c.dictOf(obj)
	if d == nil {
		return Value{}
	}
	if i := c.hint; uint(i) < uint(len(d.entries)) && d.entries[i].key.ref == unsafe.Pointer(name) {
		return d.entries[i].value
	}
	i := d.findStr(name)
	if i < 0 {
		return Value{}
	}
	c.hint = uint32(i)
	return d.entries[i].value
}

// miss reads the attribute by the tables of memos or the general way, and fills the cache.
func (c *AttrCache) miss(t *Thread, typ *Type, obj Value, name *Str) (Value, *Exc) {
	switch {
	case typ == ModuleType:
		c.fillModule(AsModule(obj).Dict, name)
	case !name.interned():
	case typ.Flags&TypeSubclass != 0:
		cls := AsType(obj)
		if m := classMemo(cls, typ, name); m.kind == attrPlain {
			if c.misses.due() {
				c.misses.filled()
				c.typ, c.attrMemo = typ, attrMemo{version: typ.Version, kind: attrOfClass, value: m.value}
				c.owner, c.keys = cls, cls.Version
			}
			return m.value, nil
		}
	default:
		m := typ.memo(name)
		if m.kind != attrOther && c.misses.due() {
			c.misses.filled()
			if c.typ == nil || c.typ == typ || c.misses.fills <= monomorphic {
				c.typ, c.attrMemo = typ, *m
			} else {
				if c.ways == nil {
					c.ways = new(memoWays)
				}
				c.ways.put(typ, m, &c.misses)
			}
		}
		if v, ok, exc := m.get(t, obj, name); ok {
			return v, exc
		}
	}
	return typ.Slots.GetAttr(t, obj, name)
}

func (c *AttrCache) fillModule(d *Dict, name *Str) {
	if i := d.findStr(name); i >= 0 {
		c.typ, c.attrMemo = ModuleType, attrMemo{version: ModuleType.VersionTag(), kind: attrModule}
		c.vars, c.keys, c.place = d, d.keysVersion(), &d.entries[i].value
	}
}

// MethodCache is the cache of one place that loads a method to call it.
type MethodCache struct {
	typ    *Type
	fn     Value // of attrMethod, else unbound
	owner  *Type // the class that is the receiver, for attrOfClass
	keys   uint32
	bind   bool // the owner is the function's self
	misses missCount
	ways   *memoWays
	attrMemo
}

// Method returns the function that obj.name() calls with obj as self if the cache knows it,
// else the unbound Value. It is small enough to be inlined.
func (c *MethodCache) Method(obj Value) Value {
	if typ := obj.Type(); c.typ != typ || c.version != typ.Version || c.dictOf(obj) != nil {
		return Value{}
	}
	return c.fn
}

// Load returns what obj.name() calls, as LoadMethod does, and fills the cache.
func (c *MethodCache) Load(t *Thread, obj Value, name *Str) (fn, self Value, exc *Exc) {
	typ := obj.Type()
	if c.typ == typ && c.version == typ.Version {
		if c.kind == attrOfClass {
			if cls := AsType(obj); cls == c.owner && cls.Version == c.keys {
				if c.bind {
					self = obj
				}
				return c.value, self, nil
			}
		} else if fn, self, ok, exc := c.call(t, obj, name); ok {
			return fn, self, exc
		}
	} else if c.ways != nil {
		if m := c.ways.find(typ); m != nil {
			if fn, self, ok, exc := m.call(t, obj, name); ok {
				return fn, self, exc
			}
		}
	}
	return c.miss(t, typ, obj, name)
}

// miss finds the method by the tables of memos or the general way, and fills the cache.
func (c *MethodCache) miss(t *Thread, typ *Type, obj Value, name *Str) (fn, self Value, exc *Exc) {
	if !name.interned() {
		return LoadMethod(t, obj, name)
	}
	if typ.Flags&TypeSubclass != 0 {
		cls := AsType(obj)
		m := classMemo(cls, typ, name)
		if m.kind != attrPlain && m.kind != attrClassMethod {
			return LoadMethod(t, obj, name)
		}
		bind := m.kind == attrClassMethod
		if c.misses.due() {
			c.misses.filled()
			c.typ, c.fn, c.attrMemo = typ, Value{}, attrMemo{version: typ.Version, kind: attrOfClass, value: m.value}
			c.owner, c.keys, c.bind = cls, cls.Version, bind
		}
		if bind {
			self = obj
		}
		return m.value, self, nil
	}
	m := typ.memo(name)
	if m.kind != attrOther && c.misses.due() {
		c.misses.filled()
		c.fill(typ, m)
	}
	fn, self, ok, exc := m.call(t, obj, name)
	if ok {
		return fn, self, exc
	}
	return LoadMethod(t, obj, name)
}

// fill enters what the name means on a type.
func (c *MethodCache) fill(typ *Type, m *attrMemo) {
	if c.typ != nil && c.typ != typ && c.misses.fills > monomorphic {
		if c.ways == nil {
			c.ways = new(memoWays)
		}
		c.ways.put(typ, m, &c.misses)
		return
	}
	c.typ, c.fn, c.attrMemo = typ, Value{}, *m
	if m.kind == attrMethod {
		c.fn = m.value
	}
}

// StoreCache is the cache of one place that assigns an attribute.
type StoreCache struct {
	typ     *Type
	version uint32
	index   int32
	offset  uintptr
	// before and after are the order of an instance's attributes when the slot was bound by this
	// place the last time, and what it became: objects are mostly built alike.
	before, after uint64
	misses        missCount
	// propTyp and setter are a type on which the name is a property, and its setter, a Python
	// function; without a setter the name is an entry of the dict of those instances that have one.
	propTyp *Type
	setter  Value
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

// Bind assigns the attribute if it has the inline slot that the cache knows, is unbound, and
// the instance has got so far the same attributes as the last one here. It is small enough to
// be inlined.
func (c *StoreCache) Bind(obj, v Value) bool {
	x := AsInstance(obj)
	if c.typ != x.typ || c.version != x.typ.Version || x.order != c.before || x.dict != nil {
		return false
	}
	x.order = c.after
	*(*Value)(unsafe.Add(obj.ref, c.offset)) = v
	return true
}

// Store performs obj.name = v, and fills the cache.
func (c *StoreCache) Store(t *Thread, obj Value, name *Str, v Value) *Exc {
	typ := obj.Type()
	if c.typ == typ && c.version == typ.Version {
		if c.Bind(obj, v) || c.Set(obj, v) {
			return nil
		}
		// A member of __slots__ leaves the order as it is, so that Bind may assign it again.
		x := AsInstance(obj)
		before := x.order
		if x.BindSlot(int(c.index), v) {
			c.before, c.after = before, x.order
			return nil
		}
	} else if c.propTyp == typ && c.version == typ.Version {
		if c.setter.Bound() {
			_, exc := Call2(t, c.setter, obj, v)
			return exc
		}
		if d := AsInstance(obj).dict; d != nil {
			d.SetStr(name, v)
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
	if typ.Version == 0 {
		return
	}
	if i < 0 {
		c.fillOther(typ, name)
		return
	}
	c.misses.filled()
	c.propTyp = nil
	c.typ, c.version, c.index = typ, typ.Version, int32(i)
	c.offset = slotOffset(i)
	c.before = ^uint64(0) // no order, since the number 15 is none of a slot
}

// fillOther learns that a name has no slot.
func (c *StoreCache) fillOther(typ *Type, name *Str) {
	if funcWord(typ.Slots.SetAttr) != funcWord(SetAttrFunc(GenericSetAttr)) {
		return
	}
	descr := typ.Lookup(name)
	if typ.HasDict && (descr.IsUnbound() || descr.Type().Slots.DescrSet == nil) {
		c.misses.filled()
		c.typ, c.propTyp, c.setter, c.version = nil, typ, Value{}, typ.Version
		return
	}
	if descr.Bound() && descr.Type() == PropertyType {
		if set := asProperty(descr).set; set.Bound() && set.Type() == FunctionType {
			c.misses.filled()
			c.typ, c.propTyp, c.setter, c.version = nil, typ, set, typ.Version
		}
	}
}
