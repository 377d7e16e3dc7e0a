// This file lets importlib's own finder and loader see the modules that were compiled into the program.

package imp

import (
	"strings"

	"adder/runtime/py"
)

// showCompiled puts methods before those of PathFinder and SourceFileLoader that know the compiled
// modules; for other modules they call what they replace.
func showCompiled(t *py.Thread, m *importlibParts) *py.Exc {
	if len(Compiled) == 0 {
		return nil
	}
	if exc := wrapMethod(t, m.path, true, "find_spec", "(fullname, path=None, target=None)", compiledSpec); exc != nil {
		return exc
	}
	if exc := wrapMethod(t, m.source, false, "get_code", "(fullname)", compiledCode); exc != nil {
		return exc
	}
	return wrapMethod(t, m.source, false, "get_data", "(path)", compiledData)
}

// wrapMethod replaces a method of class by one that asks know first; an unbound answer means that it
// does not know.
func wrapMethod(t *py.Thread, class py.Value, ofClass bool, name, sig string, know func(t *py.Thread, self, arg py.Value) (py.Value, *py.Exc)) *py.Exc {
	old, exc := py.GetAttr(t, class, py.Intern(name))
	if exc != nil {
		return exc
	}
	m := &py.Method{Name: name, Sig: sig, FN: func(t *py.Thread, self py.Value, args []py.Value) (py.Value, *py.Exc) {
		if v, exc := know(t, self, args[0]); exc != nil || v.Bound() {
			return v, exc
		}
		if !ofClass {
			args = append([]py.Value{self}, args...)
		}
		return py.Call(t, old, args, nil)
	}}
	fn := py.NewStaticMethod(py.NewBuiltin(m, py.Value{}, py.Value{}))
	if !ofClass {
		fn = py.NewMethodDescr(m, py.AsType(class))
	}
	return py.SetAttr(t, class, py.Intern(name), fn)
}

// compiledSpec is the spec of a compiled module.
func compiledSpec(t *py.Thread, _, name py.Value) (py.Value, *py.Exc) {
	if !name.IsStr() {
		return py.Value{}, nil
	}
	s := py.AsStr(name).String()
	if c := Compiled[s]; c != nil {
		return c.spec(s).object(t)
	}
	return py.Value{}, nil
}

// compiledCode is the code object of the compiled module that a loader is for.
func compiledCode(t *py.Thread, self, name py.Value) (py.Value, *py.Exc) {
	path, exc := py.GetAttr(t, self, py.Intern("path"))
	if exc != nil || !name.IsStr() || !path.IsStr() {
		return py.Value{}, exc
	}
	if c := Compiled[py.AsStr(name).String()]; c != nil && c.Body != nil && c.File == py.AsStr(path).String() {
		return c.Body().V(), nil
	}
	return py.Value{}, nil
}

// compiledData is the text of a compiled module's file.
func compiledData(t *py.Thread, self, path py.Value) (py.Value, *py.Exc) {
	if !path.IsStr() {
		return py.Value{}, nil
	}
	name, exc := py.GetAttr(t, self, nameOf)
	if exc != nil || !name.IsStr() {
		return py.Value{}, exc
	}
	// A loader is also asked for other files of its package.
	prefix, _, _ := strings.Cut(py.AsStr(name).String(), ".")
	file := py.AsStr(path).String()
	for known, c := range Compiled {
		if c.Source == nil || c.File != file || known != prefix && !strings.HasPrefix(known, prefix+".") {
			continue
		}
		if data, err := c.Source(); err == nil {
			return py.BytesV(data), nil
		}
	}
	return py.Value{}, nil
}

var nameOf = py.Intern("name")
