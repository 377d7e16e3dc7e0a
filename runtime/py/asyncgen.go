// This file defines asynchronous generators and the awaitables that their methods return.

package py

import "fmt"

// asyncWrapped marks a value that an asynchronous generator yields, as opposed to one that an
// await inside it passes up.
type asyncWrapped struct {
	Header
	value Value
}

var asyncWrappedType = &Type{Name: "async_generator_wrapped_value"}

// AsyncGenWrap wraps a yielded value.
func AsyncGenWrap(v Value) Value {
	w := &asyncWrapped{Header{asyncWrappedType}, v}
	return w.V()
}

// awaitState tells how far an awaitable is.
type awaitState uint8

const (
	awaitInit awaitState = iota
	awaitIter
	awaitClosed
)

// asyncSend is the awaitable of asend() and __anext__().
type asyncSend struct {
	Header
	gen   *Generator
	value Value
	state awaitState
}

// asyncThrow is the awaitable of athrow() and, with a nil exc, aclose().
type asyncThrow struct {
	Header
	gen   *Generator
	args  []Value
	state awaitState
}

var (
	asyncSendType  = &Type{Name: "async_generator_asend"}
	asyncThrowType = &Type{Name: "async_generator_athrow"}
	anextType      = &Type{Name: "anext_awaitable"}
)

func defineAsyncGenerators() {
	define(AsyncGeneratorType, &StaticType{Name: "async_generator", Weakref: true, Flags: DisallowNew,
		Slots: Slots{Repr: asyncGenRepr, ANext: asyncGenANext,
			AIter: func(t *Thread, self Value) (Value, *Exc) { return self, nil }},
		GetSet: genAttrs("ag_", "ag_await"), Methods: asyncGenMethods})
	wrap := func(typ *Type, name string, of func(Value) awaiter) {
		slots, methods := awaiterMethods(of, name)
		slots.Await = slots.Iter
		define(typ, &StaticType{Name: name, Slots: slots, Methods: methods, Flags: DisallowNew})
	}
	wrap(asyncSendType, "async_generator_asend", func(v Value) awaiter { return (*asyncSend)(v.ref) })
	wrap(asyncThrowType, "async_generator_athrow", func(v Value) awaiter { return (*asyncThrow)(v.ref) })
	wrap(anextType, "anext_awaitable", func(v Value) awaiter { return (*anextAwaitable)(v.ref) })
	define(asyncWrappedType, &StaticType{Name: "async_generator_wrapped_value", Flags: DisallowNew})
}

func asyncGenRepr(t *Thread, self Value) (Value, *Exc) {
	return StrV(fmt.Sprintf("<async_generator object %s at %#x>", AsGenerator(self).QualName().String(), uintptr(self.ref))), nil
}

var asyncGenMethods = []Method{
	{Name: "asend", Sig: "(object, /)", F1: func(t *Thread, self, v Value) (Value, *Exc) {
		return newAsyncSend(t, self, v)
	}, Doc: "asend(v) -> send 'v' in generator."},
	{Name: "athrow", FK: func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
		if len(args) > 1 {
			if exc := Warn(t, DeprecationWarning, "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.", 1); exc != nil {
				return Value{}, exc
			}
		}
		return newAsyncThrow(t, self, append([]Value{}, args...))
	}, Doc: "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."},
	{Name: "aclose", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		return newAsyncThrow(t, self, nil)
	}, Doc: "aclose() -> raise GeneratorExit inside generator."},
	{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: func(t *Thread, self, m Value) (Value, *Exc) {
		return NewGenericAlias(self, m), nil
	}, Doc: "See PEP 585"},
}

// asyncGenHooks calls the hooks of sys.set_asyncgen_hooks when g is used first.
func asyncGenHooks(t *Thread, g *Generator) *Exc {
	if g.hooksInited {
		return nil
	}
	g.hooksInited = true
	if fin := t.AsyncGenFinalizer; fin.Bound() && !fin.IsNone() {
		g.rarely().finalizer = fin
	}
	if first := t.AsyncGenFirstIter; first.Bound() && !first.IsNone() {
		_, exc := Call1(t, first, g.V())
		return exc
	}
	return nil
}

func asyncGenANext(t *Thread, self Value) (Value, *Exc) { return newAsyncSend(t, self, None) }

func newAsyncSend(t *Thread, self, v Value) (Value, *Exc) {
	g := AsGenerator(self)
	if exc := asyncGenHooks(t, g); exc != nil {
		return Value{}, exc
	}
	a := &asyncSend{Header: Header{asyncSendType}, gen: g, value: v}
	return a.V(), nil
}

func newAsyncThrow(t *Thread, self Value, args []Value) (Value, *Exc) {
	g := AsGenerator(self)
	if exc := asyncGenHooks(t, g); exc != nil {
		return Value{}, exc
	}
	a := &asyncThrow{Header: Header{asyncThrowType}, gen: g, args: args}
	return a.V(), nil
}

// asyncUnwrap interprets a step of an asynchronous generator: a yielded value ends the
// awaitable, what an await passes up goes on, a return is the end of the iteration.
func asyncUnwrap(g *Generator, v Value, done bool, exc *Exc) (Value, bool, *Exc) {
	if exc == nil && done {
		exc = NewExc(StopAsyncIteration)
	}
	if exc != nil {
		if exc.Matches(StopAsyncIteration) || exc.Matches(GeneratorExit) {
			g.closed = true
		}
		g.runningAsync = false
		return Value{}, false, exc
	}
	if v.Type() == asyncWrappedType {
		g.runningAsync = false
		return (*asyncWrapped)(v.ref).value, true, nil
	}
	return v, false, nil
}

// begin checks that the awaitable can start or go on; verb names the method in the error.
func (a *asyncSend) begin() *Exc {
	switch a.state {
	case awaitClosed:
		return RuntimeErrorf("cannot reuse already awaited __anext__()/asend()")
	case awaitInit:
		if a.gen.runningAsync {
			a.state = awaitClosed
			return RuntimeErrorf("anext(): asynchronous generator is already running")
		}
		a.state = awaitIter
		a.gen.runningAsync = true
	}
	return nil
}

func (a *asyncSend) Send(t *Thread, arg Value, _ *Exc) (Value, bool, *Exc) {
	first := a.state == awaitInit
	if exc := a.begin(); exc != nil {
		return Value{}, false, exc
	}
	if first && arg.IsNone() {
		arg = a.value
	}
	v, done, exc := a.gen.Send(t, arg, nil)
	return a.step(asyncUnwrap(a.gen, v, done, exc))
}

func (a *asyncSend) step(v Value, done bool, exc *Exc) (Value, bool, *Exc) {
	if done || exc != nil {
		a.state = awaitClosed
	}
	return v, done, exc
}

func (a *asyncSend) Throw(t *Thread, e *Exc) (Value, bool, *Exc) {
	if exc := a.begin(); exc != nil {
		return Value{}, false, exc
	}
	v, done, exc := a.gen.Throw(t, e)
	return a.step(asyncUnwrap(a.gen, v, done, exc))
}

func (a *asyncSend) Close(t *Thread) (Value, *Exc) {
	if a.state == awaitClosed {
		return None, nil
	}
	return closeAwaiter(t, a)
}

// closeAwaiter raises GeneratorExit in an awaitable that must not yield again.
func closeAwaiter(t *Thread, a awaiter) (Value, *Exc) {
	_, done, exc := a.Throw(t, NewExc(GeneratorExit))
	switch {
	case exc != nil && (exc.Matches(StopIteration) || exc.Matches(StopAsyncIteration) || exc.Matches(GeneratorExit)):
		return None, nil
	case exc != nil:
		return Value{}, exc
	case done:
		return None, nil
	}
	return Value{}, RuntimeErrorf("coroutine ignored GeneratorExit")
}

func (a *asyncThrow) name() string {
	if a.args == nil {
		return "aclose(): "
	}
	return "athrow(): "
}

func (a *asyncThrow) Send(t *Thread, arg Value, _ *Exc) (Value, bool, *Exc) {
	g := a.gen
	if a.state == awaitClosed {
		return Value{}, false, RuntimeErrorf("cannot reuse already awaited aclose()/athrow()")
	}
	if g.State == GenClosed {
		a.state = awaitClosed
		return None, true, nil
	}
	if a.state == awaitIter {
		return a.step(g.Send(t, arg, nil))
	}
	switch {
	case g.runningAsync:
		a.state = awaitClosed
		return Value{}, false, RuntimeErrorf("%sasynchronous generator is already running", a.name())
	case g.closed:
		a.state = awaitClosed
		return Value{}, false, NewExc(StopAsyncIteration)
	case !arg.IsNone():
		return Value{}, false, RuntimeErrorf("can't send non-None value to a just-started coroutine")
	}
	a.state = awaitIter
	g.runningAsync = true
	if a.args == nil {
		g.closed = true
		return a.step(g.Throw(t, NewExc(GeneratorExit)))
	}
	e, exc := thrownExcQuiet(t, a.args)
	if exc != nil {
		g.runningAsync, a.state = false, awaitClosed
		return Value{}, false, exc
	}
	return a.step(g.Throw(t, e))
}

// step interprets a step of the generator for athrow or aclose.
func (a *asyncThrow) step(v Value, done bool, exc *Exc) (Value, bool, *Exc) {
	g := a.gen
	if a.args != nil {
		v, done, exc = asyncUnwrap(g, v, done, exc)
		if exc != nil {
			a.state = awaitClosed
		}
		return v, done, exc
	}
	if exc == nil && done {
		exc = NewExc(StopAsyncIteration)
	}
	switch {
	case exc == nil && v.Type() == asyncWrappedType:
		g.runningAsync, a.state = false, awaitClosed
		return Value{}, false, RuntimeErrorf("async generator ignored GeneratorExit")
	case exc == nil:
		return v, false, nil
	}
	g.runningAsync, a.state = false, awaitClosed
	if exc.Matches(StopAsyncIteration) || exc.Matches(GeneratorExit) {
		return None, true, nil
	}
	return Value{}, false, exc
}

func (a *asyncThrow) Throw(t *Thread, e *Exc) (Value, bool, *Exc) {
	if a.state == awaitClosed {
		return Value{}, false, RuntimeErrorf("cannot reuse already awaited aclose()/athrow()")
	}
	if a.state == awaitInit {
		if a.gen.runningAsync {
			a.state = awaitClosed
			return Value{}, false, RuntimeErrorf("%sasynchronous generator is already running", a.name())
		}
		a.state = awaitIter
		a.gen.runningAsync = true
	}
	return a.step(a.gen.Throw(t, e))
}

func (a *asyncThrow) Close(t *Thread) (Value, *Exc) {
	if a.state == awaitClosed {
		return None, nil
	}
	return closeAwaiter(t, a)
}

// thrownExcQuiet is thrownExc for arguments that were checked and warned about before.
func thrownExcQuiet(t *Thread, args []Value) (*Exc, *Exc) {
	if len(args) == 2 && args[1].IsNone() || len(args) == 3 && args[1].IsNone() && args[2].IsNone() {
		args = args[:1]
	}
	return thrownExc(t, "async_generator", args, nil)
}

// anextAwaitable is what anext(it, default) returns: it awaits the next item and gives the
// default at the end of the iteration.
type anextAwaitable struct {
	Header
	wrapped, fallback Value
}

// NewANextAwaitable makes anext's awaitable with a default.
func NewANextAwaitable(wrapped, fallback Value) Value {
	a := &anextAwaitable{Header{anextType}, wrapped, fallback}
	return a.V()
}

// iter returns the iterator of the wrapped awaitable.
func (a *anextAwaitable) iter(t *Thread) (Value, *Exc) {
	it, exc := GetAwaitable(t, a.wrapped)
	if exc == nil && it.Type().Slots.Next == nil {
		if await := it.Type().Slots.Await; await != nil {
			return await(t, it)
		}
	}
	return it, exc
}

func (a *anextAwaitable) finish(v Value, done bool, exc *Exc) (Value, bool, *Exc) {
	if exc != nil && exc.Matches(StopAsyncIteration) {
		return a.fallback, true, nil
	}
	return v, done, exc
}

func (a *anextAwaitable) Send(t *Thread, arg Value, _ *Exc) (Value, bool, *Exc) {
	it, exc := a.iter(t)
	if exc != nil {
		return Value{}, false, exc
	}
	return a.finish(Send(t, it, arg))
}

func (a *anextAwaitable) Throw(t *Thread, e *Exc) (Value, bool, *Exc) {
	it, exc := a.iter(t)
	if exc != nil {
		return Value{}, false, exc
	}
	v, _, exc := throwInto(t, it, e)
	if exc != nil && exc.Matches(StopIteration) {
		return exc.Field(StopIterationValue), true, nil
	}
	return a.finish(v, false, exc)
}

func (a *anextAwaitable) Close(t *Thread) (Value, *Exc) {
	it, exc := a.iter(t)
	if exc != nil {
		return Value{}, exc
	}
	return None, closeInto(t, it)
}
