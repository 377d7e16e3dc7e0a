// This file implements object: creation, repr, hash, comparison, and the protocol of copying
// and pickling.

package py

import (
	"fmt"
	"sort"
	"strings"
	"unsafe"
)

// NewObject returns a bare object().
func NewObject() Value {
	x := new(struct {
		Header
		_ uintptr // keeps objects apart from Go's zero-size allocations
	})
	x.typ = ObjectType
	return x.V()
}

func allocObject(typ *Type) Value {
	if typ.Layout == LayoutInstance {
		return allocInstance(typ)
	}
	v := NewObject()
	(*Header)(v.ref).typ = typ
	return v
}

// objectNew is object.__new__.
func objectNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(args) > 0 {
		if funcWord(typ.Slots.New) != objectNewWord {
			return Value{}, TypeErrorf("object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if funcWord(typ.Slots.Init) == objectInitWord {
			return Value{}, TypeErrorf("%s() takes no arguments", typ.TpName())
		}
	}
	if typ.Flags&Abstract != 0 {
		return Value{}, abstractError(t, typ)
	}
	if typ.Alloc == nil {
		return Value{}, TypeErrorf("cannot create '%s' instances", typ.TpName())
	}
	return AllocOf(typ), nil
}

// objectInit is object.__init__.
func objectInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(args) == 0 {
		return nil
	}
	typ := self.Type()
	if funcWord(typ.Slots.Init) != objectInitWord {
		return TypeErrorf("object.__init__() takes exactly one argument (the instance to initialize)")
	}
	if funcWord(typ.Slots.New) == objectNewWord {
		return TypeErrorf("%s.__init__() takes exactly one argument (the instance to initialize)", typ.TpName())
	}
	return nil
}

func abstractError(t *Thread, typ *Type) *Exc {
	v := typ.OwnDict().GetStr(nameAbstractMethods)
	if v.IsUnbound() {
		return TypeErrorf("Can't instantiate abstract class %s without an implementation for abstract methods", typ.Name)
	}
	items, exc := Collect(t, v)
	if exc != nil {
		return exc
	}
	names := make([]string, len(items))
	for i, item := range items {
		if !item.IsStr() {
			return TypeErrorf("sequence item %d: expected str instance, %s found", i, TypeName(item))
		}
		names[i] = AsStr(item).String()
	}
	sort.Strings(names)
	return TypeErrorf("Can't instantiate abstract class %s without an implementation for abstract method%s '%s'",
		typ.Name, plural(len(names)), strings.Join(names, "', '"))
}

// Address is an object's address as reprs show it.
func Address(v Value) string { return fmt.Sprintf("0x%x", uintptr(v.ref)) }

// pointerHash is the hash of an address (_Py_HashPointer).
func pointerHash(p unsafe.Pointer) int64 {
	y := uint64(uintptr(p))
	h := int64(y>>4 | y<<60)
	if h == -1 {
		h = -2
	}
	return h
}

func objectHash(t *Thread, self Value) (int64, *Exc) {
	if self.ref == noneRef {
		return 0xFCA86420, nil
	}
	return pointerHash(self.ref), nil
}

func objectRepr(t *Thread, self Value) (Value, *Exc) {
	typ := self.Type()
	mod, exc := typeModule(t, typ)
	if exc != nil {
		mod = Value{}
	}
	qual := typ.QualName
	if mod.Bound() && mod.IsStr() && AsStr(mod).String() != "builtins" {
		qual = AsStr(mod).String() + "." + qual
	} else {
		qual = typ.Name
	}
	return StrV("<" + qual + " object at " + Address(self) + ">"), nil
}

func objectStr(t *Thread, self Value) (Value, *Exc) {
	return self.Type().Slots.Repr(t, self)
}

func objectCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	switch op {
	case EQ:
		if Is(a, b) {
			return True, nil
		}
	case NE:
		if a.Type().Slots.Compare == nil {
			break
		}
		r, exc := a.Type().Slots.Compare(t, a, b, EQ)
		if exc != nil || r == NotImplemented {
			return r, exc
		}
		eq, exc := Truth(t, r)
		return Bool(!eq), exc
	}
	return NotImplemented, nil
}

func objectFormat(t *Thread, self, spec Value) (Value, *Exc) {
	if !spec.IsStr() {
		return Value{}, TypeErrorf("__format__() argument must be str, not %s", TypeName(spec))
	}
	if AsStr(spec).Len() > 0 {
		return Value{}, TypeErrorf("unsupported format string passed to %s.__format__", TypeName(self))
	}
	s, exc := StrOf(t, self)
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

// objectDir is object.__dir__: the names of __dict__ and of the class.
func objectDir(t *Thread, self Value) (Value, *Exc) {
	d := NewDict()
	own, exc := LookupAttr(t, self, nameDict)
	if exc != nil {
		return Value{}, exc
	}
	if own.Bound() && own.Type().Flags&DictSubclass != 0 {
		if exc := DictUpdate(t, d, own); exc != nil {
			return Value{}, exc
		}
	}
	class, exc := LookupAttr(t, self, nameClass)
	if exc != nil {
		return Value{}, exc
	}
	if class.Bound() {
		if exc := mergeClassDict(t, d, class); exc != nil {
			return Value{}, exc
		}
	}
	return dictKeysList(d), nil
}

func dictKeysList(d *Dict) Value { return ListFrom(d.keys()).V() }

// keys returns the keys in memory of their own.
func (d *Dict) keys() []Value {
	keys := make([]Value, 0, d.used)
	for i := range d.entries {
		if k := d.entries[i].key; k.bound() {
			keys = append(keys, k.value())
		}
	}
	return keys
}

// mergeClassDict adds the names of a class and, recursively, of its __bases__.
func mergeClassDict(t *Thread, d *Dict, class Value) *Exc {
	dict, exc := LookupAttr(t, class, nameDict)
	if exc != nil {
		return exc
	}
	if dict.Bound() {
		if exc := DictUpdate(t, d, dict); exc != nil {
			return exc
		}
	}
	bases, exc := LookupAttr(t, class, nameBases)
	if exc != nil || bases.IsUnbound() || !bases.IsTuple() {
		return exc
	}
	for _, b := range AsTuple(bases).Items {
		if exc := mergeClassDict(t, d, b); exc != nil {
			return exc
		}
	}
	return nil
}

func objectGetClass(t *Thread, self Value) (Value, *Exc) { return self.Type().V(), nil }

func objectSetClass(t *Thread, self, v Value) *Exc {
	if v.IsUnbound() {
		return TypeErrorf("can't delete __class__ attribute")
	}
	to := ClassOf(v)
	if to == nil {
		return TypeErrorf("__class__ must be set to a class, not '%s' object", TypeName(v))
	}
	from := self.Type()
	if from == to {
		return nil
	}
	if !(to.IsSubtype(ModuleType) && from.IsSubtype(ModuleType)) && (to.Flags&HeapType == 0 || from.Flags&HeapType == 0) {
		return TypeErrorf("__class__ assignment only supported for mutable types or ModuleType subclasses")
	}
	if exc := compatibleForAssignment(from, to, "__class__"); exc != nil {
		return exc
	}
	if from.Layout == LayoutInstance {
		x := AsInstance(self)
		if x.order != 0 {
			x.Dict(from)
		}
		if to.NumSlots > from.NumSlots {
			to.retireSlots(from.NumSlots)
		}
	}
	(*Header)(self.ref).typ = to
	if fs, ts := &from.Slots, &to.Slots; (fs.DescrGet == nil) != (ts.DescrGet == nil) || (fs.DescrSet == nil) != (ts.DescrSet == nil) {
		bindingChanged()
	}
	return nil
}

// compatibleForAssignment checks that instances of one class may become instances of the other.
func compatibleForAssignment(from, to *Type, attr string) *Exc {
	if from.HasDict == to.HasDict && from.HasWeakref == to.HasWeakref && from.Layout == to.Layout &&
		from.solidBase() == to.solidBase() || sameLayout(from, to) {
		return nil
	}
	return TypeErrorf("%s assignment: '%s' object layout differs from '%s'", attr, to.TpName(), from.TpName())
}

// sameLayout compares classes that declare the same __slots__ on the same base.
func sameLayout(a, b *Type) bool {
	sa, sb := a.solidBase(), b.solidBase()
	if a.HasDict != b.HasDict || a.HasWeakref != b.HasWeakref || sa.Members != sb.Members {
		return false
	}
	return sa.Base != nil && sb.Base != nil && sa.Base.solidBase() == sb.Base.solidBase() &&
		sa.inst != nil && sb.inst != nil && strings.Join(sa.inst.members, " ") == strings.Join(sb.inst.members, " ")
}

func objectSizeof(t *Thread, self Value) (Value, *Exc) {
	typ := self.Type()
	size := int64(16)
	if typ.Layout == LayoutInstance {
		size = int64(SlotsOffset) + 16*int64(typ.NumSlots)
	}
	return Int(size), nil
}

func objectSubclassHook(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	return NotImplemented, nil
}

func objectInitSubclass(t *Thread, self Value) (Value, *Exc) { return None, nil }

func defineObject() {
	define(ObjectType, &StaticType{Name: "object", Sig: "()", Flags: BaseType, Alloc: allocObject,
		Doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
		Slots: Slots{New: objectNew, Init: objectInit, Repr: objectRepr, Str: objectStr, Hash: objectHash,
			Compare: objectCompare, GetAttr: GenericGetAttr, SetAttr: GenericSetAttr},
		GetSet: []GetSet{{Name: "__class__", Get: objectGetClass, Set: objectSetClass, Doc: "the object's class"}},
		Methods: []Method{
			{Name: "__reduce_ex__", Sig: "(protocol, /)", F1: objectReduceEx, Doc: "Helper for pickle."},
			{Name: "__reduce__", Sig: "()", F0: objectReduce, Doc: "Helper for pickle."},
			{Name: "__getstate__", Sig: "()", F0: objectGetState, Doc: "Helper for pickle."},
			{Name: "__subclasshook__", Class: true, FK: objectSubclassHook, Doc: "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).\n"},
			{Name: "__init_subclass__", Class: true, F0: objectInitSubclass, Doc: "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.\n"},
			{Name: "__format__", Sig: "(format_spec, /)", F1: objectFormat, Doc: "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise."},
			{Name: "__sizeof__", Sig: "()", F0: objectSizeof, Doc: "Size of object in memory, in bytes."},
			{Name: "__dir__", Sig: "()", F0: objectDir, Doc: "Default dir() implementation."},
		}})
}

// defineSingletons fills the types of None, Ellipsis and NotImplemented.
func defineSingletons() {
	constant := func(text string) UnaryFunc {
		return func(*Thread, Value) (Value, *Exc) { return StrV(text), nil }
	}
	reduce := func(name string) []Method {
		return []Method{{Name: "__reduce__", Sig: "()", F0: func(*Thread, Value) (Value, *Exc) { return StrV(name), nil }}}
	}
	single := func(what string, v Value) NewFunc {
		return func(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
			if len(args) > 0 {
				return Value{}, TypeErrorf("%s takes no arguments", what)
			}
			return v, nil
		}
	}
	define(NoneType, &StaticType{Name: "NoneType", Doc: "The type of the None singleton.",
		Slots: Slots{Repr: constant("None"), New: single("NoneType", None), Hash: objectHash, Compare: objectCompare,
			Bool: func(*Thread, Value) (bool, *Exc) { return false, nil }}})
	define(EllipsisType, &StaticType{Name: "ellipsis", Doc: "The type of the Ellipsis singleton.",
		Slots: Slots{Repr: constant("Ellipsis"), New: single("EllipsisType", Ellipsis)}, Methods: reduce("Ellipsis")})
	define(NotImplementedType, &StaticType{Name: "NotImplementedType", Doc: "The type of the NotImplemented singleton.",
		Slots: Slots{Repr: constant("NotImplemented"), New: single("NotImplementedType", NotImplemented),
			Bool: func(*Thread, Value) (bool, *Exc) {
				return false, TypeErrorf("NotImplemented should not be used in a boolean context")
			}}, Methods: reduce("NotImplemented")})
}
