// This file implements the tracing of memory in its state of not tracing.

// Package tracemalloc is the _tracemalloc module. Go's collector gives no place to trace each
// allocation of a Python object, so tracing cannot be started; everything else answers as it does
// in CPython while nothing is traced.
package tracemalloc

import "adder/runtime/py"

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	none := func(t *thread, self value) (value, *excp) { return py.None, nil }
	return &py.ModuleDef{Name: "_tracemalloc", Doc: "Debug module to trace memory blocks allocated by Python.", Methods: []py.Method{
		{Name: "is_tracing", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.False, nil }},
		{Name: "clear_traces", Sig: "()", F0: none},
		{Name: "_get_traces", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.NewList().V(), nil }},
		{Name: "_get_object_traceback", Sig: "(obj, /)", F1: func(t *thread, self, obj value) (value, *excp) { return py.None, nil }},
		{Name: "start", Sig: "(nframe=1, /)", FN: start},
		{Name: "stop", Sig: "()", F0: none},
		{Name: "get_traceback_limit", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(1), nil }},
		{Name: "get_tracemalloc_memory", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(0), nil }},
		{Name: "get_traced_memory", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.NewTuple(py.Int(0), py.Int(0)).V(), nil }},
		{Name: "reset_peak", Sig: "()", F0: none},
	}}
}

// maxFrames is the most frames of a trace.
const maxFrames = 65535

func start(t *thread, self value, args []value) (value, *excp) {
	if args[0].Bound() {
		n, exc := py.IndexInt(t, args[0], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		if n < 1 || n > maxFrames {
			return value{}, py.ValueErrorf("the number of frames must be in range [1; %d]", maxFrames)
		}
	}
	return value{}, py.RuntimeErrorf("tracemalloc cannot trace memory under Adder")
}
