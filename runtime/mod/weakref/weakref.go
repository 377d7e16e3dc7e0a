// This file implements the module's functions.

// Package weakref is the _weakref module (Modules/_weakref.c).
package weakref

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_weakref", Doc: "Weak-reference support module.", Methods: []py.Method{
		{Name: "getweakrefcount", Sig: "(object, /)", Doc: "Return the number of weak references to 'object'.", F1: func(t *thread, _, obj value) (value, *excp) {
			return py.Int(int64(len(py.Weakrefs(obj)))), nil
		}},
		{Name: "getweakrefs", Sig: "(object, /)", Doc: "Return a list of all weak reference objects pointing to 'object'.", F1: func(t *thread, _, obj value) (value, *excp) {
			list := py.NewList()
			for _, w := range py.Weakrefs(obj) {
				list.Items = append(list.Items, w.V())
			}
			return list.V(), nil
		}},
		{Name: "proxy", Sig: "(object, callback=None, /)", Doc: "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.", FN: newProxy},
		{Name: "_remove_dead_weakref", Sig: "(dct, key, /)", Doc: "Atomically remove key from dict if it points to a dead weakref.", F2: removeDead},
	}, Exec: func(t *thread, m *py.Module) *excp {
		defineProxies()
		set := func(name string, typ *py.Type) { m.Dict.SetStr(py.Intern(name), typ.V()) }
		set("ref", py.WeakrefType)
		set("ReferenceType", py.WeakrefType)
		set("ProxyType", proxyType)
		set("CallableProxyType", callableType)
		return nil
	}}
}

func removeDead(t *thread, _, dict, key value) (value, *excp) {
	if dict.Type().Flags&py.DictSubclass == 0 {
		return value{}, py.TypeErrorf("_remove_dead_weakref() argument 1 must be dict, not %s", py.TypeName(dict))
	}
	v, exc := py.AsDict(dict).Get(t, key)
	if exc != nil || v.IsUnbound() {
		return py.None, exc
	}
	if !py.IsInstance(v, py.WeakrefType) {
		return value{}, py.TypeErrorf("not a weakref")
	}
	if py.AsWeakref(v).Get().IsUnbound() {
		return py.None, py.DelItem(t, dict, key)
	}
	return py.None, nil
}
