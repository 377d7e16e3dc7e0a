//go:build unix

// This file holds the functions on descriptors.

package posix

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func fileMethods() []method {
	fd0 := func(name string, call func(fd int) error) method {
		return method{Name: name, Sig: "(fd)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := py.Fileno(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.None, blocking(t, func() error { return call(fd) })
		}}
	}
	return []method{
		{Name: "open", Sig: "(path, flags, mode=511, *, dir_fd=None)", Doc: "Open a file for low level IO.  Returns a file descriptor (integer).", FN: open},
		{Name: "close", Sig: "(fd)", Doc: "Close a file descriptor.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.Close(fd))
		}},
		{Name: "closerange", Sig: "(fd_low, fd_high, /)", F2: func(t *thread, _, lo, hi value) (value, *excp) {
			a, b, exc := twoInts(t, []value{lo, hi})
			for fd := a; exc == nil && fd < b; fd++ {
				_ = unix.Close(fd)
			}
			return py.None, exc
		}},
		{Name: "read", Sig: "(fd, length, /)", Doc: "Read from a file descriptor.  Returns a bytes object.", F2: func(t *thread, _, fd, n value) (value, *excp) { return read(t, fd, n, -1) }},
		{Name: "pread", Sig: "(fd, length, offset, /)", F3: func(t *thread, _, fd, n, off value) (value, *excp) {
			at, exc := intArg(t, off)
			if exc != nil {
				return value{}, exc
			}
			return read(t, fd, n, at)
		}},
		{Name: "write", Sig: "(fd, data, /)", Doc: "Write a bytes object to a file descriptor.", F2: func(t *thread, _, fd, data value) (value, *excp) { return write(t, fd, data, -1) }},
		{Name: "pwrite", Sig: "(fd, buffer, offset, /)", F3: func(t *thread, _, fd, data, off value) (value, *excp) {
			at, exc := intArg(t, off)
			if exc != nil {
				return value{}, exc
			}
			return write(t, fd, data, at)
		}},
		{Name: "lseek", Sig: "(fd, position, whence, /)", Doc: "Set the position of a file descriptor.  Return the new position.", F3: func(t *thread, _, a, b, c value) (value, *excp) {
			fd, pos, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			whence, exc := intArg(t, c)
			if exc != nil {
				return value{}, exc
			}
			at, err := unix.Seek(fd, int64(pos), whence)
			return py.Int(at), failure(err)
		}},
		{Name: "ftruncate", Sig: "(fd, length, /)", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, n, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.Ftruncate(fd, int64(n)))
		}},
		fd0("fsync", unix.Fsync), fd0("fdatasync", unix.Fsync),
		{Name: "isatty", Sig: "(fd, /)", Doc: "Return True if the fd is connected to a terminal.", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			return py.Bool(exc == nil && isTerminal(fd)), exc
		}},
		{Name: "dup", Sig: "(fd, /)", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
			return py.Int(int64(n)), failure(err)
		}},
		{Name: "dup2", Sig: "(fd, fd2, inheritable=True)", FN: dup2},
		{Name: "pipe", Sig: "()", Doc: "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)", F0: func(t *thread, _ value) (value, *excp) {
			var p [2]int
			if err := unix.Pipe(p[:]); err != nil {
				return value{}, failure(err)
			}
			unix.CloseOnExec(p[0])
			unix.CloseOnExec(p[1])
			return py.NewTuple(py.Int(int64(p[0])), py.Int(int64(p[1]))).V(), nil
		}},
		{Name: "get_inheritable", Sig: "(fd, /)", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
			return py.Bool(flags&unix.FD_CLOEXEC == 0), failure(err)
		}},
		{Name: "set_inheritable", Sig: "(fd, inheritable, /)", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, yes, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(inheritable(fd, yes != 0))
		}},
		{Name: "get_blocking", Sig: "(fd, /)", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
			return py.Bool(flags&unix.O_NONBLOCK == 0), failure(err)
		}},
		{Name: "set_blocking", Sig: "(fd, blocking, /)", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, yes, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.SetNonblock(fd, yes == 0))
		}},
		{Name: "device_encoding", Sig: "(fd)", Doc: "Return a string describing the encoding of a terminal's file descriptor.\n\nThe file descriptor must be attached to a terminal.\nIf the device is not a terminal, return None.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil || !isTerminal(fd) {
				return py.None, exc
			}
			return py.StrV("utf-8"), nil
		}},
		{Name: "get_terminal_size", Sig: "(fd=<unrepresentable>, /)", Doc: "Return the size of the terminal window as (columns, lines).", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := optInt(t, a[0], 1)
			if exc != nil {
				return value{}, exc
			}
			size, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
			if err != nil {
				return value{}, failure(err)
			}
			return terminalSize.Make(py.Int(int64(size.Col)), py.Int(int64(size.Row))), nil
		}},
	}
}

var terminalSize = &py.StructSeq{Name: "os.terminal_size", Fields: []string{"columns", "lines"}, Doc: "A tuple of (columns, lines) for holding terminal window size"}

func isTerminal(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}

func inheritable(fd int, yes bool) error {
	flags := unix.FD_CLOEXEC
	if yes {
		flags = 0
	}
	_, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, flags)
	return err
}

func open(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "open", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	flags, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	mode, exc := optInt(t, a[2], 0o777)
	if exc != nil {
		return value{}, exc
	}
	dir, exc := dirFD(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	for {
		t.Unlock()
		fd, err := unix.Openat(dir, p.name, flags|unix.O_CLOEXEC, uint32(mode))
		t.Lock()
		if err == nil {
			return py.Int(int64(fd)), nil
		}
		if err != unix.EINTR {
			return value{}, failure(err, a[0])
		}
		if exc := t.CheckSignals(); exc != nil {
			return value{}, exc
		}
	}
}

// read reads once; a negative offset means at the current position.
func read(t *thread, fdArg, n value, at int) (value, *excp) {
	fd, length, exc := twoInts(t, []value{fdArg, n})
	if exc != nil {
		return value{}, exc
	}
	if length < 0 {
		return value{}, failure(unix.EINVAL)
	}
	buf := make([]byte, length)
	got := 0
	exc = blocking(t, func() (err error) {
		if at >= 0 {
			got, err = unix.Pread(fd, buf, int64(at))
		} else {
			got, err = unix.Read(fd, buf)
		}
		return err
	})
	if exc != nil {
		return value{}, exc
	}
	return py.BytesV(buf[:got]), nil
}

func write(t *thread, fdArg, data value, at int) (value, *excp) {
	fd, exc := intArg(t, fdArg)
	if exc != nil {
		return value{}, exc
	}
	buf, exc := py.BytesLike(t, data)
	if exc != nil {
		return value{}, exc
	}
	n := 0
	exc = blocking(t, func() (err error) {
		if at >= 0 {
			n, err = unix.Pwrite(fd, buf, int64(at))
		} else {
			n, err = unix.Write(fd, buf)
		}
		return err
	})
	return py.Int(int64(n)), exc
}

func dup2(t *thread, _ value, a []value) (value, *excp) {
	fd, fd2, exc := twoInts(t, a)
	if exc != nil {
		return value{}, exc
	}
	keep, exc := flagArg(t, a[2], true)
	if exc != nil {
		return value{}, exc
	}
	if err := dupTo(fd, fd2); err != nil {
		return value{}, failure(err)
	}
	return py.Int(int64(fd2)), failure(inheritable(fd2, keep))
}
