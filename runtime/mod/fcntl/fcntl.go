//go:build unix

// This file defines the module and its four functions.

// Package fcntl is the fcntl module (Modules/fcntlmodule.c).
package fcntl

import (
	"errors"
	"math/big"
	"runtime"
	"unsafe"

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
	return &py.ModuleDef{Name: "fcntl", Doc: "This module performs file control and I/O control on file\ndescriptors.  It is an interface to the fcntl() and ioctl() Unix\nroutines.  File descriptors can be obtained with the fileno() method of\na file or socket object.", Methods: []method{
		{Name: "fcntl", Sig: "(fd, cmd, arg=0, /)", Doc: "Perform the operation cmd on file descriptor fd.\n\nThe values used for cmd are operating system dependent, and are\navailable as constants in the fcntl module, using the same names as used\nin the relevant C header files.  The argument arg is optional, and\ndefaults to 0; it may be an int or a string.  If arg is given as a string,\nthe return value of fcntl is a string of that length, containing the\nresulting value put in the arg buffer by the operating system.  The length\nof the arg string is not allowed to exceed 1024 bytes.  If the arg given\nis an integer or if none is specified, the result value is an integer\ncorresponding to the return value of the fcntl call in the C code.", FN: control},
		{Name: "ioctl", Sig: "(fd, request, arg=0, mutate_flag=True, /)", Doc: "Perform the operation request on file descriptor fd.\n\nThe values used for request are operating system dependent, and are\navailable as constants in the fcntl or termios library modules, using\nthe same names as used in the relevant C header files.", FN: ioControl},
		{Name: "flock", Sig: "(fd, operation, /)", Doc: "Perform the lock operation on file descriptor fd.\n\nSee the Unix manual page for flock(2) for details (On some systems, this\nfunction is emulated using fcntl()).", F2: func(t *thread, _, fdArg, op value) (value, *excp) {
			fd, n, exc := fdAndInt(t, fdArg, op)
			if exc != nil {
				return value{}, exc
			}
			return py.None, again(t, func() error { return unix.Flock(fd, n) })
		}},
		{Name: "lockf", Sig: "(fd, cmd, len=0, start=0, whence=0, /)", Doc: "A wrapper around the fcntl() locking calls.\n\nfd is the file descriptor of the file to lock or unlock, and operation\nis one of the following values:\n\n    LOCK_UN - unlock\n    LOCK_SH - acquire a shared lock\n    LOCK_EX - acquire an exclusive lock\n\nWhen operation is LOCK_SH or LOCK_EX, it can also be bitwise ORed with\nLOCK_NB to avoid blocking on lock acquisition.  If LOCK_NB is used and the\nlock cannot be acquired, an OSError will be raised and the exception will\nhave an errno attribute set to EACCES or EAGAIN (depending on the\noperating system -- for portability, check for either value).\n\nlen is the number of bytes to lock, with the default meaning to lock to\nEOF.  start is the byte offset, relative to whence, to that the lock\nstarts.  whence is as with fileobj.seek(), specifically:\n\n    0 - relative to the start of the file (SEEK_SET)\n    1 - relative to the current buffer position (SEEK_CUR)\n    2 - relative to the end of the file (SEEK_END)", FN: lockf},
	}, Exec: func(t *thread, m *py.Module) *excp {
		for _, table := range []map[string]int64{constants, constantsOS} {
			for name, n := range table {
				m.Dict.SetStr(py.Intern(name), py.Int(n))
			}
		}
		return nil
	}}
}

var constants = map[string]int64{
	"LOCK_SH": unix.LOCK_SH, "LOCK_EX": unix.LOCK_EX, "LOCK_NB": unix.LOCK_NB, "LOCK_UN": unix.LOCK_UN,
	"F_DUPFD": unix.F_DUPFD, "F_DUPFD_CLOEXEC": unix.F_DUPFD_CLOEXEC, "F_GETFD": unix.F_GETFD, "F_SETFD": unix.F_SETFD, "F_GETFL": unix.F_GETFL,
	"F_SETFL": unix.F_SETFL, "F_GETLK": unix.F_GETLK, "F_SETLK": unix.F_SETLK, "F_SETLKW": unix.F_SETLKW, "F_GETOWN": unix.F_GETOWN,
	"F_SETOWN": unix.F_SETOWN, "F_RDLCK": unix.F_RDLCK, "F_WRLCK": unix.F_WRLCK, "F_UNLCK": unix.F_UNLCK, "FD_CLOEXEC": unix.FD_CLOEXEC,
	"FASYNC": unix.O_ASYNC,
}

func failure(err error) *excp { return py.OSErrorOf(err) }

func fdAndInt(t *thread, fdArg, v value) (fd, n int, exc *excp) {
	if fd, exc = py.Fileno(t, fdArg); exc != nil {
		return
	}
	n, exc = py.IndexInt(t, v, py.OverflowError)
	return
}

// again runs a call without the interpreter lock, again after interruptions.
func again(t *thread, call func() error) *excp {
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

// word converts an integer argument to the bits of a C long or int.
func word(t *thread, v value) (uintptr, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	return uintptr(new(big.Int).And(py.ToBig(i), new(big.Int).SetUint64(1<<64-1)).Uint64()), nil
}

// maxBuffer is the longest buffer that a copy is made of.
const maxBuffer = 1024

// textOrBytes copies the contents of a str or of an object with bytes; nil if v is neither.
func textOrBytes(t *thread, v value) ([]byte, bool, *excp) {
	if v.IsStr() {
		return []byte(py.AsStr(v).String()), true, nil
	}
	if v.Type().Slots.Index != nil {
		return nil, false, nil
	}
	data, exc := py.BytesLike(t, v)
	if exc != nil {
		return nil, false, nil
	}
	return append([]byte(nil), data...), true, nil
}

func control(t *thread, _ value, a []value) (value, *excp) {
	fd, cmd, exc := fdAndInt(t, a[0], a[1])
	if exc != nil {
		return value{}, exc
	}
	call := func(arg uintptr) (n int, exc *excp) {
		exc = again(t, func() error {
			r, _, errno := unix.Syscall(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), arg)
			n = int(r)
			return asError(errno)
		})
		return n, exc
	}
	if a[2].Bound() {
		data, ok, exc := textOrBytes(t, a[2])
		if exc != nil {
			return value{}, exc
		}
		if ok {
			if len(data) > maxBuffer {
				return value{}, py.ValueErrorf("fcntl argument 3 is too long")
			}
			buf := append(data, make([]byte, maxBuffer-len(data)+1)...)
			_, exc := call(uintptr(unsafe.Pointer(&buf[0])))
			runtime.KeepAlive(buf)
			return py.BytesV(buf[:len(data)]), exc
		}
	}
	arg := uintptr(0)
	if a[2].Bound() {
		if a[2].Type().Slots.Index == nil {
			return value{}, py.TypeErrorf("fcntl() argument 3 must be an integer, a bytes-like object, or a string, not %s", py.TypeName(a[2]))
		}
		if arg, exc = word(t, a[2]); exc != nil {
			return value{}, exc
		}
	}
	n, exc := call(arg)
	return py.Int(int64(n)), exc
}

func asError(errno unix.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}

func ioControl(t *thread, _ value, a []value) (value, *excp) {
	fd, exc := py.Fileno(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	request, exc := word(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	call := func(arg uintptr) (n int, exc *excp) {
		t.Unlock()
		r, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), request, arg)
		t.Lock()
		return int(r), failure(asError(errno))
	}
	if a[2].IsUnbound() || a[2].Type().Slots.Index != nil {
		arg := uintptr(0)
		if a[2].Bound() {
			if arg, exc = word(t, a[2]); exc != nil {
				return value{}, exc
			}
		}
		n, exc := call(arg)
		return py.Int(int64(n)), exc
	}
	mutate := true
	if a[3].Bound() {
		if mutate, exc = py.Truth(t, a[3]); exc != nil {
			return value{}, exc
		}
	}
	if mutate && !a[2].IsStr() {
		if buf, exc := py.WritableBuffer(t, a[2]); exc == nil {
			defer buf.Release(t)
			target := buf.Contents()
			// A copy has room behind it, for requests that write more than they should.
			work := append(append([]byte(nil), target...), make([]byte, max(maxBuffer-len(target), 0)+1)...)
			n, exc := call(uintptr(unsafe.Pointer(&work[0])))
			copy(target, work)
			return py.Int(int64(n)), exc
		}
	}
	data, ok, exc := textOrBytes(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	if !ok {
		return value{}, py.TypeErrorf("ioctl() argument 3 must be an integer, a bytes-like object, or a string, not %s", py.TypeName(a[2]))
	}
	if len(data) > maxBuffer {
		return value{}, py.ValueErrorf("ioctl argument 3 is too long")
	}
	buf := append(data, make([]byte, maxBuffer-len(data)+1)...)
	_, exc = call(uintptr(unsafe.Pointer(&buf[0])))
	return py.BytesV(buf[:len(data)]), exc
}

func lockf(t *thread, _ value, a []value) (value, *excp) {
	fd, op, exc := fdAndInt(t, a[0], a[1])
	if exc != nil {
		return value{}, exc
	}
	lock := unix.Flock_t{}
	switch {
	case op == unix.LOCK_UN:
		lock.Type = unix.F_UNLCK
	case op&unix.LOCK_SH != 0:
		lock.Type = unix.F_RDLCK
	case op&unix.LOCK_EX != 0:
		lock.Type = unix.F_WRLCK
	default:
		return value{}, py.ValueErrorf("unrecognized lockf argument")
	}
	var n [3]int
	for i, v := range a[2:] {
		if v.Bound() {
			if n[i], exc = py.IndexInt(t, v, py.OverflowError); exc != nil {
				return value{}, exc
			}
		}
	}
	lock.Len, lock.Start, lock.Whence = int64(n[0]), int64(n[1]), int16(n[2])
	cmd := unix.F_SETLKW
	if op&unix.LOCK_NB != 0 {
		cmd = unix.F_SETLK
	}
	return py.None, again(t, func() error { return unix.FcntlFlock(uintptr(fd), cmd, &lock) })
}
