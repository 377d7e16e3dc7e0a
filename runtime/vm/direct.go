// This file gives interpreted functions the direct entries that native code calls functions of few
// parameters by.

package vm

import (
	"adder/frontend/code"
	"adder/runtime/py"
)

// bindDirect sets the direct entry of c, if a call needs no more than the right number of arguments.
func bindDirect(c *py.CodeObject) {
	if !c.Simple || c.Flags&code.CO_OPTIMIZED == 0 {
		return
	}
	switch c.NumParams {
	case 0:
		c.Fn0 = func(t *py.Thread, fn *py.Function) (py.Value, *py.Exc) { return enter(t, fn, nil) }
	case 1:
		c.Fn1 = func(t *py.Thread, fn *py.Function, a py.Value) (py.Value, *py.Exc) {
			args := [...]py.Value{a}
			return enter(t, fn, args[:])
		}
	case 2:
		c.Fn2 = func(t *py.Thread, fn *py.Function, a, b py.Value) (py.Value, *py.Exc) {
			args := [...]py.Value{a, b}
			return enter(t, fn, args[:])
		}
	case 3:
		c.Fn3 = func(t *py.Thread, fn *py.Function, a, b, d py.Value) (py.Value, *py.Exc) {
			args := [...]py.Value{a, b, d}
			return enter(t, fn, args[:])
		}
	case 4:
		c.Fn4 = func(t *py.Thread, fn *py.Function, a, b, d, e py.Value) (py.Value, *py.Exc) {
			args := [...]py.Value{a, b, d, e}
			return enter(t, fn, args[:])
		}
	}
}
