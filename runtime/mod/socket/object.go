//go:build unix

// This file defines the socket object: its construction, attributes and blocking.

package socket

import (
	"fmt"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// sock is a _socket.socket.
type sock struct {
	py.Header
	py.Ext
	fd                  int // -1: closed
	family, kind, proto int
	timeout             time.Duration
}

var socketType = &py.Type{Name: "socket"}

func asSock(v value) *sock { return (*sock)(v.Ptr()) }

func allocSocket(typ *py.Type) value {
	s := &sock{fd: -1, family: -1, kind: -1, proto: -1, timeout: defaultTimeout}
	s.SetType(typ)
	return s.V()
}

func newSocket(typ *py.Type, fd, family, kind, proto int) value {
	v := allocSocket(typ)
	s := asSock(v)
	s.fd, s.family, s.kind, s.proto = fd, family, kind&^(closeOnExec|nonBlocking), proto
	if kind&nonBlocking != 0 {
		s.timeout = 0
	}
	return v
}

var initSig = py.Signature{Text: "(family=-1, type=-1, proto=-1, fileno=None)"}

// socketInit is __init__: it makes a descriptor, or takes one over and asks it what it is.
func socketInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	a, exc := py.BindArgs("socket", &initSig, args, kw)
	if exc != nil {
		return exc
	}
	n := [3]int{-1, -1, -1}
	for i := range n {
		if a[i].Bound() {
			if n[i], exc = py.IndexInt(t, a[i], py.OverflowError); exc != nil {
				return exc
			}
		}
	}
	s := asSock(self)
	if a[3].Bound() && !a[3].IsNone() {
		return s.adopt(t, a[3], n)
	}
	for i, missing := range [...]int{unix.AF_INET, unix.SOCK_STREAM, 0} {
		if n[i] == -1 {
			n[i] = missing
		}
	}
	fd, err := unix.Socket(n[0], n[1]|closeOnExec, n[2])
	if err != nil {
		return osError(err)
	}
	unix.CloseOnExec(fd)
	s.fd, s.family, s.kind, s.proto, s.timeout = fd, n[0], n[1]&^(closeOnExec|nonBlocking), n[2], defaultTimeout
	if n[1]&nonBlocking != 0 && nonBlocking != 0 {
		s.timeout = 0
	} else if s.timeout >= 0 {
		_ = unix.SetNonblock(fd, true)
	}
	return nil
}

func (s *sock) adopt(t *thread, v value, n [3]int) *excp {
	if v.IsFloat() {
		return py.TypeErrorf("integer argument expected, got float")
	}
	fd, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return exc
	}
	if fd < 0 {
		return py.ValueErrorf("negative file descriptor")
	}
	if n[0] == -1 {
		sa, err := unix.Getsockname(fd)
		if err != nil {
			return osError(err)
		}
		n[0] = familyOf(sa)
	}
	if n[1] == -1 {
		var err error
		if n[1], err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil {
			return osError(err)
		}
	}
	if n[2] == -1 {
		n[2] = protocolOf(fd)
	}
	s.fd, s.family, s.kind, s.proto, s.timeout = fd, n[0], n[1]&^(closeOnExec|nonBlocking), n[2], defaultTimeout
	if s.timeout >= 0 {
		_ = unix.SetNonblock(fd, true)
	}
	return nil
}

func socketRepr(t *thread, self value) (value, *excp) {
	s := asSock(self)
	return py.StrV(fmt.Sprintf("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s.fd, s.family, s.kind, s.proto)), nil
}

// call runs a system call that may have to wait for events, again while that is not ready, until the
// socket's time is over.
func (s *sock) call(t *thread, events int16, op func() error) *excp {
	if s.fd < 0 {
		return osError(unix.EBADF) // poll would wait for ever
	}
	var end time.Time
	if s.timeout > 0 {
		end = time.Now().Add(s.timeout)
	}
	for {
		if s.timeout != 0 {
			left := s.timeout
			if left > 0 {
				left = max(time.Until(end), 0)
			}
			ready, exc := wait(t, s.fd, events, left)
			if exc != nil {
				return exc
			}
			if !ready {
				return py.Errorf(py.TimeoutError, "timed out")
			}
		}
		t.Unlock()
		err := op()
		t.Lock()
		switch {
		case err == nil:
			return nil
		case err == unix.EINTR:
			if exc := t.CheckSignals(); exc != nil {
				return exc
			}
		case s.timeout != 0 && (err == unix.EAGAIN || err == unix.EWOULDBLOCK):
		default:
			return osError(err)
		}
	}
}

func (s *sock) setTimeout(d time.Duration) *excp {
	s.timeout = d
	if err := unix.SetNonblock(s.fd, d >= 0); err != nil {
		return osError(err)
	}
	return nil
}

func defineSocket() {
	number := func(name string, get func(s *sock) int) py.Member {
		return py.Member{Name: name, Get: func(v value) value { return py.Int(int64(get(asSock(v)))) }}
	}
	py.Define(socketType, &py.StaticType{Name: "_socket.socket", Sig: "(family=AF_INET, type=SOCK_STREAM, proto=0)", Flags: py.BaseType,
		Alloc: allocSocket, ExtOffset: unsafe.Offsetof(sock{}.Ext),
		Slots: py.Slots{Init: socketInit, Repr: socketRepr, New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			return py.AllocOf(typ), nil
		}},
		Members: []py.Member{number("family", func(s *sock) int { return s.family }), number("type", func(s *sock) int { return s.kind }),
			number("proto", func(s *sock) int { return s.proto })},
		GetSet: []py.GetSet{{Name: "timeout", Doc: "the socket timeout", Get: func(t *thread, self value) (value, *excp) {
			return timeoutValue(asSock(self).timeout), nil
		}}},
		Methods: append(connectionMethods(), transferMethods()...)})
}
