// This file holds the functions on files by path.

package nt

import (
	"errors"
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

func pathMethods() []method {
	return []method{
		{Name: "chdir", Sig: "(path)", Doc: "Change the current working directory to the specified path.", FN: one("chdir", os.Chdir)},
		{Name: "getcwd", Sig: "()", Doc: "Return a unicode string representing the current working directory.", F0: func(t *thread, _ value) (value, *excp) {
			dir, err := windows.Getwd()
			return py.StrV(dir), failure(err)
		}},
		{Name: "getcwdb", Sig: "()", Doc: "Return a bytes string representing the current working directory.", F0: func(t *thread, _ value) (value, *excp) {
			dir, err := windows.Getwd()
			return py.BytesOfString(dir), failure(err)
		}},
		{Name: "listdir", Sig: "(path=None)", Doc: "Return a list containing the names of the files in the directory.", FN: listdir},
		{Name: "mkdir", Sig: "(path, mode=511, *, dir_fd=None)", Doc: "Create a directory.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			mode, exc := optInt(t, a[1], 0o777)
			if exc == nil {
				exc = noDir(a[2])
			}
			if exc != nil {
				return value{}, exc
			}
			return one("mkdir", func(p string) error { return mkdir(p, mode) })(t, value{}, a)
		}},
		{Name: "rmdir", Sig: "(path, *, dir_fd=None)", Doc: "Remove a directory.", FN: oneAt("rmdir", wide(windows.RemoveDirectory))},
		{Name: "remove", Sig: "(path, *, dir_fd=None)", Doc: "Remove a file (same as unlink()).", FN: oneAt("remove", unlink)},
		{Name: "unlink", Sig: "(path, *, dir_fd=None)", Doc: "Remove a file (same as remove()).", FN: oneAt("unlink", unlink)},
		{Name: "rename", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Doc: "Rename a file or directory.", FN: rename("rename", 0)},
		{Name: "replace", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Doc: "Rename a file or directory, overwriting the destination.", FN: rename("replace", windows.MOVEFILE_REPLACE_EXISTING)},
		{Name: "link", Sig: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=False)", Doc: "Create a hard link to a file.", FN: two("link", func(src, dst *uint16) error { return windows.CreateHardLink(dst, src, 0) })},
		{Name: "symlink", Sig: "(src, dst, target_is_directory=False, *, dir_fd=None)", Doc: "Create a symbolic link pointing to src named dst.", FN: symlink},
		{Name: "readlink", Sig: "(path, *, dir_fd=None)", Doc: "Return a string representing the path to which the symbolic link points.", FN: readlink},
		{Name: "chmod", Sig: "(path, mode, *, dir_fd=None, follow_symlinks=False)", Doc: "Change the access permissions of a file.", FN: chmod},
		{Name: "lchmod", Sig: "(path, mode)", FN: chmod},
		{Name: "access", Sig: "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", Doc: "Use the real uid/gid to test for access to a path.", FN: access},
		{Name: "truncate", Sig: "(path, length)", Doc: "Truncate a file, specified by path, to a specific length.", FN: truncate},
		{Name: "utime", Sig: "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", Doc: "Set the access and modified time of path.", FN: utime},
		{Name: "fspath", Sig: "(path)", Doc: "Return the file system path representation of the object.\n\nIf the object is str or bytes, then allow it to pass through as-is. If the\nobject defines __fspath__(), then return the result of that method. All other\ntypes raise a TypeError.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return py.FSPath(t, a[0])
		}},
	}
}

// wide makes a function of Windows take a Go string.
func wide(call func(p *uint16) error) func(string) error {
	return func(name string) error {
		p, err := windows.UTF16PtrFromString(name)
		if err != nil {
			return err
		}
		return call(p)
	}
}

// one makes a function of one path.
func one(name string, call func(p string) error) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		p, exc := pathArg(t, name, "path", a[0], false)
		if exc != nil {
			return value{}, exc
		}
		return py.None, failure(py.Retry(t, func() error { return call(p.name) }, inUse), a[0])
	}
}

// inUse reports whether a file could not be changed because it, or one in the folder, is open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
}

// oneAt makes a function of one path and a dir_fd that must not be given.
func oneAt(name string, call func(p string) error) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		if exc := noDir(a[1]); exc != nil {
			return value{}, exc
		}
		return one(name, call)(t, value{}, a)
	}
}

// two makes a function of two paths and their directories, which must not be given.
func two(name string, call func(src, dst *uint16) error) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		src, exc := pathArg(t, name, "src", a[0], false)
		if exc != nil {
			return value{}, exc
		}
		dst, exc := pathArg(t, name, "dst", a[1], false)
		if exc != nil {
			return value{}, exc
		}
		for _, dir := range a[2:4] {
			if exc := noDir(dir); exc != nil {
				return value{}, exc
			}
		}
		from, err := windows.UTF16PtrFromString(src.name)
		if err != nil {
			return value{}, failure(err, a[0], a[1])
		}
		to, err := windows.UTF16PtrFromString(dst.name)
		if err != nil {
			return value{}, failure(err, a[0], a[1])
		}
		return py.None, failure(py.Retry(t, func() error { return call(from, to) }, inUse), a[0], a[1])
	}
}

func rename(name string, flags uint32) func(t *thread, _ value, a []value) (value, *excp) {
	return two(name, func(src, dst *uint16) error { return windows.MoveFileEx(src, dst, flags) })
}

// mkdir makes a folder; mode 0o700 makes one that only its owner can use.
func mkdir(name string, mode int) error {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	const private = 0o700
	if mode != private {
		return windows.CreateDirectory(p, nil)
	}
	// System, administrators and the owner have all rights, and those on what is made inside.
	sd, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)")
	if err != nil {
		return err
	}
	sa := &windows.SecurityAttributes{SecurityDescriptor: sd}
	sa.Length = uint32(unsafe.Sizeof(*sa))
	return windows.CreateDirectory(p, sa)
}

// unlink removes a file, or a link to a folder.
func unlink(name string) error {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	attributes, err := windows.GetFileAttributes(p)
	const link = windows.FILE_ATTRIBUTE_DIRECTORY | windows.FILE_ATTRIBUTE_REPARSE_POINT
	if err == nil && attributes&link == link {
		return windows.RemoveDirectory(p)
	}
	return windows.DeleteFile(p)
}

func listdir(t *thread, _ value, a []value) (value, *excp) {
	p, entries, exc := readDir(t, "listdir", a[0])
	if exc != nil {
		return value{}, exc
	}
	list := py.NewList()
	for i := range entries {
		list.Items = append(list.Items, p.result(windows.UTF16ToString(entries[i].FileName[:])))
	}
	return list.V(), nil
}

func symlink(t *thread, _ value, a []value) (value, *excp) {
	isDir, exc := flagArg(t, a[2], false)
	if exc != nil {
		return value{}, exc
	}
	return two("symlink", func(src, dst *uint16) error {
		flags := uint32(0)
		target := windows.UTF16PtrToString(src)
		if !isDir && !strings.HasPrefix(target, `\\`) && (len(target) < 2 || target[1] != ':') {
			target = join(dirName(windows.UTF16PtrToString(dst)), target)
		}
		if info, err := os.Stat(target); isDir || err == nil && info.IsDir() {
			flags = windows.SYMBOLIC_LINK_FLAG_DIRECTORY
		}
		const unprivileged = 2
		err := windows.CreateSymbolicLink(dst, src, flags|unprivileged)
		if errors.Is(err, windows.ERROR_INVALID_PARAMETER) { // Windows before developer mode
			err = windows.CreateSymbolicLink(dst, src, flags)
		}
		return err
	})(t, value{}, []value{a[0], a[1], a[3], py.None})
}

// dirName is the folder part of a path.
func dirName(path string) string {
	i := strings.LastIndexAny(path, `\/:`)
	return path[:i+1]
}

func readlink(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "readlink", "path", a[0], false)
	if exc == nil {
		exc = noDir(a[1])
	}
	if exc != nil {
		return value{}, exc
	}
	h, err := openForStat(p.name, false)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	defer windows.CloseHandle(h)
	buf := make([]byte, windows.MAXIMUM_REPARSE_DATA_BUFFER_SIZE)
	var n uint32
	if err := windows.DeviceIoControl(h, windows.FSCTL_GET_REPARSE_POINT, nil, 0, &buf[0], uint32(len(buf)), &n, nil); err != nil {
		return value{}, failure(err, a[0])
	}
	target, ok := linkTarget(buf[:n])
	if !ok {
		return value{}, py.ValueErrorf("not a symbolic link")
	}
	return p.result(target), nil
}

// linkTarget reads REPARSE_DATA_BUFFER.
func linkTarget(data []byte) (string, bool) {
	u16 := func(i int) int { return int(data[i]) | int(data[i+1])<<8 }
	const header, symlinkExtra = 8, 4
	names := header + 8
	if len(data) < names {
		return "", false
	}
	switch tag := uint32(u16(0)) | uint32(u16(2))<<16; tag {
	case windows.IO_REPARSE_TAG_SYMLINK:
		names += symlinkExtra
	case windows.IO_REPARSE_TAG_MOUNT_POINT:
	default:
		return "", false
	}
	start, size := names+u16(header), u16(header+2)
	if start+size > len(data) {
		return "", false
	}
	units := make([]uint16, size/2)
	for i := range units {
		units[i] = uint16(u16(start + 2*i))
	}
	target := windows.UTF16ToString(units)
	if strings.HasPrefix(target, `\??\`) {
		target = `\\?\` + target[4:]
	}
	return target, true
}

// chmod sets or clears the attribute for reading only, all that a mode is here.
func chmod(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "chmod", "path", a[0], false)
	if exc != nil {
		return value{}, exc
	}
	mode, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	name, err := windows.UTF16PtrFromString(p.name)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	attributes, err := windows.GetFileAttributes(name)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	const ownerWrite = 0o200
	if mode&ownerWrite != 0 {
		attributes &^= windows.FILE_ATTRIBUTE_READONLY
	} else {
		attributes |= windows.FILE_ATTRIBUTE_READONLY
	}
	return py.None, failure(windows.SetFileAttributes(name, attributes), a[0])
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
	name, err := windows.UTF16PtrFromString(p.name)
	if err != nil {
		return py.False, nil
	}
	attributes, err := windows.GetFileAttributes(name)
	const write = 2
	ok := err == nil && (mode&write == 0 || attributes&windows.FILE_ATTRIBUTE_READONLY == 0 || attributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0)
	return py.Bool(ok), nil
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
		return py.None, failure(crt.Truncate(p.fd, int64(n)), a[0])
	}
	fd, err := crt.Open(p.name, crt.O_WRONLY|crt.O_FILE, 0)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	defer crt.Close(fd)
	return py.None, failure(crt.Truncate(fd, int64(n)), a[0])
}
