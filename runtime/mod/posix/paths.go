//go:build unix

// This file holds the functions on paths.

package posix

import (
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func pathMethods() []method {
	remove := func(name string) method {
		return method{Name: name, Sig: "(path, *, dir_fd=None)", Doc: "Remove a file (same as " + map[string]string{"remove": "unlink", "unlink": "remove"}[name] + "()).", FN: at(name, func(fd int, p string) error { return unix.Unlinkat(fd, p, 0) })}
	}
	return []method{
		{Name: "chdir", Sig: "(path)", Doc: "Change the current working directory to the specified path.", FN: chdir},
		{Name: "fchdir", Sig: "(fd)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.Fchdir(fd))
		}},
		{Name: "getcwd", Sig: "()", Doc: "Return a unicode string representing the current working directory.", F0: func(t *thread, _ value) (value, *excp) {
			dir, err := unix.Getwd()
			return py.FSDecode(dir).V(), failure(err)
		}},
		{Name: "getcwdb", Sig: "()", Doc: "Return a bytes string representing the current working directory.", F0: func(t *thread, _ value) (value, *excp) {
			dir, err := unix.Getwd()
			return py.BytesOfString(dir), failure(err)
		}},
		{Name: "listdir", Sig: "(path=None)", Doc: "Return a list containing the names of the files in the directory.", FN: listdir},
		{Name: "mkdir", Sig: "(path, mode=511, *, dir_fd=None)", Doc: "Create a directory.", FN: mkdir},
		{Name: "rmdir", Sig: "(path, *, dir_fd=None)", Doc: "Remove a directory.", FN: at("rmdir", func(fd int, p string) error { return unix.Unlinkat(fd, p, unix.AT_REMOVEDIR) })},
		remove("remove"), remove("unlink"),
		{Name: "rename", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Doc: "Rename a file or directory.", FN: two("rename", unix.Renameat)},
		{Name: "replace", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Doc: "Rename a file or directory, overwriting the destination.", FN: two("replace", unix.Renameat)},
		{Name: "link", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", Doc: "Create a hard link to a file.", FN: link},
		{Name: "symlink", Sig: "(src, dst, target_is_directory=False, *, dir_fd=None)", Doc: "Create a symbolic link pointing to src named dst.", FN: symlink},
		{Name: "readlink", Sig: "(path, *, dir_fd=None)", Doc: "Return a string representing the path to which the symbolic link points.", FN: readlink},
		{Name: "chmod", Sig: "(path, mode, *, dir_fd=None, follow_symlinks=True)", Doc: "Change the access permissions of a file.", FN: chmod},
		{Name: "fchmod", Sig: "(fd, mode)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, mode, exc := twoInts(t, a)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(unix.Fchmod(fd, uint32(mode)))
		}},
		{Name: "chown", Sig: "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", FN: chown},
		{Name: "lchown", Sig: "(path, uid, gid)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return chown(t, value{}, []value{a[0], a[1], a[2], {}, py.False})
		}},
		{Name: "fchown", Sig: "(fd, uid, gid)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return chown(t, value{}, []value{a[0], a[1], a[2], {}, {}})
		}},
		{Name: "access", Sig: "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", Doc: "Use the real uid/gid to test for access to a path.", FN: access},
		{Name: "truncate", Sig: "(path, length)", FN: truncate},
		{Name: "utime", Sig: "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", Doc: "Set the access and modified time of path.", FN: utime},
		{Name: "mkfifo", Sig: "(path, mode=438, *, dir_fd=None)", FN: mkfifo},
		{Name: "fspath", Sig: "(path)", Doc: "Return the file system path representation of the object.\n\nIf the object is str or bytes, then allow it to pass through as-is. If the\nobject defines __fspath__(), then return the result of that method. All other\ntypes raise a TypeError.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return py.FSPath(t, a[0])
		}},
		{Name: "_path_normpath", Sig: "(path)", FN: normpath},
		{Name: "_path_splitroot_ex", Sig: "(path)", FN: splitroot},
	}
}

// at makes a function of one path and dir_fd.
func at(name string, call func(fd int, p string) error) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		p, exc := pathArg(t, name, "path", a[0], false)
		if exc != nil {
			return value{}, exc
		}
		fd, exc := dirFD(t, a[1])
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(call(fd, p.name), a[0])
	}
}

// two makes a function of two paths with their directories.
func two(name string, call func(fd int, src string, fd2 int, dst string) error) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		src, dst, exc := twoPaths(t, name, a)
		if exc != nil {
			return value{}, exc
		}
		fd, exc := dirFD(t, a[2])
		if exc != nil {
			return value{}, exc
		}
		fd2, exc := dirFD(t, a[3])
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(call(fd, src.name, fd2, dst.name), a[0], a[1])
	}
}

func twoPaths(t *thread, name string, a []value) (src, dst pathT, exc *excp) {
	if src, exc = pathArg(t, name, "src", a[0], false); exc != nil {
		return
	}
	dst, exc = pathArg(t, name, "dst", a[1], false)
	return
}

func twoInts(t *thread, a []value) (x, y int, exc *excp) {
	if x, exc = intArg(t, a[0]); exc != nil {
		return
	}
	y, exc = intArg(t, a[1])
	return
}

func chdir(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "chdir", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		return py.None, failure(unix.Fchdir(p.fd), a[0])
	}
	return py.None, failure(os.Chdir(p.name), a[0])
}

func listdir(t *thread, _ value, a []value) (value, *excp) {
	p, entries, exc := readDir(t, "listdir", a[0])
	if exc != nil {
		return value{}, exc
	}
	list := py.NewList()
	for _, e := range entries {
		list.Items = append(list.Items, p.result(e.Name()))
	}
	return list.V(), nil
}

// readDir lists a directory given by path, descriptor or, by default, the current one.
func readDir(t *thread, fn string, v value) (p pathT, entries []os.DirEntry, exc *excp) {
	if v.IsUnbound() || v.IsNone() {
		p = pathT{name: ".", fd: -1, arg: py.StrV(".")}
	} else if p, exc = pathArg(t, fn, "path", v, true); exc != nil {
		return p, nil, exc
	}
	var f *os.File
	var err error
	if p.fd >= 0 {
		fd, err := unix.FcntlInt(uintptr(p.fd), unix.F_DUPFD_CLOEXEC, 0)
		if err != nil {
			return p, nil, failure(err, p.arg)
		}
		_, _ = unix.Seek(fd, 0, 0)
		f = os.NewFile(uintptr(fd), "dir")
	} else if f, err = os.Open(p.name); err != nil {
		return p, nil, failure(err, p.arg)
	}
	defer f.Close()
	entries, err = f.ReadDir(-1)
	if err != nil {
		return p, nil, failure(err, p.arg)
	}
	return p, entries, nil
}

func mkdir(t *thread, _ value, a []value) (value, *excp) {
	mode, exc := optInt(t, a[1], 0o777)
	if exc != nil {
		return value{}, exc
	}
	return at("mkdir", func(fd int, p string) error { return unix.Mkdirat(fd, p, uint32(mode)) })(t, value{}, []value{a[0], a[2]})
}

func mkfifo(t *thread, _ value, a []value) (value, *excp) {
	mode, exc := optInt(t, a[1], 0o666)
	if exc != nil {
		return value{}, exc
	}
	return at("mkfifo", func(fd int, p string) error { return unix.Mkfifo(p, uint32(mode)) })(t, value{}, []value{a[0], a[2]})
}

func link(t *thread, _ value, a []value) (value, *excp) {
	yes, exc := flagArg(t, a[4], true)
	if exc != nil {
		return value{}, exc
	}
	flags := 0
	if yes && a[4].Bound() {
		flags = unix.AT_SYMLINK_FOLLOW
	}
	return two("link", func(fd int, src string, fd2 int, dst string) error {
		return unix.Linkat(fd, src, fd2, dst, flags)
	})(t, value{}, a)
}

func symlink(t *thread, _ value, a []value) (value, *excp) {
	src, dst, exc := twoPaths(t, "symlink", a)
	if exc != nil {
		return value{}, exc
	}
	fd, exc := dirFD(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(unix.Symlinkat(src.name, fd, dst.name), a[0], a[1])
}

func readlink(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "readlink", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	fd, exc := dirFD(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	buf := make([]byte, 4096)
	n, err := unix.Readlinkat(fd, p.name, buf)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	return p.result(string(buf[:n])), nil
}

func chmod(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "chmod", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	mode, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		return py.None, failure(unix.Fchmod(p.fd, uint32(mode)), a[0])
	}
	fd, exc := dirFD(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := follow(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(unix.Fchmodat(fd, p.name, uint32(mode), flags), a[0])
}

func chown(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "chown", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	uid, gid, exc := twoInts(t, a[1:])
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		return py.None, failure(unix.Fchown(p.fd, uid, gid), a[0])
	}
	fd, exc := dirFD(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := follow(t, a[4])
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(unix.Fchownat(fd, p.name, uid, gid, flags), a[0])
}

func access(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "access", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	mode, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	fd, exc := dirFD(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := follow(t, a[4])
	if exc != nil {
		return value{}, exc
	}
	effective, exc := flagArg(t, a[3], false)
	if exc != nil {
		return value{}, exc
	}
	if effective {
		flags |= unix.AT_EACCESS
	}
	return py.Bool(unix.Faccessat(fd, p.name, uint32(mode), flags) == nil), nil
}

func truncate(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "truncate", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	n, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		return py.None, failure(unix.Ftruncate(p.fd, int64(n)), a[0])
	}
	return py.None, failure(unix.Truncate(p.name, int64(n)), a[0])
}

func normpath(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "normpath", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	switch {
	case p.name == "":
		return p.result("."), nil
	case strings.HasPrefix(p.name, "//") && !strings.HasPrefix(p.name, "///"):
		return p.result("/" + path.Clean(p.name)), nil
	}
	return p.result(path.Clean(p.name)), nil
}

// splitroot splits a path into drive (always empty here), root and the rest.
func splitroot(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "_path_splitroot_ex", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	root := 0
	switch {
	case strings.HasPrefix(p.name, "//") && !strings.HasPrefix(p.name, "///"):
		root = 2
	case strings.HasPrefix(p.name, "/"):
		root = 1
	}
	return py.NewTuple(p.result(""), p.result(p.name[:root]), p.result(p.name[root:])).V(), nil
}
