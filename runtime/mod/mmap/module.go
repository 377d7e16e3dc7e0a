//go:build unix

// This file defines the module and makes mappings.

// Package mmap is the mmap module (Modules/mmapmodule.c).
package mmap

import (
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// The ways to map memory, which stand for flags and protection.
const (
	accessDefault = iota
	accessRead
	accessWrite
	accessCopy
)

// mapping is an mmap object.
type mapping struct {
	py.Header
	Ext     py.Ext
	data    []byte // nil: closed
	pos     int
	offset  int64
	fd      int // a descriptor of its own, -1: none
	access  int
	shared  bool // in memory of other processes, too
	exports py.Exports
}

var mapType = &py.Type{Name: "mmap"}

func as(v value) *mapping { return (*mapping)(v.Ptr()) }

func (m *mapping) V() value { return py.FromPtr(unsafe.Pointer(m)) }

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "mmap", Exec: func(t *thread, m *py.Module) *excp {
		define()
		set := func(name string, n int64) { m.Dict.SetStr(py.Intern(name), py.Int(n)) }
		for name, n := range constants {
			set(name, n)
		}
		for name, n := range map[string]int64{"ACCESS_DEFAULT": accessDefault, "ACCESS_READ": accessRead, "ACCESS_WRITE": accessWrite, "ACCESS_COPY": accessCopy,
			"PROT_EXEC": unix.PROT_EXEC, "PROT_READ": unix.PROT_READ, "PROT_WRITE": unix.PROT_WRITE} {
			set(name, n)
		}
		set("PAGESIZE", int64(os.Getpagesize()))
		set("ALLOCATIONGRANULARITY", int64(os.Getpagesize()))
		m.Dict.SetStr(py.Intern("error"), py.OSError.V())
		m.Dict.SetStr(py.Intern("mmap"), mapType.V())
		return nil
	}}
}

var newSig = &py.Signature{Text: "(fileno, length, flags=MAP_SHARED, prot=PROT_WRITE|PROT_READ, access=ACCESS_DEFAULT, offset=0, *, trackfd=True)"}

// request are the arguments of mmap().
type request struct {
	fd, length, flags, prot, access int
	offset                          int64
	track                           bool
}

func newRequest(t *thread, args []value, kw []*py.Str) (r request, exc *excp) {
	a, exc := py.BindArgs("mmap", newSig, args, kw)
	if exc != nil {
		return r, exc
	}
	offset := 0
	r = request{flags: unix.MAP_SHARED, prot: unix.PROT_READ | unix.PROT_WRITE, track: true}
	for i, to := range []*int{&r.fd, &r.length, &r.flags, &r.prot, &r.access, &offset} {
		if i > 1 && !a[i].Bound() {
			continue
		}
		if *to, exc = py.IndexInt(t, a[i], py.OverflowError); exc != nil {
			return r, exc
		}
	}
	if r.offset = int64(offset); a[6].Bound() {
		if r.track, exc = py.Truth(t, a[6]); exc != nil {
			return r, exc
		}
	}
	switch {
	case r.length < 0:
		return r, py.OverflowErrorf("memory mapped length must be positive")
	case offset < 0:
		return r, py.OverflowErrorf("memory mapped offset must be positive")
	case r.access != accessDefault && (a[2].Bound() && r.flags != unix.MAP_SHARED || a[3].Bound() && r.prot != unix.PROT_READ|unix.PROT_WRITE):
		return r, py.ValueErrorf("mmap can't specify both access and flags, prot.")
	}
	switch r.access {
	case accessDefault:
	case accessRead:
		r.flags, r.prot = unix.MAP_SHARED, unix.PROT_READ
	case accessWrite:
		r.flags, r.prot = unix.MAP_SHARED, unix.PROT_READ|unix.PROT_WRITE
	case accessCopy:
		r.flags, r.prot = unix.MAP_PRIVATE, unix.PROT_READ|unix.PROT_WRITE
	default:
		return r, py.ValueErrorf("mmap invalid access parameter.")
	}
	return r, nil
}

// readOnly is the access of memory whose protection, given by itself, allows no writing.
func (r *request) readOnly() bool {
	return r.access == accessDefault && r.prot&unix.PROT_WRITE == 0 && r.prot&unix.PROT_READ != 0
}

func newMap(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	r, exc := newRequest(t, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if r.readOnly() {
		r.access = accessRead
	}
	if exc := r.fit(); exc != nil {
		return value{}, exc
	}
	fd, own := r.fd, -1
	if r.fd == -1 {
		r.flags |= unix.MAP_ANON
	} else if r.track {
		var err error
		if own, err = unix.FcntlInt(uintptr(r.fd), unix.F_DUPFD_CLOEXEC, 0); err != nil {
			return value{}, py.OSErrorOf(err)
		}
	}
	data, err := unix.Mmap(fd, r.offset, r.length, r.prot, r.flags)
	if err != nil {
		if own >= 0 {
			_ = unix.Close(own)
		}
		return value{}, py.OSErrorOf(err)
	}
	m := as(py.AllocOf(typ))
	m.data, m.offset, m.fd, m.access = data, r.offset, own, r.access
	m.shared = r.flags&unix.MAP_SHARED != 0
	runtime.SetFinalizer(m, func(m *mapping) { _ = m.close() })
	return m.V(), nil
}

// fit sets the length by the file's size, or checks it.
func (r *request) fit() *excp {
	if r.fd == -1 {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(r.fd, &st); err != nil {
		if r.length == 0 || err == unix.EBADF {
			return py.OSErrorOf(err)
		}
		return nil
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG {
		return nil
	}
	switch {
	case r.length == 0 && st.Size == 0:
		return py.ValueErrorf("cannot mmap an empty file")
	case r.length == 0 && r.offset >= st.Size:
		return py.ValueErrorf("mmap offset is greater than file size")
	case r.length == 0:
		r.length = int(st.Size - r.offset)
	case r.offset > st.Size || st.Size-r.offset < int64(r.length):
		return py.ValueErrorf("mmap length is greater than file size")
	}
	return nil
}

// close gives the memory back.
func (m *mapping) close() error {
	data, fd := m.data, m.fd
	m.data, m.fd = nil, -1
	if fd >= 0 {
		_ = unix.Close(fd)
	}
	if data == nil {
		return nil
	}
	return unix.Munmap(data)
}

func (m *mapping) check() *excp {
	if m.data == nil {
		return py.ValueErrorf("mmap closed or invalid")
	}
	return nil
}

// checkWrite refuses closed and read-only memory.
func (m *mapping) checkWrite() *excp {
	if exc := m.check(); exc != nil {
		return exc
	}
	if m.access == accessRead {
		return py.TypeErrorf("mmap can't modify a readonly memory map.")
	}
	return nil
}
