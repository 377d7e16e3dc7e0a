// This file defines the Python side of frames and tracebacks: their types and attributes.

package py

import "fmt"

func defineFrames() {
	define(FrameType, &StaticType{Name: "frame", Flags: DisallowNew, Slots: Slots{Repr: frameRepr},
		GetSet: frameAttrs, Methods: []Method{{Name: "clear", Sig: "()", F0: frameClear,
			Doc: "Clear all references held by the frame."}}})
	define(TracebackType, &StaticType{Name: "traceback", Slots: Slots{New: tracebackNew}, GetSet: tracebackAttrs,
		Sig: "(tb_next, tb_frame, tb_lasti, tb_lineno)", Doc: "Create a new traceback object."})
}

// Line returns the line that the frame is at.
func (f *Frame) Line() int { return f.Code.Full().LineAt(int(max(f.Pos(), 0))) }

// Lineno returns the line of the entry.
func (tb *Traceback) Lineno() int {
	if tb.line == 0 {
		tb.line = tb.Frame.Code.Full().LineAt(int(max(tb.Lasti, 0)))
	}
	return tb.line
}

func frameRepr(t *Thread, self Value) (Value, *Exc) {
	f := AsFrame(self)
	file, exc := Repr(t, f.Code.Filename.V())
	if exc != nil {
		return Value{}, exc
	}
	return StrV(fmt.Sprintf("<frame at %#x, file %s, line %d, code %s>", uintptr(self.ref), file.String(), f.Line(), f.Code.Name.String())), nil
}

func frameClear(t *Thread, self Value) (Value, *Exc) {
	f := AsFrame(self)
	if f.Running() {
		return Value{}, RuntimeErrorf("cannot clear an executing frame")
	}
	if g := f.Gen; g != nil && g.State != GenClosed {
		if g.State == GenSuspended {
			return Value{}, RuntimeErrorf("cannot clear a suspended frame")
		}
		g.finish()
	}
	clear(f.Fast)
	return None, nil
}

// LocalsSnapshot returns a new dict of the variables of a function's frame that are bound, or the
// namespace of a body (PEP 667's locals()).
func (f *Frame) LocalsSnapshot(t *Thread) (Value, *Exc) {
	if f.Locals.Bound() {
		return f.Locals, nil
	}
	d := NewDict()
	full := f.Code.Full()
	for i, name := range full.LocalsPlusNames {
		v := f.fastVar(i)
		if v.IsUnbound() {
			continue
		}
		if exc := d.Set(t, Intern(name).V(), v); exc != nil {
			return Value{}, exc
		}
	}
	if f.Extra != nil {
		if exc := DictUpdate(t, d, f.Extra.V()); exc != nil {
			return Value{}, exc
		}
	}
	return d.V(), nil
}

// fastVar returns localsplus variable i, through its cell if it is one.
func (f *Frame) fastVar(i int) Value {
	if i >= len(f.Fast) {
		return Value{}
	}
	v := f.Fast[i]
	if v.Bound() && v.Type() == CellType && f.Code.Full().LocalsPlusKinds[i]&(codeCell|codeFree) != 0 {
		return AsCell(v).Value
	}
	return v
}

func frameAttr(name string, get func(t *Thread, f *Frame) (Value, *Exc)) GetSet {
	return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return get(t, AsFrame(self)) }}
}

var frameAttrs = []GetSet{
	frameAttr("f_code", func(t *Thread, f *Frame) (Value, *Exc) { return f.Code.V(), nil }),
	frameAttr("f_globals", func(t *Thread, f *Frame) (Value, *Exc) { return f.Globals.V(), nil }),
	frameAttr("f_builtins", func(t *Thread, f *Frame) (Value, *Exc) { return f.Builtins.V(), nil }),
	frameAttr("f_lasti", func(t *Thread, f *Frame) (Value, *Exc) { return Int(int64(f.Pos()) * 2), nil }),
	frameAttr("f_back", func(t *Thread, f *Frame) (Value, *Exc) {
		if b := f.Back(); b != nil {
			return b.V(), nil
		}
		return None, nil
	}),
	frameAttr("f_generator", func(t *Thread, f *Frame) (Value, *Exc) {
		if f.Gen != nil {
			return f.Gen.V(), nil
		}
		return None, nil
	}),
	frameAttr("f_locals", func(t *Thread, f *Frame) (Value, *Exc) {
		if f.Locals.Bound() {
			return f.Locals, nil
		}
		return newLocalsProxy(f), nil
	}),
	{Name: "f_lineno",
		Get: func(t *Thread, self Value) (Value, *Exc) { return Int(int64(AsFrame(self).Line())), nil },
		Set: func(t *Thread, self, v Value) *Exc {
			return ValueErrorf("f_lineno can only be set in a trace function")
		}},
	{Name: "f_trace",
		Get: func(t *Thread, self Value) (Value, *Exc) { return boundOrNone(AsFrame(self).Trace), nil },
		Set: func(t *Thread, self, v Value) *Exc { AsFrame(self).Trace = v; return nil }},
	frameBool("f_trace_lines", func(f *Frame) *bool { return &f.TraceLines }),
	frameBool("f_trace_opcodes", func(f *Frame) *bool { return &f.TraceOpcodes }),
}

func frameBool(name string, field func(f *Frame) *bool) GetSet {
	return GetSet{Name: name,
		Get: func(t *Thread, self Value) (Value, *Exc) { return Bool(*field(AsFrame(self))), nil },
		Set: func(t *Thread, self, v Value) *Exc {
			if v.IsUnbound() || !v.IsBool() {
				return TypeErrorf("attribute value type must be bool")
			}
			*field(AsFrame(self)) = v.IsTrue()
			return nil
		}}
}

// tracebackNew is types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno).
func tracebackNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	names := []string{"tb_next", "tb_frame", "tb_lasti", "tb_lineno"}
	var a [4]Value
	if n := len(args) - len(kw); n > 4 {
		return Value{}, TypeErrorf("TracebackType() takes exactly 4 arguments (%d given)", n)
	}
	copy(a[:], args[:len(args)-len(kw)])
	for i, k := range kw {
		for j, name := range names {
			if k.String() == name {
				a[j] = args[len(args)-len(kw)+i]
			}
		}
	}
	for i, v := range a {
		if v.IsUnbound() {
			return Value{}, TypeErrorf("TracebackType() missing required argument '%s' (pos %d)", names[i], i+1)
		}
	}
	if a[1].Type() != FrameType {
		return Value{}, TypeErrorf("TracebackType() argument 'tb_frame' must be frame, not %s", TypeName(a[1]))
	}
	if !a[2].IsInt() || !a[3].IsInt() {
		return Value{}, TypeErrorf("'%s' object cannot be interpreted as an integer", TypeName(a[2]))
	}
	tb := &Traceback{Header: Header{TracebackType}, Frame: AsFrame(a[1]), Lasti: int32(a[2].Int64() / 2), line: int(a[3].Int64())}
	if exc := tb.setNext(a[0]); exc != nil {
		return Value{}, TypeErrorf("expected traceback object or None, got '%s'", TypeName(a[0]))
	}
	return tb.V(), nil
}

func (tb *Traceback) setNext(v Value) *Exc {
	switch {
	case v.IsUnbound():
		return TypeErrorf("can't delete tb_next attribute")
	case v.IsNone():
		tb.Next = nil
		return nil
	case v.Type() != TracebackType:
		return TypeErrorf("expected traceback object, got '%s'", TypeName(v))
	}
	next := (*Traceback)(v.ref)
	for cursor := next; cursor != nil; cursor = cursor.Next {
		if cursor == tb {
			return ValueErrorf("traceback loop detected")
		}
	}
	tb.Next = next
	return nil
}

func tbAttr(name string, get func(tb *Traceback) Value) GetSet {
	return GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return get((*Traceback)(self.ref)), nil }}
}

var tracebackAttrs = []GetSet{
	tbAttr("tb_frame", func(tb *Traceback) Value { return tb.Frame.V() }),
	tbAttr("tb_lasti", func(tb *Traceback) Value { return Int(int64(tb.Lasti) * 2) }),
	tbAttr("tb_lineno", func(tb *Traceback) Value { return Int(int64(tb.Lineno())) }),
	{Name: "tb_next",
		Get: func(t *Thread, self Value) (Value, *Exc) {
			if next := (*Traceback)(self.ref).Next; next != nil {
				return next.V(), nil
			}
			return None, nil
		},
		Set: func(t *Thread, self, v Value) *Exc { return (*Traceback)(self.ref).setNext(v) }},
}
