// This file maps errno values to the subclasses of OSError, and errors of the system to those.

package py

import (
	"sync"

	"adder/runtime/internal/crt"
)

// errnoTypes maps an errno to the type of error that it gives.
var errnoTypes = sync.OnceValue(func() map[int]*Type {
	table := []struct {
		errno crt.Errno
		typ   *Type
	}{
		{crt.EAGAIN, BlockingIOError},
		{crt.EALREADY, BlockingIOError},
		{crt.EINPROGRESS, BlockingIOError},
		{crt.EWOULDBLOCK, BlockingIOError},
		{crt.EPIPE, BrokenPipeError},
		{crt.ESHUTDOWN, BrokenPipeError},
		{crt.ECHILD, ChildProcessError},
		{crt.ECONNABORTED, ConnectionAbortedError},
		{crt.ECONNREFUSED, ConnectionRefusedError},
		{crt.ECONNRESET, ConnectionResetError},
		{crt.EEXIST, FileExistsError},
		{crt.ENOENT, FileNotFoundError},
		{crt.EISDIR, IsADirectoryError},
		{crt.ENOTDIR, NotADirectoryError},
		{crt.EINTR, InterruptedError},
		{crt.EACCES, PermissionError},
		{crt.EPERM, PermissionError},
		{crt.ESRCH, ProcessLookupError},
		{crt.ETIMEDOUT, TimeoutError},
	}
	m := make(map[int]*Type, len(table))
	for _, row := range table {
		m[int(row.errno)] = row.typ
	}
	return m
})

// OSErrorOf makes an OSError of an error of the system or of a package above it; nil stays nil. Of up to two file
// names that it speaks of, unbound ones are none.
func OSErrorOf(err error, files ...Value) *Exc {
	if err == nil {
		return nil
	}
	f, ok := crt.Describe(err)
	if !ok {
		return Errorf(OSError, "%s", err.Error())
	}
	typ := errnoTypes()[f.Errno]
	if typ == nil {
		typ = OSError
	}
	args := []Value{Int(int64(f.Errno)), StrV(f.Text), None, None, None}
	n := 2
	if len(files) > 0 && files[0].Bound() {
		args[2], n = files[0], 3
	}
	if f.WinError != 0 {
		args[3], n = Int(int64(f.WinError)), 4
	}
	if len(files) > 1 && files[1].Bound() {
		args[4], n = files[1], 5
	}
	return NewExc(typ, args[:n]...)
}

// Strerror tells the errno of an error of the os package, and the C library's text for it.
func Strerror(err error) (errno int, text string, ok bool) {
	f, ok := crt.Describe(err)
	return f.Errno, f.Text, ok
}
