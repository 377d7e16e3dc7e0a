// This file tells a descriptor of the signals that arrive.

package signal

import (
	"adder/runtime/internal/crt"
	"adder/runtime/py"
	"adder/runtime/sched"
)

// wakeup is the descriptor to which the numbers of arriving signals are written, -1 for none.
var wakeup = -1

func notify(n int) {
	if fd := wakeup; fd >= 0 {
		_, _ = crt.Write(fd, []byte{byte(n)})
	}
}

func setWakeup(t *thread, self value, args []value) (value, *excp) {
	fd, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if !t.IsMain() {
		return value{}, py.ValueErrorf("set_wakeup_fd only works in main thread of the main interpreter")
	}
	if fd >= 0 {
		if exc := checkWakeup(fd); exc != nil {
			return value{}, exc
		}
	}
	old := wakeup
	wakeup = max(fd, -1)
	sched.OnArrival(notify)
	return py.Int(int64(old)), nil
}
