// This file implements the functions about objects: attributes, classes, names, identity.

package builtins

import (
	"adder/runtime/py"
)

func attrName(v value) (*py.Str, *excp) {
	if !v.IsStr() {
		return nil, py.TypeErrorf("attribute name must be string, not '%s'", py.TypeName(v))
	}
	if v.Type() != py.StrType { // names in objects are of the exact type
		return py.Intern(py.AsStr(v).String()), nil
	}
	return py.AsStr(v), nil
}

// arity checks the number of positional arguments of a function that takes no keywords.
func arity(name string, args []value, kw []*py.Str, least, most int) *excp {
	n := len(args)
	switch {
	case len(kw) > 0:
		return py.TypeErrorf("%s() takes no keyword arguments", name)
	case n < least || n > most:
		word, bound := "", least
		if least != most {
			word = "at least "
			if n > most {
				word, bound = "at most ", most
			}
		}
		plural := "s"
		if bound == 1 {
			plural = ""
		}
		return py.TypeErrorf("%s expected %s%d argument%s, got %d", name, word, bound, plural, n)
	}
	return nil
}

func getattr(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := arity("getattr", args, kw, 2, 3); exc != nil {
		return value{}, exc
	}
	name, exc := attrName(args[1])
	if exc != nil {
		return value{}, exc
	}
	if len(args) == 2 {
		return py.GetAttr(t, args[0], name)
	}
	v, exc := py.LookupAttr(t, args[0], name)
	if exc == nil && v.IsUnbound() {
		return args[2], nil
	}
	return v, exc
}

func hasattr(t *thread, self, obj, name value) (value, *excp) {
	n, exc := attrName(name)
	if exc != nil {
		return value{}, exc
	}
	v, exc := py.LookupAttr(t, obj, n)
	return py.Bool(v.Bound()), exc
}

func setattr(t *thread, self, obj, name, v value) (value, *excp) {
	n, exc := attrName(name)
	if exc != nil {
		return value{}, exc
	}
	return py.None, py.SetAttr(t, obj, n, v)
}

func delattr(t *thread, self, obj, name value) (value, *excp) {
	n, exc := attrName(name)
	if exc != nil {
		return value{}, exc
	}
	return py.None, py.SetAttr(t, obj, n, value{})
}

func globals(t *thread, self value) (value, *excp) {
	if g := t.CurrentGlobals(); g != nil {
		return g.V(), nil
	}
	return py.None, nil
}

func hash(t *thread, self, v value) (value, *excp) {
	h, exc := py.Hash(t, v)
	return py.Int(h), exc
}

func length(t *thread, self, v value) (value, *excp) {
	n, exc := py.Len(t, v)
	return py.Int(int64(n)), exc
}

func isinstance(t *thread, self, v, class value) (value, *excp) {
	ok, exc := py.IsInstanceOf(t, v, class)
	return py.Bool(ok), exc
}

func issubclass(t *thread, self, sub, class value) (value, *excp) {
	ok, exc := py.IsSubclassOf(t, sub, class)
	return py.Bool(ok), exc
}

func vars(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := arity("vars", args, kw, 0, 1); exc != nil {
		return value{}, exc
	}
	if len(args) == 0 {
		return t.CurrentLocals()
	}
	v, exc := py.LookupAttr(t, args[0], py.Intern("__dict__"))
	if exc == nil && v.IsUnbound() {
		return v, py.TypeErrorf("vars() argument must have __dict__ attribute")
	}
	return v, exc
}

func dir(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := arity("dir", args, kw, 0, 1); exc != nil {
		return value{}, exc
	}
	var names value
	var exc *excp
	if len(args) == 0 {
		if names, exc = t.CurrentLocals(); exc != nil {
			return value{}, exc
		}
		names, exc = py.CallMethod(t, names, py.Intern("keys"))
	} else {
		var ok bool
		if names, ok, exc = py.CallSpecial(t, args[0], py.Intern("__dir__")); !ok && exc == nil {
			return value{}, py.TypeErrorf("object does not provide __dir__")
		}
	}
	if exc != nil {
		return value{}, exc
	}
	return sortedList(t, names, nil, nil)
}

// importName is __import__.
func importName(t *thread, self value, args []value) (value, *excp) {
	if !args[0].IsStr() {
		return value{}, py.TypeErrorf("module name must be a string")
	}
	level := 0
	if args[4].Bound() {
		var exc *excp
		if level, exc = py.IndexInt(t, args[4], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if level < 0 {
		return value{}, py.ValueErrorf("level must be >= 0")
	}
	fromlist := args[3]
	if fromlist.Bound() && fromlist.IsNone() {
		fromlist = value{}
	}
	return py.ImportHook(t, py.AsStr(args[0]), args[1], fromlist, level)
}

// breakpoint calls sys.breakpointhook.
func breakpoint(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	hook := sysAttr("breakpointhook")
	if hook.IsUnbound() {
		return value{}, py.RuntimeErrorf("lost sys.breakpointhook")
	}
	return py.Call(t, hook, args, kw)
}

// sysAttr returns sys.name, unbound if there is none.
func sysAttr(name string) value {
	mod := py.Modules.GetStr(py.Intern("sys"))
	if mod.IsUnbound() || mod.Type() != py.ModuleType {
		return value{}
	}
	return py.AsModule(mod).Dict.GetStr(py.Intern(name))
}
