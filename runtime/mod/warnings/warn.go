// This file implements warn and warn_explicit, for programs and for the interpreter itself.

package warnings

import (
	"strings"

	"adder/runtime/py"
)

// categoryOf is the category of a warning: its class, if the message is a warning already.
func categoryOf(t *thread, message, category value) (value, *excp) {
	if py.IsInstance(message, py.Warning) {
		return message.Type().V(), nil
	}
	if category.IsUnbound() || category.IsNone() {
		return py.UserWarning.V(), nil
	}
	if k := py.ClassOf(category); k == nil || !k.IsSubtype(py.Warning) {
		return value{}, py.TypeErrorf("category must be a Warning subclass, not '%s'", py.TypeName(category))
	}
	return category, nil
}

// place is where a warning points to.
type place struct {
	file, line, module value
	registry           *py.Dict
}

// isInternal reports whether a frame belongs to the import system, which warnings look through.
func isInternal(f *py.Frame) bool {
	name := f.Code.Filename.String()
	return strings.Contains(name, "importlib") && strings.Contains(name, "_bootstrap")
}

func skipped(f *py.Frame, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(f.Code.Filename.String(), p) {
			return true
		}
	}
	return false
}

// external returns the next frame outside the import system and the skipped files, nil for none.
func external(f *py.Frame, prefixes []string) *py.Frame {
	for {
		if f = f.Back(); f == nil || !isInternal(f) && !skipped(f, prefixes) {
			return f
		}
	}
}

// placeOf finds the place that is level calls up.
func placeOf(t *thread, level int, prefixes []string) (*place, *excp) {
	f := t.FrameAt(t.Depth() - 1)
	if len(prefixes) > 0 && level < 2 {
		level = 2
	}
	if level <= 0 || f != nil && isInternal(f) {
		for level--; level > 0 && f != nil; level-- {
			f = f.Back()
		}
	} else {
		for level--; level > 0 && f != nil; level-- {
			f = external(f, prefixes)
		}
	}
	p := &place{file: py.StrV("<sys>"), line: py.Int(0)}
	globals := py.SysDict
	if f != nil {
		globals = f.Globals
		p.file = f.Code.Filename.V()
		line, exc := py.GetAttr(t, f.V(), py.Intern("f_lineno"))
		if exc != nil {
			return nil, exc
		}
		if p.line = line; line.IsNone() {
			p.line = py.Int(0)
		}
	}
	name := py.Intern("__warningregistry__")
	switch v := globals.GetStr(name); {
	case v.IsUnbound() || v.IsNone():
		p.registry = py.NewDict()
		globals.SetStr(name, p.registry.V())
	case v.IsDict():
		p.registry = py.AsDict(v)
	default:
		return nil, py.TypeErrorf("'registry' must be a dict or None")
	}
	p.module = globals.GetStr(py.Intern("__name__"))
	if p.module.IsUnbound() || !p.module.IsNone() && !p.module.IsStr() {
		p.module = py.StrV("<string>")
	}
	return p, nil
}

func doWarn(t *thread, message, category value, level int, source value, prefixes []string) *excp {
	prepare()
	p, exc := placeOf(t, level, prefixes)
	if exc != nil {
		return exc
	}
	w := &warning{message: message, category: category, file: p.file, line: p.line, module: p.module}
	return issue(t, w, p.registry, value{}, source)
}

func warn(t *thread, self value, args []value) (value, *excp) {
	category, exc := categoryOf(t, args[0], args[1])
	if exc != nil {
		return value{}, exc
	}
	level := 1
	if args[2].Bound() {
		if level, exc = py.IndexInt(t, args[2], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	var prefixes []string
	if args[4].Bound() {
		if !args[4].IsTuple() {
			return value{}, py.TypeErrorf("warn() argument 'skip_file_prefixes' must be tuple, not %s", py.TypeName(args[4]))
		}
		for _, v := range py.AsTuple(args[4]).Items {
			if !v.IsStr() {
				return value{}, py.TypeErrorf("Found non-str '%s' in skip_file_prefixes.", py.TypeName(v))
			}
			prefixes = append(prefixes, py.AsStr(v).String())
		}
	}
	return py.None, doWarn(t, args[0], category, level, given(args[3]), prefixes)
}

// given makes None the same as an argument that is not there.
func given(v value) value {
	if v.Bound() && v.IsNone() {
		return value{}
	}
	return v
}

func warnExplicit(t *thread, self value, args []value) (value, *excp) {
	prepare()
	if !args[2].IsStr() {
		return value{}, py.TypeErrorf("warn_explicit() argument 'filename' must be str, not %s", py.TypeName(args[2]))
	}
	line, exc := py.IndexInt(t, args[3], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	w := &warning{message: args[0], category: args[1], file: args[2], line: py.Int(int64(line)), module: args[4]}
	src := value{}
	if g := given(args[6]); g.Bound() {
		if !g.IsDict() {
			return value{}, py.TypeErrorf("module_globals must be a dict, not '%s'", py.TypeName(g))
		}
		if src, exc = loaderLine(t, py.AsDict(g), line); exc != nil {
			return value{}, exc
		}
	}
	var registry *py.Dict
	if r := given(args[5]); r.Bound() {
		if !r.IsDict() {
			return value{}, py.TypeErrorf("'registry' must be a dict or None")
		}
		registry = py.AsDict(r)
	}
	return py.None, issue(t, w, registry, src, given(args[7]))
}

// loaderLine returns a line of the source that a module's loader has, unbound for none.
func loaderLine(t *thread, globals *py.Dict, line int) (value, *excp) {
	loader, name := globals.GetStr(py.Intern("__loader__")), globals.GetStr(py.Intern("__name__"))
	if loader.IsUnbound() || name.IsUnbound() {
		return value{}, nil
	}
	get, exc := py.LookupAttr(t, loader, py.Intern("get_source"))
	if exc != nil || get.IsUnbound() {
		return value{}, exc
	}
	src, exc := py.Call1(t, get, name)
	if exc != nil || !src.IsStr() {
		return value{}, exc
	}
	lines := strings.Split(py.AsStr(src).String(), "\n")
	if line < 1 || line > len(lines) {
		return value{}, py.IndexErrorf("list index out of range")
	}
	return py.StrV(lines[line-1]), nil
}

// warnNative is py.WarnHook.
func warnNative(t *thread, category *py.Type, message string, level int) *excp {
	return doWarn(t, py.StrV(message), category.V(), level, value{}, nil)
}

// warnExplicitNative is py.WarnExplicitHook.
func warnExplicitNative(t *thread, category *py.Type, message, file string, line int) *excp {
	prepare()
	w := &warning{message: py.StrV(message), category: category.V(), file: py.StrV(file), line: py.Int(int64(line))}
	return issue(t, w, nil, value{}, value{})
}
