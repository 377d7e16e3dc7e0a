// This file holds what macOS has beside the common unix.

package posix

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

var constantsOS = map[string]int{"O_SHLOCK": unix.O_SHLOCK, "O_EXLOCK": unix.O_EXLOCK, "O_EVTONLY": unix.O_EVTONLY, "O_SYMLINK": unix.O_SYMLINK}

func dupTo(fd, fd2 int) error { return unix.Dup2(fd, fd2) }

func loadavg(t *thread, _ value) (value, *excp) {
	return value{}, py.Errorf(py.OSError, "Load averages are unobtainable")
}
