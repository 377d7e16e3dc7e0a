//go:build unix

// This file holds the errors of unix.

package crt

import (
	"syscall"
	"unicode"
)

// Errno is an error number of the C library.
type Errno = syscall.Errno

// The errors that belong to subclasses of OSError, or that files look at.
const (
	EAGAIN       = syscall.EAGAIN
	EALREADY     = syscall.EALREADY
	EINPROGRESS  = syscall.EINPROGRESS
	EPIPE        = syscall.EPIPE
	ESHUTDOWN    = syscall.ESHUTDOWN
	ECHILD       = syscall.ECHILD
	ECONNABORTED = syscall.ECONNABORTED
	ECONNREFUSED = syscall.ECONNREFUSED
	ECONNRESET   = syscall.ECONNRESET
	EEXIST       = syscall.EEXIST
	ENOENT       = syscall.ENOENT
	EISDIR       = syscall.EISDIR
	ENOTDIR      = syscall.ENOTDIR
	EINTR        = syscall.EINTR
	EACCES       = syscall.EACCES
	EPERM        = syscall.EPERM
	ESRCH        = syscall.ESRCH
	ETIMEDOUT    = syscall.ETIMEDOUT
	EWOULDBLOCK  = syscall.EWOULDBLOCK
	EBADF        = syscall.EBADF
	EINVAL       = syscall.EINVAL
)

// errorTexts are texts in which more than the first letter differs from Go's.
var errorTexts = map[Errno]string{
	syscall.EIO: "Input/output error", syscall.ENXIO: "No such device or address", syscall.E2BIG: "Argument list too long",
	syscall.ENOEXEC: "Exec format error", syscall.EXDEV: "Invalid cross-device link", syscall.EILSEQ: "Invalid or incomplete multibyte or wide character",
	syscall.EPROTONOSUPPORT: "Protocol not supported", syscall.ENOTSOCK: "Socket operation on non-socket", syscall.EISCONN: "Transport endpoint is already connected",
	syscall.ENOTCONN: "Transport endpoint is not connected",
}

// Strerror is the C library's text for an error. Go's has no capital letters.
func Strerror(errno Errno) string {
	if s, ok := errorTexts[errno]; ok {
		return s
	}
	r := []rune(errno.Error())
	if len(r) == 0 {
		return ""
	}
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

func describeSystem(error) (Failure, bool) { return Failure{}, false }
