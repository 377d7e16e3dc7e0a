// This file implements sys.breakpointhook: breakpoint() calls what PYTHONBREAKPOINT names.

package sys

import (
	"os"
	"strings"

	"adder/runtime/imp"
	"adder/runtime/py"
)

func breakpointhook(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	name := ""
	if flags := Get("flags"); flags.Bound() {
		if ignore, exc := py.GetAttr(t, flags, py.Intern("ignore_environment")); exc == nil && ignore.IsInt() && ignore.Int64() == 0 {
			name = os.Getenv("PYTHONBREAKPOINT")
		}
	}
	switch name {
	case "0":
		return py.None, nil
	case "":
		name = "pdb.set_trace"
	}
	mod, attr := "builtins", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		mod, attr = name[:i], name[i+1:]
	}
	ignored := func(exc *excp, typ *py.Type) (value, *excp) {
		if !exc.Matches(typ) {
			return value{}, exc
		}
		return py.None, py.Warn(t, py.RuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \""+name+"\"", 0)
	}
	m, exc := imp.Load(t, mod)
	if exc != nil {
		return ignored(exc, py.ImportError)
	}
	hook, exc := py.GetAttr(t, m, py.Intern(attr))
	if exc != nil {
		return ignored(exc, py.AttributeError)
	}
	return py.Call(t, hook, args, kw)
}
