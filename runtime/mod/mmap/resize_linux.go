// This file changes the size of mappings on Linux.

package mmap

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func (m *mapping) resize(size int) *excp {
	if m.fd == -1 && m.shared && size > len(m.data) {
		return py.ValueErrorf("mmap: can't expand a shared anonymous mapping on Linux")
	}
	if m.fd >= 0 {
		if err := unix.Ftruncate(m.fd, m.offset+int64(size)); err != nil {
			return py.OSErrorOf(err)
		}
	}
	data, err := unix.Mremap(m.data, size, unix.MREMAP_MAYMOVE)
	if err != nil {
		return py.OSErrorOf(err)
	}
	m.data = data
	return nil
}
