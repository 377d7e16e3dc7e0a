// This file calls functions that may come with a self, as loading a method leaves them.

package abi

import (
	"adder/runtime/ops"
	"adder/runtime/py"
)

// IsCode reports whether v is a Python function of code c, so that c's entry may be called
// directly.
func IsCode(v py.Value, c *py.CodeObject) bool {
	return v.Type() == py.FunctionType && py.AsFunction(v).Code == c
}

// nativeMethod returns the description of fn if it is a native method of exactly self's type. It is
// small enough to be inlined.
func nativeMethod(fn, self py.Value) *py.Method {
	if fn.Type() != py.MethodDescrType {
		return nil
	}
	if d := py.AsMethodDescr(fn); d.Owner == self.Type() {
		return d.Method
	}
	return nil
}

// CallMethod0 calls fn with self, if it is bound, and no arguments.
func CallMethod0(t *py.Thread, fn, self py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		if m := nativeMethod(fn, self); m != nil {
			if v, ok, exc := m.Call0(t, self); ok {
				return v, exc
			}
		}
		return py.Call1(t, fn, self)
	}
	return py.Call0(t, fn)
}

// CallMethod1 calls fn with self, if it is bound, and one argument.
func CallMethod1(t *py.Thread, fn, self, a py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		if m := nativeMethod(fn, self); m != nil {
			if v, ok, exc := m.Call1(t, self, a); ok {
				return v, exc
			}
		}
		return py.Call2(t, fn, self, a)
	}
	return py.Call1(t, fn, a)
}

// CallMethod2 calls fn with self, if it is bound, and two arguments.
func CallMethod2(t *py.Thread, fn, self, a, b py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		if m := nativeMethod(fn, self); m != nil {
			if v, ok, exc := m.Call2(t, self, a, b); ok {
				return v, exc
			}
		}
		return py.Call3(t, fn, self, a, b)
	}
	return py.Call2(t, fn, a, b)
}

// CallMethod3 calls fn with self, if it is bound, and three arguments.
func CallMethod3(t *py.Thread, fn, self, a, b, c py.Value) (py.Value, *py.Exc) {
	if self.Bound() {
		return py.Call4(t, fn, self, a, b, c)
	}
	return py.Call3(t, fn, a, b, c)
}

// Entry0 returns the direct entry of a method that takes no arguments but self, nil if fn is no
// function with one or there is no self.
func Entry0(fn, self py.Value) func(*py.Thread, *py.Function, py.Value) (py.Value, *py.Exc) {
	if self.Bound() && fn.Type() == py.FunctionType {
		return py.AsFunction(fn).Code.Fn1
	}
	return nil
}

// Entry1 is Entry0 for one argument.
func Entry1(fn, self py.Value) func(*py.Thread, *py.Function, py.Value, py.Value) (py.Value, *py.Exc) {
	if self.Bound() && fn.Type() == py.FunctionType {
		return py.AsFunction(fn).Code.Fn2
	}
	return nil
}

// Entry2 is Entry0 for two arguments.
func Entry2(fn, self py.Value) func(*py.Thread, *py.Function, py.Value, py.Value, py.Value) (py.Value, *py.Exc) {
	if self.Bound() && fn.Type() == py.FunctionType {
		return py.AsFunction(fn).Code.Fn3
	}
	return nil
}

// Entry3 is Entry0 for three arguments.
func Entry3(fn, self py.Value) func(*py.Thread, *py.Function, py.Value, py.Value, py.Value, py.Value) (py.Value, *py.Exc) {
	if self.Bound() && fn.Type() == py.FunctionType {
		return py.AsFunction(fn).Code.Fn4
	}
	return nil
}

// InitOf returns the __init__ function of v if v is a class of which an instance is made by
// allocating it and calling __init__, and if that has code c; else nil.
func InitOf(v py.Value, c *py.CodeObject) *py.Function {
	if v.Type() == py.TypeType {
		if init := py.AsType(v).KnownInit(); init != nil && init.Code == c {
			return init
		}
	}
	return nil
}

// HasDefaults reports whether the last n parameters of fn have defaults.
func HasDefaults(fn *py.Function, n int) bool { return len(fn.Defaults) >= n }

// Default is the default of the parameter that is the nth from the end, counted from one.
func Default(fn *py.Function, n int) py.Value { return fn.Defaults[len(fn.Defaults)-n] }

// CallMethod calls fn with the arguments behind args[0], which is self or unbound; the last
// ones are the values of the keywords kw.
func CallMethod(t *py.Thread, fn py.Value, args []py.Value, kw []*py.Str) (py.Value, *py.Exc) {
	if args[0].IsUnbound() {
		args = args[1:]
	}
	return py.Call(t, fn, args, kw)
}

// MakeFunction returns a new function of code c with the globals of the running one.
func MakeFunction(fn *py.Function, c *py.CodeObject) py.Value {
	if c.Home == nil {
		fn.Code.Home.Declare(c)
	}
	return py.NewFunction(c, fn.Globals, fn.Builtins).V()
}

// GenExprFunction is MakeFunction for a generator expression, whose function is called once and not seen.
func GenExprFunction(fn *py.Function, c *py.CodeObject) py.Value {
	if f := c.OnceFunction(fn); f != nil {
		return f.V()
	}
	v := MakeFunction(fn, c)
	py.AsFunction(v).SetOnce()
	return v
}

// SetFunctionAttr gives a new function its defaults, closure or annotations.
func SetFunctionAttr(t *py.Thread, fn, attr py.Value, which int) py.Value {
	ops.SetFunctionAttribute(py.AsFunction(fn), which, attr)
	return fn
}

// SetClosure gives a new function its cells.
func SetClosure(fn py.Value, cells ...py.Value) py.Value {
	f := py.AsFunction(fn)
	if len(f.Closure) != len(cells) {
		f.Closure = make([]*py.Cell, len(cells))
	}
	for i, c := range cells {
		f.Closure[i] = py.AsCell(c)
	}
	return fn
}

// CommonConst is an object that LOAD_COMMON_CONSTANT numbers.
func CommonConst(i int) py.Value { return py.CommonConstant(i) }

// Raise0 is a bare raise statement.
func Raise0(t *py.Thread) *py.Exc {
	exc, again := ops.Raise(t, nil)
	t.Reraising = again
	return exc
}

// Raise1 is `raise v`.
func Raise1(t *py.Thread, v py.Value) *py.Exc {
	exc, _ := ops.Raise(t, []py.Value{v})
	return exc
}

// Raise2 is `raise v from cause`.
func Raise2(t *py.Thread, v, cause py.Value) *py.Exc {
	exc, _ := ops.Raise(t, []py.Value{v, cause})
	return exc
}

// KeywordCache holds the names of the keyword arguments of one call.
type KeywordCache struct{ names []*py.Str }

// Names returns the names, which are given each time.
func (c *KeywordCache) Names(names ...py.Value) []*py.Str {
	if c.names == nil {
		for _, name := range names {
			c.names = append(c.names, py.Intern(py.AsStr(name).String()))
		}
	}
	return c.names
}
