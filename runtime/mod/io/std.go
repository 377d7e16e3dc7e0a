//go:build unix

// This file makes the standard streams.

package io

import (
	"os"
	"strings"

	"adder/runtime/py"
)

// StdStreams makes sys.stdin, sys.stdout and sys.stderr as CPython does
// (Python/pylifecycle.c, create_stdio). A descriptor that is not open gives None.
func StdStreams(t *thread, unbuffered bool) (in, out, err value, exc *excp) {
	if exc := define(t); exc != nil {
		return in, out, err, exc
	}
	encoding, errors := "utf-8", "strict"
	if c := os.Getenv("LC_ALL") + os.Getenv("LC_CTYPE") + os.Getenv("LANG"); c == "" || c == "C" || c == "POSIX" {
		errors = "surrogateescape"
	}
	if v := os.Getenv("PYTHONIOENCODING"); v != "" {
		e, handler, found := strings.Cut(v, ":")
		if e != "" {
			encoding = e
			errors = "strict"
		}
		if found && handler != "" {
			errors = handler
		}
	}
	if in, exc = stdStream(t, 0, "<stdin>", "r", encoding, errors, unbuffered); exc != nil {
		return
	}
	if out, exc = stdStream(t, 1, "<stdout>", "w", encoding, errors, unbuffered); exc != nil {
		return
	}
	err, exc = stdStream(t, 2, "<stderr>", "w", encoding, "backslashreplace", unbuffered)
	return
}

func stdStream(t *thread, fd int, name, mode, encoding, errors string, unbuffered bool) (value, *excp) {
	f := &fileIO{fd: fd, name: py.StrV(name), readable: mode == "r", writable: mode == "w"}
	f.SetType(fileType)
	if !isOpen(fd) {
		return py.None, nil
	}
	typ := readerType
	if mode == "w" {
		typ = writerType
	}
	raw := f.V()
	size := defaultBuffer
	buffer := newBuffered(typ, raw, size).V()
	if unbuffered && mode == "w" {
		buffer = raw
	}
	w := &textIO{}
	w.SetType(textType)
	tty := isTTY(fd)
	if exc := w.init(t, buffer, py.StrV(encoding), py.StrV(errors), py.StrV("\n"), tty || fd == 2, unbuffered && mode == "w"); exc != nil {
		return value{}, exc
	}
	if mode == "r" {
		w.newlines, _ = parseNewline(py.None, "")
	}
	w.Ext.Dict = py.NewDict()
	w.Ext.Dict.SetStr(py.Intern("mode"), py.StrV(mode))
	return w.V(), nil
}
