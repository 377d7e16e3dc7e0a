// This file prints exceptions as sys.unraisablehook does: no carets, causes or notes.

package excprint

import "adder/runtime/py"

// FormatBrief returns the traceback and the exception alone, in the form that the interpreter's
// own reports have.
func FormatBrief(t *py.Thread, e *py.Exc) string {
	text := ""
	if e.Traceback != nil {
		text = header + stackText(t, e.Traceback, false)
	}
	if mod := e.Type().Module; mod != "" && mod != "builtins" {
		text += mod + "."
	} else if v, exc := py.GetAttr(t, e.Type().V(), py.Intern("__module__")); exc != nil || !v.IsStr() {
		text += "<unknown>"
	} else if mod := py.AsStr(v).String(); mod != "builtins" && mod != "__main__" {
		text += mod + "."
	}
	text += e.Type().QualName + ": "
	if s, exc := py.StrOf(t, e.V()); exc == nil {
		return text + s.String() + "\n"
	}
	return text + "<exception str() failed>\n"
}
