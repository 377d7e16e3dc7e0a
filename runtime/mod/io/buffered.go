// This file implements the buffers around raw files.

package io

import (
	"bytes"
	"runtime"
	"unsafe"
	"weak"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

// buffered is a BufferedReader, BufferedWriter or BufferedRandom. Either rbuf[rpos:] was read
// ahead, or wbuf is to be written; never both.
type buffered struct {
	object
	raw  value
	file *fileIO // raw, if it is a FileIO itself: then no method is called for it
	size int
	rbuf []byte
	rpos int
	wbuf []byte
}

var (
	readerType = &py.Type{Name: "BufferedReader"}
	writerType = &py.Type{Name: "BufferedWriter"}
	randomType = &py.Type{Name: "BufferedRandom"}
)

func asBuffered(v value) *buffered { return (*buffered)(v.Ptr()) }

// V returns the buffer as an object.
func (b *buffered) V() value { return ptr(b) }

func newBuffered(typ *py.Type, raw value, size int) *buffered {
	b := &buffered{}
	b.SetType(typ)
	b.start(raw, size)
	return b
}

func (b *buffered) start(raw value, size int) {
	b.raw, b.size, b.closed = raw, size, false
	b.rbuf, b.rpos, b.wbuf = nil, 0, nil
	if raw.Type() == fileType {
		b.file = asFile(raw)
	}
	if b.writes() {
		writers = append(writers, weak.Make(b))
		runtime.SetFinalizer(b, func(b *buffered) { b.rescue() })
	}
}

func (b *buffered) reads() bool  { return !py.IsInstance(b.V(), writerType) }
func (b *buffered) writes() bool { return !py.IsInstance(b.V(), readerType) }

// writers are the buffers that may hold something to be written at exit.
var writers []weak.Pointer[buffered]

// rescue writes what a buffer that nobody refers to any more still holds.
func (b *buffered) rescue() {
	if b.file == nil || b.file.fd < 0 {
		return
	}
	for len(b.wbuf) > 0 {
		n, err := crt.Write(b.file.fd, b.wbuf)
		if err != nil || n <= 0 {
			return
		}
		b.wbuf = b.wbuf[n:]
	}
}

// FlushAll writes what open files still hold, at exit.
func FlushAll() {
	for _, w := range texts {
		if p := w.Value(); p != nil {
			p.rescue()
		}
	}
	for _, w := range writers {
		if p := w.Value(); p != nil {
			p.rescue()
		}
	}
}

func (b *buffered) check(t *thread, what string) *excp {
	if b.raw.IsUnbound() {
		return py.ValueErrorf("raw stream has been detached")
	}
	closed := b.file != nil && b.file.fd < 0
	if b.file == nil {
		var exc *excp
		if closed, exc = isClosed(t, b.raw); exc != nil {
			return exc
		}
	}
	if closed {
		return py.ValueErrorf("%s of closed file", what)
	}
	return nil
}

// rawRead reads once into buf; -1 when nothing is there yet.
func (b *buffered) rawRead(t *thread, buf []byte) (int, *excp) {
	if b.file != nil {
		if exc := b.file.checkRead(t); exc != nil {
			return 0, exc
		}
		return b.file.read(t, buf)
	}
	arr := py.NewByteArray(buf)
	view, exc := py.Call1(t, py.MemoryViewType.V(), arr.V())
	if exc != nil {
		return 0, exc
	}
	r, exc := call(t, b.raw, "readinto", view)
	if exc != nil {
		return 0, exc
	}
	if r.IsNone() {
		return -1, nil
	}
	n, exc := py.IndexInt(t, r, py.ValueError)
	if exc != nil {
		return 0, exc
	}
	if n < 0 || n > len(buf) {
		return 0, py.Errorf(py.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", n, len(buf))
	}
	return n, nil
}

// rawWrite writes once; -1 when the stream would block.
func (b *buffered) rawWrite(t *thread, data []byte) (int, *excp) {
	if b.file != nil {
		if b.file.fd < 0 {
			return 0, py.ValueErrorf("write to closed file")
		}
		return b.file.write(t, data)
	}
	r, exc := call(t, b.raw, "write", py.BytesV(append([]byte(nil), data...)))
	if exc != nil {
		return 0, exc
	}
	if r.IsNone() {
		return -1, nil
	}
	n, exc := py.IndexInt(t, r, py.ValueError)
	if exc == nil && (n < 0 || n > len(data)) {
		return 0, py.Errorf(py.OSError, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(data))
	}
	return n, exc
}

func (b *buffered) ahead() []byte { return b.rbuf[b.rpos:] }

// fill reads once into the empty read buffer; false at the end or when nothing is there.
func (b *buffered) fill(t *thread) (bool, *excp) {
	if exc := b.flush(t); exc != nil {
		return false, exc
	}
	if cap(b.rbuf) < b.size {
		b.rbuf = make([]byte, b.size)
	}
	b.rbuf, b.rpos = b.rbuf[:b.size], 0
	n, exc := b.rawRead(t, b.rbuf)
	b.rbuf = b.rbuf[:max(n, 0)]
	return n > 0, exc
}

// flush writes what is pending.
func (b *buffered) flush(t *thread) *excp {
	for len(b.wbuf) > 0 {
		n, exc := b.rawWrite(t, b.wbuf)
		if exc != nil {
			return exc
		}
		if n < 0 {
			return blockingError(0)
		}
		b.wbuf = b.wbuf[:copy(b.wbuf, b.wbuf[n:])]
	}
	return nil
}

func blockingError(written int) *excp {
	e := py.NewOSError(int(crt.EAGAIN), "write could not complete without blocking", value{})
	return e
}

// rewind gives back what was read ahead, before a write or a seek.
func (b *buffered) rewind(t *thread) *excp {
	n := len(b.ahead())
	b.rbuf, b.rpos = b.rbuf[:0], 0
	if n == 0 {
		return nil
	}
	_, exc := b.rawSeek(t, int64(-n), 1)
	return exc
}

func (b *buffered) rawSeek(t *thread, pos int64, whence int) (int64, *excp) {
	if b.file != nil {
		at, err := b.file.seek(pos, whence)
		return at, osError(err, value{})
	}
	v, exc := call(t, b.raw, "seek", py.Int(pos), py.Int(int64(whence)))
	if exc != nil {
		return 0, exc
	}
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc == nil && n < 0 {
		return 0, py.Errorf(py.OSError, "Raw stream returned invalid position %d", n)
	}
	return int64(n), exc
}

// read returns n bytes, fewer at the end; all for a negative n. nil without error: nothing yet.
func (b *buffered) read(t *thread, n int) ([]byte, *excp) {
	if n >= 0 && n <= len(b.ahead()) {
		out := append([]byte{}, b.ahead()[:n]...)
		b.rpos += n
		return out, nil
	}
	out := append([]byte{}, b.ahead()...)
	b.rbuf, b.rpos = b.rbuf[:0], 0
	if exc := b.flush(t); exc != nil {
		return nil, exc
	}
	if n < 0 {
		return b.readAll(t, out)
	}
	for len(out) < n {
		if n-len(out) >= b.size {
			chunk := make([]byte, n-len(out))
			got, exc := b.rawRead(t, chunk)
			if exc != nil {
				return nil, exc
			}
			if got <= 0 {
				return emptyNil(out, got), nil
			}
			out = append(out, chunk[:got]...)
			continue
		}
		more, exc := b.fill(t)
		if exc != nil {
			return nil, exc
		}
		if !more {
			break
		}
		k := min(n-len(out), len(b.rbuf))
		out = append(out, b.rbuf[:k]...)
		b.rpos = k
	}
	return out, nil
}

func emptyNil(out []byte, got int) []byte {
	if len(out) == 0 && got < 0 {
		return nil
	}
	return out
}

func (b *buffered) readAll(t *thread, out []byte) ([]byte, *excp) {
	if b.file != nil {
		if exc := b.file.checkRead(t); exc != nil {
			return nil, exc
		}
		rest, exc := b.file.readAll(t)
		if len(out) == 0 {
			return rest, exc
		}
		return append(out, rest...), exc
	}
	all, exc := py.LookupAttr(t, b.raw, py.Intern("readall"))
	if exc != nil {
		return nil, exc
	}
	if all.Bound() {
		v, exc := py.Call0(t, all)
		if exc != nil {
			return nil, exc
		}
		if v.IsNone() {
			return emptyNil(out, -1), nil
		}
		if !v.IsBytes() {
			return nil, py.TypeErrorf("readall() should return bytes")
		}
		return append(out, py.AsBytes(v).Data()...), nil
	}
	for {
		more, exc := b.fill(t)
		if exc != nil || !more {
			return out, exc
		}
		out = append(out, b.rbuf...)
		b.rbuf = b.rbuf[:0]
	}
}

// readline returns a line with its end, or up to limit bytes.
func (b *buffered) readline(t *thread, limit int) ([]byte, *excp) {
	var out []byte
	for {
		part := b.ahead()
		if i := bytes.IndexByte(part, '\n'); i >= 0 {
			part = part[:i+1]
		}
		if limit >= 0 && len(out)+len(part) > limit {
			part = part[:limit-len(out)]
		}
		out = append(out, part...)
		b.rpos += len(part)
		if len(out) > 0 && out[len(out)-1] == '\n' || limit >= 0 && len(out) >= limit {
			return out, nil
		}
		if more, exc := b.fill(t); exc != nil || !more {
			return out, exc
		}
	}
}

func (b *buffered) write(t *thread, data []byte) *excp {
	if exc := b.rewind(t); exc != nil {
		return exc
	}
	if len(b.wbuf)+len(data) <= b.size {
		b.wbuf = append(b.wbuf, data...)
		return nil
	}
	if exc := b.flush(t); exc != nil {
		return exc
	}
	for len(data) >= b.size {
		n, exc := b.rawWrite(t, data)
		if exc != nil {
			return exc
		}
		if n < 0 {
			return blockingError(0)
		}
		data = data[n:]
	}
	b.wbuf = append(b.wbuf, data...)
	return nil
}

// tell is the position that the program sees.
func (b *buffered) tell(t *thread) (int64, *excp) {
	at, exc := b.rawSeek(t, 0, 1)
	return at - int64(len(b.ahead())) + int64(len(b.wbuf)), exc
}

func (b *buffered) seek(t *thread, pos int64, whence int) (int64, *excp) {
	if exc := b.flush(t); exc != nil {
		return 0, exc
	}
	if whence == 1 {
		pos -= int64(len(b.ahead()))
	}
	b.rbuf, b.rpos = b.rbuf[:0], 0
	return b.rawSeek(t, pos, whence)
}

// close flushes and closes the raw stream, even if flushing fails.
func (b *buffered) close(t *thread) *excp {
	if b.raw.IsUnbound() {
		return py.ValueErrorf("raw stream has been detached")
	}
	if b.closed {
		return nil
	}
	var exc *excp
	if b.file == nil || b.file.fd >= 0 {
		exc = b.flush(t)
	}
	b.closed = true
	b.wbuf = nil
	if _, closing := call(t, b.raw, "close"); closing != nil {
		if exc != nil {
			closing.Context = exc
		}
		return closing
	}
	return exc
}

var bufferedSig = &py.Signature{Text: "(raw, buffer_size=131072)"}

func bufferedInit(t *thread, self value, args []value, kw []*str) *excp {
	a, exc := py.BindArgs(self.Type().Name, bufferedSig, args, kw)
	if exc != nil {
		return exc
	}
	size := defaultBuffer
	if a[1].Bound() {
		if size, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return exc
		}
		if size <= 0 {
			return py.ValueErrorf("buffer size must be strictly positive")
		}
	}
	b := asBuffered(self)
	need := []string{}
	if b.reads() {
		need = append(need, "readable")
	}
	if b.writes() {
		need = append(need, "writable")
	}
	if b.reads() && b.writes() {
		need = append([]string{"seekable"}, need...)
	}
	for _, ability := range need {
		v, exc := call(t, a[0], ability)
		if exc != nil {
			return exc
		}
		if ok, exc := py.Truth(t, v); exc != nil {
			return exc
		} else if !ok {
			return unsupportedError(t, "File or stream is not "+ability+".")
		}
	}
	b.start(a[0], size)
	return nil
}

func allocBuffered(typ *py.Type) value {
	b := &buffered{size: defaultBuffer}
	b.SetType(typ)
	return b.V()
}

func bufferedRepr(t *thread, self value) (value, *excp) {
	name, exc := py.LookupAttr(t, self, py.Intern("name"))
	if exc != nil && !exc.Matches(py.ValueError) {
		return value{}, exc
	}
	if exc != nil || name.IsUnbound() {
		return py.StrV("<" + py.TypeName(self) + ">"), nil
	}
	text, exc := py.Repr(t, name)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV("<" + py.TypeName(self) + " name=" + text.String() + ">"), nil
}

func defineBuffered() {
	docs := map[*py.Type]string{readerType: "Create a new buffered reader using the given readable raw IO object.", writerType: "A buffer for a writeable sequential RawIO object.\n\nThe constructor creates a BufferedWriter for the given writeable raw\nstream. If the buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.", randomType: "A buffered interface to random access streams.\n\nThe constructor creates a reader and writer for a seekable stream,\nraw, given in the first argument. If the buffer_size is omitted it\ndefaults to DEFAULT_BUFFER_SIZE."}
	for _, typ := range []*py.Type{readerType, writerType, randomType} {
		methods := bufferedCommon()
		slots := py.Slots{New: newByAlloc, Init: bufferedInit, Repr: bufferedRepr}
		if typ != writerType {
			methods = append(methods, bufferedReading()...)
			slots.Iter = func(t *thread, self value) (value, *excp) { return self, asBuffered(self).check(t, "readline") }
			slots.Next = bufferedNext
		}
		if typ != readerType {
			methods = append(methods, method{Name: "write", Sig: "(buffer, /)", F1: bufferedWrite})
		}
		py.Define(typ, &py.StaticType{Name: "_io." + typ.Name, Base: bufferedBaseType, Flags: py.BaseType, Sig: bufferedSig.Text, Doc: docs[typ],
			Alloc: allocBuffered, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true, Slots: slots, GetSet: bufferedGetSet(), Methods: methods})
	}
}

func fromRaw(name string) py.GetSet {
	return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) {
		b := asBuffered(self)
		if b.raw.IsUnbound() {
			return value{}, py.ValueErrorf("raw stream has been detached")
		}
		return py.GetAttr(t, b.raw, py.Intern(name))
	}}
}

func bufferedGetSet() []py.GetSet {
	return []py.GetSet{fromRaw("closed"), fromRaw("name"), fromRaw("mode"),
		{Name: "raw", Get: func(t *thread, self value) (value, *excp) {
			if r := asBuffered(self).raw; r.Bound() {
				return r, nil
			}
			return py.None, nil
		}}}
}

func bufferedCommon() []method {
	ask := func(name string) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			if asBuffered(self).raw.IsUnbound() {
				return value{}, py.ValueErrorf("raw stream has been detached")
			}
			return call(t, asBuffered(self).raw, name)
		}}
	}
	return []method{
		ask("fileno"), ask("isatty"), ask("seekable"), ask("readable"), ask("writable"),
		{Name: "close", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.None, asBuffered(self).close(t) }},
		{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			b := asBuffered(self)
			if exc := b.check(t, "flush"); exc != nil {
				return value{}, exc
			}
			return py.None, b.flush(t)
		}},
		{Name: "detach", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			b := asBuffered(self)
			if exc := b.check(t, "detach"); exc != nil {
				return value{}, exc
			}
			if exc := b.flush(t); exc != nil {
				return value{}, exc
			}
			raw := b.raw
			b.raw, b.file = value{}, nil
			return raw, nil
		}},
		{Name: "seek", Sig: "(target, whence=0, /)", FN: bufferedSeek},
		{Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			b := asBuffered(self)
			if exc := b.check(t, "tell"); exc != nil {
				return value{}, exc
			}
			at, exc := b.tell(t)
			return py.Int(at), exc
		}},
		{Name: "truncate", Sig: "(pos=None, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBuffered(self)
			if exc := b.check(t, "truncate"); exc != nil {
				return value{}, exc
			}
			if !b.writes() {
				return value{}, unsupportedError(t, "truncate")
			}
			if exc := b.flush(t); exc != nil {
				return value{}, exc
			}
			pos := a[0]
			if isNone(pos) {
				at, exc := b.tell(t)
				if exc != nil {
					return value{}, exc
				}
				pos = py.Int(at)
			}
			return call(t, b.raw, "truncate", pos)
		}},
		{Name: "_dealloc_warn", Sig: "(source, /)", F1: func(t *thread, self, _ value) (value, *excp) { return py.None, nil }},
		{Name: "__getstate__", Sig: "()", F0: noPickle},
	}
}

func bufferedReading() []method {
	return []method{
		{Name: "read", Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBuffered(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil && n < -1 {
				exc = py.ValueErrorf("read length must be non-negative or -1")
			}
			if exc == nil {
				exc = b.check(t, "read")
			}
			if exc != nil {
				return value{}, exc
			}
			data, exc := b.read(t, n)
			if exc == nil && data == nil {
				return py.None, nil
			}
			return py.BytesV(data), exc
		}},
		{Name: "read1", Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBuffered(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil {
				exc = b.check(t, "read")
			}
			if exc != nil {
				return value{}, exc
			}
			if n < 0 {
				n = b.size
			}
			if len(b.ahead()) == 0 && n > 0 {
				if _, exc := b.fill(t); exc != nil {
					return value{}, exc
				}
			}
			n = min(n, len(b.ahead()))
			v := copied(b.ahead()[:n])
			b.rpos += n
			return v, nil
		}},
		{Name: "peek", Sig: "(size=0, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBuffered(self)
			if exc := b.check(t, "peek"); exc != nil {
				return value{}, exc
			}
			if len(b.ahead()) == 0 {
				if _, exc := b.fill(t); exc != nil {
					return value{}, exc
				}
			}
			return copied(b.ahead()), nil
		}},
		{Name: "readline", Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			b := asBuffered(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil {
				exc = b.check(t, "readline")
			}
			if exc != nil {
				return value{}, exc
			}
			line, exc := b.readline(t, n)
			return py.BytesV(line), exc
		}},
		{Name: "readinto", Sig: "(buffer, /)", F1: func(t *thread, self, target value) (value, *excp) { return readIntoBy(t, self, target, "read") }},
		{Name: "readinto1", Sig: "(buffer, /)", F1: func(t *thread, self, target value) (value, *excp) { return readIntoBy(t, self, target, "read1") }},
	}
}

func bufferedNext(t *thread, self value) (value, *excp) {
	b := asBuffered(self)
	if exc := b.check(t, "readline"); exc != nil {
		return value{}, exc
	}
	line, exc := b.readline(t, -1)
	if exc != nil || len(line) == 0 {
		return value{}, exc
	}
	return py.BytesV(line), nil
}

func bufferedWrite(t *thread, self, data value) (value, *excp) {
	b := asBuffered(self)
	p, exc := py.BytesLike(t, data)
	if exc != nil {
		return value{}, exc
	}
	if exc := b.check(t, "write"); exc != nil {
		return value{}, py.ValueErrorf("write to closed file")
	}
	return py.Int(int64(len(p))), b.write(t, p)
}

func bufferedSeek(t *thread, self value, a []value) (value, *excp) {
	b := asBuffered(self)
	whence := 0
	if a[1].Bound() {
		var exc *excp
		if whence, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if whence < 0 || whence > 4 {
		return value{}, py.ValueErrorf("whence value %d unsupported", whence)
	}
	if exc := b.check(t, "seek"); exc != nil {
		return value{}, exc
	}
	pos, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	at, exc := b.seek(t, int64(pos), whence)
	return py.Int(at), exc
}
