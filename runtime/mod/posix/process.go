//go:build unix

// This file holds the functions on processes.

package posix

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

var (
	timesResult  = &py.StructSeq{Name: "posix.times_result", Fields: []string{"user", "system", "children_user", "children_system", "elapsed"}, Doc: "times_result: Result from os.times().\n\nThis object may be accessed either as a tuple of\n  (user, system, children_user, children_system, elapsed),\nor via the attributes user, system, children_user, children_system,\nand elapsed.\n\nSee os.times for more information."}
	waitidResult = &py.StructSeq{Name: "posix.waitid_result", Fields: []string{"si_pid", "si_uid", "si_signo", "si_status", "si_code"}, Doc: "waitid_result: Result from waitid.\n\nThis object may be accessed either as a tuple of\n  (si_pid, si_uid, si_signo, si_status, si_code),\nor via the attributes si_pid, si_uid, and so on.\n\nSee os.waitid for more information."}
	schedParam   = &py.StructSeq{Name: "posix.sched_param", Fields: []string{"sched_priority"}, Doc: "Currently has only one field: sched_priority\n\n  sched_priority\n    A scheduling parameter."}
)

func processMethods() []method {
	num := func(name string, get func() int) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(get())), nil }}
	}
	two := func(name string, call func(a, b int) error) method {
		return method{Name: name, Sig: "(pid, signal, /)", F2: func(t *thread, _, a, b value) (value, *excp) {
			x, y, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			if err := call(x, y); err != nil {
				return value{}, failure(err)
			}
			return py.None, t.CheckSignals()
		}}
	}
	one := func(name string, call func(n int) error) method {
		return method{Name: name, Sig: "(id, /)", F1: func(t *thread, _, a value) (value, *excp) {
			x, exc := intArg(t, a)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(call(x))
		}}
	}
	status := func(name string, get func(s unix.WaitStatus) value) method {
		return method{Name: name, Sig: "(status)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			n, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return get(unix.WaitStatus(n)), nil
		}}
	}
	n := func(i int) value { return py.Int(int64(i)) }
	return []method{
		num("getpid", os.Getpid), num("getppid", os.Getppid), num("getuid", os.Getuid), num("geteuid", os.Geteuid),
		num("getgid", os.Getgid), num("getegid", os.Getegid), num("getpgrp", unix.Getpgrp),
		one("setuid", unix.Setuid), one("setgid", unix.Setgid),
		{Name: "kill", Sig: "(pid, signal, /)", F2: kill},
		two("killpg", func(a, b int) error { return unix.Kill(-a, unix.Signal(b)) }),
		two("setpgid", unix.Setpgid),
		{Name: "getpgid", Sig: "(pid)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			pid, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			id, err := unix.Getpgid(pid)
			return n(id), failure(err)
		}},
		{Name: "getsid", Sig: "(pid, /)", F1: func(t *thread, _, v value) (value, *excp) {
			pid, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			id, err := unix.Getsid(pid)
			return n(id), failure(err)
		}},
		{Name: "setsid", Sig: "()", F0: func(t *thread, _ value) (value, *excp) {
			_, err := unix.Setsid()
			return py.None, failure(err)
		}},
		{Name: "getgroups", Sig: "()", F0: func(t *thread, _ value) (value, *excp) {
			ids, err := os.Getgroups()
			list := py.NewList()
			for _, id := range ids {
				list.Items = append(list.Items, n(id))
			}
			return list.V(), failure(err)
		}},
		{Name: "umask", Sig: "(mask, /)", Doc: "Set the current numeric umask and return the previous umask.", F1: func(t *thread, _, v value) (value, *excp) {
			mask, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			return n(unix.Umask(mask)), nil
		}},
		{Name: "_exit", Sig: "(status)", Doc: "Exit to the system with specified status, without normal exit processing.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			code, exc := intArg(t, a[0])
			if exc == nil {
				os.Exit(code)
			}
			return value{}, exc
		}},
		{Name: "abort", Sig: "()", Doc: "Abort the interpreter immediately.\n\nThis function 'dumps core' or otherwise fails in the hardest way possible\non the hosting operating system.  This function never returns.", F0: func(t *thread, _ value) (value, *excp) {
			_ = unix.Kill(os.Getpid(), unix.SIGABRT)
			os.Exit(134)
			return value{}, nil
		}},
		{Name: "system", Sig: "(command)", Doc: "Execute the command in a subshell.", FN: system},
		{Name: "execv", Sig: "(path, argv, /)", F2: func(t *thread, _, p, argv value) (value, *excp) { return execute(t, p, argv, value{}) }},
		{Name: "execve", Sig: "(path, argv, env)", FN: func(t *thread, _ value, a []value) (value, *excp) { return execute(t, a[0], a[1], a[2]) }},
		{Name: "waitpid", Sig: "(pid, options, /)", Doc: "Wait for completion of a given child process.\n\nReturns a tuple of information regarding the child process:\n    (pid, status)\n\nThe options argument is ignored on Windows.", F2: waitpid},
		{Name: "wait", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return waitpid(t, value{}, py.Int(-1), py.Int(0)) }},
		status("WIFEXITED", func(s unix.WaitStatus) value { return py.Bool(s.Exited()) }),
		status("WIFSIGNALED", func(s unix.WaitStatus) value { return py.Bool(s.Signaled()) }),
		status("WIFSTOPPED", func(s unix.WaitStatus) value { return py.Bool(s.Stopped()) }),
		status("WIFCONTINUED", func(s unix.WaitStatus) value { return py.Bool(s.Continued()) }),
		status("WCOREDUMP", func(s unix.WaitStatus) value { return py.Bool(s.CoreDump()) }),
		status("WEXITSTATUS", func(s unix.WaitStatus) value { return n(int(s) >> 8 & 0xff) }),
		status("WTERMSIG", func(s unix.WaitStatus) value { return n(int(s) & 0x7f) }),
		status("WSTOPSIG", func(s unix.WaitStatus) value { return n(int(s) >> 8 & 0xff) }),
		{Name: "waitstatus_to_exitcode", Sig: "(status)", FN: exitcode},
		{Name: "times", Sig: "()", Doc: "Return a collection containing process timing information.\n\nThe object returned behaves like a named tuple with these fields:\n  (utime, stime, cutime, cstime, elapsed_time)\nAll fields are floating-point numbers.", F0: times},
		{Name: "register_at_fork", Sig: "(*, before=<unrepresentable>, after_in_child=<unrepresentable>, after_in_parent=<unrepresentable>)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			if a[0].IsUnbound() && a[1].IsUnbound() && a[2].IsUnbound() {
				return value{}, py.TypeErrorf("At least one argument is required.")
			}
			return py.None, nil // there is no fork
		}},
	}
}

func system(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "system", "command", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	cmd := exec.Command("/bin/sh", "-c", p.name)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	t.Unlock()
	err := cmd.Run()
	t.Lock()
	if cmd.ProcessState == nil {
		return value{}, failure(err)
	}
	return py.Int(int64(cmd.ProcessState.Sys().(syscall.WaitStatus))), nil
}

// execute replaces the process.
func execute(t *thread, file, argv, env value) (value, *excp) {
	p, exc := pathArg(t, "execve", "path", file, false)
	if exc != nil {
		return value{}, exc
	}
	args, exc := stringList(t, argv, "execv: argv")
	if exc != nil {
		return value{}, exc
	}
	if len(args) == 0 {
		return value{}, py.ValueErrorf("execv() arg 2 must not be empty")
	}
	environ := os.Environ()
	if env.Bound() {
		if environ, exc = environment(t, env); exc != nil {
			return value{}, exc
		}
	}
	return value{}, failure(unix.Exec(p.name, args, environ), file)
}

func stringList(t *thread, v value, what string) ([]string, *excp) {
	items, exc := py.Collect(t, v)
	if exc != nil {
		return nil, exc
	}
	var out []string
	for _, item := range items {
		p, exc := pathArg(t, what, "item", item, false)
		if exc != nil {
			return nil, exc
		}
		out = append(out, p.name)
	}
	return out, nil
}

func environment(t *thread, env value) ([]string, *excp) {
	items, exc := py.CallMethod(t, env, py.Intern("items"))
	if exc != nil {
		return nil, exc
	}
	pairs, exc := py.Collect(t, items)
	if exc != nil {
		return nil, exc
	}
	var out []string
	for _, pair := range pairs {
		kv, exc := stringList(t, pair, "execve: env")
		if exc != nil {
			return nil, exc
		}
		if len(kv) != 2 || strings.Contains(kv[0][min(1, len(kv[0])):], "=") {
			return nil, py.ValueErrorf("illegal environment variable name")
		}
		out = append(out, kv[0]+"="+kv[1])
	}
	return out, nil
}

func waitpid(t *thread, _, a, b value) (value, *excp) {
	pid, options, exc := twoInts(t, []value{a, b})
	if exc != nil {
		return value{}, exc
	}
	var s unix.WaitStatus
	got := 0
	if exc := blocking(t, func() (err error) {
		got, err = unix.Wait4(pid, &s, options, nil)
		return err
	}); exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.Int(int64(got)), py.Int(int64(s))).V(), nil
}

func exitcode(t *thread, _ value, a []value) (value, *excp) {
	n, exc := intArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	switch s := unix.WaitStatus(n); {
	case s.Exited():
		return py.Int(int64(s.ExitStatus())), nil
	case s.Signaled():
		return py.Int(-int64(s.Signal())), nil
	case s.Stopped():
		return value{}, py.ValueErrorf("process stopped by delivery of signal %d", int(s.StopSignal()))
	}
	return value{}, py.ValueErrorf("invalid wait status: %d", n)
}

var started = time.Now()

func times(t *thread, _ value) (value, *excp) {
	var self, children unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &self); err != nil {
		return value{}, failure(err)
	}
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &children); err != nil {
		return value{}, failure(err)
	}
	sec := func(tv unix.Timeval) value { return py.Float(float64(tv.Sec) + float64(tv.Usec)/1e6) }
	return timesResult.Make(sec(self.Utime), sec(self.Stime), sec(children.Utime), sec(children.Stime), py.Float(time.Since(started).Seconds())), nil
}

// kill sends a signal. One to the process itself is handled before kill returns, as in CPython.
func kill(t *thread, self, pid, sig value) (value, *excp) {
	p, exc := py.IndexInt(t, pid, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	n, exc := py.IndexInt(t, sig, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if p == unix.Getpid() && n > 0 && py.RaiseSignal != nil {
		return py.None, py.RaiseSignal(t, n)
	}
	if err := unix.Kill(p, unix.Signal(n)); err != nil {
		return value{}, failure(err)
	}
	return py.None, nil
}
