// This file schedules callbacks: loop.call_soon(), with a shortcut for loops that do no more than
// asyncio.base_events says.

package asyncio

import (
	"adder/runtime/mod/collections"
	"adder/runtime/mod/contextvars"
	"adder/runtime/py"
)

// usualLoop is what is known of a loop whose call_soon() is that of BaseEventLoop, together with the
// methods that it calls and the Handle that it makes. What the library's code would do is then done
// here, unless the loop is closed or in debug mode.
type usualLoop struct {
	steady               py.Steady
	usual                bool // false: the loop is known not to be so
	closed, debug, ready *value
	events, handle       py.Place // the module and its class, as base_events finds them
	eventsModule         value
	handleType           *py.Type
	handleVersion        uint32
	slots                [len(handleSlots)]int
}

// loops remembers the loop that was used last.
var loops usualLoop

func (l *usualLoop) forget() { *l = usualLoop{} }

// handleSlots are the attributes of a Handle, in the order in which callSoon sets them.
var handleSlots = [...]string{"_context", "_loop", "_callback", "_args", "_cancelled", "_repr", "_source_traceback"}

// usual returns what is known of the loop, nil if call_soon() must be called.
func usual(t *thread, loop value) *usualLoop {
	l := &loops
	if !l.steady.Holds(loop) {
		if !runs(t, loop) {
			return nil
		}
		l.learn(t, loop)
	}
	if !l.usual || l.handleType.Version != l.handleVersion || t.TraceFunc.Bound() || t.ProfileFunc.Bound() {
		return nil
	}
	if v := l.events.Get(); v.IsUnbound() || !py.Is(v, l.eventsModule) {
		return nil
	}
	if v := l.handle.Get(); v.IsUnbound() || v != l.handleType.V() {
		return nil
	}
	return l
}

// learn finds out whether a loop is usual.
func (l *usualLoop) learn(t *thread, loop value) {
	l.forget()
	steady, ok := py.SteadyOf(loop)
	if !ok {
		return
	}
	typ := loop.Type()
	var globals *py.Dict
	for _, name := range []string{"call_soon", "_call_soon", "_check_closed", "get_debug"} {
		key := py.Intern(name)
		fn := typ.Lookup(key)
		if fn.IsUnbound() || typ.AttrSlot(key) >= 0 || py.OwnAttr(loop, key) != nil {
			return
		}
		if globals = libraryFunction(fn, "asyncio.base_events", "BaseEventLoop."+name); globals == nil {
			return
		}
	}
	l.closed, l.debug, l.ready = py.OwnAttr(loop, py.Intern("_closed")), py.OwnAttr(loop, py.Intern("_debug")), py.OwnAttr(loop, py.Intern("_ready"))
	if l.closed == nil || l.debug == nil || l.ready == nil {
		return
	}
	l.usual = l.learnHandle(globals)
	l.steady = steady
}

// learnHandle finds the class Handle, as the code with these globals does.
func (l *usualLoop) learnHandle(globals *py.Dict) bool {
	l.events = globals.PlaceOf(py.Intern("events"))
	if l.eventsModule = l.events.Get(); l.eventsModule.IsUnbound() || l.eventsModule.Type() != py.ModuleType {
		return false
	}
	l.handle = py.AsModule(l.eventsModule).Dict.PlaceOf(py.Intern("Handle"))
	v := l.handle.Get()
	if v.IsUnbound() || py.ClassOf(v) == nil {
		return false
	}
	l.handleType = py.AsType(v)
	init := l.handleType.PythonInit()
	if init == nil || libraryFunction(init.V(), "asyncio.events", "Handle.__init__") == nil {
		return false
	}
	for i, name := range handleSlots {
		if l.slots[i] = l.handleType.AttrSlot(py.Intern(name)); l.slots[i] < 0 {
			return false
		}
	}
	l.handleVersion = l.handleType.VersionTag()
	return true
}

// libraryFunction returns the globals of fn if it is the function of that name of a module of the
// library, else nil.
func libraryFunction(fn value, module, name string) *py.Dict {
	if fn.Type() != py.FunctionType {
		return nil
	}
	f := py.AsFunction(fn)
	in := f.Globals.GetStr(py.Intern("__name__"))
	if f.Code.QualName.String() != name || in.IsUnbound() || !in.IsStr() || py.AsStr(in).String() != module {
		return nil
	}
	return f.Globals
}

// callSoon calls loop.call_soon(fn, arg, context=context), without arg if that is unbound.
func callSoon(t *thread, loop, fn, arg, context value) *excp {
	if l := usual(t, loop); l != nil && l.closed.IsFalse() && l.debug.IsFalse() && contextvars.Is(context) {
		args := py.NewTuple()
		if arg.Bound() {
			args = py.NewTuple(arg)
		}
		x := py.NewInstance(l.handleType)
		for i, v := range [...]value{context, loop, fn, args.V(), py.False, py.None, py.None} {
			*x.Slot(l.slots[i]) = v
		}
		if collections.Append(*l.ready, x.V()) {
			return nil
		}
	}
	call, self, exc := py.LoadMethod(t, loop, nameCallSoon)
	if exc != nil {
		return exc
	}
	args := t.PushArgs(4)[:0]
	defer func() { t.PopArgs(args[:4]) }()
	for _, v := range [...]value{self, fn, arg, context} {
		if v.Bound() {
			args = append(args, v)
		}
	}
	_, exc = py.Call(t, call, args, kwContext)
	return exc
}
