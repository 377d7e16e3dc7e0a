// This file defines the module and converts arguments and errors.

package nt

import (
	"os"
	"strings"
	"unicode/utf8"

	"adder/runtime/internal/crt"
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
	for _, part := range [][]method{pathMethods(), textMethods(), statMethods(), fileMethods(), processMethods(), systemMethods(), volumeMethods()} {
		methods = append(methods, part...)
	}
	return &py.ModuleDef{Name: "nt", Doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.", Methods: methods, Exec: fill}
}

func fill(t *thread, m *py.Module) *excp {
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	for name, n := range constants {
		set(name, py.Int(int64(n)))
	}
	env, exc := environ(t)
	if exc != nil {
		return exc
	}
	set("environ", env)
	have := py.NewList()
	for _, name := range []string{"HAVE_FTRUNCATE", "MS_WINDOWS"} {
		have.Items = append(have.Items, py.StrV(name))
	}
	set("_have_functions", have.V())
	set("error", py.OSError.V())
	for name, seq := range map[string]*py.StructSeq{"stat_result": statResult, "statvfs_result": statvfsResult, "terminal_size": terminalSize,
		"times_result": timesResult, "uname_result": unameResult} {
		set(name, seq.Type().V())
	}
	set("DirEntry", defineDirEntry())
	return nil
}

// environ makes the dict of the environment.
func environ(t *thread) (value, *excp) {
	env := py.NewDict()
	for _, kv := range os.Environ() {
		// A name can start with "=": cmd.exe keeps the folders of drives so.
		name, v, ok := strings.Cut(kv, "=")
		if !ok || name == "" {
			continue
		}
		if exc := env.Set(t, py.StrV(name), py.StrV(v)); exc != nil {
			return value{}, exc
		}
	}
	return env.V(), nil
}

var constants = map[string]int{
	"F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1, "TMP_MAX": 2147483647,
	"O_RDONLY": crt.O_RDONLY, "O_WRONLY": crt.O_WRONLY, "O_RDWR": crt.O_RDWR, "O_APPEND": crt.O_APPEND, "O_CREAT": crt.O_CREAT, "O_EXCL": crt.O_EXCL,
	"O_TRUNC": crt.O_TRUNC, "O_BINARY": crt.O_BINARY, "O_TEXT": crt.O_TEXT, "O_NOINHERIT": crt.O_NOINHERIT, "O_SHORT_LIVED": crt.O_SHORT_LIVED,
	"O_TEMPORARY": crt.O_TEMPORARY, "O_RANDOM": crt.O_RANDOM, "O_SEQUENTIAL": crt.O_SEQUENTIAL,
	"P_WAIT": 0, "P_NOWAIT": 1, "P_OVERLAY": 2, "P_NOWAITO": 3, "P_DETACH": 4,
	"_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS": 0x1000, "_LOAD_LIBRARY_SEARCH_APPLICATION_DIR": 0x200, "_LOAD_LIBRARY_SEARCH_SYSTEM32": 0x800,
	"_LOAD_LIBRARY_SEARCH_USER_DIRS": 0x400, "_LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR": 0x100,
}

// pathT is a path argument: a string, or a descriptor where a function allows it.
type pathT struct {
	name  string // in UTF-8, with surrogates by themselves in three bytes
	bytes bool   // given as bytes
	fd    int    // -1: none
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
		if !utf8.ValidString(p.name) {
			if _, _, exc := py.UTF8.Decode(t, []byte(p.name), "surrogatepass", true); exc != nil {
				return p, exc
			}
		}
	} else {
		p.name = py.AsStr(s).String()
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
		}
		if fn == "listdir" || fn == "scandir" {
			kinds = "string, bytes, os.PathLike or None"
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
	return py.StrV(name)
}

// failure turns an error into an OSError; names are the paths it speaks of.
func failure(err error, names ...value) *excp { return py.OSErrorOf(err, names...) }

func intArg(t *thread, v value) (int, *excp) { return py.IndexInt(t, v, py.OverflowError) }

// optInt is intArg with a value for an argument that was not given.
func optInt(t *thread, v value, otherwise int) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return otherwise, nil
	}
	return intArg(t, v)
}

func twoInts(t *thread, a []value) (x, y int, exc *excp) {
	if x, exc = intArg(t, a[0]); exc != nil {
		return
	}
	y, exc = intArg(t, a[1])
	return
}

// noDir refuses a dir_fd argument, for which Windows has nothing.
func noDir(v value) *excp {
	if v.IsUnbound() || v.IsNone() {
		return nil
	}
	return py.Errorf(py.NotImplementedError, "dir_fd unavailable on this platform")
}

// flagArg converts an optional truth value.
func flagArg(t *thread, v value, otherwise bool) (bool, *excp) {
	if v.IsUnbound() {
		return otherwise, nil
	}
	return py.Truth(t, v)
}

// blocking runs a call without the interpreter lock.
func blocking(t *thread, call func() error) *excp {
	t.Unlock()
	err := call()
	t.Lock()
	if exc := t.CheckSignals(); exc != nil {
		return exc
	}
	return failure(err)
}
