//go:build unix

package timemod

import (
	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

func readClock(id int32) (int64, error) {
	var ts unix.Timespec
	err := unix.ClockGettime(id, &ts)
	return ts.Nano(), err
}

func monotonic() (int64, error)   { return readClock(unix.CLOCK_MONOTONIC) }
func processTime() (int64, error) { return readClock(unix.CLOCK_PROCESS_CPUTIME_ID) }
func threadTime() (int64, error)  { return readClock(unix.CLOCK_THREAD_CPUTIME_ID) }

// systemClocks are the functions on clocks by number.
func systemClocks() []py.Method {
	read := func(name string, convert func(ns int64) value) py.Method {
		return py.Method{Name: name, Sig: "(clk_id, /)", F1: func(t *thread, _, v value) (value, *excp) {
			id, exc := py.IndexInt(t, v, py.OverflowError)
			if exc != nil {
				return value{}, exc
			}
			ns, err := readClock(int32(id))
			if err != nil {
				return value{}, py.NewOSError(int(unix.EINVAL), "Invalid argument", value{})
			}
			return convert(ns), nil
		}}
	}
	return []py.Method{
		read("clock_gettime", func(ns int64) value { return py.Float(float64(ns) * 1e-9) }),
		read("clock_gettime_ns", py.Int),
		read("clock_getres", func(int64) value { return py.Float(1e-9) }),
	}
}
