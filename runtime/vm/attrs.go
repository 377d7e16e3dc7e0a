// This file loads and stores attributes. An instruction gets an inline cache when it has run a few times,
// since most code of modules runs once.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

// loadAttr is LOAD_ATTR without the method flag.
//
//go:noinline
func loadAttr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v, exc := f.attr(in, *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = v
	return in.next(), sp, f
}

func (f *frame) attr(in *instr, obj py.Value) (py.Value, *py.Exc) {
	f.rec.Pos = in.pos
	c := (*py.AttrCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.GetAttr(f.t, obj, f.p.names[in.arg])
		}
		c = new(py.AttrCache)
		in.cache = unsafe.Pointer(c)
		in.run = loadAttrSlot
		f.p.fuseBack(in, loadFastAttr)
	}
	return c.Load(f.t, obj, f.p.names[in.arg])
}

// loadAttrSlot is loadAttr with a cache, of an attribute that is probably in a slot.
//
//go:nosplit
func loadAttrSlot(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := (*py.AttrCache)(in.cache).Slot(*at(sp, -1))
	if v.IsUnbound() {
		return loadAttr(in, sp, f)
	}
	*at(sp, -1) = v
	return in.next(), sp, f
}

// loadFastAttr is LOAD_FAST with the loadAttrSlot behind it.
//
//go:nosplit
func loadFastAttr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *f.local(in.arg)
	if x := (*py.AttrCache)(in.next().cache).Slot(v); x.Bound() {
		*at(sp, 0) = x
		return in.skip(2), up(sp, 1), f
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

// loadMethod is LOAD_ATTR with the method flag.
//
//go:noinline
func loadMethod(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	fn, self, exc := f.method(in, *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1), *at(sp, 0) = fn, self
	return in.next(), up(sp, 1), f
}

func (f *frame) method(in *instr, obj py.Value) (fn, self py.Value, exc *py.Exc) {
	f.rec.Pos = in.pos
	c := (*py.MethodCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.LoadMethod(f.t, obj, f.p.names[in.arg])
		}
		c = new(py.MethodCache)
		in.cache = unsafe.Pointer(c)
		in.run = loadMethodCached
		f.p.fuseBack(in, loadFastMethod)
	}
	return c.Load(f.t, obj, f.p.names[in.arg])
}

//go:nosplit
func loadMethodCached(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	obj := *at(sp, -1)
	fn := (*py.MethodCache)(in.cache).Method(obj)
	if fn.IsUnbound() {
		return loadMethod(in, sp, f)
	}
	*at(sp, -1), *at(sp, 0) = fn, obj
	return in.next(), up(sp, 1), f
}

// loadFastMethod is LOAD_FAST with the loadMethodCached behind it.
//
//go:nosplit
func loadFastMethod(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	obj := *f.local(in.arg)
	if fn := (*py.MethodCache)(in.next().cache).Method(obj); fn.Bound() {
		*at(sp, 0), *at(sp, 1) = fn, obj
		return in.skip(2), up(sp, 2), f
	}
	*at(sp, 0) = obj
	return in.next(), up(sp, 1), f
}

// fuseBack makes the instruction before in, if it is a LOAD_FAST, do the work of in as well.
func (p *program) fuseBack(in *instr, fused step) {
	if in != &p.instrs[0] {
		if prev := in.skip(-1); prev.op == code.LOAD_FAST && p.record == nil {
			prev.run = fused
		}
	}
}

//go:noinline
func storeAttr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	if exc := f.setAttr(in, *at(sp, -1), *at(sp, -2)); exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -2), f
}

func (f *frame) setAttr(in *instr, obj, v py.Value) *py.Exc {
	c := (*py.StoreCache)(in.cache)
	if c == nil {
		if !in.warm() {
			return py.SetAttr(f.t, obj, f.p.names[in.arg], v)
		}
		c = new(py.StoreCache)
		in.cache = unsafe.Pointer(c)
		in.run = storeAttrSlot
	}
	return c.Store(f.t, obj, f.p.names[in.arg], v)
}

//go:nosplit
func storeAttrSlot(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if (*py.StoreCache)(in.cache).Set(*at(sp, -1), *at(sp, -2)) {
		return in.next(), up(sp, -2), f
	}
	return storeAttr(in, sp, f)
}

func loadSuperAttr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	fn, self, exc := ops.LoadSuperAttr(f.t, *at(sp, -3), *at(sp, -2), *at(sp, -1), f.p.names[in.arg>>2], int(in.arg&3))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -3), *at(sp, -2) = fn, self
	return in.next(), up(sp, -2+int(in.arg&1)), f
}

func loadSpecial(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	fn, self, exc := ops.LoadSpecial(f.t, *at(sp, -1), int(in.arg))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1), *at(sp, 0) = fn, self
	return in.next(), up(sp, 1), f
}
