// This file holds what Linux has beside the common unix.

package resource

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

const numResources = 16

var constants = map[string]int64{"RLIMIT_AS": 9, "RLIMIT_CORE": 4, "RLIMIT_CPU": 0, "RLIMIT_DATA": 2, "RLIMIT_FSIZE": 1, "RLIMIT_MEMLOCK": 8,
	"RLIMIT_MSGQUEUE": 12, "RLIMIT_NICE": 13, "RLIMIT_NOFILE": 7, "RLIMIT_NPROC": 6, "RLIMIT_OFILE": 7, "RLIMIT_RSS": 5, "RLIMIT_RTPRIO": 14,
	"RLIMIT_RTTIME": 15, "RLIMIT_SIGPENDING": 11, "RLIMIT_STACK": 3, "RUSAGE_CHILDREN": -1, "RUSAGE_SELF": 0, "RUSAGE_THREAD": 1}

func systemMethods() []method {
	return []method{{Name: "prlimit", Sig: "(pid, resource, limits=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
		pid, exc := py.IndexInt(t, a[0], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		n, exc := resourceArg(t, a[1])
		if exc != nil {
			return value{}, exc
		}
		var now *unix.Rlimit
		if a[2].Bound() && !a[2].IsNone() {
			lim, exc := limitsArg(t, a[2])
			if exc != nil {
				return value{}, exc
			}
			now = &lim
		}
		var old unix.Rlimit
		if err := unix.Prlimit(pid, n, now, &old); err != nil {
			if err == unix.EINVAL {
				return value{}, py.ValueErrorf("current limit exceeds maximum limit")
			}
			return value{}, py.OSErrorOf(err)
		}
		return limits(&old), nil
	}}}
}
