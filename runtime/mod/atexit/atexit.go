// This file implements the registry of functions that are called at the end.

// Package atexit is the atexit module.
package atexit

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

const doc = "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n"

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "atexit", Doc: doc, Methods: []py.Method{
		{Name: "_clear", Sig: "()", F0: clearAll},
		{Name: "_ncallbacks", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			n := 0
			for _, c := range callbacks {
				if c != nil {
					n++
				}
			}
			return py.Int(int64(n)), nil
		}},
		{Name: "_run_exitfuncs", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			run(t)
			return py.None, nil
		}},
		{Name: "register", Sig: "(func, /, *args, **kwargs)", FK: register},
		{Name: "unregister", Sig: "(func, /)", F1: unregister},
	}, Exec: func(t *thread, m *py.Module) *excp {
		py.AtExit = run
		return nil
	}}
}

// callback is a registered function with its arguments.
type callback struct {
	fn   value
	args []value
	kw   []*py.Str
}

// callbacks are in the order of their registration; what was unregistered is nil.
var callbacks []*callback

func register(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(args)-len(kw) == 0 {
		return value{}, py.TypeErrorf("register() takes at least 1 argument (0 given)")
	}
	if !py.Callable(args[0]) {
		return value{}, py.TypeErrorf("the first argument must be callable")
	}
	callbacks = append(callbacks, &callback{args[0], append([]value(nil), args[1:]...), append([]*py.Str(nil), kw...)})
	return args[0], nil
}

func unregister(t *thread, self, fn value) (value, *excp) {
	for i := len(callbacks) - 1; i >= 0; i-- {
		if i >= len(callbacks) || callbacks[i] == nil {
			continue // a comparison changed the list
		}
		same, exc := py.Equal(t, callbacks[i].fn, fn)
		if exc != nil {
			return value{}, exc
		}
		if same && i < len(callbacks) {
			callbacks[i] = nil
		}
	}
	return py.None, nil
}

func clearAll(t *thread, self value) (value, *excp) {
	callbacks = nil
	return py.None, nil
}

// run calls the functions, the last one first. What they register is forgotten.
func run(t *thread) {
	list := append([]*callback(nil), callbacks...)
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		if c == nil {
			continue
		}
		if _, exc := py.Call(t, c.fn, c.args, c.kw); exc != nil {
			name := "<object repr() failed>"
			if s, failed := py.Repr(t, c.fn); failed == nil {
				name = s.String()
			}
			py.Unraisable(t, exc, "Exception ignored in atexit callback "+name, value{})
		}
	}
	callbacks = nil
}
