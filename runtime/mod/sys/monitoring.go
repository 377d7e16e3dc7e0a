// This file defines sys.monitoring: tools may register, but no events are ever on.

package sys

import "adder/runtime/py"

// monitoringEvents are the events in the order of their bits.
var monitoringEvents = [...]string{"PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD", "CALL", "LINE", "INSTRUCTION", "JUMP",
	"BRANCH_LEFT", "BRANCH_RIGHT", "STOP_ITERATION", "RAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_THROW", "RERAISE",
	"C_RETURN", "C_RAISE", "BRANCH"}

const (
	lastUserTool = 5
	allEvents    = 1<<len(monitoringEvents) - 1
)

// tool is what a tool has registered.
type tool struct {
	name      value // unbound: free
	callbacks [len(monitoringEvents)]value
}

var tools [lastUserTool + 1]tool

// toolArg checks a tool's number; used tells that it must be in use.
func toolArg(t *thread, v value, used bool) (*tool, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return nil, exc
	}
	if n < 0 || n > lastUserTool {
		return nil, py.ValueErrorf("invalid tool %d (must be between 0 and %d)", n, lastUserTool)
	}
	if used && tools[n].name.IsUnbound() {
		return nil, py.ValueErrorf("tool %d is not in use", n)
	}
	return &tools[n], nil
}

func useTool(t *thread, self, id, name value) (value, *excp) {
	tl, exc := toolArg(t, id, false)
	if exc != nil {
		return value{}, exc
	}
	if !name.IsStr() {
		return value{}, py.ValueErrorf("tool name must be a str")
	}
	if tl.name.Bound() {
		n, _ := py.IndexInt(t, id, py.OverflowError)
		return value{}, py.ValueErrorf("tool %d is already in use", n)
	}
	tl.name = name
	return py.None, nil
}

func registerCallback(t *thread, self, id, event, fn value) (value, *excp) {
	tl, exc := toolArg(t, id, false)
	if exc != nil {
		return value{}, exc
	}
	n, exc := py.IndexInt(t, event, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	for bit := range monitoringEvents {
		if n == 1<<bit {
			old := tl.callbacks[bit]
			if tl.callbacks[bit] = fn; fn.IsNone() {
				tl.callbacks[bit] = value{}
			}
			return orNone(old), nil
		}
	}
	return value{}, py.ValueErrorf("The callback can only be set for one event at a time")
}

// setEvents accepts the empty set.
func setEvents(t *thread, id, events value) (value, *excp) {
	if _, exc := toolArg(t, id, true); exc != nil {
		return value{}, exc
	}
	n, exc := py.IndexInt(t, events, py.OverflowError)
	switch {
	case exc != nil:
		return value{}, exc
	case n < 0 || n > allEvents:
		return value{}, py.ValueErrorf("invalid event set 0x%x", n)
	case n != 0:
		return value{}, py.RuntimeErrorf("monitoring events are not supported by Adder")
	}
	return py.None, nil
}

func getEvents(t *thread, id value) (value, *excp) {
	_, exc := toolArg(t, id, true)
	return py.Int(0), exc
}

func clearTool(free bool) func(t *thread, self, id value) (value, *excp) {
	return func(t *thread, self, id value) (value, *excp) {
		tl, exc := toolArg(t, id, !free)
		if exc != nil {
			return value{}, exc
		}
		name := tl.name
		*tl = tool{}
		if !free {
			tl.name = name
		}
		return py.None, nil
	}
}

func codeArg(v value) *excp {
	if v.Type() != py.CodeType {
		return py.TypeErrorf("code must be a code object")
	}
	return nil
}

// monitoring makes the module sys.monitoring.
func monitoring(t *thread) (value, *excp) {
	m := py.NewModuleFromDef(t, &py.ModuleDef{Name: "sys.monitoring", Methods: []py.Method{
		{Name: "use_tool_id", Sig: "(tool_id, name, /)", F2: useTool},
		{Name: "clear_tool_id", Sig: "(tool_id, /)", F1: clearTool(false)},
		{Name: "free_tool_id", Sig: "(tool_id, /)", F1: clearTool(true)},
		{Name: "get_tool", Sig: "(tool_id, /)", F1: func(t *thread, self, id value) (value, *excp) {
			tl, exc := toolArg(t, id, false)
			if exc != nil {
				return value{}, exc
			}
			return orNone(tl.name), nil
		}},
		{Name: "register_callback", Sig: "(tool_id, event, func, /)", F3: registerCallback},
		{Name: "get_events", Sig: "(tool_id, /)", F1: func(t *thread, self, id value) (value, *excp) { return getEvents(t, id) }},
		{Name: "set_events", Sig: "(tool_id, event_set, /)", F2: func(t *thread, self, id, events value) (value, *excp) { return setEvents(t, id, events) }},
		{Name: "get_local_events", Sig: "(tool_id, code, /)", F2: func(t *thread, self, id, c value) (value, *excp) {
			if exc := codeArg(c); exc != nil {
				return value{}, exc
			}
			return getEvents(t, id)
		}},
		{Name: "set_local_events", Sig: "(tool_id, code, event_set, /)", F3: func(t *thread, self, id, c, events value) (value, *excp) {
			if exc := codeArg(c); exc != nil {
				return value{}, exc
			}
			return setEvents(t, id, events)
		}},
		{Name: "restart_events", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.None, nil }},
		{Name: "_all_events", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.NewDict().V(), nil }},
	}})
	events := py.NewDict()
	for bit, name := range monitoringEvents {
		events.SetStr(py.Intern(name), py.Int(1<<bit))
	}
	events.SetStr(py.Intern("NO_EVENTS"), py.Int(0))
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("events", py.NewNamespace(events))
	for name, n := range map[string]int64{"DEBUGGER_ID": 0, "COVERAGE_ID": 1, "PROFILER_ID": 2, "OPTIMIZER_ID": 5} {
		set(name, py.Int(n))
	}
	set("DISABLE", py.NewObject())
	set("MISSING", py.NewObject())
	return m.V(), py.Modules.Set(t, py.StrV("sys.monitoring"), m.V())
}

// jit makes the module sys._jit, which says that there is none.
func jit(t *thread) value {
	no := func(t *thread, self value) (value, *excp) { return py.False, nil }
	return py.NewModuleFromDef(t, &py.ModuleDef{Name: "sys._jit", Methods: []py.Method{
		{Name: "is_active", Sig: "()", F0: no}, {Name: "is_available", Sig: "()", F0: no}, {Name: "is_enabled", Sig: "()", F0: no},
	}}).V()
}
