// This file defines the module, open(), and what the classes share.

// Package io is the _io module (Modules/_io): files, buffers and text.
package io

import (
	"unsafe"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
	str    = py.Str
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_io", Doc: "The io module provides the Python interfaces to stream handling. The\nbuiltin open function is defined in this module.", Methods: []method{
		{Name: "open", Sig: "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", Doc: "Open file and return a stream.  Raise OSError upon failure.", FN: open},
		{Name: "open_code", Sig: "(path)", Doc: "Opens the provided file with the intent to import the contents.\n\nThis may perform extra validation beyond open(), but is otherwise interchangeable\nwith calling open(path, 'rb').", FN: func(t *thread, _ value, a []value) (value, *excp) {
			args := make([]value, 8)
			args[0], args[1] = a[0], py.StrV("rb")
			return open(t, value{}, args)
		}},
		{Name: "text_encoding", Sig: "(encoding, stacklevel=2, /)", Doc: "A helper function to choose the text encoding.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			if !isNone(a[0]) {
				return a[0], nil
			}
			return py.StrV("locale"), nil
		}},
	}, Exec: fill}
}

const defaultBuffer = 128 << 10 // DEFAULT_BUFFER_SIZE of 3.14

func fill(t *thread, m *py.Module) *excp {
	if exc := define(t); exc != nil {
		return exc
	}
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("DEFAULT_BUFFER_SIZE", py.Int(defaultBuffer))
	set("UnsupportedOperation", unsupported)
	set("BlockingIOError", py.BlockingIOError.V())
	for _, typ := range []*py.Type{iobaseType, rawType, bufferedBaseType, textBaseType, fileType, bytesType, stringType, readerType, writerType, pairType, randomType, textType, newlineType} {
		set(typ.Name, typ.V())
	}
	return nil
}

// unsupported is the class UnsupportedOperation.
var unsupported value

var defined bool

// define makes the types, once.
func define(t *thread) *excp {
	if defined {
		return nil
	}
	defined = true
	ns := py.NewDict()
	ns.SetStr(py.Intern("__module__"), py.StrV("io"))
	var exc *excp
	if unsupported, exc = py.Call3(t, py.TypeType.V(), py.StrV("UnsupportedOperation"), py.NewTuple(py.OSError.V(), py.ValueError.V()).V(), ns.V()); exc != nil {
		return exc
	}
	defineBase()
	defineFile()
	defineBytes()
	defineString()
	defineBuffered()
	definePair()
	defineText()
	defineNewline()
	return nil
}

// Unsupported raises UnsupportedOperation.
func unsupportedError(t *thread, text string) *excp {
	v, exc := py.Call1(t, unsupported, py.StrV(text))
	if exc != nil {
		return exc
	}
	return py.AsExc(v)
}

func isNone(v value) bool { return v.IsUnbound() || v.IsNone() }

func closedError() *excp { return py.ValueErrorf("I/O operation on closed file.") }

// ptr makes a Value of an object of this package.
func ptr[T any](p *T) value { return py.FromPtr(unsafe.Pointer(p)) }

// call calls a method by name.
func call(t *thread, obj value, name string, args ...value) (value, *excp) {
	return py.CallMethod(t, obj, py.Intern(name), args...)
}

// sizeArg converts an optional size: None and nothing are -1.
func sizeArg(t *thread, v value) (int, *excp) {
	if isNone(v) {
		return -1, nil
	}
	if v.Type().Slots.Index == nil {
		return 0, py.TypeErrorf("argument should be integer or None, not '%s'", py.TypeName(v))
	}
	return py.IndexInt(t, v, py.OverflowError)
}

// modeFlags is a parsed mode of open().
type modeFlags struct {
	creating, reading, writing, appending, updating, text, binary bool
	raw                                                           string
}

func parseMode(mode string) (m modeFlags, exc *excp) {
	for i, c := range mode {
		for _, d := range mode[:i] {
			if c == d {
				return m, py.ValueErrorf("invalid mode: '%s'", mode)
			}
		}
		switch c {
		case 'x':
			m.creating = true
		case 'r':
			m.reading = true
		case 'w':
			m.writing = true
		case 'a':
			m.appending = true
		case '+':
			m.updating = true
		case 't':
			m.text = true
		case 'b':
			m.binary = true
		default:
			return m, py.ValueErrorf("invalid mode: '%s'", mode)
		}
		if c != 't' && c != 'b' {
			m.raw += string(c)
		}
	}
	n := 0
	for _, on := range []bool{m.creating, m.reading, m.writing, m.appending} {
		if on {
			n++
		}
	}
	switch {
	case m.text && m.binary:
		return m, py.ValueErrorf("can't have text and binary mode at once")
	case mode == "":
		return m, py.ValueErrorf("Must have exactly one of create/read/write/append mode and at most one plus")
	case n != 1:
		return m, py.ValueErrorf("must have exactly one of create/read/write/append mode")
	}
	return m, nil
}

// open is the builtin.
func open(t *thread, _ value, a []value) (value, *excp) {
	if exc := define(t); exc != nil {
		return value{}, exc
	}
	file, mode := a[0], "r"
	if !file.IsStr() && !file.IsBytes() && file.Type().Slots.Index == nil {
		p, exc := py.FSPath(t, file)
		if exc != nil {
			return value{}, exc
		}
		file = p
	}
	if a[1].Bound() {
		if !a[1].IsStr() {
			return value{}, py.TypeErrorf("open() argument 'mode' must be str, not %s", py.TypeName(a[1]))
		}
		mode = py.AsStr(a[1]).String()
	}
	buffering, exc := -1, (*excp)(nil)
	if a[2].Bound() {
		if buffering, exc = py.IndexInt(t, a[2], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	m, exc := parseMode(mode)
	if exc != nil {
		return value{}, exc
	}
	switch {
	case m.binary && !isNone(a[3]):
		return value{}, py.ValueErrorf("binary mode doesn't take an encoding argument")
	case m.binary && !isNone(a[4]):
		return value{}, py.ValueErrorf("binary mode doesn't take an errors argument")
	case m.binary && !isNone(a[5]):
		return value{}, py.ValueErrorf("binary mode doesn't take a newline argument")
	}
	closefd := py.True
	if a[6].Bound() {
		closefd = a[6]
	}
	opener := py.None
	if a[7].Bound() {
		opener = a[7]
	}
	f := &fileIO{fd: -1}
	f.SetType(fileType)
	if exc := f.open(t, file, m, closefd, opener); exc != nil {
		return value{}, exc
	}
	v, exc := f.wrap(t, m, mode, buffering, a)
	if exc != nil {
		_ = f.close()
	}
	return v, exc
}

// wrap puts the buffer and the text layer around a file as open()'s arguments ask.
func (f *fileIO) wrap(t *thread, m modeFlags, mode string, buffering int, a []value) (value, *excp) {
	lineBuffering := false
	if buffering < 0 && crt.IsTerminal(f.fd) || buffering == 1 && !m.binary {
		lineBuffering = true
		buffering = -1
	}
	if buffering == 0 {
		if m.binary {
			return f.V(), nil
		}
		return value{}, py.ValueErrorf("can't have unbuffered text I/O")
	}
	if buffering < 0 || buffering == 1 {
		buffering = defaultBuffer
	}
	typ := writerType
	switch {
	case m.updating:
		typ = randomType
	case m.reading:
		typ = readerType
	}
	b := newBuffered(typ, f.V(), buffering)
	if m.appending {
		_, _ = f.seek(0, 2)
	}
	if m.binary {
		return b.V(), nil
	}
	w := &textIO{}
	w.SetType(textType)
	if exc := w.init(t, b.V(), a[3], a[4], a[5], lineBuffering, false); exc != nil {
		return value{}, exc
	}
	w.Ext.Dict = py.NewDict()
	w.Ext.Dict.SetStr(py.Intern("mode"), py.StrV(mode))
	return w.V(), nil
}
