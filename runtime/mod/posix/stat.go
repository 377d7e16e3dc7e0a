//go:build unix

// This file holds stat and its relatives.

package posix

import (
	"math/big"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

var statResult = &py.StructSeq{Name: "os.stat_result", Visible: 10, Doc: "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.\n\nPosix/windows: If your platform supports st_blksize, st_blocks, st_rdev,\nor st_flags, they are available as attributes only.\n\nSee os.stat for more information.",
	Fields: []string{"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "", "st_atime", "st_mtime", "st_ctime",
		"st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"}}

var statvfsResult = &py.StructSeq{Name: "os.statvfs_result", Visible: 10, Doc: "statvfs_result: Result from statvfs or fstatvfs.\n\nThis object may be accessed either as a tuple of\n  (bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax),\nor via the attributes f_bsize, f_frsize, f_blocks, f_bfree, and so on.\n\nSee os.statvfs for more information.",
	Fields: []string{"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"}}

func statMethods() []method {
	return []method{
		{Name: "stat", Sig: "(path, *, dir_fd=None, follow_symlinks=True)", Doc: "Perform a stat system call on the given path.", FN: stat},
		{Name: "lstat", Sig: "(path, *, dir_fd=None)", Doc: "Perform a stat system call on the given path, without following symbolic links.\n\nLike stat(), but do not follow symbolic links.\nEquivalent to stat(path, follow_symlinks=False).", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return stat(t, value{}, []value{a[0], a[1], py.False})
		}},
		{Name: "fstat", Sig: "(fd)", Doc: "Perform a stat system call on the given file descriptor.\n\nLike stat(), but for an open file descriptor.\nEquivalent to os.stat(fd).", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			var st unix.Stat_t
			if err := unix.Fstat(fd, &st); err != nil {
				return value{}, failure(err)
			}
			return statValue(&st), nil
		}},
		{Name: "statvfs", Sig: "(path)", FN: statvfs},
		{Name: "fstatvfs", Sig: "(fd)", FN: statvfs},
		{Name: "scandir", Sig: "(path=None)", Doc: "Return an iterator of DirEntry objects for given path.\n\npath can be specified as either str, bytes, or a path-like object.  If path\nis bytes, the names of yielded DirEntry objects will also be bytes; in\nall other circumstances they will be str.\n\nIf path is None, uses the path='.'.", FN: scandir},
	}
}

func stat(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "stat", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	var st unix.Stat_t
	if p.fd >= 0 {
		if err := unix.Fstat(p.fd, &st); err != nil {
			return value{}, failure(err, a[0])
		}
		return statValue(&st), nil
	}
	fd, exc := dirFD(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := follow(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	if err := unix.Fstatat(fd, p.name, &st, flags); err != nil {
		return value{}, failure(err, a[0])
	}
	return statValue(&st), nil
}

// statValue makes a stat_result.
func statValue(st *unix.Stat_t) value {
	atime, mtime, ctime := statTimes(st)
	vals := []value{py.Int(int64(st.Mode)), uintValue(uint64(st.Ino)), uintValue(uint64(st.Dev)), py.Int(int64(st.Nlink)), py.Int(int64(st.Uid)), py.Int(int64(st.Gid)), py.Int(st.Size)}
	times := []unix.Timespec{atime, mtime, ctime}
	for _, ts := range times {
		vals = append(vals, py.Int(int64(ts.Sec)))
	}
	for _, ts := range times {
		vals = append(vals, py.Float(float64(ts.Sec)+1e-9*float64(ts.Nsec)))
	}
	for _, ts := range times {
		vals = append(vals, py.Int(int64(ts.Sec)*1e9+int64(ts.Nsec)))
	}
	vals = append(vals, py.Int(int64(st.Blksize)), py.Int(st.Blocks), uintValue(uint64(st.Rdev)))
	return statResult.Make(vals...)
}

func uintValue(u uint64) value {
	if u < 1<<63 {
		return py.Int(int64(u))
	}
	return py.BigInt(new(big.Int).SetUint64(u))
}

func statvfs(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "statvfs", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	var st unix.Statfs_t
	if p.fd >= 0 {
		err := unix.Fstatfs(p.fd, &st)
		if err != nil {
			return value{}, failure(err, a[0])
		}
	} else if err := unix.Statfs(p.name, &st); err != nil {
		return value{}, failure(err, a[0])
	}
	n := func(u uint64) value { return uintValue(u) }
	flags, namemax := statfsExtra(&st)
	return statvfsResult.Make(n(uint64(st.Bsize)), n(uint64(st.Bsize)), n(st.Blocks), n(st.Bfree), n(uint64(st.Bavail)), n(st.Files), n(st.Ffree), n(st.Ffree), n(flags), n(namemax), n(0)), nil
}
