// This file defines the module: Go's collector seen as Python's.

// Package gcmod is the gc module. Go's collector has no generations, knows no thresholds and cannot be asked
// for objects: settings are kept for those who ask, collect() runs a collection with all that depends on it,
// and what would need a list of all objects is refused.
package gcmod

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// state is what programs set and read.
var state = struct {
	disabled    bool
	debug       int
	threshold   [3]int
	collections int
	collected   int
	callbacks   *py.List
}{threshold: [3]int{2000, 10, 10}}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	none := func(t *thread, self value) (value, *excp) { return py.None, nil }
	zero := func(t *thread, self value) (value, *excp) { return py.Int(0), nil }
	return &py.ModuleDef{Name: "gc", Doc: "This module provides access to the garbage collector for reference cycles.", Methods: []py.Method{
		{Name: "enable", Sig: "()", F0: func(t *thread, self value) (value, *excp) { state.disabled = false; return py.None, nil }},
		{Name: "disable", Sig: "()", F0: func(t *thread, self value) (value, *excp) { state.disabled = true; return py.None, nil }},
		{Name: "isenabled", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(!state.disabled), nil }},
		{Name: "collect", Sig: "(generation=2)", FN: collect},
		{Name: "get_debug", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(state.debug)), nil }},
		{Name: "set_debug", Sig: "(flags, /)", F1: func(t *thread, self, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			if exc == nil {
				state.debug = n
			}
			return py.None, exc
		}},
		{Name: "get_count", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			return py.NewTuple(py.Int(0), py.Int(0), py.Int(0)).V(), nil
		}},
		{Name: "get_threshold", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			n := state.threshold
			return py.NewTuple(py.Int(int64(n[0])), py.Int(int64(n[1])), py.Int(int64(n[2]))).V(), nil
		}},
		{Name: "set_threshold", FK: setThreshold},
		{Name: "get_objects", Sig: "(generation=None)", FN: refuse("gc.get_objects()")},
		{Name: "get_referrers", Sig: "(*objs)", FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			return refuse("gc.get_referrers()")(t, self, args)
		}},
		{Name: "get_referents", Sig: "(*objs)", FK: referents},
		{Name: "get_stats", Sig: "()", F0: stats},
		{Name: "is_tracked", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.Bool(tracked(v)), nil }},
		{Name: "is_finalized", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.False, nil }},
		{Name: "freeze", Sig: "()", F0: none}, {Name: "unfreeze", Sig: "()", F0: none}, {Name: "get_freeze_count", Sig: "()", F0: zero},
	}, Exec: func(t *thread, m *py.Module) *excp {
		if state.callbacks == nil {
			state.callbacks = py.NewList()
		}
		set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
		set("garbage", py.NewList().V())
		set("callbacks", state.callbacks.V())
		for name, n := range map[string]int64{"DEBUG_STATS": 1, "DEBUG_COLLECTABLE": 2, "DEBUG_UNCOLLECTABLE": 4, "DEBUG_SAVEALL": 32, "DEBUG_LEAK": 38} {
			set(name, py.Int(n))
		}
		return nil
	}}
}

func refuse(name string) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		return value{}, py.RuntimeErrorf("%s is not supported by Adder: its collector keeps no list of objects", name)
	}
}

const generations = 3

func collect(t *thread, self value, args []value) (value, *excp) {
	generation := generations - 1
	if args[0].Bound() {
		var exc *excp
		if generation, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if generation < 0 || generation >= generations {
		return value{}, py.ValueErrorf("invalid generation")
	}
	if exc := notify(t, "start", generation, 0); exc != nil {
		return value{}, exc
	}
	n := 0
	for range 4 { // what __del__ lets go of is collected too
		py.Sweep(t)
		more := py.RunQueued(t)
		if n += more; more == 0 {
			break
		}
	}
	state.collections++
	state.collected += n
	return py.Int(int64(n)), notify(t, "stop", generation, n)
}

// notify calls gc.callbacks.
func notify(t *thread, phase string, generation, collected int) *excp {
	if state.callbacks == nil || len(state.callbacks.Items) == 0 {
		return nil
	}
	info := py.NewDict()
	for name, n := range map[string]int{"generation": generation, "collected": collected, "uncollectable": 0} {
		info.SetStr(py.Intern(name), py.Int(int64(n)))
	}
	for _, fn := range append([]value(nil), state.callbacks.Items...) {
		if _, exc := py.Call2(t, fn, py.StrV(phase), info.V()); exc != nil {
			py.Unraisable(t, exc, "", fn)
		}
	}
	return nil
}

func setThreshold(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 || len(args) < 1 || len(args) > 3 {
		return value{}, py.TypeErrorf("gc.set_threshold requires 1 to 3 arguments")
	}
	for i, v := range args {
		n, exc := py.IndexInt(t, v, py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		state.threshold[i] = n
	}
	return py.None, nil
}

func stats(t *thread, self value) (value, *excp) {
	l := py.NewList()
	for i := range generations {
		d := py.NewDict()
		n, c := 0, 0
		if i == generations-1 {
			n, c = state.collections, state.collected
		}
		d.SetStr(py.Intern("collections"), py.Int(int64(n)))
		d.SetStr(py.Intern("collected"), py.Int(int64(c)))
		d.SetStr(py.Intern("uncollectable"), py.Int(0))
		l.Items = append(l.Items, d.V())
	}
	return l.V(), nil
}

// tracked reports whether CPython's collector would follow the object.
func tracked(v value) bool {
	switch v.Type() {
	case py.IntType, py.BoolType, py.FloatType, py.ComplexType, py.StrType, py.BytesType, py.NoneType, py.EllipsisType,
		py.NotImplementedType, py.ByteArrayType, py.CodeType, py.RangeType:
		return false
	case py.TupleType:
		for _, item := range py.AsTuple(v).Items {
			if tracked(item) {
				return true
			}
		}
		return false
	}
	return true
}

// referents lists what containers and instances refer to.
func referents(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	l := py.NewList()
	for _, v := range args {
		switch {
		case v.IsDict():
			d := py.AsDict(v)
			for pos := 0; ; {
				k, item, ok := d.Next(&pos)
				if !ok {
					break
				}
				if !k.IsStr() {
					l.Items = append(l.Items, k)
				}
				l.Items = append(l.Items, item)
			}
		case v.IsList(), v.IsTuple(), v.Type().Flags&py.SetSubclass != 0:
			items, exc := py.Collect(t, v)
			if exc != nil {
				return value{}, exc
			}
			for i := len(items) - 1; i >= 0; i-- {
				l.Items = append(l.Items, items[i])
			}
		default:
			if d := py.InstanceDict(v); d != nil {
				for pos := 0; ; {
					_, item, ok := d.Next(&pos)
					if !ok {
						break
					}
					l.Items = append(l.Items, item)
				}
			}
			l.Items = append(l.Items, v.Type().V())
		}
	}
	return l.V(), nil
}
