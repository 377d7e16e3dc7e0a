// This file holds the functions on processes.

package nt

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

var timesResult = &py.StructSeq{Name: "nt.times_result", Fields: []string{"user", "system", "children_user", "children_system", "elapsed"}, Doc: "times_result: Result from os.times().\n\nThis object may be accessed either as a tuple of\n  (user, system, children_user, children_system, elapsed),\nor via the attributes user, system, children_user, children_system,\nand elapsed.\n\nSee os.times for more information."}

func processMethods() []method {
	num := func(name string, get func() int) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(get())), nil }}
	}
	return []method{
		num("getpid", os.Getpid), num("getppid", os.Getppid),
		{Name: "kill", Sig: "(pid, signal, /)", Doc: "Kill a process with a signal.", F2: kill},
		{Name: "umask", Sig: "(mask, /)", Doc: "Set the current numeric umask and return the previous umask.", F1: func(t *thread, _, v value) (value, *excp) {
			mask, exc := intArg(t, v)
			old := umask
			umask = mask & 0o600
			return py.Int(int64(old)), exc
		}},
		{Name: "_exit", Sig: "(status)", Doc: "Exit to the system with specified status, without normal exit processing.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			code, exc := intArg(t, a[0])
			if exc == nil {
				os.Exit(code)
			}
			return value{}, exc
		}},
		{Name: "abort", Sig: "()", Doc: "Abort the interpreter immediately.\n\nThis function 'dumps core' or otherwise fails in the hardest way possible\non the hosting operating system.  This function never returns.", F0: func(t *thread, _ value) (value, *excp) {
			const aborted = 3
			os.Exit(aborted)
			return value{}, nil
		}},
		{Name: "system", Sig: "(command)", Doc: "Execute the command in a subshell.", FN: system},
		{Name: "waitpid", Sig: "(pid, options, /)", Doc: "Wait for completion of a given process.\n\nReturns a tuple of information regarding the process:\n    (pid, status << 8)\n\nThe options argument is ignored on Windows.", F2: waitpid},
		{Name: "waitstatus_to_exitcode", Sig: "(status)", Doc: "Convert a wait status to an exit code.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			n, exc := intArg(t, a[0])
			const statusShift = 8
			return py.Int(int64(n >> statusShift)), exc
		}},
		{Name: "spawnv", Sig: "(mode, path, argv, /)", Doc: "Execute the program specified by path in a new process.", F3: func(t *thread, _, mode, path, argv value) (value, *excp) {
			return spawn(t, "spawnv", mode, path, argv, value{})
		}},
		{Name: "spawnve", Sig: "(mode, path, argv, env, /)", Doc: "Execute the program specified by path in a new process.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return spawn(t, "spawnve", a[0], a[1], a[2], a[3])
		}},
		{Name: "execv", Sig: "(path, argv, /)", Doc: "Execute an executable path with arguments, replacing current process.", F2: func(t *thread, _, path, argv value) (value, *excp) {
			return spawn(t, "execv", py.Int(overlay), path, argv, value{})
		}},
		{Name: "execve", Sig: "(path, argv, env)", Doc: "Execute an executable path with arguments, replacing current process.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return spawn(t, "execve", py.Int(overlay), a[0], a[1], a[2])
		}},
		{Name: "times", Sig: "()", Doc: "Return a collection containing process timing information.\n\nThe object returned behaves like a named tuple with these fields:\n  (utime, stime, cutime, cstime, elapsed_time)\nAll fields are floating-point numbers.", F0: times},
		{Name: "startfile", Sig: "(filepath, operation=<unrepresentable>, arguments=<unrepresentable>, cwd=None, show_cmd=1)", Doc: "Start a file with its associated application.", FN: startFile},
	}
}

// umask is what the C library would take from the modes of new files.
var umask int

// The modes of spawn.
const (
	wait    = 0
	overlay = 2
)

func system(t *thread, _ value, a []value) (value, *excp) {
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("system() argument 'command' must be str, not %s", py.TypeName(a[0]))
	}
	shell := os.Getenv("COMSPEC")
	if shell == "" {
		shell = "cmd.exe"
	}
	cmd := exec.Command(shell)
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `"` + shell + `" /c ` + py.AsStr(a[0]).String()}
	return run(t, cmd)
}

// run waits for a command that shares the standard handles; the result is its exit status.
func run(t *thread, cmd *exec.Cmd) (value, *excp) {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	t.Unlock()
	err := cmd.Run()
	t.Lock()
	if cmd.ProcessState == nil {
		return value{}, failure(err)
	}
	return py.Int(int64(int32(cmd.ProcessState.ExitCode()))), nil
}

// spawn starts a program; mode says whether to wait for it or to end with it.
func spawn(t *thread, name string, modeArg, path, argv, env value) (value, *excp) {
	mode, exc := intArg(t, modeArg)
	if exc != nil {
		return value{}, exc
	}
	p, exc := pathArg(t, name, "path", path, false)
	if exc != nil {
		return value{}, exc
	}
	if !argv.IsTuple() && !argv.IsList() {
		return value{}, py.TypeErrorf("%s() arg 2 must be a tuple or list", name)
	}
	args, exc := texts(t, argv)
	if exc != nil {
		return value{}, exc
	}
	if len(args) == 0 {
		return value{}, py.ValueErrorf("%s() arg 2 cannot be empty", name)
	}
	cmd := &exec.Cmd{Path: p.name, Args: args}
	if env.Bound() {
		if cmd.Env, exc = environment(t, env); exc != nil {
			return value{}, exc
		}
	}
	if mode == wait || mode == overlay {
		status, exc := run(t, cmd)
		if exc == nil && mode == overlay {
			os.Exit(int(status.Int64()))
		}
		return status, exc
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return value{}, failure(err)
	}
	h, err := windows.OpenProcess(windows.SYNCHRONIZE|windows.PROCESS_QUERY_INFORMATION, false, uint32(cmd.Process.Pid))
	return py.Int(int64(h)), failure(err)
}

// texts converts a sequence of file names or arguments.
func texts(t *thread, v value) ([]string, *excp) {
	items, exc := py.Collect(t, v)
	if exc != nil {
		return nil, exc
	}
	out := make([]string, len(items))
	for i, item := range items {
		if out[i], exc = py.FSText(t, item); exc != nil {
			return nil, exc
		}
	}
	return out, nil
}

// environment makes the list that Go takes of a mapping.
func environment(t *thread, env value) ([]string, *excp) {
	items, exc := py.CallMethod(t, env, py.Intern("items"))
	if exc != nil {
		return nil, exc
	}
	pairs, exc := py.Collect(t, items)
	if exc != nil {
		return nil, exc
	}
	out := make([]string, len(pairs))
	for i, pair := range pairs {
		kv, exc := texts(t, pair)
		if exc != nil {
			return nil, exc
		}
		out[i] = kv[0] + "=" + kv[1]
	}
	return out, nil
}

// waitpid waits for a process given by its handle, as spawnv returns it.
func waitpid(t *thread, _, pid, options value) (value, *excp) {
	h, exc := intArg(t, pid)
	if exc != nil {
		return value{}, exc
	}
	var code uint32
	exc = blocking(t, func() error {
		if _, err := windows.WaitForSingleObject(windows.Handle(h), windows.INFINITE); err != nil {
			return crt.ECHILD
		}
		return windows.GetExitCodeProcess(windows.Handle(h), &code)
	})
	_ = windows.CloseHandle(windows.Handle(h))
	const statusShift = 8
	return py.NewTuple(pid, py.Int(int64(code)<<statusShift)).V(), exc
}

// kill ends a process, with the signal for its exit status; the signals of consoles reach their handlers.
func kill(t *thread, _, pidArg, signalArg value) (value, *excp) {
	pid, signal, exc := twoInts(t, []value{pidArg, signalArg})
	if exc != nil {
		return value{}, exc
	}
	const ctrlC, ctrlBreak = 0, 1
	if signal == ctrlC || signal == ctrlBreak {
		return py.None, failure(windows.GenerateConsoleCtrlEvent(uint32(signal), uint32(pid)))
	}
	h, err := windows.OpenProcess(windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		return value{}, failure(err)
	}
	defer windows.CloseHandle(h)
	return py.None, failure(windows.TerminateProcess(h, uint32(signal)))
}

func times(t *thread, _ value) (value, *excp) {
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user); err != nil {
		return value{}, failure(err)
	}
	seconds := func(f windows.Filetime) value {
		const ticks = 1e7
		return py.Float(float64(uint64(f.HighDateTime)<<32|uint64(f.LowDateTime)) / ticks)
	}
	return timesResult.Make(seconds(user), seconds(kernel), py.Float(0), py.Float(0), py.Float(0)), nil
}

func startFile(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "startfile", "filepath", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	var parts [3]*uint16 // operation, arguments, cwd
	for i, v := range a[1:4] {
		if v.IsUnbound() || v.IsNone() {
			continue
		}
		s, exc := py.FSText(t, v)
		if exc != nil {
			return value{}, exc
		}
		parts[i], _ = windows.UTF16PtrFromString(s)
	}
	show, exc := optInt(t, a[4], 1)
	if exc != nil {
		return value{}, exc
	}
	err := wide(func(file *uint16) error {
		return windows.ShellExecute(0, parts[0], file, parts[1], parts[2], int32(show))
	})(p.name)
	return py.None, failure(err, a[0])
}
