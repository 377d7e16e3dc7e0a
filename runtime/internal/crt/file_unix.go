//go:build unix

// This file holds the calls on descriptors of unix.

package crt

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// The flags of Open.
const (
	O_RDONLY = syscall.O_RDONLY
	O_WRONLY = syscall.O_WRONLY
	O_RDWR   = syscall.O_RDWR
	O_CREAT  = syscall.O_CREAT
	O_EXCL   = syscall.O_EXCL
	O_TRUNC  = syscall.O_TRUNC
	O_APPEND = syscall.O_APPEND

	// O_FILE are the flags with which Python opens its own files: children do not inherit them.
	O_FILE = syscall.O_CLOEXEC
)

// Open opens a file.
func Open(path string, flags int, perm uint32) (int, error) { return syscall.Open(path, flags, perm) }

// Close closes a descriptor.
func Close(fd int) error { return syscall.Close(fd) }

// Read reads once.
func Read(fd int, p []byte) (int, error) { return syscall.Read(fd, p) }

// Write writes once.
func Write(fd int, p []byte) (int, error) { return syscall.Write(fd, p) }

// Seek moves and tells the position.
func Seek(fd int, offset int64, whence int) (int64, error) { return syscall.Seek(fd, offset, whence) }

// Truncate cuts or extends a file.
func Truncate(fd int, size int64) error { return syscall.Ftruncate(fd, size) }

// Stat tells about a descriptor.
func Stat(fd int) (Info, error) {
	var st syscall.Stat_t
	err := syscall.Fstat(fd, &st)
	kind := st.Mode & syscall.S_IFMT
	return Info{st.Size, kind == syscall.S_IFDIR, kind == syscall.S_IFREG}, err
}

// IsTerminal reports whether a descriptor is a terminal.
func IsTerminal(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}

// IsConsole reports whether a descriptor is a console of Windows.
func IsConsole(int) bool { return false }

// IsOpen reports whether a descriptor is open.
func IsOpen(fd int) bool {
	_, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return err == nil
}
