// This file implements types.SimpleNamespace.

package py

import (
	"strings"
	"unsafe"
)

// NamespaceObject is a SimpleNamespace.
type NamespaceObject struct {
	Header
	Ext
}

func namespaceAlloc(typ *Type) Value {
	return Value{ref: unsafe.Pointer(&NamespaceObject{Header{typ}, Ext{Dict: NewDict()}})}
}

// NewNamespace returns a SimpleNamespace over d, which it takes over.
func NewNamespace(d *Dict) Value {
	return Value{ref: unsafe.Pointer(&NamespaceObject{Header{SimpleNamespace}, Ext{Dict: d}})}
}

func namespaceInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	pos := args[:len(args)-len(kw)]
	name := self.Type().Name
	if exc := positional(name, len(pos), 0, 1); exc != nil {
		return exc
	}
	d := InstanceDict(self)
	if len(pos) == 1 {
		from := NewDict()
		v, exc := Call1(t, DictType.V(), pos[0])
		if exc != nil {
			return exc
		}
		if exc := DictUpdate(t, from, v); exc != nil {
			return exc
		}
		for pos := 0; ; {
			k, v, ok := from.Next(&pos)
			if !ok {
				break
			}
			if !k.IsStr() {
				return TypeErrorf("keywords must be strings")
			}
			d.SetStr(AsStr(k), v)
		}
	}
	for i, k := range kw {
		d.SetStr(k, args[len(pos)+i])
	}
	return nil
}

func namespaceRepr(t *Thread, self Value) (Value, *Exc) {
	name := self.Type().Name
	if self.Type() == SimpleNamespace {
		name = "namespace"
	}
	if ReprEnter(t, self) {
		return StrV(name + "(...)"), nil
	}
	defer ReprLeave(t, self)
	var parts []string
	d := InstanceDict(self)
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !k.IsStr() || AsStr(k).Len() == 0 {
			continue
		}
		r, exc := Repr(t, v)
		if exc != nil {
			return Value{}, exc
		}
		parts = append(parts, AsStr(k).String()+"="+r.String())
	}
	return StrV(name + "(" + strings.Join(parts, ", ") + ")"), nil
}

func namespaceCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !a.isInstanceOf(SimpleNamespace) || !b.isInstanceOf(SimpleNamespace) {
		return NotImplemented, nil
	}
	return Compare(t, InstanceDict(a).V(), InstanceDict(b).V(), op)
}

func namespaceReplace(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if len(args) > len(kw) {
		return Value{}, TypeErrorf("__replace__() takes no positional arguments (%d given)", len(args)-len(kw))
	}
	v, exc := Call0(t, self.Type().V())
	if exc != nil {
		return Value{}, exc
	}
	d := InstanceDict(v)
	if exc := DictUpdate(t, d, InstanceDict(self).V()); exc != nil {
		return Value{}, exc
	}
	for i, k := range kw {
		d.SetStr(k, args[i])
	}
	return v, nil
}

func defineNamespace() {
	define(SimpleNamespace, &StaticType{Name: "types.SimpleNamespace", Flags: BaseType, Sig: "(mapping_or_iterable=(), /, **kwargs)",
		Doc:   "A simple attribute-based namespace.",
		Slots: Slots{New: func(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) { return namespaceAlloc(typ), nil }, Init: namespaceInit, Repr: namespaceRepr, Compare: namespaceCompare},
		Alloc: namespaceAlloc, ExtOffset: unsafe.Offsetof(NamespaceObject{}.Ext), HasDict: true,
		GetSet: []GetSet{{Name: "__dict__", Get: getDict, Set: func(t *Thread, self, v Value) *Exc { return Errorf(AttributeError, "readonly attribute") }}},
		Methods: []Method{
			{Name: "__reduce__", Sig: "()", Doc: "Return state information for pickling", F0: func(t *Thread, self Value) (Value, *Exc) {
				return NewTuple(self.Type().V(), emptyTuple.V(), InstanceDict(self).V()).V(), nil
			}},
			{Name: "__replace__", Sig: "(**changes)", FK: namespaceReplace, Doc: "Return a copy of the namespace object with new values for the specified attributes."},
		}})
}

// ReprEnter notes that v's repr is being made; true: it is already (Py_ReprEnter).
func ReprEnter(t *Thread, v Value) bool {
	for _, p := range t.reprs {
		if p == v.ref {
			return true
		}
	}
	t.reprs = append(t.reprs, v.ref)
	return false
}

// ReprLeave ends what a ReprEnter that returned false began.
func ReprLeave(t *Thread, v Value) { t.reprs = t.reprs[:len(t.reprs)-1] }
