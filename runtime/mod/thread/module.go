// This file defines the module: its functions, types and constants.

// Package thread is the _thread module. A Python thread is a goroutine that runs Python code only
// while it holds the interpreter lock (runtime/sched); its locks are words under that lock with a
// queue of those who wait.
package thread

import (
	"math"
	"os"
	"time"

	"adder/runtime/py"
	"adder/runtime/sched"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// timeoutMax is the longest timeout, in seconds: what fits 64 bits of nanoseconds.
const timeoutMax = math.MaxInt64 / int64(time.Second)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_thread", Doc: doc, Methods: methods(), Exec: fill}
}

const doc = "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface."

func methods() []py.Method {
	return []py.Method{
		{Name: "start_new_thread", Sig: "(function, args, kwargs={}, /)", FK: startNew},
		{Name: "start_new", Sig: "(function, args, kwargs={}, /)", FK: startNew},
		{Name: "start_joinable_thread", Sig: "(function, handle=None, daemon=True)", FN: startJoinable},
		{Name: "daemon_threads_allowed", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.True, nil }},
		{Name: "allocate_lock", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return newLock(), nil }},
		{Name: "allocate", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return newLock(), nil }},
		{Name: "exit_thread", Sig: "()", F0: exit},
		{Name: "exit", Sig: "()", F0: exit},
		{Name: "interrupt_main", Sig: "(signum=signal.SIGINT, /)", FN: interruptMain},
		{Name: "get_ident", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(t.ID), nil }},
		{Name: "get_native_id", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(NativeID(t)), nil }},
		{Name: "_count", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(started)), nil }},
		{Name: "stack_size", Sig: "(size=0, /)", FN: stackSize},
		{Name: "_excepthook", Sig: "(args, /)", F1: excepthook},
		{Name: "_is_main_interpreter", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.True, nil }},
		{Name: "_shutdown", Sig: "()", F0: shutdown},
		{Name: "_make_thread_handle", Sig: "(ident, /)", F1: makeHandle},
		{Name: "_get_main_thread_ident", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			return py.Int(py.Threads()[0].ID), nil
		}},
		{Name: "set_name", Sig: "(name)", FN: setName},
		{Name: "_get_name", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.StrV(t.Name), nil }},
	}
}

func fill(t *thread, m *py.Module) *excp {
	defineTypes()
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("error", py.RuntimeError.V())
	set("LockType", lockType.V())
	set("lock", lockType.V())
	set("RLock", rlockType.V())
	set("_local", localType.V())
	set("_ThreadHandle", handleType.V())
	set("_ExceptHookArgs", hookArgs.Type().V())
	set("TIMEOUT_MAX", py.Float(float64(timeoutMax)))
	set("_NAME_MAXLEN", py.Int(maxName))
	return nil
}

func exit(t *thread, self value) (value, *excp) { return value{}, py.NewExc(py.SystemExit) }

// NativeID is the thread's number for the operating system. A goroutine has none, since Go moves
// goroutines among its threads; what is promised is a number that no other thread of this process
// has, and for the main thread the process's, as Linux does.
func NativeID(t *thread) int64 { return int64(os.Getpid()) + t.ID - 1 }

const maxSignal = 64

func interruptMain(t *thread, self value, args []value) (value, *excp) {
	n := 2 // SIGINT
	if args[0].Bound() {
		var exc *excp
		if n, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if n < 1 || n > maxSignal {
		return value{}, py.ValueErrorf("signal number out of range")
	}
	sched.Trip(n)
	return py.None, nil
}

// minStack is the least stack size that CPython accepts.
const minStack = 53248

var wantedStack int

// stackSize keeps the size for those who ask; goroutines' stacks grow as they need.
func stackSize(t *thread, self value, args []value) (value, *excp) {
	n := 0
	if args[0].Bound() {
		var exc *excp
		if n, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if n != 0 && n < minStack {
		return value{}, py.ValueErrorf("size must be at least %d bytes", minStack)
	}
	old := wantedStack
	wantedStack = n
	return py.Int(int64(old)), nil
}

// maxName is how many bytes of a thread's name the operating system keeps.
const maxName = 15

func setName(t *thread, self value, args []value) (value, *excp) {
	if !args[0].IsStr() {
		return value{}, py.TypeErrorf("set_name() argument 'name' must be str, not %s", py.TypeName(args[0]))
	}
	s := py.AsStr(args[0]).String()
	for len(s) > maxName {
		s = s[:len(s)-1]
	}
	t.Name = s
	return py.None, nil
}
