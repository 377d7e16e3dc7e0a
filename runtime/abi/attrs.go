// This file reads and writes attributes through inline caches.

package abi

import "adder/runtime/py"

// AttrCache is the inline cache of one attribute load.
type AttrCache = py.AttrCache

// LoadAttr returns obj.name and fills the cache.
func LoadAttr(t *py.Thread, obj py.Value, name *py.Str, c *AttrCache) (py.Value, *py.Exc) {
	return c.Load(t, obj, name)
}

// MethodCache is the inline cache of one method load.
type MethodCache = py.MethodCache

// LoadMethod returns the function that a call of obj.name() calls, and its self; self is
// unbound where the attribute is no method.
func LoadMethod(t *py.Thread, obj py.Value, name *py.Str, c *MethodCache) (fn, self py.Value, exc *py.Exc) {
	return c.Load(t, obj, name)
}

// StoreCache is the inline cache of one attribute store.
type StoreCache = py.StoreCache

// StoreAttr performs obj.name = v and fills the cache.
func StoreAttr(t *py.Thread, obj py.Value, name *py.Str, v py.Value, c *StoreCache) *py.Exc {
	return c.Store(t, obj, name, v)
}

// DeleteAttr performs del obj.name.
func DeleteAttr(t *py.Thread, obj py.Value, name *py.Str) *py.Exc {
	return py.SetAttr(t, obj, name, py.Value{})
}
