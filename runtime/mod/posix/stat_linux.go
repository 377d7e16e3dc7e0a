package posix

import "golang.org/x/sys/unix"

func statTimes(st *unix.Stat_t) (atime, mtime, ctime unix.Timespec) { return st.Atim, st.Mtim, st.Ctim }

// statfsExtra returns the mount flags and the longest name.
func statfsExtra(st *unix.Statfs_t) (flags, namemax uint64) {
	const valid = 0x20 // set by the kernel, hidden by the C library
	return uint64(st.Flags) &^ valid, uint64(st.Namelen)
}
