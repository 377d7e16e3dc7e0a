//go:build unix

// This file implements the methods of sockets that make connections and set options.

package socket

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func connectionMethods() []py.Method {
	return []py.Method{
		{Name: "_accept", Sig: "()", F0: accept},
		{Name: "bind", Sig: "(address, /)", F1: bind},
		{Name: "close", Sig: "()", F0: closeSocket},
		{Name: "connect", Sig: "(address, /)", F1: func(t *thread, self, addr value) (value, *excp) {
			return py.None, connect(t, asSock(self), addr)
		}},
		{Name: "connect_ex", Sig: "(address, /)", F1: connectEx},
		{Name: "detach", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			s := asSock(self)
			fd := s.fd
			s.fd = -1
			return py.Int(int64(fd)), nil
		}},
		{Name: "fileno", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(asSock(self).fd)), nil }},
		{Name: "getpeername", Sig: "()", F0: addressBy(unix.Getpeername)},
		{Name: "getsockname", Sig: "()", F0: addressBy(unix.Getsockname)},
		{Name: "getsockopt", Sig: "(level, option, buffersize=0, /)", FN: getOption},
		{Name: "setsockopt", Sig: "(level, option, value, optlen=0, /)", FN: setOption},
		{Name: "listen", Sig: "(backlog=128, /)", FN: listen},
		{Name: "setblocking", Sig: "(flag, /)", F1: func(t *thread, self, v value) (value, *excp) {
			yes, exc := py.Truth(t, v)
			if exc != nil {
				return value{}, exc
			}
			if yes {
				return py.None, asSock(self).setTimeout(forever)
			}
			return py.None, asSock(self).setTimeout(0)
		}},
		{Name: "getblocking", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(asSock(self).timeout != 0), nil }},
		{Name: "settimeout", Sig: "(timeout, /)", F1: func(t *thread, self, v value) (value, *excp) {
			d, exc := timeoutArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			return py.None, asSock(self).setTimeout(d)
		}},
		{Name: "gettimeout", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return timeoutValue(asSock(self).timeout), nil }},
		{Name: "shutdown", Sig: "(how, /)", F1: func(t *thread, self, v value) (value, *excp) {
			how, exc := py.IndexInt(t, v, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.Shutdown(asSock(self).fd, how))
		}},
	}
}

// failure turns an error of a system call into an exception; nil stays nil.
func failure(err error) *excp {
	if err == nil {
		return nil
	}
	return osError(err)
}

func accept(t *thread, self value) (value, *excp) {
	s := asSock(self)
	var fd int
	var from unix.Sockaddr
	exc := s.call(t, unix.POLLIN, func() (err error) {
		fd, from, err = unix.Accept(s.fd)
		return err
	})
	if exc != nil {
		return value{}, exc
	}
	unix.CloseOnExec(fd)
	return py.NewTuple(py.Int(int64(fd)), addressOf(from)).V(), nil
}

func bind(t *thread, self, addr value) (value, *excp) {
	s := asSock(self)
	sa, exc := s.address(t, addr, "bind")
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(unix.Bind(s.fd, sa))
}

func closeSocket(t *thread, self value) (value, *excp) {
	s := asSock(self)
	fd := s.fd
	s.fd = -1
	if fd < 0 {
		return py.None, nil
	}
	if err := unix.Close(fd); err != nil && err != unix.ECONNRESET {
		return value{}, osError(err)
	}
	return py.None, nil
}

// connect starts a connection and waits for its end unless the socket does not block.
func connect(t *thread, s *sock, addr value) *excp {
	sa, exc := s.address(t, addr, "connect")
	if exc != nil {
		return exc
	}
	if s.timeout < 0 {
		// Not to block in the call lets signals in.
		_ = unix.SetNonblock(s.fd, true)
		defer func() { _ = unix.SetNonblock(s.fd, false) }()
	}
	err := unix.Connect(s.fd, sa)
	if err == nil {
		return nil
	}
	if s.timeout == 0 || err != unix.EINPROGRESS && err != unix.EINTR && err != unix.EAGAIN {
		return osError(err)
	}
	ready, exc := wait(t, s.fd, unix.POLLOUT, s.timeout)
	if exc != nil {
		return exc
	}
	if !ready {
		return py.Errorf(py.TimeoutError, "timed out")
	}
	code, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && code != 0 {
		err = unix.Errno(code)
	}
	return failure(err)
}

func connectEx(t *thread, self, addr value) (value, *excp) {
	exc := connect(t, asSock(self), addr)
	if exc == nil {
		return py.Int(0), nil
	}
	if exc.Matches(py.TimeoutError) {
		return py.Int(int64(unix.EAGAIN)), nil
	}
	if exc.Matches(py.OSError) {
		if n := exc.Field(py.OSErrorErrno); n.IsInt() {
			return n, nil
		}
	}
	return value{}, exc
}

func addressBy(get func(fd int) (unix.Sockaddr, error)) func(t *thread, self value) (value, *excp) {
	return func(t *thread, self value) (value, *excp) {
		sa, err := get(asSock(self).fd)
		if err != nil {
			return value{}, osError(err)
		}
		return addressOf(sa), nil
	}
}

func listen(t *thread, self value, args []value) (value, *excp) {
	n := 128
	if args[0].Bound() {
		var exc *excp
		if n, exc = py.IndexInt(t, args[0], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	return py.None, failure(unix.Listen(asSock(self).fd, max(n, 0)))
}

// ints reads the leading integers of an argument vector.
func ints(t *thread, args []value, n []int) *excp {
	for i := range n {
		if args[i].Bound() {
			var exc *excp
			if n[i], exc = py.IndexInt(t, args[i], py.OverflowError); exc != nil {
				return exc
			}
		}
	}
	return nil
}

func getOption(t *thread, self value, args []value) (value, *excp) {
	var n [3]int
	if exc := ints(t, args, n[:]); exc != nil {
		return value{}, exc
	}
	s := asSock(self)
	if n[2] == 0 {
		v, err := unix.GetsockoptInt(s.fd, n[0], n[1])
		if err != nil {
			return value{}, osError(err)
		}
		return py.Int(int64(v)), nil
	}
	if n[2] < 0 || n[2] > 1024 {
		return value{}, py.Errorf(py.OSError, "getsockopt buflen out of range")
	}
	buf := make([]byte, n[2])
	size := uint32(len(buf))
	if err := rawOption(unix.SYS_GETSOCKOPT, s.fd, n[0], n[1], unsafe.Pointer(&buf[0]), uintptr(unsafe.Pointer(&size))); err != nil {
		return value{}, osError(err)
	}
	return py.BytesV(buf[:size]), nil
}

func rawOption(call uintptr, fd, level, option int, p unsafe.Pointer, size uintptr) error {
	_, _, errno := unix.Syscall6(call, uintptr(fd), uintptr(level), uintptr(option), uintptr(p), size, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

func setOption(t *thread, self value, args []value) (value, *excp) {
	var n [2]int
	if exc := ints(t, args, n[:]); exc != nil {
		return value{}, exc
	}
	s := asSock(self)
	switch v := args[2]; {
	case v.IsNone():
		size, exc := py.IndexInt(t, args[3], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(rawOption(unix.SYS_SETSOCKOPT, s.fd, n[0], n[1], nil, uintptr(size)))
	case v.IsAnyInt() || v.IsBool():
		i, exc := py.IndexInt(t, v, py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(unix.SetsockoptInt(s.fd, n[0], n[1], i))
	default:
		data, ok := py.BytesOf(v)
		if !ok {
			return value{}, py.TypeErrorf("a bytes-like object is required, not '%s'", py.TypeName(v))
		}
		return py.None, failure(unix.SetsockoptString(s.fd, n[0], n[1], string(data)))
	}
}
