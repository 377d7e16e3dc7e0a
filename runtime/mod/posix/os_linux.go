// This file holds what Linux has beside the common unix.

package posix

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

var constantsOS = map[string]int{
	"O_LARGEFILE": 0, "O_DIRECT": unix.O_DIRECT, "O_NOATIME": unix.O_NOATIME, "O_PATH": unix.O_PATH, "O_TMPFILE": unix.O_TMPFILE,
	"O_RSYNC": unix.O_RSYNC, "O_FSYNC": unix.O_FSYNC, "SCHED_BATCH": 3, "SCHED_IDLE": 5, "SCHED_RESET_ON_FORK": 1073741824,
	"XATTR_CREATE": 1, "XATTR_REPLACE": 2, "XATTR_SIZE_MAX": 65536,
	"POSIX_FADV_NORMAL": 0, "POSIX_FADV_RANDOM": 1, "POSIX_FADV_SEQUENTIAL": 2, "POSIX_FADV_WILLNEED": 3, "POSIX_FADV_DONTNEED": 4, "POSIX_FADV_NOREUSE": 5,
	"ST_NODEV": 4, "ST_NOEXEC": 8, "ST_SYNCHRONOUS": 16, "ST_MANDLOCK": 64, "ST_WRITE": 128, "ST_APPEND": 256, "ST_NOATIME": 1024, "ST_NODIRATIME": 2048, "ST_RELATIME": 4096,
}

func dupTo(fd, fd2 int) error {
	if fd == fd2 {
		return nil
	}
	return unix.Dup3(fd, fd2, 0)
}

// loadScale is the fixed point of sysinfo's averages.
const loadScale = 1 << 16

func loadavg(t *thread, _ value) (value, *excp) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return value{}, failure(err)
	}
	f := func(n uint64) value { return py.Float(float64(n) / loadScale) }
	return py.NewTuple(f(uint64(info.Loads[0])), f(uint64(info.Loads[1])), f(uint64(info.Loads[2]))).V(), nil
}
