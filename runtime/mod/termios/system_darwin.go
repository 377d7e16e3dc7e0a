// This file makes the requests of macOS.

package termios

import (
	"time"

	"golang.org/x/sys/unix"
)

const getRequest = unix.TIOCGETA

// setRequests are the requests for TCSANOW, TCSADRAIN and TCSAFLUSH.
var setRequests = [...]uint{unix.TIOCSETA, unix.TIOCSETAW, unix.TIOCSETAF}

func speeds(mode *unix.Termios) (in, out uint64) { return mode.Ispeed, mode.Ospeed }

func setFlags(mode *unix.Termios, iflag, oflag, cflag, lflag int) {
	mode.Iflag, mode.Oflag, mode.Cflag, mode.Lflag = uint64(iflag), uint64(oflag), uint64(cflag), uint64(lflag)
}

func setSpeeds(mode *unix.Termios, in, out int) { mode.Ispeed, mode.Ospeed = uint64(in), uint64(out) }

func sendBreak(fd, _ int) error {
	const length = 400 * time.Millisecond
	if err := unix.IoctlSetInt(fd, unix.TIOCSBRK, 0); err != nil {
		return err
	}
	time.Sleep(length)
	return unix.IoctlSetInt(fd, unix.TIOCCBRK, 0)
}

func drain(fd int) error { return unix.IoctlSetInt(fd, unix.TIOCDRAIN, 0) }

func flush(fd, queue int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, queue) }

func flow(fd, action int) error {
	const outputOff, outputOn, inputOff, inputOn = 1, 2, 3, 4
	switch action {
	case outputOff:
		return unix.IoctlSetInt(fd, unix.TIOCSTOP, 0)
	case outputOn:
		return unix.IoctlSetInt(fd, unix.TIOCSTART, 0)
	case inputOff, inputOn:
		mode, err := unix.IoctlGetTermios(fd, getRequest)
		if err != nil {
			return err
		}
		c := mode.Cc[unix.VSTOP]
		if action == inputOn {
			c = mode.Cc[unix.VSTART]
		}
		const disabled = 255
		if c != disabled {
			_, err = unix.Write(fd, []byte{c})
		}
		return err
	}
	return unix.EINVAL
}
