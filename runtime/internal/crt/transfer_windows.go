// This file reads and writes: bytes, lines of text, and a console's Unicode.

package crt

import (
	"bytes"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/sys/windows"
)

var procGetHandleInformation = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetHandleInformation")

func ptr(p *uint32) uintptr { return uintptr(unsafe.Pointer(p)) }

// Read reads once; at the end of a file, and of a pipe that nobody can write to, it returns 0.
func Read(fd int, p []byte) (int, error) {
	f, err := get(fd)
	if err != nil {
		return 0, err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if f.console {
		return f.readConsole(p)
	}
	for {
		n, err := f.readBytes(p)
		if err != nil || !f.text || n == 0 {
			return n, err
		}
		if n = len(fromCRLF(p[:n])); n > 0 {
			return n, nil
		}
	}
}

func (f *file) readBytes(p []byte) (int, error) {
	var n uint32
	err := windows.ReadFile(f.handle, p, &n, nil)
	switch {
	case errors.Is(err, windows.ERROR_BROKEN_PIPE), errors.Is(err, windows.ERROR_HANDLE_EOF):
		return 0, nil
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		return 0, EBADF
	}
	return int(n), cError(err)
}

// fromCRLF makes lines end in "\n", in place; a text ends at Ctrl-Z.
func fromCRLF(p []byte) []byte {
	if i := bytes.IndexByte(p, 0x1a); i >= 0 {
		p = p[:i]
	}
	out := p[:0]
	for i, c := range p {
		if c == '\r' && i+1 < len(p) && p[i+1] == '\n' {
			continue
		}
		out = append(out, c)
	}
	return out
}

// maxTransfer is how much goes to a pipe or console at a time: they take less than a file does.
const maxTransfer = 32767

// Write writes once and returns how much of p it took.
func Write(fd int, p []byte) (int, error) {
	f, err := get(fd)
	if err != nil {
		return 0, err
	}
	if f.console {
		return f.writeConsole(p)
	}
	if f.pipe && len(p) > maxTransfer {
		p = p[:maxTransfer]
	}
	if f.append {
		_, _ = windows.Seek(f.handle, 0, 2)
	}
	data := p
	if f.text {
		data = bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))
	}
	var n uint32
	err = windows.WriteFile(f.handle, data, &n, nil)
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return 0, EBADF
	}
	if f.text && int(n) == len(data) {
		return len(p), cError(err)
	}
	return int(n), cError(err)
}

// readConsole reads a line, or the rest of one, as UTF-8. Ctrl-Z at its start is the end.
func (f *file) readConsole(p []byte) (int, error) {
	if len(f.pending) == 0 {
		buf := make([]uint16, 8192)
		var n uint32
		if err := windows.ReadConsole(f.handle, &buf[0], uint32(len(buf)), &n, nil); err != nil {
			return 0, cError(err)
		}
		if n > 0 && buf[0] == 0x1a {
			return 0, nil
		}
		for _, r := range utf16.Decode(buf[:n]) {
			f.pending = utf8.AppendRune(f.pending, r)
		}
	}
	n := copy(p, f.pending)
	f.pending = f.pending[n:]
	return n, nil
}

// writeConsole writes UTF-8; a character that is cut at the end waits for the next call.
func (f *file) writeConsole(p []byte) (int, error) {
	p = p[:min(len(p), maxTransfer)]
	whole := len(p)
	for i := 1; i < utf8.UTFMax && i < len(p); i++ {
		if tail := p[len(p)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				whole = len(p) - i
			}
			break
		}
	}
	if whole == 0 {
		whole = len(p) // it will never be complete
	}
	units := utf16.Encode([]rune(string(p[:whole])))
	for len(units) > 0 {
		var n uint32
		if err := windows.WriteConsole(f.handle, &units[0], uint32(len(units)), &n, nil); err != nil {
			return 0, cError(err)
		}
		units = units[n:]
	}
	return whole, nil
}
