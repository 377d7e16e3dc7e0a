// This file defines the inline caches that the interpreter and compiled code keep beside the
// places that read globals and attributes.

package py

// GlobalCache is the cache of one place that reads a global or builtin. Versions of dicts are
// unique and stand for the keys and the places of their values, so that a pointer to the value
// stays right as long as the versions do.
type GlobalCache struct {
	globals, builtins uint32 // versions; builtins is zero when the name is a global
	value             *Value
}

// Get returns the cached value, unbound if the cache does not hold.
func (c *GlobalCache) Get(fn *Function) Value {
	if c.value == nil || fn.Globals.version != c.globals || c.builtins != 0 && fn.Builtins.version != c.builtins {
		return Value{}
	}
	return *c.value
}

// Fill looks name up, fills the cache and returns the value, unbound if there is none.
func (c *GlobalCache) Fill(fn *Function, name *Str) Value {
	c.value = nil
	if fn.Globals.typ != DictType {
		return Value{} // a subclass may have __missing__ or its own __getitem__
	}
	if i := fn.Globals.findStr(name); i >= 0 {
		c.globals, c.builtins, c.value = fn.Globals.keysVersion(), 0, &fn.Globals.entries[i].value
		return *c.value
	}
	if i := fn.Builtins.findStr(name); i >= 0 {
		c.globals, c.builtins = fn.Globals.keysVersion(), fn.Builtins.keysVersion()
		c.value = &fn.Builtins.entries[i].value
		return *c.value
	}
	return Value{}
}

// Set assigns the global if the cache knows its place, and reports whether it did.
func (c *GlobalCache) Set(fn *Function, v Value) bool {
	if c.value == nil || fn.Globals.version != c.globals || c.builtins != 0 || v.ref == nil {
		return false
	}
	*c.value = v
	return true
}
