//go:build unix

package io

import (
	"syscall"

	"golang.org/x/sys/unix"
)

const openFlags = syscall.O_CLOEXEC

func isTTY(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}

func isDir(st *syscall.Stat_t) bool { return st.Mode&syscall.S_IFMT == syscall.S_IFDIR }

func isOpen(fd int) bool {
	_, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return err == nil
}

func sysWrite(fd int, data []byte) (int, error) { return syscall.Write(fd, data) }
