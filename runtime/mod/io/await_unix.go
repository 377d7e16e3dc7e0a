//go:build unix

// This file lets signals end the main thread's wait for input.

package io

import (
	"golang.org/x/sys/unix"

	"adder/runtime/sched"
)

// awaitInput waits until a terminal, pipe or socket has something to read, running the handlers of signals
// meanwhile. Files on disk never make one wait, and descriptors that do not block must not.
func (f *fileIO) awaitInput(t *thread) *excp {
	if !t.IsMain() {
		return nil
	}
	var st unix.Stat_t
	if unix.Fstat(f.fd, &st) != nil || st.Mode&unix.S_IFMT == unix.S_IFREG {
		return nil
	}
	if flags, err := unix.FcntlInt(uintptr(f.fd), unix.F_GETFL, 0); err != nil || flags&unix.O_NONBLOCK != 0 {
		return nil
	}
	var raised *excp
	fds := []unix.PollFd{{Fd: int32(f.fd), Events: unix.POLLIN}}
	_, err := sched.Poll(&t.Breaker, fds, -1, func() bool {
		raised = t.CheckSignals()
		return raised != nil
	})
	if err != nil {
		return nil // the read will tell
	}
	return raised
}
