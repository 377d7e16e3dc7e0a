//go:build unix

// This file defines the module.

// Package termios is the termios module (Modules/termios.c).
package termios

import (
	"errors"

	"golang.org/x/sys/unix"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// termiosError is the class error.
var termiosError value

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "termios", Doc: "This module provides an interface to the Posix calls for tty I/O control.\nFor a complete description of these calls, see the Posix or Unix manual\npages. It is only available for those Unix versions that support Posix\ntermios style tty I/O control.\n\nAll functions in this module take a file descriptor fd as their first\nargument. This can be an integer file descriptor, such as returned by\nsys.stdin.fileno(), or a file object, such as sys.stdin itself.", Methods: []method{
		{Name: "tcgetattr", Sig: "(fd, /)", Doc: "Get the tty attributes for file descriptor fd.\n\nReturns a list [iflag, oflag, cflag, lflag, ispeed, ospeed, cc]\nwhere cc is a list of the tty special characters (each a string of\nlength 1, except the items with indices VMIN and VTIME, which are\nintegers when these fields are defined).  The interpretation of the\nflags and the speeds as well as the indexing in the cc array must be\ndone using the symbolic constants defined in this module.", F1: getAttr},
		{Name: "tcsetattr", Sig: "(fd, when, attributes, /)", Doc: "Set the tty attributes for file descriptor fd.\n\nThe attributes to be set are taken from the attributes argument, which\nis a list like the one returned by tcgetattr(). The when argument\ndetermines when the attributes are changed: termios.TCSANOW to\nchange immediately, termios.TCSADRAIN to change after transmitting all\nqueued output, or termios.TCSAFLUSH to change after transmitting all\nqueued output and discarding all queued input.", F3: setAttr},
		command("tcsendbreak", "(fd, duration, /)", "Send a break on file descriptor fd.\n\nA zero duration sends a break for 0.25-0.5 seconds; a nonzero duration\nhas a system dependent meaning.", sendBreak),
		{Name: "tcdrain", Sig: "(fd, /)", Doc: "Wait until all output written to file descriptor fd has been transmitted.", F1: func(t *thread, _, fdArg value) (value, *excp) {
			fd, exc := py.Fileno(t, fdArg)
			if exc != nil {
				return value{}, exc
			}
			t.Unlock()
			err := drain(fd)
			t.Lock()
			return py.None, failure(t, err)
		}},
		command("tcflush", "(fd, queue, /)", "Discard queued data on file descriptor fd.\n\nThe queue selector specifies which queue: termios.TCIFLUSH for the input\nqueue, termios.TCOFLUSH for the output queue, or termios.TCIOFLUSH for\nboth queues.", flush),
		command("tcflow", "(fd, action, /)", "Suspend or resume input or output on file descriptor fd.\n\nThe action argument can be termios.TCOOFF to suspend output,\ntermios.TCOON to restart output, termios.TCIOFF to suspend input,\nor termios.TCION to restart input.", flow),
		{Name: "tcgetwinsize", Sig: "(fd, /)", Doc: "Get the tty winsize for file descriptor fd.\n\nReturns a tuple (ws_row, ws_col).", F1: func(t *thread, _, fdArg value) (value, *excp) {
			fd, exc := py.Fileno(t, fdArg)
			if exc != nil {
				return value{}, exc
			}
			size, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
			if err != nil {
				return value{}, failure(t, err)
			}
			return py.NewTuple(py.Int(int64(size.Row)), py.Int(int64(size.Col))).V(), nil
		}},
		{Name: "tcsetwinsize", Sig: "(fd, winsize, /)", Doc: "Set the tty winsize for file descriptor fd.\n\nThe winsize to be set is taken from the winsize argument, which\nis a two-item tuple (ws_row, ws_col) like the one returned by\ntcgetwinsize().", F2: setWinSize},
	}, Exec: func(t *thread, m *py.Module) *excp {
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), py.Int(n))
		}
		ns := py.NewDict()
		ns.SetStr(py.Intern("__module__"), py.StrV("termios"))
		var exc *excp
		if termiosError, exc = py.Call3(t, py.TypeType.V(), py.StrV("error"), py.NewTuple(py.Exception.V()).V(), ns.V()); exc != nil {
			return exc
		}
		m.Dict.SetStr(py.Intern("error"), termiosError)
		return nil
	}}
}

// failure makes the module's own error, which is no OSError.
func failure(t *thread, err error) *excp {
	if err == nil {
		return nil
	}
	var errno unix.Errno
	if !errors.As(err, &errno) {
		return py.OSErrorOf(err)
	}
	v, exc := py.Call2(t, termiosError, py.Int(int64(errno)), py.StrV(crt.Strerror(errno)))
	if exc != nil {
		return exc
	}
	return py.AsExc(v)
}

// command makes a function of a descriptor and a number.
func command(name, sig, doc string, call func(fd, n int) error) method {
	return method{Name: name, Sig: sig, Doc: doc, F2: func(t *thread, _, fdArg, v value) (value, *excp) {
		fd, exc := py.Fileno(t, fdArg)
		if exc != nil {
			return value{}, exc
		}
		n, exc := py.IndexInt(t, v, py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(t, call(fd, n))
	}}
}

func getAttr(t *thread, _, fdArg value) (value, *excp) {
	fd, exc := py.Fileno(t, fdArg)
	if exc != nil {
		return value{}, exc
	}
	mode, err := unix.IoctlGetTermios(fd, getRequest)
	if err != nil {
		return value{}, failure(t, err)
	}
	cc := py.NewList()
	for i, c := range mode.Cc {
		item := py.BytesV([]byte{c})
		if mode.Lflag&unix.ICANON == 0 && (i == unix.VMIN || i == unix.VTIME) {
			item = py.Int(int64(c))
		}
		cc.Items = append(cc.Items, item)
	}
	for len(cc.Items) < int(constants["NCCS"]) { // the kernel's array is shorter than the C library's
		cc.Items = append(cc.Items, py.BytesV([]byte{0}))
	}
	in, out := speeds(mode)
	list := py.NewList()
	for _, n := range []uint64{uint64(mode.Iflag), uint64(mode.Oflag), uint64(mode.Cflag), uint64(mode.Lflag), in, out} {
		list.Items = append(list.Items, py.Int(int64(n)))
	}
	list.Items = append(list.Items, cc.V())
	return list.V(), nil
}

func setAttr(t *thread, _, fdArg, whenArg, attributes value) (value, *excp) {
	fd, exc := py.Fileno(t, fdArg)
	if exc != nil {
		return value{}, exc
	}
	when, exc := py.IndexInt(t, whenArg, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	const fields = 7
	if !attributes.IsList() || len(py.AsList(attributes).Items) != fields {
		return value{}, py.TypeErrorf("tcsetattr, arg 3: must be 7 element list")
	}
	items := py.AsList(attributes).Items
	mode, err := unix.IoctlGetTermios(fd, getRequest)
	if err != nil {
		return value{}, failure(t, err)
	}
	var n [fields - 1]int
	for i := range n {
		if n[i], exc = py.IndexInt(t, items[i], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	setFlags(mode, n[0], n[1], n[2], n[3])
	setSpeeds(mode, n[4], n[5])
	if !items[6].IsList() || len(py.AsList(items[6]).Items) != int(constants["NCCS"]) {
		return value{}, py.TypeErrorf("tcsetattr: attributes[6] must be %d element list", constants["NCCS"])
	}
	for i, item := range py.AsList(items[6]).Items {
		if i >= len(mode.Cc) {
			break
		}
		switch data, ok := py.BytesOf(item); {
		case ok && len(data) == 1:
			mode.Cc[i] = data[0]
		case item.IsAnyInt():
			c, exc := py.IndexInt(t, item, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			mode.Cc[i] = byte(c)
		default:
			return value{}, py.TypeErrorf("tcsetattr: elements of attributes must be characters or integers")
		}
	}
	if when < 0 || when >= len(setRequests) {
		return value{}, failure(t, unix.EINVAL)
	}
	t.Unlock()
	err = unix.IoctlSetTermios(fd, setRequests[when], mode)
	t.Lock()
	return py.None, failure(t, err)
}

func setWinSize(t *thread, _, fdArg, sizeArg value) (value, *excp) {
	fd, exc := py.Fileno(t, fdArg)
	if exc != nil {
		return value{}, exc
	}
	if !sizeArg.IsTuple() && !sizeArg.IsList() {
		return value{}, py.TypeErrorf("tcsetwinsize, arg 2: must be a two-item sequence")
	}
	pair, exc := py.Collect(t, sizeArg)
	if exc != nil {
		return value{}, exc
	}
	if len(pair) != 2 {
		return value{}, py.TypeErrorf("tcsetwinsize, arg 2: must be a two-item sequence")
	}
	var n [2]int
	for i := range n {
		if n[i], exc = py.IndexInt(t, pair[i], py.OverflowError); exc != nil {
			return value{}, exc
		}
		if n[i] < 0 || n[i] > 1<<16-1 {
			return value{}, py.OverflowErrorf("winsize value(s) out of range.")
		}
	}
	size, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	if err != nil {
		return value{}, failure(t, err)
	}
	size.Row, size.Col = uint16(n[0]), uint16(n[1])
	return py.None, failure(t, unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, size))
}
