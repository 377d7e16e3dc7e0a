// This file defines the C library's message catalogues, of which there are none in the locale C.

package locale

import "adder/runtime/py"

const localeDir = "/usr/share/locale"

// catalogues are the functions about them.
func (m *module) catalogues() []method {
	same := func(fn string, i int) func(t *thread, _ value, a []value) (value, *excp) {
		return func(t *thread, _ value, a []value) (value, *excp) { return translated(t, fn, i, a) }
	}
	return []method{
		{Name: "gettext", Sig: "(msg, /)", Doc: "gettext(msg) -> string\n\nReturn translation of msg.", FN: same("gettext", 0)},
		{Name: "dgettext", Sig: "(domain, msg, /)", Doc: "dgettext(domain, msg) -> string\n\nReturn translation of msg in domain.", FN: same("dgettext", 1)},
		{Name: "dcgettext", Sig: "(domain, msg, category, /)", Doc: "Return translation of msg in domain and category.", FN: same("dcgettext", 1)},
		{Name: "textdomain", Sig: "(domain, /)", Doc: "Set the C library's textdmain to domain, returning the new domain.", F1: m.textdomain},
		{Name: "bindtextdomain", Sig: "(domain, dir, /)", Doc: "Bind the C library's domain to dir.", F2: m.bindtextdomain},
		{Name: "bind_textdomain_codeset", Sig: "(domain, codeset, /)", Doc: "Bind the C library's domain to codeset.", F2: m.bindCodeset},
	}
}

// translated returns the message a[i]; before it may stand a domain, after it a category.
func translated(t *thread, fn string, i int, a []value) (value, *excp) {
	if i > 0 {
		if _, exc := text(fn+"() argument 1", a[0], true); exc != nil {
			return value{}, exc
		}
	}
	what := fn + "() argument"
	if len(a) > 1 {
		what += " 2"
	}
	s, exc := text(what, a[i], false)
	if exc != nil {
		return value{}, exc
	}
	if len(a) > i+1 {
		if _, exc := py.CInt(t, a[i+1]); exc != nil {
			return value{}, exc
		}
	}
	return s.V(), nil
}

func (m *module) textdomain(t *thread, _, v value) (value, *excp) {
	s, exc := text("textdomain() argument", v, true)
	if exc != nil {
		return value{}, exc
	}
	if s != nil {
		if m.domain = s.String(); m.domain == "" {
			m.domain = "messages"
		}
	}
	return py.StrV(m.domain), nil
}

func (m *module) bindtextdomain(t *thread, _, v, dir value) (value, *excp) {
	s, exc := text("bindtextdomain() argument 1", v, false)
	if exc != nil {
		return value{}, exc
	}
	domain := s.String()
	if domain == "" {
		return value{}, py.Errorf(m.failed, "domain must be a non-empty string")
	}
	if !dir.IsNone() {
		path, exc := py.FSPath(t, dir)
		switch {
		case exc != nil:
			return value{}, exc
		case path.IsBytes():
			m.dirs[domain] = string(py.AsBytes(path).Data())
		default:
			m.dirs[domain] = py.FSEncode(py.AsStr(path))
		}
	}
	if path, ok := m.dirs[domain]; ok {
		return py.FSDecode(path).V(), nil
	}
	return py.StrV(localeDir), nil
}

func (m *module) bindCodeset(t *thread, _, v, codeset value) (value, *excp) {
	s, exc := text("bind_textdomain_codeset() argument 1", v, false)
	if exc != nil {
		return value{}, exc
	}
	c, exc := text("bind_textdomain_codeset() argument 2", codeset, true)
	if exc != nil {
		return value{}, exc
	}
	if c != nil {
		m.codesets[s.String()] = c.String()
	}
	if name, ok := m.codesets[s.String()]; ok {
		return py.StrV(name), nil
	}
	return py.None, nil
}
