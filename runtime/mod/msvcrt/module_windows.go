// This file defines the module: descriptors and handles, and the console's keys.

package msvcrt

import (
	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

var constants = map[string]int64{
	"LK_UNLCK": unlock, "LK_LOCK": lock, "LK_NBLCK": lockNow, "LK_RLCK": readLock, "LK_NBRLCK": readLockNow,
	"SEM_FAILCRITICALERRORS": 1, "SEM_NOALIGNMENTFAULTEXCEPT": 4, "SEM_NOGPFAULTERRORBOX": 2, "SEM_NOOPENFILEERRORBOX": 0x8000,
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "msvcrt", Methods: append(consoleMethods(), []method{
		{Name: "heapmin", Sig: "()", Doc: "Minimize the malloc() heap.", F0: func(t *thread, _ value) (value, *excp) { return py.None, nil }},
		{Name: "locking", Sig: "(fd, mode, nbytes, /)", Doc: "Lock part of a file based on file descriptor fd from the C runtime.", F3: locking},
		{Name: "setmode", Sig: "(fd, mode, /)", Doc: "Set the line-end translation mode for the file descriptor fd.", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, mode, exc := twoInts(t, a, b)
			if exc != nil {
				return value{}, exc
			}
			if mode != crt.O_TEXT && mode != crt.O_BINARY {
				return value{}, py.OSErrorOf(crt.EINVAL)
			}
			old, err := crt.SetMode(fd, mode)
			return py.Int(int64(old)), py.OSErrorOf(err)
		}},
		{Name: "open_osfhandle", Sig: "(handle, flags, /)", Doc: "Create a C runtime file descriptor from the file handle handle.", F2: func(t *thread, _, a, b value) (value, *excp) {
			handle, flags, exc := twoInts(t, a, b)
			if exc != nil {
				return value{}, exc
			}
			return py.Int(int64(crt.Adopt(windows.Handle(handle), flags&^crt.O_TEXT))), nil
		}},
		{Name: "get_osfhandle", Sig: "(fd, /)", Doc: "Return the file handle for the file descriptor fd.", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			h, err := crt.Handle(fd)
			return py.Int(int64(h)), py.OSErrorOf(err)
		}},
		{Name: "GetErrorMode", Sig: "()", Doc: "Wrapper around GetErrorMode.", F0: func(t *thread, _ value) (value, *excp) {
			r, _, _ := kernel32.NewProc("GetErrorMode").Call()
			return py.Int(int64(r)), nil
		}},
		{Name: "SetErrorMode", Sig: "(mode, /)", Doc: "Wrapper around SetErrorMode.", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			r, _, _ := kernel32.NewProc("SetErrorMode").Call(uintptr(n))
			return py.Int(int64(r)), nil
		}},
	}...), Exec: func(t *thread, m *py.Module) *excp {
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), py.Int(n))
		}
		return nil
	}}
}

func intArg(t *thread, v value) (int, *excp) { return py.IndexInt(t, v, py.OverflowError) }

func twoInts(t *thread, a, b value) (x, y int, exc *excp) {
	if x, exc = intArg(t, a); exc != nil {
		return
	}
	y, exc = intArg(t, b)
	return
}

var kernel32 = windows.NewLazySystemDLL("kernel32.dll")
