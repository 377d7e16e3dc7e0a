//go:build unix

// This file implements the objects of poll().

package selects

import (
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// poller is a select.poll: descriptors with the events that are waited for, in order of registration.
type poller struct {
	py.Header
	fds  []unix.PollFd
	busy bool
}

var pollType = &py.Type{Name: "poll"}

func asPoller(v value) *poller { return (*poller)(v.Ptr()) }

func newPoll(t *thread, self value) (value, *excp) {
	p := &poller{}
	p.SetType(pollType)
	return p.V(), nil
}

func (p *poller) find(fd int) int {
	for i := range p.fds {
		if int(p.fds[i].Fd) == fd {
			return i
		}
	}
	return -1
}

// eventMask converts a set of events.
func eventMask(t *thread, v value, missing int) (int16, *excp) {
	if v.IsUnbound() {
		return int16(missing), nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	switch {
	case ok && n < 0:
		return 0, py.ValueErrorf("Cannot convert negative int")
	case !ok || n > 0xffff:
		return 0, py.OverflowErrorf("Python int too large for C unsigned short")
	}
	return int16(n), nil
}

func pollRegister(t *thread, self value, args []value) (value, *excp) {
	fd, exc := descriptor(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	mask, exc := eventMask(t, args[1], unix.POLLIN|unix.POLLPRI|unix.POLLOUT)
	if exc != nil {
		return value{}, exc
	}
	p := asPoller(self)
	if i := p.find(fd); i >= 0 {
		p.fds[i].Events = mask
	} else {
		p.fds = append(p.fds, unix.PollFd{Fd: int32(fd), Events: mask})
	}
	return py.None, nil
}

func pollModify(t *thread, self, file, events value) (value, *excp) {
	fd, exc := descriptor(t, file)
	if exc != nil {
		return value{}, exc
	}
	mask, exc := eventMask(t, events, 0)
	if exc != nil {
		return value{}, exc
	}
	p := asPoller(self)
	i := p.find(fd)
	if i < 0 {
		return value{}, osError(unix.ENOENT)
	}
	p.fds[i].Events = mask
	return py.None, nil
}

func pollUnregister(t *thread, self, file value) (value, *excp) {
	fd, exc := descriptor(t, file)
	if exc != nil {
		return value{}, exc
	}
	p := asPoller(self)
	i := p.find(fd)
	if i < 0 {
		return value{}, py.KeyErrorOf(py.Int(int64(fd)))
	}
	p.fds = append(p.fds[:i], p.fds[i+1:]...)
	return py.None, nil
}

// milliseconds converts poll's timeout; None and negative numbers mean for ever.
func milliseconds(t *thread, v value) (time.Duration, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return -1, nil
	}
	if v.IsFloat() {
		return time.Duration(v.Float64() * float64(time.Millisecond)), nil
	}
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		if exc.Matches(py.TypeError) {
			exc = py.TypeErrorf("timeout must be an integer or None")
		}
		return 0, exc
	}
	if n < 0 {
		return -1, nil
	}
	return time.Duration(n) * time.Millisecond, nil
}

func pollPoll(t *thread, self value, args []value) (value, *excp) {
	d, exc := milliseconds(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	p := asPoller(self)
	if p.busy {
		return value{}, py.RuntimeErrorf("concurrent poll() invocation")
	}
	fds := append([]unix.PollFd(nil), p.fds...)
	p.busy = true
	_, exc = wait(t, fds, d)
	p.busy = false
	if exc != nil {
		return value{}, exc
	}
	l := py.NewList()
	for _, f := range fds {
		if f.Revents != 0 {
			l.Items = append(l.Items, py.NewTuple(py.Int(int64(f.Fd)), py.Int(int64(uint16(f.Revents)))).V())
		}
	}
	return l.V(), nil
}

func definePoll() {
	py.Define(pollType, &py.StaticType{Name: "select.poll", Flags: py.DisallowNew, Methods: []py.Method{
		{Name: "register", Sig: "(fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)", FN: pollRegister},
		{Name: "modify", Sig: "(fd, eventmask, /)", F2: pollModify},
		{Name: "unregister", Sig: "(fd, /)", F1: pollUnregister},
		{Name: "poll", Sig: "(timeout=None, /)", FN: pollPoll},
	}})
}
