// This file is isinstance and issubclass, with __instancecheck__ and __subclasscheck__, tuples
// and unions.

package py

// IsInstanceOf is isinstance(v, class).
func IsInstanceOf(t *Thread, v, class Value) (bool, *Exc) {
	if v.Type().V() == class {
		return true, nil
	}
	ct := class.Type()
	if ct == TypeType {
		return realIsInstance(t, v, class)
	}
	if class.IsTuple() {
		if yes, known, exc := plainClasses(t, v, AsTuple(class).Items); known || exc != nil {
			return yes, exc
		}
		return anyClass(t, class, " in __instancecheck__", func(k Value) (bool, *Exc) { return IsInstanceOf(t, v, k) })
	}
	if ct == UnionType {
		return anyClass(t, unionArgs(class), " in __instancecheck__", func(k Value) (bool, *Exc) { return IsInstanceOf(t, v, k) })
	}
	r, ok, exc := CallSpecial(t, class, nameInstanceCheck, v)
	if exc != nil {
		return false, exc
	}
	if ok {
		return Truth(t, r)
	}
	return realIsInstance(t, v, class)
}

// plainClasses is isinstance for a tuple of classes of which none has a metaclass of its own; known is false
// for any other.
func plainClasses(t *Thread, v Value, classes []Value) (yes, known bool, exc *Exc) {
	for _, k := range classes {
		if k.Type() != TypeType {
			return false, false, nil
		}
	}
	for _, k := range classes {
		if yes, exc = realIsInstance(t, v, k); yes || exc != nil {
			return yes, true, exc
		}
	}
	return false, true, nil
}

func anyClass(t *Thread, tuple Value, where string, test func(k Value) (bool, *Exc)) (bool, *Exc) {
	if exc := t.EnterNative(where); exc != nil {
		return false, exc
	}
	defer t.LeaveNative()
	for _, k := range AsTuple(tuple).Items {
		if ok, exc := test(k); exc != nil || ok {
			return ok, exc
		}
	}
	return false, nil
}

// realIsInstance is isinstance without __instancecheck__.
func realIsInstance(t *Thread, v, class Value) (bool, *Exc) {
	if k := ClassOf(class); k != nil {
		if v.isInstanceOf(k) {
			return true, nil
		}
		if v.Type().Flags&CustomGetAttr == 0 && v.Type().Lookup(nameClass) == ObjectType.Lookup(nameClass) {
			return false, nil
		}
		claimed, exc := LookupAttr(t, v, nameClass)
		if exc != nil || claimed.IsUnbound() {
			return false, exc
		}
		c := ClassOf(claimed)
		return c != nil && c != v.Type() && c.IsSubtype(k), nil
	}
	if exc := checkClass(t, class, "isinstance() arg 2 must be a type, a tuple of types, or a union"); exc != nil {
		return false, exc
	}
	claimed, exc := LookupAttr(t, v, nameClass)
	if exc != nil || claimed.IsUnbound() {
		return false, exc
	}
	return abstractIsSubclass(t, claimed, class)
}

// checkClass reports an object without __bases__.
func checkClass(t *Thread, class Value, message string) *Exc {
	bases, exc := LookupAttr(t, class, nameBases)
	if exc != nil {
		return exc
	}
	if bases.IsUnbound() || !bases.IsTuple() {
		return TypeErrorf("%s", message)
	}
	return nil
}

func abstractIsSubclass(t *Thread, derived, class Value) (bool, *Exc) {
	if derived == class {
		return true, nil
	}
	bases, exc := LookupAttr(t, derived, nameBases)
	if exc != nil || bases.IsUnbound() || !bases.IsTuple() {
		return false, exc
	}
	for _, b := range AsTuple(bases).Items {
		if ok, exc := abstractIsSubclass(t, b, class); exc != nil || ok {
			return ok, exc
		}
	}
	return false, nil
}

// IsSubclassOf is issubclass(derived, class).
func IsSubclassOf(t *Thread, derived, class Value) (bool, *Exc) {
	ct := class.Type()
	if ct == TypeType {
		if derived == class {
			return true, nil
		}
		return realIsSubclass(t, derived, class)
	}
	if ct == UnionType {
		class = unionArgs(class)
	}
	if class.IsTuple() {
		return anyClass(t, class, " in __subclasscheck__", func(k Value) (bool, *Exc) { return IsSubclassOf(t, derived, k) })
	}
	r, ok, exc := CallSpecial(t, class, nameSubclassCheck, derived)
	if exc != nil {
		return false, exc
	}
	if ok {
		return Truth(t, r)
	}
	return realIsSubclass(t, derived, class)
}

func realIsSubclass(t *Thread, derived, class Value) (bool, *Exc) {
	d, c := ClassOf(derived), ClassOf(class)
	if d != nil && c != nil {
		return d.IsSubtype(c), nil
	}
	if exc := checkClass(t, derived, "issubclass() arg 1 must be a class"); exc != nil {
		return false, exc
	}
	if exc := checkClass(t, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union"); exc != nil {
		return false, exc
	}
	return abstractIsSubclass(t, derived, class)
}
