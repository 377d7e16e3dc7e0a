// This file implements match statements' class and mapping patterns.

package ops

import "adder/runtime/py"

// MatchKeys is MATCH_KEYS: the values of keys in subject as a tuple, None if one is missing.
func MatchKeys(t *py.Thread, subject, keys py.Value) (py.Value, *py.Exc) {
	get, self, exc := py.LoadMethod(t, subject, py.Intern("get"))
	if exc != nil {
		return py.Value{}, exc
	}
	seen := py.NewSet()
	items := py.AsTuple(keys).Items
	values := make([]py.Value, len(items))
	missing := py.NewObject()
	for i, key := range items {
		dup, exc := py.Contains(t, seen, key)
		if exc != nil {
			return py.Value{}, exc
		}
		if dup {
			r, exc := py.Repr(t, key)
			if exc != nil {
				return py.Value{}, exc
			}
			return py.Value{}, py.ValueErrorf("mapping pattern checks duplicate key (%s)", r.String())
		}
		if exc := py.SetAdd(t, seen, key); exc != nil {
			return py.Value{}, exc
		}
		if self.Bound() {
			values[i], exc = py.Call3(t, get, self, key, missing)
		} else {
			values[i], exc = py.Call2(t, get, key, missing)
		}
		if exc != nil {
			return py.Value{}, exc
		}
		if values[i] == missing {
			return py.None, nil
		}
	}
	return py.TupleFrom(values).V(), nil
}

// MatchClass is MATCH_CLASS: the attributes that a class pattern with npos positional and the
// named sub-patterns matches on, as a tuple, or None for no match.
func MatchClass(t *py.Thread, subject, class, kwnames py.Value, npos int) (py.Value, *py.Exc) {
	typ := py.ClassOf(class)
	if typ == nil {
		return py.Value{}, py.TypeErrorf("called match pattern must be a class")
	}
	ok, exc := py.IsInstanceOf(t, subject, class)
	if exc != nil {
		return py.Value{}, exc
	}
	if !ok {
		return py.None, nil
	}
	m := classMatch{t: t, subject: subject, typ: typ}
	if npos > 0 {
		if ok, exc := m.positional(npos); !ok || exc != nil {
			return py.None, exc
		}
	}
	for _, name := range py.AsTuple(kwnames).Items {
		if ok, exc := m.attr(py.AsStr(name)); !ok || exc != nil {
			return py.None, exc
		}
	}
	return py.TupleFrom(m.attrs).V(), nil
}

// classMatch is the state of matching one class pattern.
type classMatch struct {
	t       *py.Thread
	subject py.Value
	typ     *py.Type
	seen    []*py.Str
	attrs   []py.Value
}

// attr adds the attribute name; ok is false when the subject has none.
func (m *classMatch) attr(name *py.Str) (ok bool, exc *py.Exc) {
	for _, s := range m.seen {
		if s.String() == name.String() {
			return false, py.TypeErrorf("%s() got multiple sub-patterns for attribute '%s'", m.typ.TpName(), name.String())
		}
	}
	m.seen = append(m.seen, name)
	v, exc := py.LookupAttr(m.t, m.subject, name)
	if exc != nil || v.IsUnbound() {
		return false, exc
	}
	m.attrs = append(m.attrs, v)
	return true, nil
}

// matchesSelf are the built-in types whose single positional pattern matches the object itself.
var matchesSelf = []*py.Type{py.BoolType, py.ByteArrayType, py.BytesType, py.DictType, py.FloatType, py.FrozenSetType,
	py.IntType, py.ListType, py.SetType, py.StrType, py.TupleType}

func (m *classMatch) positional(npos int) (ok bool, exc *py.Exc) {
	matchArgs, exc := py.LookupAttr(m.t, m.typ.V(), py.Intern("__match_args__"))
	if exc != nil {
		return false, exc
	}
	self := false
	allowed := 0
	switch {
	case matchArgs.Bound() && matchArgs.Type() != py.TupleType:
		return false, py.TypeErrorf("%s.__match_args__ must be a tuple (got %s)", m.typ.TpName(), py.TypeName(matchArgs))
	case matchArgs.Bound():
		allowed = len(py.AsTuple(matchArgs).Items)
	default:
		for _, typ := range matchesSelf {
			self = self || m.typ.IsSubtype(typ)
		}
		if self {
			allowed = 1
		}
	}
	if allowed < npos {
		plural := "s"
		if allowed == 1 {
			plural = ""
		}
		return false, py.TypeErrorf("%s() accepts %d positional sub-pattern%s (%d given)", m.typ.TpName(), allowed, plural, npos)
	}
	if self {
		m.attrs = append(m.attrs, m.subject)
		return true, nil
	}
	for _, name := range py.AsTuple(matchArgs).Items[:npos] {
		if name.Type() != py.StrType {
			return false, py.TypeErrorf("__match_args__ elements must be strings (got %s)", py.TypeName(name))
		}
		if ok, exc := m.attr(py.AsStr(name)); !ok || exc != nil {
			return false, exc
		}
	}
	return true, nil
}
