// This file refuses to change the size of mappings on macOS.

package mmap

import "adder/runtime/py"

func (m *mapping) resize(int) *excp {
	return py.Errorf(py.SystemError, "mmap: resizing not available--no mremap()")
}
