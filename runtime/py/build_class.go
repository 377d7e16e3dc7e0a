// This file is __build_class__: what a class statement does.

package py

// BuildClass is __build_class__(func, name, *bases, metaclass=…, **kwds).
func BuildClass(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	pos := args[:len(args)-len(kw)]
	if len(pos) < 2 {
		return Value{}, TypeErrorf("__build_class__: not enough arguments")
	}
	if pos[0].Type() != FunctionType {
		return Value{}, TypeErrorf("__build_class__: func must be a function")
	}
	if !pos[1].IsStr() {
		return Value{}, TypeErrorf("__build_class__: name is not a string")
	}
	fn, name := AsFunction(pos[0]), pos[1]
	origBases := NewTuple(pos[2:]...)
	bases, exc := resolveBases(t, origBases)
	if exc != nil {
		return Value{}, exc
	}
	meta, restArgs, restKw, exc := chooseMeta(t, bases, args[len(pos):], kw)
	if exc != nil {
		return Value{}, exc
	}
	ns, exc := prepareNamespace(t, meta, name, bases, restArgs, restKw)
	if exc != nil {
		return Value{}, exc
	}
	cell, exc := fn.Code.Body(t, fn, ns)
	if exc != nil {
		return Value{}, exc
	}
	if bases != origBases {
		if exc := SetItem(t, ns, nameOrigBases.V(), origBases.V()); exc != nil {
			return Value{}, exc
		}
	}
	callArgs := append([]Value{name, bases.V(), ns}, restArgs...)
	class, exc := Call(t, meta, callArgs, restKw)
	if exc != nil {
		return Value{}, exc
	}
	return class, checkClassCell(t, cell, class)
}

func checkClassCell(t *Thread, cell, class Value) *Exc {
	if ClassOf(class) == nil || cell.IsUnbound() || cell.Type() != CellType {
		return nil
	}
	set := AsCell(cell).Value
	if set == class {
		return nil
	}
	r, exc := Repr(t, class)
	if exc != nil {
		return exc
	}
	if set.IsUnbound() {
		return RuntimeErrorf("__class__ not set defining '%s' as %s. Was __classcell__ propagated to type.__new__?", AsType(class).Name, r.String())
	}
	got, exc := Repr(t, set)
	if exc != nil {
		return exc
	}
	return TypeErrorf("__class__ set to %s defining '%s' as %s", got.String(), AsType(class).Name, r.String())
}

// resolveBases replaces bases that are no classes by what their __mro_entries__ returns.
func resolveBases(t *Thread, bases *Tuple) (*Tuple, *Exc) {
	var out []Value
	changed := false
	for i, b := range bases.Items {
		if ClassOf(b) == nil {
			fn, exc := LookupAttr(t, b, nameMROEntries)
			if exc != nil {
				return nil, exc
			}
			if fn.Bound() {
				entries, exc := Call1(t, fn, bases.V())
				if exc != nil {
					return nil, exc
				}
				if !entries.IsTuple() {
					return nil, TypeErrorf("__mro_entries__ must return a tuple")
				}
				if !changed {
					out = append(out, bases.Items[:i]...)
					changed = true
				}
				out = append(out, AsTuple(entries).Items...)
				continue
			}
		}
		if changed {
			out = append(out, b)
		}
	}
	if !changed {
		return bases, nil
	}
	return TupleFrom(out), nil
}

// chooseMeta takes the metaclass out of the keywords, or finds it in the bases.
func chooseMeta(t *Thread, bases *Tuple, kwargs []Value, kw []*Str) (meta Value, args []Value, rest []*Str, exc *Exc) {
	isClass := true
	for i, k := range kw {
		if k.String() == "metaclass" {
			meta = kwargs[i]
			isClass = ClassOf(meta) != nil
		} else {
			args = append(args, kwargs[i])
			rest = append(rest, k)
		}
	}
	if meta.IsUnbound() {
		meta = TypeType.V()
		if len(bases.Items) > 0 {
			meta = bases.Items[0].Type().V()
		}
	}
	if isClass {
		winner, exc := calculateMetaclass(t, AsType(meta), bases.Items)
		if exc != nil {
			return meta, nil, nil, exc
		}
		meta = winner.V()
	}
	return meta, args, rest, nil
}

func prepareNamespace(t *Thread, meta, name Value, bases *Tuple, args []Value, kw []*Str) (Value, *Exc) {
	if meta == TypeType.V() {
		return NewDict().V(), nil
	}
	prepare, exc := LookupAttr(t, meta, namePrepare)
	if exc != nil {
		return Value{}, exc
	}
	if prepare.IsUnbound() {
		return NewDict().V(), nil
	}
	ns, exc := Call(t, prepare, append([]Value{name, bases.V()}, args...), kw)
	if exc != nil {
		return Value{}, exc
	}
	if ns.Type().Slots.GetItem == nil {
		who := "<metaclass>"
		if k := ClassOf(meta); k != nil {
			who = k.Name
		}
		return Value{}, TypeErrorf("%s.__prepare__() must return a mapping, not %s", who, TypeName(ns))
	}
	return ns, nil
}
