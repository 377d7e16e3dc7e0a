// This file implements epoll objects.

package selects

import (
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// epoll is a select.epoll.
type epoll struct {
	py.Header
	fd int // -1: closed
}

var epollType = &py.Type{Name: "epoll"}

func asEpoll(v value) *epoll { return (*epoll)(v.Ptr()) }

func fillSystem(t *thread, m *py.Module, set func(name string, n int64)) *excp {
	defineEpoll()
	m.Dict.SetStr(py.Intern("epoll"), epollType.V())
	for name, n := range map[string]int64{"EPOLLERR": unix.EPOLLERR, "EPOLLET": 1 << 31, "EPOLLEXCLUSIVE": 1 << 28, "EPOLLHUP": unix.EPOLLHUP,
		"EPOLLIN": unix.EPOLLIN, "EPOLLMSG": unix.EPOLLMSG, "EPOLLONESHOT": unix.EPOLLONESHOT, "EPOLLOUT": unix.EPOLLOUT, "EPOLLPRI": unix.EPOLLPRI,
		"EPOLLRDBAND": unix.EPOLLRDBAND, "EPOLLRDHUP": unix.EPOLLRDHUP, "EPOLLRDNORM": unix.EPOLLRDNORM, "EPOLLWAKEUP": unix.EPOLLWAKEUP,
		"EPOLLWRBAND": unix.EPOLLWRBAND, "EPOLLWRNORM": unix.EPOLLWRNORM, "EPOLL_CLOEXEC": unix.EPOLL_CLOEXEC,
		"POLLMSG": 1024, "POLLRDHUP": unix.POLLRDHUP, "POLLWRBAND": 512, "POLLWRNORM": 256} {
		set(name, n)
	}
	return nil
}

var epollSig = py.Signature{Text: "(sizehint=-1, flags=0)"}

func epollNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("epoll", &epollSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	n := [2]int{-1, 0}
	for i := range n {
		if a[i].Bound() {
			if n[i], exc = py.IndexInt(t, a[i], py.OverflowError); exc != nil {
				return value{}, exc
			}
		}
	}
	if n[0] < -1 || n[0] == 0 {
		return value{}, py.ValueErrorf("negative sizehint")
	}
	if n[1] != 0 && n[1] != unix.EPOLL_CLOEXEC {
		return value{}, py.Errorf(py.OSError, "invalid flags")
	}
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return value{}, osError(err)
	}
	return newEpoll(fd), nil
}

func newEpoll(fd int) value {
	e := &epoll{fd: fd}
	e.SetType(epollType)
	return e.V()
}

// open returns the object if it is not closed.
func open(v value) (*epoll, *excp) {
	e := asEpoll(v)
	if e.fd < 0 {
		return nil, py.ValueErrorf("I/O operation on closed epoll object")
	}
	return e, nil
}

func (e *epoll) control(t *thread, op int, file, events value, missing uint32) (value, *excp) {
	fd, exc := descriptor(t, file)
	if exc != nil {
		return value{}, exc
	}
	event := unix.EpollEvent{Events: missing, Fd: int32(fd)}
	if events.Bound() {
		i, exc := py.IndexOf(t, events)
		if exc != nil {
			return value{}, exc
		}
		n, _ := py.ToInt64(i)
		event.Events = uint32(n)
	}
	if err := unix.EpollCtl(e.fd, op, fd, &event); err != nil {
		return value{}, osError(err)
	}
	return py.None, nil
}

func controller(op int, missing uint32) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		e, exc := open(self)
		if exc != nil {
			return value{}, exc
		}
		events := value{}
		if len(args) > 1 {
			events = args[1]
		}
		return e.control(t, op, args[0], events, missing)
	}
}

func epollPoll(t *thread, self value, args []value) (value, *excp) {
	e, exc := open(self)
	if exc != nil {
		return value{}, exc
	}
	timeout := time.Duration(-1)
	if args[0].Bound() && !args[0].IsNone() {
		if timeout, exc = py.Seconds(t, args[0]); exc != nil {
			if exc.Matches(py.TypeError) {
				exc = py.TypeErrorf("timeout must be an integer or None")
			}
			return value{}, exc
		}
		if timeout < 0 {
			timeout = -1
		}
	}
	most := -1
	if args[1].Bound() {
		if most, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if most == -1 {
		most = 1023
	} else if most < 1 {
		return value{}, py.ValueErrorf("maxevents must be greater than 0, got %d", most)
	}
	events := make([]unix.EpollEvent, min(most, 1024))
	n, err := unix.EpollWait(e.fd, events, 0)
	if err != nil && err != unix.EINTR {
		return value{}, osError(err)
	}
	if n <= 0 && timeout != 0 {
		if _, exc := wait(t, []unix.PollFd{{Fd: int32(e.fd), Events: unix.POLLIN}}, timeout); exc != nil {
			return value{}, exc
		}
		if n, err = unix.EpollWait(e.fd, events, 0); err != nil && err != unix.EINTR {
			return value{}, osError(err)
		}
	}
	l := py.NewList()
	for _, ev := range events[:max(n, 0)] {
		l.Items = append(l.Items, py.NewTuple(py.Int(int64(ev.Fd)), py.Int(int64(ev.Events))).V())
	}
	return l.V(), nil
}

func epollClose(t *thread, self value) (value, *excp) {
	e := asEpoll(self)
	fd := e.fd
	e.fd = -1
	if fd >= 0 {
		if err := unix.Close(fd); err != nil {
			return value{}, osError(err)
		}
	}
	return py.None, nil
}

func epollFileno(t *thread, self value) (value, *excp) {
	e, exc := open(self)
	if exc != nil {
		return value{}, exc
	}
	return py.Int(int64(e.fd)), nil
}

func defineEpoll() {
	const all = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT
	py.Define(epollType, &py.StaticType{Name: "select.epoll", Slots: py.Slots{New: epollNew},
		GetSet: []py.GetSet{{Name: "closed", Doc: "True if the epoll handler is closed", Get: func(t *thread, self value) (value, *excp) {
			return py.Bool(asEpoll(self).fd < 0), nil
		}}},
		Methods: []py.Method{
			{Name: "fromfd", Sig: "(fd, /)", Class: true, F1: func(t *thread, class, fd value) (value, *excp) {
				n, exc := py.IndexInt(t, fd, py.OverflowError)
				if exc != nil {
					return value{}, exc
				}
				return newEpoll(n), nil
			}},
			{Name: "close", Sig: "()", F0: epollClose},
			{Name: "fileno", Sig: "()", F0: epollFileno},
			{Name: "register", Sig: "(fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)", FN: controller(unix.EPOLL_CTL_ADD, all)},
			{Name: "modify", Sig: "(fd, eventmask)", FN: controller(unix.EPOLL_CTL_MOD, 0)},
			{Name: "unregister", Sig: "(fd)", FN: controller(unix.EPOLL_CTL_DEL, 0)},
			{Name: "poll", Sig: "(timeout=None, maxevents=-1)", FN: epollPoll},
			{Name: "__enter__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				_, exc := open(self)
				return self, exc
			}},
			{Name: "__exit__", Sig: "(exc_type=None, exc_value=None, exc_tb=None, /)", FN: func(t *thread, self value, args []value) (value, *excp) {
				return epollClose(t, self)
			}},
		}})
}
