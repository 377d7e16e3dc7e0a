//go:build unix

// This file implements the timers that send signals.

package signal

import (
	"math"
	"time"

	"adder/runtime/py"
	"adder/runtime/sched"
)

// timer is the process's real-time timer. It trips SIGALRM itself: the operating system's timer would
// do the same by a detour.
var timer struct {
	t        *time.Timer
	end      time.Time
	interval time.Duration
}

const sigalrm = 14

// start lets the timer run for d and then every interval; d 0 stops it.
func start(d, interval time.Duration) (left, old time.Duration) {
	left, old = remaining(), timer.interval
	if timer.t != nil {
		timer.t.Stop()
		timer.t = nil
	}
	timer.interval = interval
	if d <= 0 {
		timer.end = time.Time{}
		return left, old
	}
	timer.end = time.Now().Add(d)
	timer.t = time.AfterFunc(d, fire)
	return left, old
}

func fire() {
	if h := handlers[sigalrm]; h.IsInt() {
		if h.Int64() == sigDfl {
			die(sigalrm)
		}
	} else {
		notify(sigalrm)
		sched.Trip(sigalrm)
	}
	if timer.interval > 0 {
		timer.end = time.Now().Add(timer.interval)
		timer.t = time.AfterFunc(timer.interval, fire)
	} else {
		timer.end = time.Time{}
	}
}

func remaining() time.Duration {
	if timer.end.IsZero() {
		return 0
	}
	return max(time.Until(timer.end), 0)
}

func alarm(t *thread, self, seconds value) (value, *excp) {
	n, exc := py.IndexInt(t, seconds, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	left, _ := start(time.Duration(n)*time.Second, 0)
	return py.Int(int64(math.Ceil(left.Seconds()))), nil
}

// which checks the number of a timer: only the one of real time works.
func which(t *thread, v value) *excp {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	switch {
	case exc != nil:
		return exc
	case n == 1 || n == 2:
		return py.Errorf(py.NotImplementedError, "Adder has no timers of processor time")
	case n != 0:
		e, exc := py.Call2(t, timerError, py.Int(22), py.StrV("Invalid argument"))
		if exc != nil {
			return exc
		}
		return py.AsExc(e)
	}
	return nil
}

func pair(left, interval time.Duration) value {
	return py.NewTuple(py.Float(left.Seconds()), py.Float(interval.Seconds())).V()
}

func setTimer(t *thread, self value, args []value) (value, *excp) {
	if exc := which(t, args[0]); exc != nil {
		return value{}, exc
	}
	d, exc := py.Seconds(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	interval := time.Duration(0)
	if args[2].Bound() {
		if interval, exc = py.Seconds(t, args[2]); exc != nil {
			return value{}, exc
		}
	}
	left, old := start(d, interval)
	return pair(left, old), nil
}

func getTimer(t *thread, self, v value) (value, *excp) {
	if exc := which(t, v); exc != nil {
		return value{}, exc
	}
	return pair(remaining(), timer.interval), nil
}
