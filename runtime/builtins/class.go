// This file implements __build_class__: what a class statement calls.

package builtins

import "adder/runtime/py"

func buildClass(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	switch {
	case npos < 2:
		return value{}, py.TypeErrorf("__build_class__: not enough arguments")
	case args[0].Type() != py.FunctionType:
		return value{}, py.TypeErrorf("__build_class__: func must be a function")
	case !args[1].IsStr():
		return value{}, py.TypeErrorf("__build_class__: name is not a string")
	}
	orig := args[2:npos]
	bases, exc := mroEntries(t, orig)
	if exc != nil {
		return value{}, exc
	}
	basesTuple := py.NewTuple(bases...)
	meta, kwArgs, kw, exc := metaclass(bases, args[npos:], kw)
	if exc != nil {
		return value{}, exc
	}
	ns, exc := prepare(t, meta, args[1], basesTuple, kwArgs, kw)
	if exc != nil {
		return value{}, exc
	}
	fn := py.AsFunction(args[0])
	cell, exc := fn.Code.Body(t, fn, ns)
	if exc != nil {
		return value{}, exc
	}
	if !sameItems(bases, orig) {
		if exc := py.SetItem(t, ns, py.StrV("__orig_bases__"), py.NewTuple(orig...).V()); exc != nil {
			return value{}, exc
		}
	}
	cls, exc := py.Call(t, meta, append([]value{args[1], basesTuple.V(), ns}, kwArgs...), kw)
	if exc != nil {
		return value{}, exc
	}
	if py.ClassOf(cls) != nil && cell.Type() == py.CellType {
		if exc := checkCell(t, py.AsCell(cell), cls, args[1]); exc != nil {
			return value{}, exc
		}
	}
	return cls, nil
}

func sameItems(a, b []value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// mroEntries replaces bases that are no classes by what their __mro_entries__ returns.
func mroEntries(t *thread, bases []value) ([]value, *excp) {
	var out []value
	changed := false
	for i, base := range bases {
		if py.ClassOf(base) == nil {
			fn, exc := py.LookupAttr(t, base, py.Intern("__mro_entries__"))
			if exc != nil {
				return nil, exc
			}
			if fn.Bound() {
				v, exc := py.Call1(t, fn, py.NewTuple(bases...).V())
				if exc != nil {
					return nil, exc
				}
				if !v.IsTuple() {
					return nil, py.TypeErrorf("__mro_entries__ must return a tuple")
				}
				if !changed {
					out, changed = append(out, bases[:i]...), true
				}
				out = append(out, py.AsTuple(v).Items...)
				continue
			}
		}
		if changed {
			out = append(out, base)
		}
	}
	if !changed {
		return bases, nil
	}
	return out, nil
}

// metaclass chooses the metaclass and takes its keyword out of the call.
func metaclass(bases, kwArgs []value, kw []*py.Str) (meta value, restArgs []value, restKw []*py.Str, exc *excp) {
	for i, k := range kw {
		if k.String() == "metaclass" {
			meta = kwArgs[i]
			continue
		}
		restArgs, restKw = append(restArgs, kwArgs[i]), append(restKw, k)
	}
	if meta.IsUnbound() {
		meta = py.TypeType.V()
		if len(bases) > 0 {
			meta = bases[0].Type().V()
		}
	}
	winner := py.ClassOf(meta)
	if winner == nil {
		return meta, restArgs, restKw, nil
	}
	for _, base := range bases {
		typ := base.Type()
		switch {
		case winner.IsSubtype(typ):
		case typ.IsSubtype(winner):
			winner = typ
		default:
			return meta, nil, nil, py.TypeErrorf("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return winner.V(), restArgs, restKw, nil
}

// prepare makes the namespace of the class body.
func prepare(t *thread, meta, name value, bases *py.Tuple, kwArgs []value, kw []*py.Str) (value, *excp) {
	if meta == py.TypeType.V() {
		return py.NewDict().V(), nil
	}
	fn, exc := py.LookupAttr(t, meta, py.Intern("__prepare__"))
	if exc != nil {
		return value{}, exc
	}
	if fn.IsUnbound() {
		return py.NewDict().V(), nil
	}
	ns, exc := py.Call(t, fn, append([]value{name, bases.V()}, kwArgs...), kw)
	if exc != nil {
		return value{}, exc
	}
	if ns.Type().Slots.GetItem == nil {
		metaName := "<metaclass>"
		if typ := py.ClassOf(meta); typ != nil {
			metaName = typ.Name
		}
		return value{}, py.TypeErrorf("%s.__prepare__() must return a mapping, not %s", metaName, py.TypeName(ns))
	}
	return ns, nil
}

// checkCell checks that type.__new__ saw the cell of __class__.
func checkCell(t *thread, cell *py.Cell, cls, name value) *excp {
	if cell.Value == cls {
		return nil
	}
	n, exc := py.Repr(t, name)
	if exc != nil {
		return exc
	}
	c, exc := py.Repr(t, cls)
	if exc != nil {
		return exc
	}
	if cell.Value.IsUnbound() {
		return py.RuntimeErrorf("__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?", n.String(), c.String())
	}
	was, exc := py.Repr(t, cell.Value)
	if exc != nil {
		return exc
	}
	return py.TypeErrorf("__class__ set to %s defining %s as %s", was.String(), n.String(), c.String())
}
