// This file holds what the module has on Windows alone.

package signal

import (
	"os"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

const numSignals = 23

var numbers = map[string]int{"SIGABRT": 22, "SIGBREAK": 21, "SIGFPE": 8, "SIGILL": 4, "SIGINT": 2, "SIGSEGV": 11, "SIGTERM": 15}

func constants() map[string]int {
	c := map[string]int{"NSIG": numSignals, "SIG_DFL": sigDfl, "SIG_IGN": sigIgn, "CTRL_C_EVENT": 0, "CTRL_BREAK_EVENT": 1}
	for name, n := range numbers {
		c[name] = n
	}
	return c
}

func systemMethods() []py.Method { return nil }

func fillSystem(*thread, func(name string, v value)) *excp { return nil }

// settable refuses what is no signal here.
func settable(n int) *excp {
	for _, known := range numbers {
		if n == known {
			return nil
		}
	}
	return py.ValueErrorf("invalid signal value")
}

// send does what a signal does when it has no handler: it ends the process.
func send(n int) error {
	if settable(n) != nil {
		return crt.EINVAL
	}
	const status = 3
	os.Exit(status)
	return nil
}

func fatal(int) bool { return true }

// die ends the process as Ctrl-C does.
func die(int) {
	const controlC = -1073741510 // STATUS_CONTROL_C_EXIT
	os.Exit(controlC)
}

var descriptions = map[int]string{2: "Interrupt", 4: "Illegal instruction", 8: "Floating-point exception", 11: "Segmentation fault", 15: "Terminated", 21: "Break", 22: "Abort"}

func describe(t *thread, self, sig value) (value, *excp) {
	n, exc := number(t, sig)
	if exc != nil {
		return value{}, exc
	}
	if text, ok := descriptions[n]; ok {
		return py.StrV(text), nil
	}
	return py.None, nil
}

func validSignals(t *thread, self value) (value, *excp) {
	l := py.NewList()
	for _, n := range numbers {
		l.Items = append(l.Items, py.Int(int64(n)))
	}
	return py.Call1(t, py.SetType.V(), l.V())
}

// checkWakeup refuses a descriptor for set_wakeup_fd that is not open.
func checkWakeup(fd int) *excp {
	_, err := crt.Stat(fd)
	return osError(err)
}
