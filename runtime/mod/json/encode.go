// This file writes objects as JSON.

package json

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"adder/runtime/internal/format"
	"adder/runtime/py"
)

// writer is the state of an encoding.
type writer struct {
	t               *thread
	e               *encoder
	out             []byte // WTF-8
	keySep, itemSep string
	indent          string
	hasIndent       bool
	level           int
}

// value writes any object.
func (w *writer) value(v value) *excp {
	switch {
	case v.IsStr():
		return w.string(v)
	case v.IsInt():
		w.out = strconv.AppendInt(w.out, v.Int64(), 10)
	case v.IsNone():
		w.out = append(w.out, "null"...)
	case v.IsTrue():
		w.out = append(w.out, "true"...)
	case v.IsFalse():
		w.out = append(w.out, "false"...)
	case v.IsDict(), v.IsList(), v.IsTuple():
		return w.nested(v)
	case v.IsAnyInt():
		return w.int(v)
	case py.IsInstance(v, py.FloatType):
		return w.float(v)
	default:
		return w.other(v)
	}
	return nil
}

func (w *writer) string(v value) *excp {
	if w.e.quote != nil {
		w.out = w.e.quote(w.out, py.AsStr(v))
		return nil
	}
	r, exc := py.Call1(w.t, w.e.stringer, v)
	if exc != nil {
		return exc
	}
	if !r.IsStr() {
		return py.TypeErrorf("encoder() must return a string, not %s", py.TypeName(r))
	}
	w.out = append(w.out, py.AsStr(r).String()...)
	return nil
}

func (w *writer) int(v value) *excp {
	s, exc := py.IntText(v)
	w.out = append(w.out, s...)
	return exc
}

func (w *writer) float(v value) *excp {
	if f := py.FloatOf(v); f-f == 0 { // neither infinite nor NaN
		w.out = format.AppendRepr(w.out, f)
		return nil
	}
	s, exc := w.floatText(v)
	w.out = append(w.out, s...)
	return exc
}

func (w *writer) floatText(v value) (string, *excp) {
	f := py.FloatOf(v)
	if !math.IsNaN(f) && !math.IsInf(f, 0) {
		return format.Repr(f), nil
	}
	switch {
	case !w.e.allowNaN:
		r, exc := py.Repr(w.t, v)
		if exc != nil {
			return "", exc
		}
		return "", py.ValueErrorf("Out of range float values are not JSON compliant: %s", r.String())
	case math.IsNaN(f):
		return "NaN", nil
	case f > 0:
		return "Infinity", nil
	}
	return "-Infinity", nil
}

// nested writes a container one level deeper.
func (w *writer) nested(v value) (exc *excp) {
	if exc = w.t.EnterNative(" while encoding a JSON object"); exc != nil {
		return exc
	}
	switch {
	case v.IsDict():
		exc = w.dict(v)
	default:
		exc = w.sequence(v)
	}
	w.t.LeaveNative()
	return exc
}

// push notes that v is being encoded; pop must follow.
func (w *writer) push(v value) *excp {
	e := w.e
	if e.markers.IsNone() {
		return nil
	}
	if slices.Contains(e.path, v.Ptr()) {
		return py.ValueErrorf("Circular reference detected")
	}
	e.path = append(e.path, v.Ptr())
	return nil
}

func (w *writer) pop() {
	if e := w.e; !e.markers.IsNone() {
		e.path = e.path[:len(e.path)-1]
	}
}

// newline starts a line of an indented document.
func (w *writer) newline() {
	w.out = append(w.out, '\n')
	for range w.level {
		w.out = append(w.out, w.indent...)
	}
}

// open begins the contents of a container, separate divides two items, finish ends them.
func (w *writer) open(bracket byte) {
	w.out = append(w.out, bracket)
	if w.hasIndent {
		w.level++
		w.newline()
	}
}

func (w *writer) separate() {
	w.out = append(w.out, w.itemSep...)
	if w.hasIndent {
		w.newline()
	}
}

func (w *writer) finish(bracket byte) {
	if w.hasIndent {
		w.level--
		w.newline()
	}
	w.out = append(w.out, bracket)
}

// note adds to an exception what was being encoded.
func (w *writer) note(exc *excp, format string, args ...any) *excp {
	_, _ = py.CallMethod(w.t, exc.V(), py.Intern("add_note"), py.StrV(fmt.Sprintf(format, args...)))
	return exc
}

// fullName is the qualified name of v's type with the module, as in notes.
func (w *writer) fullName(v value) string {
	typ := v.Type()
	mod, exc := py.GetAttr(w.t, typ.V(), py.Intern("__module__"))
	if exc != nil || !mod.IsStr() {
		return typ.QualName
	}
	if name := py.AsStr(mod).String(); name != "builtins" && name != "__main__" {
		return name + "." + typ.QualName
	}
	return typ.QualName
}

func (w *writer) sequence(v value) *excp {
	items := func() []value {
		if v.IsList() {
			return py.AsList(v).Items
		}
		return py.AsTuple(v).Items
	}
	if len(items()) == 0 {
		w.out = append(w.out, "[]"...)
		return nil
	}
	if exc := w.push(v); exc != nil {
		return exc
	}
	w.open('[')
	// The list may change while an item is encoded.
	for i := 0; i < len(items()); i++ {
		if i > 0 {
			w.separate()
		}
		if exc := w.value(items()[i]); exc != nil {
			return w.note(exc, "when serializing %s item %d", w.fullName(v), i)
		}
	}
	w.finish(']')
	w.pop()
	return nil
}

func (w *writer) dict(v value) *excp {
	d := py.AsDict(v)
	if n, exc := py.Len(w.t, v); exc != nil || n == 0 {
		w.out = append(w.out, "{}"...)
		return exc
	}
	if exc := w.push(v); exc != nil {
		return exc
	}
	w.open('{')
	first := true
	if w.e.sortKeys || v.Type() != py.DictType {
		items, exc := w.items(v)
		if exc != nil {
			return exc
		}
		for _, item := range items {
			if !item.IsTuple() || len(py.AsTuple(item).Items) != 2 {
				return py.ValueErrorf("items must return 2-tuples")
			}
			pair := py.AsTuple(item).Items
			if exc := w.pair(v, pair[0], pair[1], &first); exc != nil {
				return exc
			}
		}
	} else {
		for pos := 0; ; {
			key, val, ok := d.Next(&pos)
			if !ok {
				break
			}
			if exc := w.pair(v, key, val, &first); exc != nil {
				return exc
			}
		}
	}
	w.finish('}')
	w.pop()
	return nil
}

// items returns the items of a dict of a subclass, or sorted.
func (w *writer) items(v value) ([]value, *excp) {
	view, exc := py.CallMethod(w.t, v, py.Intern("items"))
	if exc != nil {
		return nil, exc
	}
	items, exc := py.Collect(w.t, view)
	if exc != nil || !w.e.sortKeys {
		return items, exc
	}
	list := py.ListFrom(items)
	if _, exc := py.CallMethod(w.t, list.V(), py.Intern("sort")); exc != nil {
		return nil, exc
	}
	return list.Items, nil
}

// pair writes a member of an object.
func (w *writer) pair(d, key, val value, first *bool) *excp {
	name, ok, exc := w.keyText(key)
	if exc != nil || !ok {
		return exc
	}
	if !*first {
		w.separate()
	}
	*first = false
	if exc := w.string(name); exc != nil {
		return exc
	}
	w.out = append(w.out, w.keySep...)
	if exc := w.value(val); exc != nil {
		r, inner := py.Repr(w.t, key)
		if inner != nil {
			return exc
		}
		return w.note(exc, "when serializing %s item %s", w.fullName(d), r.String())
	}
	return nil
}

// keyText returns a key as a str; ok is false for one that is to be skipped.
func (w *writer) keyText(key value) (name value, ok bool, exc *excp) {
	text := ""
	switch {
	case key.IsStr():
		return key, true, nil
	case key.IsTrue():
		text = "true"
	case key.IsFalse():
		text = "false"
	case key.IsNone():
		text = "null"
	case key.IsAnyInt():
		text, exc = py.IntText(key)
	case py.IsInstance(key, py.FloatType):
		text, exc = w.floatText(key)
	case w.e.skipKeys:
		return value{}, false, nil
	default:
		return value{}, false, py.TypeErrorf("keys must be str, int, float, bool or None, not %s", py.TypeName(key))
	}
	return py.StrV(text), true, exc
}

// other writes what the default function makes of an object of another type.
func (w *writer) other(v value) *excp {
	if exc := w.push(v); exc != nil {
		return exc
	}
	r, exc := py.Call1(w.t, w.e.fallback, v)
	if exc != nil {
		return exc
	}
	if exc := w.nestedAgain(r); exc != nil {
		return w.note(exc, "when serializing %s object", w.fullName(v))
	}
	w.pop()
	return nil
}

// nestedAgain is nested for what the default function returned, which is checked like any value.
func (w *writer) nestedAgain(v value) *excp {
	if exc := w.t.EnterNative(" while encoding a JSON object"); exc != nil {
		return exc
	}
	exc := w.value(v)
	w.t.LeaveNative()
	return exc
}
