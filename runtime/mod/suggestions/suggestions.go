// This file gives the traceback module the search for similar names.

// Package suggestions is the _suggestions module.
package suggestions

import (
	"adder/runtime/internal/suggest"
	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_suggestions", Methods: []py.Method{
		{Name: "_generate_suggestions", Sig: "(candidates, item, /)", F2: generate, Doc: "Returns the candidate in candidates that's closest to item"},
	}}
}

func generate(t *py.Thread, self, candidates, item py.Value) (py.Value, *py.Exc) {
	if !item.IsStr() {
		return py.Value{}, py.TypeErrorf("_generate_suggestions() argument 2 must be str, not %s", py.TypeName(item))
	}
	if candidates.Type() != py.ListType {
		return py.Value{}, py.TypeErrorf("candidates must be a list")
	}
	items := py.AsList(candidates).Items
	names := make([]string, len(items))
	for i, v := range items {
		if !v.IsStr() {
			return py.Value{}, py.TypeErrorf("all elements in 'candidates' must be strings")
		}
		names[i] = py.AsStr(v).String()
	}
	if best := suggest.Closest(names, py.AsStr(item).String()); best != "" {
		return py.StrV(best), nil
	}
	return py.None, nil
}
