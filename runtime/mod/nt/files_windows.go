// This file holds the functions on descriptors.

package nt

import (
	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

var terminalSize = &py.StructSeq{Name: "os.terminal_size", Fields: []string{"columns", "lines"}, Doc: "A tuple of (columns, lines) for holding terminal window size"}

func fileMethods() []method {
	sync := func(t *thread, _ value, a []value) (value, *excp) {
		fd, exc := py.Fileno(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		return py.None, blocking(t, func() error { return crt.Sync(fd) })
	}
	return []method{
		{Name: "open", Sig: "(path, flags, mode=511, *, dir_fd=None)", Doc: "Open a file for low level IO.  Returns a file descriptor (integer).", FN: open},
		{Name: "close", Sig: "(fd)", Doc: "Close a file descriptor.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(crt.Close(fd))
		}},
		{Name: "closerange", Sig: "(fd_low, fd_high, /)", F2: func(t *thread, _, lo, hi value) (value, *excp) {
			a, b, exc := twoInts(t, []value{lo, hi})
			for fd := a; exc == nil && fd < b; fd++ {
				_ = crt.Close(fd)
			}
			return py.None, exc
		}},
		{Name: "read", Sig: "(fd, length, /)", Doc: "Read from a file descriptor.  Returns a bytes object.", F2: read},
		{Name: "write", Sig: "(fd, data, /)", Doc: "Write a bytes object to a file descriptor.", F2: write},
		{Name: "lseek", Sig: "(fd, position, whence, /)", Doc: "Set the position of a file descriptor.  Return the new position.", F3: func(t *thread, _, a, b, c value) (value, *excp) {
			fd, pos, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			whence, exc := intArg(t, c)
			if exc != nil {
				return value{}, exc
			}
			at, err := crt.Seek(fd, int64(pos), whence)
			return py.Int(at), failure(err)
		}},
		{Name: "ftruncate", Sig: "(fd, length, /)", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, n, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(crt.Truncate(fd, int64(n)))
		}},
		{Name: "fsync", Sig: "(fd)", Doc: "Force write of fd to disk.", FN: sync},
		{Name: "isatty", Sig: "(fd, /)", Doc: "Return True if the fd is connected to a terminal.", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			return py.Bool(exc == nil && crt.IsTerminal(fd)), exc
		}},
		{Name: "dup", Sig: "(fd, /)", Doc: "Return a duplicate of a file descriptor.", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			n, err := crt.Dup(fd)
			return py.Int(int64(n)), failure(err)
		}},
		{Name: "dup2", Sig: "(fd, fd2, inheritable=True)", Doc: "Duplicate file descriptor.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, fd2, exc := twoInts(t, a)
			if exc != nil {
				return value{}, exc
			}
			keep, exc := flagArg(t, a[2], true)
			if exc != nil {
				return value{}, exc
			}
			return py.Int(int64(fd2)), failure(crt.Dup2(fd, fd2, keep))
		}},
		{Name: "pipe", Sig: "()", Doc: "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)", F0: func(t *thread, _ value) (value, *excp) {
			r, w, err := crt.Pipe()
			return py.NewTuple(py.Int(int64(r)), py.Int(int64(w))).V(), failure(err)
		}},
		{Name: "get_inheritable", Sig: "(fd, /)", Doc: "Get the close-on-exe flag of the specified file descriptor.", F1: func(t *thread, _, v value) (value, *excp) {
			fd, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			yes, err := crt.Inheritable(fd)
			return py.Bool(yes), failure(err)
		}},
		{Name: "set_inheritable", Sig: "(fd, inheritable, /)", Doc: "Set the inheritable flag of the specified file descriptor.", F2: func(t *thread, _, a, b value) (value, *excp) {
			fd, yes, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(crt.SetInheritable(fd, yes != 0))
		}},
		{Name: "get_handle_inheritable", Sig: "(handle, /)", Doc: "Get the close-on-exe flag of the specified file descriptor.", F1: func(t *thread, _, v value) (value, *excp) {
			h, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			yes, err := crt.HandleInheritable(windows.Handle(h))
			return py.Bool(yes), failure(err)
		}},
		{Name: "set_handle_inheritable", Sig: "(handle, inheritable, /)", Doc: "Set the inheritable flag of the specified handle.", F2: func(t *thread, _, a, b value) (value, *excp) {
			h, yes, exc := twoInts(t, []value{a, b})
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(crt.SetHandleInheritable(windows.Handle(h), yes != 0))
		}},
		{Name: "device_encoding", Sig: "(fd)", Doc: "Return a string describing the encoding of a terminal's file descriptor.\n\nThe file descriptor must be attached to a terminal.\nIf the device is not a terminal, return None.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil || !crt.IsTerminal(fd) {
				return py.None, exc
			}
			return py.StrV("utf-8"), nil
		}},
		{Name: "get_terminal_size", Sig: "(fd=<unrepresentable>, /)", Doc: "Return the size of the terminal window as (columns, lines).", FN: getTerminalSize},
	}
}

func getTerminalSize(t *thread, _ value, a []value) (value, *excp) {
	fd, exc := optInt(t, a[0], 1)
	if exc != nil {
		return value{}, exc
	}
	h, err := crt.Handle(fd)
	if err != nil {
		return value{}, failure(err)
	}
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(h, &info); err != nil {
		return value{}, failure(err)
	}
	return terminalSize.Make(py.Int(int64(info.Window.Right-info.Window.Left)+1), py.Int(int64(info.Window.Bottom-info.Window.Top)+1)), nil
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
	if exc == nil {
		exc = noDir(a[3])
	}
	if exc != nil {
		return value{}, exc
	}
	t.Unlock()
	fd, err := crt.Open(p.name, flags|crt.O_NOINHERIT, uint32(mode))
	t.Lock()
	return py.Int(int64(fd)), failure(err, a[0])
}

func read(t *thread, _, fdArg, n value) (value, *excp) {
	fd, length, exc := twoInts(t, []value{fdArg, n})
	if exc != nil {
		return value{}, exc
	}
	if length < 0 {
		return value{}, failure(crt.EINVAL)
	}
	buf := make([]byte, length)
	got := 0
	exc = blocking(t, func() (err error) {
		got, err = crt.Read(fd, buf)
		return err
	})
	return py.BytesV(buf[:got]), exc
}

func write(t *thread, _, fdArg, data value) (value, *excp) {
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
		n, err = crt.Write(fd, buf)
		return err
	})
	return py.Int(int64(n)), exc
}
