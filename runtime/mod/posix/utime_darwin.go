package posix

import "golang.org/x/sys/unix"

func futimens(fd int, stamps []unix.Timespec) error {
	tv := []unix.Timeval{unix.NsecToTimeval(stamps[0].Nano()), unix.NsecToTimeval(stamps[1].Nano())}
	return unix.Futimes(fd, tv)
}
