// This file maps errno values to the subclasses of OSError.

package py

import (
	"sync"
	"syscall"
)

// errnoTypes maps an errno to the type of error that it gives.
var errnoTypes = sync.OnceValue(func() map[int]*Type {
	table := []struct {
		errno syscall.Errno
		typ   *Type
	}{
		{syscall.EAGAIN, BlockingIOError},
		{syscall.EALREADY, BlockingIOError},
		{syscall.EINPROGRESS, BlockingIOError},
		{syscall.EWOULDBLOCK, BlockingIOError},
		{syscall.EPIPE, BrokenPipeError},
		{syscall.ESHUTDOWN, BrokenPipeError},
		{syscall.ECHILD, ChildProcessError},
		{syscall.ECONNABORTED, ConnectionAbortedError},
		{syscall.ECONNREFUSED, ConnectionRefusedError},
		{syscall.ECONNRESET, ConnectionResetError},
		{syscall.EEXIST, FileExistsError},
		{syscall.ENOENT, FileNotFoundError},
		{syscall.EISDIR, IsADirectoryError},
		{syscall.ENOTDIR, NotADirectoryError},
		{syscall.EINTR, InterruptedError},
		{syscall.EACCES, PermissionError},
		{syscall.EPERM, PermissionError},
		{syscall.ESRCH, ProcessLookupError},
		{syscall.ETIMEDOUT, TimeoutError},
	}
	m := make(map[int]*Type, len(table))
	for _, row := range table {
		m[int(row.errno)] = row.typ
	}
	return m
})
