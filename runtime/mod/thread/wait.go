// This file converts the arguments of acquire.

package thread

import (
	"time"

	"adder/runtime/py"
)

// forever is the timeout that never ends.
const forever time.Duration = -1

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
