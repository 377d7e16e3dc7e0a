// This file defines the module.

// Package collections is the _collections module (Modules/_collectionsmodule.c).
package collections

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
	return &py.ModuleDef{Name: "_collections", Doc: "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n", Methods: []py.Method{
		{Name: "_count_elements", Sig: "(mapping, iterable, /)", Doc: "Count elements in the iterable, updating the mapping", F2: countElements},
	}, Exec: func(t *thread, m *py.Module) *excp {
		defineDeque()
		defineDequeIterators()
		defineDefaultDict()
		defineTupleGetter()
		for _, typ := range []*py.Type{dequeType, defaultDictType, iterType, reverseIterType, tupleGetterType} {
			m.Dict.SetStr(py.Intern(typ.Name), typ.V())
		}
		return nil
	}}
}

var nameGet = py.Intern("get")

// countElements is the loop of Counter.update.
func countElements(t *thread, _, mapping, iterable value) (value, *excp) {
	it, exc := py.Iter(t, iterable)
	if exc != nil {
		return value{}, exc
	}
	plain := mapping.IsDict() && mapping.Type().Lookup(nameGet) == py.DictType.Lookup(nameGet) &&
		mapping.Type().Lookup(nameSetItem) == py.DictType.Lookup(nameSetItem)
	for {
		key, exc := it.Type().Slots.Next(t, it)
		if exc != nil || key.IsUnbound() {
			return py.None, exc
		}
		var old value
		if plain {
			old, exc = py.AsDict(mapping).Get(t, key)
		} else {
			old, exc = py.CallMethod(t, mapping, nameGet, key, py.Int(0))
		}
		if exc != nil {
			return value{}, exc
		}
		if old.IsUnbound() {
			old = py.Int(0)
		}
		sum, exc := py.Binary(t, old, py.Int(1), py.OpAdd)
		if exc != nil {
			return value{}, exc
		}
		if plain {
			exc = py.AsDict(mapping).Set(t, key, sum)
		} else {
			exc = py.SetItem(t, mapping, key, sum)
		}
		if exc != nil {
			return value{}, exc
		}
	}
}

var nameSetItem = py.Intern("__setitem__")
