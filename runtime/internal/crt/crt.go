// This file says what the package gives on every system.

// Package crt is the system as C's library shows it to Python: files by descriptor, errors by errno. On unix these
// are the system's own; on Windows descriptors are a table of handles, as in Microsoft's C library, and errno is
// made from the system's codes.
package crt

import "errors"

// Info is what Python's files want to know of a descriptor.
type Info struct {
	Size    int64
	Dir     bool
	Regular bool // reading it never waits
}

// Failure is what OSError says about a failed call.
type Failure struct {
	Errno    int
	WinError int // Windows' own code, 0 where the C library failed
	Text     string
}

// Describe tells about an error of this package, of syscall, or of the packages above them.
func Describe(err error) (Failure, bool) {
	var errno Errno
	if errors.As(err, &errno) {
		return Failure{Errno: int(errno), Text: Strerror(errno)}, true
	}
	return describeSystem(err)
}
