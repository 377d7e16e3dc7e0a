// This file defines the module: handlers of signals, and what sends and awaits signals.

// Package signal is the _signal module. Signals arrive in a goroutine (runtime/sched), which queues them;
// the main thread calls their handlers at its next safe point.
package signal

import (
	"time"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
	"adder/runtime/sched"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

const (
	sigDfl = 0
	sigIgn = 1
	sigint = 2
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_signal", Doc: doc, Methods: append(systemMethods(), []py.Method{
		{Name: "default_int_handler", Sig: "(signalnum, frame, /)", F2: func(t *thread, self, n, frame value) (value, *excp) {
			return value{}, py.NewExc(py.KeyboardInterrupt)
		}},
		{Name: "signal", Sig: "(signalnum, handler, /)", F2: setHandler},
		{Name: "raise_signal", Sig: "(signalnum, /)", F1: raiseSignal},
		{Name: "strsignal", Sig: "(signalnum, /)", F1: describe},
		{Name: "getsignal", Sig: "(signalnum, /)", F1: getHandler},
		{Name: "set_wakeup_fd", Sig: "(fd, /, *, warn_on_full_buffer=True)", FN: setWakeup},
		{Name: "valid_signals", Sig: "()", F0: validSignals},
	}...), Exec: fill}
}

const doc = "This module provides mechanisms to use signal handlers in Python."

// handlers are the actions by signal: an int for the default and for ignoring, a function, or None where
// something else than Python has set one.
var handlers [numSignals]value

var intHandler value

func fill(t *thread, m *py.Module) *excp {
	intHandler = m.Dict.GetStr(py.Intern("default_int_handler"))
	for n := 1; n < numSignals; n++ {
		handlers[n] = py.Int(sigDfl)
		if sched.Ignored(n) {
			handlers[n] = py.Int(sigIgn)
		}
	}
	if !sched.Ignored(sigint) {
		handlers[sigint] = intHandler
	}
	py.SignalHook = deliver
	py.RaiseSignal = raise
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	for name, n := range constants() {
		set(name, py.Int(int64(n)))
	}
	return fillSystem(t, set)
}

// number checks the number of a signal.
func number(t *thread, v value) (int, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc == nil && (n < 1 || n >= numSignals) {
		exc = py.ValueErrorf("signal number out of range")
	}
	return n, exc
}

func osError(err error) *excp { return py.OSErrorOf(err) }

func setHandler(t *thread, self, sig, handler value) (value, *excp) {
	n, exc := py.IndexInt(t, sig, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if !t.IsMain() {
		return value{}, py.ValueErrorf("signal only works in main thread of the main interpreter")
	}
	if n < 1 || n >= numSignals {
		return value{}, py.ValueErrorf("signal number out of range")
	}
	action, isInt := py.Value{}, false
	if handler.IsAnyInt() {
		i, _ := py.ToInt64(handler)
		isInt = i == sigDfl || i == sigIgn
		action = py.Int(i)
	}
	if !isInt && !py.Callable(handler) {
		return value{}, py.TypeErrorf("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
	}
	if exc := settable(n); exc != nil {
		return value{}, exc
	}
	if exc := t.CheckSignals(); exc != nil {
		return value{}, exc
	}
	old := handlers[n]
	switch {
	case !isInt:
		sched.Watch(n)
		action = handler
	case action.Int64() == sigIgn:
		sched.Ignore(n)
	default:
		sched.Default(n)
	}
	handlers[n] = action
	return old, nil
}

func getHandler(t *thread, self, sig value) (value, *excp) {
	n, exc := number(t, sig)
	if exc != nil {
		return value{}, exc
	}
	return handlers[n], nil
}

// blocked is the set of signals that pthread_sigmask holds back.
var blocked uint64

// deliver is py.SignalHook: it calls the handlers of the signals in the set.
func deliver(t *thread, set uint64) *excp {
	if held := set & blocked; held != 0 {
		sched.Requeue(held)
		set &^= held
	}
	for n := 1; n < numSignals; n++ {
		if n < 64 && set&(1<<n) == 0 || n >= 64 {
			continue
		}
		h := handlers[n]
		if h.IsUnbound() || !py.Callable(h) {
			continue
		}
		frame := py.None
		if f := t.FrameAt(t.Depth() - 1); f != nil {
			frame = f.V()
		}
		if _, exc := py.Call2(t, h, py.Int(int64(n)), frame); exc != nil {
			if rest := set &^ (1<<(n+1) - 1); rest != 0 {
				for m := n + 1; m < 64; m++ {
					if rest&(1<<m) != 0 {
						sched.Trip(m)
					}
				}
			}
			return exc
		}
	}
	return nil
}

// raise sends the process a signal from within; its Python handler has run before it returns.
func raise(t *thread, n int) *excp {
	h := py.Int(sigDfl)
	if n > 0 && n < numSignals {
		h = handlers[n]
	}
	if py.Callable(h) && n < 64 {
		notify(n)
		sched.Trip(n)
		return t.CheckSignals()
	}
	if err := send(n); err != nil {
		return osError(err)
	}
	if n != 0 && h.IsInt() && h.Int64() == sigDfl && fatal(n) {
		time.Sleep(time.Second) // it is about to end the process
	}
	return nil
}

func raiseSignal(t *thread, self, sig value) (value, *excp) {
	n, exc := py.IndexInt(t, sig, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if n < 0 || n >= numSignals {
		return value{}, osError(crt.EINVAL)
	}
	return py.None, raise(t, n)
}
