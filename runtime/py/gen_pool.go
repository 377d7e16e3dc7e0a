// This file reuses generators that nobody can refer to any more when they have ended.

package py

import "unsafe"

// maxFreeGens bounds the generators that a code object keeps: enough for recursion, and little memory.
const maxFreeGens = 64

// Own tells that v, the result of calling fn, is referred to only by the code that called it. That code
// resumes it, lets nobody see it, and does not touch it again when it has ended. It matters if v is a
// generator that the call made.
func Own(fn, v Value) {
	if typ := v.Type(); typ != GeneratorType && typ != CoroutineType {
		return
	}
	if g := AsGenerator(v); fn.Type() == FunctionType && AsFunction(fn).Code == g.Code && g.State == GenCreated {
		g.owned = true
	}
}

// Disown takes Own back if the code that v is passed to is not known to treat it so.
func Disown(fn, v Value) {
	if IsGenerator(v) && !consumes(fn) {
		AsGenerator(v).owned = false
	}
}

// consumes reports whether calling fn with an iterator takes the items off it until it ends, or drops
// it before, and no more.
func consumes(fn Value) bool {
	switch fn.Type() {
	case BuiltinType:
		return AsBuiltin(fn).Method.Consumes
	case MethodDescrType:
		return AsMethodDescr(fn).Method.Consumes
	case TypeType:
		switch AsType(fn) {
		case ListType, TupleType, SetType, FrozenSetType, DictType:
			return true
		}
	}
	return false
}

// IterOwned is Iter for code that owns the result in the sense of Own.
func IterOwned(t *Thread, v Value) (Value, *Exc) {
	t.fresh = nil
	it, exc := Iter(t, v)
	if t.fresh != nil && t.fresh == it.ref {
		AsGenerator(it).owned = true
	}
	return it, exc
}

// freshly notes that v, what calling fn gave and a slot is about to return, is a new generator.
func (t *Thread) freshly(fn *Function, v Value) {
	t.fresh = nil
	if v.ref != nil && v.Type() == GeneratorType && AsGenerator(v).Code == fn.Code {
		t.fresh = v.ref
	}
}

// recycle keeps g, which was owned and has ended, for the next call of its function.
func (g *Generator) recycle() {
	c := g.Code
	if g.Interpreted || g.rare != nil && g.rare.seen || c.freeGens >= maxFreeGens {
		return
	}
	g.owned = false
	if g.Fn.once {
		clear(g.Fn.Closure)
		c.freeFn = g.Fn
	}
	g.Fn = nil // what its variables refer to has gone already
	g.awaiting = unsafe.Pointer(c.freeGen)
	c.freeGen = g
	c.freeGens++
}

// OnceFunction returns a function of c, that of a generator expression, with the globals of fn: nothing
// but the generator that it makes refers to it, so it can be used again when that is. The caller sets
// the closure, which may have its length already.
func (c *CodeObject) OnceFunction(fn *Function) *Function {
	if f := c.freeFn; f != nil && f.Globals == fn.Globals && f.Builtins == fn.Builtins {
		c.freeFn = nil
		return f
	}
	return nil
}

// SetOnce marks a new function as one of OnceFunction.
func (f *Function) SetOnce() { f.once = true }

// FreeGenerator takes a generator of c that can be used again, nil if there is none. It needs only a Start.
func (c *CodeObject) FreeGenerator() *Generator {
	g := c.freeGen
	if g != nil {
		c.freeGen = (*Generator)(g.awaiting)
		c.freeGens--
		g.awaiting = nil
	}
	return g
}
