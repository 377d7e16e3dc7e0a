// This file is attribute access on classes: type.__getattribute__ and type.__setattr__.

package py

// typeGetAttr is type.__getattribute__: data descriptors of the metaclass first, then the
// class's own MRO, then the rest of the metaclass.
func typeGetAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	v, exc := typeLookupAttr(t, self, name)
	if exc == nil && v.IsUnbound() {
		return Value{}, AttributeErrorf(self, name, "type object '%s' has no attribute '%s'", AsType(self).TpName(), name.String())
	}
	return v, exc
}

func typeLookupAttr(t *Thread, self Value, name *Str) (Value, *Exc) {
	typ := AsType(self)
	meta := self.Type()
	metaAttr := meta.Lookup(name)
	var get DescrGetFunc
	if metaAttr.Bound() {
		s := &metaAttr.Type().Slots
		if get = s.DescrGet; get != nil && s.DescrSet != nil {
			return get(t, metaAttr, self, meta.V())
		}
	}
	if v := typ.Lookup(name); v.Bound() {
		if v.Type() == FunctionType {
			return v, nil
		}
		if bind := v.Type().Slots.DescrGet; bind != nil {
			return bind(t, v, Value{}, self)
		}
		return v, nil
	}
	if get != nil {
		return get(t, metaAttr, self, meta.V())
	}
	return metaAttr, nil
}

// typeSetAttr is type.__setattr__ and type.__delattr__.
func typeSetAttr(t *Thread, self Value, name *Str, v Value) *Exc {
	typ := AsType(self)
	if typ.Flags&ImmutableType != 0 {
		return TypeErrorf("cannot set '%s' attribute of immutable type '%s'", name.String(), typ.TpName())
	}
	name = internKey(name)
	descr := self.Type().Lookup(name)
	if descr.Bound() {
		if set := descr.Type().Slots.DescrSet; set != nil {
			return set(t, descr, self, v)
		}
	}
	if !typ.SetOwn(name, v) {
		return AttributeErrorf(self, name, "type object '%s' has no attribute '%s'", typ.Name, name.String())
	}
	return nil
}

// typeGetItem is C[key] for a class whose metaclass has no __getitem__: __class_getitem__.
func typeGetItem(t *Thread, obj, key Value) (Value, *Exc) {
	if obj == TypeType.V() {
		return NewGenericAlias(obj, key), nil
	}
	fn, exc := LookupAttr(t, obj, nameClassGetItem)
	if exc != nil {
		return Value{}, exc
	}
	if fn.IsUnbound() || fn.IsNone() {
		return Value{}, TypeErrorf("type '%s' is not subscriptable", AsType(obj).TpName())
	}
	return Call1(t, fn, key)
}
