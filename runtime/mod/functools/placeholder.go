// This file implements Placeholder, which stands for a positional argument that a partial leaves open.

package functools

import "adder/runtime/py"

var (
	placeholderType = &py.Type{Name: "_PlaceholderType"}
	placeholder     value
)

func definePlaceholder(m *py.Module) {
	name := py.StrV("Placeholder")
	text := func(*thread, value) (value, *excp) { return name, nil }
	py.Define(placeholderType, &py.StaticType{Name: "functools._PlaceholderType", Doc: "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
		Slots: py.Slots{Repr: text, New: func(t *thread, _ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			if len(args) > 0 {
				return value{}, py.TypeErrorf("PlaceholderType takes no arguments")
			}
			return placeholder, nil
		}},
		Methods: []py.Method{{Name: "__reduce__", F0: text}}})
	if placeholder.IsUnbound() {
		p := &struct{ py.Header }{}
		p.SetType(placeholderType)
		placeholder = p.V()
	}
	m.Dict.SetStr(py.Intern("_PlaceholderType"), placeholderType.V())
	m.Dict.SetStr(py.Intern("Placeholder"), placeholder)
}
