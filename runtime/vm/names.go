// This file loads and stores globals, names and cells.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

// loadGlobal is LOAD_GLOBAL without a cache. arg2 is 1 if an empty place for self is to follow.
func loadGlobal(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := f.globalOf(in)
	if exc != nil {
		return f.fail(in, exc)
	}
	if in.cache != nil {
		if in.run = loadGlobalCached; in.arg2 != 0 {
			in.run = loadGlobalNull
		}
	}
	*at(sp, 0), *at(sp, 1) = v, py.Value{}
	return in.next(), up(sp, 1+int(in.arg2)), f
}

//go:nosplit
func loadGlobalCached(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := (*py.GlobalCache)(in.cache).Get(f.fn)
	if v.IsUnbound() {
		return loadGlobal(in, sp, f)
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

//go:nosplit
func loadGlobalNull(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := (*py.GlobalCache)(in.cache).Get(f.fn)
	if v.IsUnbound() {
		return loadGlobal(in, sp, f)
	}
	*at(sp, 0), *at(sp, 1) = v, py.Value{}
	return in.next(), up(sp, 2), f
}

// globalOf finds the global or builtin that in names, and fills its cache when it is warm.
func (f *frame) globalOf(in *instr) (py.Value, *py.Exc) {
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

// setGlobal assigns the global that in names, and fills its cache when it is warm.
func (f *frame) setGlobal(in *instr, v py.Value) *py.Exc {
	if c := (*py.GlobalCache)(in.cache); c != nil && c.Set(f.fn, v) {
		return nil
	}
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

func storeGlobal(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	if exc := f.setGlobal(in, *at(sp, -1)); exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -1), f
}

// atModule reports whether the namespace is that of the module, so that names are globals.
func (f *frame) atModule() bool { return f.locals.Ptr() == unsafe.Pointer(f.fn.Globals) }

func loadName(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	var v py.Value
	var exc *py.Exc
	if f.atModule() {
		if c := (*py.GlobalCache)(in.cache); c != nil {
			v = c.Get(f.fn)
		}
		if v.IsUnbound() {
			v, exc = f.globalOf(in)
		}
	} else {
		v, exc = ops.LoadName(f.t, f.fn, f.locals, f.p.names[in.arg])
	}
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

func storeName(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	var exc *py.Exc
	if f.atModule() {
		exc = f.setGlobal(in, *at(sp, -1))
	} else {
		exc = ops.StoreName(f.t, f.locals, f.p.names[in.arg], *at(sp, -1))
	}
	if exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -1), f
}

func makeCell(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := f.local(in.arg)
	*v = py.NewCell(*v).V()
	return in.next(), sp, f
}

func copyFreeVars(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	cells := f.fn.Closure
	if len(cells) != int(in.arg) {
		return f.fail(in, py.SystemErrorf("%s: the closure does not fit the code object", f.p.code.Name.String()))
	}
	first := f.place(f.p.nlocals - len(cells))
	for i, c := range cells {
		*at(first, i) = c.V()
	}
	return in.next(), sp, f
}

//go:nosplit
func loadDeref(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := py.AsCell(*f.local(in.arg)).Value
	if v.IsUnbound() {
		return unboundDeref(in, sp, f)
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

//go:noinline
func unboundDeref(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	return f.fail(in, ops.UnboundDeref(f.p.code, localIndex(in.arg)))
}

//go:nosplit
func storeDeref(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	py.AsCell(*f.local(in.arg)).Value = *at(sp, -1)
	return in.next(), up(sp, -1), f
}

func deleteDeref(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	c := py.AsCell(*f.local(in.arg))
	if c.Value.IsUnbound() {
		return unboundDeref(in, sp, f)
	}
	c.Value = py.Value{}
	return in.next(), sp, f
}
