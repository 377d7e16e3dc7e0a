// This file holds the errors of Microsoft's C library, and what they are for Windows' own.

package crt

import (
	"errors"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

// Errno is an error number of the C library; those of sockets are Winsock's.
type Errno int

// The errors that belong to subclasses of OSError, that files look at, or that Windows' codes stand for.
const (
	EPERM        = Errno(1)
	ENOENT       = Errno(2)
	ESRCH        = Errno(3)
	EINTR        = Errno(4)
	E2BIG        = Errno(7)
	ENOEXEC      = Errno(8)
	EBADF        = Errno(9)
	ECHILD       = Errno(10)
	EAGAIN       = Errno(11)
	ENOMEM       = Errno(12)
	EACCES       = Errno(13)
	EEXIST       = Errno(17)
	EXDEV        = Errno(18)
	ENOTDIR      = Errno(20)
	EISDIR       = Errno(21)
	EINVAL       = Errno(22)
	EMFILE       = Errno(24)
	ENOSPC       = Errno(28)
	ESPIPE       = Errno(29)
	EPIPE        = Errno(32)
	ENOSYS       = Errno(40)
	ENOTEMPTY    = Errno(41)
	EILSEQ       = Errno(42)
	EALREADY     = Errno(10037)
	EINPROGRESS  = Errno(10036)
	EWOULDBLOCK  = Errno(10035)
	ESHUTDOWN    = Errno(10058)
	ECONNABORTED = Errno(10053)
	ECONNREFUSED = Errno(10061)
	ECONNRESET   = Errno(10054)
	ETIMEDOUT    = Errno(10060)
)

// errorTexts are the C library's texts, by number.
var errorTexts = [...]string{
	0: "No error", 1: "Operation not permitted", 2: "No such file or directory", 3: "No such process", 4: "Interrupted function call",
	5: "Input/output error", 6: "No such device or address", 7: "Arg list too long", 8: "Exec format error", 9: "Bad file descriptor",
	10: "No child processes", 11: "Resource temporarily unavailable", 12: "Not enough space", 13: "Permission denied", 14: "Bad address",
	15: "Unknown error", 16: "Resource device", 17: "File exists", 18: "Improper link", 19: "No such device", 20: "Not a directory",
	21: "Is a directory", 22: "Invalid argument", 23: "Too many open files in system", 24: "Too many open files",
	25: "Inappropriate I/O control operation", 26: "Unknown error", 27: "File too large", 28: "No space left on device",
	29: "Invalid seek", 30: "Read-only file system", 31: "Too many links", 32: "Broken pipe", 33: "Domain error", 34: "Result too large",
	35: "Unknown error", 36: "Resource deadlock avoided", 37: "Unknown error", 38: "Filename too long", 39: "No locks available",
	40: "Function not implemented", 41: "Directory not empty", 42: "Illegal byte sequence",
}

// Strerror is the C library's text for an error.
func Strerror(errno Errno) string {
	switch {
	case errno >= 10000:
		return systemText(syscall.Errno(errno))
	case errno >= 0 && int(errno) < len(errorTexts):
		return errorTexts[errno]
	}
	return "Unknown error"
}

func (e Errno) Error() string { return Strerror(e) }

// systemText is Windows' text for one of its codes, without the line end and the full stop.
func systemText(code syscall.Errno) string {
	const flags = windows.FORMAT_MESSAGE_FROM_SYSTEM | windows.FORMAT_MESSAGE_IGNORE_INSERTS
	buf := make([]uint16, 1024)
	n, err := windows.FormatMessage(flags, 0, uint32(code), 0, buf, nil)
	if err != nil {
		return "Windows Error 0x" + hex(uint32(code))
	}
	return strings.TrimRight(windows.UTF16ToString(buf[:n]), "\r\n .")
}

func hex(n uint32) string {
	const digits = "0123456789abcdef"
	s := ""
	for ; n > 0 || s == ""; n >>= 4 {
		s = string(digits[n&15]) + s
	}
	return s
}

func describeSystem(err error) (Failure, bool) {
	var code syscall.Errno
	if !errors.As(err, &code) {
		return Failure{}, false
	}
	return Failure{Errno: int(ErrnoOf(code)), WinError: int(code), Text: systemText(code)}, true
}

// WinErrorText is the text of one of Windows' codes.
func WinErrorText(code int) string { return systemText(syscall.Errno(code)) }

// codes are the errno of Windows' codes (PC/errmap.h of CPython, which has them from the C library).
var codes = map[syscall.Errno]Errno{
	2: ENOENT, 3: ENOENT, 15: ENOENT, 18: ENOENT, 53: ENOENT, 67: ENOENT, 161: ENOENT, 206: ENOENT,
	10: E2BIG, 11: ENOEXEC, 6: EBADF, 114: EBADF, 130: EBADF, 128: ECHILD, 129: ECHILD,
	89: EAGAIN, 164: EAGAIN, 215: EAGAIN, 7: ENOMEM, 8: ENOMEM, 9: ENOMEM, 1816: ENOMEM,
	5: EACCES, 16: EACCES, 65: EACCES, 82: EACCES, 83: EACCES, 108: EACCES, 132: EACCES, 158: EACCES, 167: EACCES,
	80: EEXIST, 183: EEXIST, 17: EXDEV, 267: ENOTDIR, 4: EMFILE, 112: ENOSPC, 109: EPIPE, 232: EPIPE, 145: ENOTEMPTY, 1113: EILSEQ,
}

// ErrnoOf is the errno of one of Windows' codes.
func ErrnoOf(code syscall.Errno) Errno {
	if errno, ok := codes[code]; ok {
		return errno
	}
	switch {
	case code >= 19 && code <= 36: // the disk is protected, not ready, locked
		return EACCES
	case code >= 188 && code <= 202: // the file is no program
		return ENOEXEC
	case code == 10004 || code == 10009 || code == 10013 || code == 10014 || code == 10022 || code == 10024:
		return Errno(code - 10000)
	case code >= 10000 && code < 12000:
		return Errno(code)
	}
	return EINVAL
}

// cError turns an error of Windows into one of the C library.
func cError(err error) error {
	var code syscall.Errno
	if errors.As(err, &code) {
		return ErrnoOf(code)
	}
	return err
}
