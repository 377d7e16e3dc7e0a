// This file finds the filter that decides about a warning.

package warnings

import "adder/runtime/py"

// warning is a warning on its way through the filters.
type warning struct {
	text, message, category value
	file                    value // str
	line                    value // int
	module                  value
}

// matches reports whether a filter's pattern for the message or the module fits: None fits all,
// a str what is equal, anything else has a match method.
func matches(t *thread, pattern, v value) (bool, *excp) {
	if pattern.IsNone() {
		return true, nil
	}
	if pattern.Type() == py.StrType {
		return py.Equal(t, pattern, v)
	}
	m, exc := py.CallMethod(t, pattern, py.Intern("match"), v)
	if exc != nil {
		return false, exc
	}
	return py.Truth(t, m)
}

// fits reports whether the filter with those items applies to the warning.
func (w *warning) fits(t *thread, items []value) (bool, *excp) {
	line, exc := py.IndexInt(t, items[4], py.OverflowError)
	if exc != nil {
		return false, exc
	}
	if sub, exc := py.IsSubclassOf(t, w.category, items[2]); exc != nil || !sub {
		return false, exc
	}
	if line != 0 && int64(line) != w.line.Int64() {
		return false, nil
	}
	if ok, exc := matches(t, items[1], w.text); exc != nil || !ok {
		return false, exc
	}
	return matches(t, items[3], w.module)
}

// search returns the action of the first filter in the list that applies, unbound for none, and
// the filter.
func (w *warning) search(t *thread, name string, list *py.List) (action, item value, exc *excp) {
	for i := 0; i < len(list.Items); i++ {
		item := list.Items[i]
		if item.Type() != py.TupleType || len(py.AsTuple(item).Items) != 5 {
			return value{}, value{}, py.ValueErrorf("warnings.%s item %d isn't a 5-tuple", name, i)
		}
		items := py.AsTuple(item).Items
		if items[0].Type() != py.StrType {
			return value{}, value{}, py.TypeErrorf("action must be a string, not '%s'", py.TypeName(items[0]))
		}
		ok, exc := w.fits(t, items)
		if exc != nil {
			return value{}, value{}, exc
		}
		if ok {
			return items[0], item, nil
		}
	}
	return value{}, value{}, nil
}

// contextFilters returns the filters of the current context, nil for none.
func contextFilters(t *thread) (*py.List, *excp) {
	if state.context.IsUnbound() || t.Context.IsUnbound() {
		return nil, nil
	}
	ctx, exc := py.CallMethod(t, state.context, py.Intern("get"), py.None)
	if exc != nil || ctx.IsNone() {
		return nil, exc
	}
	filters, exc := py.GetAttr(t, ctx, py.Intern("_filters"))
	if exc != nil {
		return nil, exc
	}
	if !filters.IsList() {
		return nil, py.ValueErrorf("_filters of warnings._warnings_context must be a list")
	}
	return py.AsList(filters), nil
}

// action decides about the warning; item is the filter that said so.
func (w *warning) action(t *thread) (action, item value, exc *excp) {
	local, exc := contextFilters(t)
	if exc != nil {
		return value{}, value{}, exc
	}
	if local != nil {
		if action, item, exc = w.search(t, "_warnings_context._filters", local); exc != nil || action.Bound() {
			return action, item, exc
		}
	}
	filters, exc := attr(t, "filters", false)
	if exc != nil {
		return value{}, value{}, exc
	}
	if filters.IsUnbound() {
		filters = state.filters.V()
	}
	if !filters.IsList() {
		return value{}, value{}, py.ValueErrorf("warnings.filters must be a list")
	}
	if action, item, exc = w.search(t, "filters", py.AsList(filters)); exc != nil || action.Bound() {
		return action, item, exc
	}
	action, exc = attr(t, "defaultaction", false)
	if exc != nil {
		return value{}, value{}, exc
	}
	if action.IsUnbound() {
		action = state.action
	}
	if !action.IsStr() {
		return value{}, value{}, py.TypeErrorf("warnings.defaultaction must be a string, not '%s'", py.TypeName(action))
	}
	return action, py.None, nil
}

// alreadyWarned looks a key up in a registry, which is emptied when the filters have changed; with
// mark it notes the key.
func alreadyWarned(t *thread, registry *py.Dict, key value, mark bool) (bool, *excp) {
	name := py.Intern("version")
	if v := registry.GetStr(name); v.IsUnbound() || !v.IsInt() || v.Int64() != state.version {
		registry.Clear()
		registry.SetStr(name, py.Int(state.version))
	} else {
		seen, exc := registry.Get(t, key)
		if exc != nil {
			return false, exc
		}
		if seen.Bound() {
			if yes, exc := py.Truth(t, seen); exc != nil || yes {
				return yes, exc
			}
		}
	}
	if mark {
		return false, registry.Set(t, key, py.True)
	}
	return false, nil
}

// onceRegistry is the registry of the action "once" for warnings without a registry.
func onceRegistry(t *thread) (*py.Dict, *excp) {
	v, exc := attr(t, "onceregistry", false)
	if exc != nil {
		return nil, exc
	}
	if v.IsUnbound() {
		return state.once, nil
	}
	if !v.IsDict() {
		return nil, py.TypeErrorf("_warnings.onceregistry must be a dict, not '%s'", py.TypeName(v))
	}
	return py.AsDict(v), nil
}
