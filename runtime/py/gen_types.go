// This file defines the types generator and coroutine, and what await accepts.

package py

import (
	"fmt"

	"adder/frontend/code"
)

// coroWrapper is what a coroutine's __await__ returns.
type coroWrapper struct {
	Header
	coro *Generator
}

var coroWrapperType = &Type{Name: "coroutine_wrapper"}

func (w *coroWrapper) Send(t *Thread, arg Value, exc *Exc) (Value, bool, *Exc) {
	return w.coro.Send(t, arg, exc)
}
func (w *coroWrapper) Throw(t *Thread, exc *Exc) (Value, bool, *Exc) { return w.coro.Throw(t, exc) }
func (w *coroWrapper) Close(t *Thread) (Value, *Exc)                 { return w.coro.Close(t) }

func defineGenerators() {
	asGen := func(v Value) awaiter { return AsGenerator(v) }
	slots, methods := awaiterMethods(asGen, "generator")
	slots.Repr, slots.Next = genRepr, genNext
	define(GeneratorType, &StaticType{Name: "generator", Slots: slots, Methods: methods, GetSet: genAttrs("gi_", "gi_yieldfrom"),
		Weakref: true, Flags: DisallowNew})

	slots, methods = awaiterMethods(asGen, "coroutine")
	slots.Repr, slots.Iter, slots.Next = genRepr, nil, nil
	slots.Await = func(t *Thread, self Value) (Value, *Exc) {
		w := &coroWrapper{Header{coroWrapperType}, AsGenerator(self)}
		return w.V(), nil
	}
	attrs := append(genAttrs("cr_", "cr_await"), GetSet{Name: "cr_origin",
		Get: func(t *Thread, self Value) (Value, *Exc) { return AsGenerator(self).origin(), nil }})
	define(CoroutineType, &StaticType{Name: "coroutine", Slots: slots, Methods: methods, GetSet: attrs, Weakref: true, Flags: DisallowNew})

	slots, methods = awaiterMethods(func(v Value) awaiter { return (*coroWrapper)(v.ref) }, "coroutine_wrapper")
	define(coroWrapperType, &StaticType{Name: "coroutine_wrapper", Slots: slots, Methods: methods, Flags: DisallowNew})
}

// genNext is the Next slot of generators.
func genNext(t *Thread, self Value) (Value, *Exc) {
	g := AsGenerator(self)
	var v Value
	var done bool
	var exc *Exc
	if rec := g.enter(t); rec != nil {
		v, done, exc = g.Resume(t, g, rec, None, nil)
		g.End(t, rec, done || exc != nil)
	} else {
		v, done, exc = g.Send(t, None, nil)
	}
	if done && exc == nil {
		if v.ref != noneRef {
			t.StopValue = v
		}
		return Value{}, nil
	}
	return v, exc
}

func boundOrNone(v Value) Value {
	if v.IsUnbound() {
		return None
	}
	return v
}

// origin is cr_origin.
func (g *Generator) origin() Value {
	if g.rare == nil {
		return None
	}
	return boundOrNone(g.rare.origin)
}

func genRepr(t *Thread, self Value) (Value, *Exc) {
	g := AsGenerator(self)
	return StrV(fmt.Sprintf("<%s object %s at %#x>", g.typ.Name, g.QualName().String(), uintptr(self.ref))), nil
}

// Frame returns the generator's frame object, nil when it has finished.
func (g *Generator) Frame(t *Thread) *Frame {
	if g.State == GenClosed {
		return nil
	}
	if g.frame() == nil {
		f := &Frame{Fn: g.Fn, Code: g.Code, Gen: g, Fast: g.locals(), TraceLines: true}
		f.typ = FrameType
		if g.Fn != nil {
			f.Globals, f.Builtins = g.Fn.Globals, g.Fn.Builtins
		}
		g.setFrame(f)
		for d := t.Depth() - 1; d >= 0 && g.State == GenRunning; d-- {
			if rec := t.RecordAt(d); rec.Code == g.Code && rec.Frame == nil {
				t.Attach(f, rec, d)
				break
			} else if rec.Code == g.Code && rec.Frame.Gen == nil {
				rec.Frame.Gen = g
				g.setFrame(rec.Frame)
				break
			}
		}
	}
	return g.frame()
}

// genAttrs are the attributes with a prefix that tells the kind: gi_frame, cr_frame, ag_frame.
func genAttrs(prefix, awaiting string) []GetSet {
	get := func(name string, fn func(t *Thread, g *Generator) Value) GetSet {
		return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return fn(t, AsGenerator(self)), nil }}
	}
	name := func(name string, value func(g *Generator) *Str, field func(r *genRare) **Str) GetSet {
		return GetSet{Name: name,
			Get: func(t *Thread, self Value) (Value, *Exc) { return value(AsGenerator(self)).V(), nil },
			Set: func(t *Thread, self, v Value) *Exc {
				if v.IsUnbound() || !v.IsStr() {
					return TypeErrorf("%s must be set to a string object", name)
				}
				*field(AsGenerator(self).rarely()) = AsStr(v)
				return nil
			}}
	}
	return []GetSet{
		name("__name__", (*Generator).Name, func(r *genRare) **Str { return &r.name }),
		name("__qualname__", (*Generator).QualName, func(r *genRare) **Str { return &r.qualName }),
		get(awaiting, func(t *Thread, g *Generator) Value {
			if g.State == GenRunning {
				return None
			}
			return g.expose()
		}),
		get(prefix+"running", func(t *Thread, g *Generator) Value {
			if g.typ == AsyncGeneratorType {
				return Bool(g.runningAsync)
			}
			return Bool(g.State == GenRunning)
		}),
		get(prefix+"suspended", func(t *Thread, g *Generator) Value { return Bool(g.State == GenSuspended) }),
		get(prefix+"code", func(t *Thread, g *Generator) Value { return g.Code.V() }),
		get(prefix+"frame", func(t *Thread, g *Generator) Value {
			if f := g.Frame(t); f != nil {
				return f.V()
			}
			return None
		}),
	}
}

// isIterableCoroutine reports whether v is a generator made by types.coroutine.
func isIterableCoroutine(v Value) bool {
	return v.Type() == GeneratorType && AsGenerator(v).Code.Flags&code.CO_ITERABLE_COROUTINE != 0
}

// IsAwaitable reports whether await accepts objects of v's type.
func IsAwaitable(v Value) bool {
	return v.Type() == CoroutineType || isIterableCoroutine(v) || v.Type().Slots.Await != nil
}

// GetAwaitable returns the iterator that await v runs (_PyCoro_GetAwaitableIter).
func GetAwaitable(t *Thread, v Value) (Value, *Exc) {
	if v.Type() == CoroutineType || isIterableCoroutine(v) {
		return v, nil
	}
	await := v.Type().Slots.Await
	if await == nil {
		return Value{}, TypeErrorf("'%s' object can't be awaited", TypeName(v))
	}
	it, exc := await(t, v)
	switch {
	case exc != nil:
		return Value{}, exc
	case it.Type() == CoroutineType || isIterableCoroutine(it):
		return Value{}, TypeErrorf("%s.__await__() returned a coroutine", TypeName(v))
	case it.Type().Slots.Next == nil:
		return Value{}, TypeErrorf("%s.__await__() must return an iterator, not %s", TypeName(v), TypeName(it))
	}
	return it, nil
}

// GetAIter is GET_AITER.
func GetAIter(t *Thread, v Value) (Value, *Exc) {
	aiter := v.Type().Slots.AIter
	if aiter == nil {
		return Value{}, TypeErrorf("'async for' requires an object with __aiter__ method, got %s", TypeName(v))
	}
	it, exc := aiter(t, v)
	if exc != nil {
		return Value{}, exc
	}
	if it.Type().Slots.ANext == nil {
		return Value{}, TypeErrorf("'async for' received an object from __aiter__ that does not implement __anext__: %s", TypeName(it))
	}
	return it, nil
}

// GetANext is GET_ANEXT: the awaitable of the next item.
func GetANext(t *Thread, it Value) (Value, *Exc) {
	if it.Type() == AsyncGeneratorType {
		return asyncGenANext(t, it)
	}
	anext := it.Type().Slots.ANext
	if anext == nil {
		return Value{}, TypeErrorf("'async for' requires an iterator with __anext__ method, got %s", TypeName(it))
	}
	v, exc := anext(t, it)
	if exc != nil {
		return Value{}, exc
	}
	aw, exc := GetAwaitable(t, v)
	if exc != nil {
		e := TypeErrorf("'async for' received an invalid object from __anext__: %s", TypeName(v))
		e.SetCause(exc.V())
		e.Context = exc
		return Value{}, e
	}
	return aw, nil
}

// SetOrigin records where a coroutine was made, if sys.set_coroutine_origin_tracking_depth asks.
func SetOrigin(t *Thread, g *Generator) {
	if g.typ != CoroutineType || t.CoroutineOriginDepth == 0 {
		return
	}
	var items []Value
	for d := t.Depth() - 2; d >= 0 && len(items) < t.CoroutineOriginDepth; d-- {
		f := t.FrameAt(d)
		items = append(items, NewTuple(f.Code.Filename.V(), Int(int64(f.Line())), f.Code.Name.V()).V())
	}
	g.rarely().origin = TupleFrom(items).V()
}
