//go:build unix

// This file implements fork_exec, on which subprocess stands.

// Package subprocess is the _posixsubprocess module. Between fork and exec no Go code can run, so the
// system's own call does both; what Python's would do in the child is prepared before it.
package subprocess

import (
	"fmt"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

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
	return &py.ModuleDef{Name: "_posixsubprocess", Doc: "A POSIX helper for the subprocess module.", Methods: []py.Method{
		{Name: "fork_exec", Sig: "(args, executable_list, close_fds, pass_fds, working_dir, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)", FN: forkExec},
	}}
}

// The parameters of fork_exec.
const (
	argArgs = iota
	argExecutables
	argCloseFDs
	argPassFDs
	argDir
	argEnv
	argStdinRead
	argStdinWrite
	argStdoutRead
	argStdoutWrite
	argStderrRead
	argStderrWrite
	argErrorRead
	argErrorWrite
	argRestoreSignals
	argSetsid
	argGroup
	argGID
	argGroups
	argUID
	argUmask
	argPreexec
)

const sigpipe = 13

// noChild is returned where no process could be started; it is the number of none, so that to wait for it
// fails.
const noChild = 1 << 30

func forkExec(t *thread, self value, args []value) (value, *excp) {
	if !args[argPreexec].IsNone() {
		return value{}, py.RuntimeErrorf("preexec_fn is not supported by Adder")
	}
	argv, exc := texts(t, args[argArgs], "expected tuple or list")
	if exc != nil {
		return value{}, exc
	}
	programs, exc := texts(t, args[argExecutables], "expected tuple or list")
	if exc != nil {
		return value{}, exc
	}
	attr, exc := attributes(t, args)
	if exc != nil {
		return value{}, exc
	}
	var n [4]int // error pipe, umask, restore_signals, unused
	for i, at := range [...]int{argErrorWrite, argUmask} {
		if n[i], exc = py.IndexInt(t, args[at], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	restore, exc := py.Truth(t, args[argRestoreSignals])
	if exc != nil {
		return value{}, exc
	}
	if attr.Dir != "" {
		if err := unix.Access(attr.Dir, unix.X_OK); err != nil {
			report(n[0], err, "noexec:chdir")
			return py.Int(noChild), nil
		}
	}
	if restore && sched.Ignored(sigpipe) {
		sched.Default(sigpipe)
		defer sched.Ignore(sigpipe)
	}
	if n[1] >= 0 {
		old := unix.Umask(n[1])
		defer unix.Umask(old)
	}
	pid, err := start(programs, argv, attr)
	if err != nil {
		report(n[0], err, "")
		return py.Int(noChild), nil
	}
	return py.Int(int64(pid)), nil
}

// start starts the first of the programs that exists.
func start(programs, argv []string, attr *syscall.ProcAttr) (pid int, err error) {
	var saved error
	err = unix.ENOENT
	for _, program := range programs {
		path := program
		if attr.Dir != "" && path[0] != '/' {
			path = attr.Dir + "/" + path
		}
		if err = unix.Access(path, unix.X_OK); err == nil {
			if pid, err = syscall.ForkExec(program, argv, attr); err == nil {
				return pid, nil
			}
		}
		if err != unix.ENOENT && err != unix.ENOTDIR && saved == nil {
			saved = err
		}
	}
	if saved != nil {
		err = saved
	}
	return 0, err
}

// report writes an error to the pipe from which subprocess learns why the child failed.
func report(fd int, err error, detail string) {
	errno, ok := err.(syscall.Errno)
	if !ok {
		errno = unix.EINVAL
	}
	_, _ = unix.Write(fd, fmt.Appendf(nil, "OSError:%x:%s", int(errno), detail))
}

// texts reads a sequence of strs or bytes, as names for the system.
func texts(t *thread, v value, message string) ([]string, *excp) {
	if !v.IsTuple() && !v.IsList() {
		return nil, py.TypeErrorf("%s", message)
	}
	items, exc := py.Collect(t, v)
	if exc != nil {
		return nil, exc
	}
	out := make([]string, len(items))
	for i, item := range items {
		data, exc := py.FSBytes(t, item)
		if exc != nil {
			return nil, exc
		}
		for _, c := range data {
			if c == 0 {
				return nil, py.ValueErrorf("embedded null byte")
			}
		}
		out[i] = string(data)
	}
	return out, nil
}

// attributes are what the child gets: directory, environment, descriptors, groups and users.
func attributes(t *thread, args []value) (*syscall.ProcAttr, *excp) {
	attr := &syscall.ProcAttr{Env: os.Environ(), Sys: &syscall.SysProcAttr{}}
	var exc *excp
	if !args[argDir].IsNone() {
		data, exc := py.FSBytes(t, args[argDir])
		if exc != nil {
			return nil, exc
		}
		attr.Dir = string(data)
	}
	if !args[argEnv].IsNone() {
		if attr.Env, exc = texts(t, args[argEnv], "env must be a sequence"); exc != nil {
			return nil, exc
		}
	}
	if attr.Sys.Setsid, exc = py.Truth(t, args[argSetsid]); exc != nil {
		return nil, exc
	}
	group, exc := py.IndexInt(t, args[argGroup], py.OverflowError)
	if exc != nil {
		return nil, exc
	}
	if group >= 0 {
		attr.Sys.Setpgid, attr.Sys.Pgid = true, group
	}
	if attr.Sys.Credential, exc = credential(t, args); exc != nil {
		return nil, exc
	}
	attr.Files, exc = files(t, args)
	return attr, exc
}

func credential(t *thread, args []value) (*syscall.Credential, *excp) {
	uid, gid, groups := args[argUID], args[argGID], args[argGroups]
	if uid.IsNone() && gid.IsNone() && groups.IsNone() {
		return nil, nil
	}
	c := &syscall.Credential{Uid: uint32(unix.Geteuid()), Gid: uint32(unix.Getegid()), NoSetGroups: groups.IsNone()}
	for _, p := range [...]struct {
		v  value
		to *uint32
	}{{uid, &c.Uid}, {gid, &c.Gid}} {
		if !p.v.IsNone() {
			n, exc := py.IndexInt(t, p.v, py.OverflowError)
			if exc != nil {
				return nil, exc
			}
			*p.to = uint32(n)
		}
	}
	if !groups.IsNone() {
		items, exc := py.Collect(t, groups)
		if exc != nil {
			return nil, exc
		}
		for _, item := range items {
			n, exc := py.IndexInt(t, item, py.OverflowError)
			if exc != nil {
				return nil, exc
			}
			c.Groups = append(c.Groups, uint32(n))
		}
	}
	return c, nil
}

// closed stands for a descriptor that the child does not have.
const closed = ^uintptr(0)

// files lays out the child's descriptors: the three standard ones, those to pass at their own numbers, and
// nothing where a descriptor of ours would be inherited.
func files(t *thread, args []value) ([]uintptr, *excp) {
	out := []uintptr{0, 1, 2}
	for i, at := range [...]int{argStdinRead, argStdoutWrite, argStderrWrite} {
		fd, exc := py.IndexInt(t, args[at], py.OverflowError)
		if exc != nil {
			return nil, exc
		}
		if fd >= 0 {
			out[i] = uintptr(fd)
		}
	}
	errorPipe, exc := py.IndexInt(t, args[argErrorWrite], py.OverflowError)
	if exc != nil {
		return nil, exc
	}
	set := func(fd int, to uintptr) {
		for len(out) <= fd {
			out = append(out, keepOrClose(len(out)))
		}
		out[fd] = to
	}
	passed := map[int]bool{}
	items, exc := py.Collect(t, args[argPassFDs])
	if exc != nil {
		return nil, exc
	}
	for _, item := range items {
		fd, exc := py.IndexInt(t, item, py.OverflowError)
		if exc != nil {
			return nil, exc
		}
		if passed[fd] = true; fd != errorPipe && fd > 2 {
			set(fd, uintptr(fd))
		}
	}
	closeAll, exc := py.Truth(t, args[argCloseFDs])
	if exc != nil {
		return nil, exc
	}
	if closeAll {
		for _, fd := range inheritable() {
			if fd > 2 && !passed[fd] {
				set(fd, closed)
			}
		}
	}
	return out, nil
}

// keepOrClose is what the child gets at a number that lies between those laid out: what it would inherit.
func keepOrClose(fd int) uintptr {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	if err != nil || flags&unix.FD_CLOEXEC != 0 {
		return closed
	}
	return uintptr(fd)
}

// inheritable lists our descriptors that a child would get.
func inheritable() (fds []int) {
	dir := "/proc/self/fd"
	if _, err := os.Stat(dir); err != nil {
		dir = "/dev/fd"
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && flags&unix.FD_CLOEXEC == 0 {
			fds = append(fds, fd)
		}
	}
	return fds
}
