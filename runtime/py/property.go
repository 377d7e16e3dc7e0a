// This file implements property.

package py

import "unsafe"

// Property is a property object.
type Property struct {
	Header
	Ext
	get, set, del, doc Value // unbound: None was given or nothing
	name               Value
	getterDoc          bool
}

func asProperty(v Value) *Property { return (*Property)(v.ref) }

func propertyAlloc(typ *Type) Value {
	return Value{ref: unsafe.Pointer(&Property{Header: Header{typ}})}
}

func propertyNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return propertyAlloc(typ), nil
}

var propertySig = Signature{Text: "(fget=None, fset=None, fdel=None, doc=None)"}

func notNone(v Value) Value {
	if v.Bound() && v.IsNone() {
		return Value{}
	}
	return v
}

func propertyInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	a, exc := BindArgs("property", &propertySig, args, kw)
	if exc != nil {
		return exc
	}
	p := asProperty(self)
	if p.get.Bound() || p.set.Bound() {
		bindingChanged()
	}
	p.get, p.set, p.del, p.doc = notNone(a[0]), notNone(a[1]), notNone(a[2]), notNone(a[3])
	p.getterDoc = false
	p.name = Value{}
	doc := p.doc
	if p.get.Bound() && doc.IsUnbound() {
		v, exc := LookupAttr(t, p.get, nameDoc)
		if exc != nil {
			return exc
		}
		if doc = notNone(v); doc.Bound() {
			p.doc, p.getterDoc = doc, true
		}
	}
	if p.typ != PropertyType {
		if doc.IsUnbound() {
			doc = None
		}
		p.doc = notNone(doc)
		if exc := SetAttr(t, self, nameDoc, doc); exc != nil && !exc.Matches(AttributeError) {
			return exc
		}
	}
	return nil
}

// propertyName returns the property's __name__: set by __set_name__, or the getter's.
func propertyName(t *Thread, p *Property) (Value, *Exc) {
	if p.name.Bound() {
		return p.name, nil
	}
	if p.get.Bound() {
		return LookupAttr(t, p.get, nameName)
	}
	return Value{}, nil
}

func propertyError(t *Thread, self, obj Value, what string) *Exc {
	name, exc := propertyName(t, asProperty(self))
	if exc != nil {
		return exc
	}
	subject := "property"
	if name.Bound() {
		r, exc := Repr(t, name)
		if exc != nil {
			return exc
		}
		subject += " " + r.String()
	}
	return Errorf(AttributeError, "%s of '%s' object has no %s", subject, obj.Type().QualName, what)
}

func propertyGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() || obj.IsNone() {
		return self, nil
	}
	p := asProperty(self)
	if p.get.IsUnbound() {
		return Value{}, propertyError(t, self, obj, "getter")
	}
	return Call1(t, p.get, obj)
}

func propertySet(t *Thread, self, obj, v Value) *Exc {
	p := asProperty(self)
	fn, what := p.set, "setter"
	if v.IsUnbound() {
		fn, what = p.del, "deleter"
	}
	if fn.IsUnbound() {
		return propertyError(t, self, obj, what)
	}
	var exc *Exc
	if v.IsUnbound() {
		_, exc = Call1(t, fn, obj)
	} else {
		_, exc = Call2(t, fn, obj, v)
	}
	return exc
}

// propertyCopy makes a copy of the property with one function replaced.
func propertyCopy(t *Thread, self Value, get, set, del Value) (Value, *Exc) {
	p := asProperty(self)
	pick := func(v, old Value) Value {
		if v.Bound() && !v.IsNone() {
			return v
		}
		return boundOrNone(old)
	}
	doc := boundOrNone(p.doc)
	get = pick(get, p.get)
	if p.getterDoc && !get.IsNone() {
		doc = None
	}
	v, exc := Call(t, self.Type().V(), []Value{get, pick(set, p.set), pick(del, p.del), doc}, nil)
	if exc == nil && v.isInstanceOf(PropertyType) {
		asProperty(v).name = p.name
	}
	return v, exc
}

func propertySetName(t *Thread, self, owner, name Value) (Value, *Exc) {
	asProperty(self).name = name
	return None, nil
}

func propertyAbstract(t *Thread, self Value) (Value, *Exc) {
	p := asProperty(self)
	for _, fn := range [...]Value{p.get, p.set, p.del} {
		if b, exc := isAbstract(t, fn); exc != nil || b {
			return Bool(b), exc
		}
	}
	return False, nil
}

func defineProperty() {
	field := func(name string, at func(p *Property) *Value) GetSet {
		return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return boundOrNone(*at(asProperty(self))), nil },
			Set: func(t *Thread, self, v Value) *Exc { return Errorf(AttributeError, "readonly attribute") }}
	}
	define(PropertyType, &StaticType{Name: "property", Flags: BaseType, Doc: propertyDoc, Sig: propertySig.Text,
		Slots: Slots{New: propertyNew, Init: propertyInit, DescrGet: propertyGet, DescrSet: propertySet},
		Alloc: propertyAlloc, ExtOffset: unsafe.Offsetof(Property{}.Ext),
		Methods: []Method{
			{Name: "getter", Sig: "(object, /)", Doc: "Descriptor to obtain a copy of the property with a different getter.",
				F1: func(t *Thread, self, fn Value) (Value, *Exc) { return propertyCopy(t, self, fn, Value{}, Value{}) }},
			{Name: "setter", Sig: "(object, /)", Doc: "Descriptor to obtain a copy of the property with a different setter.",
				F1: func(t *Thread, self, fn Value) (Value, *Exc) { return propertyCopy(t, self, Value{}, fn, Value{}) }},
			{Name: "deleter", Sig: "(object, /)", Doc: "Descriptor to obtain a copy of the property with a different deleter.",
				F1: func(t *Thread, self, fn Value) (Value, *Exc) { return propertyCopy(t, self, Value{}, Value{}, fn) }},
			{Name: "__set_name__", Sig: "(owner, name, /)", F2: propertySetName, Doc: "__set_name__(owner, name)\n\nMethod to set name of a property."},
		},
		GetSet: []GetSet{
			field("fget", func(p *Property) *Value { return &p.get }),
			field("fset", func(p *Property) *Value { return &p.set }),
			field("fdel", func(p *Property) *Value { return &p.del }),
			{Name: "__doc__", Get: func(t *Thread, self Value) (Value, *Exc) { return boundOrNone(asProperty(self).doc), nil },
				Set: func(t *Thread, self, v Value) *Exc { asProperty(self).doc = v; return nil }},
			{Name: "__name__", Get: func(t *Thread, self Value) (Value, *Exc) {
				v, exc := propertyName(t, asProperty(self))
				if exc == nil && v.IsUnbound() {
					return Value{}, attributeError(self, nameName)
				}
				return v, exc
			}, Set: func(t *Thread, self, v Value) *Exc { asProperty(self).name = v; return nil }},
			{Name: "__isabstractmethod__", Get: propertyAbstract},
		}})
}

const propertyDoc = `Property attribute.

  fget
    function to be used for getting an attribute value
  fset
    function to be used for setting an attribute value
  fdel
    function to be used for del'ing an attribute
  doc
    docstring

Typical use is to define a managed attribute x:

class C(object):
    def getx(self): return self._x
    def setx(self, value): self._x = value
    def delx(self): del self._x
    x = property(getx, setx, delx, "I'm the 'x' property.")

Decorators make defining new properties or modifying existing ones easy:

class C(object):
    @property
    def x(self):
        "I am the 'x' property."
        return self._x
    @x.setter
    def x(self, value):
        self._x = value
    @x.deleter
    def x(self):
        del self._x`
