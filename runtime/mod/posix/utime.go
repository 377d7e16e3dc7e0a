//go:build unix

package posix

import (
	"math"
	"math/big"
	"time"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

// utime sets access and modification times: from times in seconds, ns, or now.
func utime(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "utime", "path", a[0], true)
	if exc != nil {
		return value{}, exc
	}
	times, ns := a[1], a[2]
	hasTimes := times.Bound() && !times.IsNone()
	if hasTimes && ns.Bound() {
		return value{}, py.ValueErrorf("utime: you may specify either 'times' or 'ns' but not both")
	}
	now := unix.NsecToTimespec(time.Now().UnixNano())
	stamps := []unix.Timespec{now, now}
	switch {
	case hasTimes:
		exc = stampPair(t, times, "utime: 'times' must be either a tuple of two ints or None", stamps, secondsStamp)
	case ns.Bound():
		exc = stampPair(t, ns, "utime: 'ns' must be a tuple of two ints", stamps, nanoStamp)
	}
	if exc != nil {
		return value{}, exc
	}
	fd, exc := dirFD(t, a[3])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := follow(t, a[4])
	if exc != nil {
		return value{}, exc
	}
	if p.fd >= 0 {
		return py.None, failure(futimens(p.fd, stamps), a[0])
	}
	return py.None, failure(unix.UtimesNanoAt(fd, p.name, stamps, flags), a[0])
}

func stampPair(t *thread, v value, text string, out []unix.Timespec, convert func(t *thread, v value) (unix.Timespec, *excp)) *excp {
	if v.Type().Flags&py.TupleSubclass == 0 || len(py.AsTuple(v).Items) != 2 {
		return py.TypeErrorf("%s", text)
	}
	for i, item := range py.AsTuple(v).Items {
		var exc *excp
		if out[i], exc = convert(t, item); exc != nil {
			return exc
		}
	}
	return nil
}

func secondsStamp(t *thread, v value) (unix.Timespec, *excp) {
	if v.IsFloat() {
		whole, frac := math.Modf(v.Float64())
		if frac < 0 {
			whole, frac = whole-1, frac+1
		}
		return unix.NsecToTimespec(int64(whole)*1e9 + int64(math.Floor(frac*1e9))), nil
	}
	n, exc := py.IndexInt(t, v, py.OverflowError)
	return unix.NsecToTimespec(int64(n) * 1e9), exc
}

func nanoStamp(t *thread, v value) (unix.Timespec, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return unix.Timespec{}, exc
	}
	sec, nsec := new(big.Int).DivMod(py.ToBig(i), big.NewInt(1e9), new(big.Int))
	if !sec.IsInt64() {
		return unix.Timespec{}, py.OverflowErrorf("timestamp out of range for platform time_t")
	}
	return unix.NsecToTimespec(sec.Int64()*1e9 + nsec.Int64()), nil
}
