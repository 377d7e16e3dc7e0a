//go:build unix

package sched

import (
	"sync"
	"syscall"
)

// wakePipe ends system calls that wait for descriptors: a byte is written to it when something was
// queued for the main thread.
var wakePipe struct {
	once sync.Once
	r, w int
	ok   bool
}

// WakeFD returns a descriptor that becomes readable when something was queued for the main thread, -1 if
// there is none. Read it empty with DrainWake.
func WakeFD() int {
	wakePipe.once.Do(func() {
		var p [2]int
		if syscall.Pipe(p[:]) != nil {
			return
		}
		for _, fd := range p {
			syscall.CloseOnExec(fd)
			_ = syscall.SetNonblock(fd, true)
		}
		wakePipe.r, wakePipe.w = p[0], p[1]
		wakePipe.ok = true
		wakeWriter.Store(true)
	})
	if !wakePipe.ok {
		return -1
	}
	return wakePipe.r
}

// DrainWake empties the pipe.
func DrainWake() {
	var b [64]byte
	for {
		if n, err := syscall.Read(wakePipe.r, b[:]); n <= 0 || err != nil {
			return
		}
	}
}

func writeWake() { _, _ = syscall.Write(wakePipe.w, []byte{0}) }
