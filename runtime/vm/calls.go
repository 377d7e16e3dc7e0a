// This file makes calls, and returns from them.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

// call is CALL where nothing is known of the callee: the callable, self or nothing and arg arguments are on
// the stack. A step that suits the callee takes its place.
//
//go:noinline
func call(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n-2)
	fn, self := *at(place, 0), at(place, 1)
	if self.IsUnbound() && fn.Type() == py.MethodType {
		m := py.AsMethod(fn)
		fn, *self = m.Func, m.Self
		*at(place, 0) = fn
	}
	if self.Bound() {
		n++
	}
	switch fn.Type() {
	case py.FunctionType:
		if p := knownProgram(fn); p != nil {
			return f.callProgram(in, sp, p, n)
		}
	case py.TypeType:
		if self.IsUnbound() {
			if init := initOf(py.AsType(fn), n); init != nil {
				return f.callInit(in, sp, py.AsType(fn), init)
			}
		}
	case py.BuiltinType, py.MethodDescrType:
		in.learnNative(fn, n)
	}
	f.rec.Pos = in.pos
	v, exc := callNative(f.t, fn, values(sp, n))
	return f.called(in, place, v, exc)
}

// called leaves the result of a call of native code at place.
func (f *frame) called(in *instr, place unsafe.Pointer, v py.Value, exc *py.Exc) (*instr, unsafe.Pointer, *frame) {
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(place, 0) = v
	return in.next(), up(place, 1), f
}

// knownProgram returns the program of a function that can be entered, nil if it has never run or is not
// an ordinary function's.
func knownProgram(fn py.Value) *program {
	if p, ok := py.AsFunction(fn).Code.VM.(*program); ok && p.flags&code.CO_OPTIMIZED != 0 {
		return p
	}
	return nil
}

// callProgram enters a function of program p with n arguments, or gives in the step that does.
func (f *frame) callProgram(in *instr, sp unsafe.Pointer, p *program, n int) (*instr, unsafe.Pointer, *frame) {
	place := up(sp, -int(in.arg)-2)
	fn := py.AsFunction(*at(place, 0))
	if !p.code.Simple || p.code.ArgCount != n {
		return f.enterBound(in, place, fn, p, values(sp, n), nil)
	}
	in.cache, in.run = unsafe.Pointer(p), callFunction
	if p.makes != nil && len(fn.Closure) == p.nfree {
		in.run = callGenerator
	}
	return in, sp, f
}

// callFunction is call of a function of a known program with exactly its parameters.
func callFunction(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n-2)
	p := (*program)(in.cache)
	if at(place, 0).Type() != py.FunctionType {
		return call(in, sp, f)
	}
	fn := py.AsFunction(*at(place, 0))
	if at(place, 1).Bound() {
		n++
	}
	if fn.Code != p.code || p.code.ArgCount != n {
		return call(in, sp, f)
	}
	f.rec.Pos = in.pos
	c := f.calleeFrame()
	if !c.open(fn, p, values(sp, n)) {
		return f.fail(in, f.t.RecursionLimitError())
	}
	c.mode = forCall
	f.call, f.into = in, place
	next, sp := c.start()
	return next, sp, c
}

// callGenerator is callFunction for a function that makes a generator at once: it has no need of an
// activation for that.
func callGenerator(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n-2)
	p := (*program)(in.cache)
	if at(place, 0).Type() != py.FunctionType {
		return call(in, sp, f)
	}
	fn := py.AsFunction(*at(place, 0))
	if at(place, 1).Bound() {
		n++
	}
	if fn.Code != p.code || p.code.ArgCount != n || len(fn.Closure) != p.nfree {
		return call(in, sp, f)
	}
	f.rec.Pos = in.pos
	if f.t.Enter(fn, p.code) == nil {
		return f.fail(in, f.t.RecursionLimitError())
	}
	g := newGenerator(f.t, p, fn, p.index(p.makes)+1)
	f.t.Pop()
	copy(g.Locals, values(sp, n))
	for i, c := range fn.Closure {
		g.Locals[p.nlocals-len(fn.Closure)+i] = c.V()
	}
	*at(place, 0) = g.V()
	return in.next(), up(place, 1), f
}

// enterBound enters a function with arguments that are to be bound to its parameters.
func (f *frame) enterBound(in *instr, place unsafe.Pointer, fn *py.Function, p *program, args []py.Value, kw []*py.Str) (*instr, unsafe.Pointer, *frame) {
	t := f.t
	f.rec.Pos = in.pos
	s := t.PushArgs(p.size)
	exc := fn.Bind(t, s[:p.code.NumParams], args, kw)
	var rec *py.ShadowFrame
	if exc == nil {
		if rec = t.Enter(fn, p.code); rec == nil {
			exc = t.RecursionLimitError()
		}
	}
	if exc != nil {
		t.PopArgs(s)
		return f.fail(in, exc)
	}
	c := f.calleeFrame()
	c.use(rec, fn, p, s)
	c.mode = forCall
	f.call, f.into = in, place
	next, sp := c.start()
	return next, sp, c
}

// initOf returns the __init__ of a class that only defines that, in Python, and takes n arguments beyond
// self; else nil.
func initOf(typ *py.Type, n int) *py.Function {
	init := typ.PythonInit()
	if init == nil || !init.Code.Simple || init.Code.ArgCount != n+1 {
		return nil
	}
	if p, ok := init.Code.VM.(*program); !ok || p.gen != nil {
		return nil
	}
	return init
}

// callInit makes an instance of typ and enters its __init__.
func (f *frame) callInit(in *instr, sp unsafe.Pointer, typ *py.Type, init *py.Function) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n-2)
	f.rec.Pos = in.pos
	// The arguments lie behind the places of the class and of self.
	*at(place, 1) = py.NewInstance(typ).V()
	c := f.calleeFrame()
	if !c.open(init, init.Code.VM.(*program), values(sp, n+1)) {
		return f.fail(in, f.t.RecursionLimitError())
	}
	*at(place, 0) = *at(place, 1)
	c.mode = forInit
	f.call, f.into = in, place
	next, sp := c.start()
	return next, sp, c
}

// callNative calls fn with positional arguments, which lie on the caller's evaluation stack.
func callNative(t *py.Thread, fn py.Value, args []py.Value) (py.Value, *py.Exc) {
	switch fn.Type() {
	case py.FunctionType:
		fun := py.AsFunction(fn)
		if c := fun.Code; c.Simple && c.ArgCount == len(args) {
			return c.Entry(t, fun, args)
		}
	case py.BuiltinType:
		b := py.AsBuiltin(fn)
		switch m := b.Method; {
		case len(args) == 0 && m.F0 != nil:
			return m.F0(t, b.Self)
		case len(args) == 1 && m.F1 != nil:
			return m.F1(t, b.Self, args[0])
		case len(args) == 2 && m.F2 != nil:
			return m.F2(t, b.Self, args[0], args[1])
		}
	case py.MethodDescrType:
		if d := py.AsMethodDescr(fn); len(args) > 0 && (args[0].Type() == d.Owner || args[0].Type().IsSubtype(d.Owner)) {
			switch m := d.Method; {
			case len(args) == 1 && m.F0 != nil:
				return m.F0(t, args[0])
			case len(args) == 2 && m.F1 != nil:
				return m.F1(t, args[0], args[1])
			case len(args) == 3 && m.F2 != nil:
				return m.F2(t, args[0], args[1], args[2])
			}
		}
	}
	return py.Call(t, fn, args, nil)
}

// learnNative gives a call of a native function or method with n arguments, self included, its step.
func (in *instr) learnNative(fn py.Value, n int) {
	switch {
	case fn.Type() == py.BuiltinType && n == 1 && in.arg == 1 && py.AsBuiltin(fn).Method.F1 != nil:
		in.run = callBuiltin1
	case fn.Type() == py.BuiltinType && n == 2 && in.arg == 2 && py.AsBuiltin(fn).Method.F2 != nil:
		in.run = callBuiltin2
	case fn.Type() == py.MethodDescrType && n == int(in.arg)+1:
		switch m := py.AsMethodDescr(fn).Method; {
		case n == 1 && m.F0 != nil:
			in.run = callMethod0
		case n == 2 && m.F1 != nil:
			in.run = callMethod1
		}
	}
}

// callBuiltin1 is call of a native function of one argument.
func callBuiltin1(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	place := up(sp, -3)
	if fn := *at(place, 0); fn.Type() == py.BuiltinType && at(place, 1).IsUnbound() {
		b := py.AsBuiltin(fn)
		if f1 := b.Method.F1; f1 != nil {
			f.rec.Pos = in.pos
			v, exc := f1(f.t, b.Self, *at(place, 2))
			return f.called(in, place, v, exc)
		}
	}
	return call(in, sp, f)
}

// callBuiltin2 is call of a native function of two arguments.
func callBuiltin2(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	place := up(sp, -4)
	if fn := *at(place, 0); fn.Type() == py.BuiltinType && at(place, 1).IsUnbound() {
		b := py.AsBuiltin(fn)
		if f2 := b.Method.F2; f2 != nil {
			f.rec.Pos = in.pos
			v, exc := f2(f.t, b.Self, *at(place, 2), *at(place, 3))
			return f.called(in, place, v, exc)
		}
	}
	return call(in, sp, f)
}

// callMethod0 is call of a native method without arguments.
func callMethod0(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	place := up(sp, -2)
	if fn, self := *at(place, 0), *at(place, 1); fn.Type() == py.MethodDescrType && self.Bound() {
		d := py.AsMethodDescr(fn)
		if f0 := d.Method.F0; f0 != nil && self.Type() == d.Owner {
			f.rec.Pos = in.pos
			v, exc := f0(f.t, self)
			return f.called(in, place, v, exc)
		}
	}
	return call(in, sp, f)
}

// callMethod1 is call of a native method with one argument.
func callMethod1(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	place := up(sp, -3)
	if fn, self := *at(place, 0), *at(place, 1); fn.Type() == py.MethodDescrType && self.Bound() {
		d := py.AsMethodDescr(fn)
		if f1 := d.Method.F1; f1 != nil && self.Type() == d.Owner {
			f.rec.Pos = in.pos
			v, exc := f1(f.t, self, *at(place, 2))
			return f.called(in, place, v, exc)
		}
	}
	return call(in, sp, f)
}

// callKw is CALL_KW: like call, with the tuple of keyword names on top of the stack.
func callKw(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	kw := in.keywords(*at(sp, -1))
	sp = up(sp, -1)
	place := up(sp, -n-2)
	fn, self := *at(place, 0), at(place, 1)
	if self.IsUnbound() && fn.Type() == py.MethodType {
		m := py.AsMethod(fn)
		fn, *self = m.Func, m.Self
	}
	if self.Bound() {
		n++
	}
	if fn.Type() == py.FunctionType {
		if p := knownProgram(fn); p != nil {
			return f.enterBound(in, place, py.AsFunction(fn), p, values(sp, n), kw)
		}
	}
	f.rec.Pos = in.pos
	v, exc := py.Call(f.t, fn, values(sp, n), kw)
	return f.called(in, place, v, exc)
}

// keywords is the cache of CALL_KW: the tuple of names, as strs.
type keywords struct {
	tuple py.Value
	names []*py.Str
}

func (in *instr) keywords(tuple py.Value) []*py.Str {
	c := (*keywords)(in.cache)
	if c == nil || c.tuple != tuple {
		items := py.AsTuple(tuple).Items
		c = &keywords{tuple: tuple, names: make([]*py.Str, len(items))}
		for i, k := range items {
			c.names[i] = py.AsStr(k)
		}
		in.cache = unsafe.Pointer(c)
	}
	return c.names
}

func callFunctionEx(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.CallEx(f.t, *at(sp, -4), *at(sp, -3), *at(sp, -2), *at(sp, -1))
	return f.called(in, up(sp, -4), v, exc)
}

func makeFunction(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, -1) = py.NewFunction(py.AsCode(*at(sp, -1)), f.fn.Globals, f.fn.Builtins).V()
	return in.next(), sp, f
}

func setFunctionAttribute(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	ops.SetFunctionAttribute(py.AsFunction(*at(sp, -1)), int(in.arg), *at(sp, -2))
	*at(sp, -2) = *at(sp, -1)
	return in.next(), up(sp, -1), f
}

func returnValue(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *at(sp, -1)
	if f.mode != forCall {
		f.rec.Pos = in.pos
		return f.leave(v)
	}
	rec := f.rec
	if rec.Frame != nil {
		rec.Pos = in.pos
	}
	f.close()
	c := f.caller
	*at(c.into, 0) = v
	return c.call.next(), up(c.into, 1), c
}

// leave returns v to whatever f was entered for.
func (f *frame) leave(v py.Value) (*instr, unsafe.Pointer, *frame) {
	switch f.mode {
	case forGo:
		f.result, f.out = v, returned
		return nil, nil, f
	case forCall:
		f.close()
		f = f.caller
		*at(f.into, 0) = v
	case forInit:
		f.close()
		f = f.caller
		if !v.IsNone() {
			return f.fail(f.call, py.TypeErrorf("__init__() should return None, not '%s'", py.TypeName(v)))
		}
	case forSend:
		f = f.suspend(true)
		*at(f.into, 0) = v
		return f.call.target(), up(f.into, 1), f
	case forNext:
		f = f.suspend(true)
		return f.call.target(), f.into, f
	}
	return f.call.next(), up(f.into, 1), f
}
