// This file copies descriptors, makes pipes, and says what children inherit.

package crt

import "golang.org/x/sys/windows"

// duplicate makes another handle of the same thing.
func duplicate(h windows.Handle, inherit bool) (windows.Handle, error) {
	self := windows.CurrentProcess()
	var out windows.Handle
	err := windows.DuplicateHandle(self, h, self, &out, 0, inherit, windows.DUPLICATE_SAME_ACCESS)
	return out, cError(err)
}

// Dup makes a second descriptor, which children do not inherit.
func Dup(fd int) (int, error) {
	f, err := get(fd)
	if err != nil {
		return -1, err
	}
	h, err := duplicate(f.handle, false)
	if err != nil {
		return -1, err
	}
	g := newFile(h, 0)
	g.append, g.text = f.append, f.text
	return put(g), nil
}

// Dup2 makes fd2 stand for what fd stands for.
func Dup2(fd, fd2 int, inherit bool) error {
	f, err := get(fd)
	if err != nil {
		return err
	}
	const most = 8192
	if fd2 < 0 || fd2 >= most {
		return EBADF
	}
	if fd == fd2 {
		return nil
	}
	h, err := duplicate(f.handle, inherit)
	if err != nil {
		return err
	}
	g := newFile(h, 0)
	g.append, g.text = f.append, f.text
	lock()
	defer table.Unlock()
	for fd2 >= len(table.files) {
		table.files = append(table.files, nil)
	}
	if old := table.files[fd2]; old != nil {
		_ = windows.CloseHandle(old.handle)
	}
	table.files[fd2] = g
	if ids := [...]uint32{windows.STD_INPUT_HANDLE, windows.STD_OUTPUT_HANDLE, windows.STD_ERROR_HANDLE}; fd2 < len(ids) {
		_ = windows.SetStdHandle(ids[fd2], h)
	}
	return nil
}

// Pipe makes a pipe whose ends children do not inherit.
func Pipe() (r, w int, err error) {
	var rh, wh windows.Handle
	if err := windows.CreatePipe(&rh, &wh, security(false), 0); err != nil {
		return -1, -1, err
	}
	return Adopt(rh, 0), Adopt(wh, 0), nil
}

// Inheritable reports whether children inherit a descriptor's handle.
func Inheritable(fd int) (bool, error) {
	h, err := Handle(fd)
	if err != nil {
		return false, err
	}
	return HandleInheritable(h)
}

// HandleInheritable reports whether children inherit a handle.
func HandleInheritable(h windows.Handle) (bool, error) {
	var flags uint32
	r, _, err := procGetHandleInformation.Call(uintptr(h), ptr(&flags))
	if r == 0 {
		return false, err
	}
	return flags&windows.HANDLE_FLAG_INHERIT != 0, nil
}

// SetInheritable says whether children inherit a descriptor's handle.
func SetInheritable(fd int, yes bool) error {
	h, err := Handle(fd)
	if err != nil {
		return err
	}
	return SetHandleInheritable(h, yes)
}

// SetHandleInheritable says whether children inherit a handle.
func SetHandleInheritable(h windows.Handle, yes bool) error {
	flags := uint32(0)
	if yes {
		flags = windows.HANDLE_FLAG_INHERIT
	}
	return windows.SetHandleInformation(h, windows.HANDLE_FLAG_INHERIT, flags)
}
