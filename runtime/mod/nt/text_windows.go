// This file holds the functions for ntpath that ask the system about a path, not about its file.

package nt

import (
	"golang.org/x/sys/windows"
)

// textMethods leaves out what ntpath also has in Python.
func textMethods() []method {
	return []method{
		{Name: "_getfullpathname", Sig: "(path, /)", F1: text("_getfullpathname", func(p *uint16) (string, error) {
			return sized(func(buf []uint16) (uint32, error) { return windows.GetFullPathName(p, uint32(len(buf)), &buf[0], nil) })
		})},
		{Name: "_getfinalpathname", Sig: "(path, /)", Doc: "A helper function for samepath on windows.", F1: text("_getfinalpathname", finalPath)},
		{Name: "_findfirstfile", Sig: "(path, /)", Doc: "A function to get the real file name without accessing the file in Windows.", F1: text("_findfirstfile", func(p *uint16) (string, error) {
			var data windows.Win32finddata
			h, err := windows.FindFirstFile(p, &data)
			if err != nil {
				return "", err
			}
			_ = windows.FindClose(h)
			return windows.UTF16ToString(data.FileName[:]), nil
		})},
		{Name: "_getvolumepathname", Sig: "(path)", Doc: "A helper function for ismount on Win32.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			return text("_getvolumepathname", func(p *uint16) (string, error) {
				buf := make([]uint16, windows.MAX_LONG_PATH)
				err := windows.GetVolumePathName(p, &buf[0], uint32(len(buf)))
				return windows.UTF16ToString(buf), err
			})(t, value{}, a[0])
		}},
	}
}

// text makes a function from a path to a text about it.
func text(name string, call func(p *uint16) (string, error)) func(t *thread, _, v value) (value, *excp) {
	return func(t *thread, _, v value) (value, *excp) {
		p, exc := pathArg(t, name, "path", v, false)
		if exc != nil {
			return value{}, exc
		}
		wide, err := windows.UTF16PtrFromString(p.name)
		if err != nil {
			return value{}, failure(err, v)
		}
		s, err := call(wide)
		return p.result(s), failure(err, v)
	}
}

// sized calls a function again with as much room as it asks for.
func sized(call func(buf []uint16) (uint32, error)) (string, error) {
	buf := make([]uint16, windows.MAX_PATH)
	for {
		n, err := call(buf)
		if err != nil {
			return "", err
		}
		if int(n) <= len(buf) {
			return windows.UTF16ToString(buf[:n]), nil
		}
		buf = make([]uint16, n)
	}
}

func finalPath(p *uint16) (string, error) {
	h, err := windows.CreateFile(p, 0, 0, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return "", err
	}
	defer windows.CloseHandle(h)
	return sized(func(buf []uint16) (uint32, error) {
		return windows.GetFinalPathNameByHandle(h, &buf[0], uint32(len(buf)), 0)
	})
}
