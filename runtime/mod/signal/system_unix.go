//go:build unix

// This file holds what the module has on unix alone.

package signal

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
	"adder/runtime/sched"
)

const numSignals = 65

func systemMethods() []py.Method {
	return []py.Method{
		{Name: "alarm", Sig: "(seconds, /)", F1: alarm},
		{Name: "setitimer", Sig: "(which, seconds, interval=0.0, /)", FN: setTimer},
		{Name: "getitimer", Sig: "(which, /)", F1: getTimer},
		{Name: "siginterrupt", Sig: "(signalnum, flag, /)", F2: func(t *thread, self, n, flag value) (value, *excp) {
			_, exc := number(t, n)
			return py.None, exc
		}},
		{Name: "pause", Sig: "()", F0: pause},
		{Name: "pthread_kill", Sig: "(thread_id, signalnum, /)", F2: threadKill},
		{Name: "pthread_sigmask", Sig: "(how, mask, /)", F2: setMask},
		{Name: "sigpending", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return setOf(t, sched.Pending()&blocked) }},
		{Name: "sigwait", Sig: "(sigset, /)", F1: func(t *thread, self, set value) (value, *excp) {
			n, exc := wait(t, set, -1)
			return py.Int(int64(n)), exc
		}},
		{Name: "sigwaitinfo", Sig: "(sigset, /)", F1: func(t *thread, self, set value) (value, *excp) { return waitInfo(t, set, -1) }},
		{Name: "sigtimedwait", Sig: "(sigset, timeout, /)", F2: timedWait},
	}
}

var timerError value

func fillSystem(t *thread, set func(name string, v value)) *excp {
	if timerError.IsUnbound() {
		ns := py.NewDict()
		ns.SetStr(py.Intern("__module__"), py.StrV("signal"))
		var exc *excp
		if timerError, exc = py.Call3(t, py.TypeType.V(), py.StrV("ItimerError"), py.NewTuple(py.OSError.V()).V(), ns.V()); exc != nil {
			return exc
		}
	}
	set("ItimerError", timerError)
	set("struct_siginfo", siginfo.Type().V())
	return nil
}

// settable refuses signals that have no handlers.
func settable(n int) *excp {
	if s := unix.Signal(n); s == unix.SIGKILL || s == unix.SIGSTOP {
		return osError(unix.EINVAL)
	}
	return nil
}

func send(n int) error { return unix.Kill(unix.Getpid(), unix.Signal(n)) }

// fatal reports whether a signal's default action ends the process.
func fatal(n int) bool {
	switch unix.Signal(n) {
	case unix.SIGCHLD, unix.SIGCONT, unix.SIGURG, unix.SIGWINCH:
		return false
	}
	return true
}

func threadKill(t *thread, self, id, sig value) (value, *excp) {
	ident, exc := py.IndexInt(t, id, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	n, exc := py.IndexInt(t, sig, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	for _, other := range py.Threads() {
		if other.ID == int64(ident) {
			if n == 0 {
				return py.None, nil
			}
			return py.None, raise(t, n)
		}
	}
	return value{}, osError(unix.ESRCH)
}

func pause(t *thread, self value) (value, *excp) {
	for sched.Pending()&^blocked == 0 {
		t.Sleep(nil, nil) // a wake-up may be older than this wait
	}
	return py.None, t.CheckSignals()
}

// checkWakeup refuses a descriptor for set_wakeup_fd that would block.
func checkWakeup(fd int) *excp {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return osError(err)
	}
	if flags&unix.O_NONBLOCK == 0 {
		return py.ValueErrorf("the fd %d must be in non-blocking mode", fd)
	}
	return nil
}
