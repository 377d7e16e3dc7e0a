// This file holds the functions on files and pipes.

package winapi

import (
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

func fileMethods() []method {
	return []method{
		{Name: "CreatePipe", Sig: "(pipe_attrs, size, /)", Doc: "Create an anonymous pipe.\n\nReturns a 2-tuple of handles, to the read and write ends of the pipe.", F2: func(t *thread, _, attrs, size value) (value, *excp) {
			n, exc := intArg(t, size)
			if exc != nil {
				return value{}, exc
			}
			var r, w windows.Handle
			err := windows.CreatePipe(&r, &w, nil, uint32(n))
			return py.NewTuple(handleValue(r), handleValue(w)).V(), failure(err)
		}},
		{Name: "CreateFile", Sig: "(file_name, desired_access, share_mode, security_attributes, creation_disposition, flags_and_attributes, template_file, /)", FN: createFile},
		{Name: "ReadFile", Sig: "(handle, size, overlapped=False)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			h, exc := synchronous(t, "ReadFile", a)
			if exc != nil {
				return value{}, exc
			}
			size, exc := intArg(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			buf := make([]byte, size)
			var n uint32
			t.Unlock()
			err := windows.ReadFile(h, buf, &n, nil)
			t.Lock()
			status := int64(0)
			if err == windows.ERROR_MORE_DATA {
				status, err = int64(windows.ERROR_MORE_DATA), nil
			}
			return py.NewTuple(py.BytesV(buf[:n]), py.Int(status)).V(), failure(err)
		}},
		{Name: "WriteFile", Sig: "(handle, buffer, overlapped=False)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			h, exc := synchronous(t, "WriteFile", a)
			if exc != nil {
				return value{}, exc
			}
			data, exc := py.BytesLike(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			var n uint32
			t.Unlock()
			err := windows.WriteFile(h, data, &n, nil)
			t.Lock()
			return py.NewTuple(py.Int(int64(n)), py.Int(0)).V(), failure(err)
		}},
		{Name: "PeekNamedPipe", Sig: "(handle, size=0, /)", FN: peek},
		{Name: "CopyFile2", Sig: "(existing_file_name, new_file_name, flags, progress_routine=None)", Doc: "Copies a file from one name to a new name.\n\nThis is implemented using the CopyFile2 API, which preserves all stat\nand metadata information apart from security attributes.\n\nprogress_routine is reserved for future use, but is currently not\nimplemented. Its value is ignored.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			from, exc := textArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			to, exc := textArg(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			flags, exc := intArg(t, a[2])
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(copyFile(t, from, to, uint32(flags)), a[0], a[1])
		}},
		{Name: "GetLongPathName", Sig: "(path)", Doc: "Return the long version of the provided path.", FN: pathName(windows.GetLongPathName)},
		{Name: "GetShortPathName", Sig: "(path)", Doc: "Return the short version of the provided path.", FN: pathName(windows.GetShortPathName)},
	}
}

// synchronous takes the handle of a transfer that is to be over when the function returns.
func synchronous(t *thread, fn string, a []value) (windows.Handle, *excp) {
	if a[2].Bound() {
		overlapped, exc := py.Truth(t, a[2])
		if exc != nil {
			return 0, exc
		}
		if overlapped {
			return 0, py.Errorf(py.NotImplementedError, "_winapi.%s(overlapped=True) is not supported by Adder", fn)
		}
	}
	return handleArg(t, a[0])
}

var (
	kernel32          = windows.NewLazySystemDLL("kernel32.dll")
	procCopyFileEx    = kernel32.NewProc("CopyFileExW")
	procPeekNamedPipe = kernel32.NewProc("PeekNamedPipe")
	procLCMapStringEx = kernel32.NewProc("LCMapStringEx")
	procNeedCurrent   = kernel32.NewProc("NeedCurrentDirectoryForExePathW")
)

func copyFile(t *thread, from, to *uint16, flags uint32) error {
	t.Unlock()
	defer t.Lock()
	r, _, err := procCopyFileEx.Call(uintptr(unsafe.Pointer(from)), uintptr(unsafe.Pointer(to)), 0, 0, 0, uintptr(flags))
	if r == 0 {
		return err
	}
	return nil
}

func peek(t *thread, _ value, a []value) (value, *excp) {
	h, exc := handleArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	size, exc := optInt(t, a[1], 0)
	if exc != nil {
		return value{}, exc
	}
	if size < 0 {
		return value{}, py.ValueErrorf("negative size")
	}
	buf := make([]byte, size+1)
	var n, available, left uint32
	r, _, err := procPeekNamedPipe.Call(uintptr(h), uintptr(unsafe.Pointer(&buf[0])), uintptr(size), uintptr(unsafe.Pointer(&n)), uintptr(unsafe.Pointer(&available)), uintptr(unsafe.Pointer(&left)))
	if r == 0 {
		return value{}, failure(err)
	}
	if size > 0 {
		return py.NewTuple(py.BytesV(buf[:n]), py.Int(int64(available)), py.Int(int64(left))).V(), nil
	}
	return py.NewTuple(py.Int(int64(available)), py.Int(int64(left))).V(), nil
}

func createFile(t *thread, _ value, a []value) (value, *excp) {
	name, exc := textArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	var n [4]int
	for i, v := range []value{a[1], a[2], a[4], a[5]} {
		if n[i], exc = intArg(t, v); exc != nil {
			return value{}, exc
		}
	}
	h, err := windows.CreateFile(name, uint32(n[0]), uint32(n[1]), nil, uint32(n[2]), uint32(n[3]), 0)
	return handleValue(h), failure(err, a[0])
}

func pathName(call func(path, buf *uint16, size uint32) (uint32, error)) func(t *thread, _ value, a []value) (value, *excp) {
	return func(t *thread, _ value, a []value) (value, *excp) {
		path, exc := textArg(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		buf := make([]uint16, windows.MAX_LONG_PATH)
		n, err := call(path, &buf[0], uint32(len(buf)))
		return py.StrV(windows.UTF16ToString(buf[:min(int(n), len(buf))])), failure(err, a[0])
	}
}
