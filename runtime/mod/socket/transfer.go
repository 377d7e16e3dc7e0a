//go:build unix

// This file implements the methods of sockets that send and receive.

package socket

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func transferMethods() []py.Method {
	return []py.Method{
		{Name: "recv", Sig: "(buflen, flags=0, /)", FN: receive},
		{Name: "recvfrom", Sig: "(buflen, flags=0, /)", FN: receiveFrom},
		{Name: "recv_into", Sig: "(buffer, nbytes=0, flags=0)", FN: receiveInto(false)},
		{Name: "recvfrom_into", Sig: "(buffer, nbytes=0, flags=0)", FN: receiveInto(true)},
		{Name: "recvmsg", Sig: "(bufsize, ancbufsize=0, flags=0, /)", FN: receiveMessage},
		{Name: "send", Sig: "(data, flags=0, /)", FN: send},
		{Name: "sendall", Sig: "(data, flags=0, /)", FN: sendAll},
		{Name: "sendto", FK: sendTo},
		{Name: "sendmsg", Sig: "(buffers, ancdata=(), flags=0, address=<unrepresentable>, /)", FN: sendMessage},
	}
}

// read receives into a buffer. from tells whether the sender is wanted.
func (s *sock) read(t *thread, buf []byte, flags int) (n int, from unix.Sockaddr, exc *excp) {
	exc = s.call(t, unix.POLLIN, func() (err error) {
		n, from, err = unix.Recvfrom(s.fd, buf, flags)
		return err
	})
	return n, from, exc
}

func sizeAndFlags(t *thread, args []value, name string) (size, flags int, exc *excp) {
	var n [2]int
	if exc := ints(t, args, n[:]); exc != nil {
		return 0, 0, exc
	}
	if n[0] < 0 {
		return 0, 0, py.ValueErrorf("negative buffersize in %s", name)
	}
	return n[0], n[1], nil
}

func receive(t *thread, self value, args []value) (value, *excp) {
	size, flags, exc := sizeAndFlags(t, args, "recv")
	if exc != nil {
		return value{}, exc
	}
	buf := make([]byte, size)
	n, _, exc := asSock(self).read(t, buf, flags)
	if exc != nil {
		return value{}, exc
	}
	return py.BytesV(buf[:n]), nil
}

func receiveFrom(t *thread, self value, args []value) (value, *excp) {
	size, flags, exc := sizeAndFlags(t, args, "recvfrom")
	if exc != nil {
		return value{}, exc
	}
	buf := make([]byte, size)
	n, from, exc := asSock(self).read(t, buf, flags)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(py.BytesV(buf[:n]), addressOf(from)).V(), nil
}

func receiveInto(withSender bool) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		b, exc := py.WritableBuffer(t, args[0])
		if exc != nil {
			return value{}, exc
		}
		defer b.Release(t)
		buf := b.Contents()
		size, flags, exc := sizeAndFlags(t, args[1:], "recv_into")
		if exc != nil {
			return value{}, exc
		}
		if size == 0 {
			size = len(buf)
		}
		if size > len(buf) {
			return value{}, py.ValueErrorf("buffer too small for requested bytes")
		}
		n, from, exc := asSock(self).read(t, buf[:size], flags)
		if exc != nil {
			return value{}, exc
		}
		if withSender {
			return py.NewTuple(py.Int(int64(n)), addressOf(from)).V(), nil
		}
		return py.Int(int64(n)), nil
	}
}

func receiveMessage(t *thread, self value, args []value) (value, *excp) {
	var n [3]int
	if exc := ints(t, args, n[:]); exc != nil {
		return value{}, exc
	}
	if n[0] < 0 || n[1] < 0 {
		return value{}, py.ValueErrorf("negative buffer size in recvmsg()")
	}
	s := asSock(self)
	data, control := make([]byte, n[0]), make([]byte, n[1])
	var size, controlLen, flags int
	var from unix.Sockaddr
	exc := s.call(t, unix.POLLIN, func() (err error) {
		size, controlLen, flags, from, err = unix.Recvmsg(s.fd, data, control, n[2])
		return err
	})
	if exc != nil {
		return value{}, exc
	}
	messages, err := unix.ParseSocketControlMessage(control[:controlLen])
	if err != nil {
		return value{}, osError(err)
	}
	ancillary := py.NewList()
	for _, m := range messages {
		ancillary.Items = append(ancillary.Items, py.NewTuple(py.Int(int64(m.Header.Level)), py.Int(int64(m.Header.Type)), py.BytesV(m.Data)).V())
	}
	return py.NewTuple(py.BytesV(data[:size]), ancillary.V(), py.Int(int64(flags)), addressOf(from)).V(), nil
}

// contents returns the bytes of an argument; it must be like bytes.
func contents(v value) ([]byte, *excp) {
	data, ok := py.BytesOf(v)
	if !ok {
		return nil, py.TypeErrorf("a bytes-like object is required, not '%s'", py.TypeName(v))
	}
	return data, nil
}

// write sends data and returns how much of it went.
func (s *sock) write(t *thread, data []byte, flags int, to unix.Sockaddr) (n int, exc *excp) {
	exc = s.call(t, unix.POLLOUT, func() (err error) {
		n, err = unix.SendmsgN(s.fd, data, nil, to, flags|noSignal)
		return err
	})
	return n, exc
}

func send(t *thread, self value, args []value) (value, *excp) {
	data, exc := contents(args[0])
	if exc != nil {
		return value{}, exc
	}
	var flags [1]int
	if exc := ints(t, args[1:], flags[:]); exc != nil {
		return value{}, exc
	}
	n, exc := asSock(self).write(t, data, flags[0], nil)
	return py.Int(int64(n)), exc
}

func sendAll(t *thread, self value, args []value) (value, *excp) {
	data, exc := contents(args[0])
	if exc != nil {
		return value{}, exc
	}
	var flags [1]int
	if exc := ints(t, args[1:], flags[:]); exc != nil {
		return value{}, exc
	}
	for len(data) > 0 {
		n, exc := asSock(self).write(t, data, flags[0], nil)
		if exc != nil {
			return value{}, exc
		}
		data = data[n:]
	}
	return py.None, nil
}

func sendTo(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("socket.sendto() takes no keyword arguments")
	}
	if len(args) < 2 || len(args) > 3 {
		return value{}, py.TypeErrorf("sendto() takes 2 or 3 arguments (%d given)", len(args))
	}
	data, exc := contents(args[0])
	if exc != nil {
		return value{}, exc
	}
	var flags [1]int
	if len(args) == 3 {
		if exc := ints(t, args[1:], flags[:]); exc != nil {
			return value{}, exc
		}
	}
	s := asSock(self)
	to, exc := s.address(t, args[len(args)-1], "sendto")
	if exc != nil {
		return value{}, exc
	}
	n, exc := s.write(t, data, flags[0], to)
	return py.Int(int64(n)), exc
}

func sendMessage(t *thread, self value, args []value) (value, *excp) {
	buffers, exc := py.Collect(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	var data []byte
	for _, b := range buffers {
		part, exc := contents(b)
		if exc != nil {
			return value{}, exc
		}
		data = append(data, part...)
	}
	control, exc := ancillaryData(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	var flags [1]int
	if exc := ints(t, args[2:], flags[:]); exc != nil {
		return value{}, exc
	}
	s := asSock(self)
	var to unix.Sockaddr
	if args[3].Bound() && !args[3].IsNone() {
		if to, exc = s.address(t, args[3], "sendmsg"); exc != nil {
			return value{}, exc
		}
	}
	n := 0
	exc = s.call(t, unix.POLLOUT, func() (err error) {
		n, err = unix.SendmsgN(s.fd, data, control, to, flags[0]|noSignal)
		return err
	})
	return py.Int(int64(n)), exc
}
