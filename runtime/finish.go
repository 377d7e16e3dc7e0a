// This file ends a program: exit statuses, uncaught exceptions, exit functions, flushing.

package runtime

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"adder/runtime/excprint"
	"adder/runtime/imp"
	"adder/runtime/mod/sys"
	"adder/runtime/py"
	"adder/runtime/sched"
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
	for _, f := range py.AtFinish {
		f(t)
	}
	sys.Finalizing = true
	sched.Close(&t.Breaker) // threads that are left stop when they next want to run
	if flushed := flushOpen(t, "stdout"); flushed != nil {
		sys.Unraisable(t, flushed, "Exception ignored while flushing sys.stdout", py.Value{})
		status = statusFlushFailed
	}
	_ = flushOpen(t, "stderr")
	flushFiles()
	if exc != nil && exc.Matches(py.KeyboardInterrupt) {
		interrupted()
	}
	return status
}

// flushOpen flushes a standard stream unless the program has closed it.
func flushOpen(t *py.Thread, name string) *py.Exc {
	if stream := sys.Get(name); stream.Bound() && !stream.IsNone() {
		if closed, exc := py.LookupAttr(t, stream, py.Intern("closed")); exc == nil && closed.Bound() && closed.IsTrue() {
			return nil
		}
	}
	return sys.Flush(t, name)
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
		return statusInterrupted
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
// It returns where that is not possible.
func interrupted() {
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil && p.Signal(syscall.SIGINT) == nil {
		time.Sleep(time.Second) // the signal may take another thread
	}
}

var nameMain = py.Intern("__main__")

// MainFile tells where the code of the main module comes from.
type MainFile struct {
	Name     string // its __file__, "" for none
	NoSource bool   // it is the text of -c or of standard input, which nobody can load again
	Bytecode bool
}

// loader is the __loader__ of the main module.
func (f MainFile) loader() py.Value {
	switch {
	case f.NoSource || f.Name == "":
		return imp.MetaPath()[0]
	case f.Bytecode:
		return imp.SourcelessLoader("__main__", f.Name)
	}
	return imp.SourceLoader("__main__", f.Name)
}

// MainModule makes the module __main__ and returns it. spec is its __spec__, unbound for None.
func MainModule(t *py.Thread, file MainFile, spec py.Value) (*py.Module, *py.Exc) {
	m := py.NewModule(nameMain)
	set := func(name string, v py.Value) { m.Dict.SetStr(py.Intern(name), v) }
	set("__loader__", file.loader())
	set("__spec__", py.None)
	set("__builtins__", py.Modules.GetStr(py.Intern("builtins")))
	if file.Name != "" {
		set("__file__", py.StrV(file.Name))
		set("__cached__", py.None)
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
func RunMain(t *py.Thread, file MainFile, spec py.Value, c *py.CodeObject) int {
	m, exc := MainModule(t, file, spec)
	if exc == nil {
		_, exc = imp.RunBody(t, c, m.Dict)
	}
	return Finish(t, exc)
}

// RunModule executes a module as the main one, by runpy, and finishes the program. alter tells that
// sys.argv[0] becomes the module's file.
func RunModule(t *py.Thread, name string, alter bool) int {
	_, exc := MainModule(t, MainFile{}, py.Value{})
	if exc != nil {
		return Finish(t, exc)
	}
	run, exc := py.ImportAttr(t, "runpy", "_run_module_as_main")
	if exc == nil {
		_, exc = py.Call2(t, run, py.StrV(name), py.Bool(alter))
	}
	return Finish(t, exc)
}

// RememberSource lets tracebacks show the lines of a program that is in no file, both the interpreter's own
// and those of the traceback module, which asks linecache.
func RememberSource(filename string, source []byte, c *py.CodeObject) {
	if filename != "<string>" {
		return
	}
	lines := strings.Split(string(source), "\n")
	excprint.SourceHook = func(name string) ([]string, bool) {
		if name != filename {
			return nil, false
		}
		return lines, true
	}
	imp.AfterLoad = func(t *py.Thread, name string, mod py.Value) *py.Exc {
		if name != "linecache" {
			return nil
		}
		_, exc := py.CallMethod(t, mod, py.Intern("_register_code"), c.V(), py.StrV(string(source)), py.StrV(filename))
		return exc
	}
}
