// This file gives objects that are resumed step by step (generators, coroutines, the awaitables
// of asynchronous generators) their common methods: send, throw, close and __next__.

package py

// StopIteration makes the StopIteration for an iterator whose Next slot has just reported
// exhaustion, with the value that a generator returned.
func (t *Thread) StopIteration() *Exc {
	v := t.StopValue
	t.StopValue = Value{}
	return StopIterationOf(v)
}

// takeStopValue returns and clears t.StopValue, None if there is none.
func (t *Thread) takeStopValue() Value {
	v := t.StopValue
	t.StopValue = Value{}
	if v.IsUnbound() {
		return None
	}
	return v
}

// awaiter is an object that is resumed step by step. done means that it returned v.
type awaiter interface {
	Send(t *Thread, arg Value, exc *Exc) (v Value, done bool, exc2 *Exc)
	Throw(t *Thread, exc *Exc) (v Value, done bool, exc2 *Exc)
	Close(t *Thread) (Value, *Exc)
}

// awaiterMethods makes the slots and methods of a type of awaiters. kind names the type in the
// deprecation message of throw.
func awaiterMethods(of func(Value) awaiter, kind string) (Slots, []Method) {
	slots := Slots{
		Iter: func(t *Thread, self Value) (Value, *Exc) { return self, nil },
		Next: func(t *Thread, self Value) (Value, *Exc) {
			v, done, exc := of(self).Send(t, None, nil)
			if exc != nil || !done {
				return v, exc
			}
			t.StopValue = v
			return Value{}, nil
		},
		Send: func(t *Thread, self, arg Value) (Value, bool, *Exc) { return of(self).Send(t, arg, nil) },
	}
	methods := []Method{
		{Name: "send", Sig: "(object, /)", F1: func(t *Thread, self, arg Value) (Value, *Exc) {
			return raiseDone(of(self).Send(t, arg, nil))
		}, Doc: "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration."},
		{Name: "throw", FK: func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
			e, exc := thrownExc(t, kind, args, kw)
			if exc != nil {
				return Value{}, exc
			}
			return raiseDone(of(self).Throw(t, e))
		}, Doc: "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."},
		{Name: "close", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return of(self).Close(t) },
			Doc: "close() -> raise GeneratorExit inside generator."},
	}
	return slots, methods
}

// raiseDone turns the end of an awaiter into a StopIteration, as its methods do.
func raiseDone(v Value, done bool, exc *Exc) (Value, *Exc) {
	if exc != nil {
		return Value{}, exc
	}
	if done {
		if v.IsTuple() || IsExc(v) {
			// CPython normalises the pair (StopIteration, v): wrap what it would take apart.
			return Value{}, NewExc(StopIteration, v)
		}
		return Value{}, StopIterationOf(v)
	}
	return v, nil
}

// thrownExc makes the exception from the arguments of throw().
func thrownExc(t *Thread, kind string, args []Value, kw []*Str) (*Exc, *Exc) {
	switch {
	case len(kw) > 0:
		return nil, TypeErrorf("%s.throw() takes no keyword arguments", kind)
	case len(args) < 1:
		return nil, TypeErrorf("throw expected at least 1 argument, got 0")
	case len(args) > 3:
		return nil, TypeErrorf("throw expected at most 3 arguments, got %d", len(args))
	}
	if len(args) > 1 {
		if exc := Warn(t, DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", 1); exc != nil {
			return nil, exc
		}
	}
	typ, val, tb := args[0], None, None
	if len(args) > 1 {
		val = args[1]
	}
	if len(args) > 2 {
		tb = args[2]
	}
	if !tb.IsNone() && tb.Type() != TracebackType {
		return nil, TypeErrorf("throw() third argument must be a traceback object")
	}
	var e *Exc
	switch {
	case IsExcClass(typ):
		v, exc := normalizeExc(t, typ, val)
		if exc != nil {
			return nil, exc
		}
		e = v
	case IsExc(typ):
		if !val.IsNone() {
			return nil, TypeErrorf("instance exception may not have a separate value")
		}
		e = AsExc(typ)
	default:
		return nil, TypeErrorf("exceptions must be classes or instances deriving from BaseException, not %s", TypeName(typ))
	}
	if !tb.IsNone() {
		e.Traceback = (*Traceback)(tb.ref)
	}
	return e, nil
}

// MakeExc makes an instance of an exception class from what throw() calls its value.
func MakeExc(t *Thread, typ, val Value) (*Exc, *Exc) { return normalizeExc(t, typ, val) }

// normalizeExc makes an instance of an exception class from what throw() calls its value.
func normalizeExc(t *Thread, typ, val Value) (*Exc, *Exc) {
	var v Value
	var exc *Exc
	switch {
	case val.isInstanceOf(AsType(typ)):
		return AsExc(val), nil
	case val.IsNone():
		v, exc = Call0(t, typ)
	case val.IsTuple():
		v, exc = Call(t, typ, AsTuple(val).Items, nil)
	default:
		v, exc = Call1(t, typ, val)
	}
	if exc != nil {
		return nil, exc
	}
	if !IsExc(v) {
		r, exc := Repr(t, typ)
		if exc != nil {
			return nil, exc
		}
		return nil, TypeErrorf("calling %s should have returned an instance of BaseException, not %s", r.String(), TypeName(v))
	}
	return AsExc(v), nil
}

// Send resumes any object that yield from or await delegates to.
func Send(t *Thread, recv, arg Value) (v Value, done bool, exc *Exc) {
	typ := recv.Type()
	if typ == GeneratorType || typ == CoroutineType {
		g := AsGenerator(recv)
		if g == t.sent.from {
			return t.takeSent()
		}
		if arg.ref == noneRef {
			if rec := g.enter(t); rec != nil {
				v, done, exc = g.Resume(t, g, rec, arg, nil)
				g.End(t, rec, done || exc != nil)
				return v, done, exc
			}
		}
		return g.Send(t, arg, nil)
	}
	if send := typ.Slots.Send; send != nil {
		return send(t, recv, arg)
	}
	if arg.IsNone() && typ.Slots.Next != nil {
		t.StopValue = Value{}
		v, exc = typ.Slots.Next(t, recv)
		if exc == nil && v.IsUnbound() {
			return t.takeStopValue(), true, nil
		}
	} else {
		v, exc = CallMethod(t, recv, Intern("send"), arg)
	}
	if exc != nil && exc.Matches(StopIteration) {
		return exc.Field(StopIterationValue), true, nil
	}
	return v, false, exc
}

// throwInto raises exc in what a generator delegates to.
func throwInto(t *Thread, recv Value, e *Exc) (v Value, handled bool, exc *Exc) {
	if typ := recv.Type(); typ == GeneratorType || typ == CoroutineType {
		v, exc = raiseDone(AsGenerator(recv).Throw(t, e))
		return v, true, exc
	}
	method, exc := LookupAttr(t, recv, Intern("throw"))
	if exc != nil || method.IsUnbound() {
		return Value{}, exc != nil, exc
	}
	v, exc = Call1(t, method, e.V())
	return v, true, exc
}

// closeInto closes what a generator delegates to.
func closeInto(t *Thread, recv Value) *Exc {
	if typ := recv.Type(); typ == GeneratorType || typ == CoroutineType {
		_, exc := AsGenerator(recv).Close(t)
		return exc
	}
	method, exc := LookupAttr(t, recv, Intern("close"))
	if exc != nil || method.IsUnbound() {
		return exc
	}
	_, exc = Call0(t, method)
	return exc
}

// Throw raises e in the generator, or in what it delegates to.
func (g *Generator) Throw(t *Thread, e *Exc) (v Value, done bool, exc *Exc) {
	if g.State == GenRunning {
		return Value{}, false, ValueErrorf("%s already executing", genKind(g.typ))
	}
	g.unchain()
	if g.State == GenSuspended && g.awaiting != nil {
		sub := g.Awaiting()
		g.State = GenRunning
		if e.Matches(GeneratorExit) {
			exc = closeInto(t, sub)
			g.State = GenSuspended
			if exc != nil {
				return g.Send(t, None, exc)
			}
			return g.Send(t, None, e)
		}
		v, handled, exc := g.throwDelegate(t, sub, e)
		g.State = GenSuspended
		switch {
		case !handled:
			return g.Send(t, None, e)
		case exc != nil:
			return g.Send(t, None, exc)
		}
		return v, false, nil
	}
	return g.Send(t, None, e)
}

// throwDelegate raises e in sub with g's record on the stack, so that tracebacks show it.
func (g *Generator) throwDelegate(t *Thread, sub Value, e *Exc) (Value, bool, *Exc) {
	rec := t.Enter(g.Fn, g.Code)
	if rec == nil {
		return Value{}, true, t.RecursionLimitError()
	}
	rec.Pos, rec.Locals = g.Pos, g.locals()
	v, handled, exc := throwInto(t, sub, e)
	if f := rec.Frame; f != nil {
		f.Gen = g
		g.setFrame(f)
		t.Detach(rec, true)
	}
	t.Leave()
	return v, handled, exc
}

// Close raises GeneratorExit in the generator and returns what it returned.
func (g *Generator) Close(t *Thread) (Value, *Exc) {
	switch g.State {
	case GenCreated:
		g.finish()
		return None, nil
	case GenClosed:
		return None, nil
	case GenRunning:
		return Value{}, ValueErrorf("%s already executing", genKind(g.typ))
	}
	e := NewExc(GeneratorExit)
	g.unchain()
	if sub := g.Awaiting(); sub.Bound() {
		g.State = GenRunning
		exc := closeInto(t, sub)
		g.State = GenSuspended
		if exc != nil {
			e = exc
		}
	}
	v, done, exc := g.Send(t, None, e)
	switch {
	case exc != nil && (exc.Matches(GeneratorExit) || exc.Matches(StopIteration)):
		return None, nil
	case exc != nil:
		return Value{}, exc
	case done:
		return v, nil
	}
	return Value{}, RuntimeErrorf("%s ignored GeneratorExit", genKind(g.typ))
}
