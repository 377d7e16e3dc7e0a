// This file lets threads wait: for locks, for one another, with timeouts, interrupted by signals.

package thread

import (
	"time"

	"adder/runtime/py"
)

// forever is the timeout that never ends.
const forever time.Duration = -1

// Queue is a queue of threads that wait for something. It belongs to whoever holds the interpreter
// lock.
type Queue struct {
	waiters []chan struct{}
}

// Wake lets the thread that has waited longest look again.
func (q *Queue) Wake() {
	if len(q.waiters) == 0 {
		return
	}
	w := q.waiters[0]
	q.waiters = q.waiters[1:]
	close(w)
}

// drop takes w off the queue; it reports whether w was still on it.
func (q *Queue) drop(w chan struct{}) bool {
	for i, other := range q.waiters {
		if other == w {
			q.waiters = append(q.waiters[:i:i], q.waiters[i+1:]...)
			return true
		}
	}
	return false
}

// Wait waits until take succeeds, which is tried under the interpreter lock whenever somebody
// called Wake. It returns false when the timeout ended first. A signal handler that raises ends
// the wait with its exception; others do not.
func (q *Queue) Wait(t *py.Thread, timeout time.Duration, take func() bool) (bool, *py.Exc) {
	if take() {
		return true, nil
	}
	if timeout == 0 {
		return false, nil
	}
	var expired <-chan time.Time
	if timeout > 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	for {
		w := make(chan struct{})
		q.waiters = append(q.waiters, w)
		over := sleep(t, w, expired)
		queued := q.drop(w)
		var exc *py.Exc
		if !over {
			exc = t.CheckSignals()
		}
		switch {
		case exc != nil:
			if !queued {
				q.Wake() // the wake-up was for somebody who goes on waiting
			}
			return false, exc
		case take():
			return true, nil
		case over:
			return false, nil
		}
	}
}

// sleep waits, without the interpreter lock, for w, the end of the time or a signal. It reports
// whether the time is over.
func sleep(t *py.Thread, w <-chan struct{}, expired <-chan time.Time) (over bool) {
	signal := t.Interrupted()
	t.Unlock()
	select {
	case <-w:
	case <-expired:
		over = true
	case <-signal:
	}
	t.Lock()
	return over
}

// timeoutOf converts the arguments of acquire: the time to wait, 0 for not at all.
func timeoutOf(t *py.Thread, blocking, timeout py.Value) (time.Duration, *py.Exc) {
	block := true
	if blocking.Bound() {
		var exc *py.Exc
		if block, exc = py.Truth(t, blocking); exc != nil {
			return 0, exc
		}
	}
	d := forever
	if timeout.Bound() {
		var exc *py.Exc
		if d, exc = py.Seconds(t, timeout); exc != nil {
			return 0, exc
		}
		switch {
		case d == -time.Second:
			d = forever
		case !block:
			return 0, py.ValueErrorf("can't specify a timeout for a non-blocking call")
		case d < 0:
			return 0, py.ValueErrorf("timeout value must be a non-negative number")
		}
	}
	if !block {
		return 0, nil
	}
	return d, nil
}
