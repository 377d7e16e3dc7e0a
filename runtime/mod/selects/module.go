//go:build unix

// This file defines the module and select().

// Package selects is the select module. All waits are poll(2); the main thread waits for its wake-up
// descriptor too, so that signals end them.
package selects

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
	"adder/runtime/sched"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	methods := []py.Method{
		{Name: "select", Sig: "(rlist, wlist, xlist, timeout=None, /)", FN: selectFiles},
		{Name: "poll", Sig: "()", F0: newPoll},
	}
	return &py.ModuleDef{Name: "select", Doc: doc, Methods: methods, Exec: fill}
}

const doc = "This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only sockets are supported; on Unix, all file descriptors."

func fill(t *thread, m *py.Module) *excp {
	definePoll()
	set := func(name string, n int64) { m.Dict.SetStr(py.Intern(name), py.Int(n)) }
	for name, n := range map[string]int64{"POLLERR": unix.POLLERR, "POLLHUP": unix.POLLHUP, "POLLIN": unix.POLLIN, "POLLNVAL": unix.POLLNVAL,
		"POLLOUT": unix.POLLOUT, "POLLPRI": unix.POLLPRI, "POLLRDBAND": 128, "POLLRDNORM": 64, "PIPE_BUF": 4096} {
		set(name, n)
	}
	m.Dict.SetStr(py.Intern("error"), py.OSError.V())
	return fillSystem(t, m, set)
}

func osError(err error) *excp {
	if errno, ok := err.(syscall.Errno); ok {
		return py.OSErrorOf(errno)
	}
	return py.Errorf(py.OSError, "%v", err)
}

// descriptor returns the number of a file: an int, or what fileno() returns.
func descriptor(t *thread, v value) (int, *excp) { return py.Fileno(t, v) }

// wait polls until something happened or the time is over; negative: for ever. Handlers of signals run
// meanwhile; one that raises ends the wait.
func wait(t *thread, fds []unix.PollFd, timeout time.Duration) (int, *excp) {
	var raised *excp
	n, err := sched.Poll(&t.Breaker, fds, timeout, func() bool {
		raised = t.CheckSignals()
		return raised != nil
	})
	if raised == nil && err != nil {
		raised = osError(err)
	}
	return n, raised
}

// fileList reads one of select's sequences.
func fileList(t *thread, v value) (items []value, fds []int, exc *excp) {
	if v.Type().Slots.Iter == nil && v.Type().Slots.GetItem == nil {
		return nil, nil, py.TypeErrorf("arguments 1-3 must be sequences")
	}
	if items, exc = py.Collect(t, v); exc != nil {
		return nil, nil, exc
	}
	for _, item := range items {
		fd, exc := descriptor(t, item)
		if exc != nil {
			return nil, nil, exc
		}
		fds = append(fds, fd)
	}
	return items, fds, nil
}

func selectFiles(t *thread, self value, args []value) (value, *excp) {
	timeout := time.Duration(-1)
	if args[3].Bound() && !args[3].IsNone() {
		var exc *excp
		if timeout, exc = py.Seconds(t, args[3]); exc != nil {
			if exc.Matches(py.TypeError) {
				exc = py.TypeErrorf("timeout must be a float or None")
			}
			return value{}, exc
		}
		if timeout < 0 {
			return value{}, py.ValueErrorf("timeout must be non-negative")
		}
	}
	events := [3]int16{unix.POLLIN, unix.POLLOUT, unix.POLLPRI}
	ready := [3]int16{unix.POLLIN | unix.POLLHUP | unix.POLLERR, unix.POLLOUT | unix.POLLERR, unix.POLLPRI}
	var lists [3][]value
	var poll []unix.PollFd
	for i := range lists {
		items, fds, exc := fileList(t, args[i])
		if exc != nil {
			return value{}, exc
		}
		lists[i] = items
		for _, fd := range fds {
			poll = append(poll, unix.PollFd{Fd: int32(fd), Events: events[i]})
		}
	}
	if _, exc := wait(t, poll, timeout); exc != nil {
		return value{}, exc
	}
	out := make([]value, 3)
	at := 0
	for i, items := range lists {
		l := py.NewList()
		for _, item := range items {
			if poll[at].Revents&unix.POLLNVAL != 0 {
				return value{}, osError(unix.EBADF)
			}
			if poll[at].Revents&ready[i] != 0 {
				l.Items = append(l.Items, item)
			}
			at++
		}
		out[i] = l.V()
	}
	return py.TupleFrom(out).V(), nil
}
