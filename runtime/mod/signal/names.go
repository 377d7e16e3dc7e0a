//go:build unix

// This file holds the numbers and descriptions of signals.

package signal

import (
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// constants are the names of the module; signals that a system lacks are missing there.
func constants() map[string]int {
	c := map[string]int{"NSIG": numSignals, "SIG_DFL": sigDfl, "SIG_IGN": sigIgn, "SIG_BLOCK": sigBlock,
		"SIG_UNBLOCK": sigUnblock, "SIG_SETMASK": sigSetMask, "ITIMER_REAL": 0, "ITIMER_VIRTUAL": 1, "ITIMER_PROF": 2}
	for _, name := range [...]string{"SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO",
		"SIGKILL", "SIGPIPE", "SIGPROF", "SIGPWR", "SIGQUIT", "SIGSEGV", "SIGSTKFLT", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP",
		"SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ", "SIGEMT", "SIGINFO"} {
		if n := unix.SignalNum(name); n != 0 {
			c[name] = int(n)
		}
	}
	c["SIGIOT"] = c["SIGABRT"]
	if runtime.GOOS == "linux" {
		c["SIGCLD"], c["SIGPOLL"], c["SIGRTMIN"], c["SIGRTMAX"] = c["SIGCHLD"], c["SIGIO"], 34, 64
	}
	return c
}

// descriptions are the C library's, by the name of the signal.
var descriptions = [...][2]string{{"SIGHUP", "Hangup"}, {"SIGINT", "Interrupt"}, {"SIGQUIT", "Quit"}, {"SIGILL", "Illegal instruction"},
	{"SIGTRAP", "Trace/breakpoint trap"}, {"SIGABRT", "Aborted"}, {"SIGBUS", "Bus error"}, {"SIGFPE", "Floating point exception"},
	{"SIGKILL", "Killed"}, {"SIGUSR1", "User defined signal 1"}, {"SIGSEGV", "Segmentation fault"}, {"SIGUSR2", "User defined signal 2"},
	{"SIGPIPE", "Broken pipe"}, {"SIGALRM", "Alarm clock"}, {"SIGTERM", "Terminated"}, {"SIGSTKFLT", "Stack fault"},
	{"SIGCHLD", "Child exited"}, {"SIGCONT", "Continued"}, {"SIGSTOP", "Stopped (signal)"}, {"SIGTSTP", "Stopped"},
	{"SIGTTIN", "Stopped (tty input)"}, {"SIGTTOU", "Stopped (tty output)"}, {"SIGURG", "Urgent I/O condition"},
	{"SIGXCPU", "CPU time limit exceeded"}, {"SIGXFSZ", "File size limit exceeded"}, {"SIGVTALRM", "Virtual timer expired"},
	{"SIGPROF", "Profiling timer expired"}, {"SIGWINCH", "Window changed"}, {"SIGIO", "I/O possible"}, {"SIGPWR", "Power failure"},
	{"SIGSYS", "Bad system call"}}

func describe(t *thread, self, sig value) (value, *excp) {
	n, exc := number(t, sig)
	if exc != nil {
		return value{}, exc
	}
	name := unix.SignalName(unix.Signal(n))
	for _, d := range descriptions {
		if d[0] == name {
			return py.StrV(d[1]), nil
		}
	}
	if n >= 34 {
		return py.StrV(fmt.Sprintf("Real-time signal %d", n-34)), nil
	}
	return py.None, nil
}

func validSignals(t *thread, self value) (value, *excp) {
	l := py.NewList()
	for n := 1; n < numSignals; n++ {
		if n != 32 && n != 33 {
			l.Items = append(l.Items, py.Int(int64(n)))
		}
	}
	return py.Call1(t, py.SetType.V(), l.V())
}

// die ends the process with the status that a shell shows for a signal. Go's runtime catches signals
// that nobody asked for, so that sending it would do nothing.
func die(n int) { os.Exit(128 + n) }
