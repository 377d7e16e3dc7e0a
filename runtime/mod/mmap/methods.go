//go:build unix

// This file holds the methods, most of which are those of files.

package mmap

import (
	"bytes"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func fileMethods() []method {
	return []method{
		{Name: "close", Sig: "()", F0: closeMap},
		{Name: "find", Sig: "(view, start=None, end=None, /)", FN: find(bytes.Index)},
		{Name: "rfind", Sig: "(view, start=None, end=None, /)", FN: find(bytes.LastIndex)},
		{Name: "flush", Sig: "(offset=0, size=None, /)", FN: flush},
		{Name: "madvise", Sig: "(option, start=0, length=None, /)", FN: advise},
		{Name: "move", Sig: "(dest, src, count, /)", F3: move},
		{Name: "read", Sig: "(n=None, /)", FN: read},
		{Name: "read_byte", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			m := as(self)
			if exc := m.check(); exc != nil {
				return value{}, exc
			}
			if m.pos >= len(m.data) {
				return value{}, py.ValueErrorf("read byte out of range")
			}
			m.pos++
			return py.Int(int64(m.data[m.pos-1])), nil
		}},
		{Name: "readline", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			m := as(self)
			if exc := m.check(); exc != nil {
				return value{}, exc
			}
			rest := m.data[min(m.pos, len(m.data)):]
			if i := bytes.IndexByte(rest, '\n'); i >= 0 {
				rest = rest[:i+1]
			}
			m.pos += len(rest)
			return copyOf(rest), nil
		}},
		{Name: "resize", Sig: "(newsize, /)", F1: resize},
		{Name: "seek", Sig: "(pos, whence=0, /)", FN: seek},
		{Name: "seekable", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.True, nil }},
		{Name: "size", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			m := as(self)
			if exc := m.check(); exc != nil {
				return value{}, exc
			}
			var st unix.Stat_t
			err := unix.Fstat(m.fd, &st)
			return py.Int(st.Size), py.OSErrorOf(err)
		}},
		{Name: "tell", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(as(self).pos)), as(self).check() }},
		{Name: "write", Sig: "(bytes, /)", F1: write},
		{Name: "write_byte", Sig: "(byte, /)", F1: writeByte},
		{Name: "__sizeof__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { const size = 112; return py.Int(size), nil }},
	}
}

func closeMap(t *thread, self value) (value, *excp) {
	m := as(self)
	if m.exports.Any() {
		return value{}, py.Errorf(py.BufferError, "cannot close exported pointers exist")
	}
	_ = m.close()
	return py.None, nil
}

// optional converts an argument that may be None or missing.
func optional(t *thread, v value, otherwise int) (int, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return otherwise, nil
	}
	return py.IndexInt(t, v, py.OverflowError)
}

func find(search func(data, sub []byte) int) func(t *thread, self value, a []value) (value, *excp) {
	return func(t *thread, self value, a []value) (value, *excp) {
		m := as(self)
		sub, exc := py.BytesLike(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		if exc := m.check(); exc != nil {
			return value{}, exc
		}
		start, exc := optional(t, a[1], m.pos)
		if exc != nil {
			return value{}, exc
		}
		end, exc := optional(t, a[2], len(m.data))
		if exc != nil {
			return value{}, exc
		}
		if exc := m.check(); exc != nil {
			return value{}, exc
		}
		bound := func(i int) int {
			if i < 0 {
				i += len(m.data)
			}
			return min(max(i, 0), len(m.data))
		}
		if start, end = bound(start), bound(end); start > end {
			return py.Int(-1), nil
		}
		i := search(m.data[start:end], sub)
		if i >= 0 {
			i += start
		}
		return py.Int(int64(i)), nil
	}
}

func flush(t *thread, self value, a []value) (value, *excp) {
	m := as(self)
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	offset, exc := optional(t, a[0], 0)
	if exc != nil {
		return value{}, exc
	}
	size, exc := optional(t, a[1], len(m.data)-offset)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	if size < 0 || offset < 0 || len(m.data)-offset < size {
		return value{}, py.ValueErrorf("flush values out of range")
	}
	if m.access == accessRead || m.access == accessCopy || size == 0 {
		return py.None, nil
	}
	t.Unlock()
	err := unix.Msync(m.data[offset:offset+size], unix.MS_SYNC)
	t.Lock()
	return py.None, py.OSErrorOf(err)
}

func advise(t *thread, self value, a []value) (value, *excp) {
	m := as(self)
	option, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	start, exc := optional(t, a[1], 0)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	length, exc := optional(t, a[2], len(m.data))
	switch {
	case exc != nil:
		return value{}, exc
	case start < 0 || start >= len(m.data):
		return value{}, py.ValueErrorf("madvise start out of bounds")
	case length < 0:
		return value{}, py.ValueErrorf("madvise length invalid")
	case length > 1<<62-start:
		return value{}, py.OverflowErrorf("madvise length too large")
	}
	return py.None, py.OSErrorOf(unix.Madvise(m.data[start:min(start+length, len(m.data))], option))
}

func move(t *thread, self, destArg, srcArg, countArg value) (value, *excp) {
	m := as(self)
	var n [3]int
	for i, v := range []value{destArg, srcArg, countArg} {
		var exc *excp
		if n[i], exc = py.IndexInt(t, v, py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	if exc := m.checkWrite(); exc != nil {
		return value{}, exc
	}
	dest, src, count := n[0], n[1], n[2]
	if dest < 0 || src < 0 || count < 0 || len(m.data)-dest < count || len(m.data)-src < count {
		return value{}, py.ValueErrorf("source, destination, or count out of range")
	}
	copy(m.data[dest:dest+count], m.data[src:src+count])
	return py.None, nil
}

func read(t *thread, self value, a []value) (value, *excp) {
	m := as(self)
	n, exc := optional(t, a[0], -1)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	rest := m.data[min(m.pos, len(m.data)):]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	m.pos += len(rest)
	return copyOf(rest), nil
}

func seek(t *thread, self value, a []value) (value, *excp) {
	m := as(self)
	dist, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	whence, exc := optional(t, a[1], 0)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	switch whence {
	case 0:
	case 1:
		dist += m.pos
	case 2:
		dist += len(m.data)
	default:
		return value{}, py.ValueErrorf("unknown seek type")
	}
	if dist < 0 || dist > len(m.data) {
		return value{}, py.ValueErrorf("seek out of range")
	}
	m.pos = dist
	return py.Int(int64(dist)), nil
}

func write(t *thread, self, v value) (value, *excp) {
	m := as(self)
	data, exc := py.BytesLike(t, v)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.checkWrite(); exc != nil {
		return value{}, exc
	}
	if m.pos > len(m.data) || len(m.data)-m.pos < len(data) {
		return value{}, py.ValueErrorf("data out of range")
	}
	n := copy(m.data[m.pos:], data)
	m.pos += n
	return py.Int(int64(n)), nil
}

func writeByte(t *thread, self, v value) (value, *excp) {
	m := as(self)
	n, exc := py.IndexInt(t, v, py.OverflowError)
	switch {
	case exc != nil:
		return value{}, exc
	case n < 0:
		return value{}, py.OverflowErrorf("unsigned byte integer is less than minimum")
	case n > 255:
		return value{}, py.OverflowErrorf("unsigned byte integer is greater than maximum")
	}
	if exc := m.checkWrite(); exc != nil {
		return value{}, exc
	}
	if m.pos >= len(m.data) {
		return value{}, py.ValueErrorf("write byte out of range")
	}
	m.data[m.pos] = byte(n)
	m.pos++
	return py.None, nil
}

func resize(t *thread, self, v value) (value, *excp) {
	m := as(self)
	size, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if exc := m.check(); exc != nil {
		return value{}, exc
	}
	switch {
	case m.exports.Any():
		return value{}, py.Errorf(py.BufferError, "mmap can't resize with extant buffers exported.")
	case m.access == accessRead || m.access == accessCopy:
		return value{}, py.TypeErrorf("mmap can't resize a readonly or copy-on-write memory map.")
	case size < 0:
		return value{}, py.ValueErrorf("new size out of range")
	}
	return py.None, m.resize(size)
}
