// This file defines the module: dumps of all threads' stacks, at once, later or on a signal.

// Package faulthandler is the faulthandler module. Faults of the machine do not happen to code that Go
// has compiled, so enable only remembers that it was called; the dumps work.
package faulthandler

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	"adder/runtime/py"
	"adder/runtime/sched"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "faulthandler", Doc: "faulthandler module.", Methods: []py.Method{
		{Name: "enable", Sig: "(file=sys.stderr, all_threads=True)", FN: enable},
		{Name: "disable", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			was := enabled
			enabled = false
			return py.Bool(was), nil
		}},
		{Name: "is_enabled", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(enabled), nil }},
		{Name: "dump_traceback", Sig: "(file=sys.stderr, all_threads=True)", FN: dumpTraceback},
		{Name: "dump_traceback_later", Sig: "(timeout, repeat=False, file=sys.stderr, exit=False)", FN: dumpLater},
		{Name: "cancel_dump_traceback_later", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			cancel()
			return py.None, nil
		}},
		{Name: "register", Sig: "(signum, file=sys.stderr, all_threads=True, chain=False)", FN: register},
		{Name: "unregister", Sig: "(signum, /)", F1: unregister},
		raise("_sigsegv", "(release_gil=False, /)", syscall.SIGSEGV), raise("_sigabrt", "()", syscall.SIGABRT),
		raise("_sigfpe", "()", syscall.SIGFPE), raise("_read_null", "()", syscall.SIGSEGV),
	}}
}

// raise makes a function that sends the process a signal.
func raise(name, sig string, s syscall.Signal) py.Method {
	return py.Method{Name: name, Sig: sig, FN: func(t *thread, self value, args []value) (value, *excp) {
		p, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = p.Signal(s)
		}
		if err != nil {
			return value{}, py.Errorf(py.OSError, "%v", err)
		}
		return py.None, nil
	}}
}

var enabled bool

func enable(t *thread, self value, args []value) (value, *excp) {
	if _, exc := fileOf(t, args[0]); exc != nil {
		return value{}, exc
	}
	enabled = true
	return py.None, nil
}

// fileOf returns the descriptor of a file argument: a number, an object with fileno, or sys.stderr.
func fileOf(t *thread, v value) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		if v = py.SysGet("stderr"); v.IsUnbound() {
			return 0, py.RuntimeErrorf("unable to get sys.stderr")
		}
		if v.IsNone() {
			return 0, py.RuntimeErrorf("sys.stderr is None")
		}
	} else if v.IsAnyInt() {
		fd, exc := py.IndexInt(t, v, py.OverflowError)
		if exc == nil && fd < 0 {
			exc = py.ValueErrorf("file is not a valid file descriptor")
		}
		return fd, exc
	}
	n, exc := py.CallMethod(t, v, py.Intern("fileno"))
	if exc != nil {
		return 0, exc
	}
	fd, ok := py.ToInt64(n)
	if !n.IsAnyInt() || !ok || fd < 0 {
		return 0, py.RuntimeErrorf("file.fileno() is not a valid file descriptor")
	}
	_, _ = py.CallMethod(t, v, py.Intern("flush"))
	return int(fd), nil
}

func truth(t *thread, v value, missing bool) (bool, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	return py.Truth(t, v)
}

func dumpTraceback(t *thread, self value, args []value) (value, *excp) {
	fd, exc := fileOf(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	all, exc := truth(t, args[1], true)
	if exc != nil {
		return value{}, exc
	}
	if all {
		write(fd, allStacks(t))
	} else {
		write(fd, "Stack (most recent call first):\n"+stack(t))
	}
	return py.None, nil
}

// later is the dump that is to come, nil for none.
var later chan struct{}

func cancel() {
	if later != nil {
		close(later)
		later = nil
	}
}

func dumpLater(t *thread, self value, args []value) (value, *excp) {
	d, exc := py.Seconds(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	if d <= 0 {
		return value{}, py.ValueErrorf("timeout must be greater than 0")
	}
	repeat, exc := truth(t, args[1], false)
	if exc != nil {
		return value{}, exc
	}
	fd, exc := fileOf(t, args[2])
	if exc != nil {
		return value{}, exc
	}
	exit, exc := truth(t, args[3], false)
	if exc != nil {
		return value{}, exc
	}
	cancel()
	stop := make(chan struct{})
	later = stop
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(d):
			}
			outside(func() { write(fd, "Timeout ("+clock(d)+")!\n"+allStacks(nil)) })
			if exit {
				os.Exit(1)
			}
			if !repeat {
				return
			}
		}
	}()
	return py.None, nil
}

// outside runs dump in a goroutine that is no Python thread, under the interpreter lock: the stacks of
// the threads do not move meanwhile.
func outside(dump func()) {
	var b sched.Breaker
	sched.Acquire(&b)
	dump()
	sched.Release()
}

// handlers are the signals that dump the stacks.
var handlers = map[int]chan os.Signal{}

const maxSignal = 64

func signalArg(t *thread, v value) (int, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return 0, exc
	}
	switch syscall.Signal(n) {
	case syscall.SIGSEGV, syscall.SIGFPE, syscall.SIGABRT, syscall.SIGILL, sigbus:
		return 0, py.RuntimeErrorf("signal %d cannot be registered, use enable() instead", n)
	}
	if n < 1 || n > maxSignal {
		return 0, py.ValueErrorf("signal number out of range")
	}
	return n, nil
}

func register(t *thread, self value, args []value) (value, *excp) {
	n, exc := signalArg(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	fd, exc := fileOf(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	if _, exc := truth(t, args[2], true); exc != nil {
		return value{}, exc
	}
	if old := handlers[n]; old != nil {
		signal.Stop(old)
		close(old)
	}
	c := make(chan os.Signal, 1)
	handlers[n] = c
	signal.Notify(c, syscall.Signal(n))
	go func() {
		for range c {
			outside(func() { write(fd, allStacks(nil)) })
		}
	}()
	return py.None, nil
}

func unregister(t *thread, self, sig value) (value, *excp) {
	n, exc := signalArg(t, sig)
	if exc != nil {
		return value{}, exc
	}
	c := handlers[n]
	if c == nil {
		return py.False, nil
	}
	delete(handlers, n)
	signal.Stop(c)
	close(c)
	return py.True, nil
}
