// This file is generic attribute access: PyObject_GenericGetAttr and GenericSetAttr over
// descriptors, inline slots and instance dicts, and the method load that avoids bound methods.

package py

import "unsafe"

// GenericGetAttr is object.__getattribute__.
func GenericGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	v, exc := genericLookup(t, self, name)
	if exc == nil && v.IsUnbound() {
		return Value{}, attributeError(self, name)
	}
	return v, exc
}

// genericLookup is GenericGetAttr, except that a missing attribute gives the unbound Value.
func genericLookup(t *Thread, self Value, name *Str) (Value, *Exc) {
	typ := self.Type()
	descr := typ.Lookup(name)
	var get DescrGetFunc
	if descr.Bound() {
		s := &descr.Type().Slots
		if get = s.DescrGet; get != nil && s.DescrSet != nil {
			return get(t, descr, self, typ.V())
		}
	}
	if typ.HasDict {
		if v := instanceAttr(self, typ, name); v.Bound() {
			return v, nil
		}
	}
	if get != nil {
		return get(t, descr, self, typ.V())
	}
	return descr, nil
}

// instanceAttr returns the instance's own attribute; typ is its type and HasDict.
func instanceAttr(self Value, typ *Type, name *Str) Value {
	if typ.Layout == LayoutInstance {
		x := AsInstance(self)
		if i := typ.slotIndex(name); i >= 0 {
			if v := *x.Slot(i); v.Bound() {
				return v
			}
		}
		if x.dict != nil {
			return x.dict.GetStr(name)
		}
		if typ.shape.retired != nil {
			return x.retiredAttr(typ, name)
		}
		return Value{}
	}
	if typ.DictOffset != 0 {
		if d := *dictAt(self, typ); d != nil {
			return d.GetStr(name)
		}
	}
	return Value{}
}

// dictAt returns where an object keeps its dict; typ.DictOffset must not be zero.
func dictAt(self Value, typ *Type) **Dict {
	return (**Dict)(unsafe.Add(self.ref, typ.DictOffset))
}

// extAt returns the Ext of an instance of a Python class that derives from a native type.
func extAt(self Value, typ *Type) *Ext { return (*Ext)(unsafe.Add(self.ref, typ.ExtOffset)) }

// LoadMethod finds the attribute name of obj to be called: a function comes unbound together
// with obj as self, anything else comes with self unbound.
func LoadMethod(t *Thread, obj Value, name *Str) (fn, self Value, exc *Exc) {
	typ := obj.Type()
	if typ.Flags&CustomGetAttr != 0 {
		fn, exc = typ.Slots.GetAttr(t, obj, name)
		return fn, Value{}, exc
	}
	descr := typ.Lookup(name)
	var get DescrGetFunc
	isMethod := false
	if descr.Bound() {
		dt := descr.Type()
		if dt.Flags&MethodDescrFlag != 0 {
			isMethod = true
		} else if get = dt.Slots.DescrGet; get != nil && dt.Slots.DescrSet != nil {
			fn, exc = get(t, descr, obj, typ.V())
			return fn, Value{}, exc
		}
	}
	if typ.HasDict {
		if v := instanceAttr(obj, typ, name); v.Bound() {
			return v, Value{}, nil
		}
	}
	if isMethod {
		return descr, obj, nil
	}
	if get != nil {
		fn, exc = get(t, descr, obj, typ.V())
		return fn, Value{}, exc
	}
	if descr.Bound() {
		return descr, Value{}, nil
	}
	return Value{}, Value{}, attributeError(obj, name)
}

// AttributeErrorf makes an AttributeError with its name and obj attributes.
func AttributeErrorf(obj Value, name *Str, format string, args ...any) *Exc {
	exc := Errorf(AttributeError, format, args...)
	exc.Fields[AttributeErrorName], exc.Fields[AttributeErrorObj] = name.V(), obj
	return exc
}

// attributeError says that obj has no attribute called name.
func attributeError(obj Value, name *Str) *Exc {
	exc := NewExc(AttributeError, StrV("'"+TypeName(obj)+"' object has no attribute '"+name.String()+"'"))
	exc.Fields[AttributeErrorName], exc.Fields[AttributeErrorObj] = name.V(), obj
	return exc
}

// GenericSetAttr is object.__setattr__ and, with v unbound, object.__delattr__.
func GenericSetAttr(t *Thread, self Value, name *Str, v Value) *Exc {
	typ := self.Type()
	descr := typ.Lookup(name)
	if descr.Bound() {
		if set := descr.Type().Slots.DescrSet; set != nil {
			return set(t, descr, self, v)
		}
	}
	if !typ.HasDict {
		return noDictError(t, self, typ, name, descr)
	}
	if setInstanceAttr(self, typ, name, v) {
		return nil
	}
	return attributeError(self, name)
}

// noDictError says why an attribute of an object without a dict cannot be set.
func noDictError(t *Thread, self Value, typ *Type, name *Str, descr Value) *Exc {
	if descr.Bound() {
		return AttributeErrorf(self, name, "'%s' object attribute '%s' is read-only", typ.TpName(), name.String())
	}
	if funcWord(typ.Slots.SetAttr) == funcWord(SetAttrFunc(GenericSetAttr)) {
		return AttributeErrorf(self, name, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
			typ.TpName(), name.String())
	}
	return attributeError(self, name)
}

// setInstanceAttr assigns or deletes the instance's own attribute; false: it was not there to
// be deleted.
func setInstanceAttr(self Value, typ *Type, name *Str, v Value) bool {
	if typ.Layout == LayoutInstance {
		return AsInstance(self).setAttr(typ, name, v)
	}
	p := dictAt(self, typ)
	if v.IsUnbound() {
		return *p != nil && (*p).DelStr(name)
	}
	if *p == nil {
		*p = NewDict()
	}
	(*p).SetStr(name, v)
	return true
}
