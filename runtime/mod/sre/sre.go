// Package sre is the native module _sre: compiled patterns, match objects and the functions that
// Lib/re is written in. The engine is runtime/internal/sre.
package sre

import (
	engine "adder/runtime/internal/sre"
	"adder/runtime/internal/unitype"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def describes the module.
func Def() *py.ModuleDef {
	definePattern()
	defineMatch()
	defineScanner()
	defineTemplate()
	return &py.ModuleDef{
		Name:    "_sre",
		Methods: functions(),
		Exec: func(t *thread, m *py.Module) *excp {
			for _, c := range []struct {
				name string
				v    int64
			}{{"MAGIC", engine.Magic}, {"CODESIZE", engine.CodeSize}, {"MAXREPEAT", engine.MaxRepeat}, {"MAXGROUPS", engine.MaxGroups}} {
				m.Dict.SetStr(py.Intern(c.name), py.Int(c.v))
			}
			m.Dict.SetStr(py.Intern("copyright"), py.StrV(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "))
			return nil
		},
	}
}

func functions() []py.Method {
	return []py.Method{
		{Name: "compile", Sig: "(pattern, flags, code, groups, groupindex, indexgroup)", FN: compile},
		{Name: "template", Sig: "(pattern, template, /)", F2: makeTemplate, Doc: "\n\n  template\n    A list containing interleaved literal strings (str or bytes) and group\n    indices (int), as returned by re._parser.parse_template():\n        [literal1, group1, ..., literalN, groupN]"},
		{Name: "getcodesize", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(engine.CodeSize), nil }},
		{Name: "ascii_iscased", Sig: "(character, /)", F1: ofChar(func(c rune) value {
			return py.Bool(c < 128 && unitype.IsAlpha(c))
		})},
		{Name: "ascii_tolower", Sig: "(character, /)", F1: ofChar(func(c rune) value {
			return py.Int(int64(engine.ASCIILower(uint32(c))))
		})},
		{Name: "unicode_iscased", Sig: "(character, /)", F1: ofChar(func(c rune) value {
			return py.Bool(unitype.ToLower(c) != c || unitype.ToUpper(c) != c)
		})},
		{Name: "unicode_tolower", Sig: "(character, /)", F1: ofChar(func(c rune) value {
			return py.Int(int64(unitype.ToLower(c)))
		})},
	}
}

// ofChar makes a function of a code point that is given as an int.
func ofChar(f func(c rune) value) func(t *thread, self, v value) (value, *excp) {
	return func(t *thread, self, v value) (value, *excp) {
		i, exc := py.IndexOf(t, v)
		if exc != nil {
			return value{}, exc
		}
		n, ok := py.ToInt64(i)
		if !ok || n != int64(int32(n)) {
			return value{}, py.OverflowErrorf("Python int too large to convert to C int")
		}
		return f(rune(n)), nil
	}
}

// ssize converts an argument that is a position or a count; unbound gives missing.
func ssize(t *thread, v value, missing int) (int, *excp) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	if v.IsUnbound() {
		return missing, nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	if !ok {
		return 0, py.OverflowErrorf("Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}
