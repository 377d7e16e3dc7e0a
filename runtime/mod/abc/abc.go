// This file implements the module's functions: what ABCMeta is made of.

// Package abc is the _abc module: the registries and caches of abstract base classes
// (Modules/_abc.c).
package abc

import (
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_abc", Doc: "Module contains faster C implementation of abc.ABCMeta", Methods: []py.Method{
		{Name: "_abc_init", Sig: "(self, /)", Doc: "Internal ABC helper for class set-up. Should be never used outside abc module.", F1: initClass},
		{Name: "_abc_register", Sig: "(self, subclass, /)", Doc: "Internal ABC helper for subclass registration. Should be never used outside abc module.", F2: register},
		{Name: "_abc_instancecheck", Sig: "(self, instance, /)", Doc: "Internal ABC helper for instance checks. Should be never used outside abc module.", F2: instanceCheck},
		{Name: "_abc_subclasscheck", Sig: "(self, subclass, /)", Doc: "Internal ABC helper for subclasss checks. Should be never used outside abc module.", F2: subclassCheck},
		{Name: "get_cache_token", Sig: "()", Doc: "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC.", F0: cacheToken},
		{Name: "_reset_registry", Sig: "(self, /)", Doc: "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py", F1: func(t *thread, _, class value) (value, *excp) {
			return withData(t, class, func(d *data) { d.registry = nil })
		}},
		{Name: "_reset_caches", Sig: "(self, /)", Doc: "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py", F1: func(t *thread, _, class value) (value, *excp) {
			return withData(t, class, func(d *data) { d.cache, d.negative = nil, nil })
		}},
		{Name: "_get_dump", Sig: "(self, /)", Doc: "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version. Don't call this function directly,\ninstead use ABC._dump_registry() for a nice repr.", F1: dump},
	}, Exec: func(t *thread, m *py.Module) *excp {
		py.Define(dataType, &py.StaticType{Name: "_abc._abc_data", Doc: "Internal state held by ABC machinery.", Flags: py.DisallowNew})
		return nil
	}}
}

var (
	nameImpl     = py.Intern("_abc_impl")
	nameAbstract = py.Intern("__abstractmethods__")
	nameIs       = py.Intern("__isabstractmethod__")
	nameClass    = py.Intern("__class__")
	nameCheck    = py.Intern("__subclasscheck__")
	nameHook     = py.Intern("__subclasshook__")
	nameSubs     = py.Intern("__subclasses__")
	nameColl     = py.Intern("__abc_tpflags__")
)

// initClass computes the set of abstract methods of a new class and gives it its data.
func initClass(t *thread, _, class value) (value, *excp) {
	if exc := computeAbstract(t, class); exc != nil {
		return value{}, exc
	}
	d := &data{version: invalidation}
	d.SetType(dataType)
	if exc := py.SetAttr(t, class, nameImpl, d.V()); exc != nil {
		return value{}, exc
	}
	return py.None, patternFlags(t, class)
}

// patternFlags gives the classes of collections.abc their behaviour in match statements.
func patternFlags(t *thread, class value) *excp {
	typ := py.ClassOf(class)
	if typ == nil {
		return nil
	}
	v := typ.OwnDict().GetStr(nameColl)
	if v.IsUnbound() || !v.IsInt() {
		return nil
	}
	const sequence, mapping = 1 << 5, 1 << 6
	both := py.SequencePattern | py.MappingPattern
	switch v.Int64() & (sequence | mapping) {
	case sequence | mapping:
		return py.TypeErrorf("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	case sequence:
		typ.Flags = typ.Flags&^both | py.SequencePattern
	case mapping:
		typ.Flags = typ.Flags&^both | py.MappingPattern
	}
	return py.SetAttr(t, class, nameColl, value{})
}

// computeAbstract sets __abstractmethods__: the class's own abstract methods, and those of its
// bases that it does not implement.
func computeAbstract(t *thread, class value) *excp {
	ns, exc := py.GetAttr(t, class, py.Intern("__dict__"))
	if exc != nil {
		return exc
	}
	items, exc := py.CallMethod(t, ns, py.Intern("items"))
	if exc != nil {
		return exc
	}
	pairs, exc := py.Collect(t, items)
	if exc != nil {
		return exc
	}
	abstract := py.NewSet()
	for _, p := range pairs {
		kv := py.AsTuple(p).Items
		is, exc := isAbstract(t, kv[1])
		if exc != nil {
			return exc
		}
		if is {
			if exc := py.SetAdd(t, abstract, kv[0]); exc != nil {
				return exc
			}
		}
	}
	bases, exc := py.GetAttr(t, class, py.Intern("__bases__"))
	if exc != nil {
		return exc
	}
	if bases.Type() != py.TupleType {
		return py.TypeErrorf("__bases__ is not tuple")
	}
	for _, base := range py.AsTuple(bases).Items {
		if exc := inherited(t, class, base, abstract); exc != nil {
			return exc
		}
	}
	frozen, exc := py.Call1(t, py.FrozenSetType.V(), abstract)
	if exc != nil {
		return exc
	}
	return py.SetAttr(t, class, nameAbstract, frozen)
}

// inherited adds the abstract methods of a base that are abstract in the class as well.
func inherited(t *thread, class, base value, abstract value) *excp {
	names, exc := py.LookupAttr(t, base, nameAbstract)
	if exc != nil || names.IsUnbound() {
		return exc
	}
	list, exc := py.Collect(t, names)
	if exc != nil {
		return exc
	}
	for _, name := range list {
		if !name.IsStr() {
			return py.TypeErrorf("attribute name must be string, not '%s'", py.TypeName(name))
		}
		v, exc := py.LookupAttr(t, class, py.AsStr(name))
		if exc != nil {
			return exc
		}
		if v.IsUnbound() {
			continue
		}
		is, exc := isAbstract(t, v)
		if exc != nil {
			return exc
		}
		if is {
			if exc := py.SetAdd(t, abstract, name); exc != nil {
				return exc
			}
		}
	}
	return nil
}

func isAbstract(t *thread, v value) (bool, *excp) {
	if v.Type() == py.FunctionType && py.AsFunction(v).Dict == nil {
		return false, nil
	}
	flag, exc := py.LookupAttr(t, v, nameIs)
	if exc != nil || flag.IsUnbound() {
		return false, exc
	}
	return py.Truth(t, flag)
}

func register(t *thread, _, class, sub value) (value, *excp) {
	if py.ClassOf(sub) == nil {
		return value{}, py.TypeErrorf("Can only register classes")
	}
	is, exc := py.IsSubclassOf(t, sub, class)
	if exc != nil {
		return value{}, exc
	}
	if is {
		return sub, nil
	}
	if is, exc = py.IsSubclassOf(t, class, sub); exc != nil {
		return value{}, exc
	}
	if is {
		return value{}, py.RuntimeErrorf("Refusing to create an inheritance cycle")
	}
	d, exc := dataOf(t, class)
	if exc != nil {
		return value{}, exc
	}
	insert(&d.registry, sub)
	invalidation++
	if typ := py.ClassOf(class); typ != nil {
		if flags := typ.Flags & (py.SequencePattern | py.MappingPattern); flags != 0 {
			setPattern(py.ClassOf(sub), flags)
		}
	}
	return sub, nil
}

// setPattern makes a registered class and its subclasses match as its base does.
func setPattern(typ *py.Type, flags py.TypeFlags) {
	both := py.SequencePattern | py.MappingPattern
	if typ.Flags&both == flags || typ.Flags&py.HeapType == 0 && typ.Flags&py.ImmutableType != 0 {
		return
	}
	typ.Flags = typ.Flags&^both | flags
	for _, sub := range typ.Subclasses() {
		setPattern(sub, flags)
	}
}

func instanceCheck(t *thread, _, class, instance value) (value, *excp) {
	d, exc := dataOf(t, class)
	if exc != nil {
		return value{}, exc
	}
	sub, exc := py.GetAttr(t, instance, nameClass)
	if exc != nil {
		return value{}, exc
	}
	if d.cache.has(sub) {
		return py.True, nil
	}
	typ := instance.Type().V()
	if sub == typ {
		if d.version == invalidation && d.negative.has(sub) {
			return py.False, nil
		}
		return py.CallMethod(t, class, nameCheck, sub)
	}
	r, exc := py.CallMethod(t, class, nameCheck, sub)
	if exc != nil {
		return value{}, exc
	}
	is, exc := py.Truth(t, r)
	if exc != nil || is {
		return r, exc
	}
	return py.CallMethod(t, class, nameCheck, typ)
}

func subclassCheck(t *thread, _, class, sub value) (value, *excp) {
	if py.ClassOf(sub) == nil {
		return value{}, py.TypeErrorf("issubclass() arg 1 must be a class")
	}
	d, exc := dataOf(t, class)
	if exc != nil {
		return value{}, exc
	}
	if d.cache.has(sub) {
		return py.True, nil
	}
	if d.version < invalidation {
		d.negative, d.version = nil, invalidation
	} else if d.negative.has(sub) {
		return py.False, nil
	}
	is, exc := d.check(t, class, sub)
	if exc != nil {
		return value{}, exc
	}
	if is {
		insert(&d.cache, sub)
	} else {
		insert(&d.negative, sub)
	}
	return py.Bool(is), nil
}

// check asks the hook, then the class itself, the registry, and the subclasses.
func (d *data) check(t *thread, class, sub value) (bool, *excp) {
	ok, exc := py.CallMethod(t, class, nameHook, sub)
	if exc != nil {
		return false, exc
	}
	switch ok {
	case py.True:
		return true, nil
	case py.False:
		return false, nil
	case py.NotImplemented:
	default:
		return false, py.Errorf(py.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
	}
	if py.ClassOf(sub).IsSubtype(py.ClassOf(class)) {
		return true, nil
	}
	for _, r := range d.registry.list() {
		if is, exc := py.IsSubclassOf(t, sub, r); exc != nil || is {
			return is, exc
		}
	}
	list, exc := py.CallMethod(t, class, nameSubs)
	if exc != nil {
		return false, exc
	}
	if !list.IsList() {
		return false, py.TypeErrorf("__subclasses__() must return a list")
	}
	for _, s := range append([]value(nil), py.AsList(list).Items...) {
		if is, exc := py.IsSubclassOf(t, sub, s); exc != nil || is {
			return is, exc
		}
	}
	return false, nil
}

func cacheToken(t *thread, _ value) (value, *excp) { return py.Int(int64(invalidation)), nil }
