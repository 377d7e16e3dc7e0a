//go:build unix

// This file blocks signals and waits for them.

package signal

import (
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
	"adder/runtime/sched"
)

var siginfo = &py.StructSeq{Name: "signal.struct_siginfo", Fields: []string{"si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band"},
	Doc: "struct_siginfo: Result from sigwaitinfo or sigtimedwait.\n\nThis object may be accessed either as a tuple of\n(si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band),\nor via the attributes si_signo, si_code, and so on."}

// setOf makes a set of the signals in a bit set.
func setOf(t *thread, bits uint64) (value, *excp) {
	l := py.NewList()
	for n := 1; n < 64; n++ {
		if bits&(1<<n) != 0 {
			l.Items = append(l.Items, py.Int(int64(n)))
		}
	}
	return py.Call1(t, py.SetType.V(), l.V())
}

// bitsOf reads an iterable of signal numbers.
func bitsOf(t *thread, v value) (uint64, *excp) {
	items, exc := py.Collect(t, v)
	if exc != nil {
		return 0, exc
	}
	var bits uint64
	for _, item := range items {
		n, exc := py.IndexInt(t, item, py.OverflowError)
		if exc != nil {
			return 0, exc
		}
		if n < 1 || n >= numSignals {
			return 0, py.ValueErrorf("signal number %d out of range [1; %d]", n, numSignals-1)
		}
		bits |= 1 << n
	}
	return bits, nil
}

func setMask(t *thread, self, how, mask value) (value, *excp) {
	op, exc := py.IndexInt(t, how, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	bits, exc := bitsOf(t, mask)
	if exc != nil {
		return value{}, exc
	}
	old := blocked
	switch op {
	case sigBlock:
		blocked |= bits
	case sigUnblock:
		blocked &^= bits
	case sigSetMask:
		blocked = bits
	default:
		return value{}, osError(unix.EINVAL)
	}
	blocked &^= 1<<unix.SIGKILL | 1<<unix.SIGSTOP
	for n := 1; n < 64; n++ {
		if blocked&^old&(1<<n) != 0 {
			sched.Watch(n) // it stays pending instead of doing what it would
		}
	}
	if free := sched.Pending() &^ blocked; free != 0 {
		for n := 1; n < 64; n++ {
			if free&(1<<n) != 0 {
				sched.Trip(n)
			}
		}
		if exc := t.CheckSignals(); exc != nil {
			return value{}, exc
		}
	}
	return setOf(t, old)
}

// wait waits for one of the signals in a set; negative: for ever. It returns 0 when the time is over.
func wait(t *thread, set value, timeout time.Duration) (int, *excp) {
	bits, exc := bitsOf(t, set)
	if exc != nil {
		return 0, exc
	}
	for n := 1; n < 64; n++ {
		if bits&(1<<n) != 0 {
			sched.Watch(n)
		}
	}
	var end time.Time
	if timeout >= 0 {
		end = time.Now().Add(timeout)
	}
	for {
		got := sched.TakeSignals()
		for n := 1; n < 64; n++ {
			if got&bits&(1<<n) != 0 {
				sched.Requeue(got &^ (1 << n))
				return n, nil
			}
		}
		sched.Requeue(got)
		if timeout >= 0 && !time.Now().Before(end) {
			return 0, nil
		}
		t.Unlock()
		time.Sleep(time.Millisecond)
		t.Lock()
		if got&^bits&^blocked != 0 {
			if exc := t.CheckSignals(); exc != nil {
				return 0, exc
			}
		}
	}
}

func waitInfo(t *thread, set value, timeout time.Duration) (value, *excp) {
	n, exc := wait(t, set, timeout)
	if exc != nil || n == 0 {
		return py.None, exc
	}
	zero := py.Int(0)
	return siginfo.Make(py.Int(int64(n)), zero, zero, py.Int(int64(unix.Getpid())), py.Int(int64(unix.Getuid())), zero, zero), nil
}

func timedWait(t *thread, self, set, timeout value) (value, *excp) {
	d, exc := py.Seconds(t, timeout)
	if exc != nil {
		return value{}, exc
	}
	if d < 0 {
		return value{}, py.ValueErrorf("timeout must be non-negative")
	}
	return waitInfo(t, set, d)
}
