// This file implements methodcaller.

package operator

import (
	"strings"

	"adder/runtime/py"
)

// methodCaller calls a method with arguments.
type methodCaller struct {
	py.Header
	name *py.Str
	args []value // positional ones, then those of kw
	kw   []*py.Str
}

var methodCallerType = &py.Type{Name: "methodcaller"}

const methodCallerDoc = "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1)."

func asMethodCaller(v value) *methodCaller { return (*methodCaller)(v.Ptr()) }

func defineCaller() {
	py.Define(methodCallerType, &py.StaticType{Name: "operator.methodcaller", Doc: methodCallerDoc, Sig: "(name, /, *args, **kwargs)", GetSet: signature,
		Slots:   py.Slots{New: newMethodCaller, Call: callMethod, Repr: reprMethodCaller},
		Methods: []py.Method{{Name: "__reduce__", Doc: reduceDoc, F0: reduceMethodCaller}}})
}

func newMethodCaller(t *thread, _ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(args) == len(kw) {
		return value{}, py.TypeErrorf("methodcaller needs at least one argument, the method name")
	}
	if !args[0].IsStr() {
		return value{}, py.TypeErrorf("method name must be a string")
	}
	c := &methodCaller{name: py.InternStr(py.AsStr(args[0])), args: append([]value(nil), args[1:]...), kw: append([]*py.Str(nil), kw...)}
	c.SetType(methodCallerType)
	return c.V(), nil
}

func callMethod(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	obj, exc := operand("methodcaller", args, kw)
	if exc != nil {
		return value{}, exc
	}
	c := asMethodCaller(self)
	fn, receiver, exc := py.LoadMethod(t, obj, c.name)
	if exc != nil {
		return value{}, exc
	}
	if receiver.IsUnbound() {
		return py.Call(t, fn, c.args, c.kw)
	}
	if len(c.kw) == 0 {
		switch len(c.args) {
		case 0:
			return py.Call1(t, fn, receiver)
		case 1:
			return py.Call2(t, fn, receiver, c.args[0])
		}
	}
	full := t.PushArgs(1 + len(c.args))
	full[0] = receiver
	copy(full[1:], c.args)
	v, exc := py.Call(t, fn, full, c.kw)
	t.PopArgs(full)
	return v, exc
}

func reprMethodCaller(t *thread, self value) (value, *excp) {
	name := py.TypeName(self)
	if !t.EnterRepr(self) {
		return py.StrV(name + "(...)"), nil
	}
	defer t.LeaveRepr(self)
	c := asMethodCaller(self)
	var b strings.Builder
	r, exc := py.Repr(t, c.name.V())
	if exc != nil {
		return value{}, exc
	}
	b.WriteString(name + "(" + r.String())
	for i, a := range c.args {
		b.WriteString(", ")
		if k := i - (len(c.args) - len(c.kw)); k >= 0 {
			b.WriteString(c.kw[k].String() + "=")
		}
		if r, exc = py.Repr(t, a); exc != nil {
			return value{}, exc
		}
		b.WriteString(r.String())
	}
	b.WriteByte(')')
	return py.StrV(b.String()), nil
}

// reduceMethodCaller pickles keyword arguments by a partial, since what unpickles calls without.
func reduceMethodCaller(t *thread, self value) (value, *excp) {
	c := asMethodCaller(self)
	pos := c.args[:len(c.args)-len(c.kw)]
	if len(c.kw) == 0 {
		return py.NewTuple(self.Type().V(), py.NewTuple(append([]value{c.name.V()}, pos...)...).V()).V(), nil
	}
	partial, exc := py.ImportAttr(t, "functools", "partial")
	if exc != nil {
		return value{}, exc
	}
	args := append([]value{self.Type().V(), c.name.V()}, c.args[len(pos):]...)
	maker, exc := py.Call(t, partial, args, c.kw)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(maker, py.NewTuple(pos...).V()).V(), nil
}
