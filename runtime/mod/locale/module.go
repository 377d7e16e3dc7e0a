// This file defines the module and its constants.

// Package locale is the _locale module (Modules/_localemodule.c) for the locales that package
// clocale knows.
package locale

import (
	"adder/runtime/internal/clocale"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// module is the state of the module.
type module struct {
	failed *py.Type // locale.Error
	// domain is what textdomain() sets, dirs and codesets what is bound to domains.
	domain         string
	dirs, codesets map[string]string
}

// constant is an int of the module. For those that nl_langinfo knows, text is what it returns.
type constant struct {
	name  string
	value int64
	text  string
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	m := &module{domain: "messages", dirs: map[string]string{}, codesets: map[string]string{}}
	methods := []method{
		{Name: "setlocale", Sig: "(category, locale=<unrepresentable>, /)", Doc: "Activates/queries locale processing.", FN: m.setlocale},
		{Name: "localeconv", Sig: "()", Doc: "Returns numeric and monetary locale-specific parameters.", F0: localeconv},
		{Name: "strcoll", Sig: "(os1, os2, /)", Doc: "Compares two strings according to the locale.", F2: strcoll},
		{Name: "strxfrm", Sig: "(string, /)", Doc: "Return a string that can be used as a key for locale-aware comparisons.", F1: strxfrm},
		{Name: "getencoding", Sig: "()", Doc: "Get the current locale encoding.", F0: func(t *thread, _ value) (value, *excp) {
			if name := clocale.Encoding(); name != "" {
				return py.StrV(name), nil
			}
			return py.StrV(py.LocaleEncoding()), nil
		}},
	}
	if len(infos) > 0 {
		methods = append(methods, method{Name: "nl_langinfo", Sig: "(key, /)", Doc: "Return the value for the locale information associated with key.", F1: langinfo})
		methods = append(methods, m.catalogues()...)
	}
	return &py.ModuleDef{Name: "_locale", Doc: "Support for POSIX locales.", Methods: methods, Exec: m.exec}
}

func (m *module) exec(t *thread, mod *py.Module) *excp {
	for _, list := range [][]constant{categories, infos} {
		for _, c := range list {
			mod.Dict.SetStr(py.Intern(c.name), py.Int(c.value))
		}
	}
	mod.Dict.SetStr(py.Intern("CHAR_MAX"), py.Int(charMax))
	var exc *excp
	if m.failed, exc = py.NewExcClass(t, "locale.Error", "", py.Exception); exc != nil {
		return exc
	}
	mod.Dict.SetStr(py.Intern("Error"), m.failed.V())
	return nil
}

// text converts an argument that must be a str without zero characters, or None if that is allowed.
func text(what string, v value, none bool) (s *py.Str, exc *excp) {
	switch {
	case none && (v.IsNone() || v.IsUnbound()):
		return nil, nil
	case !v.IsStr() && none:
		return nil, py.TypeErrorf("%s must be str or None, not %s", what, py.TypeName(v))
	case !v.IsStr():
		return nil, py.TypeErrorf("%s must be str, not %s", what, py.TypeName(v))
	}
	s = py.AsStr(v)
	for i := range s.Len() {
		if s.At(i) == 0 {
			return nil, py.ValueErrorf("embedded null character")
		}
	}
	return s, nil
}

func (m *module) setlocale(t *thread, _ value, a []value) (value, *excp) {
	number, exc := py.CInt(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	s, exc := text("setlocale() argument 2", a[1], true)
	if exc != nil {
		return value{}, exc
	}
	if s == nil {
		name, ok := clocale.Get(number)
		if !ok {
			return value{}, py.Errorf(m.failed, "locale query failed")
		}
		return py.StrV(name), nil
	}
	name, ok := clocale.Set(number, s.String())
	if !ok {
		return value{}, py.Errorf(m.failed, "unsupported locale setting")
	}
	return py.StrV(name), nil
}

// charMax stands for a number that the locale does not give.
const charMax = 127

// conventions are the keys of localeconv() and what the locale C has for them.
var conventions = []struct {
	key  string
	text string
	list bool
	none bool
}{
	{key: "int_curr_symbol"}, {key: "currency_symbol"}, {key: "mon_decimal_point"}, {key: "mon_thousands_sep"},
	{key: "mon_grouping", list: true}, {key: "positive_sign"}, {key: "negative_sign"}, {key: "int_frac_digits", none: true},
	{key: "frac_digits", none: true}, {key: "p_cs_precedes", none: true}, {key: "p_sep_by_space", none: true},
	{key: "n_cs_precedes", none: true}, {key: "n_sep_by_space", none: true}, {key: "p_sign_posn", none: true},
	{key: "n_sign_posn", none: true}, {key: "decimal_point", text: "."}, {key: "thousands_sep"}, {key: "grouping", list: true},
}

func localeconv(t *thread, _ value) (value, *excp) {
	d := py.NewDict()
	for _, c := range conventions {
		v := py.StrV(c.text)
		switch {
		case c.list:
			v = py.NewList().V()
		case c.none:
			v = py.Int(charMax)
		}
		d.SetStr(py.Intern(c.key), v)
	}
	return d.V(), nil
}

func strcoll(t *thread, _, v, w value) (value, *excp) {
	a, exc := text("strcoll() argument 1", v, false)
	if exc != nil {
		return value{}, exc
	}
	b, exc := text("strcoll() argument 2", w, false)
	if exc != nil {
		return value{}, exc
	}
	for i := range min(a.Len(), b.Len()) {
		if d := int(a.At(i)) - int(b.At(i)); d != 0 {
			return py.Int(sign(d)), nil
		}
	}
	return py.Int(sign(a.Len() - b.Len())), nil
}

func sign(n int) int64 { return int64(max(min(n, 1), -1)) }

// strxfrm returns a str that compares as strcoll compares. CPython writes characters beyond 16
// bits in two, to have room for keys that are no characters.
func strxfrm(t *thread, _, v value) (value, *excp) {
	s, exc := text("strxfrm() argument", v, false)
	if exc != nil {
		return value{}, exc
	}
	var out []rune
	for i := range s.Len() {
		if c := s.At(i); c > 0xffff {
			out = append(out, 0x10000+c>>16, c&0xffff)
		} else {
			out = append(out, c)
		}
	}
	return py.StrFromRunes(out).V(), nil
}

func langinfo(t *thread, _, key value) (value, *excp) {
	n, exc := py.CInt(t, key)
	if exc != nil {
		return value{}, exc
	}
	for _, c := range infos {
		if c.value == int64(n) {
			if c.name == "CODESET" {
				return py.StrV(clocale.Encoding()), nil
			}
			return py.StrV(c.text), nil
		}
	}
	return value{}, py.ValueErrorf("unsupported langinfo constant")
}
