// This file implements the functions of the module.

package sys

import (
	"fmt"
	"time"
	"unsafe"

	"adder/runtime/excprint"
	"adder/runtime/py"
	"adder/runtime/sched"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// methods is the table of the module's functions.
func methods() []py.Method {
	none := func(t *thread, self value) (value, *excp) { return py.None, nil }
	constant := func(v func() value) func(t *thread, self value) (value, *excp) {
		return func(t *thread, self value) (value, *excp) { return v(), nil }
	}
	return append(traceMethods(), []py.Method{
		{Name: "exit", Sig: "(status=None, /)", FN: exit},
		{Name: "exc_info", Sig: "()", F0: excInfo},
		{Name: "exception", Sig: "()", F0: exception},
		{Name: "excepthook", Sig: "(exctype, value, traceback, /)", F3: excepthook},
		{Name: "displayhook", Sig: "(object, /)", F1: displayhook},
		{Name: "unraisablehook", Sig: "(unraisable, /)", F1: unraisablehook},
		{Name: "breakpointhook", Sig: "(*args, **kwargs)", FK: breakpointhook},
		{Name: "getrecursionlimit", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(t.Limit)), nil }},
		{Name: "setrecursionlimit", Sig: "(limit, /)", F1: setrecursionlimit},
		{Name: "_getframe", Sig: "(depth=0, /)", FN: getframe},
		{Name: "_getframemodulename", Sig: "(depth=0)", FN: getframemodulename},
		{Name: "_current_frames", Sig: "()", F0: currentFrames},
		{Name: "_current_exceptions", Sig: "()", F0: currentExceptions},
		{Name: "intern", Sig: "(string, /)", F1: intern},
		{Name: "_is_interned", Sig: "(string, /)", F1: isInterned},
		{Name: "getsizeof", FK: getsizeof},
		{Name: "getrefcount", Sig: "(object, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.Int(2), nil }},
		{Name: "getdefaultencoding", Sig: "()", F0: constant(func() value { return py.StrV("utf-8") })},
		{Name: "getfilesystemencoding", Sig: "()", F0: constant(func() value { return py.StrV("utf-8") })},
		{Name: "getfilesystemencodeerrors", Sig: "()", F0: constant(func() value { return py.StrV("surrogateescape") })},
		{Name: "is_finalizing", Sig: "()", F0: constant(func() value { return py.Bool(Finalizing) })},
		{Name: "_is_gil_enabled", Sig: "()", F0: constant(func() value { return py.True })},
		{Name: "is_remote_debug_enabled", Sig: "()", F0: constant(func() value { return py.False })},
		{Name: "is_stack_trampoline_active", Sig: "()", F0: constant(func() value { return py.False })},
		{Name: "getswitchinterval", Sig: "()", F0: constant(func() value { return py.Float(sched.Interval().Seconds()) })},
		{Name: "setswitchinterval", Sig: "(interval, /)", F1: setswitchinterval},
		{Name: "getallocatedblocks", Sig: "()", F0: constant(func() value { return py.Int(0) })},
		{Name: "getunicodeinternedsize", Sig: "(*, _only_immortal=False)", FN: func(t *thread, self value, args []value) (value, *excp) { return py.Int(0), nil }},
		{Name: "_clear_type_cache", Sig: "()", F0: none},
		{Name: "_clear_internal_caches", Sig: "()", F0: none},
		{Name: "_get_cpu_count_config", Sig: "()", F0: constant(func() value { return py.Int(-1) })},
		{Name: "get_asyncgen_hooks", Sig: "()", F0: getAsyncgenHooks},
		{Name: "set_asyncgen_hooks", FK: setAsyncgenHooks},
		{Name: "get_coroutine_origin_tracking_depth", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			return py.Int(int64(t.CoroutineOriginDepth)), nil
		}},
		{Name: "set_coroutine_origin_tracking_depth", Sig: "(depth)", FN: setCoroutineOrigin},
		{Name: "get_int_max_str_digits", Sig: "()", F0: constant(func() value { return py.Int(int64(py.IntMaxStrDigits)) })},
		{Name: "set_int_max_str_digits", Sig: "(maxdigits)", FN: setIntMaxStrDigits},
		{Name: "audit", Sig: "(event, /, *args)", FK: audit},
		{Name: "addaudithook", Sig: "(hook)", FN: addaudithook},
		{Name: "call_tracing", Sig: "(func, args, /)", F2: callTracing},
	}...)
}

// Finalizing is set when the program ends.
var Finalizing bool

func orNone(v value) value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

func exit(t *thread, self value, args []value) (value, *excp) {
	if args[0].IsUnbound() || args[0].IsNone() {
		return value{}, py.NewExc(py.SystemExit)
	}
	if args[0].Type() == py.TupleType {
		return value{}, py.NewExc(py.SystemExit, py.AsTuple(args[0]).Items...)
	}
	return value{}, py.NewExc(py.SystemExit, args[0])
}

func tbOf(e *excp) value {
	if e.Traceback == nil {
		return py.None
	}
	return e.Traceback.V()
}

func excInfo(t *thread, self value) (value, *excp) {
	e := t.HandledExc()
	if e == nil {
		return py.NewTuple(py.None, py.None, py.None).V(), nil
	}
	return py.NewTuple(e.Type().V(), e.V(), tbOf(e)).V(), nil
}

func exception(t *thread, self value) (value, *excp) {
	if e := t.HandledExc(); e != nil {
		return e.V(), nil
	}
	return py.None, nil
}

// writeTo writes text to sys.NAME, a stream that may have been replaced; nothing if it is None.
func writeTo(t *thread, name, text string) *excp {
	stream := Get(name)
	if stream.IsUnbound() || stream.IsNone() {
		return nil
	}
	_, exc := py.CallMethod(t, stream, py.Intern("write"), py.StrV(text))
	return exc
}

// PrintException writes a traceback to sys.stderr.
func PrintException(t *thread, e *excp) {
	if limit := Get("tracebacklimit"); limit.Bound() && limit.IsInt() {
		excprint.Limit = max(int(limit.Int64()), 0)
	}
	text := excprint.Format(t, e)
	_ = Flush(t, "stdout")
	_ = writeTo(t, "stderr", text)
	_ = Flush(t, "stderr")
}

// Flush flushes sys.NAME.
func Flush(t *thread, name string) *excp {
	stream := Get(name)
	if stream.IsUnbound() || stream.IsNone() {
		return nil
	}
	_, exc := py.CallMethod(t, stream, py.Intern("flush"))
	return exc
}

func excepthook(t *thread, self, typ, v, tb value) (value, *excp) {
	if !py.IsExc(v) {
		return py.None, writeTo(t, "stderr", fmt.Sprintf("TypeError: print_exception(): Exception expected for value, %s found\n", py.TypeName(v)))
	}
	e := py.AsExc(v)
	if e.Traceback == nil && tb.Type() == py.TracebackType {
		if exc := py.SetAttr(t, v, py.Intern("__traceback__"), tb); exc != nil {
			return value{}, exc
		}
	}
	PrintException(t, e)
	return py.None, nil
}

func displayhook(t *thread, self, v value) (value, *excp) {
	if v.IsNone() {
		return py.None, nil
	}
	py.Builtins.SetStr(py.Intern("_"), py.None)
	s, exc := py.Repr(t, v)
	if exc != nil {
		return value{}, exc
	}
	if exc := writeTo(t, "stdout", s.String()+"\n"); exc != nil {
		return value{}, exc
	}
	py.Builtins.SetStr(py.Intern("_"), v)
	return py.None, nil
}

func unraisablehook(t *thread, self, u value) (value, *excp) {
	if u.Type() != unraisableType.Type() {
		return value{}, py.TypeErrorf("sys.unraisablehook argument type must be UnraisableHookArgs")
	}
	get := func(name string) value {
		v, exc := py.GetAttr(t, u, py.Intern(name))
		if exc != nil {
			return py.None
		}
		return v
	}
	v, msg, obj := get("exc_value"), get("err_msg"), get("object")
	head := ""
	if msg.IsStr() {
		head = py.AsStr(msg).String()
	} else if !obj.IsNone() {
		head = "Exception ignored in"
	}
	if !obj.IsNone() {
		text := "<object repr() failed>"
		if r, exc := py.Repr(t, obj); exc == nil {
			text = r.String()
		}
		head += ": " + text + "\n"
	} else if head != "" {
		head += ":\n"
	}
	if py.IsExc(v) {
		head += excprint.FormatBrief(t, py.AsExc(v))
	}
	if exc := writeTo(t, "stderr", head); exc != nil {
		return value{}, exc
	}
	return py.None, Flush(t, "stderr")
}

// Unraisable reports an exception that has nowhere to go.
func Unraisable(t *thread, e *excp, message string, obj value) {
	hook := Get("unraisablehook")
	if hook.IsUnbound() {
		return
	}
	msg := py.None
	if message != "" {
		msg = py.StrV(message)
	}
	_, _ = py.Call1(t, hook, unraisableType.Make(e.Type().V(), e.V(), tbOf(e), msg, orNone(obj)))
}

func setrecursionlimit(t *thread, self, v value) (value, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if n < 1 {
		return value{}, py.ValueErrorf("recursion limit must be greater or equal than 1")
	}
	if t.Depth() >= n {
		return value{}, py.Errorf(py.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, t.Depth())
	}
	py.SetRecursionLimit(n)
	return py.None, nil
}

// frameArg returns the frame that many calls up.
func frameArg(t *thread, args []value) (*py.Frame, *excp) {
	n := 0
	if args[0].Bound() {
		var exc *excp
		if n, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
			return nil, exc
		}
	}
	return t.FrameAt(t.Depth() - 1 - max(n, 0)), nil
}

func getframe(t *thread, self value, args []value) (value, *excp) {
	f, exc := frameArg(t, args)
	if exc != nil {
		return value{}, exc
	}
	if f == nil {
		return value{}, py.ValueErrorf("call stack is not deep enough")
	}
	return f.V(), nil
}

func getframemodulename(t *thread, self value, args []value) (value, *excp) {
	f, exc := frameArg(t, args)
	if f == nil || exc != nil || f.Globals == nil {
		return py.None, exc
	}
	return orNone(f.Globals.GetStr(py.Intern("__name__"))), nil
}

func currentFrames(t *thread, self value) (value, *excp) {
	d := py.NewDict()
	for _, other := range py.Threads() {
		if f := other.FrameAt(other.Depth() - 1); f != nil {
			if exc := d.Set(t, py.Int(other.ID), f.V()); exc != nil {
				return value{}, exc
			}
		}
	}
	return d.V(), nil
}

func currentExceptions(t *thread, self value) (value, *excp) {
	d := py.NewDict()
	for _, other := range py.Threads() {
		v := py.None
		if e := other.HandledExc(); e != nil {
			v = e.V()
		}
		if exc := d.Set(t, py.Int(other.ID), v); exc != nil {
			return value{}, exc
		}
	}
	return d.V(), nil
}

func intern(t *thread, self, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, py.TypeErrorf("intern() argument must be str, not %s", py.TypeName(v))
	}
	if v.Type() != py.StrType {
		return value{}, py.TypeErrorf("can't intern %s", py.TypeName(v))
	}
	return py.Intern(py.AsStr(v).String()).V(), nil
}

func isInterned(t *thread, self, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, py.TypeErrorf("_is_interned() argument must be str, not %s", py.TypeName(v))
	}
	return py.Bool(py.Intern(py.AsStr(v).String()) == py.AsStr(v)), nil
}

var getsizeofSig = py.Signature{Text: "(object, default=None)"}

// getsizeof calls __sizeof__; the figures are those of Adder's objects.
func getsizeof(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	args, exc := py.BindArgs("getsizeof", &getsizeofSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	v, ok, exc := py.CallSpecial(t, args[0], py.Intern("__sizeof__"))
	if exc != nil && args[1].Bound() && exc.Matches(py.TypeError) {
		return args[1], nil
	}
	if exc != nil {
		return value{}, exc
	}
	if !ok {
		return py.Int(int64(unsafe.Sizeof(value{}))), nil
	}
	return v, nil
}

func setswitchinterval(t *thread, self, v value) (value, *excp) {
	f, exc := py.AsFloat64(t, v)
	if exc != nil {
		return value{}, exc
	}
	if f <= 0 {
		return value{}, py.ValueErrorf("switch interval must be strictly positive")
	}
	sched.SetInterval(max(time.Duration(f*float64(time.Second)), 1))
	return py.None, nil
}

func getAsyncgenHooks(t *thread, self value) (value, *excp) {
	return asyncgenHooksType.Make(orNone(t.AsyncGenFirstIter), orNone(t.AsyncGenFinalizer)), nil
}

func setAsyncgenHooks(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	npos := len(args) - len(kw)
	if npos > 2 {
		return value{}, py.TypeErrorf("set_asyncgen_hooks() takes at most 2 arguments (%d given)", len(args))
	}
	targets := [...]*value{&t.AsyncGenFirstIter, &t.AsyncGenFinalizer}
	names := [...]string{"firstiter", "finalizer"}
	for i, v := range args {
		at := i
		if i >= npos {
			at = -1
			for j, n := range names {
				if kw[i-npos].String() == n {
					at = j
				}
			}
			if at < 0 {
				return value{}, py.TypeErrorf("this function got an unexpected keyword argument '%s'", kw[i-npos].String())
			}
		}
		if !v.IsNone() && v.Type().Slots.Call == nil {
			return value{}, py.TypeErrorf("callable %s expected, got %s", names[at], py.TypeName(v))
		}
		*targets[at] = v
	}
	return py.None, nil
}

func setCoroutineOrigin(t *thread, self value, args []value) (value, *excp) {
	n, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if n < 0 {
		return value{}, py.ValueErrorf("depth must be >= 0")
	}
	t.CoroutineOriginDepth = n
	return py.None, nil
}

func setIntMaxStrDigits(t *thread, self value, args []value) (value, *excp) {
	n, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if n != 0 && n < 640 {
		return value{}, py.ValueErrorf("maxdigits must be >= 640 or 0 for unlimited")
	}
	py.IntMaxStrDigits = n
	return py.None, nil
}

func audit(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("sys.audit() takes no keyword arguments")
	}
	if len(args) == 0 {
		return value{}, py.TypeErrorf("audit expected at least 1 argument, got 0")
	}
	if !args[0].IsStr() {
		return value{}, py.TypeErrorf("audit() argument 1 must be str, not %s", py.TypeName(args[0]))
	}
	return py.None, py.Audit(t, py.AsStr(args[0]).String(), args[1:]...)
}

func addaudithook(t *thread, self value, args []value) (value, *excp) {
	if exc := py.Audit(t, "sys.addaudithook"); exc != nil {
		if exc.Matches(py.Exception) {
			return py.None, nil // a hook has refused the new one
		}
		return value{}, exc
	}
	py.AuditHooks = append(py.AuditHooks, args[0])
	return py.None, nil
}

func callTracing(t *thread, self, fn, args value) (value, *excp) {
	if !args.IsTuple() {
		return value{}, py.TypeErrorf("call_tracing() argument 2 must be tuple, not %s", py.TypeName(args))
	}
	return py.Call(t, fn, py.AsTuple(args).Items, nil)
}
