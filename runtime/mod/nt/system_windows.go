// This file holds the functions on the system and the environment.

package nt

import (
	"crypto/rand"
	"os"
	"runtime"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

var unameResult = &py.StructSeq{Name: "nt.uname_result", Fields: []string{"sysname", "nodename", "release", "version", "machine"}, Doc: "uname_result: Result from os.uname()."}

func systemMethods() []method {
	return []method{
		{Name: "putenv", Sig: "(name, value, /)", Doc: "Change or add an environment variable.", F2: putenv},
		{Name: "unsetenv", Sig: "(name, /)", Doc: "Delete an environment variable.", F1: func(t *thread, _, name value) (value, *excp) { return putenv(t, value{}, name, value{}) }},
		{Name: "_create_environ", Sig: "()", Doc: "Create the environment dictionary.", F0: func(t *thread, _ value) (value, *excp) { return environ(t) }},
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
		{Name: "strerror", Sig: "(code, /)", Doc: "Translate an error code to a message string.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := intArg(t, v)
			return py.StrV(crt.Strerror(crt.Errno(n))), exc
		}},
		{Name: "getlogin", Sig: "()", Doc: "Return the actual login name.", F0: func(t *thread, _ value) (value, *excp) {
			buf := make([]uint16, windows.MAX_PATH)
			n := uint32(len(buf))
			err := windows.GetUserNameEx(windows.NameSamCompatible, &buf[0], &n)
			name := windows.UTF16ToString(buf)
			for i := len(name) - 1; i >= 0; i-- {
				if name[i] == '\\' {
					name = name[i+1:]
					break
				}
			}
			return py.StrV(name), failure(err)
		}},
		{Name: "_add_dll_directory", Sig: "(path)", Doc: "Add a path to the DLL search path.\n\nThis search path is used when resolving dependencies for imported\nextension modules (the module itself is resolved through sys.path),\nand also by ctypes.\n\nReturns an opaque value that may be passed to os.remove_dll_directory\nto remove this directory.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			p, exc := pathArg(t, "_add_dll_directory", "path", a[0], false)
			if exc != nil {
				return value{}, exc
			}
			var cookie uintptr
			err := wide(func(dir *uint16) (err error) {
				cookie, err = windows.AddDllDirectory(dir)
				return err
			})(p.name)
			return py.Int(int64(cookie)), failure(err, a[0])
		}},
		{Name: "_remove_dll_directory", Sig: "(cookie)", Doc: "Removes a path from the DLL search path.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			cookie, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(windows.RemoveDllDirectory(uintptr(cookie)))
		}},
		{Name: "_supports_virtual_terminal", Sig: "()", Doc: "Checks if virtual terminal is supported in windows", F0: func(t *thread, _ value) (value, *excp) {
			var mode uint32
			h, err := windows.GetStdHandle(windows.STD_ERROR_HANDLE)
			ok := err == nil && windows.GetConsoleMode(h, &mode) == nil && mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0
			return py.Bool(ok), nil
		}},
		{Name: "_inputhook", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.None, nil }},
		{Name: "_is_inputhook_installed", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.False, nil }},
	}
}

// putenv sets a variable, or removes it for an unbound value.
func putenv(t *thread, _, nameArg, v value) (value, *excp) {
	name, exc := py.FSText(t, nameArg)
	if exc != nil {
		return value{}, exc
	}
	if name == "" {
		return value{}, failure(crt.EINVAL)
	}
	for i := 1; i < len(name); i++ {
		if name[i] == '=' {
			return value{}, py.ValueErrorf("illegal environment variable name")
		}
	}
	if v.IsUnbound() {
		return py.None, failure(os.Unsetenv(name))
	}
	text, exc := py.FSText(t, v)
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(os.Setenv(name, text))
}
