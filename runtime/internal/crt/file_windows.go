// This file makes descriptors of Windows' handles.

package crt

import (
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The flags of Open, as in the C library.
const (
	O_RDONLY      = 0
	O_WRONLY      = 1
	O_RDWR        = 2
	O_APPEND      = 0x8
	O_RANDOM      = 0x10
	O_SEQUENTIAL  = 0x20
	O_TEMPORARY   = 0x40
	O_NOINHERIT   = 0x80
	O_CREAT       = 0x100
	O_TRUNC       = 0x200
	O_EXCL        = 0x400
	O_SHORT_LIVED = 0x1000
	O_TEXT        = 0x4000
	O_BINARY      = 0x8000

	// O_FILE are the flags with which Python opens its own files: children do not inherit them.
	O_FILE = O_NOINHERIT | O_BINARY
)

// file is what is behind a descriptor.
type file struct {
	handle  windows.Handle
	append  bool
	text    bool // "\n" is "\r\n" in the file
	console bool
	pipe    bool

	pending []byte // UTF-8 of a console that was read but not yet taken
}

// table holds the open files by descriptor.
var table struct {
	sync.Mutex
	files  []*file
	filled bool // the standard handles are in it
}

// lock locks the table, after putting the standard handles into it.
func lock() {
	table.Lock()
	if table.filled {
		return
	}
	table.filled = true
	for _, id := range []uint32{windows.STD_INPUT_HANDLE, windows.STD_OUTPUT_HANDLE, windows.STD_ERROR_HANDLE} {
		h, err := windows.GetStdHandle(id)
		if err != nil || h == 0 || h == windows.InvalidHandle {
			table.files = append(table.files, nil)
			continue
		}
		table.files = append(table.files, newFile(h, 0))
	}
}

func newFile(h windows.Handle, flags int) *file {
	f := &file{handle: h, append: flags&O_APPEND != 0, text: flags&O_TEXT != 0}
	kind, _ := windows.GetFileType(h)
	f.pipe = kind == windows.FILE_TYPE_PIPE
	var mode uint32
	f.console = kind == windows.FILE_TYPE_CHAR && windows.GetConsoleMode(h, &mode) == nil
	return f
}

// get returns the file of a descriptor.
func get(fd int) (*file, error) {
	lock()
	defer table.Unlock()
	if fd < 0 || fd >= len(table.files) || table.files[fd] == nil {
		return nil, EBADF
	}
	return table.files[fd], nil
}

// put gives a file the lowest free descriptor.
func put(f *file) int {
	lock()
	defer table.Unlock()
	for fd, old := range table.files {
		if old == nil {
			table.files[fd] = f
			return fd
		}
	}
	table.files = append(table.files, f)
	return len(table.files) - 1
}

// Adopt makes a descriptor of a handle.
func Adopt(h windows.Handle, flags int) int { return put(newFile(h, flags)) }

// Handle returns the handle of a descriptor.
func Handle(fd int) (windows.Handle, error) {
	f, err := get(fd)
	if err != nil {
		return windows.InvalidHandle, err
	}
	return f.handle, nil
}

// SetMode makes a descriptor one for text or for bytes, and returns the flag of what it was.
func SetMode(fd, mode int) (int, error) {
	f, err := get(fd)
	if err != nil {
		return -1, err
	}
	old := O_BINARY
	if f.text {
		old = O_TEXT
	}
	f.text = mode&O_TEXT != 0
	return old, nil
}

// security makes a handle that children inherit, or not.
func security(inherit bool) *windows.SecurityAttributes {
	sa := &windows.SecurityAttributes{}
	sa.Length = uint32(unsafe.Sizeof(*sa))
	if inherit {
		sa.InheritHandle = 1
	}
	return sa
}

// Open opens a file.
func Open(path string, flags int, perm uint32) (int, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return -1, EINVAL
	}
	access := [4]uint32{windows.GENERIC_READ, windows.GENERIC_WRITE, windows.GENERIC_READ | windows.GENERIC_WRITE, windows.GENERIC_READ}[flags&3]
	share := uint32(windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE)
	attributes := uint32(windows.FILE_ATTRIBUTE_NORMAL)
	const ownerWrite = 0o200
	if flags&O_CREAT != 0 && perm&ownerWrite == 0 {
		attributes = windows.FILE_ATTRIBUTE_READONLY
	}
	if flags&O_TEMPORARY != 0 {
		attributes |= windows.FILE_FLAG_DELETE_ON_CLOSE
		access |= windows.DELETE
		share |= windows.FILE_SHARE_DELETE
	}
	if flags&O_SHORT_LIVED != 0 {
		attributes |= windows.FILE_ATTRIBUTE_TEMPORARY
	}
	if flags&O_SEQUENTIAL != 0 {
		attributes |= windows.FILE_FLAG_SEQUENTIAL_SCAN
	} else if flags&O_RANDOM != 0 {
		attributes |= windows.FILE_FLAG_RANDOM_ACCESS
	}
	h, err := windows.CreateFile(name, access, share, security(flags&O_NOINHERIT == 0), disposition(flags), attributes, 0)
	if err != nil {
		return -1, cError(err)
	}
	if flags&O_BINARY == 0 {
		flags |= O_TEXT
	}
	return Adopt(h, flags), nil
}

func disposition(flags int) uint32 {
	switch {
	case flags&(O_CREAT|O_EXCL) == O_CREAT|O_EXCL:
		return windows.CREATE_NEW
	case flags&(O_CREAT|O_TRUNC) == O_CREAT|O_TRUNC:
		return windows.CREATE_ALWAYS
	case flags&O_TRUNC != 0:
		return windows.TRUNCATE_EXISTING
	case flags&O_CREAT != 0:
		return windows.OPEN_ALWAYS
	}
	return windows.OPEN_EXISTING
}

// Close closes a descriptor.
func Close(fd int) error {
	f, err := get(fd)
	if err != nil {
		return err
	}
	lock()
	table.files[fd] = nil
	table.Unlock()
	return cError(windows.CloseHandle(f.handle))
}

// Seek moves and tells the position.
func Seek(fd int, offset int64, whence int) (int64, error) {
	f, err := get(fd)
	if err != nil {
		return 0, err
	}
	if kind, _ := windows.GetFileType(f.handle); kind != windows.FILE_TYPE_DISK {
		return 0, ESPIPE
	}
	at, err := windows.Seek(f.handle, offset, whence)
	return at, cError(err)
}

// Truncate cuts or extends a file; its position stays.
func Truncate(fd int, size int64) error {
	f, err := get(fd)
	if err != nil {
		return err
	}
	at, err := windows.Seek(f.handle, 0, 1)
	if err != nil {
		return cError(err)
	}
	if _, err := windows.Seek(f.handle, size, 0); err != nil {
		return cError(err)
	}
	err = windows.SetEndOfFile(f.handle)
	_, _ = windows.Seek(f.handle, at, 0)
	return cError(err)
}

// Stat tells about a descriptor.
func Stat(fd int) (Info, error) {
	f, err := get(fd)
	if err != nil {
		return Info{}, err
	}
	kind, _ := windows.GetFileType(f.handle)
	if kind != windows.FILE_TYPE_DISK {
		return Info{}, nil
	}
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(f.handle, &info); err != nil {
		return Info{}, cError(err)
	}
	dir := info.FileAttributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0
	return Info{int64(info.FileSizeHigh)<<32 | int64(info.FileSizeLow), dir, !dir}, nil
}

// Sync writes a file to the disk.
func Sync(fd int) error {
	f, err := get(fd)
	if err != nil {
		return err
	}
	return cError(windows.FlushFileBuffers(f.handle))
}

// IsTerminal reports whether a descriptor is a device for characters, as the C library has it.
func IsTerminal(fd int) bool {
	f, err := get(fd)
	if err != nil {
		return false
	}
	kind, _ := windows.GetFileType(f.handle)
	return kind == windows.FILE_TYPE_CHAR
}

// IsConsole reports whether a descriptor is a console, whose text is Unicode.
func IsConsole(fd int) bool {
	f, err := get(fd)
	return err == nil && f.console
}

// IsOpen reports whether a descriptor is open.
func IsOpen(fd int) bool {
	_, err := get(fd)
	return err == nil
}
