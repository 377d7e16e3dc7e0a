// This file implements Context.

package contextvars

import "adder/runtime/py"

// context is a Context: a map that is replaced when a variable is set.
type context struct {
	py.Header
	vars    *trie
	entered bool
	prev    py.Value // the context of the thread before this one was entered
}

var contextType = &py.Type{Name: "Context"}

func asContext(v value) *context { return (*context)(v.Ptr()) }

func newContext(vars *trie) *context {
	c := &context{vars: vars}
	c.SetType(contextType)
	return c
}

// current returns the running thread's context, which it makes if there is none yet.
func current(t *thread) *context {
	if t.Context.IsUnbound() {
		t.Context = newContext(emptyTrie).V()
	}
	return asContext(t.Context)
}

func contextNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(args) > 0 {
		return value{}, py.TypeErrorf("Context() does not accept any arguments")
	}
	return newContext(emptyTrie).V(), nil
}

// Is reports whether v is a Context.
func Is(v py.Value) bool { return v.Type() == contextType }

// Copy returns a copy of the thread's context.
func Copy(t *py.Thread) py.Value { return newContext(current(t).vars).V() }

// Enter makes v, which must be a Context, the thread's context until Exit.
func Enter(t *py.Thread, v py.Value) *py.Exc {
	if !Is(v) {
		return py.TypeErrorf("an instance of Context was expected")
	}
	return asContext(v).enter(t)
}

// Exit makes the context that was the thread's before v was entered its context again.
func Exit(t *py.Thread, v py.Value) *py.Exc {
	c := asContext(v)
	switch {
	case !Is(v):
		return py.TypeErrorf("an instance of Context was expected")
	case !c.entered:
		s, exc := py.Repr(t, v)
		if exc != nil {
			return exc
		}
		return py.RuntimeErrorf("cannot exit context: %s has not been entered", s.String())
	case t.Context.IsUnbound() || !py.Is(t.Context, v):
		return py.RuntimeErrorf("cannot exit context: thread state references a different context object")
	}
	c.exit(t)
	return nil
}

func (c *context) enter(t *thread) *excp {
	if c.entered {
		s, exc := py.Repr(t, c.V())
		if exc != nil {
			return exc
		}
		return py.RuntimeErrorf("cannot enter context: %s is already entered", s.String())
	}
	c.entered, c.prev = true, t.Context
	t.Context = c.V()
	return nil
}

func (c *context) exit(t *thread) {
	t.Context = c.prev
	c.entered, c.prev = false, value{}
}

func contextRun(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(args)-len(kw) < 1 {
		return value{}, py.TypeErrorf("run() missing 1 required positional argument")
	}
	c := asContext(self)
	if exc := c.enter(t); exc != nil {
		return value{}, exc
	}
	v, exc := py.Call(t, args[0], args[1:], kw)
	c.exit(t)
	return v, exc
}

// keyVar checks that a key is a variable.
func keyVar(t *thread, key value) (*contextVar, *excp) {
	if key.Type() == varType {
		return asVar(key), nil
	}
	s, exc := py.Repr(t, key)
	if exc != nil {
		return nil, exc
	}
	return nil, py.TypeErrorf("a ContextVar key was expected, got %s", s.String())
}

func contextGetItem(t *thread, self, key value) (value, *excp) {
	k, exc := keyVar(t, key)
	if exc != nil {
		return value{}, exc
	}
	v := asContext(self).vars.get(k)
	if v.IsUnbound() {
		return v, py.KeyErrorOf(key)
	}
	return v, nil
}

func contextContains(t *thread, self, key value) (bool, *excp) {
	k, exc := keyVar(t, key)
	if exc != nil {
		return false, exc
	}
	return asContext(self).vars.get(k).Bound(), nil
}

func contextGet(t *thread, self value, args []value) (value, *excp) {
	k, exc := keyVar(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	if v := asContext(self).vars.get(k); v.Bound() {
		return v, nil
	}
	if args[1].Bound() {
		return args[1], nil
	}
	return py.None, nil
}

// list returns a list of what of makes of every entry.
func (c *context) list(of func(e entry) value) *py.List {
	items := make([]value, 0, c.vars.len)
	c.vars.each(func(e entry) bool {
		items = append(items, of(e))
		return true
	})
	return py.ListFrom(items)
}

func entryKey(e entry) value   { return e.v.V() }
func entryValue(e entry) value { return e.val }
func entryItem(e entry) value  { return py.NewTuple(e.v.V(), e.val).V() }

func lister(of func(e entry) value) func(t *thread, self value) (value, *excp) {
	return func(t *thread, self value) (value, *excp) { return asContext(self).list(of).V(), nil }
}

func contextCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if b.Type() != contextType || op != py.EQ && op != py.NE {
		return py.NotImplemented, nil
	}
	same, exc := sameVars(t, asContext(a).vars, asContext(b).vars)
	return py.Bool(same == (op == py.EQ)), exc
}

func sameVars(t *thread, a, b *trie) (same bool, exc *excp) {
	if a == b || a.len != b.len {
		return a == b || a.len == 0 && b.len == 0, nil
	}
	same = true
	a.each(func(e entry) bool {
		v := b.get(e.v)
		if v.IsUnbound() {
			same = false
			return false
		}
		same, exc = py.Equal(t, e.val, v)
		return same && exc == nil
	})
	return same, exc
}

func defineContext() {
	py.Define(contextType, &py.StaticType{Name: "_contextvars.Context", Weakref: true,
		Slots: py.Slots{New: contextNew, Compare: contextCompare, GetItem: contextGetItem, IsMapping: true,
			Len:      func(t *thread, self value) (int, *excp) { return asContext(self).vars.len, nil },
			Contains: contextContains,
			Iter:     func(t *thread, self value) (value, *excp) { return py.Iter(t, asContext(self).list(entryKey).V()) },
		},
		Methods: []py.Method{
			{Name: "get", Sig: "(key, default=None, /)", FN: contextGet},
			{Name: "items", Sig: "()", F0: lister(entryItem)},
			{Name: "keys", Sig: "()", F0: lister(entryKey)},
			{Name: "values", Sig: "()", F0: lister(entryValue)},
			{Name: "copy", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return newContext(asContext(self).vars).V(), nil }},
			{Name: "run", FK: contextRun},
		}})
}
