// This file makes the requests of Linux.

package termios

import "golang.org/x/sys/unix"

const getRequest = unix.TCGETS

// setRequests are the requests for TCSANOW, TCSADRAIN and TCSAFLUSH.
var setRequests = [...]uint{unix.TCSETS, unix.TCSETSW, unix.TCSETSF}

// speeds returns the input and output speed as the C library codes them: in c_cflag.
func speeds(mode *unix.Termios) (in, out uint64) {
	out = uint64(mode.Cflag & unix.CBAUD)
	const inputShift = 16
	if in = uint64(mode.Cflag>>inputShift) & unix.CBAUD; in == 0 {
		in = out
	}
	return in, out
}

func setFlags(mode *unix.Termios, iflag, oflag, cflag, lflag int) {
	mode.Iflag, mode.Oflag, mode.Cflag, mode.Lflag = uint32(iflag), uint32(oflag), uint32(cflag), uint32(lflag)
}

func setSpeeds(mode *unix.Termios, in, out int) {
	const inputShift = 16
	mode.Cflag &^= unix.CBAUD | unix.CBAUD<<inputShift
	mode.Cflag |= uint32(out) & unix.CBAUD
	if in != 0 && in != out {
		mode.Cflag |= uint32(in) & unix.CBAUD << inputShift
	}
}

func sendBreak(fd, duration int) error {
	if duration > 0 {
		return unix.IoctlSetInt(fd, unix.TCSBRKP, (duration+99)/100)
	}
	return unix.IoctlSetInt(fd, unix.TCSBRK, 0)
}

func drain(fd int) error { return unix.IoctlSetInt(fd, unix.TCSBRK, 1) }

func flush(fd, queue int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, queue) }

func flow(fd, action int) error { return unix.IoctlSetInt(fd, unix.TCXONC, action) }
