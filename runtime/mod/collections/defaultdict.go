// This file implements defaultdict and the getters of named tuples.

package collections

import (
	"unsafe"

	"adder/runtime/py"
)

// defaultDict is a dict that makes missing items. Its dict part comes first.
type defaultDict struct {
	py.Dict
	py.Ext
	factory value
}

var defaultDictType = &py.Type{Name: "defaultdict"}

func asDefault(v value) *defaultDict { return (*defaultDict)(v.Ptr()) }

const defaultDoc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.\n"

func defineDefaultDict() {
	py.Define(defaultDictType, &py.StaticType{Name: "collections.defaultdict", Doc: defaultDoc, Base: py.DictType, Flags: py.BaseType,
		Alloc: func(typ *py.Type) value {
			d := &defaultDict{factory: py.None}
			d.SetType(typ)
			return d.V()
		}, ExtOffset: unsafe.Offsetof(defaultDict{}.Ext),
		Slots: py.Slots{Init: defaultInit, Repr: defaultRepr, GetItem: defaultGetItem, IsMapping: true,
			Binary: [py.NumBinary]py.BinaryFunc{py.OpOr: defaultOr}},
		GetSet: []py.GetSet{{Name: "default_factory", Doc: "Factory for default value called by __missing__().",
			Get: func(t *thread, self value) (value, *excp) { return asDefault(self).factory, nil },
			Set: func(t *thread, self, v value) *excp {
				if v.IsUnbound() {
					v = py.None
				}
				asDefault(self).factory = v
				return nil
			}}},
		Methods: []py.Method{
			{Name: "__missing__", Sig: "(key, /)", Doc: "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n", F1: missing},
			{Name: "copy", Sig: "()", Doc: "D.copy() -> a shallow copy of D.", F0: defaultCopy},
			{Name: "__copy__", Sig: "()", Doc: "D.copy() -> a shallow copy of D.", F0: defaultCopy},
			{Name: "__reduce__", Sig: "()", Doc: "Return state information for pickling.", F0: defaultReduce},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, Doc: "See PEP 585", F1: func(t *thread, class, item value) (value, *excp) {
				return py.NewGenericAlias(class, item), nil
			}},
		}})
}

func defaultInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	factory := py.None
	if len(args) > len(kw) {
		if factory = args[0]; !factory.IsNone() && factory.Type().Slots.Call == nil {
			return py.TypeErrorf("first argument must be callable or None")
		}
		args = args[1:]
	}
	asDefault(self).factory = factory
	return py.DictType.Slots.Init(t, self, args, kw)
}

var nameMissing = py.Intern("__missing__")

// defaultGetItem finds or makes an item; subclasses may define __missing__ of their own.
func defaultGetItem(t *thread, self, key value) (value, *excp) {
	v, exc := py.AsDict(self).Get(t, key)
	if exc != nil || v.Bound() {
		return v, exc
	}
	if self.Type() == defaultDictType {
		return missing(t, self, key)
	}
	v, ok, exc := py.CallSpecial(t, self, nameMissing, key)
	if exc == nil && !ok {
		exc = py.KeyErrorOf(key)
	}
	return v, exc
}

func missing(t *thread, self, key value) (value, *excp) {
	factory := asDefault(self).factory
	if factory.IsNone() {
		return value{}, py.NewExc(py.KeyError, key)
	}
	v, exc := py.Call0(t, factory)
	if exc != nil {
		return value{}, exc
	}
	return v, py.SetItem(t, self, key, v)
}

func defaultRepr(t *thread, self value) (value, *excp) {
	base, exc := py.DictType.Slots.Repr(t, self)
	if exc != nil {
		return value{}, exc
	}
	d := asDefault(self)
	factory := "..."
	if t.EnterRepr(self) {
		text, exc := py.Repr(t, d.factory)
		t.LeaveRepr(self)
		if exc != nil {
			return value{}, exc
		}
		factory = text.String()
	}
	return py.StrV(self.Type().Name + "(" + factory + ", " + py.AsStr(base).String() + ")"), nil
}

func defaultCopy(t *thread, self value) (value, *excp) {
	return py.Call2(t, self.Type().V(), asDefault(self).factory, self)
}

// defaultOr is d | e where either is a defaultdict: the result is of its class.
func defaultOr(t *thread, a, b value) (value, *excp) {
	owner := a
	if !py.IsInstance(a, defaultDictType) {
		owner = b
	}
	if !a.IsDict() || !b.IsDict() {
		return py.NotImplemented, nil
	}
	v, exc := py.Call2(t, owner.Type().V(), asDefault(owner).factory, a)
	if exc != nil {
		return value{}, exc
	}
	return v, py.DictUpdate(t, py.AsDict(v), b)
}

func defaultReduce(t *thread, self value) (value, *excp) {
	d := asDefault(self)
	args := py.NewTuple().V()
	if !d.factory.IsNone() {
		args = py.NewTuple(d.factory).V()
	}
	items, exc := py.CallMethod(t, self, py.Intern("items"))
	if exc != nil {
		return value{}, exc
	}
	it, exc := py.Iter(t, items)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(self.Type().V(), args, py.None, py.None, it).V(), nil
}

// tupleGetter is the descriptor of a field of a named tuple.
type tupleGetter struct {
	py.Header
	index int
	doc   value
}

var tupleGetterType = &py.Type{Name: "_tuplegetter"}

func defineTupleGetter() {
	py.Define(tupleGetterType, &py.StaticType{Name: "collections._tuplegetter",
		Slots: py.Slots{New: newGetter, Repr: getterRepr, DescrGet: getterGet, DescrSet: getterSet},
		GetSet: []py.GetSet{{Name: "__doc__", Get: func(t *thread, self value) (value, *excp) {
			return (*tupleGetter)(self.Ptr()).doc, nil
		}, Set: func(t *thread, self, v value) *excp {
			if v.IsUnbound() {
				v = py.None
			}
			(*tupleGetter)(self.Ptr()).doc = v
			return nil
		}}},
		Methods: []py.Method{{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			g := (*tupleGetter)(self.Ptr())
			return py.NewTuple(self.Type().V(), py.NewTuple(py.Int(int64(g.index)), g.doc).V()).V(), nil
		}}}})
}

func newGetter(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if exc := py.CheckPositional("_tuplegetter", len(args), 2, 2); exc != nil {
		return value{}, exc
	}
	n, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	g := &tupleGetter{index: n, doc: args[1]}
	g.SetType(typ)
	return py.FromPtr(unsafe.Pointer(g)), nil
}

func getterRepr(t *thread, self value) (value, *excp) {
	g := (*tupleGetter)(self.Ptr())
	doc, exc := py.Repr(t, g.doc)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV("_tuplegetter(" + itoa(g.index) + ", " + doc.String() + ")"), nil
}

func getterGet(t *thread, self, obj, typ value) (value, *excp) {
	g := (*tupleGetter)(self.Ptr())
	switch {
	case obj.IsUnbound() || obj.IsNone() && typ.Bound() && !typ.IsNone():
		return self, nil
	case obj.Type().Flags&py.TupleSubclass == 0:
		if obj.IsNone() {
			return self, nil
		}
		return value{}, py.TypeErrorf("descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, py.TypeName(obj))
	}
	items := py.AsTuple(obj).Items
	if g.index < 0 || g.index >= len(items) {
		return value{}, py.IndexErrorf("tuple index out of range")
	}
	return items[g.index], nil
}

func getterSet(t *thread, self, obj, v value) *excp {
	if v.IsUnbound() {
		return py.AttributeErrorf(obj, py.Intern("__delete__"), "can't delete attribute")
	}
	return py.AttributeErrorf(obj, py.Intern("__set__"), "can't set attribute")
}
