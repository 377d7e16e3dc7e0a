// This file defines the module.

// Package functools is the _functools module (Modules/_functoolsmodule.c).
package functools

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_functools", Doc: "Tools that operate on functions.", Exec: fill, Methods: []py.Method{
		{Name: "cmp_to_key", Sig: "(mycmp)", FN: cmpToKey, Doc: "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects."},
		{Name: "reduce", Sig: "(function, iterable, /, initial=<unrepresentable>)", FK: reduce, Doc: reduceDoc},
	}}
}

func fill(t *thread, m *py.Module) *excp {
	definePlaceholder(m)
	definePartial(m)
	defineKey()
	defineCached(m)
	return nil
}
