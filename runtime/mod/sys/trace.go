// This file refuses tracing: the interpreter has no place where it calls trace functions. To switch
// off what was never on is allowed.

package sys

import "adder/runtime/py"

// refuseTrace makes a function that accepts None only.
func refuseTrace(name string) py.Method {
	return py.Method{Name: name, Sig: "(function, /)", F1: func(t *thread, self, fn value) (value, *excp) {
		if fn.IsNone() {
			return py.None, nil
		}
		return value{}, py.RuntimeErrorf("sys.%s() is not supported by Adder", name)
	}}
}

func traceMethods() []py.Method {
	none := func(t *thread, self value) (value, *excp) { return py.None, nil }
	return []py.Method{
		{Name: "gettrace", Sig: "()", F0: none},
		{Name: "getprofile", Sig: "()", F0: none},
		refuseTrace("settrace"), refuseTrace("setprofile"), refuseTrace("_settraceallthreads"), refuseTrace("_setprofileallthreads"),
		{Name: "activate_stack_trampoline", Sig: "(backend, /)", F1: func(t *thread, self, backend value) (value, *excp) {
			if !backend.IsStr() {
				return value{}, py.TypeErrorf("activate_stack_trampoline() argument must be str, not %s", py.TypeName(backend))
			}
			if name := py.AsStr(backend).String(); name != "perf" && name != "perf_jit" {
				return value{}, py.ValueErrorf("invalid backend: %s", name)
			}
			return value{}, py.ValueErrorf("perf trampoline not available")
		}},
		{Name: "deactivate_stack_trampoline", Sig: "()", F0: none},
		{Name: "remote_exec", Sig: "(pid, script)", FN: func(t *thread, self value, args []value) (value, *excp) {
			return value{}, py.RuntimeErrorf("Remote debugging is not enabled in the remote process")
		}},
		{Name: "_baserepl", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			return value{}, py.RuntimeErrorf("Adder has no interactive mode")
		}},
		{Name: "_debugmallocstats", Sig: "()", F0: none},
		{Name: "_dump_tracelets", Sig: "(outpath)", FN: func(t *thread, self value, args []value) (value, *excp) {
			return value{}, py.Errorf(py.NotImplementedError, "No JIT available")
		}},
		{Name: "_clear_type_descriptors", Sig: "(type, /)", F1: clearTypeDescriptors},
		{Name: "_is_immortal", Sig: "(op, /)", F1: func(t *thread, self, v value) (value, *excp) {
			return py.Bool(v.IsNone() || v.IsBool() || v == py.Ellipsis || v == py.NotImplemented), nil
		}},
		{Name: "getdlopenflags", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(dlopenFlags)), nil }},
		{Name: "setdlopenflags", Sig: "(flags, /)", F1: func(t *thread, self, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			if exc == nil {
				dlopenFlags = n
			}
			return py.None, exc
		}},
	}
}

// dlopenFlags is RTLD_NOW until changed. Nothing is loaded by it.
var dlopenFlags = 2

// clearTypeDescriptors takes the descriptors of an instance's dictionary and weak references out of a
// class that is about to be replaced by a copy, which has its own.
func clearTypeDescriptors(t *thread, self, v value) (value, *excp) {
	if !v.Type().IsSubtype(py.TypeType) {
		return value{}, py.TypeErrorf("_clear_type_descriptors() argument must be type, not %s", py.TypeName(v))
	}
	typ := py.AsType(v)
	if typ.Flags&py.HeapType == 0 {
		return value{}, py.TypeErrorf("argument is immutable")
	}
	typ.Dict.DelStr(py.Intern("__dict__"))
	typ.Dict.DelStr(py.Intern("__weakref__"))
	typ.Modified()
	return py.None, nil
}
