// This file adds "Did you mean" to names and attributes that do not exist.

package excprint

import (
	"sort"

	"adder/runtime/internal/suggest"
	"adder/runtime/py"
)

// StdlibModule reports whether a name is one of sys.stdlib_module_names; start-up sets it.
var StdlibModule = func(name string) bool { return false }

// suggestion returns what is appended to the message of e.
func (p *printer) suggestion(e *py.Exc) string {
	var wrong py.Value
	switch {
	case e.Matches(py.ImportError):
		wrong = e.Field(py.ImportErrorNameFrom)
	case e.Matches(py.NameError), e.Matches(py.AttributeError):
		wrong = e.Field(py.NameErrorName)
	default:
		return ""
	}
	if !wrong.IsStr() {
		return ""
	}
	name, out := py.AsStr(wrong).String(), ""
	guess := p.closest(e, name)
	if guess != "" {
		out = ". Did you mean: '" + guess + "'?"
	}
	if e.Matches(py.NameError) && StdlibModule(name) {
		if guess != "" {
			return out + " Or did you forget to import '" + name + "'?"
		}
		return ". Did you forget to import '" + name + "'?"
	}
	return out
}

func (p *printer) closest(e *py.Exc, name string) string {
	switch {
	case e.Matches(py.NameError):
		return p.closestName(e, name)
	case e.Matches(py.AttributeError):
		obj := e.Field(py.AttributeErrorObj)
		hide := name[:min(1, len(name))] != "_"
		if hide && e.Traceback != nil {
			if self := p.localVar(lastFrame(e), "self"); self.Bound() && py.Is(self, obj) {
				hide = false
			}
		}
		return suggest.Closest(p.dir(obj, hide), name)
	}
	modName := e.Field(py.ImportErrorName)
	if !modName.IsStr() || py.Modules == nil {
		return ""
	}
	mod := py.Modules.GetStr(py.AsStr(modName))
	if mod.IsUnbound() {
		return ""
	}
	return suggest.Closest(p.dir(mod, name[:min(1, len(name))] != "_"), name)
}

// dir returns the names that obj.__dir__() gives, sorted.
func (p *printer) dir(obj py.Value, hideUnderscored bool) []string {
	v, exc := py.CallMethod(p.t, obj, py.Intern("__dir__"))
	if exc != nil && exc.Matches(py.TypeError) {
		var fn py.Value
		if fn, exc = py.GetAttr(p.t, obj.Type().V(), py.Intern("__dir__")); exc == nil {
			v, exc = py.Call1(p.t, fn, obj)
		}
	}
	if exc != nil {
		return nil
	}
	names := p.strings(v)
	sort.Strings(names)
	if !hideUnderscored {
		return names
	}
	kept := names[:0]
	for _, n := range names {
		if n == "" || n[0] != '_' {
			kept = append(kept, n)
		}
	}
	return kept
}

// strings returns the items of an iterable that are strings.
func (p *printer) strings(v py.Value) []string {
	items, exc := py.Collect(p.t, v)
	if exc != nil {
		return nil
	}
	var out []string
	for _, item := range items {
		if item.IsStr() {
			out = append(out, py.AsStr(item).String())
		}
	}
	return out
}

func lastFrame(e *py.Exc) *py.Frame {
	tb := e.Traceback
	for tb.Next != nil {
		tb = tb.Next
	}
	return tb.Frame
}

func (p *printer) localVar(f *py.Frame, name string) py.Value {
	locals, exc := f.LocalsSnapshot(p.t)
	if exc != nil {
		return py.Value{}
	}
	v, exc := py.GetItem(p.t, locals, py.StrV(name))
	if exc != nil {
		return py.Value{}
	}
	return v
}

func (p *printer) closestName(e *py.Exc, name string) string {
	if e.Traceback == nil {
		return ""
	}
	f := lastFrame(e)
	if self := p.localVar(f, "self"); self.Bound() {
		if v, exc := py.LookupAttr(p.t, self, py.Intern(name)); exc == nil && v.Bound() {
			return "self." + name
		}
	}
	var names []string
	if locals, exc := f.LocalsSnapshot(p.t); exc == nil {
		names = p.strings(locals)
	}
	names = append(names, p.strings(f.Globals.V())...)
	names = append(names, p.strings(f.Builtins.V())...)
	return suggest.Closest(names, name)
}
