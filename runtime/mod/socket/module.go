//go:build unix

// This file defines the module: its functions that need no socket.

// Package socket is the _socket module over the system's own calls: descriptors are those of the
// operating system, blocking is poll(2) without the interpreter lock.
package socket

import (
	"math"
	"os"
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
	return &py.ModuleDef{Name: "_socket", Doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
		Methods: methods(), Exec: fill}
}

func methods() []py.Method {
	swap := func(name string, bits uint, convert func(n int64) int64) py.Method {
		return py.Method{Name: name, Sig: "(integer, /)", F1: func(t *thread, self, v value) (value, *excp) {
			n, exc := py.IndexInt(t, v, py.OverflowError)
			switch {
			case exc != nil:
				return value{}, exc
			case n < 0:
				return value{}, py.ValueErrorf("Cannot convert negative int")
			case int64(n) >= 1<<bits:
				return value{}, py.OverflowErrorf("Python int too large for C uint%d_t", bits)
			}
			return py.Int(convert(int64(n))), nil
		}}
	}
	short := func(n int64) int64 { return int64(htons(uint16(n))) }
	long := func(n int64) int64 { return int64(htons(uint16(n)))<<16 | int64(htons(uint16(n>>16))) }
	list := []py.Method{
		swap("htons", 16, short), swap("ntohs", 16, short), swap("htonl", 32, long), swap("ntohl", 32, long),
		{Name: "socketpair", Sig: "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)", FN: socketPair},
		{Name: "close", Sig: "(integer, /)", F1: closeFD},
		{Name: "dup", Sig: "(integer, /)", F1: dupFD},
		{Name: "gethostname", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			name, err := os.Hostname()
			if err != nil {
				return value{}, osError(err)
			}
			return py.StrV(name), nil
		}},
		{Name: "getdefaulttimeout", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return timeoutValue(defaultTimeout), nil }},
		{Name: "setdefaulttimeout", Sig: "(timeout, /)", F1: func(t *thread, self, v value) (value, *excp) {
			d, exc := timeoutArg(t, v)
			if exc == nil {
				defaultTimeout = d
			}
			return py.None, exc
		}},
		{Name: "CMSG_LEN", Sig: "(length, /)", F1: controlSize(func(n int) int { return unix.CmsgLen(n) })},
		{Name: "CMSG_SPACE", Sig: "(length, /)", F1: controlSize(func(n int) int { return unix.CmsgSpace(n) })},
	}
	return append(append(list, addressMethods()...), resolveMethods()...)
}

func controlSize(size func(n int) int) func(t *thread, self, v value) (value, *excp) {
	return func(t *thread, self, v value) (value, *excp) {
		n, exc := py.IndexInt(t, v, py.OverflowError)
		if exc == nil && (n < 0 || n > math.MaxInt32) {
			exc = py.OverflowErrorf("CMSG_LEN() argument out of range")
		}
		if exc != nil {
			return value{}, exc
		}
		return py.Int(int64(size(n))), nil
	}
}

// htons swaps the bytes of a short on machines that keep the low one first, which all of ours do.
func htons(n uint16) uint16 { return n<<8 | n>>8 }

func osError(err error) *excp {
	if errno, ok := err.(syscall.Errno); ok {
		return py.OSErrorOf(errno)
	}
	return py.Errorf(py.OSError, "%v", err)
}

func fill(t *thread, m *py.Module) *excp {
	defineSocket()
	if exc := makeErrors(t); exc != nil {
		return exc
	}
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("socket", socketType.V())
	set("SocketType", socketType.V())
	set("error", py.OSError.V())
	set("timeout", py.TimeoutError.V())
	set("herror", hostError)
	set("gaierror", addrError)
	set("has_ipv6", py.True)
	for name, n := range constants() {
		set(name, py.Int(int64(n)))
	}
	return nil
}

var hostError, addrError value

func makeErrors(t *thread) *excp {
	if hostError.Bound() {
		return nil
	}
	for name, to := range map[string]*value{"herror": &hostError, "gaierror": &addrError} {
		ns := py.NewDict()
		ns.SetStr(py.Intern("__module__"), py.StrV("socket"))
		v, exc := py.Call3(t, py.TypeType.V(), py.StrV(name), py.NewTuple(py.OSError.V()).V(), ns.V())
		if exc != nil {
			return exc
		}
		*to = v
	}
	return nil
}

// forever is the timeout of a blocking socket; 0 is that of one that does not block.
const forever time.Duration = -1

var defaultTimeout = forever

func timeoutArg(t *thread, v value) (time.Duration, *excp) {
	if v.IsNone() {
		return forever, nil
	}
	d, exc := py.Seconds(t, v)
	if exc == nil && d < 0 {
		exc = py.ValueErrorf("Timeout value out of range")
	}
	return d, exc
}

func timeoutValue(d time.Duration) value {
	if d < 0 {
		return py.None
	}
	return py.Float(d.Seconds())
}

// wait waits for a descriptor; timed is false when the time was over first.
func wait(t *thread, fd int, events int16, timeout time.Duration) (ready bool, exc *excp) {
	var raised *excp
	fds := []unix.PollFd{{Fd: int32(fd), Events: events}}
	n, err := sched.Poll(&t.Breaker, fds, timeout, func() bool {
		raised = t.CheckSignals()
		return raised != nil
	})
	if raised == nil && err != nil {
		raised = osError(err)
	}
	return n > 0, raised
}

func closeFD(t *thread, self, v value) (value, *excp) {
	fd, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if err := unix.Close(fd); err != nil && err != unix.ECONNRESET {
		return value{}, osError(err)
	}
	return py.None, nil
}

func dupFD(t *thread, self, v value) (value, *excp) {
	fd, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return value{}, osError(err)
	}
	return py.Int(int64(n)), nil
}

func socketPair(t *thread, self value, args []value) (value, *excp) {
	n := [3]int{unix.AF_UNIX, unix.SOCK_STREAM, 0}
	for i := range n {
		if args[i].Bound() && !args[i].IsNone() {
			var exc *excp
			if n[i], exc = py.IndexInt(t, args[i], py.OverflowError); exc != nil {
				return value{}, exc
			}
		}
	}
	fds, err := unix.Socketpair(n[0], n[1]|closeOnExec, n[2])
	if err != nil {
		return value{}, osError(err)
	}
	var pair [2]value
	for i, fd := range fds {
		unix.CloseOnExec(fd)
		pair[i] = newSocket(socketType, fd, n[0], n[1], n[2])
		if defaultTimeout >= 0 {
			_ = unix.SetNonblock(fd, true)
		}
	}
	return py.NewTuple(pair[0], pair[1]).V(), nil
}
