// This file converts times that programs give in seconds (_PyTime_FromSecondsObject).

package py

import (
	"math"
	"time"
)

// Seconds converts a number of seconds to a duration, rounding away from zero as CPython does for
// timeouts, so that a wait is never too short.
func Seconds(t *Thread, v Value) (time.Duration, *Exc) {
	if v.Type().Flags&FloatSubclass != 0 {
		return secondsFloat(FloatOf(v))
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		if exc.Matches(TypeError) {
			return 0, TypeErrorf("'%s' object cannot be interpreted as an integer or float", TypeName(v))
		}
		return 0, exc
	}
	n, ok := ToInt64(i)
	const limit = math.MaxInt64 / int64(time.Second)
	if !ok || n > limit || n < -limit {
		return 0, OverflowErrorf("timestamp too large to convert to C PyTime_t")
	}
	return time.Duration(n) * time.Second, nil
}

func secondsFloat(f float64) (time.Duration, *Exc) {
	if math.IsNaN(f) {
		return 0, ValueErrorf("Invalid value NaN (not a number)")
	}
	ns := f * float64(time.Second)
	if ns >= 0 {
		ns = math.Ceil(ns)
	} else {
		ns = math.Floor(ns)
	}
	if ns < -0x1p63 || ns >= 0x1p63 {
		return 0, OverflowErrorf("timestamp out of range for platform time_t")
	}
	return time.Duration(ns), nil
}
