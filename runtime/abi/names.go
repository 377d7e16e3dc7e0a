// This file reads globals through inline caches.

package abi

import (
	"adder/runtime/ops"
	"adder/runtime/py"
)

// LoadGlobal reads a global or builtin: where the cache does not hold, it looks the name up and fills
// it. Compact code leaves the look at the cache to it.
func LoadGlobal(t *py.Thread, fn *py.Function, name *py.Str, c *GlobalCache) (py.Value, *py.Exc) {
	if v := c.Get(fn); v.Bound() {
		return v, nil
	}
	if v := c.Fill(fn, name); v.Bound() {
		return v, nil
	}
	return ops.GlobalOrBuiltin(t, fn, name)
}

// GlobalCache is the inline cache of one LOAD_GLOBAL.
type GlobalCache = py.GlobalCache

// StoreGlobal assigns a global, and fills the cache where that does not know its place.
func StoreGlobal(t *py.Thread, fn *py.Function, name *py.Str, v py.Value, c *GlobalCache) *py.Exc {
	if c.Set(fn, v) {
		return nil
	}
	exc := ops.StoreGlobal(t, fn, name, v)
	if exc == nil {
		c.Fill(fn, name)
	}
	return exc
}

// LoadName is the slow path of reading a name in a module's body: it looks the name up and, where
// the namespace is the globals, fills the cache.
func LoadName(t *py.Thread, fn *py.Function, ns py.Value, name *py.Str, c *GlobalCache) (py.Value, *py.Exc) {
	if ns == fn.Globals.V() {
		if v := c.Fill(fn, name); v.Bound() {
			return v, nil
		}
	}
	return ops.LoadName(t, fn, ns, name)
}

// StoreName is the slow path of assigning a name in a module's body.
func StoreName(t *py.Thread, fn *py.Function, ns py.Value, name *py.Str, v py.Value, c *GlobalCache) *py.Exc {
	if exc := ops.StoreName(t, ns, name, v); exc != nil {
		return exc
	}
	if ns == fn.Globals.V() {
		c.Fill(fn, name)
	}
	return nil
}
