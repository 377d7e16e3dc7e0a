// This file implements ContextVar and Token.

// Package contextvars is the _contextvars module.
package contextvars

import (
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_contextvars", Doc: "Context Variables",
		Methods: []py.Method{{Name: "copy_context", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return Copy(t), nil }}},
		Exec:    fill}
}

func fill(t *thread, m *py.Module) *excp {
	defineContext()
	defineVar()
	defineToken()
	for _, typ := range []*py.Type{contextType, varType, tokenType} {
		m.Dict.SetStr(py.Intern(typ.Name), typ.V())
	}
	return nil
}

// contextVar is a ContextVar. Its serial number is its key in contexts.
type contextVar struct {
	py.Header
	name, byDefault value
	serial          uint64
}

// token is a Token: what reset needs to undo a set.
type token struct {
	py.Header
	ctx  *context
	v    *contextVar
	old  value // unbound: the variable had no value
	used bool
}

var (
	varType     = &py.Type{Name: "ContextVar"}
	tokenType   = &py.Type{Name: "Token"}
	missingType = &py.Type{Name: "MISSING"}
	missing     value
	lastSerial  uint64
)

func asVar(v value) *contextVar { return (*contextVar)(v.Ptr()) }
func asToken(v value) *token    { return (*token)(v.Ptr()) }

func varNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	if npos > 1 {
		return value{}, py.TypeErrorf("ContextVar() takes at most 1 positional argument (%d given)", npos)
	}
	if npos < 1 {
		return value{}, py.TypeErrorf("ContextVar() takes exactly 1 positional argument (0 given)")
	}
	v := &contextVar{name: args[0]}
	for i, k := range kw {
		if k.String() != "default" {
			return value{}, py.TypeErrorf("ContextVar() got an unexpected keyword argument '%s'", k.String())
		}
		v.byDefault = args[1+i]
	}
	if !v.name.IsStr() {
		return value{}, py.TypeErrorf("context variable name must be a str")
	}
	v.SetType(varType)
	v.serial = lastSerial
	lastSerial++
	return v.V(), nil
}

func varGet(t *thread, self value, args []value) (value, *excp) {
	v := asVar(self)
	if t.Context.Bound() {
		if val := asContext(t.Context).vars.get(v); val.Bound() {
			return val, nil
		}
	}
	switch {
	case args[0].Bound():
		return args[0], nil
	case v.byDefault.Bound():
		return v.byDefault, nil
	}
	return value{}, py.NewExc(py.LookupError, self)
}

func varSet(t *thread, self, val value) (value, *excp) {
	v, c := asVar(self), current(t)
	tok := &token{ctx: c, v: v, old: c.vars.get(v)}
	tok.SetType(tokenType)
	c.vars = c.vars.with(v, val)
	return tok.V(), nil
}

func varReset(t *thread, self, tok value) (value, *excp) {
	if tok.Type() != tokenType {
		s, exc := py.Repr(t, tok)
		if exc != nil {
			return value{}, exc
		}
		return value{}, py.TypeErrorf("expected an instance of Token, got %s", s.String())
	}
	return py.None, asToken(tok).reset(t, asVar(self))
}

// reset undoes the set that the token came from.
func (tok *token) reset(t *thread, v *contextVar) *excp {
	fail := func(typ *py.Type, what string) *excp {
		s, exc := py.Repr(t, tok.V())
		if exc != nil {
			return exc
		}
		return py.Errorf(typ, "%s %s", s.String(), what)
	}
	c := current(t)
	switch {
	case tok.used:
		return fail(py.RuntimeError, "has already been used once")
	case tok.v != v:
		return fail(py.ValueError, "was created by a different ContextVar")
	case tok.ctx != c:
		return fail(py.ValueError, "was created in a different Context")
	}
	tok.used = true
	if tok.old.IsUnbound() {
		c.vars = c.vars.without(v)
	} else {
		c.vars = c.vars.with(v, tok.old)
	}
	return nil
}

func varRepr(t *thread, self value) (value, *excp) {
	v := asVar(self)
	s, exc := py.Repr(t, v.name)
	if exc != nil {
		return value{}, exc
	}
	text := "<ContextVar name=" + s.String()
	if v.byDefault.Bound() {
		d, exc := py.Repr(t, v.byDefault)
		if exc != nil {
			return value{}, exc
		}
		text += " default=" + d.String()
	}
	return py.StrV(text + " at " + py.Address(self) + ">"), nil
}

func tokenRepr(t *thread, self value) (value, *excp) {
	tok := asToken(self)
	s, exc := py.Repr(t, tok.v.V())
	if exc != nil {
		return value{}, exc
	}
	used := ""
	if tok.used {
		used = " used"
	}
	return py.StrV("<Token" + used + " var=" + s.String() + " at " + py.Address(self) + ">"), nil
}

func classGetItem() py.Method {
	return py.Method{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: func(t *thread, class, item value) (value, *excp) {
		return py.NewGenericAlias(class, item), nil
	}}
}

func defineVar() {
	py.Define(varType, &py.StaticType{Name: "_contextvars.ContextVar", Weakref: true,
		Slots:   py.Slots{New: varNew, Repr: varRepr},
		Members: []py.Member{{Name: "name", Get: func(v value) value { return asVar(v).name }}},
		Methods: []py.Method{
			{Name: "get", Sig: "(default=<unrepresentable>, /)", FN: varGet},
			{Name: "set", Sig: "(value, /)", F1: varSet},
			{Name: "reset", Sig: "(token, /)", F1: varReset},
			classGetItem(),
		}})
}

func defineToken() {
	py.Define(missingType, &py.StaticType{Name: "Token.MISSING", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: func(t *thread, self value) (value, *excp) { return py.StrV("<Token.MISSING>"), nil }}})
	if missing.IsUnbound() {
		h := &py.Header{}
		h.SetType(missingType)
		missing = h.V()
	}
	py.Define(tokenType, &py.StaticType{Name: "_contextvars.Token",
		Slots: py.Slots{Repr: tokenRepr,
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				return value{}, py.RuntimeErrorf("Tokens can only be created by ContextVars")
			},
			Compare: func(t *thread, a, b value, op py.CmpOp) (value, *excp) { return identity(a, b, op), nil },
		},
		GetSet: []py.GetSet{
			{Name: "var", Get: func(t *thread, self value) (value, *excp) { return asToken(self).v.V(), nil }},
			{Name: "old_value", Get: func(t *thread, self value) (value, *excp) {
				if old := asToken(self).old; old.Bound() {
					return old, nil
				}
				return missing, nil
			}},
		},
		Methods: []py.Method{
			classGetItem(),
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, nil }},
			{Name: "__exit__", Sig: "(type, val, tb, /)", F3: func(t *thread, self, a, b, c value) (value, *excp) {
				return py.None, asToken(self).reset(t, asToken(self).v)
			}},
		},
		Attrs: func(typ *py.Type) { typ.Dict.SetStr(py.Intern("MISSING"), missing) }})
}

// identity compares by identity; a type that has it without a hash is unhashable, as Token is.
func identity(a, b value, op py.CmpOp) value {
	if op != py.EQ && op != py.NE {
		return py.NotImplemented
	}
	if py.Is(a, b) {
		return py.Bool(op == py.EQ)
	}
	return py.NotImplemented
}
