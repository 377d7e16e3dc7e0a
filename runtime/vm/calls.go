// This file makes calls.

package vm

import "adder/runtime/py"

// call calls fn with positional arguments, which lie on the caller's evaluation stack.
func (f *frame) call(fn py.Value, args []py.Value) (py.Value, *py.Exc) {
	switch fn.Type() {
	case py.FunctionType:
		fun := py.AsFunction(fn)
		if c := fun.Code; c.Simple && c.ArgCount == len(args) {
			return c.Entry(f.t, fun, args)
		}
	case py.BuiltinType:
		b := py.AsBuiltin(fn)
		switch m := b.Method; len(args) {
		case 0:
			if m.F0 != nil {
				return m.F0(f.t, b.Self)
			}
		case 1:
			if m.F1 != nil {
				return m.F1(f.t, b.Self, args[0])
			}
		case 2:
			if m.F2 != nil {
				return m.F2(f.t, b.Self, args[0], args[1])
			}
		}
	case py.MethodDescrType:
		return f.callDescr(fn, args)
	}
	return py.Call(f.t, fn, args, nil)
}

// callDescr calls a native method found on a type; args[0] is the receiver.
func (f *frame) callDescr(fn py.Value, args []py.Value) (py.Value, *py.Exc) {
	d := py.AsMethodDescr(fn)
	if len(args) > 0 && (args[0].Type() == d.Owner || args[0].Type().IsSubtype(d.Owner)) {
		switch m := d.Method; len(args) {
		case 1:
			if m.F0 != nil {
				return m.F0(f.t, args[0])
			}
		case 2:
			if m.F1 != nil {
				return m.F1(f.t, args[0], args[1])
			}
		case 3:
			if m.F2 != nil {
				return m.F2(f.t, args[0], args[1], args[2])
			}
		}
	}
	return py.Call(f.t, fn, args, nil)
}

// callKw is CALL_KW: stack holds the callable, self or nothing, the arguments and the tuple of
// keyword names.
func (f *frame) callKw(in *instr, stack []py.Value) (py.Value, *py.Exc) {
	last := len(stack) - 1
	kw := in.keywords(stack[last])
	args := stack[2:last]
	fn := stack[0]
	if stack[1].Bound() {
		args = stack[1:last]
	} else if fn.Type() == py.MethodType {
		m := py.AsMethod(fn)
		fn, stack[1], args = m.Func, m.Self, stack[1:last]
	}
	return py.Call(f.t, fn, args, kw)
}
