// This file implements exception groups: construction, split, subgroup and derive, and what
// except* clauses do with them.

package py

import "fmt"

// groupReprIndex is the hidden field that keeps the repr of a second argument that is
// neither list nor tuple; see groupRepr.
const groupReprIndex = 2

func groupNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if n := len(args) - len(kw); n != 2 || len(kw) > 0 {
		return Value{}, TypeErrorf("BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", n)
	}
	if !args[0].IsStr() {
		return Value{}, TypeErrorf("BaseExceptionGroup.__new__() argument 1 must be str, not %s", TypeName(args[0]))
	}
	if !args[1].Type().Slots.IsSequence || args[1].Type().Flags&DictSubclass != 0 {
		return Value{}, TypeErrorf("second argument (exceptions) must be a sequence")
	}
	excs, exc := Collect(t, args[1])
	if exc != nil {
		return Value{}, exc
	}
	if len(excs) == 0 {
		return Value{}, ValueErrorf("second argument (exceptions) must be a non-empty sequence")
	}
	if typ, exc = groupClass(typ, excs); exc != nil {
		return Value{}, exc
	}
	v := allocExc(typ)
	e := AsExc(v)
	e.Args = NewTuple(args...)
	e.Fields[GroupMessage], e.Fields[GroupExceptions] = args[0], TupleFrom(excs).V()
	if !args[1].IsList() && !args[1].IsTuple() {
		r, exc := Repr(t, args[1])
		if exc != nil {
			return Value{}, exc
		}
		e.Fields[groupReprIndex] = r.V()
	}
	return v, nil
}

// groupClass chooses the class of a group of excs: ExceptionGroup where it can hold them.
func groupClass(typ *Type, excs []Value) (*Type, *Exc) {
	nested := false
	for i, v := range excs {
		if !IsExc(v) {
			return nil, ValueErrorf("Item %d of second argument (exceptions) is not an exception", i)
		}
		nested = nested || !v.isInstanceOf(Exception)
	}
	switch {
	case typ == BaseExceptionGroup && !nested:
		return ExceptionGroup, nil
	case typ == ExceptionGroup && nested:
		return nil, TypeErrorf("Cannot nest BaseExceptions in an ExceptionGroup")
	case typ != BaseExceptionGroup && nested && typ.IsSubtype(Exception):
		return nil, TypeErrorf("Cannot nest BaseExceptions in '%s'", typ.TpName())
	}
	return typ, nil
}

func groupInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(kw) > 0 {
		return TypeErrorf("%s() takes no keyword arguments", TypeName(self))
	}
	return excInit(t, self, args, kw)
}

func groupStr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	msg, exc := StrOf(t, e.Field(GroupMessage))
	if exc != nil {
		return Value{}, exc
	}
	n, plural := len(e.SubExceptions()), ""
	if n > 1 {
		plural = "s"
	}
	return StrV(fmt.Sprintf("%s (%d sub-exception%s)", msg.String(), n, plural)), nil
}

func groupRepr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	msg, exc := Repr(t, e.Field(GroupMessage))
	if exc != nil {
		return Value{}, exc
	}
	excs := e.Field(GroupExceptions)
	if len(e.Args.Items) == 2 && e.Args.Items[1].IsList() {
		excs = NewList(e.SubExceptions()...).V()
	}
	var list *Str
	if saved := e.Fields[groupReprIndex]; saved.Bound() {
		list = AsStr(saved)
	} else if list, exc = Repr(t, excs); exc != nil {
		return Value{}, exc
	}
	return StrV(e.typ.Name + "(" + msg.String() + ", " + list.String() + ")"), nil
}

// IsGroup reports whether e is an exception group.
func (e *Exc) IsGroup() bool { return e.Matches(BaseExceptionGroup) }

// SubExceptions returns the exceptions in a group.
func (e *Exc) SubExceptions() []Value {
	if v := e.Field(GroupExceptions); v.IsTuple() {
		return AsTuple(v).Items
	}
	return nil
}

var groupMethods = []Method{
	{Name: "derive", Sig: "(excs, /)", F1: groupDerive},
	{Name: "split", Sig: "(matcher_value, /)", F1: func(t *Thread, self, m Value) (Value, *Exc) {
		match, rest, exc := groupSplitBy(t, self, m, true)
		if exc != nil {
			return Value{}, exc
		}
		return NewTuple(orNone(match), orNone(rest)).V(), nil
	}},
	{Name: "subgroup", Sig: "(matcher_value, /)", F1: func(t *Thread, self, m Value) (Value, *Exc) {
		match, _, exc := groupSplitBy(t, self, m, false)
		if exc != nil {
			return Value{}, exc
		}
		return orNone(match), nil
	}},
	{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: func(t *Thread, self, m Value) (Value, *Exc) {
		return NewGenericAlias(self, m), nil
	}, Doc: "See PEP 585"},
}

func orNone(e *Exc) Value {
	if e == nil {
		return None
	}
	return e.V()
}

func groupDerive(t *Thread, self, excs Value) (Value, *Exc) {
	return Call2(t, BaseExceptionGroup.V(), AsExc(self).Field(GroupMessage), excs)
}

// matcher decides which exceptions of a group are selected.
type matcher func(t *Thread, e *Exc) (bool, *Exc)

func groupSplitBy(t *Thread, self, m Value, rest bool) (match, remain *Exc, exc *Exc) {
	sel, exc := groupMatcher(m)
	if exc != nil {
		return nil, nil, exc
	}
	return groupSplit(t, AsExc(self), sel, rest)
}

func groupMatcher(m Value) (matcher, *Exc) {
	if ClassOf(m) == nil && !m.IsTuple() && m.Type().Slots.Call != nil {
		return func(t *Thread, e *Exc) (bool, *Exc) {
			r, exc := Call1(t, m, e.V())
			if exc != nil {
				return false, exc
			}
			return Truth(t, r)
		}, nil
	}
	ok := IsExcClass(m)
	if m.IsTuple() {
		ok = true
		for _, item := range AsTuple(m).Items {
			ok = ok && IsExcClass(item)
		}
	}
	if !ok {
		return nil, TypeErrorf("expected an exception type, a tuple of exception types, or a callable (other than a class)")
	}
	return func(t *Thread, e *Exc) (bool, *Exc) { return ExcMatches(e, m), nil }, nil
}

// ExcMatches reports whether e is an instance of an exception class or of one in a tuple
// (PyErr_GivenExceptionMatches); other values match nothing.
func ExcMatches(e *Exc, class Value) bool {
	if class.IsTuple() {
		for _, item := range AsTuple(class).Items {
			if ExcMatches(e, item) {
				return true
			}
		}
		return false
	}
	typ := ClassOf(class)
	return typ != nil && typ.Flags&ExcSubclass != 0 && e.Matches(typ)
}

// groupSplit divides e into what sel selects and, if wanted, the rest. Nil: nothing.
func groupSplit(t *Thread, e *Exc, sel matcher, wantRest bool) (match, rest *Exc, exc *Exc) {
	ok, exc := sel(t, e)
	if exc != nil {
		return nil, nil, exc
	}
	if ok {
		return e, nil, nil
	}
	if !e.IsGroup() {
		return nil, e, nil
	}
	if exc := t.EnterNative(" in exceptiongroup_split_recursive"); exc != nil {
		return nil, nil, exc
	}
	defer t.LeaveNative()
	var matches, rests []Value
	for _, sub := range e.SubExceptions() {
		m, r, exc := groupSplit(t, AsExc(sub), sel, wantRest)
		if exc != nil {
			return nil, nil, exc
		}
		if m != nil {
			matches = append(matches, m.V())
		}
		if r != nil && wantRest {
			rests = append(rests, r.V())
		}
	}
	if match, exc = groupSubset(t, e, matches); exc != nil {
		return nil, nil, exc
	}
	rest, exc = groupSubset(t, e, rests)
	return match, rest, exc
}

// groupSubset makes a group like e of some of its exceptions.
func groupSubset(t *Thread, e *Exc, excs []Value) (*Exc, *Exc) {
	if len(excs) == 0 {
		return nil, nil
	}
	v, exc := CallMethod(t, e.V(), Intern("derive"), ListFrom(excs).V())
	if exc != nil {
		return nil, exc
	}
	if !v.isInstanceOf(BaseExceptionGroup) {
		return nil, TypeErrorf("derive must return an instance of BaseExceptionGroup")
	}
	sub := AsExc(v)
	sub.Traceback, sub.Context = e.Traceback, e.Context
	if e.Cause.Bound() {
		sub.SetCause(e.Cause)
	}
	sub.SuppressContext = e.SuppressContext
	notes, exc := LookupAttr(t, e.V(), Intern(nameNotes))
	if exc != nil {
		return nil, exc
	}
	if notes.Bound() && notes.Type().Slots.IsSequence {
		items, exc := Collect(t, notes)
		if exc != nil {
			return nil, exc
		}
		if exc := SetAttr(t, v, Intern(nameNotes), ListFrom(items).V()); exc != nil {
			return nil, exc
		}
	}
	return sub, nil
}

// SplitStar divides e for an except* clause with the given class or tuple of classes. match
// is always a group or nil; a naked exception that matches is wrapped.
func SplitStar(t *Thread, e *Exc, class Value) (match, rest *Exc, exc *Exc) {
	if ExcMatches(e, class) {
		if e.IsGroup() {
			return e, nil, nil
		}
		v, exc := Call2(t, BaseExceptionGroup.V(), StrV(""), NewTuple(e.V()).V())
		if exc != nil {
			return nil, nil, exc
		}
		AsExc(v).Traceback = e.Traceback
		return AsExc(v), nil, nil
	}
	if !e.IsGroup() {
		return nil, e, nil
	}
	pair, exc := CallMethod(t, e.V(), Intern("split"), class)
	if exc != nil {
		return nil, nil, exc
	}
	if !pair.IsTuple() {
		return nil, nil, TypeErrorf("%s.split must return a tuple, not %s", e.typ.Name, pair.Type().Name)
	}
	items := AsTuple(pair).Items
	if len(items) < 2 {
		return nil, nil, TypeErrorf("%s.split must return a 2-tuple, got tuple of size %d", e.typ.Name, len(items))
	}
	return excOrNil(items[0]), excOrNil(items[1]), nil
}

func excOrNil(v Value) *Exc {
	if IsExc(v) {
		return AsExc(v)
	}
	return nil
}

// PrepReraiseStar computes what a try-except* statement raises at its end (PEP 654): orig is
// what it caught, excs what the clauses raised or left over, None entries included.
func PrepReraiseStar(t *Thread, orig Value, excs []Value) (Value, *Exc) {
	if len(excs) == 0 {
		return None, nil
	}
	if !AsExc(orig).IsGroup() {
		// A naked exception was caught and wrapped, so there is at most one clause.
		return excs[0], nil
	}
	var raised, reraised []Value
	for _, v := range excs {
		switch {
		case v.IsNone():
		case !IsExc(v):
			return Value{}, TypeErrorf("exceptions must derive from BaseException")
		case AsExc(v).Traceback == AsExc(orig).Traceback && sameMetadata(AsExc(v), AsExc(orig)):
			reraised = append(reraised, v)
		default:
			raised = append(raised, v)
		}
	}
	projection, exc := groupProjection(t, AsExc(orig), reraised)
	if exc != nil {
		return Value{}, exc
	}
	if len(raised) == 0 {
		return orNone(projection), nil
	}
	if projection != nil {
		raised = append(raised, projection.V())
	}
	if len(raised) == 1 {
		return raised[0], nil
	}
	return Call2(t, BaseExceptionGroup.V(), StrV(""), ListFrom(raised).V())
}

func sameMetadata(a, b *Exc) bool {
	if a.Context != b.Context || a.CauseExc() != b.CauseExc() || !a.IsGroup() {
		return false
	}
	return true
}

// groupProjection makes the part of orig whose leaves occur in the groups keep.
func groupProjection(t *Thread, orig *Exc, keep []Value) (*Exc, *Exc) {
	leaves := map[*Exc]bool{}
	for _, v := range keep {
		collectLeaves(AsExc(v), leaves)
	}
	match, _, exc := groupSplit(t, orig, func(t *Thread, e *Exc) (bool, *Exc) {
		return !e.IsGroup() && leaves[e], nil
	}, false)
	return match, exc
}

func collectLeaves(e *Exc, leaves map[*Exc]bool) {
	if !e.IsGroup() {
		leaves[e] = true
		return
	}
	for _, sub := range e.SubExceptions() {
		collectLeaves(AsExc(sub), leaves)
	}
}
