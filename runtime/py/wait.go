// This file lets threads wait: for locks, for one another, with timeouts, interrupted by signals.

package py

import "time"

// WaitQueue is a queue of threads that wait for something. It belongs to whoever holds the interpreter
// lock.
type WaitQueue struct {
	waiters []chan struct{}
}

// Wake lets the thread that has waited longest look again.
func (q *WaitQueue) Wake() {
	if len(q.waiters) == 0 {
		return
	}
	w := q.waiters[0]
	q.waiters = q.waiters[1:]
	close(w)
}

// drop takes w off the queue; it reports whether w was still on it.
func (q *WaitQueue) drop(w chan struct{}) bool {
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
func (q *WaitQueue) Wait(t *Thread, timeout time.Duration, take func() bool) (bool, *Exc) {
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
		over := t.Sleep(w, expired)
		queued := q.drop(w)
		var exc *Exc
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

// Sleep waits, without the interpreter lock, for w, the end of the time or a signal; w or expired
// may be nil. It reports whether the time is over.
func (t *Thread) Sleep(w <-chan struct{}, expired <-chan time.Time) (over bool) {
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
