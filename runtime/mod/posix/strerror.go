//go:build unix

package posix

import (
	"unicode"

	"golang.org/x/sys/unix"
)

// strerror is the system's text for an error number. Go's has no capital letters.
func strerror(errno unix.Errno) string {
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

// errorTexts are texts in which more than the first letter differs from Go's.
var errorTexts = map[unix.Errno]string{
	unix.EIO: "Input/output error", unix.ENXIO: "No such device or address", unix.E2BIG: "Argument list too long",
	unix.ENOEXEC: "Exec format error", unix.EXDEV: "Invalid cross-device link", unix.EILSEQ: "Invalid or incomplete multibyte or wide character",
	unix.EPROTONOSUPPORT: "Protocol not supported", unix.ENOTSOCK: "Socket operation on non-socket", unix.EISCONN: "Transport endpoint is already connected",
	unix.ENOTCONN: "Transport endpoint is not connected",
}
