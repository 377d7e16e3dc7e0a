// This file defines the module: its functions, and the state of the warnings filter.

// Package warnings is the _warnings module: the filtering of warnings, which the interpreter's own
// warnings pass as well. What the warnings module replaces is taken from there once it is imported.
package warnings

import (
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_warnings", Doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
		Methods: []py.Method{
			{Name: "warn", Sig: "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)", FN: warn, Doc: warnDoc},
			{Name: "warn_explicit", Sig: "(message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)",
				FN: warnExplicit, Doc: "Issue a warning, or maybe ignore it or raise an exception."},
			{Name: "_filters_mutated_lock_held", Sig: "()", F0: filtersMutated},
			{Name: "_acquire_lock", Sig: "()", F0: acquireLock},
			{Name: "_release_lock", Sig: "()", F0: releaseLock},
		}, Exec: fill}
}

const warnDoc = "Issue a warning, or maybe ignore it or raise an exception.\n\n  message\n    Text of the warning message.\n  category\n    The Warning category subclass. Defaults to UserWarning.\n  stacklevel\n    How far up the call stack to make this warning appear. A value of 2 for\n    example attributes the warning to the caller of the code calling warn().\n  source\n    If supplied, the destroyed object which emitted a ResourceWarning\n  skip_file_prefixes\n    An optional tuple of module filename prefixes indicating frames to skip\n    during stacklevel computations for stack frame attribution."

// state is the filter's own state, used where the warnings module does not replace it.
var state struct {
	filters *py.List
	once    *py.Dict
	action  value
	context value // the ContextVar of the context-aware filters, unbound until the module is imported
	version int64
	owner   *thread // who holds the lock
	depth   int
	waiting []chan struct{}
}

// prepare fills the state once.
func prepare() {
	if state.filters != nil {
		return
	}
	filter := func(action string, category *py.Type, module value) value {
		return py.NewTuple(py.StrV(action), py.None, category.V(), module, py.Int(0)).V()
	}
	state.filters = py.NewList(
		filter("default", py.DeprecationWarning, py.StrV("__main__")),
		filter("ignore", py.DeprecationWarning, py.None),
		filter("ignore", py.PendingDeprecationWarning, py.None),
		filter("ignore", py.ImportWarning, py.None),
		filter("ignore", py.ResourceWarning, py.None),
	)
	state.once = py.NewDict()
	state.action = py.StrV("default")
}

func fill(t *thread, m *py.Module) *excp {
	prepare()
	py.WarnHook = warnNative
	py.WarnExplicitHook = warnExplicitNative
	if state.context.IsUnbound() {
		class, exc := py.ImportAttr(t, "_contextvars", "ContextVar")
		if exc != nil {
			return exc
		}
		if state.context, exc = py.Call1(t, class, py.StrV("_warnings_context")); exc != nil {
			return exc
		}
	}
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("filters", state.filters.V())
	set("_onceregistry", state.once.V())
	set("_defaultaction", state.action)
	set("_warnings_context", state.context)
	return nil
}

func filtersMutated(t *thread, self value) (value, *excp) {
	if state.owner != t {
		return value{}, py.RuntimeErrorf("warnings lock is not held")
	}
	state.version++
	return py.None, nil
}

// acquireLock takes the lock of the warnings module, which its owner may take again.
func acquireLock(t *thread, self value) (value, *excp) {
	for state.owner != nil && state.owner != t {
		w := make(chan struct{})
		state.waiting = append(state.waiting, w)
		t.Unlock()
		<-w
		t.Lock()
	}
	state.owner = t
	state.depth++
	return py.None, nil
}

func releaseLock(t *thread, self value) (value, *excp) {
	if state.owner != t {
		return value{}, py.RuntimeErrorf("cannot release un-acquired lock")
	}
	if state.depth--; state.depth == 0 {
		state.owner = nil
		if len(state.waiting) > 0 {
			close(state.waiting[0])
			state.waiting = state.waiting[1:]
		}
	}
	return py.None, nil
}

// attr returns an attribute of the warnings module, unbound if the module is not imported or has
// none of that name. With load the module is imported for it.
func attr(t *thread, name string, load bool) (value, *excp) {
	mod := py.Modules.GetStr(py.Intern("warnings"))
	if mod.IsUnbound() || mod.IsNone() {
		if !load || py.ImportHook == nil {
			return value{}, nil
		}
		var exc *excp
		if mod, exc = py.ImportHook(t, py.Intern("warnings"), py.None, value{}, 0); exc != nil {
			if exc.Matches(py.ImportError) {
				return value{}, nil
			}
			return value{}, exc
		}
	}
	return py.LookupAttr(t, mod, py.Intern(name))
}
