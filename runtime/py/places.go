// This file lets native code find attributes and variables once and then watch that what it found
// still holds, as the inline caches of compiled code do.

package py

import "unsafe"

// Steady notices when an object is not the one that was looked at, or when its class or the set of
// its own attributes has changed since.
type Steady struct {
	obj           unsafe.Pointer
	typ           *Type
	dict          *Dict
	version, keys uint32
}

// SteadyOf returns the Steady of an instance of a class that is defined in Python and derives from
// no native type; false for any other object.
func SteadyOf(obj Value) (s Steady, ok bool) {
	typ := obj.Type()
	if typ.Layout != LayoutInstance || typ.Flags&CustomGetAttr != 0 {
		return s, false
	}
	s = Steady{obj: obj.ref, typ: typ, dict: AsInstance(obj).dict, version: typ.VersionTag()}
	if s.dict != nil {
		s.keys = s.dict.keysVersion()
	}
	return s, true
}

// Holds reports whether obj is the object, and nothing has changed.
func (s *Steady) Holds(obj Value) bool {
	return obj.ref == s.obj && s.obj != nil && (*Header)(obj.ref).typ == s.typ && s.typ.Version == s.version &&
		(*Instance)(obj.ref).dict == s.dict && (s.dict == nil || s.dict.version == s.keys)
}

// OwnAttr returns where an instance that has a Steady keeps an attribute of its own, nil if it has
// none of that name. The place is right while the Steady holds.
func OwnAttr(obj Value, name *Str) *Value {
	x := AsInstance(obj)
	if i := x.typ.AttrSlot(name); i >= 0 {
		if p := x.Slot(i); p.Bound() {
			return p
		}
	}
	if x.dict != nil {
		if i := x.dict.findStr(name); i >= 0 {
			return &x.dict.entries[i].value
		}
	}
	return nil
}

// Place is where a dict keeps the value of a name.
type Place struct {
	dict *Dict
	keys uint32
	at   *Value
}

// PlaceOf returns the place of name, which Get finds unbound if there is none.
func (d *Dict) PlaceOf(name *Str) (p Place) {
	if i := d.findStr(name); i >= 0 {
		p = Place{d, d.keysVersion(), &d.entries[i].value}
	}
	return p
}

// Get returns the value, unbound if the set of keys of the dict is not what it was.
func (p *Place) Get() Value {
	if p.dict == nil || p.dict.version != p.keys {
		return Value{}
	}
	return *p.at
}
