// This file holds the functions on disks and their mount points.

package nt

import (
	"errors"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

func volumeMethods() []method {
	return []method{
		{Name: "_getdiskusage", Sig: "(path)", Doc: "Return disk usage statistics about the given path as a (total, free) tuple.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			p, exc := pathArg(t, "_getdiskusage", "path", a[0], false)
			if exc != nil {
				return value{}, exc
			}
			var free, total uint64
			err := wide(func(p *uint16) error { return windows.GetDiskFreeSpaceEx(p, nil, &total, &free) })(p.name)
			if errors.Is(err, windows.ERROR_DIRECTORY) {
				err = wide(func(p *uint16) error { return windows.GetDiskFreeSpaceEx(p, nil, &total, &free) })(dirName(p.name))
			}
			return py.NewTuple(uintValue(total), uintValue(free)).V(), failure(err, a[0])
		}},
		{Name: "listdrives", Sig: "()", Doc: "Return a list containing the names of drives in the system.\n\nA drive name typically looks like 'C:\\\\'.", F0: func(t *thread, _ value) (value, *excp) {
			buf := make([]uint16, windows.MAX_PATH)
			n, err := windows.GetLogicalDriveStrings(uint32(len(buf)), &buf[0])
			return strings0(buf[:n]), failure(err)
		}},
		{Name: "listvolumes", Sig: "()", Doc: "Return a list containing the volumes in the system.\n\nVolumes are typically represented as a GUID path.", F0: listVolumes},
		{Name: "listmounts", Sig: "(volume)", Doc: "Return a list containing mount points for a particular volume.\n\n'volume' should be a GUID path as returned from os.listvolumes.", FN: func(t *thread, _ value, a []value) (value, *excp) {
			p, exc := pathArg(t, "listmounts", "volume", a[0], false)
			if exc != nil {
				return value{}, exc
			}
			buf := make([]uint16, windows.MAX_LONG_PATH)
			var n uint32
			err := wide(func(p *uint16) error {
				return windows.GetVolumePathNamesForVolumeName(p, &buf[0], uint32(len(buf)), &n)
			})(p.name)
			return strings0(buf[:n]), failure(err, a[0])
		}},
	}
}

// strings0 makes a list of strings that each end in a zero.
func strings0(buf []uint16) value {
	list := py.NewList()
	for start, i := 0, 0; i < len(buf); i++ {
		if buf[i] == 0 {
			if i > start {
				list.Items = append(list.Items, py.StrV(windows.UTF16ToString(buf[start:i])))
			}
			start = i + 1
		}
	}
	return list.V()
}

func listVolumes(t *thread, _ value) (value, *excp) {
	buf := make([]uint16, windows.MAX_PATH)
	h, err := windows.FindFirstVolume(&buf[0], uint32(len(buf)))
	if err != nil {
		return value{}, failure(err)
	}
	defer windows.FindVolumeClose(h)
	list := py.NewList()
	for err == nil {
		list.Items = append(list.Items, py.StrV(windows.UTF16ToString(buf)))
		err = windows.FindNextVolume(h, &buf[0], uint32(len(buf)))
	}
	if !errors.Is(err, windows.ERROR_NO_MORE_FILES) {
		return value{}, failure(err)
	}
	return list.V(), nil
}
