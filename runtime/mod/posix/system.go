//go:build unix

// This file holds the functions on the system and the environment.

package posix

import (
	"crypto/rand"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

var unameResult = &py.StructSeq{Name: "posix.uname_result", Fields: []string{"sysname", "nodename", "release", "version", "machine"}, Doc: "uname_result: Result from os.uname().\n\nThis object may be accessed either as a tuple of\n  (sysname, nodename, release, version, machine),\nor via the attributes sysname, nodename, release, version, and machine.\n\nSee os.uname for more information."}

func systemMethods() []method {
	return []method{
		{Name: "putenv", Sig: "(name, value, /)", Doc: "Change or add an environment variable.", F2: func(t *thread, _, name, v value) (value, *excp) {
			kv, exc := stringList(t, py.NewTuple(name, v).V(), "putenv")
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(os.Setenv(kv[0], kv[1]))
		}},
		{Name: "unsetenv", Sig: "(name, /)", Doc: "Delete an environment variable.", F1: func(t *thread, _, name value) (value, *excp) {
			p, exc := pathArg(t, "unsetenv", "name", name, false)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(os.Unsetenv(p.name))
		}},
		{Name: "_create_environ", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.NewDict().V(), nil }},
		{Name: "uname", Sig: "()", Doc: "Return an object identifying the current operating system.\n\nThe object behaves like a named tuple with the following fields:\n  (sysname, nodename, release, version, machine)", F0: uname},
		{Name: "urandom", Sig: "(size, /)", Doc: "Return a bytes object containing random bytes suitable for cryptographic use.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			if n < 0 {
				return value{}, py.ValueErrorf("negative argument not allowed")
			}
			buf := make([]byte, n)
			_, err := rand.Read(buf)
			return py.BytesV(buf), failure(err)
		}},
		{Name: "cpu_count", Sig: "()", Doc: "Return the number of logical CPUs in the system.\n\nReturn None if indeterminable.", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(runtime.NumCPU())), nil }},
		{Name: "sched_yield", Sig: "()", F0: func(t *thread, _ value) (value, *excp) {
			t.Unlock()
			runtime.Gosched()
			t.Lock()
			return py.None, nil
		}},
		{Name: "strerror", Sig: "(code, /)", Doc: "Translate an error code to a message string.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			return py.StrV(crt.Strerror(unix.Errno(n))), nil
		}},
		{Name: "getloadavg", Sig: "()", F0: loadavg},
		{Name: "getlogin", Sig: "()", F0: func(t *thread, _ value) (value, *excp) {
			if name := os.Getenv("LOGNAME"); name != "" && isTerminal(0) {
				return py.StrV(name), nil
			}
			return value{}, failure(unix.ENXIO)
		}},
		{Name: "sync", Sig: "()", F0: func(t *thread, _ value) (value, *excp) {
			unix.Sync()
			return py.None, nil
		}},
		{Name: "sysconf", Sig: "(name, /)", F1: func(t *thread, _, v value) (value, *excp) {
			name := ""
			if v.IsStr() {
				name = py.AsStr(v).String()
				if _, ok := sysconfNames[name]; !ok {
					return value{}, py.ValueErrorf("unrecognized configuration name")
				}
			}
			switch {
			case name == "SC_PAGESIZE" || name == "SC_PAGE_SIZE":
				return py.Int(int64(os.Getpagesize())), nil
			case name == "SC_NPROCESSORS_ONLN" || name == "SC_NPROCESSORS_CONF":
				return py.Int(int64(runtime.NumCPU())), nil
			case name == "SC_CLK_TCK":
				return py.Int(100), nil
			case name == "SC_OPEN_MAX":
				var lim unix.Rlimit
				err := unix.Getrlimit(unix.RLIMIT_NOFILE, &lim)
				return py.Int(int64(lim.Cur)), failure(err)
			case name == "SC_ARG_MAX":
				return py.Int(2097152), nil
			case name == "SC_IOV_MAX":
				return py.Int(1024), nil
			}
			return value{}, failure(unix.EINVAL)
		}},
		{Name: "_inputhook", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.None, nil }},
		{Name: "_is_inputhook_installed", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.False, nil }},
	}
}

func uname(t *thread, _ value) (value, *excp) {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return value{}, failure(err)
	}
	s := func(b []byte) value { return py.StrV(unix.ByteSliceToString(b)) }
	return unameResult.Make(s(u.Sysname[:]), s(u.Nodename[:]), s(u.Release[:]), s(u.Version[:]), s(u.Machine[:])), nil
}

var sysconfNames = map[string]int{"SC_ARG_MAX": 0, "SC_CLK_TCK": 2, "SC_OPEN_MAX": 4, "SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_IOV_MAX": 60, "SC_NPROCESSORS_CONF": 83, "SC_NPROCESSORS_ONLN": 84}

var pathconfNames = map[string]int{"PC_LINK_MAX": 0, "PC_NAME_MAX": 3, "PC_PATH_MAX": 4, "PC_PIPE_BUF": 5}

// constants are the integers that all unix systems have; constantsOS adds the others.
func constants() map[string]int {
	c := map[string]int{
		"F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1, "SEEK_DATA": 3, "SEEK_HOLE": 4,
		"EX_OK": 0, "EX_USAGE": 64, "EX_DATAERR": 65, "EX_NOINPUT": 66, "EX_NOUSER": 67, "EX_NOHOST": 68, "EX_UNAVAILABLE": 69,
		"EX_SOFTWARE": 70, "EX_OSERR": 71, "EX_OSFILE": 72, "EX_CANTCREAT": 73, "EX_IOERR": 74, "EX_TEMPFAIL": 75, "EX_PROTOCOL": 76,
		"EX_NOPERM": 77, "EX_CONFIG": 78, "NGROUPS_MAX": 65536, "TMP_MAX": 238328,
		"O_RDONLY": unix.O_RDONLY, "O_WRONLY": unix.O_WRONLY, "O_RDWR": unix.O_RDWR, "O_APPEND": unix.O_APPEND, "O_CREAT": unix.O_CREAT,
		"O_EXCL": unix.O_EXCL, "O_TRUNC": unix.O_TRUNC, "O_NONBLOCK": unix.O_NONBLOCK, "O_NDELAY": unix.O_NONBLOCK, "O_SYNC": unix.O_SYNC,
		"O_NOCTTY": unix.O_NOCTTY, "O_CLOEXEC": unix.O_CLOEXEC, "O_DIRECTORY": unix.O_DIRECTORY, "O_NOFOLLOW": unix.O_NOFOLLOW,
		"O_ACCMODE": unix.O_ACCMODE, "O_ASYNC": unix.O_ASYNC, "O_DSYNC": unix.O_DSYNC,
		"WNOHANG": unix.WNOHANG, "WUNTRACED": unix.WUNTRACED, "WCONTINUED": unix.WCONTINUED, "WEXITED": unix.WEXITED, "WSTOPPED": unix.WSTOPPED, "WNOWAIT": unix.WNOWAIT,
		"P_ALL": 0, "P_PID": 1, "P_PGID": 2, "PRIO_PROCESS": unix.PRIO_PROCESS, "PRIO_PGRP": unix.PRIO_PGRP, "PRIO_USER": unix.PRIO_USER,
		"CLD_EXITED": 1, "CLD_KILLED": 2, "CLD_DUMPED": 3, "CLD_TRAPPED": 4, "CLD_STOPPED": 5, "CLD_CONTINUED": 6,
		"F_LOCK": 1, "F_TEST": 3, "F_TLOCK": 2, "F_ULOCK": 0, "SCHED_OTHER": 0, "SCHED_FIFO": 1, "SCHED_RR": 2,
		"ST_RDONLY": 1, "ST_NOSUID": 2, "RTLD_LAZY": 1, "RTLD_NOW": 2, "RTLD_GLOBAL": 256, "RTLD_LOCAL": 0,
	}
	for name, n := range constantsOS {
		c[name] = n
	}
	return c
}
