// This file converts file descriptors.

package py

// Fileno returns the number of a file: an int, or what its fileno() returns (PyObject_AsFileDescriptor).
func Fileno(t *Thread, v Value) (int, *Exc) {
	if v.IsBool() {
		if exc := Warn(t, RuntimeWarning, "bool is used as a file descriptor", 1); exc != nil {
			return 0, exc
		}
	}
	if !v.IsAnyInt() {
		fn, exc := LookupAttr(t, v, Intern("fileno"))
		if exc != nil {
			return 0, exc
		}
		if fn.IsUnbound() {
			return 0, TypeErrorf("argument must be an int, or have a fileno() method.")
		}
		if v, exc = Call0(t, fn); exc != nil {
			return 0, exc
		}
		if !v.IsAnyInt() {
			return 0, TypeErrorf("fileno() returned a non-integer")
		}
	}
	fd, exc := IndexInt(t, v, OverflowError)
	if exc == nil && fd < 0 {
		exc = ValueErrorf("file descriptor cannot be a negative integer (%d)", fd)
	}
	return fd, exc
}
