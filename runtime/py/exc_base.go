// This file implements BaseException: construction, the attributes and methods that every
// exception has.

package py

func allocExc(typ *Type) Value {
	e := &Exc{Args: emptyTuple}
	e.typ = typ
	if def := excDefOf(typ); def != nil {
		e.Fields = make([]Value, len(def.fields))
	}
	return e.V()
}

// excNew is BaseException.__new__.
func excNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	v := allocExc(typ)
	AsExc(v).Args = NewTuple(args[:len(args)-len(kw)]...)
	return v, nil
}

// excInit is BaseException.__init__.
func excInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(kw) > 0 {
		return TypeErrorf("%s() takes no keyword arguments", TypeName(self))
	}
	e := AsExc(self)
	if !sameItems(e.Args.Items, args) {
		e.Args = NewTuple(args...)
	}
	return nil
}

func sameItems(a, b []Value) bool {
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

// excStr is BaseException.__str__.
func excStr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	var s *Str
	var exc *Exc
	switch len(e.Args.Items) {
	case 0:
		return StrV(""), nil
	case 1:
		s, exc = StrOf(t, e.Args.Items[0])
	default:
		s, exc = StrOf(t, e.Args.V())
	}
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

// excRepr is BaseException.__repr__.
func excRepr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	if len(e.Args.Items) == 1 {
		r, exc := Repr(t, e.Args.Items[0])
		if exc != nil {
			return Value{}, exc
		}
		return StrV(e.typ.Name + "(" + r.String() + ")"), nil
	}
	r, exc := Repr(t, e.Args.V())
	if exc != nil {
		return Value{}, exc
	}
	return StrV(e.typ.Name + r.String()), nil
}

// excDict returns the attributes of e as a dict, unbound when it has none.
func excDict(e *Exc) Value {
	if e.Ext.Dict == nil {
		return Value{}
	}
	return e.Ext.Dict.V()
}

func excReduce(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	if d := excDict(e); d.Bound() {
		return NewTuple(e.typ.V(), e.Args.V(), d).V(), nil
	}
	return NewTuple(e.typ.V(), e.Args.V()).V(), nil
}

func excSetState(t *Thread, self, state Value) (Value, *Exc) {
	if state.IsNone() {
		return None, nil
	}
	if state.Type().Flags&DictSubclass == 0 {
		return Value{}, TypeErrorf("state is not a dictionary")
	}
	keys, exc := Collect(t, state)
	if exc != nil {
		return Value{}, exc
	}
	for _, k := range keys {
		if !k.IsStr() {
			return Value{}, TypeErrorf("attribute name must be string, not '%s'", TypeName(k))
		}
		v, exc := GetItem(t, state, k)
		if exc != nil {
			return Value{}, exc
		}
		if exc := SetAttr(t, self, AsStr(k), v); exc != nil {
			return Value{}, exc
		}
	}
	return None, nil
}

func excWithTraceback(t *Thread, self, tb Value) (Value, *Exc) {
	if exc := excSetTraceback(t, self, tb); exc != nil {
		return Value{}, exc
	}
	return self, nil
}

var nameNotes = "__notes__"

func excAddNote(t *Thread, self, note Value) (Value, *Exc) {
	if !note.IsStr() {
		return Value{}, TypeErrorf("add_note() argument must be str, not %s", TypeName(note))
	}
	name := Intern(nameNotes)
	notes, exc := LookupAttr(t, self, name)
	if exc != nil {
		return Value{}, exc
	}
	if notes.IsUnbound() {
		notes = NewList().V()
		if exc := SetAttr(t, self, name, notes); exc != nil {
			return Value{}, exc
		}
	}
	if !notes.IsList() {
		return Value{}, TypeErrorf("Cannot add note: __notes__ is not a list")
	}
	l := AsList(notes)
	l.Items = append(l.Items, note)
	return None, nil
}

func excGetArgs(t *Thread, self Value) (Value, *Exc) { return AsExc(self).Args.V(), nil }

func excSetArgs(t *Thread, self, v Value) *Exc {
	if v.IsUnbound() {
		return TypeErrorf("args may not be deleted")
	}
	items, exc := Collect(t, v)
	if exc != nil {
		return exc
	}
	AsExc(self).Args = TupleFrom(items)
	return nil
}

func excGetTraceback(t *Thread, self Value) (Value, *Exc) {
	if tb := AsExc(self).Traceback; tb != nil {
		return tb.V(), nil
	}
	return None, nil
}

func excSetTraceback(t *Thread, self, v Value) *Exc {
	switch {
	case v.IsUnbound():
		return TypeErrorf("__traceback__ may not be deleted")
	case v.IsNone():
		AsExc(self).Traceback = nil
	case v.Type() == TracebackType:
		AsExc(self).Traceback = (*Traceback)(v.ref)
	default:
		return TypeErrorf("__traceback__ must be a traceback or None")
	}
	return nil
}

func excGetContext(t *Thread, self Value) (Value, *Exc) {
	if c := AsExc(self).Context; c != nil {
		return c.V(), nil
	}
	return None, nil
}

func excSetContext(t *Thread, self, v Value) *Exc {
	switch {
	case v.IsUnbound():
		return TypeErrorf("__context__ may not be deleted")
	case v.IsNone():
		AsExc(self).Context = nil
	case IsExc(v):
		AsExc(self).Context = AsExc(v)
	default:
		return TypeErrorf("exception context must be None or derive from BaseException")
	}
	return nil
}

func excGetCause(t *Thread, self Value) (Value, *Exc) {
	if c := AsExc(self).Cause; c.Bound() {
		return c, nil
	}
	return None, nil
}

func excSetCause(t *Thread, self, v Value) *Exc {
	if v.IsUnbound() {
		return TypeErrorf("__cause__ may not be deleted")
	}
	if !v.IsNone() && !IsExc(v) {
		return TypeErrorf("exception cause must be None or derive from BaseException")
	}
	AsExc(self).SetCause(v)
	return nil
}

// SetCause sets __cause__ (None or an exception) and thereby __suppress_context__.
func (e *Exc) SetCause(cause Value) {
	e.Cause = cause
	e.SuppressContext = true
}

// IsExc reports whether v is an instance of BaseException.
func IsExc(v Value) bool { return v.Type().Flags&ExcSubclass != 0 }

// IsExcClass reports whether v is BaseException or a subclass of it.
func IsExcClass(v Value) bool {
	typ := ClassOf(v)
	return typ != nil && typ.Flags&ExcSubclass != 0
}

// CauseExc returns __cause__ as an exception, nil if there is none.
func (e *Exc) CauseExc() *Exc {
	if e.Cause.IsUnbound() || e.Cause.IsNone() {
		return nil
	}
	return AsExc(e.Cause)
}

var excBaseMethods = []Method{
	{Name: "__reduce__", Sig: "()", F0: excReduce},
	{Name: "__setstate__", Sig: "(object, /)", F1: excSetState},
	{Name: "with_traceback", Sig: "(object, /)", F1: excWithTraceback,
		Doc: "Set self.__traceback__ to tb and return self."},
	{Name: "add_note", Sig: "(object, /)", F1: excAddNote, Doc: "Add a note to the exception"},
}

var excBaseGetSet = []GetSet{
	dictGetSet,
	{Name: "args", Get: excGetArgs, Set: excSetArgs},
	{Name: "__traceback__", Get: excGetTraceback, Set: excSetTraceback},
	{Name: "__context__", Get: excGetContext, Set: excSetContext},
	{Name: "__cause__", Get: excGetCause, Set: excSetCause},
	{Name: "__suppress_context__",
		Get: func(t *Thread, self Value) (Value, *Exc) { return Bool(AsExc(self).SuppressContext), nil },
		Set: func(t *Thread, self, v Value) *Exc {
			if v.IsUnbound() {
				return TypeErrorf("can't delete numeric/char attribute")
			}
			if !v.IsBool() {
				return TypeErrorf("attribute value type must be bool")
			}
			AsExc(self).SuppressContext = v.IsTrue()
			return nil
		}},
}
