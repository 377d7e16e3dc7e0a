// This file issues warnings: it filters, remembers and shows them.

package warnings

import (
	"os"
	"strings"

	"adder/runtime/py"
)

// normalize makes a module's name of a file's.
func normalize(file string) value {
	if file == "" {
		return py.StrV("<unknown>")
	}
	return py.StrV(strings.TrimSuffix(file, ".py"))
}

// issue passes a warning through the filters. registry may be nil; line is the source line, unbound
// for that of the file.
func issue(t *thread, w *warning, registry *py.Dict, line, source value) *excp {
	if w.module.Bound() && w.module.IsNone() {
		return nil
	}
	if w.module.IsUnbound() {
		w.module = normalize(py.AsStr(w.file).String())
	}
	if py.IsInstance(w.message, py.Warning) {
		s, exc := py.StrOf(t, w.message)
		if exc != nil {
			return exc
		}
		w.text, w.category = s.V(), w.message.Type().V()
	} else {
		var exc *excp
		w.text = w.message
		if w.message, exc = py.Call1(t, w.category, w.text); exc != nil {
			return exc
		}
	}
	key := py.NewTuple(w.text, w.category, w.line).V()
	if registry != nil {
		if seen, exc := alreadyWarned(t, registry, key, false); exc != nil || seen {
			return exc
		}
	}
	action, item, exc := w.action(t)
	if exc != nil {
		return exc
	}
	show, exc := w.decide(t, py.AsStr(action).String(), action, item, registry, key)
	if exc != nil || !show {
		return exc
	}
	return w.show(t, line, source)
}

// decide does what the action says and reports whether the warning is to be shown.
func (w *warning) decide(t *thread, name string, action, item value, registry *py.Dict, key value) (bool, *excp) {
	switch name {
	case "error":
		if !py.IsExc(w.message) {
			return false, py.NewExc(py.AsType(w.category), w.message)
		}
		return false, py.AsExc(w.message)
	case "ignore":
		return false, nil
	case "always", "all":
		return true, nil
	}
	if registry != nil {
		if exc := registry.Set(t, key, py.True); exc != nil {
			return false, exc
		}
	}
	short := py.NewTuple(w.text, w.category).V()
	switch name {
	case "once":
		if registry == nil {
			var exc *excp
			if registry, exc = onceRegistry(t); exc != nil {
				return false, exc
			}
		}
		seen, exc := alreadyWarned(t, registry, short, true)
		return !seen, exc
	case "module":
		if registry == nil {
			return true, nil
		}
		seen, exc := alreadyWarned(t, registry, short, true)
		return !seen, exc
	case "default":
		return true, nil
	}
	a, exc := py.Repr(t, action)
	if exc != nil {
		return false, exc
	}
	i, exc := py.Repr(t, item)
	if exc != nil {
		return false, exc
	}
	return false, py.RuntimeErrorf("Unrecognized action (%s) in warnings.filters:\n %s", a.String(), i.String())
}

// show lets the warnings module show the warning, or prints it if that is not imported.
func (w *warning) show(t *thread, line, source value) *excp {
	fn, exc := attr(t, "_showwarnmsg", source.Bound())
	if exc != nil {
		return exc
	}
	if fn.IsUnbound() {
		return w.print(t, line)
	}
	if !py.Callable(fn) {
		return py.TypeErrorf("warnings._showwarnmsg() must be set to a callable")
	}
	class, exc := attr(t, "WarningMessage", false)
	if exc != nil {
		return exc
	}
	if class.IsUnbound() {
		return py.RuntimeErrorf("unable to get warnings.WarningMessage")
	}
	if source.IsUnbound() {
		source = py.None
	}
	msg, exc := py.Call(t, class, []value{w.message, w.category, w.file, w.line, py.None, py.None, source}, nil)
	if exc != nil {
		return exc
	}
	_, exc = py.Call1(t, fn, msg)
	return exc
}

// print writes the warning to sys.stderr. That it cannot be written is no error.
func (w *warning) print(t *thread, line value) *excp {
	stderr := py.SysGet("stderr")
	if stderr.IsUnbound() || stderr.IsNone() {
		return nil
	}
	name, exc := py.GetAttr(t, w.category, py.Intern("__name__"))
	if exc != nil {
		return exc
	}
	file := py.AsStr(w.file).String()
	n, _ := py.StrOf(t, w.line)
	label, exc := py.StrOf(t, name)
	if exc != nil {
		return exc
	}
	text, exc := py.StrOf(t, w.text)
	if exc != nil {
		return exc
	}
	out := file + ":" + n.String() + ": " + label.String() + ": " + text.String() + "\n"
	src := ""
	if line.Bound() && line.IsStr() {
		src = py.AsStr(line).String()
	} else {
		src = sourceLine(file, int(w.line.Int64()))
	}
	if src = strings.Trim(strings.TrimLeft(src, " \t\f"), "\r\n"); src != "" {
		out += "  " + src + "\n"
	}
	_, _ = py.CallMethod(t, stderr, py.Intern("write"), py.StrV(out))
	_, _ = py.CallMethod(t, stderr, py.Intern("flush"))
	return nil
}

// sourceLine returns a line of a file, "" if it cannot be read.
func sourceLine(file string, n int) string {
	data, err := os.ReadFile(file)
	if err != nil || n < 1 {
		return ""
	}
	text := string(data)
	for range n - 1 {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}
