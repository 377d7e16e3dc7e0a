package posix

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

func futimens(fd int, stamps []unix.Timespec) error {
	_, _, errno := unix.Syscall6(unix.SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(&stamps[0])), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
