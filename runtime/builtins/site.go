// This file adds the names that site puts into builtins: exit, quit, copyright, credits, license, help.

package builtins

import (
	"runtime"

	"adder/runtime/py"
)

// helper is one of the objects of _sitebuiltins. Only the quitters work without that module: the others
// are seldom used and import it.
type helper struct {
	py.Header
	name, text string
}

var (
	quitterType = &py.Type{Name: "Quitter"}
	printerType = &py.Type{Name: "_Printer"}
	helperType  = &py.Type{Name: "_Helper"}
)

func asHelper(v value) *helper { return (*helper)(v.Ptr()) }

const (
	copyrightText = "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved."
	creditsText   = "Thanks to CWI, CNRI, BeOpen, Zope Corporation, the Python Software Foundation,\nand a cast of thousands for supporting Python development.  See www.python.org\nfor more information."
	licenseText   = "See https://www.python.org/psf/license/"
)

// AddSite binds the names.
func AddSite() {
	attr := func(name string, get func(h *helper) string) py.Member {
		return py.Member{Name: name, Get: func(v value) value { return py.StrV(get(asHelper(v))) }}
	}
	eof := "Ctrl-D (i.e. EOF)"
	if runtime.GOOS == "windows" {
		eof = "Ctrl-Z plus Return"
	}
	repr := func(t *thread, self value) (value, *excp) { return py.StrV(asHelper(self).text), nil }
	py.Define(quitterType, &py.StaticType{Name: "_sitebuiltins.Quitter", Slots: py.Slots{Repr: repr, Call: quit},
		Members: []py.Member{attr("name", func(h *helper) string { return h.name }), attr("eof", func(h *helper) string { return eof })}})
	py.Define(printerType, &py.StaticType{Name: "_sitebuiltins._Printer", Slots: py.Slots{Repr: repr, Call: printText}})
	py.Define(helperType, &py.StaticType{Name: "_sitebuiltins._Helper", Slots: py.Slots{Repr: repr, Call: help}})
	add := func(typ *py.Type, name, text string) {
		h := &helper{name: name, text: text}
		h.SetType(typ)
		py.Builtins.SetStr(py.Intern(name), h.V())
	}
	add(quitterType, "quit", "Use quit() or "+eof+" to exit")
	add(quitterType, "exit", "Use exit() or "+eof+" to exit")
	add(printerType, "copyright", copyrightText)
	add(printerType, "credits", creditsText)
	add(printerType, "license", "Type license() to see the full license text")
	add(helperType, "help", "Type help() for interactive help, or help(object) for help about object.")
}

var quitSig = py.Signature{Text: "(code=None)"}

// quit closes standard input, so that what reads it ends too, and raises SystemExit.
func quit(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("__call__", &quitSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if in := py.SysGet("stdin"); in.Bound() && !in.IsNone() {
		_, _ = py.CallMethod(t, in, py.Intern("close"))
	}
	code := py.None
	if a[0].Bound() {
		code = a[0]
	}
	return value{}, py.NewExc(py.SystemExit, code)
}

// printText shows a text with the pager of _sitebuiltins.
func printText(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	h := asHelper(self)
	class, exc := py.ImportAttr(t, "_sitebuiltins", "_Printer")
	if exc != nil {
		return value{}, exc
	}
	var printer value
	if h.name == "license" {
		dir := py.SysGet("_stdlib_dir")
		if dir.IsUnbound() || dir.IsNone() {
			dir = py.StrV(".")
		}
		printer, exc = py.Call(t, class, []value{py.StrV(h.name), py.StrV(licenseText),
			py.NewList(py.StrV("LICENSE.txt"), py.StrV("LICENSE")).V(), py.NewList(dir).V()}, nil)
	} else {
		printer, exc = py.Call2(t, class, py.StrV(h.name), py.StrV(h.text))
	}
	if exc != nil {
		return value{}, exc
	}
	return py.Call(t, printer, args, kw)
}

// help is pydoc.help.
func help(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	fn, exc := py.ImportAttr(t, "pydoc", "help")
	if exc != nil {
		return value{}, exc
	}
	return py.Call(t, fn, args, kw)
}
