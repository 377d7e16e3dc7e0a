// This file has the inline caches of instructions: what loads a global or an attribute gets a cache
// when it has run a few times, since most code of modules runs once.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

// warmUp is how often an instruction runs without a cache.
const warmUp = 2

// warm counts a run of an instruction without a cache and tells whether it is to get one.
func (in *instr) warm() bool {
	in.runs++
	return in.runs > warmUp
}

// loadGlobal is LOAD_GLOBAL where the cache does not hold.
func (f *frame) loadGlobal(in *instr) (py.Value, *py.Exc) {
	name := f.p.names[in.arg]
	c := (*py.GlobalCache)(in.cache)
	if c == nil {
		var once py.GlobalCache
		if c = &once; in.warm() {
			c = new(py.GlobalCache)
			in.cache = unsafe.Pointer(c)
		}
	}
	v := c.Fill(f.fn, name)
	if v.IsUnbound() {
		return ops.GlobalOrBuiltin(f.t, f.fn, name)
	}
	return v, nil
}

// atModule reports whether the namespace is that of the module, so that names are globals.
func (f *frame) atModule() bool { return f.locals.Ptr() == unsafe.Pointer(f.fn.Globals) }

// loadName is LOAD_NAME where the cache does not hold.
func (f *frame) loadName(in *instr) (py.Value, *py.Exc) {
	if f.atModule() {
		return f.loadGlobal(in)
	}
	return ops.LoadName(f.t, f.fn, f.locals, f.p.names[in.arg])
}

// storeName is STORE_NAME where the cache does not hold.
func (f *frame) storeName(in *instr, v py.Value) *py.Exc {
	if f.atModule() {
		return f.storeGlobal(in, v)
	}
	return ops.StoreName(f.t, f.locals, f.p.names[in.arg], v)
}

// storeGlobal is STORE_GLOBAL where the cache does not hold.
func (f *frame) storeGlobal(in *instr, v py.Value) *py.Exc {
	exc := ops.StoreGlobal(f.t, f.fn, f.p.names[in.arg], v)
	if exc == nil && in.warm() {
		c := (*py.GlobalCache)(in.cache)
		if c == nil {
			c = new(py.GlobalCache)
			in.cache = unsafe.Pointer(c)
		}
		c.Fill(f.fn, f.p.names[in.arg])
	}
	return exc
}

// loadAttr is LOAD_ATTR without the method flag.
func (f *frame) loadAttr(in *instr, obj py.Value) (py.Value, *py.Exc) {
	c := (*py.AttrCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.GetAttr(f.t, obj, f.p.names[in.arg])
		}
		c = new(py.AttrCache)
		in.cache = unsafe.Pointer(c)
	}
	return c.Load(f.t, obj, f.p.names[in.arg])
}

// loadMethod is LOAD_ATTR with the method flag.
func (f *frame) loadMethod(in *instr, obj py.Value) (fn, self py.Value, exc *py.Exc) {
	c := (*py.MethodCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.LoadMethod(f.t, obj, f.p.names[in.arg])
		}
		c = new(py.MethodCache)
		in.cache = unsafe.Pointer(c)
	}
	return c.Load(f.t, obj, f.p.names[in.arg])
}

func (f *frame) storeAttr(in *instr, obj, v py.Value) *py.Exc {
	c := (*py.StoreCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.SetAttr(f.t, obj, f.p.names[in.arg], v)
		}
		c = new(py.StoreCache)
		in.cache = unsafe.Pointer(c)
	}
	return c.Store(f.t, obj, f.p.names[in.arg], v)
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
