// This file makes the standard streams.

package io

import (
	"os"
	"runtime"
	"strings"

	"adder/runtime/internal/clocale"
	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

// StdStreams makes sys.stdin, sys.stdout and sys.stderr as CPython does
// (Python/pylifecycle.c, create_stdio). A descriptor that is not open gives None.
func StdStreams(t *thread, unbuffered bool) (in, out, err value, exc *excp) {
	if exc := define(t); exc != nil {
		return in, out, err, exc
	}
	encoding, errors := "utf-8", "strict"
	if runtime.GOOS == "windows" {
		encoding = py.LocaleEncoding()
	}
	if (clocale.UTF8Mode || lenientLocales[ctypeLocale()]) && runtime.GOOS != "windows" {
		errors = "surrogateescape"
	}
	if v := os.Getenv("PYTHONIOENCODING"); v != "" {
		e, handler, found := strings.Cut(v, ":")
		if e != "" {
			encoding = codecName(e)
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

// codecName is what the codec of an encoding calls itself, if no module is needed to know that.
func codecName(encoding string) string {
	switch py.DirectCodec(encoding) {
	case py.UTF8:
		return "utf-8"
	case py.ASCII7:
		return "ascii"
	case py.Latin1:
		return "iso8859-1"
	}
	return encoding
}

// lenientLocales are those in which stdin and stdout let undecodable bytes through
// (get_stdio_errors in Python/initconfig.c): the C locale and what it is coerced to (PEP 538).
var lenientLocales = map[string]bool{"C": true, "C.UTF-8": true, "C.utf8": true, "UTF-8": true}

func ctypeLocale() string {
	name, _ := clocale.Get(clocale.Ctype)
	return name
}

func stdStream(t *thread, fd int, name, mode, encoding, errors string, unbuffered bool) (value, *excp) {
	f := &fileIO{fd: fd, name: py.StrV(name), readable: mode == "r", writable: mode == "w"}
	f.SetType(fileType)
	if !crt.IsOpen(fd) {
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
	tty := crt.IsTerminal(fd)
	newline := py.StrV("\n")
	if runtime.GOOS == "windows" {
		newline = py.None
	}
	if crt.IsConsole(fd) {
		encoding = "utf-8"
	}
	if exc := w.init(t, buffer, py.StrV(encoding), py.StrV(errors), newline, tty || fd == 2, unbuffered && mode == "w"); exc != nil {
		return value{}, exc
	}
	w.Ext.Dict = py.NewDict()
	w.Ext.Dict.SetStr(py.Intern("mode"), py.StrV(mode))
	return w.V(), nil
}
