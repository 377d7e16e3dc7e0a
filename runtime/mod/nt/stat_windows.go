// This file holds stat and its relatives.

package nt

import (
	"errors"
	"math/big"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

var statResult = &py.StructSeq{Name: "os.stat_result", Visible: 10, Doc: "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.\n\nPosix/windows: If your platform supports st_blksize, st_blocks, st_rdev,\nor st_flags, they are available as attributes only.\n\nSee os.stat for more information.",
	Fields: []string{"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "", "st_atime", "st_mtime", "st_ctime",
		"st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_birthtime", "st_birthtime_ns", "st_file_attributes", "st_reparse_tag"}}

var statvfsResult = &py.StructSeq{Name: "os.statvfs_result", Visible: 10, Doc: "statvfs_result: Result from statvfs or fstatvfs.",
	Fields: []string{"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"}}

// The bits of st_mode.
const (
	modeFifo    = 0o010000
	modeChar    = 0o020000
	modeDir     = 0o040000
	modeRegular = 0o100000
	modeLink    = 0o120000
)

// fileStat is what Windows tells about a file.
type fileStat struct {
	mode, attributes, tag, links  uint32
	inode, device                 uint64
	size                          int64
	access, write, birth, changed int64 // nanoseconds since 1970
}

func statMethods() []method {
	return []method{
		{Name: "stat", Sig: "(path, *, dir_fd=None, follow_symlinks=True)", Doc: "Perform a stat system call on the given path.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			following, exc := flagArg(t, a[2], true)
			if exc != nil {
				return value{}, exc
			}
			return stat(t, a[0], a[1], following)
		}},
		{Name: "lstat", Sig: "(path, *, dir_fd=None)", Doc: "Perform a stat system call on the given path, without following symbolic links.\n\nLike stat(), but do not follow symbolic links.\nEquivalent to stat(path, follow_symlinks=False).", FN: func(t *thread, _ value, a []value) (value, *excp) { return stat(t, a[0], a[1], false) }},
		{Name: "fstat", Sig: "(fd)", Doc: "Perform a stat system call on the given file descriptor.\n\nLike stat(), but for an open file descriptor.\nEquivalent to os.stat(fd).", FN: func(t *thread, _ value, a []value) (value, *excp) {
			fd, exc := intArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			st, err := statFD(fd)
			return st.value(), failure(err)
		}},
		{Name: "scandir", Sig: "(path=None)", Doc: "Return an iterator of DirEntry objects for given path.\n\npath can be specified as either str, bytes, or a path-like object.  If path\nis bytes, the names of yielded DirEntry objects will also be bytes; in\nall other circumstances they will be str.\n\nIf path is None, uses the path='.'.", FN: scandir},
	}
}

func stat(t *thread, path, dir value, following bool) (value, *excp) {
	p, exc := pathArg(t, "stat", "path", path, true)
	if exc != nil {
		return value{}, exc
	}
	if exc := noDir(dir); exc != nil {
		return value{}, exc
	}
	var st fileStat
	var err error
	if p.fd >= 0 {
		st, err = statFD(p.fd)
	} else {
		st, err = statPath(p.name, following)
	}
	return st.value(), failure(err, path)
}

func statFD(fd int) (fileStat, error) {
	h, err := crt.Handle(fd)
	if err != nil {
		return fileStat{}, err
	}
	switch kind, _ := windows.GetFileType(h); kind {
	case windows.FILE_TYPE_PIPE:
		return fileStat{mode: modeFifo}, nil
	case windows.FILE_TYPE_CHAR:
		return fileStat{mode: modeChar}, nil
	}
	return statHandle(h, "", false)
}

// openForStat opens a file to ask about it.
func openForStat(name string, following bool) (windows.Handle, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return windows.InvalidHandle, err
	}
	flags := uint32(windows.FILE_FLAG_BACKUP_SEMANTICS)
	if !following {
		flags |= windows.FILE_FLAG_OPEN_REPARSE_POINT
	}
	return windows.CreateFile(p, windows.FILE_READ_ATTRIBUTES, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, flags, 0)
}

func statPath(name string, following bool) (fileStat, error) {
	h, err := openForStat(name, following)
	switch {
	case errors.Is(err, windows.ERROR_ACCESS_DENIED), errors.Is(err, windows.ERROR_SHARING_VIOLATION):
		return statByFind(name, err)
	case errors.Is(err, windows.ERROR_INVALID_PARAMETER):
		return fileStat{}, windows.ERROR_PATH_NOT_FOUND
	case errors.Is(err, windows.ERROR_CANT_ACCESS_FILE) && following: // a reparse point that nothing handles
		return statPath(name, false)
	case err != nil:
		return fileStat{}, err
	}
	defer windows.CloseHandle(h)
	switch kind, _ := windows.GetFileType(h); kind {
	case windows.FILE_TYPE_PIPE:
		return fileStat{mode: modeFifo}, nil
	case windows.FILE_TYPE_CHAR:
		return fileStat{mode: modeChar}, nil
	}
	return statHandle(h, name, !following)
}

// statByFind asks the directory about a file that cannot be opened.
func statByFind(name string, cause error) (fileStat, error) {
	p, _ := windows.UTF16PtrFromString(name)
	var data windows.Win32finddata
	h, err := windows.FindFirstFile(p, &data)
	if err != nil {
		return fileStat{}, cause
	}
	_ = windows.FindClose(h)
	return statOfFind(&data, name), nil
}

// statOfFind is what a directory says about a file.
func statOfFind(data *windows.Win32finddata, name string) fileStat {
	st := fileStat{attributes: data.FileAttributes, size: int64(data.FileSizeHigh)<<32 | int64(data.FileSizeLow), access: data.LastAccessTime.Nanoseconds(),
		write: data.LastWriteTime.Nanoseconds(), birth: data.CreationTime.Nanoseconds()}
	if st.attributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 {
		st.tag = data.Reserved0
	}
	st.mode = modeOf(st.attributes, st.tag, name)
	return st
}

// attributeTagInfo is FILE_ATTRIBUTE_TAG_INFO.
type attributeTagInfo struct{ attributes, tag uint32 }

// statHandle asks about an open file; link tells not to see through a link.
func statHandle(h windows.Handle, name string, link bool) (fileStat, error) {
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(h, &info); err != nil {
		return fileStat{}, err
	}
	st := fileStat{attributes: info.FileAttributes, links: info.NumberOfLinks, inode: uint64(info.FileIndexHigh)<<32 | uint64(info.FileIndexLow),
		device: uint64(info.VolumeSerialNumber), size: int64(info.FileSizeHigh)<<32 | int64(info.FileSizeLow),
		access: info.LastAccessTime.Nanoseconds(), write: info.LastWriteTime.Nanoseconds(), birth: info.CreationTime.Nanoseconds()}
	if link && st.attributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 {
		var tag attributeTagInfo
		const fileAttributeTagInfo = 9
		if windows.GetFileInformationByHandleEx(h, fileAttributeTagInfo, (*byte)(unsafe.Pointer(&tag)), uint32(unsafe.Sizeof(tag))) == nil {
			st.tag = tag.tag
		}
	}
	st.mode = modeOf(st.attributes, st.tag, name)
	return st, nil
}

// modeOf makes st_mode of attributes and, for programs, of the name's ending.
func modeOf(attributes, tag uint32, name string) uint32 {
	mode := uint32(modeRegular)
	if attributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0 {
		mode = modeDir | 0o111
	}
	if tag == windows.IO_REPARSE_TAG_SYMLINK {
		mode = mode&^(modeDir|modeRegular) | modeLink
	}
	if attributes&windows.FILE_ATTRIBUTE_READONLY != 0 {
		mode |= 0o444
	} else {
		mode |= 0o666
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".bat", ".cmd", ".exe", ".com":
		mode |= 0o111
	}
	return mode
}

// value makes a stat_result.
func (st fileStat) value() value {
	const second = 1_000_000_000
	n := func(i int64) value { return py.Int(i) }
	floor := func(ns int64) value {
		s := ns / second
		if ns%second < 0 {
			s--
		}
		return py.Int(s)
	}
	seconds := func(ns int64) value { return py.Float(float64(ns/second) + 1e-9*float64(ns%second)) }
	return statResult.Make(n(int64(st.mode)), uintValue(st.inode), uintValue(st.device), n(int64(st.links)), n(0), n(0), n(st.size),
		floor(st.access), floor(st.write), floor(st.birth), seconds(st.access), seconds(st.write), seconds(st.birth),
		n(st.access), n(st.write), n(st.birth), seconds(st.birth), n(st.birth), n(int64(st.attributes)), n(int64(st.tag)))
}

func uintValue(u uint64) value {
	if u < 1<<63 {
		return py.Int(int64(u))
	}
	return py.BigInt(new(big.Int).SetUint64(u))
}
