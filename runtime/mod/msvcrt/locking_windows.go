// This file locks parts of files.

package msvcrt

import (
	"time"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

// The modes of locking.
const (
	unlock = iota
	lock
	lockNow
	readLock
	readLockNow
)

// locking locks or unlocks bytes from the position on. Those that wait try ten times, a second apart, as the C
// library does.
func locking(t *thread, _, fdArg, modeArg, size value) (value, *excp) {
	fd, mode, exc := twoInts(t, fdArg, modeArg)
	if exc != nil {
		return value{}, exc
	}
	n, exc := intArg(t, size)
	if exc != nil {
		return value{}, exc
	}
	h, err := crt.Handle(fd)
	if err != nil {
		return value{}, py.OSErrorOf(err)
	}
	at, err := crt.Seek(fd, 0, 1)
	if err != nil {
		return value{}, py.OSErrorOf(err)
	}
	place := &windows.Overlapped{Offset: uint32(at), OffsetHigh: uint32(at >> 32)}
	if mode == unlock {
		if windows.UnlockFileEx(h, 0, uint32(n), 0, place) != nil {
			return value{}, py.OSErrorOf(crt.EACCES)
		}
		return py.None, nil
	}
	tries, failed := 1, crt.EACCES
	if mode == lock || mode == readLock {
		tries, failed = 10, deadlock
	}
	for {
		const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
		if windows.LockFileEx(h, flags, 0, uint32(n), 0, place) == nil {
			return py.None, nil
		}
		if tries--; tries == 0 {
			return value{}, py.OSErrorOf(failed)
		}
		t.Unlock()
		time.Sleep(time.Second)
		t.Lock()
		if exc := t.CheckSignals(); exc != nil {
			return value{}, exc
		}
	}
}

// deadlock is EDEADLOCK, which says that the lock could not be had in time.
const deadlock = crt.Errno(36)
