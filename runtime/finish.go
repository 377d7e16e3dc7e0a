// This file ends a program: exit statuses, uncaught exceptions, exit functions, flushing.

package runtime

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"adder/runtime/excprint"
	"adder/runtime/imp"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
)

// The exit statuses of CPython beside those that a program chooses.
const (
	statusError       = 1
	statusFlushFailed = 120
	statusInterrupted = 130
)

// Finish handles the exception that ended the main module, nil for none, runs what is to run
// at the end and returns the exit status.
func Finish(t *py.Thread, exc *py.Exc) int {
	status := 0
	if exc != nil {
		status = report(t, exc)
	}
	shutdownThreads(t)
	if py.AtExit != nil {
		py.AtExit(t)
	}
	sys.Finalizing = true
	if flushed := sys.Flush(t, "stdout"); flushed != nil {
		sys.Unraisable(t, flushed, "Exception ignored while flushing sys.stdout", py.Value{})
		status = statusFlushFailed
	}
	_ = sys.Flush(t, "stderr")
	return status
}

// shutdownThreads waits for the threads that the threading module started.
func shutdownThreads(t *py.Thread) {
	mod := py.Modules.GetStr(py.Intern("threading"))
	if mod.IsUnbound() {
		return
	}
	if _, exc := py.CallMethod(t, mod, py.Intern("_shutdown")); exc != nil {
		sys.Unraisable(t, exc, "Exception ignored on threading shutdown", mod)
	}
}

// report prints an exception that nobody caught and returns the exit status.
func report(t *py.Thread, exc *py.Exc) int {
	if exc.Matches(py.SystemExit) {
		return exitStatus(t, exc)
	}
	printUncaught(t, exc)
	if exc.Matches(py.KeyboardInterrupt) {
		_ = sys.Flush(t, "stdout")
		return interrupted()
	}
	return statusError
}

// exitStatus is what SystemExit's code stands for.
func exitStatus(t *py.Thread, exc *py.Exc) int {
	code := exc.Field(py.SystemExitCode)
	switch {
	case code.IsNone():
		return 0
	case code.IsInt() || code.IsBool():
		return int(code.Int64()) & 0xff
	case code.Type().Flags&py.IntSubclass != 0:
		n, exc := py.IndexInt(t, code, py.OverflowError)
		if exc != nil {
			return 0xff
		}
		return n & 0xff
	}
	_ = sys.Flush(t, "stdout")
	if s, exc := py.StrOf(t, code); exc == nil {
		if stderr := sys.Get("stderr"); stderr.Bound() && !stderr.IsNone() {
			_, _ = py.CallMethod(t, stderr, py.Intern("write"), py.StrV(s.String()+"\n"))
			_ = sys.Flush(t, "stderr")
		}
	}
	return statusError
}

// printUncaught calls sys.excepthook.
func printUncaught(t *py.Thread, exc *py.Exc) {
	hook := sys.Get("excepthook")
	if hook.IsUnbound() {
		fmt.Fprint(os.Stderr, "sys.excepthook is missing\n", excprint.Format(t, exc))
		return
	}
	if hook == sys.Get("__excepthook__") {
		sys.PrintException(t, exc)
		return
	}
	tb := py.None
	if exc.Traceback != nil {
		tb = exc.Traceback.V()
	}
	if _, failed := py.Call3(t, hook, exc.Type().V(), exc.V(), tb); failed != nil {
		if failed.Matches(py.SystemExit) {
			os.Exit(Finish(t, failed))
		}
		fmt.Fprint(os.Stderr, "Error in sys.excepthook:\n", excprint.Format(t, failed),
			"\nOriginal exception was:\n", excprint.Format(t, exc))
	}
}

// interrupted ends the process as an unhandled SIGINT would, so that a shell sees why it ended.
func interrupted() int {
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Signal(syscall.SIGINT)
	}
	return statusInterrupted
}

var nameMain = py.Intern("__main__")

// MainModule makes the module __main__ and returns it. file is its __file__, "" for none; spec
// its __spec__, unbound for None.
func MainModule(t *py.Thread, file string, spec py.Value) (*py.Module, *py.Exc) {
	m := py.NewModule(nameMain)
	set := func(name string, v py.Value) { m.Dict.SetStr(py.Intern(name), v) }
	set("__builtins__", py.Modules.GetStr(py.Intern("builtins")))
	set("__spec__", py.None)
	set("__loader__", py.None)
	if file != "" {
		set("__file__", py.StrV(file))
		set("__cached__", py.None)
		set("__loader__", imp.SourceLoader("__main__", file))
	}
	if spec.Bound() {
		for _, attr := range []struct{ name, from string }{{"__package__", "parent"}, {"__loader__", "loader"}, {"__cached__", "cached"}} {
			v, exc := py.GetAttr(t, spec, py.Intern(attr.from))
			if exc != nil {
				return nil, exc
			}
			set(attr.name, v)
		}
		set("__spec__", spec)
	}
	return m, py.Modules.Set(t, nameMain.V(), m.V())
}

// RunMain executes the main module's code and finishes the program.
func RunMain(t *py.Thread, file string, spec py.Value, c *py.CodeObject) int {
	m, exc := MainModule(t, file, spec)
	if exc == nil {
		_, exc = imp.RunBody(t, c, m.Dict)
	}
	return Finish(t, exc)
}
