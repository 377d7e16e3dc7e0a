//go:build unix

package sched

import (
	"math"
	"time"

	"golang.org/x/sys/unix"
)

// Poll waits, without the interpreter lock, until a descriptor is ready or the time is over; a negative
// timeout never is. In the main thread signals end the sleep: check runs their handlers, and says whether
// to give up. The result is the number of ready descriptors.
func Poll(b *Breaker, fds []unix.PollFd, timeout time.Duration, check func() (stop bool)) (int, error) {
	var end time.Time
	if timeout >= 0 {
		end = time.Now().Add(timeout)
	}
	all := fds
	if IsMain(b) && timeout != 0 {
		if fd := WakeFD(); fd >= 0 {
			all = append(append(make([]unix.PollFd, 0, len(fds)+1), fds...), unix.PollFd{Fd: int32(fd), Events: unix.POLLIN})
		}
	}
	for {
		if check() {
			return 0, nil
		}
		ms := -1
		if timeout >= 0 {
			left := max(time.Until(end), 0)
			ms = int(min((left+time.Millisecond-1)/time.Millisecond, math.MaxInt32))
		}
		Release()
		n, err := unix.Poll(all, ms)
		Acquire(b)
		if err != nil && err != unix.EINTR {
			return 0, err
		}
		if len(all) > len(fds) && all[len(fds)].Revents != 0 {
			DrainWake()
			all[len(fds)].Revents = 0
			n--
		}
		copy(fds, all)
		if err == nil && n > 0 || timeout >= 0 && !time.Now().Before(end) {
			check()
			return max(n, 0), nil
		}
	}
}
