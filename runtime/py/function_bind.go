// This file binds the arguments of Python functions and reports wrong calls as CPython does.

package py

import (
	"fmt"
	"strings"

	"adder/frontend/code"
	"adder/runtime/internal/suggest"
)

// functionCall is the call slot of functions.
func functionCall(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	fn := AsFunction(self)
	c := fn.Code
	if c.Simple && len(kw) == 0 && len(args) == c.ArgCount {
		return c.Entry(t, fn, args)
	}
	bound := t.PushArgs(c.NumParams)
	exc := fn.Bind(t, bound, args, kw)
	var v Value
	if exc == nil {
		v, exc = c.Entry(t, fn, bound)
	}
	t.PopArgs(bound)
	return v, exc
}

// Bind binds the arguments of a call to out, which has NumParams unbound entries in the order of
// the localsplus variables: positional parameters, keyword-only ones, *args, **kwargs.
func (fn *Function) Bind(t *Thread, out, args []Value, kw []*Str) *Exc {
	c := fn.Code
	pos := args[:len(args)-len(kw)]
	next := c.ArgCount + c.KwOnly
	n := copy(out[:c.ArgCount], pos)
	if c.Flags&code.CO_VARARGS != 0 {
		out[next] = NewTuple(pos[n:]...).V()
		next++
	}
	var kwDict *Dict
	if c.Flags&code.CO_VARKEYWORDS != 0 {
		kwDict = NewDict()
		out[next] = kwDict.V()
	}
	for i, k := range kw {
		if exc := fn.bindKeyword(out, k, args[len(pos)+i], kwDict, kw); exc != nil {
			return exc
		}
	}
	if len(pos) > c.ArgCount && c.Flags&code.CO_VARARGS == 0 {
		return fn.tooManyPositional(len(pos), out)
	}
	return fn.bindDefaults(t, out, len(pos))
}

func (fn *Function) bindKeyword(out []Value, k *Str, v Value, kwDict *Dict, kw []*Str) *Exc {
	c := fn.Code
	names := c.VarNames[:c.ArgCount+c.KwOnly]
	i := -1
	for j := c.PosOnly; j < len(names); j++ {
		if names[j] == k {
			i = j
			break
		}
	}
	if i < 0 && !k.interned() {
		for j := c.PosOnly; j < len(names); j++ {
			if names[j].equal(k) {
				i = j
				break
			}
		}
	}
	if i >= 0 {
		if out[i].Bound() {
			return TypeErrorf("%s() got multiple values for argument '%s'", fn.QualName.String(), k.String())
		}
		out[i] = v
		return nil
	}
	if kwDict != nil {
		kwDict.SetStr(k, v)
		return nil
	}
	if exc := fn.posOnlyAsKeyword(kw); exc != nil {
		return exc
	}
	candidates := make([]string, 0, len(names))
	for _, n := range names[c.PosOnly:] {
		candidates = append(candidates, n.String())
	}
	return UnexpectedKeyword(fn.QualName.String(), k.String(), candidates...)
}

// UnexpectedKeyword is the error of a keyword argument that a function does not have; it names the
// parameter that was probably meant.
func UnexpectedKeyword(function, name string, candidates ...string) *Exc {
	hint := ""
	if s := suggest.Closest(candidates, name); s != "" {
		hint = ". Did you mean '" + s + "'?"
	}
	return TypeErrorf("%s() got an unexpected keyword argument '%s'%s", function, name, hint)
}

// posOnlyAsKeyword reports positional-only parameters that were passed by keyword.
func (fn *Function) posOnlyAsKeyword(kw []*Str) *Exc {
	var wrong []string
	for _, n := range fn.Code.VarNames[:fn.Code.PosOnly] {
		for _, k := range kw {
			if n.equal(k) {
				wrong = append(wrong, n.String())
			}
		}
	}
	if wrong == nil {
		return nil
	}
	return TypeErrorf("%s() got some positional-only arguments passed as keyword arguments: '%s'",
		fn.QualName.String(), strings.Join(wrong, ", "))
}

func (fn *Function) bindDefaults(t *Thread, out []Value, given int) *Exc {
	c := fn.Code
	if given < c.ArgCount {
		m := c.ArgCount - len(fn.Defaults)
		missing := 0
		for i := given; i < m; i++ {
			if out[i].IsUnbound() {
				missing++
			}
		}
		if missing > 0 {
			return fn.missing("positional", out[:m])
		}
		for i := max(given, m); i < c.ArgCount; i++ {
			if out[i].IsUnbound() {
				out[i] = fn.Defaults[i-m]
			}
		}
	}
	missing := false
	for i := c.ArgCount; i < c.ArgCount+c.KwOnly; i++ {
		if out[i].Bound() {
			continue
		}
		if fn.KwDefaults != nil {
			out[i] = fn.KwDefaults.GetStr(c.VarNames[i])
		}
		missing = missing || out[i].IsUnbound()
	}
	if missing {
		return fn.missing("keyword-only", out[:c.ArgCount+c.KwOnly])
	}
	return nil
}

// missing names the parameters among those of out that got no argument.
func (fn *Function) missing(kind string, out []Value) *Exc {
	first := 0
	if kind == "keyword-only" {
		first = fn.Code.ArgCount
	}
	var names []string
	for i := first; i < len(out); i++ {
		if out[i].IsUnbound() {
			names = append(names, "'"+fn.Code.VarNames[i].String()+"'")
		}
	}
	var list string
	switch n := len(names); n {
	case 1:
		list = names[0]
	case 2:
		list = names[0] + " and " + names[1]
	default:
		list = strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
	return TypeErrorf("%s() missing %d required %s argument%s: %s", fn.QualName.String(), len(names), kind, plural(len(names)), list)
}

func (fn *Function) tooManyPositional(given int, out []Value) *Exc {
	c := fn.Code
	kwGiven := 0
	for i := c.ArgCount; i < c.ArgCount+c.KwOnly; i++ {
		if out[i].Bound() {
			kwGiven++
		}
	}
	takes, many := fmt.Sprint(c.ArgCount), c.ArgCount != 1
	if n := len(fn.Defaults); n > 0 {
		takes, many = fmt.Sprintf("from %d to %d", c.ArgCount-n, c.ArgCount), true
	}
	kwText := ""
	if kwGiven > 0 {
		kwText = fmt.Sprintf(" positional argument%s (and %d keyword-only argument%s)", plural(given), kwGiven, plural(kwGiven))
	}
	s, verb := "", "were"
	if many {
		s = "s"
	}
	if given == 1 && kwGiven == 0 {
		verb = "was"
	}
	return TypeErrorf("%s() takes %s positional argument%s but %d%s %s given", fn.QualName.String(), takes, s, given, kwText, verb)
}
