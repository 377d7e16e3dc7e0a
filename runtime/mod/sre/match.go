// This file implements match objects.

package sre

import (
	"unsafe"

	"adder/runtime/py"
)

// match is a match object. Positions are -1 for groups that did not take part.
type match struct {
	py.Header
	bytes    bool
	str      value
	pat      *pattern
	pos, end int
	last     int // last group closed, 0 for none
	regs     value
	marks    []int
	few      [6]int // marks of patterns with up to two groups
}

var matchType = &py.Type{Name: "Match"}

func asMatch(v value) *match { return (*match)(v.Ptr()) }

// V returns the match as a value.
func (m *match) V() value { return py.FromPtr(unsafe.Pointer(m)) }

func defineMatch() {
	py.Define(matchType, &py.StaticType{
		Name: "re.Match", Doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: matchRepr, GetItem: matchGetItem, IsMapping: true},
		Methods: []py.Method{
			{Name: "group", FK: matchGroup, Doc: "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 returns the entire match."},
			{Name: "start", Sig: "(group=0, /)", FN: matchStart, Doc: "Return index of the start of the substring matched by group."},
			{Name: "end", Sig: "(group=0, /)", FN: matchEnd, Doc: "Return index of the end of the substring matched by group."},
			{Name: "span", Sig: "(group=0, /)", FN: matchSpan, Doc: "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
			{Name: "groups", Sig: "(default=None)", FN: matchGroups, Doc: "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match."},
			{Name: "groupdict", Sig: "(default=None)", FN: matchGroupDict, Doc: "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match."},
			{Name: "expand", Sig: "(template)", FN: matchExpand, Doc: "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."},
			{Name: "__copy__", Sig: "()", F0: returnSelf},
			{Name: "__deepcopy__", Sig: "(memo, /)", F1: func(t *thread, self, memo value) (value, *excp) { return self, nil }},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: classGetItem, Doc: "Matches are generic over the type of string which was matched (str or bytes)"},
		},
		Members: []py.Member{
			{Name: "string", Get: func(self value) value { return asMatch(self).str }, Doc: "The string passed to match() or search()."},
			{Name: "re", Get: func(self value) value { return asMatch(self).pat.V() }, Doc: "The regular expression object."},
			{Name: "pos", Get: func(self value) value { return py.Int(int64(asMatch(self).pos)) }, Doc: "The index into the string at which the RE engine started looking for a match."},
			{Name: "endpos", Get: func(self value) value { return py.Int(int64(asMatch(self).end)) }, Doc: "The index into the string beyond which the RE engine will not go."},
		},
		GetSet: []py.GetSet{
			{Name: "lastindex", Get: matchLastIndex, Doc: "The integer index of the last matched capturing group."},
			{Name: "lastgroup", Get: matchLastGroup, Doc: "The name of the last matched capturing group."},
			{Name: "regs", Get: matchRegs},
		},
	})
}

// group returns the text of group i, missing if it did not take part.
func (m *match) group(i int, missing value) value {
	from, to := m.marks[2*i], m.marks[2*i+1]
	if from < 0 {
		return missing
	}
	if !m.bytes {
		return sliceStr(m.str, from, to)
	}
	data, ok := py.BytesOf(m.str)
	if !ok {
		return py.BytesV(nil)
	}
	return sliceBytes(m.str, data, from, to)
}

// index finds a group by number or name.
func (m *match) index(t *thread, v value) (int, *excp) {
	i := -1
	switch {
	case v.IsUnbound():
		return 0, nil
	case v.IsInt():
		i = int(v.Int64())
	case v.IsAnyInt() || v.Type().Slots.Index != nil:
		n, exc := py.IndexInt(t, v, nil)
		if exc != nil {
			return 0, exc
		}
		i = n
	default:
		found, exc := m.pat.groupIndex.Get(t, v)
		if exc == nil && found.Bound() && found.IsAnyInt() {
			if n, ok := py.ToInt64(found); ok {
				i = int(n)
			}
		}
	}
	if i < 0 || i > m.pat.groups {
		return 0, py.IndexErrorf("no such group")
	}
	return i, nil
}

func matchGetItem(t *thread, self, key value) (value, *excp) {
	m := asMatch(self)
	i, exc := m.index(t, key)
	if exc != nil {
		return value{}, exc
	}
	return m.group(i, py.None), nil
}

func matchGroup(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("Match.group() takes no keyword arguments")
	}
	m := asMatch(self)
	switch len(args) {
	case 0:
		return m.group(0, py.None), nil
	case 1:
		return matchGetItem(t, self, args[0])
	}
	out := py.AllocTuple(len(args))
	for i, a := range args {
		v, exc := matchGetItem(t, self, a)
		if exc != nil {
			return value{}, exc
		}
		out.Items[i] = v
	}
	return out.V(), nil
}

func matchStart(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	i, exc := m.index(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return py.Int(int64(m.marks[2*i])), nil
}

func matchEnd(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	i, exc := m.index(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return py.Int(int64(m.marks[2*i+1])), nil
}

func (m *match) span(i int) value {
	return py.NewTuple(py.Int(int64(m.marks[2*i])), py.Int(int64(m.marks[2*i+1]))).V()
}

func matchSpan(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	i, exc := m.index(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return m.span(i), nil
}

func orNone(v value) value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

func matchGroups(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	out := py.AllocTuple(m.pat.groups)
	for i := range m.pat.groups {
		out.Items[i] = m.group(i+1, orNone(args[0]))
	}
	return out.V(), nil
}

func matchGroupDict(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	out := py.NewDict()
	for pos := 0; ; {
		name, _, ok := m.pat.groupIndex.Next(&pos)
		if !ok {
			return out.V(), nil
		}
		i, exc := m.index(t, name)
		if exc != nil {
			return value{}, exc
		}
		if exc := out.Set(t, name, m.group(i, orNone(args[0]))); exc != nil {
			return value{}, exc
		}
	}
}

func matchExpand(t *thread, self value, args []value) (value, *excp) {
	m := asMatch(self)
	tm, exc := compileTemplate(t, m.pat, args[0])
	if exc != nil {
		return value{}, exc
	}
	if len(tm.items) == 0 {
		return tm.literal, nil
	}
	return tm.expand(t, m)
}

func matchLastIndex(t *thread, self value) (value, *excp) {
	if i := asMatch(self).last; i > 0 {
		return py.Int(int64(i)), nil
	}
	return py.None, nil
}

func matchLastGroup(t *thread, self value) (value, *excp) {
	m := asMatch(self)
	if names := m.pat.indexGroup.Items; m.last > 0 && m.last < len(names) {
		return names[m.last], nil
	}
	return py.None, nil
}

func matchRegs(t *thread, self value) (value, *excp) {
	m := asMatch(self)
	if m.regs.IsUnbound() {
		spans := py.AllocTuple(m.pat.groups + 1)
		for i := range spans.Items {
			spans.Items[i] = m.span(i)
		}
		m.regs = spans.V()
	}
	return m.regs, nil
}

func matchRepr(t *thread, self value) (value, *excp) {
	m := asMatch(self)
	s, exc := py.Repr(t, m.group(0, py.None))
	if exc != nil {
		return value{}, exc
	}
	span, exc := py.Repr(t, m.span(0))
	if exc != nil {
		return value{}, exc
	}
	return py.ConcatStrs([]value{py.StrV("<re.Match object; span=" + span.String() + ", match="), s.V(), py.StrV(">")}), nil
}
