//go:build unix

// This file defines the module and converts arguments and errors.

// Package posix is the posix module, on which os stands (Modules/posixmodule.c).
package posix

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	var methods []method
	for _, part := range [][]method{pathMethods(), statMethods(), fileMethods(), processMethods(), systemMethods()} {
		methods = append(methods, part...)
	}
	return &py.ModuleDef{Name: "posix", Doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.", Methods: methods, Exec: fill}
}

func fill(t *thread, m *py.Module) *excp {
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	for name, n := range constants() {
		set(name, py.Int(int64(n)))
	}
	env := py.NewDict()
	for _, kv := range os.Environ() {
		name, v, _ := strings.Cut(kv, "=")
		if name == "" {
			continue
		}
		if exc := env.Set(t, py.BytesOfString(name), py.BytesOfString(v)); exc != nil {
			return exc
		}
	}
	set("environ", env.V())
	have := py.NewList()
	for _, name := range haveFunctions {
		have.Items = append(have.Items, py.StrV(name))
	}
	set("_have_functions", have.V())
	set("error", py.OSError.V())
	for name, seq := range map[string]*py.StructSeq{"stat_result": statResult, "statvfs_result": statvfsResult, "terminal_size": terminalSize,
		"times_result": timesResult, "uname_result": unameResult, "waitid_result": waitidResult, "sched_param": schedParam} {
		set(name, seq.Type().V())
	}
	set("DirEntry", defineDirEntry())
	set("sysconf_names", names(t, sysconfNames))
	set("pathconf_names", names(t, pathconfNames))
	set("confstr_names", py.NewDict().V())
	return nil
}

func names(t *thread, table map[string]int) value {
	d := py.NewDict()
	for name, n := range table {
		d.SetStr(py.Intern(name), py.Int(int64(n)))
	}
	return d.V()
}

// haveFunctions tells os which functions take directory descriptors or descriptors.
var haveFunctions = []string{"HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR",
	"HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_MKDIRAT", "HAVE_MKFIFOAT",
	"HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT"}

// path is a path argument: a string, or a descriptor where a function allows it.
type pathT struct {
	name  string
	bytes bool // given as bytes
	fd    int  // -1: none
	arg   value
}

// pathArg converts the argument called param of fn; fds tells that a descriptor will do.
func pathArg(t *thread, fn, param string, v value, fds bool) (pathT, *excp) {
	p := pathT{fd: -1, arg: v}
	if fds && v.Type().Slots.Index != nil {
		n, exc := py.IndexInt(t, v, py.OverflowError)
		p.fd = n
		return p, exc
	}
	s, exc := fsPath(t, fn, param, v, fds)
	if exc != nil {
		return p, exc
	}
	if s.IsBytes() {
		p.name, p.bytes = py.AsBytes(s).String(), true
	} else {
		p.name = py.FSEncode(py.AsStr(s))
	}
	if strings.IndexByte(p.name, 0) >= 0 {
		return p, py.ValueErrorf("%s: embedded null character in %s", fn, param)
	}
	return p, nil
}

func fsPath(t *thread, fn, param string, v value, fds bool) (value, *excp) {
	if v.IsStr() || v.IsBytes() {
		return v, nil
	}
	r, ok, exc := py.CallSpecial(t, v, py.Intern("__fspath__"))
	if exc != nil {
		return value{}, exc
	}
	if !ok {
		kinds := "string, bytes or os.PathLike"
		if fds {
			kinds = "string, bytes, os.PathLike or integer"
			if fn == "listdir" || fn == "scandir" {
				kinds = "string, bytes, os.PathLike, integer or None"
			}
		}
		return value{}, py.TypeErrorf("%s: %s should be %s, not %s", fn, param, kinds, py.TypeName(v))
	}
	if !r.IsStr() && !r.IsBytes() {
		return value{}, py.TypeErrorf("expected %s.__fspath__() to return str or bytes, not %s", py.TypeName(v), py.TypeName(r))
	}
	return r, nil
}

// result is a name of the file system as str, or as bytes for a path that was given so.
func (p *pathT) result(name string) value {
	if p.bytes {
		return py.BytesOfString(name)
	}
	return py.FSDecode(name).V()
}

// failure turns an error of a system call into an OSError; names are the paths it speaks of.
func failure(err error, names ...value) *excp { return py.OSErrorOf(err, names...) }

// blocking runs a system call without the interpreter lock, again after interruptions.
func blocking(t *thread, call func() error) *excp {
	for {
		t.Unlock()
		err := call()
		t.Lock()
		if !errors.Is(err, unix.EINTR) {
			return failure(err)
		}
		if exc := t.CheckSignals(); exc != nil {
			return exc
		}
	}
}

func intArg(t *thread, v value) (int, *excp) { return py.IndexInt(t, v, py.OverflowError) }

// optInt is intArg with a value for an argument that was not given.
func optInt(t *thread, v value, otherwise int) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return otherwise, nil
	}
	return intArg(t, v)
}

// dirFD converts a dir_fd argument.
func dirFD(t *thread, v value) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return unix.AT_FDCWD, nil
	}
	if v.Type().Slots.Index == nil {
		return 0, py.TypeErrorf("argument should be integer or None, not %s", py.TypeName(v))
	}
	return intArg(t, v)
}

// flagArg converts an optional truth value.
func flagArg(t *thread, v value, otherwise bool) (bool, *excp) {
	if v.IsUnbound() {
		return otherwise, nil
	}
	return py.Truth(t, v)
}

// follow gives the AT_ flags for follow_symlinks.
func follow(t *thread, v value) (int, *excp) {
	yes, exc := flagArg(t, v, true)
	if yes {
		return 0, exc
	}
	return unix.AT_SYMLINK_NOFOLLOW, exc
}
