// This file collects the type variables of generic aliases and substitutes them (alias[args]).

package py

// aliasParams returns the alias's __parameters__, computed on first use.
func aliasParams(t *Thread, a *GenericAlias) (*Tuple, *Exc) {
	if a.params == nil {
		p, exc := CollectTypeParams(t, a.args)
		if exc != nil {
			return nil, exc
		}
		a.params = p
	}
	return a.params, nil
}

// CollectTypeParams returns the distinct type variables in args, in order (_Py_make_parameters).
func CollectTypeParams(t *Thread, args *Tuple) (*Tuple, *Exc) {
	var params []Value
	add := func(v Value) {
		for _, p := range params {
			if p == v {
				return
			}
		}
		params = append(params, v)
	}
	for _, arg := range args.Items {
		if ClassOf(arg) != nil {
			continue
		}
		subst, exc := LookupAttr(t, arg, nameTypingSubst)
		if exc != nil {
			return nil, exc
		}
		if subst.Bound() {
			add(arg)
			continue
		}
		sub, exc := nestedParams(t, arg)
		if exc != nil {
			return nil, exc
		}
		for _, p := range sub.Items {
			add(p)
		}
	}
	return TupleFrom(params), nil
}

// nestedParams returns the type variables inside an argument: its __parameters__, or those of
// the items of a list or tuple.
func nestedParams(t *Thread, arg Value) (*Tuple, *Exc) {
	if arg.IsTuple() {
		return CollectTypeParams(t, AsTuple(arg))
	}
	if arg.Type() == ListType {
		return CollectTypeParams(t, NewTuple(AsList(arg).Items...))
	}
	v, exc := LookupAttr(t, arg, nameParameters)
	if exc != nil || v.IsUnbound() || !v.IsTuple() {
		return emptyTuple, exc
	}
	return AsTuple(v), nil
}

// aliasGetItem is alias[item]: the alias with its type variables replaced.
func aliasGetItem(t *Thread, self, item Value) (Value, *Exc) {
	a := asAlias(self)
	params, exc := aliasParams(t, a)
	if exc != nil {
		return Value{}, exc
	}
	args, exc := SubstTypeParams(t, self, a.args, params, item)
	if exc != nil {
		return Value{}, exc
	}
	v := NewGenericAlias(a.origin, args.V())
	asAlias(v).starred = a.starred
	return v, nil
}

// SubstTypeParams replaces the type variables params in args by item (_Py_subs_parameters).
func SubstTypeParams(t *Thread, self Value, args, params *Tuple, item Value) (*Tuple, *Exc) {
	if len(params.Items) == 0 {
		r, exc := Repr(t, self)
		if exc != nil {
			return nil, exc
		}
		return nil, TypeErrorf("%s is not a generic class", r.String())
	}
	item, exc := unpackStarred(t, item)
	if exc != nil {
		return nil, exc
	}
	for _, p := range params.Items {
		prepare, exc := LookupAttr(t, p, nameTypingPrepare)
		if exc != nil {
			return nil, exc
		}
		if prepare.Bound() && !prepare.IsNone() {
			wrapped := item
			if !item.IsTuple() {
				wrapped = NewTuple(item).V()
			}
			if item, exc = Call2(t, prepare, self, wrapped); exc != nil {
				return nil, exc
			}
		}
	}
	given := []Value{item}
	if item.IsTuple() {
		given = AsTuple(item).Items
	}
	if len(given) != len(params.Items) {
		few := "few"
		if len(given) > len(params.Items) {
			few = "many"
		}
		r, exc := Repr(t, self)
		if exc != nil {
			return nil, exc
		}
		return nil, TypeErrorf("Too %s arguments for %s; actual %d, expected %d", few, r.String(), len(given), len(params.Items))
	}
	var out []Value
	for _, arg := range args.Items {
		if out, exc = substArg(t, out, arg, params.Items, given); exc != nil {
			return nil, exc
		}
	}
	return TupleFrom(out), nil
}

func substArg(t *Thread, out []Value, arg Value, params, given []Value) ([]Value, *Exc) {
	if ClassOf(arg) != nil {
		return append(out, arg), nil
	}
	if arg.IsTuple() || arg.Type() == ListType {
		items := AsListOrTuple(arg)
		var inner []Value
		var exc *Exc
		for _, x := range items {
			if inner, exc = substArg(t, inner, x, params, given); exc != nil {
				return nil, exc
			}
		}
		if arg.IsTuple() {
			return append(out, TupleFrom(inner).V()), nil
		}
		return append(out, ListFrom(inner).V()), nil
	}
	unpack, exc := isUnpackedTypeVarTuple(t, arg)
	if exc != nil {
		return nil, exc
	}
	subst, exc := LookupAttr(t, arg, nameTypingSubst)
	if exc != nil {
		return nil, exc
	}
	if subst.Bound() {
		for i, p := range params {
			if p == arg {
				v, exc := Call1(t, subst, given[i])
				if exc != nil {
					return nil, exc
				}
				arg = v
				break
			}
		}
	} else if arg, exc = substNested(t, arg, params, given); exc != nil {
		return nil, exc
	}
	if unpack && arg.IsTuple() {
		return append(out, AsTuple(arg).Items...), nil
	}
	return append(out, arg), nil
}

// AsListOrTuple returns the items of a list or tuple.
func AsListOrTuple(v Value) []Value {
	if v.IsTuple() {
		return AsTuple(v).Items
	}
	return AsList(v).Items
}

// substNested subscribes an argument that itself has type variables.
func substNested(t *Thread, arg Value, params, given []Value) (Value, *Exc) {
	sub, exc := nestedParams(t, arg)
	if exc != nil || len(sub.Items) == 0 {
		return arg, exc
	}
	var key []Value
	for _, p := range sub.Items {
		for i, q := range params {
			if p != q {
				continue
			}
			if p.Type().Lookup(nameIter).Bound() && given[i].IsTuple() {
				key = append(key, AsTuple(given[i]).Items...)
			} else {
				key = append(key, given[i])
			}
			break
		}
	}
	return GetItem(t, arg, TupleFrom(key).V())
}

var nameIter = Intern("__iter__")

func isUnpackedTypeVarTuple(t *Thread, arg Value) (bool, *Exc) {
	v, exc := LookupAttr(t, arg, nameTypingUnpacked)
	if exc != nil || v.IsUnbound() {
		return false, exc
	}
	return Truth(t, v)
}

// unpackStarred replaces *tuple[…] among the items by what it holds.
func unpackStarred(t *Thread, item Value) (Value, *Exc) {
	items := []Value{item}
	if item.IsTuple() {
		items = AsTuple(item).Items
	}
	var out []Value
	for _, v := range items {
		if ClassOf(v) == nil {
			sub, exc := LookupAttr(t, v, Intern("__typing_unpacked_tuple_args__"))
			if exc != nil {
				return Value{}, exc
			}
			if sub.Bound() && sub.IsTuple() {
				parts := AsTuple(sub).Items
				if n := len(parts); n == 0 || parts[n-1] != Ellipsis {
					out = append(out, parts...)
					continue
				}
			}
		}
		out = append(out, v)
	}
	return TupleFrom(out).V(), nil
}
