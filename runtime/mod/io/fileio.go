// This file implements FileIO on descriptors.

package io

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

// fileIO is a FileIO. Its object part comes first.
type fileIO struct {
	object
	fd                                     int
	name                                   value
	created, readable, writable, appending bool
	closefd                                bool
	seekable                               int8 // 0: not known, 1: yes, -1: no
}

var fileType = &py.Type{Name: "FileIO"}

func asFile(v value) *fileIO { return (*fileIO)(v.Ptr()) }

// V returns the file as an object.
func (f *fileIO) V() value { return ptr(f) }

// osError turns an error of the system into an OSError.
func osError(err error, name value) *excp { return py.OSErrorOf(err, name) }

// blocking runs a system call without the interpreter lock, again after interruptions.
func blocking(t *thread, run func() (int, error)) (int, *excp) {
	for {
		t.Unlock()
		n, err := run()
		t.Lock()
		if err == nil {
			return n, nil
		}
		if !errors.Is(err, crt.EINTR) {
			return n, osError(err, value{})
		}
		if exc := t.CheckSignals(); exc != nil {
			return 0, exc
		}
	}
}

func (f *fileIO) open(t *thread, file value, m modeFlags, closefd, opener value) *excp {
	f.readable = m.reading || m.updating
	f.writable = m.writing || m.appending || m.creating || m.updating
	f.created, f.appending = m.creating, m.appending
	flags := 0
	switch {
	case m.creating:
		flags = crt.O_CREAT | crt.O_EXCL
	case m.writing:
		flags = crt.O_CREAT | crt.O_TRUNC
	case m.appending:
		flags = crt.O_CREAT | crt.O_APPEND
	}
	switch {
	case f.readable && f.writable:
		flags |= crt.O_RDWR
	case f.writable:
		flags |= crt.O_WRONLY
	}
	yes, exc := py.Truth(t, closefd)
	if exc != nil {
		return exc
	}
	f.closefd, f.name = yes, file
	if file.Type().Slots.Index != nil && !file.IsStr() && !file.IsBytes() {
		if f.fd, exc = py.IndexInt(t, file, py.OverflowError); exc != nil {
			return exc
		}
		if f.fd < 0 {
			return py.ValueErrorf("negative file descriptor")
		}
		if _, err := crt.Stat(f.fd); err != nil {
			f.fd = -1
			return osError(err, file)
		}
		return f.finish()
	}
	if !yes {
		return py.ValueErrorf("Cannot use closefd=False with file name")
	}
	if !opener.IsNone() {
		return f.openBy(t, file, opener, flags)
	}
	path := ""
	if file.IsBytes() {
		path = py.AsBytes(file).String()
	} else {
		path = py.FSEncode(py.AsStr(file))
	}
	for i := range path {
		if path[i] == 0 {
			return py.ValueErrorf("embedded null byte")
		}
	}
	for {
		t.Unlock()
		fd, err := crt.Open(path, flags|crt.O_FILE, 0o666)
		t.Lock()
		if err == nil {
			f.fd = fd
			return f.finish()
		}
		if !errors.Is(err, crt.EINTR) {
			return osError(err, file)
		}
		if exc := t.CheckSignals(); exc != nil {
			return exc
		}
	}
}

func (f *fileIO) openBy(t *thread, file, opener value, flags int) *excp {
	v, exc := py.Call2(t, opener, file, py.Int(int64(flags|crt.O_FILE)))
	if exc != nil {
		return exc
	}
	if v.Type().Slots.Index == nil {
		return py.TypeErrorf("expected integer from opener")
	}
	fd, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return exc
	}
	if fd < 0 {
		return py.ValueErrorf("opener returned %d", fd)
	}
	f.fd = fd
	return f.finish()
}

// finish refuses directories and sees to it that the descriptor is closed one day.
func (f *fileIO) finish() *excp {
	if info, err := crt.Stat(f.fd); err == nil && info.Dir {
		if f.closefd {
			_ = crt.Close(f.fd)
		}
		f.fd = -1
		return osError(crt.EISDIR, f.name)
	}
	if f.closefd && f.fd > 2 {
		runtime.SetFinalizer(f, func(f *fileIO) { _ = f.close() })
	}
	return nil
}

// close closes the descriptor, if that is this object's business.
func (f *fileIO) close() error {
	fd := f.fd
	f.fd = -1
	f.closed = true
	if fd < 0 || !f.closefd {
		return nil
	}
	return crt.Close(fd)
}

func (f *fileIO) mode() string {
	switch {
	case f.created && f.readable:
		return "xb+"
	case f.created:
		return "xb"
	case f.appending && f.readable:
		return "ab+"
	case f.appending:
		return "ab"
	case f.readable && f.writable:
		return "rb+"
	case f.readable:
		return "rb"
	}
	return "wb"
}

func (f *fileIO) checkFD() *excp {
	if f.fd < 0 {
		return py.ValueErrorf("I/O operation on closed file")
	}
	return nil
}

// read reads up to len(buf) bytes; n is -1 when the descriptor would block.
func (f *fileIO) read(t *thread, buf []byte) (int, *excp) {
	if len(buf) == 0 {
		return 0, nil
	}
	if exc := f.awaitInput(t); exc != nil {
		return 0, exc
	}
	n, exc := blocking(t, func() (int, error) { return crt.Read(f.fd, buf) })
	if exc != nil && exc.Matches(py.BlockingIOError) {
		return -1, nil
	}
	return n, exc
}

// write writes some of the data and returns how much; -1 when the descriptor would block.
func (f *fileIO) write(t *thread, data []byte) (int, *excp) {
	n, exc := blocking(t, func() (int, error) { return crt.Write(f.fd, data) })
	if exc != nil && exc.Matches(py.BlockingIOError) {
		return -1, nil
	}
	return n, exc
}

func (f *fileIO) seek(pos int64, whence int) (int64, error) { return crt.Seek(f.fd, pos, whence) }

// readAll reads up to the end.
func (f *fileIO) readAll(t *thread) ([]byte, *excp) {
	size := 0
	if info, err := crt.Stat(f.fd); err == nil {
		if at, err := f.seek(0, 1); err == nil && info.Size > at {
			size = int(info.Size - at)
		}
	}
	buf := make([]byte, 0, size+1)
	for {
		if len(buf) == cap(buf) {
			grown := make([]byte, len(buf), 2*cap(buf)+4096)
			copy(grown, buf)
			buf = grown
		}
		n, exc := f.read(t, buf[len(buf):cap(buf)])
		if exc != nil {
			return nil, exc
		}
		if n <= 0 {
			return buf, nil
		}
		buf = buf[:len(buf)+n]
	}
}

var fileSig = &py.Signature{Text: "(file, mode='r', closefd=True, opener=None)"}

func fileInit(t *thread, self value, args []value, kw []*str) *excp {
	a, exc := py.BindArgs("FileIO", fileSig, args, kw)
	if exc != nil {
		return exc
	}
	mode := "r"
	if a[1].Bound() {
		if !a[1].IsStr() {
			return py.TypeErrorf("FileIO() argument 'mode' must be str, not %s", py.TypeName(a[1]))
		}
		mode = py.AsStr(a[1]).String()
	}
	m, exc := parseMode(mode)
	if exc != nil {
		if exc.Matches(py.ValueError) && len(mode) > 0 {
			return py.ValueErrorf("Must have exactly one of create/read/write/append mode and at most one plus")
		}
		return exc
	}
	file := a[0]
	if !file.IsStr() && !file.IsBytes() && file.Type().Slots.Index == nil {
		if file, exc = py.FSPath(t, file); exc != nil {
			return exc
		}
	}
	closefd, opener := py.True, py.None
	if a[2].Bound() {
		closefd = a[2]
	}
	if a[3].Bound() {
		opener = a[3]
	}
	f := asFile(self)
	if f.fd >= 0 {
		_ = f.close()
	}
	f.closed = false
	return f.open(t, file, m, closefd, opener)
}

func defineFile() {
	flag := func(name string, get func(f *fileIO) bool) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			f := asFile(self)
			return py.Bool(get(f)), f.checkFD()
		}}
	}
	py.Define(fileType, &py.StaticType{Name: "_io.FileIO", Base: rawType, Flags: py.BaseType, Sig: "(file, mode='r', closefd=True, opener=None)", Doc: "Open a file.\n\nThe mode can be 'r' (default), 'w', 'x' or 'a' for reading,\nwriting, exclusive creation or appending.  The file will be created if it\ndoesn't exist when opened for writing or appending; it will be truncated\nwhen opened for writing.  A FileExistsError will be raised if it already\nexists when opened for creating. Opening a file for creating implies\nwriting so this mode behaves in a similar way to 'w'.Add a '+' to the mode\nto allow simultaneous reading and writing. A custom opener can be used by\npassing a callable as *opener*. The underlying file descriptor for the file\nobject is then obtained by calling opener with (*name*, *flags*).\n*opener* must return an open file descriptor (passing os.open as *opener*\nresults in functionality similar to passing None).",
		Alloc: func(typ *py.Type) value {
			f := &fileIO{fd: -1}
			f.SetType(typ)
			return f.V()
		}, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{New: newByAlloc, Init: fileInit, Repr: fileRepr},
		GetSet: []py.GetSet{
			{Name: "closed", Doc: "True if the file is closed", Get: func(t *thread, self value) (value, *excp) { return py.Bool(asFile(self).fd < 0), nil }},
			{Name: "closefd", Doc: "True if the file descriptor will be closed by close().", Get: func(t *thread, self value) (value, *excp) { return py.Bool(asFile(self).closefd), nil }},
			{Name: "mode", Doc: "String giving the file mode", Get: func(t *thread, self value) (value, *excp) { return py.StrV(asFile(self).mode()), nil }},
			{Name: "name", Get: func(t *thread, self value) (value, *excp) {
				if n := asFile(self).name; n.Bound() {
					return n, nil
				}
				return value{}, py.AttributeErrorf(self, py.Intern("name"), "'%s' object has no attribute 'name'", py.TypeName(self))
			}, Set: func(t *thread, self, v value) *excp {
				asFile(self).name = v
				return nil
			}},
			{Name: "_blksize", Get: func(t *thread, self value) (value, *excp) { return py.Int(defaultBuffer), nil }},
		},
		Methods: []method{
			{Name: "read", Sig: "(size=-1, /)", FN: fileRead},
			{Name: "readall", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return fileRead(t, self, []value{py.Int(-1)}) }},
			{Name: "readinto", Sig: "(buffer, /)", F1: fileReadInto},
			{Name: "write", Sig: "(b, /)", F1: fileWrite},
			{Name: "seek", Sig: "(pos, whence=0, /)", FN: fileSeek},
			{Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return fileSeek(t, self, []value{py.Int(0), py.Int(1)}) }},
			{Name: "truncate", Sig: "(size=None, /)", FN: fileTruncate},
			{Name: "close", Sig: "()", F0: fileClose},
			{Name: "fileno", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Int(int64(asFile(self).fd)), asFile(self).checkFD()
			}},
			{Name: "isatty", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Bool(crt.IsTerminal(asFile(self).fd)), asFile(self).checkFD()
			}},
			{Name: "_isatty_open_only", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(crt.IsTerminal(asFile(self).fd)), nil }},
			{Name: "seekable", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.Bool(asFile(self).canSeek()), asFile(self).checkFD()
			}},
			flag("readable", func(f *fileIO) bool { return f.readable }), flag("writable", func(f *fileIO) bool { return f.writable }),
			{Name: "_dealloc_warn", Sig: "(source, /)", F1: func(t *thread, self, _ value) (value, *excp) { return py.None, nil }},
			{Name: "__getstate__", Sig: "()", F0: noPickle},
		}})
}

func noPickle(t *thread, self value) (value, *excp) {
	return value{}, py.TypeErrorf("cannot pickle '%s' object", py.TypeName(self))
}

func (f *fileIO) canSeek() bool {
	if f.seekable == 0 {
		f.seekable = -1
		if _, err := f.seek(0, 1); err == nil {
			f.seekable = 1
		}
	}
	return f.seekable > 0
}

func fileRepr(t *thread, self value) (value, *excp) {
	f := asFile(self)
	if f.fd < 0 {
		return py.StrV("<_io.FileIO [closed]>"), nil
	}
	closefd := "False"
	if f.closefd {
		closefd = "True"
	}
	name, exc := py.Repr(t, f.name)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(fmt.Sprintf("<_io.FileIO name=%s mode='%s' closefd=%s>", name, f.mode(), closefd)), nil
}

func (f *fileIO) checkRead(t *thread) *excp {
	if exc := f.checkFD(); exc != nil {
		return exc
	}
	if !f.readable {
		return unsupportedError(t, "File not open for reading")
	}
	return nil
}

func fileRead(t *thread, self value, a []value) (value, *excp) {
	f := asFile(self)
	if exc := f.checkRead(t); exc != nil {
		return value{}, exc
	}
	size, exc := sizeArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	if size < 0 {
		data, exc := f.readAll(t)
		return py.BytesV(data), exc
	}
	buf := make([]byte, size)
	n, exc := f.read(t, buf)
	if exc != nil {
		return value{}, exc
	}
	if n < 0 {
		return py.None, nil
	}
	return py.BytesV(buf[:n]), nil
}

func fileReadInto(t *thread, self, target value) (value, *excp) {
	f := asFile(self)
	if exc := f.checkRead(t); exc != nil {
		return value{}, exc
	}
	buf, exc := py.WritableBuffer(t, target)
	if exc != nil {
		return value{}, exc
	}
	defer buf.Release(t)
	n, exc := f.read(t, buf.Contents())
	if exc == nil && n < 0 {
		return py.None, nil
	}
	return py.Int(int64(n)), exc
}

func fileWrite(t *thread, self, data value) (value, *excp) {
	f := asFile(self)
	if exc := f.checkFD(); exc != nil {
		return value{}, exc
	}
	if !f.writable {
		return value{}, unsupportedError(t, "File not open for writing")
	}
	b, exc := py.BytesLike(t, data)
	if exc != nil {
		return value{}, exc
	}
	n, exc := f.write(t, b)
	if exc == nil && n < 0 {
		return py.None, nil
	}
	return py.Int(int64(n)), exc
}

func fileSeek(t *thread, self value, a []value) (value, *excp) {
	f := asFile(self)
	if exc := f.checkFD(); exc != nil {
		return value{}, exc
	}
	if a[0].Type().Slots.Index == nil {
		return value{}, py.TypeErrorf("'%s' object cannot be interpreted as an integer", py.TypeName(a[0]))
	}
	pos, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	whence := 0
	if a[1].Bound() {
		if whence, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	at, err := f.seek(int64(pos), whence)
	return py.Int(at), osError(err, value{})
}

func fileTruncate(t *thread, self value, a []value) (value, *excp) {
	f := asFile(self)
	if exc := f.checkFD(); exc != nil {
		return value{}, exc
	}
	if !f.writable {
		return value{}, unsupportedError(t, "File not open for writing")
	}
	size := a[0]
	if isNone(size) {
		at, err := f.seek(0, 1)
		if err != nil {
			return value{}, osError(err, value{})
		}
		size = py.Int(at)
	}
	n, exc := py.IndexInt(t, size, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	return size, osError(crt.Truncate(f.fd, int64(n)), value{})
}

func fileClose(t *thread, self value) (value, *excp) {
	return py.None, osError(asFile(self).close(), value{})
}
